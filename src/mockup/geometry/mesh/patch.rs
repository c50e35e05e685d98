//! One bicubic Bézier patch.

use kurbo::Point;

/// 4 × 4 control points, as polynomials along each row.
#[derive(Clone, Debug)]
pub(super) struct Patch {
    rows: [[[f64; 2]; 4]; 4],
}

/// A point of a patch, with how it moves along the patch's two axes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) point: [f64; 2],
    pub(super) along_s: [f64; 2],
    pub(super) along_t: [f64; 2],
}

impl Patch {
    pub(super) fn new(rows: [[Point; 4]; 4]) -> Self {
        Self { rows: rows.map(|row| row.map(|p| [p.x, p.y])) }
    }

    /// The point at (s, t), each 0..=1 inside the patch; beyond, the polynomials go on.
    pub(super) fn at(&self, s: f64, t: f64) -> Spot {
        let (weights, slopes) = (bernstein(s), slopes(s));
        let sum = |row: &[[f64; 2]; 4], w: &[f64; 4]| {
            let [a, b, c, d] = row;
            [0, 1].map(|i| a[i] * w[0] + b[i] * w[1] + c[i] * w[2] + d[i] * w[3])
        };
        let points: [[f64; 2]; 4] = std::array::from_fn(|r| sum(&self.rows[r], &weights));
        let moves: [[f64; 2]; 4] = std::array::from_fn(|r| sum(&self.rows[r], &slopes));
        let down = bernstein(t);
        Spot {
            point: sum(&points, &down),
            along_s: sum(&moves, &down),
            along_t: sum(&points, &self::slopes(t)),
        }
    }

    /// No longer side of the patch than this, in pixels: the longest row and column of its net.
    pub(super) fn reach(&self) -> [f64; 2] {
        let length = |a: [f64; 2], b: [f64; 2]| {
            let (x, y) = (b[0] - a[0], b[1] - a[1]);
            (x * x + y * y).sqrt()
        };
        let line = |p: &dyn Fn(usize) -> [f64; 2]| (0..3).map(|i| length(p(i), p(i + 1))).sum();
        let (mut across, mut down) = (0.0f64, 0.0f64);
        for k in 0..4 {
            across = across.max(line(&|i| self.rows[k][i]));
            down = down.max(line(&|i| self.rows[i][k]));
        }
        [across, down]
    }
}

/// Bernstein polynomials of degree 3.
fn bernstein(t: f64) -> [f64; 4] {
    let q = 1.0 - t;
    [q * q * q, 3.0 * t * q * q, 3.0 * t * t * q, t * t * t]
}

/// Their derivatives.
fn slopes(t: f64) -> [f64; 4] {
    let q = 1.0 - t;
    [-3.0 * q * q, 3.0 * q * (q - 2.0 * t), 3.0 * t * (2.0 * q - t), 3.0 * t * t]
}
