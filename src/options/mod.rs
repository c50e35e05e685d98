//! Options: what the shopper chose, checked.
//!
//! [`Options`] holds a template's options and a [`Selection`] that is valid at every moment: a patch
//! is taken whole or refused whole. [`condition`] answers `when`; [`value`] checks one value against
//! its option; [`text`] says what is wrong with a typed text; [`state`] tells a form all it needs to show;
//! [`history`] undoes; [`saved`] and [`link`] are the selection outside of the engine.

pub mod condition;
pub mod history;
pub mod link;
pub mod saved;
pub mod state;
mod text;
pub mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::error::Error;
use crate::issue::Issue;
use crate::template::Value;
use crate::template::locale::Locale;
use crate::template::option::OptionSpec;
use crate::template::text_option::TextRules;

pub use state::{ChoiceState, OptionState};

/// Option id → value: all that a shopper decided. Plain JSON, small enough for a cart or a link.
pub type Selection = BTreeMap<String, Value>;

/// Most characters (code points) of a text value, whatever its `maxLength` in graphemes: ten thousand
/// combining marks are one grapheme.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// A template's options with their current values.
#[derive(Clone, Debug)]
pub struct Options {
    /// Shared: an edit is tried on a copy. In the words of the language that is spoken.
    specs: Rc<[OptionSpec]>,
    /// The same in the template's own words: those that are printed, whoever looks.
    own: Rc<[OptionSpec]>,
    /// Of each option that is a text.
    rules: Rc<[Option<TextRules>]>,
    selection: Selection,
    /// Ids of the options that the shopper has set, even to what they were.
    touched: BTreeSet<String>,
}

impl Options {
    /// The options at their defaults.
    pub fn new(specs: Vec<OptionSpec>) -> Self {
        let mut selection = Selection::new();
        selection.extend(specs.iter().map(|s| (s.id().to_owned(), s.default_value())));
        let rules = text::rules(&specs).into();
        let specs: Rc<[OptionSpec]> = specs.into();
        Self { own: specs.clone(), specs, rules, selection, touched: BTreeSet::new() }
    }

    /// The options, in the order of the form.
    pub fn specs(&self) -> &[OptionSpec] {
        &self.specs
    }

    /// The values; every option has one.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The option `id` with its value.
    pub fn get(&self, id: &str) -> Option<(&OptionSpec, &Value)> {
        Some((self.specs.iter().find(|s| s.id() == id)?, self.selection.get(id)?))
    }

    /// The option `id` in the template's own words.
    pub fn own(&self, id: &str) -> Option<&OptionSpec> {
        self.own.iter().find(|s| s.id() == id)
    }

    /// Takes a patch whole, or nothing of it. Returns the ids whose value changed.
    ///
    /// # Errors
    /// [`Error::UnknownReference`], [`Error::InvalidValue`] or [`Error::TooLarge`] with the path
    /// `selection.<id>`.
    pub fn set(&mut self, patch: &Selection) -> Result<Vec<String>, Error> {
        self.check(patch)?;
        self.touched.extend(patch.keys().cloned());
        Ok(self.put(patch))
    }

    /// All options at their defaults and untouched. Returns the ids whose value changed.
    pub fn reset(&mut self) -> Vec<String> {
        let mut whole = Selection::new();
        whole.extend(self.specs.iter().map(|s| (s.id().to_owned(), s.default_value())));
        self.touched.clear();
        self.put(&whole)
    }

    /// Says the options in other words.
    pub(crate) fn say(&mut self, words: &Locale) {
        self.specs = self.own.clone();
        if !words.options.is_empty() {
            let mut specs = self.own.to_vec();
            specs.iter_mut().for_each(|spec| words.say(spec));
            self.specs = specs.into();
        }
    }

    /// Takes values that were checked. Returns the ids whose value changed.
    fn put(&mut self, values: &Selection) -> Vec<String> {
        let mut changed = Vec::new();
        for (id, new) in values {
            if self.selection.get(id) != Some(new) {
                self.selection.insert(id.clone(), new.clone());
                changed.push(id.clone());
            }
        }
        changed
    }

    fn check(&self, patch: &Selection) -> Result<(), Error> {
        for (id, new) in patch {
            let path = || format!("selection.{id}");
            let Some(spec) = self.specs.iter().find(|s| s.id() == id) else {
                return Err(Error::UnknownReference {
                    path: path(),
                    what: "option",
                    id: id.clone(),
                    allowed: self.specs.iter().map(|s| s.id().to_owned()).collect(),
                });
            };
            value::check(spec, new).map_err(|e| e.at(&path()))?;
        }
        Ok(())
    }

    /// Whether the option `id` is offered now.
    pub fn is_visible(&self, spec: &OptionSpec) -> bool {
        spec.when().is_none_or(|c| condition::holds(c, &self.selection))
    }

    /// What is wrong with the values themselves.
    pub fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        for (spec, rules) in self.specs.iter().zip(self.rules.iter()) {
            if let (OptionSpec::Text(option), Some(rules)) = (spec, rules)
                && let Some(Value::Text(typed)) = self.selection.get(&option.id)
                && self.is_visible(spec)
            {
                issues.extend(text::issues(option, spec.label(), rules, typed));
                if option.placeholder && !self.touched.contains(&option.id) {
                    issues.push(text::untouched(option, spec.label()));
                }
            }
        }
        issues
    }

    /// Sum of the prices of what is chosen among the offered options.
    pub fn price(&self) -> f64 {
        self.specs
            .iter()
            .filter(|s| self.is_visible(s))
            .filter_map(|s| self.selection.get(s.id()).map(|v| value::price(s, v)))
            .sum()
    }

    /// Everything a form shows, option by option.
    pub fn states(&self, issues: &[Issue]) -> Vec<OptionState> {
        self.specs
            .iter()
            .filter_map(|spec| {
                let value = self.selection.get(spec.id())?;
                let touched = self.touched.contains(spec.id());
                Some(state::describe(spec, value, self.is_visible(spec), touched, issues))
            })
            .collect()
    }
}
