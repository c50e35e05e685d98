//! Fonts, several choices, lists of names, photos and palettes: what is taken, what is refused, and what
//! is drawn of it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

mod support;

use std::str::FromStr;

use liveproof::Engine;
use liveproof::color::Color;
use liveproof::engine::ProofFormat;
use liveproof::issue::{Datum, Severity};
use liveproof::options::{OptionState, Selection};
use liveproof::pixels::Pixmap;
use liveproof::scene::{Content, Item, Layer};
use liveproof::template::{Template, Value};
use serde_json::{Value as Json, json};
use support::{load, root};

const WIDTH: u32 = 240;

fn product() -> Engine {
    load(&root().join("tests/templates/options/template.json"))
}

/// The product's template after a change.
fn changed(change: impl Fn(&mut Json)) -> Json {
    let path = root().join("tests/templates/options/template.json");
    let mut template: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    change(&mut template);
    template
}

fn engine(template: &Json) -> Engine {
    let mut engine = Engine::new(&template.to_string()).unwrap();
    for asset in engine.missing_assets() {
        let path = root().join("tests/templates/options").join(&asset.url);
        engine.add_asset(&asset.id, std::fs::read(path).unwrap()).unwrap();
    }
    engine
}

/// The position of an option, as the template has them.
fn at(id: &str) -> usize {
    let template = changed(|_| {});
    template["options"].as_array().unwrap().iter().position(|o| o["id"] == id).unwrap()
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|&text| text.to_owned()).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn patch(id: &str, value: Value) -> Selection {
    [(id.to_owned(), value)].into()
}

fn set(engine: &mut Engine, id: &str, value: Value) {
    engine.set(&patch(id, value)).unwrap();
}

fn frame(engine: &mut Engine, view: &str) -> Pixmap {
    engine.frame(view, WIDTH).unwrap().pixels.clone()
}

fn state(engine: &mut Engine, id: &str) -> OptionState {
    engine.options().into_iter().find(|option| option.id == id).unwrap()
}

fn picture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/templates/laws").join(name)).unwrap()
}

/// The top-level layer at this place.
fn layer(engine: &Engine, index: usize) -> Option<&Layer> {
    engine.scene().areas[0].layers[index].as_deref()
}

fn image(engine: &Engine, index: usize) -> Option<String> {
    match &layer(engine, index)?.content {
        Content::Image(image) => image.image.clone(),
        other => panic!("{other:?}"),
    }
}

/// The text that the layer at this place shows, and what of it is printed.
fn words(engine: &Engine, index: usize) -> Option<(String, Option<String>)> {
    match &layer(engine, index)?.content {
        Content::Text(text) => Some((text.runs[0].text.clone(), text.runs[0].printed.clone())),
        other => panic!("{other:?}"),
    }
}

const PICTURE: usize = 1;
const FIRST: usize = 2;
const SECOND: usize = 4;
const NAME: usize = 5;
const OTHER: usize = 6;

#[test]
fn values_that_do_not_fit_are_refused_and_nothing_changes() {
    let mut engine = product();
    let before = engine.selection().clone();
    let nine = vec!["x"; 1001];
    for (id, value, code, message) in [
        (
            "charms",
            text("star"),
            "invalid-value",
            "selection.charms: expected a list of ids of choices",
        ),
        (
            "charms",
            list(&["star", "haert"]),
            "invalid-value",
            "selection.charms: expected one of \"star\", \"heart\", \"moon\", \"dot\"; \
             did you mean \"heart\"?",
        ),
        (
            "charms",
            list(&["star", "heart", "star"]),
            "invalid-value",
            "selection.charms: expected each choice once at most",
        ),
        (
            "charms",
            list(&["star", "heart", "moon", "dot"]),
            "too-large",
            "selection.charms: 4 choices are more than the 3 allowed",
        ),
        ("team", text("Anna"), "invalid-value", "selection.team: expected a list of texts"),
        ("team", Value::Bool(true), "invalid-value", "selection.team: expected a list of texts"),
        (
            "team",
            list(&["a", "b", "c", "d", "e"]),
            "too-large",
            "selection.team: 5 rows are more than the 4 allowed",
        ),
        (
            "team",
            list(&["Anna", "Bartholomaeus"]),
            "too-large",
            "selection.team: 13 characters are more than the 12 allowed",
        ),
        (
            "numbers",
            list(&nine),
            "too-large",
            "selection.numbers: 1001 rows are more than the 1000 allowed",
        ),
        (
            "font",
            text("scrip"),
            "invalid-value",
            "selection.font: expected one of \"bold\", \"script\"; did you mean \"script\"?",
        ),
        (
            "font",
            Value::Number(1.0),
            "invalid-value",
            "selection.font: expected one of \"bold\", \"script\"",
        ),
        (
            "picture",
            list(&["a"]),
            "invalid-value",
            "selection.picture: expected the name of a photo, or an empty text",
        ),
    ] {
        // Beside a change that would be taken: a patch is taken whole or not at all.
        let mut patch = patch(id, value.clone());
        patch.insert("ink".to_owned(), text("#ffffff"));
        let error = engine.set(&patch).unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, message), "{value:?}");
        assert_eq!(engine.selection(), &before);
    }
}

