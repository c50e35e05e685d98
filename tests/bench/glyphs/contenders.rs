//! The jobs.

use kurbo::{Affine, BezPath, PathEl, Point};
use liveproof::geom::PixelRect;
use liveproof::pixels::Mask;
use liveproof::text::{
    AreaRasterizer, Font, GlyphCache, Layout, Rasterizer, Run, Shape, TextRequest, draw_layout,
    layout_text,
};
use tiny_skia_path::PathSegment;

/// Pixels per em of what is filled and stroked.
const SIZE: f64 = 120.0;

/// Width of strokes, in pixels.
const STROKE: f32 = 8.0;

const LETTERS: &str = "ABCDEFGHabcdefghmnopqrst";

const EVERYWHERE: PixelRect = PixelRect::new(-10_000, -10_000, 10_000, 10_000);

/// What is measured; `glyphs.js` has the same list.
#[derive(Clone, Copy)]
pub(crate) enum Job {
    FillArea,
    FillAbGlyph,
    FillTinySkia,
    FillFontdue,
    LayoutNew,
    LayoutCached,
    Stroker,
    StrokesArea,
    StrokesAbGlyph,
    StrokesTinySkia,
    StrokedNew,
    StrokedCached,
    TurnedNew,
    TurnedOutlinesCached,
}

impl Job {
    pub(crate) const ALL: [Self; 14] = [
        Self::FillArea,
        Self::FillAbGlyph,
        Self::FillTinySkia,
        Self::FillFontdue,
        Self::LayoutNew,
        Self::LayoutCached,
        Self::Stroker,
        Self::StrokesArea,
        Self::StrokesAbGlyph,
        Self::StrokesTinySkia,
        Self::StrokedNew,
        Self::StrokedCached,
        Self::TurnedNew,
        Self::TurnedOutlinesCached,
    ];
}

/// A font and what is drawn with it.
pub(crate) struct Bench {
    fontdue: fontdue::Font,
    glyphs: Vec<u16>,
    /// In pixels.
    outlines: Vec<BezPath>,
    strokes: Vec<BezPath>,
    layout: Layout,
    area: AreaRasterizer,
    cache: GlyphCache,
    turns: u32,
}

impl Bench {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let settings =
            fontdue::FontSettings { scale: SIZE as f32, ..fontdue::FontSettings::default() };
        let fontdue = fontdue::Font::from_bytes(bytes.as_slice(), settings).unwrap();
        let font = Font::parse(bytes).unwrap();
        let fonts = [font.clone()];
        let runs = [Run::new(LETTERS, &fonts)];
        let layout = layout_text(&TextRequest {
            letter_spacing: 1.0,
            ..TextRequest::new(&runs, 10.0, 1000.0, 20.0)
        });
        let glyphs: Vec<u16> = layout.glyphs.iter().map(|g| u16::try_from(g.id).unwrap()).collect();
        let outlines: Vec<BezPath> = layout
            .glyphs
            .iter()
            .map(|g| Affine::scale(SIZE) * font.outline(g.id).unwrap_or_default())
            .collect();
        let strokes = outlines.iter().map(stroke).collect();
        Self {
            fontdue,
            glyphs,
            outlines,
            strokes,
            layout,
            area: AreaRasterizer::default(),
            cache: GlyphCache::new(),
            turns: 0,
        }
    }

    /// Does a job; how much it covered, in pixels.
    pub(crate) fn run(&mut self, job: Job) -> f64 {
        let Self { outlines, strokes, area, .. } = self;
        let scale = Affine::scale(SIZE / 10.0);
        let width = f64::from(STROKE) * 10.0 / SIZE;
        match job {
            Job::FillArea => fill(outlines, |path, window| area.fill(path, window).unwrap()),
            Job::FillAbGlyph => fill(outlines, ab_glyph),
            Job::FillTinySkia => fill(outlines, tiny_skia_fill),
            Job::FillFontdue => self
                .glyphs
                .iter()
                .map(|&id| sum(&self.fontdue.rasterize_indexed(id, SIZE as f32).1))
                .sum(),
            Job::LayoutNew => {
                self.cache.clear();
                self.draw(scale, None)
            }
            Job::LayoutCached => self.draw(scale, None),
            Job::Stroker => outlines.iter().map(|path| stroke(path).elements().len() as f64).sum(),
            Job::StrokesArea => fill(strokes, |path, window| area.fill(path, window).unwrap()),
            Job::StrokesAbGlyph => fill(strokes, ab_glyph),
            Job::StrokesTinySkia => fill(strokes, tiny_skia_fill),
            Job::StrokedNew => {
                self.cache.clear();
                self.draw(scale, Some(width))
            }
            Job::StrokedCached => self.draw(scale, Some(width)),
            Job::TurnedNew => {
                self.cache.clear();
                self.draw_turned(width)
            }
            Job::TurnedOutlinesCached => self.draw_turned(width),
        }
    }

    fn draw(&mut self, transform: Affine, stroke: Option<f64>) -> f64 {
        let drawn = draw_layout(&mut self.cache, &self.layout, transform, stroke, EVERYWHERE);
        f64::from(drawn.unwrap().unwrap().mask.width())
    }

    /// Fourteen letters of 100 pixels, each turned as never before.
    fn draw_turned(&mut self, width: f64) -> f64 {
        self.turns = (self.turns + 1) % 10_000;
        let mut layout = self.layout.clone();
        layout.glyphs.truncate(14);
        for (glyph, i) in layout.glyphs.iter_mut().zip(0..) {
            let angle = f64::from(i) * 0.1 + f64::from(self.turns) * 1e-4;
            glyph.shape = Shape::Turned { cos: libm::cos(angle), sin: libm::sin(angle) };
        }
        let scale = Affine::scale(10.0);
        let drawn = draw_layout(&mut self.cache, &layout, scale, Some(width), EVERYWHERE);
        f64::from(drawn.unwrap().unwrap().mask.width())
    }
}

