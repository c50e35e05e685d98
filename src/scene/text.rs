//! Resolved texts.

use super::Frame;
use crate::color::Color;
use crate::template::text::{TextAlign, TextFit, VerticalAlign};
use crate::text::{TextPath, Warp};

/// A resolved line of text. Lengths are millimeters.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text, placeholders filled in.
    pub text: String,
    /// Asset id of the font.
    pub font: String,
    /// Where it lies.
    pub frame: Frame,
    /// Size (em).
    pub size: f64,
    /// Smallest size that `fit` may reach.
    pub min_size: f64,
    /// What happens to a line too wide.
    pub fit: TextFit,
    /// Left to right.
    pub align: TextAlign,
    /// Top to bottom.
    pub vertical_align: VerticalAlign,
    /// Extra space after each character.
    pub letter_spacing: f64,
    /// The curve it runs along.
    pub path: Option<TextPath>,
    /// The envelope it is warped in.
    pub warp: Option<Warp>,
    /// Color of the letters.
    pub color: Color,
    /// Outline behind the letters: full width and color.
    pub stroke: Option<(f64, Color)>,
    /// Shadow behind both.
    pub shadow: Option<Shadow>,
}

/// A resolved shadow. Lengths are millimeters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shadow {
    /// How far to the right and down.
    pub offset: [f64; 2],
    /// Standard deviation of the blur.
    pub blur: f64,
    /// The color.
    pub color: Color,
}