#[test]
fn a_list_of_endless_texts_is_refused() {
    let template = changed(|t| {
        let numbers = &mut t["options"][at("numbers")];
        numbers.as_object_mut().unwrap().remove("maxLength");
    });
    let mut engine = engine(&template);
    let long = "x".repeat(9_999);
    set(&mut engine, "numbers", list(&[long.as_str(); 10]));
    let error = engine.set(&patch("numbers", list(&[long.as_str(); 11]))).unwrap_err();
    assert_eq!(error.code(), "too-large");
}

#[test]
fn lists_keep_the_order_in_which_they_were_given() {
    let mut engine = product();
    for order in [["moon", "star", "heart"], ["heart", "moon", "star"]] {
        set(&mut engine, "charms", list(&order));
        assert_eq!(engine.selection()["charms"], list(&order));
    }
    set(&mut engine, "team", list(&["Zoë", "", "Anna", "Zoë"]));
    assert_eq!(engine.selection()["team"], list(&["Zoë", "", "Anna", "Zoë"]));
}

#[test]
fn slots_are_filled_in_the_order_chosen() {
    let mut engine = product();
    let [star, heart] = ["star", "heart"].map(|id| Some(id.to_owned()));
    for (chosen, first, second) in [
        (vec![], None, None),
        (vec!["heart"], heart.clone(), None),
        (vec!["star", "heart"], star.clone(), heart.clone()),
        (vec!["heart", "star"], heart.clone(), star.clone()),
        // The moon has no image: its layer is there, and empty.
        (vec!["moon", "star"], None, star.clone()),
    ] {
        set(&mut engine, "charms", list(&chosen));
        assert_eq!((image(&engine, FIRST), image(&engine, SECOND)), (first, second), "{chosen:?}");
        // Whatever a layer takes from a slot, it is not there without it: an image, a color, a
        // stroke, a mapped number in a group.
        let there = |index| layer(&engine, index).is_some();
        assert_eq!([there(0), there(FIRST)], [!chosen.is_empty(); 2], "{chosen:?}");
        assert_eq!([there(3), there(SECOND), there(OTHER)], [chosen.len() > 1; 3], "{chosen:?}");
        let Content::Group(inner) = &layer(&engine, 7).unwrap().content else { panic!() };
        let inner: Vec<bool> = inner.iter().map(Option::is_some).collect();
        assert_eq!(inner, [true, chosen.len() > 2, true], "{chosen:?}");
        let overlay = engine.scene().views[0].items[3].is_some();
        let tint = engine.scene().views[0].items[1].is_some();
        assert_eq!([tint, overlay], [chosen.len() > 2, chosen.len() > 1], "{chosen:?}");
    }
}

