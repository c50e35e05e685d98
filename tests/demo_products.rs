//! The shop's own products: each is whole, says nothing wrong however it is bought, and has no choice that
//! does nothing.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics fails")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use liveproof::engine::Engine;
use liveproof::issue::Issue;
use liveproof::options::{PriceLine, Selection};
use liveproof::template::logic::Variant;
use liveproof::template::{Condition, OptionSpec, Place, Template, Value};
use support::{load, root};

/// Width of the pictures compared.
const WIDTH: u32 = 160;

/// What shoppers upload.
const PHOTOS: [&str; 3] = ["portrait.jpg", "dog.jpg", "lake.jpg"];

/// Most settings of the options that something depends on that are tried to find it offered.
const MAX_SETTINGS: usize = 2000;

fn products() -> Vec<PathBuf> {
    let folder = root().join("www/products");
    let entries = std::fs::read_dir(folder).expect("there are products");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("readable").path().join("template.json"))
        .filter(|file| file.exists())
        .collect();
    files.sort();
    assert!(files.len() >= 11, "a product for every scene, and for every way of using pictures");
    files
}

/// A product with a photo for each option that takes one.
fn with_photos(file: &Path) -> Engine {
    let mut engine = load(file);
    let options = engine.template().options.clone();
    let photos = options.iter().filter(|option| option.kind() == "photo");
    for (option, name) in photos.zip(PHOTOS.into_iter().cycle()) {
        let bytes = std::fs::read(root().join("tests/images/photos").join(name)).expect("a photo");
        engine.set_photo(option.id(), name, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    engine
}

/// What is wrong, but for photos with few pixels: those of the tests are small.
fn issues(engine: &mut Engine) -> Vec<Issue> {
    let mut issues = engine.issues();
    issues.retain(|issue| issue.code != "low-resolution");
    issues
}

/// The pixels of every view.
fn pictures(engine: &mut Engine) -> Vec<Vec<u8>> {
    let views: Vec<String> = engine.views().iter().map(|view| view.id.clone()).collect();
    views
        .iter()
        .map(|view| {
            let frame = engine.frame(view, WIDTH);
            frame.unwrap_or_else(|e| panic!("{view}: {e}")).pixels.data().to_vec()
        })
        .collect()
}

/// All that a shopper gets: the pictures, the price, the article.
struct Outcome {
    pictures: Vec<Vec<u8>>,
    price: Vec<PriceLine>,
    variant: Option<Variant>,
}

impl Outcome {
    fn of(engine: &mut Engine) -> Self {
        let pictures = pictures(engine);
        Self { pictures, price: engine.price_lines(), variant: engine.variant().cloned() }
    }

    /// Whether the engine now gives the same; what is quick to tell is asked first.
    fn is_still(&self, engine: &mut Engine) -> bool {
        let views: Vec<String> = engine.views().iter().map(|view| view.id.clone()).collect();
        self.price == engine.price_lines()
            && self.variant.as_ref() == engine.variant()
            && self.pictures.len() == views.len()
            && views.iter().zip(&self.pictures).all(|(view, picture)| {
                let frame = engine.frame(view, WIDTH);
                frame.is_ok_and(|frame| frame.pixels.data() == picture)
            })
    }
}

fn patch(id: &str, value: &Value) -> Selection {
    Selection::from([(id.to_owned(), value.clone())])
}

/// Values of an option to try.
fn values(option: &OptionSpec) -> Vec<Value> {
    let text = |id: &String| Value::Text(id.clone());
    match option {
        OptionSpec::Text(_) => vec![Value::Text("Mo".into()), Value::Text(String::new())],
        OptionSpec::Color(_)
        | OptionSpec::Image(_)
        | OptionSpec::Choice(_)
        | OptionSpec::Font(_) => option.choices().iter().map(|c| text(&c.id)).collect(),
        OptionSpec::Multi(o) => o.choices.iter().map(|c| Value::List(vec![c.id.clone()])).collect(),
        OptionSpec::Names(_) => vec![Value::List(vec!["Mo".into()])],
        OptionSpec::Photo(_) => vec![Value::Text(String::new())],
        OptionSpec::Toggle(_) => vec![Value::Bool(true), Value::Bool(false)],
        OptionSpec::Number(o) => [o.min, o.max].into_iter().map(Value::Number).collect(),
        OptionSpec::Place(o) => {
            let [x, y, scale, rotate] = o.ranges();
            vec![Value::Place(Place { x: x[1], y: y[1], scale: scale[0], rotate: rotate[0] })]
        }
    }
}

/// The ids of the options that a condition reads.
fn reads(condition: &Condition, ids: &mut BTreeSet<String>) {
    match condition {
        Condition::Is { option, .. }
        | Condition::In { option, .. }
        | Condition::Has { option, .. }
        | Condition::Matches { option, .. }
        | Condition::Within { option, .. } => {
            ids.insert(option.clone());
        }
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|c| reads(c, ids)),
        Condition::Not(inner) => reads(inner, ids),
    }
}

/// The options that decide whether an option and its choices are offered, and those that decide about these.
fn deciders<'t>(option: &OptionSpec, template: &'t Template) -> Vec<&'t OptionSpec> {
    let mut ids = BTreeSet::new();
    let mut open = vec![option];
    while let Some(option) = open.pop() {
        let mut found = BTreeSet::new();
        let of_choices = option.choices().iter().flat_map(|c| c.when.iter().chain(&c.enabled));
        option.when().into_iter().chain(of_choices).for_each(|when| reads(when, &mut found));
        found.extend(option.offer().map(|offer| offer.option.clone()));
        let specs = template.options.iter().filter(|o| found.contains(o.id()));
        open.extend(specs.filter(|o| ids.insert(o.id().to_owned())));
    }
    template.options.iter().filter(|o| ids.contains(o.id())).collect()
}

