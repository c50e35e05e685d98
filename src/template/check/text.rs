//! Text layers: placeholders, sizes.

use std::collections::BTreeMap;

use serde::de::Error as _;

use super::bend::{check_curve, check_warp};
use super::binding;
use super::known::Known;
use super::layer::check_box;
use super::paint::check_paint;
use super::rule::{At, Checked, Range, at_most, invalid, invalid_text, text};
use crate::template::fault::Fault;
use crate::template::limits::{
    MAX_AXES, MAX_AXIS, MAX_FALLBACK, MAX_FEATURES, MAX_ID, MAX_LENGTH, MAX_LINES, MAX_RUNS,
};
use crate::template::placeholder::{Piece, PlaceholderError, parse_placeholders};
use crate::template::text::{FeatureValue, RunSpec, TextLayer, Writing};
use crate::template::{Bound, OptionSpec};

pub(super) fn check_text(layer: &TextLayer, known: &Known<'_>) -> Checked {
    if layer.text.is_none() && layer.runs.is_empty() {
        return Err(Fault::missing_field("text"));
    }
    check_placeholders(layer.text.as_deref().unwrap_or_default(), known).at("text")?;
    at_most(layer.runs.len(), MAX_RUNS, "runs").at("runs")?;
    for (i, run) in layer.runs.iter().enumerate() {
        check_run(run, known).at_index("runs", i)?;
    }
    binding::font(&layer.font, known).at("font")?;
    check_fallback(&layer.fallback, known)?;
    check_variations(&layer.variations, known).at("variations")?;
    check_features(&layer.features).at("features")?;
    check_language(layer.language.as_deref()).at("language")?;
    binding::word(&layer.case, known).at("case")?;
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
    if let Some(most) = &layer.max_size {
        let least = match layer.size {
            Bound::Literal(size) => Range::from_to(size, MAX_LENGTH),
            Bound::Option(_) => Range::SIZE,
        };
        binding::number(most, least, known).at("maxSize")?;
    }
    Range::from_to(0.1, 1.0).check(layer.min_stretch).at("minStretch")?;
    let most = layer.max_lines.unwrap_or(1);
    if !(1..=MAX_LINES).contains(&most) {
        let allowed = format!("a whole number from 1 to {MAX_LINES}");
        return Err(invalid(most.to_string(), allowed)).at("maxLines");
    }
    if let Some(height) = &layer.line_height {
        binding::number(height, Range::from_to(0.1, 10.0), known).at("lineHeight")?;
    }
    binding::word(&layer.align, known).at("align")?;
    let spacing = Range::from_to(-MAX_LENGTH, MAX_LENGTH);
    binding::number(&layer.letter_spacing, spacing, known).at("letterSpacing")?;
    binding::number(&layer.word_spacing, spacing, known).at("wordSpacing")?;
    layer.path.as_ref().map_or(Ok(()), |path| check_curve(path, known)).at("path")?;
    if layer.path.is_some() && layer.writing != Writing::Horizontal {
        let allowed = "\"horizontal\", because there is a \"path\"";
        return Err(invalid("another writing", allowed)).at("writing");
    }
    layer.monogram.as_ref().map_or(Ok(()), |m| binding::word(m, known)).at("monogram")?;
    if layer.monogram.is_some() && layer.path.is_some() {
        let allowed = "no path, because there is a \"monogram\"";
        return Err(invalid("{ … }", allowed)).at("path");
    }
    layer.warp.as_ref().map_or(Ok(()), |warp| check_warp(warp, known)).at("warp")?;
    binding::color(&layer.color, known).at("color")?;
    check_paint(layer, known)
}

fn check_run(run: &RunSpec, known: &Known<'_>) -> Checked {
    check_placeholders(&run.text, known).at("text")?;
    run.font.as_ref().map_or(Ok(()), |font| binding::font(font, known)).at("font")?;
    check_variations(&run.variations, known).at("variations")?;
    let size = run.size.as_ref();
    size.map_or(Ok(()), |size| binding::number(size, Range::SIZE, known)).at("size")?;
    run.color.as_ref().map_or(Ok(()), |color| binding::color(color, known)).at("color")?;
    run.features.as_ref().map_or(Ok(()), check_features).at("features")?;
    run.case.as_ref().map_or(Ok(()), |case| binding::word(case, known)).at("case")
}

/// The fonts that help out, of a layer or of the template.
pub(super) fn check_fallback(fonts: &[String], known: &Known<'_>) -> Checked {
    at_most(fonts.len(), MAX_FALLBACK, "fonts").at("fallback")?;
    for (i, font) in fonts.iter().enumerate() {
        known.font(font).at_index("fallback", i)?;
    }
    Ok(())
}

fn check_variations(axes: &BTreeMap<String, Bound<f64>>, known: &Known<'_>) -> Checked {
    at_most(axes.len(), MAX_AXES, "axes")?;
    for (tag, value) in axes {
        check_tag(tag)?;
        binding::number(value, Range::from_to(-MAX_AXIS, MAX_AXIS), known).at(tag)?;
    }
    Ok(())
}

fn check_features(features: &BTreeMap<String, FeatureValue>) -> Checked {
    at_most(features.len(), MAX_FEATURES, "features")?;
    features.keys().try_for_each(|tag| check_tag(tag))
}

fn check_tag(tag: &str) -> Checked {
    if tag.len() == 4 && tag.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Ok(());
    }
    Err(invalid_text(tag, "a tag of four characters such as \"ss01\" or \"wght\"")).at(tag)
}

fn check_language(language: Option<&str>) -> Checked {
    let Some(tag) = language else { return Ok(()) };
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    if tag.len() <= MAX_ID && tag.split('-').all(part) {
        return Ok(());
    }
    Err(invalid_text(tag, "a BCP 47 language tag such as \"tr\" or \"zh-Hant\""))
}

pub(super) fn check_placeholders(given: &str, known: &Known<'_>) -> Checked {
    text(given)?;
    let pieces = parse_placeholders(given).map_err(|error| {
        let allowed = match error {
            PlaceholderError::Unclosed => "a \"}\" after each \"{\"; a brace itself is \"{{\"",
            PlaceholderError::Unopened => "a \"{\" before each \"}\"; a brace itself is \"}}\"",
            PlaceholderError::Empty => "the id of an option between \"{\" and \"}\"",
            PlaceholderError::Row => "a whole number from 1 behind \"#\"",
        };
        invalid_text(given, allowed)
    })?;
    for piece in pieces {
        let Some(id) = piece.option() else { continue };
        let allowed = match (known.option(id)?.spec, &piece) {
            (OptionSpec::Image(_) | OptionSpec::Toggle(_) | OptionSpec::Photo(_), _) => {
                let kinds = "text, choice, color, number, font, multi and names";
                format!("placeholders of {kinds} options only, not \"{id}\"")
            }
            (OptionSpec::Names(option), Piece::Row(_, row)) if *row >= option.most() => {
                format!("no row of \"{id}\" above {}", option.most())
            }
            (OptionSpec::Multi(option), Piece::Row(_, row)) if *row >= option.most() => {
                format!("no choice of \"{id}\" above {}", option.most())
            }
            (OptionSpec::Names(_) | OptionSpec::Multi(_), _) | (_, Piece::Option(_)) => continue,
            (_, _) => format!("\"#\" behind names and multi options only, not \"{id}\""),
        };
        return Err(invalid_text(given, allowed));
    }
    Ok(())
}
