//! Curves that text runs along.
//!
//! A [`CurveShape`] is what a template asks for; [`Curve::new`] makes of it a path parametrized by
//! its own length: lines and circles by their formulas (`round`), all else by a table of arc lengths
//! (`track`). [`Curve::at`] tells where a length along the curve lies and which way it runs there.
//! `super::bend` puts glyphs on it.
//!
//! To add a curve: a variant of [`CurveShape`], and the lines of [`Curve::new`] that make a `Round`
//! or a path of it.

mod round;
mod track;

use std::sync::Arc;

use kurbo::{BezPath, CubicBez, PathEl, Point, Vec2};

use round::Round;
use track::Track;

/// Smallest radius in millimeters; below it there is no curve to follow.
const MIN_RADIUS: f64 = 1e-3;

/// Largest length in millimeters, of a radius or a coordinate, that is followed.
const MAX_REACH: f64 = 1e6;

/// Most turns of a spiral.
const MAX_TURNS: f64 = 100.0;

/// Cubics for one turn of a spiral: each is within a hundred-thousandth of its radius.
const CUBICS_PER_TURN: f64 = 32.0;

/// Least angle in radians that a curve turns by over its box; below it, it is a line.
const MIN_TURN: f64 = 1e-12;

/// How far letters may be pushed together on the inside of a bend: to this part of their width. A
/// bend tighter than the letters are tall would turn them inside out.
const LEAST_SPREAD: f64 = 0.02;

/// What text runs along. Lengths are millimeters, angles degrees clockwise.
#[derive(Clone, Debug, PartialEq)]
pub enum CurveShape {
    /// An arc over the box's width that rises by this much in its middle; below 0 it sinks, at 0 it
    /// is the straight line. It touches the straight line's height as the vertical alignment says.
    Sagitta(f64),
    /// An arc of this radius over the box's width, or a half circle where the box is wider than that;
    /// below 0 it sinks, at 0 it is the straight line.
    Radius(f64),
    /// A circle about the middle of the box, clockwise. Its letters are aligned to `start`, 0 being
    /// the top.
    Circle {
        /// Radius, above 0.
        radius: f64,
        /// Where text is aligned to.
        start: f64,
    },
    /// A spiral about the middle of the box, clockwise, whose radius grows evenly.
    Spiral {
        /// Radius at its beginning, at least 0.
        radius: f64,
        /// By how much the radius grows in a turn; below 0 it winds inward, at most to its middle.
        pitch: f64,
        /// How many turns, up to 100.
        turns: f64,
        /// Where it begins, 0 being the top.
        start: f64,
    },
    /// The first subpath of a path, from the box's top left.
    Path(Arc<BezPath>),
}

/// Where a length along a curve lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// The point.
    pub point: Point,
    /// Cosine of the direction, clockwise from rightward.
    pub cos: f64,
    /// Sine of the direction.
    pub sin: f64,
    /// Turn per millimeter, radians clockwise.
    pub curvature: f64,
}

/// A curve by its own length.
#[derive(Clone, Debug)]
pub struct Curve {
    path: Path,
    length: f64,
    /// Whether the end is the beginning.
    closed: bool,
    /// For curves that replace the straight baseline rather than lie in the box: how far they reach
    /// above (negative) and below it.
    extent: Option<(f64, f64)>,
}

#[derive(Clone, Debug)]
enum Path {
    Round(Round),
    Track(Track),
}

impl Curve {
    /// The curve of a shape in a box of this size; `reverse` runs it from its end. `None` for what is
    /// no curve: no length, a radius of 0, numbers that are not finite or too large.
    pub fn new(shape: &CurveShape, width: f64, height: f64, reverse: bool) -> Option<Self> {
        let middle = Point::new(width / 2.0, height / 2.0);
        let within = |v: f64| (v.abs() <= MAX_REACH).then_some(v);
        within(width)?;
        within(height)?;
        let mut curve = match shape {
            CurveShape::Sagitta(rise) => Self::arc(width, width, within(*rise)?)?,
            CurveShape::Radius(radius) => {
                let radius = within(*radius)?;
                let straight = radius.abs() < MIN_RADIUS;
                let chord = if straight { width } else { width.min(2.0 * radius.abs()) };
                Self::arc(width, chord, if straight { 0.0 } else { rise(chord, radius) })?
            }
            CurveShape::Circle { radius, start } => {
                let radius = within(*radius).filter(|r| *r >= MIN_RADIUS)?;
                let start = within(*start)?.to_radians();
                let apex = middle - Vec2::new(0.0, radius);
                let round = Round { apex, curvature: 1.0 / radius, start, ahead: 0.0 };
                let length = radius * std::f64::consts::TAU;
                Self { path: Path::Round(round), length, closed: true, extent: None }
            }
            CurveShape::Spiral { radius, pitch, turns, start } => {
                let (radius, pitch) = (within(*radius)?.max(0.0), within(*pitch)?);
                let path =
                    spiral(middle, radius, pitch, within(*turns)?, within(*start)?.to_radians());
                Self::track(&path)?
            }
            CurveShape::Path(path) => Self::track(path)?,
        };
        if reverse {
            curve.path = match curve.path {
                Path::Round(round) => Path::Round(round.reversed(curve.length, curve.closed)),
                Path::Track(track) => Path::Track(track.reversed()),
            };
        }
        Some(curve)
    }

