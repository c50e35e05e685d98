//! Recolors a part of the photo: a shirt's cloth, a mug's handle.

use super::light::{BLOCK, Blend, Ink, Light, lerp};
use crate::blend::blend_color_row_opaque;
use crate::color::{Color, mul_div_255};
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Recolors the pixels of `rect` where `mask` (of the frame's size) says. With [`Blend::Ink`] the
/// product is dyed: `(P − G)·C + G` in linear light, so its folds and reflections stay; white
/// changes nothing. A W3C mode blends the plain color. The color's alpha and the light's opacity
/// make the change fainter. A mask of another size draws nothing; the frame is opaque and stays so.
pub fn tint(frame: &mut Pixmap, rect: PixelRect, mask: &Mask, color: Color, light: &Light) {
    let size = frame.rect();
    let strength = mul_div_255(color.a, light.opacity);
    if mask.rect() != size || strength == 0 {
        return;
    }
    let rect = rect.intersect(&size);
    let gloss = light.gloss.filter(|g| g.rect() == size);
    let dye = Dye::new(color);
    for y in rect.y0..rect.y1 {
        let pixels = frame.row_mut(y, rect.x0, rect.x1);
        let mask = mask.row(y, rect.x0, rect.x1);
        match light.blend {
            Blend::Ink => {
                let gloss = gloss.map_or(&[][..], |g| g.row(y, rect.x0, rect.x1));
                dye.row(pixels, mask, gloss, strength);
            }
            Blend::Mode(mode) => {
                let c = Color { a: strength, ..color }.premultiply();
                blend_color_row_opaque(mode, pixels, c, mask);
            }
        }
    }
}

/// One color of the ink model. Without gloss the result depends on the photo's byte alone.
struct Dye {
    ink: Ink,
    linear: [u32; 3],
    plain: [[u8; 256]; 3],
}

impl Dye {
    fn new(color: Color) -> Self {
        let ink = Ink::new();
        let linear = [color.r, color.g, color.b].map(|c| ink.linear(c));
        let plain = linear.map(|c| std::array::from_fn(|p| ink.mix(p as u8, 0, c)));
        Self { ink, linear, plain }
    }

    fn row(&self, pixels: &mut [u8], mask: &[u8], gloss: &[u8], strength: u8) {
        for (i, (pixels, mask)) in pixels.chunks_mut(BLOCK * 4).zip(mask.chunks(BLOCK)).enumerate()
        {
            // Most blocks are wholly outside the part.
            if mask.iter().fold(0, |any, &m| any | m) == 0 {
                continue;
            }
            let gloss = gloss.get(i * BLOCK..).unwrap_or(&[]);
            // Most glosses are black nearly everywhere.
            let shines = gloss.iter().take(BLOCK).any(|&g| g != 0);
            let pixels = pixels.as_chunks_mut::<4>().0.iter_mut().zip(mask);
            match shines {
                true => {
                    for ((p, &m), &g) in pixels.zip(gloss) {
                        let g = self.ink.linear(g);
                        let dyed = |c: usize, p| self.ink.mix(p, g, self.linear[c]);
                        mix(p, dyed, mul_div_255(m, strength));
                    }
                }
                false => {
                    for (p, &m) in pixels {
                        let dyed = |c: usize, p: u8| self.plain[c][usize::from(p)];
                        mix(p, dyed, mul_div_255(m, strength));
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn mix(pixel: &mut [u8; 4], dyed: impl Fn(usize, u8) -> u8, weight: u8) {
    match weight {
        0 => {}
        255 => (0..3).for_each(|c| pixel[c] = dyed(c, pixel[c])),
        _ => (0..3).for_each(|c| pixel[c] = lerp(pixel[c], dyed(c, pixel[c]), weight)),
    }
}
