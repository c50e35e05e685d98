//! Tints: parts of the product in another color.

use serde::Deserialize;

use super::{MaskSpec, PlacementBlend};
use crate::color::Color;
use crate::template::bound::{Bound, Condition};

item_kind! {
    /// A part of the product in another color.
    TintItem {
        /// What is recolored: the asset id of a mask, or a mask with a feather.
        mask: MaskSpec,
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
