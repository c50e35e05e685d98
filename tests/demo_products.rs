//! The shop's own products: each is whole, says nothing wrong as it comes, and has no option that does
//! nothing.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics fails")]

mod support;

use std::path::PathBuf;

use liveproof::engine::Engine;
use liveproof::options::Selection;
use liveproof::template::{OptionSpec, Place, Value};
use support::{load, root};

/// Width of the pictures compared.
const WIDTH: u32 = 240;

fn products() -> Vec<PathBuf> {
    let folder = root().join("www/products");
    let entries = std::fs::read_dir(folder).expect("there are products");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("readable").path().join("template.json"))
        .filter(|file| file.exists())
        .collect();
    files.sort();
    assert!(files.len() >= 7, "a product for every scene");
    files
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

/// Values of an option to try beside the one it has.
fn others(option: &OptionSpec, now: &Value) -> Vec<Value> {
    let text = |id: &String| Value::Text(id.clone());
    let mut values: Vec<Value> = match option {
        OptionSpec::Text(_) => vec![Value::Text("Mo".into())],
        OptionSpec::Color(_)
        | OptionSpec::Image(_)
        | OptionSpec::Choice(_)
        | OptionSpec::Font(_) => option.choices().iter().map(|c| text(&c.id)).collect(),
        OptionSpec::Multi(o) => o.choices.iter().map(|c| Value::List(vec![c.id.clone()])).collect(),
        OptionSpec::Names(_) => vec![Value::List(vec!["Mo".into()])],
        OptionSpec::Photo(_) => Vec::new(),
        OptionSpec::Toggle(_) => vec![Value::Bool(true), Value::Bool(false)],
        OptionSpec::Number(o) => [o.min, o.max].into_iter().map(Value::Number).collect(),
        OptionSpec::Place(o) => {
            let [x, y, scale, rotate] = o.ranges();
            vec![Value::Place(Place { x: x[1], y: y[1], scale: scale[0], rotate: rotate[0] })]
        }
    };
    values.retain(|value| value != now);
    values
}

#[test]
fn products_say_nothing_wrong_as_they_come() {
    for file in products() {
        let mut engine = load(&file);
        pictures(&mut engine);
        let issues = engine.issues();
        assert!(issues.is_empty(), "{}: {issues:?}", file.display());
    }
}

#[test]
fn every_choice_of_every_offered_option_shows() {
    for file in products() {
        let mut engine = load(&file);
        let as_it_comes = pictures(&mut engine);
        let states = engine.options();
        let template = engine.template().clone();
        for (option, state) in template.options.iter().zip(&states) {
            if !state.visible {
                continue;
            }
            let now = engine.selection()[option.id()].clone();
            for value in others(option, &now) {
                let patch = |v: &Value| Selection::from([(option.id().to_owned(), v.clone())]);
                engine.set(&patch(&value)).expect("an offered value");
                let shown = pictures(&mut engine);
                assert!(shown != as_it_comes, "{}: {} = {value:?}", file.display(), option.id());
                engine.set(&patch(&now)).expect("the value it had");
            }
        }
        assert!(pictures(&mut engine) == as_it_comes, "{}", file.display());
    }
}
