//! Coverage by exact areas, row by row.
//!
//! A row of pixels is cut into bands in which no edge begins, ends or crosses another. In a band the
//! edges have one order from left to right, so those where the winding number leaves or reaches zero
//! are known; each adds, to the pixels it passes, the area between itself and the pixel's right side,
//! and a running sum along the row gives the coverage. So overlapping and opposing contours come out
//! as exactly as simple ones. Most rows are a single band.
//! Source of the running sum: Raph Levien, "Inside the fastest font renderer in the world", 2016.

use kurbo::BezPath;

use super::Rasterizer;
use super::edges::{Edges, GRID, NONE, short};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

/// Most edges in one row whose order is looked at. With more, which only hostile outlines have, each
/// pixel takes the average of its winding numbers.
const MAX_ORDERED: usize = 256;

/// How far edges may pass each other before they count as crossing, in pixels.
const SLACK: f64 = 1.0 / 1024.0;

/// How often a band is cut at a crossing before it is cut to the least height.
const MAX_CUTS: u32 = 4;

/// One whole pixel in the running sum. Whole numbers add up the same in any order, so a part of a
/// glyph drawn through a window has the bytes of the whole one.
const ONE: f64 = 65536.0;

/// Fills paths by areas; keeps its buffers between fills.
#[derive(Debug, Default)]
pub struct AreaRasterizer {
    edges: Edges,
    /// Begin further down in the row.
    waiting: Vec<u32>,
    /// Reach below where the sweep is.
    active: Vec<Active>,
    cells: Vec<i32>,
}

/// An edge within a band.
#[derive(Clone, Copy, Debug)]
struct Active {
    edge: u32,
    winding: i32,
    /// Where it enters the band and where it leaves it.
    top: f64,
    bottom: f64,
    /// Height of its end.
    end: f64,
}

impl Rasterizer for AreaRasterizer {
    fn fill(&mut self, path: &BezPath, window: PixelRect) -> Result<Mask, Error> {
        let mut mask = Mask::new(window.width(), window.height())?;
        let width = window.width() as usize;
        if mask.data().is_empty() {
            return Ok(mask);
        }
        self.active.clear();
        self.cells.clear();
        self.cells.try_reserve(width).map_err(|_| short(width))?;
        self.cells.resize(width, 0);
        self.edges.read(path, window)?;
        for (row, out) in mask.data_mut().chunks_exact_mut(width).enumerate() {
            if self.row(row, window)? {
                let mut sum = 0_i32;
                for (cell, out) in self.cells.iter_mut().zip(out) {
                    sum = sum.wrapping_add(std::mem::take(cell));
                    let coverage = sum.unsigned_abs().min(ONE as u32);
                    *out = ((coverage * 255 + (ONE as u32) / 2) >> 16) as u8;
                }
            }
        }
        Ok(mask)
    }
}

impl AreaRasterizer {
    /// Adds what the edges cover of a row to the cells; whether there are edges.
    fn row(&mut self, row: usize, window: PixelRect) -> Result<bool, Error> {
        let Self { edges, waiting, active, .. } = self;
        let mut y = f64::from(window.y0) + row as f64;
        let bottom = y + 1.0;
        waiting.clear();
        let mut next = edges.rows.get(row).copied().unwrap_or(NONE);
        while let Some(edge) = edges.all.get(next as usize) {
            waiting.try_reserve(1).map_err(|_| short(waiting.len()))?;
            waiting.push(next);
            next = edge.next;
        }
        let count = active.len() + waiting.len();
        active.try_reserve(waiting.len()).map_err(|_| short(count))?;
        if count == 0 {
            return Ok(false);
        }
        if count > MAX_ORDERED {
            self.average_row(y, window.x0);
            return Ok(true);
        }
        while y < bottom {
            y = self.band(y, bottom, window.x0);
        }
        Ok(true)
    }

