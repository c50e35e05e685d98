//! Options: what the shopper chose, checked and settled.
//!
//! [`Options`] holds a template's options and a [`Selection`] that is valid at every moment: a patch
//! is taken whole or refused whole. [`logic`] is what is constant about them; [`settle`] finds once per
//! edit what of the selection counts: all others read those effective values. [`condition`] answers
//! conditions, [`needs`] says who reads whom; [`variant`] finds the article, [`price`] the price lines;
//! [`value`] checks one value against its option; [`text`] says what is wrong with a typed text;
//! [`state`] tells a form all it needs to show; [`photo`] and `row` are what is known beside the
//! selection. [`history`] undoes; [`saved`] and [`link`] are the selection outside of the engine.

pub mod condition;
mod empty;
pub mod history;
pub mod link;
mod logic;
pub mod needs;
pub mod photo;
pub mod price;
mod row;
pub mod saved;
mod settle;
pub mod shown;
pub mod state;
mod text;
pub mod value;
mod variant;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::error::{Error, nearest};
use crate::issue::{Issue, Severity};
use crate::template::locale::Locale;
use crate::template::option::OptionSpec;
use crate::template::{Template, Value};

use condition::Values;
use logic::Logic;
pub use price::PriceLine;
use settle::{Edit, Offered, Settled, fits};
pub use state::{ChoiceState, OptionState};
use variant::Stock;

/// Option id → value: all that a shopper decided. Plain JSON, small enough for a cart or a link.
pub type Selection = BTreeMap<String, Value>;

/// Most characters (code points) of a text value, whatever its `maxLength` in graphemes: ten thousand
/// combining marks are one grapheme.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// A template's options with their current values.
#[derive(Clone, Debug)]
pub struct Options {
    /// Shared: an edit is tried on a copy.
    logic: Rc<Logic>,
    /// The options in the words of the language that is spoken; `None` for the template's own.
    spoken: Option<Rc<[OptionSpec]>>,
    selection: Selection,
    /// Ids of the options that the shopper has set, even to what they were.
    touched: BTreeSet<String>,
    settled: Settled,
    stock: Stock,
    /// Per option how often its choices changed.
    revisions: Vec<u32>,
    photos: Vec<photo::Photo>,
    row: usize,
}

/// What an edit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ids of the options and computed values that read differently now.
    pub read: Vec<String>,
    /// Ids of the options whose value in the selection is not what the edit gave or, if it gave none,
    /// not what it was before.
    pub moved: Vec<String>,
}

impl Options {
    /// The options at their defaults.
    pub fn new(template: &Template) -> Self {
        let logic = Rc::new(Logic::new(template));
        let mut options = Self {
            spoken: None,
            selection: Selection::new(),
            touched: BTreeSet::new(),
            settled: Settled::default(),
            stock: Stock::default(),
            revisions: vec![0; logic.options],
            photos: Vec::new(),
            row: 0,
            logic,
        };
        options.settle(&[], false);
        options
    }

    /// The options, in the order of the form.
    pub fn specs(&self) -> &[OptionSpec] {
        self.spoken.as_deref().unwrap_or_else(|| self.own())
    }

    /// The same in the template's own words: those that are printed, whoever looks.
    pub fn own(&self) -> &[OptionSpec] {
        self.logic.specs.get(..self.logic.options).unwrap_or_default()
    }

    /// The values as they were given; every option has one.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The option or computed value `id` with its effective value.
    pub fn get(&self, id: &str) -> Option<(&OptionSpec, &Value)> {
        let i = self.logic.index(id)?;
        Some((self.logic.specs.get(i)?, &self.settled.nodes.get(i)?.value))
    }

    /// The option `id` in the words of the language that is spoken.
    pub fn spoken(&self, id: &str) -> Option<&OptionSpec> {
        self.specs().get(self.logic.option(id)?)
    }

    /// Takes a patch whole, or nothing of it. A choice that is no longer offered after it takes its
    /// option's value along to one that is.
    ///
    /// # Errors
    /// [`Error::UnknownReference`], [`Error::InvalidValue`] or [`Error::TooLarge`] with the path
    /// `selection.<id>`; [`Error::InvalidValue`] also for a choice that is not offered after the patch.
    pub fn set(&mut self, patch: &Selection) -> Result<Changes, Error> {
        let mut tried = self.clone();
        let changes = tried.apply(patch)?;
        for (id, value) in patch {
            if let Some(i) = self.logic.option(id) {
                tried.check_offered(i, value, self.selection.get(id))?;
            }
        }
        *self = tried;
        Ok(changes)
    }

