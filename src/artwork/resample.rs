//! Separable resampling: each column and row of the result is a weighted sum of columns and rows of
//! the source.
//!
//! The filter is Catmull-Rom (Keys 1981, a = −1/2), stretched by the minification: it passes through
//! the pixels where nothing is scaled, stays sharp, and takes every source pixel into account. All
//! sums are integers, so the result does not depend on what part of it is computed.

use super::place::{ONE, Span};
use crate::error::Error;
use crate::pixels::{MAX_PIXELS, Pixmap};
use std::ops::Range;

/// The weights of one pixel add up to this.
const UNIT: i32 = 1 << 14;

/// Rows of the result that are made at a time.
const BAND: usize = 64;

/// Bits behind the point between the two passes: what the filter overshoots still fits 16 bits.
const KEPT: u32 = 6;

/// One axis of a picture in the raster.
pub(super) struct Axis {
    /// Where the whole picture lies.
    pub(super) span: Span,
    /// Its pixels at full size.
    pub(super) size: u32,
    /// Whether it runs from the end to the start.
    pub(super) flipped: bool,
}

impl Axis {
    /// Picture pixels to a raster pixel.
    pub(super) fn minification(&self) -> f64 {
        (f64::from(self.size) * ONE as f64) / self.span.length().max(1) as f64
    }
}

/// For each pixel of a range: which source pixels it takes, and how much of each.
pub(super) struct Taps {
    /// First source pixel and end of the weights of each pixel.
    pixels: Vec<(u32, usize)>,
    weights: Vec<i16>,
}

impl Taps {
    /// The taps of raster pixels `range` on an axis, out of its mipmap `level` of `size` pixels.
    pub(super) fn new(axis: &Axis, range: Range<i32>, level: u32, size: u32) -> Self {
        let shrink = 1.0 / f64::from(1_u32 << level.min(31));
        let scale = (axis.minification() * shrink).clamp(1.0, f64::from(size.max(1)));
        let (base, part) = (axis.span.start.div_euclid(ONE), axis.span.start.rem_euclid(ONE));
        let last = i64::from(size) - 1;
        let (mut pixels, mut weights) = (Vec::new(), Vec::new());
        let mut row: Vec<f64> = Vec::new();
        for pixel in range {
            let steps = (i64::from(pixel) - base) * ONE + ONE / 2 - part;
            let full = steps as f64 * axis.minification() / ONE as f64;
            let full = if axis.flipped { f64::from(axis.size) - full } else { full };
            let center = full * shrink;
            let (from, to) = (center - 2.0 * scale, center + 2.0 * scale);
            let first = (from.floor() as i64).clamp(0, last);
            let end = (to.ceil() as i64).clamp(first + 1, last + 1);
            // What lies beyond the picture is its outermost pixel.
            row.clear();
            row.resize((end - first) as usize, 0.0);
            for i in from.floor() as i64..to.ceil() as i64 {
                let weight = catmull_rom((i as f64 + 0.5 - center) / scale);
                if let Some(w) = row.get_mut((i.clamp(first, end - 1) - first) as usize) {
                    *w += weight;
                }
            }
            pixels.push((first as u32, quantize(&row, &mut weights)));
        }
        Self { pixels, weights }
    }

    /// The source pixels and weights of each pixel.
    fn iter(&self) -> impl Iterator<Item = (usize, &[i16])> {
        let mut start = 0;
        self.pixels.iter().map(move |&(first, end)| {
            let weights = self.weights.get(start..end).unwrap_or(&[]);
            start = end;
            (first as usize, weights)
        })
    }

    /// The source pixels that any pixel takes.
    fn extent(&self) -> Range<usize> {
        let first = self.iter().map(|(first, _)| first).min().unwrap_or(0);
        let end = self.iter().map(|(first, weights)| first + weights.len()).max().unwrap_or(0);
        first..end
    }
}

/// Appends the weights as integers whose sum is [`UNIT`], without zeros at the end, and returns where
/// they end.
fn quantize(row: &[f64], weights: &mut Vec<i16>) -> usize {
    let sum: f64 = row.iter().sum();
    let start = weights.len();
    weights.extend(row.iter().map(|w| (w / sum * f64::from(UNIT) + 0.5).floor() as i16));
    let missing = UNIT - weights.iter().skip(start).map(|&w| i32::from(w)).sum::<i32>();
    if let Some(largest) = weights.iter_mut().skip(start).max() {
        *largest = (i32::from(*largest) + missing) as i16;
    }
    while weights.len() > start + 1 && weights.last() == Some(&0) {
        weights.pop();
    }
    weights.len()
}

fn catmull_rom(t: f64) -> f64 {
    let t = t.abs();
    if t < 1.0 {
        (1.5 * t - 2.5) * t * t + 1.0
    } else if t < 2.0 {
        ((2.5 - 0.5 * t) * t - 4.0) * t + 2.0
    } else {
        0.0
    }
}

