//! Text layers: placeholders, sizes, paint.

use super::bend::{check_curve, check_warp};
use super::binding;
use super::known::Known;
use super::layer::check_box;
use super::rule::{At, Checked, Range, invalid_text, text};
use crate::template::limits::MAX_LENGTH;
use crate::template::placeholder::{Piece, PlaceholderError, parse_placeholders};
use crate::template::text::{ShadowSpec, StrokeSpec, TextLayer};
use crate::template::{Bound, OptionSpec};

pub(super) fn check_text(layer: &TextLayer, known: &Known<'_>) -> Checked {
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
    layer.path.as_ref().map_or(Ok(()), |path| check_curve(path, known)).at("path")?;
    layer.warp.as_ref().map_or(Ok(()), |warp| check_warp(warp, known)).at("warp")?;
    binding::color(&layer.color, known).at("color")?;
    layer.stroke.as_ref().map_or(Ok(()), |stroke| check_stroke(stroke, known)).at("stroke")?;
    layer.shadow.as_ref().map_or(Ok(()), |shadow| check_shadow(shadow, known)).at("shadow")
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
