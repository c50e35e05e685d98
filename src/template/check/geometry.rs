//! Geometries: does the area cover any pixels, and can they be traced back to it?

use serde_json::json;

use super::known::Known;
use super::rule::{At, Checked, Range, invalid};
use crate::template::fault::quote;
use crate::template::limits::{MAX_LENGTH, MAX_MESH};
use crate::template::view::{CylinderSpec, GeometrySpec, MeshSpec};

/// Least double area, in square pixels, of the triangle at a quad's corner.
const MIN_CORNER: f64 = 1e-3;

/// Least determinant of a camera's left 3 × 3 part, relative to the product of its rows' lengths: the
/// volume that three unit vectors span. Below it the picture of the cylinder is flat.
const MIN_VOLUME: f64 = 1e-9;

pub(super) fn check(geometry: &GeometrySpec, known: &Known<'_>) -> Checked {
    match geometry {
        GeometrySpec::Quad(corners) => check_quad(corners).at("quad"),
        GeometrySpec::Cylinder(cylinder) => check_cylinder(cylinder).at("cylinder"),
        GeometrySpec::Mesh(mesh) => check_mesh(mesh).at("mesh"),
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

fn check_mesh(mesh: &MeshSpec) -> Checked {
    for (key, side) in [("columns", mesh.columns), ("rows", mesh.rows)] {
        if side % 3 != 1 || !(4..=MAX_MESH).contains(&side) {
            let allowed = format!("4, 7, 10 or another 3n + 1 up to {MAX_MESH}");
            return Err(invalid(side.to_string(), allowed)).at(key);
        }
    }
    let count = mesh.columns * mesh.rows;
    if mesh.points.len() != count {
        let value = format!("{} points", mesh.points.len());
        return Err(invalid(value, format!("{count} points, columns times rows"))).at("points");
    }
    for (i, point) in mesh.points.iter().enumerate() {
        for (axis, &value) in point.iter().enumerate() {
            Range::POSITION.check(value).at_index("", axis).at_index("points", i)?;
        }
    }
    let axes = [("slicesX", &mesh.slices_x, mesh.columns), ("slicesY", &mesh.slices_y, mesh.rows)];
    for (key, slices, side) in axes {
        let Some(slices) = slices else { continue };
        let rising = slices.windows(2).all(|pair| pair[0] < pair[1]);
        let ends = slices.first() == Some(&0.0) && slices.last() == Some(&1.0);
        let count = (side - 1) / 3 + 1;
        if slices.len() != count || !rising || !ends {
            let allowed = format!("{count} numbers that increase from 0 to 1");
            return Err(invalid(quote(&json!(slices)), allowed)).at(key);
        }
    }
    let [first, ..] = mesh.points[..] else { return Ok(()) };
    let far = mesh.points.iter().copied().fold(first, |far, p| {
        let distance = |[x, y]: [f64; 2]| (x - first[0]).abs() + (y - first[1]).abs();
        if distance(p) > distance(far) { p } else { far }
    });
    if mesh.points.iter().all(|&p| turn(first, far, p).abs() < MIN_CORNER) {
        let allowed = "points that do not all lie on a line";
        return Err(invalid(quote(&json!(mesh.points)), allowed)).at("points");
    }
    mesh.quad.as_ref().map_or(Ok(()), check_quad).at("quad")
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
