//! What lay below an item before it was drawn, for items that show by the colors they lie on.

use crate::blend::{BlendRange, lanes};
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Pixels worked on at a time.
const BLOCK: usize = 128;

/// A part of the frame as it was.
pub struct Below {
    rect: PixelRect,
    pixels: Pixmap,
}

impl Below {
    /// Keeps the pixels of `rect`, where any of `ranges` will ask for them.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn keep(
        frame: &Pixmap,
        rect: PixelRect,
        ranges: &[BlendRange],
    ) -> Result<Option<Self>, Error> {
        let rect = rect.intersect(&frame.rect());
        if rect.is_empty() || ranges.iter().all(|range| range.underlying == BlendRange::ALL) {
            return Ok(None);
        }
        let mut pixels = Pixmap::new(rect.width(), rect.height())?;
        for y in rect.y0..rect.y1 {
            let to = pixels.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
            to.copy_from_slice(frame.row(y, rect.x0, rect.x1));
        }
        Ok(Some(Self { rect, pixels }))
    }

    /// Brings it back where `ranges` say that nothing shows above it.
    pub fn show_through(&self, frame: &mut Pixmap, ranges: &[BlendRange]) {
        let rect = self.rect;
        for y in rect.y0..rect.y1 {
            let before = self.pixels.row(y - rect.y0, 0, rect.x1 - rect.x0);
            let now = frame.row_mut(y, rect.x0, rect.x1);
            for (now, before) in now.chunks_mut(BLOCK * 4).zip(before.chunks(BLOCK * 4)) {
                let mut hidden = [0; BLOCK];
                for (hidden, pixel) in hidden.iter_mut().zip(before.as_chunks::<4>().0) {
                    let shown = ranges.iter().map(|range| range.of_backdrop(*pixel));
                    *hidden = 255 - shown.fold(255, mul_div_255);
                }
                lanes::mix(now, before, &hidden[..before.len() / 4]);
            }
        }
    }
}

/// Makes the pixels of `to` in `rect` those of `artwork`, as faint as their own colors ask for.
pub fn show_by_color(to: &mut Pixmap, artwork: &Pixmap, ranges: &[BlendRange], rect: PixelRect) {
    let rect = rect.intersect(&artwork.rect()).intersect(&to.rect());
    for y in rect.y0..rect.y1 {
        let to = to.row_mut(y, rect.x0, rect.x1).as_chunks_mut::<4>().0.iter_mut();
        let from = artwork.row(y, rect.x0, rect.x1).as_chunks::<4>().0;
        for (to, &from) in to.zip(from) {
            let weight = ranges.iter().map(|range| range.of_source(from)).fold(255, mul_div_255);
            *to = lanes::scale_pixel(u32::from_le_bytes(from), u32::from(weight)).to_le_bytes();
        }
    }
}
