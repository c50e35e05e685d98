//! A displacement map from the photo of a product.
//!
//! Where cloth turns away from the light it is darker, and a print on it is seen foreshortened: it is
//! drawn together on the slopes. The luminance, in linear light, is band-passed to the width of folds
//! (a difference of two Gaussians), and the map is its gradient, downhill, with the steepest slopes as
//! the greatest shift. All blurs count what is inside the mask alone.

use super::{Displacement, ONE, reserve};
use crate::error::Error;
use crate::mockup::{scale_mask, scale_photo};
use crate::pixels::{Mask, Pixmap};

/// Longest side of the map: what is smaller than its pixels is blurred away anyway.
const SIDE: u32 = 256;

/// Standard deviations of the two Gaussians as shares of the longer side: 24 and 96 of 1600 pixels. On the
/// ground-truth shirt these explain a quarter of the variance that a single patch leaves, at half a pixel
/// of 1600; narrower ones explain less, 3 and 24 pixels a 25th, because the weave outweighs its folds. On
/// the cushion they explain a 25th, and uphill: its light and dark are its bulge, which is for a mesh.
const NARROW: f64 = 0.015;
const WIDE: f64 = 0.06;

/// The share of slopes that stay below the greatest shift.
const STEEP: f64 = 0.95;

/// Least coverage around a pixel for which its blur is known.
const LEAST: f32 = 1e-3;

/// Slopes below this, in linear light per pixel of the map, are an even surface's noise and move nothing.
const FLAT: f32 = 1e-5;

/// A plane of numbers.
struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

pub(super) fn derive(photo: &Pixmap, mask: Option<&Mask>) -> Result<Displacement, Error> {
    if let Some(mask) = mask
        && (mask.width(), mask.height()) != (photo.width(), photo.height())
    {
        return Err(Error::InvalidValue {
            path: "mask".to_owned(),
            value: format!("[{},{}]", mask.width(), mask.height()),
            allowed: "a mask of the photo's size".to_owned(),
            nearest: None,
        });
    }
    let longest = photo.width().max(photo.height()).max(1);
    let side = |v: u32| {
        let small = (f64::from(v) * f64::from(SIDE) / f64::from(longest)).round() as u32;
        small.clamp(1, SIDE)
    };
    let (width, height) = (side(photo.width()), side(photo.height()));
    let small = scale_photo(photo, width, height)?;
    let mask = mask.map(|mask| scale_mask(mask, width, height)).transpose()?;
    let (w, h) = (width as usize, height as usize);
    let weights: Vec<f32> = match &mask {
        Some(mask) => mask.data().iter().map(|&m| f32::from(m) / 255.0).collect(),
        None => vec![1.0; w * h],
    };
    let lights = small.data().as_chunks::<4>().0.iter().zip(&weights);
    let light = lights.map(|(p, weight)| luminance(*p) * weight).collect();
    let light = Plane { width: w, height: h, values: light };
    let weight = Plane { width: w, height: h, values: weights };
    let longer = f64::from(width.max(height));
    let narrow = blurred(&light, &weight, NARROW * longer);
    let wide = blurred(&light, &weight, WIDE * longer);
    let band: Vec<f32> = narrow.iter().zip(&wide).map(|(a, b)| a - b).collect();
    let at = |x: usize, y: usize| band.get(y * w + x).copied().unwrap_or(0.0);
    let mut slopes: Vec<[f32; 2]> = Vec::new();
    let mut steep: Vec<f32> = Vec::new();
    for y in 0..h {
        for x in 0..w {
            let (left, right) = (x.saturating_sub(1), (x + 1).min(w - 1));
            let (above, below) = (y.saturating_sub(1), (y + 1).min(h - 1));
            let dx = (at(right, y) - at(left, y)) / (right - left).max(1) as f32;
            let dy = (at(x, below) - at(x, above)) / (below - above).max(1) as f32;
            slopes.push([dx, dy]);
            if weight.values.get(y * w + x).is_some_and(|&m| m > 0.5) {
                steep.push((dx * dx + dy * dy).sqrt());
            }
        }
    }
    let rank = (steep.len() as f64 * STEEP) as usize;
    let most = if rank < steep.len() {
        *steep.select_nth_unstable_by(rank, f32::total_cmp).1
    } else {
        0.0
    };
    let mut shifts = reserve(width, height)?;
    shifts.extend(slopes.iter().map(|slope| {
        if most < FLAT {
            return [0; 2];
        }
        slope.map(|d| (f64::from(-d / most) * ONE).clamp(-ONE, ONE) as i16)
    }));
    Ok(Displacement { width, height, shifts, wrap: false })
}

/// Luminance in linear light, 0 to 1, with a gamma of 2: only differences of it count. What is
/// transparent shows white.
fn luminance([r, g, b, a]: [u8; 4]) -> f32 {
    let linear = |c: u8| {
        let v = (f32::from(c) + 255.0 - f32::from(a)) / 255.0;
        v * v
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The weighted mean around each pixel. `plane` has its weights multiplied in.
fn blurred(plane: &Plane, weight: &Plane, sigma: f64) -> Vec<f32> {
    let kernel = gaussian(sigma);
    let (sum, weights) = (blur(plane, &kernel), blur(weight, &kernel));
    sum.iter().zip(&weights).map(|(s, w)| if *w > LEAST { s / w } else { 0.0 }).collect()
}

/// Half a Gaussian from its middle on, out to three standard deviations.
fn gaussian(sigma: f64) -> Vec<f32> {
    let sigma = sigma.max(0.1);
    let radius = (3.0 * sigma).ceil() as u32;
    let mut half: Vec<f64> = (0..=radius)
        .map(|i| libm::exp(-f64::from(i) * f64::from(i) / (2.0 * sigma * sigma)))
        .collect();
    let sum = half.iter().sum::<f64>() * 2.0 - 1.0;
    half.iter_mut().for_each(|v| *v /= sum);
    half.into_iter().map(|v| v as f32).collect()
}

/// Along rows, then along columns. Beyond the edge there is nothing.
fn blur(plane: &Plane, kernel: &[f32]) -> Vec<f32> {
    let Plane { width, height, values } = plane;
    let across = along(values, *width, 1, kernel);
    along(&across, *height, *width, kernel)
}

/// One pass along an axis of `length` pixels that lie `step` apart.
fn along(values: &[f32], length: usize, step: usize, kernel: &[f32]) -> Vec<f32> {
    let mut out = vec![0.0; values.len()];
    for (i, out) in out.iter_mut().enumerate() {
        let place = i / step % length.max(1);
        let mut sum = 0.0;
        for (k, weight) in kernel.iter().enumerate() {
            if place + k < length {
                sum += weight * values.get(i + k * step).copied().unwrap_or(0.0);
            }
            if k > 0 && k <= place {
                sum += weight * values.get(i - k * step).copied().unwrap_or(0.0);
            }
        }
        *out = sum;
    }
    out
}
