//! Tints: parts of the product in another color.

use serde::Deserialize;

use super::{GlossSpec, MaskSpec, TintBlend, TintPattern};
use crate::color::Color;
use crate::template::bound::{Bound, Condition};

item_kind! {
    /// A part of the product in another color. A view may have several, one for each part.
    TintItem {
        /// What is recolored: the asset id of a mask, or a mask with a feather.
        mask: MaskSpec,
        /// The color. Default: white.
        #[serde(default = "white")]
        color: Bound<Color>,
        /// A picture repeated over the part, flat in the view and lit as the color is. A pattern that
        /// follows folds or turns around a mug is a placement of an area that is filled with it.
        /// Default: none.
        #[serde(default)]
        pattern: Option<Box<TintPattern>>,
        /// How the color meets the photo. Default: `ink`, which dyes: it keeps shadows and
        /// highlights, and white leaves the photo as it is. `tone` serves any color on a photo of
        /// any color, folds of black cloth included; it goes by the photo, so such parts should not
        /// overlap. `color` keeps each pixel's luminosity.
        #[serde(default)]
        blend: TintBlend,
        /// The gloss: light that the surface itself reflects. Only `ink` uses it. Default: none.
        #[serde(default)]
        gloss: Option<GlossSpec>,
    }
}

fn white() -> Bound<Color> {
    Bound::Literal(Color::WHITE)
}
