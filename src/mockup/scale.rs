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

/// For each result position, what it reads.
struct Taps {
    /// First source index of each position; `count` from there are inside the source.
    first: Vec<usize>,
    /// `count` weights a position, which sum to exactly [`ONE`].
    weights: Vec<i32>,
    count: usize,
}

impl Taps {
    fn new(from: u32, to: u32, kernel: &Kernel) -> Self {
        let ratio = f64::from(from) / f64::from(to);
        let radius = (kernel.radius)(ratio);
        let count = ((2.0 * radius).floor() as usize + 1).min(from as usize);
        let last = f64::from(from) - 1.0;
        let mut taps = Self { first: Vec::new(), weights: Vec::new(), count };
        for i in 0..to {
            let center = (f64::from(i) + 0.5) * ratio - 0.5;
            let first = (center - radius).ceil().clamp(0.0, f64::from(from) - count as f64);
            let inside = |k: usize| {
                let distance = (first + k as f64).min(last) - center;
                if distance.abs() <= radius { (kernel.weight)(distance, ratio) } else { 0.0 }
            };
            let weights: Vec<f64> = (0..count).map(inside).collect();
            let sum: f64 = weights.iter().sum();
            let start = taps.weights.len();
            taps.weights.extend(weights.iter().map(|w| (w / sum * f64::from(ONE)).round() as i32));
            // What rounding lost goes to the heaviest weight, so that a flat picture stays flat.
            let fixed = &mut taps.weights[start..];
            let lost = ONE - fixed.iter().sum::<i32>();
            if let Some(heaviest) = fixed.iter_mut().max_by_key(|w| **w) {
                *heaviest += lost;
            }
            taps.first.push(first as usize);
        }
        taps
    }

    /// First source index and weights of each position.
    fn iter(&self) -> impl Iterator<Item = (usize, &[i32])> {
        self.first.iter().copied().zip(self.weights.chunks_exact(self.count.max(1)))
    }
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
    let columns = Taps::new(from_width, width, kernel);
    let stride = from_width as usize * N;
    let mut sums = vec![0i32; stride];
    let mut row = vec![0u8; stride];
    let rows = Taps::new(from_height, height, kernel);
    // Masks are mostly black: where all that a row reads is, so is the row, which starts out black.
    let black: Vec<bool> = source.chunks_exact(stride).map(is_black).collect();
    for (out, (first, weights)) in out.chunks_exact_mut(width as usize * N).zip(rows.iter()) {
        if black[first..first + weights.len()].iter().all(|black| *black) {
            continue;
        }
        sums.fill(ONE / 2);
        for (source, &weight) in source.chunks_exact(stride).skip(first).zip(weights) {
            for (sum, &value) in sums.iter_mut().zip(source) {
                *sum += weight * i32::from(value);
            }
        }
        for (value, &sum) in row.iter_mut().zip(&sums) {
            *value = byte(sum);
        }
        let pixels = row.as_chunks::<N>().0;
        for (out, (first, weights)) in out.as_chunks_mut::<N>().0.iter_mut().zip(columns.iter()) {
            let mut sum = [ONE / 2; N];
            for (pixel, &weight) in pixels[first..first + weights.len()].iter().zip(weights) {
                for (sum, &value) in sum.iter_mut().zip(pixel) {
                    *sum += weight * i32::from(value);
                }
            }
            *out = sum.map(byte);
        }
    }
    Ok(())
}

fn is_black(row: &[u8]) -> bool {
    let (blocks, rest) = row.as_chunks::<32>();
    blocks.iter().all(|block| block.iter().fold(0, |any, v| any | v) == 0)
        && rest.iter().all(|v| *v == 0)
}

/// A sum of weights times values, back in 0..=255; below 0 the shift rounds down, which the clamp undoes.
fn byte(sum: i32) -> u8 {
    (sum >> ONE.trailing_zeros()).clamp(0, 255) as u8
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
