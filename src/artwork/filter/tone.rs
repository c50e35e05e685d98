//! Filters of one pixel that are not linear.

use crate::mockup::{encoded, linear};

/// Entries of a curve but one.
const STEPS: usize = 256;

/// What becomes of each level of a channel, 0 to 1; between entries it is a line.
pub(super) struct Curve([f32; STEPS + 1]);

impl Curve {
    fn new(of: impl Fn(f64) -> f64) -> Self {
        Self(std::array::from_fn(|i| of(i as f64 / STEPS as f64) as f32))
    }

    #[inline]
    pub(super) fn at(&self, level: f32) -> f32 {
        let place = level * STEPS as f32;
        // A cast saturates and makes NaN zero.
        let index = (place as usize).min(STEPS - 1);
        let part = place - index as f32;
        let (a, b) = (self.0[index], self.0[index + 1]);
        a + (b - a) * part
    }
}

/// Daylight in mireds (a million by its temperature), as photos are balanced for, and how far from that an
/// amount of 1 is.
const MIREDS: [f64; 2] = [1e6 / 6504.0, 1e6 / 4000.0 - 1e6 / 6504.0];

/// The curves of red, green and blue for a picture that looks as if its light had another temperature: each
/// channel times its share of that daylight in linear light, grays as light as before.
///
/// Source: CIE 15:2004, section 3.1 (chromaticity of daylight); mireds, because equal steps of them look alike.
pub(super) fn temperature(amount: f64) -> [Curve; 3] {
    let [base, span] = MIREDS;
    let (from, to) = (daylight(base), daylight(base + amount * span));
    let gains: [f64; 3] = std::array::from_fn(|i| to[i] / from[i]);
    let lightness = 0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2];
    gains.map(|gain| Curve::new(|v| encoded((linear(v) * gain / lightness).min(1.0))))
}

/// Linear sRGB of daylight of a temperature in mireds, of a luminance of 1.
fn daylight(mireds: f64) -> [f64; 3] {
    let t = 1e6 / mireds.max(40.0);
    let r = 1e3 / t;
    let x = if t <= 7000.0 {
        0.244_063 + r * (0.099_11 + r * (2.9678 - r * 4.6070))
    } else {
        0.237_040 + r * (0.247_48 + r * (1.9018 - r * 2.0064))
    };
    let y = -3.0 * x * x + 2.870 * x - 0.275;
    let (big_x, big_z) = (x / y, (1.0 - x - y) / y);
    [
        3.240_97 * big_x - 1.537_383 - 0.498_611 * big_z,
        -0.969_244 * big_x + 1.875_968 + 0.041_555 * big_z,
        0.055_63 * big_x - 0.203_977 + 1.056_972 * big_z,
    ]
}

/// As saturation, with less effect the farther the channels already are apart; grays stay. Below 0 colors
/// lose the more the paler they are.
#[inline]
pub(super) fn vibrance([r, g, b]: [f32; 3], luma: f32, amount: f32) -> [f32; 3] {
    let chroma = r.max(g).max(b) - r.min(g).min(b);
    let factor = 1.0 + amount * (1.0 - chroma);
    [r, g, b].map(|v| luma + (v - luma) * factor)
}
