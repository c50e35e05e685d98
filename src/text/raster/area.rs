//! Coverage by exact signed areas.
//!
//! Every edge adds, to the pixels it passes, the area between itself and the pixel's right side, with
//! the sign of its direction; a running sum along the row then gives each pixel's average winding
//! number, whose absolute value, at most 1, is the coverage. Exact wherever a pixel's winding numbers
//! lie between 0 and 1 or 0 and -1; where edges of overlapping contours meet inside one pixel it
//! is off for that pixel only.
//! Source: Raph Levien, "Inside the fastest font renderer in the world", 2016 (the font-rs method).

use kurbo::{BezPath, PathEl, Point};

use super::Rasterizer;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{MAX_PIXELS, Mask};

/// Farthest a flattened curve strays from the true one, in pixels: half a level of 255 on an edge.
const TOLERANCE: f64 = 1.0 / 32.0;

/// Most lines one curve is flattened to.
const MAX_STEPS: f64 = 256.0;

/// Farthest coordinate that is drawn, in pixels; beyond it an edge is left out.
const MAX_COORDINATE: f64 = 1e8;

/// One whole pixel in the accumulator. Whole numbers add up the same in any order, so a part of a
/// glyph drawn through a window has the bytes of the whole one.
const ONE: f64 = 65536.0;

/// Fills paths by accumulating signed areas; keeps its buffer between fills.
#[derive(Debug, Default)]
pub struct AreaRasterizer {
    cells: Vec<i32>,
}

impl Rasterizer for AreaRasterizer {
    fn fill(&mut self, path: &BezPath, window: PixelRect) -> Result<Mask, Error> {
        let mut mask = Mask::new(window.width(), window.height())?;
        let (width, len) = (window.width() as usize, mask.data().len());
        if len == 0 {
            return Ok(mask);
        }
        self.cells.clear();
        self.cells.try_reserve(len).map_err(|_| Error::TooLarge {
            path: String::new(),
            what: "pixels",
            value: len as u64,
            limit: MAX_PIXELS,
        })?;
        self.cells.resize(len, 0);
        trace(path, &mut Field { cells: &mut self.cells, width, window });
        let rows = mask.data_mut().chunks_exact_mut(width);
        for (cells, out) in self.cells.chunks_exact(width).zip(rows) {
            let mut winding = 0_i32;
            for (cell, out) in cells.iter().zip(out) {
                winding = winding.wrapping_add(*cell);
                let coverage = winding.unsigned_abs().min(ONE as u32);
                *out = ((coverage * 255 + (ONE as u32) / 2) >> 16) as u8;
            }
        }
        Ok(mask)
    }
}

/// Sends the path's edges to `field`.
fn trace(path: &BezPath, field: &mut Field<'_>) {
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                field.line(at, start);
                (start, at) = (p, p);
            }
            PathEl::LineTo(p) => {
                field.line(at, p);
                at = p;
            }
            PathEl::QuadTo(c, p) => {
                field.quad(at, c, p);
                at = p;
            }
            PathEl::CurveTo(c, d, p) => {
                field.cubic(at, c, d, p);
                at = p;
            }
            PathEl::ClosePath => {
                field.line(at, start);
                at = start;
            }
        }
    }
    field.line(at, start);
}

/// The cells edges are added to, `window`'s pixels row by row.
struct Field<'a> {
    cells: &'a mut [i32],
    width: usize,
    window: PixelRect,
}

