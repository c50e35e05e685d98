//! What options do to each other: filters of choices, computed values, presets, variants; and what a
//! text costs.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::bound::Condition;
use super::limits::{MAX_NUMBER, MAX_TYPED_LINES};
use super::option::{NumberOption, OptionSpec, TextOption};
use super::text::TextCase;
use super::value::Value;

/// Which choices are offered, by the value of another option.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    /// Id of the other option.
    pub option: String,
    /// Per choice of the other option (`true` and `false` for a toggle) the choices that are offered:
    /// their ids, or `#tag` for all with that tag. A choice that is not named here offers all.
    pub map: BTreeMap<String, Vec<String>>,
}

/// A value that is computed from options: a text (`text`) or a number (`sum`).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Computed {
    /// Id, unique among the options and computed values.
    pub id: String,
    /// The text, with placeholders as in a text layer: `{first} & {second}`.
    #[serde(default)]
    pub text: Option<String>,
    /// What is taken of the text. Default: all.
    #[serde(default)]
    pub take: Option<Take>,
    /// Change of case. Default: `none`.
    #[serde(default)]
    pub case: Option<TextCase>,
    /// What is added up.
    #[serde(default)]
    pub sum: Option<Vec<Term>>,
    /// Least number; a smaller sum is this. Default: none.
    #[serde(default)]
    pub min: Option<f64>,
    /// Greatest number; a greater sum is this. Default: none.
    #[serde(default)]
    pub max: Option<f64>,
}

/// What is taken of a computed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// Its first character.
    First,
    /// The first character of each word.
    Initials,
}

/// A part of a sum.
///
/// In JSON an object is an option, a number itself; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// A number.
    Literal(f64),
    /// What an option counts.
    Option(Counted),
}

/// What an option counts: its number, how many a list has, the characters of a text, 1 for on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Counted {
    /// Id of the option.
    pub option: String,
    /// Factor. Default: 1.
    #[serde(default = "one")]
    pub times: f64,
}

fn one() -> f64 {
    1.0
}

impl Computed {
    /// The option that others take it for: a text, or a number within its limits.
    pub fn as_option(&self) -> OptionSpec {
        let id = self.id.clone();
        if self.sum.is_some() {
            OptionSpec::Number(NumberOption {
                id,
                hidden: true,
                min: self.min.unwrap_or(-MAX_NUMBER),
                max: self.max.unwrap_or(MAX_NUMBER),
                ..NumberOption::default()
            })
        } else {
            let max_lines = Some(MAX_TYPED_LINES);
            OptionSpec::Text(TextOption { id, hidden: true, max_lines, ..TextOption::default() })
        }
    }
}

/// Values for many options at once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preset {
    /// Id, unique among the presets.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
    /// Asset id of a picture of it. Default: none.
    #[serde(default)]
    pub image: Option<String>,
    /// When it can be applied. Default: always.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Value per option id; options that are not named keep theirs.
    pub values: BTreeMap<String, Value>,
}

impl Preset {
    /// The label; the id when there is none.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.id)
    }
}

/// The combinations of choices that there are to be bought.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Variants {
    /// Ids of the options whose values tell which variant it is.
    pub options: Vec<String>,
    /// The variants; a combination that is not here can't be bought.
    pub list: Vec<Variant>,
}

/// One combination of choices.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Variant {
    /// Id, unique among the variants: the shop's article number.
    pub id: String,
    /// The value of each of the options.
    pub is: BTreeMap<String, Value>,
    /// Added to the price. Default: 0.
    #[serde(default)]
    pub price: f64,
    /// Whether it can be bought now. Default: yes.
    #[serde(default = "yes")]
    pub available: bool,
    /// Ids of the views that show it. Default: all.
    #[serde(default)]
    pub views: Option<Vec<String>>,
    /// Ids of the areas that it has; others cost nothing. Default: all.
    #[serde(default)]
    pub areas: Option<Vec<String>>,
}

fn yes() -> bool {
    true
}

/// What a text costs that is not empty.
///
/// In JSON a number or an object; the template's own reader knows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextPrice {
    /// The same whatever its length.
    Flat(f64),
    /// By its length.
    ByLength(LengthPrice),
}

impl Default for TextPrice {
    fn default() -> Self {
        Self::Flat(0.0)
    }
}

/// What a text costs by its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LengthPrice {
    /// Whatever its length. Default: 0.
    #[serde(default)]
    pub base: f64,
    /// For each character (grapheme) that is not `free`. Default: 0.
    #[serde(default)]
    pub per_character: f64,
    /// Characters that cost nothing. Default: 0.
    #[serde(default)]
    pub free: u32,
}

impl TextPrice {
    /// Both forms as one.
    pub fn by_length(&self) -> LengthPrice {
        match self {
            Self::Flat(base) => LengthPrice { base: *base, ..LengthPrice::default() },
            Self::ByLength(price) => *price,
        }
    }
}
