//! Filters of groups: color matrices.
//! Source: Filter Effects 1, section 9.6.

use kurbo::Affine;
use liveproof_drawing::ColorMatrix;

use super::canvas::rect_of;
use crate::artwork::Sprite;
use crate::color::{LINEAR_TO_SRGB, SRGB_TO_LINEAR};
use crate::geom::PixelRect;

/// Changes the colors of a layer inside the filter's region, and clears what is outside, by whole pixels;
/// `matrix` takes the group's coordinates to pixels.
pub(super) fn change_colors(filter: &ColorMatrix, matrix: Affine, layer: &mut Sprite) {
    let region = PixelRect::around(matrix.transform_rect_bbox(rect_of(filter.rect)));
    let (rect, region) = (layer.rect(), region.intersect(&layer.rect()));
    for y in rect.y0..rect.y1 {
        let row = layer.row_mut(y, rect.x0, rect.x1).as_chunks_mut::<4>().0;
        for (pixel, x) in row.iter_mut().zip(rect.x0..) {
            let inside = (region.x0..region.x1).contains(&x) && (region.y0..region.y1).contains(&y);
            *pixel = if inside { changed(*pixel, filter) } else { [0; 4] };
        }
    }
}

fn changed(pixel: [u8; 4], filter: &ColorMatrix) -> [u8; 4] {
    let alpha = f32::from(pixel[3]);
    let straight = |v: u8| if alpha > 0.0 { (f32::from(v) / alpha).min(1.0) } else { 0.0 };
    let decode = |v: f32| if filter.linear { to_linear(v) } else { v };
    let [r, g, b, _] = pixel.map(|v| decode(straight(v)));
    let channels = [r, g, b, alpha / 255.0, 1.0];
    let mut out = [0.0_f32; 4];
    for (out, row) in out.iter_mut().zip(filter.values.as_chunks::<5>().0) {
        let sum: f32 = row.iter().zip(channels).map(|(factor, v)| factor * v).sum();
        *out = sum.clamp(0.0, 1.0);
    }
    let [r, g, b, alpha] = out;
    let encode = |v: f32| if filter.linear { to_srgb(v) } else { v };
    let part = |v: f32| (encode(v) * alpha * 255.0 + 0.5) as u8;
    [part(r), part(g), part(b), (alpha * 255.0 + 0.5) as u8]
}

fn to_linear(v: f32) -> f32 {
    let at = (v * 255.0 + 0.5) as usize;
    SRGB_TO_LINEAR.get(at.min(255)).map_or(0.0, |v| f32::from(*v) / 65535.0)
}

fn to_srgb(v: f32) -> f32 {
    let at = (v * 4095.0 + 0.5) as usize;
    LINEAR_TO_SRGB.get(at.min(4095)).map_or(0.0, |v| f32::from(*v) / 255.0)
}
