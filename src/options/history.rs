//! Undo and redo.
//!
//! A step keeps the values that an edit changed, before and after. Edits of one option that is typed
//! or dragged coalesce: they are one step until another option is edited or somebody says so.

use std::collections::{BTreeSet, VecDeque};
use std::mem::swap;

use super::{Changes, Options};
use crate::color::Color;
use crate::template::{OptionSpec, Value};

/// Most steps that can be undone; the oldest are forgotten.
pub const MAX_STEPS: usize = 200;

/// What one step changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Option ids with the value on the other side of the step.
    pub(super) values: Vec<(String, Value)>,
    /// Ids of options of which one side alone is touched, with whether it is the other side.
    pub(super) touched: Vec<(String, bool)>,
}

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The last one is undone first; it holds the values before.
    undo: VecDeque<Step>,
    /// The last one is redone first; it holds the values after.
    redo: Vec<Step>,
    /// The option whose next edit joins the last step.
    open: Option<String>,
}

impl History {
    /// Takes an edit down that led from `before` to `after`. `typed` is the one option of an edit that
    /// may coalesce with the next.
    pub fn record(&mut self, before: &Options, after: &Options, typed: Option<&str>) {
        let other = |(id, value): &(&String, &Value)| before.selection.get(*id) != Some(*value);
        let changed: Vec<&String> =
            after.selection.iter().filter(other).map(|(id, _)| id).collect();
        if changed.is_empty() {
            return;
        }
        self.redo.clear();
        let old = |id: &&String| Some(((*id).clone(), before.selection.get(*id)?.clone()));
        let touched = before.touched.symmetric_difference(&after.touched);
        let touched = touched.map(|id| (id.clone(), before.touched.contains(id)));
        let joins = typed.is_some() && self.open.as_deref() == typed;
        self.open = typed.map(str::to_owned);
        if joins && let Some(last) = self.undo.back_mut() {
            for id in &changed {
                if last.values.iter().all(|(known, _)| known != *id) {
                    last.values.extend(old(id));
                }
            }
            last.values.retain(|(id, value)| after.selection.get(id) != Some(value));
            for (id, on) in touched {
                if last.touched.iter().all(|(known, _)| *known != id) {
                    last.touched.push((id, on));
                }
            }
            if last.values.is_empty() {
                // Typed back to where it was: nothing is left to undo.
                self.undo.pop_back();
                self.open = None;
            }
            return;
        }
        if self.undo.len() >= MAX_STEPS {
            self.undo.pop_front();
        }
        self.undo.push_back(Step {
            values: changed.iter().filter_map(old).collect(),
            touched: touched.collect(),
        });
    }

    /// The next edit is a step of its own.
    pub fn commit(&mut self) {
        self.open = None;
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// How many steps can be undone.
    pub fn steps(&self) -> usize {
        self.undo.len()
    }

    /// What [`undone`](Self::undone) will take back.
    pub fn to_undo(&self) -> Option<&Step> {
        self.undo.back()
    }

    /// What [`redone`](Self::redone) will bring back.
    pub fn to_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// The last step was undone; `inverse` leads back.
    pub fn undone(&mut self, inverse: Step) {
        self.commit();
        if self.undo.pop_back().is_some() {
            self.redo.push(inverse);
        }
    }

    /// The last step that was undone was redone; `inverse` leads back.
    pub fn redone(&mut self, inverse: Step) {
        self.commit();
        if self.redo.pop().is_some() {
            self.undo.push_back(inverse);
        }
    }
}

impl Options {
    /// Goes over a step of the history. Returns what changed, and the step back.
    pub fn step(&mut self, step: &Step) -> (Changes, Step) {
        let mut back = step.clone();
        let mut selection = self.selection.clone();
        for (id, value) in &mut back.values {
            if let Some(now) = selection.get_mut(id) {
                swap(now, value);
            }
        }
        for (id, on) in &mut back.touched {
            let was = self.touched.contains(id);
            if *on {
                self.touched.insert(id.clone());
            } else {
                self.touched.remove(id);
            }
            *on = was;
        }
        (self.go(selection), back)
    }

    /// The option of a patch that is typed or dragged rather than picked: a text, a number, a list of
    /// texts, a place, a color of the shopper's own.
    pub fn typed<'p>(&self, patch: &'p super::Selection) -> Option<&'p str> {
        let mut entries = patch.iter();
        let (Some((id, value)), None) = (entries.next(), entries.next()) else { return None };
        let (spec, _) = self.get(id)?;
        let typed = match (spec, value) {
            (_, Value::Number(_) | Value::Place(_)) => true,
            (OptionSpec::Text(_), _) => true,
            (OptionSpec::Color(_), Value::Text(text)) => {
                spec.choice(text).is_none() && text.parse::<Color>().is_ok()
            }
            (_, Value::List(_)) => spec.choices().is_empty(),
            (_, Value::Text(_) | Value::Bool(_)) => false,
        };
        typed.then_some(id.as_str())
    }

    /// The options that the shopper has set.
    pub fn touched(&self) -> &BTreeSet<String> {
        &self.touched
    }
}
