//! Filters that are linear in the encoded color.
//!
//! The matrices of saturation, hue, grayscale and sepia, and what brightness, contrast and invert do, are those
//! of W3C Filter Effects Module Level 1: section 9.6 (`feColorMatrix`) and sections 12.1 to 12.10 (the
//! shorthands).

use super::LUMA;
use crate::scene::Filter;

/// For each of red, green and blue: the factors of red, green and blue, and what is added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [[f32; 4]; 3]);

impl Matrix {
    /// The matrix of a filter; `None` of one that is not linear.
    pub(super) fn of(filter: &Filter) -> Option<Self> {
        Some(match filter {
            Filter::Brightness(amount) => Self::each(1.0 + amount, 0.0),
            Filter::Contrast(amount) => Self::each(1.0 + amount, -amount / 2.0),
            Filter::Saturation(amount) => {
                Self::about([0.213, 0.715, 0.072], [0.0; 3]).mixed(-amount)
            }
            Filter::Hue(degrees) => Self::hue(*degrees),
            Filter::Grayscale(amount) => Self::about(LUMA.map(f64::from), [0.0; 3]).mixed(*amount),
            Filter::Sepia(amount) => Self::from_rows([
                [0.393, 0.769, 0.189, 0.0],
                [0.349, 0.686, 0.168, 0.0],
                [0.272, 0.534, 0.131, 0.0],
            ])
            .mixed(*amount),
            Filter::Invert(amount) => Self::each(1.0 - 2.0 * amount, *amount),
            Filter::Duotone([dark, light], amount) => {
                let ends = [(dark.r, light.r), (dark.g, light.g), (dark.b, light.b)];
                let rows = ends.map(|(dark, light)| {
                    let (dark, light) = (f64::from(dark) / 255.0, f64::from(light) / 255.0);
                    let [r, g, b] = LUMA.map(|share| f64::from(share) * (light - dark));
                    [r, g, b, dark]
                });
                Self::from_rows(rows).mixed(*amount)
            }
            Filter::Tint(color, amount) => {
                let rows =
                    [color.r, color.g, color.b].map(|c| [0.0, 0.0, 0.0, f64::from(c) / 255.0]);
                Self::from_rows(rows).mixed(amount * f64::from(color.a) / 255.0)
            }
            _ => return None,
        })
    }

    fn from_rows(rows: [[f64; 4]; 3]) -> Self {
        Self(rows.map(|row| row.map(|v| v as f32)))
    }

    /// The same for each channel.
    fn each(factor: f64, plus: f64) -> Self {
        let row = |channel: usize| {
            std::array::from_fn(|i| match i {
                3 => plus,
                i if i == channel => factor,
                _ => 0.0,
            })
        };
        Self::from_rows([row(0), row(1), row(2)])
    }

    /// All channels the same sum.
    fn about([r, g, b]: [f64; 3], plus: [f64; 3]) -> Self {
        Self::from_rows(plus.map(|plus| [r, g, b, plus]))
    }

    fn hue(degrees: f64) -> Self {
        let (sin, cos) = libm::sincos(degrees.rem_euclid(360.0) * (std::f64::consts::PI / 180.0));
        let row = |base: [f64; 3], c: [f64; 3], s: [f64; 3]| {
            std::array::from_fn(|i| match i {
                3 => 0.0,
                i => base[i] + cos * c[i] + sin * s[i],
            })
        };
        let base = [0.213, 0.715, 0.072];
        Self::from_rows([
            row(base, [0.787, -0.715, -0.072], [-0.213, -0.715, 0.928]),
            row(base, [-0.213, 0.285, -0.072], [0.143, 0.140, -0.283]),
            row(base, [-0.213, -0.715, 0.928], [-0.787, 0.715, 0.072]),
        ])
    }

    /// The identity at 0, itself at 1, and on along that line.
    fn mixed(self, amount: f64) -> Self {
        let amount = amount as f32;
        let mut rows = self.0;
        for (channel, row) in rows.iter_mut().enumerate() {
            for (i, value) in row.iter_mut().enumerate() {
                let identity = if i == channel { 1.0 } else { 0.0 };
                *value = identity + (*value - identity) * amount;
            }
        }
        Self(rows)
    }

    /// Whether it makes colors of all colors: then nothing is cut off between it and the next.
    fn keeps_range(&self) -> bool {
        self.0.iter().all(|&[r, g, b, plus]| {
            let least: f32 = [r, g, b].iter().map(|v| v.min(0.0)).sum();
            let most: f32 = [r, g, b].iter().map(|v| v.max(0.0)).sum();
            least + plus >= 0.0 && most + plus <= 1.0
        })
    }

    /// This, then another, as one; `None` where what the first cuts off is lost on the second.
    pub(super) fn then(&self, next: &Self) -> Option<Self> {
        self.keeps_range().then(|| {
            Self(next.0.map(|[r, g, b, plus]| {
                std::array::from_fn(|i| {
                    let of = |channel: usize| self.0[channel][i];
                    let sum = r * of(0) + g * of(1) + b * of(2);
                    if i == 3 { sum + plus } else { sum }
                })
            }))
        })
    }
}
