//! Placements: an area's artwork on the product.

use serde::Deserialize;

use super::{DisplaceSpec, GeometrySpec, PlacementBlend, opaque};
use crate::template::bound::{Bound, Condition};

item_kind! {
    /// An area's artwork on the product.
    PlacementItem {
        /// Id of the area.
        area: String,
        /// Where the area lies in the photo.
        geometry: GeometrySpec,
        /// Folds and relief that move the print. Default: none.
        #[serde(default)]
        displace: Option<DisplaceSpec>,
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
