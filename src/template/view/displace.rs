//! Displacement: folds and relief that move a print.

use serde::Deserialize;

/// The word that stands for the view's photo.
pub(crate) const PHOTO: &str = "photo";

/// Moves a print along the folds and the relief of the product.
///
/// A map tells for each point of the view which way and how far: a pixel shows what the geometry alone
/// would show `amount` pixels further at most.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisplaceSpec {
    /// Asset id of the map, which spans the view: red moves to the right and green down from 128 on,
    /// to the left and up below it; a gray picture moves both ways at once. Or `photo`: the map is made
    /// from the view's own photo, inside the placement's mask, where light and dark tell of folds.
    pub from: String,
    /// Greatest shift in pixels of the view, -1000 to 1000.
    pub amount: f64,
    /// What lies beyond the map's edge, where a pixel looks across it. Default: `clamp`.
    #[serde(default)]
    pub edge: DisplaceEdge,
}

/// What lies beyond a displacement map's edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DisplaceEdge {
    /// The nearest pixel of the map.
    #[default]
    Clamp,
    /// The map again.
    Wrap,
}
