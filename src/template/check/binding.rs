//! Values that follow an option: can the option give such a value, in range, for each choice?

use std::collections::BTreeMap;

use super::known::{Known, KnownOption};
use super::rule::{At, Checked, Range, invalid, invalid_text};
use super::text_option::whole;
use crate::color::Color;
use crate::error::Error;
use crate::mockup::Material;
use crate::template::paint::Paint;
use crate::template::{Binding, Bound, OptionSpec};

/// A number that is in range whatever the shopper chooses.
pub(super) fn number(value: &Bound<f64>, range: Range, known: &Known<'_>) -> Checked {
    let direct = |option: &OptionSpec| match option {
        OptionSpec::Number(number) if range.holds(number.min) && range.holds(number.max) => Ok(()),
        OptionSpec::Number(_) => Err(format!("an option whose numbers are {range}")),
        _ => Err("a number option, or a \"map\"".to_owned()),
    };
    bound(value, known, |number| range.check(*number), direct)
}

/// A color.
pub(super) fn color(value: &Bound<Color>, known: &Known<'_>) -> Checked {
    bound(value, known, |_| Ok(()), has_color)
}

/// A paint that follows an option: the option's color, or by a map.
pub(super) fn paint(
    binding: &Binding<Paint>,
    known: &Known<'_>,
    literal: impl Fn(&Paint) -> Checked,
) -> Checked {
    follow(binding, known, literal, has_color)
}

fn has_color(option: &OptionSpec) -> Result<(), String> {
    match option {
        OptionSpec::Color(_) => Ok(()),
        OptionSpec::Multi(o) if o.choices.iter().all(|choice| choice.color.is_some()) => Ok(()),
        OptionSpec::Multi(_) => Err("an option whose choices all have a color".to_owned()),
        _ => Err("a color option, or a \"map\"".to_owned()),
    }
}

/// The id of an image.
pub(super) fn image(value: &Bound<String>, known: &Known<'_>) -> Checked {
    let direct = |option: &OptionSpec| match option {
        OptionSpec::Image(_) | OptionSpec::Multi(_) | OptionSpec::Photo(_) => Ok(()),
        _ => Err("an image or photo option, or a \"map\"".to_owned()),
    };
    bound(value, known, |id| known.image(id), direct)
}

/// The id of a font.
pub(super) fn font(value: &Bound<String>, known: &Known<'_>) -> Checked {
    let direct = |option: &OptionSpec| match option {
        OptionSpec::Font(_) => Ok(()),
        _ => Err("a font option, or a \"map\"".to_owned()),
    };
    bound(value, known, |id| known.font(id), direct)
}

/// A word.
pub(super) fn word<T>(value: &Bound<T>, known: &Known<'_>) -> Checked {
    bound(value, known, |_| Ok(()), |_| Err(NEEDS_MAP.to_owned()))
}

/// A material; `literal` checks one.
pub(super) fn material(
    value: &Bound<Material>,
    known: &Known<'_>,
    literal: impl Fn(&Material) -> Checked,
) -> Checked {
    bound(value, known, literal, |_| Err(NEEDS_MAP.to_owned()))
}

/// What follows an option by a map alone; `literal` checks one.
pub(super) fn mapped<T>(
    binding: &Binding<T>,
    known: &Known<'_>,
    literal: impl Fn(&T) -> Checked,
) -> Checked {
    follow(binding, known, literal, |_| Err(NEEDS_MAP.to_owned()))
}

const NEEDS_MAP: &str = "a \"map\" beside the option";

/// Checks every value that `value` may have: `literal` each one that is written out, `direct` whether
/// the option's own are fit, with what is expected if not.
fn bound<T>(
    value: &Bound<T>,
    known: &Known<'_>,
    literal: impl Fn(&T) -> Checked,
    direct: impl Fn(&OptionSpec) -> Result<(), String>,
) -> Checked {
    match value {
        Bound::Literal(value) => literal(value),
        Bound::Option(binding) => follow(binding, known, literal, direct),
    }
}

/// As [`bound`], of a binding.
fn follow<T>(
    binding: &Binding<T>,
    known: &Known<'_>,
    literal: impl Fn(&T) -> Checked,
    direct: impl Fn(&OptionSpec) -> Result<(), String>,
) -> Checked {
    let option = known.option(&binding.option).at("option")?;
    check_slot(binding.slot, option.spec)?;
    let Some(map) = &binding.map else {
        return direct(option.spec)
            .map_err(|allowed| invalid_text(&binding.option, allowed))
            .at("option");
    };
    if let Err(allowed) = mappable(option.spec) {
        return Err(invalid_text(&binding.option, allowed)).at("option");
    }
    covers(map, option).at("map")?;
    for (choice, value) in map {
        literal(value).at(choice).at("map")?;
    }
    Ok(())
}

/// A multi option needs a slot that can be filled, others have none.
fn check_slot(slot: Option<u32>, option: &OptionSpec) -> Checked {
    match (option, slot) {
        (OptionSpec::Multi(_), None) => {
            Err(Error::MissingKey { path: String::new(), key: "slot".to_owned() }.into())
        }
        (OptionSpec::Multi(multi), Some(slot)) => {
            let most = u32::try_from(multi.most()).unwrap_or(u32::MAX);
            whole(Some(slot), most).at("slot")
        }
        (_, Some(slot)) => {
            let allowed = format!("no slot, because \"{}\" is not a multi option", option.id());
            Err(invalid(slot.to_string(), allowed)).at("slot")
        }
        (_, None) => Ok(()),
    }
}

/// Whether all values of the option are known beforehand.
pub(super) fn mappable(option: &OptionSpec) -> Result<(), &'static str> {
    match option {
        OptionSpec::Color(color) if color.custom => {
            Err("an option without \"custom\", because the map must cover every value")
        }
        OptionSpec::Text(_)
        | OptionSpec::Number(_)
        | OptionSpec::Names(_)
        | OptionSpec::Photo(_)
        | OptionSpec::Place(_) => {
            Err("a color, image, choice, font, multi or toggle option, because there is a \"map\"")
        }
        _ => Ok(()),
    }
}

/// Whether the option has one of several values that are known beforehand.
pub(super) fn selectable(option: &OptionSpec) -> Result<(), &'static str> {
    let allowed = "a color, image, choice, font or toggle option, because there is a \"map\"";
    match option {
        OptionSpec::Color(color) if color.custom => mappable(option),
        OptionSpec::Multi(_) => Err(allowed),
        _ => mappable(option).map_err(|_| allowed),
    }
}

/// Whether the map has each choice and nothing else.
fn covers<T>(map: &BTreeMap<String, T>, option: &KnownOption<'_>) -> Checked {
    if let Some(extra) = map.keys().find(|&key| !option.choices.contains(key.as_str())) {
        return Err(Error::UnknownKey {
            path: String::new(),
            key: extra.clone(),
            allowed: option.choices.iter().map(|&id| id.to_owned()).collect(),
        }
        .into());
    }
    match option.choices.iter().find(|&&id| !map.contains_key(id)) {
        Some(&lacking) => {
            Err(Error::MissingKey { path: String::new(), key: lacking.to_owned() }.into())
        }
        None => Ok(()),
    }
}
