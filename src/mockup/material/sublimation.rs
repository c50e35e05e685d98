//! Dye that heat drove into a coating or into polyester: mugs, phone cases, sportswear.

use serde::Deserialize;

use super::blur::{Box1, blur};
use super::{Job, Millimeters, Scratch, bands, texels};
use crate::color::{SRGB_TO_LINEAR, mul_div_255};
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Half the width of an edge in millimeters: dye spreads a little as gas.
const SPREAD: f64 = 0.1;

/// How far dyes are richer than the screen's colors: their light passes the dye twice, and it lies in
/// the coating, not on it.
const RICHNESS: f64 = 1.08;

/// What black leaves of the light, linear: four dyes at their fullest.
const BLACK: f64 = 0.012;

/// Dye that heat drove into the product. There is no white: what is white shows the product, and a dark
/// one swallows everything. Colors are a little richer than ink's, edges a little softer, and the
/// surface keeps its gloss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sublimation {}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::mockup) struct Painter {
    spread: [Box1; 2],
    /// What dye of an encoded value, flattened over white, takes from the light, 12 bits.
    taken: [u16; 256],
}

impl Painter {
    pub(super) fn new(mm: &Millimeters) -> Self {
        let taken = |value: usize| {
            let linear = SRGB_TO_LINEAR.get(value).copied().unwrap_or(0);
            let left = libm::pow(f64::from(linear) / 65535.0, RICHNESS);
            ((1.0 - BLACK - (1.0 - BLACK) * left) * 4095.0 + 0.5) as u16
        };
        Self {
            spread: mm.scale.map(|scale| Box1::new(SPREAD * scale)),
            taken: std::array::from_fn(taken),
        }
    }

    pub(super) fn reach(&self) -> [i32; 2] {
        self.spread.each_ref().map(Box1::reach)
    }

    pub(super) fn paint(&self, job: Job<'_>) {
        let Job { artwork, opacity, rect, plane, scratch } = job;
        let reach = self.reach();
        for (band, field) in bands(rect, reach) {
            let width = field.width() as usize;
            scratch.start(width, field.height() as usize);
            let Scratch { fields: [dye, values, between, _], sums } = &mut *scratch;
            for channel in 0..3 {
                self.take(artwork, opacity, field, channel, dye);
                blur(&self.spread, dye, values, between, sums);
                for y in band.y0..band.y1 {
                    let here = (y - field.y0) as usize * width + reach[0] as usize;
                    let values = values.get(here..).unwrap_or(&[]);
                    for (lanes, &v) in texels(plane, y, band.x0, band.x1).iter_mut().zip(values) {
                        let lane = u64::from(v) << (16 * channel);
                        *lanes = if channel == 0 { lane } else { *lanes | lane };
                    }
                }
            }
            scratch.end();
        }
    }

    /// Fills a field with what the artwork's dyes take of one channel, nothing where there are none.
    fn take(
        &self,
        artwork: &Pixmap,
        opacity: u8,
        field: PixelRect,
        channel: usize,
        dye: &mut [u16],
    ) {
        let inside = field.intersect(&artwork.rect());
        let width = field.width() as usize;
        let (left, top) = ((inside.x0 - field.x0) as usize, (inside.y0 - field.y0) as usize);
        let rows = dye.chunks_exact_mut(width.max(1)).skip(top);
        for (y, row) in (inside.y0..inside.y1).zip(rows) {
            let pixels = artwork.row(y, inside.x0, inside.x1).as_chunks::<4>().0;
            for (out, pixel) in row.iter_mut().skip(left).zip(pixels) {
                let (c, a) = (pixel.get(channel).copied().unwrap_or(0), pixel[3]);
                let (c, a) = match opacity {
                    255 => (c, a),
                    _ => (mul_div_255(c, opacity), mul_div_255(a, opacity)),
                };
                // Flattened over white in encoded values, as a print RIP does.
                *out = self.taken[usize::from(c.saturating_add(255 - a))];
            }
        }
    }
}
