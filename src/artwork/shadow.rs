//! Blurred coverage: soft shadows and glows.

use std::ops::Range;

use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, MAX_PIXELS, Mask};

/// Largest standard deviation of a blur, in pixels; larger ones are drawn like this one.
pub const MAX_BLUR_SIGMA: f64 = 256.0;

/// Below this, three boxes are too coarse and the Gaussian itself is short enough.
const BOXES_FROM_SIGMA: f64 = 2.0;

/// Gaussian blur of a mask with standard deviation `sigma_px` in pixels.
///
/// The result is larger by the returned number of pixels on all four sides. From 2 pixels on it is
/// three box blurs, within 4 % of the Gaussian and as fast for any sigma (W3C Filter Effects Level 1,
/// section 9.11, `feGaussianBlur`); below, the Gaussian itself. Zero, negative and NaN do not blur.
///
/// # Errors
/// [`Error::TooLarge`] when the padded mask is, or memory is short.
pub fn blur(mask: &Mask, sigma_px: f64) -> Result<(u32, Mask), Error> {
    if mask.rect().is_empty() {
        return Ok((0, mask.clone()));
    }
    let passes = passes(sigma_px);
    let pad = reach(&passes);
    Ok((pad as u32, blur_within(mask, &passes, mask.rect().inflate(pad))?))
}

/// By how many pixels [`blur`] spreads a mask.
pub fn blur_reach(sigma_px: f64) -> i32 {
    reach(&passes(sigma_px))
}

/// The shadow that a coverage throws: moved by `offset` pixels (rounded to whole ones, so that a hard
/// shadow is as crisp as what throws it), then blurred by `sigma_px` as [`blur`] does. An offset that
/// is not finite counts as 0.
///
/// Only what lies in `window` is drawn, as it would be without one; `None` when nothing does.
///
/// # Errors
/// As [`blur`].
pub fn drop_shadow(
    coverage: &Coverage,
    offset: (f64, f64),
    sigma_px: f64,
    window: PixelRect,
) -> Result<Option<Coverage>, Error> {
    // A cast saturates and makes NaN zero.
    let whole = |by: f64| (by + 0.5).floor() as i32;
    let passes = passes(sigma_px);
    let from = coverage.rect().translate(whole(offset.0), whole(offset.1));
    let rect = from.inflate(reach(&passes)).intersect(&window);
    if rect.is_empty() {
        return Ok(None);
    }
    let mask = blur_within(&coverage.mask, &passes, rect.translate(-from.x0, -from.y0))?;
    Ok(Some(Coverage { x: rect.x0, y: rect.y0, mask }))
}

/// The pixels of `window`, counted from the mask's corner, of the blurred mask. Every pixel is computed
/// from the same neighbors in the same order, whatever the window.
fn blur_within(mask: &Mask, passes: &[Pass], window: PixelRect) -> Result<Mask, Error> {
    let mut out = Mask::new(window.width(), window.height())?;
    let pad = reach(passes);
    let source = window.inflate(pad).intersect(&mask.rect());
    if source.is_empty() {
        return Ok(out);
    }
    if passes.is_empty() {
        for y in source.y0..source.y1 {
            let to = out.row_mut(y - window.y0, source.x0 - window.x0, source.x1 - window.x0);
            to.copy_from_slice(mask.row(y, source.x0, source.x1));
        }
        return Ok(out);
    }
    let (pad_rows, height) = (pad as usize, window.height() as usize);
    let width = window.width() as usize;
    let above = (source.y0 - window.y0 + pad) as usize;
    let mut plane = Plane::new(source.width() as usize, height + 2 * pad_rows)?;
    for (to, y) in plane.rows_from(above).zip(source.y0..source.y1) {
        for (t, &f) in to.iter_mut().zip(mask.row(y, source.x0, source.x1)) {
            *t = u16::from(f) << 4;
        }
    }
    // Down the columns, where a row of sums is one vector; then the same with rows and columns swapped.
    let before = (source.x0 - window.x0 + pad) as usize;
    let plane = plane.blurred(passes)?.transposed(
        pad_rows..pad_rows + height,
        before,
        width + 2 * pad_rows,
    )?;
    let plane = plane.blurred(passes)?.transposed(pad_rows..pad_rows + width, 0, height)?;
    for (to, v) in out.data_mut().iter_mut().zip(&plane.data) {
        *to = ((*v + 8) >> 4) as u8;
    }
    Ok(out)
}

