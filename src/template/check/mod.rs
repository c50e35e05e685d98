//! Checks of a template that go beyond the types: limits, ids, references, ranges, and whether what
//! a binding or condition asks of an option is something the option can be.
//!
//! [`known`] holds what can be referred to, [`rule`] the plain rules, [`binding`] and [`condition`]
//! what options decide, [`circle`] that no option depends on itself; the rest is one file per part of the document.

mod bend;
mod binding;
mod blend;
mod choice;
mod circle;
mod computed;
mod condition;
mod filter;
mod form;
mod geometry;
mod known;
mod layer;
mod light;
mod list;
mod locale;
mod offer;
mod option;
mod paint;
mod path;
mod place;
mod preset;
mod qr;
mod recolor;
mod rule;
mod slot;
mod text;
mod text_option;
mod variant;
mod view;

use super::area::Area;
use super::limits::{MAX_AREAS, MAX_COMPUTED, MAX_LENGTH, MAX_OPTIONS, MAX_VIEWS};
use super::logic::Computed;
use super::{Asset, Template};
use crate::error::Error;
use known::Known;
pub(crate) use known::References;
use layer::Layers;
pub(super) use locale::check_locales;
use rule::{At, Checked, Ids, Range, at_most, id};

/// Checks all that can be checked without the assets' bytes. [`Template::parse`] does it; it is here
/// for templates that were put together in Rust.
///
/// # Errors
///
/// [`Error::TooLarge`], [`Error::MissingKey`], [`Error::UnknownKey`], [`Error::InvalidValue`],
/// [`Error::DuplicateId`] and [`Error::UnknownReference`], with the path of the first fault found.
pub fn check(template: &Template) -> Result<(), Error> {
    check_template(template).map(|_| ()).map_err(Error::from)
}

impl References {
    /// Those of a checked template. Every reference is asked for when it is checked, so none is missed.
    pub(crate) fn of(template: &Template) -> Self {
        check_template(template).unwrap_or_default()
    }
}

fn check_template(template: &Template) -> Checked<References> {
    at_most(template.options.len(), MAX_OPTIONS, "options").at("options")?;
    at_most(template.areas.len(), MAX_AREAS, "areas").at("areas")?;
    at_most(template.views.len(), MAX_VIEWS, "views").at("views")?;
    rule::text(&template.id).at("id")?;
    rule::text(&template.name).at("name")?;
    for (key, asset) in &template.assets {
        check_asset(key, asset).at(key).at("assets")?;
    }
    Range::ANY.check(template.price).at("price")?;
    at_most(template.computed.len(), MAX_COMPUTED, "computed values").at("computed")?;
    let computed: Vec<_> = template.computed.iter().map(Computed::as_option).collect();
    let known = Known::new(template, &computed);
    text::check_fallback(&template.fallback, &known)?;
    form::check(&template.steps, &template.groups)?;
    option::check(&template.options, &known)?;
    computed::check(&template.computed, &template.options, &known)?;
    circle::check(&template.options, &template.computed)?;
    preset::check(&template.presets, &known)?;
    if let Some(variants) = &template.variants {
        variant::check(variants, &known).at("variants")?;
    }
    if let Some(tag) = &template.locale {
        locale::check_tag(tag).at("locale")?;
    }
    check_locales(&template.locales, template).at("locales")?;
    let mut ids = Ids::default();
    let mut layers = Layers::default();
    for (i, area) in template.areas.iter().enumerate() {
        check_area(area, &mut ids, &mut layers, &known).at_index("areas", i)?;
    }
    if template.views.is_empty() {
        return Err(rule::invalid("[]", "at least one view")).at("views");
    }
    let mut ids = Ids::default();
    for (i, view) in template.views.iter().enumerate() {
        view::check(view, &mut ids, &known).at_index("views", i)?;
    }
    Ok(known.into_references())
}

fn check_asset(key: &str, asset: &Asset) -> Checked {
    id(key)?;
    if asset.url().is_empty() {
        return Err(rule::invalid("\"\"", "a URL")).at(asset.kind());
    }
    rule::text(asset.url()).at(asset.kind())
}

fn check_area<'t>(
    area: &'t Area,
    ids: &mut Ids<'t>,
    layers: &mut Layers<'t>,
    known: &Known<'t>,
) -> Checked {
    ids.add(&area.id).at("id")?;
    Range::SIZE.check(area.width).at("width")?;
    Range::SIZE.check(area.height).at("height")?;
    Range::from_to(30.0, 2400.0).check(area.dpi).at("dpi")?;
    Range::from_to(30.0, 2400.0).check(area.min_dpi).at("minDpi")?;
    let half = area.width.min(area.height).min(MAX_LENGTH) / 2.0;
    Range::from_to(0.0, half).check(area.safe).at("safe")?;
    Range::ANY.check(area.price).at("price")?;
    Range::ANY.check(area.price_per_color).at("pricePerColor")?;
    if let Some(product) = &area.product {
        binding::color(product, known).at("product")?;
    }
    layers.check(&area.layers, 0, known)
}
