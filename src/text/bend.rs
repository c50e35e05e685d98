//! Bends a layout: along a curve, in an envelope, or both.
//!
//! Text comes here shaped and laid out straight, on a line as long as the curve. A glyph's place on
//! that line is a length along the curve; its outline is turned there as it is, or bent point by
//! point. Letters of scripts that join are always bent, since turned ones come apart.

mod along;

use std::sync::Arc;

use kurbo::{Affine, Point, Rect, Vec2};
use serde::Deserialize;

use super::curve::{Curve, CurveShape};
use super::deform::{TOLERANCE, deform};
use super::font::Font;
use super::layout::{Glyph, Layout, LineBox, Shape};
use super::request::{Align, Run, VerticalAlign};
use super::shape::{is_spaceable, script_of};
use super::warp::{Envelope, Warp};
use along::{Along, Heights};

/// Rounding, millimeters; less is not an overflow.
const SLACK: f64 = 1e-6;

/// A curve and how text stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPath {
    /// The curve.
    pub curve: CurveShape,
    /// What happens to the letters.
    pub bend: Bend,
    /// Where they stand.
    pub side: Side,
    /// Whether text runs from the curve's end to its beginning, its letters the other way up.
    pub reverse: bool,
    /// Where the letters' distances are measured.
    pub spacing: Spacing,
    /// By how many millimeters the text is moved along the curve.
    pub offset: f64,
}

/// What happens to letters on a curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextBend"))]
#[serde(rename_all = "kebab-case")]
pub enum Bend {
    /// Each is turned as it is. Letters of scripts that join, such as Arabic, are bent, so that they
    /// stay joined.
    #[default]
    Rigid,
    /// Their outlines follow the curve.
    Warp,
}

/// Where letters stand on a curve. Outside is what is outside of a circle or spiral, above an arc, and
/// to the left of a path as it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextSide"))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Outside, with their feet on it; with `reverse`, with the tops of their capitals.
    #[default]
    Outside,
    /// With the middle of their capitals on it.
    Middle,
    /// Inside, with the tops of their capitals on it; with `reverse`, with their feet.
    Inside,
}

/// Where the distances of letters on a curve are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextSpacing"))]
#[serde(rename_all = "kebab-case")]
pub enum Spacing {
    /// At half the height of an x: words look as tight as on a line, and connected script faces stay
    /// connected.
    #[default]
    Middle,
    /// At the baseline: letters fan out on the outside of a bend and are crowded on the inside.
    Baseline,
}

/// A layout to be bent.
#[derive(Clone, Copy, Debug)]
pub struct BendRequest<'a> {
    /// What was set.
    pub runs: &'a [Run<'a>],
    /// What it runs along, and that as a curve; `None` leaves it straight.
    pub path: Option<(&'a TextPath, &'a Curve)>,
    /// Its envelope: what is warped is then bent along the path, whatever the path's `bend` is.
    pub warp: Option<&'a Warp>,
    /// The width it was aligned in: the curve's [room](TextPath::room).
    pub room: f64,
    /// How it was aligned; along a curve: to its beginning, middle or end, and on a closed one always
    /// to its beginning.
    pub align: Align,
    /// How it was aligned from top to bottom; arcs take the straight baseline's place accordingly.
    pub vertical_align: VerticalAlign,
}

impl TextPath {
    /// The curve in a box of this size, millimeters; `None` where there is none to follow, and text
    /// stays straight.
    pub fn curve(&self, width: f64, height: f64) -> Option<Curve> {
        let curve = Curve::new(&self.curve, width, height, self.reverse)?;
        self.offset.is_finite().then_some(curve)
    }

    /// How long a line may be to fit on the curve when it is set in `font` at `size`: no longer than
    /// the curve itself, nor than what runs where the letters' distances are measured.
    pub fn room(&self, curve: &Curve, font: &Font, size: f64) -> f64 {
        let heights = Heights::new(self, font.metrics(), size);
        curve.length().min(curve.measure(heights.lift + heights.middle).length())
    }
}

/// Bends a layout that was set on a line as long as its curve has [room](TextPath::room) for, or as wide as its
/// box. By how much it is longer than the curve is told as the layout's overflow: it leaves an open
/// curve as [`Curve::at`] says, and overlaps itself on a closed one. The lines' boxes stay as they
/// were.
pub fn bend(mut layout: Layout, request: &BendRequest<'_>) -> Layout {
    let envelope = request.warp.and_then(|w| w.on(bounds(&layout.lines)?));
    if request.path.is_none() && envelope.is_none() {
        return layout;
    }
    let lines = std::mem::take(&mut layout.lines);
    let mut over: f64 = 0.0;
    for line in &lines {
        let along = request
            .path
            .map(|(path, curve)| Along::new(path, curve, &layout, &lines, line, request));
        over = over.max(along.as_ref().map_or(0.0, |a| a.overflow(line)));
        bend_line(&mut layout, request.runs, line, along.as_ref(), envelope.as_ref());
    }
    layout.lines = lines;
    if over > SLACK {
        layout.overflow = Some(layout.overflow.map_or(over, |own| own.max(over)));
    }
    layout.ink =
        layout.glyphs.iter().filter_map(|g| layout.glyph_bounds(g)).reduce(|a, b| a.union(b));
    layout
}

