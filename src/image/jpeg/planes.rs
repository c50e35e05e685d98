//! A channel's samples, some rows at a time, and its coefficients where they come in many scans.

use super::Damage;
use super::block::ZIGZAG;
use super::header::{Channel, Frame};
use super::idct::{flat, halve, transform};
use super::upsample::Upsample;
use crate::error::Error;

/// A channel while it is decoded.
pub(super) struct Plane {
    /// Blocks of a unit across and down.
    pub(super) blocks: [usize; 2],
    /// Samples, without padding.
    size: [usize; 2],
    /// Blocks that hold samples, across and down.
    pub(super) own: [usize; 2],
    stride: usize,
    /// Samples of a block on each side: 8, or 4 for half the size.
    side: usize,
    /// How many pixels high a sample is.
    down: usize,
    pub(super) upsample: Upsample,
    /// The last row of the units above, then those of one row of units.
    rows: Vec<u8>,
    pub(super) quant: [i32; 64],
    /// The last first coefficient.
    pub(super) before: i32,
    /// All blocks, row by row, with those that only pad; empty where none is kept.
    pub(super) kept: Vec<[i16; 64]>,
}

impl Plane {
    /// `units` across and down, of `most` blocks. With `keep` there is room for all coefficients; `side` is how many
    /// samples of a block are wanted.
    pub(super) fn new(
        frame: &Frame,
        channel: &Channel,
        most: [usize; 2],
        units: [usize; 2],
        (keep, mut side): (bool, usize),
    ) -> Result<Self, Error> {
        let size = [frame.width as usize, frame.height as usize];
        let size = |side: usize| {
            [0, 1].map(|i| (size[i] * channel.blocks[i] * side).div_ceil(most[i].max(1) * 8))
        };
        let own = size(8).map(|s| s.div_ceil(8));
        let [mut across, mut down] = [0, 1].map(|i| most[i] / channel.blocks[i].max(1));
        // A channel that is halved already is taken whole.
        while side < 8 && across % 2 == 0 && down % 2 == 0 {
            (side, across, down) = (side * 2, across / 2, down / 2);
        }
        let size = size(side);
        let blocks = units[0] * channel.blocks[0];
        let stride = blocks * side;
        let rows = crate::image::buffer(stride * (channel.blocks[1] * side + 1), 0)?;
        let kept = if keep { blocks * channel.blocks[1] * units[1] } else { 0 };
        Ok(Self {
            blocks: channel.blocks,
            size,
            own,
            stride,
            side,
            down,
            upsample: Upsample::of(across, down, size[0]),
            rows,
            quant: [0; 64],
            before: 0,
            kept: crate::image::buffer(kept, [0; 64])?,
        })
    }

    /// Blocks in a row, with those that only pad.
    pub(super) fn blocks_across(&self) -> usize {
        self.stride / self.side
    }

    /// Puts samples into place: `x` in blocks, `y` in blocks from the top of the units.
    #[inline(always)]
    pub(super) fn put(&mut self, x: usize, y: usize, block: &[i32; 64], is_flat: bool) {
        let at = (y * self.side + 1) * self.stride + x * self.side;
        let Some(to) = self.rows.get_mut(at..) else { return };
        if is_flat {
            flat(block[0], self.side, to, self.stride);
        } else if self.side == 8 {
            transform(block, to, self.stride);
        } else {
            halve(block, to, self.stride);
        }
    }

    /// Makes samples of a row of units out of kept coefficients.
    pub(super) fn put_kept(&mut self, unit: usize) {
        let across = self.blocks_across();
        for y in 0..self.blocks[1] {
            for x in 0..across {
                let at = (unit * self.blocks[1] + y) * across + x;
                let Some(block) = self.kept.get(at) else { return };
                let mut values = [0; 64];
                let mut rest = 0;
                for ((v, &c), &q) in values.iter_mut().zip(block).zip(&self.quant) {
                    *v = i32::from(c).wrapping_mul(q);
                    rest |= c;
                }
                let is_flat = rest == block[0] && block.iter().skip(1).all(|c| *c == 0);
                self.put(x, y, &values, is_flat);
            }
        }
    }

    /// The last row becomes the one above, for the next row of units.
    pub(super) fn go_on(&mut self) {
        let last = self.rows.len().saturating_sub(self.stride);
        self.rows.copy_within(last.., 0);
    }

    /// The pixels of row `y` of the picture, where the units that are held begin at pixel row `top`.
    pub(super) fn row(&self, y: usize, top: usize, out: &mut [u8]) {
        let (near, lower) = (y / self.down, !y.is_multiple_of(self.down));
        let far = if lower { near + 1 } else { near.saturating_sub(1) };
        let top = top / self.down;
        let row = |row: usize| {
            let row = (row.min(self.size[1].saturating_sub(1)) + 1).saturating_sub(top);
            self.rows.get(row * self.stride..).and_then(|r| r.get(..self.size[0])).unwrap_or(&[])
        };
        self.upsample.row(row(near), row(far), lower, out);
    }

    /// Dequantizes with a table, whose order is that of rows.
    pub(super) fn quantize(&mut self, table: Option<[u16; 64]>) -> Result<(), Damage> {
        self.quant = table.ok_or(Damage::TABLE)?.map(i32::from);
        Ok(())
    }

    /// Place and step of the coefficient with this index in the file.
    #[inline(always)]
    pub(super) fn step(quant: &[i32; 64], index: usize) -> (usize, i32) {
        let at = usize::from(ZIGZAG[index & 63]);
        (at, quant[at & 63])
    }
}
