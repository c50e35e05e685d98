//! Writes down what a color glyph paints: a list of steps, each with its place and its bounds.
//!
//! The steps are bounded in number, in the segments of their outlines, in the depth of their layers
//! and in the area they fill, so that drawing them is bounded too.

use harfrust::GlyphId;
use harfrust::font::glyph::color::{
    Brush as FontBrush, Color as FontColor, ColorStop, CompositeMode, PaintSink,
};
use kurbo::{Affine, Point, Rect};
use read_fonts::types::{BoundingBox, Matrix};

use super::cost::MAX_NODES;
use super::gradient::{Brush, Ink, Line};
use crate::color::Color;
use crate::text::Font;

/// Most segments of all outlines that one glyph fills or clips to, each counted as often as it is
/// used.
const MAX_SEGMENTS: usize = 1 << 18;

/// Most layers one within the other; each takes the pixels of the part that is painted at a time.
const MAX_LAYERS: usize = 16;

/// Most often, on average, that a place of the glyph is painted over.
const MAX_OVERDRAW: f64 = 256.0;

/// Farthest a color glyph may reach from its origin, in ems.
const MAX_REACH: f64 = 64.0;

/// The palette entry that stands for the text's own color.
const TEXT_COLOR: u16 = 0xffff;

/// What a color glyph paints, in order.
#[derive(Debug)]
pub(crate) struct Painting {
    pub(super) steps: Vec<Step>,
}

/// One step. Transforms take outlines, in ems, y down, or brushes, in font units, y up, to the
/// glyph's ems, y down.
#[derive(Debug)]
pub(super) enum Step {
    /// Paints only inside the outline of this glyph, until the clip is popped.
    ClipGlyph(u32, Affine),
    /// Paints only inside this box, in font units.
    ClipBox(Rect, Affine),
    PopClip,
    /// Fills what is not clipped away.
    Fill(Brush, Affine),
    /// Paints a picture of its own, which is composited when it is popped.
    PushLayer,
    PopLayer(CompositeMode),
}

impl Painting {
    /// What keeping it costs, roughly.
    pub(super) fn bytes(&self) -> usize {
        let stops = |step: &Step| match step {
            Step::Fill(Brush::Gradient { stops, .. }, _) => size_of_val(&**stops),
            _ => 0,
        };
        size_of_val(self.steps.as_slice()) + self.steps.iter().map(stops).sum::<usize>()
    }
}

/// What `glyph` paints and the box around it, in ems, y down. `None` when it has no colors, when they
/// are malformed or above a limit, or when nothing is painted.
pub(super) fn record(font: &Font, glyph: u32) -> Option<(Painting, Rect)> {
    let face = font.face();
    let source = face.color_glyphs().get(GlyphId::new(glyph))?;
    let palette = face.palettes().get(0).map_or(&[][..], |palette| palette.colors());
    let em = 1.0 / f64::from(face.units_per_em());
    let mut recorder = Recorder {
        font,
        palette,
        to_em: Affine::new([em, 0.0, 0.0, -em, 0.0, 0.0]),
        transforms: vec![Affine::IDENTITY],
        clips: vec![None],
        layers: 0,
        wide_layers: 0,
        steps: Vec::new(),
        bounds: None,
        area: 0.0,
        segments: 0,
        refused: false,
    };
    let followed = source.paint(&mut recorder).is_ok();
    let bounds = recorder.bounds?;
    let within = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].iter().all(|v| v.abs() <= MAX_REACH);
    let area = recorder.area + f64::from(recorder.wide_layers) * bounds.area();
    let bounded = within && area <= MAX_OVERDRAW * bounds.area();
    (followed && !recorder.refused && bounded)
        .then_some((Painting { steps: recorder.steps }, bounds))
}

struct Recorder<'a> {
    font: &'a Font,
    palette: &'a [FontColor],
    /// Font units, y up, to ems, y down.
    to_em: Affine,
    /// In font units; the last one holds.
    transforms: Vec<Affine>,
    /// What is painted at most, in ems; `None` is the whole plane. The last one holds.
    clips: Vec<Option<Rect>>,
    /// How many are open.
    layers: usize,
    /// How many were painted without a clip around them: on the whole glyph.
    wide_layers: u32,
    steps: Vec<Step>,
    /// Of all that was filled.
    bounds: Option<Rect>,
    /// Of all steps together, square ems.
    area: f64,
    segments: usize,
    refused: bool,
}

