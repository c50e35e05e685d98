//! Paths to coverage.

mod area;
mod bands;
mod edges;
mod groups;
mod span;

use kurbo::BezPath;

use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

pub use area::AreaRasterizer;

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
}
