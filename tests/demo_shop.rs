//! What the shop's own products promise: colors that can be seen, variants that can be bought, languages
//! that say everything, and designs of before that come back.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics fails")]

mod support;

use std::collections::BTreeSet;

use liveproof::engine::{Engine, ProofFormat};
use liveproof::image::decode;
use liveproof::options::Selection;
use liveproof::options::saved::Note;
use liveproof::scene::{Content, Layer, Scene};
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

/// A product that is printed with photos.
struct Printed {
    id: &'static str,
    /// Its photo options that are shown as it comes.
    photos: &'static [&'static str],
}

const PRINTED: [Printed; 3] = [
    Printed { id: "photo-mug", photos: &["photo"] },
    Printed { id: "photo-canvas", photos: &["photo-1", "photo-2", "photo-3"] },
    Printed { id: "photo-board", photos: &["photo"] },
];

fn photo(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/images/photos").join(name)).expect("a photo")
}

/// The pictures that are there for print, by the ids of their layers.
fn printed(scene: &Scene) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let layers = scene.areas.iter().flat_map(|area| area.layers.iter().flatten());
    let mut open: Vec<&Layer> = layers.map(|layer| &**layer).collect();
    while let Some(layer) = open.pop() {
        match &layer.content {
            Content::Group(layers) => open.extend(layers.iter().flatten().map(|layer| &**layer)),
            Content::Image(image) if image.image.is_some() => ids.extend(layer.id.clone()),
            _ => {}
        }
    }
    ids
}

#[test]
fn a_photo_is_asked_for_by_a_sample_that_is_never_printed() {
    for Printed { id, photos } in PRINTED {
        let mut engine = product(id);
        let view = engine.views()[0].id.clone();
        let asked: Vec<_> = engine.issues().iter().map(|issue| issue.option.clone()).collect();
        let wanted: Vec<_> = photos.iter().map(|id| Some((*id).to_owned())).collect();
        assert_eq!(asked, wanted, "{id}");
        assert!(engine.issues().iter().all(|issue| issue.code == "required"), "{id}");
        let shown = engine.frame(&view, 300).expect("a picture").pixels.data().to_vec();
        let proof = engine.proof(&view, 300, ProofFormat::Png, 90).expect("a proof");
        let proof = decode(&proof).expect("a picture").data().to_vec();
        assert!(shown != proof, "{id}: the sample is in the preview alone");
        assert!(printed(&engine.scene().for_print()).is_empty(), "{id}");
        let mut seen = vec![shown];
        for option in photos {
            engine.set_photo(option, "dog.jpg", photo("dog.jpg")).expect("a photo");
            let now = engine.frame(&view, 300).expect("a picture").pixels.data().to_vec();
            assert!(!seen.contains(&now), "{id}: {option}");
            seen.push(now);
        }
        let slots = printed(&engine.scene().for_print());
        assert_eq!(slots.len(), photos.len(), "{id}: {slots:?}");
        // A photo of 660 pixels is enough for a mug, and for no canvas.
        let told: BTreeSet<_> = engine.issues().iter().map(|issue| issue.code).collect();
        let wanted: &[&str] = if id == "photo-canvas" { &["low-resolution"] } else { &[] };
        assert!(told.iter().eq(wanted), "{id}: {:?}", engine.issues());
        // Another photo is another picture, whatever is made of it.
        let option = photos[0];
        engine.set_photo(option, "portrait.jpg", photo("portrait.jpg")).expect("a photo");
        let now = engine.frame(&view, 300).expect("a picture").pixels.data().to_vec();
        assert!(!seen.contains(&now), "{id}");
    }
}

/// Laser or no laser: what is engraved is one ink, its dots and lines full or not there.
#[test]
fn a_portrait_is_engraved_in_full_dots() {
    let mut engine = product("photo-board");
    engine.set_photo("photo", "portrait.jpg", photo("portrait.jpg")).expect("a photo");
    let option = engine.template().options.iter().find(|option| option.id() == "method");
    let methods: Vec<_> =
        option.expect("an option").choices().iter().map(|c| c.id.clone()).collect();
    let mut burnt = Vec::new();
    for method in &methods {
        let choice = [("method", text(method)), ("edge", Value::Bool(false))];
        engine.set(&choice.map(|(id, v)| (id.to_owned(), v)).into()).expect("a method");
        let mut share = |brightness: f64| {
            let values = [("brightness".to_owned(), Value::Number(brightness))];
            engine.set(&values.into()).expect("a number");
            let image = printed(&engine.scene().for_print());
            assert_eq!(image, BTreeSet::from([format!("portrait-{method}")]));
            let frame = engine.frame("print", 800).expect("a picture").pixels;
            // The arch is on the left half of the sheet.
            let dark = |x: i32, y: i32| frame.row(y, x, x + 1).first().is_some_and(|v| *v < 128);
            (0..800)
                .flat_map(|y| (0..400).map(move |x| (x, y)))
                .filter(|&(x, y)| dark(x, y))
                .count()
        };
        let [plain, light, dark] = [0.0, 0.45, -0.45].map(&mut share);
        if method != "lines" {
            assert!(light < plain && plain < dark, "{method}: {light} {plain} {dark}");
        }
        assert!(plain > 1000, "{method}: {plain}");
        burnt.push(plain);
    }
    assert_eq!(burnt.len(), 5);
}

#[test]
fn a_character_is_drawn_out_of_parts_in_colors_of_ones_own() {
    let mut engine = product("character-shirt");
    let bald = [("hair", text("none")), ("beard", Value::Bool(false))];
    let hidden = |engine: &mut Engine| {
        engine.options().iter().any(|state| state.id == "hair-color" && !state.visible)
    };
    assert!(!hidden(&mut engine));
    let with_hair = printed(engine.scene());
    engine.set(&bald.map(|(id, v)| (id.to_owned(), v)).into()).expect("a bald head");
    assert!(hidden(&mut engine), "who has no hair has no color of it");
    let gone: Vec<_> = with_hair.difference(&printed(engine.scene())).cloned().collect();
    assert_eq!(gone, ["hair", "hair-back"]);
    // The color asked for is on the shirt's print, where the part is full of it.
    engine.reset().expect("the values at the start");
    for color in ["#57b39a", "#dca94f", "#123456"] {
        let values = [("hair-color".to_owned(), text(color))];
        engine.set(&values.into()).expect("any color");
        let frame = engine.frame("print", 800).expect("a picture").pixels;
        let (all, _) = frame.data().as_chunks::<4>();
        let rgb = |i: usize| u8::from_str_radix(&color[i..i + 2], 16).expect("a color");
        let near = |p: &[u8; 4]| [1, 3, 5].into_iter().zip(p).all(|(i, v)| v.abs_diff(rgb(i)) < 10);
        let count = all.iter().filter(|p| near(p)).count();
        assert!(count > 2000, "{color}: {count}");
    }
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
