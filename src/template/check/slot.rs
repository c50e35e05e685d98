//! What a picture's box does to it: its crop, mask, border and placeholder.

use super::binding;
use super::known::Known;
use super::path::check_path;
use super::rule::{At, Checked, Range, invalid};
use crate::template::layer::ImageLayer;
use crate::template::slot::{CutoutSpec, SlotMask};

/// Width and height of a mask's drawing, in its own unit.
const DRAWING: Range = Range::above(0.0, 1e6);

pub(super) fn check(layer: &ImageLayer, known: &Known<'_>) -> Checked {
    for (i, part) in layer.focus.iter().flatten().enumerate() {
        binding::number(part, Range::OPACITY, known).at_index("focus", i)?;
    }
    if let Some(crop) = &layer.crop {
        known.place(crop).at("crop")?;
    }
    if let Some(mask) = &layer.mask {
        check_mask(mask, known).at("mask")?;
    }
    if let Some(border) = &layer.border {
        if layer.mask.as_ref().is_some_and(has_image) {
            let allowed = "no border, because the mask is an image, which has no outline";
            return Err(invalid("a border", allowed)).at("border");
        }
        binding::number(&border.width, Range::DISTANCE, known)
            .at("width")
            .and_then(|()| binding::color(&border.color, known).at("color"))
            .at("border")?;
    }
    if let Some(cutout) = &layer.cutout {
        check_cutout(cutout, known).at("cutout")?;
    }
    layer.placeholder.as_ref().map_or(Ok(()), |id| known.image(id)).at("placeholder")
}

fn check_mask(mask: &SlotMask, known: &Known<'_>) -> Checked {
    match mask {
        SlotMask::Word(_) => Ok(()),
        SlotMask::Option(binding) => {
            binding::mapped(binding, known, |mask| check_mask(mask, known))
        }
        SlotMask::Rounded(radius) => binding::number(radius, Range::DISTANCE, known).at("rounded"),
        SlotMask::Path(mask) => {
            for (i, side) in mask.size.into_iter().enumerate() {
                DRAWING.check(side).at_index("size", i)?;
            }
            check_path(&mask.path).at("path")
        }
        SlotMask::Image(id) => known.image(id).at("image"),
    }
}

fn check_cutout(cutout: &CutoutSpec, known: &Known<'_>) -> Checked {
    cutout.color.as_ref().map_or(Ok(()), |color| binding::color(color, known)).at("color")?;
    for (i, part) in cutout.from.iter().flatten().enumerate() {
        binding::number(part, Range::OPACITY, known).at_index("from", i)?;
    }
    binding::number(&cutout.tolerance, Range::OPACITY, known).at("tolerance")?;
    binding::number(&cutout.feather, Range::from_to(0.0, 0.1), known).at("feather")
}

/// Whether it is, or may be, an image.
fn has_image(mask: &SlotMask) -> bool {
    match mask {
        SlotMask::Image(_) => true,
        SlotMask::Option(binding) => binding.map.iter().flat_map(|map| map.values()).any(has_image),
        _ => false,
    }
}