/// Patches of all combinations of what the options can be; first of all nothing.
fn settings(options: &[&OptionSpec]) -> Vec<Selection> {
    let mut all = vec![Selection::new()];
    for option in options {
        for at in 0..all.len().min(MAX_SETTINGS / (values(option).len() + 1)) {
            for value in values(option) {
                let mut setting = all[at].clone();
                setting.insert(option.id().to_owned(), value);
                all.push(setting);
            }
        }
    }
    all
}

/// Whether a value, of an option that is shown, can be chosen as things stand.
fn offered(engine: &Engine, option: &OptionSpec, value: &Value) -> bool {
    let ids = match value {
        Value::Text(id) => std::slice::from_ref(id),
        Value::List(ids) => ids,
        _ => return true,
    };
    let choices = engine.choices(option.id());
    choices.is_empty()
        || ids.iter().all(|id| choices.iter().any(|c| c.id == *id && c.visible && c.enabled))
}

fn is_visible(engine: &mut Engine, id: &str) -> bool {
    engine.options().iter().any(|state| state.id == id && state.visible)
}

#[test]
fn products_say_nothing_wrong_as_they_come() {
    for file in products() {
        let mut engine = with_photos(&file);
        pictures(&mut engine);
        let issues = issues(&mut engine);
        assert!(issues.is_empty(), "{}: {issues:?}", file.display());
        let findings = engine.lint(true);
        assert!(findings.is_empty(), "{}: {findings:?}", file.display());
    }
}

#[test]
fn every_kind_of_option_is_sold() {
    let mut kinds = BTreeSet::new();
    for file in products() {
        kinds.extend(load(&file).template().options.iter().map(OptionSpec::kind));
    }
    let all = [
        "choice", "color", "font", "image", "multi", "names", "number", "photo", "place", "text",
        "toggle",
    ];
    for kind in all {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn every_choice_of_every_option_does_something_and_can_be_taken_back() {
    for file in products() {
        let mut engine = with_photos(&file);
        let template = engine.template().clone();
        let as_it_comes = Outcome::of(&mut engine);
        let start = engine.selection().clone();
        for option in &template.options {
            let id = option.id();
            let mut left = values(option);
            for setting in settings(&deciders(option, &template)) {
                if left.is_empty() {
                    break;
                }
                engine.set(&setting).expect("values that there are");
                let now = engine.selection()[id].clone();
                let tried: Vec<Value> = left
                    .iter()
                    .filter(|value| **value != now && offered(&engine, option, value))
                    .cloned()
                    .collect();
                if !tried.is_empty() && is_visible(&mut engine, id) {
                    let before = Outcome::of(&mut engine);
                    for value in &tried {
                        engine.set(&patch(id, value)).expect("an offered value");
                        let still = before.is_still(&mut engine);
                        assert!(!still, "{}: {id} = {value:?}", file.display());
                        engine.set(&patch(id, &now)).expect("the value it had");
                    }
                    // What it had differs from all of those too.
                    left.retain(|value| *value != now && !tried.contains(value));
                }
                engine.restore(&start).expect("the values at the start");
            }
            left.retain(|value| *value != start[id]);
            assert!(left.is_empty(), "{}: {id} is never {left:?}", file.display());
        }
        assert!(as_it_comes.is_still(&mut engine), "{}", file.display());
    }
}

#[test]
fn every_preset_is_taken_whole_and_says_nothing_wrong() {
    for file in products() {
        let mut engine = with_photos(&file);
        let template = engine.template().clone();
        let start = engine.selection().clone();
        let mut seen = Vec::new();
        assert!(!template.presets.is_empty(), "{}", file.display());
        for preset in &template.presets {
            engine.restore(&start).expect("the values at the start");
            engine.apply(&preset.id).expect("a preset that there is");
            for (id, value) in &preset.values {
                assert_eq!(engine.selection()[id], *value, "{}: {}", file.display(), preset.id);
            }
            let shown = pictures(&mut engine);
            assert!(!seen.contains(&shown), "{}: {} is its own", file.display(), preset.id);
            seen.push(shown);
            let issues = issues(&mut engine);
            assert!(issues.is_empty(), "{}: {}: {issues:?}", file.display(), preset.id);
        }
    }
}
