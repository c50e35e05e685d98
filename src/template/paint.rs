//! What letters are painted with: fills, strokes, shadows, glows and the box behind them.

use serde::Deserialize;

use super::bound::{Binding, Bound};
use super::layer::{opaque, zero};
use crate::color::Color;

/// One, or a list of them from the bottom up.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Many<T> {
    /// One, written without brackets.
    One(T),
    /// A list, bottom to top; it may be empty.
    All(Vec<T>),
}

impl<T> Many<T> {
    /// All of them, bottom to top.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::All(all) => all,
        }
    }

    /// All of them; none of an absent key.
    pub fn of(many: Option<&Self>) -> &[T] {
        many.map_or(&[], Self::as_slice)
    }
}

/// A color, a gradient or a picture.
///
/// In JSON a text is a color, an object with `option` a binding, and any other object is told by its
/// one key; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paint {
    /// A color.
    Literal(Color),
    /// The color of a color option, or with a `map` a paint per choice.
    Option(Binding<Paint>),
    /// A color, fainter.
    Solid(SolidSpec),
    /// A gradient along a line.
    Linear(LinearSpec),
    /// A gradient from a point outward.
    Radial(RadialSpec),
    /// A picture, repeated.
    Pattern(PatternSpec),
}

/// A color with an opacity of its own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SolidSpec {
    /// The color.
    pub color: Bound<Color>,
    /// 0 (invisible) to 1 (as the color is). Default: 1.
    #[serde(default = "opaque")]
    pub opacity: Bound<f64>,
}

/// Where along a gradient, from 0 to 1, and the color there.
pub type Stop = (f64, Bound<Color>);

/// A gradient along a line. Beyond its ends the outermost colors go on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinearSpec {
    /// Colors along the line, 2 to 64, places ascending from 0 to 1; two at one place are a hard
    /// edge. Between them the premultiplied sRGB values are mixed, as in CSS.
    pub stops: Vec<Stop>,
    /// Direction in degrees clockwise: 0 from left to right, 90 from top to bottom. The line is as
    /// long as the corners of what it runs over need. Default: 90.
    #[serde(default = "downward")]
    pub angle: Bound<f64>,
    /// Where the line begins instead of by an angle, in parts of the width and height of what it runs
    /// over: `[0, 0]` is the top left, `[1, 1]` the bottom right. Goes with `to`. Default: none.
    #[serde(default)]
    pub from: Option<[f64; 2]>,
    /// Where the line ends. Default: none.
    #[serde(default)]
    pub to: Option<[f64; 2]>,
    /// What it runs over. Default: `text`.
    #[serde(default)]
    pub over: Over,
    /// 0 (invisible) to 1 (as the colors are). Default: 1.
    #[serde(default = "opaque")]
    pub opacity: Bound<f64>,
}

/// A gradient from a point outward, in circles.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RadialSpec {
    /// Colors from the center to the rim, as those of a linear gradient.
    pub stops: Vec<Stop>,
    /// The center, in parts of the width and height of what it runs over. Default: the middle.
    #[serde(default = "middle")]
    pub center: [f64; 2],
    /// Radius, above 0, in parts of half the diagonal of what it runs over: from the middle, 1 reaches
    /// the corners. Default: 1.
    #[serde(default = "opaque")]
    pub radius: Bound<f64>,
    /// What it runs over. Default: `text`.
    #[serde(default)]
    pub over: Over,
    /// 0 (invisible) to 1 (as the colors are). Default: 1.
    #[serde(default = "opaque")]
    pub opacity: Bound<f64>,
}

/// A picture, repeated without gaps.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PatternSpec {
    /// Asset id of the image, or the image option that decides it.
    pub image: Bound<String>,
    /// Width of one picture in millimeters, above 0; its height follows.
    pub size: Bound<f64>,
    /// How far right and down of the top left corner of what it runs over a picture begins, in
    /// millimeters. Default: [0, 0].
    #[serde(default = "nowhere")]
    pub offset: [Bound<f64>; 2],
    /// Turn about that point, in degrees clockwise. Default: 0.
    #[serde(default = "zero")]
    pub rotate: Bound<f64>,
    /// What it runs over: with `text` it moves with the text. Default: `text`.
    #[serde(default)]
    pub over: Over,
    /// 0 (invisible) to 1 (as the picture is). Default: 1.
    #[serde(default = "opaque")]
    pub opacity: Bound<f64>,
}

