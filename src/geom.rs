//! Geometry shared by every stage: whole-pixel rectangles.
//!
//! Real-valued points, rectangles, transforms and paths are [`kurbo`]'s, built on `libm` so that they
//! give the same bits on every target. The y axis points down everywhere; positive angles turn clockwise.

use kurbo::Rect;

/// A rectangle of whole pixels, half open: it holds `x0 <= x < x1` and `y0 <= y < y1`.
///
/// A rectangle with `x1 <= x0` or `y1 <= y0` is empty; all empty rectangles behave alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PixelRect {
    /// Left edge, inclusive.
    pub x0: i32,
    /// Top edge, inclusive.
    pub y0: i32,
    /// Right edge, exclusive.
    pub x1: i32,
    /// Bottom edge, exclusive.
    pub y1: i32,
}

impl PixelRect {
    /// The empty rectangle at the origin.
    pub const EMPTY: Self = Self { x0: 0, y0: 0, x1: 0, y1: 0 };

    /// A rectangle from its edges.
    pub const fn new(x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// A rectangle at the origin. Sizes above `i32::MAX` are clamped.
    pub fn from_size(width: u32, height: u32) -> Self {
        let clamp = |v: u32| i32::try_from(v).unwrap_or(i32::MAX);
        Self::new(0, 0, clamp(width), clamp(height))
    }

    /// The smallest pixel rectangle that holds `rect`. NaN edges and edges out of range become
    /// the nearest representable pixel.
    pub fn around(rect: Rect) -> Self {
        // `as` saturates and maps NaN to 0.
        Self::new(
            rect.x0.floor() as i32,
            rect.y0.floor() as i32,
            rect.x1.ceil() as i32,
            rect.y1.ceil() as i32,
        )
    }

    /// Whether no pixel is inside.
    pub const fn is_empty(&self) -> bool {
        self.x1 <= self.x0 || self.y1 <= self.y0
    }

    /// Width in pixels, 0 when empty.
    pub const fn width(&self) -> u32 {
        if self.x1 <= self.x0 { 0 } else { self.x1.abs_diff(self.x0) }
    }

    /// Height in pixels, 0 when empty.
    pub const fn height(&self) -> u32 {
        if self.y1 <= self.y0 { 0 } else { self.y1.abs_diff(self.y0) }
    }

    /// The pixels in both rectangles.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let r = Self::new(
            self.x0.max(other.x0),
            self.y0.max(other.y0),
            self.x1.min(other.x1),
            self.y1.min(other.y1),
        );
        if r.is_empty() { Self::EMPTY } else { r }
    }

    /// The smallest rectangle that holds both; an empty one adds nothing.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, true) => Self::EMPTY,
            (true, false) => *other,
            (false, true) => *self,
            (false, false) => Self::new(
                self.x0.min(other.x0),
                self.y0.min(other.y0),
                self.x1.max(other.x1),
                self.y1.max(other.y1),
            ),
        }
    }

    /// The rectangle moved by whole pixels; edges saturate.
    #[must_use]
    pub const fn translate(&self, dx: i32, dy: i32) -> Self {
        Self::new(
            self.x0.saturating_add(dx),
            self.y0.saturating_add(dy),
            self.x1.saturating_add(dx),
            self.y1.saturating_add(dy),
        )
    }

    /// The rectangle grown by `by` pixels on every side; edges saturate.
    #[must_use]
    pub const fn inflate(&self, by: i32) -> Self {
        Self::new(
            self.x0.saturating_sub(by),
            self.y0.saturating_sub(by),
            self.x1.saturating_add(by),
            self.y1.saturating_add(by),
        )
    }

    /// Whether every pixel of `other` is inside; an empty `other` is inside everything.
    pub fn contains(&self, other: &Self) -> bool {
        other.is_empty() || self.intersect(other) == *other
    }
}
