//! Keeps a place in its ranges and its layers in their area, and lets it come to rest.

use kurbo::{Rect, Vec2};

use super::super::Engine;
use crate::error::Error;
use crate::scene::place::turned;
use crate::template::Place;
use crate::template::option::PlaceOption;

/// Steps of a place that a hand makes, in the order of [`Place::KEYS`]: finer than anyone sees, and short
/// in a cart.
const STEPS: [f64; 4] = [100.0, 100.0, 1000.0, 10.0];

/// A line of an area at which a layer came to rest, in millimeters.
pub(super) enum Axis {
    /// An upright one.
    X(f64),
    /// A level one.
    Y(f64),
}

/// The nearest place that is taken, and keeps the layers inside their area where the option wants that:
/// moved, and where that is not enough made smaller. What does not fit all the same is centered. A picture
/// that fills its box goes on to do so.
///
/// # Errors
/// When an asset is missing or can't be read.
pub(super) fn settle(
    engine: &Engine,
    option: &str,
    spec: &PlaceOption,
    place: Place,
) -> Result<Place, Error> {
    let mut place = spec.clamp(place);
    if spec.inside {
        place = inside(engine, option, spec, place)?;
    }
    place = engine.without_gap(option, spec, place)?;
    let mut numbers = place.numbers();
    for (number, steps) in numbers.iter_mut().zip(STEPS) {
        *number = (*number * steps).round() / steps;
    }
    let [x, y, scale, rotate] = numbers;
    Ok(spec.clamp(Place { x, y, scale, rotate }))
}

fn inside(engine: &Engine, option: &str, spec: &PlaceOption, place: Place) -> Result<Place, Error> {
    let mut place = place;
    for node in engine.carriers(option) {
        let Some(area) = engine.scene.areas.get(node.area) else { continue };
        let Some(corners) = engine.corners(&node)? else { continue };
        let back = engine.motion_of(&node).inverse();
        let home = corners.map(|corner| back.of(corner));
        let bounds = |place: &Place| {
            let motion = engine.motion_at(&node, place);
            let corners = home.map(|corner| motion.of(corner));
            let first = Rect::from_points(corners[0], corners[2]);
            corners.iter().fold(first, |all, corner| all.union_pt(*corner))
        };
        let now = bounds(&place);
        let fits = (area.width / now.width()).min(area.height / now.height());
        if fits < 1.0 {
            place = spec.clamp(Place { scale: place.scale * fits, ..place });
        }
        let now = bounds(&place);
        let by = |from: f64, to: f64, side: f64| match to - from > side {
            true => (side - from - to) / 2.0,
            false => (-from).max(0.0) + (side - to).min(0.0),
        };
        let way = Vec2::new(by(now.x0, now.x1, area.width), by(now.y0, now.y1, area.height));
        let way = turned(way, -node.outer.rotate) / node.outer.scale;
        place = spec.clamp(Place { x: place.x + way.x, y: place.y + way.y, ..place });
    }
    Ok(place)
}

/// Where a drag comes to rest.
pub(super) mod rest {
    use super::{Axis, Engine, Place, PlaceOption};
    use crate::engine::touch::node::Node;

    /// How near in millimeters a drag is drawn to a line.
    const REACH: f64 = 1.5;

    /// How near in degrees a turn is drawn to a step.
    const TURN: f64 = 4.0;

    /// The place with its turn at the option's step that is near.
    pub(crate) fn turn(spec: &PlaceOption, place: Place) -> Place {
        let Some(step) = spec.snap.rotate.filter(|step| *step > 0.0) else { return place };
        let near = (place.rotate / step).round() * step;
        let is_near = (near - place.rotate).abs() <= TURN.min(step / 4.0);
        if is_near { Place { rotate: near, ..place } } else { place }
    }

    /// The place at the lines that are near: the middle of the area, and what the option names. A layer
    /// in a group that is itself moved knows only the latter.
    pub(crate) fn shift(
        engine: &Engine,
        node: &Node<'_>,
        spec: &PlaceOption,
        place: Place,
    ) -> (Place, Vec<Axis>) {
        let home = engine.middle(node);
        let area = engine.scene.areas.get(node.area);
        let upright = node.outer == crate::scene::place::Motion::NONE;
        let side = |of: fn(&crate::scene::Area) -> f64| area.filter(|_| upright).map(of);
        let nearest = |at: f64, home: f64, side: Option<f64>, named: &[f64]| {
            let middle = side.map(|side| side / 2.0 - home);
            let all = named.iter().copied().chain(middle).filter(|to| (to - at).abs() <= REACH);
            all.min_by(|a, b| (a - at).abs().total_cmp(&(b - at).abs()))
        };
        let mut axes = Vec::new();
        let mut place = place;
        let [x_range, y_range, ..] = spec.ranges();
        if x_range[0] < x_range[1]
            && let Some(x) = nearest(place.x, home.x, side(|area| area.width), &spec.snap.x)
        {
            place.x = x;
            axes.extend(upright.then_some(Axis::X(home.x + x)));
        }
        if y_range[0] < y_range[1]
            && let Some(y) = nearest(place.y, home.y, side(|area| area.height), &spec.snap.y)
        {
            place.y = y;
            axes.extend(upright.then_some(Axis::Y(home.y + y)));
        }
        (place, axes)
    }
}
