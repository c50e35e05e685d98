//! Presets: every value against its option.

use super::condition::when;
use super::known::Known;
use super::rule::{At, Checked, Ids, at_most, text};
use crate::options::value;
use crate::template::limits::MAX_PRESETS;
use crate::template::logic::Preset;

pub(super) fn check(presets: &[Preset], known: &Known<'_>) -> Checked {
    at_most(presets.len(), MAX_PRESETS, "presets").at("presets")?;
    let mut ids = Ids::default();
    for (i, preset) in presets.iter().enumerate() {
        ids.add(&preset.id).at("id").at_index("presets", i)?;
        check_one(preset, known).at_index("presets", i)?;
    }
    Ok(())
}

fn check_one(preset: &Preset, known: &Known<'_>) -> Checked {
    text(preset.label()).at("label")?;
    if let Some(image) = &preset.image {
        known.image(image).at("image")?;
    }
    for (id, given) in &preset.values {
        let option = known.settable(id).at("values")?;
        value::check(option.spec, given).map_err(Into::into).at(id).at("values")?;
    }
    when(preset.when.as_ref(), known)
}
