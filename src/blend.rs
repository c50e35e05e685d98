//! Blend modes over rows of premultiplied pixels, in sRGB-encoded space: the 16 of W3C Compositing and
//! Blending Level 1, and the ten that Photoshop has beside them.
//!
//! Every mode computes `co = cs·(1 − ab) + cb·(1 − as) + as·ab·B(Cb, Cs)` with one rounding at the
//! end (`cs`, `cb` premultiplied, `Cs`, `Cb` straight; section 5, "blending"). Coverage and opacity
//! scale the source first, rounded to bytes, as if the layer had been drawn fainter.
//!
//! Rows are bytes, four a pixel; a pair of unequal length is blended up to the shorter one.

mod filled;
mod formula;
pub(crate) mod lanes;
mod mixing;

use serde::Deserialize;

pub use mixing::{BlendChannel, BlendRange, Mixing};

/// How a layer's colors mix with what lies below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlendMode {
    /// The source covers the backdrop.
    #[default]
    Normal,
    /// Product of both: never lighter than either.
    Multiply,
    /// Inverse of the product of the inverses: never darker than either.
    Screen,
    /// Multiplies dark backdrops, screens light ones.
    Overlay,
    /// The darker of both, channel by channel.
    Darken,
    /// The lighter of both, channel by channel.
    Lighten,
    /// Brightens the backdrop to reflect the source.
    ColorDodge,
    /// Darkens the backdrop to reflect the source.
    ColorBurn,
    /// Multiplies by dark sources, screens by light ones.
    HardLight,
    /// A gentler hard light.
    SoftLight,
    /// The distance between both.
    Difference,
    /// Like difference, of lower contrast.
    Exclusion,
    /// Hue of the source, saturation and luminosity of the backdrop.
    Hue,
    /// Saturation of the source, hue and luminosity of the backdrop.
    Saturation,
    /// Hue and saturation of the source, luminosity of the backdrop.
    Color,
    /// Luminosity of the source, hue and saturation of the backdrop.
    Luminosity,
    /// Photoshop: the sum of both, less white.
    LinearBurn,
    /// Photoshop: the sum of both; also called add.
    LinearDodge,
    /// Photoshop: color burn by dark sources, color dodge by light ones.
    VividLight,
    /// Photoshop: linear burn by dark sources, linear dodge by light ones.
    LinearLight,
    /// Photoshop: darken by dark sources, lighten by light ones.
    PinLight,
    /// Photoshop: every channel full where the sum of both is white or more, and empty where not.
    HardMix,
    /// Photoshop: the backdrop less the source.
    Subtract,
    /// Photoshop: the backdrop divided by the source.
    Divide,
    /// Photoshop: of both colors the one of lower luminosity, whole.
    DarkerColor,
    /// Photoshop: of both colors the one of higher luminosity, whole.
    LighterColor,
}

impl BlendMode {
    /// All modes: W3C's in the order of the specification, then Photoshop's own.
    pub const ALL: [Self; 26] = [
        Self::Normal,
        Self::Multiply,
        Self::Screen,
        Self::Overlay,
        Self::Darken,
        Self::Lighten,
        Self::ColorDodge,
        Self::ColorBurn,
        Self::HardLight,
        Self::SoftLight,
        Self::Difference,
        Self::Exclusion,
        Self::Hue,
        Self::Saturation,
        Self::Color,
        Self::Luminosity,
        Self::LinearBurn,
        Self::LinearDodge,
        Self::VividLight,
        Self::LinearLight,
        Self::PinLight,
        Self::HardMix,
        Self::Subtract,
        Self::Divide,
        Self::DarkerColor,
        Self::LighterColor,
    ];

    /// Whether a fill is not the same as an opacity: Photoshop's eight.
    pub fn has_fill(self) -> bool {
        filled::neutral(self).is_some()
    }
}

/// Pixels scaled at a time by coverage or opacity: small enough to stay in the first-level cache.
const BLOCK: usize = 128;