    /// Takes a whole selection: options that it does not name go back to their defaults, choices that
    /// are not offered move to one that is. What is not at its default counts as touched.
    ///
    /// # Errors
    /// [`Error::UnknownReference`], [`Error::InvalidValue`] or [`Error::TooLarge`] with the path
    /// `selection.<id>`.
    pub fn restore(&mut self, selection: &Selection) -> Result<Changes, Error> {
        self.check(selection)?;
        let given = self.given(selection);
        self.selection = selection.clone();
        let changes = self.settle(&given, false);
        let specs = self.logic.specs.iter().take(self.logic.options);
        let chosen = specs.filter(|s| self.selection.get(s.id()) != Some(&s.default_value()));
        self.touched = chosen.map(|spec| spec.id().to_owned()).collect();
        Ok(changes)
    }

    /// All options at their defaults and untouched.
    pub fn reset(&mut self) -> Changes {
        self.selection.clear();
        self.touched.clear();
        self.settle(&[], false)
    }

    /// Says the options in other words.
    pub(crate) fn say(&mut self, words: &Locale) {
        self.spoken = (!words.options.is_empty() || !words.categories.is_empty()).then(|| {
            let mut specs = self.own().to_vec();
            specs.iter_mut().for_each(|spec| words.say(spec));
            specs.into()
        });
        for revision in &mut self.revisions {
            *revision = revision.wrapping_add(1);
        }
    }

    /// Takes values for some options, as [`set`](Self::set), but choices that are not offered move to
    /// one that is, as in [`restore`](Self::restore).
    ///
    /// # Errors
    /// As [`restore`](Self::restore).
    pub fn apply(&mut self, values: &Selection) -> Result<Changes, Error> {
        self.check(values)?;
        let given = self.given(values);
        for (id, value) in values {
            self.selection.insert(id.clone(), value.clone());
        }
        self.touched.extend(values.keys().cloned());
        Ok(self.settle(&given, true))
    }

    /// Goes to another whole selection in which everything is as an edit once left it.
    fn go(&mut self, selection: Selection) -> Changes {
        self.selection = selection;
        self.settle(&vec![true; self.logic.options], true)
    }

    /// Settles the selection, with `onward` from the state before.
    fn settle(&mut self, given: &[bool], onward: bool) -> Changes {
        let logic = self.logic.clone();
        let before = std::mem::take(&mut self.settled);
        let mut selection = std::mem::take(&mut self.selection);
        for spec in self.own() {
            if !selection.contains_key(spec.id()) {
                selection.insert(spec.id().to_owned(), spec.default_value());
            }
        }
        let mut edit = Edit {
            logic: &logic,
            selection: &mut selection,
            given,
            changed: Vec::new(),
            moved: Vec::new(),
        };
        self.settled = edit.settle(onward.then_some(&before));
        let Edit { mut changed, moved, .. } = edit;
        if !onward {
            changed.retain(|&i| before.nodes.get(i) != self.settled.nodes.get(i));
        }
        let by_variant = logic.variants.iter().flat_map(|variants| &variants.options);
        let stock = match by_variant.clone().any(|i| changed.contains(i)) {
            true => Stock::new(&logic, &self.settled),
            false => self.stock.clone(),
        };
        let mut stale: Vec<usize> = Vec::new();
        let other = self.stock.choices.iter().map(Some).chain(std::iter::repeat(None));
        let other = by_variant.zip(&stock.choices).zip(other);
        stale.extend(other.filter(|((_, new), old)| *old != Some(*new)).map(|((i, _), _)| *i));
        let choices = |settled: &Settled, i: usize| settled.nodes.get(i).map(|n| n.choices.clone());
        stale.extend(changed.iter().filter(|&&i| choices(&before, i) != choices(&self.settled, i)));
        for i in stale {
            if let Some(revision) = self.revisions.get_mut(i) {
                *revision = revision.wrapping_add(1);
            }
        }
        let id = |&i: &usize| logic.specs.get(i).map(|spec| spec.id().to_owned());
        let changes = Changes {
            read: changed.iter().filter_map(id).collect(),
            moved: moved.iter().filter_map(id).collect(),
        };
        (self.selection, self.stock) = (selection, stock);
        self.row = self.row();
        changes
    }

    /// Per option whether a patch names it.
    fn given(&self, patch: &Selection) -> Vec<bool> {
        let mut given = vec![false; self.logic.options];
        for i in patch.keys().filter_map(|id| self.logic.option(id)) {
            if let Some(given) = given.get_mut(i) {
                *given = true;
            }
        }
        given
    }

    fn check(&self, patch: &Selection) -> Result<(), Error> {
        for (id, new) in patch {
            let path = || format!("selection.{id}");
            let spec = self.logic.option(id).and_then(|i| self.logic.specs.get(i));
            let Some(spec) = spec else {
                return Err(Error::UnknownReference {
                    path: path(),
                    what: "option",
                    id: id.clone(),
                    allowed: self.specs().iter().map(|s| s.id().to_owned()).collect(),
                });
            };
            value::check(spec, new).map_err(|e| e.at(&path()))?;
        }
        Ok(())
    }

