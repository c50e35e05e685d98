//! Settles a selection: what of it counts, once per edit, in the order in which options read each other.
//!
//! A selection keeps whatever the shopper chose, also of what is hidden now. Everything else (scene,
//! conditions, price, description) reads the *effective* values that are found here: a hidden option
//! reads as nothing or as its default, so that nothing hidden is ever printed. A choice that is no
//! longer offered takes the selection along to one that is.

use std::rc::Rc;

use super::Selection;
use super::condition::{Values, count, holds};
use super::logic::{Computation, Logic};
use super::shown::{key, shown};
use super::{MAX_TEXT_CHARS, value};
use crate::template::Value;
use crate::template::logic::{Take, Term};
use crate::template::option::{Choice, OptionSpec};
use crate::template::placeholder::Piece;
use crate::template::text::TextCase;
use unicode_segmentation::UnicodeSegmentation as _;

/// What is settled of one option or computed value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Whether it is offered.
    pub(super) visible: bool,
    /// The effective value.
    pub(super) value: Value,
    /// Per choice; `None` when all are offered and can be chosen.
    pub(super) choices: Option<Rc<[Offered]>>,
    /// Whether it has the value of the option that it follows, or what stands for that.
    pub(super) linked: bool,
}

/// Whether a choice is there to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    /// Whether it is offered at all.
    pub(super) visible: bool,
    /// Whether it can be chosen.
    pub(super) enabled: bool,
}

impl Offered {
    const YES: Self = Self { visible: true, enabled: true };
}

impl Node {
    /// Whether the choice at an index is offered and can be chosen.
    pub(super) fn offers(&self, choice: usize) -> Offered {
        let Some(choices) = &self.choices else { return Offered::YES };
        choices.get(choice).copied().unwrap_or(Offered::YES)
    }
}

/// The settled state of all options and computed values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settled {
    pub(super) nodes: Vec<Node>,
}

/// What an edit gives and what comes of it.
pub(super) struct Edit<'a> {
    pub(super) logic: &'a Logic,
    /// The selection with the edit's own values; moved on to what is offered.
    pub(super) selection: &'a mut Selection,
    /// Per option whether the edit gives its value.
    pub(super) given: &'a [bool],
    /// The indices whose effective value, visibility or choices are others than before.
    pub(super) changed: Vec<usize>,
    /// The indices of the options that the edit does not give and whose value in the selection is
    /// another, or that were given what they can't have.
    pub(super) moved: Vec<usize>,
}

/// The nodes that are settled so far.
struct SoFar<'a> {
    logic: &'a Logic,
    nodes: &'a [Option<Node>],
}

impl Values for SoFar<'_> {
    fn value(&self, id: &str) -> Option<&Value> {
        Some(&self.nodes.get(self.logic.index(id)?)?.as_ref()?.value)
    }
}

