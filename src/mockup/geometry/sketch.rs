//! A cylinder as it is clicked together on a photo: the camera that sees it so.

use super::{Cylinder, invalid};
use crate::error::Error;
use kurbo::Point;
use std::f64::consts::PI;

impl Cylinder {
    /// A cylinder or cone from the ends of its axis at the print's top and bottom edge, half the widths
    /// of the ellipses that these are seen as, how far the ellipses sag in front of the axis (all in
    /// pixels of the view), and the arc of the print in degrees, 0 in front and positive to the right.
    ///
    /// In a frame with x to the right of the axis, y along it and z to the viewer, depth is
    /// `w = 1 + f·y/L + e·z/L`, with `L` the axis' length and `q = sag / radius`. An edge at y is seen
    /// around its point of the axis, `radius·sin a` to the right at a = ±90°, and its front `sag`
    /// further down: at both edges together that gives `e = L·(q₀ − q₁) / (L − sag₀ + sag₁)` and the share
    /// of z that is seen down the axis, `k = q₀ + sag₀·e/L`. A camera that looks down by an angle of sine
    /// q, the mean, sees depth grow along the axis by `f = −e·q / (1 − q²)`.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `cylinder`: the numbers must be finite, the axis have a length, radii be
    /// 0 or more and not both 0, sags be less than their radii and leave the front its order, the arc
    /// reach from a smaller angle to a greater one at most 360° away, and something of it be seen.
    pub fn from_sketch(
        axis: [Point; 2],
        radii: [f64; 2],
        sags: [f64; 2],
        arc: [f64; 2],
    ) -> Result<Self, Error> {
        let refuse = |allowed: &str| Err(invalid("cylinder", format!("{axis:?}"), allowed));
        let along = axis[1] - axis[0];
        let length = along.hypot2().sqrt();
        let front = length - sags[0] + sags[1];
        if !(length > 0.0 && front > 0.0 && length.is_finite() && front.is_finite()) {
            return refuse("an axis whose front goes down");
        }
        if !(0..2).all(|i| radii[i] >= 0.0 && sags[i].abs() < radii[i].max(f64::MIN_POSITIVE)) {
            return refuse("radii of 0 or more, and sags less than these");
        }
        let [from, to] = arc;
        let ratio = |i: usize| (radii[i] > 0.0).then(|| sags[i] / radii[i]);
        // The tip of a cone has no ellipse.
        let (Some(q0), Some(q1)) = (ratio(0).or(ratio(1)), ratio(1).or(ratio(0))) else {
            return refuse("radii that are not both 0");
        };
        let e = (q0 - q1) / front;
        let k = q0 + sags[0] * e;
        let q = (q0 + q1) / 2.0;
        let f = -e * length * q / (1.0 - q * q);
        let w1 = 1.0 + f;
        let (down, right) = (along / length, (along / length).turn_90() * -1.0);
        // Columns x, y, z and 1 of the frame; y runs from 0 to the axis' length.
        let depth = [0.0, f / length, e, 1.0];
        let row = |origin: f64, right: f64, down: f64| -> [f64; 4] {
            let own = [right, down * w1, down * k, 0.0];
            std::array::from_fn(|i| own[i] + origin * depth[i])
        };
        let rows = [row(axis[0].x, right.x, down.x), row(axis[0].y, right.y, down.y), depth];
        // The strip's own x and z are turned so that the middle of the arc lies in front of them.
        let (sin, cos) = libm::sincos((from + to) / 2.0 * (PI / 180.0));
        let projection = rows.map(|[x, y, z, one]| [x * cos - z * sin, y, x * sin + z * cos, one]);
        // Sags that no camera sees let depth grow towards the viewer; the front is in front all the same.
        let viewer = (e > 0.0).then_some([-sin, 0.0, cos]);
        Self::seen_from(radii[0], radii[1] * w1, length, to - from, projection, viewer)
    }
}
