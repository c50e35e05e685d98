//! Everything that is known of a map's pixels, packed.

use super::density::Layout;
use super::{Grid, reserve};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::footprint::{Footprint, STEPS};
use crate::mockup::map::{Kind, PlacementMap, Quality, Raster, Run, TILE, Warp};
use std::collections::BTreeMap;

/// Jacobians closer than this, in texels, share a footprint: a quarter of what footprints tell apart.
const SAME: f64 = 1.0 / 32.0;

/// Most pixels of a row: what a run's 16 bits reach.
const WIDEST: usize = u16::MAX as usize;

impl Grid {
    pub(super) fn pack(&self, layout: &Layout, quality: Quality) -> Result<PlacementMap, Error> {
        let count = self.coverage.data().iter().filter(|&&c| c > 0).count();
        let mut warp = Warp { tiles_across: self.width.div_ceil(TILE as usize), ..Warp::default() };
        reserve(&mut warp.texels, count)?;
        reserve(&mut warp.coverage, count)?;
        reserve(&mut warp.rows, self.height + 1)?;
        let tiles = warp.tiles_across * self.height.div_ceil(TILE as usize);
        reserve(&mut warp.tiles, tiles)?;
        warp.tiles.resize(tiles, PixelRect::EMPTY);
        let levels: Vec<Level> = (0..=layout.max_level).map(|level| layout.level(level)).collect();
        let mut known: BTreeMap<Footprint, u16> = BTreeMap::new();
        for (y, covered) in self.coverage.data().chunks_exact(self.width).enumerate() {
            warp.rows.push([warp.runs.len() as u32, warp.texels.len() as u32]);
            let first = warp.runs.len();
            let rows = self.rows(y);
            // Where the last footprint was found, and which it is.
            let mut last: Option<([f64; 4], u16, Level)> = None;
            let mut next = usize::MAX;
            for (x, (&unit, &coverage)) in rows.here.iter().zip(covered).enumerate().take(WIDEST) {
                if coverage == 0 || unit[0].is_nan() {
                    continue;
                }
                let ([ux, vx], [uy, vy]) = rows.jacobian(x);
                let [w, h] = layout.full;
                let jacobian = [ux * w, vx * h, uy * w, vy * h];
                let near = |other: &[f64; 4]| {
                    jacobian.iter().zip(other).all(|(a, b)| (a - b).abs() < SAME)
                };
                let (id, level) = match &last {
                    Some((other, id, level)) if near(other) => (*id, *level),
                    _ => {
                        let [ux, vx, uy, vy] = jacobian;
                        let footprint =
                            Footprint::new([ux, vx], [uy, vy], layout.max_level, quality);
                        // There are a few hundred; after 65,536 the last one stands for all that follow.
                        let next = warp.footprints.len().min(usize::from(u16::MAX)) as u16;
                        let id = *known.entry(footprint).or_insert(next);
                        if usize::from(id) == warp.footprints.len() {
                            warp.footprints.push(footprint);
                        }
                        let footprint = warp.footprints.get(usize::from(id)).copied();
                        let footprint = footprint.unwrap_or_default();
                        warp.levels = warp.levels.max(footprint.level);
                        let level = levels.get(usize::from(footprint.level));
                        let level = level.copied().unwrap_or_default();
                        last = Some((jacobian, id, level));
                        (id, level)
                    }
                };
                match warp.runs.last_mut() {
                    Some(run) if next == x && run.footprint == id => run.len += 1,
                    _ => {
                        if warp.runs.len() == warp.runs.capacity() {
                            let more = warp.runs.len().max(256);
                            reserve(&mut warp.runs, more)?;
                        }
                        warp.runs.push(Run { x: x as u16, len: 1, footprint: id });
                    }
                }
                next = x + 1;
                warp.texels.push(level.position(unit));
                warp.coverage.push(coverage);
            }
            layout.note_tiles(&mut warp, first, y / TILE as usize);
        }
        warp.rows.push([warp.runs.len() as u32, warp.texels.len() as u32]);
        let raster = Raster {
            width: layout.part.width(),
            height: layout.part.height(),
            to_raster: [
                layout.full[0],
                layout.full[1],
                -f64::from(layout.part.x0),
                -f64::from(layout.part.y0),
            ],
        };
        Ok(PlacementMap { rect: self.rect, raster, kind: Kind::Warped(warp) })
    }
}

