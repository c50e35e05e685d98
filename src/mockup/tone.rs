//! Tone mapping: a part of the photo takes another color and keeps its cloth, from white to black.
//!
//! Dyeing (`ink`) can only take light away, and leaves a black shirt a silhouette: its folds are a
//! few levels apart. Here the part's own median color becomes the new one, and everything lighter or
//! darker follows along a curve in OKLab's lightness:
//!
//! - The contrast of folds and fibers shrinks or grows slower than the lightness, as it does to the
//!   eye and in photographs that are exposed for their product ([`CONTRAST`]).
//! - Black cloth is not black: it is lifted to the few percent that it reflects ([`BLACK`]), and white
//!   keeps room for its highlights.
//! - Hue stays. Shadows are a little more saturated than in proportion, highlights less; where sRGB
//!   has no such color, chroma gives way, not lightness.
//! - What a pixel's color differs from the part's own (colored fibers, tinted light) is added as it
//!   is, fainter on dark colors.
//!
//! All of that depends on the pixel's luma alone, apart from the last, which is one multiplication: so
//! a color is a table of 1024 entries and a pixel one look-up.

use super::light::{BLOCK, lerp};
use super::oklab::{encoded, lightness_of_gray, linear_rgb, oklab};
use crate::color::{Color, mul_div_255};
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Lumas told apart: four for each byte of gray.
const LUMAS: usize = 1024;

/// Entries per step at which colors are computed; between them they are interpolated.
const STEP: usize = 4;

/// How much of a change in lightness contrast follows: with 1 a color of half the lightness has half
/// the contrast, as with dye; with 0 all colors have the same.
const CONTRAST: f64 = 0.4;

/// Lightness of the blackest cloth, of a photo that is light: `#1b1b1b`.
const BLACK: f64 = 0.222;

/// Fixed point of the tables: levels of a byte times this.
const ONE: u8 = 128;

/// The color and light of a part, as the photo has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cloth {
    /// Luma of the median, 0 to 1.
    median: f64,
    /// Luma of the brightest percent, `median` to 1.
    bright: f64,
    /// The color that the part has at its median.
    color: Color,
}

impl Default for Cloth {
    /// A part that is white all over.
    fn default() -> Self {
        Self { median: 1.0, bright: 1.0, color: Color::WHITE }
    }
}

impl Cloth {
    /// The color that the part has where it is neither in the shade nor in the light: mapped to this
    /// one, it stays as it is.
    pub fn color(&self) -> Color {
        self.color
    }

    /// Measures the pixels of `photo` that `mask` holds at least half; of a mask of another size, or
    /// without such a pixel, a part is white.
    pub fn measure(photo: &Pixmap, mask: &Mask) -> Self {
        let mut counts = [0_u32; LUMAS];
        let pixels = photo.data().as_chunks::<4>().0;
        let inside = || pixels.iter().zip(mask.data()).filter(|(_, m)| **m >= 128);
        if photo.rect() == mask.rect() {
            inside().for_each(|(p, _)| counts[luma(p)] += 1);
        }
        let total: u64 = counts.iter().map(|&n| u64::from(n)).sum();
        if total == 0 {
            return Self::default();
        }
        let quantile = |percent: u64| {
            let mut below = 0;
            counts.iter().position(|&n| {
                below += u64::from(n);
                below * 100 >= total * percent
            })
        };
        let [low, median, high, bright] =
            [25, 50, 75, 99].map(|percent| quantile(percent).unwrap_or_default());
        // The color is that of the middle half: neither shadow nor highlight.
        let (mut sum, mut count) = ([0_i64; 3], 0_i64);
        for (p, _) in inside() {
            let own = luma(p);
            if (low..=high).contains(&own) {
                let gray = own as i64;
                (0..3).for_each(|c| sum[c] += i64::from(p[c]) * 4 - gray);
                count += 1;
            }
        }
        let color = sum.map(|s| {
            let quarters = median as f64 + s as f64 / count.max(1) as f64;
            (quarters / 4.0 + 0.5) as u8
        });
        let [r, g, b] = color;
        let part = |luma: usize| luma as f64 / 1020.0;
        Self { median: part(median), bright: part(bright), color: Color { r, g, b, a: 255 } }
    }
}

