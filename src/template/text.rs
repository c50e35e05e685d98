//! Text layers: what is set, how it fits its box, how it is painted.

use serde::Deserialize;

use super::bound::{Bound, Condition};
use super::curve::PathSpec;
use super::layer::{BoxSpec, layer_kind, opaque, zero};
use super::warp::WarpSpec;
use crate::blend::BlendMode;
use crate::color::Color;

layer_kind! {
    /// One line of text.
    TextLayer {
        /// The text; `{name}` stands for the value of the text, choice, color or number option
        /// `name`, `{{` and `}}` for braces.
        text: String,
        /// Asset id of the font.
        font: Bound<String>,
        /// Left, top, width, height in millimeters.
        #[serde(rename = "box")]
        frame: BoxSpec,
        /// Turn about the middle of the box, in degrees clockwise. Default: 0.
        #[serde(default = "zero")]
        rotate: Bound<f64>,
        /// Size (em) in millimeters, above 0.
        size: Bound<f64>,
        /// Smallest size in millimeters that `fit` may reach. Default: a quarter of `size`.
        #[serde(default)]
        min_size: Option<Bound<f64>>,
        /// What happens to a line wider than the box. Default: `shrink`.
        #[serde(default)]
        fit: TextFit,
        /// Where the line stands from left to right. Default: `center`.
        #[serde(default)]
        align: Bound<TextAlign>,
        /// Where the line stands from top to bottom. Default: `middle`.
        #[serde(default)]
        vertical_align: VerticalAlign,
        /// Extra space after each character, in millimeters. Default: 0.
        #[serde(default = "zero")]
        letter_spacing: Bound<f64>,
        /// A curve that the text runs along. Default: none.
        #[serde(default)]
        path: Option<PathSpec>,
        /// An envelope that the text is warped in. Default: none.
        #[serde(default)]
        warp: Option<WarpSpec>,
        /// Color of the letters. Default: black.
        #[serde(default = "black")]
        color: Bound<Color>,
        /// An outline behind the letters. Default: none.
        #[serde(default)]
        stroke: Option<StrokeSpec>,
        /// A shadow behind letters and outline. Default: none.
        #[serde(default)]
        shadow: Option<ShadowSpec>,
    }
}

/// What happens to a line of text that is wider than its box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextFit {
    /// It keeps its size and sticks out.
    None,
    /// It is set smaller, down to `minSize`.
    #[default]
    Shrink,
}

/// Where a line stands from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextAlign {
    /// At the left edge.
    Left,
    /// In the middle.
    #[default]
    Center,
    /// At the right edge.
    Right,
    /// Where the text's script starts: left for Latin, right for Arabic.
    Start,
    /// Where the text's script ends.
    End,
}

/// Where a line stands from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VerticalAlign {
    /// The font's ascent at the top edge.
    Top,
    /// Ascent and descent centered.
    #[default]
    Middle,
    /// The baseline on the bottom edge.
    Baseline,
    /// The font's descent at the bottom edge.
    Bottom,
}

/// An outline, centered on the edge of the letters and painted behind them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StrokeSpec {
    /// Full width in millimeters; half of it shows outside the letters. 0 draws none.
    pub width: Bound<f64>,
    /// The color.
    pub color: Bound<Color>,
}

/// A shadow.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShadowSpec {
    /// How far it is moved to the right and down, in millimeters. Default: [0, 0].
    #[serde(default)]
    pub offset: [f64; 2],
    /// Standard deviation of the blur in millimeters. Default: 0.
    #[serde(default)]
    pub blur: f64,
    /// The color.
    pub color: Bound<Color>,
}

fn black() -> Bound<Color> {
    Bound::Literal(Color::BLACK)
}

impl Default for Bound<TextAlign> {
    fn default() -> Self {
        Self::Literal(TextAlign::default())
    }
}
