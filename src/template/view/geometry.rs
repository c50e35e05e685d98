//! Geometries: where an area lies in the photo.

use serde::Deserialize;

/// Where an area lies in the photo.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GeometrySpec {
    /// A flat, rectangular area in perspective: where its top left, top right, bottom right and
    /// bottom left corners are, in pixels.
    Quad([[f64; 2]; 4]),
    /// A cylinder or cone seen by a camera.
    Cylinder(CylinderForm),
    /// A bent surface, as a net of Bézier patches.
    Mesh(MeshSpec),
    /// Asset id of a 16-bit RGB PNG, as 3D renderers write: red is u (left to right), green is v (top to
    /// bottom), blue is coverage.
    Uvmap(String),
}

/// A cylinder or cone, in either of two forms: in full, with the camera that sees it, or short, as it is
/// clicked together on the photo. `axis` tells the short one.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
#[serde(rename_all = "kebab-case")]
pub enum CylinderForm {
    /// In full.
    Full(CylinderSpec),
    /// Short.
    Short(CylinderSketch),
}

/// A cylinder or cone as it is clicked together on the photo: its axis, and the ellipses that its top and
/// bottom edge are seen as.
///
/// At the angle `a` around the axis, 0 in front, an edge is seen `radius * sin(a)` to the right of the
/// axis and `sag * cos(a)` further down it. Sags that differ in relation to their radii tell of a camera
/// nearby: `W = 1 + f * v + e * z / L`, with `z` towards the viewer, `L` the axis' length and `q = sag /
/// radius`, is the depth, `e = L * (qTop - qBottom) / (L - sagTop + sagBottom)` how it falls towards the viewer,
/// and `f = -e * q / (1 - q * q)`, with the mean `q`, how it grows along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CylinderSketch {
    /// The axis in pixels: where it meets the area's top edge and where its bottom edge.
    pub axis: [[f64; 2]; 2],
    /// Half the width of the ellipse at the top edge, in pixels, 0 or more.
    pub radius_top: f64,
    /// Half the width of the ellipse at the bottom edge, in pixels, 0 or more.
    pub radius_bottom: f64,
    /// How far the top edge sags in front of the axis, in pixels, less than its radius: positive seen from
    /// above, negative from below.
    pub sag_top: f64,
    /// How far the bottom edge sags, in pixels.
    pub sag_bottom: f64,
    /// From where to where the area reaches around the axis, in degrees: 0 is in front, -90 the left edge
    /// and 90 the right one. At most 360 apart. Default: `[-90, 90]`.
    #[serde(default = "half")]
    pub arc: [f64; 2],
}

fn half() -> [f64; 2] {
    [-90.0, 90.0]
}

/// A cylinder or cone seen by a camera.
///
/// The point `(u, v)` of the area, each 0 to 1 from the top left, lies at the angle
/// `a = (u - 0.5) * span` and the radius `r = radiusTop + (radiusBottom - radiusTop) * v`, at
/// `P = (r sin a, v * height, r cos a, 1)`; its pixel is `(X / W, Y / W)` with
/// `(X, Y, W) = projection * P`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CylinderSpec {
    /// Radius at the area's top edge, in millimeters, 0 or more.
    pub radius_top: f64,
    /// Radius at the area's bottom edge, in millimeters, 0 or more.
    pub radius_bottom: f64,
    /// Distance from the top to the bottom edge along the axis, in millimeters, above 0.
    pub height: f64,
    /// How far the area reaches around the axis, in degrees, above 0 and up to 360.
    pub span: f64,
    /// The camera: a 3 × 4 matrix, row by row.
    pub projection: [[f64; 4]; 3],
}

/// A net of bicubic Bézier patches that share the points of their edges, as Photoshop's warp and its
/// quilts have them.
///
/// Along each axis there are `3n + 1` points for `n` patches. The patch between two slices shows the
/// part of the area between them. Where the surface lies over itself, what is seen from behind is not
/// drawn, and of the rest what is further down, then further right in the area lies on top.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeshSpec {
    /// Control points in a row: 4, 7, 10 or another `3n + 1` up to 61.
    pub columns: usize,
    /// Control points in a column: 4, 7, 10 or another `3n + 1` up to 61.
    pub rows: usize,
    /// The control points in pixels, row by row from the area's top left.
    pub points: Vec<[f64; 2]>,
    /// Where patches meet from left to right, in shares of the area's width: numbers that increase from 0
    /// to 1, one more than patches. Default: evenly.
    #[serde(default)]
    pub slices_x: Option<Vec<f64>>,
    /// Where patches meet from top to bottom, in shares of the area's height. Default: evenly.
    #[serde(default)]
    pub slices_y: Option<Vec<f64>>,
    /// Where the corners of the points' bounding box are seen: top left, top right, bottom right, bottom
    /// left. The points are taken there in perspective. Default: where they are.
    #[serde(default)]
    pub quad: Option<[[f64; 2]; 4]>,
}
