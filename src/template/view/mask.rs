//! Masks: where an item shows.

use serde::Deserialize;

/// Where an item shows: the asset id of a mask, or a mask with edges and strength of its own.
///
/// In JSON a text is the asset id; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaskSpec {
    /// Asset id: white shows, black does not.
    Image(String),
    /// A mask that is changed before it is used.
    Changed(ChangedMask),
}

/// A mask that is changed before it is used: turned round, then blurred, then made weaker.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangedMask {
    /// Asset id: white shows, black does not.
    pub image: String,
    /// Standard deviation of the blur in pixels of the view, 0 to 256. The mask goes on beyond the
    /// edges of the view as it is there. Default: 0.
    #[serde(default)]
    pub feather: f64,
    /// How much the mask hides: 1 is all that it does, 0 nothing. Default: 1.
    #[serde(default = "dense")]
    pub density: f64,
    /// Whether black shows instead of white. Default: no.
    #[serde(default)]
    pub invert: bool,
}

impl MaskSpec {
    /// Asset id of its image.
    pub fn image(&self) -> &str {
        match self {
            Self::Image(image) => image,
            Self::Changed(mask) => &mask.image,
        }
    }
}

fn dense() -> f64 {
    1.0
}
