//! Placements: an area's artwork on the product.

use serde::Deserialize;

use super::{GeometrySpec, GlossSpec, PlacementBlend, ShadeSpec, TextureSpec, opaque};
use crate::template::bound::{Bound, Condition};

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
    }
}
