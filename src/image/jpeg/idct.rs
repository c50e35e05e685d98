//! From coefficients to samples: the accurate integer transform of the Independent JPEG Group's library
//! (`jidctint.c`, after Loeffler, Ligtenberg and Moschytz 1989), so that pixels equal those of most
//! other programs.

use std::num::Wrapping;

/// Bits after the point of the constants.
const CONST_BITS: usize = 13;
/// Bits after the point between the two passes.
const PASS_BITS: usize = 2;

type Lane = Wrapping<i32>;

const fn fix(value: f64) -> Lane {
    Wrapping((value * (1 << CONST_BITS) as f64 + 0.5) as i32)
}

/// Transforms a block of dequantized coefficients, row by row, to samples of 0 to 255 in `out`, whose
/// rows are `stride` apart.
pub(super) fn transform(block: &[i32; 64], out: &mut [u8], stride: usize) {
    let mut work = [Wrapping(0); 64];
    for (w, &c) in work.iter_mut().zip(block) {
        *w = Wrapping(c);
    }
    columns::<{ CONST_BITS - PASS_BITS }>(&mut work);
    let mut turned = transposed(&work);
    columns::<{ CONST_BITS + PASS_BITS + 3 }>(&mut turned);
    let samples = transposed(&turned);
    for (row, to) in samples.as_chunks::<8>().0.iter().zip(out.chunks_mut(stride.max(1))) {
        if let Some(to) = to.first_chunk_mut::<8>() {
            for (t, s) in to.iter_mut().zip(row) {
                *t = (s.0.wrapping_add(128)).clamp(0, 255) as u8;
            }
        }
    }
}

/// Transforms the lowest sixteen coefficients to a block of four by four samples: the picture at half its size, with
/// all that can be seen in it and nothing that can't (`jpeg_idct_4x4` of the same library).
pub(super) fn halve(block: &[i32; 64], out: &mut [u8], stride: usize) {
    let mut work = [Wrapping(0); 16];
    for r in 0..4 {
        for c in 0..4 {
            work[c * 4 + r] = Wrapping(block[r * 8 + c]);
        }
    }
    for column in work.as_chunks_mut::<4>().0 {
        *column = four::<{ CONST_BITS - PASS_BITS }>(*column);
    }
    for (r, to) in out.chunks_mut(stride.max(1)).take(4).enumerate() {
        let row = four::<{ CONST_BITS + PASS_BITS + 3 }>(std::array::from_fn(|c| work[c * 4 + r]));
        if let Some(to) = to.first_chunk_mut::<4>() {
            *to = row.map(|s| s.0.wrapping_add(128).clamp(0, 255) as u8);
        }
    }
}

#[inline(always)]
fn four<const SHIFT: usize>([i0, i1, i2, i3]: [Lane; 4]) -> [Lane; 4] {
    let half = Wrapping(1 << (SHIFT - 1));
    let (t0, t1) = (((i0 + i2) << CONST_BITS) + half, ((i0 - i2) << CONST_BITS) + half);
    let z = (i1 + i3) * const { fix(0.541_196_100) };
    let (o0, o1) = (z + i1 * const { fix(0.765_366_865) }, z - i3 * const { fix(1.847_759_065) });
    [t0 + o0, t1 + o1, t1 - o1, t0 - o0].map(|v| v >> SHIFT)
}

/// The block of `side` by `side` samples of one that has nothing but its first coefficient.
pub(super) fn flat(first: i32, side: usize, out: &mut [u8], stride: usize) {
    let value = ((first.wrapping_mul(1 << PASS_BITS).wrapping_add(1 << (PASS_BITS + 2)))
        >> (PASS_BITS + 3))
        .wrapping_add(128)
        .clamp(0, 255) as u8;
    for to in out.chunks_mut(stride.max(1)).take(side) {
        if let Some(to) = to.get_mut(..side) {
            to.fill(value);
        }
    }
}

fn transposed(from: &[Lane; 64]) -> [Lane; 64] {
    let mut to = [Wrapping(0); 64];
    for r in 0..8 {
        for c in 0..8 {
            to[c * 8 + r] = from[r * 8 + c];
        }
    }
    to
}

