//! What a template has that can be referred to.
//!
//! The maps are filled with `extend`: `collect` brings a sort of its own for each type, 7 KB of wasm.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Checked, invalid_text};
use crate::error::Error;
use crate::template::fault::Fault;
use crate::template::{Asset, OptionSpec, Template};

/// An option with the values that it chooses from.
pub(super) struct KnownOption<'t> {
    pub(super) spec: &'t OptionSpec,
    /// Ids of the choices (`true` and `false` of a toggle); none of a text or number option.
    pub(super) choices: BTreeSet<&'t str>,
    /// Whether it is a computed value: nothing can set it.
    pub(super) computed: bool,
}

/// The ids of the options and assets that something in a template refers to.
#[derive(Clone, Debug, Default)]
pub(crate) struct References {
    pub(crate) options: BTreeSet<String>,
    pub(crate) assets: BTreeSet<String>,
}

/// Options, assets and areas by id.
pub(super) struct Known<'t> {
    /// What was asked for.
    asked: RefCell<References>,
    options: BTreeMap<&'t str, KnownOption<'t>>,
    assets: &'t BTreeMap<String, Asset>,
    areas: BTreeSet<&'t str>,
    groups: BTreeSet<&'t str>,
    views: BTreeSet<&'t str>,
}

impl<'t> Known<'t> {
    /// `computed` are the options that the template's computed values are taken for.
    pub(super) fn new(template: &'t Template, computed: &'t [OptionSpec]) -> Self {
        let mut options = BTreeMap::new();
        let all = computed.iter().map(|spec| (spec, true));
        let all = all.chain(template.options.iter().map(|spec| (spec, false)));
        options.extend(all.map(|(spec, computed)| {
            let mut choices = BTreeSet::new();
            choices.extend(spec.choices().iter().map(|choice| choice.id.as_str()));
            if let OptionSpec::Toggle(_) = spec {
                choices.extend(["true", "false"]);
            }
            (spec.id(), KnownOption { spec, choices, computed })
        }));
        let mut areas = BTreeSet::new();
        areas.extend(template.areas.iter().map(|area| area.id.as_str()));
        let mut groups = BTreeSet::new();
        groups.extend(template.groups.iter().map(|group| group.id.as_str()));
        let mut views = BTreeSet::new();
        views.extend(template.views.iter().map(|view| view.id.as_str()));
        let asked = RefCell::default();
        Self { asked, options, assets: &template.assets, areas, groups, views }
    }

    /// All that was asked for.
    pub(super) fn into_references(self) -> References {
        self.asked.into_inner()
    }

    /// An option that can be set, which a computed value can't.
    pub(super) fn settable(&self, id: &str) -> Checked<&KnownOption<'t>> {
        let ids = || self.options.iter().filter(|(_, o)| !o.computed).map(|(id, _)| id);
        let option = self.options.get(id).filter(|option| !option.computed);
        option.ok_or_else(|| unknown("option", id, ids()))
    }

    pub(super) fn view(&self, id: &str) -> Checked {
        if self.views.contains(id) { Ok(()) } else { Err(unknown("view", id, &self.views)) }
    }

    pub(super) fn option(&self, id: &str) -> Checked<&KnownOption<'t>> {
        note(&mut self.asked.borrow_mut().options, id);
        self.options.get(id).ok_or_else(|| unknown("option", id, self.options.keys()))
    }

    /// An option that says where layers are.
    pub(super) fn place(&self, id: &str) -> Checked {
        match self.option(id)?.spec {
            OptionSpec::Place(_) => Ok(()),
            _ => Err(invalid_text(id, "an option of kind \"place\"")),
        }
    }

    pub(super) fn area(&self, id: &str) -> Checked {
        if self.areas.contains(id) { Ok(()) } else { Err(unknown("area", id, &self.areas)) }
    }

    pub(super) fn group(&self, id: &str) -> Checked {
        if self.groups.contains(id) { Ok(()) } else { Err(unknown("group", id, &self.groups)) }
    }

    pub(super) fn image(&self, id: &str) -> Checked {
        self.asset(id, "image")
    }

    pub(super) fn font(&self, id: &str) -> Checked {
        self.asset(id, "font")
    }

    fn asset(&self, id: &str, kind: &str) -> Checked {
        note(&mut self.asked.borrow_mut().assets, id);
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

fn note(ids: &mut BTreeSet<String>, id: &str) {
    if !ids.contains(id) {
        ids.insert(id.to_owned());
    }
}

/// The fault of a reference to nothing.
pub(super) fn unknown<S: AsRef<str>>(
    what: &'static str,
    id: &str,
    allowed: impl IntoIterator<Item = S>,
) -> Fault {
    let allowed = allowed.into_iter().map(|s| s.as_ref().to_owned()).collect();
    Error::UnknownReference { path: String::new(), what, id: id.to_owned(), allowed }.into()
}
