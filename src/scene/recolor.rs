//! What is different in a drawing than in its file.

use crate::color::Color;

/// Other colors and parts that are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recolor {
    /// Colors of the file, red, green and blue, and what they become.
    pub colors: Vec<([u8; 3], Color)>,
    /// Names of parts (`id:hat`, `class:ink`) and the color that they are filled with.
    pub names: Vec<(String, Color)>,
    /// Names of parts that are not drawn.
    pub hidden: Vec<String>,
}