/// The transform of each column, rounded and without its last `SHIFT` bits.
#[inline(always)]
fn columns<const SHIFT: usize>(work: &mut [Lane; 64]) {
    for c in 0..8 {
        let [i0, i1, i2, i3, i4, i5, i6, i7] = std::array::from_fn(|r| work[r * 8 + c]);
        let z = (i2 + i6) * const { fix(0.541_196_100) };
        let (t2, t3) =
            (z - i6 * const { fix(1.847_759_065) }, z + i2 * const { fix(0.765_366_865) });
        let (t0, t1) = ((i0 + i4) << CONST_BITS, (i0 - i4) << CONST_BITS);
        let even = [t0 + t3, t1 + t2, t1 - t2, t0 - t3];

        let (z1, z2, z3, z4) = (i7 + i1, i5 + i3, i7 + i3, i5 + i1);
        let z5 = (z3 + z4) * const { fix(1.175_875_602) };
        let z1 = z1 * const { fix(0.899_976_223) };
        let z2 = z2 * const { fix(2.562_915_447) };
        let z3 = z5 - z3 * const { fix(1.961_570_560) };
        let z4 = z5 - z4 * const { fix(0.390_180_644) };
        let odd = [
            i1 * const { fix(1.501_321_110) } - z1 + z4,
            i3 * const { fix(3.072_711_026) } - z2 + z3,
            i5 * const { fix(2.053_119_869) } - z2 + z4,
            i7 * const { fix(0.298_631_336) } - z1 + z3,
        ];
        let half = Wrapping(1 << (SHIFT - 1));
        for k in 0..4 {
            work[k * 8 + c] = (even[k] + odd[k] + half) >> SHIFT;
            work[(7 - k) * 8 + c] = (even[k] - odd[k] + half) >> SHIFT;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition (ITU-T T.81, A.3.3), in doubles.
    fn definition(block: &[i32; 64]) -> [f64; 64] {
        let scale = |k: usize| if k == 0 { 0.5_f64.sqrt() } else { 1.0 };
        let wave = |x: usize, u: usize| {
            libm::cos((2 * x + 1) as f64 * u as f64 * std::f64::consts::PI / 16.0)
        };
        std::array::from_fn(|i| {
            let (y, x) = (i / 8, i % 8);
            let mut sum = 0.0;
            for v in 0..8 {
                for u in 0..8 {
                    let c = f64::from(block[v * 8 + u]);
                    sum += scale(u) * scale(v) * c * wave(x, u) * wave(y, v);
                }
            }
            (sum / 4.0 + 128.0).clamp(0.0, 255.0)
        })
    }

    #[test]
    fn is_the_transform_that_the_standard_defines() {
        let mut state = 1_u32;
        let mut next = |most: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as i32 % most
        };
        for round in 0..200 {
            let mut block = [0; 64];
            block[0] = next(1600) - 800;
            for _ in 0..round % 20 {
                block[next(64) as usize] = next(400) - 200;
            }
            let mut out = [0; 64];
            transform(&block, &mut out, 8);
            for (got, want) in out.iter().zip(definition(&block)) {
                assert!((f64::from(*got) - want).abs() < 1.0, "{got} for {want}");
            }
        }
    }

    #[test]
    fn a_flat_block_is_a_block() {
        for first in -1100..1100 {
            let mut block = [0; 64];
            block[0] = first;
            let (mut whole, mut short) = ([0; 64], [0; 64]);
            transform(&block, &mut whole, 8);
            flat(first, 8, &mut short, 8);
            assert_eq!(whole, short);
        }
    }

    #[test]
    fn half_a_block_is_its_mean_where_that_is_smooth() {
        // A slope in both directions, which has no high frequencies to speak of.
        for (right, down) in [(0, 0), (40, 0), (0, -30), (25, 25)] {
            let mut block = [0; 64];
            block[0] = 96;
            block[1] = right;
            block[8] = down;
            let (mut whole, mut half) = ([0; 64], [0; 16]);
            transform(&block, &mut whole, 8);
            halve(&block, &mut half, 4);
            for (i, h) in half.iter().enumerate() {
                let at = i / 4 * 16 + i % 4 * 2;
                let sum: i32 =
                    [at, at + 1, at + 8, at + 9].iter().map(|i| i32::from(whole[*i])).sum();
                assert!((f64::from(*h) - f64::from(sum) / 4.0).abs() <= 1.25, "{right} {down}");
            }
        }
    }

    #[test]
    fn nothing_overflows() {
        for value in [i32::MAX, i32::MIN, 1 << 24] {
            transform(&[value; 64], &mut [0; 64], 8);
            flat(value, 8, &mut [0; 64], 8);
            halve(&[value; 64], &mut [0; 64], 8);
        }
    }
}
