//! Weighted sums of texels: the arithmetic of a read, four channels at a time.
//!
//! Bytes are summed down first, where sums of shares that add up to 128 still fit in 16 bits, and then once
//! across.
//!
//! In wasm by its 128-bit lanes, elsewhere by plain numbers. Both are whole numbers and give the same
//! bits: goldens are drawn by both.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use plain::{Columns, Sums};
#[cfg(target_arch = "wasm32")]
pub(super) use simd::{Columns, Sums};

/// In plain numbers.
#[cfg(not(target_arch = "wasm32"))]
mod plain {
    #[derive(Clone, Copy)]
    pub(in super::super) struct Sums([i32; 4]);

    impl Sums {
        pub(in super::super) const ZERO: Self = Self([0; 4]);

        /// Four texels of four 16-bit lanes, by their shares.
        #[inline(always)]
        pub(in super::super) fn of_lanes(texels: &[u64; 4], shares: &[i16; 4]) -> Self {
            let lane = |i: usize| {
                let value = |k: usize| (texels[k] >> (16 * i)) as u16;
                (0..4).map(|k| i32::from(value(k)) * i32::from(shares[k])).sum()
            };
            Self(std::array::from_fn(lane))
        }

        #[inline(always)]
        pub(in super::super) fn plus(self, other: Self, times: i16) -> Self {
            Self(std::array::from_fn(|i| self.0[i] + other.0[i] * i32::from(times)))
        }

        /// The sums divided by two to the power of `shift`, to the nearest, as 16-bit lanes.
        #[inline(always)]
        pub(in super::super) fn lanes(self, shift: u32) -> u64 {
            let half = 1 << shift >> 1;
            (0..4).fold(0, |lanes, i| lanes | (((self.0[i] + half) as u64 >> shift) << (16 * i)))
        }
    }

    /// Rows of four RGBA texels, summed down.
    #[derive(Clone, Copy)]
    pub(in super::super) struct Columns([[i16; 4]; 4]);

    impl Columns {
        pub(in super::super) const ZERO: Self = Self([[0; 4]; 4]);

        /// With one row more, by its share.
        #[inline(always)]
        pub(in super::super) fn plus(mut self, texels: &[[u8; 4]; 4], share: i16) -> Self {
            for (sum, texel) in self.0.as_flattened_mut().iter_mut().zip(texels.as_flattened()) {
                *sum += i16::from(*texel) * share;
            }
            self
        }

        /// The sum of all by the shares across.
        #[inline(always)]
        pub(in super::super) fn across(self, shares: &[i16; 4]) -> Sums {
            let lane =
                |i: usize| (0..4).map(|k| i32::from(self.0[k][i]) * i32::from(shares[k])).sum();
            Sums(std::array::from_fn(lane))
        }
    }
}

/// By 128-bit lanes.
#[cfg(target_arch = "wasm32")]
mod simd {
    use core::arch::wasm32::{
        i16x8_add, i16x8_mul, i16x8_narrow_i32x4, i16x8_shuffle, i16x8_splat, i32x4_add,
        i32x4_dot_i16x8, i32x4_mul, i32x4_shr, i32x4_shuffle, i32x4_splat, u8x16,
        u16x8_extend_high_u8x16, u16x8_extend_low_u8x16, u64x2, u64x2_extract_lane, u64x2_splat,
        v128,
    };

    #[derive(Clone, Copy)]
    pub(in super::super) struct Sums(v128);

    impl Sums {
        pub(in super::super) const ZERO: Self = Self(u64x2(0, 0));

        #[inline(always)]
        pub(in super::super) fn of_lanes(texels: &[u64; 4], shares: &[i16; 4]) -> Self {
            let [a, b, c, d] = *texels;
            Self::of_pairs(u64x2(a, b), u64x2(c, d), shares)
        }

        /// Two texels each.
        #[inline(always)]
        fn of_pairs(ab: v128, cd: v128, shares: &[i16; 4]) -> Self {
            let [a, b, c, d] = shares.map(|s| u64::from(s as u16));
            let shares = u64x2_splat(a | b << 16 | c << 32 | d << 48);
            // One channel of both texels beside each other, times its shares.
            let weigh = |pair: v128, shares: v128| {
                i32x4_dot_i16x8(i16x8_shuffle::<0, 4, 1, 5, 2, 6, 3, 7>(pair, pair), shares)
            };
            let ab = weigh(ab, i32x4_shuffle::<0, 0, 0, 0>(shares, shares));
            let cd = weigh(cd, i32x4_shuffle::<1, 1, 1, 1>(shares, shares));
            Self(i32x4_add(ab, cd))
        }

        #[inline(always)]
        pub(in super::super) fn plus(self, other: Self, times: i16) -> Self {
            Self(i32x4_add(self.0, i32x4_mul(other.0, i32x4_splat(i32::from(times)))))
        }

        #[inline(always)]
        pub(in super::super) fn lanes(self, shift: u32) -> u64 {
            let half = 1 << shift >> 1;
            let means = i32x4_shr(i32x4_add(self.0, i32x4_splat(half)), shift);
            u64x2_extract_lane::<0>(i16x8_narrow_i32x4(means, means))
        }
    }

    /// Rows of four RGBA texels, summed down: the first two, the last two.
    #[derive(Clone, Copy)]
    pub(in super::super) struct Columns(v128, v128);

    impl Columns {
        pub(in super::super) const ZERO: Self = Self(u64x2(0, 0), u64x2(0, 0));

        #[inline(always)]
        pub(in super::super) fn plus(self, texels: &[[u8; 4]; 4], share: i16) -> Self {
            let [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]] = *texels;
            let bytes = u8x16(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
            let share = i16x8_splat(share);
            let sum = |sum, texels| i16x8_add(sum, i16x8_mul(texels, share));
            Self(
                sum(self.0, u16x8_extend_low_u8x16(bytes)),
                sum(self.1, u16x8_extend_high_u8x16(bytes)),
            )
        }

        #[inline(always)]
        pub(in super::super) fn across(self, shares: &[i16; 4]) -> Sums {
            Sums::of_pairs(self.0, self.1, shares)
        }
    }
}
