//! Values that an option decides: bindings and `when` conditions.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A literal value, or one that follows an option.
#[derive(Clone, Debug, PartialEq)]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Binding<T> {
    /// Id of the option.
    pub option: String,
    /// Value per choice id (`"true"` and `"false"` for a toggle). Without a map the value is the
    /// option's own: the color of a color choice, the image of an image choice, the text, the number.
    #[serde(default = "none")]
    pub map: Option<BTreeMap<String, T>>,
}

fn none<T>() -> Option<T> {
    None
}

/// When an option, layer or item is there at all.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `{ "option": "icon", "is": "none" }`: the option has this value.
    Is {
        /// Id of the option.
        option: String,
        /// The value: a choice id, text, number or boolean.
        is: Scalar,
    },
    /// `{ "option": "icon", "in": ["heart", "star"] }`: the option has one of these values.
    In {
        /// Id of the option.
        option: String,
        /// The values.
        values: Vec<Scalar>,
    },
    /// `{ "all": [ … ] }`: every condition holds; true when empty.
    All(Vec<Condition>),
    /// `{ "any": [ … ] }`: at least one condition holds; false when empty.
    Any(Vec<Condition>),
    /// `{ "not": … }`: the condition does not hold.
    Not(Box<Condition>),
}

/// The value of an option, as it stands in a selection: a text or choice id, a number, a boolean.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A text, a choice id or a color.
    Text(String),
    /// A finite number.
    Number(f64),
    /// On or off.
    Bool(bool),
}
