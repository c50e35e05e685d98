//! Outlines to the outlines of their strokes.

use kurbo::{Affine, BezPath, CubicBez, ParamCurve, PathEl, Point};
use tiny_skia_path::{LineCap, LineJoin, PathBuilder, PathSegment};

/// How far quadratics may stray from the cubics they stand for, in pixels.
const CUBIC_TOLERANCE: f64 = 1.0 / 64.0;

/// Most quadratics for one cubic.
const MAX_QUADS: u32 = 16;

/// Offset curves are fitted to a quarter of a pixel divided by this.
const OFFSET_PRECISION: f32 = 4.0;

/// A stroke centered on outlines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Full width, millimeters, above 0.
    pub width: f64,
    /// Its corners.
    pub join: Join,
}

/// The shape of a stroke's corners.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Join {
    /// Rounded.
    #[default]
    Round,
    /// Cut off.
    Bevel,
    /// Pointed, where that reaches at most this many widths, at least 1; else cut off.
    Miter(f64),
}

impl Stroke {
    /// A stroke with round joins.
    pub const fn round(width: f64) -> Self {
        Self { width, join: Join::Round }
    }

    /// The farthest it reaches from an outline, millimeters.
    pub(crate) fn reach(&self) -> f64 {
        match self.join {
            Join::Round | Join::Bevel => self.width / 2.0,
            Join::Miter(limit) => self.width / 2.0 * limit.max(1.0),
        }
    }
}

impl Join {
    /// Bits that no other join has.
    pub(super) fn key(self) -> u64 {
        match self {
            Self::Round => 0,
            Self::Bevel => 1,
            Self::Miter(limit) => limit.max(1.0).to_bits(),
        }
    }
}

/// The outline of a stroke along `path`, centered on it, to be filled by the nonzero rule. `scale`, as
/// [`stroking_scale`] has it, is the number of pixels that one unit of `path`, of the width and of the
/// outline will have. `None` when there is nothing to draw.
pub(super) fn stroke_outline(path: &BezPath, stroke: Stroke, scale: f64) -> Option<BezPath> {
    let (line_join, miter_limit) = match stroke.join {
        Join::Round => (LineJoin::Round, 4.0),
        Join::Bevel => (LineJoin::Bevel, 4.0),
        Join::Miter(limit) => (LineJoin::Miter, limit.max(1.0) as f32),
    };
    let pen = tiny_skia_path::Stroke {
        width: (stroke.width * scale) as f32,
        miter_limit,
        line_join,
        line_cap: LineCap::Round,
        dash: None,
    };
    pen_outline(path, &pen, scale)
}

/// As [`stroke_outline`], with a pen whose lengths are in pixels; dashed where the pen is.
pub(crate) fn pen_outline(
    path: &BezPath,
    pen: &tiny_skia_path::Stroke,
    scale: f64,
) -> Option<BezPath> {
    if !(scale > 0.0 && scale.is_finite() && pen.width > 0.0 && pen.width.is_finite()) {
        return None;
    }
    // Stroked at the size it will have, since the stroker's tolerances are lengths.
    let mut sized = to_skia(path, scale)?;
    if let Some(dash) = &pen.dash {
        sized = sized.dash(dash, OFFSET_PRECISION)?;
    }
    let outline = sized.stroke(pen, OFFSET_PRECISION)?;
    Some(from_skia(&outline, 1.0 / scale))
}

/// The outline of a stroke along any path, for what is drawn at so many pixels a unit; see above.
pub(crate) fn outline_of_stroke(path: &BezPath, stroke: Stroke, scale: f64) -> Option<BezPath> {
    stroke_outline(path, stroke, stroking_scale(Affine::scale(scale)))
}

/// At how many pixels a unit to stroke what `matrix` takes to pixels: by how much it stretches, rounded
/// up to a quarter of a power of two, so that turned and nearly as large copies share an outline.
pub(super) fn stroking_scale(matrix: Affine) -> f64 {
    const REST: u64 = (1 << 50) - 1;
    let scale = largest_scale(matrix);
    f64::from_bits((scale.to_bits() + REST) & !REST)
}

/// By how much the matrix stretches what it stretches most: its larger singular value.
pub(crate) fn largest_scale(matrix: Affine) -> f64 {
    let [a, b, c, d, ..] = matrix.as_coeffs();
    let half = (a * a + b * b + c * c + d * d) / 2.0;
    let det = a * d - b * c;
    (half + (half * half - det * det).max(0.0).sqrt()).sqrt()
}

fn to_skia(path: &BezPath, scale: f64) -> Option<tiny_skia_path::Path> {
    let mut out = PathBuilder::with_capacity(path.elements().len(), path.elements().len() * 2);
    let at = |p: Point| ((p.x * scale) as f32, (p.y * scale) as f32);
    let mut last = Point::ZERO;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                let (x, y) = at(p);
                out.move_to(x, y);
                last = p;
            }
            PathEl::LineTo(p) => {
                let (x, y) = at(p);
                out.line_to(x, y);
                last = p;
            }
            PathEl::QuadTo(c, p) => {
                let ((cx, cy), (x, y)) = (at(c), at(p));
                out.quad_to(cx, cy, x, y);
                last = p;
            }
            PathEl::CurveTo(c, d, p) => {
                for (c, p) in quads(CubicBez::new(last, c, d, p), CUBIC_TOLERANCE / scale) {
                    let ((cx, cy), (x, y)) = (at(c), at(p));
                    out.quad_to(cx, cy, x, y);
                }
                last = p;
            }
            PathEl::ClosePath => out.close(),
        }
    }
    out.finish()
}

/// Quadratics, as control point and end, that follow a cubic. The stroker finds where a cubic bends
/// most with the platform's `acos` and `powf`, which differ between targets; for quadratics it only
/// divides.
fn quads(cubic: CubicBez, tolerance: f64) -> impl Iterator<Item = (Point, Point)> {
    let CubicBez { p0, p1, p2, p3 } = cubic;
    // Distance of a cubic from the quadratic with the same ends and middle.
    // Source: Sederberg, "Computer Aided Geometric Design", 2012, section 9.
    let error =
        (p3.to_vec2() - 3.0 * p2.to_vec2() + 3.0 * p1.to_vec2() - p0.to_vec2()).hypot2().sqrt()
            * (3.0_f64.sqrt() / 36.0);
    let enough = |n: u32| error <= tolerance * f64::from(n * n * n);
    let count = (1..MAX_QUADS).find(|n| enough(*n)).unwrap_or(MAX_QUADS);
    (0..count).map(move |i| {
        let t = |k: u32| f64::from(k) / f64::from(count);
        let part = cubic.subsegment(t(i)..t(i + 1));
        let control =
            (3.0 * (part.p1.to_vec2() + part.p2.to_vec2()) - part.p0.to_vec2() - part.p3.to_vec2())
                / 4.0;
        (control.to_point(), if i + 1 == count { p3 } else { part.p3 })
    })
}

fn from_skia(path: &tiny_skia_path::Path, scale: f64) -> BezPath {
    let at = |p: tiny_skia_path::Point| Point::new(f64::from(p.x) * scale, f64::from(p.y) * scale);
    let mut out = BezPath::with_capacity(path.len());
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => out.move_to(at(p)),
            PathSegment::LineTo(p) => out.line_to(at(p)),
            PathSegment::QuadTo(c, p) => out.quad_to(at(c), at(p)),
            PathSegment::CubicTo(c, d, p) => out.curve_to(at(c), at(d), at(p)),
            PathSegment::Close => out.close_path(),
        }
    }
    out
}
