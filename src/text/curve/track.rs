//! Paths of lines and curves, with a table of their arc lengths.

use kurbo::{BezPath, CubicBez, ParamCurve, ParamCurveDeriv, PathSeg, Point, Vec2};

use super::{LEAST_SPREAD, MAX_REACH, Station};

/// Most turn within one entry of the table, radians: 126 entries to the circle.
const MAX_TURN: f64 = 0.05;

/// How exact an entry's length is, in millimeters.
const LENGTH_TOLERANCE: f64 = 1e-7;

/// Most halvings of a segment for the table.
const MAX_DEPTH: u32 = 10;

/// Most entries of a table; beyond it segments are no longer halved.
const MAX_ENTRIES: usize = 1 << 16;

/// Most segments that are followed.
const MAX_SEGMENTS: usize = 20_000;

/// Nodes and weights of Gauss and Legendre's quadrature with five points, from −1 to 1.
/// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", table 25.4.
const NODES: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189),
    (-0.538_469_310_105_683, 0.478_628_670_499_366),
    (0.0, 0.568_888_888_888_889),
    (0.538_469_310_105_683, 0.478_628_670_499_366),
    (0.906_179_845_938_664, 0.236_926_885_056_189),
];

/// A path and its arc lengths.
#[derive(Clone, Debug)]
pub(super) struct Track {
    segments: Vec<CubicBez>,
    entries: Vec<Entry>,
    length: f64,
    closed: bool,
}

/// A piece of a segment.
#[derive(Clone, Copy, Debug)]
struct Entry {
    segment: usize,
    /// The segment's parameter at both ends.
    t: (f64, f64),
    /// Length up to here.
    from: f64,
    length: f64,
    /// By how much it turns, radians clockwise.
    turn: f64,
}

impl Track {
    /// The first subpath of `path` that has a length; `None` if there is none, or one that is not
    /// finite or too large.
    pub(super) fn new(path: &BezPath) -> Option<Self> {
        let mut segments: Vec<CubicBez> = Vec::new();
        for segment in path.segments().take(MAX_SEGMENTS) {
            let cubic = match segment {
                // Thirds rather than doubled ends: an even speed.
                PathSeg::Line(l) => CubicBez::new(l.p0, l.eval(1.0 / 3.0), l.eval(2.0 / 3.0), l.p1),
                PathSeg::Quad(q) => q.raise(),
                PathSeg::Cubic(c) => c,
            };
            let points = [cubic.p0, cubic.p1, cubic.p2, cubic.p3];
            // Written so that NaN is refused too.
            if !points.iter().all(|p| p.x.abs() <= MAX_REACH && p.y.abs() <= MAX_REACH) {
                return None;
            }
            if segments.last().is_some_and(|last| last.p3 != cubic.p0) {
                break;
            }
            if points.iter().any(|p| *p != cubic.p0) {
                segments.push(cubic);
            }
        }
        let (first, last) = (segments.first()?, segments.last()?);
        let closed = first.p0 == last.p3;
        Self::measured(segments, closed)
    }

    fn measured(segments: Vec<CubicBez>, closed: bool) -> Option<Self> {
        let mut track = Self { segments, entries: Vec::new(), length: 0.0, closed };
        for index in 0..track.segments.len() {
            track.tabulate(index);
        }
        (track.length > 0.0).then_some(track)
    }

    fn tabulate(&mut self, segment: usize) {
        let Some(&cubic) = self.segments.get(segment) else { return };
        let mut open = vec![(0.0, 1.0, MAX_DEPTH)];
        while let Some((a, b, depth)) = open.pop() {
            let middle = (a + b) / 2.0;
            let halves = arc_length(&cubic, a, middle) + arc_length(&cubic, middle, b);
            let turn = turned(&cubic, a, middle) + turned(&cubic, middle, b);
            let settled = turn.abs() <= MAX_TURN
                && (arc_length(&cubic, a, b) - halves).abs() <= LENGTH_TOLERANCE;
            if settled || depth == 0 || self.entries.len() + open.len() >= MAX_ENTRIES {
                if halves > 0.0 {
                    let (from, length) = (self.length, halves);
                    self.entries.push(Entry { segment, t: (a, b), from, length, turn });
                    self.length += length;
                }
            } else {
                open.push((middle, b, depth - 1));
                open.push((a, middle, depth - 1));
            }
        }
    }

    pub(super) fn length(&self) -> f64 {
        self.length
    }

    pub(super) fn closed(&self) -> bool {
        self.closed
    }

    /// From the end to the beginning.
    pub(super) fn reversed(self) -> Self {
        let back = |c: &CubicBez| CubicBez::new(c.p3, c.p2, c.p1, c.p0);
        let segments = self.segments.iter().rev().map(back).collect();
        Self::measured(segments, self.closed).unwrap_or(Self {
            segments: Vec::new(),
            entries: Vec::new(),
            ..self
        })
    }

    pub(super) fn at(&self, length: f64) -> Station {
        let whole = self.length;
        let inside = if self.closed {
            length - (length / whole).floor() * whole
        } else {
            length.clamp(0.0, whole)
        };
        let mut station = self.inside(inside);
        let beyond = if self.closed { 0.0 } else { length - inside };
        if beyond != 0.0 {
            station.point += Vec2::new(station.cos, station.sin) * beyond;
            station.curvature = 0.0;
        }
        station
    }

