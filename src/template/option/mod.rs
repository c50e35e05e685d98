//! Options: what the shopper can choose. One file per family of kinds; [`choice`] is what they offer.

mod choice;

use serde::Deserialize;

pub use super::text_option::{CharacterSet, TextOption};
use super::value::Value;
use crate::template::bound::Condition;
pub use choice::{Category, Choice};

/// Declares an option kind: the fields that all kinds have, then its own.
macro_rules! option_kind {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            /// Id, unique among the template's options; the key in the selection.
            pub id: String,
            /// Label in the form. Default: the id.
            #[serde(default)]
            pub label: Option<String>,
            /// A sentence of help under the control.
            #[serde(default)]
            pub help: Option<String>,
            /// When the option is offered; a hidden option keeps its value but does not count as
            /// required.
            #[serde(default)]
            pub when: Option<crate::template::bound::Condition>,
            /// Whether the form leaves it out: the host, a preset or another option sets it. Default: no.
            #[serde(default)]
            pub hidden: bool,
            /// Id of the group of the form that it is in. Default: none.
            #[serde(default)]
            pub group: Option<String>,
            /// Whether an empty value is an issue: an empty text or list, or a choice that stands for
            /// none. Default: no.
            #[serde(default)]
            pub required: bool,
            /// Ids that it had in older versions of the template.
            #[serde(default)]
            pub aliases: Vec<String>,
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
}

pub(super) use option_kind;

option_kind! {
    /// A color, out of swatches or, with `custom`, any.
    ColorOption {
        /// Choice id (or color, with `custom`) at the start. Default: the first choice.
        #[serde(default)]
        default: Option<String>,
        /// The swatches.
        #[serde(default)]
        choices: Vec<Choice>,
        /// Whether any CSS color is taken beside the swatches. Default: no.
        #[serde(default)]
        custom: bool,
    }
}

option_kind! {
    /// A picture out of those that the shop offers.
    ImageOption {
        /// Choice id at the start. Default: the first choice.
        #[serde(default)]
        default: Option<String>,
        /// The pictures; a choice without an `image` stands for none.
        choices: Vec<Choice>,
    }
}

option_kind! {
    /// One of several named things; what it decides is told by the bindings' maps.
    ChoiceOption {
        /// Choice id at the start. Default: the first choice.
        #[serde(default)]
        default: Option<String>,
        /// The choices.
        choices: Vec<Choice>,
    }
}

option_kind! {
    /// On or off.
    ToggleOption {
        /// State at the start. Default: off.
        #[serde(default)]
        default: bool,
        /// Added to the price when on. Default: 0.
        #[serde(default)]
        price: f64,
    }
}

option_kind! {
    /// A number.
    NumberOption {
        /// Number at the start. Default: `min`.
        #[serde(default)]
        default: Option<f64>,
        /// Smallest number.
        min: f64,
        /// Largest number.
        max: f64,
        /// Step from `min`; other numbers are refused. Default: any number is taken.
        #[serde(default)]
        step: Option<f64>,
        /// Unit shown behind the number.
        #[serde(default)]
        unit: Option<String>,
    }
}

/// Something the shopper chooses; `kind` tells which.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(tag = "kind"))]
#[serde(rename_all = "kebab-case")]
pub enum OptionSpec {
    /// A text that the shopper types.
    Text(TextOption),
    /// A color, out of swatches or any.
    Color(ColorOption),
    /// A picture out of those that the shop offers.
    Image(ImageOption),
    /// One of several named things.
    Choice(ChoiceOption),
    /// On or off.
    Toggle(ToggleOption),
    /// A number.
    Number(NumberOption),
}

/// A field that all kinds of options have.
macro_rules! of_each_kind {
    ($option:expr, $field:ident) => {
        match $option {
            Self::Text(o) => &o.$field,
            Self::Color(o) => &o.$field,
            Self::Image(o) => &o.$field,
            Self::Choice(o) => &o.$field,
            Self::Toggle(o) => &o.$field,
            Self::Number(o) => &o.$field,
        }
    };
}

impl OptionSpec {
    /// The choices; none of a kind that has none.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Color(o) => &o.choices,
            Self::Image(o) => &o.choices,
            Self::Choice(o) => &o.choices,
            Self::Text(_) | Self::Toggle(_) | Self::Number(_) => &[],
        }
    }

    /// The choice with this id.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id == id)
    }

    /// Whether the form leaves it out.
    pub fn hidden(&self) -> bool {
        *of_each_kind!(self, hidden)
    }

    /// Id of the group of the form that it is in.
    pub fn group(&self) -> Option<&str> {
        of_each_kind!(self, group).as_deref()
    }

    /// Whether an empty value is an issue.
    pub fn required(&self) -> bool {
        *of_each_kind!(self, required)
    }

    /// Ids that it had in older versions.
    pub fn aliases(&self) -> &[String] {
        of_each_kind!(self, aliases)
    }

    /// The id.
    pub fn id(&self) -> &str {
        of_each_kind!(self, id)
    }

    /// The label; the id when there is none.
    pub fn label(&self) -> &str {
        of_each_kind!(self, label).as_deref().unwrap_or_else(|| self.id())
    }

    /// The sentence of help.
    pub fn help(&self) -> Option<&str> {
        of_each_kind!(self, help).as_deref()
    }

    /// When the option is offered; `None` is always.
    pub fn when(&self) -> Option<&Condition> {
        of_each_kind!(self, when).as_ref()
    }

    /// The kind as the template has it: `text`, `color`, `image`, `choice`, `toggle`, `number`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Color(_) => "color",
            Self::Image(_) => "image",
            Self::Choice(_) => "choice",
            Self::Toggle(_) => "toggle",
            Self::Number(_) => "number",
        }
    }

    /// The value at the start. An option without choices, which the check refuses, has an empty text.
    pub fn default_value(&self) -> Value {
        let chosen = |default: &Option<String>, first: Option<&String>| {
            Value::Text(default.as_ref().or(first).cloned().unwrap_or_default())
        };
        match self {
            Self::Text(o) => Value::Text(o.default.clone()),
            Self::Color(o) => chosen(&o.default, o.choices.first().map(|c| &c.id)),
            Self::Image(o) => chosen(&o.default, o.choices.first().map(|c| &c.id)),
            Self::Choice(o) => chosen(&o.default, o.choices.first().map(|c| &c.id)),
            Self::Toggle(o) => Value::Bool(o.default),
            Self::Number(o) => Value::Number(o.default.unwrap_or(o.min)),
        }
    }
}

impl NumberOption {
    /// Whether `number` is in range and on a step. Steps are compared with a tolerance of a millionth
    /// of a step, because 0.1 and its like are not exact; NaN is not accepted.
    pub fn accepts(&self, number: f64) -> bool {
        const TOLERANCE: f64 = 1e-6;
        (self.min..=self.max).contains(&number)
            && self.step.is_none_or(|step| {
                let steps = (number - self.min) / step;
                (steps - steps.round()).abs() <= TOLERANCE
            })
    }

    /// What [`accepts`](Self::accepts) takes, in words that follow "expected".
    pub fn accepted(&self) -> String {
        let range = format!("a number from {} to {}", self.min, self.max);
        match self.step {
            Some(step) => format!("{range} in steps of {step}"),
            None => range,
        }
    }
}
