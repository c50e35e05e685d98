//! Light and cloth, resolved: what the product itself brings to a print or a color.

use super::resolve::{MIN_SIDE, Resolver};
use crate::color::Color;
use crate::template::view::{GlossSpec, ShadeSpec, TextureSpec, TintPattern};

/// Light that a surface itself reflects.
#[derive(Clone, Debug, PartialEq)]
pub enum Gloss {
    /// Asset id of the map.
    Map(String),
    /// Estimated from the photo below.
    FromPhoto,
}

/// Shade maps.
#[derive(Clone, Debug, PartialEq)]
pub struct Shade {
    /// Asset id of the map for light products.
    pub light: String,
    /// Asset id of the map for dark products, when it is another.
    pub dark: Option<String>,
    /// The product's color.
    pub product: Color,
}

/// The product's own texture.
#[derive(Clone, Debug, PartialEq)]
pub struct Texture {
    /// Asset id of the image.
    pub image: String,
    /// 0 to 255.
    pub amount: u8,
}

/// A picture repeated over a part; lengths in pixels of the view's own photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Asset id of the picture.
    pub image: String,
    /// Width of one picture.
    pub size: f64,
    /// Where one begins.
    pub offset: [f64; 2],
    /// Turn about that point, in degrees clockwise.
    pub rotate: f64,
}

pub(super) fn gloss(spec: &GlossSpec) -> Gloss {
    match spec {
        GlossSpec::Map(id) => Gloss::Map(id.clone()),
        GlossSpec::Estimate(_) => Gloss::FromPhoto,
    }
}

impl Resolver<'_> {
    pub(super) fn shade(&self, spec: &ShadeSpec) -> Shade {
        match spec {
            ShadeSpec::Same(id) => Shade { light: id.clone(), dark: None, product: Color::WHITE },
            ShadeSpec::Each(maps) => Shade {
                light: maps.light.clone(),
                dark: Some(maps.dark.clone()),
                product: self.bound(&maps.product).unwrap_or(Color::WHITE),
            },
        }
    }

    pub(super) fn texture(&self, spec: &TextureSpec) -> Texture {
        Texture { image: spec.image.clone(), amount: self.opacity(&spec.amount) }
    }

    /// `None` for a choice without a picture.
    pub(super) fn tint_pattern(&self, spec: &TintPattern) -> Option<Pattern> {
        Some(Pattern {
            image: self.bound(&spec.image)?,
            size: self.number(&spec.size, MIN_SIDE).max(MIN_SIDE),
            offset: spec.offset.each_ref().map(|o| self.number(o, 0.0)),
            rotate: self.number(&spec.rotate, 0.0),
        })
    }
}
