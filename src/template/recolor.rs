//! What of a drawing (SVG) is meant: a color of it, or a part by its id or class.

use crate::color::Color;

/// What a key of `recolor` or `parts` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKey<'a> {
    /// Every path and gradient with this color: red, green and blue.
    Color([u8; 3]),
    /// The parts of this name: `id:hat`, `class:ink`.
    Name(&'a str),
}

impl<'a> PartKey<'a> {
    /// Reads a key; `None` for what is neither `id:NAME`, `class:NAME` nor an opaque CSS color.
    pub fn parse(key: &'a str) -> Option<Self> {
        for sort in ["id:", "class:"] {
            if let Some(name) = key.strip_prefix(sort) {
                let whole = !name.is_empty() && !name.contains(char::is_whitespace);
                return whole.then_some(Self::Name(key));
            }
        }
        match key.parse() {
            Ok(Color { r, g, b, a: 255 }) => Some(Self::Color([r, g, b])),
            _ => None,
        }
    }
}