impl Field<'_> {
    fn quad(&mut self, a: Point, b: Point, c: Point) {
        // Wang's formula for the steps that keep a polynomial curve within a tolerance.
        // Source: Goldman, "Pyramid Algorithms", 2003, section 5.6.3.
        let bend = (a.to_vec2() - 2.0 * b.to_vec2() + c.to_vec2()).hypot2().sqrt();
        let steps = (bend / (4.0 * TOLERANCE)).sqrt().ceil().clamp(1.0, MAX_STEPS);
        let mut from = a;
        for i in 1..steps as u32 {
            let t = f64::from(i) / steps;
            let p = a.lerp(b, t).lerp(b.lerp(c, t), t);
            self.line(from, p);
            from = p;
        }
        self.line(from, c);
    }

    fn cubic(&mut self, a: Point, b: Point, c: Point, d: Point) {
        let first = (a.to_vec2() - 2.0 * b.to_vec2() + c.to_vec2()).hypot2();
        let second = (b.to_vec2() - 2.0 * c.to_vec2() + d.to_vec2()).hypot2();
        let bend = first.max(second).sqrt();
        let steps = (bend * 0.75 / TOLERANCE).sqrt().ceil().clamp(1.0, MAX_STEPS);
        let mut from = a;
        for i in 1..steps as u32 {
            let t = f64::from(i) / steps;
            let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
            let p = ab.lerp(bc, t).lerp(bc.lerp(cd, t), t);
            self.line(from, p);
            from = p;
        }
        self.line(from, d);
    }

    /// Adds an edge. What lies above, below or right of the window adds nothing; what lies left of
    /// it counts fully for the rows it passes.
    fn line(&mut self, a: Point, b: Point) {
        let (sign, top, bottom) = if a.y < b.y { (1.0, a, b) } else { (-1.0, b, a) };
        let near = |p: Point| p.x.abs() <= MAX_COORDINATE && p.y.abs() <= MAX_COORDINATE;
        if !near(a) || !near(b) || top.y >= bottom.y {
            return;
        }
        let slope = (bottom.x - top.x) / (bottom.y - top.y);
        // Not worked out step by step: a row's share must not depend on where the window begins.
        let x_at = |y: f64| if y >= bottom.y { bottom.x } else { top.x + (y - top.y) * slope };
        let mut y = top.y.max(f64::from(self.window.y0));
        let y1 = bottom.y.min(f64::from(self.window.y1));
        let mut x = x_at(y);
        while y < y1 {
            let row = floor(y);
            let end = (f64::from(row) + 1.0).min(y1);
            let next = x_at(end);
            let start = (row - self.window.y0) as usize * self.width;
            if let Some(cells) = self.cells.get_mut(start..start + self.width) {
                let (left, right) = if x < next { (x, next) } else { (next, x) };
                span(cells, self.window.x0, left, right, (end - y) * sign);
            }
            (x, y) = (next, end);
        }
    }
}

/// Adds the part of an edge inside one row, between `left` and `right`, of signed height `h`.
/// `x0` is the pixel of the first cell.
fn span(cells: &mut [i32], x0: i32, left: f64, right: f64, h: f64) {
    let (first, last) = (floor(left), floor(right));
    // Each pixel's covered area is rounded, not its difference to the one before, so that the sum up
    // to any pixel is the same wherever the summing begins.
    let mut before = 0;
    let x1 = x0.saturating_add(i32::try_from(cells.len()).unwrap_or(i32::MAX));
    let mut put = |x: i32, area: i32| {
        if let Some(cell) = cells.get_mut((x - x0) as usize) {
            *cell = cell.wrapping_add(area.wrapping_sub(before));
        }
        before = area;
    };
    if first >= x0 || last >= x0 {
        if first == last {
            // Within one pixel: what is right of the edge is a trapezoid.
            let covered = 1.0 - ((left + right) * 0.5 - f64::from(first));
            if first < x1 {
                put(first, (h * covered * ONE) as i32);
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
                put(x, (area * ONE) as i32);
            }
        }
    }
    let after = last.saturating_add(1).max(x0);
    if after < x1 {
        put(after, (h * ONE) as i32);
    }
}

/// The largest whole number not above `v`, which is within [`MAX_COORDINATE`]. `f64::floor` is a call
/// into the C library where the target has no instruction for it.
fn floor(v: f64) -> i32 {
    let whole = v as i32;
    whole - i32::from(f64::from(whole) > v)
}