/// From artwork points to a level's texels.
#[derive(Clone, Copy, Default)]
struct Level {
    scale: [f64; 2],
    offset: [f64; 2],
    /// Half a texel of the artwork in its own units.
    edge: [f64; 2],
    /// Last position around which four texels can be read.
    last: [f64; 2],
}

impl Level {
    /// An artwork point in [`STEPS`] from the center of a level's first texel, where four texels can
    /// be read around it. Points beyond the artwork's edge move to the middle of its last texel.
    fn position(&self, unit: [f32; 2]) -> [u16; 2] {
        std::array::from_fn(|c| {
            // `min` and `max` of floats are calls in wasm, for the sake of NaN.
            let unit = f64::from(unit[c]);
            let unit = if unit < self.edge[c] { self.edge[c] } else { unit };
            let unit = if unit > 1.0 - self.edge[c] { 1.0 - self.edge[c] } else { unit };
            let at = unit * self.scale[c] + self.offset[c];
            // `as` saturates and rounds down.
            if at < self.last[c] { at as u16 } else { self.last[c] as u16 }
        })
    }
}

impl Layout {
    /// How artwork points are found in a copy of the artwork.
    fn level(&self, level: u8) -> Level {
        let half = |side: u32| (0..level).fold(side, |s, _| s.div_ceil(2));
        let size = [half(self.part.width()), half(self.part.height())];
        let part = [f64::from(self.part.x0), f64::from(self.part.y0)];
        let steps = f64::from(STEPS) / f64::from(1u32 << level);
        Level {
            scale: std::array::from_fn(|c| self.full[c] * steps),
            // From the first texel's center, and half a step to round to the nearest.
            offset: part.map(|p| p * -steps - f64::from(STEPS) / 2.0 + 0.5),
            edge: self.full.map(|full| 0.5 / full),
            last: size.map(|s| (f64::from(s.saturating_sub(1)) * f64::from(STEPS) - 1.0).max(0.0)),
        }
    }

    /// Adds what the runs from `first` on read to their row of tiles. Positions with one footprint
    /// reach as far as the least and the greatest of them.
    fn note_tiles(&self, warp: &mut Warp, first: usize, tile_row: usize) {
        let row = tile_row * warp.tiles_across;
        let [_, mut start] = warp.rows.last().map_or([0; 2], |row| row.map(|v| v as usize));
        for run in warp.runs.get(first..).unwrap_or(&[]) {
            let mut x = usize::from(run.x);
            let end = start + usize::from(run.len);
            let Some(footprint) = warp.footprints.get(usize::from(run.footprint)) else { continue };
            while start < end {
                let tile = x / TILE as usize;
                let len = ((tile + 1) * TILE as usize - x).min(end - start);
                let (mut low, mut high) = ([u16::MAX; 2], [0; 2]);
                for at in warp.texels.get(start..start + len).unwrap_or(&[]) {
                    for c in 0..2 {
                        low[c] = low[c].min(at[c]);
                        high[c] = high[c].max(at[c]);
                    }
                }
                if let Some(tile) = warp.tiles.get_mut(row + tile) {
                    let reach = self.reach(low, footprint).union(&self.reach(high, footprint));
                    *tile = tile.union(&reach);
                }
                (x, start) = (x + len, start + len);
            }
        }
    }

    /// The texels of the artwork that a footprint at `position` reads.
    fn reach(&self, position: [u16; 2], footprint: &Footprint) -> PixelRect {
        let [fx, fy] = footprint.reach();
        let span = |at: u16, offset: i32| {
            let at = i32::from(at);
            let (low, high) = (at - offset, at + offset);
            let first = (low + STEPS / 2).max(0) / STEPS;
            let end = (high + STEPS / 2) / STEPS + 1;
            (first << footprint.level, end << footprint.level)
        };
        let ((x0, x1), (y0, y1)) = (span(position[0], fx), span(position[1], fy));
        // What lies beyond the edge reads the last texels.
        let [w, h] = [self.part.width() as i32, self.part.height() as i32];
        let two = 2 << footprint.level;
        PixelRect::new(x0.min((w - two).max(0)), y0.min((h - two).max(0)), x1.min(w), y1.min(h))
    }
}
