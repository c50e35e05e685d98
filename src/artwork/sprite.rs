//! Pixels that know their place.

use crate::geom::PixelRect;
use crate::pixels::Pixmap;

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

    /// Pixels of a row of the raster, which lie inside.
    pub(super) fn row_mut(&mut self, y: i32, x0: i32, x1: i32) -> &mut [u8] {
        self.pixels.row_mut(y - self.y, x0 - self.x, x1 - self.x)
    }

    /// Puts the pixels of `other` in the place of those below it; `other` lies inside.
    pub(super) fn paste(&mut self, other: &Self) {
        let at = other.rect();
        let width = at.x1 - at.x0;
        for y in at.y0..at.y1 {
            let to = self.pixels.row_mut(y - self.y, at.x0 - self.x, at.x1 - self.x);
            to.copy_from_slice(other.pixels.row(y - at.y0, 0, width));
        }
    }

    /// As [`paste`](Self::paste), of what lies inside.
    pub(super) fn paste_within(&mut self, other: &Self) {
        let (own, at) = (other.rect(), other.rect().intersect(&self.rect()));
        for y in at.y0..at.y1 {
            let to = self.pixels.row_mut(y - self.y, at.x0 - self.x, at.x1 - self.x);
            to.copy_from_slice(other.pixels.row(y - own.y0, at.x0 - own.x0, at.x1 - own.x0));
        }
    }
}
