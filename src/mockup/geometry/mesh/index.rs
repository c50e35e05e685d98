//! Finds the patch, and the place on it, that is seen at a point of the view.
//!
//! The patches are cut into cells small enough to be nearly flat. Cells lie in rows and columns as the
//! print does, and so do the boxes around 2 × 2 of them, around 2 × 2 of those, and so on: a point goes
//! down from the box of everything to the few cells that may show it, and each of these is solved.

use super::patch::{Patch, Spot};
use kurbo::Rect;

/// Longest side of a cell in pixels, where a patch is not cut too often for it.
const CELL: f64 = 12.0;

/// Most cells a patch is cut into along an axis.
const MAX_CUTS: usize = 32;

/// Most cells in all.
const MAX_CELLS: usize = 1 << 16;

/// Most cells that are solved for one point. A surface lies in one sheet over most points, in three at
/// a fold; only a hopeless tangle has more than this, and shows some of its sheets.
const MAX_SOLVED: usize = 24;

/// Newton steps at most; two are usual.
const STEPS: usize = 8;

/// A solution is this near, in halves of a cell: a thousandth of a pixel is ten times as much.
const NEAR: f64 = 1e-5;

/// Solutions this far outside of a cell, in halves, still count: none may be lost between two.
const SLACK: f64 = 1e-3;

/// A part of a patch, so small that it is nearly flat.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Where Newton's method starts, in halves of the cell from its middle: the middle itself, or at a
    /// fold the corner that faces the camera most.
    start: [f64; 2],
    /// Where that is seen.
    point: [f64; 2],
    /// From an offset in pixels to one in halves of the cell: the inverse of the patch's slopes.
    inverse: [[f64; 2]; 2],
    /// How far outside of the flat cell the bent one may reach, in halves.
    bulge: f64,
}

/// A rectangle as left, top, right, bottom; the empty one holds no point.
type Bounds = [f64; 4];

const NOTHING: Bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// Boxes in rows and columns.
#[derive(Clone, Debug)]
struct Level {
    columns: usize,
    boxes: Vec<Bounds>,
}

/// The cells of a surface by where they lie.
#[derive(Clone, Debug)]
pub(super) struct Index {
    bounds: Rect,
    across: usize,
    /// Cells per patch, across and down.
    cuts: [usize; 2],
    cells: Vec<Cell>,
    /// The boxes of the cells first, the box of everything last.
    levels: Vec<Level>,
    /// The sign of the slopes' determinant where the surface faces the camera.
    facing: f64,
    /// Square pixels of the surface that face the camera, and that don't.
    pub(super) areas: [f64; 2],
}

/// A point of the print, as where it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) patch: usize,
    /// Parameters on the patch; outside 0..=1 beyond the print.
    pub(super) at: [f64; 2],
}

impl Index {
    /// Cuts the patches of a surface, `across` of them in a row.
    pub(super) fn new(patches: &[Patch], across: usize) -> Self {
        let cuts = cuts(patches);
        let down = patches.len() / across.max(1);
        // One more cell on each side: beyond the edge the surface goes on, for the sake of smooth edges.
        let columns = across * cuts[0] + 2;
        let rows = down * cuts[1] + 2;
        let mut index = Self {
            bounds: Rect::ZERO,
            across,
            cuts,
            cells: Vec::new(),
            levels: Vec::new(),
            facing: 1.0,
            areas: [0.0; 2],
        };
        for i in 0..rows * columns {
            let place = index.place(i, columns, rows);
            if place.printed
                && let Some(patch) = patches.get(place.patch)
            {
                let area =
                    4.0 * place.half[0] * place.half[1] * determinant(&place.spot(patch, [0.0; 2]));
                // Not a number counts for neither side.
                index.areas[usize::from(area < 0.0)] +=
                    if area.is_nan() { 0.0 } else { area.abs() };
            }
        }
        if index.areas[1] > index.areas[0] {
            index.facing = -1.0;
            index.areas.reverse();
        }
        let mut boxes = Vec::new();
        let mut printed = NOTHING;
        for i in 0..rows * columns {
            let place = index.place(i, columns, rows);
            let (cell, own) = patches
                .get(place.patch)
                .and_then(|patch| cell(patch, &place, index.facing))
                .unwrap_or((Cell::NONE, NOTHING));
            if place.printed {
                printed = union(printed, own);
            }
            index.cells.push(cell);
            boxes.push(own);
        }
        index.levels = pyramid(columns, boxes);
        if printed[0] <= printed[2] {
            index.bounds =
                Rect::new(printed[0], printed[1], printed[2], printed[3]).inflate(2.0, 2.0);
        }
        index
    }

    /// Where there is print, and a little more.
    pub(super) fn bounds(&self) -> Rect {
        self.bounds
    }

