//! Dyes a part of the photo with a pattern.

use super::light::{BLOCK, Blend, Ink, Light, blend_block, ink_pixels};
use crate::color::{Color, mul_div_255};
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Recolors as [`tint`](super::tint) does, by a picture over the color. `pattern` is the picture and
/// the pixel of the frame where its top left one belongs; beyond its edges nothing is drawn.
pub fn dye(
    frame: &mut Pixmap,
    rect: PixelRect,
    mask: &Mask,
    color: Color,
    pattern: (&Pixmap, (i32, i32)),
    light: &Light,
) {
    let size = frame.rect();
    let (pattern, (left, top)) = pattern;
    if mask.rect() != size || light.opacity == 0 {
        return;
    }
    let rect = rect.intersect(&size).intersect(&pattern.rect().translate(left, top));
    let gloss = light.gloss.filter(|g| g.rect() == size);
    let ink = Ink::new();
    let below = color.premultiply();
    for y in rect.y0..rect.y1 {
        for x in (rect.x0..rect.x1).step_by(BLOCK) {
            let x1 = rect.x1.min(x + BLOCK as i32);
            let mask = mask.row(y, x, x1);
            if mask.iter().fold(0, |any, &m| any | m) == 0 {
                continue;
            }
            let mut block = [[0; 4]; BLOCK];
            let source = pattern.row(y - top, x - left, x1 - left).as_chunks::<4>().0;
            for (to, p) in block.iter_mut().zip(source) {
                let rest = 255 - p[3];
                *to = std::array::from_fn(|c| p[c].saturating_add(mul_div_255(below[c], rest)));
            }
            let block = &mut block[..source.len().min(BLOCK)];
            let pixels = frame.row_mut(y, x, x1);
            let mut weights = [0; BLOCK];
            for (weight, &m) in weights.iter_mut().zip(mask) {
                *weight = mul_div_255(m, light.opacity);
            }
            match light.blend {
                Blend::Ink => {
                    let gloss = gloss.map_or(&[][..], |g| g.row(y, x, x1));
                    ink_pixels(&ink, pixels, block, &weights, gloss, 255);
                }
                Blend::Mode(mode) => blend_block((mode, 255), pixels, block, &weights, 255),
            }
        }
    }
}
