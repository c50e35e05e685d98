//! All that decides how a layer mixes with what lies below it.

use super::{BLOCK, BlendMode, blend_row_filled, blend_row_masked, blend_row_opacity, lanes};
use crate::color::mul_div_255;

/// How a layer mixes with what lies below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixing {
    /// The formula.
    pub mode: BlendMode,
    /// 0 (nothing is drawn) to 255.
    pub opacity: u8,
    /// 0 to 255: another opacity in most modes, see [`blend_row_filled`].
    pub fill: u8,
    /// Where it shows, by color; all must agree. None: everywhere.
    pub ranges: Vec<BlendRange>,
}

/// The colors by which a layer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlendRange {
    /// What is looked at.
    pub channel: BlendChannel,
    /// Of the layer itself: nothing shows below the first level and above the fourth, all from the
    /// second to the third; between them it fades in and out. Ascending.
    pub this: [u8; 4],
    /// The same of what lies below it. Where nothing does, this hides nothing.
    pub underlying: [u8; 4],
}

/// What of a color is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlendChannel {
    /// 0.3 red + 0.59 green + 0.11 blue.
    #[default]
    Gray,
    /// Red.
    Red,
    /// Green.
    Green,
    /// Blue.
    Blue,
}

impl Mixing {
    /// Everything covers what lies below.
    pub const NORMAL: Self =
        Self { mode: BlendMode::Normal, opacity: 255, fill: 255, ranges: Vec::new() };

    /// A mode at full strength.
    pub fn of(mode: BlendMode) -> Self {
        Self { mode, ..Self::NORMAL }
    }

    /// Blends `source` onto `backdrop`, where `coverage` says, one byte a pixel; none is everywhere.
    pub fn blend(&self, backdrop: &mut [u8], source: &[u8], coverage: Option<&[u8]>) {
        let plain = self.fill == 255 && self.ranges.is_empty();
        match coverage {
            _ if self.opacity == 0 => {}
            None if plain => blend_row_opacity(self.mode, backdrop, source, self.opacity),
            Some(coverage) if plain && self.opacity == 255 => {
                blend_row_masked(self.mode, backdrop, source, coverage);
            }
            _ => self.blend_blocks(backdrop, source, coverage),
        }
    }

    fn blend_blocks(&self, backdrop: &mut [u8], source: &[u8], coverage: Option<&[u8]>) {
        let mut scaled = [0; BLOCK * 4];
        let mut weights = [0; BLOCK];
        let blocks = backdrop.chunks_mut(BLOCK * 4).zip(source.chunks(BLOCK * 4));
        for (i, (b, s)) in blocks.enumerate() {
            let scaled = &mut scaled[..s.len().min(b.len()) & !3];
            let weights = &mut weights[..scaled.len() / 4];
            weights.fill(self.opacity);
            if let Some(coverage) = coverage {
                let coverage = coverage.get(i * BLOCK..).unwrap_or_default();
                let coverage = coverage.iter().chain(std::iter::repeat(&0));
                weights.iter_mut().zip(coverage).for_each(|(w, &c)| *w = mul_div_255(*w, c));
            }
            for range in &self.ranges {
                let pixels = s.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0);
                for (w, (s, b)) in weights.iter_mut().zip(pixels) {
                    *w = mul_div_255(*w, mul_div_255(range.of_source(*s), range.of_backdrop(*b)));
                }
            }
            lanes::scale(scaled, s, weights);
            blend_row_filled(self.mode, b, scaled, self.fill);
        }
    }
}

impl BlendRange {
    /// Everything shows.
    pub const ALL: [u8; 4] = [0, 0, 255, 255];

    /// How much of a premultiplied pixel shows by its own color, 0 to 255.
    pub fn of_source(&self, pixel: [u8; 4]) -> u8 {
        ramp(self.this, self.channel.level(pixel))
    }

    /// How much shows above a premultiplied pixel.
    pub fn of_backdrop(&self, pixel: [u8; 4]) -> u8 {
        let hidden = 255 - ramp(self.underlying, self.channel.level(pixel));
        255 - mul_div_255(hidden, pixel[3])
    }
}

impl BlendChannel {
    /// The level of a premultiplied pixel's own color, 0 to 255.
    fn level(self, pixel: [u8; 4]) -> u8 {
        let [r, g, b, a] = pixel.map(u32::from);
        // In hundredths, so that gray is rounded once.
        let hundredths = match self {
            Self::Gray => 30 * r + 59 * g + 11 * b,
            Self::Red => 100 * r,
            Self::Green => 100 * g,
            Self::Blue => 100 * b,
        };
        let unit = 100 * a.max(1);
        ((hundredths * 255 + unit / 2) / unit).min(255) as u8
    }
}

/// 0 to 255 by how far a level is inside of ascending bounds.
fn ramp([from, full, until, end]: [u8; 4], level: u8) -> u8 {
    let part = |way: u8, of: u8| (u32::from(way) * 255 / u32::from(of.max(1))) as u8;
    if level < from || level > end {
        0
    } else if level < full {
        part(level - from, full - from)
    } else if level > until {
        part(end - level, end - until)
    } else {
        255
    }
}
