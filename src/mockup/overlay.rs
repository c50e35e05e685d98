//! Lays a picture over the frame: a highlight, a lid, the shop's watermark.

use crate::blend::{BlendMode, blend_row_opacity};
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Blends `source`, of the frame's size, onto the pixels of `rect`; opacity 0 draws nothing. A
/// source of another size draws nothing.
pub fn overlay(frame: &mut Pixmap, rect: PixelRect, source: &Pixmap, mode: BlendMode, opacity: u8) {
    if source.rect() != frame.rect() {
        return;
    }
    let rect = rect.intersect(&frame.rect());
    for y in rect.y0..rect.y1 {
        let pixels = frame.row_mut(y, rect.x0, rect.x1);
        blend_row_opacity(mode, pixels, source.row(y, rect.x0, rect.x1), opacity);
    }
}