/// Four times the luma of a pixel (ITU-R BT.601), 0 to 1020.
#[inline(always)]
fn luma(p: &[u8; 4]) -> usize {
    let [r, g, b, _] = p.map(u32::from);
    ((306 * r + 601 * g + 117 * b) >> 8) as usize & (LUMAS - 1)
}

/// What one color makes of a cloth: for each luma the color, and how much of a pixel's own is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Tones {
    table: Box<[[i16; 4]; LUMAS]>,
    own: i16,
    strength: u8,
}

impl Tones {
    /// The table for `color`; its alpha makes the change fainter.
    pub fn new(cloth: &Cloth, color: Color) -> Self {
        let before = Curve::new(cloth, cloth.color);
        let after = Curve::new(cloth, color);
        let own = (after.own(cloth) * f64::from(ONE)).round();
        let mut table = Box::new([[0; 4]; LUMAS]);
        // Half a level rounds to the nearest; alpha stays.
        let half = f64::from(ONE) / 2.0;
        let alpha = 255.0 * (f64::from(ONE) - own) + half;
        let mut last = [0.0; 3];
        for step in 0..=LUMAS / STEP {
            let luma = ((step * STEP) as f64 / 1020.0).min(1.0);
            let (old, new) = (before.at(luma), after.at(luma));
            let next: [f64; 3] =
                std::array::from_fn(|c| 255.0 * (new[c] * f64::from(ONE) - old[c] * own) + half);
            for (i, entry) in table.iter_mut().skip((step.max(1) - 1) * STEP).take(STEP).enumerate()
            {
                let t = i as f64 / STEP as f64;
                let [r, g, b] = std::array::from_fn(|c| last[c] + (next[c] - last[c]) * t);
                *entry = [r, g, b, alpha].map(|v| v.round() as i16);
            }
            last = next;
        }
        Self { table, own: own as i16, strength: color.a }
    }

    /// Bytes of the table.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.table)
    }

    /// The new colors of one block. Sums that are beyond 16 bits are beyond white.
    fn block(&self, pixels: &[[u8; 4]], out: &mut [[u8; 4]; BLOCK]) {
        let mut entries = [[0; 4]; BLOCK];
        for (entry, p) in entries.iter_mut().zip(pixels) {
            *entry = self.table[luma(p)];
        }
        let entries = entries.as_flattened().iter().zip(pixels.as_flattened());
        for (out, (&entry, &p)) in out.as_flattened_mut().iter_mut().zip(entries) {
            *out = (entry.saturating_add(i16::from(p) * self.own) >> 7).max(0) as u8;
        }
    }
}

/// Gives the pixels of `rect` other tones where `mask` (of the frame's size) says. A mask of another
/// size draws nothing; the frame is opaque and stays so.
pub fn tone(frame: &mut Pixmap, rect: PixelRect, mask: &Mask, tones: &Tones) {
    if mask.rect() != frame.rect() {
        return;
    }
    let rect = rect.intersect(&frame.rect());
    for y in rect.y0..rect.y1 {
        let mask = mask.row(y, rect.x0, rect.x1).chunks(BLOCK);
        let blocks = frame.row_mut(y, rect.x0, rect.x1).chunks_mut(BLOCK * 4);
        for (pixels, mask) in blocks.zip(mask) {
            if mask.iter().fold(0, |any, &m| any | m) == 0 {
                continue;
            }
            let pixels = pixels.as_chunks_mut::<4>().0;
            let mut toned = [[0; 4]; BLOCK];
            tones.block(pixels, &mut toned);
            if mask.iter().fold(tones.strength, |all, &m| all & m) == 255 {
                pixels.copy_from_slice(&toned[..pixels.len().min(BLOCK)]);
                continue;
            }
            for ((p, t), &m) in pixels.iter_mut().zip(&toned).zip(mask) {
                let weight = mul_div_255(m, tones.strength);
                *p = std::array::from_fn(|c| lerp(p[c], t[c], weight));
            }
        }
    }
}

