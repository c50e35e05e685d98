//! Brings a view's photo, masks and maps to render size.
//!
//! Filters work on the bytes as they are, sRGB-encoded: what browsers and photo editors do with the
//! same picture, so that a preview looks like the shop's other pictures.

use crate::error::Error;
use crate::pixels::{Mask, Pixmap};

/// One in the fixed-point weights.
const ONE: i32 = 1 << 14;

/// `source` at another size: Catmull–Rom, widened to the ratio when it gets smaller. Values that
/// ring beyond the range are clamped, color to at most alpha. The same size is an exact copy; a side
/// of 0 on either hand gives transparent pixels.
///
/// # Errors
/// [`Error::TooLarge`] when the result is above the pixel limit or memory is short.
pub fn scale_photo(source: &Pixmap, width: u32, height: u32) -> Result<Pixmap, Error> {
    let mut out = Pixmap::new(width, height)?;
    resize::<4>(
        (source.data(), source.width(), source.height()),
        (out.data_mut(), width, height),
        &Kernel::CATMULL_ROM,
    )?;
    for p in out.data_mut().as_chunks_mut::<4>().0 {
        let a = p[3];
        *p = p.map(|c| c.min(a));
    }
    Ok(out)
}

/// `source` at another size: the exact area when it gets smaller, linear when it grows; never rings.
/// The same size is an exact copy; a side of 0 on either hand gives zeros.
///
/// # Errors
/// [`Error::TooLarge`] when the result is above the pixel limit or memory is short.
pub fn scale_mask(source: &Mask, width: u32, height: u32) -> Result<Mask, Error> {
    let mut out = Mask::new(width, height)?;
    resize::<1>(
        (source.data(), source.width(), source.height()),
        (out.data_mut(), width, height),
        &Kernel::AREA,
    )?;
    Ok(out)
}

/// A filter: its weight at a distance, for a ratio of source pixels per result pixel.
struct Kernel {
    /// Half its width in source pixels.
    radius: fn(ratio: f64) -> f64,
    weight: fn(distance: f64, ratio: f64) -> f64,
}

impl Kernel {
    /// Keys (1981), a = −½.
    const CATMULL_ROM: Self = Self {
        radius: |ratio| 2.0 * ratio.max(1.0),
        weight: |distance, ratio| {
            let x = distance.abs() / ratio.max(1.0);
            if x < 1.0 {
                (1.5 * x - 2.5) * x * x + 1.0
            } else if x < 2.0 {
                ((2.5 - 0.5 * x) * x - 4.0) * x + 2.0
            } else {
                0.0
            }
        },
    };

    /// A box of the result's pixel, laid over the source's pixels; a triangle when it grows.
    const AREA: Self = Self {
        radius: |ratio| if ratio > 1.0 { ratio / 2.0 + 0.5 } else { 1.0 },
        weight: |distance, ratio| {
            if ratio > 1.0 {
                (ratio / 2.0 + 0.5 - distance.abs()).clamp(0.0, 1.0)
            } else {
                (1.0 - distance.abs()).max(0.0)
            }
        },
    };
}

/// For each result position: the first source index, and weights that sum to exactly [`ONE`].
fn taps(from: u32, to: u32, kernel: &Kernel) -> Vec<(usize, Vec<i32>)> {
    let ratio = f64::from(from) / f64::from(to);
    let radius = (kernel.radius)(ratio);
    let last = f64::from(from) - 1.0;
    (0..to)
        .map(|i| {
            let center = (f64::from(i) + 0.5) * ratio - 0.5;
            let first = (center - radius).ceil().clamp(0.0, last);
            let end = (center + radius).floor().clamp(first, last);
            let count = (end - first) as usize + 1;
            let weights: Vec<f64> =
                (0..count).map(|k| (kernel.weight)(first + k as f64 - center, ratio)).collect();
            let sum: f64 = weights.iter().sum();
            let mut fixed: Vec<i32> =
                weights.iter().map(|w| (w / sum * f64::from(ONE)).round() as i32).collect();
            // What rounding lost goes to the heaviest weight, so that a flat picture stays flat.
            let lost = ONE - fixed.iter().sum::<i32>();
            if let Some(heaviest) = fixed.iter_mut().max_by_key(|w| **w) {
                *heaviest += lost;
            }
            (first as usize, fixed)
        })
        .collect()
}

/// Rows first, then columns, one result row at a time: no picture in between.
fn resize<const N: usize>(
    (source, from_width, from_height): (&[u8], u32, u32),
    (out, width, height): (&mut [u8], u32, u32),
    kernel: &Kernel,
) -> Result<(), Error> {
    if (from_width, from_height) == (width, height) {
        out.copy_from_slice(source);
        return Ok(());
    }
    if source.is_empty() || out.is_empty() {
        return Ok(());
    }
    let columns = taps(from_width, width, kernel);
    let stride = from_width as usize * N;
    let mut sums = vec![0i32; stride];
    let mut row = vec![0u8; stride];
    let rows = taps(from_height, height, kernel);
    for (out, (first, weights)) in out.chunks_exact_mut(width as usize * N).zip(&rows) {
        sums.fill(ONE / 2);
        for (source, &weight) in source.chunks_exact(stride).skip(*first).zip(weights) {
            for (sum, &value) in sums.iter_mut().zip(source) {
                *sum += weight * i32::from(value);
            }
        }
        for (value, &sum) in row.iter_mut().zip(&sums) {
            *value = byte(sum);
        }
        let pixels = row.as_chunks::<N>().0;
        for (out, (first, weights)) in out.as_chunks_mut::<N>().0.iter_mut().zip(&columns) {
            let mut sum = [ONE / 2; N];
            for (pixel, &weight) in pixels.iter().skip(*first).zip(weights) {
                for (sum, &value) in sum.iter_mut().zip(pixel) {
                    *sum += weight * i32::from(value);
                }
            }
            *out = sum.map(byte);
        }
    }
    Ok(())
}

fn byte(sum: i32) -> u8 {
    (sum / ONE).clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_picture_stays_flat() {
        let flat = Pixmap::from_vec(13, 9, [40, 30, 20, 200].repeat(13 * 9)).unwrap();
        for (w, h) in [(1, 1), (5, 4), (13, 9), (14, 8), (40, 31)] {
            let out = scale_photo(&flat, w, h).unwrap();
            assert!(out.data().as_chunks::<4>().0.iter().all(|p| *p == [40, 30, 20, 200]));
        }
        let mask = Mask::from_vec(7, 7, vec![255; 49]).unwrap();
        assert!(scale_mask(&mask, 3, 5).unwrap().data().iter().all(|&c| c == 255));
    }

    #[test]
    fn an_area_is_exact() {
        let mask = Mask::from_vec(4, 2, vec![0, 100, 200, 40, 20, 80, 0, 60]).unwrap();
        assert_eq!(scale_mask(&mask, 2, 1).unwrap().data(), &[50, 75]);
        // Three columns from four: a third of the second belongs to the first.
        let mask = Mask::from_vec(4, 1, vec![0, 120, 120, 240]).unwrap();
        assert_eq!(scale_mask(&mask, 3, 1).unwrap().data(), &[30, 120, 210]);
    }

    #[test]
    fn empty_sizes_are_empty() {
        let none = Pixmap::new(0, 5).unwrap();
        assert_eq!(scale_photo(&none, 2, 2).unwrap().data(), &[0; 16]);
        let some = Mask::new(3, 3).unwrap();
        assert!(scale_mask(&some, 0, 4).unwrap().data().is_empty());
    }
}
