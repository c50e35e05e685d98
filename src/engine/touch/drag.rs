//! Fingers that moved, as a place.

use kurbo::{Point, Vec2};
use serde::Serialize;

use super::super::Engine;
use super::crop;
use super::node::Node;
use super::settle::{Axis, rest, settle};
use super::sight::Sight;
use super::{Lines, ViewPoint};
use crate::error::Error;
use crate::scene::place::turned;
use crate::template::Place;

/// A layer that is dragged.
#[derive(Clone, Copy, Debug)]
pub struct Drag<'a> {
    /// Id of the layer, or of the option that places it.
    pub layer: &'a str,
    /// Where it was when the fingers came down.
    pub start: Place,
    /// Where one finger or two came down.
    pub from: &'a [ViewPoint],
    /// Where they are now.
    pub to: &'a [ViewPoint],
    /// Whether it comes to rest at the middle of its area and at what its option names.
    pub snap: bool,
}

/// Where a layer goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dragged {
    /// Id of the option that places it.
    pub option: String,
    /// The place to set.
    pub place: [f64; 4],
    /// Lines at which it came to rest.
    pub guides: Vec<Guide>,
}

/// A line at which a layer came to rest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// Which way it does not go any more: `x` for an upright line.
    pub axis: &'static str,
    /// The line as it runs on the view.
    pub lines: Lines,
}

/// Nearest in millimeters that two fingers may be to tell a size and a turn.
const APART: f64 = 0.5;

pub(super) fn drag(
    engine: &Engine,
    view: usize,
    drag: &Drag<'_>,
) -> Result<Option<Dragged>, Error> {
    let Some((option, spec)) = engine.place_of(drag.layer)? else { return Ok(None) };
    let named = engine.named(drag.layer)?;
    let Some(area) = named.first().map(|node| node.area) else { return Ok(None) };
    // What the option moves: the layer itself, or the group around it.
    let carriers = engine.carriers(&option);
    let mut carriers = named.iter().chain(&carriers);
    let is_carrier = |node: &&Node<'_>| node.area == area && node.spec.place() == Some(&option);
    let carrier = carriers.find(is_carrier);
    let croppers = engine.croppers(&option);
    let cropped = named
        .iter()
        .chain(&croppers)
        .find(|node| carrier.is_none() && node.area == area && node.spec.crop() == Some(&option));
    let finger = |sight: &Sight<'_>, i: usize| -> Option<(Point, Point)> {
        let (first, &from, &to) = (drag.from.first()?, drag.from.get(i)?, drag.to.get(i)?);
        // The second finger may be beside the print: the first one is on it.
        let from_area = sight.area_from(*first, from)?;
        let base = if sight.area_at(from).is_some() { from } else { *first };
        Some((from_area, sight.area_from(base, to)?))
    };
    let sights = engine.sights(view).filter(|sight| sight.area == area);
    let Some((sight, first)) = sights.into_iter().find_map(|s| finger(&s, 0).map(|f| (s, f)))
    else {
        return Ok(None);
    };
    let second = finger(&sight, 1)
        .filter(|(from, to)| (*from - first.0).hypot() > APART && (*to - first.1).hypot() > APART);
    if let Some(node) = cropped {
        let Some(box_of) = engine.crop_of(node)? else { return Ok(None) };
        let fingers = [Some(first), second];
        let place = crop::drag(&box_of, spec, &drag.start, fingers, drag.snap);
        let place = settle(engine, &option, spec, place.unwrap_or(drag.start))?;
        return Ok(Some(Dragged { option, place: place.numbers(), guides: Vec::new() }));
    }
    let Some(carrier) = carrier else { return Ok(None) };
    let [start, end] = [first.0, first.1];
    let outer = carrier.outer;
    // From millimeters of the area to those of the group around.
    let inward = |way: Vec2| turned(way, -outer.rotate) / outer.scale;
    let mut place = drag.start;
    if let Some((other, other_end)) = second {
        let (before, after) = (other - start, other_end - end);
        let turn = libm::atan2(before.cross(after), before.dot(after)).to_degrees();
        let wanted = Place {
            scale: drag.start.scale * (after.hypot() / before.hypot()),
            rotate: drag.start.rotate + turn,
            ..drag.start
        };
        let taken = spec.clamp(if drag.snap { rest::turn(spec, wanted) } else { wanted });
        // What lies between the fingers stays there.
        let middle = engine.motion_at(carrier, &drag.start).of(engine.middle(carrier));
        let from = middle - start.midpoint(other);
        let grown = taken.scale / drag.start.scale.max(f64::MIN_POSITIVE);
        let to = turned(from, taken.rotate - drag.start.rotate) * grown;
        let way = inward(end.midpoint(other_end) + to - middle);
        place = Place { x: place.x + way.x, y: place.y + way.y, ..taken };
    } else {
        let way = inward(end - start);
        place = Place { x: place.x + way.x, y: place.y + way.y, ..place };
    }
    let (place, axes) = match drag.snap {
        true => rest::shift(engine, carrier, spec, spec.clamp(place)),
        false => (place, Vec::new()),
    };
    let place = settle(engine, &option, spec, place)?;
    let [width, height] = sight.size;
    let guide = |axis: &Axis| {
        let (name, from, to) = match *axis {
            Axis::X(x) => ("x", Point::new(x, 0.0), Point::new(x, height)),
            Axis::Y(y) => ("y", Point::new(0.0, y), Point::new(width, y)),
        };
        Guide { axis: name, lines: sight.trace(&[from, to]) }
    };
    let guides = axes.iter().map(guide).collect();
    Ok(Some(Dragged { option, place: place.numbers(), guides }))
}
