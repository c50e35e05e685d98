//! Envelopes that a text is warped in.

use serde::Deserialize;

use super::bound::Bound;
use super::layer::zero;
pub use crate::text::WarpStyle;

/// An envelope that bends the box around a text's lines, as "Warp Text" does in Photoshop. On a `path`
/// the text is warped first, then bent along it with its outlines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WarpSpec {
    /// The form, by name. Either this or `mesh`.
    #[serde(default)]
    pub style: Option<Bound<WarpStyle>>,
    /// The form, as the 16 control points of a bicubic Bézier patch: x and y of each, row by row from
    /// the top left, as parts of the width and height of the box around the text. Thirds leave the
    /// text as it is.
    #[serde(default)]
    pub mesh: Option<[[f64; 2]; 16]>,
    /// How much, from -1 to 1; 0 leaves the text as it is, below 0 it bends the other way. Default:
    /// 0.5, or 1 with a `mesh`.
    #[serde(default)]
    pub amount: Option<Bound<f64>>,
    /// By how much the text grows taller to the right, from -1 to 1. Default: 0.
    #[serde(default = "zero")]
    pub horizontal: Bound<f64>,
    /// By how much the text grows wider to the bottom, from -1 to 1. Default: 0.
    #[serde(default = "zero")]
    pub vertical: Bound<f64>,
}
