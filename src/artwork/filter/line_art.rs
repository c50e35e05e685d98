//! Lines along edges: differences of two blurs (Marr and Hildreth, "Theory of Edge Detection", 1980), of which
//! the dark side is inked, with a soft threshold as in Winnemöller, Kyprianidis and Olsen, "XDoG", 2012.

use super::{LUMA, channel};
use crate::blur::blur_within;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// By how much the second blur is wider: nearest to a Laplacian (Marr and Hildreth).
const RATIO: f64 = 1.6;

/// The difference in levels of the hardest edge there is: black on white.
const HARDEST: f64 = 32.0;

/// The difference of what is taken for grain.
const GRAIN: f64 = 0.5;

/// Draws dark lines on white in place of a picture; alpha stays. `sigma` is in pixels, `detail` and `amount`
/// 0 to 1.
pub(super) fn draw(pixels: &mut Pixmap, sigma: f64, detail: f64, amount: f64) -> Result<(), Error> {
    let whole = PixelRect::from_size(pixels.width(), pixels.height());
    // Weighed by alpha, so that the edge of a picture itself is no edge.
    let lights = channel(pixels, |p| {
        let sum: f32 = LUMA.iter().zip(p).map(|(share, v)| share * f32::from(v)).sum();
        (sum + 0.5) as i32 as u8
    });
    let alphas = channel(pixels, |p| p[3]);
    let soft = |mask: &Mask, sigma: f64| blur_within(mask, sigma, whole);
    let (near, near_alpha) = (soft(&lights, sigma)?, soft(&alphas, sigma)?);
    let (far, far_alpha) = (soft(&lights, sigma * RATIO)?, soft(&alphas, sigma * RATIO)?);
    let rest = 1.0 - detail;
    let least = GRAIN + HARDEST * rest * rest * rest;
    let (least, ramp, amount) = (least as f32, (least / 2.0 + 1.0) as f32, amount as f32);
    let mean = |v: u8, weight: u8| f32::from(v) * 255.0 / f32::from(weight.max(1));
    let around = near.data().iter().zip(near_alpha.data());
    let around = around.zip(far.data().iter().zip(far_alpha.data()));
    let (all, _) = pixels.data_mut().as_chunks_mut::<4>();
    for (p, ((&near, &near_alpha), (&far, &far_alpha))) in all.iter_mut().zip(around) {
        let darker = mean(far, far_alpha) - mean(near, near_alpha);
        let t = ((darker - least) / ramp).clamp(0.0, 1.0);
        let ink = t * t * (3.0 - 2.0 * t);
        let alpha = f32::from(p[3]);
        for v in p.iter_mut().take(3) {
            let own = f32::from(*v);
            *v = (own + ((1.0 - ink) * alpha - own) * amount + 0.5) as i32 as u8;
        }
    }
    Ok(())
}
