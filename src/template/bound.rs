//! Values that an option decides: bindings and `when` conditions.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::value::Value;

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
    /// `{ "all": [ … ] }`: every condition holds; true when empty.
    All(Vec<Condition>),
    /// `{ "any": [ … ] }`: at least one condition holds; false when empty.
    Any(Vec<Condition>),
    /// `{ "not": … }`: the condition does not hold.
    Not(Box<Condition>),
}
