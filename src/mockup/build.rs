//! Builds a warped map: where every pixel looks, how much of it is print, how densely the artwork
//! must be drawn, and all of that packed.

use super::footprint::{Footprint, STEPS};
use super::geometry::Inverse;
use super::map::{
    Kind, MAX_ARTWORK_PIXELS, MAX_ARTWORK_SIDE, PlacementMap, Quality, Raster, Run, TILE, Warp,
};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;
use kurbo::Rect;
use std::collections::BTreeMap;

/// Texels per pixel where the print is seen at its largest.
fn density(quality: Quality) -> f64 {
    match quality {
        Quality::Live => 1.6,
        Quality::Final => 3.6,
    }
}

/// Most texels of an artwork. Final ones are a third of what live ones may be: their memory is wanted
/// beside a live view's.
fn most_texels(quality: Quality) -> f64 {
    match quality {
        Quality::Live => MAX_ARTWORK_PIXELS as f64 * 0.9,
        Quality::Final => MAX_ARTWORK_PIXELS as f64 * 0.375,
    }
}

/// Share of the pixels that get at least the density: what is nearer to the camera than all but a
/// sliver of the print does not decide for the rest.
const DENSE_SHARE: f64 = 0.95;

/// At most this many pixels are looked at to find the density.
const DENSITY_SAMPLES: usize = 1 << 14;

/// Texels drawn around the visible part, for reads that reach beyond it.
const MARGIN: f64 = 16.0;

/// Points per side of an edge pixel.
const EDGE: u32 = 8;

/// Jacobians closer than this, in texels, share a footprint: a quarter of what footprints tell apart.
const SAME: f64 = 1.0 / 32.0;

/// Where the steps to both neighbors differ by less than this share, an edge pixel's points are told
/// from them: half a pixel away they are off by a 128th of a pixel.
const STRAIGHT: f32 = 1.0 / 16.0;

