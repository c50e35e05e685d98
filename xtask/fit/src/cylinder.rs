//! The cylinder or cone seen by a camera.

use crate::camera::{self, Point, SHAPE, Surface};
use crate::{Fault, Geometry, Samples};

/// What is known of the product; the rest is fitted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Width and height of the print in millimeters. They only name the unit.
    pub area: Option<[f64; 2]>,
    /// How far the print reaches around the axis, in degrees.
    pub span: Option<f64>,
    /// Radius at the print's bottom edge divided by that at its top edge.
    pub taper: Option<f64>,
}

/// A cone of mean radius 1 and height 1. Its shape: the span in radians, and how much the radius
/// grows from the top edge to the bottom edge.
struct Cone {
    free: [bool; SHAPE],
}

impl Surface for Cone {
    const NAME: &'static str = "cylinder";
    const AXES: &'static [usize] = &[0, 1, 2, 3];

    fn point(&self, [span, growth]: [f64; SHAPE], [u, v]: [f64; 2]) -> Option<Point> {
        if !(span > 0.0 && span <= TURN + 1e-9 && growth.abs() <= 2.0) {
            return None;
        }
        let [u, v] = [u - 0.5, v - 0.5];
        let radius = 1.0 + growth * v;
        let (sin, cos) = libm::sincos(u * span);
        Some(Point {
            at: [radius * sin, v, radius * cos, 1.0],
            by_shape: [
                [radius * cos * u, 0.0, -radius * sin * u, 0.0],
                [v * sin, 0.0, v * cos, 0.0],
            ],
        })
    }

    fn free(&self) -> [bool; SHAPE] {
        self.free
    }
}

const TURN: f64 = std::f64::consts::TAU;

/// Samples enough for fourteen numbers; more only sharpen them.
const ENOUGH: usize = 40_000;

/// The best cylinder.
pub(crate) fn fit(samples: &Samples, measures: &Measures) -> Result<Geometry, Fault> {
    let growth = measures.taper.map(|taper| 2.0 * (taper - 1.0) / (taper + 1.0));
    let span = measures.span.map(f64::to_radians);
    let surface = Cone { free: [span.is_none(), growth.is_none()] };
    let unknown = surface.free.iter().filter(|free| **free).count();
    // Eleven numbers of the camera and the shape's, two equations a point.
    samples.at_least((11 + unknown).div_ceil(2), Cone::NAME)?;
    let spans: Vec<f64> =
        span.map_or_else(|| (1..=24).map(|k| TURN * f64::from(k) / 24.0).collect(), |s| vec![s]);
    let growths = growth.map_or_else(|| vec![-0.3, 0.0, 0.3], |g| vec![g]);
    let starts: Vec<[f64; SHAPE]> =
        spans.iter().flat_map(|&s| growths.iter().map(move |&g| [s, g])).collect();
    let view = camera::fit(&surface, &samples.some(ENOUGH), &starts)?;
    let [span, growth] = view.shape;
    let [radius, height] = measures.area.map_or([1.0, 1.0], |[w, h]| [w / span, h]);
    let mut projection = view.matrix;
    for row in &mut projection {
        // The template's v starts at the axis' top, ours at its middle.
        row[3] -= 0.5 * row[1];
        *row = [row[0] / radius, row[1] / height, row[2] / radius, row[3]];
    }
    let last = projection[2][3].abs();
    if last.is_nan() || last <= f64::MIN_POSITIVE {
        return Err(Fault::OutOfRange);
    }
    for v in projection.iter_mut().flatten() {
        *v /= last;
    }
    Ok(Geometry::Cylinder {
        radius_top: radius * (1.0 - 0.5 * growth),
        radius_bottom: radius * (1.0 + 0.5 * growth),
        height,
        span: span.to_degrees().min(360.0),
        projection,
    })
}

/// Where a cylinder puts a place of the print.
pub(crate) fn pixel(
    [top, bottom]: [f64; 2],
    height: f64,
    span: f64,
    projection: [[f64; 4]; 3],
    [u, v]: [f64; 2],
) -> Option<[f64; 2]> {
    let (sin, cos) = libm::sincos((u - 0.5) * span.to_radians());
    let radius = top + (bottom - top) * v;
    let point = [radius * sin, v * height, radius * cos, 1.0];
    let [x, y, w] = projection.map(|row| row.iter().zip(point).map(|(a, b)| a * b).sum::<f64>());
    (w > 0.0).then(|| [x / w, y / w])
}