    /// The place of a cell, counted row by row.
    fn place(&self, i: usize, columns: usize, rows: usize) -> Place {
        let axis = |k: usize, count: usize, cuts: usize| {
            // The cells beyond belong to the patches at the edge.
            let inner = k.clamp(1, count.saturating_sub(2)) - 1;
            let patch = inner / cuts;
            let step = k as f64 - 1.0 - (patch * cuts) as f64;
            (patch, (step + 0.5) / cuts as f64, k == inner + 1)
        };
        let (column, s, in_x) = axis(i % columns, columns, self.cuts[0]);
        let (row, t, in_y) = axis(i / columns, rows, self.cuts[1]);
        Place {
            patch: row * self.across + column,
            middle: [s, t],
            half: self.cuts.map(|n| 0.5 / n as f64),
            printed: in_x && in_y,
        }
    }

    /// What is seen at a point. Of several sheets that face the camera, the print is over what lies
    /// beyond its edge; of the print what is further down, then further right in it.
    pub(super) fn find(&self, patches: &[Patch], x: f64, y: f64) -> Option<Found> {
        let columns = self.levels.first()?.columns;
        let rows = self.cells.len() / columns.max(1);
        let mut best: Option<([f64; 3], Found)> = None;
        let mut solved = 0;
        // Each level adds at most three to the stack.
        let mut stack = [(0usize, 0usize); 64];
        let mut filled = 1;
        stack[0] = (self.levels.len() - 1, 0);
        while filled > 0 {
            filled -= 1;
            let (level, i) = *stack.get(filled)?;
            if level == 0 {
                let cell = self.cells.get(i)?;
                if !cell.may_show(x, y) {
                    continue;
                }
                if solved == MAX_SOLVED {
                    break;
                }
                solved += 1;
                let place = self.place(i, columns, rows);
                let patch = patches.get(place.patch)?;
                if let Some(at) = cell.solve(patch, &place, self.facing, x, y) {
                    let rank = self.rank(&place, at);
                    if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                        best = Some((rank, Found { patch: place.patch, at }));
                    }
                }
                continue;
            }
            let (above, below) = (self.levels.get(level)?, self.levels.get(level - 1)?);
            let (column, row) = (i % above.columns * 2, i / above.columns * 2);
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let child = (row + dy) * below.columns + column + dx;
                if column + dx < below.columns
                    && let Some(&[x0, y0, x1, y1]) = below.boxes.get(child)
                    && x >= x0
                    && x <= x1
                    && y >= y0
                    && y <= y1
                    && let Some(slot) = stack.get_mut(filled)
                {
                    *slot = (level - 1, child);
                    filled += 1;
                }
            }
        }
        best.map(|(_, found)| found)
    }

    /// What lies over what: the greater lies on top.
    fn rank(&self, place: &Place, at: [f64; 2]) -> [f64; 3] {
        let beyond = |v: f64| {
            if v < 0.0 {
                -v
            } else if v > 1.0 {
                v - 1.0
            } else {
                0.0
            }
        };
        let outside = if place.printed { 0.0 } else { beyond(at[0]) + beyond(at[1]) };
        let (column, row) = (place.patch % self.across, place.patch / self.across);
        [-outside, row as f64 + at[1], column as f64 + at[0]]
    }
}

/// A cell's place on a patch, in the patch's parameters.
struct Place {
    patch: usize,
    middle: [f64; 2],
    half: [f64; 2],
    printed: bool,
}

impl Place {
    /// The patch at an offset in halves of the cell from its middle.
    fn spot(&self, patch: &Patch, [dx, dy]: [f64; 2]) -> Spot {
        patch.at(self.middle[0] + dx * self.half[0], self.middle[1] + dy * self.half[1])
    }
}

fn determinant(spot: &Spot) -> f64 {
    spot.along_s[0] * spot.along_t[1] - spot.along_s[1] * spot.along_t[0]
}

/// Cells along the axes of every patch: as many as the longest patch needs.
fn cuts(patches: &[Patch]) -> [usize; 2] {
    let mut reach = [0.0f64; 2];
    for patch in patches {
        let own = patch.reach();
        reach = [reach[0].max(own[0]), reach[1].max(own[1])];
    }
    let mut cuts = reach.map(|r| ((r / CELL).ceil() as usize).clamp(1, MAX_CUTS));
    while patches.len() * cuts[0] * cuts[1] > MAX_CELLS && cuts != [1, 1] {
        cuts = cuts.map(|n| (n / 2).max(1));
    }
    cuts
}

