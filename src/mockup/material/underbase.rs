//! Ink on a layer of white, as screen printers and film (DTF) put on dark garments.

use serde::Deserialize;

use super::{Coat, Job, share, straight, texels};
use crate::color::{Color, SRGB_TO_LINEAR};

/// What white ink gives back of the light, linear. Plastisol white measures 0.85 to 0.9 of a perfect
/// white, cloth bleached and brightened about 0.95: against the cloth it is this.
const WHITE: f64 = 0.92;

/// Ink on a layer of white, which covers the product's color: for dark garments.
///
/// With alpha a, color C and D white light, the diffuse light that a white product would give back:
/// `(1 - a) · D + a · 0.92 · C · D white + G`, in linear light.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Underbase {
    /// Color of the product in the photo itself, before tints. The light of a photo of a navy shirt is
    /// divided by the luminance of its color, by 1/128 at least, to know how white is lit. Default:
    /// `#ffffff`.
    pub product: Color,
}

impl Default for Underbase {
    fn default() -> Self {
        Self { product: Color::WHITE }
    }
}

impl Underbase {
    pub(super) fn coat(&self) -> Coat {
        Coat::new(self.product, 0.0)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::mockup) struct Painter {
    /// Linear light of an encoded value on the white, 12 bits.
    light: [u16; 256],
}

impl Painter {
    pub(super) fn new() -> Self {
        let light = |c: usize| {
            let linear = f64::from(SRGB_TO_LINEAR.get(c).copied().unwrap_or(0)) / 65535.0;
            (linear * WHITE * 4095.0 + 0.5) as u16
        };
        Self { light: std::array::from_fn(light) }
    }

    pub(super) fn paint(&self, job: Job<'_>) {
        let Job { artwork, opacity, rect, plane, .. } = job;
        for y in rect.y0..rect.y1 {
            let pixels = artwork.row(y, rect.x0, rect.x1).as_chunks::<4>().0;
            for (lanes, &[r, g, b, a]) in texels(plane, y, rect.x0, rect.x1).iter_mut().zip(pixels)
            {
                *lanes = if a == 0 {
                    0
                } else {
                    let cover = share(share(4095, a), opacity);
                    let lane = |c: u8| {
                        let light = u32::from(self.light[usize::from(straight(c, a))]);
                        u64::from((light * cover + 2047) / 4095)
                    };
                    lane(r) | lane(g) << 16 | lane(b) << 32 | u64::from(cover) << 48
                };
            }
        }
    }
}
