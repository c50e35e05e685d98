//! `when`: can the option have that value, and does no option depend on itself?

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use super::known::{Known, KnownOption, unknown};
use super::rule::{At, Checked, invalid, invalid_text};
use crate::color::Color;
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

/// Whether the option can have this value at all.
fn possible(value: &Value, option: &KnownOption<'_>) -> Checked {
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

/// Refuses options whose `when` leads back to themselves.
pub(super) fn no_circles(options: &[OptionSpec]) -> Checked {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for option in options {
        let ids = needs.entry(option.id()).or_default();
        if let Some(condition) = option.when() {
            collect(condition, ids);
        }
    }
    let mut done = BTreeSet::new();
    for (i, option) in options.iter().enumerate() {
        if let Some(circle) = circle_from(option.id(), &needs, &mut done) {
            let circle = circle.join(" → ");
            let allowed = format!("a condition that does not lead back to itself ({circle})");
            return Err(invalid_text(option.id(), allowed)).at("when").at_index("options", i);
        }
    }
    Ok(())
}

fn collect<'t>(condition: &'t Condition, ids: &mut BTreeSet<&'t str>) {
    match condition {
        Condition::Is { option, .. } | Condition::In { option, .. } => {
            ids.insert(option);
        }
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| collect(condition, ids));
        }
        Condition::Not(condition) => collect(condition, ids),
    }
}

/// A circle that can be reached from `start`, its first id again at the end. `done` are the options
/// known to lead into none. Walks without recursion: a chain may be as long as there are options.
fn circle_from<'t>(
    start: &'t str,
    needs: &BTreeMap<&'t str, BTreeSet<&'t str>>,
    done: &mut BTreeSet<&'t str>,
) -> Option<Vec<&'t str>> {
    let mut way: Vec<(&'t str, Vec<&'t str>)> = Vec::new();
    let mut on_way = BTreeSet::new();
    let next = |id: &str| needs.get(id).into_iter().flatten().copied().collect();
    if !done.contains(start) {
        on_way.insert(start);
        way.push((start, next(start)));
    }
    while let Some((id, ahead)) = way.last_mut() {
        let Some(step) = ahead.pop() else {
            done.insert(id);
            on_way.remove(id);
            way.pop();
            continue;
        };
        if done.contains(step) {
            continue;
        }
        if !on_way.insert(step) {
            let ids = way.iter().map(|(id, _)| *id).skip_while(|id| *id != step);
            return Some(ids.chain([step]).collect());
        }
        way.push((step, next(step)));
    }
    None
}
