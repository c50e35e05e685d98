//! Finds the patch, and the place on it, that is seen at a point of the view.

use super::patch::Patch;
use kurbo::{Point, Rect};

/// Longest side of a cell in pixels, where a patch is not cut too often for it.
const CELL: f64 = 12.0;

/// Most cells a patch is cut into along an axis.
const MAX_CUTS: usize = 32;

/// Most cells in all.
const MAX_CELLS: usize = 1 << 16;

/// Tiles along each axis of the bounds, each with the cells that touch it.
const TILES: usize = 128;

/// Most cells kept of those that touch a tile, the topmost: a surface lies in one sheet over most tiles,
/// in three at a fold, and only a hopeless tangle of it in more than this.
const MAX_TOUCHING: u32 = 64;

/// Newton steps at most; two are usual.
const STEPS: usize = 8;

/// A solution is this near, in cells. A cell is some ten pixels wide.
const NEAR: f64 = 1e-5;

/// Solutions this far outside of a cell, in cells, still count: none may be lost between two.
const SLACK: f64 = 1e-3;

/// A part of a patch, so small that it is nearly flat.
#[derive(Clone, Copy, Debug)]
struct Cell {
    patch: u32,
    /// Middle and half side in the patch's parameters.
    middle: [f64; 2],
    half: [f64; 2],
    /// Where the middle is seen.
    point: [f64; 2],
    /// From an offset in pixels to one in halves of the cell: the inverse of the patch's slopes.
    inverse: [[f64; 2]; 2],
    /// How far outside of the flat cell the bent one may reach, in halves.
    bulge: f64,
    /// Beyond the print, where the surface is taken to go on for the sake of smooth edges.
    beyond: bool,
}

/// The cells of a surface by where they lie.
#[derive(Clone, Debug)]
pub(super) struct Index {
    bounds: Rect,
    cells: Vec<Cell>,
    /// First of each tile's entries in `touching`; one more than tiles.
    tiles: Vec<u32>,
    touching: Vec<u32>,
}

impl Index {
    /// Cuts the patches of a surface, `across` of them in a row.
    pub(super) fn new(patches: &[Patch], across: usize) -> Self {
        let cell_size = cell_size(patches);
        let mut cells = Vec::new();
        let mut area = 0.0;
        let down = patches.len() / across.max(1);
        for (i, patch) in patches.iter().enumerate() {
            let (column, row) = (i % across, i / across);
            let cuts = cuts(patch, cell_size);
            let [n, m] = cuts;
            // One more cell on each side that is an edge of the print.
            let range =
                |first: bool, last: bool, n: usize| -i32::from(first)..n as i32 + i32::from(last);
            for b in range(row == 0, row + 1 == down, m) {
                for a in range(column == 0, column + 1 == across, n) {
                    let inside = |k: i32, n: usize| (0..n as i32).contains(&k);
                    let beyond = !inside(a, n) || !inside(b, m);
                    let Some((cell, own)) = cell(patch, i, [a, b], cuts, beyond) else { continue };
                    area += if beyond { 0.0 } else { own };
                    cells.push((cell, own));
                }
            }
        }
        // What is beyond the print lies below it, and what is seen from behind below what faces us.
        cells.sort_by_key(|(cell, own)| (!cell.beyond, own * area > 0.0));
        let cells: Vec<Cell> = cells.into_iter().map(|(cell, _)| cell).collect();
        let printed = cells.iter().filter(|c| !c.beyond).map(|c| c.rect(patches));
        let bounds = printed.reduce(|a, b| a.union(b)).unwrap_or_default().inflate(2.0, 2.0);
        let tiles = vec![0; TILES * TILES + 1];
        let mut index = Self { bounds, cells, tiles, touching: Vec::new() };
        index.sort(patches);
        index
    }

    /// Where there is print, and a little more.
    pub(super) fn bounds(&self) -> Rect {
        self.bounds
    }