/// What gradients and patterns are measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// The text as it is set: as wide as its lines, from the first ascent to the last descent, or the
    /// box around the letters where they are bent. Every text shows all of the gradient.
    #[default]
    Text,
    /// The layer's box: the paint stays where it is, whatever the text.
    Box,
}

/// An outline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StrokeSpec {
    /// Full width in millimeters. 0 draws none.
    pub width: Bound<f64>,
    /// The color, or another paint.
    pub color: Paint,
    /// Where it lies. Default: `center`.
    #[serde(default)]
    pub position: StrokePosition,
    /// The shape of its corners. Default: `round`.
    #[serde(default)]
    pub join: StrokeJoin,
    /// How far a mitered corner may stick out, in widths, 1 to 20; a longer one is beveled. Default: 4.
    #[serde(default = "miter_limit")]
    pub miter_limit: f64,
}

/// Where a stroke lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StrokePosition {
    /// On the edge of the letters and behind them: half of it shows, all of it where they are hollow
    /// or translucent.
    #[default]
    Center,
    /// Around the letters, never below them.
    Outside,
    /// Inside the letters, above their fills and inner shadows.
    Inside,
}

/// The shape of a stroke's corners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StrokeJoin {
    /// Rounded.
    #[default]
    Round,
    /// Pointed, up to `miterLimit`.
    Miter,
    /// Cut off.
    Bevel,
}

/// A shadow of the letters and their outlines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShadowSpec {
    /// How far it is moved to the right and down, in millimeters. Default: [0, 0].
    #[serde(default = "nowhere")]
    pub offset: [Bound<f64>; 2],
    /// Standard deviation of the blur in millimeters. Default: 0.
    #[serde(default = "zero")]
    pub blur: Bound<f64>,
    /// By how many millimeters it is grown on all sides before it is blurred; below 0 it shrinks.
    /// Default: 0.
    #[serde(default = "zero")]
    pub spread: Bound<f64>,
    /// The color.
    pub color: Bound<Color>,
    /// Whether it falls from the edge into the letters instead of behind them. Default: no.
    #[serde(default)]
    pub inner: bool,
}

/// Light around the letters and their outlines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GlowSpec {
    /// How far it reaches from the edge, in millimeters: full at the edge, half way out half as
    /// strong, fading to nothing. 0 draws none.
    pub size: Bound<f64>,
    /// The color.
    pub color: Bound<Color>,
    /// Whether it reaches from the edge into the letters instead of outward. Default: no.
    #[serde(default)]
    pub inner: bool,
}

/// A box behind the text: as wide as its lines, from the first ascent to the last descent, or the box
/// around the letters where they are bent. A text without letters has none.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackgroundSpec {
    /// The color, or another paint; it runs over the same as the letters' paints.
    pub color: Paint,
    /// Room between text and edge in millimeters, or above and beside: `[vertical, horizontal]`; below
    /// 0 the box is smaller than the text. Default: 0.
    #[serde(default = "no_padding")]
    pub padding: Sides,
    /// Radius of the corners in millimeters, at most half of each side. Default: 0.
    #[serde(default = "zero")]
    pub radius: Bound<f64>,
    /// A line centered on its edge. Default: none.
    #[serde(default)]
    pub stroke: Option<BorderSpec>,
    /// Whether the letters are cut out of it instead of filled: what lies below shows through them.
    /// Outlines and inner shadows are painted as ever. Default: no.
    #[serde(default)]
    pub knock_out: bool,
}

/// One length for all sides, or one for above and below and one for left and right.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// All sides.
    One(Bound<f64>),
    /// Vertical, horizontal.
    All([Bound<f64>; 2]),
}

/// The edge of a box.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BorderSpec {
    /// Full width in millimeters. 0 draws none.
    pub width: Bound<f64>,
    /// The color, or another paint.
    pub color: Paint,
}

fn downward() -> Bound<f64> {
    Bound::Literal(90.0)
}

fn middle() -> [f64; 2] {
    [0.5, 0.5]
}

fn nowhere() -> [Bound<f64>; 2] {
    [zero(), zero()]
}

fn miter_limit() -> f64 {
    4.0
}

fn no_padding() -> Sides {
    Sides::One(zero())
}
