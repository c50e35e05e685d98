//! What a template has that can be referred to.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Checked, invalid_text};
use crate::error::Error;
use crate::template::{Asset, OptionSpec, Template};

/// An option with the values that it chooses from.
pub(super) struct KnownOption<'t> {
    pub(super) spec: &'t OptionSpec,
    /// Ids of the choices (`true` and `false` of a toggle); none of a text or number option.
    pub(super) choices: BTreeSet<&'t str>,
}

/// Options, assets and areas by id.
pub(super) struct Known<'t> {
    options: BTreeMap<&'t str, KnownOption<'t>>,
    assets: &'t BTreeMap<String, Asset>,
    areas: BTreeSet<&'t str>,
}

impl<'t> Known<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        let options = template.options.iter().map(|spec| {
            let choices = match spec {
                OptionSpec::Color(o) => o.choices.iter().map(|c| c.id.as_str()).collect(),
                OptionSpec::Image(o) => o.choices.iter().map(|c| c.id.as_str()).collect(),
                OptionSpec::Choice(o) => o.choices.iter().map(|c| c.id.as_str()).collect(),
                OptionSpec::Toggle(_) => BTreeSet::from(["true", "false"]),
                OptionSpec::Text(_) | OptionSpec::Number(_) => BTreeSet::new(),
            };
            (spec.id(), KnownOption { spec, choices })
        });
        Self {
            options: options.collect(),
            assets: &template.assets,
            areas: template.areas.iter().map(|area| area.id.as_str()).collect(),
        }
    }

    pub(super) fn option(&self, id: &str) -> Checked<&KnownOption<'t>> {
        self.options.get(id).ok_or_else(|| unknown("option", id, self.options.keys()))
    }

    pub(super) fn area(&self, id: &str) -> Checked {
        if self.areas.contains(id) { Ok(()) } else { Err(unknown("area", id, &self.areas)) }
    }

    pub(super) fn image(&self, id: &str) -> Checked {
        self.asset(id, "image")
    }

    pub(super) fn font(&self, id: &str) -> Checked {
        self.asset(id, "font")
    }

    fn asset(&self, id: &str, kind: &str) -> Checked {
        match self.assets.get(id) {
            Some(asset) if asset.kind() == kind => Ok(()),
            Some(asset) => {
                let article = if kind == "image" { "an" } else { "a" };
                let allowed = format!("{article} {kind}, this asset is of kind {}", asset.kind());
                Err(invalid_text(id, allowed))
            }
            None => {
                let fitting = self.assets.iter().filter(|(_, asset)| asset.kind() == kind);
                Err(unknown("asset", id, fitting.map(|(id, _)| id)))
            }
        }
    }
}

/// The fault of a reference to nothing.
pub(super) fn unknown<S: AsRef<str>>(
    what: &'static str,
    id: &str,
    allowed: impl IntoIterator<Item = S>,
) -> Error {
    let allowed = allowed.into_iter().map(|s| s.as_ref().to_owned()).collect();
    Error::UnknownReference { path: String::new(), what, id: id.to_owned(), allowed }
}
