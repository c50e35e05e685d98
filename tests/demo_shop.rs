//! What the shop's own products promise: colors that can be seen, variants that can be bought, languages
//! that say everything, and designs of before that come back.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics fails")]

mod support;

use std::collections::BTreeSet;

use liveproof::engine::Engine;
use liveproof::options::Selection;
use liveproof::options::saved::Note;
use liveproof::template::view::Item;
use liveproof::template::{Template, Value};
use serde_json::json;
use support::{load, root};

/// Products with inks that go by the color of the product.
const COLORED: [&str; 4] = ["canvas", "cushion", "phone", "tshirt"];

/// Issues that a shopper may be told of a product with typed texts.
const TOLD: [&str; 5] =
    ["asset-failed", "low-contrast", "missing-glyph", "required", "text-overflow"];

fn product(id: &str) -> Engine {
    load(&root().join("www/products").join(id).join("template.json"))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Turns on and fills in what an option asks for before it is shown.
fn show(engine: &mut Engine, option: &str) {
    for _ in 0..3 {
        let states = engine.options();
        if states.iter().any(|state| state.id == option && state.visible) {
            return;
        }
        let mut all = Selection::new();
        for state in states.iter().filter(|state| state.visible) {
            match state.kind {
                "toggle" => drop(all.insert(state.id.clone(), Value::Bool(true))),
                "text" => drop(all.insert(state.id.clone(), text("Mo"))),
                _ => {}
            }
        }
        engine.set(&all).expect("values that there are");
    }
    panic!("{option} is never shown");
}

/// A filter is there so that no ink vanishes on what it is printed on.
#[test]
fn no_ink_that_is_offered_vanishes_on_what_it_is_printed_on() {
    for id in COLORED {
        let mut engine = product(id);
        let template = engine.template().clone();
        let mut filtered = 0;
        for option in template.options.iter().filter(|option| option.kind() == "color") {
            let Some(offer) = option.offer() else { continue };
            filtered += 1;
            for ground in offer.map.keys() {
                engine.reset().expect("the values at the start");
                show(&mut engine, option.id());
                let ground = Selection::from([(offer.option.clone(), text(ground))]);
                engine.set(&ground).expect("values that there are");
                let offered = engine.choices(option.id());
                let mut count = 0;
                for choice in offered.iter().filter(|choice| choice.visible) {
                    count += 1;
                    let ink = Selection::from([(option.id().to_owned(), text(&choice.id))]);
                    engine.set(&ink).expect("an offered value");
                    let issues = engine.issues();
                    assert!(issues.is_empty(), "{id}: {} on {ground:?}: {issues:?}", choice.id);
                }
                assert!(count >= 2 && count < offered.len(), "{id}: {count} on {ground:?}");
            }
        }
        assert!(filtered > 0, "{id}");
    }
}

/// The areas that a view shows.
fn shown<'t>(template: &'t Template, view: &str) -> impl Iterator<Item = &'t str> + use<'t> {
    let view = template.views.iter().find(|v| v.id == view).expect("a view that there is");
    view.items.iter().filter_map(|item| match item {
        Item::Placement(placement) => Some(placement.area.as_str()),
        _ => None,
    })
}

#[test]
fn every_variant_has_a_price_and_a_view_of_each_of_its_areas() {
    let mut engine = product("tshirt");
    let template = engine.template().clone();
    let variants = template.variants.as_ref().expect("shirts come in sizes");
    let every: Vec<String> = template.areas.iter().map(|area| area.id.clone()).collect();
    for variant in &variants.list {
        engine.set(&variant.is).expect("values that there are");
        assert_eq!(engine.variant().map(|v| &v.id), Some(&variant.id));
        assert!(engine.price() > 15.0, "{}: {}", variant.id, engine.price());
        let views = engine.views();
        let areas: BTreeSet<_> = views.iter().flat_map(|view| shown(&template, &view.id)).collect();
        for area in variant.areas.as_ref().unwrap_or(&every) {
            assert!(areas.contains(area.as_str()), "{}: {area}", variant.id);
        }
        let codes: Vec<_> = engine.issues().iter().map(|issue| issue.code).collect();
        let told: &[&str] = if variant.available { &[] } else { &["variant-unavailable"] };
        assert_eq!(codes, told, "{}", variant.id);
    }
}

#[test]
fn a_shirt_that_is_not_made_can_not_be_chosen() {
    let mut engine = product("tshirt");
    let template = engine.template().clone();
    let variants = template.variants.as_ref().expect("shirts come in sizes");
    let [shirts, sizes] = ["shirt", "shirt-size"].map(|id| {
        let option = template.options.iter().find(|option| option.id() == id);
        option.expect("an option").choices().iter().map(|c| c.id.clone()).collect::<Vec<_>>()
    });
    let mut missing = 0;
    for shirt in &shirts {
        engine.set(&Selection::from([("shirt".to_owned(), text(shirt))])).expect("a shirt");
        let offered = engine.choices("shirt-size");
        for size in &sizes {
            let is = [("shirt".to_owned(), text(shirt)), ("shirt-size".to_owned(), text(size))];
            let is = Selection::from(is);
            let made = variants.list.iter().any(|v| v.is == is && v.available);
            missing += usize::from(!made);
            let choice = offered.iter().find(|choice| choice.id == *size).expect("a size");
            assert_eq!(choice.enabled, made, "{shirt} {size}");
        }
    }
    assert!(missing > 0 && missing < shirts.len() * sizes.len() / 2);
}

