//! Issues: what the shopper or the shop should know about the current selection. Never an error.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::template::placeholder::{Piece, parse_placeholders};

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The product should not be ordered like this.
    Error,
    /// The product can be ordered, but may not look as wished.
    Warning,
}

/// Something the shopper or the shop should know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// Stable name, for programs: `required`, `pattern-mismatch`, `text-overflow`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A sentence for people.
    pub message: String,
    /// Id of the option it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Id of the area it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Id of the layer it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// The row of a list that it is about, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// What a sentence about it needs, for those who write one: numbers, and texts such as the
    /// characters that can't be drawn.
    pub data: BTreeMap<&'static str, Datum>,
}

/// A number or text of an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Datum {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl From<f64> for Datum {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Datum {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl fmt::Display for Datum {
    /// As people read it: numbers with one digit after the point at most.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => ((number * 10.0).round() / 10.0).fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// The codes of all issues.
pub const CODES: [&str; 23] = [
    "asset-failed",
    "blocked-word",
    "characters-dropped",
    "characters-not-allowed",
    "code-too-long",
    "low-contrast",
    "low-resolution",
    "missing-glyph",
    "not-offered",
    "outside-safe-zone",
    "pattern-mismatch",
    "photo-missing",
    "required",
    "text-overflow",
    "text-truncated",
    "too-few",
    "too-large",
    "too-long",
    "too-many",
    "too-many-lines",
    "too-small",
    "untouched-placeholder",
    "variant-unavailable",
];

impl Issue {
    /// An issue about one option.
    pub fn of_option(
        code: &'static str,
        severity: Severity,
        option: &str,
        message: String,
    ) -> Self {
        Self {
            code,
            severity,
            message,
            option: Some(option.to_owned()),
            area: None,
            layer: None,
            row: None,
            data: BTreeMap::new(),
        }
    }

    /// An issue about one layer of an area; a layer without an id stays unnamed.
    pub fn of_layer(
        code: &'static str,
        severity: Severity,
        area: &str,
        layer: Option<&str>,
        message: String,
    ) -> Self {
        Self {
            code,
            severity,
            message,
            option: None,
            area: Some(area.to_owned()),
            layer: layer.map(str::to_owned),
            row: None,
            data: BTreeMap::new(),
        }
    }

    /// The issue with one more number or text.
    #[must_use]
    pub fn with(mut self, key: &'static str, datum: impl Into<Datum>) -> Self {
        self.data.insert(key, datum.into());
        self
    }

    /// Says it in other words: `{label}` stands for `label`, `{limit}` and such for the data.
    pub fn say(&mut self, words: &str, label: &str) {
        let Ok(pieces) = parse_placeholders(words) else { return };
        self.message.clear();
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.message.push_str(&text),
                Piece::Option(key) if key == "label" => self.message.push_str(label),
                Piece::Option(key) | Piece::Row(key, _) => {
                    if let Some(datum) = self.data.get(key.as_str()) {
                        self.message.push_str(&datum.to_string());
                    }
                }
            }
        }
    }
}
