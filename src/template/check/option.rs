//! Options: defaults and ranges.

use std::str::FromStr;

use serde::de::Error as _;

use super::condition::{no_circles, when};
use super::known::{Known, unknown};
use super::rule::{At, Checked, Ids, Range, invalid, invalid_text, text};
use super::{choice, text_option};
use crate::color::Color;
use crate::template::OptionSpec;
use crate::template::fault::Fault;
use crate::template::option::{Choice, ColorOption, NumberOption};

/// All options, then how they depend on each other.
pub(super) fn check(options: &[OptionSpec], known: &Known<'_>) -> Checked {
    let mut ids = Ids::default();
    for (i, option) in options.iter().enumerate() {
        ids.add(option.id()).at("id").at_index("options", i)?;
        check_one(option, known).at_index("options", i)?;
    }
    for (i, option) in options.iter().enumerate() {
        for (j, alias) in option.aliases().iter().enumerate() {
            ids.add(alias).at_index("aliases", j).at_index("options", i)?;
        }
    }
    no_circles(options)
}

fn check_one(option: &OptionSpec, known: &Known<'_>) -> Checked {
    text(option.label()).at("label")?;
    text(option.help().unwrap_or_default()).at("help")?;
    match option {
        OptionSpec::Text(o) => text_option::check(o),
        OptionSpec::Color(o) => check_color(o),
        OptionSpec::Image(o) => check_default(&o.choices, o.default.as_deref()),
        OptionSpec::Choice(o) => check_default(&o.choices, o.default.as_deref()),
        OptionSpec::Toggle(o) => Range::ANY.check(o.price).at("price"),
        OptionSpec::Number(o) => check_number(o),
    }?;
    if let Some(group) = option.group() {
        known.group(group).at("group")?;
    }
    choice::check(option, known)?;
    when(option.when(), known)
}

fn check_color(option: &ColorOption) -> Checked {
    let default = option.default.as_deref();
    if !option.custom {
        return check_default(&option.choices, default);
    }
    match default {
        None if option.choices.is_empty() => Err(Fault::missing_field("default")),
        Some(text)
            if Color::from_str(text).is_err() && option.choices.iter().all(|c| c.id != text) =>
        {
            let allowed = "the id of a choice or a CSS color such as \"#14213d\" or \"navy\"";
            Err(invalid_text(text, allowed)).at("default")
        }
        _ => Ok(()),
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

/// At least one choice, and the one at the start.
fn check_default(choices: &[Choice], default: Option<&str>) -> Checked {
    if choices.is_empty() {
        return Err(invalid("[]", "at least one choice")).at("choices");
    }
    match default {
        Some(default) if choices.iter().all(|choice| choice.id != default) => {
            Err(unknown("choice", default, choices.iter().map(|choice| &choice.id))).at("default")
        }
        _ => Ok(()),
    }
}
