//! Lays a picture over the frame: a highlight, a lid, the shop's watermark.

use crate::blend::{Mixing, lanes};
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Blends `source`, of the frame's size, onto the pixels of `rect`. A source of another size draws
/// nothing.
///
/// `clip` has the size of `rect` and says where it shows; none is everywhere. One of another size draws
/// nothing.
pub fn overlay(
    frame: &mut Pixmap,
    rect: PixelRect,
    source: &Pixmap,
    mixing: &Mixing,
    clip: Option<&Mask>,
) {
    if source.rect() != frame.rect() {
        return;
    }
    let own = rect.translate(-rect.x0, -rect.y0);
    if clip.is_some_and(|clip| clip.rect() != own) {
        return;
    }
    let part = rect.intersect(&frame.rect());
    for y in part.y0..part.y1 {
        let clip = clip.map(|clip| clip.row(y - rect.y0, part.x0 - rect.x0, part.x1 - rect.x0));
        let pixels = frame.row_mut(y, part.x0, part.x1);
        mixing.blend(pixels, source.row(y, part.x0, part.x1), clip);
    }
}

/// Makes a picture fainter where a mask of its size says. A mask of another size changes nothing.
pub fn hide_by_mask(picture: &mut Pixmap, mask: &Mask) {
    if picture.rect() != mask.rect() {
        return;
    }
    let pixels = picture.data_mut().as_chunks_mut::<4>().0.iter_mut();
    for (pixel, &m) in pixels.zip(mask.data()) {
        *pixel = lanes::scale_pixel(u32::from_le_bytes(*pixel), u32::from(m)).to_le_bytes();
    }
}