impl Edit<'_> {
    /// Settles the selection. With the state `before` only what the edit reaches is settled anew; the
    /// result is the same.
    pub(super) fn settle(&mut self, before: Option<&Settled>) -> Settled {
        let logic = self.logic;
        let count = logic.specs.len();
        let mut nodes: Vec<Option<Node>> = vec![None; count];
        let mut touched = vec![before.is_none(); count];
        for &i in &logic.order {
            let old = before.and_then(|before| before.nodes.get(i));
            let given = self.given.get(i).copied().unwrap_or(false);
            let reads = logic.needs.get(i).map_or(&[][..], Vec::as_slice);
            let reached = given || reads.iter().any(|&need| touched.get(need) == Some(&true));
            let node = match old {
                Some(old) if !reached => old.clone(),
                _ => {
                    let node = match i.checked_sub(logic.options) {
                        Some(at) => computed(logic.computed.get(at), logic, &nodes),
                        None => self.option(i, given, old, &nodes),
                    };
                    if old != Some(&node) {
                        if let Some(touched) = touched.get_mut(i) {
                            *touched = true;
                        }
                        self.changed.push(i);
                    }
                    node
                }
            };
            if let Some(place) = nodes.get_mut(i) {
                *place = Some(node);
            }
        }
        Settled { nodes: nodes.into_iter().flatten().collect() }
    }

    fn option(
        &mut self,
        i: usize,
        given: bool,
        old: Option<&Node>,
        nodes: &[Option<Node>],
    ) -> Node {
        let logic = self.logic;
        let so_far = SoFar { logic, nodes };
        let Some(spec) = logic.specs.get(i) else { return nothing() };
        let choices = offered(logic, i, spec, &so_far);
        let mut node = Node { visible: true, value: Value::Bool(false), choices, linked: false };
        let none_offered = !spec.choices().is_empty()
            && node.choices.as_ref().is_some_and(|all| all.iter().all(|one| !one.visible));
        node.visible = spec.when().is_none_or(|when| holds(when, &so_far)) && !none_offered;

        let before = self.selection.get(spec.id()).cloned().unwrap_or_else(|| spec.default_value());
        let mut raw = before.clone();
        let followed = spec.follows().and_then(|id| so_far.value(id)).map(|leader| {
            match value::check(spec, leader).is_ok() && fits(logic, i, &node, leader) {
                true => leader.clone(),
                false => pick(spec, &node),
            }
        });
        if let Some(followed) = &followed
            && !given
            && old.is_none_or(|old| old.linked)
        {
            raw = followed.clone();
        }
        if let Some(near) = given.then(|| value::nearest_color(spec, &raw)).flatten() {
            raw = near;
        }
        if node.visible {
            raw = repaired(logic, i, spec, &node, raw);
        }
        node.linked = followed.is_some_and(|followed| followed == raw);
        node.value = match (node.visible, spec, &raw) {
            (false, ..) => hidden(spec, &node),
            (true, OptionSpec::Text(text), Value::Text(typed)) => {
                Value::Text(text.normalize(typed).text)
            }
            _ => raw.clone(),
        };
        if raw != before {
            self.selection.insert(spec.id().to_owned(), raw);
            self.moved.push(i);
        }
        node
    }
}

/// What stands where there is nothing.
fn nothing() -> Node {
    Node { visible: false, value: Value::Bool(false), choices: None, linked: false }
}

/// Which choices are offered; `None` for all.
fn offered(
    logic: &Logic,
    i: usize,
    spec: &OptionSpec,
    so_far: &SoFar<'_>,
) -> Option<Rc<[Offered]>> {
    let library = logic.libraries.get(i)?;
    let filter = spec.offer().and_then(|offer| so_far.value(&offer.option));
    let filter = filter.and_then(|value| library.offers.get(&key(value)));
    if filter.is_none() && library.conditional.is_empty() {
        return None;
    }
    let mut all: Vec<Offered> = match filter {
        Some(filter) => filter.iter().map(|&on| Offered { visible: on, enabled: on }).collect(),
        None => vec![Offered::YES; spec.choices().len()],
    };
    for &at in &library.conditional {
        let at = at as usize;
        if let (Some(choice), Some(offered)) = (spec.choices().get(at), all.get_mut(at)) {
            offered.visible &= choice.when.as_ref().is_none_or(|c| holds(c, so_far));
            offered.enabled &=
                offered.visible && choice.enabled.as_ref().is_none_or(|c| holds(c, so_far));
        }
    }
    (!all.iter().all(|one| *one == Offered::YES)).then(|| all.into())
}

/// Whether all choices that a value names can be chosen.
pub(super) fn fits(logic: &Logic, i: usize, node: &Node, value: &Value) -> bool {
    let fits = |id: &String| logic.choice(i, id).is_none_or(|choice| node.offers(choice).enabled);
    match value {
        Value::Text(id) => fits(id),
        Value::List(ids) => ids.iter().all(fits),
        _ => true,
    }
}

/// The value itself where it can be chosen, else the nearest that can. A list keeps what can.
fn repaired(logic: &Logic, i: usize, spec: &OptionSpec, node: &Node, value: Value) -> Value {
    if node.choices.is_none() || fits(logic, i, node, &value) {
        return value;
    }
    match value {
        Value::List(ids) => {
            let fits =
                |id: &String| logic.choice(i, id).is_none_or(|choice| node.offers(choice).enabled);
            Value::List(ids.into_iter().filter(fits).collect())
        }
        Value::Text(id) => {
            let any = node.choices.iter().flat_map(|all| all.iter()).any(|one| one.enabled);
            let stays = logic.choice(i, &id).is_some_and(|choice| node.offers(choice).visible);
            if !any && stays { Value::Text(id) } else { pick(spec, node) }
        }
        other => other,
    }
}

