//! Brushes of `COLR`: plain colors and gradients, as rows of premultiplied pixels.
//!
//! Colors are interpolated premultiplied and sRGB-encoded, as Chromium and FreeType do. Every pixel is
//! computed from its own place, so rows do not depend on where they begin.

use harfrust::font::glyph::color::Extend;
use kurbo::{Affine, Point, Vec2};

use crate::color::Color;

/// A color of the palette, or the text's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    /// `None` is the text's color.
    pub(super) color: Option<Color>,
    /// Times the color's own alpha, 0 to 1.
    pub(super) alpha: f32,
}

impl Ink {
    /// Premultiplied, 0 to 255.
    fn resolve(self, text: Color) -> [f64; 4] {
        let c = self.color.unwrap_or(text);
        let alpha = f64::from(c.a) * f64::from(self.alpha);
        let part = |v: u8| f64::from(v) * alpha / 255.0;
        [part(c.r), part(c.g), part(c.b), alpha]
    }
}

/// What a shape is filled with. Coordinates are font units, y up.
#[derive(Clone, Debug)]
pub(super) enum Brush {
    /// One color.
    Plain(Ink),
    /// Colors along a line, circles or a turn.
    Gradient {
        line: Line,
        /// Offset, 0 to 1 and rising, and the color there.
        stops: Box<[(f32, Ink)]>,
        extend: Extend,
    },
}

/// How a gradient's parameter runs over the plane.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Line {
    /// From 0 at the point to 1 at the point plus the vector.
    Linear(Point, Vec2),
    /// Circles from the first to the second, each with center and radius.
    Radial(Point, f64, Point, f64),
    /// Around a center, from one angle to another, in degrees clockwise.
    Sweep(Point, f64, f64),
}

/// A brush ready to paint, in pixels.
pub(super) struct Paint<'a> {
    line: Option<(Line, Extend)>,
    /// Pixels to font units.
    inverse: Affine,
    stops: Vec<(f64, [f64; 4])>,
    brush: &'a Brush,
}

impl<'a> Paint<'a> {
    /// `matrix` takes font units to pixels, `text` is the text's color. `None` when nothing can be
    /// painted: the matrix flattens the plane.
    pub(super) fn new(brush: &'a Brush, matrix: Affine, text: Color) -> Option<Self> {
        let (line, stops) = match brush {
            Brush::Plain(ink) => (None, vec![(0.0, ink.resolve(text))]),
            Brush::Gradient { line, stops, extend } => (
                Some((*line, *extend)),
                stops.iter().map(|(at, ink)| (f64::from(*at), ink.resolve(text))).collect(),
            ),
        };
        let inverse = if line.is_some() { matrix.inverse() } else { Affine::IDENTITY };
        inverse.is_finite().then_some(Self { line, inverse, stops, brush })
    }

    /// Whether all pixels get the same color.
    pub(super) fn plain(&self) -> Option<[u8; 4]> {
        matches!(self.brush, Brush::Plain(_)).then(|| self.color(0.0))
    }

    /// The colors of the pixels of row `y` from `x` on.
    pub(super) fn row(&self, x: i32, y: i32, out: &mut [u8]) {
        for (pixel, x) in out.as_chunks_mut::<4>().0.iter_mut().zip(x..) {
            let at = self.inverse * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
            *pixel = match self.line {
                None => self.color(0.0),
                Some((line, extend)) => match line.parameter(at) {
                    Some(t) => self.color(extended(t, extend)),
                    None => [0; 4],
                },
            };
        }
    }

    /// The color at a parameter; beyond the stops it is that of the outermost.
    fn color(&self, t: f64) -> [u8; 4] {
        let next = self.stops.partition_point(|(at, _)| *at <= t);
        let before = next.checked_sub(1).and_then(|i| self.stops.get(i));
        let mixed = match (before, self.stops.get(next)) {
            (Some((_, color)), None) | (None, Some((_, color))) => *color,
            (Some((from, a)), Some((to, b))) => {
                let part = (t - from) / (to - from);
                std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
            }
            (None, None) => [0.0; 4],
        };
        mixed.map(|v| (v + 0.5) as u8)
    }
}

impl Line {
    /// The parameter at a point; `None` where the gradient does not reach.
    pub(crate) fn parameter(&self, at: Point) -> Option<f64> {
        let t = match *self {
            Self::Linear(from, along) => (at - from).dot(along) / along.hypot2(),
            Self::Radial(c0, r0, c1, r1) => return circle(at - c0, c1 - c0, r0, r1 - r0),
            Self::Sweep(center, start, end) => {
                let v = at - center;
                let turn = libm::atan2(-v.y, v.x) * (180.0 / std::f64::consts::PI);
                let turn = if turn < 0.0 { turn + 360.0 } else { turn };
                if start == end {
                    return Some(if turn < start { 0.0 } else { 1.0 });
                }
                (turn - start) / (end - start)
            }
        };
        t.is_finite().then_some(t)
    }
}

/// The largest parameter whose circle passes through `p` and has a radius of at least 0: circles with
/// larger ones are painted over smaller ones.
/// Source: HTML, "createRadialGradient".
fn circle(p: Vec2, move_: Vec2, radius: f64, grow: f64) -> Option<f64> {
    let a = move_.hypot2() - grow * grow;
    let b = p.dot(move_) + radius * grow;
    let c = p.hypot2() - radius * radius;
    let fits = |t: f64| (t.is_finite() && radius + t * grow >= 0.0).then_some(t);
    // One circle touches the other from within: one solution only.
    if a.abs() < 1e-9 * (move_.hypot2() + grow * grow) {
        return fits(c / (2.0 * b));
    }
    let root = b * b - a * c;
    if root < 0.0 {
        return None;
    }
    let root = root.sqrt();
    let (one, other) = ((b + root) / a, (b - root) / a);
    fits(one.max(other)).or_else(|| fits(one.min(other)))
}

/// The parameter as a gradient goes on beyond its ends.
fn extended(t: f64, extend: Extend) -> f64 {
    match extend {
        Extend::Repeat => t - t.floor(),
        Extend::Reflect => {
            let t = t - 2.0 * (t / 2.0).floor();
            if t > 1.0 { 2.0 - t } else { t }
        }
        // Beyond the stops lies the color of the outermost.
        _ => t,
    }
}