    /// The patch seen at a point, with the parameters of the place on it; outside 0..=1 beyond the
    /// print.
    pub(super) fn find(&self, patches: &[Patch], x: f64, y: f64) -> Option<(usize, f64, f64)> {
        let tile = self.tile(x, y)?;
        let range = *self.tiles.get(tile)? as usize..*self.tiles.get(tile + 1)? as usize;
        for &cell in self.touching.get(range)?.iter().rev() {
            let cell = self.cells.get(cell as usize)?;
            let patch = patches.get(cell.patch as usize)?;
            if let Some([s, t]) = cell.solve(patch, x, y) {
                return Some((cell.patch as usize, s, t));
            }
        }
        None
    }

    fn tile(&self, x: f64, y: f64) -> Option<usize> {
        let at = |v: f64, from: f64, length: f64| {
            let t = (v - from) / length * TILES as f64;
            (t >= 0.0 && t < TILES as f64).then_some(t as usize)
        };
        let column = at(x, self.bounds.x0, self.bounds.width())?;
        let row = at(y, self.bounds.y0, self.bounds.height())?;
        Some(row * TILES + column)
    }

    /// Puts the cells into their tiles: counted first, then filled in.
    fn sort(&mut self, patches: &[Patch]) {
        let bounds = self.bounds;
        let spans: Vec<[usize; 4]> =
            self.cells.iter().map(|cell| tiles_of(cell.rect(patches), bounds)).collect();
        let mut counts = vec![0u32; TILES * TILES];
        for &span in &spans {
            each_tile(span, &mut counts, |count| *count = (*count + 1).min(MAX_TOUCHING));
        }
        let mut next = 0;
        // What `counts` holds becomes where each tile is filled from: its end, downwards.
        for (start, count) in self.tiles.iter_mut().zip(&mut counts) {
            *start = next;
            next += *count;
            *count = next;
        }
        if let Some(last) = self.tiles.last_mut() {
            *last = next;
        }
        self.touching = vec![u32::MAX; next as usize];
        // From the topmost on: what a full tile has no room for lies below.
        let (tiles, touching) = (&self.tiles, &mut self.touching);
        for (i, &[x0, y0, x1, y1]) in spans.iter().enumerate().rev() {
            for tile in (y0..=y1).flat_map(|row| row * TILES + x0..=row * TILES + x1) {
                let (Some(end), Some(&start)) = (counts.get_mut(tile), tiles.get(tile)) else {
                    continue;
                };
                if *end > start {
                    *end -= 1;
                    if let Some(entry) = touching.get_mut(*end as usize) {
                        *entry = i as u32;
                    }
                }
            }
        }
    }
}

/// First and last column and row of the tiles that a rectangle touches: left, top, right, bottom.
fn tiles_of(rect: Rect, bounds: Rect) -> [usize; 4] {
    let tile = |v: f64, from: f64, length: f64| {
        ((v - from) / length * TILES as f64).clamp(0.0, TILES as f64 - 1.0) as usize
    };
    [
        tile(rect.x0, bounds.x0, bounds.width()),
        tile(rect.y0, bounds.y0, bounds.height()),
        tile(rect.x1, bounds.x0, bounds.width()),
        tile(rect.y1, bounds.y0, bounds.height()),
    ]
}

fn each_tile([x0, y0, x1, y1]: [usize; 4], counts: &mut [u32], mut visit: impl FnMut(&mut u32)) {
    for row in y0..=y1 {
        let row = counts.get_mut(row * TILES + x0..=row * TILES + x1);
        row.into_iter().flatten().for_each(&mut visit);
    }
}

/// Longest side of a cell in pixels: [`CELL`], or what keeps all cells together within their number.
fn cell_size(patches: &[Patch]) -> f64 {
    let mut size = CELL;
    let count =
        |size| patches.iter().map(|p| cuts(p, size).iter().product::<usize>()).sum::<usize>();
    while count(size) > MAX_CELLS {
        size *= 1.5;
    }
    size
}

/// Cells along the axes of a patch.
fn cuts(patch: &Patch, size: f64) -> [usize; 2] {
    patch.reach().map(|reach| ((reach / size).ceil() as usize).clamp(1, MAX_CUTS))
}

