//! Paths to straight edges, in chains that only go down, sorted into rows of pixels.

use kurbo::{BezPath, PathEl, Point};

use super::span::STEPS;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::MAX_PIXELS;

/// Farthest a flattened curve strays from the true one, in pixels. A pixel in the middle of a chord
/// loses two thirds of that: at most 3.6 levels of 255.
const TOLERANCE: f64 = 1.0 / 48.0;

/// Most lines one curve is flattened to.
const MAX_STEPS: usize = 256;

/// Most edges that curves are flattened to; a path of more elements has one for each.
const MAX_EDGES: usize = 1 << 20;

/// Farthest coordinate that is drawn, in pixels.
const MAX_COORDINATE: f64 = 1e9;

/// In place of a chain's index: there is none.
const NONE: u32 = u32::MAX;

/// A line from `(x0, y0)` down to `(x1, y1)`, in pixels; never level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
    slope: f64,
}

impl Edge {
    /// Where it is at height `y`. Not worked out step by step: a row's share must not depend on where
    /// the window begins.
    #[inline]
    pub(super) fn x_at(&self, y: f64) -> f64 {
        if y >= self.y1 { self.x1 } else { self.inner_x_at(y) }
    }

    /// The same above its end.
    #[inline]
    pub(super) fn inner_x_at(&self, y: f64) -> f64 {
        self.x0 + (y - self.y0) * self.slope
    }
}

/// Edges one below the other, as the outline has them; level stretches in between are left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    /// Of its edges, from the top: the first, and the one after the last.
    pub(super) first: u32,
    pub(super) end: u32,
    /// By how much the winding number differs right of it, 1 or -1.
    pub(super) winding: i32,
    /// The next chain that begins in the same row.
    next: u32,
}

/// The edges of a path that touch a window's rows, those left and right of the window too.
#[derive(Debug, Default)]
pub(super) struct Edges {
    pub(super) all: Vec<Edge>,
    chains: Vec<Chain>,
    /// The first chain that begins in each row; what begins above the window begins in its first.
    rows: Vec<u32>,
    /// The first chain of the contour that is read.
    contour: usize,
    /// The chain that is read: its first edge and its direction.
    open: usize,
    winding: i32,
}

impl Edges {
    /// The chains that begin in a row of the window.
    pub(super) fn beginning_in(&self, row: usize) -> impl Iterator<Item = &Chain> {
        let first = self.rows.get(row).copied().unwrap_or(NONE);
        std::iter::successors(self.chains.get(first as usize), |chain| {
            self.chains.get(chain.next as usize)
        })
    }

    /// Takes the path's edges instead of those it has; none when a coordinate is not finite or too
    /// far away.
    pub(super) fn read(&mut self, path: &BezPath, window: PixelRect) -> Result<(), Error> {
        let height = window.height() as usize;
        self.all.clear();
        self.chains.clear();
        self.rows.clear();
        (self.contour, self.open) = (0, 0);
        self.rows.try_reserve(height).map_err(|_| short(height))?;
        self.rows.resize(height, NONE);
        let near = |p: &Point| p.x.abs() <= MAX_COORDINATE && p.y.abs() <= MAX_COORDINATE;
        let all_near = path.elements().iter().all(|element| match element {
            PathEl::MoveTo(p) | PathEl::LineTo(p) => near(p),
            PathEl::QuadTo(c, p) => near(c) && near(p),
            PathEl::CurveTo(c, d, p) => near(c) && near(d) && near(p),
            PathEl::ClosePath => true,
        });
        if !all_near {
            return Ok(());
        }
        self.trace(path, window)?;
        for (i, chain) in self.chains.iter_mut().enumerate() {
            let Some(edge) = self.all.get(chain.first as usize).filter(|_| chain.first < chain.end)
            else {
                continue;
            };
            let row = (edge.y0 - f64::from(window.y0)) as usize;
            if let Some(first) = self.rows.get_mut(row) {
                chain.next = std::mem::replace(first, i as u32);
            }
        }
        Ok(())
    }

