//! Outlines through a map of the plane.

use kurbo::{BezPath, CubicBez, ParamCurve, PathEl, Point};

use super::outline::MAX_OUTLINE_SEGMENTS;

/// How far a bent outline may stray from the true one, millimeters: a tenth of a dot at 600 dpi.
pub(super) const TOLERANCE: f64 = 0.004;

/// Most halvings of one segment.
const MAX_DEPTH: u32 = 6;

/// Part of a segment over which its change at an end is measured.
const STEP: f64 = 1.0 / 64.0;

/// The path with every point where `map` takes it, to within `tolerance`; the map has to be
/// continuous and smooth but for a few bends. Empty when a point of it is not finite, and no finer than
/// [`MAX_OUTLINE_SEGMENTS`] segments allow.
pub(super) fn deform(path: &BezPath, tolerance: f64, map: &dyn Fn(Point) -> Point) -> BezPath {
    let mut bender = Bender { map, tolerance, out: BezPath::new() };
    let (mut first, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                bender.out.move_to(map(p));
                (first, last) = (p, p);
            }
            PathEl::LineTo(p) => {
                bender.segment(line(last, p), true);
                last = p;
            }
            PathEl::QuadTo(c, p) => {
                bender.segment(kurbo::QuadBez::new(last, c, p).raise(), false);
                last = p;
            }
            PathEl::CurveTo(c, d, p) => {
                bender.segment(CubicBez::new(last, c, d, p), false);
                last = p;
            }
            PathEl::ClosePath => {
                if last != first {
                    bender.segment(line(last, first), true);
                    last = first;
                }
                bender.out.close_path();
            }
        }
    }
    if bender.out.is_finite() { bender.out } else { BezPath::new() }
}

fn line(a: Point, b: Point) -> CubicBez {
    CubicBez::new(a, a.lerp(b, 1.0 / 3.0), a.lerp(b, 2.0 / 3.0), b)
}

struct Bender<'m> {
    map: &'m dyn Fn(Point) -> Point,
    tolerance: f64,
    out: BezPath,
}

impl Bender<'_> {
    fn segment(&mut self, segment: CubicBez, straight: bool) {
        let ends = ((self.map)(segment.p0), (self.map)(segment.p3));
        self.piece(&segment, (0.0, 1.0), ends, straight, MAX_DEPTH);
    }

    /// Draws the piece between two parameters, whose ends come to lie at `ends`.
    fn piece(
        &mut self,
        source: &CubicBez,
        (a, b): (f64, f64),
        ends: (Point, Point),
        straight: bool,
        depth: u32,
    ) {
        let at = |part: f64| (self.map)(source.eval(a + (b - a) * part));
        let (start, end) = ends;
        let inner = [at(0.25), at(0.5), at(0.75)];
        let strays = |drawn: &dyn Fn(f64) -> Point, by: f64| {
            [0.25, 0.5, 0.75]
                .iter()
                .zip(&inner)
                .any(|(t, p)| drawn(*t).distance_squared(*p) > by * by)
        };
        // A line that stays one stays one element; four times as exact, lest a stem show its corners.
        if straight && !strays(&|t| start.lerp(end, t), self.tolerance / 4.0) {
            self.out.line_to(end);
            return;
        }
        // The cubic with the same ends and directions. Its error falls with the fourth power of the
        // piece's length.
        let way = (inner[0] - start).hypot2().sqrt()
            + (inner[2] - inner[0]).hypot2().sqrt()
            + (end - inner[2]).hypot2().sqrt();
        let arm = |p: Point, inward: f64, from: f64| {
            let near = |steps: f64| at(from + inward * steps * STEP) - p;
            // Slope of the cubic through four points: what is mapped by a shift or a turn stays exact.
            let slope = near(1.0) * 18.0 - near(2.0) * 9.0 + near(3.0) * 2.0;
            let arm = slope / (18.0 * STEP);
            let length = arm.hypot2().sqrt();
            // Where the map has a corner, a slope may be anything.
            if length > way { arm * (way / length) } else { arm }
        };
        let (p1, p2) = (start + arm(start, 1.0, 0.0), end + arm(end, -1.0, 1.0));
        let cubic = CubicBez::new(start, p1, p2, end);
        if !strays(&|t| cubic.eval(t), self.tolerance) {
            self.out.curve_to(p1, p2, end);
        } else if depth == 0 || self.out.elements().len() >= MAX_OUTLINE_SEGMENTS {
            self.out.line_to(end);
        } else {
            let middle = (a + b) / 2.0;
            self.piece(source, (a, middle), (start, inner[1]), straight, depth - 1);
            self.piece(source, (middle, b), (inner[1], end), straight, depth - 1);
        }
    }
}
