//! Values that an option decides: bindings and `when` conditions.

use std::collections::BTreeMap;
use std::fmt;

use regex_lite::Regex;
use serde::{Deserialize, Deserializer, de};

use super::limits::MAX_TEXT;
use super::text_option::compile;
use super::value::Value;
use crate::unicode::nfc;

/// A literal value, or one that follows an option.
///
/// In JSON an object is a binding, all else a literal; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound<T> {
    /// The value itself.
    Literal(T),
    /// The value of an option.
    Option(Binding<T>),
}

impl<T> From<T> for Bound<T> {
    fn from(value: T) -> Self {
        Self::Literal(value)
    }
}

/// A value that follows an option: `{ "option": "ink" }`, or with a table from choice to value,
/// `{ "option": "size", "map": { "small": 10, "large": 20 } }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Binding_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Binding<T> {
    /// Id of the option.
    pub option: String,
    /// Value per choice id (`"true"` and `"false"` for a toggle). Without a map the value is the
    /// option's own: the color of a color choice, the image of an image choice, the font of a font choice,
    /// the photo, the number.
    pub map: Option<BTreeMap<String, T>>,
    /// Of a `multi` option, which it needs: the n-th of those chosen, from 1. While fewer are chosen,
    /// the layer or item is not there.
    pub slot: Option<u32>,
}

/// When an option, layer or item is there at all.
///
/// In JSON the keys tell which condition it is; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    /// `{ "option": "icon", "is": "none" }`: the option has this value.
    Is {
        /// Id of the option.
        option: String,
        /// The value: a choice id, text, number or boolean.
        is: Value,
    },
    /// `{ "option": "icon", "in": ["heart", "star"] }`: the option has one of these values.
    In {
        /// Id of the option.
        option: String,
        /// The values.
        #[serde(rename = "in")]
        values: Vec<Value>,
    },
    /// `{ "option": "charms", "has": "star" }`: this choice or text is in the option's list.
    Has {
        /// Id of the option.
        option: String,
        /// The choice id or text.
        has: String,
    },
    /// `{ "option": "name", "matches": "[A-Z]+" }`: the whole text matches the pattern.
    Matches {
        /// Id of the option.
        option: String,
        /// The pattern.
        matches: Pattern,
    },
    /// `{ "option": "size", "atLeast": 20, "below": 40 }`: a number, the count of a list or the
    /// characters of a text lie within limits; at least one is given.
    Within {
        /// Id of the option.
        option: String,
        /// It is greater than this.
        #[serde(default)]
        above: Option<f64>,
        /// It is this or greater.
        #[serde(default, rename = "atLeast")]
        at_least: Option<f64>,
        /// It is less than this.
        #[serde(default)]
        below: Option<f64>,
        /// It is this or less.
        #[serde(default, rename = "atMost")]
        at_most: Option<f64>,
    },
    /// `{ "all": [ … ] }`: every condition holds; true when empty.
    All(Vec<Condition>),
    /// `{ "any": [ … ] }`: at least one condition holds; false when empty.
    Any(Vec<Condition>),
    /// `{ "not": … }`: the condition does not hold.
    Not(Box<Condition>),
}

/// A regular expression that matches whole texts, in the syntax of Rust's `regex`: no look-around, no
/// back-references, no `\p{…}`. Compiled as it is read.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    regex: Regex,
}

impl Pattern {
    /// Whether a text matches. Composed and decomposed letters are the same.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(&nfc(text))
    }

    /// The pattern as the template has it.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Pattern;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a regular expression")
            }

            fn visit_str<E: de::Error>(self, source: &str) -> Result<Pattern, E> {
                if source.len() > MAX_TEXT {
                    return Err(E::custom(format!(
                        "a regular expression of at most {MAX_TEXT} bytes"
                    )));
                }
                let regex = compile(source)
                    .map_err(|reason| E::custom(format!("a regular expression ({reason})")))?;
                Ok(Pattern { source: source.to_owned(), regex })
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
