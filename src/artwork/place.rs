//! Places to 1/256 of a pixel.
//!
//! Places are rounded to this grid before anything is drawn: then a drawing moved by whole pixels is
//! bit for bit the same, which it would not be in floating point, and nobody sees 1/256 of a pixel.

/// Steps in a pixel.
pub(super) const ONE: i64 = 256;

/// Pixels from the origin that are still told apart; farther ones are off every raster.
const FAR: f64 = (1 << 28) as f64;

/// The nearest place on the grid; `None` when not finite or too far away.
pub(super) fn snap(v: f64) -> Option<i64> {
    (v.abs() < FAR).then(|| (v * ONE as f64 + 0.5).floor() as i64)
}

/// A stretch of a row or column, in steps: begins at `start`, ends before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Span {
    /// Between two places in either order.
    pub(super) fn between(a: f64, b: f64) -> Option<Self> {
        let (a, b) = (snap(a)?, snap(b)?);
        Some(Self { start: a.min(b), end: a.max(b) })
    }

    /// Its length in steps, 0 when empty.
    pub(super) fn length(self) -> i64 {
        (self.end - self.start).max(0)
    }

    /// What both cover.
    pub(super) fn intersect(self, other: Self) -> Self {
        Self { start: self.start.max(other.start), end: self.end.min(other.end) }
    }

    /// First and last (exclusive) pixel that it touches.
    pub(super) fn pixels(self) -> (i32, i32) {
        if self.length() == 0 {
            return (0, 0);
        }
        (self.start.div_euclid(ONE) as i32, (self.end + ONE - 1).div_euclid(ONE) as i32)
    }

    /// How much of a pixel it covers, 0..=256.
    pub(super) fn coverage(self, pixel: i32) -> u32 {
        let start = i64::from(pixel) * ONE;
        self.intersect(Self { start, end: start + ONE }).length() as u32
    }
}

/// Coverage of a pixel from the coverage of its column and its row, both 0..=256; exact to 1/255.
pub(super) fn both(column: u32, row: u32) -> u8 {
    ((column * row * 255 + 32_768) >> 16) as u8
}
