//! A flat print seen in perspective: four corners and the homography they define.

use super::{Inverse, invalid};
use crate::error::Error;
use kurbo::{Point, Rect};

/// Corners closer to a straight line than this, in square pixels of twice the triangle's area, make
/// no picture.
const MIN_AREA: f64 = 1e-3;

/// Largest coordinate that is taken: far beyond any view, small enough that products stay exact.
const MAX_COORDINATE: f64 = 1e6;

/// A flat surface: the corners of the print in the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Quad {
    corners: [Point; 4],
    /// View point (x, y, 1) to artwork (u·w, v·w, w), row by row; w is positive inside.
    inverse: [[f64; 3]; 3],
}

impl Quad {
    /// A quad from its corners in the view: top left, top right, bottom right, bottom left *of the
    /// artwork*. A turned or mirrored quad is fine.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `quad` unless the corners are finite, within a million pixels, and
    /// form a convex quadrilateral that does not cross itself.
    pub fn new(corners: [Point; 4]) -> Result<Self, Error> {
        let refuse = |allowed: &str| {
            let text: Vec<String> = corners.iter().map(|p| format!("[{},{}]", p.x, p.y)).collect();
            Err(invalid("quad", format!("[{}]", text.join(",")), allowed))
        };
        if !corners.iter().all(|p| p.x.abs() <= MAX_COORDINATE && p.y.abs() <= MAX_COORDINATE) {
            return refuse("four corners within a million pixels of the view");
        }
        let turns: [f64; 4] = std::array::from_fn(|i| {
            let (a, b, c) = (corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
            (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
        });
        if !(turns.iter().all(|&t| t > MIN_AREA) || turns.iter().all(|&t| t < -MIN_AREA)) {
            return refuse(
                "the corners of a convex quadrilateral in the order top left, top right, \
                 bottom right, bottom left",
            );
        }
        match invert(unit_to(&corners)) {
            Some(mut inverse) => {
                // The sign of a homography is free: make w positive at the middle of the print.
                let middle =
                    corners.iter().fold((0.0, 0.0), |m, p| (m.0 + p.x / 4.0, m.1 + p.y / 4.0));
                let w = inverse[2][0] * middle.0 + inverse[2][1] * middle.1 + inverse[2][2];
                if w < 0.0 {
                    for v in inverse.iter_mut().flatten() {
                        *v = -*v;
                    }
                }
                Ok(Self { corners, inverse })
            }
            None => refuse("the corners of a quadrilateral that is not a line"),
        }
    }

    /// Where the artwork point (u, v) is in the view.
    pub(super) fn point_at(&self, u: f64, v: f64) -> Point {
        let [x, y, w] = unit_to(&self.corners).map(|r| r[0] * u + r[1] * v + r[2]);
        Point::new(x / w, y / w)
    }

    /// The corners as given.
    pub fn corners(&self) -> [Point; 4] {
        self.corners
    }
}

impl Inverse for Quad {
    fn bounds(&self) -> Rect {
        let first = self.corners[0];
        let rect = Rect::from_points(first, first);
        self.corners.iter().fold(rect, |r, &p| r.union_pt(p))
    }

    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let [u, v, w] = self.inverse.map(|r| r[0] * x + r[1] * y + r[2]);
        // Behind the horizon.
        if w <= 0.0 {
            return None;
        }
        let unit = [u / w, v / w];
        (unit[0].is_finite() && unit[1].is_finite()).then_some(unit)
    }

    fn upright(&self) -> Option<Rect> {
        let [tl, tr, br, bl] = self.corners;
        let upright = tl.y == tr.y && bl.y == br.y && tl.x == bl.x && tr.x == br.x;
        (upright && tl.x < tr.x && tl.y < bl.y).then(|| Rect::new(tl.x, tl.y, br.x, br.y))
    }
}

/// The homography from the unit square to a convex quad, as in P. Heckbert, "Fundamentals of Texture
/// Mapping and Image Warping" (1989), section 2.2.3.
fn unit_to([p0, p1, p2, p3]: &[Point; 4]) -> [[f64; 3]; 3] {
    let (dx1, dx2, sx) = (p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x);
    let (dy1, dy2, sy) = (p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y);
    let det = dx1 * dy2 - dx2 * dy1;
    let g = (sx * dy2 - dx2 * sy) / det;
    let h = (dx1 * sy - sx * dy1) / det;
    [
        [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x],
        [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y],
        [g, h, 1.0],
    ]
}

/// The adjugate over the determinant; `None` when that is not finite.
fn invert(m: [[f64; 3]; 3]) -> Option<[[f64; 3]; 3]> {
    let minor = |r: usize, c: usize| {
        let (r1, r2, c1, c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    let det = (0..3).map(|c| m[0][c] * minor(0, c)).sum::<f64>();
    let inverse: [[f64; 3]; 3] =
        std::array::from_fn(|r| std::array::from_fn(|c| minor(c, r) / det));
    inverse.iter().flatten().all(|v| v.is_finite()).then_some(inverse)
}
