//! Text layers: placeholders, sizes.

use super::binding;
use super::known::Known;
use super::layer::check_box;
use super::paint::check_paint;
use super::rule::{At, Checked, Range, invalid_text, text};
use crate::template::limits::MAX_LENGTH;
use crate::template::placeholder::{Piece, PlaceholderError, parse_placeholders};
use crate::template::text::TextLayer;
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
    binding::color(&layer.color, known).at("color")?;
    check_paint(layer, known)
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
