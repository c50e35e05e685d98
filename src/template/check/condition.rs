//! Conditions: can the option have that value?

use std::str::FromStr;

use super::known::{Known, KnownOption, unknown};
use super::rule::{At, Checked, invalid, invalid_text};
use crate::color::Color;
use crate::template::limits::{MAX_NUMBER, MAX_TYPED};
use crate::template::{Condition, OptionSpec, Value};

/// A condition that may be absent, under the key `when`.
pub(super) fn when(condition: Option<&Condition>, known: &Known<'_>) -> Checked {
    condition.map_or(Ok(()), |condition| check(condition, known).at("when"))
}

pub(super) fn check(condition: &Condition, known: &Known<'_>) -> Checked {
    match condition {
        Condition::Is { option, is } => {
            let option = known.option(option).at("option")?;
            possible(is, option).at("is")
        }
        Condition::In { option, values } => {
            let option = known.option(option).at("option")?;
            if values.is_empty() {
                return Err(invalid("[]", "at least one value")).at("in");
            }
            for (i, value) in values.iter().enumerate() {
                possible(value, option).at_index("in", i)?;
            }
            Ok(())
        }
        Condition::Has { option, has } => {
            let option = known.option(option).at("option")?;
            if !is_list(option.spec) {
                let allowed = "an option whose value is a list";
                return Err(invalid_text(option.spec.id(), allowed)).at("option");
            }
            if !option.choices.is_empty() && !option.choices.contains(has.as_str()) {
                return Err(unknown("choice", has, &option.choices)).at("has");
            }
            Ok(())
        }
        Condition::Matches { option, .. } => match known.option(option).at("option")?.spec {
            OptionSpec::Text(_) => Ok(()),
            _ => Err(invalid_text(option, "a text option")).at("option"),
        },
        Condition::Within { option, above, at_least, below, at_most } => {
            let range = countable(known.option(option).at("option")?.spec).at("option")?;
            within(range, [*above, *at_least, *below, *at_most])
        }
        Condition::All(conditions) => each(conditions, "all", known),
        Condition::Any(conditions) => each(conditions, "any", known),
        Condition::Not(condition) => check(condition, known).at("not"),
    }
}

fn each(conditions: &[Condition], key: &str, known: &Known<'_>) -> Checked {
    for (i, condition) in conditions.iter().enumerate() {
        check(condition, known).at_index(key, i)?;
    }
    Ok(())
}

/// Whether the option's value is a list.
fn is_list(option: &OptionSpec) -> bool {
    matches!(option.default_value(), Value::List(_))
}

/// The least and the greatest that the option counts.
pub(super) fn countable(option: &OptionSpec) -> Checked<(f64, f64)> {
    match option {
        OptionSpec::Number(number) => Ok((number.min, number.max)),
        OptionSpec::Text(text) => Ok((0.0, text.max_length.unwrap_or(MAX_TYPED).into())),
        other if is_list(other) => Ok((0.0, MAX_NUMBER)),
        _ => {
            Err(invalid_text(option.id(), "a number or text option, or one whose value is a list"))
        }
    }
}

/// Whether a number from `least` to `most` can be above, at least, below and at most the limits.
fn within((least, most): (f64, f64), limits: [Option<f64>; 4]) -> Checked {
    let [above, at_least, below, at_most] = limits;
    for (key, limit, possible, allowed) in [
        ("above", above, above.is_none_or(|n| n < most), format!("a number below {most}")),
        ("atLeast", at_least, at_least.is_none_or(|n| n <= most), format!("a number up to {most}")),
        ("below", below, below.is_none_or(|n| n > least), format!("a number above {least}")),
        ("atMost", at_most, at_most.is_none_or(|n| n >= least), format!("a number from {least}")),
    ] {
        if let Some(limit) = limit
            && !possible
        {
            let allowed = format!("{allowed}, because the option runs from {least} to {most}");
            return Err(invalid(limit.to_string(), allowed)).at(key);
        }
    }
    let lower = above.into_iter().chain(at_least).fold(f64::NEG_INFINITY, f64::max);
    let open = above.is_some_and(|n| n >= lower);
    for (key, limit, open) in [("below", below, true), ("atMost", at_most, open)] {
        if let Some(limit) = limit
            && (limit < lower || (open && limit == lower))
        {
            let allowed = format!("a number above {lower}, because no number is both");
            return Err(invalid(limit.to_string(), allowed)).at(key);
        }
    }
    Ok(())
}

/// Whether the option can have this value at all.
pub(super) fn possible(value: &Value, option: &KnownOption<'_>) -> Checked {
    let refuse = |allowed: String| {
        Err(match value {
            Value::Text(text) => invalid_text(text, allowed),
            other => invalid(serde_json::to_string(other).unwrap_or_default(), allowed),
        })
    };
    match (option.spec, value) {
        (OptionSpec::Text(_), Value::Text(_)) | (OptionSpec::Toggle(_), Value::Bool(_)) => Ok(()),
        (OptionSpec::Text(_), _) => refuse("a text".to_owned()),
        (OptionSpec::Toggle(_), _) => refuse("true or false".to_owned()),
        (OptionSpec::Number(number), Value::Number(value)) if number.accepts(*value) => Ok(()),
        (OptionSpec::Number(number), _) => refuse(number.accepted()),
        (OptionSpec::Multi(_), Value::List(ids)) => {
            match ids.iter().find(|id| !option.choices.contains(id.as_str())) {
                Some(id) => Err(unknown("choice", id, &option.choices)),
                None => Ok(()),
            }
        }
        (OptionSpec::Multi(_), _) => refuse("a list of ids of choices".to_owned()),
        (OptionSpec::Names(_), Value::List(_)) | (OptionSpec::Photo(_), Value::Text(_)) => Ok(()),
        (OptionSpec::Names(_), _) => refuse("a list of texts".to_owned()),
        (OptionSpec::Photo(_), _) => refuse("a text".to_owned()),
        (OptionSpec::Place(o), Value::Place(place)) if o.accepts(place) => Ok(()),
        (OptionSpec::Place(o), _) => refuse(o.accepted()),
        (OptionSpec::Color(color), Value::Text(text))
            if color.custom && Color::from_str(text).is_ok() =>
        {
            Ok(())
        }
        (_, Value::Text(id)) if option.choices.contains(id.as_str()) => Ok(()),
        (_, Value::Text(id)) => Err(unknown("choice", id, &option.choices)),
        _ => refuse("the id of a choice".to_owned()),
    }
}
