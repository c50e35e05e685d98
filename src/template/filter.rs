//! Filters: changes to a picture that leave the picture itself alone.

use serde::Deserialize;

use super::bound::Bound;
use super::layer::opaque;
use crate::color::Color;

/// A change to a picture's colors or edges; `kind` tells which. Filters are done in order, on sRGB values as
/// CSS does, and an amount of 0 changes nothing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(tag = "kind"))]
#[serde(rename_all = "kebab-case")]
pub enum FilterSpec {
    /// Lighter above 0, darker below: at -1 black, at 1 twice as bright. As CSS `brightness(1 + amount)`.
    Brightness(ChangeSpec),
    /// More contrast above 0, less below: at -1 gray. As CSS `contrast(1 + amount)`.
    Contrast(ChangeSpec),
    /// More colorful above 0, less below: at -1 gray. As CSS `saturate(1 + amount)`.
    Saturation(ChangeSpec),
    /// As `saturation`, but the less the more colorful a pixel already is: skin stays as it is.
    Vibrance(ChangeSpec),
    /// All hues turned.
    Hue(HueSpec),
    /// Warmer above 0, cooler below: at 1 as if daylight had been 4000 K, at -1 over 15 000 K.
    Temperature(ChangeSpec),
    /// Without color.
    Grayscale(StrengthSpec),
    /// Brown as an old photograph.
    Sepia(StrengthSpec),
    /// Two colors: one for what is dark, one for what is light, mixed in between.
    Duotone(DuotoneSpec),
    /// A color over all of it.
    Tint(TintSpec),
    /// Light for dark, each color for its opposite.
    Invert(StrengthSpec),
    /// Out of focus. What lies at the edge of the picture's box stays opaque there.
    Blur(BlurSpec),
    /// Crisper edges (an unsharp mask).
    Sharpen(SharpenSpec),
    /// Few levels of each of red, green and blue.
    Posterize(PosterizeSpec),
    /// Black and white: white from a level of lightness on.
    Threshold(ThresholdSpec),
    /// Black and white dots that look gray from afar, for a laser or one ink. A layer's own picture alone,
    /// not a group. What comes before it is done at the size of the dots.
    Dither(DitherSpec),
    /// Dark lines on white where the picture has edges.
    LineArt(LineArtSpec),
    /// One ink, the thinner the lighter the picture is: white is transparent.
    OneColor(OneColorSpec),
}

/// By how much.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSpec {
    /// -1 to 1; 0 changes nothing.
    pub amount: Bound<f64>,
}

/// How strong.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StrengthSpec {
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// A turn of hues.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HueSpec {
    /// Degrees from red toward green. As CSS `hue-rotate`.
    pub angle: Bound<f64>,
}

/// Two colors.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DuotoneSpec {
    /// The color of what is black.
    pub dark: Bound<Color>,
    /// The color of what is white.
    pub light: Bound<Color>,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// A color over a picture.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TintSpec {
    /// The color; its own opacity counts, too.
    pub color: Bound<Color>,
    /// 0 (not at all) to 1 (nothing but the color). Default: 0.5.
    #[serde(default = "half")]
    pub amount: Bound<f64>,
}

/// A blur.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlurSpec {
    /// Standard deviation in millimeters. As CSS `blur`.
    pub radius: Bound<f64>,
}

/// An unsharp mask.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharpenSpec {
    /// By how much a pixel goes away from those around it, 0 to 5. Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
    /// How far around, as a standard deviation in millimeters. Default: 0.2.
    #[serde(default = "fine")]
    pub radius: Bound<f64>,
}

/// Few levels.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PosterizeSpec {
    /// How many, 2 to 64. Default: 4.
    #[serde(default = "four")]
    pub levels: Bound<f64>,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// Black or white.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ThresholdSpec {
    /// What is this light is white, 0 to 1. Default: 0.5.
    #[serde(default = "half")]
    pub level: Bound<f64>,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// Dots.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DitherSpec {
    /// How the dots are spread. Default: `floyd-steinberg`.
    #[serde(default)]
    pub method: DitherMethod,
    /// Width and height of a dot in millimeters: the same in preview and print. Default: 0.1.
    #[serde(default = "dot")]
    pub cell: Bound<f64>,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// How dots are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DitherMethod {
    /// What a dot is too dark or too light goes to its four neighbors: fine, without a pattern.
    #[default]
    FloydSteinberg,
    /// Three quarters of it go to six neighbors: crisper, with clean whites and blacks.
    Atkinson,
    /// By a pattern of 8 × 8: even, and calm when a picture moves.
    Ordered,
}

