//! The free form: a bicubic Bézier patch.

use kurbo::Vec2;

/// Where a point comes to lie, from −1 to 1 across the box. At `amount` 1 it is the patch's; less
/// goes only part of the way there, below 0 the other way.
///
/// Source: Farin, "Curves and Surfaces for CAGD", 5th edition, section 14.6, tensor product patches.
pub(super) fn map(points: &[[f64; 2]; 16], amount: f64, p: Vec2) -> Vec2 {
    let (across, down) = (weights((p.x + 1.0) / 2.0), weights((p.y + 1.0) / 2.0));
    let mut moved = Vec2::ZERO;
    for (row, v) in points.chunks_exact(4).zip(down) {
        for (point, u) in row.iter().zip(across) {
            moved += Vec2::new(point[0], point[1]) * (u * v);
        }
    }
    p + (moved * 2.0 - Vec2::new(1.0, 1.0) - p) * amount
}

/// Bernstein's cubic polynomials. Outside 0 to 1 their tangents, so that ink that leaves the box is
/// not flung about.
fn weights(t: f64) -> [f64; 4] {
    let inside = t.clamp(0.0, 1.0);
    let s = 1.0 - inside;
    let (t2, s2) = (inside * inside, s * s);
    let beyond = 3.0 * (t - inside);
    let slope = [-s2, s2 - 2.0 * s * inside, 2.0 * s * inside - t2, t2];
    let value = [s2 * s, 3.0 * s2 * inside, 3.0 * s * t2, t2 * inside];
    [0, 1, 2, 3].map(|i: usize| value[i] + beyond * slope[i])
}