/// Folds are read off the photo that is seen: not off one whose slot is empty.
#[test]
fn folds_are_those_of_the_photo_that_is_there() {
    let mut engine = product();
    let folds = |engine: &Engine| match engine.scene().views[1].items[2].as_deref() {
        Some(Item::Placement(placement)) => placement.displace.clone().map(|d| d.from),
        other => panic!("{other:?}"),
    };
    assert_eq!(folds(&engine).as_deref(), Some("photo"));
    set(&mut engine, "charms", list(&["star", "moon", "heart"]));
    assert_eq!(folds(&engine).as_deref(), Some("photo-dark"));
    set(&mut engine, "charms", list(&["heart"]));
    assert_eq!(folds(&engine).as_deref(), Some("photo"));
}

/// What a slot draws is what the same layer draws without an option.
#[test]
fn a_slot_draws_what_a_literal_draws() {
    let literal = engine(&changed(|t| {
        for layer in t["areas"][0]["layers"].as_array_mut().unwrap() {
            for (slot, [image, color]) in
                [["heart", "#e63946"], ["star", "#c9a227"]].iter().enumerate()
            {
                let binding = json!({ "option": "charms", "slot": slot + 1 });
                for (key, value) in [("image", image), ("color", color)] {
                    if layer[key] == binding {
                        layer[key] = json!(value);
                    }
                }
                if layer["stroke"]["color"] == binding {
                    layer["stroke"]["color"] = json!(color);
                }
            }
        }
    }));
    let (mut literal, mut bound) = (literal, product());
    for engine in [&mut literal, &mut bound] {
        set(engine, "charms", list(&["heart", "star"]));
    }
    assert_ne!(frame(&mut bound, "flat"), frame(&mut product(), "flat"));
    for view in ["flat", "bend"] {
        assert_eq!(frame(&mut bound, view), frame(&mut literal, view), "{view}");
    }
}

#[test]
fn a_font_option_sets_the_text_in_its_font() {
    for font in ["bold", "script"] {
        let mut literal = engine(&changed(|t| t["areas"][0]["layers"][NAME]["font"] = json!(font)));
        let mut bound = product();
        set(&mut bound, "font", text(font));
        assert_eq!(frame(&mut bound, "flat"), frame(&mut literal, "flat"), "{font}");
    }
}

#[test]
fn the_row_that_is_shown_is_the_one_that_is_set() {
    let mut engine = product();
    set(&mut engine, "charms", list(&["star", "heart"]));
    set(&mut engine, "team", list(&["Anna", " Ben ", ""]));
    assert_eq!((engine.row(), engine.rows()), (0, 3));
    let shown = |engine: &Engine| words(engine, NAME).unwrap().0;
    assert_eq!(shown(&engine), "Anna");
    engine.set_row(1).unwrap();
    assert_eq!((engine.row(), shown(&engine).as_str()), (1, "Ben"));
    // An empty row has the prompt in its place, which is not printed.
    engine.set_row(2).unwrap();
    assert_eq!(words(&engine, NAME), Some(("Name".to_owned(), Some(String::new()))));
    // A row by its number does not follow.
    assert_eq!(words(&engine, OTHER), Some(("with Ben".to_owned(), None)));
    let before = engine.selection().clone();
    let error = engine.set_row(3).unwrap_err();
    assert_eq!(error.to_string(), "row: expected a whole number from 0 to 2");
    assert_eq!((engine.row(), engine.selection()), (2, &before));
    // Rows that go take the shown one with them.
    set(&mut engine, "team", list(&["Anna", "Ben"]));
    assert_eq!((engine.row(), shown(&engine).as_str()), (1, "Ben"));
    set(&mut engine, "team", list(&["Clara"]));
    assert_eq!((engine.row(), shown(&engine).as_str()), (0, "Clara"));
    assert_eq!(words(&engine, OTHER), Some(("with ".to_owned(), None)));
    set(&mut engine, "team", list(&[]));
    set(&mut engine, "numbers", list(&[]));
    assert_eq!((engine.row(), engine.rows()), (0, 0));
    assert_eq!(words(&engine, NAME), Some(("Name".to_owned(), Some(String::new()))));
    engine.set_row(0).unwrap();
    engine.set_row(1).unwrap_err();
}

