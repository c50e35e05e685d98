//! Text: from font bytes and a string to coverage.
//!
//! The way of a line: [`Font::parse`] reads the bytes, `prepare` cleans the string, `shape` turns it
//! into glyphs in font units, [`layout_line`] sizes and places them in a box of millimeters, and
//! [`draw_layout`] puts their coverage, filled or stroked, into a mask of pixels. Everything before
//! the last step knows no pixels, so the preview and the print break and fit alike.
//!
//! Shaped first, bent after: what bends text later takes the placed glyphs of a [`Layout`] and their
//! outlines ([`Layout::outline`]), so Arabic stays joined and ligatures survive.

mod cache;
mod container;
mod draw;
mod font;
mod layout;
mod line;
mod outline;
mod prepare;
mod raster;
mod shape;
mod stroke;

pub use cache::{GLYPH_CACHE_BYTES, GlyphCache};
pub use draw::{MAX_CACHED_GLYPH, draw_glyphs, draw_layout};
pub use font::{Font, FontMetrics, MAX_FONT_BYTES};
pub use layout::{Glyph, Layout, LineBox, Shape, Style};
pub use line::{Align, Fit, LineRequest, VerticalAlign, layout_line};
pub use outline::MAX_OUTLINE_SEGMENTS;
pub use prepare::{MAX_GRAPHEME_CHARS, MAX_TEXT_CHARS};
pub use raster::{AreaRasterizer, Rasterizer};
pub use stroke::{Join, Stroke};
