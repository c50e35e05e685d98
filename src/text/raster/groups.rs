//! Chains of edges within a row, and which of them meet in a pixel.

use super::FillRule;
use super::edges::{Chain, Edge, Edges};
use super::span::{FRACTION, ONE, STEPS, fixed, span};

/// How far chains may pass each other before they count as crossing.
const SLACK: i64 = ONE as i64 / 1024;

/// A chain of edges within a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Active {
    /// Its first edge in the row.
    first: u32,
    /// The edge that is cut by the row's bottom, or the first one below, or the end.
    pub(super) edge: u32,
    /// The edge after its last one.
    pub(super) end: u32,
    pub(super) winding: i32,
    /// Where it enters the row, then where it leaves it.
    x: i64,
    /// How far it reaches in the row, left and right.
    left: i64,
    right: i64,
    /// Where in the row it begins and ends, in steps from the top.
    y0: i32,
    y1: i32,
}

impl Active {
    /// A chain that begins in the row whose top is `y`.
    pub(super) fn new(edges: &Edges, chain: &Chain, y: f64) -> Option<Self> {
        let edge = edges.all.get(chain.first as usize)?;
        let x = fixed(edge.x_at(y.max(edge.y0)));
        let (first, end, winding) = (chain.first, chain.end, chain.winding);
        Some(Self { first, edge: first, end, winding, x, left: x, right: x, y0: 0, y1: 0 })
    }

    /// The edges it has in the row.
    pub(super) fn edges(&self) -> std::ops::Range<usize> {
        self.first as usize..self.edge.saturating_add(1).min(self.end) as usize
    }

    /// Whether it goes from the row's top to its bottom.
    pub(super) fn is_whole(&self) -> bool {
        self.y0 == 0 && self.y1 == STEPS
    }

    /// What a row's chains are sorted by: only those that cover the same count as equal.
    pub(super) fn order(&self) -> (i64, i64, i32) {
        (self.left, self.right, self.winding)
    }

    /// First and last pixel of the row that it touches.
    pub(super) fn pixels(&self) -> (i64, i64) {
        (self.left >> FRACTION, self.right >> FRACTION)
    }

    /// Goes down the row that begins at `top` and adds the areas to its cells, of which `x0` is the
    /// first pixel. Whether the chain goes on below.
    #[inline]
    pub(super) fn descend(&mut self, edges: &[Edge], top: f64, cells: &mut [i32], x0: i64) -> bool {
        let bottom = top + 1.0;
        self.first = self.edge;
        match edges.get(self.edge as usize) {
            Some(edge) if edge.y0 < top && edge.y1 > bottom => {
                let (x, next) = (self.x, fixed(edge.inner_x_at(bottom)));
                span(cells, x0, x, next, STEPS, self.winding);
                (self.left, self.right) = if x < next { (x, next) } else { (next, x) };
                (self.x, self.y0, self.y1) = (next, 0, STEPS);
                true
            }
            _ => self.descend_by_edges(edges, top, cells, x0),
        }
    }

    fn descend_by_edges(&mut self, edges: &[Edge], top: f64, cells: &mut [i32], x0: i64) -> bool {
        let bottom = top + 1.0;
        let (mut x, mut y) = (self.x, None);
        for edge in edges.get(self.edge as usize..self.end as usize).unwrap_or_default() {
            if edge.y0 >= bottom {
                break;
            }
            let from = if edge.y0 > top { ((edge.y0 - top) * f64::from(STEPS)) as i32 } else { 0 };
            if edge.y0 >= top {
                // It need not begin where the one above ends: level stretches are left out.
                x = fixed(edge.x0);
            }
            if y.is_none() {
                (self.y0, self.left, self.right) = (from, x, x);
            }
            let (to, next) = if edge.y1 < bottom {
                (((edge.y1 - top) * f64::from(STEPS)) as i32, fixed(edge.x1))
            } else {
                (STEPS, fixed(edge.x_at(bottom)))
            };
            span(cells, x0, x, next, to - from, self.winding);
            self.left = self.left.min(x).min(next);
            self.right = self.right.max(x).max(next);
            (x, y) = (next, Some(to));
            if edge.y1 > bottom {
                break;
            }
            self.edge += 1;
        }
        (self.x, self.y1) = (x, y.unwrap_or(0));
        self.edge < self.end
    }

