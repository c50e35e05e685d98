//! Text layers: what is set, how it fits its box, how it is painted.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::blend::BlendIfSpec;
use super::bound::{Bound, Condition};
use super::curve::PathSpec;
use super::layer::{BoxSpec, layer_kind, opaque, zero};
use super::paint::{BackgroundSpec, GlowSpec, Many, Paint, ShadowSpec, StrokeSpec};
use super::warp::WarpSpec;
use crate::blend::BlendMode;
use crate::color::Color;
pub use crate::text::{
    Align as TextAlign, Bounds as TextBounds, Case as TextCase, Direction as TextDirection,
    Fit as TextFit, Monogram, VerticalAlign, Writing,
};

layer_kind! {
    /// Text: a word, a line, paragraphs.
    TextLayer {
        /// The text; `{name}` stands for the value of the text, choice, color or number option
        /// `name`, `{{` and `}}` for braces. Line breaks begin new lines. May be left out when there
        /// are `runs`.
        #[serde(default)]
        text: Option<String>,
        /// More text right after it, in letters of its own: other fonts, sizes, colors. Default:
        /// none.
        #[serde(default)]
        runs: Vec<RunSpec>,
        /// Asset id of the font.
        font: Bound<String>,
        /// Asset ids of the fonts for what `font` has no letters for, tried in this order, then the
        /// template's `fallback`. Default: none.
        #[serde(default)]
        fallback: Vec<String>,
        /// Values of a variable font's axes: `{ "wght": 650 }`. Values beyond an axis are its ends.
        /// Default: the font's own.
        #[serde(default)]
        variations: BTreeMap<String, Bound<f64>>,
        /// OpenType features: `{ "liga": false, "ss01": true, "swsh": 2 }`. Default: those that are
        /// on by default.
        #[serde(default)]
        features: BTreeMap<String, FeatureValue>,
        /// Language as a BCP 47 tag such as `tr` or `zh-Hant`: decides letter forms and changes of
        /// case. Default: none in particular.
        #[serde(default)]
        language: Option<String>,
        /// Which way paragraphs run. Default: `auto`.
        #[serde(default)]
        direction: TextDirection,
        /// Which way lines run. Default: `horizontal`.
        #[serde(default)]
        writing: Writing,
        /// Change of case. Default: `none`.
        #[serde(default)]
        case: Bound<TextCase>,
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
        /// Largest size in millimeters that `fit` may reach. Default: whatever the box allows.
        #[serde(default)]
        max_size: Option<Bound<f64>>,
        /// Narrowest letters that `squeeze` may make, 0.1 to 1 of their own width. Default: 0.5.
        #[serde(default = "half")]
        min_stretch: f64,
        /// How the text is made to fit its box. Default: `shrink`.
        #[serde(default)]
        fit: TextFit,
        /// What stands for the text when it is fitted and aligned. Default: `metrics`.
        #[serde(default)]
        bounds: TextBounds,
        /// Most lines, 1 to 1000: further line breaks become spaces, and `wrap` sets the text smaller
        /// rather than break it into more. Default: 1000.
        #[serde(default)]
        max_lines: Option<u32>,
        /// Whether `wrap` makes the lines of a paragraph about equally long. Default: no.
        #[serde(default)]
        balance: bool,
        /// From baseline to baseline, as a multiple of the size, 0.1 to 10. Default: what the font
        /// asks for.
        #[serde(default)]
        line_height: Option<Bound<f64>>,
        /// Where lines stand from left to right. Default: `center`.
        #[serde(default)]
        align: Bound<TextAlign>,
        /// Where lines stand from top to bottom. Default: `middle`.
        #[serde(default)]
        vertical_align: VerticalAlign,
        /// Extra space between letters, in millimeters at `size`; never within joined scripts.
        /// Default: 0.
        #[serde(default = "zero")]
        letter_spacing: Bound<f64>,
        /// Extra space between words, in millimeters at `size`. Default: 0.
        #[serde(default = "zero")]
        word_spacing: Bound<f64>,
        /// An arrangement of initials: the first letters of up to three words, or the first three of
        /// one. It fills the box; size, fit and spacing do not count. Default: none.
        #[serde(default)]
        monogram: Option<Bound<Monogram>>,
        /// A curve that the text runs along. Default: none.
        #[serde(default)]
        path: Option<PathSpec>,
        /// An envelope that the text is warped in. Default: none.
        #[serde(default)]
        warp: Option<WarpSpec>,
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

/// A stretch of text in letters of its own; what it does not say is as the layer has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunSpec {
    /// The text, with placeholders as in the layer's `text`.
    pub text: String,
    /// Asset id of the font.
    #[serde(default)]
    pub font: Option<Bound<String>>,
    /// Values of a variable font's axes; with a `font` of its own, the layer's do not count.
    #[serde(default)]
    pub variations: BTreeMap<String, Bound<f64>>,
    /// Size (em) in millimeters, above 0; fitting changes it as it changes the layer's.
    #[serde(default)]
    pub size: Option<Bound<f64>>,
    /// Color of the letters.
    #[serde(default)]
    pub color: Option<Bound<Color>>,
    /// OpenType features, instead of the layer's.
    #[serde(default)]
    pub features: Option<BTreeMap<String, FeatureValue>>,
    /// Change of case.
    #[serde(default)]
    pub case: Option<Bound<TextCase>>,
}

/// The value of an OpenType feature: `false` or 0 for off, `true` or 1 for on, above 1 which of its
/// alternates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureValue(pub u32);

fn black() -> Bound<Color> {
    Bound::Literal(Color::BLACK)
}

fn half() -> f64 {
    0.5
}

impl Default for Bound<TextAlign> {
    fn default() -> Self {
        Self::Literal(TextAlign::default())
    }
}

impl Default for Bound<TextCase> {
    fn default() -> Self {
        Self::Literal(TextCase::default())
    }
}