/// The colors of one cloth by the photo's luma.
struct Curve {
    /// Lightness of the gray that has the photo's median luma.
    middle: f64,
    /// Lightness and chroma at the median.
    lightness: f64,
    ab: [f64; 2],
    /// Change of lightness with the photo's, at the median.
    slope: f64,
    /// Exponent below the median.
    gamma: f64,
    /// Bends the line above the median so that highlights end at white; 0 is straight.
    shoulder: f64,
}

impl Curve {
    fn new(cloth: &Cloth, color: Color) -> Self {
        let middle = lightness_of_gray(cloth.median).max(0.01);
        let reach = lightness_of_gray(cloth.bright) - middle;
        let own = oklab(cloth.color)[0].max(0.01);
        let [wanted, a, b] = oklab(color);
        let lightness = highlights(lift(wanted, own), own, reach);
        let ratio = (lightness / own).max(0.01);
        // Relative to the gray of the same luma, as the photo's lightness is.
        let slope = libm::pow(ratio, CONTRAST) * own / middle;
        let gamma = slope * middle / lightness.max(0.01);
        let room = (1.0 - lightness).max(0.01);
        let reach = reach.max(0.01);
        let shoulder = ((slope * reach / room - 1.0) / reach).max(0.0);
        Self { middle, lightness, ab: [a, b], slope, gamma, shoulder }
    }

    /// How much of a pixel's own deviation in color stays, 0 to 1. Of a photo that is colored itself,
    /// less with the distance between both colors: there its highlights deviate too.
    fn own(&self, cloth: &Cloth) -> f64 {
        let [_, a, b] = oklab(cloth.color);
        let distance = libm::hypot(a - self.ab[0], b - self.ab[1]);
        (self.slope * self.middle / oklab(cloth.color)[0].max(0.01)).min(1.0)
            / (1.0 + 40.0 * libm::hypot(a, b) * distance)
    }

    /// Encoded red, green and blue, 0 to 1, at a luma of the photo.
    fn at(&self, luma: f64) -> [f64; 3] {
        let photo = lightness_of_gray(luma);
        let above = photo - self.middle;
        let lightness = if above < 0.0 {
            self.lightness * libm::pow(photo / self.middle, self.gamma)
        } else {
            self.lightness + self.slope * above / (1.0 + self.shoulder * above)
        };
        let lightness = lightness.min(1.0);
        let ratio = lightness / self.lightness.max(0.01);
        let follow = if ratio < 1.0 { 0.85 } else { 0.5 };
        let chroma = libm::pow(ratio.max(0.0), follow);
        in_gamut(lightness, self.ab.map(|c| c * chroma))
    }
}

/// Lightness of cloth of that lightness: what is darker than twice the blackest comes out lighter,
/// without a kink.
fn lift(lightness: f64, own: f64) -> f64 {
    let black = BLACK.min(own);
    if lightness >= own.min(2.0 * black) {
        lightness
    } else if own < 2.0 * black {
        // A photo of black cloth has its own black.
        black + lightness * (own - black) / own
    } else {
        black + lightness * lightness / (4.0 * black)
    }
}

/// Keeps most of what the photo's highlights need above the median: white would have none.
fn highlights(lightness: f64, own: f64, reach: f64) -> f64 {
    let knee = own.max(0.75);
    let most = (1.0 - 0.7 * reach.clamp(0.06, 0.2)).max(knee);
    if lightness <= knee {
        return lightness;
    }
    knee + (lightness - knee) * (most - knee) / (1.0 - knee)
}

/// The encoded color, with as much of the chroma as sRGB has at that lightness.
fn in_gamut(lightness: f64, ab: [f64; 2]) -> [f64; 3] {
    let at = |part: f64| linear_rgb([lightness, ab[0] * part, ab[1] * part]);
    let inside = |rgb: &[f64; 3]| rgb.iter().all(|c| (-1e-4..=1.0001).contains(c));
    let mut rgb = at(1.0);
    if !inside(&rgb) {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..10 {
            let half = 0.5 * (low + high);
            if inside(&at(half)) { low = half } else { high = half }
        }
        rgb = at(low);
    }
    rgb.map(|c| encoded(c.clamp(0.0, 1.0)))
}