impl Recorder<'_> {
    fn step(&mut self, step: Step) {
        if self.steps.len() < 4 * MAX_NODES {
            self.steps.push(step);
        } else {
            self.refused = true;
        }
    }

    fn transform(&self) -> Affine {
        self.transforms.last().copied().unwrap_or_default()
    }

    fn clip(&self) -> Option<Rect> {
        self.clips.last().copied().flatten()
    }

    /// Clips to `bounds`, which are in ems.
    fn push_clip(&mut self, bounds: Option<Rect>, step: Step) {
        let bounds = match (bounds, self.clip()) {
            (Some(own), Some(outer)) => overlap(own, outer),
            (Some(own), None) => own,
            (None, _) => Rect::ZERO,
        };
        self.refused |= !bounds.is_finite();
        self.area += bounds.area();
        self.clips.push(Some(bounds));
        self.step(step);
    }

    fn ink(&self, index: u16, alpha: f32) -> Ink {
        let alpha = if alpha >= 0.0 { alpha.min(1.0) } else { 0.0 };
        if index == TEXT_COLOR {
            return Ink { color: None, alpha };
        }
        // An index beyond the palette paints nothing.
        let color =
            self.palette.get(usize::from(index)).map_or(Color { r: 0, g: 0, b: 0, a: 0 }, |c| {
                Color { r: c.red, g: c.green, b: c.blue, a: c.alpha }
            });
        Ink { color: Some(color), alpha }
    }

    fn brush(&mut self, brush: &FontBrush<'_>) -> Brush {
        let (line, stops, extend) = match *brush {
            FontBrush::Solid { palette_index, alpha } => {
                return Brush::Plain(self.ink(palette_index, alpha));
            }
            FontBrush::LinearGradient { p0, p1, color_stops, extend } => {
                let (from, to) = (point(p0.x, p0.y), point(p1.x, p1.y));
                (Line::Linear(from, to - from), color_stops, extend)
            }
            FontBrush::RadialGradient { c0, r0, c1, r1, color_stops, extend } => {
                let (from, to) = (point(c0.x, c0.y), point(c1.x, c1.y));
                (Line::Radial(from, f64::from(r0), to, f64::from(r1)), color_stops, extend)
            }
            FontBrush::SweepGradient { c0, start_angle, end_angle, color_stops, extend } => {
                let (start, end) = (f64::from(start_angle), f64::from(end_angle));
                (Line::Sweep(point(c0.x, c0.y), start, end), color_stops, extend)
            }
        };
        let ink = |stop: &ColorStop| (stop.offset, self.ink(stop.palette_index, stop.alpha));
        let stops: Box<[_]> = stops.iter().map(ink).collect();
        self.refused |= stops.iter().any(|(at, _)| !at.is_finite());
        Brush::Gradient { line, stops, extend }
    }
}

impl PaintSink for Recorder<'_> {
    fn push_transform(&mut self, m: Matrix<f32>) {
        let transform = self.transform() * affine(&m);
        self.refused |= !transform.is_finite();
        self.transforms.push(transform);
    }

    fn pop_transform(&mut self) {
        self.transforms.pop();
    }

    fn push_clip_glyph(&mut self, glyph: GlyphId) {
        let glyph = glyph.to_u32();
        let outline = self.font.shared_outline(glyph);
        self.segments += outline.path.elements().len();
        self.refused |= self.segments > MAX_SEGMENTS;
        let place = self.to_em * self.transform() * self.to_em.inverse();
        let bounds = outline.bounds.map(|b| place.transform_rect_bbox(b));
        self.push_clip(bounds, Step::ClipGlyph(glyph, place));
    }

    fn push_clip_box(&mut self, b: BoundingBox<f32>) {
        let [x0, y0, x1, y1] = [b.x_min, b.y_min, b.x_max, b.y_max].map(f64::from);
        let clip = Rect::new(x0, y0, x1, y1);
        let place = self.to_em * self.transform();
        // A box that is inside out holds nothing.
        let bounds = (x0 < x1 && y0 < y1).then(|| place.transform_rect_bbox(clip));
        self.push_clip(bounds, Step::ClipBox(clip, place));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
        self.step(Step::PopClip);
    }

    fn fill(&mut self, brush: FontBrush<'_>) {
        let Some(clip) = self.clip() else {
            // A fill of the whole plane: such a graph must not be painted.
            self.refused = true;
            return;
        };
        if clip.area() > 0.0 {
            self.area += clip.area();
            self.bounds = Some(self.bounds.map_or(clip, |all| all.union(clip)));
        }
        let brush = self.brush(&brush);
        self.step(Step::Fill(brush, self.to_em * self.transform()));
    }

    fn push_layer(&mut self, _: CompositeMode) {
        self.layers += 1;
        match self.clip() {
            Some(clip) => self.area += clip.area(),
            None => self.wide_layers += 1,
        }
        self.refused |= self.layers > MAX_LAYERS;
        self.step(Step::PushLayer);
    }

    fn pop_layer_with_mode(&mut self, mode: CompositeMode) {
        self.layers = self.layers.saturating_sub(1);
        self.step(Step::PopLayer(mode));
    }
}

/// The font's matrix. Its sines come from the target's own library and may differ in the last bit;
/// rounded to what the table's own numbers can say (16.16), they are the same everywhere.
fn affine(m: &Matrix<f32>) -> Affine {
    let round = |v: f32, steps: f64| (f64::from(v) * steps + 0.5).floor() / steps;
    let [xx, yx, xy, yy] = [m.xx, m.yx, m.xy, m.yy].map(|v| round(v, 65536.0));
    Affine::new([xx, yx, xy, yy, round(m.dx, 64.0), round(m.dy, 64.0)])
}

fn point(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

fn overlap(a: Rect, b: Rect) -> Rect {
    let r = a.intersect(b);
    if r.area() > 0.0 { r } else { Rect::ZERO }
}
