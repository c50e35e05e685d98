//! Gradients along a line and around a point.

use kurbo::{Affine, Point, Rect, Vec2};

use super::direction;
use crate::color::Color;
use crate::scene::paint::{Course, Gradient as Spec};

/// Steps of the table of colors: a step is at most half a level of a channel.
const STEPS: usize = 512;

/// A gradient in pixels.
pub(in crate::artwork) struct Gradient {
    shape: Shape,
    /// Premultiplied colors at 0, 1, … [`STEPS`] of the way.
    ramp: Vec<[u8; 4]>,
}

enum Shape {
    /// The share of the way at a pixel's middle is `across · x + down · y + start`.
    Linear { across: f64, down: f64, start: f64 },
    /// From a pixel's middle to a circle of radius 1 about the origin.
    Radial(Affine),
}

impl Gradient {
    /// `over` is what it runs over, in millimeters; `to_box` takes pixels there.
    pub(super) fn new(spec: &Spec, over: Rect, to_box: Affine) -> Self {
        let at =
            |[x, y]: [f64; 2]| Point::new(over.x0 + x * over.width(), over.y0 + y * over.height());
        let shape = match spec.course {
            Course::Radial(center, radius) => {
                let radius = over.size().to_vec2().hypot2().sqrt() / 2.0 * radius;
                let center = at(center).to_vec2();
                // Of a radius of 0 everything is outside.
                let scale = 1.0 / radius.max(f64::MIN_POSITIVE.sqrt());
                Shape::Radial(Affine::scale(scale) * Affine::translate(-center) * to_box)
            }
            Course::Line(from, to) => linear(at(from), at(to) - at(from), to_box),
            Course::Angle(degrees) => {
                let (cos, sin) = direction(degrees);
                // As long as the projections of the corners need: CSS Images 3, section 3.1.1.
                let length = (over.width() * cos).abs() + (over.height() * sin).abs();
                let way = Vec2::new(cos * length, sin * length);
                linear(over.center() - way / 2.0, way, to_box)
            }
        };
        Self { shape, ramp: ramp(&spec.stops) }
    }

    pub(super) fn is_opaque(&self) -> bool {
        self.ramp.iter().all(|color| color[3] == 255)
    }

    pub(super) fn place(&self) -> [f64; 6] {
        match self.shape {
            Shape::Linear { across, down, start } => [across, down, start, 0.0, 0.0, 0.0],
            Shape::Radial(to_circle) => to_circle.as_coeffs(),
        }
    }

    /// The color of a row that has only one.
    pub(super) fn flat(&self, y: i32) -> Option<[u8; 4]> {
        match self.shape {
            Shape::Linear { across: 0.0, down, start } => {
                Some(self.color(down * middle(y) + start))
            }
            Shape::Linear { .. } | Shape::Radial(_) => None,
        }
    }

    pub(super) fn row(&self, y: i32, x: i32, out: &mut [[u8; 4]]) {
        match self.shape {
            Shape::Linear { across, down, start } => {
                let start = down * middle(y) + start;
                for (out, x) in out.iter_mut().zip(x..) {
                    *out = self.color(across * middle(x) + start);
                }
            }
            Shape::Radial(to_circle) => {
                let [a, b, c, d, e, f] = to_circle.as_coeffs();
                let (e, f) = (c * middle(y) + e, d * middle(y) + f);
                for (out, x) in out.iter_mut().zip(x..) {
                    let (u, v) = (a * middle(x) + e, b * middle(x) + f);
                    *out = self.color((u * u + v * v).sqrt());
                }
            }
        }
    }

    /// The color at a share of the way; that of the nearer end beyond it.
    #[inline(always)]
    fn color(&self, share: f64) -> [u8; 4] {
        // A cast saturates and makes NaN zero.
        let step = (share * STEPS as f64 + 0.5) as usize;
        self.ramp.get(step.min(STEPS)).copied().unwrap_or_default()
    }
}

/// The middle of a pixel.
fn middle(at: i32) -> f64 {
    f64::from(at) + 0.5
}

/// Along `way` from a point, in millimeters.
fn linear(from: Point, way: Vec2, to_box: Affine) -> Shape {
    let length = way.hypot2();
    if !(length > 0.0 && length.is_finite()) {
        // A line without length has its end everywhere, as in CSS.
        return Shape::Linear { across: 0.0, down: 0.0, start: 1.0 };
    }
    let way = way / length;
    let [a, b, c, d, e, f] = to_box.as_coeffs();
    Shape::Linear {
        across: a * way.x + b * way.y,
        down: c * way.x + d * way.y,
        start: (e - from.x) * way.x + (f - from.y) * way.y,
    }
}

/// The premultiplied color at each step, mixed in sRGB-encoded values.
fn ramp(stops: &[(f64, Color)]) -> Vec<[u8; 4]> {
    let premultiplied =
        |c: Color| [c.r, c.g, c.b, 255].map(|v| f32::from(v) * f32::from(c.a) / 255.0);
    let bytes = |v: [f32; 4]| {
        let [.., alpha] = v;
        v.map(|v| (v.min(alpha) + 0.5) as u8)
    };
    let stops: Vec<_> = stops.iter().map(|&(place, color)| (place, premultiplied(color))).collect();
    super::super::ramp::ramp(&stops, STEPS).map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{STEPS, ramp};
    use crate::color::Color;

    #[test]
    fn equal_stops_are_the_color_itself() {
        for a in 0..=255 {
            for v in [0, 1, 77, 128, 254, 255] {
                let color = Color { r: v, g: 255 - v, b: v / 2, a };
                for stops in [vec![(0.0, color), (1.0, color)], vec![(0.3, color)]] {
                    assert!(ramp(&stops).iter().all(|c| *c == color.premultiply()), "{color}");
                }
            }
        }
    }

    #[test]
    fn stops_are_met_and_premultiplied_colors_mixed() {
        let red = Color { r: 255, g: 0, b: 0, a: 255 };
        let clear = Color { r: 0, g: 0, b: 255, a: 0 };
        let ramp = ramp(&[(0.25, red), (0.75, clear)]);
        assert_eq!(
            (ramp[0], ramp[STEPS / 4], ramp[STEPS]),
            ([255, 0, 0, 255], [255, 0, 0, 255], [0; 4])
        );
        // No blue shines through: a clear color has none.
        assert_eq!(ramp[STEPS / 2], [128, 0, 0, 128]);
        assert!(ramp.iter().all(|c| c[..3].iter().all(|v| *v <= c[3])));
    }

    #[test]
    fn two_stops_at_one_place_are_a_hard_edge() {
        let ramp = ramp(&[
            (0.0, Color::BLACK),
            (0.5, Color::BLACK),
            (0.5, Color::WHITE),
            (1.0, Color::WHITE),
        ]);
        assert_eq!((ramp[STEPS / 2 - 1], ramp[STEPS / 2]), ([0, 0, 0, 255], [255; 4]));
    }
}