#[test]
fn the_mug_says_everything_in_all_its_languages() {
    let mut engine = product("mug");
    let template = engine.template().clone();
    let (mut tags, mut directions) = (BTreeSet::new(), BTreeSet::new());
    for (tag, locale) in &template.locales {
        let ids = |words: &std::collections::BTreeMap<String, String>| {
            assert!(words.values().all(|word| !word.trim().is_empty()), "{tag}: {words:?}");
            words.keys().cloned().collect::<BTreeSet<_>>()
        };
        let all = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect::<BTreeSet<_>>();
        assert!(locale.name.is_some(), "{tag}");
        assert_eq!(ids(&locale.groups), all(&mut template.groups.iter().map(|g| &g.id)), "{tag}");
        assert_eq!(ids(&locale.steps), all(&mut template.steps.iter().map(|s| &s.id)), "{tag}");
        assert_eq!(ids(&locale.presets), all(&mut template.presets.iter().map(|p| &p.id)), "{tag}");
        assert_eq!(ids(&locale.views), all(&mut template.views.iter().map(|v| &v.id)), "{tag}");
        let told = ids(&locale.messages);
        assert!(TOLD.iter().all(|code| told.contains(*code)), "{tag}: {told:?}");
        for option in &template.options {
            let words = locale.options.get(option.id());
            let words = words.unwrap_or_else(|| panic!("{tag}: {}", option.id()));
            let prompt = option.typing().and_then(|typing| typing.prompt);
            assert!(words.label.is_some(), "{tag}: {}", option.id());
            assert_eq!(words.help.is_some(), option.help().is_some(), "{tag}: {}", option.id());
            assert_eq!(words.prompt.is_some(), prompt.is_some(), "{tag}: {}", option.id());
            let choices = all(&mut option.choices().iter().map(|choice| &choice.id));
            assert_eq!(ids(&words.choices), choices, "{tag}: {}", option.id());
        }
        engine.set_locale(tag).expect("a language that it has");
        engine.set(&Selection::from([("name".to_owned(), text(""))])).expect("an empty name");
        tags.insert(engine.locale().to_owned());
        directions.insert(engine.direction());
        let [required] = engine.issues().try_into().expect("the name is required");
        assert_eq!(required.code, "required");
        assert!(required.message.contains(locale.options["name"].label.as_deref().unwrap_or("?")));
        // The prompt is drawn in that language's letters.
        let view = engine.views()[0].id.clone();
        let asked = engine.frame(&view, 300).expect("a picture").pixels.data().to_vec();
        engine.set_locale("en").expect("its own language");
        assert!(engine.frame(&view, 300).expect("a picture").pixels.data() != asked, "{tag}");
        engine.reset().expect("the values at the start");
    }
    assert_eq!(tags.len(), 2, "beside its own");
    assert_eq!(directions.len(), 2, "one of them runs from right to left");
}

#[test]
fn a_list_of_names_is_a_picture_and_a_price_each() {
    let mut engine = product("tumbler");
    let names = ["Zoë", "ليلى", "Łukasz"].map(str::to_owned).to_vec();
    engine
        .set(&Selection::from([("names".to_owned(), Value::List(names.clone()))]))
        .expect("names");
    assert_eq!(engine.rows(), names.len());
    let view = engine.views()[0].id.clone();
    let mut seen = Vec::new();
    for row in 0..names.len() {
        engine.set_row(row).expect("a row that there is");
        let pixels = engine.frame(&view, 300).expect("a picture").pixels.data().to_vec();
        assert!(!seen.contains(&pixels), "row {row}");
        seen.push(pixels);
        assert!(engine.issues().is_empty(), "{:?}", engine.issues());
    }
    let three = engine.price();
    let more = [names.clone(), vec!["Mo".to_owned()]].concat();
    engine.set(&Selection::from([("names".to_owned(), Value::List(more))])).expect("names");
    assert!((engine.price() - three - (three - engine.template().price) / 3.0).abs() < 1e-9);
}

/// Designs that were saved before the options were what they are now.
#[test]
fn designs_of_before_come_back() {
    type Old = (&'static str, serde_json::Value, &'static [(&'static str, &'static str)]);
    let old: [Old; 5] = [
        (
            "tumbler",
            json!({ "name": "Zoë", "font": "brush", "coat": "teal" }),
            &[("names", "repaired")],
        ),
        (
            "canvas",
            json!({ "scene": "icon", "icon": "star", "font": "poster" }),
            &[("scene", "renamed"), ("things", "repaired")],
        ),
        ("board", json!({ "line": "SINCE 1999", "frame": false }), &[("motto", "renamed")]),
        ("canvas", json!({ "icon": "gone" }), &[("things", "value-lost")]),
        ("tumbler", json!({ "name": " " }), &[("names", "repaired")]),
    ];
    let now = [
        json!({ "names": ["Zoë"], "font": "brush", "coat": "teal" }),
        json!({ "scene": "things", "things": ["star"], "font": "poster" }),
        json!({ "motto": "SINCE 1999", "frame": false }),
        json!({ "things": ["mountain", "camper", "dog", "coffee", "record", "plant"] }),
        json!({ "names": [] }),
    ];
    for ((id, selection, told), now) in old.into_iter().zip(now) {
        let mut engine = product(id);
        let notes = engine.restore_saved(&selection).expect("a selection");
        let mut notes: Vec<_> =
            notes.iter().map(|Note { option, code, .. }| (&**option, *code)).collect();
        notes.sort_unstable();
        assert_eq!(notes, told, "{id}");
        for (option, value) in now.as_object().expect("an object") {
            assert_eq!(json!(engine.selection()[option]), *value, "{id}: {option}");
        }
    }
}
