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
use crate::options::{Options, Selection, value};
use crate::scene::{self, Dependencies};
use crate::template::layer::Layer;
use crate::template::option::OptionSpec;
use crate::template::placeholder::parse_placeholders;
use crate::template::text::{TextFit, TextLayer};
use crate::template::{Bound, Choice, Condition, Template, Value};
use crate::text::Layout;

/// Most layouts that are made for one template: some seconds.
const MAX_LAYOUTS: usize = 4000;

/// Most fonts that a text is set in at its longest.
const MAX_FONTS: usize = 64;

/// Looks at every text layer.
pub(super) fn check(template: &Template, assets: &Assets, found: &mut Vec<Finding>) {
    let oracle = Oracle::new(template);
    let options = Options::new(template);
    let left = Cell::new(MAX_LAYOUTS);
    walk::layers(template, &mut |layer, place| {
        let Layer::Text(text) = layer else { return };
        let texts = placeholders(text);
        let mut conditions: Vec<&Condition> = place.within.to_vec();
        conditions.extend(&text.when);
        // Best where the options that it shows are offered too.
        let all = conditions.len();
        let offered = template.options.iter().filter(|o| texts.iter().any(|id| id == o.id()));
        conditions.extend(offered.filter_map(OptionSpec::when));
        let base = oracle.satisfy(&conditions);
        conditions.truncate(all);
        let Ok(base) = base.or_else(|_| oracle.satisfy(&conditions)) else { return };
        let mut options = options.clone();
        if options.restore(&base).is_ok() {
            let reads = Dependencies::of_layer(layer);
            LayerCheck {
                template,
                text,
                texts,
                reads,
                path: place.path,
                options,
                assets,
                left: &left,
            }
            .run(found);
        }
    });
}

/// The ids of the options whose values are in the text.
fn placeholders(text: &TextLayer) -> Vec<String> {
    let mut ids = Vec::new();
    for source in text.text.iter().chain(text.runs.iter().map(|run| &run.text)) {
        for piece in parse_placeholders(source).unwrap_or_default() {
            ids.extend(piece.option().map(str::to_owned));
        }
    }
    ids
}

/// Some options and their values.
type Patch<'t> = Vec<(&'t str, Value)>;

/// Most rows of a list that are tried.
const ROWS: usize = 4;

/// A typed text as the option's value: of a list some rows of it, none for an empty text.
fn typed(option: &OptionSpec, text: &str) -> Value {
    match option {
        OptionSpec::Names(_) if text.is_empty() => Value::List(Vec::new()),
        OptionSpec::Names(names) => Value::List(vec![text.to_owned(); names.most().min(ROWS)]),
        _ => Value::Text(text.to_owned()),
    }
}

/// A choice as the option's value.
fn chosen(option: &OptionSpec, choice: &Choice) -> Value {
    match option {
        OptionSpec::Multi(_) => Value::List(vec![choice.id.clone()]),
        _ => Value::Text(choice.id.clone()),
    }
}

/// A text layer, and a selection in which it is there.
struct LayerCheck<'a> {
    template: &'a Template,
    text: &'a TextLayer,
    /// The ids of the options whose values are in the text.
    texts: Vec<String>,
    /// The ids of all options that the layer reads.
    reads: BTreeSet<String>,
    path: &'a str,
    options: Options,
    assets: &'a Assets,
    left: &'a Cell<usize>,
}

