//! Builds a warped map: where every pixel looks, how much of it is print, how densely the artwork
//! must be drawn, and all of that packed.

use super::footprint::{Footprint, STEPS};
use super::geometry::Inverse;
use super::map::{
    Kind, MAX_ARTWORK_PIXELS, MAX_ARTWORK_SIDE, PlacementMap, Raster, Run, TILE, Warp,
};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;
use kurbo::Rect;
use std::collections::BTreeMap;

/// Texels per pixel where the print is seen at its largest. One bilinear read blurs by about 1.7
/// texels; at this density that is about a pixel, the blur of a perfect area filter. At 1.0 text is
/// visibly soft, at 2.0 the artwork has half as many texels again to draw.
const DENSITY: f64 = 1.6;

/// Share of the pixels that get at least [`DENSITY`]: what is nearer to the camera than all but a
/// sliver of the print does not decide for the rest.
const DENSE_SHARE: f64 = 0.95;

/// At most this many pixels are looked at to find the density.
const DENSITY_SAMPLES: usize = 1 << 14;

/// Texels drawn around the visible part, for reads that reach beyond it.
const MARGIN: f64 = 16.0;

/// Points per side of an edge pixel.
const EDGE: u32 = 8;

const NOWHERE: [f32; 2] = [f32::NAN; 2];

/// The pixels of the map's rectangle while it is built.
struct Grid {
    rect: PixelRect,
    width: usize,
    height: usize,
    /// Artwork coordinates at the center, or at the middle of what is covered; NaN where nothing is.
    unit: Vec<[f32; 2]>,
    coverage: Mask,
}

pub(super) fn warped(
    inverse: &dyn Inverse,
    scale: [f64; 2],
    width: u32,
    height: u32,
    mask: Option<&Mask>,
) -> Result<PlacementMap, Error> {
    let scale = inverse.scale(scale, width, height);
    let b = inverse.bounds();
    let bounds = Rect::new(b.x0 * scale[0], b.y0 * scale[1], b.x1 * scale[0], b.y1 * scale[1]);
    let view = PixelRect::from_size(width, height);
    let rect = PixelRect::around(bounds.inflate(1.0, 1.0)).intersect(&view);
    if rect.is_empty() {
        return Ok(PlacementMap::empty());
    }
    let mut grid = Grid::new(rect)?;
    grid.look(inverse, scale);
    match inverse.outline(width, height)? {
        Some(outline) => grid.take_outline(&outline),
        None => grid.find_outline(inverse, scale),
    }
    if let Some(mask) = mask {
        grid.limit(mask);
    }
    let Some(raster) = grid.raster() else {
        return Ok(PlacementMap::empty());
    };
    grid.pack(&raster)
}

/// The artwork's full size in texels, and the part of it that is drawn.
struct Layout {
    full: [f64; 2],
    part: PixelRect,
    /// Smaller copies there can be.
    max_level: u8,
}

impl Grid {
    fn new(rect: PixelRect) -> Result<Self, Error> {
        let coverage = Mask::new(rect.width(), rect.height())?;
        let mut unit = Vec::new();
        reserve(&mut unit, coverage.data().len())?;
        unit.resize(coverage.data().len(), NOWHERE);
        let (width, height) = (rect.width() as usize, rect.height() as usize);
        Ok(Self { rect, width, height, unit, coverage })
    }

    /// Looks from every pixel center.
    fn look(&mut self, inverse: &dyn Inverse, scale: [f64; 2]) {
        for (y, row) in self.unit.chunks_exact_mut(self.width).enumerate() {
            let py = (f64::from(self.rect.y0) + y as f64 + 0.5) / scale[1];
            for (x, unit) in row.iter_mut().enumerate() {
                let px = (f64::from(self.rect.x0) + x as f64 + 0.5) / scale[0];
                if let Some(seen) = inverse.unit_at(px, py) {
                    *unit = seen.map(|v| v as f32);
                }
            }
        }
    }

    fn at(&self, x: usize, y: usize) -> Option<[f32; 2]> {
        let unit = *self.unit.get(y * self.width + x).filter(|_| x < self.width)?;
        (!unit[0].is_nan()).then_some(unit)
    }

