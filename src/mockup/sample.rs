//! Reads artwork between its texels: the inner loop of every warped placement.
//!
//! A pixel's four channels travel as 16-bit lanes of one u64, 12 bits each. Positions are sixteenths
//! of a texel, so weights are small whole numbers that sum to a power of two: a read is a few
//! multiplications and exact for flat color.

use super::footprint::{Footprint, STEPS};
use crate::pixels::Pixmap;

/// One in every lane.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The bits of a value in every lane.
const VALUES: u64 = ONES * 0xfff;

/// Pixels whose texels can be read in between.
pub(super) trait Source {
    /// Width and height in texels.
    fn size(&self) -> (u32, u32);

    /// A bilinear read, 12 bits a lane; (x, y) in steps from the center of the first texel.
    /// Transparent outside, where no map points.
    fn read(&self, x: u32, y: u32) -> u64;
}

/// Texels of the ink model: how much light they take away, linear, 0..=4095 a lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plane {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) lanes: Vec<u64>,
}

impl Plane {
    /// The texels `x0..x1` of row `y`; empty when outside.
    pub(super) fn row(&self, y: i32, x0: i32, x1: i32) -> &[u64] {
        let start = y as usize * self.width as usize;
        self.lanes.get(start + x0 as usize..start + x1 as usize).unwrap_or(&[])
    }

    /// Bytes this plane holds.
    pub(super) fn bytes(&self) -> usize {
        self.lanes.len() * 8
    }
}

impl Source for Plane {
    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    #[inline(always)]
    fn read(&self, x: u32, y: u32) -> u64 {
        const STEP: u32 = STEPS as u32;
        let width = self.width as usize;
        let i = (y / STEP) as usize * width + (x / STEP) as usize;
        let pair = |i: usize| match self.lanes.get(i..) {
            Some(rest) => rest.first_chunk::<2>().copied().unwrap_or_default(),
            None => [0; 2],
        };
        let ([a, b], [c, d]) = (pair(i), pair(i + width));
        // Most of most artworks is empty.
        if a | b | c | d == 0 {
            return 0;
        }
        let (fx, fy) = (u64::from(x % STEP), u64::from(y % STEP));
        let between = |a: u64, b: u64, f: u64| {
            ((a * (STEPS as u64 - f) + b * f + ONES * (STEPS as u64 / 2)) >> 4) & VALUES
        };
        between(between(a, b, fx), between(c, d, fx), fy)
    }
}

/// RGBA bytes to lanes, in the order red, blue, green, alpha.
#[inline(always)]
fn spread(pixel: u32) -> u64 {
    let p = u64::from(pixel);
    (p | (p << 24)) & (ONES * 0xff)
}

/// Lanes of 12 bits from a pixmap to RGBA bytes, rounded to the nearest. Premultiplied color does
/// not exceed its alpha: all lanes are rounded alike.
#[inline(always)]
pub(super) fn to_rgba(lanes: u64) -> [u8; 4] {
    let bytes = ((lanes + ONES * 8) >> 4) & (ONES * 0xff);
    ((bytes | (bytes >> 24)) as u32).to_le_bytes()
}

impl Source for Pixmap {
    fn size(&self) -> (u32, u32) {
        (self.width(), self.height())
    }

    #[inline(always)]
    fn read(&self, x: u32, y: u32) -> u64 {
        const STEP: u32 = STEPS as u32;
        let stride = self.width() as usize * 4;
        let i = (y / STEP) as usize * stride + (x / STEP) as usize * 4;
        let pair = |i: usize| match self.data().get(i..) {
            Some(rest) => rest.first_chunk::<8>().map_or(0, |pair| u64::from_le_bytes(*pair)),
            None => 0,
        };
        let (top, bottom) = (pair(i), pair(i + stride));
        if top | bottom == 0 {
            return 0;
        }
        let (fx, fy) = (u64::from(x % STEP), u64::from(y % STEP));
        let both = fx * fy;
        let (right, below) = (fx * STEPS as u64 - both, fy * STEPS as u64 - both);
        let sum = spread(top as u32) * ((STEPS * STEPS) as u64 - right - below - both)
            + spread((top >> 32) as u32) * right
            + spread(bottom as u32) * below
            + spread((bottom >> 32) as u32) * both;
        (sum >> 4) & VALUES
    }
}

/// Fills `out` with what the pixels at `positions` see, 12 bits a lane; says whether any of it is
/// not empty.
pub(super) fn gather<S: Source>(
    source: &S,
    footprint: &Footprint,
    positions: &[[u16; 2]],
    out: &mut [u64],
) -> bool {
    let out = out.iter_mut().zip(positions);
    let mut any = 0;
    if footprint.total_log2() == 0 {
        for (out, &[x, y]) in out {
            *out = source.read(u32::from(x), u32::from(y));
            any |= *out;
        }
        return any != 0;
    }
    let (fx, fy) = footprint.first();
    let (dx, dy) = (i32::from(footprint.dx), i32::from(footprint.dy));
    // Reads beyond the artwork's edge see the edge.
    let last = |side: u32| ((side as i32 - 1).saturating_mul(STEPS) - 1).max(0);
    let (width, height) = source.size();
    let (right, bottom) = (last(width), last(height));
    let across = footprint.across.map(i32::from);
    let shift = footprint.total_log2();
    for (out, &[x, y]) in out {
        // Sixteen reads of 12 bits fill a lane.
        let mut sum = ONES << (shift - 1);
        for row in 0..=i32::from(footprint.double) {
            let mut x = i32::from(x) + fx + row * across[0];
            let mut y = i32::from(y) + fy + row * across[1];
            for _ in 0..1 << footprint.reads_log2 {
                sum += source.read(x.clamp(0, right) as u32, y.clamp(0, bottom) as u32);
                (x, y) = (x + dx, y + dy);
            }
        }
        *out = (sum >> shift) & VALUES;
        any |= *out;
    }
    any != 0
}

/// The mean of four values a lane, rounded to the nearest.
#[inline(always)]
pub(super) fn mean(a: u64, b: u64, c: u64, d: u64) -> u64 {
    ((a + b + c + d + ONES * 2) >> 2) & VALUES
}