impl LayerCheck<'_> {
    /// The layout with some values changed; `None` when they are refused, a font is missing, or enough
    /// layouts were made.
    fn layout(&self, patch: &[(&str, Value)]) -> Option<Rc<Layout>> {
        self.left.set(self.left.get().checked_sub(1)?);
        let mut options = self.options.clone();
        let mut selection = Selection::new();
        for (id, value) in patch {
            selection.insert((*id).to_owned(), value.clone());
        }
        options.set(&selection).ok()?;
        let text = scene::resolve_text(self.text, self.template, &options)?;
        self.assets.layout(&text).ok()
    }

    fn run(&self, found: &mut Vec<Finding>) {
        let Some(base) = self.layout(&[]) else { return };
        let known = &base.missing;
        if !known.is_empty() {
            found.push(self.missing(known, "the text as it comes"));
        }
        for option in &self.template.options {
            self.prompt(option, known, found);
            self.choices(option, known, found);
        }
        match base.overflow {
            Some(overflow) => found.push(self.overflow(overflow, "as it comes")),
            None => self.longest(found),
        }
    }

    /// A prompt, which shows while a text is empty.
    fn prompt(&self, option: &OptionSpec, known: &[char], found: &mut Vec<Finding>) {
        let prompt = option.typing().is_some_and(|typing| typing.prompt.is_some());
        if !prompt || !self.shows(option) {
            return;
        }
        let mut missing = Vec::new();
        self.add_missing(option.id(), typed(option, ""), known, &mut missing);
        if !missing.is_empty() {
            let what = format!("the prompt of \"{}\"", option.id());
            found.push(self.missing(&missing, &what).with("option", option.id().into()));
        }
    }

    /// What each choice brings: a label in the text, another font, other letters.
    fn choices(&self, option: &OptionSpec, known: &[char], found: &mut Vec<Finding>) {
        if !self.reads.contains(option.id()) {
            return;
        }
        let mut missing = Vec::new();
        let mut at = Vec::new();
        for choice in option.choices() {
            if self.add_missing(option.id(), chosen(option, choice), known, &mut missing) {
                at.push(choice.id.as_str());
            }
        }
        if let Some(first) = at.first() {
            let what = format!("\"{}\" = \"{first}\"", option.id());
            let finding = self.missing(&missing, &what).with("option", option.id().into());
            found.push(finding.with("choices", at.into()));
        }
    }

    /// Adds the characters that are missing with this value and not without; whether there are any.
    fn add_missing(&self, id: &str, value: Value, known: &[char], missing: &mut Vec<char>) -> bool {
        let Some(layout) = self.layout(&[(id, value)]) else {
            return false;
        };
        let mut any = false;
        for character in &layout.missing {
            if !known.contains(character) {
                any = true;
                if !missing.contains(character) {
                    missing.push(*character);
                }
            }
        }
        any
    }

    /// Whether the option's value is in the text.
    fn shows(&self, option: &OptionSpec) -> bool {
        self.texts.iter().any(|id| id == option.id())
    }

    /// The text at its longest, in every font that can be chosen.
    fn longest(&self, found: &mut Vec<Finding>) {
        let mut worst: Option<(f64, Patch<'_>)> = None;
        let fonts = self.fonts();
        for values in self.longest_values() {
            for font in &fonts {
                let mut patch = values.clone();
                patch.extend(font.clone());
                let Some(layout) = self.layout(&patch) else { continue };
                let Some(overflow) = layout.overflow else { continue };
                let worse = worst.as_ref().is_none_or(|(most, _)| overflow > *most);
                // Letters that the font has not are no measure.
                if worse && layout.missing.is_empty() {
                    worst = Some((overflow, patch));
                }
            }
        }
        let Some((overflow, patch)) = worst else { return };
        let mut when = "at its longest".to_owned();
        let mut selection = serde_json::Map::new();
        for (id, value) in patch {
            when.push_str(if selection.is_empty() { ", with " } else { " and " });
            let value = serde_json::to_value(&value).unwrap_or_default();
            let text = value.as_str().or_else(|| value.get(0)?.as_str());
            match text {
                Some(text) if self.is_typed(id) => {
                    when.push_str(&format!("{} characters of \"{id}\"", value::graphemes(text)));
                }
                _ => when.push_str(&format!("\"{id}\" = {value}")),
            }
            selection.insert(id.to_owned(), value);
        }
        found.push(self.overflow(overflow, &when).with("selection", selection.into()));
    }

    fn is_typed(&self, id: &str) -> bool {
        self.template.options.iter().any(|o| o.id() == id && o.typing().is_some())
    }

    /// Sets of values at which the text may be longest. No option is without an entry in any.
    fn longest_values(&self) -> Vec<Patch<'_>> {
        let words = self.text.fit == TextFit::Wrap;
        let mut each: Vec<(&str, Vec<Value>)> = Vec::new();
        let mut count = 0;
        for option in &self.template.options {
            if !self.shows(option) {
                continue;
            }
            let mut values = Vec::new();
            if let Some(typing) = option.typing() {
                let texts = longest::texts(&typing, words);
                values.extend(texts.iter().map(|text| typed(option, text)));
            }
            match option {
                OptionSpec::Number(number) => {
                    values.extend([number.min, number.max].map(Value::Number));
                }
                _ => {
                    let longest = option.choices().iter().max_by_key(|c| c.label().len());
                    values.extend(longest.map(|choice| chosen(option, choice)));
                }
            }
            count = count.max(values.len());
            each.push((option.id(), values));
        }
        let mut sets = Vec::new();
        for n in 0..count {
            let mut set = Patch::new();
            for (id, values) in &each {
                if let Some(value) = values.get(n % values.len().max(1)) {
                    set.push((*id, value.clone()));
                }
            }
            sets.push(set);
        }
        sets
    }

    /// The fonts that can be chosen for the text, as what to set for each; one empty set for none.
    fn fonts(&self) -> Vec<Option<(&str, Value)>> {
        let mut fonts = vec![None];
        let runs = self.text.runs.iter().filter_map(|run| run.font.as_ref());
        for font in [&self.text.font].into_iter().chain(runs) {
            let Bound::Option(binding) = font else { continue };
            for option in &self.template.options {
                if option.id() == binding.option {
                    let set = |c: &Choice| Some((option.id(), Value::Text(c.id.clone())));
                    fonts.extend(option.choices().iter().map(set));
                }
            }
        }
        fonts.truncate(MAX_FONTS);
        fonts
    }

    fn missing(&self, characters: &[char], what: &str) -> Finding {
        let characters: String = characters.iter().collect();
        let message = format!("the fonts have no character for {characters} ({what})");
        self.about(Finding::error(code::MISSING_GLYPH, self.path, message))
            .with("characters", characters.into())
    }

    fn overflow(&self, overflow: f64, when: &str) -> Finding {
        let message = format!("the text is {overflow:.1} mm too large for its place {when}");
        self.about(Finding::warning(code::TEXT_OVERFLOW, self.path, message))
            .with("overflow", overflow.into())
    }

    fn about(&self, finding: Finding) -> Finding {
        match &self.text.id {
            Some(id) => finding.with("layer", id.as_str().into()),
            None => finding,
        }
    }
}
