//! The named warps, as formulas.
//!
//! The names, what each does and the sign of its amount are those of Photoshop's "Warp Text" and
//! Illustrator's "Effect › Warp" (Adobe, "Warp styles"; McClelland, "Photoshop CS5 One-on-One",
//! lesson 11: *Arc Lower* is flat on top and bent at the bottom, a positive bend tugs the bottom
//! downward). Adobe publishes no formulas: these are ours.
//!
//! Coordinates run from −1 to 1 across the box, y down. Each formula is smooth and, inside the box,
//! one to one for amounts within ±1, save where a letter's height shrinks to nothing at ±1 itself.

use std::f64::consts::{FRAC_PI_2, PI};

use kurbo::Vec2;
use serde::Deserialize;

/// A named warp. What it does is told for amounts above 0; below 0 it is the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WarpStyle {
    /// The box bent to a sector of a ring, like a rainbow; at 1 a half circle. Its middle line keeps
    /// its length.
    Arc,
    /// The bottom bulges downward, the top stays.
    ArcLower,
    /// The top bulges upward, the bottom stays.
    ArcUpper,
    /// Top and bottom both rise in the middle; letters stay upright.
    Arch,
    /// The top bulges upward, the bottom downward.
    Bulge,
    /// The bottom spreads out and sinks in the middle, like a shell.
    ShellLower,
    /// The top spreads out and rises in the middle.
    ShellUpper,
    /// A whole wave from left to right, first up; letters stay upright.
    Flag,
    /// As the flag, but top and bottom stay in place.
    Wave,
    /// Tall on the left, then narrow, like a fish.
    Fish,
    /// From low on the left to high on the right, level at both ends.
    Rise,
    /// The middle is magnified, as by a lens.
    Fisheye,
    /// All four sides bulge.
    Inflate,
    /// Top and bottom bulge, left and right are drawn in.
    Squeeze,
    /// The middle is turned clockwise.
    Twist,
}

impl WarpStyle {
    /// Where a point comes to lie. `half` is half the box's size, millimeters.
    pub(super) fn map(self, k: f64, p: Vec2, half: Vec2) -> Vec2 {
        let Vec2 { x, y } = p;
        // 1 in the middle, 0 at the ends.
        let hill = |v: f64| 1.0 - v * v;
        // Near the bottom, and near the top: 0 to 1.
        let (low, high) = ((1.0 + y) / 2.0, (1.0 - y) / 2.0);
        match self {
            Self::Arc => arc(k, p, half),
            Self::ArcLower => Vec2::new(x, y + 2.0 * k * hill(x) * low),
            Self::ArcUpper => Vec2::new(x, y - 2.0 * k * hill(x) * high),
            // Half up and half down, so that the text stays about its place.
            Self::Arch => Vec2::new(x, y + k * (1.0 - 2.0 * hill(x))),
            Self::Bulge => Vec2::new(x, y * (1.0 + k * hill(x))),
            Self::ShellLower => Vec2::new(x * (1.0 + k * low / 2.0), y + 2.0 * k * hill(x) * low),
            Self::ShellUpper => Vec2::new(x * (1.0 + k * high / 2.0), y - 2.0 * k * hill(x) * high),
            Self::Flag => Vec2::new(x, y + k * libm::sin(PI * x)),
            Self::Wave => Vec2::new(x, y + k * libm::sin(PI * x) * hill(y) / 2.0),
            Self::Fish => Vec2::new(x, y * (1.0 - k * libm::sin(PI * x))),
            Self::Rise => Vec2::new(x, y - k * libm::sin(FRAC_PI_2 * x.clamp(-1.0, 1.0))),
            Self::Fisheye => p * (1.0 + k * lens(p)),
            Self::Inflate => {
                Vec2::new(x * (1.0 + k * hill(y) / 2.0), y * (1.0 + k * hill(x) / 2.0))
            }
            Self::Squeeze => {
                Vec2::new(x * (1.0 - k * hill(y) / 2.0), y * (1.0 + k * hill(x) / 2.0))
            }
            Self::Twist => {
                let (sin, cos) = libm::sincos(k * FRAC_PI_2 * lens(p));
                Vec2::new(cos * x - sin * y, sin * x + cos * y)
            }
        }
    }
}

/// 1 in the middle, falling smoothly to 0 at the ellipse that touches the box.
fn lens(p: Vec2) -> f64 {
    let rest = (1.0 - p.hypot2()).max(0.0);
    rest * rest
}

fn arc(k: f64, p: Vec2, half: Vec2) -> Vec2 {
    // In units of half the box's height: the middle line's radius, no smaller than the half height,
    // or the inner edge would turn inside out.
    let aspect = half.x / half.y;
    let angle = k * FRAC_PI_2;
    let radius = (aspect / angle).abs().max(1.0).copysign(k);
    let (sin, cos) = libm::sincos(angle * p.x / 2.0);
    // By half angles: nearly flat arcs have radii that are far larger than what is drawn.
    let (sin, fall) = (2.0 * sin * cos, 2.0 * sin * sin);
    let half_rise = {
        let s = libm::sin(angle / 2.0);
        radius * s * s
    };
    let y = p.y * (1.0 - fall) + radius * fall - half_rise;
    Vec2::new((radius - p.y) * sin / aspect, y)
}
