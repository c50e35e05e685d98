//! Glyphs in colors of their own: layers (`COLR` 0), paint graphs (`COLR` 1) and pictures (`CBDT`,
//! `sbix`).
//!
//! Reading: [`record`] writes down what a paint graph paints, once a glyph, after [`cost`] has found
//! that it is worth following; [`bitmap`] finds the pictures and their places. Drawing: [`paint`] runs
//! what was written down on pixels, with the brushes of [`gradient`] and the modes of [`composite`];
//! pictures are drawn by whoever draws pictures. [`store`] keeps what was read; what was drawn is kept by
//! [`key`] among the other glyphs.
//!
//! Where a font has a glyph in several forms, the paint graph comes before the layers, these before
//! pictures, and pictures before the outline, as in Chromium. A glyph whose colors are malformed or
//! above a limit is drawn by its outline, if it has one. So is a glyph that only an `SVG ` table
//! colors: that table is not read. Colors are those of the font's first palette.

mod bitmap;
mod composite;
mod cost;
mod gradient;
mod key;
mod paint;
mod record;
mod store;

use kurbo::Rect;

use bitmap::Strike;
pub(crate) use gradient::Line;
pub use key::COLOR_CACHE_BYTES;
pub(crate) use key::ColorKey;
pub(crate) use paint::paint;
use record::Painting;
pub(super) use store::Colors;

/// A glyph in colors of its own.
#[derive(Debug)]
pub struct ColorGlyph {
    /// Box around all that it may paint, in ems, y down, origin on the baseline.
    pub bounds: Rect,
    pub(crate) art: Art,
}

/// What a color glyph is drawn from.
#[derive(Debug)]
pub(crate) enum Art {
    /// Outlines filled with colors and gradients.
    Painting(Painting),
    /// The same picture at several sizes, the smallest first.
    Pictures(Vec<Strike>),
}

impl ColorGlyph {
    /// Whether it is a picture, which has no outline worth stroking.
    pub fn is_picture(&self) -> bool {
        matches!(self.art, Art::Pictures(_))
    }

    /// What keeping it costs, roughly.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + match &self.art {
                Art::Painting(painting) => painting.bytes(),
                Art::Pictures(strikes) => size_of_val(strikes.as_slice()),
            }
    }
}