    fn trace(&mut self, path: &BezPath, window: PixelRect) -> Result<(), Error> {
        let most = (MAX_EDGES / path.elements().len().max(1)).clamp(1, MAX_STEPS) as u32;
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    self.close(at, start, window)?;
                    (start, at) = (p, p);
                }
                PathEl::LineTo(p) => {
                    self.line(at, p, window)?;
                    at = p;
                }
                PathEl::QuadTo(c, p) => {
                    // Wang's formula for the steps that keep a polynomial curve within a tolerance.
                    // Source: Goldman, "Pyramid Algorithms", 2003, section 5.6.3.
                    let bend = (at.to_vec2() - 2.0 * c.to_vec2() + p.to_vec2()).hypot2().sqrt();
                    let steps = (bend * (0.25 / TOLERANCE)).sqrt();
                    let from = at;
                    let point = |t: f64| from.lerp(c, t).lerp(c.lerp(p, t), t);
                    at = self.curve(at, p, (steps, most), point, window)?;
                }
                PathEl::CurveTo(c, d, p) => {
                    let first = (at.to_vec2() - 2.0 * c.to_vec2() + d.to_vec2()).hypot2();
                    let second = (c.to_vec2() - 2.0 * d.to_vec2() + p.to_vec2()).hypot2();
                    let bend = if first > second { first } else { second }.sqrt();
                    let steps = (bend * (0.75 / TOLERANCE)).sqrt();
                    let from = at;
                    let point = |t: f64| {
                        let (ab, bc, cd) = (from.lerp(c, t), c.lerp(d, t), d.lerp(p, t));
                        ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
                    };
                    at = self.curve(at, p, (steps, most), point, window)?;
                }
                PathEl::ClosePath => {
                    self.close(at, start, window)?;
                    at = start;
                }
            }
        }
        self.close(at, start, window)
    }

    /// Ends a contour. Where it began in the middle of a chain, that chain is made one.
    fn close(&mut self, at: Point, start: Point, window: PixelRect) -> Result<(), Error> {
        self.line(at, start, window)?;
        if self.open < self.all.len()
            && let Some(chain) = self.chains.get_mut(self.contour)
            && chain.winding == self.winding
        {
            let first = chain.first as usize..chain.end as usize;
            chain.first = chain.end;
            self.all.try_reserve(first.len()).map_err(|_| short(first.len()))?;
            let open = self.all.len();
            self.all.extend_from_within(first);
            if self.winding < 0 {
                // It was turned to go down; the open one is not yet.
                self.all.get_mut(open..).unwrap_or_default().reverse();
            }
        }
        self.end_chain()?;
        self.contour = self.chains.len();
        Ok(())
    }

    fn end_chain(&mut self) -> Result<(), Error> {
        let (first, end) = (self.open, self.all.len());
        if first == end {
            return Ok(());
        }
        if self.winding < 0 {
            self.all.get_mut(first..).unwrap_or_default().reverse();
        }
        self.open = end;
        self.chains.try_reserve(1).map_err(|_| short(end))?;
        let (first, end) = (first as u32, end as u32);
        self.chains.push(Chain { first, end, winding: self.winding, next: NONE });
        Ok(())
    }

    /// Adds a curve as so many lines, rounded up, but not more than `most`, and returns its end.
    fn curve(
        &mut self,
        from: Point,
        to: Point,
        (steps, most): (f64, u32),
        point: impl Fn(f64) -> Point,
        window: PixelRect,
    ) -> Result<Point, Error> {
        let whole = steps as u32;
        let count = whole.saturating_add(u32::from(f64::from(whole) < steps)).clamp(1, most);
        let (step, mut at) = (1.0 / f64::from(count), from);
        for i in 1..count {
            let p = point(f64::from(i) * step);
            self.line(at, p, window)?;
            at = p;
        }
        self.line(at, to, window)?;
        Ok(to)
    }

    fn line(&mut self, a: Point, b: Point, window: PixelRect) -> Result<(), Error> {
        let (ay, by) = (snap(a.y), snap(b.y));
        let (winding, x0, y0, x1, y1) =
            if ay < by { (1, a.x, ay, b.x, by) } else { (-1, b.x, by, a.x, ay) };
        if y0 >= y1 || y1 <= f64::from(window.y0) || y0 >= f64::from(window.y1) {
            return Ok(());
        }
        if winding != self.winding {
            self.end_chain()?;
            self.winding = winding;
        }
        let slope = (x1 - x0) / (y1 - y0);
        self.all.try_reserve(1).map_err(|_| short(self.all.len()))?;
        self.all.push(Edge { x0, y0, x1, y1, slope });
        Ok(())
    }
}

/// The nearest step of height. Adding a number so large that a step is its last bit rounds faster than
/// converting does.
fn snap(y: f64) -> f64 {
    const LARGE: f64 = 1.5 * ((1_u64 << 52) / STEPS as u64) as f64;
    (y + LARGE) - LARGE
}

/// Memory is short.
pub(super) fn short(value: usize) -> Error {
    Error::TooLarge { path: String::new(), what: "pixels", value: value as u64, limit: MAX_PIXELS }
}
