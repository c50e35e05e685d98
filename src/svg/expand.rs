//! Counts what a document becomes once all that refers to something is replaced by what it refers to.

use std::collections::{BTreeMap, BTreeSet};

use usvg::roxmltree::{Document, Node};

use crate::geometry;
use crate::refusal::Refusal;
use crate::styles::Styles;
use crate::{
    MAX_DASHES, MAX_DEPTH, MAX_ELEMENTS, MAX_FILTER_PRIMITIVES, MAX_PATH_NUMBERS, MAX_PATTERNS,
    MAX_STOPS, MAX_STRETCH, MAX_STYLE_MATCHES,
};

/// Elements whose content is not drawn, by the names that a designer knows them by.
const LEFT_OUT: [&str; 9] = [
    "text",
    "foreignObject",
    "script",
    "animate",
    "animateMotion",
    "animateTransform",
    "set",
    "video",
    "audio",
];

/// Elements that become what their `href` names, or take from it.
const LINKED: [&str; 6] =
    ["use", "linearGradient", "radialGradient", "pattern", "filter", "feImage"];

/// Refuses what would become too much, and what contains itself. Returns what is left out of it.
pub(crate) fn check(document: &Document<'_>) -> Result<BTreeSet<String>, Refusal> {
    let mut left_out = BTreeSet::new();
    let mut by_id = BTreeMap::new();
    let mut count = 0;
    for node in document.descendants().filter(Node::is_element) {
        count += 1;
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
        let name = node.tag_name().name();
        if LEFT_OUT.contains(&name) {
            left_out.insert(name.to_owned());
        }
    }
    let styles = Styles::new(document)?;
    let matches = styles.rules.saturating_mul(count);
    Refusal::above("style rules times elements", matches, MAX_STYLE_MATCHES)?;
    let (dashed, marked) =
        (document.input_text().contains("dasharray"), document.input_text().contains("marker"));
    let mut expansion = Expansion { by_id, styles, dashed, marked, known: BTreeMap::new() };
    expansion.weigh(document.root_element(), 0)?;
    Ok(left_out)
}

/// What an element becomes.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    elements: u64,
    /// Numbers and commands of paths.
    numbers: u64,
    /// Length of all lines, where any of the document is dashed.
    length: f64,
    /// Vertices of all lines, where any of the document has markers.
    vertices: u64,
    dashes: u64,
    primitives: u64,
    patterns: u64,
    stops: u64,
    /// How many elements are inside one another.
    height: u64,
    /// By how much transforms stretch what is inside, at most.
    stretch: f64,
}

impl Weight {
    /// Adds another as often as it is there.
    fn add(&mut self, other: &Self, times: u64) {
        let sum = |a: &mut u64, b: u64| *a = a.saturating_add(b.saturating_mul(times));
        sum(&mut self.elements, other.elements);
        sum(&mut self.numbers, other.numbers);
        sum(&mut self.vertices, other.vertices);
        sum(&mut self.dashes, other.dashes);
        sum(&mut self.primitives, other.primitives);
        sum(&mut self.patterns, other.patterns);
        sum(&mut self.stops, other.stops);
        self.length += other.length * times as f64;
        self.height = self.height.max(other.height + 1);
        self.stretch = self.stretch.max(other.stretch);
    }

    fn check(&self) -> Result<(), Refusal> {
        Refusal::above("elements", self.elements, MAX_ELEMENTS)?;
        Refusal::above("elements in one another", self.height, MAX_DEPTH)?;
        Refusal::above("numbers of paths", self.numbers, MAX_PATH_NUMBERS)?;
        Refusal::above("dashes", self.dashes, MAX_DASHES)?;
        Refusal::above("filter primitives", self.primitives, MAX_FILTER_PRIMITIVES)?;
        Refusal::above("patterns", self.patterns, MAX_PATTERNS)?;
        Refusal::above("gradient stops", self.stops, MAX_STOPS)
    }
}

struct Expansion<'a, 'input> {
    by_id: BTreeMap<&'a str, Node<'a, 'input>>,
    styles: Styles,
    dashed: bool,
    marked: bool,
    /// By element; `None` while it is weighed.
    known: BTreeMap<u32, Option<Weight>>,
}

