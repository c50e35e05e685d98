//! A template in the place of another: drawn as if it had been the first, or refused whole.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;

use liveproof::Engine;
use liveproof::options::Selection;
use liveproof::template;
use serde_json::{Value, json};
use support::{load, root};

const WIDTH: u32 = 240;

/// The template that the laws are tested with, after a change.
fn changed(change: impl Fn(&mut Value)) -> String {
    let path = root().join("tests/templates/laws/template.json");
    let mut template: Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    change(&mut template);
    template.to_string()
}

/// Gives the assets that are missing, and returns their ids.
fn complete(engine: &mut Engine) -> Vec<String> {
    let folder = root().join("tests/templates/laws");
    let missing = engine.missing_assets();
    for asset in &missing {
        engine.add_asset(&asset.id, std::fs::read(folder.join(&asset.url)).unwrap()).unwrap();
    }
    missing.into_iter().map(|asset| asset.id).collect()
}

fn original() -> Engine {
    load(&root().join("tests/templates/laws/template.json"))
}

/// The items of the view with this index.
fn items(template: &mut Value, view: usize) -> &mut Vec<Value> {
    template["views"][view]["items"].as_array_mut().unwrap()
}

fn placement(template: &mut Value) -> &mut Value {
    items(template, 0).iter_mut().find(|item| item["kind"] == "placement").unwrap()
}

/// A change of a template.
type Change = fn(&mut Value);

const CHANGES: [(&str, Change); 7] = [
    ("nothing", |_| {}),
    ("geometry", |t| {
        placement(t)["geometry"] =
            json!({ "quad": [[120, 80], [700, 130], [640, 600], [90, 560]] });
    }),
    ("blend and opacity", |t| {
        placement(t)["blend"] = json!("multiply");
        placement(t)["opacity"] = json!(0.4);
    }),
    ("size of the area", |t| t["areas"][0]["width"] = json!(150)),
    ("a layer less", |t| {
        t["areas"][0]["layers"].as_array_mut().unwrap().pop();
    }),
    ("no placement", |t| items(t, 0).retain(|item| item["kind"] != "placement")),
    ("another order of items", |t| items(t, 0)[1..].reverse()),
];

#[test]
fn a_replaced_template_is_drawn_as_a_first_one() {
    let mut engine = original();
    let views: Vec<String> = engine.views().into_iter().map(|view| view.id).collect();
    for (what, change) in CHANGES {
        let template = changed(change);
        let mut fresh = Engine::new(&template).unwrap();
        complete(&mut fresh);
        for view in &views {
            // Each with what the last change left behind.
            engine.frame(view, WIDTH).unwrap();
        }
        engine.replace_template(&template).unwrap();
        assert_eq!(complete(&mut engine), [""; 0], "{what}");
        for view in &views {
            let frame = engine.frame(view, WIDTH).unwrap();
            assert!(frame.pixels == fresh.frame(view, WIDTH).unwrap().pixels, "{what}: {view}");
        }
    }
}

#[test]
fn assets_of_another_source_are_wanted_again() {
    let mut engine = original();
    let template = changed(|t| t["assets"]["body"]["image"] = json!("elsewhere.png"));
    engine.replace_template(&template).unwrap();
    let missing: Vec<String> = engine.missing_assets().into_iter().map(|a| a.id).collect();
    assert_eq!(missing, ["body"]);
    let view = engine.views()[0].id.clone();
    assert_eq!(engine.frame(&view, WIDTH).unwrap_err().path(), "assets.body");
}

#[test]
fn what_was_chosen_stays_if_it_is_still_offered() {
    let mut engine = original();
    let name: Selection = [("name".to_owned(), template::Value::Text("Ada".to_owned()))].into();
    engine.set(&name).unwrap();
    let without = |id: &'static str| {
        changed(move |t| {
            for view in t["views"].as_array_mut().unwrap() {
                view["items"] = json!([{ "kind": "photo", "image": "photo" }]);
            }
            t["areas"] = json!([]);
            t["options"].as_array_mut().unwrap().retain(|option| option["id"] != id);
            for option in t["options"].as_array_mut().unwrap() {
                option.as_object_mut().unwrap().remove("when");
            }
        })
    };
    engine.replace_template(&without("nothing")).unwrap();
    assert_eq!(engine.selection()["name"], template::Value::Text("Ada".to_owned()));
    engine.replace_template(&without("name")).unwrap();
    assert!(!engine.selection().contains_key("name"));
}

#[test]
fn a_faulty_template_changes_nothing() {
    let mut engine = original();
    let view = engine.views()[0].id.clone();
    let before = engine.frame(&view, WIDTH).unwrap().pixels.clone();
    for faulty in ["", "{}", &changed(|t| placement(t)["area"] = json!("nowhere"))] {
        engine.replace_template(faulty).expect_err("it is faulty");
        assert!(*engine.frame(&view, WIDTH).unwrap().pixels == before);
    }
}
