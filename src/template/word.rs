//! Values that are written as one word: colors and the blend of a placement.

use std::fmt;
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{Error, IntoDeserializer, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::view::PlacementBlend;
use crate::blend::BlendMode;
use crate::color::Color;

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ColorVisitor)
    }
}

struct ColorVisitor;

impl Visitor<'_> for ColorVisitor {
    type Value = Color;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CSS color such as \"#14213d\" or \"navy\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Color, E> {
        Color::from_str(text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

impl<'de> Deserialize<'de> for PlacementBlend {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(PlacementBlendVisitor)
    }
}

/// What [`PlacementBlend`] reads: `ink`, then every [`BlendMode`].
pub(super) const PLACEMENT_BLENDS: &[&str] = &[
    "ink",
    "normal",
    "multiply",
    "screen",
    "overlay",
    "darken",
    "lighten",
    "color-dodge",
    "color-burn",
    "hard-light",
    "soft-light",
    "difference",
    "exclusion",
    "hue",
    "saturation",
    "color",
    "luminosity",
];

struct PlacementBlendVisitor;

impl Visitor<'_> for PlacementBlendVisitor {
    type Value = PlacementBlend;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"ink\" or a blend mode")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PlacementBlend, E> {
        if text == "ink" {
            return Ok(PlacementBlend::Ink);
        }
        let word: StrDeserializer<'_, E> = text.into_deserializer();
        BlendMode::deserialize(word)
            .map(PlacementBlend::Mode)
            .map_err(|_| E::unknown_variant(text, PLACEMENT_BLENDS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_and_every_mode_has_one() {
        let read = |word: &str| {
            let word: StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
            PlacementBlend::deserialize(word)
        };
        let all: Vec<_> = PLACEMENT_BLENDS.iter().map(|word| read(word).unwrap()).collect();
        let modes = BlendMode::ALL.map(PlacementBlend::Mode);
        assert_eq!(all, [&[PlacementBlend::Ink][..], &modes].concat());
        assert!(read("inc").is_err());
    }
}
