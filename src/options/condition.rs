//! Conditions: whether one holds for the values of the options.

use crate::template::Value;
use crate::template::bound::Condition;

use super::value::graphemes;

/// The effective value of each option, by its id.
pub trait Values {
    /// The value of the option or computed value `id`; `None` for an unknown one.
    fn value(&self, id: &str) -> Option<&Value>;
}

/// Whether `condition` holds. An option that the values lack equals nothing.
pub fn holds<V: Values + ?Sized>(condition: &Condition, values: &V) -> bool {
    let value = |id: &String| values.value(id);
    match condition {
        Condition::Is { option, is } => value(option) == Some(is),
        Condition::In { option, values } => value(option).is_some_and(|v| values.contains(v)),
        Condition::Has { option, has } => {
            matches!(value(option), Some(Value::List(list)) if list.contains(has))
        }
        Condition::Matches { option, matches } => {
            matches!(value(option), Some(Value::Text(text)) if matches.matches(text))
        }
        Condition::Within { option, above, at_least, below, at_most } => {
            value(option).and_then(count).is_some_and(|n| {
                above.is_none_or(|limit| n > limit)
                    && at_least.is_none_or(|limit| n >= limit)
                    && below.is_none_or(|limit| n < limit)
                    && at_most.is_none_or(|limit| n <= limit)
            })
        }
        Condition::All(all) => all.iter().all(|c| holds(c, values)),
        Condition::Any(any) => any.iter().any(|c| holds(c, values)),
        Condition::Not(inner) => !holds(inner, values),
    }
}

/// What a value counts: its number, how many a list has, the graphemes of a text, 1 for on.
pub fn count(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::List(list) => Some(list.len() as f64),
        Value::Text(text) => Some(graphemes(text) as f64),
        Value::Bool(on) => Some(f64::from(u8::from(*on))),
        Value::Place(_) => None,
    }
}

/// Calls `visit` with the id of every option that `condition` asks for.
pub fn visit_options<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a str)) {
    match condition {
        Condition::Is { option, .. }
        | Condition::In { option, .. }
        | Condition::Has { option, .. }
        | Condition::Matches { option, .. }
        | Condition::Within { option, .. } => visit(option),
        Condition::All(list) | Condition::Any(list) => {
            for inner in list {
                visit_options(inner, visit);
            }
        }
        Condition::Not(inner) => visit_options(inner, visit),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    impl Values for BTreeMap<String, Value> {
        fn value(&self, id: &str) -> Option<&Value> {
            self.get(id)
        }
    }

    fn is(option: &str, value: &str) -> Condition {
        Condition::Is { option: option.into(), is: Value::Text(value.into()) }
    }

    #[test]
    fn connectives_follow_logic() {
        let selection: BTreeMap<String, Value> = [
            ("icon".to_owned(), Value::Text("heart".into())),
            ("frame".to_owned(), Value::Bool(true)),
        ]
        .into();
        let yes = is("icon", "heart");
        let no = is("icon", "none");
        let unknown = is("nothing", "heart");
        let on = Condition::Is { option: "frame".into(), is: Value::Bool(true) };
        for (condition, expected) in [
            (yes.clone(), true),
            (no.clone(), false),
            (unknown, false),
            (on, true),
            (Condition::Not(Box::new(no.clone())), true),
            (Condition::All(vec![]), true),
            (Condition::Any(vec![]), false),
            (Condition::All(vec![yes.clone(), no.clone()]), false),
            (Condition::Any(vec![no.clone(), yes.clone()]), true),
            (
                Condition::In {
                    option: "icon".into(),
                    values: vec![Value::Text("star".into()), Value::Text("heart".into())],
                },
                true,
            ),
            (Condition::In { option: "icon".into(), values: vec![] }, false),
        ] {
            assert_eq!(holds(&condition, &selection), expected, "{condition:?}");
        }
    }
}
