//! One value against its option.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use super::MAX_TEXT_CHARS;
use crate::color::Color;
use crate::error::{Error, nearest};
use crate::mockup::oklab;
use crate::template::Value;
use crate::template::option::OptionSpec;

/// Most characters (code points) of a list of names.
const MAX_LIST_CHARS: usize = 100_000;
/// Most characters of a photo's name.
const MAX_PHOTO_NAME: usize = 1000;

/// Whether an option can take a value.
///
/// # Errors
/// [`Error::InvalidValue`] or [`Error::TooLarge`], with an empty path. Messages do not quote the value.
pub fn check(spec: &OptionSpec, value: &Value) -> Result<(), Error> {
    match (spec, value) {
        (OptionSpec::Text(o), Value::Text(text)) => {
            length(text, o.max_length, MAX_TEXT_CHARS).map(drop)
        }
        (OptionSpec::Names(o), Value::List(rows)) => {
            at_most("rows", rows.len(), o.most())?;
            let mut left = MAX_LIST_CHARS;
            for row in rows {
                left -= length(row, o.max_length, left.min(MAX_TEXT_CHARS))?;
            }
            Ok(())
        }
        (OptionSpec::Names(_), other) => Err(invalid(other, "a list of texts".into(), None)),
        (OptionSpec::Multi(o), Value::List(ids)) => {
            at_most("choices", ids.len(), o.most())?;
            let mut seen = BTreeSet::new();
            for id in ids {
                if spec.choice(id).is_none() {
                    return Err(not_offered(spec, value, id));
                }
                if !seen.insert(id) {
                    return Err(invalid(value, "each choice once at most".into(), None));
                }
            }
            Ok(())
        }
        (OptionSpec::Multi(_), other) => {
            Err(invalid(other, "a list of ids of choices".into(), None))
        }
        (OptionSpec::Photo(_), Value::Text(name)) => length(name, None, MAX_PHOTO_NAME).map(drop),
        (OptionSpec::Photo(_), other) => {
            Err(invalid(other, "the name of a photo, or an empty text".into(), None))
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
        (
            OptionSpec::Color(_)
            | OptionSpec::Image(_)
            | OptionSpec::Choice(_)
            | OptionSpec::Font(_),
            _,
        ) => match value {
            Value::Text(id) if spec.choice(id).is_some() => Ok(()),
            Value::Text(id) => Err(not_offered(spec, value, id)),
            other => Err(invalid(other, one_of(&ids(spec)), None)),
        },
        (OptionSpec::Toggle(_), Value::Bool(_)) => Ok(()),
        (OptionSpec::Toggle(_), other) => Err(invalid(other, "true or false".into(), None)),
        (OptionSpec::Number(o), Value::Number(n)) if o.accepts(*n) => Ok(()),
        (OptionSpec::Number(o), _) => Err(invalid(value, o.accepted(), None)),
        (OptionSpec::Place(o), Value::Place(place)) if o.accepts(place) => Ok(()),
        (OptionSpec::Place(o), _) => Err(invalid(value, o.accepted(), None)),
    }
}

/// A color that is stored in place of a free one that is not in the palette: the nearest of it, the
/// first of equally near ones. `None` where the value stays as it is.
pub fn nearest_color(spec: &OptionSpec, value: &Value) -> Option<Value> {
    let (OptionSpec::Color(o), Value::Text(text)) = (spec, value) else { return None };
    if o.palette.is_empty() || spec.choice(text).is_some() {
        return None;
    }
    let wanted: Color = text.parse().ok()?;
    let distance = |color: &Color| {
        let ([a, b], mut sum) = ([wanted, *color].map(oklab), 0.0);
        for (a, b) in a.into_iter().zip(b) {
            sum += (a - b) * (a - b);
        }
        sum
    };
    let near = o.palette.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    Some(Value::Text(near.to_string()))
}

/// Checks the length of a text: its code points against `limit`, its graphemes against `most`. Returns
/// its code points.
fn length(text: &str, most: Option<u32>, limit: usize) -> Result<usize, Error> {
    let chars = text.chars().count();
    at_most("characters", chars, limit)?;
    if let Some(most) = most {
        at_most("characters", graphemes(text), most as usize)?;
    }
    Ok(chars)
}

/// The length of a text as people count: in graphemes.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

fn ids(spec: &OptionSpec) -> Vec<&str> {
    spec.choices().iter().map(|choice| choice.id.as_str()).collect()
}

/// `"a"`, or `one of "a", "b"`; a library is not told in full.
pub(super) fn one_of(ids: &[&str]) -> String {
    const MOST: usize = 20;
    let quoted: Vec<String> = ids.iter().take(MOST).map(|id| format!("\"{id}\"")).collect();
    if ids.len() > MOST {
        return format!("one of {} and {} more", quoted.join(", "), ids.len() - MOST);
    }
    if quoted.len() == 1 { quoted.concat() } else { format!("one of {}", quoted.join(", ")) }
}

fn at_most(what: &'static str, count: usize, limit: usize) -> Result<(), Error> {
    if count <= limit {
        return Ok(());
    }
    let (value, limit) = (count as u64, limit as u64);
    Err(Error::TooLarge { path: String::new(), what, value, limit })
}

fn not_offered(spec: &OptionSpec, value: &Value, id: &str) -> Error {
    let ids = ids(spec);
    invalid(value, one_of(&ids), nearest(id, &ids))
}

fn invalid(value: &Value, allowed: String, nearest: Option<&str>) -> Error {
    Error::InvalidValue {
        path: String::new(),
        value: serde_json::to_string(value).unwrap_or_default(),
        allowed,
        nearest: nearest.map(str::to_owned),
    }
}