/// How many pixels a mask covers.
fn sum(mask: &[u8]) -> f64 {
    mask.iter().map(|v| u32::from(*v)).sum::<u32>().into()
}

fn fill(paths: &[BezPath], mut one: impl FnMut(&BezPath, PixelRect) -> Mask) -> f64 {
    paths.iter().map(|p| sum(one(p, PixelRect::around(p.control_box())).data())).sum()
}

fn ab_glyph(path: &BezPath, window: PixelRect) -> Mask {
    use ab_glyph_rasterizer::{Point as P, Rasterizer, point};
    let (w, h) = (window.width() as usize, window.height() as usize);
    let mut raster = Rasterizer::new(w, h);
    let at =
        |p: Point| point((p.x - f64::from(window.x0)) as f32, (p.y - f64::from(window.y0)) as f32);
    let (mut start, mut last) = (P::default(), P::default());
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => (start, last) = (at(p), at(p)),
            PathEl::LineTo(p) => {
                raster.draw_line(last, at(p));
                last = at(p);
            }
            PathEl::QuadTo(c, p) => {
                raster.draw_quad(last, at(c), at(p));
                last = at(p);
            }
            PathEl::CurveTo(c, d, p) => {
                raster.draw_cubic(last, at(c), at(d), at(p));
                last = at(p);
            }
            PathEl::ClosePath => {
                raster.draw_line(last, start);
                last = start;
            }
        }
    }
    let mut mask = Mask::new(window.width(), window.height()).unwrap();
    let out = mask.data_mut();
    raster.for_each_pixel(|i, v| out[i] = (v * 255.0 + 0.5) as u8);
    mask
}

fn tiny_skia_fill(path: &BezPath, window: PixelRect) -> Mask {
    let mut mask = tiny_skia::Mask::new(window.width(), window.height()).unwrap();
    let shift = Affine::translate((-f64::from(window.x0), -f64::from(window.y0)));
    if let Some(path) = to_skia(path, shift) {
        let identity = tiny_skia_path::Transform::identity();
        mask.fill_path(&path, tiny_skia::FillRule::Winding, true, identity);
    }
    Mask::from_vec(window.width(), window.height(), mask.take()).unwrap()
}

/// As `src/text/stroke.rs` does it.
fn stroke(path: &BezPath) -> BezPath {
    let Some(path) = to_skia(path, Affine::IDENTITY) else { return BezPath::new() };
    let stroke = tiny_skia_path::Stroke {
        width: STROKE,
        line_join: tiny_skia_path::LineJoin::Round,
        ..tiny_skia_path::Stroke::default()
    };
    let Some(outline) = path.stroke(&stroke, 4.0) else { return BezPath::new() };
    let at = |p: tiny_skia_path::Point| Point::new(f64::from(p.x), f64::from(p.y));
    outline
        .segments()
        .map(|segment| match segment {
            PathSegment::MoveTo(p) => PathEl::MoveTo(at(p)),
            PathSegment::LineTo(p) => PathEl::LineTo(at(p)),
            PathSegment::QuadTo(c, p) => PathEl::QuadTo(at(c), at(p)),
            PathSegment::CubicTo(c, d, p) => PathEl::CurveTo(at(c), at(d), at(p)),
            PathSegment::Close => PathEl::ClosePath,
        })
        .collect()
}

fn to_skia(path: &BezPath, shift: Affine) -> Option<tiny_skia_path::Path> {
    let at = |p: Point| {
        let p = shift * p;
        (p.x as f32, p.y as f32)
    };
    let mut out = tiny_skia_path::PathBuilder::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                let (x, y) = at(p);
                out.move_to(x, y);
            }
            PathEl::LineTo(p) => {
                let (x, y) = at(p);
                out.line_to(x, y);
            }
            PathEl::QuadTo(c, p) => {
                let ((a, b), (x, y)) = (at(c), at(p));
                out.quad_to(a, b, x, y);
            }
            PathEl::CurveTo(c, d, p) => {
                let ((a, b), (e, f), (x, y)) = (at(c), at(d), at(p));
                out.cubic_to(a, b, e, f, x, y);
            }
            PathEl::ClosePath => out.close(),
        }
    }
    out.finish()
}
