//! One value against its option: check and price.

use unicode_segmentation::UnicodeSegmentation as _;

use super::MAX_TEXT_CHARS;
use crate::color::Color;
use crate::error::{Error, nearest};
use crate::template::Value;
use crate::template::option::OptionSpec;

/// Whether an option can take a value.
///
/// # Errors
/// [`Error::InvalidValue`] or [`Error::TooLarge`], with an empty path. Messages do not quote the value.
pub fn check(spec: &OptionSpec, value: &Value) -> Result<(), Error> {
    match (spec, value) {
        (OptionSpec::Text(o), Value::Text(text)) => {
            let chars = text.chars().count();
            if chars > MAX_TEXT_CHARS {
                return Err(too_long(chars, MAX_TEXT_CHARS));
            }
            let most = o.max_length.map_or(MAX_TEXT_CHARS, |m| m as usize);
            let length = graphemes(text);
            if length > most { Err(too_long(length, most)) } else { Ok(()) }
        }
        (OptionSpec::Text(_), other) => Err(invalid(other, "a text".into(), None)),
        (OptionSpec::Color(o), Value::Text(text)) if o.custom => {
            if spec.choice(text).is_some() || text.parse::<Color>().is_ok() {
                return Ok(());
            }
            let ids = ids(spec);
            let allowed = if ids.is_empty() {
                "a CSS color".to_owned()
            } else {
                format!("{} or a CSS color", one_of(&ids))
            };
            Err(invalid(value, allowed, nearest(text, &ids)))
        }
        (OptionSpec::Color(_) | OptionSpec::Image(_) | OptionSpec::Choice(_), _) => match value {
            Value::Text(id) if spec.choice(id).is_some() => Ok(()),
            Value::Text(id) => {
                let ids = ids(spec);
                Err(invalid(value, one_of(&ids), nearest(id, &ids)))
            }
            other => Err(invalid(other, one_of(&ids(spec)), None)),
        },
        (OptionSpec::Toggle(_), Value::Bool(_)) => Ok(()),
        (OptionSpec::Toggle(_), other) => Err(invalid(other, "true or false".into(), None)),
        (OptionSpec::Number(o), Value::Number(n)) if o.accepts(*n) => Ok(()),
        (OptionSpec::Number(o), _) => Err(invalid(value, o.accepted(), None)),
    }
}

/// The length of a text as people count: in graphemes.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

/// What the value adds to the price.
pub fn price(spec: &OptionSpec, value: &Value) -> f64 {
    match (spec, value) {
        (spec, Value::Text(id)) => spec.choice(id).map_or(0.0, |choice| choice.price),
        (OptionSpec::Toggle(o), Value::Bool(true)) => o.price,
        _ => 0.0,
    }
}

fn ids(spec: &OptionSpec) -> Vec<&str> {
    spec.choices().iter().map(|choice| choice.id.as_str()).collect()
}

fn one_of(ids: &[&str]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    if quoted.len() == 1 { quoted.concat() } else { format!("one of {}", quoted.join(", ")) }
}

fn too_long(value: usize, limit: usize) -> Error {
    Error::TooLarge {
        path: String::new(),
        what: "characters",
        value: value as u64,
        limit: limit as u64,
    }
}

fn invalid(value: &Value, allowed: String, nearest: Option<&str>) -> Error {
    Error::InvalidValue {
        path: String::new(),
        value: serde_json::to_string(value).unwrap_or_default(),
        allowed,
        nearest: nearest.map(str::to_owned),
    }
}
