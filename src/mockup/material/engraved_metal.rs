//! Coating taken off metal by a laser: powder coated tumblers, bottles, anodized plates.

use serde::Deserialize;

use super::noise::Noise;
use super::relief::Relief;
use super::{Coat, Job, Millimeters};
use crate::color::{Color, SRGB_TO_LINEAR};

/// Half the width of the step for each millimeter of coating: lasers leave it a little sloped.
const WALL: f64 = 0.8;

/// How wide the melted rim of the coating is, in millimeters.
const RIM: f64 = 0.12;

/// What brushed steel mirrors beyond what the coating does. Powder coat mirrors 4 to 5 %, steel over
/// half, but blurred by its brush marks along the turning direction: most of it is in the steel's own
/// color already.
const SHINE: f64 = 3.4;

/// Darkness from which on the coating is wholly off: a coating is there or not.
const OFF: f64 = 0.55;

/// Coating taken off metal by a laser, so that bare, brushed steel shows. The artwork's darkness tells
/// where; white keeps the coating, colors do not count. The coating's color shows only around it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct EngravedMetal {
    /// Thickness of the coating in millimeters, 0 to 5: how wide the step around the steel is.
    /// Default: 0.12.
    pub depth: f64,
    /// Where the light comes from, in degrees clockwise from the top of the area. Default: 315, from
    /// the top left.
    pub light: f64,
    /// Color of the metal. Default: `#b9b8b5`, stainless steel.
    pub color: Color,
    /// Color of the product in the photo itself, before tints: see `underbase`. Default: `#ffffff`.
    pub product: Color,
}

impl Default for EngravedMetal {
    fn default() -> Self {
        Self {
            depth: 0.12,
            light: 315.0,
            color: Color { r: 0xb9, g: 0xb8, b: 0xb5, a: 255 },
            product: Color::WHITE,
        }
    }
}

impl EngravedMetal {
    pub(super) fn coat(&self) -> Coat {
        Coat::new(self.product, SHINE)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::mockup) struct Painter {
    relief: Relief,
    tone: [u16; 256],
    /// Linear light of the metal, 12 bits.
    metal: [i32; 3],
}

impl Painter {
    pub(super) fn new(of: &EngravedMetal, mm: &Millimeters) -> Self {
        let metal = [of.color.r, of.color.g, of.color.b]
            .map(|c| i32::from(SRGB_TO_LINEAR.get(usize::from(c)).copied().unwrap_or(0) >> 4));
        let tone = |dark: usize| {
            let off = (dark as f64 / 255.0 / OFF).clamp(0.0, 1.0);
            (off * 4095.0 + 0.5) as u16
        };
        // Marks of the brush, around the body, and the laser's lines in it.
        let uneven = [
            Noise::new(0x3c6e_f372, [14.0, 0.14], 0.16, mm),
            Noise::new(0xa54f_f53a, [6.0, 0.4], 0.10, mm),
            Noise::new(0x510e_527f, [22.0, 1.6], 0.07, mm),
        ];
        Self {
            relief: Relief::new([of.depth * WALL, RIM], of.light, uneven, mm),
            tone: std::array::from_fn(tone),
            metal,
        }
    }

    pub(super) fn reach(&self) -> [i32; 2] {
        self.relief.reach()
    }

    pub(super) fn paint(&self, job: Job<'_>) {
        self.relief.paint(job, &self.tone, |spot| {
            let rim = (spot.burn - spot.soft).max(0);
            // The step's shadow falls on the steel, its far wall is lit.
            let wall = (spot.lit * if spot.lit < 0 { 330 } else { 90 }) >> 8;
            let light = (4096 + spot.noise + wall - rim * 3 / 4).clamp(0, 8191);
            let off = (spot.burn * light) >> 12;
            // The coating's own edge catches the light.
            let edge = (((spot.lit.max(0) * (4095 - spot.burn)) >> 12) * 12) >> 8;
            let lane = |metal: i32| (((off * metal) >> 12) + edge).clamp(0, 4095) as u64;
            let [r, g, b] = self.metal.map(lane);
            r | g << 16 | b << 32 | (spot.burn as u64) << 48
        });
    }
}
