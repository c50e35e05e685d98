//! The colors of one layer's drawing.

use liveproof_drawing::Drawing;

use crate::color::Color;
use crate::scene::Recolor;

/// What a drawing's names and colors mean for one layer.
pub(super) struct Look<'a> {
    colors: &'a [([u8; 3], Color)],
    /// By name.
    names: Vec<Name>,
}

#[derive(Clone, Copy, Default)]
struct Name {
    color: Option<Color>,
    hidden: bool,
    is_class: bool,
}

impl<'a> Look<'a> {
    pub(super) fn new(drawing: &Drawing, recolor: &'a Recolor) -> Self {
        let mut names = Vec::new();
        if !recolor.names.is_empty() || !recolor.hidden.is_empty() {
            names.extend(drawing.names.iter().map(|name| Name {
                color: recolor.names.iter().find(|(n, _)| n == name).map(|(_, color)| *color),
                hidden: recolor.hidden.contains(name),
                is_class: name.starts_with("class:"),
            }));
        }
        Self { colors: &recolor.colors, names }
    }

    fn all<'s>(&'s self, names: &'s [u32]) -> impl Iterator<Item = &'s Name> {
        names.iter().filter_map(|name| self.names.get(*name as usize))
    }

    /// Whether what is called so is left out.
    pub(super) fn hides(&self, names: &[u32]) -> bool {
        self.all(names).any(|name| name.hidden)
    }

    /// The color that what is called so is filled with: by its id before its classes.
    pub(super) fn tint(&self, names: &[u32]) -> Option<Color> {
        let colored =
            |class| self.all(names).filter(move |n| n.is_class == class).find_map(|n| n.color);
        colored(false).or_else(|| colored(true))
    }

    /// What a color of the file becomes.
    pub(super) fn color(&self, [r, g, b]: [u8; 3]) -> Color {
        let other = self.colors.iter().find(|(from, _)| *from == [r, g, b]);
        other.map_or(Color { r, g, b, a: 255 }, |(_, to)| *to)
    }
}
