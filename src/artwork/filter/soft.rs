//! Blurring and sharpening.

use super::{Sprite, channel};
use crate::blur::{blur_reach, blur_within};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask, Pixmap};

/// A sprite out of focus, by a standard deviation in pixels. What lies beyond the edge of `ground` is left
/// out of every mean instead of counting as transparent, so a photo that fills it stays opaque.
pub(super) fn blur(sprite: &Sprite, ground: &Coverage, sigma: f64) -> Result<Sprite, Error> {
    let reach = blur_reach(sigma);
    if reach == 0 {
        return Ok(sprite.clone());
    }
    let rect = sprite.rect().inflate(reach).intersect(&ground.rect());
    let mut pixels = Pixmap::new(rect.width(), rect.height())?;
    let from = rect.translate(-sprite.x, -sprite.y);
    let weights = blur_within(&ground.mask, sigma, rect.translate(-ground.x, -ground.y))?;
    for i in 0..4 {
        let plane = blur_within(&channel(&sprite.pixels, |p| p[i]), sigma, from)?;
        let values = plane.data().iter().zip(weights.data());
        let (out, _) = pixels.data_mut().as_chunks_mut::<4>();
        for (out, (&v, &weight)) in out.iter_mut().zip(values) {
            out[i] = part(v, weight);
        }
    }
    // As transparent as the ground, and no color above its alpha, which was rounded on its own.
    for y in rect.y0..rect.y1 {
        let edge = ground.mask.row(y - ground.y, rect.x0 - ground.x, rect.x1 - ground.x);
        let row = pixels.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
        for (p, &m) in row.as_chunks_mut::<4>().0.iter_mut().zip(edge) {
            let scaled = crate::blend::lanes::scale_pixel(u32::from_le_bytes(*p), u32::from(m));
            let [r, g, b, a] = scaled.to_le_bytes();
            *p = [r.min(a), g.min(a), b.min(a), a];
        }
    }
    Ok(Sprite { x: rect.x0, y: rect.y0, pixels })
}

/// `v * 255 / weight`, rounded to the nearest, at most 255.
fn part(v: u8, weight: u8) -> u8 {
    if weight == 255 || weight == 0 {
        return v;
    }
    ((u32::from(v) * 255 + u32::from(weight) / 2) / u32::from(weight)).min(255) as u8
}

/// Takes each pixel away from the mean of those around it, which are weighed by their alpha; alpha stays.
pub(super) fn sharpen(pixels: &mut Pixmap, amount: f64, sigma: f64) -> Result<(), Error> {
    let alphas = soft_channel(pixels, 3, sigma)?;
    let amount = amount as f32;
    for i in 0..3 {
        let means = soft_channel(pixels, i, sigma)?;
        let around = means.data().iter().zip(alphas.data());
        let (all, _) = pixels.data_mut().as_chunks_mut::<4>();
        for (p, (&mean, &weight)) in all.iter_mut().zip(around) {
            let (own, alpha) = (f32::from(p[i]), f32::from(p[3]));
            let mean = f32::from(mean) * alpha / f32::from(weight.max(1));
            // Where nothing is around it, a pixel is its own mean.
            let away = if weight == 0 { 0.0 } else { own - mean };
            p[i] = (own + away * amount + 0.5).max(0.0).min(alpha) as i32 as u8;
        }
    }
    Ok(())
}

/// A channel, blurred; nothing lies beyond the edges.
pub(super) fn soft_channel(pixels: &Pixmap, i: usize, sigma: f64) -> Result<Mask, Error> {
    let whole = PixelRect::from_size(pixels.width(), pixels.height());
    blur_within(&channel(pixels, |p| p[i]), sigma, whole)
}