/// Blends `source` onto `backdrop`.
///
/// A source pixel of alpha 0 leaves the backdrop's bytes as they are. Pixels that are not validly
/// premultiplied give some color, never a panic.
pub fn blend_row(mode: BlendMode, backdrop: &mut [u8], source: &[u8]) {
    let bytes = backdrop.len().min(source.len()) & !3;
    let (Some(backdrop), Some(source)) = (backdrop.get_mut(..bytes), source.get(..bytes)) else {
        return;
    };
    match mode {
        BlendMode::Normal => lanes::normal(backdrop, source),
        BlendMode::Multiply => lanes::multiply(backdrop, source),
        BlendMode::Screen => lanes::screen(backdrop, source),
        _ => formula::blend(mode, backdrop, source),
    }
}

/// Blends `source` onto `backdrop`, fainter by `opacity` (0 leaves the backdrop, 255 is
/// [`blend_row`]).
pub fn blend_row_opacity(mode: BlendMode, backdrop: &mut [u8], source: &[u8], opacity: u8) {
    match opacity {
        0 => {}
        255 => blend_row(mode, backdrop, source),
        _ => {
            let mut scaled = [0; BLOCK * 4];
            for (b, s) in backdrop.chunks_mut(BLOCK * 4).zip(source.chunks(BLOCK * 4)) {
                let scaled = &mut scaled[..s.len()];
                lanes::scale_all(scaled, s, opacity);
                blend_row(mode, b, scaled);
            }
        }
    }
}

/// Blends `source` onto `backdrop` at a `fill` (0 leaves the backdrop, 255 is [`blend_row`]): in eight
/// modes ([`BlendMode::has_fill`]) the source comes closer to the color that changes nothing, in all
/// others it is fainter.
pub fn blend_row_filled(mode: BlendMode, backdrop: &mut [u8], source: &[u8], fill: u8) {
    match filled::neutral(mode) {
        Some(neutral) if fill != 255 => filled::blend(mode, neutral, backdrop, source, fill),
        _ => blend_row_opacity(mode, backdrop, source, fill),
    }
}

/// Blends `source` onto `backdrop` where `coverage` says, one byte a pixel: 0 leaves the backdrop,
/// 255 is [`blend_row`].
pub fn blend_row_masked(mode: BlendMode, backdrop: &mut [u8], source: &[u8], coverage: &[u8]) {
    let mut scaled = [0; BLOCK * 4];
    let sources = source.chunks(BLOCK * 4).zip(coverage.chunks(BLOCK));
    for (b, (s, m)) in backdrop.chunks_mut(BLOCK * 4).zip(sources) {
        if m.iter().fold(0, |any, &m| any | m) == 0 {
            continue;
        }
        if mode == BlendMode::Normal {
            lanes::normal_masked(b, s, m);
        } else {
            let scaled = &mut scaled[..s.len().min(m.len() * 4) & !3];
            lanes::scale(scaled, s, m);
            blend_row(mode, b, scaled);
        }
    }
}

/// Blends one premultiplied `color` onto `backdrop` where `coverage` says, one byte a pixel.
pub fn blend_color_row(mode: BlendMode, backdrop: &mut [u8], color: [u8; 4], coverage: &[u8]) {
    if mode == BlendMode::Normal {
        lanes::normal_color(backdrop, color, coverage);
        return;
    }
    let mut scaled = [0; BLOCK * 4];
    for (b, m) in backdrop.chunks_mut(BLOCK * 4).zip(coverage.chunks(BLOCK)) {
        if m.iter().fold(0, |any, &m| any | m) == 0 {
            continue;
        }
        let scaled = &mut scaled[..m.len() * 4];
        lanes::scale_color(scaled, color, m);
        blend_row(mode, b, scaled);
    }
}

/// [`blend_color_row`] onto pixels that are all opaque, as a photo's are: the same bytes, faster.
pub fn blend_color_row_opaque(
    mode: BlendMode,
    backdrop: &mut [u8],
    color: [u8; 4],
    coverage: &[u8],
) {
    match mode {
        BlendMode::Multiply => lanes::multiply_color_opaque(backdrop, color, coverage),
        _ => blend_color_row(mode, backdrop, color, coverage),
    }
}
