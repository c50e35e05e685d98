//! Envelopes: a text's box as a sheet of rubber.
//!
//! A [`Warp`] takes every point of the box around a text's advances, ascent and descent to another.
//! The named styles (`style`) are closed formulas of the shapes that designers know from "Warp text"
//! in Photoshop and Illustrator; `mesh` is the free form behind them, a bicubic Bézier patch. To add
//! a style: a variant and its formula in `style`.

mod mesh;
mod style;

use kurbo::{Point, Rect, Vec2};

pub use style::WarpStyle;

/// Smallest side in millimeters of a box that is warped.
const MIN_SIDE: f64 = 1e-6;

/// How a text's box is warped.
#[derive(Clone, Debug, PartialEq)]
pub struct Warp {
    /// The form.
    pub form: WarpForm,
    /// How much, −1 to 1; 0 leaves the form out. What is beyond or no number counts as the nearest.
    pub amount: f64,
    /// By how much the right side is taller than the middle, and the left side lower, −1 to 1.
    pub horizontal: f64,
    /// By how much the bottom is wider than the middle, and the top narrower, −1 to 1.
    pub vertical: f64,
}

/// The form of a warp.
#[derive(Clone, Debug, PartialEq)]
pub enum WarpForm {
    /// One with a name.
    Style(WarpStyle),
    /// The control points of a bicubic Bézier patch, row by row from the top left, as parts of the
    /// box's width and height from its top left.
    Mesh(Box<[[f64; 2]; 16]>),
}

impl Warp {
    /// What the warp does to a box, with numbers in range; `None` when it leaves every point where
    /// it is.
    pub(super) fn on(&self, bounds: Rect) -> Option<Envelope<'_>> {
        let part = |v: f64| if v.is_finite() { v.clamp(-1.0, 1.0) } else { 0.0 };
        let (amount, horizontal, vertical) =
            (part(self.amount), part(self.horizontal), part(self.vertical));
        let still = amount == 0.0 && horizontal == 0.0 && vertical == 0.0;
        // Written so that NaN is none either.
        let usable = bounds.width() >= MIN_SIDE && bounds.height() >= MIN_SIDE;
        (usable && !still).then_some(Envelope {
            form: &self.form,
            amount,
            horizontal,
            vertical,
            middle: bounds.center(),
            half: bounds.size().to_vec2() / 2.0,
        })
    }
}

/// A warp of one box.
#[derive(Debug)]
pub(super) struct Envelope<'w> {
    form: &'w WarpForm,
    amount: f64,
    horizontal: f64,
    vertical: f64,
    middle: Point,
    half: Vec2,
}

impl Envelope<'_> {
    /// Where a point comes to lie; ink that overhangs the box goes on as the form does at its edge.
    pub(super) fn map(&self, p: Point) -> Point {
        let from = p - self.middle;
        let p = Vec2::new(from.x / self.half.x, from.y / self.half.y);
        let mut p = match self.form {
            _ if self.amount == 0.0 => p,
            WarpForm::Style(style) => style.map(self.amount, p, self.half),
            WarpForm::Mesh(points) => mesh::map(points, self.amount, p),
        };
        let (x, y) = (p.x, p.y);
        p.y *= (1.0 + self.horizontal * x).max(0.0);
        p.x *= (1.0 + self.vertical * y).max(0.0);
        self.middle + Vec2::new(p.x * self.half.x, p.y * self.half.y)
    }
}
