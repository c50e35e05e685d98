//! Options: choices, defaults, ranges.

use std::str::FromStr;

use serde::de::Error as _;

use super::condition::{no_circles, when};
use super::known::{Known, unknown};
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text, text};
use super::text_option;
use crate::color::Color;
use crate::template::OptionSpec;
use crate::template::fault::Fault;
use crate::template::limits::MAX_CHOICES;
use crate::template::option::{ColorOption, NumberOption};

/// All options, then how they depend on each other.
pub(super) fn check(options: &[OptionSpec], known: &Known<'_>) -> Checked {
    let mut ids = Ids::default();
    for (i, option) in options.iter().enumerate() {
        ids.add(option.id()).at("id").at_index("options", i)?;
        check_one(option, known).at_index("options", i)?;
    }
    no_circles(options)
}

fn check_one(option: &OptionSpec, known: &Known<'_>) -> Checked {
    text(option.label()).at("label")?;
    text(option.help().unwrap_or_default()).at("help")?;
    match option {
        OptionSpec::Text(o) => text_option::check(o),
        OptionSpec::Color(o) => check_color(o),
        OptionSpec::Image(o) => {
            for (i, choice) in o.choices.iter().enumerate() {
                let image = choice.image.as_deref();
                image.map_or(Ok(()), |id| known.image(id)).at("image").at_index("choices", i)?;
            }
            let choices = o.choices.iter().map(|c| (c.id.as_str(), c.label.as_deref(), c.price));
            check_choices(choices, o.default.as_deref(), true)
        }
        OptionSpec::Choice(o) => {
            let choices = o.choices.iter().map(|c| (c.id.as_str(), c.label.as_deref(), c.price));
            check_choices(choices, o.default.as_deref(), true)
        }
        OptionSpec::Toggle(o) => Range::ANY.check(o.price).at("price"),
        OptionSpec::Number(o) => check_number(o),
    }?;
    when(option.when(), known)
}

fn check_color(option: &ColorOption) -> Checked {
    let choices = option.choices.iter().map(|c| (c.id.as_str(), c.label.as_deref(), c.price));
    if !option.custom {
        return check_choices(choices, option.default.as_deref(), true);
    }
    match option.default.as_deref() {
        None if option.choices.is_empty() => Err(Fault::missing_field("default")),
        Some(color) if Color::from_str(color).is_ok() => check_choices(choices, None, false),
        default => check_choices(choices, default, false),
    }
}

fn check_number(option: &NumberOption) -> Checked {
    Range::ANY.check(option.min).at("min")?;
    Range::ANY.check(option.max).at("max")?;
    if option.min >= option.max {
        return Err(invalid(option.max.to_string(), format!("a number above {}", option.min)))
            .at("max");
    }
    if let Some(step) = option.step {
        Range::above(0.0, option.max - option.min).check(step).at("step")?;
    }
    if let Some(default) = option.default
        && !option.accepts(default)
    {
        return Err(invalid(default.to_string(), option.accepted())).at("default");
    }
    text(option.unit.as_deref().unwrap_or_default()).at("unit")
}

/// Choices as id, label and price, and the one at the start.
fn check_choices<'t>(
    choices: impl ExactSizeIterator<Item = (&'t str, Option<&'t str>, f64)> + Clone,
    default: Option<&str>,
    needed: bool,
) -> Checked {
    at_most(choices.len(), MAX_CHOICES, "choices").at("choices")?;
    if needed && choices.len() == 0 {
        return Err(invalid("[]", "at least one choice")).at("choices");
    }
    let mut ids = Ids::default();
    for (i, (id, label, price)) in choices.clone().enumerate() {
        ids.add(id).at("id").at_index("choices", i)?;
        text(label.unwrap_or_default()).at("label").at_index("choices", i)?;
        Range::ANY.check(price).at("price").at_index("choices", i)?;
    }
    match default {
        Some(default) if choices.clone().all(|(id, ..)| id != default) => {
            if needed {
                Err(unknown("choice", default, choices.map(|(id, ..)| id))).at("default")
            } else {
                let allowed = "the id of a choice or a CSS color such as \"#14213d\" or \"navy\"";
                Err(invalid_text(default, allowed)).at("default")
            }
        }
        _ => Ok(()),
    }
}
