//! How many dashes a line will be cut into: usvg strokes every path to find its bounds, so this must be
//! known before.

use std::str::FromStr as _;

use svgtypes::{
    Length, LengthListParser, LengthUnit, SimplePathSegment, SimplifyingPathParser,
};
use usvg::roxmltree::Node;

/// Most pixels of a unit of length that is not the user unit: an inch has 96.
const UNIT: f64 = 100.0;

/// The dashes and gaps that a line of that length has.
pub(crate) fn count(dasharray: &str, length: f64) -> u64 {
    let mut period = 0.0;
    let mut numbers = 0_u64;
    for dash in LengthListParser::from(dasharray) {
        // What is no length ends the list, and then nothing is dashed.
        let Ok(dash) = dash else { return 0 };
        period += match dash.unit {
            LengthUnit::Percent => dash.number / 100.0,
            _ => dash.number,
        };
        numbers += 1;
    }
    if !(period > 0.0 && length.is_finite()) {
        // Without a length there are no dashes, and none are drawn of a line without end.
        return 0;
    }
    // As saturates.
    ((length / period).ceil() as u64).saturating_mul(numbers)
}

/// The length of an element's line, at most: of its control polygon.
pub(crate) fn length(node: Node<'_, '_>) -> f64 {
    let number = |name| node.attribute(name).and_then(scaled).unwrap_or(0.0);
    match node.tag_name().name() {
        "path" => of_path(node.attribute("d").unwrap_or_default()),
        "rect" => 2.0 * (number("width") + number("height")),
        "circle" => 8.0 * number("r"),
        "ellipse" => 4.0 * (number("rx") + number("ry")),
        "line" => distance(
            (number("x1"), number("y1")),
            (number("x2"), number("y2")),
        ),
        "polyline" | "polygon" => of_points(node.attribute("points").unwrap_or_default()),
        _ => 0.0,
    }
}

fn of_path(data: &str) -> f64 {
    let mut length = 0.0;
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    for segment in SimplifyingPathParser::from(data) {
        let Ok(segment) = segment else { break };
        let mut to = |x: f64, y: f64| {
            length += distance(at, (x, y));
            at = (x, y);
        };
        match segment {
            SimplePathSegment::MoveTo { x, y } => {
                at = (x, y);
                start = at;
            }
            SimplePathSegment::LineTo { x, y } => to(x, y),
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                to(x1, y1);
                to(x2, y2);
                to(x, y);
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                to(x1, y1);
                to(x, y);
            }
            SimplePathSegment::ClosePath => to(start.0, start.1),
        }
    }
    length
}

fn of_points(points: &str) -> f64 {
    let mut length = 0.0;
    let mut all = svgtypes::PointsParser::from(points);
    let Some(first) = all.next() else { return 0.0 };
    let mut at = first;
    for point in all.chain([first]) {
        length += distance(at, point);
        at = point;
    }
    length
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (x, y) = (a.0 - b.0, a.1 - b.1);
    (x * x + y * y).sqrt()
}

/// A length in user units, at most.
fn scaled(text: &str) -> Option<f64> {
    let length = Length::from_str(text.trim()).ok()?;
    Some(match length.unit {
        LengthUnit::None | LengthUnit::Px => length.number.abs(),
        _ => length.number.abs() * UNIT,
    })
}
