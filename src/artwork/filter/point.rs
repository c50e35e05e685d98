//! Filters that look at one pixel, fused.
//!
//! A block of pixels is spread into planes of red, green, blue and alpha, taken through every stage while it
//! lies in the first-level cache, and put together again: colors are rounded once, not after every filter.
//! Alpha comes out as it went in, but for an ink's.

use super::LUMA;
use super::matrix::Matrix;
use super::tone::{Curve, temperature, vibrance};
use crate::pixels::Pixmap;
use crate::scene::Filter;
use crate::template::filter::InkOf;

/// Pixels that are filtered at a time.
const BLOCK: usize = 64;

/// One channel of a block: colors straight, 0 to 1; alpha 0 to 255.
type Plane = [f32; BLOCK];

/// What is done to a block.
enum Stage {
    Matrix(Matrix),
    Curves(Box<[Curve; 3]>),
    Vibrance(f32),
    /// How many levels, amount.
    Posterize(f32, f32),
    /// Level from which on it is white, amount.
    Threshold(f32, f32),
    /// Color, what there is ink for, amount.
    Ink([f32; 3], InkOf, f32),
}

/// Filters, one after the other.
#[derive(Default)]
pub(super) struct Chain(Vec<Stage>);

impl Chain {
    /// Adds a filter; whether it is one that looks at one pixel alone.
    pub(super) fn push(&mut self, filter: &Filter) -> bool {
        if let Some(matrix) = Matrix::of(filter) {
            if let Some(Stage::Matrix(last)) = self.0.last_mut()
                && let Some(both) = last.then(&matrix)
            {
                *last = both;
            } else {
                self.0.push(Stage::Matrix(matrix));
            }
            return true;
        }
        self.0.push(match filter {
            Filter::Temperature(amount) => Stage::Curves(Box::new(temperature(*amount))),
            Filter::Vibrance(amount) => Stage::Vibrance(*amount as f32),
            Filter::Posterize(levels, amount) => Stage::Posterize(*levels as f32, *amount as f32),
            Filter::Threshold(level, amount) => Stage::Threshold(*level as f32, *amount as f32),
            Filter::OneColor(color, of, amount) => {
                let channels = [color.r, color.g, color.b].map(|c| f32::from(c) / 255.0);
                Stage::Ink(channels, *of, *amount as f32)
            }
            _ => return false,
        });
        true
    }

    /// Filters all pixels.
    pub(super) fn run(self, pixels: &mut Pixmap) {
        if self.0.is_empty() {
            return;
        }
        let mut planes = [[0.0; BLOCK]; 4];
        let (all, _) = pixels.data_mut().as_chunks_mut::<4>();
        for block in all.chunks_mut(BLOCK) {
            if block.iter().all(|p| p[3] == 0) {
                continue;
            }
            spread(block, &mut planes);
            for stage in &self.0 {
                stage.run(&mut planes);
            }
            gather(&planes, block);
        }
    }
}

impl Stage {
    fn run(&self, [r, g, b, a]: &mut [Plane; 4]) {
        match self {
            Self::Matrix(Matrix([of_r, of_g, of_b])) => each(r, g, b, |r, g, b| {
                let row = |m: &[f32; 4]| m[0] * r + m[1] * g + m[2] * b + m[3];
                [row(of_r), row(of_g), row(of_b)]
            }),
            Self::Curves(curves) => {
                for (plane, curve) in [r, g, b].into_iter().zip(curves.iter()) {
                    plane.iter_mut().for_each(|v| *v = curve.at(*v));
                }
            }
            Self::Vibrance(amount) => {
                each(r, g, b, |r, g, b| vibrance([r, g, b], luma(r, g, b), *amount));
            }
            Self::Posterize(levels, amount) => each(r, g, b, |r, g, b| {
                let top = levels - 1.0;
                [r, g, b].map(|v| v + ((v * levels).floor().min(top) / top - v) * amount)
            }),
            Self::Threshold(level, amount) => each(r, g, b, |r, g, b| {
                // What is white stays white at any level.
                let at = luma(r, g, b);
                let white = if at >= *level && at > 0.0 || at > 0.999_99 { 1.0 } else { 0.0 };
                [r, g, b].map(|v| v + (white - v) * amount)
            }),
            Self::Ink(color, of, amount) => {
                if *of == InkOf::Darkness {
                    for (((a, r), g), b) in a.iter_mut().zip(&*r).zip(&*g).zip(&*b) {
                        *a *= 1.0 - luma(*r, *g, *b) * amount;
                    }
                }
                each(r, g, b, |r, g, b| {
                    let mixed = |v: f32, ink: f32| v + (ink - v) * amount;
                    [mixed(r, color[0]), mixed(g, color[1]), mixed(b, color[2])]
                });
            }
        }
    }
}

/// Changes the colors of a block, and keeps them in range.
#[inline(always)]
fn each(r: &mut Plane, g: &mut Plane, b: &mut Plane, of: impl Fn(f32, f32, f32) -> [f32; 3]) {
    for ((r, g), b) in r.iter_mut().zip(g).zip(b) {
        let [x, y, z] = of(*r, *g, *b);
        *r = x.clamp(0.0, 1.0);
        *g = y.clamp(0.0, 1.0);
        *b = z.clamp(0.0, 1.0);
    }
}

#[inline(always)]
fn luma(r: f32, g: f32, b: f32) -> f32 {
    LUMA[0] * r + LUMA[1] * g + LUMA[2] * b
}

/// Premultiplied bytes as straight colors.
fn spread(block: &[[u8; 4]], [r, g, b, a]: &mut [Plane; 4]) {
    for ((((p, r), g), b), a) in block.iter().zip(r).zip(g).zip(b).zip(a) {
        let alpha = f32::from(p[3]);
        let by = alpha.max(1.0);
        (*r, *g, *b) = (f32::from(p[0]) / by, f32::from(p[1]) / by, f32::from(p[2]) / by);
        *a = alpha;
    }
}

/// Straight colors as premultiplied bytes, rounded to the nearest.
fn gather([r, g, b, a]: &[Plane; 4], block: &mut [[u8; 4]]) {
    for ((((p, r), g), b), a) in block.iter_mut().zip(r).zip(g).zip(b).zip(a) {
        let alpha = (*a + 0.5).floor();
        let byte = |v: f32| (v * alpha + 0.5) as i32 as u8;
        *p = [byte(*r), byte(*g), byte(*b), alpha as i32 as u8];
    }
}
