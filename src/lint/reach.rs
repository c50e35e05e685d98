//! What nothing reads, shows or asks for: options, areas, prices.

use super::conditions::Truths;
use super::finding::{Finding, code};
use crate::template::option::OptionSpec;
use crate::template::view::Item;
use crate::template::{Area, References, Template};

/// Looks at options, areas and prices.
pub(super) fn check(
    template: &Template,
    read: &References,
    truths: &Truths,
    found: &mut Vec<Finding>,
) {
    for (i, option) in template.options.iter().enumerate() {
        let path = format!("options[{i}]");
        let offered = !truths.never(&format!("{path}.when"));
        let used = read.options.contains(option.id()) || is_in_variants(option, template);
        if offered && !used && !has_price(option) {
            let message = "no layer, item or condition reads it, and it has no price: choosing it \
                           changes nothing";
            found.push(
                Finding::warning(code::UNUSED_OPTION, &path, message.to_owned())
                    .with("option", option.id().into()),
            );
        }
        prices(option, &path, offered, truths, found);
        offers(option, &path, template, found);
    }
    for (a, area) in template.areas.iter().enumerate() {
        if !is_shown(area, template, truths) {
            let message = "no view shows it, so nobody sees what is printed there".to_owned();
            found.push(
                Finding::warning(code::AREA_NOT_SHOWN, &format!("areas[{a}]"), message)
                    .with("area", area.id.as_str().into())
                    .with("layers", area.layers.len().into()),
            );
        }
    }
}

/// Whether it tells which variant it is.
fn is_in_variants(option: &OptionSpec, template: &Template) -> bool {
    let variants = template.variants.as_ref();
    variants.is_some_and(|variants| variants.options.iter().any(|id| id == option.id()))
}

/// Choices that are offered for no value of the option that filters them.
fn offers(option: &OptionSpec, path: &str, template: &Template, found: &mut Vec<Finding>) {
    let Some(offer) = option.offer() else { return };
    let Some(by) = template.options.iter().find(|by| by.id() == offer.option) else { return };
    let on_off = ["true", "false"];
    let all_named = match by {
        OptionSpec::Color(color) if color.custom => false,
        OptionSpec::Toggle(_) => on_off.iter().all(|value| offer.map.contains_key(*value)),
        _ => !by.choices().is_empty() && by.choices().iter().all(|c| offer.map.contains_key(&c.id)),
    };
    // A value that is not named offers everything.
    if !all_named {
        return;
    }
    for (c, choice) in option.choices().iter().enumerate() {
        let names = |named: &String| {
            *named == choice.id
                || named.strip_prefix('#').is_some_and(|tag| choice.tags.iter().any(|t| t == tag))
        };
        if !offer.map.values().flatten().any(names) {
            let message = format!("no value of \"{}\" offers it: nobody can choose it", by.id());
            let path = format!("{path}.choices[{c}]");
            found.push(Finding::error(code::UNREACHABLE_CHOICE, &path, message));
        }
    }
}

/// Whether anything that can be chosen has a price.
fn has_price(option: &OptionSpec) -> bool {
    own_price(option).is_some() || option.choices().iter().any(|choice| choice.price != 0.0)
}

/// The price of an option itself, if it has one.
fn own_price(option: &OptionSpec) -> Option<f64> {
    let price = match option {
        OptionSpec::Toggle(toggle) => toggle.price,
        OptionSpec::Names(names) => names.price,
        OptionSpec::Number(number) => number.price,
        OptionSpec::Text(text) => {
            let price = text.price.by_length();
            if price.base == 0.0 { price.per_character } else { price.base }
        }
        _ => 0.0,
    };
    (price != 0.0).then_some(price)
}

/// Prices of what is never offered.
fn prices(
    option: &OptionSpec,
    path: &str,
    offered: bool,
    truths: &Truths,
    found: &mut Vec<Finding>,
) {
    let mut add = |path: String, price: f64, what: &str| {
        let message = format!("a price that nobody pays: {what} is never offered");
        found.push(
            Finding::warning(code::UNREACHABLE_PRICE, &path, message).with("price", price.into()),
        );
    };
    if let Some(price) = own_price(option).filter(|_| !offered) {
        add(format!("{path}.price"), price, "the option");
    }
    for (c, choice) in option.choices().iter().enumerate().filter(|(_, c)| c.price != 0.0) {
        let choice_path = format!("{path}.choices[{c}]");
        let reached =
            ["when", "enabled"].iter().all(|key| !truths.never(&format!("{choice_path}.{key}")));
        if !offered {
            add(format!("{choice_path}.price"), choice.price, "the option");
        } else if !reached {
            add(format!("{choice_path}.price"), choice.price, "the choice");
        }
    }
}

/// Whether a placement of the area may be there.
fn is_shown(area: &Area, template: &Template, truths: &Truths) -> bool {
    template.views.iter().enumerate().any(|(v, view)| {
        view.items.iter().enumerate().any(|(i, item)| match item {
            Item::Placement(placement) => {
                placement.area == area.id && !truths.never(&format!("views[{v}].items[{i}].when"))
            }
            Item::Photo(_) | Item::Tint(_) | Item::Overlay(_) => false,
        })
    })
}
