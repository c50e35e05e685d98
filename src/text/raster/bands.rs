//! Pixels of a row in which contours meet.
//!
//! The row is cut into bands in which no edge begins, ends or crosses another. In a band the edges
//! have one order from left to right, so those where the inside begins or ends are known, and only they
//! count.

use super::FillRule;
use super::edges::{Edge, short};
use super::span::{ONE, STEPS, fixed, span};
use crate::error::Error;

/// How far edges may pass each other before they count as crossing, in pixels.
const SLACK: f64 = 1.0 / 1024.0;

/// How often a band is cut at a crossing before it is cut to the least height.
const MAX_CUTS: u32 = 4;

/// The height of a band that is not cut again, in pixels.
const LEAST: f64 = 1.0 / STEPS as f64;

/// The edges of one row.
#[derive(Debug, Default)]
pub(super) struct Bands {
    /// Begin further down, with their windings.
    waiting: Vec<(Edge, i32)>,
    /// Reach below where the sweep is.
    active: Vec<Active>,
}

/// An edge within a band.
#[derive(Clone, Copy, Debug)]
struct Active {
    edge: Edge,
    winding: i32,
    /// Where it enters the band and where it leaves it.
    top: f64,
    bottom: f64,
}

impl Bands {
    /// Adds an edge of the row.
    pub(super) fn push(&mut self, edge: Edge, winding: i32) -> Result<(), Error> {
        let count = self.waiting.len() + 1;
        self.waiting.try_reserve(1).map_err(|_| short(count))?;
        self.active.try_reserve(count).map_err(|_| short(count))?;
        self.waiting.push((edge, winding));
        Ok(())
    }

    /// Adds what the edges cover of the row that begins at `y` to its cells, of which `x0` is the
    /// first pixel, and forgets the edges. `winding` is the winding number left of all of them.
    pub(super) fn draw(
        &mut self,
        rule: FillRule,
        mut y: f64,
        winding: i32,
        cells: &mut [i32],
        x0: i64,
    ) {
        let bottom = y + 1.0;
        if let Some(first) = cells.first_mut().filter(|_| rule.is_inside(winding)) {
            *first += ONE;
        }
        while y < bottom {
            y = self.band(rule, y, bottom, winding, cells, x0);
        }
        self.waiting.clear();
        self.active.clear();
    }

    /// Adds the band that begins at `y` and returns where it ends.
    fn band(
        &mut self,
        rule: FillRule,
        y: f64,
        bottom: f64,
        mut winding: i32,
        cells: &mut [i32],
        x0: i64,
    ) -> f64 {
        let Self { waiting, active } = self;
        let mut end = bottom;
        waiting.retain(|(edge, winding)| {
            if edge.y0 > y {
                end = if edge.y0 < end { edge.y0 } else { end };
                return true;
            }
            let top = edge.x_at(y);
            active.push(Active { edge: *edge, winding: *winding, top, bottom: top });
            false
        });
        // Not `f64::min`, which is a call in wasm; here and below.
        let least_of = |a: f64, b: f64| if a < b { a } else { b };
        let ends = active.iter().map(|a| a.edge.y1).fold(bottom, least_of);
        end = least_of(end, ends);
        let mut cuts = 0;
        loop {
            for a in active.iter_mut() {
                a.bottom = a.edge.x_at(end);
            }
            let middle = |a: &Active| a.top + a.bottom;
            if !active.is_sorted_by(|a, b| middle(a) <= middle(b)) {
                active.sort_unstable_by(|a, b| middle(a).total_cmp(&middle(b)));
            }
            let least = y + LEAST;
            let Some(part) = first_crossing(active).filter(|_| end > least) else { break };
            // Just above the crossing; below it comes a band of the least height, that holds it.
            let cut = y + f64::from((part * (end - y) / LEAST) as i32) * LEAST;
            cuts += 1;
            end = if cuts > MAX_CUTS { least } else { cut.min(end - LEAST).max(least) };
        }
        let height = ((end - y) * f64::from(STEPS)) as i32;
        for a in active.iter() {
            let before = rule.is_inside(winding);
            winding += a.winding;
            if before != rule.is_inside(winding) {
                let sign = if before { -1 } else { 1 };
                span(cells, x0, fixed(a.top), fixed(a.bottom), height, sign);
            }
        }
        if ends <= end {
            active.retain(|a| a.edge.y1 > end);
        }
        for a in active.iter_mut() {
            a.top = a.bottom;
        }
        end
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
            first = Some(first.filter(|least| *least < part).unwrap_or(part));
        }
    }
    first
}
