//! Whether a condition can hold, and can fail: all combinations of the values that it asks for are tried,
//! where there are not too many.

use std::cell::Cell;

use super::domain::{ask, domain};
use crate::options::condition::Values;
use crate::options::{Selection, condition};
use crate::template::{Condition, Template, Value};

/// Most combinations of values that are tried for one condition.
const MAX_COMBINATIONS: usize = 100_000;

/// Most conditions that are asked whether they hold, of a whole template: about a second.
const MAX_ASKED: usize = 4_000_000;

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// No selection makes it true.
    Never,
    /// Every selection makes it true.
    Always,
    /// Some do, or it can't be told.
    Open,
}

/// A part of a condition: `when.all[1]`.
pub(super) struct Part<'t> {
    /// Its path below the whole, empty for the whole.
    pub(super) path: String,
    pub(super) truth: Truth,
    condition: &'t Condition,
    depth: usize,
}

/// Values as they are given; an option that is hidden may read as another, which its domain has too.
struct Given<'a>(&'a Selection);

impl Values for Given<'_> {
    fn value(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }
}

fn holds(condition: &Condition, selection: &Selection) -> bool {
    condition::holds(condition, &Given(selection))
}

/// Answers about the conditions of one template.
pub(super) struct Oracle<'t> {
    template: &'t Template,
    defaults: Selection,
    left: Cell<usize>,
}

impl<'t> Oracle<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        let mut defaults = Selection::new();
        let values = template.options.iter().map(|o| (o.id().to_owned(), o.default_value()));
        defaults.extend(values);
        Self { template, defaults, left: Cell::new(MAX_ASKED) }
    }

    /// The outermost parts of `condition` that are always or never true; none inside another.
    pub(super) fn constant_parts(&self, condition: &'t Condition) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        take_apart(condition, String::new(), 0, &mut parts);
        let mut seen = vec![[false; 2]; parts.len()];
        let tried = self.each_selection(&[condition], parts.len(), &mut |selection| {
            for (part, seen) in parts.iter().zip(&mut seen) {
                // What has been both is known.
                if *seen != [true; 2] {
                    seen[usize::from(holds(part.condition, selection))] = true;
                }
            }
            seen.iter().all(|seen| *seen == [true; 2])
        });
        if !tried {
            return Vec::new();
        }
        for (part, seen) in parts.iter_mut().zip(seen) {
            part.truth = match seen {
                [true, false] => Truth::Never,
                [false, true] => Truth::Always,
                _ => Truth::Open,
            };
        }
        outermost(parts)
    }

    /// A selection in which all of `conditions` hold, as near to the defaults as the first that is found;
    /// `Err` with whether there surely is none.
    pub(super) fn satisfy(&self, conditions: &[&'t Condition]) -> Result<Selection, Truth> {
        let hold = |s: &Selection| conditions.iter().all(|c| holds(c, s));
        if hold(&self.defaults) {
            return Ok(self.defaults.clone());
        }
        let mut found = None;
        let tried = self.each_selection(conditions, conditions.len(), &mut |selection| {
            if hold(selection) {
                found = Some(selection.clone());
            }
            found.is_some()
        });
        found.ok_or(if tried { Truth::Never } else { Truth::Open })
    }

    /// Calls `visit` with selections that stand for all that `conditions` can tell apart, until it returns
    /// true; it asks for `cost` conditions each time. Returns false when there are too many, or an option's
    /// values can't be told.
    fn each_selection(
        &self,
        conditions: &[&'t Condition],
        cost: usize,
        visit: &mut dyn FnMut(&Selection) -> bool,
    ) -> bool {
        let mut asked = Vec::new();
        conditions.iter().for_each(|condition| ask(condition, &mut asked));
        let mut domains = Vec::new();
        let mut count = 1_usize;
        let mut selection = self.defaults.clone();
        for asked in &asked {
            let option = self.template.options.iter().find(|option| option.id() == asked.option);
            let Some(values) = option.and_then(|option| domain(option, asked)) else {
                return false;
            };
            let Some(first) = values.first() else { return false };
            count = count.saturating_mul(values.len());
            selection.insert(asked.option.to_owned(), first.clone());
            domains.push((asked.option, values));
        }
        if count > MAX_COMBINATIONS {
            return false;
        }
        let mut digits = vec![0; domains.len()];
        loop {
            let Some(left) = self.left.get().checked_sub(cost) else { return false };
            self.left.set(left);
            if visit(&selection) || !advance(&domains, &mut digits, &mut selection) {
                return true;
            }
        }
    }
}

/// Goes to the next combination, as a counter does; false after the last.
fn advance(
    domains: &[(&str, Vec<Value>)],
    digits: &mut [usize],
    selection: &mut Selection,
) -> bool {
    for ((id, values), digit) in domains.iter().zip(digits) {
        *digit += 1;
        let carry = *digit >= values.len();
        if carry {
            *digit = 0;
        }
        if let (Some(value), Some(slot)) = (values.get(*digit), selection.get_mut(*id)) {
            slot.clone_from(value);
        }
        if !carry {
            return true;
        }
    }
    false
}

/// The condition and all below it, each before what is in it.
fn take_apart<'t>(condition: &'t Condition, path: String, depth: usize, out: &mut Vec<Part<'t>>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let (key, list) = match condition {
        Condition::All(list) => ("all", &list[..]),
        Condition::Any(list) => ("any", &list[..]),
        Condition::Not(inner) => ("not", std::slice::from_ref(&**inner)),
        _ => ("", &[][..]),
    };
    let inner = below(key);
    out.push(Part { path, truth: Truth::Open, condition, depth });
    for (i, condition) in list.iter().enumerate() {
        let path = if key == "not" { inner.clone() } else { format!("{inner}[{i}]") };
        take_apart(condition, path, depth + 1, out);
    }
}

/// Of parts in the order of [`take_apart`], the constant ones that are not in a constant one.
fn outermost(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let mut kept = Vec::new();
    let mut inside_of = None;
    for part in parts {
        if inside_of.is_some_and(|depth| part.depth > depth) {
            continue;
        }
        inside_of = None;
        if part.truth != Truth::Open {
            inside_of = Some(part.depth);
            kept.push(part);
        }
    }
    kept
}
