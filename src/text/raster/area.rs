//! Coverage by exact areas, row by row.
//!
//! Every edge adds, to the pixels it passes, the area between itself and the pixel's right side, with
//! the sign of its direction; a running sum along the row then gives each pixel's average winding
//! number, whose absolute value, at most 1, is the coverage. That is exact for a pixel unless it
//! holds winding number 0 and either both signs or 2 and more, where contours overlap. `groups` finds
//! such pixels, `bands` draws them again.

use kurbo::BezPath;

use super::Rasterizer;
use super::bands::Bands;
use super::edges::{Edges, short};
use super::groups::{Active, Group};
use super::span::{ONE, floor};
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
        let mut mask = Mask::new(window.width(), window.height())?;
        let width = window.width() as usize;
        if mask.data().is_empty() {
            return Ok(mask);
        }
        self.active.clear();
        for cells in [&mut self.cells, &mut self.exact] {
            cells.clear();
            cells.try_reserve(width).map_err(|_| short(width))?;
            cells.resize(width, 0);
        }
        self.edges.read(path, window)?;
        for (row, out) in mask.data_mut().chunks_exact_mut(width).enumerate() {
            self.row(row, window, out)?;
        }
        Ok(mask)
    }
}

impl AreaRasterizer {
    fn row(&mut self, row: usize, window: PixelRect, out: &mut [u8]) -> Result<(), Error> {
        let y = f64::from(window.y0) + row as f64;
        for chain in self.edges.beginning_in(row) {
            self.active.try_reserve(1).map_err(|_| short(self.active.len()))?;
            self.active.extend(Active::new(&self.edges, chain, y));
        }
        if self.active.is_empty() {
            return Ok(());
        }
        for chain in &mut self.active {
            chain.descend(&self.edges, y, &mut self.cells, window.x0);
        }
        sum_up(&mut self.cells, out);
        if !self.active.is_sorted_by(|a, b| a.left <= b.left) {
            self.active.sort_unstable_by(|a, b| a.left.total_cmp(&b.left));
        }
        let mut rest = self.active.as_slice();
        let mut winding = 0;
        while let Some(group) = Group::first(rest, y, winding) {
            let (chains, others) = rest.split_at(group.len);
            let x0 = floor(group.left).max(window.x0);
            let x1 = floor(group.right).saturating_add(1).min(window.x1);
            let count: usize = chains.iter().map(|chain| chain.edges().len()).sum();
            if !group.exact && x0 < x1 && count <= MAX_BANDED {
                let cells = self.exact.get_mut(..(x1 - x0) as usize).unwrap_or_default();
                for chain in chains {
                    for edge in self.edges.all.get(chain.edges()).unwrap_or_default() {
                        self.bands.push(*edge, chain.winding)?;
                    }
                }
                self.bands.draw(y, winding, cells, x0);
                let out = out.get_mut((x0 - window.x0) as usize..(x1 - window.x0) as usize);
                sum_up(cells, out.unwrap_or_default());
            }
            winding = group.winding;
            rest = others;
        }
        self.active.retain(|chain| chain.edge < chain.end);
        Ok(())
    }
}

/// Turns areas into coverage and clears them.
fn sum_up(cells: &mut [i32], out: &mut [u8]) {
    let mut sum = 0_i32;
    let mut level = 0;
    let mut one = |cell: &mut i32, out: &mut u8| {
        if *cell != 0 {
            sum = sum.wrapping_add(std::mem::take(cell));
            let coverage = sum.unsigned_abs().min(ONE as u32);
            level = ((coverage * 255 + (ONE as u32) / 2) >> 16) as u8;
        }
        *out = level;
    };
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
