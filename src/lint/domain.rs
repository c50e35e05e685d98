//! Which values an option can have, as far as conditions can tell them apart.
//!
//! A condition asks for a few values of an option; of all others one stands for the rest. A domain may hold
//! more than the option can really have, as what it reads as while it is hidden: what no value of it
//! satisfies is then still never true, and what all satisfy always.

use std::collections::BTreeMap;

use crate::options::value;
use crate::template::option::{NumberOption, OptionSpec};
use crate::template::{Condition, Value};

/// What conditions compare an option with.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked<'t> {
    pub(super) values: Vec<&'t Value>,
}

/// Gathers what `condition` compares each option with.
pub(super) fn ask<'t>(condition: &'t Condition, asked: &mut BTreeMap<&'t str, Asked<'t>>) {
    match condition {
        Condition::Is { option, is } => asked.entry(option).or_default().values.push(is),
        Condition::In { option, values } => asked.entry(option).or_default().values.extend(values),
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|c| ask(c, asked)),
        Condition::Not(inner) => ask(inner, asked),
    }
}

/// Values that stand for all that the option can have; `None` when that can't be told.
pub(super) fn domain(option: &OptionSpec, asked: &Asked<'_>) -> Option<Vec<Value>> {
    let ids = option.choices().iter().map(|choice| Value::Text(choice.id.clone()));
    let mut values: Vec<Value> = match option {
        OptionSpec::Choice(_) => ids.collect(),
        OptionSpec::Image(_) => ids.chain(hidden(option)).collect(),
        OptionSpec::Color(color) if !color.custom => ids.collect(),
        OptionSpec::Color(_) => {
            // One more color than are asked for: one of them is another.
            let others = 0..=asked.values.len();
            ids.chain(others.map(|n| Value::Text(format!("#{n:06x}")))).collect()
        }
        OptionSpec::Text(_) => {
            let others = (0..=asked.values.len()).filter_map(letter);
            [Value::Text(String::new())].into_iter().chain(others).collect()
        }
        OptionSpec::Toggle(_) => vec![Value::Bool(false), Value::Bool(true)],
        OptionSpec::Number(number) => numbers(number, asked),
    };
    let taken = asked.values.iter().filter(|value| value::check(option, value).is_ok());
    for &value in taken {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    Some(values)
}

/// What an option of pictures reads as while its own `when` hides it: none.
fn hidden(option: &OptionSpec) -> Option<Value> {
    option.when().map(|_| Value::Text(String::new()))
}

/// A text of one character, another for each `n`.
fn letter(n: usize) -> Option<Value> {
    let code = u32::try_from(n).ok()?.checked_add(u32::from('a'))?;
    char::from_u32(code).map(|letter| Value::Text(letter.to_string()))
}

/// The ends of the range, the numbers that are asked for, and some between them and beside them.
fn numbers(option: &NumberOption, asked: &Asked<'_>) -> Vec<Value> {
    let mut marks = vec![option.min, option.max];
    marks.extend(asked.values.iter().filter_map(|value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    }));
    marks.sort_by(f64::total_cmp);
    let mut numbers = marks.clone();
    match option.step {
        Some(step) => {
            for mark in &marks {
                let below = ((mark - option.min) / step).floor();
                numbers.extend([-1.0, 0.0, 1.0, 2.0].map(|n| option.min + (below + n) * step));
            }
        }
        None => numbers.extend(marks.windows(2).map(|pair| match pair {
            [a, b] => a + (b - a) / 2.0,
            _ => option.min,
        })),
    }
    numbers.retain(|number| option.accepts(*number));
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers.into_iter().map(Value::Number).collect()
}
