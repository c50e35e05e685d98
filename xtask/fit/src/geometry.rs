//! A fitted geometry, as the template has it.

use std::fmt;

/// Where an area lies in the photo. Its `Display` is the value of a placement's `geometry`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Geometry {
    /// Top left, top right, bottom right and bottom left corner, in pixels.
    Quad([[f64; 2]; 4]),
    /// A cylinder or cone seen by a camera.
    Cylinder {
        /// Radius at the top edge, in millimeters.
        radius_top: f64,
        /// Radius at the bottom edge, in millimeters.
        radius_bottom: f64,
        /// Height of the print along the axis, in millimeters.
        height: f64,
        /// How far the print reaches around the axis, in degrees.
        span: f64,
        /// The camera, row by row.
        projection: [[f64; 4]; 3],
    },
    /// Bicubic Bézier patches that share their edges.
    Mesh {
        /// Control points in pixels, row by row.
        points: Vec<[f64; 2]>,
        /// Where patches meet along u and along v, from 0 to 1.
        slices: [Vec<f64>; 2],
    },
}

impl Geometry {
    /// Its key in the template.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Quad(_) => "quad",
            Self::Cylinder { .. } => "cylinder",
            Self::Mesh { .. } => "mesh",
        }
    }

    /// Where it puts a place of the print, in pixels; `None` when that is behind the camera.
    pub fn pixel(&self, unit: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Self::Quad(corners) => crate::quad::pixel(*corners, unit),
            Self::Cylinder { radius_top, radius_bottom, height, span, projection } => {
                let radii = [*radius_top, *radius_bottom];
                crate::cylinder::pixel(radii, *height, *span, *projection, unit)
            }
            Self::Mesh { points, slices } => Some(crate::mesh::pixel(slices, points, unit)),
        }
    }
}

/// Digits after the point of pixels: a thousandth is far below what is seen.
const DIGITS: usize = 3;

/// Digits of a camera's numbers, which are multiplied with each other.
const CAMERA_DIGITS: usize = 12;

impl fmt::Display for Geometry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quad(corners) => {
                write!(f, "{{ \"quad\": [{}] }}", list(corners.iter().map(point)))
            }
            Self::Cylinder { radius_top, radius_bottom, height, span, projection } => {
                let lengths = [*radius_top, *radius_bottom, *height, *span].map(camera_number);
                let [top, bottom, height, span] = lengths;
                writeln!(f, "{{ \"cylinder\": {{")?;
                writeln!(f, "  \"radiusTop\": {top}, \"radiusBottom\": {bottom},")?;
                writeln!(f, "  \"height\": {height}, \"span\": {span},")?;
                let row = |row: &[f64; 4]| format!("[{}]", list(row.map(camera_number)));
                let rows = projection.each_ref().map(row).join(",\n    ");
                write!(f, "  \"projection\": [\n    {rows}\n  ] }} }}")
            }
            Self::Mesh { points, slices } => {
                let [columns, rows] = slices.each_ref().map(|s| 3 * (s.len() - 1) + 1);
                writeln!(f, "{{ \"mesh\": {{")?;
                writeln!(f, "  \"columns\": {columns}, \"rows\": {rows},")?;
                for (key, slices) in ["slicesX", "slicesY"].into_iter().zip(slices) {
                    if slices.len() > 2 {
                        writeln!(f, "  \"{key}\": [{}],", list(slices.iter().map(short)))?;
                    }
                }
                let rows: Vec<String> =
                    points.chunks(columns).map(|row| list(row.iter().map(point))).collect();
                write!(f, "  \"points\": [\n    {}\n  ] }} }}", rows.join(",\n    "))
            }
        }
    }
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    items.into_iter().collect::<Vec<_>>().join(", ")
}

fn point([x, y]: &[f64; 2]) -> String {
    let number = |v: &f64| {
        format!("{:.DIGITS$}", v + 0.0).trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    format!("[{}, {}]", number(x), number(y))
}

fn short(v: &f64) -> String {
    format!("{v}")
}

/// A number rounded to significant digits, in the shortest form that JSON has for it.
fn camera_number(v: f64) -> String {
    let rounded: f64 = format!("{v:.0$e}", CAMERA_DIGITS - 1).parse().unwrap_or(v);
    if rounded != 0.0 && rounded.abs() < 1e-4 {
        format!("{rounded:e}")
    } else {
        format!("{rounded}")
    }
}
