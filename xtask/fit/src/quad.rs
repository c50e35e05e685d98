//! The quad: a flat print in perspective.

use crate::camera::{self, Point, SHAPE, Surface};
use crate::{Fault, Geometry, Samples};

struct Plane;

impl Surface for Plane {
    const NAME: &'static str = "quad";
    const AXES: &'static [usize] = &[0, 1, 3];

    fn point(&self, _: [f64; SHAPE], unit: [f64; 2]) -> Option<Point> {
        let at = [unit[0] - 0.5, unit[1] - 0.5, 0.0, 1.0];
        Some(Point { at, by_shape: [[0.0; 4]; SHAPE] })
    }

    fn free(&self) -> [bool; SHAPE] {
        [false; SHAPE]
    }
}

/// Samples enough for a homography; more only sharpen it.
const ENOUGH: usize = 40_000;

/// The best quad.
pub(crate) fn fit(samples: &Samples) -> Result<Geometry, Fault> {
    samples.at_least(4, Plane::NAME)?;
    let view = camera::fit(&Plane, &samples.some(ENOUGH), &[[0.0; SHAPE]])?;
    let mut corners = [[0.0; 2]; 4];
    for (corner, unit) in corners.iter_mut().zip(CORNERS) {
        *corner = view.pixel(&Plane, unit).ok_or(Fault::Impossible { geometry: Plane::NAME })?;
    }
    if !is_convex(corners) {
        return Err(Fault::Impossible { geometry: Plane::NAME });
    }
    Ok(Geometry::Quad(corners))
}

/// Top left, top right, bottom right, bottom left.
const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

/// Whether every corner turns the same way, by more than rounding.
fn is_convex(corners: [[f64; 2]; 4]) -> bool {
    let turns = [0, 1, 2, 3].map(|k: usize| {
        let [a, b, c] = [corners[k], corners[(k + 1) % 4], corners[(k + 2) % 4]];
        let [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
        let size = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).sqrt();
        (ux * vy - uy * vx) / size.max(f64::MIN_POSITIVE)
    });
    const FLAT: f64 = 1e-4;
    turns.iter().all(|t| *t > FLAT) || turns.iter().all(|t| *t < -FLAT)
}

/// Where a quad puts a place of the print, by the homography of its corners (Heckbert, Fundamentals
/// of Texture Mapping and Image Warping, 1989, section 2.2.3).
pub(crate) fn pixel([a, b, c, d]: [[f64; 2]; 4], [u, v]: [f64; 2]) -> Option<[f64; 2]> {
    let along = |k: usize| [b[k] - c[k], d[k] - c[k], a[k] - b[k] + c[k] - d[k]];
    let ([x1, x2, x3], [y1, y2, y3]) = (along(0), along(1));
    let area = x1 * y2 - x2 * y1;
    let [g, h] = [(x3 * y2 - x2 * y3) / area, (x1 * y3 - x3 * y1) / area];
    let w = g * u + h * v + 1.0;
    let at = |k: usize| ((b[k] - a[k] + g * b[k]) * u + (d[k] - a[k] + h * d[k]) * v + a[k]) / w;
    (w > 0.0).then(|| [at(0), at(1)])
}