/// Another list is longer: the row goes on, and the short list is empty there. When the long one is
/// cut, both go back together.
#[test]
fn lists_go_through_their_rows_together() {
    let mut engine = product();
    set(&mut engine, "numbers", list(&["1", "2", "3"]));
    engine.set_row(2).unwrap();
    assert_eq!(words(&engine, NAME), Some(("Name".to_owned(), Some(String::new()))));
    set(&mut engine, "numbers", list(&["1"]));
    assert_eq!((engine.row(), engine.rows()), (1, 2));
    assert_eq!(words(&engine, NAME).unwrap().0, "Ben");
    let mut whole = product();
    set(&mut whole, "numbers", list(&["1"]));
    whole.set_row(1).unwrap();
    assert_eq!(frame(&mut engine, "flat"), frame(&mut whole, "flat"));
}

#[test]
fn another_row_resolves_only_what_reads_names() {
    let mut engine = product();
    set(&mut engine, "charms", list(&["star", "heart"]));
    let before = engine.scene().clone();
    engine.set_row(1).unwrap();
    let kept: Vec<bool> = (before.areas[0].layers.iter().zip(&engine.scene().areas[0].layers))
        .map(|(a, b)| std::sync::Arc::ptr_eq(a.as_ref().unwrap(), b.as_ref().unwrap()))
        .collect();
    assert_eq!(kept, [true, true, true, true, true, false, false, false]);
}

#[test]
fn a_proof_of_a_row_is_that_row_and_leaves_the_shown_one() {
    let mut engine = product();
    let mut other = product();
    other.set_row(1).unwrap();
    let shown = frame(&mut engine, "flat");
    let proof = |engine: &mut Engine| engine.proof("flat", WIDTH, ProofFormat::Png, 90).unwrap();
    let of_row = engine.proof_of_row(1, "flat", WIDTH, ProofFormat::Png, 90).unwrap();
    assert!(of_row == proof(&mut other), "the row's own proof");
    assert!(of_row != proof(&mut engine), "another than that of the row that is shown");
    let same = engine.proof_of_row(0, "flat", WIDTH, ProofFormat::Png, 90).unwrap();
    assert!(same == proof(&mut engine));
    assert_eq!(engine.row(), 0);
    assert!(engine.frame("flat", WIDTH).unwrap().dirty.is_empty());
    assert_eq!(frame(&mut engine, "flat"), shown);
    assert!(engine.proof_of_row(2, "flat", WIDTH, ProofFormat::Png, 90).is_err());
}

#[test]
fn issues_name_the_row() {
    let mut engine = engine(&changed(|t| {
        let team = &mut t["options"][at("team")];
        team["required"] = json!(true);
        team["characters"] = json!(["letters"]);
        team["blocklist"] = json!(["darn"]);
    }));
    set(&mut engine, "team", list(&["Anna", "B7", " ", "darn"]));
    let found: Vec<_> = (engine.issues().into_iter())
        .filter(|issue| issue.option.as_deref() == Some("team"))
        .map(|issue| (issue.code, issue.row, issue.message))
        .collect();
    let expected = [
        ("characters-not-allowed", Some(1), "Names (row 2) can't have 7"),
        ("required", Some(2), "Names (row 3) is required"),
        ("blocked-word", Some(3), "Names (row 4) has a word that can't be printed"),
    ];
    assert_eq!(found, expected.map(|(code, row, message)| (code, row, message.to_owned())));
    assert_eq!(state(&mut engine, "team").issues.len(), 3);
    // What only setting it finds is told of the row that is set.
    set(&mut engine, "team", list(&["Anna", "日本"]));
    engine.set_row(1).unwrap();
    let issues = engine.issues();
    let missing = issues.iter().find(|issue| issue.code == "missing-glyph").unwrap();
    assert_eq!((missing.option.as_deref(), missing.row), (Some("team"), Some(1)));
}

