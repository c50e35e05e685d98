//! Views and their items.

use super::known::Known;
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text, text};
use super::{binding, condition, geometry};
use crate::template::View;
use crate::template::limits::{MAX_ITEMS, MAX_VIEW};
use crate::template::view::{Item, PlacementItem, TintItem};

pub(super) fn check<'t>(view: &'t View, ids: &mut Ids<'t>, known: &Known<'_>) -> Checked {
    ids.add(&view.id).at("id")?;
    text(view.label.as_deref().unwrap_or_default()).at("label")?;
    for (key, side) in [("width", view.width), ("height", view.height)] {
        if !(1..=MAX_VIEW).contains(&side) {
            let allowed = format!("a whole number from 1 to {MAX_VIEW}");
            return Err(invalid(side.to_string(), allowed)).at(key);
        }
    }
    at_most(view.items.len(), MAX_ITEMS, "items").at("items")?;
    match view.items.first() {
        Some(Item::Photo(_)) => {}
        Some(other) => {
            let fault = invalid_text(other.kind(), "\"photo\" as the first item of a view");
            return Err(fault).at("kind").at_index("items", 0);
        }
        None => return Err(invalid("[]", "at least a photo")).at("items"),
    }
    for (i, item) in view.items.iter().enumerate() {
        check_item(item, known).at_index("items", i)?;
    }
    Ok(())
}

fn check_item(item: &Item, known: &Known<'_>) -> Checked {
    condition::when(item.when(), known)?;
    match item {
        Item::Photo(photo) => binding::image(&photo.image, known).at("image"),
        Item::Tint(tint) => check_tint(tint, known),
        Item::Placement(placement) => check_placement(placement, known),
        Item::Overlay(overlay) => {
            binding::image(&overlay.image, known).at("image")?;
            binding::number(&overlay.opacity, Range::OPACITY, known).at("opacity")
        }
    }
}

fn check_tint(tint: &TintItem, known: &Known<'_>) -> Checked {
    known.image(&tint.mask).at("mask")?;
    binding::color(&tint.color, known).at("color")?;
    optional_image(tint.gloss.as_deref(), known).at("gloss")
}

fn check_placement(placement: &PlacementItem, known: &Known<'_>) -> Checked {
    known.area(&placement.area).at("area")?;
    geometry::check(&placement.geometry, known).at("geometry")?;
    if let Some(displace) = &placement.displace {
        geometry::check_displace(displace, known).at("displace")?;
    }
    optional_image(placement.mask.as_deref(), known).at("mask")?;
    optional_image(placement.gloss.as_deref(), known).at("gloss")?;
    binding::number(&placement.opacity, Range::OPACITY, known).at("opacity")
}

fn optional_image(id: Option<&str>, known: &Known<'_>) -> Checked {
    id.map_or(Ok(()), |id| known.image(id))
}
