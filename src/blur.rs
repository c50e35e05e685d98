//! Blurred coverage: soft shadows, glows, the feathers of masks.

use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{MAX_PIXELS, Mask};

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
    let pad = blur_reach(sigma_px);
    Ok((pad as u32, blur_within(mask, sigma_px, mask.rect().inflate(pad))?))
}

/// By how many pixels [`blur`] spreads a mask.
pub fn blur_reach(sigma_px: f64) -> i32 {
    reach(&passes(sigma_px))
}

/// The pixels of `window`, counted from the mask's corner, of the blurred mask. Every pixel is computed
/// from the same neighbors in the same order, whatever the window.
///
/// # Errors
/// As [`blur`].
pub fn blur_within(mask: &Mask, sigma_px: f64, window: PixelRect) -> Result<Mask, Error> {
    let passes = &passes(sigma_px);
    let mut out = Mask::new(window.width(), window.height())?;
    let pad = reach(passes);
    let source = window.inflate(pad).intersect(&mask.rect());
    if source.is_empty() || window.is_empty() {
        return Ok(out);
    }
    if passes.is_empty() {
        for y in source.y0..source.y1 {
            let to = out.row_mut(y - window.y0, source.x0 - window.x0, source.x1 - window.x0);
            to.copy_from_slice(mask.row(y, source.x0, source.x1));
        }
        return Ok(out);
    }
    // How far into the strips the mask begins.
    let before = (source.x0 - window.x0 + pad) as usize;
    let above = (source.y0 - window.y0 + pad) as usize;
    let (pad, width, height) = (pad as usize, window.width() as usize, window.height() as usize);
    let columns = source.width() as usize;
    let mut plane = zeros(columns as u64 * height as u64, 0)?;
    let mut strip = Strip::new(height + 2 * pad, passes)?;
    for x in (0..columns).step_by(LANES) {
        let x0 = source.x0 + x as i32;
        let x1 = source.x1.min(x0 + LANES as i32);
        for (to, y) in strip.cleared(above).iter_mut().zip(source.y0..source.y1) {
            *to = take(mask.row(y, x0, x1)).map(|v| u16::from(v) << 4);
        }
        strip.blur(passes);
        for (to, from) in plane.chunks_exact_mut(columns).zip(strip.rest(pad)) {
            put(to.get_mut(x..).unwrap_or_default(), *from);
        }
    }
    // Rows as columns, and back, in squares: a little faster (measured in wasm) than sums along a row.
    let mut strip = Strip::new(width + 2 * pad, passes)?;
    for (to, from) in out.data_mut().chunks_mut(width * LANES).zip(plane.chunks(columns * LANES)) {
        for (x, to) in (0..columns).step_by(TILE).zip(strip.cleared(before).chunks_mut(TILE)) {
            let row = |y: usize| from.get(y * columns + x..(y + 1) * columns).unwrap_or_default();
            let upper = turn(std::array::from_fn(|y| take(row(y))));
            let lower = turn(std::array::from_fn(|y| take(row(TILE + y))));
            for ((to, upper), lower) in to.iter_mut().zip(upper).zip(lower) {
                let (left, right) = to.split_at_mut(TILE);
                left.copy_from_slice(&upper);
                right.copy_from_slice(&lower);
            }
        }
        strip.blur(passes);
        for (x, from) in (0..width).step_by(TILE).zip(strip.rest(pad).chunks(TILE)) {
            let half = |x: usize, from_row: usize| {
                take(from.get(x).and_then(|lane| lane.get(from_row..)).unwrap_or_default())
            };
            let upper = turn(std::array::from_fn(|x| half(x, 0)));
            let lower = turn(std::array::from_fn(|x| half(x, TILE)));
            for (to, from) in to.chunks_mut(width).zip(upper.iter().chain(&lower)) {
                let to = to.get_mut(x..).unwrap_or_default();
                to.iter_mut().zip(from).for_each(|(to, from)| *to = ((from + 8) >> 4) as u8);
            }
        }
    }
    Ok(out)
}

/// One convolution.
enum Pass {
    /// The mean of this many pixels before, the pixel itself, and this many after it.
    Box { before: usize, after: usize },
    /// Weights of the pixels at distance 0, 1, 2, …, in both directions; their sum is 1.
    Kernel(Vec<f32>),
}

impl Pass {
    /// How far it spreads a pixel.
    fn reach(&self) -> usize {
        match self {
            Self::Box { before, after } => *before.max(after),
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
        (0..3).map(|_| Pass::Box { before: half, after: half }).collect()
    } else {
        vec![
            Pass::Box { before: half, after: half - 1 },
            Pass::Box { before: half - 1, after: half },
            Pass::Box { before: half, after: half },
        ]
    }
}

/// Columns that are blurred at a time, as many bytes as stay in the caches with the pixels below them.
const LANES: usize = 16;

/// Pixels beside each other, in 12 bits, so that six passes do not round to bytes six times.
type Lane = [u16; LANES];

/// What is blurred at a time, from the first row to the last.
struct Strip {
    from: Vec<Lane>,
    to: Vec<Lane>,
    length: usize,
    /// What stays empty on either side, so that no pass reaches outside.
    margin: usize,
}

impl Strip {
    fn new(length: usize, passes: &[Pass]) -> Result<Self, Error> {
        let margin = passes.iter().map(Pass::reach).max().unwrap_or(0);
        let all = (length + 2 * margin) as u64;
        Ok(Self { from: zeros(all, [0; LANES])?, to: zeros(all, [0; LANES])?, length, margin })
    }

