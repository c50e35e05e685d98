//! Paths to coverage.

mod area;
mod bands;
mod edges;
#[cfg(feature = "fontdue")]
mod fontdue;
mod groups;
mod span;

use kurbo::{Affine, BezPath};

use super::font::Font;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

pub use area::AreaRasterizer;
#[cfg(feature = "fontdue")]
pub use fontdue::FontdueRasterizer;
#[cfg(feature = "fontdue")]
pub(super) use fontdue::Trusted;

/// What glyph caches draw with.
#[cfg(not(feature = "fontdue"))]
pub(crate) type CacheRasterizer = AreaRasterizer;
#[cfg(feature = "fontdue")]
pub(crate) type CacheRasterizer = FontdueRasterizer;

/// Which points are inside of a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FillRule {
    /// Those that it goes around, not as often one way as the other.
    #[default]
    NonZero,
    /// Those that it goes around an odd number of times.
    EvenOdd,
}

impl FillRule {
    /// Whether a point with that winding number is inside.
    fn is_inside(self, winding: i32) -> bool {
        match self {
            Self::NonZero => winding != 0,
            Self::EvenOdd => winding & 1 != 0,
        }
    }
}

/// A glyph that is to be filled.
#[derive(Clone, Copy, Debug)]
pub struct GlyphPlace<'a> {
    /// Its font.
    pub font: &'a Font,
    /// Its id there.
    pub id: u32,
    /// Ems, y down, to pixels.
    pub matrix: Affine,
}

/// Turns a path into anti-aliased coverage. One trait, so that ways of doing it can be measured
/// against each other on the same outlines.
pub trait Rasterizer {
    /// The coverage of the pixels of `window` by the inside of `path` (nonzero rule, pixels, y down;
    /// open contours count as closed). The mask has the window's size, its top left pixel is the
    /// window's. Coordinates that are not finite give no coverage.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the window is larger than a mask can be.
    fn fill(&mut self, path: &BezPath, window: PixelRect) -> Result<Mask, Error>;

    /// As [`fill`](Self::fill), where `path` is a glyph as it is in its font under the matrix of
    /// `glyph`: for rasterizers that know glyphs by id.
    ///
    /// # Errors
    /// As [`fill`](Self::fill).
    fn fill_glyph(
        &mut self,
        glyph: &GlyphPlace<'_>,
        path: &BezPath,
        window: PixelRect,
    ) -> Result<Mask, Error> {
        let _ = glyph;
        self.fill(path, window)
    }
}
