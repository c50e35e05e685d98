//! Views: the photographs on which artwork is shown.

use serde::Deserialize;

use super::blend::BlendIfSpec;
use super::bound::{Bound, Condition};
use super::paint::Many;
use crate::blend::BlendMode;

pub use geometry::{CylinderSpec, GeometrySpec, MeshSpec};
pub use light::{
    GlossEstimate, GlossSource, GlossSpec, ShadeMaps, ShadeSpec, TextureSpec, TintBlend,
    TintPattern,
};
pub use mask::{ChangedMask, MaskSpec};
pub use placement::PlacementItem;
pub use tint::TintItem;

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

pub mod geometry;
pub mod light;
pub mod mask;
pub mod placement;
pub mod tint;

item_kind! {
    /// A photograph that fills the view.
    PhotoItem {
        /// Asset id of the image.
        image: Bound<String>,
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
        /// 0 to 1: a second opacity. In `color-burn`, `linear-burn`, `color-dodge`, `linear-dodge`,
        /// `vivid-light`, `linear-light`, `hard-mix` and `difference` it takes the colors to the one that
        /// changes nothing instead. Default: 1.
        #[serde(default = "opaque")]
        fill_opacity: Bound<f64>,
        /// By which colors the picture shows; with a list, by all of them. Default: by any.
        #[serde(default)]
        blend_if: Option<Many<BlendIfSpec>>,
        /// Where the picture shows: the asset id of a mask, or a mask with a feather. Default: everywhere.
        #[serde(default)]
        mask: Option<MaskSpec>,
        /// Whether the picture shows only where the nearest item below that isn't clipped does: the
        /// artwork of a placement, the part of a tint, another picture. Default: no.
        #[serde(default)]
        clip: bool,
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
    Overlay(Box<OverlayItem>),
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
