//! Reads artwork between its texels: the inner loop of every warped placement.
//!
//! A pixel's four channels travel as 16-bit lanes of one u64, 12 bits each. A read is a box of at most
//! four by four texels by whole shares that add up to a power of two, so flat color stays exact.

use super::footprint::{Footprint, SHARES_LOG2, STEPS, shares};
use super::sums::{Columns, Sums};
use crate::pixels::Pixmap;

/// One in every lane.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The bits of a value in every lane.
const VALUES: u64 = ONES * 0xfff;

/// Texels in each direction that a read can touch.
const TAPS: usize = 4;

/// Pixels whose texels can be read in between.
pub(super) trait Source {
    /// Four neighboring texels.
    type Four;

    /// Bits that a value has above or below the 12 of a lane: a sum is shifted by as many less.
    const SPARE_BITS: u32;

    /// Width and height in texels.
    fn size(&self) -> (usize, usize);

    /// The four texels from the one with this index on, or `None` at the end.
    fn four(&self, index: usize) -> Option<&Self::Four>;

    /// The texels with these indices.
    fn pick(&self, indices: [usize; TAPS]) -> Self::Four;

    /// What is summed up row by row.
    type Rows: Copy;

    /// No rows.
    const NO_ROWS: Self::Rows;

    /// With a row more: its shares across, and its own.
    fn add(rows: Self::Rows, four: &Self::Four, across: &[i16; TAPS], share: i16) -> Self::Rows;

    /// The sum of all by shares across.
    fn sum(rows: Self::Rows, across: &[i16; TAPS]) -> Sums;

    /// The box of texels from (x, y) on, by its shares across and down. What lies beyond the edge is
    /// the edge's own.
    #[inline(always)]
    fn read<const ROWS: usize>(
        &self,
        (x, y): (i32, i32),
        across: &[i16; TAPS],
        down: &[i16; TAPS],
    ) -> Sums {
        let (width, height) = self.size();
        let mut rows = Self::NO_ROWS;
        // A negative place is a huge one. Nothing is added to it: where addresses have 32 bits, it would
        // come out small.
        let (left, top) = (x as u32 as usize, y as u32 as usize);
        if left < (width + 1).saturating_sub(TAPS) && top < (height + 1).saturating_sub(ROWS) {
            let first = top * width + left;
            for (row, &share) in down.iter().take(ROWS).enumerate() {
                let Some(four) = self.four(first + row * width) else { break };
                rows = Self::add(rows, four, across, share);
            }
            return Self::sum(rows, across);
        }
        let inside = |at: i32, side: usize| (at.max(0) as usize).min(side.saturating_sub(1));
        let columns: [usize; TAPS] = std::array::from_fn(|i| inside(x + i as i32, width));
        for (i, &share) in down.iter().enumerate() {
            let row = inside(y + i as i32, height) * width;
            rows = Self::add(rows, &self.pick(columns.map(|c| row + c)), across, share);
        }
        Self::sum(rows, across)
    }
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
    type Four = [u64; TAPS];
    type Rows = Sums;
    const NO_ROWS: Sums = Sums::ZERO;
    const SPARE_BITS: u32 = 0;

    fn size(&self) -> (usize, usize) {
        (self.width as usize, self.height as usize)
    }

    #[inline(always)]
    fn four(&self, index: usize) -> Option<&Self::Four> {
        self.lanes.get(index..)?.first_chunk()
    }

    fn pick(&self, indices: [usize; TAPS]) -> Self::Four {
        indices.map(|i| self.lanes.get(i).copied().unwrap_or(0))
    }

    #[inline(always)]
    fn add(rows: Sums, four: &Self::Four, across: &[i16; TAPS], share: i16) -> Sums {
        rows.plus(Sums::of_lanes(four, across), share)
    }

    #[inline(always)]
    fn sum(rows: Sums, _across: &[i16; TAPS]) -> Sums {
        rows
    }
}

impl Source for Pixmap {
    type Four = [[u8; 4]; TAPS];
    type Rows = Columns;
    const NO_ROWS: Columns = Columns::ZERO;
    const SPARE_BITS: u32 = 4;

    fn size(&self) -> (usize, usize) {
        (self.width() as usize, self.height() as usize)
    }

    #[inline(always)]
    fn four(&self, index: usize) -> Option<&Self::Four> {
        self.data().as_chunks::<4>().0.get(index..)?.first_chunk()
    }

