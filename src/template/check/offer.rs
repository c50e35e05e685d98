//! What decides about an option from outside: filters of its choices, and whom it follows.

use std::collections::BTreeSet;

use super::binding::selectable;
use super::known::{Known, KnownOption, unknown};
use super::rule::{At, Checked, invalid_text};
use crate::error::Error;
use crate::template::OptionSpec;
use crate::template::logic::Offer;

/// A filter of the choices of `option`.
pub(super) fn check(offer: &Offer, option: &OptionSpec, known: &Known<'_>) -> Checked {
    let own = known.option(option.id())?;
    if option.choices().is_empty() {
        return Err(invalid_text(option.kind(), "an option with choices"));
    }
    let by = known.option(&offer.option).at("option")?;
    if let Err(allowed) = selectable(by.spec) {
        return Err(invalid_text(&offer.option, allowed)).at("option");
    }
    let mut tags = BTreeSet::new();
    tags.extend(option.choices().iter().flat_map(|choice| &choice.tags).map(String::as_str));
    for (value, offered) in &offer.map {
        if !by.choices.contains(value.as_str()) {
            let allowed = by.choices.iter().map(|&id| id.to_owned()).collect();
            let fault = Error::UnknownKey { path: String::new(), key: value.clone(), allowed };
            return Err(fault.into()).at("map");
        }
        for (i, name) in offered.iter().enumerate() {
            let checked = match name.strip_prefix('#') {
                Some(tag) if tags.contains(tag) => Ok(()),
                Some(tag) => Err(unknown("tag", tag, &tags)),
                None if own.choices.contains(name.as_str()) => Ok(()),
                None => Err(unknown("choice", name, &own.choices)),
            };
            checked.at_index(value, i).at("map")?;
        }
    }
    Ok(())
}

/// Whether `option` can have the values of the one that it follows.
pub(super) fn check_follows(leader: &str, option: &OptionSpec, known: &Known<'_>) -> Checked {
    let own = known.option(option.id())?;
    let leader = known.option(leader)?;
    match lacks(leader, own) {
        Some(allowed) => Err(invalid_text(leader.spec.id(), allowed)),
        None => Ok(()),
    }
}

/// What keeps `own` from following `leader`, as words that follow "expected".
fn lacks(leader: &KnownOption<'_>, own: &KnownOption<'_>) -> Option<String> {
    if leader.spec.kind() != own.spec.kind() {
        return Some(format!("an option of the kind \"{}\"", own.spec.kind()));
    }
    if let (OptionSpec::Color(leads), OptionSpec::Color(follows)) = (leader.spec, own.spec)
        && leads.custom
        && !follows.custom
    {
        return Some("an option without \"custom\", because this one has none".to_owned());
    }
    let other = leader.choices.iter().find(|&&id| !own.choices.contains(id))?;
    Some(format!("an option whose choices this one has too, which \"{other}\" is not"))
}
