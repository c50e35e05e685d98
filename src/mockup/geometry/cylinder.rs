//! A cylinder or cone seen by a camera: the inverse in closed form, a ray against a quadric.

use super::row::look_along;
use super::{Inverse, invalid};
use crate::error::Error;
use kurbo::Rect;
use std::f64::consts::PI;

/// A strip wrapped around a cylinder or cone, and the camera that sees it.
///
/// The strip's own space: x to the right, y down from its top edge, z from the axis towards the
/// middle of the print. With `a = (u − ½)·span` and `r = radius_top + (radius_bottom − radius_top)·v`
/// the artwork point (u, v) is `(r·sin a, v·height, r·cos a)`. The projection takes that point, as
/// (x, y, z, 1), to (X, Y, W); it is seen at (X/W, Y/W) in the view's pixels, and W is positive in
/// front of the camera. Only the outer side is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Cylinder {
    radius_top: f64,
    radius_bottom: f64,
    height: f64,
    /// Radians.
    span: f64,
    projection: [[f64; 4]; 3],
    /// The direction to the viewer in the strip's own space, where it is known and need not be told by
    /// depth.
    viewer: Option<[f64; 3]>,
    bounds: Rect,
}

impl Cylinder {
    /// A strip from its radii and height in any one unit of length, the angle it spans in degrees,
    /// and a 3 × 4 projection from that unit to the view's pixels.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `cylinder.<key>`: radii must be 0 or more and not both 0, the
    /// height positive, the span above 0 and at most 360, the projection finite and not flat, with
    /// some of the strip in front of the camera and its outside facing it.
    pub fn new(
        radius_top: f64,
        radius_bottom: f64,
        height: f64,
        span: f64,
        projection: [[f64; 4]; 3],
    ) -> Result<Self, Error> {
        Self::seen_from(radius_top, radius_bottom, height, span, projection, None)
    }

    /// As [`new`](Self::new), seen from a direction in the strip's own space where depth can't tell.
    pub(super) fn seen_from(
        radius_top: f64,
        radius_bottom: f64,
        height: f64,
        span: f64,
        projection: [[f64; 4]; 3],
        viewer: Option<[f64; 3]>,
    ) -> Result<Self, Error> {
        let number = |key: &str, value: f64, ok: bool, allowed: &str| {
            if ok && value.is_finite() {
                Ok(())
            } else {
                Err(invalid(&format!("cylinder.{key}"), value.to_string(), allowed))
            }
        };
        number("radiusTop", radius_top, radius_top >= 0.0, "a length of 0 or more")?;
        number(
            "radiusBottom",
            radius_bottom,
            radius_bottom >= 0.0 && radius_top + radius_bottom > 0.0,
            "a length of 0 or more, above 0 when the top is 0",
        )?;
        number("height", height, height > 0.0, "a length above 0")?;
        number("span", span, span > 0.0 && span <= 360.0, "degrees above 0, at most 360")?;
        let refuse = |allowed: &str| {
            let text = projection.map(|r| format!("[{},{},{},{}]", r[0], r[1], r[2], r[3]));
            Err(invalid("cylinder.projection", format!("[{}]", text.join(",")), allowed))
        };
        if !projection.iter().flatten().all(|v| v.is_finite()) {
            return refuse("three rows of four finite numbers");
        }
        let mut cylinder = Self {
            radius_top,
            radius_bottom,
            height,
            span: span * (PI / 180.0),
            projection,
            viewer,
            bounds: Rect::ZERO,
        };
        match cylinder.seen_bounds() {
            Some(bounds) => cylinder.bounds = bounds,
            None => return refuse("a camera that sees some of the strip's outside"),
        }
        Ok(cylinder)
    }

    /// Where the artwork point (u, v) is in the view, whether it faces the camera or not; `None`
    /// behind the camera.
    pub fn project(&self, u: f64, v: f64) -> Option<[f64; 2]> {
        let (sin, cos) = libm::sincos((u - 0.5) * self.span);
        let r = self.radius_top + (self.radius_bottom - self.radius_top) * v;
        let p = [r * sin, v * self.height, r * cos];
        let [x, y, w] = self.projection.map(|row| dot([row[0], row[1], row[2]], p) + row[3]);
        let point = [x / w, y / w];
        (w > 0.0 && point[0].is_finite() && point[1].is_finite()).then_some(point)
    }

