//! What the product brings to a print or a color: are the maps there, the numbers in range?

use super::binding;
use super::known::Known;
use super::rule::{At, Checked, Range};
use crate::template::view::{GlossSpec, ShadeSpec, TextureSpec, TintPattern};

pub(super) fn gloss(gloss: Option<&GlossSpec>, known: &Known<'_>) -> Checked {
    match gloss {
        Some(GlossSpec::Map(id)) => known.image(id),
        Some(GlossSpec::Estimate(_)) | None => Ok(()),
    }
}

pub(super) fn shade(shade: Option<&ShadeSpec>, known: &Known<'_>) -> Checked {
    match shade {
        Some(ShadeSpec::Same(id)) => known.image(id),
        Some(ShadeSpec::Each(maps)) => {
            known.image(&maps.light).at("light")?;
            known.image(&maps.dark).at("dark")?;
            binding::color(&maps.product, known).at("product")
        }
        None => Ok(()),
    }
}

pub(super) fn texture(texture: Option<&TextureSpec>, known: &Known<'_>) -> Checked {
    let Some(texture) = texture else { return Ok(()) };
    known.image(&texture.image).at("image")?;
    binding::number(&texture.amount, Range::OPACITY, known).at("amount")
}

pub(super) fn pattern(pattern: &TintPattern, known: &Known<'_>) -> Checked {
    binding::image(&pattern.image, known).at("image")?;
    binding::number(&pattern.size, Range::SIZE, known).at("size")?;
    for (i, offset) in pattern.offset.iter().enumerate() {
        binding::number(offset, Range::POSITION, known).at_index("offset", i)?;
    }
    binding::number(&pattern.rotate, Range::ANY, known).at("rotate")
}
