//! A selection as a short text for an address.
//!
//! `1..name.Zo*eb*_M..ink.gold..frame.1`: the version, then each option that is not at its default,
//! with its value in one part or more. It has letters, digits and `-_.*` alone, which no part of an
//! address changes. In a part, `_` is a space, and `*e9-4e00*` are characters by their hexadecimal
//! numbers; `**` is an empty part. What a hand spoiled is left out and told.

use std::fmt::Write as _;

use super::Options;
use super::saved::{Given, check_count};
use crate::error::Error;
use crate::template::{Place, Value};

/// The version that links begin with.
const VERSION: u64 = 1;

/// Most bytes of a link that is read.
const MAX_BYTES: usize = 1 << 20;

impl Options {
    /// What differs from the defaults, as a text that can stand in an address as it is.
    pub fn link(&self) -> String {
        let mut link = VERSION.to_string();
        for spec in self.own() {
            let Some(value) = self.selection.get(spec.id()) else { continue };
            // A follower at its default would follow again.
            if *value == spec.default_value() && spec.follows().is_none() {
                continue;
            }
            link.push_str("..");
            link.push_str(spec.id());
            match value {
                Value::Text(text) => part(text, &mut link),
                Value::Number(number) => part(&number.to_string(), &mut link),
                Value::Bool(on) => part(if *on { "1" } else { "0" }, &mut link),
                Value::List(list) => list.iter().for_each(|text| part(text, &mut link)),
                Value::Place(place) => {
                    for number in place.numbers() {
                        part(&number.to_string(), &mut link);
                    }
                }
            }
        }
        link
    }

    /// Reads a link. What its values may be is for [`take`](Options::take) to say.
    ///
    /// # Errors
    /// [`Error::NewerVersion`], [`Error::TooLarge`], or [`Error::InvalidValue`] for what is no link.
    pub fn read_link(&self, link: &str) -> Result<Given, Error> {
        if link.len() > MAX_BYTES {
            let (value, limit) = (link.len() as u64, MAX_BYTES as u64);
            return Err(Error::TooLarge { path: "link".to_owned(), what: "bytes", value, limit });
        }
        let mut entries = link.split("..");
        match entries.next().unwrap_or_default().parse::<u64>() {
            Ok(VERSION) => {}
            Ok(found) if found > VERSION => {
                return Err(Error::NewerVersion { found, supported: VERSION });
            }
            _ => {
                return Err(Error::InvalidValue {
                    path: "link".to_owned(),
                    value: String::new(),
                    allowed: "a text that begins with \"1\"".to_owned(),
                    nearest: None,
                });
            }
        }
        let mut given = Given::new();
        for entry in entries.filter(|entry| !entry.is_empty()) {
            let mut parts = entry.split('.');
            let id = parts.next().unwrap_or_default();
            let parts: Option<Vec<String>> = parts.map(plain).collect();
            let value = parts.and_then(|parts| self.value_of(id, parts));
            given.insert(id.to_owned(), value);
            check_count(given.len())?;
        }
        Ok(given)
    }

    /// The value that the parts are, by what the option's values are.
    fn value_of(&self, id: &str, parts: Vec<String>) -> Option<Value> {
        let like = self.find(id)?.default_value();
        if let Value::List(_) = like {
            return Some(Value::List(parts));
        }
        if let Value::Place(_) = like {
            let numbers: Option<Vec<f64>> = parts.iter().map(|part| number(part)).collect();
            let &[x, y, scale, rotate] = numbers?.as_slice() else { return None };
            return Some(Value::Place(Place { x, y, scale, rotate }));
        }
        let mut parts = parts.into_iter();
        let (Some(only), None) = (parts.next(), parts.next()) else { return None };
        match like {
            Value::Number(_) => number(&only).map(Value::Number),
            Value::Bool(_) => match only.as_str() {
                "1" | "true" => Some(Value::Bool(true)),
                "0" | "false" => Some(Value::Bool(false)),
                _ => None,
            },
            _ => Some(Value::Text(only)),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Adds a part: its dot and its text.
fn part(text: &str, link: &mut String) {
    link.push('.');
    if text.is_empty() {
        link.push_str("**");
    }
    let mut escaped = false;
    for c in text.chars() {
        let plain = c.is_ascii_alphanumeric() || c == '-' || c == ' ';
        match (plain, escaped) {
            (true, true) | (false, false) => link.push('*'),
            (false, true) => link.push('-'),
            (true, false) => {}
        }
        escaped = !plain;
        if plain {
            link.push(if c == ' ' { '_' } else { c });
        } else {
            // Writing to a text can't fail.
            let _ = write!(link, "{:x}", u32::from(c));
        }
    }
    if escaped {
        link.push('*');
    }
}

/// The text of a part; `None` when an escape is spoiled.
fn plain(part: &str) -> Option<String> {
    let mut text = String::new();
    for (i, piece) in part.split('*').enumerate() {
        if i % 2 == 0 {
            text.extend(piece.chars().map(|c| if c == '_' { ' ' } else { c }));
        } else if !piece.is_empty() {
            for hex in piece.split('-') {
                text.push(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?);
            }
        }
    }
    // An escape that was cut off.
    part.matches('*').count().is_multiple_of(2).then_some(text)
}