    /// Adds the band that begins at `y` and returns where it ends.
    fn band(&mut self, y: f64, bottom: f64, x0: i32) -> f64 {
        let Self { edges, waiting, active, cells } = self;
        let mut end = bottom;
        waiting.retain(|&i| {
            let Some(edge) = edges.all.get(i as usize) else { return false };
            if edge.y0 > y {
                end = end.min(edge.y0);
                return true;
            }
            let top = edge.x_at(y);
            active.push(Active { edge: i, winding: edge.winding, top, bottom: top, end: edge.y1 });
            false
        });
        let ends = active.iter().fold(f64::INFINITY, |least, a| a.end.min(least));
        end = end.min(ends);
        let mut cuts = 0;
        loop {
            for a in active.iter_mut() {
                if let Some(edge) = edges.all.get(a.edge as usize) {
                    a.bottom = edge.x_at(end);
                }
            }
            let middle = |a: &Active| a.top + a.bottom;
            if !active.is_sorted_by(|a, b| middle(a) <= middle(b)) {
                active.sort_unstable_by(|a, b| middle(a).total_cmp(&middle(b)));
            }
            let least = y + 1.0 / GRID;
            let Some(part) = first_crossing(active).filter(|_| end > least) else { break };
            // Just above the crossing; below it comes a band of the least height, that holds it.
            let cut = ((y + part * (end - y)) * GRID).floor() / GRID;
            cuts += 1;
            end = if cuts > MAX_CUTS { least } else { cut.clamp(least, end - 1.0 / GRID) };
        }
        let mut winding = 0;
        for a in active.iter() {
            let before = winding;
            winding += a.winding;
            if (before == 0) != (winding == 0) {
                let sign = if before == 0 { 1 } else { -1 };
                span(cells, x0, a.top, a.bottom, end - y, sign);
            }
        }
        if ends <= end {
            active.retain(|a| a.end > end);
        }
        for a in active.iter_mut() {
            a.top = a.bottom;
        }
        end
    }

    /// Adds every edge of the row that begins at `y`, with its sign.
    fn average_row(&mut self, y: f64, x0: i32) {
        let Self { edges, waiting, active, cells } = self;
        active.extend(waiting.drain(..).filter_map(|i| {
            let edge = edges.all.get(i as usize)?;
            let top = edge.x_at(y.max(edge.y0));
            Some(Active { edge: i, winding: edge.winding, top, bottom: top, end: edge.y1 })
        }));
        let bottom = y + 1.0;
        active.retain_mut(|a| {
            let Some(edge) = edges.all.get(a.edge as usize) else { return false };
            let end = bottom.min(a.end);
            a.bottom = edge.x_at(end);
            span(cells, x0, a.top, a.bottom, end - y.max(edge.y0), a.winding);
            a.top = a.bottom;
            a.end > bottom
        });
    }
}

/// The part of the band's height after which two neighbors first cross; `None` when they keep
/// their order.
fn first_crossing(active: &[Active]) -> Option<f64> {
    let mut first = None;
    for (a, b) in active.iter().zip(active.iter().skip(1)) {
        let (top, bottom) = (b.top - a.top, b.bottom - a.bottom);
        if top < -SLACK || bottom < -SLACK {
            let part = top / (top - bottom);
            first = Some(first.map_or(part, |least: f64| least.min(part)));
        }
    }
    first
}

/// Adds what a row's pixels have right of an edge that goes from `top` to `bottom` over a height of
/// `h`, times `sign`. `x0` is the pixel of the first cell. What lies right of the cells adds nothing;
/// what lies left of them counts fully.
fn span(cells: &mut [i32], x0: i32, top: f64, bottom: f64, h: f64, sign: i32) {
    let (left, right) = if top < bottom { (top, bottom) } else { (bottom, top) };
    let (first, last) = (floor(left), floor(right));
    // Each pixel's covered area is rounded, not its difference to the one before, so that the sum up
    // to any pixel is the same wherever the summing begins.
    let mut before = 0;
    let x1 = x0.saturating_add(i32::try_from(cells.len()).unwrap_or(i32::MAX));
    let mut put = |x: i32, area: f64| {
        let area = (area * ONE + 0.5) as i32 * sign;
        if let Some(cell) = cells.get_mut((x - x0) as usize) {
            *cell = cell.wrapping_add(area.wrapping_sub(before));
        }
        before = area;
    };
    if first >= x0 || last >= x0 {
        if first == last {
            // Within one pixel: what is right of the edge is a trapezoid.
            if first < x1 {
                put(first, h * (1.0 - ((left + right) * 0.5 - f64::from(first))));
            }
        } else {
            // A triangle in the first pixel, trapezoids growing evenly after it, and in the last
            // pixel all but a triangle.
            let slope = h / (right - left);
            let reach = f64::from(first) + 1.0 - left;
            for x in first.max(x0)..=last.min(x1 - 1) {
                let area = if x == first {
                    0.5 * slope * reach * reach
                } else if x == last {
                    let tail = right - f64::from(last);
                    h - 0.5 * slope * tail * tail
                } else {
                    slope * (reach + 0.5 + f64::from(x - first - 1))
                };
                put(x, area);
            }
        }
    }
    let after = last.saturating_add(1).max(x0);
    if after < x1 {
        put(after, h);
    }
}

/// The largest whole number not above `v`, which is within `i32`. `f64::floor` is a call into the C
/// library where the target has no instruction for it.
fn floor(v: f64) -> i32 {
    let whole = v as i32;
    whole - i32::from(f64::from(whole) > v)
}
