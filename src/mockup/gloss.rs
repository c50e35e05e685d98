//! Estimates the light that a surface itself reflects, from nothing but the photo.
//!
//! What a photo shows is the sum of diffuse and reflected light, and only a highlight with an edge
//! tells the two apart: a broad, soft reflection looks like the falloff of a lamp, and taking one for
//! the other costs several decibels where it is wrong. So this is cautious. It takes [`FLOOR`] of the
//! light everywhere, which is less than any glaze or varnish and little more than matte cloth
//! reflects, and all that stands out by [`EDGE`] above its darker surroundings.
//!
//! Measured on the ground truth (`npm run truth -- --gloss estimate`, `--gloss none`), it is better
//! than no gloss in every scene, by 1 to 4 dB, and falls short of the true map most where
//! reflections are broad and strong: make a gloss map of a glazed or lacquered product.

use super::smooth::smooth;
use crate::color::{LINEAR_TO_SRGB, SRGB_TO_LINEAR};
use crate::error::Error;
use crate::pixels::{Mask, Pixmap};

/// Share of the light that any surface reflects, in parts of 65536: 2 %.
const FLOOR: u32 = 1311;

/// How much brighter than its surroundings a highlight is, at least, in percent of them.
const EDGE: u32 = 118;

/// Highlights are narrower than the mask's width divided by this.
const NARROW: u32 = 12;

/// A gloss map for the part of `photo` where `mask` is above 0; black elsewhere, and all over for a
/// mask of another size than the photo.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn estimate_gloss(photo: &Pixmap, mask: &Mask) -> Result<Mask, Error> {
    let mut out = Mask::new(mask.width(), mask.height())?;
    if photo.rect() != mask.rect() {
        return Ok(out);
    }
    // Lamps are white, so what they add is at most the darkest channel. Around the part all is
    // bright: its edges are no highlights.
    let pixels = || photo.data().as_chunks::<4>().0.iter().zip(mask.data());
    let mut light = Mask::new(mask.width(), mask.height())?;
    let (mut inside, mut around) = (0_u32, 255);
    for (to, (p, &m)) in light.data_mut().iter_mut().zip(pixels()) {
        *to = if m > 0 { p[0].min(p[1]).min(p[2]) } else { 255 };
        inside += u32::from(m > 0);
        around = around.min(*to);
    }
    let radius = (f64::from(inside).sqrt() / f64::from(NARROW) / 2.0) as u32;
    let diffuse = if around < 255 { envelope(&light, radius.max(1))? } else { light.clone() };
    let (linear, encoded) = (&*SRGB_TO_LINEAR, &*LINEAR_TO_SRGB);
    for (to, ((&l, &d), (_, &m))) in
        out.data_mut().iter_mut().zip(light.data().iter().zip(diffuse.data()).zip(pixels()))
    {
        if m == 0 {
            continue;
        }
        let (l, d) = (u32::from(linear[usize::from(l)]), u32::from(linear[usize::from(d)]));
        let highlight = l.saturating_sub(d * EDGE / 100);
        let gloss = (l * FLOOR / 65536 + highlight).min(l);
        *to = encoded[(gloss >> 4) as usize & 4095];
    }
    Ok(out)
}

/// The mean of what is dark around each pixel.
fn envelope(light: &Mask, radius: u32) -> Result<Mask, Error> {
    let mut mean = smooth(light, radius)?;
    for _ in 0..3 {
        for (m, &l) in mean.data_mut().iter_mut().zip(light.data()) {
            *m = l.min(m.saturating_add(2));
        }
        mean = smooth(&mean, radius)?;
    }
    Ok(mean)
}