    /// The bounds of what faces the camera, by a net fine enough that an edge between two of its
    /// points bulges by less than the margin; `None` when nothing faces it.
    fn seen_bounds(&self) -> Option<Rect> {
        const ACROSS: u32 = 128;
        const DOWN: u32 = 8;
        const MARGIN: f64 = 0.002;
        let mut bounds: Option<Rect> = None;
        let mut seen = false;
        for j in 0..=DOWN {
            for i in 0..=ACROSS {
                let (u, v) = (f64::from(i) / f64::from(ACROSS), f64::from(j) / f64::from(DOWN));
                let Some([x, y]) = self.project(u, v) else { continue };
                let here = Rect::new(x, y, x, y);
                bounds = Some(bounds.map_or(here, |b| b.union(here)));
                seen |= self
                    .unit_at(x, y)
                    .is_some_and(|[a, b]| (a - u).abs() < 1e-3 && (b - v).abs() < 1e-3);
            }
        }
        let bounds = bounds.filter(|_| seen)?;
        let margin = 1.0 + MARGIN * (bounds.width() + bounds.height());
        Some(bounds.inflate(margin, margin))
    }
}

impl Inverse for Cylinder {
    fn bounds(&self) -> Rect {
        self.bounds
    }

    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        // The pixel's ray is where two planes meet: row 0 − x·row 2 and row 1 − y·row 2. This also
        // holds for a camera at infinity, where the ray can't be had from a camera center.
        let [r0, r1, r2] = &self.projection;
        let plane = |r: &[f64; 4], k: f64| -> ([f64; 3], f64) {
            ([r[0] - k * r2[0], r[1] - k * r2[1], r[2] - k * r2[2]], r[3] - k * r2[3])
        };
        let (n1, w1) = plane(r0, x);
        let (n2, w2) = plane(r1, y);
        let d = cross(n1, n2);
        let dd = dot(d, d);
        let (a, b) = (cross(n2, d), cross(d, n1));
        let p: [f64; 3] = std::array::from_fn(|i| -(w1 * a[i] + w2 * b[i]) / dd);
        // On the surface x² + z² = (r + k·y)².
        let k = (self.radius_bottom - self.radius_top) / self.height;
        let (rp, rd) = (self.radius_top + k * p[1], k * d[1]);
        let qa = d[0] * d[0] + d[2] * d[2] - rd * rd;
        let qb = p[0] * d[0] + p[2] * d[2] - rp * rd;
        let qc = p[0] * p[0] + p[2] * p[2] - rp * rp;
        let discriminant = qb * qb - qa * qc;
        // NaN comes from a projection that has no ray here.
        if discriminant.is_nan() || discriminant < 0.0 {
            return None;
        }
        let root = discriminant.sqrt();
        // The stable form of the two roots: no difference of nearly equal numbers.
        let q = -(qb + if qb < 0.0 { -root } else { root });
        // Towards the camera depth decreases. A camera at infinity has the same depth everywhere: x to
        // the right, y down and z to the viewer make the planes' cross product point at it.
        let nearer = self.viewer.map_or_else(|| -dot([r2[0], r2[1], r2[2]], d), |v| dot(v, d));
        let towards = if nearer < 0.0 { -1.0 } else { 1.0 };
        for t in [q / qa, qc / q] {
            let hit: [f64; 3] = std::array::from_fn(|i| p[i] + t * d[i]);
            let depth = dot([r2[0], r2[1], r2[2]], hit) + r2[3];
            // A mirror image of the cone lies beyond its tip, where the radius is negative.
            let radius = self.radius_top + k * hit[1];
            let outside = dot([hit[0], -k * radius, hit[2]], d) * towards > 0.0;
            if depth > 0.0 && radius >= 0.0 && outside {
                let unit = [libm::atan2(hit[0], hit[2]) / self.span + 0.5, hit[1] / self.height];
                return (unit[0].is_finite() && unit[1].is_finite()).then_some(unit);
            }
        }
        None
    }

    fn units_at(&self, xs: &[f64], y: f64, out: &mut [[f32; 2]]) {
        look_along(|x| self.unit_at(x, y), xs, out);
    }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
