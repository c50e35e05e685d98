//! Placements: an area's artwork on the product.

use serde::Deserialize;

use super::{GeometrySpec, GlossSpec, MaskSpec, PlacementBlend, ShadeSpec, TextureSpec, opaque};
use crate::template::blend::BlendIfSpec;
use crate::template::bound::{Bound, Condition};
use crate::template::paint::Many;

item_kind! {
    /// An area's artwork on the product.
    PlacementItem {
        /// Id of the area.
        area: String,
        /// Where the area lies in the photo.
        geometry: GeometrySpec,
        /// Where the print shows: the asset id of a mask, or a mask with a feather. Default: the whole
        /// geometry.
        #[serde(default)]
        mask: Option<MaskSpec>,
        /// How the artwork meets the photo. Default: `ink`.
        #[serde(default)]
        blend: PlacementBlend,
        /// The gloss: light that the surface itself reflects. Ink leaves it as it is; other blends
        /// screen the artwork with it. Default: none.
        #[serde(default)]
        gloss: Option<GlossSpec>,
        /// Shade maps for layered files: 128 is neutral, darker shades the artwork, lighter lights it
        /// (hard light). Ink takes its shades from the photo and uses none. Default: none.
        #[serde(default)]
        shade: Option<ShadeSpec>,
        /// The product's own texture, which shows through the print. Default: none.
        #[serde(default)]
        texture: Option<TextureSpec>,
        /// 0 (invisible) to 1 (opaque). Default: 1.
        #[serde(default = "opaque")]
        opacity: Bound<f64>,
        /// 0 to 1: a second opacity. In `color-burn`, `linear-burn`, `color-dodge`, `linear-dodge`,
        /// `vivid-light`, `linear-light`, `hard-mix` and `difference` it takes the colors to the one that
        /// changes nothing instead. Default: 1.
        #[serde(default = "opaque")]
        fill_opacity: Bound<f64>,
        /// By which colors the artwork shows; with a list, by all of them. Default: by any.
        #[serde(default)]
        blend_if: Option<Many<BlendIfSpec>>,
    }
}
