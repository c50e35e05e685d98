//! The error of the JSON reader: ours, filled in from the inside out as it bubbles up.

use std::fmt;

use serde::de;
use serde_json::Value;

use crate::error::{Error, nearest};

/// Most characters of a JSON value that an error repeats.
const MAX_QUOTE: usize = 80;

/// An [`Error`] under way to the top of the document. What first raises it knows what is allowed; the
/// reader that holds the JSON adds the value, every level above adds its part of the path.
#[derive(Debug)]
pub(super) struct Fault(Box<Error>);

impl Fault {
    /// A value that isn't taken; `allowed` follows the word "expected".
    pub(super) fn invalid(allowed: impl Into<String>) -> Self {
        Error::InvalidValue {
            path: String::new(),
            value: String::new(),
            allowed: allowed.into(),
            nearest: None,
        }
        .into()
    }

    /// A word that isn't one of `words`.
    #[cold]
    #[inline(never)]
    pub(super) fn word(given: &str, words: &[&str]) -> Self {
        Error::InvalidValue {
            path: String::new(),
            value: String::new(),
            allowed: one_of(words),
            nearest: nearest(given, words).map(str::to_owned),
        }
        .into()
    }

    /// Adds the JSON value in question, unless a reader further in did.
    #[cold]
    #[inline(never)]
    pub(super) fn of(mut self, json: &Value) -> Self {
        if let Error::InvalidValue { value, .. } = &mut *self.0
            && value.is_empty()
        {
            *value = quote(json);
        }
        self
    }

    /// Goes one level up: `key` leads to where the fault is.
    #[cold]
    #[inline(never)]
    pub(super) fn under(self, key: &str) -> Self {
        self.0.at(&segment(key)).into()
    }

    /// Goes one level up: the fault is in the element `index`.
    #[cold]
    #[inline(never)]
    pub(super) fn under_index(self, index: usize) -> Self {
        self.0.at(&format!("[{index}]")).into()
    }

    /// Goes two levels up: the fault is in the element `index` of `key`, which needs no quotes.
    #[cold]
    #[inline(never)]
    pub(super) fn under_element(self, key: &str, index: usize) -> Self {
        self.0.at(&format!("{key}[{index}]")).into()
    }

    /// Adds another form that is taken, when the fault is about this very level.
    pub(super) fn or(self, form: &str) -> Self {
        self.here(|error| {
            if let Error::InvalidValue { allowed, .. } = error {
                allowed.push_str(&format!(", or {form}"));
            }
        })
    }

    /// Changes the error when it is about this very level, not one further in.
    pub(super) fn here(mut self, change: impl FnOnce(&mut Error)) -> Self {
        if self.0.path().is_empty() {
            change(&mut self.0);
        }
        self
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(Box::new(error))
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        *fault.0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::invalid(message.to_string())
    }

    #[cold]
    #[inline(never)]
    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid(expected.to_string())
    }

    #[cold]
    #[inline(never)]
    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid(expected.to_string())
    }

    #[cold]
    #[inline(never)]
    fn invalid_length(_: usize, expected: &dyn de::Expected) -> Self {
        Self::invalid(expected.to_string())
    }

    #[cold]
    #[inline(never)]
    fn unknown_variant(given: &str, words: &'static [&'static str]) -> Self {
        Self::word(given, words)
    }

    #[cold]
    #[inline(never)]
    fn unknown_field(key: &str, keys: &'static [&'static str]) -> Self {
        Error::UnknownKey {
            path: String::new(),
            key: key.to_owned(),
            allowed: keys.iter().map(|&k| k.to_owned()).collect(),
        }
        .into()
    }

    #[cold]
    #[inline(never)]
    fn missing_field(key: &'static str) -> Self {
        Error::MissingKey { path: String::new(), key: key.to_owned() }.into()
    }
}

/// `"a"`, or `one of "a", "b", "c"`.
pub(super) fn one_of(words: &[&str]) -> String {
    let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    if words.len() == 1 { list } else { format!("one of {list}") }
}

/// `key` as a part of a path: itself, or `["key"]` when it could be misread.
pub(super) fn segment(key: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '$');
    if !key.is_empty() && key.chars().all(plain) {
        shorten(key.to_owned())
    } else {
        format!("[{}]", quote(&Value::from(key)))
    }
}

/// A value as JSON, cut after [`MAX_QUOTE`] characters.
pub(super) fn quote(json: &Value) -> String {
    match json {
        // Spare the effort of writing a long text out in full.
        Value::String(text) if text.len() > 8 * MAX_QUOTE => {
            let start: String = text.chars().take(MAX_QUOTE + 1).collect();
            shorten(Value::from(start).to_string())
        }
        _ => shorten(json.to_string()),
    }
}

/// `text`, cut after [`MAX_QUOTE`] characters.
fn shorten(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_QUOTE) {
        text.truncate(end);
        text.push('…');
    }
    text
}