    /// How the artwork moves for one pixel along an axis: the mean of the steps to both neighbors, or
    /// the smaller where they differ much, which is on this side of a fold.
    fn step(&self, here: [f32; 2], before: Option<[f32; 2]>, after: Option<[f32; 2]>) -> [f64; 2] {
        let difference = |a: [f32; 2], b: [f32; 2]| {
            [f64::from(b[0]) - f64::from(a[0]), f64::from(b[1]) - f64::from(a[1])]
        };
        let size = |d: [f64; 2]| d[0] * d[0] + d[1] * d[1];
        match (before.map(|b| difference(b, here)), after.map(|a| difference(here, a))) {
            (Some(a), Some(b)) if size(a) > 4.0 * size(b) => b,
            (Some(a), Some(b)) if size(b) > 4.0 * size(a) => a,
            (Some(a), Some(b)) => [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0],
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => [0.0; 2],
        }
    }

    /// Artwork units per pixel to the right, and down.
    fn jacobian(&self, x: usize, y: usize) -> ([f64; 2], [f64; 2]) {
        let Some(here) = self.at(x, y) else {
            return ([0.0; 2], [0.0; 2]);
        };
        let before = |v: usize| v.checked_sub(1);
        let across = self.step(here, before(x).and_then(|x| self.at(x, y)), self.at(x + 1, y));
        let down = self.step(here, before(y).and_then(|y| self.at(x, y)), self.at(x, y + 1));
        (across, down)
    }

    /// Coverage from the geometry itself.
    fn take_outline(&mut self, outline: &Mask) {
        let rect = self.rect;
        for y in rect.y0..rect.y1 {
            let to = self.coverage.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
            to.copy_from_slice(outline.row(y, rect.x0, rect.x1));
        }
        for (coverage, unit) in self.coverage.data_mut().iter_mut().zip(&self.unit) {
            if unit[0].is_nan() {
                *coverage = 0;
            }
        }
    }

