//! Blurred coverage: soft shadows and glows.

use crate::error::Error;
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
    let sigma = sigma_px.min(MAX_BLUR_SIGMA);
    if sigma_px.is_nan() || sigma <= 0.01 || mask.rect().is_empty() {
        return Ok((0, mask.clone()));
    }
    let passes = passes(sigma);
    let pad: usize = passes.iter().map(Pass::reach).sum();
    let (w, h) = (mask.width() as usize, mask.height() as usize);

    let mut plane = Plane::new(w, h + 2 * pad)?;
    for (to, from) in plane.rows_from(pad).zip(mask.data().chunks_exact(w)) {
        for (t, &f) in to.iter_mut().zip(from) {
            *t = u16::from(f) * 257;
        }
    }
    // Down the columns, where a row of sums is one vector; then the same with rows and columns swapped.
    let mut plane = plane.blurred(&passes)?.transposed(pad)?.blurred(&passes)?.transposed(0)?;
    let out = plane.data.iter_mut().map(|v| ((u32::from(*v) * 255 + 32_895) >> 16) as u8);
    let mut blurred = Mask::new((w + 2 * pad) as u32, (h + 2 * pad) as u32)?;
    for (to, from) in blurred.data_mut().iter_mut().zip(out) {
        *to = from;
    }
    Ok((pad as u32, blurred))
}

/// The shadow that a coverage throws: moved by `offset` pixels (rounded to whole ones, so that a hard
/// shadow is as crisp as what throws it), then blurred by `sigma_px` as [`blur`] does. An offset that
/// is not finite counts as 0.
///
/// # Errors
/// As [`blur`].
pub fn drop_shadow(
    coverage: &Coverage,
    offset: (f64, f64),
    sigma_px: f64,
) -> Result<Coverage, Error> {
    let (pad, mask) = blur(&coverage.mask, sigma_px)?;
    // A cast saturates and makes NaN zero.
    let moved = |at: i32, by: f64| at.saturating_add((by + 0.5).floor() as i32 - pad as i32);
    Ok(Coverage { x: moved(coverage.x, offset.0), y: moved(coverage.y, offset.1), mask })
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

fn passes(sigma: f64) -> Vec<Pass> {
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

/// Coverage in 16 bits, so that six passes do not round to bytes six times.
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

    /// Rows for columns, with `pad` empty rows before and after.
    fn transposed(&self, pad: usize) -> Result<Self, Error> {
        /// Side of the squares that are turned at a time, so that reads and writes share cache lines.
        const TILE: usize = 16;
        let (w, h) = (self.width, self.height());
        let mut out = Self::new(h, w + 2 * pad)?;
        let turned = out.data.chunks_mut(h.max(1)).skip(pad).take(w);
        let mut rows: Vec<&mut [u16]> = turned.collect();
        for (rows, x0) in rows.chunks_mut(TILE).zip((0..).step_by(TILE)) {
            for y0 in (0..h).step_by(TILE) {
                for (to, x) in rows.iter_mut().zip(x0..) {
                    for (to, y) in to.iter_mut().zip(0..h).skip(y0).take(TILE) {
                        *to = self.data[y * w + x];
                    }
                }
            }
        }
        Ok(out)
    }
}

/// `to[y]` is the mean of `from[y - above ..= y + below]`: running sums, two additions a pixel.
fn box_rows(from: &Plane, to: &mut Plane, above: usize, below: usize) {
    // Sums stay below 2^16 · 2^10, so the error of f32 is far below half a step.
    let scale = 1.0 / (above + below + 1) as f32;
    let mut sums = vec![0_i32; from.width];
    let add = |sums: &mut [i32], row: &[u16], sign: i32| {
        for (s, &v) in sums.iter_mut().zip(row) {
            *s += sign * i32::from(v);
        }
    };
    for y in 0..below as isize {
        add(&mut sums, from.row(y), 1);
    }
    for (y, out) in (0..).zip(to.rows_from(0)) {
        add(&mut sums, from.row(y + below as isize), 1);
        for (o, &s) in out.iter_mut().zip(&sums) {
            *o = (s as f32 * scale + 0.5) as i32 as u16;
        }
        add(&mut sums, from.row(y - above as isize), -1);
    }
}

/// `to[y]` is the weighted sum of the rows around `y`.
fn kernel_rows(from: &Plane, to: &mut Plane, weights: &[f32]) {
    let mut sums = vec![0.5_f32; from.width];
    for (y, out) in (0_isize..).zip(to.rows_from(0)) {
        sums.fill(0.5);
        for (i, &weight) in (0_isize..).zip(weights) {
            let rows = if i == 0 { [from.row(y), &[]] } else { [from.row(y - i), from.row(y + i)] };
            for row in rows {
                for (s, &v) in sums.iter_mut().zip(row) {
                    *s += weight * f32::from(v);
                }
            }
        }
        for (o, &s) in out.iter_mut().zip(&sums) {
            *o = (s as i32).min(65_535) as u16;
        }
    }
}
