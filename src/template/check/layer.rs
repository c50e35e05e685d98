//! Layers: boxes, sizes, groups.

use serde::de::Error as _;

use super::known::Known;
use super::path::check_path;
use super::qr::check_qr;
use super::recolor::check_recolor;
use super::rule::{At, Checked, Ids, Range, at_most};
use super::text::check_text;
use super::{binding, blend, condition, filter, slot};
use crate::template::fault::Fault;
use crate::template::layer::{BoxSpec, FillLayer, ImageLayer, Layer, ShapeSpec};
use crate::template::limits::{MAX_GROUP_DEPTH, MAX_LAYERS};
use crate::template::pattern::FillPattern;

/// Counts layers and their ids through all areas.
#[derive(Default)]
pub(super) struct Layers<'t> {
    count: usize,
    ids: Ids<'t>,
}

impl<'t> Layers<'t> {
    /// The layers of an area, or of a group that is inside `depth` others.
    pub(super) fn check(
        &mut self,
        layers: &'t [Layer],
        depth: usize,
        known: &Known<'_>,
    ) -> Checked {
        self.count = self.count.saturating_add(layers.len());
        at_most(self.count, MAX_LAYERS, "layers").at("layers")?;
        for (i, layer) in layers.iter().enumerate() {
            blend::check_clip(layer.clip(), i).at_index("layers", i)?;
            self.check_one(layer, depth, known).at_index("layers", i)?;
        }
        Ok(())
    }

    fn check_one(&mut self, layer: &'t Layer, depth: usize, known: &Known<'_>) -> Checked {
        if let Some(id) = layer.id() {
            self.ids.add(id).at("id")?;
        }
        condition::when(layer.when(), known)?;
        if let Some(place) = layer.place() {
            known.place(place).at("place")?;
        }
        binding::number(layer.opacity(), Range::OPACITY, known).at("opacity")?;
        binding::number(layer.fill_opacity(), Range::OPACITY, known).at("fillOpacity")?;
        blend::check_blend_if(layer.blend_if())?;
        match layer {
            Layer::Text(text) => check_text(text, known),
            Layer::Image(image) => check_image(image, known),
            Layer::Fill(fill) => check_fill(fill, known),
            Layer::Qr(qr) => check_qr(qr, known),
            Layer::Group(group) => {
                at_most(depth + 1, MAX_GROUP_DEPTH, "groups in one another")?;
                filter::check(&group.filters, false, known)?;
                self.check(&group.layers, depth + 1, known)
            }
        }
    }
}

fn check_image(layer: &ImageLayer, known: &Known<'_>) -> Checked {
    binding::image(&layer.image, known).at("image")?;
    check_box(&layer.frame, known)?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")?;
    filter::check(&layer.filters, true, known)?;
    check_recolor(layer, known)?;
    slot::check(layer, known)
}

fn check_fill(layer: &FillLayer, known: &Known<'_>) -> Checked {
    match (&layer.color, &layer.pattern) {
        (None, None) => return Err(Fault::missing_field("color")),
        (color, pattern) => {
            color.as_ref().map_or(Ok(()), |color| binding::color(color, known)).at("color")?;
            pattern
                .as_ref()
                .map_or(Ok(()), |pattern| check_pattern(pattern, known))
                .at("pattern")?;
        }
    }
    layer.frame.as_ref().map_or(Ok(()), |frame| check_box(frame, known))?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")?;
    match &layer.shape {
        ShapeSpec::Path(data) => check_path(data).at("path").at("shape"),
        ShapeSpec::Rectangle | ShapeSpec::Ellipse => Ok(()),
    }
}

fn check_pattern(pattern: &FillPattern, known: &Known<'_>) -> Checked {
    binding::image(&pattern.image, known).at("image")?;
    binding::number(&pattern.width, Range::SIZE, known).at("width")?;
    binding::number(&pattern.offset, Range::OPACITY, known).at("offset")?;
    binding::number(&pattern.gap, Range::DISTANCE, known).at("gap")?;
    binding::number(&pattern.rotate, Range::ANY, known).at("rotate")?;
    let Some(jitter) = &pattern.jitter else { return Ok(()) };
    binding::number(&jitter.shift, Range::DISTANCE, known)
        .at("shift")
        .and_then(|()| {
            binding::number(&jitter.rotate, Range::from_to(0.0, 180.0), known).at("rotate")
        })
        .and_then(|()| binding::number(&jitter.scale, Range::from_to(0.0, 0.9), known).at("scale"))
        .at("jitter")
}

pub(super) fn check_box(frame: &BoxSpec, known: &Known<'_>) -> Checked {
    let ranges = [Range::POSITION, Range::POSITION, Range::SIZE, Range::SIZE];
    for (i, (side, range)) in frame.iter().zip(ranges).enumerate() {
        binding::number(side, range, known).at_index("box", i)?;
    }
    Ok(())
}
