//! What a row of pixels sees, with the rows beside it: how the artwork moves from pixel to pixel.

/// Where the steps to both neighbors differ by less than this share, an edge pixel's points are told
/// from them: half a pixel away they are off by a 128th of a pixel.
const STRAIGHT: f32 = 1.0 / 16.0;

/// What a pixel sees that looks past the surface.
pub(super) const NOWHERE: [f32; 2] = [f32::NAN; 2];

/// What a row of pixels sees, and the rows above and below.
pub(super) struct Rows<'a> {
    pub(super) above: &'a [[f32; 2]],
    pub(super) here: &'a [[f32; 2]],
    pub(super) below: &'a [[f32; 2]],
}

impl Rows<'_> {
    /// What a pixel and its left, right, upper and lower neighbors see, NaN where there is nothing.
    fn cross(&self, x: usize) -> [[f32; 2]; 5] {
        let at = |row: &[[f32; 2]], x: usize| row.get(x).copied().unwrap_or(NOWHERE);
        [
            at(self.here, x),
            at(self.here, x.wrapping_sub(1)),
            at(self.here, x.wrapping_add(1)),
            at(self.above, x),
            at(self.below, x),
        ]
    }

    /// Artwork units per pixel to the right, and down.
    pub(super) fn jacobian(&self, x: usize) -> ([f64; 2], [f64; 2]) {
        let [here, left, right, above, below] = self.cross(x);
        (step(here, left, right), step(here, above, below))
    }

    /// The plane through a pixel and its neighbors, where these lie on one.
    pub(super) fn plane(&self, x: usize) -> Option<Plane> {
        let [here, left, right, above, below] = self.cross(x);
        let axis = |before: [f32; 2], after: [f32; 2]| {
            let a = [here[0] - before[0], here[1] - before[1]];
            let b = [after[0] - here[0], after[1] - here[1]];
            let bend = [b[0] - a[0], b[1] - a[1]];
            let mean = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
            let size = |d: [f32; 2]| d[0] * d[0] + d[1] * d[1];
            // False where anything is NaN.
            (size(bend) < STRAIGHT * STRAIGHT * size(mean)).then_some(mean.map(f64::from))
        };
        let (across, down) = (axis(left, right)?, axis(above, below)?);
        Some(Plane { middle: here.map(f64::from), across, down })
    }
}

/// What the points of a pixel see where the surface is nearly flat.
pub(super) struct Plane {
    middle: [f64; 2],
    across: [f64; 2],
    down: [f64; 2],
}

impl Plane {
    /// The artwork point at an offset from the pixel's center.
    pub(super) fn at(&self, dx: f64, dy: f64) -> [f64; 2] {
        std::array::from_fn(|c| self.middle[c] + self.across[c] * dx + self.down[c] * dy)
    }
}

/// How the artwork moves for one pixel along an axis: the mean of the steps to both neighbors, or
/// the smaller where they differ much, which is on this side of a fold. A neighbor that sees nothing
/// is NaN.
fn step(here: [f32; 2], before: [f32; 2], after: [f32; 2]) -> [f64; 2] {
    let difference = |a: [f32; 2], b: [f32; 2]| {
        [f64::from(b[0]) - f64::from(a[0]), f64::from(b[1]) - f64::from(a[1])]
    };
    let size = |d: [f64; 2]| d[0] * d[0] + d[1] * d[1];
    let (a, b) = (difference(before, here), difference(here, after));
    let (sa, sb) = (size(a), size(b));
    if sa <= 4.0 * sb && sb <= 4.0 * sa {
        [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
    } else if sa < sb || (sb.is_nan() && !sa.is_nan()) {
        a
    } else if !sb.is_nan() {
        b
    } else {
        [0.0; 2]
    }
}
