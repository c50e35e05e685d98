//! Layers: boxes, sizes, texts, groups.

use super::known::Known;
use super::path::check_path;
use super::rule::{At, Checked, Ids, Range, at_most, invalid_text, text};
use super::{binding, condition};
use crate::template::layer::{
    BoxSpec, FillLayer, ImageLayer, Layer, ShadowSpec, ShapeSpec, StrokeSpec, TextLayer,
};
use crate::template::limits::{MAX_GROUP_DEPTH, MAX_LAYERS, MAX_LENGTH};
use crate::template::placeholder::{Piece, PlaceholderError, parse_placeholders};
use crate::template::{Bound, OptionSpec};

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
            self.check_one(layer, depth, known).at_index("layers", i)?;
        }
        Ok(())
    }

    fn check_one(&mut self, layer: &'t Layer, depth: usize, known: &Known<'_>) -> Checked {
        if let Some(id) = layer.id() {
            self.ids.add(id).at("id")?;
        }
        condition::when(layer.when(), known)?;
        binding::number(layer.opacity(), Range::OPACITY, known).at("opacity")?;
        match layer {
            Layer::Text(text) => check_text(text, known),
            Layer::Image(image) => check_image(image, known),
            Layer::Fill(fill) => check_fill(fill, known),
            Layer::Group(group) => {
                at_most(depth + 1, MAX_GROUP_DEPTH, "groups in one another")?;
                self.check(&group.layers, depth + 1, known)
            }
        }
    }
}

fn check_text(layer: &TextLayer, known: &Known<'_>) -> Checked {
    check_placeholders(&layer.text, known).at("text")?;
    binding::font(&layer.font, known).at("font")?;
    check_box(&layer.frame, known)?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")?;
    binding::number(&layer.size, Range::SIZE, known).at("size")?;
    if let Some(least) = &layer.min_size {
        let most = match layer.size {
            Bound::Literal(size) => Range::above(0.0, size),
            Bound::Option(_) => Range::SIZE,
        };
        binding::number(least, most, known).at("minSize")?;
    }
    binding::word(&layer.align, known).at("align")?;
    let spacing = Range::from_to(-MAX_LENGTH, MAX_LENGTH);
    binding::number(&layer.letter_spacing, spacing, known).at("letterSpacing")?;
    binding::color(&layer.color, known).at("color")?;
    layer.stroke.as_ref().map_or(Ok(()), |stroke| check_stroke(stroke, known)).at("stroke")?;
    layer.shadow.as_ref().map_or(Ok(()), |shadow| check_shadow(shadow, known)).at("shadow")
}

fn check_image(layer: &ImageLayer, known: &Known<'_>) -> Checked {
    binding::image(&layer.image, known).at("image")?;
    check_box(&layer.frame, known)?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")
}

fn check_fill(layer: &FillLayer, known: &Known<'_>) -> Checked {
    binding::color(&layer.color, known).at("color")?;
    layer.frame.as_ref().map_or(Ok(()), |frame| check_box(frame, known))?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")?;
    match &layer.shape {
        ShapeSpec::Path(data) => check_path(data).at("path").at("shape"),
        ShapeSpec::Rectangle | ShapeSpec::Ellipse => Ok(()),
    }
}

fn check_box(frame: &BoxSpec, known: &Known<'_>) -> Checked {
    let ranges = [Range::POSITION, Range::POSITION, Range::SIZE, Range::SIZE];
    for (i, (side, range)) in frame.iter().zip(ranges).enumerate() {
        binding::number(side, range, known).at_index("box", i)?;
    }
    Ok(())
}

fn check_stroke(stroke: &StrokeSpec, known: &Known<'_>) -> Checked {
    binding::number(&stroke.width, Range::DISTANCE, known).at("width")?;
    binding::color(&stroke.color, known).at("color")
}

fn check_shadow(shadow: &ShadowSpec, known: &Known<'_>) -> Checked {
    for (i, offset) in shadow.offset.iter().enumerate() {
        Range::from_to(-MAX_LENGTH, MAX_LENGTH).check(*offset).at_index("offset", i)?;
    }
    Range::DISTANCE.check(shadow.blur).at("blur")?;
    binding::color(&shadow.color, known).at("color")
}

fn check_placeholders(given: &str, known: &Known<'_>) -> Checked {
    text(given)?;
    let pieces = parse_placeholders(given).map_err(|error| {
        let allowed = match error {
            PlaceholderError::Unclosed => "a \"}\" after each \"{\"; a brace itself is \"{{\"",
            PlaceholderError::Unopened => "a \"{\" before each \"}\"; a brace itself is \"}}\"",
            PlaceholderError::Empty => "the id of an option between \"{\" and \"}\"",
        };
        invalid_text(given, allowed)
    })?;
    for piece in pieces {
        let Piece::Option(id) = piece else { continue };
        match known.option(&id)?.spec {
            OptionSpec::Image(_) | OptionSpec::Toggle(_) => {
                let allowed = format!(
                    "placeholders of text, choice, color and number options only, not \"{id}\""
                );
                return Err(invalid_text(given, allowed));
            }
            _ => {}
        }
    }
    Ok(())
}
