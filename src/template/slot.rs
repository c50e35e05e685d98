//! What a picture's box does to it: a shape that it is cut to and a border.

use serde::Deserialize;

use super::bound::{Binding, Bound};
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