#[test]
fn too_few_is_an_issue_and_required_what_can_be_empty() {
    let mut engine = engine(&changed(|t| {
        let options = t["options"].as_array_mut().unwrap();
        options.push(json!({ "id": "icon", "kind": "image", "required": true,
            "choices": [{ "id": "no" }, { "id": "star", "image": "star" }] }));
        options.push(json!({ "id": "gift", "kind": "choice", "required": true,
            "choices": [{ "id": "none" }, { "id": "box" }] }));
        for id in ["charms", "picture", "numbers"] {
            options[at(id)]["required"] = json!(true);
        }
        options[at("charms")]["min"] = json!(2);
        options[at("charms")]["default"] = json!([]);
        options[at("numbers")]["default"] = json!([]);
        options[at("team")]["default"] = json!([]);
    }));
    let found = |engine: &mut Engine| -> Vec<(String, &'static str)> {
        let errors = engine.issues().into_iter().filter(|issue| issue.severity == Severity::Error);
        errors.map(|issue| (issue.option.unwrap(), issue.code)).collect()
    };
    let is = |list: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
        list.iter().map(|&(id, code)| (id.to_owned(), code)).collect()
    };
    assert_eq!(
        found(&mut engine),
        is(&[
            ("team", "too-few"),
            ("numbers", "required"),
            ("charms", "required"),
            ("picture", "required"),
            ("icon", "required"),
            ("gift", "required"),
        ])
    );
    set(&mut engine, "team", list(&["A"]));
    set(&mut engine, "numbers", list(&["1"]));
    set(&mut engine, "charms", list(&["star"]));
    set(&mut engine, "icon", text("star"));
    set(&mut engine, "gift", text("box"));
    assert_eq!(found(&mut engine), is(&[("charms", "too-few"), ("picture", "required")]));
    let message = &state(&mut engine, "charms").issues[0].message;
    assert_eq!(message, "charms needs at least 2");
    set(&mut engine, "charms", list(&["star", "dot"]));
    engine.set_photo("picture", "p.jpg", picture("photo.jpg")).unwrap();
    assert_eq!(found(&mut engine), is(&[]));
}

#[test]
fn a_photo_is_drawn_as_an_image_of_the_template() {
    let mut given = product();
    let empty = frame(&mut given, "flat");
    assert_eq!(image(&given, PICTURE), None);
    given.set_photo("picture", "heart.png", picture("heart.png")).unwrap();
    assert_eq!(given.selection()["picture"], text("heart.png"));
    let shown = frame(&mut given, "flat");
    let mut literal = engine(&changed(|t| {
        t["areas"][0]["layers"][PICTURE]["image"] = json!("heart");
    }));
    assert_ne!(shown, empty);
    assert_eq!(shown, frame(&mut literal, "flat"));
    // Taken back, and shown again by its name alone.
    set(&mut given, "picture", text(""));
    assert_eq!(frame(&mut given, "flat"), empty);
    set(&mut given, "picture", text("heart.png"));
    assert_eq!(frame(&mut given, "flat"), shown);
    // Another picture of the same name.
    given.set_photo("picture", "heart.png", picture("body.png")).unwrap();
    assert_ne!(frame(&mut given, "flat"), shown);
    // No template can name what was given.
    assert!(given.missing_assets().is_empty());
    let name = image(&given, PICTURE).unwrap();
    assert!(
        Engine::new(&changed(|t| t["assets"][&name] = json!({ "image": "x" })).to_string())
            .is_err()
    );
}

#[test]
fn a_photo_that_is_not_there_draws_nothing_and_is_asked_for() {
    let mut engine = product();
    let empty = frame(&mut engine, "flat");
    // As from a cart: the name, without the file.
    set(&mut engine, "picture", text("holiday.jpg"));
    assert_eq!(frame(&mut engine, "flat"), empty);
    let codes = |engine: &mut Engine| -> Vec<&'static str> {
        state(engine, "picture").issues.iter().map(|issue| issue.code).collect()
    };
    assert_eq!(codes(&mut engine), ["photo-missing"]);
    // Another file does not stand for it.
    engine.set_photo("picture", "heart.png", picture("photo.png")).unwrap();
    assert_eq!(codes(&mut engine), ["low-resolution"]);
    set(&mut engine, "picture", text("holiday.jpg"));
    assert_eq!((frame(&mut engine, "flat"), codes(&mut engine)), (empty, vec!["photo-missing"]));
}

