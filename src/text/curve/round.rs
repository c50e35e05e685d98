//! Lines and circles, by their formulas.

use kurbo::{Point, Vec2};

use super::Station;

/// A circle, or a line where the curvature is 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    /// Where it runs to the right.
    pub(super) apex: Point,
    /// Radians clockwise per millimeter: below 0 it turns left, its apex is its lowest point.
    pub(super) curvature: f64,
    /// Direction at its beginning, radians.
    pub(super) start: f64,
    /// Length from the beginning of a line to its apex.
    pub(super) ahead: f64,
}

impl Round {
    pub(super) fn at(&self, length: f64) -> Station {
        let turned = self.start + length * self.curvature;
        let (sin, cos) = libm::sincos(turned);
        let across = Vec2::new(length - self.ahead, 0.0);
        let from_apex = if self.curvature == 0.0 {
            Vec2::new(across.x * cos, across.x * sin)
        } else {
            // 1 − cos, without its cancellation: arcs may be all but flat.
            let half = libm::sin(turned / 2.0);
            Vec2::new(sin, 2.0 * half * half) / self.curvature
        };
        Station { point: self.apex + from_apex, cos, sin, curvature: self.curvature }
    }

    /// The other way round. A closed one keeps its beginning, any other begins at its end.
    pub(super) fn reversed(self, length: f64, closed: bool) -> Self {
        let end = if closed { 0.0 } else { length };
        let start = self.start + end * self.curvature + std::f64::consts::PI;
        if self.curvature == 0.0 {
            return Self { start, ..self };
        }
        // The apex of the reversed circle is its lowest point: there it runs to the right.
        let apex = self.apex + Vec2::new(0.0, 2.0 / self.curvature);
        Self { apex, curvature: -self.curvature, start, ahead: 0.0 }
    }
}
