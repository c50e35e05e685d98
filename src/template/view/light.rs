//! Light and cloth: what the product itself brings to a print or a color.

use std::sync::LazyLock;

use serde::de::value::StrDeserializer;
use serde::de::{Error, IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer};

use super::{PlacementBlend, opaque};
use crate::color::Color;
use crate::template::bound::Bound;
use crate::template::word::PLACEMENT_BLENDS;

/// The light that a surface itself reflects: highlights, which no ink changes.
///
/// In JSON the asset id of a gloss map, or `{ "from": "photo" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GlossSpec {
    /// Asset id of the gloss map: sRGB-encoded, black where nothing is reflected.
    Map(String),
    /// Estimated.
    Estimate(GlossEstimate),
}

/// A gloss that is estimated instead of given.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GlossEstimate {
    /// What it is estimated from.
    pub from: GlossSource,
}

/// What a gloss is estimated from.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GlossSource {
    /// The photo below, inside the mask.
    Photo,
}

/// A shade map, or one each for light and dark products.
///
/// In JSON an asset id, or an object.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShadeSpec {
    /// Asset id of the map for all products.
    Same(String),
    /// A map each.
    Each(ShadeMaps),
}

/// Shade maps for light and for dark products.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShadeMaps {
    /// Asset id of the map for light products.
    pub light: String,
    /// Asset id of the map for dark products.
    pub dark: String,
    /// The product's color, which decides: from an OKLab lightness of 0.7 on it is light, up to 0.4
    /// dark, and in between the maps are mixed.
    pub product: Bound<Color>,
}

/// The product's own texture, which shows through the print.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextureSpec {
    /// Asset id of the texture, gray: threads light, gaps between them dark. Its broad shades are
    /// taken out, so a photo of the cloth will do.
    pub image: String,
    /// 0 (an even print) to 1 (the darkest gaps stay bare). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// A picture repeated over a part, in place of one color.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TintPattern {
    /// Asset id of the image, or the image option that decides it. Where it is transparent, and for a
    /// choice without an image, the color shows.
    pub image: Bound<String>,
    /// Width of one picture in pixels of the view, above 0; its height follows.
    pub size: Bound<f64>,
    /// How far right and down of the view's top left corner a picture begins, in pixels. Default:
    /// [0, 0].
    #[serde(default = "nowhere")]
    pub offset: [Bound<f64>; 2],
    /// Turn about that point, in degrees clockwise. Default: 0.
    #[serde(default = "zero")]
    pub rotate: Bound<f64>,
}

fn nowhere() -> [Bound<f64>; 2] {
    [zero(), zero()]
}

fn zero() -> Bound<f64> {
    Bound::Literal(0.0)
}

/// How a tint meets the photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TintBlend {
    /// The photo's own lightness, mapped to the color's.
    Tone,
    /// As a placement does.
    Like(PlacementBlend),
}

impl Default for TintBlend {
    fn default() -> Self {
        Self::Like(PlacementBlend::Ink)
    }
}

impl<'de> Deserialize<'de> for TintBlend {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TintBlendVisitor)
    }
}

/// What [`TintBlend`] reads: `tone`, then all that [`PlacementBlend`] does.
static TINT_BLENDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| [&["tone"][..], PLACEMENT_BLENDS].concat());

struct TintBlendVisitor;

impl Visitor<'_> for TintBlendVisitor {
    type Value = TintBlend;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("\"tone\", \"ink\" or a blend mode")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<TintBlend, E> {
        if text == "tone" {
            return Ok(TintBlend::Tone);
        }
        let word: StrDeserializer<'_, E> = text.into_deserializer();
        PlacementBlend::deserialize(word)
            .map(TintBlend::Like)
            .map_err(|_| E::unknown_variant(text, &TINT_BLENDS))
    }
}
