//! Gradients and patterns of drawings as rows of pixels.

use kurbo::{Affine, Point, Vec2};
use liveproof_drawing::{Gradient, Line, Spread};

use super::look::Look;
use crate::pixels::Pixmap;
use crate::text::color::Line as Course;

/// Steps of the table of colors: a step is at most a quarter of a level of a channel.
const STEPS: usize = 1024;

/// A paint with a color for each pixel.
pub(super) enum Shade {
    /// Along a line or circles.
    Gradient {
        line: Course,
        spread: Spread,
        /// Pixels to the gradient's own coordinates.
        inverse: Affine,
        /// Premultiplied colors at 0, 1, … [`STEPS`] of the way.
        ramp: Vec<[u8; 4]>,
    },
    /// A tile over and over.
    Tiles {
        /// With twice as many pixels each way as are seen, so that a tile that does not end on a whole pixel
        /// is not blurred.
        tile: Pixmap,
        /// Pixels to those of the tile.
        inverse: Affine,
        /// 0 to 1.
        opacity: f32,
    },
}

impl Shade {
    /// A gradient; `matrix` takes the shape's coordinates to pixels. `None` where nothing can be painted.
    pub(super) fn gradient(
        gradient: &Gradient,
        opacity: f32,
        look: &Look<'_>,
        matrix: Affine,
    ) -> Option<Self> {
        let mut ramp = ramp(gradient, opacity, look);
        let inverse = (matrix * Affine::new(gradient.transform.map(f64::from))).inverse();
        let line = match gradient.line {
            Line::Linear(ends) => {
                let [x0, y0, x1, y1] = ends.map(f64::from);
                Course::Linear(Point::new(x0, y0), Point::new(x1, y1) - Point::new(x0, y0))
            }
            Line::Radial(circles) => {
                let [x0, y0, mut r0, x1, y1, r1] = circles.map(f64::from);
                if (x0, y0, r0) == (x1, y1, r1) {
                    // All colors meet on one circle: the first is inside, the last outside.
                    // Source: HTML, "createRadialGradient", and Skia where it paints nothing.
                    if gradient.spread != Spread::Pad {
                        return None;
                    }
                    let first = ramp.first().copied().unwrap_or_default();
                    if let Some((_, before)) = ramp.split_last_mut() {
                        before.fill(first);
                    }
                    r0 = 0.0;
                }
                Course::Radial(Point::new(x0, y0), r0, Point::new(x1, y1), r1)
            }
        };
        let spread = gradient.spread;
        inverse.is_finite().then_some(Self::Gradient { line, spread, inverse, ramp })
    }

    /// Writes the premultiplied pixels of row `y` from column `x` on where `coverage` is not 0.
    pub(super) fn row(&self, x: i32, y: i32, coverage: &[u8], out: &mut [u8]) {
        let pixels = out.as_chunks_mut::<4>().0.iter_mut().zip(coverage).zip(x..);
        let place = |x: i32| Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
        match self {
            Self::Gradient { line, spread, inverse, ramp } => {
                for ((pixel, _), x) in pixels.filter(|((_, m), _)| **m != 0) {
                    let t = line.parameter(*inverse * place(x));
                    // A cast saturates and makes NaN zero.
                    let step = t.map(|t| (beyond(t, *spread) * STEPS as f64 + 0.5) as usize);
                    let color = step.and_then(|step| ramp.get(step.min(STEPS)));
                    *pixel = color.copied().unwrap_or_default();
                }
            }
            Self::Tiles { tile, inverse, opacity } => {
                for ((pixel, _), x) in pixels.filter(|((_, m), _)| **m != 0) {
                    let mut sum = [0.0; 4];
                    for (dx, dy) in [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)] {
                        sample(tile, *inverse * (place(x) + Vec2::new(dx, dy)), &mut sum);
                    }
                    *pixel = sum.map(|v| byte(v * opacity / 4.0));
                }
            }
        }
    }
}

/// The way as a gradient goes on beyond its ends.
fn beyond(t: f64, spread: Spread) -> f64 {
    match spread {
        Spread::Pad => t.clamp(0.0, 1.0),
        Spread::Repeat => t - t.floor(),
        Spread::Reflect => {
            let t = t - 2.0 * (t / 2.0).floor();
            if t > 1.0 { 2.0 - t } else { t }
        }
    }
}

/// The premultiplied color at each step. Colors are mixed before they are premultiplied.
/// Source: SVG 2, section 14.2.2.
fn ramp(gradient: &Gradient, opacity: f32, look: &Look<'_>) -> Vec<[u8; 4]> {
    let stops: Vec<_> = gradient
        .stops
        .iter()
        .map(|stop| {
            let c = look.color(stop.color);
            let alpha = f32::from(c.a) * stop.opacity * opacity;
            (f64::from(stop.offset), [f32::from(c.r), f32::from(c.g), f32::from(c.b), alpha])
        })
        .collect();
    super::super::ramp::ramp(&stops, STEPS)
        .map(|[r, g, b, alpha]| {
            let alpha = alpha.clamp(0.0, 255.0);
            let [r, g, b] = [r, g, b].map(|v| byte((v * alpha / 255.0).min(alpha)));
            [r, g, b, byte(alpha)]
        })
        .collect()
}

fn byte(v: f32) -> u8 {
    (v + 0.5) as u8
}

/// Adds the four pixels around a place of a tile that goes on beyond its edges, weighted.
fn sample(tile: &Pixmap, at: Point, sum: &mut [f32; 4]) {
    let (width, height) = (i64::from(tile.width()), i64::from(tile.height()));
    let (x, y) = (at.x - 0.5, at.y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = ((x - left) as f32, (y - top) as f32);
    let pixels = tile.data().as_chunks::<4>().0;
    let pixel = |dx: i64, dy: i64| {
        // Casts saturate.
        let x = (left as i64).saturating_add(dx).rem_euclid(width.max(1));
        let y = (top as i64).saturating_add(dy).rem_euclid(height.max(1));
        pixels.get((y * width + x) as usize).copied().unwrap_or_default()
    };
    let corners = [
        (pixel(0, 0), (1.0 - fx) * (1.0 - fy)),
        (pixel(1, 0), fx * (1.0 - fy)),
        (pixel(0, 1), (1.0 - fx) * fy),
        (pixel(1, 1), fx * fy),
    ];
    for (pixel, weight) in corners {
        for (sum, channel) in sum.iter_mut().zip(pixel) {
            *sum += f32::from(channel) * weight;
        }
    }
}
