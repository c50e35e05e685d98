//! The composite modes of `COLR` 1: the operators of Porter and Duff, and the blend modes.
//! Source: W3C Compositing and Blending Level 1, section 9.

use harfrust::font::glyph::color::CompositeMode;

use crate::blend::{BlendMode, blend_row_masked};

/// Composites `source` onto `backdrop` where `coverage` says, one byte a pixel; elsewhere the backdrop
/// stays what it is. An unknown mode paints the source over the backdrop.
pub(super) fn composite_row(
    mode: CompositeMode,
    backdrop: &mut [u8],
    source: &[u8],
    coverage: &[u8],
) {
    let blend = match mode {
        CompositeMode::Screen => BlendMode::Screen,
        CompositeMode::Overlay => BlendMode::Overlay,
        CompositeMode::Darken => BlendMode::Darken,
        CompositeMode::Lighten => BlendMode::Lighten,
        CompositeMode::ColorDodge => BlendMode::ColorDodge,
        CompositeMode::ColorBurn => BlendMode::ColorBurn,
        CompositeMode::HardLight => BlendMode::HardLight,
        CompositeMode::SoftLight => BlendMode::SoftLight,
        CompositeMode::Difference => BlendMode::Difference,
        CompositeMode::Exclusion => BlendMode::Exclusion,
        CompositeMode::Multiply => BlendMode::Multiply,
        CompositeMode::HslHue => BlendMode::Hue,
        CompositeMode::HslSaturation => BlendMode::Saturation,
        CompositeMode::HslColor => BlendMode::Color,
        CompositeMode::HslLuminosity => BlendMode::Luminosity,
        CompositeMode::SrcOver | CompositeMode::Unknown => BlendMode::Normal,
        _ => return operate(mode, backdrop, source, coverage),
    };
    blend_row_masked(blend, backdrop, source, coverage);
}

/// The operators of Porter and Duff: so much of the source, so much of the backdrop.
fn operate(mode: CompositeMode, backdrop: &mut [u8], source: &[u8], coverage: &[u8]) {
    let pixels = backdrop.as_chunks_mut::<4>().0.iter_mut().zip(source.as_chunks::<4>().0);
    for ((b, s), &m) in pixels.zip(coverage) {
        let (over, under) = (u32::from(s[3]), u32::from(b[3]));
        let (of_source, of_backdrop) = match mode {
            CompositeMode::Src => (255, 0),
            CompositeMode::Dest => (0, 255),
            CompositeMode::DestOver => (255 - under, 255),
            CompositeMode::SrcIn => (under, 0),
            CompositeMode::DestIn => (0, over),
            CompositeMode::SrcOut => (255 - under, 0),
            CompositeMode::DestOut => (0, 255 - over),
            CompositeMode::SrcAtop => (under, 255 - over),
            CompositeMode::DestAtop => (255 - under, over),
            CompositeMode::Xor => (255 - under, 255 - over),
            CompositeMode::Plus => (255, 255),
            _ => (0, 0),
        };
        let m = u32::from(m);
        for (b, &s) in b.iter_mut().zip(s) {
            let sum = u32::from(s) * of_source + u32::from(*b) * of_backdrop;
            let result = ((sum + 127) / 255).min(255);
            *b = ((result * m + u32::from(*b) * (255 - m) + 127) / 255) as u8;
        }
    }
}
