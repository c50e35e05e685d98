//! One value against its option: check and price.

use unicode_segmentation::UnicodeSegmentation as _;

use super::MAX_TEXT_CHARS;
use crate::color::Color;
use crate::error::{Error, nearest};
use crate::template::Scalar;
use crate::template::option::OptionSpec;

/// Whether an option can take a value.
///
/// # Errors
/// [`Error::InvalidValue`] or [`Error::TooLarge`], with an empty path. Messages do not quote the value.
pub fn check(spec: &OptionSpec, value: &Scalar) -> Result<(), Error> {
    match (spec, value) {
        (OptionSpec::Text(o), Scalar::Text(text)) => {
            let chars = text.chars().count();
            if chars > MAX_TEXT_CHARS {
                return Err(too_long(chars, MAX_TEXT_CHARS));
            }
            let most = o.max_length.map_or(MAX_TEXT_CHARS, |m| m as usize);
            let length = graphemes(text);
            if length > most { Err(too_long(length, most)) } else { Ok(()) }
        }
        (OptionSpec::Text(_), other) => Err(invalid(other, "a text".into(), None)),
        (OptionSpec::Color(o), Scalar::Text(text)) => {
            let known = o.choices.iter().any(|c| c.id == *text);
            if known || (o.custom && text.parse::<Color>().is_ok()) {
                return Ok(());
            }
            let ids: Vec<&str> = o.choices.iter().map(|c| c.id.as_str()).collect();
            let mut allowed = one_of(&ids);
            if o.custom {
                allowed = if ids.is_empty() {
                    "a CSS color".to_owned()
                } else {
                    format!("{allowed} or a CSS color")
                };
            }
            Err(invalid(value, allowed, nearest(text, &ids)))
        }
        (OptionSpec::Image(o), _) => {
            check_choice(value, &o.choices.iter().map(|c| c.id.as_str()).collect::<Vec<_>>())
        }
        (OptionSpec::Choice(o), _) => {
            check_choice(value, &o.choices.iter().map(|c| c.id.as_str()).collect::<Vec<_>>())
        }
        (OptionSpec::Color(o), _) => {
            check_choice(value, &o.choices.iter().map(|c| c.id.as_str()).collect::<Vec<_>>())
        }
        (OptionSpec::Toggle(_), Scalar::Bool(_)) => Ok(()),
        (OptionSpec::Toggle(_), other) => Err(invalid(other, "true or false".into(), None)),
        (OptionSpec::Number(o), Scalar::Number(n)) if o.accepts(*n) => Ok(()),
        (OptionSpec::Number(o), _) => Err(invalid(value, o.accepted(), None)),
    }
}

/// The length of a text as people count: in graphemes.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

/// What the value adds to the price.
pub fn price(spec: &OptionSpec, value: &Scalar) -> f64 {
    match (spec, value) {
        (OptionSpec::Color(o), Scalar::Text(id)) => {
            o.choices.iter().find(|c| c.id == *id).map_or(0.0, |c| c.price)
        }
        (OptionSpec::Image(o), Scalar::Text(id)) => {
            o.choices.iter().find(|c| c.id == *id).map_or(0.0, |c| c.price)
        }
        (OptionSpec::Choice(o), Scalar::Text(id)) => {
            o.choices.iter().find(|c| c.id == *id).map_or(0.0, |c| c.price)
        }
        (OptionSpec::Toggle(o), Scalar::Bool(true)) => o.price,
        _ => 0.0,
    }
}

fn check_choice(value: &Scalar, ids: &[&str]) -> Result<(), Error> {
    match value {
        Scalar::Text(id) if ids.contains(&id.as_str()) => Ok(()),
        Scalar::Text(id) => Err(invalid(value, one_of(ids), nearest(id, ids))),
        other => Err(invalid(other, one_of(ids), None)),
    }
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

fn invalid(value: &Scalar, allowed: String, nearest: Option<&str>) -> Error {
    Error::InvalidValue {
        path: String::new(),
        value: serde_json::to_string(value).unwrap_or_default(),
        allowed,
        nearest: nearest.map(str::to_owned),
    }
}
