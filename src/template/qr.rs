//! QR layers: a text that machines read.

use serde::Deserialize;

use super::blend::BlendIfSpec;
use super::bound::{Bound, Condition};
use super::layer::{BoxSpec, layer_kind, opaque, zero};
use super::paint::Many;
use crate::blend::BlendMode;
use crate::color::Color;

layer_kind! {
    /// A QR code.
    QrLayer {
        /// What it says, with `{option}` for what the shopper chose or typed, as in text layers. While it is
        /// empty, the layer shows nothing.
        text: String,
        /// How much of it may be hidden or damaged. Default: `M`.
        #[serde(default)]
        level: QrLevel,
        /// Width of the empty border that readers need, in modules, the squares of the code; 0 to 16.
        /// Default: 4, as the standard has it.
        #[serde(default = "four")]
        quiet: u32,
        /// Color of the dark modules. Default: `black`.
        #[serde(default = "black")]
        color: Bound<Color>,
        /// Color behind them, up to the edge of the quiet border. Default: `white`.
        #[serde(default = "white")]
        background: Bound<Color>,
        /// Left, top, width, height in millimeters. The code is as large as fits, border and all, centered.
        #[serde(rename = "box")]
        frame: BoxSpec,
        /// Turn about the middle of the box, in degrees clockwise. Default: 0.
        #[serde(default = "zero")]
        rotate: Bound<f64>,
    }
}

/// How much of a QR code may be hidden or damaged. Where the code has room, it is given a higher one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum QrLevel {
    /// About 7 %.
    L,
    /// About 15 %.
    #[default]
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

fn four() -> u32 {
    4
}

fn black() -> Bound<Color> {
    Bound::Literal(Color::BLACK)
}

fn white() -> Bound<Color> {
    Bound::Literal(Color::WHITE)
}