/// Lines along edges.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LineArtSpec {
    /// How thick the lines are, as a standard deviation in millimeters. Default: 0.3.
    #[serde(default = "line")]
    pub radius: Bound<f64>,
    /// How faint an edge may be that still makes a line, 0 (none does) to 1 (all do). Default: 0.5.
    #[serde(default = "half")]
    pub detail: Bound<f64>,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// One ink.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OneColorSpec {
    /// The ink's color.
    pub color: Bound<Color>,
    /// What there is ink for. Default: `darkness`.
    #[serde(default)]
    pub of: InkOf,
    /// 0 (not at all) to 1 (wholly). Default: 1.
    #[serde(default = "opaque")]
    pub amount: Bound<f64>,
}

/// What one ink is printed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum InkOf {
    /// What is dark: for photos and drawings on white.
    #[default]
    Darkness,
    /// All that is there, whatever its color: for cliparts on nothing.
    Shape,
}

fn half() -> Bound<f64> {
    Bound::Literal(0.5)
}

fn fine() -> Bound<f64> {
    Bound::Literal(0.2)
}

fn line() -> Bound<f64> {
    Bound::Literal(0.3)
}

fn dot() -> Bound<f64> {
    Bound::Literal(0.1)
}

fn four() -> Bound<f64> {
    Bound::Literal(4.0)
}

/// What a filter may say, for whoever reads all of it: its numbers with their keys and ranges, and its colors.
pub(crate) struct Parts<'f> {
    pub(crate) numbers: Vec<(&'static str, &'f Bound<f64>, [f64; 2])>,
    pub(crate) colors: Vec<(&'static str, &'f Bound<Color>)>,
}

impl FilterSpec {
    /// Whether it needs a picture of its own, which a group is not.
    pub(crate) fn is_for_pictures(&self) -> bool {
        matches!(self, Self::Dither(_))
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        const CHANGE: [f64; 2] = [-1.0, 1.0];
        const SHARE: [f64; 2] = [0.0, 1.0];
        const RADIUS: [f64; 2] = [0.0, 100.0];
        let (numbers, colors) = match self {
            Self::Brightness(f)
            | Self::Contrast(f)
            | Self::Saturation(f)
            | Self::Vibrance(f)
            | Self::Temperature(f) => (vec![("amount", &f.amount, CHANGE)], vec![]),
            Self::Grayscale(f) | Self::Sepia(f) | Self::Invert(f) => {
                (vec![("amount", &f.amount, SHARE)], vec![])
            }
            Self::Hue(f) => (vec![("angle", &f.angle, [-36_000.0, 36_000.0])], vec![]),
            Self::Duotone(f) => {
                (vec![("amount", &f.amount, SHARE)], vec![("dark", &f.dark), ("light", &f.light)])
            }
            Self::Tint(f) => (vec![("amount", &f.amount, SHARE)], vec![("color", &f.color)]),
            Self::Blur(f) => (vec![("radius", &f.radius, RADIUS)], vec![]),
            Self::Sharpen(f) => {
                (vec![("amount", &f.amount, [0.0, 5.0]), ("radius", &f.radius, RADIUS)], vec![])
            }
            Self::Posterize(f) => {
                (vec![("levels", &f.levels, [2.0, 64.0]), ("amount", &f.amount, SHARE)], vec![])
            }
            Self::Threshold(f) => {
                (vec![("level", &f.level, SHARE), ("amount", &f.amount, SHARE)], vec![])
            }
            Self::Dither(f) => {
                (vec![("cell", &f.cell, [0.01, 100.0]), ("amount", &f.amount, SHARE)], vec![])
            }
            Self::LineArt(f) => {
                let detail = ("detail", &f.detail, SHARE);
                (vec![("radius", &f.radius, RADIUS), detail, ("amount", &f.amount, SHARE)], vec![])
            }
            Self::OneColor(f) => (vec![("amount", &f.amount, SHARE)], vec![("color", &f.color)]),
        };
        Parts { numbers, colors }
    }
}