    /// Empties it and returns what is in it from `at` on.
    fn cleared(&mut self, at: usize) -> &mut [Lane] {
        self.from.fill([0; LANES]);
        let end = self.margin + self.length;
        self.from.get_mut(self.margin + at..end).unwrap_or_default()
    }

    /// What is in it from `at` on.
    fn rest(&self, at: usize) -> &[Lane] {
        self.from.get(self.margin + at..self.margin + self.length).unwrap_or_default()
    }

    /// Does all passes. What does one is given pixels from as far before the first as it reaches.
    fn blur(&mut self, passes: &[Pass]) {
        let Self { from, to, length, margin } = self;
        for pass in passes {
            let to_rows = to.get_mut(*margin..*margin + *length).unwrap_or_default();
            let rows = |before: usize| from.get(*margin - before..).unwrap_or_default();
            match pass {
                Pass::Box { before, after } => means(rows(*before), to_rows, before + after),
                Pass::Kernel(weights) => sums(rows(weights.len() - 1), to_rows, weights),
            }
            std::mem::swap(from, to);
        }
    }
}

/// Side of the squares that rows are turned to columns in.
const TILE: usize = LANES / 2;

/// Rows to columns: three times, each row is interleaved with the one half way below it.
#[inline(always)]
fn turn(mut tile: [[u16; TILE]; TILE]) -> [[u16; TILE]; TILE] {
    for _ in 0..3 {
        let rows = tile;
        for (i, pair) in tile.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            let (a, b) = (rows[i], rows[i + TILE / 2]);
            *pair = [
                [a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]],
                [a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]],
            ];
        }
    }
    tile
}

fn zeros<T: Copy>(count: u64, zero: T) -> Result<Vec<T>, Error> {
    let refuse =
        || Error::TooLarge { path: String::new(), what: "pixels", value: count, limit: MAX_PIXELS };
    if count > MAX_PIXELS {
        return Err(refuse());
    }
    let mut data = Vec::new();
    data.try_reserve_exact(count as usize).map_err(|_| refuse())?;
    data.resize(count as usize, zero);
    Ok(data)
}

/// The numbers that the row begins with, 0 beyond its end.
#[inline]
fn take<T: Copy + Default, const N: usize>(row: &[T]) -> [T; N] {
    row.first_chunk().copied().unwrap_or_else(|| {
        let mut numbers = [T::default(); N];
        numbers.iter_mut().zip(row).for_each(|(t, v)| *t = *v);
        numbers
    })
}

/// As many of the numbers as the row has room for.
#[inline]
fn put(row: &mut [u16], numbers: Lane) {
    match row.first_chunk_mut() {
        Some(whole) => *whole = numbers,
        None => row.iter_mut().zip(numbers).for_each(|(t, v)| *t = v),
    }
}

/// By what a sum of so many numbers is multiplied to be 2^20 times their mean. Every target multiplies
/// whole vectors of whole numbers; means are below 2^12, so their products fit, and are within 2^-9 of
/// the truth.
fn scale(count: usize) -> u32 {
    let count = count as u32;
    ((1 << 20) + count / 2) / count
}

#[inline]
fn mean(sum: u32, scale: u32) -> u16 {
    (sum.wrapping_mul(scale).wrapping_add(1 << 19) >> 20) as u16
}

/// `to[y]` is the mean of `from[y ..= y + span]`: running sums, two additions a pixel.
fn means(from: &[Lane], to: &mut [Lane], span: usize) {
    let scale = scale(span + 1);
    let mut sums = [0_u32; LANES];
    for row in from.iter().take(span) {
        sums.iter_mut().zip(row).for_each(|(s, v)| *s += u32::from(*v));
    }
    let enters = from.get(span..).unwrap_or_default();
    for ((out, new), old) in to.iter_mut().zip(enters).zip(from) {
        for (((o, s), &new), &old) in out.iter_mut().zip(&mut sums).zip(new).zip(old) {
            let sum = s.wrapping_add(u32::from(new));
            *o = mean(sum, scale);
            *s = sum.wrapping_sub(u32::from(old));
        }
    }
}

/// `to[y]` is the weighted sum of the rows around `from[y + weights.len() - 1]`.
fn sums(from: &[Lane], to: &mut [Lane], weights: &[f32]) {
    for (out, around) in to.iter_mut().zip(from.windows((2 * weights.len()).max(2) - 1)) {
        *out = weigh(weights, |at| around.get(at).copied().unwrap_or_default());
    }
}

/// The sum of what is `at` each place, weighed by its distance from the middle.
#[inline]
fn weigh(weights: &[f32], at: impl Fn(usize) -> Lane) -> Lane {
    let [middle, weights @ ..] = weights else { return [0; LANES] };
    let reach = weights.len();
    let mut sums = at(reach).map(|v| 0.5 + middle * f32::from(v));
    for (i, weight) in (1..).zip(weights) {
        // What is as far before as behind weighs the same.
        for ((s, a), b) in sums.iter_mut().zip(at(reach - i)).zip(at(reach + i)) {
            *s += weight * (i32::from(a) + i32::from(b)) as f32;
        }
    }
    sums.map(|s| (s as i32).min(255 << 4) as u16)
}