    /// Coverage from where rays meet the print. Pixels well inside or outside are known from their
    /// centers and neighbors; the others are looked at through 64 points.
    fn find_outline(&mut self, inverse: &dyn Inverse, scale: [f64; 2]) {
        let mut edges: Vec<(usize, [f32; 2])> = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                let covered = match self.certain(x, y) {
                    Some(all) => u8::from(all) * 255,
                    None => {
                        let (covered, middle) = self.edge(inverse, scale, x, y);
                        if covered > 0 {
                            edges.push((y * self.width + x, middle));
                        }
                        covered
                    }
                };
                if let Some(c) = self.coverage.data_mut().get_mut(y * self.width + x) {
                    *c = covered;
                }
            }
        }
        for (i, middle) in edges {
            if let Some(unit) = self.unit.get_mut(i) {
                *unit = middle;
            }
        }
    }

    /// Whether a pixel is wholly inside (true) or outside (false) by what the centers tell.
    fn certain(&self, x: usize, y: usize) -> Option<bool> {
        let inside = |u: [f32; 2]| u.iter().all(|v| (0.0..=1.0).contains(v));
        let mut all = true;
        let mut any = false;
        for ny in y.saturating_sub(1)..=y + 1 {
            for nx in x.saturating_sub(1)..=x + 1 {
                if nx >= self.width || ny >= self.height {
                    continue;
                }
                let hit = self.at(nx, ny).is_some_and(inside);
                all &= hit;
                any |= hit;
            }
        }
        match (all, any) {
            (true, _) => Some(true),
            (false, false) => Some(false),
            _ => None,
        }
    }

    /// Coverage of an edge pixel and the mean artwork point of what it shows.
    fn edge(&self, inverse: &dyn Inverse, scale: [f64; 2], x: usize, y: usize) -> (u8, [f32; 2]) {
        let (x, y) = (f64::from(self.rect.x0) + x as f64, f64::from(self.rect.y0) + y as f64);
        let n = f64::from(EDGE);
        let mut hits = 0;
        let mut sum = [0.0; 2];
        for j in 0..EDGE {
            for i in 0..EDGE {
                // Sheared, so that no two points share a row or column: an edge along an axis still
                // has 64 grades.
                let (i, j) = (f64::from(i), f64::from(j));
                let px = x + (i + (j + 0.5) / n) / n;
                let py = y + (j + (i + 0.5) / n) / n;
                if let Some([u, v]) = inverse.unit_at(px / scale[0], py / scale[1])
                    && (0.0..=1.0).contains(&u)
                    && (0.0..=1.0).contains(&v)
                {
                    hits += 1;
                    sum = [sum[0] + u, sum[1] + v];
                }
            }
        }
        let points = EDGE * EDGE;
        let coverage = (hits * 255 + points / 2) / points;
        (coverage as u8, sum.map(|s| (s / f64::from(hits.max(1))) as f32))
    }

    fn limit(&mut self, mask: &Mask) {
        let rect = self.rect;
        for y in rect.y0..rect.y1 {
            let to = self.coverage.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
            for (c, &m) in to.iter_mut().zip(mask.row(y, rect.x0, rect.x1)) {
                *c = (*c).min(m);
            }
        }
    }

    /// Finds the size at which the artwork is drawn; `None` when nothing is covered.
    fn raster(&self) -> Option<Layout> {
        let (mut low, mut high) = ([1.0f64; 2], [0.0f64; 2]);
        let covered: Vec<usize> = (0..self.unit.len())
            .filter(|&i| self.coverage.data().get(i).is_some_and(|&c| c > 0))
            .collect();
        for &i in &covered {
            let unit = self.unit.get(i)?.map(|v| f64::from(v.clamp(0.0, 1.0)));
            for c in 0..2 {
                low[c] = low[c].min(unit[c]);
                high[c] = high[c].max(unit[c]);
            }
        }
        if covered.is_empty() {
            return None;
        }
        // Pixels per whole width and height of the artwork, from the inverse of the Jacobian.
        let mut pixels: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for &i in covered.iter().step_by(covered.len().div_ceil(DENSITY_SAMPLES)) {
            let ([ux, vx], [uy, vy]) = self.jacobian(i % self.width, i / self.width);
            let det = (ux * vy - uy * vx).abs();
            let (wide, tall) = ((vx * vx + vy * vy).sqrt() / det, (ux * ux + uy * uy).sqrt() / det);
            if wide.is_finite() && tall.is_finite() {
                pixels[0].push(wide);
                pixels[1].push(tall);
            }
        }
        let visible = [high[0] - low[0], high[1] - low[1]];
        let most = f64::from(MAX_ARTWORK_SIDE) - 2.0 * MARGIN - 4.0;
        let mut full = [1.0; 2];
        for c in 0..2 {
            pixels[c].sort_by(f64::total_cmp);
            let dense = (pixels[c].len() as f64 * DENSE_SHARE) as usize;
            let size = pixels[c].get(dense).copied().unwrap_or(0.0) * DENSITY;
            // A sliver of print must not ask for a giant artwork; nor may anything overflow.
            full[c] = size.min(most / visible[c].max(1e-6)).clamp(2.0, 1e6).ceil();
        }
        let area = full[0] * visible[0] * full[1] * visible[1];
        let limit = MAX_ARTWORK_PIXELS as f64 * 0.9;
        if area > limit {
            let shrink = (limit / area).sqrt();
            full = full.map(|f| (f * shrink).max(2.0).ceil());
        }
        let edge = |c: usize| {
            let start = (low[c] * full[c] - MARGIN).floor().max(0.0);
            let end = (high[c] * full[c] + MARGIN).ceil().min(full[c]);
            // Two texels at least, for a bilinear read.
            if end - start >= 2.0 { (start, end) } else { (0.0, full[c]) }
        };
        let ((x0, x1), (y0, y1)) = (edge(0), edge(1));
        let part = PixelRect::new(x0 as i32, y0 as i32, x1 as i32, y1 as i32);
        let (mut side, mut max_level) = (part.width().min(part.height()), 0);
        while side.div_ceil(2) >= 2 && max_level < 15 && side > 2 {
            (side, max_level) = (side.div_ceil(2), max_level + 1);
        }
        Some(Layout { full, part, max_level })
    }

    fn pack(&self, layout: &Layout) -> Result<PlacementMap, Error> {
        let count = self.coverage.data().iter().filter(|&&c| c > 0).count();
        let mut warp = Warp { tiles_across: self.width.div_ceil(TILE as usize), ..Warp::default() };
        reserve(&mut warp.texels, count)?;
        reserve(&mut warp.coverage, count)?;
        reserve(&mut warp.rows, self.height + 1)?;
        let tiles = warp.tiles_across * self.height.div_ceil(TILE as usize);
        reserve(&mut warp.tiles, tiles)?;
        warp.tiles.resize(tiles, PixelRect::EMPTY);
        let mut known: BTreeMap<Footprint, u32> = BTreeMap::new();
        let mut last: Option<(Footprint, u32)> = None;
        for y in 0..self.height {
            warp.rows.push(warp.runs.len() as u32);
            let mut before: Option<(usize, u32)> = None;
            for x in 0..self.width {
                let i = y * self.width + x;
                let coverage = self.coverage.data().get(i).copied().unwrap_or(0);
                let Some(unit) = self.at(x, y).filter(|_| coverage > 0) else {
                    continue;
                };
                let (across, down) = self.jacobian(x, y);
                let texels = |d: [f64; 2]| [d[0] * layout.full[0], d[1] * layout.full[1]];
                let footprint = Footprint::new(texels(across), texels(down), layout.max_level);
                // Most pixels are filtered like the one before.
                let id = match last {
                    Some((same, id)) if same == footprint => id,
                    _ => *known.entry(footprint).or_insert_with(|| {
                        warp.footprints.push(footprint);
                        warp.footprints.len() as u32 - 1
                    }),
                };
                last = Some((footprint, id));
                warp.levels = warp.levels.max(footprint.level);
                let position = layout.position(unit, footprint.level);
                let tile = (y / TILE as usize) * warp.tiles_across + x / TILE as usize;
                if let Some(tile) = warp.tiles.get_mut(tile) {
                    *tile = tile.union(&layout.reach(position, &footprint));
                }
                match warp.runs.last_mut() {
                    Some(run) if before == Some((x.wrapping_sub(1), id)) => run.len += 1,
                    _ => {
                        if warp.runs.len() == warp.runs.capacity() {
                            let more = warp.runs.len().max(256);
                            reserve(&mut warp.runs, more)?;
                        }
                        warp.runs.push(Run {
                            x: self.rect.x0 + x as i32,
                            len: 1,
                            start: warp.texels.len() as u32,
                            footprint: id,
                        });
                    }
                }
                before = Some((x, id));
                warp.texels.push(position);
                warp.coverage.push(coverage);
            }
        }
        warp.rows.push(warp.runs.len() as u32);
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

impl Layout {
    /// Size of a copy of the artwork.
    fn level_size(&self, level: u8) -> [u32; 2] {
        let half = |side: u32| (0..level).fold(side, |s, _| s.div_ceil(2));
        [half(self.part.width()), half(self.part.height())]
    }

    /// An artwork point in [`STEPS`] from the center of a level's first texel, where four texels can
    /// be read around it. Points beyond the artwork's edge move to the middle of its last texel.
    fn position(&self, unit: [f32; 2], level: u8) -> [u16; 2] {
        let size = self.level_size(level);
        let part = [f64::from(self.part.x0), f64::from(self.part.y0)];
        std::array::from_fn(|c| {
            let full = self.full[c];
            let texel = (f64::from(unit[c]) * full).clamp(0.5, full - 0.5) - part[c];
            let at = texel / f64::from(1u32 << level) - 0.5;
            let last = f64::from(size[c].saturating_sub(1)) * f64::from(STEPS) - 1.0;
            // `as` saturates.
            (at * f64::from(STEPS)).round().clamp(0.0, last.max(0.0)) as u16
        })
    }

    /// The texels of the artwork that a footprint at `position` reads.
    fn reach(&self, position: [u16; 2], footprint: &Footprint) -> PixelRect {
        let (fx, fy) = footprint.reach();
        let span = |at: u16, offset: i32| {
            let at = i32::from(at);
            let (low, high) = (at - offset, at + offset);
            let first = low.max(0) / STEPS;
            let end = high / STEPS + 2;
            (first << footprint.level, end << footprint.level)
        };
        let ((x0, x1), (y0, y1)) = (span(position[0], fx), span(position[1], fy));
        // What lies beyond the edge reads the last texels.
        let [w, h] = [self.part.width() as i32, self.part.height() as i32];
        let two = 2 << footprint.level;
        PixelRect::new(x0.min((w - two).max(0)), y0.min((h - two).max(0)), x1.min(w), y1.min(h))
    }
}

fn reserve<T>(vec: &mut Vec<T>, count: usize) -> Result<(), Error> {
    vec.try_reserve_exact(count).map_err(|_| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: count as u64,
        limit: crate::pixels::MAX_PIXELS,
    })
}