/// One convolution down the columns.
enum Pass {
    /// The mean of this many rows above, the row itself, and this many below.
    Box { above: usize, below: usize },
    /// Weights of the rows at distance 0, 1, 2, …, in both directions; their sum is 1.
    Kernel(Vec<f32>),
}

impl Pass {
    /// How far it spreads a pixel.
    fn reach(&self) -> usize {
        match self {
            Self::Box { above, below } => *above.max(below),
            Self::Kernel(weights) => weights.len() - 1,
        }
    }
}

/// How far all of them spread a pixel; below 2^10.
fn reach(passes: &[Pass]) -> i32 {
    passes.iter().map(Pass::reach).sum::<usize>() as i32
}

/// The passes of a blur; none for one that is too small to see, negative or NaN.
fn passes(sigma: f64) -> Vec<Pass> {
    if sigma.is_nan() || sigma <= 0.01 {
        return Vec::new();
    }
    let sigma = sigma.min(MAX_BLUR_SIGMA);
    if sigma < BOXES_FROM_SIGMA {
        let reach = (3.0 * sigma + 0.5).ceil() as i32;
        // The Gaussian's share of each pixel: sampled at its middle, a narrow one would be off by 5 %.
        let below = |x: f64| libm::erf(x / (sigma * std::f64::consts::SQRT_2)) / 2.0;
        let weight = |i: i32| below(f64::from(i) + 0.5) - below(f64::from(i) - 0.5);
        let sum: f64 = (-reach..=reach).map(weight).sum();
        return vec![Pass::Kernel((0..=reach).map(|i| (weight(i) / sum) as f32).collect())];
    }
    // 3·√(2π)/4, as the specification has it.
    let d = (sigma * 1.879_971_205_598_732_4 + 0.5).floor() as usize;
    let half = d / 2;
    if d % 2 == 1 {
        (0..3).map(|_| Pass::Box { above: half, below: half }).collect()
    } else {
        vec![
            Pass::Box { above: half, below: half - 1 },
            Pass::Box { above: half - 1, below: half },
            Pass::Box { above: half, below: half },
        ]
    }
}

/// Side of the squares that are turned at a time.
const TILE: usize = 8;

/// Coverage in 12 bits, so that six passes do not round to bytes six times.
struct Plane {
    width: usize,
    data: Vec<u16>,
}

impl Plane {
    fn new(width: usize, height: usize) -> Result<Self, Error> {
        let pixels = width as u64 * height as u64;
        let refuse = || Error::TooLarge {
            path: String::new(),
            what: "pixels",
            value: pixels,
            limit: MAX_PIXELS,
        };
        if pixels > MAX_PIXELS {
            return Err(refuse());
        }
        let mut data = Vec::new();
        data.try_reserve_exact(pixels as usize).map_err(|_| refuse())?;
        data.resize(pixels as usize, 0);
        Ok(Self { width, data })
    }

    fn height(&self) -> usize {
        self.data.len() / self.width.max(1)
    }

    fn rows_from(&mut self, y: usize) -> impl Iterator<Item = &mut [u16]> {
        self.data.chunks_exact_mut(self.width.max(1)).skip(y)
    }

    /// Row `y`; rows outside are empty.
    fn row(&self, y: isize) -> &[u16] {
        let start = usize::try_from(y).unwrap_or(usize::MAX).saturating_mul(self.width);
        self.data.get(start..start.saturating_add(self.width)).unwrap_or(&[])
    }

    fn blurred(self, passes: &[Pass]) -> Result<Self, Error> {
        let mut from = self;
        let mut to = Self::new(from.width, from.height())?;
        for pass in passes {
            match pass {
                Pass::Box { above, below } => box_rows(&from, &mut to, *above, *below),
                Pass::Kernel(weights) => kernel_rows(&from, &mut to, weights),
            }
            std::mem::swap(&mut from, &mut to);
        }
        Ok(from)
    }