impl<'a, 'input> Expansion<'a, 'input> {
    fn weigh(&mut self, node: Node<'a, 'input>, depth: u64) -> Result<Weight, Refusal> {
        Refusal::above("elements in one another", depth, MAX_DEPTH)?;
        let key = node.id().get();
        match self.known.get(&key) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => {
                let name = node.tag_name().name();
                return Err(Refusal::too_complex(&format!("a {name} contains itself")));
            }
            None => {}
        }
        self.known.insert(key, None);
        let mut weight = self.own(node);
        if geometry::is_extreme(node) {
            return Err(Refusal::too_complex("a number is beyond what can be drawn"));
        }
        for child in node.children().filter(Node::is_element) {
            let inner = self.weigh(child, depth + 1)?;
            weight.add(&inner, 1);
        }
        let inside = weight;
        for (property, value) in self.properties(node) {
            if property == "stroke-dasharray" {
                weight.dashes =
                    weight.dashes.saturating_add(geometry::dashes(&value, inside.length));
            }
            let times = match property.as_str() {
                // Inherited by what is inside.
                "fill" | "stroke" => inside.elements,
                "marker" | "marker-start" | "marker-mid" | "marker-end" => inside.vertices,
                _ => 1,
            };
            for id in references(&property, &value) {
                let Some(target) = self.by_id.get(id).copied() else { continue };
                let inner = self.weigh(target, depth + 1)?;
                weight.add(&inner, times);
                weight.check()?;
            }
        }
        weight.stretch = weight.stretch.max(1.0) * geometry::stretch(node);
        if weight.stretch > MAX_STRETCH {
            return Err(Refusal::too_complex("transforms are beyond what can be drawn"));
        }
        weight.check()?;
        self.known.insert(key, Some(weight));
        Ok(weight)
    }

    /// Of the element without what is in it.
    fn own(&self, node: Node<'a, 'input>) -> Weight {
        let name = node.tag_name().name();
        let data = node.attribute(if name == "path" { "d" } else { "points" }).unwrap_or_default();
        Weight {
            elements: 1,
            numbers: numbers(data),
            length: if self.dashed { geometry::length(node) } else { 0.0 },
            vertices: if self.marked { geometry::vertices(node) } else { 0 },
            primitives: u64::from(name.starts_with("fe")),
            patterns: u64::from(name == "pattern"),
            stops: u64::from(name == "stop"),
            ..Weight::default()
        }
    }

    /// Attributes and declarations of styles that may apply: name and value.
    fn properties(&self, node: Node<'a, 'input>) -> Vec<(String, String)> {
        let mut properties = Vec::new();
        let linked = LINKED.contains(&node.tag_name().name());
        let mut declarations = |style: &str| {
            for declaration in style.split(';') {
                if let Some((name, value)) = declaration.split_once(':') {
                    properties.push((name.trim().to_owned(), value.trim().to_owned()));
                }
            }
        };
        self.styles.of(node.attribute("class"), node.attribute("id")).for_each(&mut declarations);
        node.attribute("style").into_iter().for_each(&mut declarations);
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let counts = name == "stroke-dasharray" || value.contains("url(");
            if counts || (name == "href" && linked) {
                properties.push((name.to_owned(), value.to_owned()));
            }
        }
        properties
    }
}

/// The ids of elements of the document that a property refers to.
fn references<'v>(property: &str, value: &'v str) -> Vec<&'v str> {
    if property == "href" {
        return value.trim().strip_prefix('#').into_iter().collect();
    }
    let inside = value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inside
        .map(|link| link.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')))
        .filter_map(|link| link.strip_prefix('#'))
        .collect()
}

/// How many numbers and commands path data has, at most.
fn numbers(data: &str) -> u64 {
    let mut count = 0;
    let mut inside = false;
    for byte in data.bytes() {
        let digit = byte.is_ascii_digit() || byte == b'.';
        count += u64::from((digit && !inside) || byte.is_ascii_alphabetic());
        inside = digit;
    }
    count
}