    fn inside(&self, length: f64) -> Station {
        let index = self.entries.partition_point(|e| e.from <= length).saturating_sub(1);
        let nowhere = Station { point: Point::ZERO, cos: 1.0, sin: 0.0, curvature: 0.0 };
        let Some(entry) = self.entries.get(index) else { return nowhere };
        let Some(cubic) = self.segments.get(entry.segment) else { return nowhere };
        let wanted = length - entry.from;
        let (a, b) = entry.t;
        let mut t = a + (b - a) * (wanted / entry.length).clamp(0.0, 1.0);
        // Newton's method; the table is so fine that the second step is the last that matters.
        for _ in 0..2 {
            let speed = velocity(cubic, t).hypot2().sqrt();
            if speed > 0.0 {
                t = (t - (arc_length(cubic, a, t) - wanted) / speed).clamp(a, b);
            }
        }
        let tangent = direction(cubic, t);
        let curvature = curvature(cubic, t);
        Station { point: cubic.eval(t), cos: tangent.x, sin: tangent.y, curvature }
    }

    /// The lengths at the entries' beginnings, and at the end, of what runs `height` to the left.
    pub(super) fn lengths_at(&self, height: f64) -> Vec<f64> {
        let mut sum = 0.0;
        let mut lengths = Vec::with_capacity(self.entries.len() + 1);
        lengths.push(0.0);
        for entry in &self.entries {
            // A parallel of a curve is longer by its distance times the turn.
            sum += (entry.length + height * entry.turn).max(entry.length * LEAST_SPREAD);
            lengths.push(sum);
        }
        lengths
    }

    /// The length along the path that lies `distance` of `lengths` after `from`.
    pub(super) fn walk(&self, lengths: &[f64], from: f64, distance: f64) -> f64 {
        let whole = lengths.last().copied().unwrap_or(0.0);
        if whole <= 0.0 {
            return from + distance;
        }
        // Beyond the ends both are as long; around a closed path both go around.
        let (rounds, inside) = if self.closed {
            let rounds = (from / self.length).floor();
            (rounds, from - rounds * self.length)
        } else {
            (0.0, from)
        };
        let mut wanted = rounds * whole + self.beside(lengths, inside) + distance;
        let rounds = if self.closed { (wanted / whole).floor() } else { 0.0 };
        wanted -= rounds * whole;
        if wanted <= 0.0 {
            return wanted;
        }
        if wanted >= whole {
            return rounds * self.length + self.length + (wanted - whole);
        }
        let index = lengths.partition_point(|l| *l <= wanted).saturating_sub(1);
        let (Some(entry), Some(start), Some(end)) =
            (self.entries.get(index), lengths.get(index), lengths.get(index + 1))
        else {
            return wanted;
        };
        rounds * self.length + entry.from + entry.length * (wanted - start) / (end - start)
    }

    /// The length beside the path at a length along it.
    fn beside(&self, lengths: &[f64], along: f64) -> f64 {
        if along <= 0.0 {
            return along;
        }
        if along >= self.length {
            return lengths.last().copied().unwrap_or(0.0) + (along - self.length);
        }
        let index = self.entries.partition_point(|e| e.from <= along).saturating_sub(1);
        let (Some(entry), Some(start), Some(end)) =
            (self.entries.get(index), lengths.get(index), lengths.get(index + 1))
        else {
            return along;
        };
        start + (end - start) * (along - entry.from) / entry.length
    }
}

fn velocity(cubic: &CubicBez, t: f64) -> Vec2 {
    cubic.deriv().eval(t).to_vec2()
}

fn arc_length(cubic: &CubicBez, a: f64, b: f64) -> f64 {
    let (middle, half) = ((a + b) / 2.0, (b - a) / 2.0);
    let speed = |x: f64| velocity(cubic, middle + half * x).hypot2().sqrt();
    NODES.iter().map(|(x, w)| w * speed(*x)).sum::<f64>() * half
}

/// The direction at `t`, of length 1. Where the path stops for a moment, that of its surroundings.
fn direction(cubic: &CubicBez, t: f64) -> Vec2 {
    let near = |step: f64| cubic.eval((t + step).min(1.0)) - cubic.eval((t - step).max(0.0));
    let size = (cubic.p3 - cubic.p0).hypot2() + (cubic.p1 - cubic.p0).hypot2();
    [velocity(cubic, t), near(1e-3), near(0.1), near(1.0)]
        .into_iter()
        .find(|v| v.hypot2() > size * 1e-18)
        .map_or(Vec2::new(1.0, 0.0), |v| v / v.hypot2().sqrt())
}

/// The signed angle from the direction at `a` to the one at `b`.
fn turned(cubic: &CubicBez, a: f64, b: f64) -> f64 {
    let (u, v) = (direction(cubic, a), direction(cubic, b));
    libm::atan2(u.cross(v), u.dot(v))
}

fn curvature(cubic: &CubicBez, t: f64) -> f64 {
    let v = velocity(cubic, t);
    let speed = v.hypot2().sqrt();
    let curvature = v.cross(cubic.deriv().deriv().eval(t).to_vec2()) / (speed * speed * speed);
    if curvature.abs() <= 1.0 / super::MIN_RADIUS { curvature } else { 0.0 }
}