    fn pick(&self, indices: [usize; TAPS]) -> Self::Four {
        let pixels = self.data().as_chunks::<4>().0;
        indices.map(|i| pixels.get(i).copied().unwrap_or_default())
    }

    #[inline(always)]
    fn add(rows: Columns, four: &Self::Four, _across: &[i16; TAPS], share: i16) -> Columns {
        rows.plus(four, share)
    }

    #[inline(always)]
    fn sum(rows: Columns, across: &[i16; TAPS]) -> Sums {
        rows.across(across)
    }
}

/// Lanes of 12 bits from a pixmap to RGBA bytes, rounded to the nearest. Premultiplied color does
/// not exceed its alpha: all lanes are rounded alike.
#[inline(always)]
pub(super) fn to_rgba(lanes: u64) -> [u8; 4] {
    std::array::from_fn(|i| (((lanes >> (16 * i)) as u16 + 8) >> 4) as u8)
}

/// Fills `out` with what the pixels at `positions` see, 12 bits a lane; says whether any of it is
/// not empty.
pub(super) fn gather<S: Source>(
    source: &S,
    footprint: &Footprint,
    positions: &[[u16; 2]],
    out: &mut [u64],
) -> bool {
    // A box two texels high touches three rows.
    if i32::from(footprint.half[1]) <= STEPS {
        gather_rows::<S, 3>(source, footprint, positions, out)
    } else {
        gather_rows::<S, 4>(source, footprint, positions, out)
    }
}

fn gather_rows<S: Source, const ROWS: usize>(
    source: &S,
    footprint: &Footprint,
    positions: &[[u16; 2]],
    out: &mut [u64],
) -> bool {
    let shares = shares();
    let none = [[0; TAPS]; STEPS as usize];
    let of = |half: u8| shares.get(usize::from(half).wrapping_sub(8)).unwrap_or(&none);
    let (across, down) = (of(footprint.half[0]), of(footprint.half[1]));
    let start = footprint.start();
    let [right, below] = footprint.steps.map(|step| step.map(i32::from));
    let [reads, rows] = footprint.reads_log2.map(|log2| 1 << log2);
    let shift = 2 * SHARES_LOG2 + u32::from(footprint.total_log2()) - S::SPARE_BITS;
    let mut any = 0;
    for (out, &[x, y]) in out.iter_mut().zip(positions) {
        let (x, y) = (i32::from(x) + start[0], i32::from(y) + start[1]);
        // Nearly all pixels of the live preview: apart, it is an eighth faster than the loops.
        if reads * rows == 1 {
            *out = read_at::<S, ROWS>(source, (x, y), across, down).lanes(shift);
            any |= *out;
            continue;
        }
        let mut sums = Sums::ZERO;
        for row in 0..rows {
            let (mut x, mut y) = (x + row * below[0], y + row * below[1]);
            for _ in 0..reads {
                sums = sums.plus(read_at::<S, ROWS>(source, (x, y), across, down), 1);
                (x, y) = (x + right[0], y + right[1]);
            }
        }
        *out = sums.lanes(shift);
        any |= *out;
    }
    any != 0
}

/// The box of texels from a place in [`STEPS`] on. `across` and `down` are the shares of a box at each
/// place within a texel.
#[inline(always)]
fn read_at<S: Source, const ROWS: usize>(
    source: &S,
    (x, y): (i32, i32),
    across: &[[i16; TAPS]; STEPS as usize],
    down: &[[i16; TAPS]; STEPS as usize],
) -> Sums {
    // STEPS is a power of two: these round down.
    let within = |at: i32| (at & (STEPS - 1)) as usize;
    let place = (x >> STEPS.ilog2(), y >> STEPS.ilog2());
    source.read::<ROWS>(place, &across[within(x)], &down[within(y)])
}

/// Lanes of 12 bits times `coverage` of 255, to the nearest.
pub(super) fn share(lanes: u64, coverage: u8) -> u64 {
    let scale = |i: u32| ((lanes >> (16 * i)) & 0xfff) * u64::from(coverage);
    (0..4).fold(0, |out, i| out | (((scale(i) + 127) / 255) << (16 * i)))
}

/// The mean of four values a lane, rounded to the nearest.
#[inline(always)]
pub(super) fn mean(a: u64, b: u64, c: u64, d: u64) -> u64 {
    ((a + b + c + d + ONES * 2) >> 2) & VALUES
}
