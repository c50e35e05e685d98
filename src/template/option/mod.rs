//! Options: what the shopper can choose. One file per family of kinds; [`choice`] is what they offer.

mod choice;
mod control;
mod font;
mod multi;
mod names;
mod photo;
mod place;

use serde::Deserialize;

use super::text_option::Typing;
pub use super::text_option::{CharacterSet, TextOption};
use super::value::{Place, Value};
use crate::color::Color;
use crate::template::bound::Condition;
use crate::template::logic::Offer;
pub use choice::{Category, Choice};
pub use control::{ChoiceControl, NumberControl};
pub use font::FontOption;
pub use multi::MultiOption;
pub use names::NamesOption;
pub use photo::PhotoOption;
pub use place::{PlaceOption, PlaceSnap};

/// Declares an option kind: the fields that all kinds have, then its own.
macro_rules! option_kind {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
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
            /// Which of its choices are offered, by the value of another option. Default: all.
            #[serde(default)]
            pub offer: Option<crate::template::logic::Offer>,
            /// Id of an option of the same kind whose value it has, until it is set to another.
            /// Default: none.
            #[serde(default)]
            pub follows: Option<String>,
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
        /// With `custom`: the colors that can be made. Any other is stored as the nearest of these, as
        /// the eye sees it (in OKLab). Default: all.
        #[serde(default)]
        palette: Vec<Color>,
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
        /// The categories that choices are in. Default: none.
        #[serde(default)]
        categories: Vec<Category>,
    }
}

option_kind! {
    /// One of several named things; what it decides is told by the bindings' maps.
    ChoiceOption {
        /// Choice id at the start. Default: the first choice.
        #[serde(default)]
        default: Option<String>,
        /// The choices; one with the id `none` stands for none.
        choices: Vec<Choice>,
        /// The categories that choices are in. Default: none.
        #[serde(default)]
        categories: Vec<Category>,
        /// How the form shows it. Default: `buttons`.
        #[serde(default)]
        control: ChoiceControl,
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
        /// How the form shows it. Default: `slider`.
        #[serde(default)]
        control: NumberControl,
        /// Added to the price for each 1 above `min`. Default: 0.
        #[serde(default)]
        price: f64,
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
    /// One of several fonts.
    Font(FontOption),
    /// Several of several things.
    Multi(MultiOption),
    /// A list of texts that the shopper types.
    Names(NamesOption),
    /// A picture that the shopper gives.
    Photo(PhotoOption),
    /// Where the shopper put layers.
    Place(PlaceOption),
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
            Self::Font(o) => &o.$field,
            Self::Multi(o) => &o.$field,
            Self::Names(o) => &o.$field,
            Self::Photo(o) => &o.$field,
            Self::Place(o) => &o.$field,
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
            Self::Font(o) => &o.choices,
            Self::Multi(o) => &o.choices,
            _ => &[],
        }
    }

    /// The categories that its choices are in; none of a kind that has none.
    pub fn categories(&self) -> &[Category] {
        match self {
            Self::Image(o) => &o.categories,
            Self::Choice(o) => &o.categories,
            Self::Multi(o) => &o.categories,
            _ => &[],
        }
    }

    /// What may be typed, of a text or each text of a list; `None` where nothing is typed.
    pub fn typing(&self) -> Option<Typing<'_>> {
        match self {
            Self::Text(o) => Some(o.typing()),
            Self::Names(o) => Some(o.typing()),
            _ => None,
        }
    }

    /// Its choices, to be said in other words.
    pub(super) fn choices_mut(&mut self) -> &mut [Choice] {
        match self {
            Self::Color(o) => &mut o.choices,
            Self::Image(o) => &mut o.choices,
            Self::Choice(o) => &mut o.choices,
            Self::Font(o) => &mut o.choices,
            Self::Multi(o) => &mut o.choices,
            _ => &mut [],
        }
    }

    /// Its categories, to be said in other words.
    pub(super) fn categories_mut(&mut self) -> &mut [Category] {
        match self {
            Self::Image(o) => &mut o.categories,
            Self::Choice(o) => &mut o.categories,
            Self::Multi(o) => &mut o.categories,
            _ => &mut [],
        }
    }

    /// Its label and help, to be said in other words.
    pub(super) fn words_mut(&mut self) -> (&mut Option<String>, &mut Option<String>) {
        macro_rules! of {
            ($($kind:ident)*) => {
                match self {
                    $(Self::$kind(o) => (&mut o.label, &mut o.help),)*
                }
            };
        }
        of!(Text Color Image Choice Toggle Number Font Multi Names Photo Place)
    }

    /// Whether its text at the start is a sample that must not be ordered by mistake.
    pub fn is_sample(&self) -> bool {
        matches!(self, Self::Text(o) if o.placeholder)
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

    /// Which of its choices are offered, by another option.
    pub fn offer(&self) -> Option<&Offer> {
        of_each_kind!(self, offer).as_ref()
    }

    /// Id of the option whose value it has until it is set.
    pub fn follows(&self) -> Option<&str> {
        of_each_kind!(self, follows).as_deref()
    }

    /// What each row of a list of texts costs.
    pub fn row_price(&self) -> f64 {
        if let Self::Names(names) = self { names.price } else { 0.0 }
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

    /// The kind as the template has it: `text`, `color`, `image`, `choice`, `toggle`, `number`, `font`,
    /// `multi`, `names`, `photo`, `place`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Color(_) => "color",
            Self::Image(_) => "image",
            Self::Choice(_) => "choice",
            Self::Toggle(_) => "toggle",
            Self::Number(_) => "number",
            Self::Font(_) => "font",
            Self::Multi(_) => "multi",
            Self::Names(_) => "names",
            Self::Photo(_) => "photo",
            Self::Place(_) => "place",
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
            Self::Font(o) => chosen(&o.default, o.choices.first().map(|c| &c.id)),
            Self::Multi(o) => Value::List(o.default.clone()),
            Self::Names(o) => Value::List(o.default.clone()),
            Self::Photo(_) => Value::Text(String::new()),
            Self::Place(_) => Value::Place(Place::HOME),
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
