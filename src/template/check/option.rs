//! Options: defaults and ranges.

use std::str::FromStr;

use serde::de::Error as _;

use super::condition::when;
use super::known::{Known, unknown};
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text, text};
use super::{choice, list, offer, place, text_option};
use crate::color::Color;
use crate::image::MAX_IMAGE_SIDE;
use crate::template::OptionSpec;
use crate::template::fault::Fault;
use crate::template::limits::MAX_PALETTE;
use crate::template::logic::TextPrice;
use crate::template::option::{Choice, ColorOption, NumberOption};

/// All options.
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
    Ok(())
}

fn check_one(option: &OptionSpec, known: &Known<'_>) -> Checked {
    text(option.label()).at("label")?;
    text(option.help().unwrap_or_default()).at("help")?;
    match option {
        OptionSpec::Text(o) => {
            let price = o.price.by_length();
            match o.price {
                TextPrice::Flat(_) => Range::ANY.check(price.base),
                TextPrice::ByLength(_) => (Range::ANY.check(price.base).at("base"))
                    .and_then(|()| Range::ANY.check(price.per_character).at("perCharacter")),
            }
            .at("price")?;
            text_option::check(o.typing(), std::slice::from_ref(&o.default), false)
        }
        OptionSpec::Color(o) => check_color(o),
        OptionSpec::Image(o) => check_default(&o.choices, o.default.as_deref()),
        OptionSpec::Choice(o) => check_default(&o.choices, o.default.as_deref()),
        OptionSpec::Toggle(o) => Range::ANY.check(o.price).at("price"),
        OptionSpec::Number(o) => check_number(o),
        OptionSpec::Font(o) => check_default(&o.choices, o.default.as_deref()),
        OptionSpec::Multi(o) => list::check_multi(o),
        OptionSpec::Names(o) => list::check_names(o),
        OptionSpec::Photo(o) => {
            let side = Range::from_to(0.0, MAX_IMAGE_SIDE.into());
            side.check(o.min_width.into()).at("minWidth")?;
            side.check(o.min_height.into()).at("minHeight")
        }
        OptionSpec::Place(o) => place::check(o),
    }?;
    if let Some(group) = option.group() {
        known.group(group).at("group")?;
    }
    choice::check(option, known)?;
    if let Some(offer) = option.offer() {
        offer::check(offer, option, known).at("offer")?;
    }
    if let Some(leader) = option.follows() {
        offer::check_follows(leader, option, known).at("follows")?;
    }
    when(option.when(), known)
}

fn check_color(option: &ColorOption) -> Checked {
    let default = option.default.as_deref();
    at_most(option.palette.len(), MAX_PALETTE, "colors").at("palette")?;
    if !option.custom {
        if !option.palette.is_empty() {
            let allowed = "no palette, because \"custom\" is not true";
            return Err(invalid("[ … ]", allowed)).at("palette");
        }
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
        Some(text) => match text.parse() {
            Ok(color) if !option.palette.is_empty() && !option.palette.contains(&color) => {
                Err(invalid_text(text, "a color of \"palette\"")).at("default")
            }
            _ => Ok(()),
        },
        None => Ok(()),
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
    Range::ANY.check(option.price).at("price")?;
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
