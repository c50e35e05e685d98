//! Outlines as cycles of segments, so that two that start elsewhere on the same curve are equal.

use kurbo::{BezPath, PathEl, Point};

/// A line, quadratic or cubic: its points after the one it starts from.
type Segment = Vec<Point>;

/// A closed contour; the last segment ends where the first one starts.
#[derive(Debug)]
pub(crate) struct Contour(Vec<Segment>);

/// The contours of a path. Contours of a single point are dropped, and lines of no length, which some
/// readers of the corpus's fonts keep and some don't.
pub(crate) fn contours(path: &BezPath) -> Vec<Contour> {
    let mut out: Vec<Contour> = Vec::new();
    let mut start = Point::ZERO;
    for element in path.elements() {
        let mut add = |points: Segment| {
            if let Some(contour) = out.last_mut() {
                contour.0.push(points);
            }
        };
        match *element {
            PathEl::MoveTo(p) => {
                start = p;
                out.push(Contour(Vec::new()));
            }
            PathEl::LineTo(p) => add(vec![p]),
            PathEl::QuadTo(c, p) => add(vec![c, p]),
            PathEl::CurveTo(c, d, p) => add(vec![c, d, p]),
            PathEl::ClosePath => {
                let last = out.last().and_then(|c| c.0.last()).and_then(|s| s.last()).copied();
                if let (Some(last), Some(contour)) = (last, out.last_mut())
                    && last != start
                {
                    contour.0.push(vec![start]);
                }
            }
        }
    }
    for contour in &mut out {
        let mut last = contour.0.last().and_then(|segment| segment.last()).copied();
        contour.0.retain(|segment| {
            let from = std::mem::replace(&mut last, segment.last().copied());
            segment.len() > 1 || from != last
        });
    }
    out.retain(|contour| !contour.0.is_empty());
    out
}

/// The greatest distance along an axis between two sets of contours, each held against the nearest
/// that is not yet taken; infinite when they are not of the same segments.
pub(crate) fn distance(a: &[Contour], b: &[Contour]) -> f64 {
    if a.len() != b.len() {
        return f64::INFINITY;
    }
    let mut rest: Vec<&Contour> = b.iter().collect();
    let mut farthest = 0.0_f64;
    for contour in a {
        let nearest = rest
            .iter()
            .enumerate()
            .map(|(i, other)| (contour.distance(other), i))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        let Some((by, i)) = nearest else { break };
        rest.swap_remove(i);
        farthest = farthest.max(by);
    }
    farthest
}

impl Contour {
    /// The greatest distance along an axis between two contours of the same segments, from whatever
    /// point they start; infinite when they are not of the same segments.
    fn distance(&self, other: &Self) -> f64 {
        let n = self.0.len();
        if n != other.0.len() {
            return f64::INFINITY;
        }
        let apart = |turn: usize| {
            let turned = other.0.iter().cycle().skip(turn);
            self.0.iter().zip(turned).map(|(a, b)| segment_distance(a, b)).fold(0.0, f64::max)
        };
        (0..n).map(apart).fold(f64::INFINITY, f64::min)
    }
}

fn segment_distance(a: &Segment, b: &Segment) -> f64 {
    if a.len() != b.len() {
        return f64::INFINITY;
    }
    let far = |(a, b): (&Point, &Point)| (a.x - b.x).abs().max((a.y - b.y).abs());
    a.iter().zip(b).map(far).fold(0.0, f64::max)
}
