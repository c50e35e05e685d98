//! Texts that the fonts can't draw, or that run out of their place.
//!
//! Each text layer is set alone, by the engine's own layout, with the values that matter to it: as it
//! comes, with its prompts, with each choice that it reads, and at its longest.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::finding::{Finding, code};
use super::longest;
use super::truth::Oracle;
use super::walk;
use crate::artwork::Assets;
use crate::options::{Options, Selection};
use crate::scene::{self, Content, Dependencies};
use crate::template::layer::Layer;
use crate::template::option::OptionSpec;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text::{TextFit, TextLayer};
use crate::template::{Bound, Condition, Template, Value};
use crate::text::Layout;

/// Most layouts that are made for one template: some seconds.
const MAX_LAYOUTS: usize = 4000;

/// Most fonts that a text is set in at its longest.
const MAX_FONTS: usize = 64;

/// Looks at every text layer.
pub(super) fn check(template: &Template, assets: &Assets, found: &mut Vec<Finding>) {
    let oracle = Oracle::new(template);
    let options = Options::new(template.options.clone());
    let left = Cell::new(MAX_LAYOUTS);
    // The template with one layer at a time.
    let mut stage = template.clone();
    stage.views.clear();
    stage.areas.iter_mut().for_each(|area| area.layers.clear());
    walk::layers(template, &mut |layer, place| {
        let Layer::Text(text) = layer else { return };
        let texts = placeholders(text);
        let mut conditions: Vec<&Condition> = place.within.to_vec();
        conditions.extend(&text.when);
        // Best where the options that it shows are offered too.
        let offered = template.options.iter().filter(|o| texts.contains(o.id()));
        let whens = offered.filter_map(OptionSpec::when);
        let all: Vec<&Condition> = conditions.iter().copied().chain(whens).collect();
        let base = oracle.satisfy(&all).or_else(|_| oracle.satisfy(&conditions));
        let mut options = options.clone();
        let taken = base.is_ok_and(|base| options.restore(&base).is_ok());
        let Some(area) = stage.areas.get_mut(place.area).filter(|_| taken) else { return };
        area.layers.push(layer.clone());
        let dependencies = Dependencies::new(&stage);
        let probe = Probe { template: &stage, dependencies, options, assets, left: &left };
        let specs = &template.options;
        LayerCheck { specs, text, texts, path: place.path, area: place.area, probe }.run(found);
        stage.areas.iter_mut().for_each(|area| area.layers.clear());
    });
}

/// The ids of the options whose values are in the text.
fn placeholders(text: &TextLayer) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for source in text.text.iter().chain(text.runs.iter().map(|run| &run.text)) {
        for piece in parse_placeholders(source).unwrap_or_default() {
            if let Piece::Option(id) = piece {
                ids.insert(id);
            }
        }
    }
    ids
}

/// Sets a layer for values that differ a little from a selection in which it is there.
struct Probe<'a> {
    template: &'a Template,
    dependencies: Dependencies,
    options: Options,
    assets: &'a Assets,
    left: &'a Cell<usize>,
}

impl Probe<'_> {
    /// The layout with some values changed; `None` when they are refused, the layer is not there then, a
    /// font is missing, or enough layouts were made.
    fn layout(&self, area: usize, patch: &Selection) -> Option<Rc<Layout>> {
        self.left.set(self.left.get().checked_sub(1)?);
        let mut options = self.options.clone();
        options.set(patch).ok()?;
        let scene = scene::resolve(self.template, &options, &self.dependencies, None);
        let layer = scene.areas.get(area)?.layers.first()?.as_ref()?;
        let Content::Text(text) = &layer.content else { return None };
        self.assets.layout(text).ok()
    }

    /// The options that the layer reads.
    fn reads(&self, id: &str) -> bool {
        self.dependencies.layers.iter().flatten().any(|ids| ids.contains(id))
    }
}

/// One text layer.
struct LayerCheck<'a> {
    specs: &'a [OptionSpec],
    text: &'a TextLayer,
    /// The ids of the options whose values are in the text.
    texts: BTreeSet<String>,
    path: &'a str,
    /// Index of its area.
    area: usize,
    probe: Probe<'a>,
}

