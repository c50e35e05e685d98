//! The smaller copies of an artwork that a map reads, and where the artwork is empty.

use super::map::PlacementMap;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Side of the cells whose emptiness is known, in texels.
const CELL: i32 = 16;

/// What is derived from one artwork for one map: halves, quarters and so on, as far as the map reads
/// them, and a coarse grid of where anything is drawn. The artwork itself stays with its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texture {
    width: u32,
    height: u32,
    /// Level 1 and up.
    levels: Vec<Pixmap>,
    /// Whether a cell of the artwork has any alpha, row by row.
    cells: Vec<bool>,
}

impl Texture {
    /// The texture of a transparent artwork of the size `map.raster()` asks for.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn new(map: &PlacementMap) -> Result<Self, Error> {
        let raster = map.raster();
        let mut levels = Vec::new();
        let (mut width, mut height) = (raster.width, raster.height);
        for _ in 0..map.levels() {
            (width, height) = (width.div_ceil(2), height.div_ceil(2));
            levels.push(Pixmap::new(width, height)?);
        }
        let cells = cells_across(raster.width) * cells_across(raster.height);
        Ok(Self { width: raster.width, height: raster.height, levels, cells: vec![false; cells] })
    }

    /// Bytes this texture holds.
    pub fn bytes(&self) -> usize {
        self.cells.len() + self.levels.iter().map(|level| level.data().len()).sum::<usize>()
    }

    /// Takes over what changed in `artwork` inside `dirty`. The result equals a texture made anew
    /// from the whole artwork. An artwork of another size is ignored.
    pub fn update(&mut self, artwork: &Pixmap, dirty: PixelRect) {
        if (artwork.width(), artwork.height()) != (self.width, self.height) {
            return;
        }
        let dirty = dirty.intersect(&artwork.rect());
        if dirty.is_empty() {
            return;
        }
        self.update_cells(artwork, dirty);
        let mut source = artwork;
        let mut dirty = dirty;
        for level in &mut self.levels {
            dirty = PixelRect::new(
                dirty.x0 >> 1,
                dirty.y0 >> 1,
                (dirty.x1 + 1) >> 1,
                (dirty.y1 + 1) >> 1,
            );
            halve(source, level, dirty);
            source = level;
        }
    }

    /// The copy at `level`; level 0 is the artwork.
    pub(super) fn level<'a>(&'a self, artwork: &'a Pixmap, level: u8) -> Option<&'a Pixmap> {
        match level.checked_sub(1) {
            None => Some(artwork),
            Some(i) => self.levels.get(usize::from(i)),
        }
    }

    /// Whether anything is drawn in `texels`, or near them.
    pub(super) fn any(&self, texels: PixelRect) -> bool {
        let across = cells_across(self.width);
        let texels = texels.intersect(&PixelRect::from_size(self.width, self.height));
        if texels.is_empty() {
            return false;
        }
        let x = (texels.x0 / CELL) as usize..((texels.x1 + CELL - 1) / CELL) as usize;
        (texels.y0 / CELL..(texels.y1 + CELL - 1) / CELL).any(|y| {
            let row = self.cells.chunks_exact(across).nth(y as usize).unwrap_or(&[]);
            row.get(x.clone()).is_some_and(|cells| cells.contains(&true))
        })
    }

    fn update_cells(&mut self, artwork: &Pixmap, dirty: PixelRect) {
        let across = cells_across(self.width);
        for cy in dirty.y0 / CELL..=(dirty.y1 - 1) / CELL {
            for cx in dirty.x0 / CELL..=(dirty.x1 - 1) / CELL {
                let cell = PixelRect::new(cx, cy, cx + 1, cy + 1);
                let texels =
                    PixelRect::new(cell.x0 * CELL, cell.y0 * CELL, cell.x1 * CELL, cell.y1 * CELL)
                        .intersect(&artwork.rect());
                let any = (texels.y0..texels.y1).any(|y| {
                    let row = artwork.row(y, texels.x0, texels.x1);
                    row.as_chunks::<4>().0.iter().fold(0, |any, p| any | p[3]) != 0
                });
                if let Some(c) = self.cells.get_mut(cy as usize * across + cx as usize) {
                    *c = any;
                }
            }
        }
    }
}

fn cells_across(side: u32) -> usize {
    side.div_ceil(CELL as u32).max(1) as usize
}

/// Writes the texels of `dirty` in `half`: the mean of four in `source`, those beyond an odd edge
/// being the edge's own.
fn halve(source: &Pixmap, half: &mut Pixmap, dirty: PixelRect) {
    let dirty = dirty.intersect(&half.rect());
    let size = source.rect();
    for y in dirty.y0..dirty.y1 {
        let top = source.row(2 * y, 0, size.x1);
        let bottom = source.row((2 * y + 1).min(size.y1 - 1), 0, size.x1);
        let from = dirty.x0 as usize * 8;
        let (Some(top), Some(bottom)) = (top.get(from..), bottom.get(from..)) else {
            continue;
        };
        let out = half.row_mut(y, dirty.x0, dirty.x1).as_chunks_mut::<4>().0;
        for (out, (t, b)) in out.iter_mut().zip(top.chunks(8).zip(bottom.chunks(8))) {
            let edge = t.len() / 4 * 4 - 4;
            for c in 0..4 {
                let sum = u16::from(t[c])
                    + u16::from(b[c])
                    + u16::from(t[edge + c])
                    + u16::from(b[edge + c]);
                out[c] = ((sum + 2) >> 2) as u8;
            }
        }
    }
}
