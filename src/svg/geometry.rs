//! How long lines are and how many vertices they have, before usvg sees them: it strokes every path, with
//! its dashes, to find its bounds, and puts a marker at every vertex.

use std::str::FromStr as _;

use svgtypes::{Length, LengthListParser, LengthUnit, SimplePathSegment, SimplifyingPathParser};
use usvg::roxmltree::Node;

/// Most pixels of a unit of length that is not the user unit: an inch has 96.
const UNIT: f64 = 100.0;

/// The dashes and gaps that a line of that length has.
pub(crate) fn dashes(dasharray: &str, length: f64) -> u64 {
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
        "line" => distance((number("x1"), number("y1")), (number("x2"), number("y2"))),
        "polyline" | "polygon" => of_points(node.attribute("points").unwrap_or_default()),
        _ => 0.0,
    }
}

/// How many vertices an element's line has.
pub(crate) fn vertices(node: Node<'_, '_>) -> u64 {
    match node.tag_name().name() {
        "path" => {
            let data = node.attribute("d").unwrap_or_default();
            SimplifyingPathParser::from(data).take_while(Result::is_ok).count() as u64
        }
        "line" => 2,
        "polyline" | "polygon" => {
            let points = node.attribute("points").unwrap_or_default();
            svgtypes::PointsParser::from(points).count() as u64 + 1
        }
        _ => 0,
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

/// Attributes that hold numbers which places are computed from.
const NUMBERS: [&str; 32] = [
    "x",
    "y",
    "width",
    "height",
    "r",
    "rx",
    "ry",
    "cx",
    "cy",
    "fx",
    "fy",
    "fr",
    "x1",
    "y1",
    "x2",
    "y2",
    "d",
    "points",
    "transform",
    "gradientTransform",
    "patternTransform",
    "viewBox",
    "stroke-width",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "markerWidth",
    "markerHeight",
    "refX",
    "refY",
    "offset",
    "stdDeviation",
];

/// Elements that may be measured by the shape they are used on.
const MEASURED: [&str; 3] = ["pattern", "mask", "filter"];

/// Least part of a shape that a tile or region may have, other than 0.
const LEAST_PART: f64 = 1e-4;

/// Whether an element has numbers so far from 1 that sums with others come out as nothing or without end.
pub(crate) fn is_extreme(node: Node<'_, '_>) -> bool {
    let measured = MEASURED.contains(&node.tag_name().name());
    node.attributes().any(|attribute| {
        let (name, value) = (attribute.name(), attribute.value());
        let far = f64::from(liveproof_drawing::MAX_NUMBER);
        let part = measured && matches!(name, "width" | "height");
        NUMBERS.contains(&name)
            && words(value).any(|number| {
                let size = number.abs();
                let number = if value.ends_with('%') { size / 100.0 } else { size };
                size > far || (part && number > 0.0 && number < LEAST_PART)
            })
    })
}

/// The numbers of a text, whatever is between them.
fn words(text: &str) -> impl Iterator<Item = f64> {
    let outside = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    text.split(outside).flat_map(|word| {
        // "1-2e3-4" are three.
        let signs = word.char_indices().filter(|(at, c)| {
            matches!(c, '-' | '+') && *at > 0 && !word[..*at].ends_with(['e', 'E'])
        });
        let mut starts: Vec<usize> = vec![0];
        starts.extend(signs.map(|(at, _)| at));
        starts.push(word.len());
        let numbers: Vec<f64> = starts
            .windows(2)
            .filter_map(|pair| word.get(*pair.first()?..*pair.last()?)?.parse().ok())
            .collect();
        numbers
    })
}

/// By how much an element's own transform stretches lengths, at most; 1 or more.
pub(crate) fn stretch(node: Node<'_, '_>) -> f64 {
    let mut stretch = 1.0_f64;
    for name in ["transform", "patternTransform", "gradientTransform"] {
        if let Some(Ok(t)) = node.attribute(name).map(svgtypes::Transform::from_str) {
            let most = [t.a, t.b, t.c, t.d].into_iter().map(f64::abs).fold(0.0, f64::max);
            stretch = stretch.max(most);
        }
    }
    stretch
}
