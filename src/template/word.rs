//! Values that are written as one word: colors, the blend of a placement, the value of a feature.

use std::fmt;
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{Error, IntoDeserializer, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::text::FeatureValue;
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

impl<'de> Deserialize<'de> for FeatureValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FeatureVisitor)
    }
}

struct FeatureVisitor;

impl Visitor<'_> for FeatureVisitor {
    type Value = FeatureValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false or a whole number from 0 to 1000")
    }

    fn visit_bool<E: Error>(self, on: bool) -> Result<FeatureValue, E> {
        Ok(FeatureValue(u32::from(on)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<FeatureValue, E> {
        if (0.0..=1000.0).contains(&number) && number.floor() == number {
            Ok(FeatureValue(number as u32))
        } else {
            Err(E::invalid_value(Unexpected::Float(number), &self))
        }
    }
}

impl<'de> Deserialize<'de> for PlacementBlend {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(PlacementBlendVisitor)
    }
}

/// What [`PlacementBlend`] reads: `ink`, then every [`BlendMode`].
pub(in crate::template) const PLACEMENT_BLENDS: &[&str] = &[
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
    "linear-burn",
    "linear-dodge",
    "vivid-light",
    "linear-light",
    "pin-light",
    "hard-mix",
    "subtract",
    "divide",
    "darker-color",
    "lighter-color",
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
