//! Variants: each tells the value of all their options, and no two the same.

use std::collections::BTreeMap;

use super::binding::selectable;
use super::condition::possible;
use super::known::Known;
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text};
use crate::error::Error;
use crate::options::shown::key;
use crate::template::limits::{MAX_VARIANT_OPTIONS, MAX_VARIANTS};
use crate::template::logic::{Variant, Variants};

pub(super) fn check(variants: &Variants, known: &Known<'_>) -> Checked {
    at_most(variants.options.len(), MAX_VARIANT_OPTIONS, "options").at("options")?;
    at_most(variants.list.len(), MAX_VARIANTS, "variants").at("list")?;
    if variants.options.is_empty() {
        return Err(invalid("[]", "at least one option")).at("options");
    }
    if variants.list.is_empty() {
        return Err(invalid("[]", "at least one variant")).at("list");
    }
    let mut ids = Ids::default();
    for (i, id) in variants.options.iter().enumerate() {
        ids.add(id).at_index("options", i)?;
        let option = known.settable(id).at_index("options", i)?;
        if let Err(allowed) = selectable(option.spec) {
            let allowed = allowed.split(", because").next().unwrap_or(allowed);
            return Err(invalid_text(id, allowed)).at_index("options", i);
        }
    }
    let mut ids = Ids::default();
    let mut seen = BTreeMap::new();
    for (i, variant) in variants.list.iter().enumerate() {
        ids.add(&variant.id).at("id").at_index("list", i)?;
        let values = check_one(variant, variants, known).at_index("list", i)?;
        if let Some(other) = seen.insert(values, &variant.id) {
            let allowed = format!("other values than those of \"{other}\"");
            return Err(invalid("{ … }", allowed)).at("is").at_index("list", i);
        }
    }
    Ok(())
}

/// Returns the values, in the order of the options.
fn check_one(variant: &Variant, all: &Variants, known: &Known<'_>) -> Checked<Vec<String>> {
    Range::ANY.check(variant.price).at("price")?;
    if let Some(extra) = variant.is.keys().find(|&id| !all.options.contains(id)) {
        let allowed = all.options.clone();
        let fault = Error::UnknownKey { path: String::new(), key: extra.clone(), allowed };
        return Err(fault.into()).at("is");
    }
    let mut values = Vec::new();
    for id in &all.options {
        let Some(value) = variant.is.get(id) else {
            let fault = Error::MissingKey { path: String::new(), key: id.clone() };
            return Err(fault.into()).at("is");
        };
        possible(value, known.option(id)?).at(id).at("is")?;
        values.push(key(value));
    }
    for (i, view) in variant.views.iter().flatten().enumerate() {
        known.view(view).at_index("views", i)?;
    }
    if variant.views.as_ref().is_some_and(Vec::is_empty) {
        return Err(invalid("[]", "at least one view")).at("views");
    }
    for (i, area) in variant.areas.iter().flatten().enumerate() {
        known.area(area).at_index("areas", i)?;
    }
    Ok(values)
}
