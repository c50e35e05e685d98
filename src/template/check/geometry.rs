//! Geometries: does the area cover any pixels, and can they be traced back to it?

use serde_json::json;

use super::known::Known;
use super::rule::{At, Checked, Range, invalid};
use crate::template::fault::quote;
use crate::template::limits::{MAX_LENGTH, MAX_MESH};
use crate::template::view::displace::PHOTO;
use crate::template::view::{
    CylinderForm, CylinderSketch, CylinderSpec, DisplaceSpec, GeometrySpec, MeshSpec,
};

/// Least double area, in square pixels, of the triangle at a quad's corner.
const MIN_CORNER: f64 = 1e-3;

/// Least determinant of a camera's left 3 × 3 part, relative to the product of its rows' lengths: the
/// volume that three unit vectors span. Below it the picture of the cylinder is flat.
const MIN_VOLUME: f64 = 1e-9;

/// Least length of a cylinder's axis, and of its front, in pixels.
const MIN_AXIS: f64 = 1.0;

/// Greatest sag of a cylinder's edge, in radii. At 1 it is seen along its axis.
const MAX_SAG: f64 = 0.95;

/// Largest share of a mesh's face that may be seen from behind: a rolled edge has less.
const MAX_BACK: f64 = 0.5;

/// Most sheets of a mesh over one another, on average over its bounds.
const MAX_SHEETS: f64 = 8.0;

pub(super) fn check(geometry: &GeometrySpec, known: &Known<'_>) -> Checked {
    match geometry {
        GeometrySpec::Quad(corners) => check_quad(corners).at("quad"),
        GeometrySpec::Cylinder(CylinderForm::Full(full)) => check_cylinder(full).at("cylinder"),
        GeometrySpec::Cylinder(CylinderForm::Short(short)) => check_sketch(short).at("cylinder"),
        GeometrySpec::Mesh(mesh) => check_mesh(mesh).at("mesh"),
        GeometrySpec::Uvmap(id) => known.image(id).at("uvmap"),
    }
}

pub(super) fn check_displace(displace: &DisplaceSpec, known: &Known<'_>) -> Checked {
    if displace.from != PHOTO {
        known.image(&displace.from).at("from")?;
    }
    Range::from_to(-1000.0, 1000.0).check(displace.amount).at("amount")
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

fn check_sketch(sketch: &CylinderSketch) -> Checked {
    for (i, end) in sketch.axis.iter().enumerate() {
        for (c, &value) in end.iter().enumerate() {
            Range::POSITION.check(value).at_index("", c).at_index("axis", i)?;
        }
    }
    let [[x0, y0], [x1, y1]] = sketch.axis;
    let length = ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).sqrt();
    if length < MIN_AXIS {
        let allowed = format!("two points at least {MIN_AXIS} pixels apart");
        return Err(invalid(quote(&json!(sketch.axis)), allowed)).at("axis");
    }
    Range::DISTANCE.check(sketch.radius_top).at("radiusTop")?;
    Range::DISTANCE.check(sketch.radius_bottom).at("radiusBottom")?;
    if sketch.radius_top == 0.0 && sketch.radius_bottom == 0.0 {
        let allowed = format!("a number above 0 and up to {MAX_LENGTH}, because radiusTop is 0");
        return Err(invalid("0", allowed)).at("radiusBottom");
    }
    let edges = [
        ("sagTop", sketch.sag_top, sketch.radius_top),
        ("sagBottom", sketch.sag_bottom, sketch.radius_bottom),
    ];
    for (key, sag, radius) in edges {
        Range::ANY.check(sag).at(key)?;
        if sag.abs() > MAX_SAG * radius {
            let allowed = format!("a number within {MAX_SAG} of its radius, {radius}, from 0");
            return Err(invalid(sag.to_string(), allowed)).at(key);
        }
    }
    if length - sketch.sag_top + sketch.sag_bottom < MIN_AXIS {
        let allowed = "a sag that leaves the bottom edge below the top one in front";
        return Err(invalid(sketch.sag_bottom.to_string(), allowed)).at("sagBottom");
    }
    let [from, to] = sketch.arc;
    for (i, &angle) in sketch.arc.iter().enumerate() {
        Range::from_to(-360.0, 360.0).check(angle).at_index("arc", i)?;
    }
    if from < to && to - from <= 360.0 {
        return Ok(());
    }
    Err(invalid(quote(&json!(sketch.arc)), "two angles, the second greater by up to 360")).at("arc")
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
    check_facing(mesh).at("points")?;
    mesh.quad.as_ref().map_or(Ok(()), check_quad).at("quad")
}

/// Whether a mesh shows its face: by how much of it is seen from the front and how much from behind, and
/// how that compares with the room there is. Looks at 4 × 4 parts of each patch as at quadrilaterals.
fn check_facing(mesh: &MeshSpec) -> Checked {
    const PARTS: usize = 4;
    let (across, down) = ((mesh.columns - 1) / 3, (mesh.rows - 1) / 3);
    let at = |i: usize, j: usize| {
        let (wx, wy) = (bernstein(i % PARTS, PARTS), bernstein(j % PARTS, PARTS));
        let mut sum = [0.0; 2];
        for (r, wy) in wy.iter().enumerate() {
            for (c, wx) in wx.iter().enumerate() {
                // The last point of the last patch has no patch after it, and no weight there.
                let (x, y) = (i / PARTS * 3 + c, j / PARTS * 3 + r);
                let (x, y) = (x.min(mesh.columns - 1), y.min(mesh.rows - 1));
                if let Some(p) = mesh.points.get(y * mesh.columns + x) {
                    sum = [sum[0] + wx * wy * p[0], sum[1] + wx * wy * p[1]];
                }
            }
        }
        sum
    };
    let (mut areas, mut low, mut high) = ([0.0; 2], at(0, 0), at(0, 0));
    for j in 0..down * PARTS {
        for i in 0..across * PARTS {
            let corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
            let [a, b, c, d] = corners;
            for half in [turn(a, b, c) / 2.0, turn(c, d, a) / 2.0] {
                areas[usize::from(half < 0.0)] += half.abs();
            }
            for [x, y] in corners {
                (low, high) = ([low[0].min(x), low[1].min(y)], [high[0].max(x), high[1].max(y)]);
            }
        }
    }
    let (front, back) = (areas[0].max(areas[1]), areas[0].min(areas[1]));
    let room = (high[0] - low[0]) * (high[1] - low[1]);
    if front >= MIN_CORNER && back <= front * MAX_BACK && front <= room * MAX_SHEETS {
        return Ok(());
    }
    let allowed = "points that span a surface, most of it seen from the front";
    Err(invalid(format!("{} points", mesh.points.len()), allowed))
}

/// The weights of four control points at a share of their curve.
fn bernstein(i: usize, of: usize) -> [f64; 4] {
    let t = i as f64 / of as f64;
    let q = 1.0 - t;
    [q * q * q, 3.0 * t * q * q, 3.0 * t * t * q, t * t * t]
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
