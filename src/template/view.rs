//! Views: the photographs on which artwork is shown.

use serde::Deserialize;

use super::bound::{Bound, Condition};
use crate::blend::BlendMode;
use crate::color::Color;

/// A photograph of the product, with items, bottom to top.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct View {
    /// Id, unique among the template's views.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
    /// Width in pixels, 1 to 8192: the unit of all lengths in the view.
    pub width: u32,
    /// Height in pixels, 1 to 8192.
    pub height: u32,
    /// What is shown, bottom to top.
    pub items: Vec<Item>,
}

/// Declares an item kind: the fields that all kinds have, then its own.
macro_rules! item_kind {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            /// When the item is there. Default: always.
            #[serde(default)]
            pub when: Option<Condition>,
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
}

item_kind! {
    /// A photograph that fills the view.
    PhotoItem {
        /// Asset id of the image.
        image: Bound<String>,
    }
}

item_kind! {
    /// A part of the product in another color.
    TintItem {
        /// Asset id of the mask: white is recolored, black is not.
        mask: String,
        /// The color.
        color: Bound<Color>,
        /// How the color meets the photo. Default: `ink`, which keeps shadows and highlights.
        #[serde(default)]
        blend: PlacementBlend,
        /// Asset id of the gloss map: light that the surface itself reflects. Default: none.
        #[serde(default)]
        gloss: Option<String>,
    }
}

item_kind! {
    /// An area's artwork on the product.
    PlacementItem {
        /// Id of the area.
        area: String,
        /// Where the area lies in the photo.
        geometry: GeometrySpec,
        /// Asset id of the mask: where the print is visible. Default: the whole geometry.
        #[serde(default)]
        mask: Option<String>,
        /// How the artwork meets the photo. Default: `ink`.
        #[serde(default)]
        blend: PlacementBlend,
        /// Asset id of the gloss map: light that the surface itself reflects. Default: none.
        #[serde(default)]
        gloss: Option<String>,
        /// 0 (invisible) to 1 (opaque). Default: 1.
        #[serde(default = "opaque")]
        opacity: Bound<f64>,
    }
}

item_kind! {
    /// A picture over everything below it, such as a hand or a reflection.
    OverlayItem {
        /// Asset id of the image.
        image: Bound<String>,
        /// How the picture blends. Default: `normal`.
        #[serde(default)]
        blend: BlendMode,
        /// 0 (invisible) to 1 (opaque). Default: 1.
        #[serde(default = "opaque")]
        opacity: Bound<f64>,
    }
}

/// Something shown in a view; `kind` tells which.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(tag = "kind"))]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// A photograph that fills the view.
    Photo(PhotoItem),
    /// A part of the product in another color.
    Tint(TintItem),
    /// An area's artwork on the product.
    Placement(Box<PlacementItem>),
    /// A picture over everything below it.
    Overlay(OverlayItem),
}

impl Item {
    /// When the item is there; `None` is always.
    pub fn when(&self) -> Option<&Condition> {
        match self {
            Self::Photo(item) => item.when.as_ref(),
            Self::Tint(item) => item.when.as_ref(),
            Self::Placement(item) => item.when.as_ref(),
            Self::Overlay(item) => item.when.as_ref(),
        }
    }

    /// The kind as the template has it: `photo`, `tint`, `placement`, `overlay`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Photo(_) => "photo",
            Self::Tint(_) => "tint",
            Self::Placement(_) => "placement",
            Self::Overlay(_) => "overlay",
        }
    }
}

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

/// How artwork or a tint meets the photo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PlacementBlend {
    /// Ink on the product, in linear light: the photo's diffuse light times the ink's color, plus
    /// the gloss.
    #[default]
    Ink,
    /// A blend mode, on sRGB-encoded values.
    Mode(BlendMode),
}

fn opaque() -> Bound<f64> {
    Bound::Literal(1.0)
}