/// The default where it can be chosen, else the first choice that can, else the first that is offered.
fn pick(spec: &OptionSpec, node: &Node) -> Value {
    let default = spec.default_value();
    let (Value::Text(id), Some(offered)) = (&default, &node.choices) else { return default };
    let choices = || spec.choices().iter().zip(offered.iter());
    let named = choices().find(|(choice, _)| choice.id == *id).map(|(_, offered)| *offered);
    if named.is_none_or(|offered| offered.enabled) {
        return default;
    }
    let first = choices().find(|(_, offered)| offered.enabled);
    let first = first.or_else(|| choices().find(|(_, offered)| offered.visible));
    first.map_or(default, |(choice, _)| Value::Text(choice.id.clone()))
}

/// What a hidden option reads as: nothing where its kind has that, else its default.
fn hidden(spec: &OptionSpec, node: &Node) -> Value {
    let none = |choice: &&Choice| choice.image.is_none();
    match spec.kind() {
        "text" | "photo" => Value::Text(String::new()),
        "toggle" => Value::Bool(false),
        "image" => {
            let none = spec.choices().iter().find(none);
            Value::Text(none.map(|choice| choice.id.clone()).unwrap_or_default())
        }
        _ => match pick(spec, node) {
            Value::List(_) => Value::List(Vec::new()),
            other => other,
        },
    }
}

fn computed(of: Option<&Computation>, logic: &Logic, nodes: &[Option<Node>]) -> Node {
    let Some(Computation { spec, pieces }) = of else { return nothing() };
    let so_far = SoFar { logic, nodes };
    let value = match &spec.sum {
        Some(terms) => {
            let of = |term: &Term| match term {
                Term::Literal(number) => *number,
                Term::Option(counted) => {
                    let value = so_far.value(&counted.option).and_then(count);
                    value.unwrap_or_default() * counted.times
                }
            };
            let sum: f64 = terms.iter().map(of).sum();
            let sum = spec.min.map_or(sum, |min| sum.max(min));
            let sum = spec.max.map_or(sum, |max| sum.min(max));
            Value::Number(if sum.is_finite() { sum } else { 0.0 })
        }
        None => Value::Text(text(spec.take, spec.case, pieces, &so_far)),
    };
    Node { visible: true, value, choices: None, linked: false }
}

/// A computed text, cut after [`MAX_TEXT_CHARS`]: texts of texts of texts would grow without end.
fn text(
    take: Option<Take>,
    case: Option<TextCase>,
    pieces: &[Piece],
    so_far: &SoFar<'_>,
) -> String {
    let mut whole = String::new();
    let mut left = MAX_TEXT_CHARS;
    for piece in pieces {
        let part = match piece {
            Piece::Text(text) => text.clone(),
            Piece::Option(id) => {
                let spec = so_far.logic.index(id).and_then(|i| so_far.logic.specs.get(i));
                let (Some(spec), Some(value)) = (spec, so_far.value(id)) else { continue };
                shown(spec, value)
            }
            Piece::Row(id, at) => {
                let spec = so_far.logic.index(id).and_then(|i| so_far.logic.specs.get(i));
                let (Some(spec), Some(Value::List(list))) = (spec, so_far.value(id)) else {
                    continue;
                };
                let Some(one) = list.get(*at) else { continue };
                shown(spec, &Value::List(vec![one.clone()]))
            }
        };
        let kept = part.chars().take(left).count();
        whole.extend(part.chars().take(kept));
        left -= kept;
        if left == 0 {
            break;
        }
    }
    let first = |word: &str| word.graphemes(true).next().map(str::to_owned);
    let taken = match take {
        None => whole,
        Some(Take::First) => first(whole.trim()).unwrap_or_default(),
        Some(Take::Initials) => whole.split_whitespace().filter_map(first).collect(),
    };
    match case.unwrap_or_default() {
        TextCase::None => taken,
        TextCase::Upper => taken.to_uppercase(),
        TextCase::Lower => taken.to_lowercase(),
        TextCase::Title => {
            let mut last = ' ';
            let mut titled = String::with_capacity(taken.len());
            for c in taken.chars() {
                if last.is_whitespace() {
                    titled.extend(c.to_uppercase());
                } else {
                    titled.push(c);
                }
                last = c;
            }
            titled
        }
    }
}
