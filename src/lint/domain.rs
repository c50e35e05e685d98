//! Which values an option can have, as far as conditions can tell them apart.
//!
//! A condition asks for a few values of an option; of all others one stands for the rest. A domain may hold
//! more than the option can really have, as what it reads as while it is hidden: what no value of it
//! satisfies is then still never true, and what all satisfy always.

use crate::options::value;
use crate::template::option::{NumberOption, OptionSpec};
use crate::template::{Condition, Value};

/// What conditions compare an option with.
pub(super) struct Asked<'t> {
    /// Id of the option.
    pub(super) option: &'t str,
    values: Vec<&'t Value>,
    /// The limits of numbers.
    limits: Vec<f64>,
    /// Whether more is asked than values stand for: patterns, lengths.
    more: bool,
}

/// Gathers what `condition` compares each option with.
pub(super) fn ask<'t>(condition: &'t Condition, asked: &mut Vec<Asked<'t>>) {
    match condition {
        Condition::Is { option, is } => of(option, asked).values.push(is),
        Condition::In { option, values } => of(option, asked).values.extend(values),
        // Of lists nothing is told.
        Condition::Has { option, .. } | Condition::Matches { option, .. } => {
            of(option, asked).more = true;
        }
        Condition::Within { option, above, at_least, below, at_most } => {
            let limits = [above, at_least, below, at_most].into_iter().flatten().copied();
            of(option, asked).limits.extend(limits);
        }
        Condition::All(list) | Condition::Any(list) => {
            for inner in list {
                ask(inner, asked);
            }
        }
        Condition::Not(inner) => ask(inner, asked),
    }
}

/// What is asked of an option; nothing so far.
fn of<'t, 'a>(option: &'t str, asked: &'a mut Vec<Asked<'t>>) -> &'a mut Asked<'t> {
    let at = asked.iter().position(|asked| asked.option == option).unwrap_or(asked.len());
    if at == asked.len() {
        asked.push(Asked { option, values: Vec::new(), limits: Vec::new(), more: false });
    }
    &mut asked[at]
}

/// Values that stand for all that the option can have; `None` when that can't be told.
#[cold]
pub(super) fn domain(option: &OptionSpec, asked: &Asked<'_>) -> Option<Vec<Value>> {
    // The limits of a text are lengths, and those of a toggle or a choice are odd.
    let more = asked.more || !(asked.limits.is_empty() || matches!(option, OptionSpec::Number(_)));
    if more {
        return None;
    }
    // One more of what is not asked for than is asked for: one of them is another.
    let others = 0..=u32::try_from(asked.values.len()).ok()?;
    let mut values = Vec::new();
    values.extend(option.choices().iter().map(|choice| Value::Text(choice.id.clone())));
    match option {
        OptionSpec::Choice(_) | OptionSpec::Font(_) => {}
        // What it reads as while it is hidden, or none of it is offered: none.
        OptionSpec::Image(_) if may_hide(option) => values.push(Value::Text(String::new())),
        OptionSpec::Image(_) => {}
        OptionSpec::Color(color) if !color.custom => {}
        OptionSpec::Color(_) => {
            values.extend(others.map(|n| Value::Text(format!("#{n:06x}"))));
        }
        OptionSpec::Text(_) | OptionSpec::Photo(_) => {
            values.push(Value::Text(String::new()));
            let letter = |n| Some(char::from_u32(u32::from('a') + n)?.to_string());
            values.extend(others.filter_map(letter).map(Value::Text));
        }
        // Lists of any texts, and of any choices in any order; any place.
        OptionSpec::Multi(_) | OptionSpec::Names(_) | OptionSpec::Place(_) => return None,
        OptionSpec::Toggle(_) => values.extend([false, true].map(Value::Bool)),
        OptionSpec::Number(number) => numbers(number, asked, &mut values),
    }
    for &value in &asked.values {
        if !values.contains(value) && value::check(option, value).is_ok() {
            values.push(value.clone());
        }
    }
    Some(values)
}

/// Whether there may be a selection in which nothing of the option counts.
fn may_hide(option: &OptionSpec) -> bool {
    option.when().is_some()
        || option.offer().is_some()
        || option.choices().iter().any(|choice| choice.when.is_some())
}

/// The ends of the range, the numbers that are asked for, and some between them and beside them.
fn numbers(option: &NumberOption, asked: &Asked<'_>, out: &mut Vec<Value>) {
    let mut marks = vec![option.min, option.max];
    let mut mark = |number: f64| {
        let at = marks.iter().position(|mark| *mark >= number).unwrap_or(marks.len());
        marks.insert(at, number);
    };
    for value in &asked.values {
        if let Value::Number(number) = value {
            mark(*number);
        }
    }
    asked.limits.iter().for_each(|limit| mark(*limit));
    let mut add = |number: f64| {
        let value = Value::Number(number);
        if option.accepts(number) && !out.contains(&value) {
            out.push(value);
        }
    };
    let mut last = option.min;
    for mark in marks {
        add(mark);
        match option.step {
            Some(step) => {
                let below = ((mark - option.min) / step).floor();
                for n in [-1.0, 0.0, 1.0, 2.0] {
                    add(option.min + (below + n) * step);
                }
            }
            None => add(last + (mark - last) / 2.0),
        }
        last = mark;
    }
}
