//! Other colors for drawings, and parts of them that are shown or not.

use std::collections::BTreeSet;

use super::known::Known;
use super::rule::{At, Checked, at_most, invalid_text};
use super::{binding, condition};
use crate::template::layer::ImageLayer;
use crate::template::limits::MAX_PART_KEYS;
use crate::template::recolor::PartKey;

pub(super) fn check_recolor(layer: &ImageLayer, known: &Known<'_>) -> Checked {
    at_most(layer.recolor.len(), MAX_PART_KEYS, "keys").at("recolor")?;
    let mut colors = BTreeSet::new();
    for (key, color) in &layer.recolor {
        let twice = match PartKey::parse(key) {
            None => {
                let allowed = "an opaque color of the drawing, \"id:NAME\" or \"class:NAME\"";
                return Err(invalid_text(key, allowed)).at(key).at("recolor");
            }
            Some(PartKey::Color(color)) => !colors.insert(color),
            Some(PartKey::Name(_)) => false,
        };
        if twice {
            return Err(invalid_text(key, "each color once")).at(key).at("recolor");
        }
        binding::color(color, known).at(key).at("recolor")?;
    }
    at_most(layer.parts.len(), MAX_PART_KEYS, "keys").at("parts")?;
    for (key, shown) in &layer.parts {
        if !matches!(PartKey::parse(key), Some(PartKey::Name(_))) {
            return Err(invalid_text(key, "\"id:NAME\" or \"class:NAME\"")).at(key).at("parts");
        }
        condition::check(shown, known).at(key).at("parts")?;
    }
    Ok(())
}