/// Most pixels of a row: what a run's 16 bits reach.
const WIDEST: usize = u16::MAX as usize;

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
    quality: Quality,
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
    let Some(raster) = grid.raster(quality) else {
        return Ok(PlacementMap::empty());
    };
    grid.pack(&raster, quality)
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
        let center = |from: i32, i: usize, scale: f64| (f64::from(from) + i as f64 + 0.5) / scale;
        let xs: Vec<f64> = (0..self.width).map(|x| center(self.rect.x0, x, scale[0])).collect();
        for (y, row) in self.unit.chunks_exact_mut(self.width).enumerate() {
            inverse.units_at(&xs, center(self.rect.y0, y, scale[1]), row);
        }
    }

    /// What the pixels of a row see.
    fn row(&self, y: usize) -> &[[f32; 2]] {
        self.unit.get(y * self.width..(y + 1) * self.width).unwrap_or(&[])
    }

    /// The rows above, at and below `y`; empty where there is none.
    fn rows(&self, y: usize) -> Rows<'_> {
        let above = y.checked_sub(1).map_or(&[][..], |y| self.row(y));
        Rows { above, here: self.row(y), below: self.row(y + 1) }
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
        let inside = |u: &[f32; 2]| u8::from(u.iter().all(|v| (0.0..=1.0).contains(v)));
        let hits: Vec<u8> = self.unit.iter().map(inside).collect();
        let row = |y: usize| hits.get(y * self.width..(y + 1) * self.width).unwrap_or(&[]);
        let mut edges: Vec<(usize, [f32; 2])> = Vec::new();
        let mut coverage = vec![0u8; hits.len()];
        // How many of a column's three centers see print; beyond the map counts as the nearest row.
        let mut columns = vec![0u8; self.width + 2];
        for y in 0..self.height {
            let (above, below) = (row(y.saturating_sub(1)), row((y + 1).min(self.height - 1)));
            let three = above.iter().zip(row(y)).zip(below).map(|((a, b), c)| a + b + c);
            let [first, inner @ .., last] = columns.as_mut_slice() else { continue };
            for (column, sum) in inner.iter_mut().zip(three) {
                *column = sum;
            }
            *first = inner.first().copied().unwrap_or(0);
            *last = inner.last().copied().unwrap_or(0);
            let rows = self.rows(y);
            for (x, around) in columns.windows(3).enumerate() {
                let &[a, b, c] = around else { continue };
                let seen = a + b + c;
                if seen == 0 {
                    continue;
                }
                let i = y * self.width + x;
                let (covered, middle) = match (seen, rows.plane(x)) {
                    (9, _) => (255, None),
                    (_, Some(plane)) => sample(|dx, dy| Some(plane.at(dx, dy))),
                    _ => self.silhouette(inverse, scale, x, y),
                };
                edges.extend(middle.map(|middle| (i, middle)));
                if let Some(c) = coverage.get_mut(i) {
                    *c = covered;
                }
            }
        }
        for (i, middle) in edges {
            if let Some(unit) = self.unit.get_mut(i) {
                *unit = middle;
            }
        }
        self.coverage.data_mut().copy_from_slice(&coverage);
    }

    /// Coverage of a pixel whose neighbors do not tell what it sees, by rays of its own.
    fn silhouette(
        &self,
        inverse: &dyn Inverse,
        scale: [f64; 2],
        x: usize,
        y: usize,
    ) -> (u8, Option<[f32; 2]>) {
        let x = f64::from(self.rect.x0) + x as f64 + 0.5;
        let y = f64::from(self.rect.y0) + y as f64 + 0.5;
        let look = |dx: f64, dy: f64| inverse.unit_at((x + dx) / scale[0], (y + dy) / scale[1]);
        // A silhouette is smooth: where corners and center all see print, so does all between.
        let spots = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.0, 0.0)];
        if spots.iter().all(|&(dx, dy)| look(dx, dy).is_some_and(|u| printed(&u))) {
            return (255, None);
        }
        sample(look)
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
    fn raster(&self, quality: Quality) -> Option<Layout> {
        let (mut low, mut high, mut count) = ([1.0f32; 2], [0.0f32; 2], 0usize);
        for (unit, _) in self.unit.iter().zip(self.coverage.data()).filter(|(_, c)| **c > 0) {
            for c in 0..2 {
                let v = unit[c].clamp(0.0, 1.0);
                // `min` and `max` of floats are calls in wasm, for the sake of NaN.
                low[c] = if v < low[c] { v } else { low[c] };
                high[c] = if v > high[c] { v } else { high[c] };
            }
            count += 1;
        }
        if count == 0 {
            return None;
        }
        let (low, high) = (low.map(f64::from), high.map(f64::from));
        // Pixels per whole width and height of the artwork, from the inverse of the Jacobian.
        let mut pixels: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        let every = count.div_ceil(DENSITY_SAMPLES);
        let mut next = 0;
        for (y, row) in self.coverage.data().chunks_exact(self.width).enumerate() {
            let rows = self.rows(y);
            for (x, _) in row.iter().enumerate().filter(|(_, c)| **c > 0) {
                if next > 0 {
                    next -= 1;
                    continue;
                }
                next = every - 1;
                let ([ux, vx], [uy, vy]) = rows.jacobian(x);
                let det = (ux * vy - uy * vx).abs();
                let (wide, tall) =
                    ((vx * vx + vy * vy).sqrt() / det, (ux * ux + uy * uy).sqrt() / det);
                if wide.is_finite() && tall.is_finite() {
                    pixels[0].push(wide);
                    pixels[1].push(tall);
                }
            }
        }
        let visible = [high[0] - low[0], high[1] - low[1]];
        let most = f64::from(MAX_ARTWORK_SIDE) - 2.0 * MARGIN - 4.0;
        let mut full = [1.0; 2];
        for c in 0..2 {
            let dense = (pixels[c].len() as f64 * DENSE_SHARE) as usize;
            let size = if dense < pixels[c].len() {
                *pixels[c].select_nth_unstable_by(dense, f64::total_cmp).1 * density(quality)
            } else {
                0.0
            };
            // A sliver of print must not ask for a giant artwork; nor may anything overflow.
            full[c] = size.min(most / visible[c].max(1e-6)).clamp(2.0, 1e6).ceil();
        }
        let area = full[0] * visible[0] * full[1] * visible[1];
        let limit = most_texels(quality);
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

    fn pack(&self, layout: &Layout, quality: Quality) -> Result<PlacementMap, Error> {
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

fn reserve<T>(vec: &mut Vec<T>, count: usize) -> Result<(), Error> {
    vec.try_reserve_exact(count).map_err(|_| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: count as u64,
        limit: crate::pixels::MAX_PIXELS,
    })
}

/// What a row of pixels sees, and the rows above and below.
struct Rows<'a> {
    above: &'a [[f32; 2]],
    here: &'a [[f32; 2]],
    below: &'a [[f32; 2]],
}