/// The pixels at the crossings of `columns` and `rows`.
///
/// Both passes run down the columns, where a weight times a row is one vector; between them, and
/// after, rows and columns change places. Measured for 512 to 300 pixels in wasm: 2.6 ms, where a pass
/// along the rows, pixel by pixel, made it 7. It goes in bands of rows: what lies between the passes then
/// stays in the cache, and takes a megabyte where that of a photo would take thirty.
pub(super) fn resample(source: &Pixmap, columns: &Taps, rows: &Taps) -> Result<Pixmap, Error> {
    let (out_w, out_h) = (columns.pixels.len(), rows.pixels.len());
    let mut out = Pixmap::new(out_w as u32, out_h as u32)?;
    let needed = columns.extent();
    if out_w == 0 || out_h == 0 || needed.is_empty() {
        return Ok(out);
    }
    let (wide, band) = (needed.len(), out_h.min(BAND));
    let [mut short, mut turned] = [buffer(wide * band)?, buffer(wide * band)?];
    let mut small = vec![[0_u8; 4]; out_w * band];
    let (mut across, mut down) = (vec![[0_i32; 4]; wide], vec![[0_i32; 4]; band]);
    let lines = source.data().chunks_exact((source.width() as usize * 4).max(1));
    let mut row_taps = rows.iter();
    for out in out.data_mut().as_chunks_mut::<4>().0.chunks_mut(out_w * band) {
        // The last band may have fewer rows.
        let height = out.len() / out_w;
        let short = &mut short[..wide * height];
        for (out, (first, weights)) in short.chunks_exact_mut(wide).zip(&mut row_taps) {
            across.fill([1 << (13 - KEPT); 4]);
            for (line, &weight) in lines.clone().skip(first).zip(weights) {
                let line = line.as_chunks::<4>().0.get(needed.clone()).unwrap_or(&[]);
                add(&mut across, line, weight);
            }
            for (to, sum) in out.as_flattened_mut().iter_mut().zip(across.as_flattened()) {
                *to = (sum >> (14 - KEPT)) as i16;
            }
        }
        let turned = &mut turned[..wide * height];
        transpose(&mut *turned, short, wide);
        let down = &mut down[..height];
        let small = &mut small[..out_w * height];
        for (out, (first, weights)) in small.chunks_exact_mut(height).zip(columns.iter()) {
            down.fill([1 << (13 + KEPT); 4]);
            let lines = turned.chunks_exact(height).skip(first - needed.start);
            for (line, &weight) in lines.zip(weights) {
                add(down, line, weight);
            }
            for (to, sum) in out.as_flattened_mut().iter_mut().zip(down.as_flattened()) {
                *to = (sum >> (14 + KEPT)).clamp(0, 255) as u8;
            }
            // Overshoot must not make a color brighter than its alpha.
            if out.iter().fold(255, |all, p| all & p[3]) != 255 {
                out.iter_mut().for_each(|p| *p = p.map(|v| v.min(p[3])));
            }
        }
        transpose(out, small, height);
    }
    Ok(out)
}

/// `sums += line · weight`, channel by channel. Not inlined: only as arguments are the slices known
/// not to overlap, and without that the loop does not become SIMD.
#[inline(never)]
fn add<T: Copy + Into<i32>>(sums: &mut [[i32; 4]], line: &[[T; 4]], weight: i16) {
    let weight = i32::from(weight);
    for (sum, p) in sums.as_flattened_mut().iter_mut().zip(line.as_flattened()) {
        *sum += (*p).into() * weight;
    }
}

/// The picture with rows for columns.
pub(super) fn transposed(source: &Pixmap) -> Result<Pixmap, Error> {
    let mut out = Pixmap::new(source.height(), source.width())?;
    let pixels = out.data_mut().as_chunks_mut::<4>().0;
    transpose(pixels, source.data().as_chunks::<4>().0, source.width() as usize);
    Ok(out)
}

/// Writes `from`, whose rows have `width` pixels, to `to` with rows for columns, in squares whose
/// lines stay in the cache.
fn transpose<P: Copy>(to: &mut [P], from: &[P], width: usize) {
    const TILE: usize = 16;
    let width = width.max(1);
    let height = (from.len() / width).max(1);
    let mut rows: Vec<&mut [P]> = to.chunks_exact_mut(height).collect();
    for (rows, x0) in rows.chunks_mut(TILE).zip((0..).step_by(TILE)) {
        for (block, y0) in from.chunks(width * TILE).zip((0..).step_by(TILE)) {
            for (to, x) in rows.iter_mut().zip(x0..) {
                let column = block.iter().skip(x).step_by(width);
                for (to, from) in to.iter_mut().skip(y0).zip(column) {
                    *to = *from;
                }
            }
        }
    }
}

/// Pixels between the passes, if memory holds them.
fn buffer(pixels: usize) -> Result<Vec<[i16; 4]>, Error> {
    let mut data = Vec::new();
    data.try_reserve_exact(pixels).map_err(|_| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: pixels as u64,
        limit: MAX_PIXELS,
    })?;
    data.resize(pixels, [0; 4]);
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_and_pass_through_pixels() {
        for (length, size) in [(256, 1), (300 * 256, 512), (77, 4000), (900 * 256 + 13, 40)] {
            for flipped in [false, true] {
                let axis = Axis { span: Span { start: -57, end: length - 57 }, size, flipped };
                let taps = Taps::new(&axis, -1..5, 0, size);
                for (first, weights) in taps.iter() {
                    assert_eq!(weights.iter().map(|&w| i32::from(w)).sum::<i32>(), UNIT);
                    assert!(first + weights.len() <= size as usize);
                }
            }
        }
        let axis = Axis { span: Span { start: 512, end: 512 + 256 * 9 }, size: 9, flipped: false };
        let taps = Taps::new(&axis, 2..11, 0, 9);
        for (i, (first, weights)) in taps.iter().enumerate() {
            let at = weights.iter().position(|&w| w != 0).unwrap();
            assert_eq!((first + at, i32::from(weights[at])), (i, UNIT));
        }
    }
}