fn bend_line(
    layout: &mut Layout,
    runs: &[Run<'_>],
    line: &LineBox,
    along: Option<&Along<'_>>,
    envelope: Option<&Envelope<'_>>,
) {
    let (from, to) = line.glyphs;
    let mut from = from.min(layout.glyphs.len());
    let to = to.min(layout.glyphs.len());
    let tolerance = TOLERANCE.min(layout.size.max(1e-3) / 1000.0);
    while from < to {
        let cluster = layout.glyphs[from].cluster;
        let count = layout.glyphs[from..to].iter().take_while(|g| g.cluster == cluster).count();
        let members = from..from + count;
        from += count;
        let colored =
            layout.glyphs[members.clone()].iter().any(|g| layout.color_glyph(g).is_some());
        let map: Box<dyn Fn(Point) -> Point> = match (along, envelope) {
            (Some(along), None)
                if along.path.bend == Bend::Rigid && (colored || !joins(runs, cluster)) =>
            {
                let middle = middle(layout, &layout.glyphs[members.clone()]);
                let (stand, turned) = along.stand(middle);
                layout.glyphs[members].iter_mut().for_each(|glyph| turn(glyph, stand, turned));
                continue;
            }
            (Some(along), None) => Box::new(move |p| along.map(p)),
            (Some(along), Some(envelope)) => Box::new(move |p| along.map(envelope.map(p))),
            (None, Some(envelope)) => Box::new(move |p| envelope.map(p)),
            (None, None) => return,
        };
        if colored {
            // Colors do not bend: they are turned as the line is where they stand.
            let foot = Point::new(middle(layout, &layout.glyphs[members.clone()]), line.baseline);
            let step = Vec2::new(layout.size / 100.0, 0.0);
            let way = map(foot + step) - map(foot - step);
            let length = way.hypot2().sqrt();
            let (cos, sin) =
                if length > 0.0 { (way.x / length, way.y / length) } else { (1.0, 0.0) };
            let stand = Affine::translate(map(foot).to_vec2())
                * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
                * Affine::translate(-foot.to_vec2());
            layout.glyphs[members].iter_mut().for_each(|glyph| turn(glyph, stand, (cos, sin)));
            continue;
        }
        for index in members {
            let glyph = &layout.glyphs[index];
            let bent = deform(&layout.outline(glyph).unwrap_or_default(), tolerance, &*map);
            let origin = map(Point::new(glyph.x, glyph.y));
            let glyph = &mut layout.glyphs[index];
            (glyph.x, glyph.y) = (origin.x, origin.y);
            glyph.shape = Shape::Bent(Arc::new(bent));
        }
    }
}

/// Whether the letter of a cluster is of a script whose letters join: turned apart, the word would
/// break.
fn joins(runs: &[Run<'_>], cluster: u32) -> bool {
    let mut offset = cluster as usize;
    for run in runs {
        if let Some(rest) = run.text.get(offset..)
            && let Some(c) = rest.chars().next()
        {
            return !is_spaceable(script_of(c));
        }
        offset = offset.saturating_sub(run.text.len());
    }
    false
}

/// Turns a glyph with its cluster: `stand` takes the straight line's millimeters to the curve's.
fn turn(glyph: &mut Glyph, stand: Affine, (cos, sin): (f64, f64)) {
    let origin = stand * Point::new(glyph.x, glyph.y);
    (glyph.x, glyph.y) = (origin.x, origin.y);
    glyph.shape = match &glyph.shape {
        Shape::Upright if sin == 0.0 && cos > 0.0 => Shape::Upright,
        Shape::Upright => Shape::Turned { cos, sin },
        Shape::Turned { cos: c, sin: s } => {
            Shape::Turned { cos: cos * c - sin * s, sin: sin * c + cos * s }
        }
        Shape::Bent(path) => Shape::Bent(Arc::new(stand * (**path).clone())),
    };
}

/// The middle of a cluster's advance on the straight line.
fn middle(layout: &Layout, cluster: &[Glyph]) -> f64 {
    let mut span: Option<(f64, f64)> = None;
    for glyph in cluster {
        let Some(style) = layout.style(glyph) else { continue };
        let advance = style.font.advance(glyph.id) * style.size * style.stretch;
        // Marks have none: they go where their letter goes.
        if advance > 0.0 {
            let (left, right) = span.unwrap_or((glyph.x, glyph.x));
            span = Some((left.min(glyph.x), right.max(glyph.x + advance)));
        }
    }
    let (left, right) = span.or(cluster.first().map(|g| (g.x, g.x))).unwrap_or_default();
    (left + right) / 2.0
}

/// The box around the lines' advances, ascents and descents.
fn bounds(lines: &[LineBox]) -> Option<Rect> {
    let of =
        |l: &LineBox| Rect::new(l.x, l.baseline - l.ascent, l.x + l.width, l.baseline + l.descent);
    lines.iter().map(of).reduce(|a, b| a.union(b))
}
