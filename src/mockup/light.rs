//! How artwork meets the light of the photo: the ink model, and the W3C modes beside it.

use super::shade::{Shade, Weave};
use crate::blend::{BlendMode, blend_row_filled};
use crate::color::{LINEAR_TO_SRGB, SRGB_TO_LINEAR, mul_div_255};
use crate::pixels::{Mask, Pixmap};
use std::sync::LazyLock;

/// How colors of a print or tint mix with the photo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blend {
    /// Ink on the product: with photo P and gloss G in linear light, `(P − G)·A + G`, A being the
    /// artwork flattened over white. White leaves the photo as it is.
    #[default]
    Ink,
    /// A W3C mode on sRGB-encoded values; for designers' layered files.
    Mode(BlendMode),
}

/// How a tint is lit.
#[derive(Clone, Copy, Debug)]
pub struct Light<'a> {
    /// How the color mixes with the photo.
    pub blend: Blend,
    /// Light reflected by the surface itself, sRGB-encoded, of the frame's size; none means 0
    /// everywhere, as does a map of another size. Only [`Blend::Ink`] uses it.
    pub gloss: Option<&'a Mask>,
    /// 0 (nothing is drawn) to 255.
    pub opacity: u8,
}

/// What the product itself brings to a placement, pixel by pixel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surface<'a> {
    /// Light reflected by the surface itself, sRGB-encoded, of the frame's size; none means 0
    /// everywhere, as does a map of another size. Ink leaves it as it is, other blends screen the
    /// artwork with it.
    pub gloss: Option<&'a Mask>,
    /// Shade maps, for blend modes; ink takes its shades from the photo. Of another size, none.
    pub shade: Option<Shade<'a>>,
    /// Texture that shows through the print. Of another size, none.
    pub weave: Option<Weave<'a>>,
    /// The photo before tints, of the frame's size: how white would be lit. None, or one of another
    /// size, is white everywhere. Only materials with a light of their own use it.
    pub photo: Option<&'a Pixmap>,
}

/// Pixels worked on at a time: their artwork stays in the first-level cache.
pub(super) const BLOCK: usize = 64;

/// The tables of the ink model, looked up once per call instead of once per pixel.
pub(super) struct Ink {
    linear: &'static [u16; 256],
    encoded: &'static [u8; 4096],
}

impl Ink {
    pub(super) fn new() -> Self {
        Self { linear: &SRGB_TO_LINEAR, encoded: &LINEAR_TO_SRGB }
    }

    /// Linear light of a byte.
    #[inline(always)]
    pub(super) fn linear(&self, encoded: u8) -> u32 {
        u32::from(self.linear[usize::from(encoded)])
    }

    /// The byte of linear light, at most 65535.
    #[inline(always)]
    pub(super) fn encode(&self, linear: u32) -> u8 {
        self.encoded[(linear >> 4) as usize & 4095]
    }

    /// `(P − G)·A + G` for one channel: `photo` encoded, gloss and artwork linear. A gloss brighter
    /// than the photo can only be an error of the map and counts as the photo.
    #[inline(always)]
    pub(super) fn mix(&self, photo: u8, gloss: u32, artwork: u32) -> u8 {
        let p = self.linear(photo);
        let g = gloss.min(p);
        // a·b / 65535 to the nearest, exact; both are at most 65535, so nothing overflows.
        let t = (p - g) * artwork + 32768;
        let d = (t + (t >> 16)) >> 16;
        self.encoded[((d + g) >> 4) as usize & 4095]
    }
}

/// Exact `(a·(255 − c) + b·c) / 255`, to the nearest.
#[inline(always)]
pub(super) fn lerp(a: u8, b: u8, c: u8) -> u8 {
    let (a, b, c) = (u32::from(a), u32::from(b), u32::from(c));
    let t = a * (255 - c) + b * c + 128;
    ((t + (t >> 8)) >> 8) as u8
}

/// Inks one block by what the artwork takes away from the light, 12 bits a lane. `gloss` is empty for
/// none; other slices of unequal length count up to the shortest.
pub(super) fn ink_block(ink: &Ink, frame: &mut [u8], absorbed: &[u64], gloss: &[u8]) {
    let gloss = Some(gloss).filter(|g| !g.is_empty()).unwrap_or(&[0; BLOCK]);
    let pixels = frame.as_chunks_mut::<4>().0.iter_mut().zip(absorbed);
    for ((f, &lanes), &g) in pixels.zip(gloss) {
        if lanes == 0 {
            continue;
        }
        let g = ink.linear(g);
        for (i, f) in f.iter_mut().take(3).enumerate() {
            let v = (lanes >> (16 * i)) as u32 & 0xfff;
            // 4095 becomes 65535.
            *f = ink.mix(*f, g, 65535 - (v << 4 | v >> 8));
        }
    }
}

