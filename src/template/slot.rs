//! What happens to a picture in its box: a shape that it is cut to, a border, a background that is left out.

use serde::Deserialize;

use super::bound::{Binding, Bound};
use super::layer::zero;
use crate::color::Color;

/// What a picture is cut to.
///
/// In JSON a word is a shape in the box, an object with `option` a binding, and any other object is told by
/// its keys; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotMask {
    /// A shape in the box.
    Word(SlotShape),
    /// Of a choice option, with a `map` from choice to mask.
    Option(Binding<SlotMask>),
    /// The box with round corners, of a radius in millimeters.
    Rounded(Bound<f64>),
    /// A path.
    Path(PathMask),
    /// Asset id of an image, stretched to the box: its alpha.
    Image(String),
}

/// A shape as large as fits into the box, in its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SlotShape {
    /// A circle.
    Circle,
    /// The ellipse that touches the box on all four sides.
    Ellipse,
    /// A heart.
    Heart,
    /// A star with five points.
    Star,
    /// A regular hexagon that stands on a point.
    Hexagon,
}

/// A path of one's own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PathMask {
    /// SVG path data, filled by the nonzero rule.
    pub path: String,
    /// Width and height of the drawing that the path is of, in its own unit, above 0: it is stretched to the
    /// box.
    pub size: [f64; 2],
}

/// A line along the edge of what a picture is cut to, all of it inside.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PictureBorder {
    /// Width in millimeters. 0 draws none.
    pub width: Bound<f64>,
    /// The color.
    pub color: Bound<Color>,
}

/// A picture's subject without its background, which is of about one color.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CutoutSpec {
    /// The background's color: it is transparent wherever it is, or with `from` as far as it goes on from
    /// there. Default: the color at `from`, or the most common one along the picture's edges.
    #[serde(default)]
    pub color: Option<Bound<Color>>,
    /// A point of the background, in parts of the picture's width and height: what goes on from there is
    /// transparent. Default: without a `color` all edges of the picture.
    #[serde(default)]
    pub from: Option<[Bound<f64>; 2]>,
    /// How far red, green or blue may be from the background's, 0 to 1. Default: 0.12.
    #[serde(default = "near")]
    pub tolerance: Bound<f64>,
    /// Width of the soft edge inside the subject, in parts of the picture's longer side, 0 to 0.1.
    /// Default: 0.
    #[serde(default = "zero")]
    pub feather: Bound<f64>,
}

fn near() -> Bound<f64> {
    Bound::Literal(0.12)
}
