//! What a form shows of an option.

use serde::Serialize;

use super::value::graphemes;
use crate::issue::Issue;
use crate::template::Value;
use crate::template::option::{Choice, OptionSpec};
use crate::template::text_option::lines;

/// An option as a form shows it now.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionState {
    /// Id of the option.
    pub id: String,
    /// `text`, `color`, `image`, `choice`, `toggle` or `number`.
    pub kind: &'static str,
    /// Label in the form.
    pub label: String,
    /// A sentence of help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Id of its group in the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Whether the form leaves it out.
    pub hidden: bool,
    /// The current value.
    pub value: Value,
    /// The value at the start.
    pub default: Value,
    /// Whether its `when` holds.
    pub visible: bool,
    /// Whether it can be changed; a hidden option can't.
    pub enabled: bool,
    /// Whether an empty value is an issue.
    pub required: bool,
    /// Whether the shopper has set it.
    pub touched: bool,
    /// The issues about this option.
    pub issues: Vec<Issue>,
    /// What the current value adds to the price.
    pub price: f64,
    /// What can be chosen, for kinds that have choices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<ChoiceState>>,
    /// Most characters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Characters of the current text, counted as `max_length` counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    /// Lines of the current text as it is drawn; an empty one has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<u32>,
    /// Most lines of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_lines: Option<u32>,
    /// Whether a text may have line breaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiline: Option<bool>,
    /// What the preview shows while the text is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// The regular expression that a text must match, in Rust's syntax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Step of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// Unit of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether a color option takes any color.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<bool>,
}

/// A choice as a form shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceState {
    /// Id of the choice: the value to set.
    pub id: String,
    /// Label in the form.
    pub label: String,
    /// What it adds to the price.
    pub price: f64,
    /// The color of a swatch, `#rrggbb` or `#rrggbbaa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Asset id of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Asset id of a font.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Id of its category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Words by which it is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl From<&Choice> for ChoiceState {
    fn from(choice: &Choice) -> Self {
        Self {
            id: choice.id.clone(),
            label: choice.label().to_owned(),
            price: choice.price,
            color: choice.color.map(|color| color.to_string()),
            image: choice.image.clone(),
            font: choice.font.clone(),
            category: choice.category.clone(),
            tags: choice.tags.clone(),
        }
    }
}

/// The state of one option.
pub(super) fn describe(
    spec: &OptionSpec,
    value: &Value,
    visible: bool,
    touched: bool,
    issues: &[Issue],
) -> OptionState {
    let mut state = OptionState {
        id: spec.id().to_owned(),
        kind: spec.kind(),
        label: spec.label().to_owned(),
        help: spec.help().map(str::to_owned),
        group: spec.group().map(str::to_owned),
        hidden: spec.hidden(),
        value: value.clone(),
        default: spec.default_value(),
        visible,
        enabled: visible,
        required: spec.required(),
        touched,
        issues: issues.iter().filter(|i| i.option.as_deref() == Some(spec.id())).cloned().collect(),
        price: super::value::price(spec, value),
        choices: match spec {
            OptionSpec::Color(_) | OptionSpec::Image(_) | OptionSpec::Choice(_) => {
                Some(spec.choices().iter().map(ChoiceState::from).collect())
            }
            _ => None,
        },
        max_length: None,
        length: None,
        lines: None,
        max_lines: None,
        multiline: None,
        prompt: None,
        pattern: None,
        min: None,
        max: None,
        step: None,
        unit: None,
        custom: None,
    };
    match spec {
        OptionSpec::Text(o) => {
            state.max_length = o.max_length;
            state.max_lines = Some(o.most_lines());
            state.multiline = Some(o.most_lines() > 1);
            state.prompt = o.prompt.clone();
            state.pattern = o.pattern.clone();
            if let Value::Text(text) = value {
                state.length = u32::try_from(graphemes(text)).ok();
                state.lines = u32::try_from(lines(&o.normalize(text).text)).ok();
            }
        }
        OptionSpec::Color(o) => {
            state.custom = Some(o.custom);
        }
        OptionSpec::Image(_) | OptionSpec::Choice(_) | OptionSpec::Toggle(_) => {}
        OptionSpec::Number(o) => {
            state.min = Some(o.min);
            state.max = Some(o.max);
            state.step = o.step;
            state.unit = o.unit.clone();
        }
    }
    state
}
