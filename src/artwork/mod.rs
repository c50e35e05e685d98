//! Artwork: draws an area's layers as pixels.
//!
//! [`Artwork`] holds one area's pixels at one raster and updates them layer by layer ([`stack`]);
//! [`draw`] turns one layer into a sprite with the tools beside it: [`fill`], [`image`], [`text`],
//! [`shader`], [`shadow`], [`paint`], [`color_glyphs`]; a picture lies in its box as [`crop`] says, is
//! changed by [`filter`] and cut by [`slot`]; [`clip`] blends what is clipped to another. It sees concrete scene layers and knows nothing
//! of options or of views.

mod assets;
mod clip;
mod color_glyphs;
pub mod crop;
mod draw;
pub mod fill;
pub mod filter;
pub mod image;
pub mod paint;
mod place;
mod qr;
mod ramp;
mod resample;
mod retouch;
mod shader;
pub mod shadow;
mod slot;
pub mod sprite;
mod stack;
mod text;
mod tiles;
mod touch;
mod typeset;
pub mod vector;

use std::sync::Arc;

use kurbo::Affine;

pub use assets::Assets;
use draw::pixels_per_millimeter;
pub use shader::repeat;
pub use sprite::Sprite;
pub use vector::Vector;

use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Pixmap;
use crate::scene::Layer;
use crate::text::GlyphCache;
use stack::Stack;

/// The pixels that an area is drawn on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raster {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// From millimeters of the area to pixels: a scale and a shift.
    pub transform: Affine,
}

impl Raster {
    /// All its pixels.
    pub fn rect(&self) -> PixelRect {
        PixelRect::from_size(self.width, self.height)
    }
}

/// One area's layers as pixels, on one raster.
pub struct Artwork {
    raster: Raster,
    stack: Stack,
    pixels: Pixmap,
}

impl Artwork {
    /// A transparent artwork.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the raster is.
    pub fn new(raster: Raster) -> Result<Self, Error> {
        let pixels = Pixmap::new(raster.width, raster.height)?;
        Ok(Self { raster, stack: Stack::default(), pixels })
    }

    /// Shows `layers` from now on. Returns the rectangle in which pixels may have changed.
    ///
    /// # Errors
    /// When an asset is missing or can't be read; the pixels are as before.
    pub fn update(
        &mut self,
        layers: &[Option<Arc<Layer>>],
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let dirty = self.stack.update(layers, &self.raster, assets, glyphs)?;
        self.stack.composite(&mut self.pixels, (0, 0), dirty);
        Ok(dirty)
    }

    /// Bytes of the pixels and of every layer's own.
    pub fn bytes(&self) -> usize {
        self.pixels.data().len() + self.stack.bytes()
    }

    /// The pixels, premultiplied.
    pub fn pixels(&self) -> &Pixmap {
        &self.pixels
    }
}