    /// Refuses a value that an edit gave and that can't be chosen after it. What a hidden option had
    /// before it may keep.
    fn check_offered(&self, i: usize, value: &Value, before: Option<&Value>) -> Result<(), Error> {
        let (Some(spec), Some(node)) = (self.logic.specs.get(i), self.settled.nodes.get(i)) else {
            return Ok(());
        };
        let kept = before == Some(value) && self.selection.get(spec.id()) == Some(value);
        if fits(&self.logic, i, node, value) || kept {
            return Ok(());
        }
        let offered = spec.choices().iter().enumerate().filter(|(at, _)| node.offers(*at).enabled);
        let ids: Vec<&str> = offered.map(|(_, choice)| choice.id.as_str()).collect();
        let nearest = match value {
            Value::Text(id) => nearest(id, &ids),
            _ => None,
        };
        Err(Error::InvalidValue {
            path: format!("selection.{}", spec.id()),
            value: serde_json::to_string(value).unwrap_or_default(),
            allowed: match ids.is_empty() {
                true => "nothing now, because no choice is offered".to_owned(),
                false => format!("{}, which are offered now", value::one_of(&ids)),
            },
            nearest: nearest.map(str::to_owned),
        })
    }

    /// Whether the option is offered now.
    pub fn is_visible(&self, spec: &OptionSpec) -> bool {
        let node = self.logic.index(spec.id()).and_then(|i| self.settled.nodes.get(i));
        node.is_some_and(|node| node.visible)
    }

    /// The index in the template's list of the variant that is chosen; `None` when the template has
    /// no such variant.
    pub fn variant(&self) -> Option<usize> {
        self.stock.variant
    }

    /// What is wrong with the values themselves.
    pub fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        for (spec, rules) in self.specs().iter().zip(&self.logic.rules) {
            let Some(value) = self.selection.get(spec.id()).filter(|_| self.is_visible(spec))
            else {
                continue;
            };
            issues.extend(empty::issues(spec, value, self.photo(spec.id())));
            match (value, rules) {
                (Value::Text(typed), Some(rules)) => {
                    issues.extend(text::issues(spec, rules, typed, None));
                    if spec.is_sample() && !self.touched.contains(spec.id()) {
                        issues.push(text::untouched(spec));
                    }
                }
                (Value::List(rows), Some(rules)) => {
                    for (row, typed) in rows.iter().enumerate() {
                        issues.extend(text::issues(spec, rules, typed, Some(row)));
                    }
                }
                _ => {}
            }
        }
        issues.extend(self.variant_issue());
        issues
    }

    /// That the combination can't be bought, told of the last of the options that make it.
    fn variant_issue(&self) -> Option<Issue> {
        let variants = self.logic.variants.as_ref()?;
        let bought = |i: usize| variants.available.get(i) == Some(&true);
        if self.stock.variant.is_some_and(bought) {
            return None;
        }
        let spec = variants.options.last().and_then(|&i| self.logic.specs.get(i))?;
        let message = "This combination is not available".to_owned();
        Some(Issue::of_option("variant-unavailable", Severity::Error, spec.id(), message))
    }

    /// What the options that are offered cost, in their order.
    pub fn price_lines(&self) -> Vec<PriceLine> {
        let nodes = self.specs().iter().zip(&self.settled.nodes).filter(|(_, node)| node.visible);
        nodes.flat_map(|(spec, node)| price::of_option(spec, &node.value)).collect()
    }

    /// Everything a form shows, option by option, but for the [choices](Self::choices).
    pub fn states(&self, issues: &[Issue]) -> Vec<OptionState> {
        let nodes = self.specs().iter().zip(&self.settled.nodes).zip(&self.revisions);
        nodes
            .filter_map(|((spec, node), revision)| {
                let value = self.selection.get(spec.id())?;
                let touched = self.touched.contains(spec.id());
                let price = match node.visible {
                    true => price::total(&price::of_option(spec, &node.value)),
                    false => 0.0,
                };
                Some(OptionState {
                    price,
                    revision: state::has_choices(spec).then_some(*revision),
                    ..state::describe(spec, value, node.visible, touched, issues)
                })
            })
            .collect()
    }

    /// The choices of an option as a form shows them now; the same until its `revision` is another.
    /// `None` for an unknown option.
    pub fn choices(&self, id: &str) -> Option<Vec<ChoiceState>> {
        let i = self.logic.option(id)?;
        let (spec, node) = (self.specs().get(i)?, self.settled.nodes.get(i)?);
        let of = |(at, choice)| {
            let Offered { visible, enabled } = node.offers(at);
            let enabled = enabled && self.stock.offers(&self.logic, i, at);
            ChoiceState { visible, enabled, ..ChoiceState::from(choice) }
        };
        Some(spec.choices().iter().enumerate().map(of).collect())
    }
}

impl Values for Options {
    fn value(&self, id: &str) -> Option<&Value> {
        Some(self.get(id)?.1)
    }
}