    /// `rows` of it as columns, its columns as rows after `before` empty ones, in a plane so many rows
    /// high.
    fn transposed(&self, rows: Range<usize>, before: usize, height: usize) -> Result<Self, Error> {
        let (w, h) = (self.width, rows.len());
        let mut out = Self::new(h, height)?;
        let data = self.data.get(rows.start * w..rows.end * w).unwrap_or(&[]);
        let turned = out.data.get_mut(before * h..).unwrap_or_default();
        for (y0, band) in (0..h).step_by(TILE).zip(data.chunks(TILE * w.max(1))) {
            for x0 in (0..w).step_by(TILE) {
                let mut tile = [[0_u16; TILE]; TILE];
                for (tile, row) in tile.iter_mut().zip(band.chunks(w)) {
                    match row.get(x0..).and_then(|row| row.first_chunk()) {
                        Some(whole) => *tile = *whole,
                        None => tile.iter_mut().zip(row.iter().skip(x0)).for_each(|(t, v)| *t = *v),
                    }
                }
                for (x, column) in (x0..w).zip(turn(tile)) {
                    let to = turned.get_mut(x * h + y0..(x + 1) * h).unwrap_or_default();
                    match to.first_chunk_mut() {
                        Some(whole) => *whole = column,
                        None => to.iter_mut().zip(column).for_each(|(t, v)| *t = v),
                    }
                }
            }
        }
        Ok(out)
    }
}

/// Rows for columns. Each of three rounds interleaves the upper half with the lower, which targets do
/// with whole words (measured in wasm: a third of the time of moving numbers one by one).
fn turn(mut tile: [[u16; TILE]; TILE]) -> [[u16; TILE]; TILE] {
    for _ in 0..3 {
        let (upper, lower) = tile.split_at(TILE / 2);
        let mut next = [[0; TILE]; TILE];
        for ((pair, a), b) in next.chunks_exact_mut(2).zip(upper).zip(lower) {
            for i in 0..TILE / 2 {
                let half = TILE / 2 + i;
                (pair[0][2 * i], pair[0][2 * i + 1]) = (a[i], b[i]);
                (pair[1][2 * i], pair[1][2 * i + 1]) = (a[half], b[half]);
            }
        }
        tile = next;
    }
    tile
}

/// `to[y]` is the mean of `from[y - above ..= y + below]`: running sums, two additions a pixel, in one
/// go over the row (measured: three loops take twice as long).
fn box_rows(from: &Plane, to: &mut Plane, above: usize, below: usize) {
    // A multiplication in whole numbers, which every target has for whole vectors: means are below 2^12,
    // so their products with 2^20 fit, and are within 2^-9 of the truth.
    let count = (above + below + 1) as u32;
    let scale = ((1 << 20) + count / 2) / count;
    let empty = vec![0; from.width];
    let row = |y: isize| match from.row(y) {
        [] => empty.as_slice(),
        row => row,
    };
    let mut sums = vec![0_u32; from.width];
    for y in 0..below as isize {
        for (s, &v) in sums.iter_mut().zip(from.row(y)) {
            *s += u32::from(v);
        }
    }
    for (y, out) in (0..).zip(to.rows_from(0)) {
        let (enters, leaves) = (row(y + below as isize), row(y - above as isize));
        for (((o, s), &new), &old) in out.iter_mut().zip(&mut sums).zip(enters).zip(leaves) {
            let sum = s.wrapping_add(u32::from(new));
            *o = (sum.wrapping_mul(scale).wrapping_add(1 << 19) >> 20) as u16;
            *s = sum.wrapping_sub(u32::from(old));
        }
    }
}

/// `to[y]` is the weighted sum of the rows around `y`.
fn kernel_rows(from: &Plane, to: &mut Plane, weights: &[f32]) {
    let empty = vec![0; from.width];
    let row = |y: isize| match from.row(y) {
        [] => empty.as_slice(),
        row => row,
    };
    let [middle, weights @ ..] = weights else { return };
    let mut sums = vec![0.5_f32; from.width];
    for (y, out) in (0_isize..).zip(to.rows_from(0)) {
        for (s, &v) in sums.iter_mut().zip(row(y)) {
            *s = 0.5 + middle * f32::from(v);
        }
        for (i, weight) in (1_isize..).zip(weights) {
            // Rows as far above as below weigh the same.
            for ((s, &a), &b) in sums.iter_mut().zip(row(y - i)).zip(row(y + i)) {
                *s += weight * (i32::from(a) + i32::from(b)) as f32;
            }
        }
        for (o, &s) in out.iter_mut().zip(&sums) {
            *o = (s as i32).min(255 << 4) as u16;
        }
    }
}
