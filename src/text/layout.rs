//! A text laid out: glyphs at their places, in millimeters.
//!
//! [`layout_text`] makes one, in the folder's files one after the other: `shaped` shapes the text,
//! `lines` breaks it and sets each line, `fit` finds the size, `place` puts the lines in the box.

mod fit;
mod lines;
mod place;
mod shaped;

pub use place::layout_text;

use std::sync::Arc;

use kurbo::{Affine, BezPath, Rect};

use super::color::ColorGlyph;
use super::font::Font;
use crate::color::Color;

/// A text laid out. Positions are millimeters from the box's top left corner, y down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What the glyphs are drawn in; few, shared by many glyphs.
    pub styles: Vec<Style>,
    /// The glyphs, line by line, each line from left to right.
    pub glyphs: Vec<Glyph>,
    /// The lines, from the top.
    pub lines: Vec<LineBox>,
    /// The em that was used for the text's own size.
    pub size: f64,
    /// Box around the control points of all glyphs, without the stroke: never smaller than the ink.
    /// `None` when there is no ink.
    pub ink: Option<Rect>,
    /// By how many millimeters the text (advance, ink and stroke) is wider, or where lines are
    /// broken taller, than the box.
    pub overflow: Option<f64>,
    /// Characters no font can draw, each once, in the order of the text. They take no room.
    pub missing: Vec<char>,
    /// Whether the text was longer than [`MAX_TEXT_CHARS`](super::MAX_TEXT_CHARS) and was cut.
    pub truncated: bool,
}

/// What glyphs have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The font, at the instance that is drawn.
    pub font: Font,
    /// The em, millimeters.
    pub size: f64,
    /// Horizontal scale of the letters, 1 as designed.
    pub stretch: f64,
    /// Color of a run that has its own; `None` is the layer's.
    pub color: Option<Color>,
}

/// A glyph of a layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Index in [`Layout::styles`].
    pub style: u16,
    /// Id in the style's font.
    pub id: u32,
    /// The glyph's origin, from the box's left edge, millimeters.
    pub x: f64,
    /// The glyph's origin, on the baseline but for raised marks; from the box's top edge downward,
    /// millimeters.
    pub y: f64,
    /// Byte offset of its cluster in the text that was asked for.
    pub cluster: u32,
    /// How the outline stands there.
    pub shape: Shape,
}

/// How a glyph's outline stands at its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape {
    /// As designed.
    #[default]
    Upright,
    /// Turned rigidly about its origin, clockwise by the angle with this cosine and sine.
    Turned {
        /// Cosine of the angle.
        cos: f64,
        /// Sine of the angle.
        sin: f64,
    },
    /// Bent: this outline, in millimeters of the box, instead of the font's. The origin is where the
    /// glyph's origin came to lie. Colors do not bend: a color glyph that is bent all the same is drawn
    /// upright at its origin, so what bends text turns such glyphs.
    Bent(Arc<BezPath>),
}

/// A line of a layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineBox {
    /// Indexes of its glyphs in [`Layout::glyphs`]: the first, and the one after the last.
    pub glyphs: (usize, usize),
    /// Left end of the line's advance.
    pub x: f64,
    /// Width of the line's advance; stroke and, where lines are broken, trailing spaces not included.
    pub width: f64,
    /// The baseline.
    pub baseline: f64,
    /// Height above the baseline.
    pub ascent: f64,
    /// Depth below the baseline.
    pub descent: f64,
    /// Whether the line is read from right to left.
    pub right_to_left: bool,
}

impl Layout {
    /// The style of a glyph.
    pub fn style(&self, glyph: &Glyph) -> Option<&Style> {
        self.styles.get(usize::from(glyph.style))
    }

    /// The outline of a glyph at its place, in millimeters of the box; `None` without ink.
    pub fn outline(&self, glyph: &Glyph) -> Option<BezPath> {
        if let Shape::Bent(path) = &glyph.shape {
            return (!path.elements().is_empty()).then(|| BezPath::clone(path));
        }
        let style = self.style(glyph)?;
        let path = style.font.outline(glyph.id)?;
        Some(Affine::translate((glyph.x, glyph.y)) * style.matrix(&glyph.shape) * path)
    }

    /// Box around the control points and the colors of a glyph at its place; `None` without ink.
    pub fn glyph_bounds(&self, glyph: &Glyph) -> Option<Rect> {
        let style = self.style(glyph)?;
        let place = Affine::translate((glyph.x, glyph.y)) * style.matrix(&glyph.shape);
        if let Shape::Bent(path) = &glyph.shape {
            let bent = (!path.elements().is_empty()).then(|| path.control_box());
            let color = style.font.color_glyph(glyph.id);
            let color = color.map(|color| place.transform_rect_bbox(color.bounds));
            return bent.into_iter().chain(color).reduce(|a, b| a.union(b));
        }
        Some(place.transform_rect_bbox(style.font.ink(glyph.id)?))
    }

    /// A glyph's colors, if its font has it in colors of its own.
    pub fn color_glyph(&self, glyph: &Glyph) -> Option<Arc<ColorGlyph>> {
        self.style(glyph)?.font.color_glyph(glyph.id)
    }
}

impl Style {
    /// From ems to millimeters, for a glyph that stands in this way; without its place.
    pub(crate) fn matrix(&self, shape: &Shape) -> Affine {
        let (x, y) = (self.size * self.stretch, self.size);
        match shape {
            Shape::Turned { cos, sin } => {
                Affine::new([cos * x, sin * x, -sin * y, cos * y, 0.0, 0.0])
            }
            Shape::Upright | Shape::Bent(_) => Affine::new([x, 0.0, 0.0, y, 0.0, 0.0]),
        }
    }
}