    /// Whether the other begins and ends at the same heights, with the opposite winding.
    fn matches(&self, other: &Self) -> bool {
        (self.y0, self.y1, self.winding) == (other.y0, other.y1, -other.winding)
    }
}

/// Neighboring chains that share pixels of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// How many chains it has.
    pub(super) len: usize,
    /// Its first and last pixel.
    pub(super) pixels: (i64, i64),
    /// The winding number right of it, all the way down the row.
    pub(super) winding: i32,
    /// Whether in each of its pixels the average winding number is the coverage.
    pub(super) exact: bool,
}

impl Group {
    /// The first group of `chains`, which are sorted; `None` when there are none.
    /// `winding` is the winding number left of the group.
    pub(super) fn first(chains: &[Active], winding: i32, rule: FillRule) -> Option<Self> {
        let mut group = Self { len: 0, pixels: chains.first()?.pixels(), winding, exact: true };
        let mut right = i64::MIN;
        // The winding numbers there may be in its pixels, and whether they come in the chains' order.
        let (mut least, mut most) = (winding, winding);
        let mut ordered = true;
        let mut partial: Option<&Active> = None;
        let mut change = Change::default();
        for a in chains {
            if group.pixels.1 < a.pixels().0
                && let Some(whole) = change.whole()
            {
                group.winding = winding + whole;
                return Some(group);
            }
            // Chains that begin or end in the row do so in pairs, like the two sides of a tip: what
            // lies right of both is the same above and below. If not, any winding may follow.
            partial = match partial {
                None => Some(a).filter(|_| !a.is_whole()),
                Some(b) if b.matches(a) => None,
                Some(_) => {
                    ordered = false;
                    None
                }
            };
            group.winding += a.winding;
            // Out of order, it may cross what it shares pixels with.
            if ordered && a.left >= right.saturating_sub(SLACK) {
                (least, most) = (least.min(group.winding), most.max(group.winding));
            } else if a.winding > 0 {
                most += 1;
            } else {
                least -= 1;
            }
            group.exact &= match rule {
                FillRule::NonZero => {
                    let both_signs = least < 0 && most > 0;
                    let twice = least <= 0 && most >= 2 || least <= -2 && most >= 0;
                    !both_signs && !twice
                }
                FillRule::EvenOdd => most - least < 2,
            };
            right = right.max(a.right);
            group.pixels.1 = right >> FRACTION;
            group.len += 1;
            change.add(a);
        }
        Some(group)
    }
}

/// By how much chains change the winding number, at each height of a row.
#[derive(Default)]
struct Change {
    /// Heights times windings.
    sum: i32,
    /// The same with heights scrambled: 0 for chains that make up for each other all the way down,
    /// and for hardly any others.
    scrambled: u32,
}

impl Change {
    fn add(&mut self, a: &Active) {
        self.sum = self.sum.wrapping_add((a.y1 - a.y0).wrapping_mul(a.winding));
        let height = scramble(a.y1).wrapping_sub(scramble(a.y0));
        self.scrambled = self.scrambled.wrapping_add(height.wrapping_mul(a.winding as u32));
    }

    /// The change, where it is the same all the way down.
    fn whole(&self) -> Option<i32> {
        let whole = self.sum / STEPS;
        (scramble(STEPS).wrapping_mul(whole as u32) == self.scrambled).then_some(whole)
    }
}

/// A number that tells nothing of the height, but 0 for 0.
fn scramble(height: i32) -> u32 {
    let mixed = (height as u32).wrapping_mul(0x9e37_79b9);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b)
}
