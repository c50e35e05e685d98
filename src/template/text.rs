//! Text layers: what is set, how it fits its box, how it is painted.

use serde::Deserialize;

use super::bound::{Bound, Condition};
use super::layer::{BoxSpec, layer_kind, opaque, zero};
use super::paint::{BackgroundSpec, GlowSpec, Many, Paint, ShadowSpec, StrokeSpec};
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
        /// Color of the letters. Default: black.
        #[serde(default = "black")]
        color: Bound<Color>,
        /// What the letters are filled with, instead of the color: a paint, or several, bottom to top.
        /// `[]` leaves them hollow. Default: `color`.
        #[serde(default)]
        fill: Option<Many<Paint>>,
        /// An outline, or several, bottom to top. Default: none.
        #[serde(default)]
        stroke: Option<Many<StrokeSpec>>,
        /// A shadow, or several, bottom to top. Default: none.
        #[serde(default)]
        shadow: Option<Many<ShadowSpec>>,
        /// A glow, or several, bottom to top, above the shadows. Default: none.
        #[serde(default)]
        glow: Option<Many<GlowSpec>>,
        /// A box behind all of it. Default: none.
        #[serde(default)]
        background: Option<BackgroundSpec>,
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

fn black() -> Bound<Color> {
    Bound::Literal(Color::BLACK)
}

impl Default for Bound<TextAlign> {
    fn default() -> Self {
        Self::Literal(TextAlign::default())
    }
}
