//! A picture repeated over a shape.

use serde::Deserialize;

use super::bound::Bound;
use super::layer::zero;

/// A picture repeated over a shape, in rows from the top left of its box.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FillPattern {
    /// Asset id of the image, or the image or photo option that decides it.
    pub image: Bound<String>,
    /// Width of one picture in millimeters, above 0; its height follows.
    pub width: Bound<f64>,
    /// By what part of a picture and its gap every second row is shifted, 0 to 1: at 0.5 as bricks. Default: 0.
    #[serde(default = "zero")]
    pub offset: Bound<f64>,
    /// Room between two pictures in millimeters. Default: 0.
    #[serde(default = "zero")]
    pub gap: Bound<f64>,
    /// Which pictures are mirrored. Default: `none`.
    #[serde(default)]
    pub mirror: Mirror,
    /// Turn of the whole about the middle of the box, in degrees clockwise. Default: 0.
    #[serde(default = "zero")]
    pub rotate: Bound<f64>,
    /// How far each picture strays at random. Default: none does.
    #[serde(default)]
    pub jitter: Option<JitterSpec>,
    /// Which chance it is, a whole number: the same has the same pictures at the same places. Default: 1.
    #[serde(default = "first")]
    pub seed: u32,
}

/// How far pictures stray at random, each way.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JitterSpec {
    /// Shift right and down, in millimeters. Default: 0.
    #[serde(default = "zero")]
    pub shift: Bound<f64>,
    /// Turn, in degrees, 0 to 180. Default: 0.
    #[serde(default = "zero")]
    pub rotate: Bound<f64>,
    /// Part of its size, 0 to 0.9. Default: 0.
    #[serde(default = "zero")]
    pub scale: Bound<f64>,
}

/// Which pictures of a pattern are mirrored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mirror {
    /// None.
    #[default]
    None,
    /// Left to right, in every second column.
    Columns,
    /// Top to bottom, in every second row.
    Rows,
    /// Both: four pictures meet as in a kaleidoscope.
    Both,
}

fn first() -> u32 {
    1
}