/// The cell at a place of a patch's cuts, and its area; `None` where it has none.
fn cell(
    patch: &Patch,
    index: usize,
    [a, b]: [i32; 2],
    cuts: [usize; 2],
    beyond: bool,
) -> Option<(Cell, f64)> {
    let half = cuts.map(|n| 0.5 / n as f64);
    let middle = [(f64::from(a) + 0.5) / cuts[0] as f64, (f64::from(b) + 0.5) / cuts[1] as f64];
    let spot = patch.at(middle[0], middle[1]);
    let (u, v) = (spot.along_s.map(|d| d * half[0]), spot.along_t.map(|d| d * half[1]));
    let area = u[0] * v[1] - u[1] * v[0];
    let inverse = [[v[1] / area, -v[0] / area], [-u[1] / area, u[0] / area]];
    if !inverse.iter().flatten().all(|x| x.is_finite()) {
        return None;
    }
    let mut cell =
        Cell { patch: index as u32, middle, half, point: spot.point, inverse, bulge: 0.0, beyond };
    // How far the true corners and the middles of the sides are from the flat cell's.
    for (dx, dy) in
        [(-1., -1.), (1., -1.), (-1., 1.), (1., 1.), (0., 1.), (0., -1.), (1., 0.), (-1., 0.)]
    {
        let p = patch.at(middle[0] + dx * half[0], middle[1] + dy * half[1]).point;
        let [x, y] = cell.flat(p[0], p[1]);
        cell.bulge = cell.bulge.max((x - dx).abs()).max((y - dy).abs());
    }
    // Twice as much for what lies between, and no more than makes sense at a fold.
    cell.bulge = (cell.bulge * 2.0 + SLACK).min(4.0);
    Some((cell, area))
}

impl Cell {
    /// Where a point of the view would be if the cell were flat, in halves from its middle.
    fn flat(&self, x: f64, y: f64) -> [f64; 2] {
        let d = [x - self.point[0], y - self.point[1]];
        self.inverse.map(|row| row[0] * d[0] + row[1] * d[1])
    }

    /// What the cell covers, and a little more.
    fn rect(&self, patches: &[Patch]) -> Rect {
        let mut rect = Rect::new(self.point[0], self.point[1], self.point[0], self.point[1]);
        let Some(patch) = patches.get(self.patch as usize) else { return rect };
        for j in -1..=1 {
            for i in -1..=1 {
                let at = |k: usize, d: i32| self.middle[k] + f64::from(d) * self.half[k];
                let [x, y] = patch.at(at(0, i), at(1, j)).point;
                rect = rect.union_pt(Point::new(x, y));
            }
        }
        // Between the nine points a cubic bulges by a fraction of the side.
        rect.inflate(0.5 + rect.width() * 0.1, 0.5 + rect.height() * 0.1)
    }

    /// The parameters at which the patch is seen at a point, if they are this cell's: Newton's method
    /// from where the flat cell has them.
    fn solve(&self, patch: &Patch, x: f64, y: f64) -> Option<[f64; 2]> {
        let mut at = self.flat(x, y);
        let within = |at: [f64; 2], slack: f64| at.iter().all(|v| v.abs() <= 1.0 + slack);
        if !within(at, self.bulge) {
            return None;
        }
        for _ in 0..STEPS {
            let s = self.middle[0] + at[0] * self.half[0];
            let t = self.middle[1] + at[1] * self.half[1];
            let spot = patch.at(s, t);
            let (u, v) = (spot.along_s, spot.along_t);
            let miss = [x - spot.point[0], y - spot.point[1]];
            let det = u[0] * v[1] - u[1] * v[0];
            let step = [
                (miss[0] * v[1] - miss[1] * v[0]) / det / self.half[0],
                (miss[1] * u[0] - miss[0] * u[1]) / det / self.half[1],
            ];
            at = [at[0] + step[0], at[1] + step[1]];
            // NaN is not within.
            if !within(at, 4.0 + self.bulge) {
                return None;
            }
            if step.iter().all(|d| d.abs() < NEAR) {
                let here = [s + step[0] * self.half[0], t + step[1] * self.half[1]];
                return within(at, SLACK).then_some(here);
            }
        }
        None
    }
}
