//! Geometries: does the area cover any pixels, and can they be traced back to it?

use serde_json::json;

use super::known::Known;
use super::rule::{At, Checked, Range, invalid};
use crate::template::fault::quote;
use crate::template::limits::MAX_LENGTH;
use crate::template::view::{CylinderSpec, GeometrySpec};

/// Least double area, in square pixels, of the triangle at a quad's corner.
const MIN_CORNER: f64 = 1e-3;

/// Least determinant of a camera's left 3 × 3 part, relative to the product of its rows' lengths: the
/// volume that three unit vectors span. Below it the picture of the cylinder is flat.
const MIN_VOLUME: f64 = 1e-9;

pub(super) fn check(geometry: &GeometrySpec, known: &Known<'_>) -> Checked {
    match geometry {
        GeometrySpec::Quad(corners) => check_quad(corners).at("quad"),
        GeometrySpec::Cylinder(cylinder) => check_cylinder(cylinder).at("cylinder"),
        GeometrySpec::Uvmap(id) => known.image(id).at("uvmap"),
    }
}

fn check_quad(corners: &[[f64; 2]; 4]) -> Checked {
    for (i, corner) in corners.iter().enumerate() {
        for (axis, &value) in corner.iter().enumerate() {
            Range::POSITION.check(value).at_index("", axis).at_index("", i)?;
        }
    }
    let [a, b, c, d] = *corners;
    // Turning the same way at all four corners is what makes it convex; sides that cross turn back.
    let turns = [turn(d, a, b), turn(a, b, c), turn(b, c, d), turn(c, d, a)];
    let convex = turns.iter().all(|t| *t >= MIN_CORNER) || turns.iter().all(|t| *t <= -MIN_CORNER);
    if convex {
        return Ok(());
    }
    let allowed = "the top left, top right, bottom right and bottom left corner of a convex shape";
    Err(invalid(quote(&json!(corners)), allowed))
}

/// Twice the signed area of the triangle.
fn turn(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
}

fn check_cylinder(cylinder: &CylinderSpec) -> Checked {
    Range::DISTANCE.check(cylinder.radius_top).at("radiusTop")?;
    Range::DISTANCE.check(cylinder.radius_bottom).at("radiusBottom")?;
    if cylinder.radius_top == 0.0 && cylinder.radius_bottom == 0.0 {
        let allowed = format!("a number above 0 and up to {MAX_LENGTH}, because radiusTop is 0");
        return Err(invalid("0", allowed)).at("radiusBottom");
    }
    Range::SIZE.check(cylinder.height).at("height")?;
    Range::above(0.0, 360.0).check(cylinder.span).at("span")?;
    check_projection(&cylinder.projection).at("projection")
}

fn check_projection(rows: &[[f64; 4]; 3]) -> Checked {
    for (i, row) in rows.iter().enumerate() {
        for (j, &value) in row.iter().enumerate() {
            Range::ANY.check(value).at_index("", j).at_index("", i)?;
        }
    }
    let [a, b, c] = rows.map(|[x, y, z, _]| [x, y, z]);
    let volume = a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
        + a[2] * (b[0] * c[1] - b[1] * c[0]);
    let length = |v: [f64; 3]| (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt();
    if volume.abs() > MIN_VOLUME * length(a) * length(b) * length(c) {
        return Ok(());
    }
    let allowed = "a camera that sees in three dimensions: the left 3 × 3 part must be invertible";
    Err(invalid(quote(&json!(rows)), allowed))
}
