//! The surfaces of the oracle: each as the engine's geometry, and as a function of its own that says
//! in f64 which artwork point lies at a point of the view.

use crate::{Fault, SIDE};
use kurbo::Point;
use liveproof::mockup::{Cylinder, Geometry, Quad, UvMap};
use std::sync::Arc;

/// A surface in a view of [`SIDE`] × [`SIDE`] authored pixels.
pub(crate) struct Surface {
    pub(crate) name: &'static str,
    pub(crate) geometry: Geometry,
    pub(crate) unit_at: Box<dyn Fn(f64, f64) -> Option<[f64; 2]> + Send + Sync>,
}

pub(crate) fn surfaces() -> Result<Vec<Surface>, Fault> {
    Ok(vec![
        quad("quad", [[33.3, 28.7], [211.2, 45.4], [226.9, 207.1], [18.6, 224.5]])?,
        quad("turned quad", [[120.2, 12.4], [228.1, 121.7], [117.9, 226.3], [11.4, 118.2]])?,
        // The far side is four times smaller than the near one.
        quad("steep quad", [[96.0, 40.0], [146.0, 36.0], [236.0, 228.0], [9.0, 190.0]])?,
        cylinder("cylinder", [39.0, 33.0, 78.0, 160.0])?,
        cylinder("full wrap", [39.0, 39.0, 78.0, 320.0])?,
        uv_map("waving uv map", flag)?,
        uv_map("folded uv map", folded)?,
    ])
}

fn quad(name: &'static str, corners: [[f64; 2]; 4]) -> Result<Surface, Fault> {
    let geometry = Geometry::Quad(Quad::new(corners.map(|[x, y]| Point::new(x, y)))?);
    let h = homography(corners);
    // The horizon has the print on one side.
    let [x, y] = [0, 1].map(|c| corners.iter().map(|p| p[c]).sum::<f64>() / 4.0);
    let side = (h[6] * x + h[7] * y + 1.0).signum();
    let unit_at = move |x: f64, y: f64| {
        let w = h[6] * x + h[7] * y + 1.0;
        (w * side > 0.0)
            .then(|| [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w])
    };
    Ok(Surface { name, geometry, unit_at: Box::new(unit_at) })
}

/// From the view to the unit square: eight equations for eight numbers, by Gauss.
fn homography(corners: [[f64; 2]; 4]) -> [f64; 8] {
    let units = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
    let mut rows = Vec::new();
    for ([x, y], [u, v]) in corners.into_iter().zip(units) {
        rows.push([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u]);
        rows.push([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]);
    }
    for i in 0..8 {
        let pivot = (i..8).max_by(|&a, &b| rows[a][i].abs().total_cmp(&rows[b][i].abs()));
        rows.swap(i, pivot.unwrap_or(i));
        let base = rows[i];
        for (k, row) in rows.iter_mut().enumerate().filter(|(k, _)| *k != i) {
            let factor = row[i] / base[i];
            debug_assert!(k < 8);
            row.iter_mut().zip(base).for_each(|(a, b)| *a -= factor * b);
        }
    }
    std::array::from_fn(|i| rows[i][8] / rows[i][i])
}

/// Radii at top and bottom, height, span in degrees; seen from before and a little above.
fn cylinder(name: &'static str, [top, bottom, height, span]: [f64; 4]) -> Result<Surface, Fault> {
    let camera = [[2.4, 0.0, -0.27, 120.0], [0.0, 2.4, -0.05, 21.0], [0.0, 0.000_13, -0.0022, 1.0]];
    let geometry = Geometry::Cylinder(Cylinder::new(top, bottom, height, span, camera)?);
    let unit_at = move |x: f64, y: f64| {
        // The ray by height h: two planes give its x and z as lines in h.
        let plane =
            |r: [f64; 4], k: f64| -> [f64; 4] { std::array::from_fn(|i| r[i] - k * camera[2][i]) };
        let (p, q) = (plane(camera[0], x), plane(camera[1], y));
        let det = p[0] * q[2] - p[2] * q[0];
        let line = |a: f64, b: f64, c: f64, d: f64| (a * d - b * c) / det;
        let (x0, x1) = (line(-p[3], p[2], -q[3], q[2]), line(-p[1], p[2], -q[1], q[2]));
        let (z0, z1) = (line(p[0], -p[3], q[0], -q[3]), line(p[0], -p[1], q[0], -q[1]));
        let slope = (bottom - top) / height;
        let a = x1 * x1 + z1 * z1 - slope * slope;
        let b = 2.0 * (x0 * x1 + z0 * z1 - top * slope);
        let c = x0 * x0 + z0 * z0 - top * top;
        let root = b * b - 4.0 * a * c;
        if root < 0.0 {
            return None;
        }
        let depth = |h: f64| {
            camera[2][0] * (x0 + x1 * h) + camera[2][1] * h + camera[2][2] * (z0 + z1 * h) + 1.0
        };
        let hits = [-1.0, 1.0].map(|sign| (-b + sign * root.sqrt()) / (2.0 * a));
        let near = if depth(hits[0]) < depth(hits[1]) { hits[0] } else { hits[1] };
        let angle = libm::atan2(x0 + x1 * near, z0 + z1 * near);
        Some([angle / span.to_radians() + 0.5, near / height])
    };
    Ok(Surface { name, geometry, unit_at: Box::new(unit_at) })
}

fn uv_map(name: &'static str, at: fn(f64, f64) -> Option<[f64; 2]>) -> Result<Surface, Fault> {
    let mut samples = Vec::new();
    for i in 0..SIDE * SIDE {
        let [u, v] = at(f64::from(i % SIDE) + 0.5, f64::from(i / SIDE) + 0.5).unwrap_or_default();
        samples.extend([u, v, 1.0].map(|c| (c.clamp(0.0, 1.0) * 65535.0).round() as u16));
    }
    let geometry = Geometry::UvMap(Arc::new(UvMap::from_rgb16(SIDE, SIDE, &samples)?));
    Ok(Surface { name, geometry, unit_at: Box::new(at) })
}

/// Cloth that waves and fills the view.
fn flag(x: f64, y: f64) -> Option<[f64; 2]> {
    let (x, y) = (x / f64::from(SIDE), y / f64::from(SIDE));
    let u = 0.1 + 0.8 * x + 0.02 * libm::sin(9.0 * y);
    Some([u, 0.1 + 0.8 * y + 0.03 * libm::sin(7.0 * x)])
}

/// The same with a pleat: a strip of the artwork is hidden from the middle column of pixels on.
fn folded(x: f64, y: f64) -> Option<[f64; 2]> {
    let [u, v] = flag(x, y)?;
    let half = f64::from(SIDE / 2);
    Some(if x < half { [u - 0.08, v] } else { [u + 0.08, v] })
}
