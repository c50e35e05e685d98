//! Pixels that know their place.

use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Premultiplied pixels somewhere in an area's raster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sprite {
    /// Column of the left edge, pixels.
    pub x: i32,
    /// Row of the top edge, pixels.
    pub y: i32,
    /// The pixels.
    pub pixels: Pixmap,
}

impl Sprite {
    /// The pixels of the raster that the sprite covers.
    pub fn rect(&self) -> PixelRect {
        self.pixels.rect().translate(self.x, self.y)
    }
}

/// Coverage somewhere in an area's raster: what a color is painted through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Column of the left edge, pixels.
    pub x: i32,
    /// Row of the top edge, pixels.
    pub y: i32,
    /// 0 (outside) to 255 (inside) for each pixel.
    pub mask: Mask,
}

impl Coverage {
    /// The pixels of the raster that the mask covers.
    pub fn rect(&self) -> PixelRect {
        self.mask.rect().translate(self.x, self.y)
    }
}
