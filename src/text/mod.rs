//! Text: from font bytes and a string to coverage.
//!
//! The way of a text: [`Font::parse`] reads the bytes, `prepare` cleans the string, `itemize` splits it
//! by direction, script and font, `shape` turns each piece into glyphs in font units, [`layout_text`]
//! breaks, sizes and places them in a box of millimeters, and [`draw_layout`] puts their coverage,
//! filled or stroked, into a mask of pixels; glyphs with colors of their own ([`color`]) become pixels
//! instead. Everything before the last step knows no pixels, so the preview and the print break and fit
//! alike.
//!
//! Shaped first, bent after: [`bend()`] takes the placed glyphs of a [`Layout`], turns them along a
//! [`Curve`] or bends their outlines along it or in a [`Warp`], and gives a layout back; so Arabic
//! stays joined and ligatures survive.

mod bend;
mod cache;
mod case;
pub(crate) mod color;
mod container;
mod curve;
mod deform;
mod draw;
mod font;
mod itemize;
mod layout;
mod mac;
mod monogram;
mod outline;
mod prepare;
mod program;
mod raster;
mod request;
mod shape;
mod store;
mod stroke;
mod variation;
mod warp;
mod woff;

pub use bend::{Bend, BendRequest, Side, Spacing, TextPath, bend};
pub(crate) use cache::Drawn;
pub use cache::{GLYPH_CACHE_BYTES, GlyphCache, STROKE_CACHE_BYTES};
pub use color::{COLOR_CACHE_BYTES, ColorGlyph};
pub use curve::{Curve, CurveShape, Measure, Station};
pub(crate) use draw::Place;
pub use draw::{MAX_CACHED_GLYPH, draw_glyphs, draw_layout};
pub use font::{Font, FontMetrics, MAX_FONT_BYTES};
pub(crate) use itemize::may_turn;
pub use layout::{Glyph, Layout, LineBox, Shape, Style, layout_text};
pub use monogram::{Monogram, layout_monogram};
pub use outline::MAX_OUTLINE_SEGMENTS;
pub use prepare::{MAX_GRAPHEME_CHARS, MAX_TEXT_CHARS};
pub use program::MAX_PROGRAM_BYTES;
pub(crate) use raster::CacheRasterizer;
#[cfg(feature = "fontdue")]
pub use raster::FontdueRasterizer;
pub use raster::{AreaRasterizer, FillRule, GlyphPlace, Rasterizer};
pub use request::{
    Align, Bounds, Case, Direction, Feature, Fit, Run, TextRequest, VerticalAlign, Writing,
};
pub use shape::{MAX_GLYPHS_PER_CHAR, Script, ShapeRequest, ShapedGlyph, shape};
pub(crate) use stroke::outline_of_stroke;
pub use stroke::{Join, Stroke};
pub(crate) use stroke::{largest_scale, pen_outline};
pub use variation::Axis;
pub use warp::{Warp, WarpForm, WarpStyle};
