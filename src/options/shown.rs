//! Values as texts: as people read them, and as keys of maps.

use crate::template::Value;
use crate::template::option::OptionSpec;
use crate::unicode::is_blank;

/// The key of a value in a binding's map.
pub fn key(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::List(_) | Value::Place(_) => String::new(),
    }
}

/// A value as people read it: the label of a choice, the normalized text, the number.
pub fn shown(spec: &OptionSpec, value: &Value) -> String {
    match (spec, value) {
        (OptionSpec::Text(o), Value::Text(typed)) => o.normalize(typed).text,
        (OptionSpec::Names(o), Value::List(rows)) => {
            let rows = rows.iter().map(|typed| o.typing().normalize(typed).text);
            rows.filter(|row| !is_blank(row)).collect::<Vec<_>>().join(", ")
        }
        (spec, Value::List(ids)) => {
            let label = |id: &String| {
                spec.choice(id).map_or(id.as_str(), |choice| choice.label()).to_owned()
            };
            ids.iter().map(label).collect::<Vec<_>>().join(", ")
        }
        (spec, Value::Text(id)) => {
            spec.choice(id).map_or(id.as_str(), |choice| choice.label()).to_owned()
        }
        (_, value) => key(value),
    }
}
