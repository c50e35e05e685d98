//! Views and their items.

use super::blend::check_blend_if;
use super::known::Known;
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text, text};
use super::{binding, condition, geometry, light};
use crate::blur::MAX_BLUR_SIGMA;
use crate::template::View;
use crate::template::limits::{MAX_ITEMS, MAX_VIEW};
use crate::template::view::{Item, MaskSpec, PlacementItem, TintItem};

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
            binding::number(&overlay.opacity, Range::OPACITY, known).at("opacity")?;
            binding::number(&overlay.fill_opacity, Range::OPACITY, known).at("fillOpacity")?;
            check_blend_if(overlay.blend_if.as_ref())?;
            optional_mask(overlay.mask.as_ref(), known)
        }
    }
}

fn check_tint(tint: &TintItem, known: &Known<'_>) -> Checked {
    check_mask(&tint.mask, known).at("mask")?;
    binding::color(&tint.color, known).at("color")?;
    if let Some(pattern) = &tint.pattern {
        light::pattern(pattern, known).at("pattern")?;
    }
    light::gloss(tint.gloss.as_ref(), known).at("gloss")
}

fn check_placement(placement: &PlacementItem, known: &Known<'_>) -> Checked {
    known.area(&placement.area).at("area")?;
    geometry::check(&placement.geometry, known).at("geometry")?;
    optional_mask(placement.mask.as_ref(), known)?;
    light::gloss(placement.gloss.as_ref(), known).at("gloss")?;
    light::shade(placement.shade.as_ref(), known).at("shade")?;
    light::texture(placement.texture.as_ref(), known).at("texture")?;
    binding::number(&placement.opacity, Range::OPACITY, known).at("opacity")?;
    binding::number(&placement.fill_opacity, Range::OPACITY, known).at("fillOpacity")?;
    check_blend_if(placement.blend_if.as_ref())
}

fn optional_mask(mask: Option<&MaskSpec>, known: &Known<'_>) -> Checked {
    mask.map_or(Ok(()), |mask| check_mask(mask, known).at("mask"))
}

fn check_mask(mask: &MaskSpec, known: &Known<'_>) -> Checked {
    match mask {
        MaskSpec::Image(image) => known.image(image),
        MaskSpec::Changed(mask) => {
            known.image(&mask.image).at("image")?;
            Range::from_to(0.0, MAX_BLUR_SIGMA).check(mask.feather).at("feather")?;
            Range::OPACITY.check(mask.density).at("density")
        }
    }
}

fn optional_image(id: Option<&str>, known: &Known<'_>) -> Checked {
    id.map_or(Ok(()), |id| known.image(id))
}