impl Rows<'_> {
    /// What a pixel and its left, right, upper and lower neighbors see, NaN where there is nothing.
    fn cross(&self, x: usize) -> [[f32; 2]; 5] {
        let at = |row: &[[f32; 2]], x: usize| row.get(x).copied().unwrap_or(NOWHERE);
        [
            at(self.here, x),
            at(self.here, x.wrapping_sub(1)),
            at(self.here, x.wrapping_add(1)),
            at(self.above, x),
            at(self.below, x),
        ]
    }

    /// Artwork units per pixel to the right, and down.
    fn jacobian(&self, x: usize) -> ([f64; 2], [f64; 2]) {
        let [here, left, right, above, below] = self.cross(x);
        (step(here, left, right), step(here, above, below))
    }

    /// The plane through a pixel and its neighbors, where these lie on one.
    fn plane(&self, x: usize) -> Option<Plane> {
        let [here, left, right, above, below] = self.cross(x);
        let axis = |before: [f32; 2], after: [f32; 2]| {
            let a = [here[0] - before[0], here[1] - before[1]];
            let b = [after[0] - here[0], after[1] - here[1]];
            let bend = [b[0] - a[0], b[1] - a[1]];
            let mean = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
            let size = |d: [f32; 2]| d[0] * d[0] + d[1] * d[1];
            // False where anything is NaN.
            (size(bend) < STRAIGHT * STRAIGHT * size(mean)).then_some(mean.map(f64::from))
        };
        let (across, down) = (axis(left, right)?, axis(above, below)?);
        Some(Plane { middle: here.map(f64::from), across, down })
    }
}

/// What the points of a pixel see where the surface is nearly flat.
struct Plane {
    middle: [f64; 2],
    across: [f64; 2],
    down: [f64; 2],
}

impl Plane {
    /// The artwork point at an offset from the pixel's center.
    fn at(&self, dx: f64, dy: f64) -> [f64; 2] {
        std::array::from_fn(|c| self.middle[c] + self.across[c] * dx + self.down[c] * dy)
    }
}

/// How the artwork moves for one pixel along an axis: the mean of the steps to both neighbors, or
/// the smaller where they differ much, which is on this side of a fold. A neighbor that sees nothing
/// is NaN.
fn step(here: [f32; 2], before: [f32; 2], after: [f32; 2]) -> [f64; 2] {
    let difference = |a: [f32; 2], b: [f32; 2]| {
        [f64::from(b[0]) - f64::from(a[0]), f64::from(b[1]) - f64::from(a[1])]
    };
    let size = |d: [f64; 2]| d[0] * d[0] + d[1] * d[1];
    let (a, b) = (difference(before, here), difference(here, after));
    let (sa, sb) = (size(a), size(b));
    if sa <= 4.0 * sb && sb <= 4.0 * sa {
        [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
    } else if sa < sb || (sb.is_nan() && !sa.is_nan()) {
        a
    } else if !sb.is_nan() {
        b
    } else {
        [0.0; 2]
    }
}

/// Whether an artwork point is on the print.
fn printed(unit: &[f64; 2]) -> bool {
    unit.iter().all(|v| (0.0..=1.0).contains(v))
}

/// Coverage of a pixel and the mean artwork point of what it shows, by 64 points; `look` is given
/// offsets from its center.
fn sample(look: impl Fn(f64, f64) -> Option<[f64; 2]>) -> (u8, Option<[f32; 2]>) {
    let n = f64::from(EDGE);
    let mut hits = 0;
    let mut sum = [0.0; 2];
    for j in 0..EDGE {
        for i in 0..EDGE {
            // Sheared, so that no two points share a row or column: an edge along an axis still
            // has 64 grades.
            let (i, j) = (f64::from(i), f64::from(j));
            let dx = (i + (j + 0.5) / n) / n - 0.5;
            let dy = (j + (i + 0.5) / n) / n - 0.5;
            if let Some(unit) = look(dx, dy).filter(printed) {
                hits += 1;
                sum = [sum[0] + unit[0], sum[1] + unit[1]];
            }
        }
    }
    let points = EDGE * EDGE;
    let coverage = (hits * 255 + points / 2) / points;
    let middle = (hits > 0).then(|| sum.map(|s| (s / f64::from(hits)) as f32));
    (coverage as u8, middle)
}
