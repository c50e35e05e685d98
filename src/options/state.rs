//! What a form shows of an option.

use serde::Serialize;

use super::value::graphemes;
use crate::issue::Issue;
use crate::template::Value;
use crate::template::option::{Category, Choice, OptionSpec};
use crate::template::text_option::lines;

/// An option as a form shows it now.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionState {
    /// Id of the option.
    pub id: String,
    /// `text`, `color`, `image`, `choice`, `toggle`, `number`, `font`, `multi`, `names`, `photo` or
    /// `place`.
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
    /// For kinds that have choices: another number whenever the state of one of them is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The categories that choices are in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryState>,
    /// How the form shows it: of a choice `radio`, `select`, `buttons` or `swatches`, of a number
    /// `slider` or `stepper`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control: Option<&'static str>,
    /// Most characters of a text, or of each of a list.
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
    /// Smallest number; fewest choices or rows of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Largest number; most choices or rows of a list.
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
    /// Smallest and largest shift of a place to the right, in millimeters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<[f64; 2]>,
    /// Smallest and largest shift of a place down, in millimeters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<[f64; 2]>,
    /// Smallest and largest factor of the size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<[f64; 2]>,
    /// Smallest and largest turn, in degrees clockwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotate: Option<[f64; 2]>,
    /// Ids of the layers that a place moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
    /// The colors that can be made, `#rrggbb` or `#rrggbbaa`; any other is taken to the nearest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub palette: Vec<String>,
    /// Fewest pixels across of a photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_width: Option<u32>,
    /// Fewest pixels down of a photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_height: Option<u32>,
}

/// A category of choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryState {
    /// Id, which choices name.
    pub id: String,
    /// Label in the form.
    pub label: String,
}

impl From<&Category> for CategoryState {
    fn from(category: &Category) -> Self {
        let label = category.label.as_ref().unwrap_or(&category.id).clone();
        Self { id: category.id.clone(), label }
    }
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
    /// Whether it is offered.
    pub visible: bool,
    /// Whether it can be chosen.
    pub enabled: bool,
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
            visible: true,
            enabled: true,
        }
    }
}

/// Whether the option's kind has choices.
pub(super) fn has_choices(spec: &OptionSpec) -> bool {
    !spec.choices().is_empty() || matches!(spec, OptionSpec::Color(_))
}

/// The state of one option, but for its price and choices.
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
        price: 0.0,
        revision: None,
        categories: spec.categories().iter().map(CategoryState::from).collect(),
        control: None,
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
        palette: Vec::new(),
        min_width: None,
        min_height: None,
        x: None,
        y: None,
        scale: None,
        rotate: None,
        layers: None,
    };
    if let Some(typing) = spec.typing() {
        state.max_length = typing.max_length;
        state.max_lines = Some(typing.max_lines);
        state.multiline = Some(typing.max_lines > 1);
        state.prompt = typing.prompt.map(str::to_owned);
        state.pattern = typing.pattern.map(str::to_owned);
    }
    match spec {
        OptionSpec::Text(o) => {
            if let Value::Text(text) = value {
                state.length = u32::try_from(graphemes(text)).ok();
                state.lines = u32::try_from(lines(&o.normalize(text).text)).ok();
            }
        }
        OptionSpec::Color(o) => {
            state.custom = Some(o.custom);
            state.palette = o.palette.iter().map(ToString::to_string).collect();
        }
        OptionSpec::Choice(o) => state.control = Some(o.control.as_str()),
        OptionSpec::Image(_) | OptionSpec::Toggle(_) | OptionSpec::Font(_) => {}
        OptionSpec::Multi(o) => {
            state.min = Some(o.min.into());
            state.max = Some(o.most() as f64);
        }
        OptionSpec::Names(o) => {
            state.min = Some(o.min.into());
            state.max = Some(o.most() as f64);
        }
        OptionSpec::Photo(o) => {
            state.min_width = Some(o.min_width).filter(|least| *least > 0);
            state.min_height = Some(o.min_height).filter(|least| *least > 0);
        }
        OptionSpec::Number(o) => {
            state.min = Some(o.min);
            state.max = Some(o.max);
            state.step = o.step;
            state.unit = o.unit.clone();
            state.control = Some(o.control.as_str());
        }
        OptionSpec::Place(o) => {
            (state.x, state.y) = (o.x, o.y);
            (state.scale, state.rotate) = (o.scale, o.rotate);
        }
    }
    state
}
