//! Coverage by exact areas, row by row.
//!
//! Every edge adds, to the pixels it passes, the area between itself and the pixel's right side, with
//! the sign of its direction; a running sum along the row then gives each pixel's average winding
//! number, whose absolute value, at most 1, is the coverage. That is exact for a pixel unless it
//! holds winding number 0 and either both signs or 2 and more, where contours overlap. `groups` finds
//! such pixels, `bands` draws them again.

use kurbo::BezPath;

use super::bands::Bands;
use super::edges::{Edges, short};
use super::groups::{Active, Group};
use super::span::{ONE, SPARE};
use super::{FillRule, Rasterizer};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

/// Most edges in a group that are drawn as bands. With more, which only hostile outlines have, each
/// pixel keeps the average of its winding numbers.
const MAX_BANDED: usize = 256;

/// Fills paths by areas; keeps its buffers between fills.
#[derive(Debug, Default)]
pub struct AreaRasterizer {
    edges: Edges,
    active: Vec<Active>,
    bands: Bands,
    cells: Vec<i32>,
    /// Of a group that is drawn again.
    exact: Vec<i32>,
}

impl Rasterizer for AreaRasterizer {
    fn fill(&mut self, path: &BezPath, window: PixelRect) -> Result<Mask, Error> {
        self.fill_by(FillRule::NonZero, path, window)
    }
}

impl AreaRasterizer {
    /// As [`fill`](Rasterizer::fill), by either rule.
    ///
    /// # Errors
    /// As [`fill`](Rasterizer::fill).
    pub fn fill_by(
        &mut self,
        rule: FillRule,
        path: &BezPath,
        window: PixelRect,
    ) -> Result<Mask, Error> {
        let mut mask = Mask::new(window.width(), window.height())?;
        let width = window.width() as usize;
        if mask.data().is_empty() {
            return Ok(mask);
        }
        self.active.clear();
        for cells in [&mut self.cells, &mut self.exact] {
            cells.clear();
            cells.try_reserve(width + SPARE).map_err(|_| short(width))?;
            cells.resize(width + SPARE, 0);
        }
        self.edges.read(path, window)?;
        for (row, out) in mask.data_mut().chunks_exact_mut(width).enumerate() {
            self.row(rule, row, window, out)?;
        }
        Ok(mask)
    }

    fn row(
        &mut self,
        rule: FillRule,
        row: usize,
        window: PixelRect,
        out: &mut [u8],
    ) -> Result<(), Error> {
        let (x0, y) = (i64::from(window.x0), f64::from(window.y0) + row as f64);
        for chain in self.edges.beginning_in(row) {
            self.active.try_reserve(1).map_err(|_| short(self.active.len()))?;
            self.active.extend(Active::new(&self.edges, chain, y));
        }
        if self.active.is_empty() {
            return Ok(());
        }
        let (mut ends, mut sorted, mut apart) = (false, true, true);
        let (mut order, mut reach) = (Default::default(), i64::MIN);
        for chain in &mut self.active {
            let stays = chain.descend(&self.edges.all, y, &mut self.cells, x0);
            let pixels = chain.pixels();
            ends |= !stays;
            sorted &= order <= chain.order() || reach == i64::MIN;
            apart &= reach < pixels.0 && chain.is_whole();
            (order, reach) = (chain.order(), pixels.1);
        }
        match rule {
            FillRule::NonZero => sum_up(&mut self.cells, out, inside),
            FillRule::EvenOdd => sum_up(&mut self.cells, out, inside_odd),
        }
        if !sorted {
            self.active.sort_unstable_by_key(Active::order);
        }
        if !apart {
            self.draw_bands(rule, y, x0, out)?;
        }
        if ends {
            self.active.retain(|chain| chain.edge < chain.end);
        }
        Ok(())
    }

    /// Draws the pixels of a row again in which contours meet.
    fn draw_bands(&mut self, rule: FillRule, y: f64, x0: i64, out: &mut [u8]) -> Result<(), Error> {
        let mut rest = self.active.as_slice();
        let mut winding = 0;
        while let Some(group) = Group::first(rest, winding, rule) {
            let (chains, others) = rest.split_at(group.len);
            let first = group.pixels.0.max(x0);
            let from = (first - x0) as usize;
            let to = (group.pixels.1 + 1 - x0).clamp(0, out.len() as i64) as usize;
            let count: usize = chains.iter().map(|chain| chain.edges().len()).sum();
            if !group.exact
                && count <= MAX_BANDED
                && let Some(out) = out.get_mut(from..to).filter(|out| !out.is_empty())
                && let Some(cells) = self.exact.get_mut(..out.len() + SPARE)
            {
                for chain in chains {
                    for edge in self.edges.all.get(chain.edges()).unwrap_or_default() {
                        self.bands.push(*edge, chain.winding)?;
                    }
                }
                self.bands.draw(rule, y, winding, cells, first);
                sum_up(cells, out, inside);
            }
            winding = group.winding;
            rest = others;
        }
        Ok(())
    }
}

/// The coverage of a pixel by its average winding number, by the nonzero rule.
fn inside(winding: i32) -> u32 {
    winding.unsigned_abs().min(ONE as u32)
}

/// By the even-odd rule: it rises to the first odd number and falls to the next even one, and so on.
fn inside_odd(winding: i32) -> u32 {
    let rest = winding.unsigned_abs() & (2 * ONE as u32 - 1);
    rest.min(2 * ONE as u32 - rest)
}

/// Turns areas into coverage and clears them, the spare ones too.
fn sum_up(cells: &mut [i32], out: &mut [u8], inside: impl Fn(i32) -> u32) {
    let mut sum = 0_i32;
    let mut level = 0;
    let mut one = |cell: &mut i32, out: &mut u8| {
        if *cell != 0 {
            sum = sum.wrapping_add(std::mem::take(cell));
            let coverage = inside(sum);
            level = ((coverage * 255 + (ONE as u32) / 2) >> 16) as u8;
        }
        *out = level;
    };
    let (cells, spare) = cells.split_at_mut(out.len().min(cells.len()));
    spare.fill(0);
    let ((cells, last_cells), (out, last_out)) = (cells.as_chunks_mut(), out.as_chunks_mut());
    for (cells, out) in cells.iter_mut().zip(out) {
        // Inside and outside of letters are long stretches without an edge.
        if *cells == [0; 8] {
            let mut same = 0;
            one(&mut 0, &mut same);
            *out = [same; 8];
        } else {
            cells.iter_mut().zip(out).for_each(|(cell, out)| one(cell, out));
        }
    }
    last_cells.iter_mut().zip(last_out).for_each(|(cell, out)| one(cell, out));
}
