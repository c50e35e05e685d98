//! Resolved texts.

use super::Frame;
use super::paint::{Background, Paint, Shadow, Stroke};
use crate::color::Color;
use crate::template::text::{TextAlign, TextFit, VerticalAlign};

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
    /// The text's own color, for what its paints do not decide.
    pub color: Color,
    /// What the letters are filled with, bottom to top; runs with a color of their own are not.
    pub fills: Vec<Paint>,
    /// Outlines, bottom to top.
    pub strokes: Vec<Stroke>,
    /// Shadows and glows, bottom to top.
    pub shadows: Vec<Shadow>,
    /// A box behind all of it.
    pub background: Option<Background>,
}

impl Text {
    /// By how many millimeters outlines reach beyond the letters, but for mitered corners.
    pub fn reach(&self) -> f64 {
        self.strokes.iter().map(Stroke::reach).fold(0.0, f64::max)
    }

    /// Every paint of it.
    pub fn paints(&self) -> impl Iterator<Item = &Paint> {
        let background = self.background.iter();
        let boxes = background.flat_map(|b| b.paint.iter().chain(b.border.iter().map(|(_, p)| p)));
        self.fills.iter().chain(self.strokes.iter().map(|s| &s.paint)).chain(boxes)
    }
}
