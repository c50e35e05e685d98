//! What letters are painted with: lengths in range, stops in order, not too many.

use serde::de::Error as _;

use super::binding;
use super::known::Known;
use super::rule::{At, Checked, Range, at_most, invalid};
use crate::template::fault::Fault;
use crate::template::limits::{MAX_LENGTH, MAX_PAINTS, MAX_STOPS};
use crate::template::paint::{
    BackgroundSpec, GlowSpec, Many, Paint, PatternSpec, ShadowSpec, Sides, Stop, StrokeSpec,
};
use crate::template::text::TextLayer;
use crate::template::{Binding, Bound};

/// Lengths that may go either way, in millimeters.
const SHIFT: Range = Range::from_to(-MAX_LENGTH, MAX_LENGTH);

/// Places in parts of a box: as far as anyone needs to go beyond it.
const PARTS: Range = Range::from_to(-100.0, 100.0);

/// How far a mitered corner may stick out, in widths.
const MITER: Range = Range::from_to(1.0, 20.0);

pub(super) fn check_paint(layer: &TextLayer, known: &Known<'_>) -> Checked {
    binding::color(&layer.color, known).at("color")?;
    each(layer.fill.as_ref(), "fill", |fill| paint(fill, known))?;
    each(layer.stroke.as_ref(), "stroke", |stroke| check_stroke(stroke, known))?;
    each(layer.shadow.as_ref(), "shadow", |shadow| check_shadow(shadow, known))?;
    each(layer.glow.as_ref(), "glow", |glow| check_glow(glow, known))?;
    match &layer.background {
        Some(background) => check_background(background, known).at("background"),
        None => Ok(()),
    }
}

/// Checks one, or each of a list, with its path.
fn each<T>(many: Option<&Many<T>>, key: &str, check: impl Fn(&T) -> Checked) -> Checked {
    match many {
        None => Ok(()),
        Some(Many::One(one)) => check(one).at(key),
        Some(Many::All(all)) => {
            at_most(all.len(), MAX_PAINTS, "paints").at(key)?;
            all.iter().enumerate().try_for_each(|(i, one)| check(one).at_index(key, i))
        }
    }
}

fn paint(value: &Paint, known: &Known<'_>) -> Checked {
    let opacity = |value: &Bound<f64>| binding::number(value, Range::OPACITY, known).at("opacity");
    match value {
        Paint::Literal(_) => Ok(()),
        Paint::Option(binding) => of_option(binding, known),
        Paint::Solid(solid) => binding::color(&solid.color, known)
            .at("color")
            .and_then(|()| opacity(&solid.opacity))
            .at("solid"),
        Paint::Linear(linear) => {
            let points = || {
                for (key, point) in [("from", &linear.from), ("to", &linear.to)] {
                    match point {
                        Some(point) => parts(point).at(key)?,
                        None if linear.from.is_some() || linear.to.is_some() => {
                            return Err(Fault::missing_field(key));
                        }
                        None => {}
                    }
                }
                binding::number(&linear.angle, Range::ANY, known).at("angle")
            };
            stops(&linear.stops, known)
                .at("stops")
                .and_then(|()| points())
                .and_then(|()| opacity(&linear.opacity))
                .at("linear")
        }
        Paint::Radial(radial) => stops(&radial.stops, known)
            .at("stops")
            .and_then(|()| parts(&radial.center).at("center"))
            .and_then(|()| {
                binding::number(&radial.radius, Range::above(0.0, 100.0), known).at("radius")
            })
            .and_then(|()| opacity(&radial.opacity))
            .at("radial"),
        Paint::Pattern(pattern) => {
            check_pattern(pattern, known).and_then(|()| opacity(&pattern.opacity)).at("pattern")
        }
    }
}

fn of_option(binding: &Binding<Paint>, known: &Known<'_>) -> Checked {
    binding::paint(binding, known, |value| paint(value, known))
}

fn parts(point: &[f64; 2]) -> Checked {
    point
        .iter()
        .enumerate()
        .try_for_each(|(i, part)| PARTS.check(*part).map_err(|e| e.under_index(i)))
}

fn stops(stops: &[Stop], known: &Known<'_>) -> Checked {
    at_most(stops.len(), MAX_STOPS, "stops")?;
    if stops.len() < 2 {
        return Err(invalid(stops.len().to_string(), "at least two stops"));
    }
    let mut last = 0.0;
    for (i, (place, color)) in stops.iter().enumerate() {
        let inside =
            |part: usize, checked: Checked| checked.map_err(|e| e.under_index(part).under_index(i));
        inside(0, Range::from_to(last, 1.0).check(*place))?;
        inside(1, binding::color(color, known))?;
        last = *place;
    }
    Ok(())
}

fn check_pattern(pattern: &PatternSpec, known: &Known<'_>) -> Checked {
    binding::image(&pattern.image, known).at("image")?;
    binding::number(&pattern.size, Range::SIZE, known).at("size")?;
    for (i, offset) in pattern.offset.iter().enumerate() {
        binding::number(offset, SHIFT, known).at_index("offset", i)?;
    }
    binding::number(&pattern.rotate, Range::ANY, known).at("rotate")
}

fn check_stroke(stroke: &StrokeSpec, known: &Known<'_>) -> Checked {
    binding::number(&stroke.width, Range::DISTANCE, known).at("width")?;
    paint(&stroke.color, known).at("color")?;
    MITER.check(stroke.miter_limit).at("miterLimit")
}

fn check_shadow(shadow: &ShadowSpec, known: &Known<'_>) -> Checked {
    for (i, offset) in shadow.offset.iter().enumerate() {
        binding::number(offset, SHIFT, known).at_index("offset", i)?;
    }
    binding::number(&shadow.blur, Range::DISTANCE, known).at("blur")?;
    binding::number(&shadow.spread, SHIFT, known).at("spread")?;
    binding::color(&shadow.color, known).at("color")
}

fn check_glow(glow: &GlowSpec, known: &Known<'_>) -> Checked {
    binding::number(&glow.size, Range::DISTANCE, known).at("size")?;
    binding::color(&glow.color, known).at("color")
}

fn check_background(background: &BackgroundSpec, known: &Known<'_>) -> Checked {
    paint(&background.color, known).at("color")?;
    match &background.padding {
        Sides::One(all) => binding::number(all, SHIFT, known).at("padding")?,
        Sides::All(sides) => {
            for (i, side) in sides.iter().enumerate() {
                binding::number(side, SHIFT, known).at_index("padding", i)?;
            }
        }
    }
    binding::number(&background.radius, Range::DISTANCE, known).at("radius")?;
    let Some(border) = &background.stroke else { return Ok(()) };
    binding::number(&border.width, Range::DISTANCE, known)
        .at("width")
        .and_then(|()| paint(&border.color, known).at("color"))
        .at("stroke")
}
