//! What layered mockup files know of a surface: shade maps, and the texture that a print lets through.

use super::light::{BLOCK, Surface, lerp};
use super::oklab::oklab;
use super::smooth::smooth;
use crate::color::{Color, mul_div_255};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

/// OKLab lightness up to which a product is dark, and from which on it is light.
const DARK: f64 = 0.4;
const LIGHT: f64 = 0.7;

/// Shade maps of the frame's size: 128 is neutral, below it the artwork is shaded, above it lit.
#[derive(Clone, Copy, Debug)]
pub struct Shade<'a> {
    light: &'a Mask,
    dark: Option<&'a Mask>,
    /// Weight of the dark map, 0 to 255.
    weight: u8,
}

impl<'a> Shade<'a> {
    /// The map for light products, or for all when there is none for dark ones; `product` decides.
    pub fn new(light: &'a Mask, dark: Option<&'a Mask>, product: Color) -> Self {
        let [lightness, ..] = oklab(product);
        let weight = ((LIGHT - lightness) / (LIGHT - DARK)).clamp(0.0, 1.0) * 255.0;
        Self { light, dark, weight: dark.map_or(0, |_| weight.round() as u8) }
    }

    fn has_size(&self, size: PixelRect) -> bool {
        self.light.rect() == size && self.dark.is_none_or(|dark| dark.rect() == size)
    }

    /// Hard light over one block of premultiplied pixels.
    fn block(&self, artwork: &mut [[u8; 4]], y: i32, x: i32) {
        let x1 = x + artwork.len() as i32;
        let light = self.light.row(y, x, x1);
        let dark = self.dark.map_or(light, |dark| dark.row(y, x, x1));
        for (pixel, (&l, &d)) in artwork.iter_mut().zip(light.iter().zip(dark)) {
            let a = pixel[3];
            match lerp(l, d, self.weight) {
                128 => {}
                // Twice the map, of which 128 is the middle.
                s @ ..128 => {
                    *pixel = pixel.map(|c| ((u32::from(c) * u32::from(s) + 64) >> 7) as u8);
                }
                s => {
                    let lit = ((u32::from(s) - 128) * 255 / 127) as u8;
                    *pixel = pixel.map(|c| lerp(c, a, lit));
                }
            }
            pixel[3] = a;
        }
    }
}

/// A texture that shows through the print.
#[derive(Clone, Copy, Debug)]
pub struct Weave<'a> {
    /// How much print there is, of the frame's size, as [`weave`] makes it.
    pub map: &'a Mask,
    /// 0 (an even print) to 255.
    pub amount: u8,
}

/// Least depth of the gaps in a texture, in levels: an even one stays even.
const LEAST_DEPTH: u32 = 12;

/// How much of a print each pixel of a texture takes: 255 for threads, 0 for the deepest gaps, which
/// are those of the darkest percent. What is broader than a 64th of the map's width counts as shade
/// and not as texture.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn weave(texture: &Mask) -> Result<Mask, Error> {
    let around = smooth(texture, (texture.width() / 64).max(2))?;
    let mut out = texture.clone();
    let mut counts = [0_u32; 256];
    for (v, &mean) in out.data_mut().iter_mut().zip(around.data()) {
        *v = mean.saturating_sub(*v);
        counts[usize::from(*v)] += 1;
    }
    let (mut above, most) = (0, texture.data().len() as u32 / 100);
    let deepest = counts.iter().rposition(|&n| {
        above += n;
        above > most
    });
    let depth = (deepest.unwrap_or_default() as u32).max(LEAST_DEPTH);
    for v in out.data_mut() {
        *v = 255 - (u32::from(*v) * 255 / depth).min(255) as u8;
    }
    Ok(out)
}

impl<'a> Surface<'a> {
    /// Without maps of another size than the frame's.
    pub(super) fn of_size(&self, size: PixelRect) -> Surface<'a> {
        Surface {
            gloss: self.gloss.filter(|g| g.rect() == size),
            photo: self.photo.filter(|p| p.rect() == size),
            shade: self.shade.filter(|s| s.has_size(size)),
            weave: self.weave.filter(|w| w.map.rect() == size && w.amount > 0),
        }
    }

    /// Whether it changes nothing of an artwork that is blended by a mode.
    pub(super) fn is_bare(&self) -> bool {
        self.gloss.is_none() && self.shade.is_none() && self.weave.is_none()
    }

    /// Shade and reflections on one block of artwork that is blended by a mode.
    pub(super) fn light_block(&self, artwork: &mut [[u8; 4]], y: i32, x: i32) {
        if let Some(shade) = self.shade {
            shade.block(artwork, y, x);
        }
        let gloss = self.gloss.map_or(&[][..], |g| g.row(y, x, x + artwork.len() as i32));
        for (pixel, &g) in artwork.iter_mut().zip(gloss) {
            let a = pixel[3];
            *pixel = pixel.map(|c| lerp(c, a, g));
        }
    }

    /// The coverage of one block, fainter where the texture has gaps.
    pub(super) fn coverage<'b>(
        &self,
        coverage: &'b [u8],
        thinner: &'b mut [u8; BLOCK],
        y: i32,
        x: i32,
    ) -> &'b [u8] {
        let Some(weave) = self.weave else { return coverage };
        let count = coverage.len().min(BLOCK);
        let map = weave.map.row(y, x, x + count as i32);
        for ((out, &c), &m) in thinner.iter_mut().zip(coverage).zip(map) {
            *out = mul_div_255(c, 255 - mul_div_255(255 - m, weave.amount));
        }
        &thinner[..count]
    }
}
