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
        if offered && !has_price(option) && !read.options.contains(option.id()) {
            let message = "no layer, item or condition reads it, and it has no price: choosing it \
                           changes nothing";
            found.push(
                Finding::warning(code::UNUSED_OPTION, &path, message.to_owned())
                    .with("option", option.id().into()),
            );
        }
        prices(option, &path, offered, truths, found);
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

/// Whether anything that can be chosen has a price.
fn has_price(option: &OptionSpec) -> bool {
    own_price(option).is_some() || option.choices().iter().any(|choice| choice.price != 0.0)
}

/// The price of an option itself, if it has one.
fn own_price(option: &OptionSpec) -> Option<f64> {
    let price = match option {
        OptionSpec::Toggle(toggle) => toggle.price,
        OptionSpec::Names(names) => names.price,
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
