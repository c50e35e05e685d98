//! Where the places of a straight line are along a curve.

use kurbo::{Affine, Point, Vec2};

use super::super::curve::{Curve, Measure, Station};
use super::super::font::FontMetrics;
use super::super::layout::{Layout, LineBox};
use super::super::request::{Align, VerticalAlign};
use super::{BendRequest, Side, Spacing, TextPath};

/// Heights of a capital and of a lower-case x in ems, where the font states none.
const CAP_HEIGHT: f64 = 0.7;
const X_HEIGHT: f64 = 0.5;

/// Heights above the curve, millimeters.
pub(super) struct Heights {
    /// Of the baseline of the line that stands on it or hangs from it.
    pub(super) lift: f64,
    /// Of where distances are measured, above the baseline.
    pub(super) middle: f64,
    /// Whether the letters stand on the curve; else the first line hangs from it.
    stands: bool,
}

impl Heights {
    pub(super) fn new(path: &TextPath, metrics: FontMetrics, size: f64) -> Self {
        let cap = metrics.cap_height.unwrap_or(CAP_HEIGHT) * size;
        // The left of a reversed curve is the inside.
        let lift = match (path.side, path.reverse) {
            (Side::Outside, false) | (Side::Inside, true) => 0.0,
            (Side::Middle, _) => -cap / 2.0,
            (Side::Inside, false) | (Side::Outside, true) => -cap,
        };
        let middle = match path.spacing {
            Spacing::Middle => metrics.x_height.unwrap_or(X_HEIGHT) * size / 2.0,
            Spacing::Baseline => 0.0,
        };
        Self { lift, middle, stands: lift == 0.0 }
    }
}

/// A line of text along a curve.
pub(super) struct Along<'c> {
    pub(super) path: &'c TextPath,
    curve: &'c Curve,
    measure: Measure<'c>,
    /// The place on the straight line and along the curve that are the same.
    anchor: (f64, f64),
    /// Height of the line's baseline above the curve.
    height: f64,
    baseline: f64,
    /// By how much the curve is lowered, to be where the straight line was.
    down: f64,
}

impl<'c> Along<'c> {
    pub(super) fn new(
        path: &'c TextPath,
        curve: &'c Curve,
        layout: &Layout,
        lines: &[LineBox],
        line: &LineBox,
        request: &BendRequest<'_>,
    ) -> Self {
        let metrics = layout.styles.first().map(|s| s.font.metrics());
        let heights = metrics.map_or(Heights { lift: 0.0, middle: 0.0, stands: true }, |metrics| {
            Heights::new(path, metrics, layout.size)
        });
        let on_curve = if heights.stands { lines.last() } else { lines.first() };
        let on_curve = on_curve.map_or(line.baseline, |l| l.baseline);
        let height = heights.lift + on_curve - line.baseline;
        let measure = curve.measure(height + heights.middle);
        let part = match (request.align, line.right_to_left) {
            (Align::Center, _) => 0.5,
            (Align::Left, _) | (Align::Start | Align::Justify, false) | (Align::End, true) => 0.0,
            (Align::Right, _) | (Align::Start | Align::Justify, true) | (Align::End, false) => 1.0,
        };
        // Of a curve that bends more on one side, the middle is where the letters have as much room
        // before as after it.
        let begin = if curve.closed() { 0.0 } else { measure.walk(0.0, part * measure.length()) };
        let anchor = (part * request.room, begin + path.offset);
        let down = curve.extent().map_or(0.0, |(top, bottom)| {
            on_curve
                - match request.vertical_align {
                    VerticalAlign::Top => top,
                    VerticalAlign::Middle => (top + bottom) / 2.0,
                    VerticalAlign::Baseline | VerticalAlign::Bottom => bottom,
                }
        });
        Self { path, curve, measure, anchor, height, baseline: line.baseline, down }
    }

    /// The length along the curve of a place on the straight line.
    pub(super) fn length(&self, x: f64) -> f64 {
        self.measure.walk(self.anchor.1, x - self.anchor.0)
    }

    pub(super) fn station(&self, x: f64) -> Station {
        let mut station = self.curve.at(self.length(x));
        station.point.y += self.down;
        station
    }

    /// From the straight line to the curve, for what stands rigidly at `x`, and its turn.
    pub(super) fn stand(&self, x: f64) -> (Affine, (f64, f64)) {
        let station = self.station(x);
        let Station { cos, sin, .. } = station;
        let stand = Affine::translate(station.raise(self.height).to_vec2())
            * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
            * Affine::translate(-Vec2::new(x, self.baseline));
        (stand, (cos, sin))
    }

    /// From the straight line to the curve, point by point.
    pub(super) fn map(&self, p: Point) -> Point {
        self.station(p.x).raise(self.height + self.baseline - p.y)
    }

    /// By how much the line is longer than a closed curve, or sticks out of an open one's ends.
    pub(super) fn overflow(&self, line: &LineBox) -> f64 {
        let (start, end) = (self.length(line.x), self.length(line.x + line.width));
        if self.curve.closed() {
            end - start - self.curve.length()
        } else {
            (-start).max(0.0) + (end - self.curve.length()).max(0.0)
        }
    }
}
