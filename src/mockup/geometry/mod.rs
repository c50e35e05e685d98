//! Where a print lies in a view: one file per geometry, each the inverse of its projection.
//!
//! Artwork coordinates are unit: u 0..1 from left to right, v 0..1 from top to bottom. View
//! coordinates are the view's own (authored) pixels, pixel centers at +0.5, y down.

mod cylinder;
mod mesh;
mod quad;
mod uvmap;

use crate::error::Error;
use crate::pixels::Mask;
use kurbo::Rect;
use std::sync::Arc;

pub use cylinder::Cylinder;
pub use mesh::Mesh;
pub use quad::Quad;
pub use uvmap::UvMap;

/// The surface a print lies on.
#[derive(Clone, Debug)]
pub enum Geometry {
    /// A flat surface seen in perspective.
    Quad(Quad),
    /// A cylinder or cone seen by a camera.
    Cylinder(Cylinder),
    /// A bent surface, by Bézier patches.
    Mesh(Box<Mesh>),
    /// Any surface, by the artwork coordinates of each pixel.
    UvMap(Arc<UvMap>),
}

impl Geometry {
    /// What the map is built from.
    pub(super) fn inverse(&self) -> &dyn Inverse {
        match self {
            Self::Quad(quad) => quad,
            Self::Cylinder(cylinder) => cylinder,
            Self::Mesh(mesh) => mesh.as_ref(),
            Self::UvMap(map) => map.as_ref(),
        }
    }
}

/// What a map needs to know of a geometry.
pub trait Inverse {
    /// A rectangle in the view outside which there is no print.
    fn bounds(&self) -> Rect;

    /// The artwork point seen at a point of the view. Outside 0..1 the surface goes on beyond the
    /// print; `None` where no surface is.
    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]>;

    /// [`unit_at`](Self::unit_at) of a row of points; `out` keeps what it has where no surface is. As
    /// many points as the shorter of `xs` and `out` has.
    fn units_at(&self, xs: &[f64], y: f64, out: &mut [[f32; 2]]) {
        for (&x, out) in xs.iter().zip(out) {
            if let Some(unit) = self.unit_at(x, y) {
                *out = unit.map(|v| v as f32);
            }
        }
    }

    /// Render pixels per pixel of this geometry, which has a resolution of its own when it is made
    /// of pixels. `scale` is render pixels per authored pixel.
    fn scale(&self, scale: [f64; 2], width: u32, height: u32) -> [f64; 2] {
        let _ = (width, height);
        scale
    }

    /// The print's outline as coverage at render size, for a geometry that brings it along;
    /// otherwise the map finds it from [`unit_at`](Self::unit_at).
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    fn outline(&self, width: u32, height: u32) -> Result<Option<Mask>, Error> {
        let _ = (width, height);
        Ok(None)
    }

    /// The print as a rectangle of the view, when it is one and upright: it is then drawn in place,
    /// without sampling.
    fn upright(&self) -> Option<Rect> {
        None
    }
}

/// The error for a geometry that can't be drawn.
fn invalid(path: &str, value: String, allowed: &str) -> Error {
    Error::InvalidValue { path: path.to_owned(), value, allowed: allowed.to_owned(), nearest: None }
}
