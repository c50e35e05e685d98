//! Resolved paint. Lengths are millimeters.

use crate::color::Color;
pub use crate::template::paint::{Over, StrokePosition};

/// A resolved paint. Its opacity is in its colors' alpha.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// A color.
    Solid(Color),
    /// A gradient.
    Gradient(Gradient),
    /// A picture, repeated.
    Pattern(Pattern),
}

/// A resolved gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Where it runs.
    pub course: Course,
    /// Places from 0 to 1, ascending, and the colors there; at least one.
    pub stops: Vec<(f64, Color)>,
    /// What it runs over.
    pub over: Over,
}

/// Where a gradient runs, in parts of the width and height of what it runs over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Course {
    /// From corner to corner in this direction, degrees clockwise from left to right.
    Angle(f64),
    /// From a point to another.
    Line([f64; 2], [f64; 2]),
    /// Around a point, with a radius in parts of half the diagonal.
    Radial([f64; 2], f64),
}

/// A resolved pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Asset id of the picture.
    pub image: String,
    /// Width of one picture, above 0.
    pub size: f64,
    /// From the top left corner of what it runs over to where a picture begins.
    pub offset: [f64; 2],
    /// Turn about that point, degrees clockwise.
    pub rotate: f64,
    /// What it runs over.
    pub over: Over,
    /// 0 to 255.
    pub opacity: u8,
}

/// A resolved outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Full width, above 0.
    pub width: f64,
    /// What it is painted with.
    pub paint: Paint,
    /// Where it lies.
    pub position: StrokePosition,
    /// Its corners.
    pub join: Join,
}

/// The shape of a stroke's corners.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Join {
    /// Rounded.
    #[default]
    Round,
    /// Cut off.
    Bevel,
    /// Pointed, up to this many widths.
    Miter(f64),
}

/// A resolved shadow or glow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shadow {
    /// How far to the right and down.
    pub offset: [f64; 2],
    /// Standard deviation of the blur.
    pub blur: f64,
    /// By how much it is grown before it is blurred.
    pub spread: f64,
    /// The color.
    pub color: Color,
    /// Whether it falls into the letters.
    pub inner: bool,
}

/// A resolved box behind a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Background {
    /// What it is painted with; `None` when an option gives none.
    pub paint: Option<Paint>,
    /// Room above and below, left and right.
    pub padding: [f64; 2],
    /// Radius of the corners, 0 or more.
    pub radius: f64,
    /// Full width, above 0, and paint of the line along its edge.
    pub border: Option<(f64, Paint)>,
    /// Whether the letters are cut out.
    pub knock_out: bool,
}

impl Stroke {
    /// By how much it reaches beyond the letters, but for mitered corners.
    pub fn reach(&self) -> f64 {
        match self.position {
            StrokePosition::Center => self.width / 2.0,
            StrokePosition::Outside => self.width,
            StrokePosition::Inside => 0.0,
        }
    }
}