    /// An arc over a `chord` in the middle of `width` that rises by `rise`, its middle at the
    /// origin's height.
    fn arc(width: f64, chord: f64, rise: f64) -> Option<Self> {
        if chord < MIN_RADIUS {
            return None;
        }
        // Half the angle that the arc spans: twice the one between the chord and the line from its
        // end to the apex.
        let half = 2.0 * libm::atan2(2.0 * rise, chord);
        let curvature = if half.abs() < MIN_TURN { 0.0 } else { 2.0 * libm::sin(half) / chord };
        let length = if curvature == 0.0 { chord } else { 2.0 * half / curvature };
        let apex = Point::new(width / 2.0, 0.0);
        let start = -length * curvature / 2.0;
        let path = Path::Round(Round { apex, curvature, start, ahead: length / 2.0 });
        let extent = Some((0.0_f64.min(rise), 0.0_f64.max(rise)));
        Some(Self { path, length, closed: false, extent })
    }

    fn track(path: &BezPath) -> Option<Self> {
        let track = Track::new(path)?;
        let (length, closed) = (track.length(), track.closed());
        Some(Self { path: Path::Track(track), length, closed, extent: None })
    }

    /// The length, millimeters, above 0.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// Whether the end is the beginning, so that there is no end to stick out of.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// For arcs, which take the place of the straight baseline: their highest and lowest point,
    /// downward from the middle. `None` for curves that have their place in the box.
    pub fn extent(&self) -> Option<(f64, f64)> {
        self.extent
    }

    /// The station at a length from the beginning. Beyond its ends an arc goes on around its circle,
    /// a closed curve begins anew and any other goes straight on.
    pub fn at(&self, length: f64) -> Station {
        match &self.path {
            Path::Round(round) => round.at(length),
            Path::Track(track) => track.at(length),
        }
    }

    /// Lengths measured `height` millimeters to the left of the curve (above a line that runs right).
    pub fn measure(&self, height: f64) -> Measure<'_> {
        let along = match &self.path {
            Path::Round(round) => Along::Even((1.0 + round.curvature * height).max(LEAST_SPREAD)),
            Path::Track(_) if height == 0.0 => Along::Even(1.0),
            Path::Track(track) => Along::Table(track, track.lengths_at(height)),
        };
        Measure { along, length: self.length }
    }
}

/// Lengths of what runs beside a curve, at one distance.
#[derive(Debug)]
pub struct Measure<'c> {
    along: Along<'c>,
    length: f64,
}

#[derive(Debug)]
enum Along<'c> {
    /// So many times the curve's own.
    Even(f64),
    /// The lengths at the table's entries.
    Table(&'c Track, Vec<f64>),
}

impl Measure<'_> {
    /// The whole length beside the curve.
    pub fn length(&self) -> f64 {
        match &self.along {
            Along::Even(factor) => self.length * factor,
            Along::Table(_, lengths) => lengths.last().copied().unwrap_or(0.0),
        }
    }

    /// The length along the curve that lies `distance`, measured beside it, after the one at `from`.
    pub fn walk(&self, from: f64, distance: f64) -> f64 {
        match &self.along {
            Along::Even(factor) => from + distance / factor,
            Along::Table(track, lengths) => track.walk(lengths, from, distance),
        }
    }
}

impl Station {
    /// The point `height` millimeters to the left. On the inside of a bend that is tighter than
    /// `height`, just short of the bend's center: outlines are squeezed there, never folded.
    pub fn raise(&self, height: f64) -> Point {
        let spread = 1.0 + self.curvature * height;
        let height =
            if spread < LEAST_SPREAD { (LEAST_SPREAD - 1.0) / self.curvature } else { height };
        self.point + Vec2::new(self.sin, -self.cos) * height
    }
}

/// How far an arc of a radius rises over a chord of at most twice that.
fn rise(chord: f64, radius: f64) -> f64 {
    let half = chord / 2.0;
    let size = radius.abs();
    // r − √(r² − h²), without its cancellation.
    (half * half / (size + (size * size - half * half).max(0.0).sqrt())).copysign(radius)
}

fn spiral(middle: Point, radius: f64, pitch: f64, turns: f64, start: f64) -> BezPath {
    let growth = pitch / std::f64::consts::TAU;
    let inward = if growth < 0.0 { -radius / pitch } else { MAX_TURNS };
    let turns = turns.clamp(0.0, MAX_TURNS).min(inward);
    let count = (turns * CUBICS_PER_TURN).ceil().max(1.0);
    let step = turns * std::f64::consts::TAU / count;
    // The point and its change by the angle.
    let at = |i: f64| {
        let (sin, cos) = libm::sincos(start + i * step);
        let r = radius + growth * i * step;
        (middle + Vec2::new(sin, -cos) * r, Vec2::new(cos, sin) * r + Vec2::new(sin, -cos) * growth)
    };
    let mut path = BezPath::new();
    let (mut p, mut d) = at(0.0);
    path.push(PathEl::MoveTo(p));
    for i in 1..=count as u32 {
        let (q, e) = at(f64::from(i));
        let cubic = CubicBez::new(p, p + d * (step / 3.0), q - e * (step / 3.0), q);
        path.push(PathEl::CurveTo(cubic.p1, cubic.p2, cubic.p3));
        (p, d) = (q, e);
    }
    path
}