/// Inks one block by the artwork's own pixels, which are changed.
pub(super) fn ink_pixels(
    ink: &Ink,
    frame: &mut [u8],
    artwork: &mut [[u8; 4]],
    coverage: &[u8],
    gloss: &[u8],
    opacity: u8,
) {
    if opacity != 255 {
        for c in artwork.iter_mut().flatten() {
            *c = mul_div_255(*c, opacity);
        }
    }
    let gloss = Some(gloss).filter(|g| !g.is_empty()).unwrap_or(&[0; BLOCK]);
    let pixels = frame.as_chunks_mut::<4>().0.iter_mut().zip(artwork);
    for ((f, a), (&c, &g)) in pixels.zip(coverage.iter().zip(gloss)) {
        if a[3] == 0 || c == 0 {
            continue;
        }
        // Flattened over white in encoded values, as a print RIP does.
        let white = 255 - a[3];
        let g = ink.linear(g);
        for i in 0..3 {
            let inked = ink.mix(f[i], g, ink.linear(a[i].saturating_add(white)));
            f[i] = if c == 255 { inked } else { lerp(f[i], inked, c) };
        }
    }
}

/// Whether all of it is covered whole.
#[inline]
pub(super) fn is_full(coverage: &[u8]) -> bool {
    coverage.iter().fold(255, |all, c| all & c) == 255
}

/// Blends one block of artwork, which is scaled on the way, in a mode at a fill.
pub(super) fn blend_block(
    (mode, fill): (BlendMode, u8),
    frame: &mut [u8],
    artwork: &mut [[u8; 4]],
    coverage: &[u8],
    opacity: u8,
) {
    if opacity != 255 || !is_full(coverage) {
        for (a, &c) in artwork.iter_mut().zip(coverage) {
            let c = mul_div_255(c, opacity);
            if c != 255 {
                *a = a.map(|v| mul_div_255(v, c));
            }
        }
    }
    blend_row_filled(mode, frame, artwork.as_flattened(), fill);
}

/// What ink of an encoded value, flattened over white, takes from linear light: 0 (white) to 4095.
pub(super) fn absorbance() -> &'static [u16; 256] {
    static TABLE: LazyLock<[u16; 256]> = LazyLock::new(|| {
        std::array::from_fn(|i| {
            let taken = 65535 - u32::from(SRGB_TO_LINEAR[i]);
            ((taken * 4095 + 32767) / 65535) as u16
        })
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_ink_leaves_every_photo_value() {
        let ink = Ink::new();
        for photo in 0..=255 {
            for gloss in 0..=255 {
                assert_eq!(ink.mix(photo, ink.linear(gloss), 65535), photo);
            }
        }
    }

    #[test]
    fn black_ink_leaves_the_gloss() {
        let ink = Ink::new();
        for gloss in 0..=255 {
            assert_eq!(ink.mix(255, ink.linear(gloss), 0), gloss);
        }
    }

    #[test]
    fn the_mix_is_within_one_of_the_formula() {
        let ink = Ink::new();
        let lin =
            |v: f64| if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) };
        let enc = |v: f64| {
            if v <= 0.0031308 { v * 12.92 } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 }
        };
        for photo in (0..=255u8).step_by(3) {
            for art in 0..=255u8 {
                for gloss in [0u8, 7, 40] {
                    let (p, a) = (lin(f64::from(photo) / 255.0), lin(f64::from(art) / 255.0));
                    let g = lin(f64::from(gloss) / 255.0).min(p);
                    let exact = enc((p - g) * a + g) * 255.0;
                    let got = f64::from(ink.mix(photo, ink.linear(gloss), ink.linear(art)));
                    assert!((got - exact).abs() < 1.0, "{photo} {art} {gloss}: {got} {exact}");
                }
            }
        }
    }

    #[test]
    fn lerp_meets_its_ends() {
        for a in 0..=255 {
            for b in (0..=255).step_by(5) {
                assert_eq!((lerp(a, b, 0), lerp(a, b, 255)), (a, b));
            }
        }
    }
}