#[test]
fn a_photo_with_few_pixels_is_an_issue_with_its_size() {
    let mut engine = product();
    engine.set_photo("picture", "small.png", picture("heart.png")).unwrap();
    let found = state(&mut engine, "picture").issues;
    let pixels = ["width", "height"].map(|side| match found[0].data[side] {
        Datum::Number(pixels) => pixels as u32,
        Datum::Text(_) => panic!("a number of pixels"),
    });
    assert_eq!((found[0].code, found[0].severity), ("low-resolution", Severity::Warning));
    let [width, height] = pixels;
    let message = format!("picture has {width} × {height} pixels, 300 × 200 are needed");
    assert_eq!(found[0].message, message);
    let size = |bytes: &[u8]| {
        let picture = liveproof::image::decode(bytes).unwrap();
        [picture.width(), picture.height()]
    };
    assert_eq!(pixels, size(&picture("heart.png")));
    let mut low = engine_with_least(pixels);
    low.set_photo("picture", "small.png", picture("heart.png")).unwrap();
    assert!(state(&mut low, "picture").issues.is_empty(), "just enough");
    let mut high = engine_with_least([width, height + 1]);
    high.set_photo("picture", "small.png", picture("heart.png")).unwrap();
    assert_eq!(state(&mut high, "picture").issues.len(), 1);
}

fn engine_with_least([width, height]: [u32; 2]) -> Engine {
    engine(&changed(|t| {
        t["options"][at("picture")]["minWidth"] = json!(width);
        t["options"][at("picture")]["minHeight"] = json!(height);
        t["areas"][0]["minDpi"] = json!(30);
    }))
}

#[test]
fn a_photo_that_can_not_be_taken_leaves_the_one_before() {
    let mut engine = product();
    engine.set_photo("picture", "heart.png", picture("heart.png")).unwrap();
    let (selection, shown) = (engine.selection().clone(), frame(&mut engine, "flat"));
    let whole = picture("photo.png");
    let bitmap = b"BM\x3e\0\0\0\0\0\0\0\x3e\0\0\0".to_vec();
    for (id, name, bytes, code, path) in [
        ("picture", "a", Vec::new(), "image-unsupported", "selection.picture"),
        ("picture", "a", bitmap, "image-unsupported", "selection.picture"),
        ("picture", "a", whole[..whole.len() / 2].to_vec(), "image-corrupt", "selection.picture"),
        ("picture", "", whole.clone(), "invalid-value", "selection.picture"),
        ("ink", "a", whole.clone(), "unknown-reference", "selection.ink"),
        ("nothing", "a", whole.clone(), "unknown-reference", "selection.nothing"),
    ] {
        let error = engine.set_photo(id, name, bytes).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path), "{error}");
        assert_eq!(engine.selection(), &selection);
        assert_eq!(frame(&mut engine, "flat"), shown);
    }
    let long = "x".repeat(1001);
    assert_eq!(engine.set_photo("picture", &long, whole).unwrap_err().code(), "too-large");
    assert_eq!(frame(&mut engine, "flat"), shown);
    engine.drop_caches();
    assert_eq!(frame(&mut engine, "flat"), shown);
}

#[test]
fn another_template_keeps_the_photo_and_the_row() {
    let mut given = product();
    given.set_photo("picture", "heart.png", picture("heart.png")).unwrap();
    given.set_row(1).unwrap();
    let shown = frame(&mut given, "flat");
    given.replace_template(&changed(|t| t["name"] = json!("another")).to_string()).unwrap();
    assert_eq!(given.row(), 1);
    assert_eq!(frame(&mut given, "flat"), shown);
    let without = changed(|t| {
        t["options"][at("picture")] =
            json!({ "id": "picture", "kind": "image", "choices": [{ "id": "none" }] });
    });
    given.replace_template(&without.to_string()).unwrap();
    assert_eq!(given.selection()["picture"], text("none"));
    assert_eq!(image(&given, PICTURE), None);
}

