//! Burnt into wood by a laser: boards, plaques, coasters.

use serde::Deserialize;

use super::noise::Noise;
use super::relief::Relief;
use super::{Job, Millimeters};
use crate::color::{Color, SRGB_TO_LINEAR};

/// Half the width of a burnt wall for each millimeter of depth: a laser's beam is a narrow cone.
const WALL: f64 = 0.6;

/// How far heat and smoke brown the wood beside a burn, in millimeters.
const HALO: f64 = 0.8;

/// Burn values a table step stands for.
const STEP: u32 = 4;

/// Table steps: the rim is burnt a quarter deeper than the rest.
const STEPS: usize = 1281;

/// Burnt into wood by a laser. The artwork's darkness is the burn, white is left as it is; colors do not
/// count. Char takes light away from the wood, so that its grain shows through.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct EngravedWood {
    /// Depth of black in millimeters, 0 to 5: how wide and how dark the edges are. Default: 0.4.
    pub depth: f64,
    /// Where the light comes from, in degrees clockwise from the top of the area. Default: 315, from
    /// the top left.
    pub light: f64,
    /// What the char leaves of the wood's color: it is multiplied by this, in linear light. Default:
    /// `#6e5142`.
    pub color: Color,
}

impl Default for EngravedWood {
    fn default() -> Self {
        Self { depth: 0.4, light: 315.0, color: Color { r: 0x6e, g: 0x51, b: 0x42, a: 255 } }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::mockup) struct Painter {
    relief: Relief,
    tone: [u16; 256],
    /// Lanes of each burn.
    char: Vec<u64>,
}

impl Painter {
    pub(super) fn new(of: &EngravedWood, mm: &Millimeters) -> Self {
        let left = [of.color.r, of.color.g, of.color.b].map(|c| {
            let linear = SRGB_TO_LINEAR.get(usize::from(c)).copied().unwrap_or(0);
            // Char is never blacker than soot.
            f64::from(linear.max(650)) / 65535.0
        });
        let lanes = |step: usize| {
            let burn = step as f64 * f64::from(STEP) / 4095.0;
            // Each depth takes the same share of what is left (Beer and Lambert).
            let taken = left.map(|left| 1.0 - libm::pow(left, burn));
            let dull = (burn * 1.2).clamp(0.0, 0.9);
            let lane = |share: f64| (share * 4095.0 + 0.5) as u64;
            lane(taken[0]) | lane(taken[1]) << 16 | lane(taken[2]) << 32 | lane(dull) << 48
        };
        let uneven = [
            // Early wood burns deeper than late wood, and fibers run along the board.
            Noise::new(0x51ed_270b, [9.0, 0.7], 0.10, mm),
            Noise::new(0x2f8b_11d3, [3.0, 2.6], 0.06, mm),
            Noise::new(0x6a09_e667, [0.45, 0.3], 0.06, mm),
        ];
        Self {
            relief: Relief::new([of.depth * WALL, HALO], of.light, uneven, mm),
            tone: std::array::from_fn(|dark| ((dark as u32 * 4095 + 127) / 255) as u16),
            char: (0..STEPS).map(lanes).collect(),
        }
    }

    pub(super) fn reach(&self) -> [i32; 2] {
        self.relief.reach()
    }

    pub(super) fn paint(&self, job: Job<'_>) {
        self.relief.paint(job, &self.tone, |spot| {
            let even = (spot.burn * (3600 + spot.noise)) >> 12;
            // The beam turns back at an edge and dwells there.
            let rim = ((spot.burn - spot.soft).max(0) * 440) >> 8;
            let smoke = (((spot.halo * (4095 - spot.burn)) >> 12) * 84) >> 8;
            let wall = (((spot.lit * spot.burn) >> 12) * 150) >> 8;
            let burn = (even + rim + smoke - wall).max(0) as u32;
            let step = (burn / STEP) as usize;
            self.char.get(step.min(STEPS - 1)).copied().unwrap_or(0)
        });
    }
}
