//! Chains of edges within a row, and which of them meet in a pixel.

use super::edges::{Chain, Edges, GRID};
use super::span::{floor, span};

/// How far chains may pass each other before they count as crossing, in pixels.
const SLACK: f64 = 1.0 / 1024.0;

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
    x: f64,
    /// How far it reaches in the row, left and right.
    pub(super) left: f64,
    right: f64,
    /// Where in the row it begins and ends.
    y0: f64,
    y1: f64,
}

impl Active {
    /// A chain that begins in the row whose top is `y`.
    pub(super) fn new(edges: &Edges, chain: &Chain, y: f64) -> Option<Self> {
        let edge = edges.all.get(chain.first as usize)?;
        let x = edge.x_at(y.max(edge.y0));
        let (first, end, winding) = (chain.first, chain.end, chain.winding);
        let (y0, y1) = (edge.y0, edge.y0);
        Some(Self { first, edge: first, end, winding, x, left: x, right: x, y0, y1 })
    }

    /// The edges it has in the row.
    pub(super) fn edges(&self) -> std::ops::Range<usize> {
        self.first as usize..self.edge.saturating_add(1).min(self.end) as usize
    }

    /// Goes down the row that begins at `top` and adds the areas to its cells, of which `x0` is the
    /// first pixel.
    pub(super) fn descend(&mut self, edges: &Edges, top: f64, cells: &mut [i32], x0: i32) {
        let bottom = top + 1.0;
        self.first = self.edge;
        self.y0 = self.y1.max(top);
        let (mut x, mut y) = (self.x, self.y0);
        (self.left, self.right) = (x, x);
        for edge in edges.all.get(self.edge as usize..self.end as usize).unwrap_or_default() {
            if edge.y0 >= bottom {
                break;
            }
            if edge.y0 >= y && edge.x0 != x {
                // After a level stretch.
                x = edge.x0;
                (self.left, self.right) = (self.left.min(x), self.right.max(x));
            }
            let end = edge.y1.min(bottom);
            let next = edge.x_at(end);
            span(cells, x0, x, next, end - y, self.winding);
            (self.left, self.right) = (self.left.min(next), self.right.max(next));
            (x, y) = (next, end);
            if edge.y1 > bottom {
                break;
            }
            self.edge += 1;
        }
        (self.x, self.y1) = (x, y);
    }

    /// Whether the other begins and ends at the same heights, with the opposite winding.
    fn matches(&self, other: &Self) -> bool {
        (self.y0, self.y1, self.winding) == (other.y0, other.y1, -other.winding)
    }
}

/// Neighboring chains that share pixels of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) len: usize,
    /// How far it reaches.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The winding number right of it, all the way down the row.
    pub(super) winding: i32,
    /// Whether in each of its pixels the average winding number is the coverage.
    pub(super) exact: bool,
}

impl Group {
    /// The first group of `chains`, which are sorted by left ends; `None` when there are none.
    /// `top` is the row's, `winding` is the winding number left of the group.
    pub(super) fn first(chains: &[Active], top: f64, winding: i32) -> Option<Self> {
        let left = chains.first()?.left;
        let mut group = Self { len: 0, left, right: left, winding, exact: true };
        // The winding numbers there may be in its pixels, and whether they come in the chains' order.
        let (mut least, mut most) = (winding, winding);
        let mut ordered = true;
        let mut partial: Option<&Active> = None;
        let mut change = Change::default();
        for a in chains {
            if group.right < f64::from(floor(a.left))
                && let Some(whole) = change.whole()
            {
                group.winding = winding + whole;
                return Some(group);
            }
            // Chains that begin or end in the row do so in pairs, like the two sides of a tip: what
            // lies right of both is the same above and below. If not, any winding may follow.
            let whole = a.y0 <= top && a.y1 >= top + 1.0;
            partial = match partial {
                None => Some(a).filter(|_| !whole),
                Some(b) if b.matches(a) => None,
                Some(_) => {
                    ordered = false;
                    None
                }
            };
            group.winding += a.winding;
            // Out of order, it may cross what it shares pixels with.
            if ordered && a.left >= group.right - SLACK {
                (least, most) = (least.min(group.winding), most.max(group.winding));
            } else if a.winding > 0 {
                most += 1;
            } else {
                least -= 1;
            }
            let both_signs = least < 0 && most > 0;
            let twice = least <= 0 && most >= 2 || least <= -2 && most >= 0;
            group.exact &= !both_signs && !twice;
            group.right = group.right.max(a.right);
            group.len += 1;
            change.add(a, top);
        }
        Some(group)
    }
}

/// By how much chains change the winding number, at each height of a row.
#[derive(Default)]
struct Change {
    /// Heights times windings.
    sum: f64,
    /// The same with heights scrambled: 0 for chains that make up for each other all the way down,
    /// and for hardly any others.
    scrambled: u32,
}

impl Change {
    fn add(&mut self, a: &Active, top: f64) {
        self.sum += (a.y1 - a.y0) * f64::from(a.winding);
        let height = scramble(a.y1 - top).wrapping_sub(scramble(a.y0 - top));
        self.scrambled = self.scrambled.wrapping_add(height.wrapping_mul(a.winding as u32));
    }

    /// The change, where it is the same all the way down.
    fn whole(&self) -> Option<i32> {
        let whole = self.sum as i32;
        (scramble(1.0).wrapping_mul(whole as u32) == self.scrambled).then_some(whole)
    }
}

/// A number that tells nothing of the height, from 0 to 1, but 0 for 0.
fn scramble(height: f64) -> u32 {
    let mixed = ((height * GRID) as u32).wrapping_mul(0x9e37_79b9);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b)
}