/// Distance of two colors in OKLab, from the published formula.
fn distance(a: Color, b: Color) -> f64 {
    let lab = |color: Color| {
        let linear = |c: u8| {
            let v = f64::from(c) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
        };
        let [r, g, b] = [color.r, color.g, color.b].map(linear);
        let l = libm::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        let m = libm::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        let s = libm::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    };
    lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[test]
fn a_free_color_is_stored_as_the_nearest_of_the_palette() {
    let mut engine = product();
    let palette = ["#14213d", "#c9a227", "#ffffff", "#e63946"];
    let stored = |engine: &mut Engine, given: &str| {
        set(engine, "ink", text(given));
        let Value::Text(stored) = engine.selection()["ink"].clone() else { panic!() };
        stored
    };
    for color in palette {
        assert_eq!(stored(&mut engine, color), color);
    }
    assert_eq!(stored(&mut engine, "navy"), "#14213d");
    assert_eq!(stored(&mut engine, "rgb(255 0 0)"), "#e63946");
    for v in (0..1_u32 << 24).step_by(1_000_003) {
        let given = format!("#{v:06x}");
        let stored = Color::from_str(&stored(&mut engine, &given)).unwrap();
        let wanted = Color::from_str(&given).unwrap();
        let least = (palette.iter())
            .map(|color| distance(wanted, Color::from_str(color).unwrap()))
            .fold(f64::INFINITY, f64::min);
        assert!(distance(wanted, stored) <= least + 1e-12, "{given}");
    }
    // A selection that is restored is taken to it as well; the id of a swatch stays itself.
    engine.restore(&patch("ink", text("#13203c"))).unwrap();
    assert_eq!(engine.selection()["ink"], text("#14213d"));
}

#[test]
fn a_form_is_told_all_it_shows() {
    let mut engine = product();
    let team = state(&mut engine, "team");
    assert_eq!((team.kind, team.min, team.max), ("names", Some(1.0), Some(4.0)));
    assert_eq!((team.max_length, team.multiline), (Some(12), Some(false)));
    assert_eq!((team.prompt.as_deref(), team.price), (Some("Name"), 10.0));
    let charms = state(&mut engine, "charms");
    assert_eq!((charms.kind, charms.min, charms.max), ("multi", Some(0.0), Some(3.0)));
    assert_eq!(charms.price, 1.5);
    let categories: Vec<_> =
        charms.categories.iter().map(|c| (c.id.as_str(), c.label.as_str())).collect();
    assert_eq!(categories, [("love", "Love"), ("sky", "sky")]);
    assert_eq!(engine.choices("charms")[1].category.as_deref(), Some("love"));
    let font = state(&mut engine, "font");
    assert_eq!((font.kind, font.value), ("font", text("bold")));
    assert_eq!(engine.choices("font")[1].font.as_deref(), Some("script"));
    let photo = state(&mut engine, "picture");
    assert_eq!((photo.kind, photo.value), ("photo", text("")));
    assert_eq!((photo.min_width, photo.min_height), (Some(300), Some(200)));
    assert_eq!(state(&mut engine, "ink").palette.len(), 4);
    assert_eq!(
        engine.description(),
        "Product of the option kinds; Names: Anna, Ben, numbers: 7, charms: Star, font: bold, \
         ink: #14213d."
    );
    set(&mut engine, "charms", list(&["heart", "star"]));
    assert_eq!(engine.price(), 2.0 + 1.5 + 2.0 * 5.0);
    for (kind, control, told) in [
        ("choice", json!({}), "buttons"),
        ("choice", json!({ "control": "swatches" }), "swatches"),
        ("choice", json!({ "control": "radio" }), "radio"),
        ("choice", json!({ "control": "select" }), "select"),
        ("number", json!({}), "slider"),
        ("number", json!({ "control": "stepper" }), "stepper"),
    ] {
        let mut option = match kind {
            "choice" => json!({ "id": "o", "kind": "choice", "choices": [{ "id": "a" }] }),
            _ => json!({ "id": "o", "kind": "number", "min": 1, "max": 2 }),
        };
        option.as_object_mut().unwrap().extend(control.as_object().unwrap().clone());
        let template = changed(|t| t["options"].as_array_mut().unwrap().push(option.clone()));
        let mut engine = Engine::new(&template.to_string()).unwrap();
        assert_eq!(state(&mut engine, "o").control, Some(told));
    }
}

#[test]
fn faults_of_a_template_are_told() {
    let bound = |key: &'static str, value: Json| {
        changed(move |t| t["areas"][0]["layers"][SECOND][key] = value.clone())
    };
    let option = |id: &'static str, key: &'static str, value: Json| {
        changed(move |t| t["options"][at(id)][key] = value.clone())
    };
    let text_layer = |value: &'static str| {
        changed(move |t| t["areas"][0]["layers"][OTHER]["text"] = json!(value))
    };
    let layer = "areas[0].layers[4]";
    for (template, message) in [
        (
            bound("image", json!({ "option": "charms" })),
            format!("{layer}.image: key \"slot\" is missing"),
        ),
        (
            bound("image", json!({ "option": "charms", "slot": 0 })),
            format!("{layer}.image.slot: expected a whole number from 1 to 3"),
        ),
        (
            bound("image", json!({ "option": "charms", "slot": 4 })),
            format!("{layer}.image.slot: expected a whole number from 1 to 3"),
        ),
        (
            bound("image", json!({ "option": "picture", "slot": 1 })),
            format!(
                "{layer}.image.slot: expected no slot, because \"picture\" is not a multi option"
            ),
        ),
        (
            bound("rotate", json!({ "option": "charms", "slot": 1 })),
            format!("{layer}.rotate.option: expected a number option, or a \"map\""),
        ),
        (
            bound("rotate", json!({ "option": "charms", "slot": 1, "map": { "star": 1 } })),
            format!("{layer}.rotate.map: key \"dot\" is missing"),
        ),
        (
            bound("when", json!({ "option": "charms", "is": "star" })),
            format!("{layer}.when.is: expected a list of ids of choices"),
        ),
        (
            bound("when", json!({ "option": "team", "is": "Anna" })),
            format!("{layer}.when.is: expected a list of texts"),
        ),
        (
            option("charms", "choices", json!([{ "id": "star" }])),
            "options[2].max: expected a whole number from 1 to 1".to_owned(),
        ),
        (
            option("charms", "min", json!(4)),
            "options[2].min: expected a whole number from 0 to 3".to_owned(),
        ),
        (
            option("charms", "default", json!(["star", "star"])),
            "options[2].default[1]: id \"star\" is used twice".to_owned(),
        ),
        (
            option("charms", "default", json!(["sun"])),
            "options[2].default[0]: there is no choice \"sun\"; there are \"star\", \"heart\", \
             \"moon\", \"dot\""
                .to_owned(),
        ),
        (
            option("charms", "categories", json!([{ "id": "love" }])),
            "options[2].choices[0].category: there is no category \"sky\"; there are \"love\""
                .to_owned(),
        ),
        (
            option("charms", "categories", json!([{ "id": "love" }, { "id": "love" }])),
            "options[2].categories[1].id: id \"love\" is used twice".to_owned(),
        ),
        (
            option("font", "choices", json!([{ "id": "bold" }])),
            "options[3].choices[0]: key \"font\" is missing".to_owned(),
        ),
        (
            option("team", "max", json!(1001)),
            "options[0].max: expected a whole number from 1 to 1000".to_owned(),
        ),
        (
            option("team", "default", json!(["a", "Bartholomaeus"])),
            "options[0].default[1]: 13 characters are more than the 12 allowed".to_owned(),
        ),
        (
            option("team", "default", json!(["a", "b", "c", "d", "e"])),
            "options[0].default: 5 rows are more than the 4 allowed".to_owned(),
        ),
        (
            option("ink", "custom", json!(false)),
            "options[5].palette: expected no palette, because \"custom\" is not true".to_owned(),
        ),
        (
            option("ink", "default", json!("#14213e")),
            "options[5].default: expected a color of \"palette\"".to_owned(),
        ),
        (
            option("picture", "minWidth", json!(40_000)),
            "options[4].minWidth: expected a number from 0 to 32767".to_owned(),
        ),
        (
            text_layer("{team#5}"),
            "areas[0].layers[6].text: expected no row of \"team\" above 4".to_owned(),
        ),
        (
            text_layer("{charms#4}"),
            "areas[0].layers[6].text: expected no choice of \"charms\" above 3".to_owned(),
        ),
    ] {
        let error = Template::parse(&template.to_string()).expect_err(&message);
        assert_eq!(error.to_string(), message);
    }
}