impl LayerCheck<'_> {
    fn run(&self, found: &mut Vec<Finding>) {
        let Some(base) = self.probe.layout(self.area, &Selection::new()) else { return };
        let known: BTreeSet<char> = base.missing.iter().copied().collect();
        if !known.is_empty() {
            found.push(self.missing(&known, "the text as it comes"));
        }
        self.prompts(&known, found);
        self.choices(&known, found);
        match base.overflow {
            Some(overflow) => found.push(self.overflow(overflow, "as it comes")),
            None => self.longest(found),
        }
    }

    /// Prompts, which show while a text is empty.
    fn prompts(&self, known: &BTreeSet<char>, found: &mut Vec<Finding>) {
        for option in self.specs.iter().filter(|option| self.texts.contains(option.id())) {
            let OptionSpec::Text(text) = option else { continue };
            if text.prompt.is_none() {
                continue;
            }
            let missing = self.missing_with(option.id(), Value::Text(String::new()), known);
            if !missing.is_empty() {
                let what = format!("the prompt of \"{}\"", option.id());
                found.push(self.missing(&missing, &what).with("option", option.id()));
            }
        }
    }

    /// What each choice brings: a label in the text, another font, other letters.
    fn choices(&self, known: &BTreeSet<char>, found: &mut Vec<Finding>) {
        for option in self.specs.iter().filter(|option| self.probe.reads(option.id())) {
            let mut missing = BTreeSet::new();
            let mut at = Vec::new();
            for choice in option.choices() {
                let chosen = Value::Text(choice.id.clone());
                let more = self.missing_with(option.id(), chosen, known);
                if !more.is_empty() {
                    missing.extend(more);
                    at.push(choice.id.as_str());
                }
            }
            if let Some(first) = at.first() {
                let what = format!("\"{}\" = \"{first}\"", option.id());
                let finding = self.missing(&missing, &what).with("option", option.id());
                found.push(finding.with("choices", at));
            }
        }
    }

    fn missing_with(&self, id: &str, value: Value, known: &BTreeSet<char>) -> BTreeSet<char> {
        let layout = self.probe.layout(self.area, &Selection::from([(id.to_owned(), value)]));
        let missing = layout.iter().flat_map(|layout| &layout.missing).copied();
        missing.filter(|character| !known.contains(character)).collect()
    }

    /// The text at its longest, in every font that can be chosen.
    fn longest(&self, found: &mut Vec<Finding>) {
        let mut worst: Option<(f64, Selection)> = None;
        for values in self.longest_values() {
            for font in self.fonts() {
                let patch: Selection =
                    values.iter().chain(&font).map(|(k, v)| (k.clone(), v.clone())).collect();
                let Some(layout) = self.probe.layout(self.area, &patch) else { continue };
                let Some(overflow) = layout.overflow.filter(|_| layout.missing.is_empty()) else {
                    continue;
                };
                if worst.as_ref().is_none_or(|(most, _)| overflow > *most) {
                    worst = Some((overflow, patch));
                }
            }
        }
        let Some((overflow, patch)) = worst else { return };
        let mut told: Vec<String> = Vec::new();
        for (id, value) in &patch {
            if let Value::Text(text) = value {
                let length = crate::options::value::graphemes(text);
                told.push(if self.is_text(id) {
                    format!("{length} characters of \"{id}\"")
                } else {
                    format!("\"{id}\" = \"{text}\"")
                });
            }
        }
        let when = format!("at its longest, with {}", told.join(" and "));
        let values = serde_json::to_value(&patch).unwrap_or_default();
        found.push(self.overflow(overflow, &when).with("selection", values));
    }

    fn is_text(&self, id: &str) -> bool {
        self.specs.iter().any(|o| o.id() == id && matches!(o, OptionSpec::Text(_)))
    }

    /// Sets of values at which the text may be longest. No option is without an entry in any.
    fn longest_values(&self) -> Vec<Selection> {
        let words = self.text.fit == TextFit::Wrap;
        let mut each: Vec<(String, Vec<Value>)> = Vec::new();
        for option in self.specs.iter().filter(|option| self.texts.contains(option.id())) {
            let values: Vec<Value> = match option {
                OptionSpec::Text(text) => {
                    longest::texts(text, words).into_iter().map(Value::Text).collect()
                }
                OptionSpec::Number(number) => {
                    vec![Value::Number(number.min), Value::Number(number.max)]
                }
                OptionSpec::Toggle(_) => Vec::new(),
                OptionSpec::Color(_) | OptionSpec::Image(_) | OptionSpec::Choice(_) => {
                    let longest = option.choices().iter().max_by_key(|c| c.label().chars().count());
                    longest.into_iter().map(|choice| Value::Text(choice.id.clone())).collect()
                }
            };
            if !values.is_empty() {
                each.push((option.id().to_owned(), values));
            }
        }
        let count = each.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        let nth = |n: usize| {
            let of = |(id, values): &(String, Vec<Value>)| {
                Some((id.clone(), values.get(n % values.len())?.clone()))
            };
            each.iter().filter_map(of).collect()
        };
        (0..count).map(nth).collect()
    }

    /// The fonts that can be chosen for the text, as what to set for each; one empty set for none.
    fn fonts(&self) -> Vec<Selection> {
        let bound = std::iter::once(&self.text.font)
            .chain(self.text.runs.iter().filter_map(|r| r.font.as_ref()));
        let mut fonts = vec![Selection::new()];
        for font in bound {
            let Bound::Option(binding) = font else { continue };
            let option = self.specs.iter().find(|option| option.id() == binding.option);
            let choices = option.into_iter().flat_map(OptionSpec::choices);
            fonts.extend(
                choices.map(|c| {
                    Selection::from([(binding.option.clone(), Value::Text(c.id.clone()))])
                }),
            );
        }
        fonts.truncate(MAX_FONTS);
        fonts
    }

    fn missing(&self, characters: &BTreeSet<char>, what: &str) -> Finding {
        let characters: String = characters.iter().collect();
        let message = format!("the fonts have no character for {characters} ({what})");
        self.about(Finding::error(code::MISSING_GLYPH, self.path, message))
            .with("characters", characters)
    }

    fn overflow(&self, overflow: f64, when: &str) -> Finding {
        let message = format!("the text is {overflow:.1} mm too large for its place {when}");
        self.about(Finding::warning(code::TEXT_OVERFLOW, self.path, message))
            .with("overflow", overflow)
    }

    fn about(&self, finding: Finding) -> Finding {
        match &self.text.id {
            Some(id) => finding.with("layer", id.as_str()),
            None => finding,
        }
    }
}
