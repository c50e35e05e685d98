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
    Cylinder(CylinderSpec),
    /// Asset id of a 16-bit RGB PNG, as 3D renderers write: red is u (left to right), green is v (top to
    /// bottom), blue is coverage.
    Uvmap(String),
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
