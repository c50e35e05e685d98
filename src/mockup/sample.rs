//! Reads artwork between its texels: the inner loop of every warped placement.
//!
//! A pixel's four channels travel as 16-bit lanes of one u64. The four weights of a bilinear read are
//! products of sixteenths and sum to 256, so a read is four multiplications and one rounding, exact
//! for flat color, and premultiplied color never exceeds its alpha.

use super::footprint::{Footprint, STEPS};
use crate::pixels::Pixmap;

/// Every second byte: the lanes of one channel pair each.
const LANES: u64 = 0x00ff_00ff_00ff_00ff;

/// One in every lane.
const ONES: u64 = 0x0001_0001_0001_0001;

/// One in the weights of a read.
const WEIGHTS: u64 = (STEPS * STEPS) as u64;

/// RGBA bytes to lanes (in the order red, blue, green, alpha).
#[inline(always)]
fn spread(pixel: u32) -> u64 {
    let p = u64::from(pixel);
    (p | (p << 24)) & LANES
}

/// Lanes, each at most 255, back to RGBA bytes.
#[inline(always)]
fn gathered(lanes: u64) -> u32 {
    (lanes | (lanes >> 24)) as u32
}

/// The texels a run of pixels reads.
#[derive(Clone, Copy)]
struct Texels<'a> {
    data: &'a [u8],
    stride: usize,
}

impl Texels<'_> {
    /// A bilinear read, 256 times too large, without rounding; (x, y) in steps from the center of
    /// the first texel. Transparent outside, where no map points.
    #[inline(always)]
    fn read(&self, x: u32, y: u32) -> u64 {
        let steps = STEPS as u32;
        let i = (y / steps) as usize * self.stride + (x / steps) as usize * 4;
        let pair = |i: usize| match self.data.get(i..) {
            Some(rest) => rest.first_chunk::<8>().map_or(0, |pair| u64::from_le_bytes(*pair)),
            None => 0,
        };
        let (top, bottom) = (pair(i), pair(i + self.stride));
        // Most of most artworks is empty.
        if top | bottom == 0 {
            return 0;
        }
        let (fx, fy) = (u64::from(x % steps), u64::from(y % steps));
        let both = fx * fy;
        let (right, below) = (fx * STEPS as u64 - both, fy * STEPS as u64 - both);
        spread(top as u32) * (WEIGHTS - right - below - both)
            + spread((top >> 32) as u32) * right
            + spread(bottom as u32) * below
            + spread((bottom >> 32) as u32) * both
    }
}

/// Fills `out`, four bytes a pixel, with what the pixels at `positions` see of `level`; says whether
/// any of it has alpha.
pub(super) fn gather(
    level: &Pixmap,
    footprint: &Footprint,
    positions: &[[u16; 2]],
    out: &mut [u8],
) -> bool {
    let texels = Texels { data: level.data(), stride: level.width() as usize * 4 };
    let out = out.as_chunks_mut::<4>().0.iter_mut().zip(positions);
    let mut any = 0;
    if footprint.reads_log2 == 0 {
        for (out, &[x, y]) in out {
            let sum = texels.read(u32::from(x), u32::from(y)) + ONES * (WEIGHTS / 2);
            let pixel = gathered((sum >> 8) & LANES);
            any |= pixel;
            *out = pixel.to_le_bytes();
        }
        return any != 0;
    }
    let (fx, fy) = footprint.first();
    let (dx, dy) = (i32::from(footprint.dx), i32::from(footprint.dy));
    // Reads beyond the artwork's edge see the edge.
    let last = |side: u32| (side as i32 - 1).saturating_mul(STEPS) - 1;
    let (right, bottom) = (last(level.width()).max(0), last(level.height()).max(0));
    let shift = 4 + footprint.reads_log2;
    for (out, &[x, y]) in out {
        let (mut x, mut y) = (i32::from(x) + fx, i32::from(y) + fy);
        // Sixteen reads of 12 bits fill a lane.
        let mut sum = ONES << (shift - 1);
        for _ in 0..1 << footprint.reads_log2 {
            let read = texels.read(x.clamp(0, right) as u32, y.clamp(0, bottom) as u32);
            sum += (read >> 4) & (ONES * 0xfff);
            (x, y) = (x + dx, y + dy);
        }
        let pixel = gathered((sum >> shift) & LANES);
        any |= pixel;
        *out = pixel.to_le_bytes();
    }
    any != 0
}
