//! Ink without white, as printed on white shirts, mugs, paper and canvas.

use serde::Deserialize;

/// Ink without white. It takes light away from the product's own, so a dark product swallows it and
/// white artwork is not printed.
///
/// With the photo's diffuse light D, its gloss G and the artwork A flattened over white, in linear light:
/// `D · A + G`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrintedInk {}
