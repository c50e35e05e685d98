//! Filters with all their numbers settled.

use super::resolve::Resolver;
use crate::color::Color;
use crate::template::filter::{DitherMethod, FilterSpec, InkOf};

/// A filter; the lengths are millimeters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filter {
    /// See [`FilterSpec::Brightness`].
    Brightness(f64),
    /// See [`FilterSpec::Contrast`].
    Contrast(f64),
    /// See [`FilterSpec::Saturation`].
    Saturation(f64),
    /// See [`FilterSpec::Vibrance`].
    Vibrance(f64),
    /// Degrees; see [`FilterSpec::Hue`].
    Hue(f64),
    /// See [`FilterSpec::Temperature`].
    Temperature(f64),
    /// See [`FilterSpec::Grayscale`].
    Grayscale(f64),
    /// See [`FilterSpec::Sepia`].
    Sepia(f64),
    /// Colors of black and white, amount; see [`FilterSpec::Duotone`].
    Duotone([Color; 2], f64),
    /// See [`FilterSpec::Tint`].
    Tint(Color, f64),
    /// See [`FilterSpec::Invert`].
    Invert(f64),
    /// Standard deviation; see [`FilterSpec::Blur`].
    Blur(f64),
    /// See [`FilterSpec::Sharpen`].
    Sharpen {
        /// By how much.
        amount: f64,
        /// Standard deviation.
        radius: f64,
    },
    /// Levels, amount; see [`FilterSpec::Posterize`].
    Posterize(u32, f64),
    /// Level, amount; see [`FilterSpec::Threshold`].
    Threshold(f64, f64),
    /// See [`FilterSpec::Dither`].
    Dither {
        /// How dots are spread.
        method: DitherMethod,
        /// Side of a dot.
        cell: f64,
        /// How much of it.
        amount: f64,
    },
    /// See [`FilterSpec::LineArt`].
    LineArt {
        /// Standard deviation.
        radius: f64,
        /// How faint an edge may be.
        detail: f64,
        /// How much of it.
        amount: f64,
    },
    /// Color, what there is ink for, amount; see [`FilterSpec::OneColor`].
    OneColor(Color, InkOf, f64),
}

impl Resolver<'_> {
    /// Those that do something.
    pub(super) fn filters(&self, specs: &[FilterSpec]) -> Vec<Filter> {
        specs.iter().filter_map(|spec| self.filter(spec)).filter(|f| !f.is_nothing()).collect()
    }

    /// `None` when an option gives no color.
    fn filter(&self, spec: &FilterSpec) -> Option<Filter> {
        let parts = spec.parts();
        let number = |key: &str| {
            let found = parts.numbers.iter().find(|(name, ..)| *name == key);
            found.map_or(0.0, |(_, value, [min, max])| self.number(value, 0.0).max(*min).min(*max))
        };
        let amount = number("amount");
        Some(match spec {
            FilterSpec::Brightness(_) => Filter::Brightness(amount),
            FilterSpec::Contrast(_) => Filter::Contrast(amount),
            FilterSpec::Saturation(_) => Filter::Saturation(amount),
            FilterSpec::Vibrance(_) => Filter::Vibrance(amount),
            FilterSpec::Hue(_) => Filter::Hue(number("angle")),
            FilterSpec::Temperature(_) => Filter::Temperature(amount),
            FilterSpec::Grayscale(_) => Filter::Grayscale(amount),
            FilterSpec::Sepia(_) => Filter::Sepia(amount),
            FilterSpec::Duotone(f) => {
                Filter::Duotone([self.bound(&f.dark)?, self.bound(&f.light)?], amount)
            }
            FilterSpec::Tint(f) => Filter::Tint(self.bound(&f.color)?, amount),
            FilterSpec::Invert(_) => Filter::Invert(amount),
            FilterSpec::Blur(_) => Filter::Blur(number("radius")),
            FilterSpec::Sharpen(_) => Filter::Sharpen { amount, radius: number("radius") },
            FilterSpec::Posterize(_) => Filter::Posterize(number("levels").round() as u32, amount),
            FilterSpec::Threshold(_) => Filter::Threshold(number("level"), amount),
            FilterSpec::Dither(f) => {
                Filter::Dither { method: f.method, cell: number("cell"), amount }
            }
            FilterSpec::LineArt(_) => {
                Filter::LineArt { radius: number("radius"), detail: number("detail"), amount }
            }
            FilterSpec::OneColor(f) => Filter::OneColor(self.bound(&f.color)?, f.of, amount),
        })
    }
}

impl Filter {
    /// Whether it changes no picture.
    pub fn is_nothing(&self) -> bool {
        let (Self::Brightness(amount)
        | Self::Contrast(amount)
        | Self::Saturation(amount)
        | Self::Vibrance(amount)
        | Self::Hue(amount)
        | Self::Temperature(amount)
        | Self::Grayscale(amount)
        | Self::Sepia(amount)
        | Self::Duotone(_, amount)
        | Self::Tint(_, amount)
        | Self::Invert(amount)
        | Self::Blur(amount)
        | Self::Sharpen { amount, .. }
        | Self::Posterize(_, amount)
        | Self::Threshold(_, amount)
        | Self::Dither { amount, .. }
        | Self::LineArt { amount, .. }
        | Self::OneColor(_, _, amount)) = self;
        *amount == 0.0
    }
}