/// A cell and the box around it; `None` where no part of it faces the camera.
fn cell(patch: &Patch, place: &Place, facing: f64) -> Option<(Cell, Bounds)> {
    const SPOTS: [[f64; 2]; 9] = [
        [0., 0.],
        [-1., -1.],
        [1., -1.],
        [-1., 1.],
        [1., 1.],
        [0., 1.],
        [0., -1.],
        [1., 0.],
        [-1., 0.],
    ];
    let mut own = NOTHING;
    let (mut start, mut most) = ([0.0; 2], 0.0);
    let mut folded = false;
    let spots = SPOTS.map(|at| {
        let spot = place.spot(patch, at);
        let [x, y] = spot.point;
        own = union(own, [x, y, x, y]);
        let det = determinant(&spot) * facing;
        // The middle wins unless it is seen from behind.
        if det > most && (most == 0.0 || start != [0.0; 2]) {
            (start, most) = (at, det);
        }
        folded |= det <= 0.0;
        spot
    });
    if most == 0.0 {
        return None;
    }
    let begin = place.spot(patch, start);
    let (u, v) =
        (begin.along_s.map(|d| d * place.half[0]), begin.along_t.map(|d| d * place.half[1]));
    let area = u[0] * v[1] - u[1] * v[0];
    let inverse = [[v[1] / area, -v[0] / area], [-u[1] / area, u[0] / area]];
    if !inverse.iter().flatten().chain(&own).all(|x| x.is_finite()) {
        return None;
    }
    let mut cell = Cell { start, point: begin.point, inverse, bulge: 0.0 };
    if folded {
        cell.bulge = f64::INFINITY;
    } else {
        // How far the true corners and the middles of the sides are from the flat cell's.
        for (at, spot) in SPOTS.iter().zip(&spots) {
            let [x, y] = cell.flat(spot.point[0], spot.point[1]);
            cell.bulge = cell.bulge.max((x - at[0]).abs()).max((y - at[1]).abs());
        }
        // Twice as much for what lies between.
        cell.bulge = cell.bulge * 2.0 + SLACK;
    }
    // Between the nine points a cubic bulges by a fraction of the side.
    let [x0, y0, x1, y1] = own;
    let (dx, dy) = (0.1 * (x1 - x0) + 0.1, 0.1 * (y1 - y0) + 0.1);
    Some((cell, [x0 - dx, y0 - dy, x1 + dx, y1 + dy]))
}

fn union(a: Bounds, b: Bounds) -> Bounds {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Boxes around 2 × 2 boxes, up to a single one.
fn pyramid(columns: usize, boxes: Vec<Bounds>) -> Vec<Level> {
    let mut levels = vec![Level { columns, boxes }];
    while let Some(last) = levels.last().filter(|level| level.boxes.len() > 1) {
        let columns = last.columns.div_ceil(2);
        let rows = (last.boxes.len() / last.columns).div_ceil(2);
        let mut boxes = vec![NOTHING; columns * rows];
        for (i, &own) in last.boxes.iter().enumerate() {
            let parent = i / last.columns / 2 * columns + i % last.columns / 2;
            if let Some(parent) = boxes.get_mut(parent) {
                *parent = union(*parent, own);
            }
        }
        levels.push(Level { columns, boxes });
    }
    levels
}

impl Cell {
    /// The cell of which nothing is seen.
    const NONE: Self =
        Self { start: [0.0; 2], point: [f64::NAN; 2], inverse: [[f64::NAN; 2]; 2], bulge: 0.0 };

    /// Where a point of the view would be if the cell were flat, in halves from its middle.
    fn flat(&self, x: f64, y: f64) -> [f64; 2] {
        let d = [x - self.point[0], y - self.point[1]];
        std::array::from_fn(|k| {
            self.start[k] + self.inverse[k][0] * d[0] + self.inverse[k][1] * d[1]
        })
    }

    fn may_show(&self, x: f64, y: f64) -> bool {
        self.flat(x, y).iter().all(|v| v.abs() <= 1.0 + self.bulge)
    }

    /// The parameters at which the patch is seen at a point, if they are this cell's and it faces the
    /// camera there: Newton's method from where the flat cell has them.
    fn solve(&self, patch: &Patch, place: &Place, facing: f64, x: f64, y: f64) -> Option<[f64; 2]> {
        let within = |at: [f64; 2], slack: f64| at.iter().all(|v| v.abs() <= 1.0 + slack);
        // A flat cell says little of places far from it.
        let mut at = self.flat(x, y).map(|v| v.clamp(-2.0, 2.0));
        for _ in 0..STEPS {
            let spot = place.spot(patch, at);
            let (u, v) = (spot.along_s, spot.along_t);
            let miss = [x - spot.point[0], y - spot.point[1]];
            let det = determinant(&spot);
            let step = [
                (miss[0] * v[1] - miss[1] * v[0]) / det / place.half[0],
                (miss[1] * u[0] - miss[0] * u[1]) / det / place.half[1],
            ];
            at = [at[0] + step[0], at[1] + step[1]];
            // NaN is not within.
            if !within(at, 4.0) {
                return None;
            }
            if step.iter().all(|d| d.abs() < NEAR) {
                let here = std::array::from_fn(|k| place.middle[k] + at[k] * place.half[k]);
                return (within(at, SLACK) && det * facing > 0.0).then_some(here);
            }
        }
        None
    }
}
