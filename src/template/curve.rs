//! Curves that a text runs along.

use serde::Deserialize;

use super::bound::Bound;
use super::layer::zero;
pub use crate::text::{Bend as TextBend, Side as TextSide, Spacing as TextSpacing};

/// What a text runs along, and how it stands there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PathSpec {
    /// The curve. `fit` and `align` of the layer go by its length instead of the box's width; on a
    /// closed curve every `align` is to its start.
    pub curve: CurveSpec,
    /// What happens to the letters. Default: `rigid`.
    #[serde(default)]
    pub bend: TextBend,
    /// Where the letters stand. Default: `outside`.
    #[serde(default)]
    pub side: TextSide,
    /// Whether the text runs from the curve's end to its start, with the letters the other way up:
    /// makes text at the bottom of a circle readable. Default: false.
    #[serde(default)]
    pub reverse: bool,
    /// Where the letters' distances are measured. Default: `middle`.
    #[serde(default)]
    pub spacing: TextSpacing,
    /// By how much the text is moved along the curve, in millimeters, in the direction of reading.
    /// Default: 0.
    #[serde(default = "zero")]
    pub offset: Bound<f64>,
}

/// A curve. Lengths are millimeters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CurveSpec {
    /// An arc over the width of the box. `verticalAlign` places it: text and arc together stand at the
    /// top, in the middle or at the bottom of the box.
    Arc(ArcSpec),
    /// A circle about the middle of the box, clockwise.
    Circle(CircleSpec),
    /// A spiral about the middle of the box, clockwise.
    Spiral(SpiralSpec),
    /// SVG path data in millimeters from the box's top left; of several subpaths the first. Text goes
    /// straight on where the path ends.
    Svg(String),
}

/// How much an arc is bent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ArcSpec {
    /// By how much its middle is higher than its ends, in millimeters; below 0 it is lower, 0 is a
    /// straight line.
    Sagitta(Bound<f64>),
    /// Its radius in millimeters; below 0 its middle is the lowest point, 0 is a straight line. One of
    /// less than half the box's width gives half a circle.
    Radius(Bound<f64>),
}

/// A circle.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircleSpec {
    /// Radius in millimeters, above 0.
    pub radius: Bound<f64>,
    /// Where text is aligned to, in degrees clockwise from the top. Default: 0.
    #[serde(default = "zero")]
    pub start: Bound<f64>,
}

/// A spiral whose radius grows evenly.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpiralSpec {
    /// Radius at its start in millimeters.
    pub radius: Bound<f64>,
    /// By how much the radius grows in one turn, in millimeters; below 0 it winds inward.
    pub pitch: Bound<f64>,
    /// How many turns, above 0 and up to 100. Default: 2.
    #[serde(default = "two")]
    pub turns: Bound<f64>,
    /// Where it starts, in degrees clockwise from the top. Default: 0.
    #[serde(default = "zero")]
    pub start: Bound<f64>,
}

fn two() -> Bound<f64> {
    Bound::Literal(2.0)
}
