//! The state of the options over time and outside of the engine: laws of undo and redo, saved
//! selections and links, old and hostile ones, languages.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;

use liveproof::Engine;
use liveproof::options::history::MAX_STEPS;
use liveproof::options::saved::Note;
use liveproof::options::{OptionState, Selection};
use liveproof::template::{Place, Value};
use serde_json::{Value as Json, json};
use support::{load, root};

/// Numbers that look random and are the same in every run: xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const TEXTS: [&str; 9] =
    ["", "A", "Zoë", "A_B*c.d..e", "  x ", "мир 1", "سلام", "☃🎉", "100%&=#?~/"];

fn random_value(engine: &Engine, option: &OptionState, random: &mut Random) -> Value {
    match &option.default {
        Value::Bool(_) => Value::Bool(random.below(2) == 1),
        Value::Number(_) => {
            let (min, max) = (option.min.unwrap(), option.max.unwrap());
            let step = option.step.unwrap_or((max - min) / 7.0);
            Value::Number(min + random.below(((max - min) / step) as usize + 1) as f64 * step)
        }
        Value::Place(home) => {
            let mut between = |range: Option<[f64; 2]>, home: f64| {
                let [min, max] = range.unwrap_or([home; 2]);
                // As a hand leaves it: short enough that JSON gives it back.
                ((min + (max - min) * random.below(65) as f64 / 64.0) * 1000.0).round() / 1000.0
            };
            Value::Place(Place {
                x: between(option.x, home.x),
                y: between(option.y, home.y),
                scale: between(option.scale, home.scale),
                rotate: between(option.rotate, home.rotate),
            })
        }
        _ if option.kind == "text" => {
            let most = option.max_length.unwrap_or(20) as usize;
            Value::Text(random.pick(&TEXTS).chars().take(most).collect())
        }
        _ => match engine.choices(&option.id).as_slice() {
            choices @ [_, ..] if option.custom != Some(true) || random.below(2) == 0 => {
                Value::Text(random.pick(choices).id.clone())
            }
            _ => Value::Text(format!("#{:06x}", random.below(1 << 24))),
        },
    }
}

fn random_edit(engine: &mut Engine, random: &mut Random) {
    let options = engine.options();
    match random.below(12) {
        0 => engine.reset().unwrap(),
        1 => engine.commit(),
        2 => {
            let patch: Selection = (0..3)
                .map(|_| {
                    let option = &options[random.below(options.len())];
                    (option.id.clone(), random_value(engine, option, random))
                })
                .collect();
            // A few options together may not be offered together.
            let _ = engine.set(&patch);
        }
        _ => {
            let option = random.pick(&options);
            let patch = [(option.id.clone(), random_value(engine, option, random))].into();
            let _ = engine.set(&patch);
        }
    }
}

fn touched(engine: &mut Engine) -> Vec<bool> {
    engine.options().iter().map(|o| o.touched).collect()
}

fn products() -> Vec<std::path::PathBuf> {
    ["tests/templates/laws", "tests/templates/paint", "www/products/mug", "www/products/tshirt"]
        .map(|path| root().join(path).join("template.json"))
        .to_vec()
}

/// Every state on the way is come back to, value by value, flag by flag and pixel by pixel.
#[test]
fn undo_and_redo_lead_back_and_forth() {
    for path in products() {
        let mut engine = load(&path);
        let view = engine.views()[0].id.clone();
        let mut random = Random(99);
        // The states between the steps: an edit that joins the last step takes its place.
        let mut states = vec![(engine.selection().clone(), touched(&mut engine))];
        for _ in 0..60 {
            let depth = depth(&mut engine);
            random_edit(&mut engine, &mut random);
            let state = (engine.selection().clone(), touched(&mut engine));
            let after = self::depth(&mut engine);
            assert!(after <= depth + 1, "an edit is one step");
            states.truncate(after);
            states.push(state);
            assert_eq!(states.len(), after + 1, "{}", path.display());
        }
        let shown = |engine: &mut Engine| engine.frame(&view, 120).unwrap().pixels.data().to_vec();
        let last = shown(&mut engine);
        for (selection, _) in states.iter().rev().skip(1) {
            assert!(engine.undo().unwrap());
            assert_eq!(engine.selection(), selection, "{}", path.display());
        }
        assert!(!engine.can_undo() && !engine.undo().unwrap());
        let mut untouched = load(&path);
        assert!(shown(&mut engine) == shown(&mut untouched), "{}", path.display());
        for (selection, _) in states.iter().skip(1) {
            assert!(engine.redo().unwrap());
            assert_eq!(engine.selection(), selection);
        }
        assert!(!engine.can_redo() && !engine.redo().unwrap());
        assert_eq!(touched(&mut engine), states.last().unwrap().1);
        assert!(shown(&mut engine) == last, "{}", path.display());
    }
}

/// How many steps can be undone; found by going there and back, which leaves all as it was but that
/// typing goes on in the same step.
fn depth(engine: &mut Engine) -> usize {
    engine.history_len()
}

fn engine(options: &Json) -> Engine {
    let template = json!({
        "liveproof": 1, "id": "test", "options": options, "areas": [],
        "assets": { "photo": { "image": "photo.png" } },
        "views": [{ "id": "v", "width": 10, "height": 10,
            "items": [{ "kind": "photo", "image": "photo" }] }],
    });
    Engine::new(&template.to_string()).unwrap()
}

fn form() -> Engine {
    engine(&json!([
        { "id": "name", "kind": "text", "default": "Anna", "maxLength": 6, "aliases": ["text"] },
        { "id": "line", "kind": "text" },
        { "id": "size", "kind": "number", "min": 1, "max": 10, "step": 0.5 },
        { "id": "ink", "kind": "color", "custom": true, "aliases": ["inkk"], "choices": [
            { "id": "navy", "color": "#14213d", "aliases": ["blue", "marine"] },
            { "id": "gold", "color": "#c9a227" }] },
        { "id": "icon", "kind": "choice", "choices": [
            { "id": "star" }, { "id": "moon", "aliases": ["luna"] }] },
        { "id": "frame", "kind": "toggle" },
    ]))
}

fn set(engine: &mut Engine, id: &str, value: impl Into<Json>) {
    let value = serde_json::from_value(value.into()).unwrap();
    engine.set(&[(id.to_owned(), value)].into()).unwrap();
}

fn value(engine: &Engine, id: &str) -> Json {
    serde_json::to_value(&engine.selection()[id]).unwrap()
}

#[test]
fn what_is_typed_is_one_step_until_something_else_happens() {
    let mut engine = form();
    for text in ["B", "Be", "Ben"] {
        set(&mut engine, "name", text);
    }
    set(&mut engine, "line", "x");
    set(&mut engine, "name", "Benn");
    engine.commit();
    set(&mut engine, "name", "Benno");
    for expected in ["Benn", "Ben", "Ben", "Anna"] {
        assert!(engine.undo().unwrap());
        assert_eq!(value(&engine, "name"), expected);
    }
    assert!(!engine.can_undo());
    // After an undo, typing begins anew and there is nothing to redo.
    set(&mut engine, "name", "Zoë");
    assert!(!engine.can_redo());
    // Sliders and free colors are dragged, swatches and choices are picked.
    for (id, values, steps) in [
        ("size", vec![json!(2), json!(3), json!(4)], 1),
        ("ink", vec![json!("#111111"), json!("#222222"), json!("#333333")], 1),
        ("ink", vec![json!("gold"), json!("navy"), json!("gold")], 3),
        ("icon", vec![json!("moon"), json!("star"), json!("moon")], 3),
        ("frame", vec![json!(true), json!(false), json!(true)], 3),
    ] {
        let before = engine.history_len();
        for value in values {
            set(&mut engine, id, value);
        }
        assert_eq!(engine.history_len() - before, steps, "{id}");
    }
    // Typed and deleted again, it is no step at all.
    let before = engine.history_len();
    for text in ["a", "ab", "a", ""] {
        set(&mut engine, "line", text);
    }
    assert_eq!(engine.history_len(), before);
    for i in 0..2 * MAX_STEPS {
        set(&mut engine, "frame", i % 2 == 1);
    }
    assert_eq!(engine.history_len(), MAX_STEPS);
}

#[test]
fn only_what_the_shopper_set_is_touched() {
    let mut engine = form();
    let is = |engine: &mut Engine, id: &str| {
        engine.options().into_iter().find(|o| o.id == id).unwrap().touched
    };
    assert!(!is(&mut engine, "name"));
    set(&mut engine, "name", "Anna");
    assert!(is(&mut engine, "name"), "even to what it was");
    engine.reset().unwrap();
    assert!(!is(&mut engine, "name"));
    engine.restore_saved(&json!({ "name": "Anna", "icon": "moon" })).unwrap();
    assert!(!is(&mut engine, "name") && is(&mut engine, "icon"));
    set(&mut engine, "frame", true);
    engine.undo().unwrap();
    assert!(!is(&mut engine, "frame"));
    engine.redo().unwrap();
    assert!(is(&mut engine, "frame"));
}

#[test]
fn what_is_saved_or_linked_comes_back_the_same() {
    for path in products() {
        let mut engine = load(&path);
        let mut random = Random(5);
        for _ in 0..80 {
            random_edit(&mut engine, &mut random);
            let selection = engine.selection().clone();
            let saved = serde_json::to_value(engine.saved()).unwrap();
            let link = engine.link();
            let safe = |c: char| c.is_ascii_alphanumeric() || "-_.*".contains(c);
            assert!(link.chars().all(safe), "{link}");
            for form in [saved, Json::from(link), serde_json::to_value(&selection).unwrap()] {
                let mut other = load(&path);
                let notes = other.restore_saved(&form).unwrap();
                assert_eq!(notes, [], "{form}");
                assert_eq!(*other.selection(), selection, "{form}");
            }
        }
        engine.reset().unwrap();
        assert_eq!(engine.link(), load(&path).link());
    }
}

#[test]
fn a_link_is_short_and_readable() {
    let mut engine = form();
    set(&mut engine, "name", "Zoë M.");
    set(&mut engine, "size", 2.5);
    set(&mut engine, "ink", "gold");
    set(&mut engine, "frame", true);
    assert_eq!(engine.link(), "1..name.Zo*eb*_M*2e*..size.2*2e*5..ink.gold..frame.1");
    set(&mut engine, "name", "");
    set(&mut engine, "line", "山水");
    assert_eq!(engine.link(), "1..name.**..line.*5c71-6c34*..size.2*2e*5..ink.gold..frame.1");
}

fn told(notes: &[Note]) -> Vec<(&str, &str, &str)> {
    notes.iter().map(|n| (n.option.as_str(), n.code, n.path.as_str())).collect()
}

#[test]
fn an_older_selection_follows_the_aliases_and_says_what_was_lost() {
    let mut engine = form();
    let old = json!({ "liveproof": 1, "template": "test", "hash": "0", "selection": {
        "text": "Bo", "inkk": "marine", "icon": "luna", "size": 99.2, "border": true,
    } });
    let notes = engine.restore_saved(&old).unwrap();
    assert_eq!(
        told(&notes),
        [
            ("icon", "renamed", "selection.icon"),
            ("size", "repaired", "selection.size"),
            ("border", "unknown-option", "selection.border"),
            ("ink", "renamed", "selection.inkk"),
            ("name", "renamed", "selection.text"),
        ]
    );
    assert_eq!(
        serde_json::to_value(engine.selection()).unwrap(),
        json!({ "name": "Bo", "line": "", "size": 10.0, "ink": "navy", "icon": "moon", "frame": false })
    );
    // Of an old and a new id of one option, the new one counts.
    let notes = engine.restore_saved(&json!({ "text": "old", "name": "new" })).unwrap();
    assert_eq!(told(&notes), [("name", "value-lost", "selection.text")]);
    assert_eq!(value(&engine, "name"), "new");
}

#[test]
fn a_hostile_selection_is_refused_whole_or_repaired_by_path() {
    let long = "x".repeat(1 << 20);
    let many: serde_json::Map<String, Json> =
        (0..20_000).map(|i| (format!("o{i}"), Json::from(i))).collect();
    let list: Vec<String> = (0..100_000).map(|i| i.to_string()).collect();
    for (given, code, path) in [
        (json!(null), "invalid-value", ""),
        (json!(7), "invalid-value", ""),
        (json!([]), "invalid-value", ""),
        (json!("selection"), "invalid-value", "link"),
        (json!(""), "invalid-value", "link"),
        (json!("0..name.A"), "invalid-value", "link"),
        (json!("2..name.A"), "newer-version", "liveproof"),
        (json!(format!("1..name.{long}{long}")), "too-large", "link"),
        (json!({ "liveproof": 2 }), "newer-version", "liveproof"),
        (json!({ "liveproof": 1.5 }), "invalid-value", "liveproof"),
        (json!({ "liveproof": -1 }), "invalid-value", "liveproof"),
        (json!({ "liveproof": 1 }), "invalid-value", "template"),
        (
            json!({ "liveproof": 1, "template": "other", "selection": {} }),
            "wrong-template",
            "template",
        ),
        (
            json!({ "liveproof": 1, "template": long, "selection": {} }),
            "wrong-template",
            "template",
        ),
        (
            json!({ "liveproof": 1, "template": "test", "selection": [] }),
            "invalid-value",
            "selection",
        ),
        (Json::Object(many), "too-large", "selection"),
    ] {
        let mut engine = form();
        set(&mut engine, "name", "Ben");
        let before = engine.selection().clone();
        let error = engine.restore_saved(&given).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path));
        assert!(error.to_string().len() < 300);
        assert_eq!(*engine.selection(), before);
        assert_eq!(engine.history_len(), 1);
    }
    for (given, option, code, now) in [
        (json!({ "__proto__": { "x": 1 } }), "__proto__", "unknown-option", None),
        (json!({ "constructor": "x" }), "constructor", "unknown-option", None),
        (json!({ "name": null }), "name", "value-lost", Some(json!("Anna"))),
        (json!({ "name": { "__proto__": 1 } }), "name", "value-lost", Some(json!("Anna"))),
        (json!({ "name": 5 }), "name", "value-lost", Some(json!("Anna"))),
        (json!({ "name": long }), "name", "repaired", Some(json!("xxxxxx"))),
        (json!({ "icon": long }), "icon", "value-lost", Some(json!("star"))),
        (json!({ "icon": list }), "icon", "value-lost", Some(json!("star"))),
        (json!({ "icon": [["x"]] }), "icon", "value-lost", Some(json!("star"))),
        (json!({ "ink": "url(x)" }), "ink", "value-lost", Some(json!("navy"))),
        (json!({ "size": "3" }), "size", "value-lost", Some(json!(1.0))),
        (json!({ "size": -1e300 }), "size", "repaired", Some(json!(1.0))),
        (json!({ "size": 3.3 }), "size", "repaired", Some(json!(3.5))),
        (json!({ "frame": "yes" }), "frame", "value-lost", Some(json!(false))),
        (json!("1..frame"), "frame", "value-lost", Some(json!(false))),
        (json!("1..name.*zz*"), "name", "value-lost", Some(json!("Anna"))),
        (json!("1..name.*41"), "name", "value-lost", Some(json!("Anna"))),
        (json!("1..name.*d800*"), "name", "value-lost", Some(json!("Anna"))),
        (json!("1..size.NaN"), "size", "value-lost", Some(json!(1.0))),
        (json!("1..size.inf"), "size", "value-lost", Some(json!(1.0))),
        (json!("1..nome.A.."), "nome", "unknown-option", None),
        (json!("1..inkk.gold"), "ink", "renamed", Some(json!("gold"))),
    ] {
        let mut engine = form();
        set(&mut engine, "line", "kept?");
        let notes = engine.restore_saved(&given).unwrap();
        assert_eq!((notes[0].option.as_str(), notes[0].code), (option, code), "{notes:?}");
        assert_eq!(notes.len(), 1);
        assert_eq!(value(&engine, "line"), "", "what is not named has its default");
        if let Some(now) = now {
            assert_eq!(value(&engine, option), now);
        }
        engine.undo().unwrap();
        assert_eq!(value(&engine, "line"), "kept?");
    }
}

#[test]
fn the_hash_is_of_what_the_options_are() {
    let hash = |options: &Json| engine(options).saved().hash;
    let one = json!([{ "id": "a", "kind": "toggle" }]);
    assert_eq!(hash(&one), hash(&json!([{ "kind": "toggle", "id": "a" }])));
    assert_ne!(hash(&one), hash(&json!([{ "id": "b", "kind": "toggle" }])));
    let number =
        |max: Json| json!([{ "id": "a", "kind": "number", "min": 0, "max": max, "aliases": [] }]);
    assert_eq!(hash(&number(json!(10))), hash(&number(json!(10.0))));
    assert_ne!(hash(&number(json!(10))), hash(&number(json!(10.5))));
    // FNV-1a of the text between the quotes, from the formula.
    let mut expected = 0xcbf2_9ce4_8422_2325_u64;
    for byte in r#"[{"id":"a","kind":"toggle"}]"#.bytes() {
        expected = (expected ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    assert_eq!(hash(&one), format!("{expected:016x}"));
}

/// A whole template with a text on a tinted product.
fn shirt() -> Json {
    json!({
        "liveproof": 1, "id": "shirt", "name": "Shirt", "locale": "en",
        "steps": [{ "id": "print", "label": "Print" }, { "id": "rest" }],
        "groups": [{ "id": "words", "label": "Words", "help": "Some help", "step": "print" }],
        "assets": {
            "roboto": { "font": "Roboto.ttf" }, "photo": { "image": "photo.png" },
            "mask": { "image": "mask.png" },
        },
        "options": [
            { "id": "name", "kind": "text", "label": "Name", "required": true, "prompt": "Your name",
              "default": "Anna", "placeholder": true, "group": "words", "maxLines": 1, "characters": ["letters"] },
            { "id": "ink", "kind": "color", "label": "Ink", "custom": true, "choices": [
                { "id": "white", "label": "White", "color": "#fff" },
                { "id": "navy", "label": "Navy", "color": "#14213d" }] },
            { "id": "body", "kind": "color", "label": "Shirt", "choices": [
                { "id": "black", "label": "Black", "color": "#111" },
                { "id": "sand", "label": "Sand", "color": "#f2e8d0" }] },
            { "id": "size", "kind": "number", "min": 5, "max": 60, "default": 10, "unit": "mm" },
        ],
        "areas": [{ "id": "front", "width": 100, "height": 50, "safe": 5, "layers": [
            { "kind": "text", "id": "text", "text": "{name}", "font": "roboto", "size": { "option": "size" }, "fit": "none",
              "box": [10, 10, 80, 30], "color": { "option": "ink" } },
            { "kind": "text", "id": "label", "text": "{body}", "font": "roboto", "size": 4, "color": "#777",
              "box": [10, 40, 80, 5] }] }],
        "views": [{ "id": "front", "label": "Front", "width": 100, "height": 50, "items": [
            { "kind": "photo", "image": "photo" },
            { "kind": "tint", "mask": "mask", "color": { "option": "body" } },
            { "kind": "placement", "area": "front", "geometry": { "quad": [[0, 0], [100, 0], [100, 50], [0, 50]] },
              "mask": "mask", "material": "underbase" }] }],
        "locales": {
            "de": {
                "name": "Hemd",
                "options": {
                    "name": { "label": "Name (de)", "help": "Hilfe", "prompt": "Dein Name" },
                    "body": { "label": "Hemd", "choices": { "black": "Schwarz" } },
                    "size": { "unit": "Millimeter" },
                },
                "groups": { "words": "Worte" }, "groupHelp": { "words": "Etwas Hilfe" },
                "steps": { "print": "Druck" }, "views": { "front": "Vorne" },
                "messages": {
                    "required": "{label} fehlt", "characters-not-allowed": "{label}: {characters}",
                    "low-contrast": "Kontrast {ratio} unter {limit} {{}}",
                },
            },
            "de-AT": { "options": { "name": { "label": "Name (at)" } } },
            "ar": { "name": "قميص" },
        },
    })
}

fn shirt_engine() -> Engine {
    let mut engine = Engine::new(&shirt().to_string()).unwrap();
    let font = std::fs::read(root().join("tests/fonts/Roboto-Bold.ttf")).unwrap();
    engine.add_asset("roboto", font).unwrap();
    engine
}

fn codes(engine: &mut Engine) -> Vec<&'static str> {
    engine.issues().iter().map(|issue| issue.code).collect()
}

#[test]
fn a_sample_text_is_an_issue_until_it_is_touched() {
    let mut engine = shirt_engine();
    assert!(codes(&mut engine).contains(&"untouched-placeholder"));
    set(&mut engine, "name", "Anna");
    assert!(!codes(&mut engine).contains(&"untouched-placeholder"));
    set(&mut engine, "name", "Ben");
    engine.reset().unwrap();
    assert!(codes(&mut engine).contains(&"untouched-placeholder"));
    engine.undo().unwrap();
    assert!(!codes(&mut engine).contains(&"untouched-placeholder"));
}

/// Against the formula of WCAG 2, in doubles.
#[test]
fn ink_that_hardly_stands_out_is_told_with_its_ratio() {
    let mut engine = shirt_engine();
    let luminance = |hex: u32| {
        let channel = |shift: u32| {
            let c = f64::from(hex >> shift & 255) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    };
    for (ink, body, hex) in [
        ("white", "black", [0xffffff, 0x111111]),
        ("navy", "black", [0x14213d, 0x111111]),
        ("white", "sand", [0xffffff, 0xf2e8d0]),
        ("#d0c8b0", "sand", [0xd0c8b0, 0xf2e8d0]),
        ("#c0b090", "sand", [0xc0b090, 0xf2e8d0]),
        ("navy", "sand", [0x14213d, 0xf2e8d0]),
    ] {
        set(&mut engine, "ink", ink);
        set(&mut engine, "body", body);
        let [a, b] = hex.map(|hex| luminance(hex) + 0.05);
        let ratio = (a / b).max(b / a);
        let issue = engine
            .issues()
            .into_iter()
            .find(|i| i.code == "low-contrast" && i.layer.as_deref() == Some("text"));
        assert_eq!(issue.is_some(), ratio < 1.5, "{ink} on {body}: {ratio}");
        if let Some(issue) = issue {
            let Json::Number(told) = serde_json::to_value(&issue.data["ratio"]).unwrap() else {
                panic!()
            };
            assert!((told.as_f64().unwrap() - ratio).abs() < 0.02, "{told} {ratio}");
            assert_eq!(issue.option.as_deref(), Some("ink"));
        }
    }
}

#[test]
fn a_text_that_leaves_the_safe_zone_is_told() {
    let mut engine = shirt_engine();
    set(&mut engine, "ink", "white");
    assert!(!codes(&mut engine).contains(&"outside-safe-zone"));
    set(&mut engine, "size", 60);
    let issues = engine.issues();
    let issue = issues.iter().find(|i| i.code == "outside-safe-zone").unwrap();
    assert_eq!((issue.option.as_deref(), issue.area.as_deref()), (Some("name"), Some("front")));
    let beyond = serde_json::to_value(&issue.data["beyond"]).unwrap().as_f64().unwrap();
    assert!(beyond > 1.0 && beyond < 60.0, "{beyond}");
}

#[test]
fn locales_fall_back_from_special_to_general() {
    let mut engine = shirt_engine();
    let label = |engine: &mut Engine, id: &str| {
        engine.options().into_iter().find(|o| o.id == id).unwrap().label
    };
    assert_eq!((engine.locale(), engine.direction()), ("en", "ltr"));
    assert_eq!(engine.locales(), ["en", "ar", "de", "de-AT"]);
    for (tag, locale, name, body, view, direction) in [
        ("de-AT", "de-AT", "Name (at)", "Hemd", "Vorne", "ltr"),
        ("DE-at-1996", "DE-at-1996", "Name (at)", "Hemd", "Vorne", "ltr"),
        ("de", "de", "Name (de)", "Hemd", "Vorne", "ltr"),
        ("de-CH", "de-CH", "Name (de)", "Hemd", "Vorne", "ltr"),
        ("fr", "en", "Name", "Shirt", "Front", "ltr"),
        ("en-GB", "en-GB", "Name", "Shirt", "Front", "ltr"),
        ("ar-EG", "ar-EG", "Name", "Shirt", "Front", "rtl"),
        ("ar-Latn", "ar-Latn", "Name", "Shirt", "Front", "ltr"),
        ("he", "en", "Name", "Shirt", "Front", "ltr"),
        ("", "en", "Name", "Shirt", "Front", "ltr"),
    ] {
        engine.set_locale(tag).unwrap();
        assert_eq!((engine.locale(), engine.direction()), (locale, direction), "{tag}");
        assert_eq!(label(&mut engine, "name"), name, "{tag}");
        assert_eq!(label(&mut engine, "body"), body, "{tag}");
        assert_eq!(engine.views()[0].label, view, "{tag}");
    }
    let bundle =
        r#"{ "de": { "options": { "ink": { "label": "Tinte" } } }, "he": { "name": "ח" } }"#;
    engine.add_bundle(bundle).unwrap();
    assert_eq!(engine.locales(), ["en", "ar", "de", "de-AT", "he"]);
    engine.set_locale("de-AT").unwrap();
    assert_eq!(label(&mut engine, "ink"), "Tinte");
    assert_eq!(label(&mut engine, "name"), "Name (at)");
    engine.set_locale("he").unwrap();
    assert_eq!(engine.direction(), "rtl");
}

#[test]
fn a_locale_says_everything_but_what_is_printed() {
    let mut engine = shirt_engine();
    let before = engine.scene().for_print();
    engine.set_locale("de").unwrap();
    assert_eq!(engine.scene().for_print(), before);
    assert!(engine.description().starts_with("Hemd; Name (de): Anna"), "{}", engine.description());
    assert!(engine.description().contains("Hemd: Schwarz"));
    let form = engine.form();
    assert_eq!(form.steps[0].label, "Druck");
    assert_eq!(form.steps[1].label, "rest");
    assert_eq!(form.groups[0].label, "Worte");
    assert_eq!(form.groups[0].help.as_deref(), Some("Etwas Hilfe"));
    let options = engine.options();
    assert_eq!(options[0].help.as_deref(), Some("Hilfe"));
    assert_eq!(options[0].prompt.as_deref(), Some("Dein Name"));
    assert_eq!(options[3].unit.as_deref(), Some("Millimeter"));
    assert_eq!(engine.choices(&options[2].id)[0].label, "Schwarz");
    let message = |engine: &mut Engine, code: &str| {
        engine.issues().into_iter().find(|i| i.code == code).unwrap().message
    };
    assert_eq!(
        message(&mut engine, "untouched-placeholder"),
        "Name (de) still has the sample text"
    );
    set(&mut engine, "name", "");
    assert_eq!(message(&mut engine, "required"), "Name (de) fehlt");
    set(&mut engine, "name", "A1!");
    assert_eq!(message(&mut engine, "characters-not-allowed"), "Name (de): 1!");
    set(&mut engine, "ink", "#111111");
    assert_eq!(message(&mut engine, "low-contrast"), "Kontrast 1 unter 1.5 {}");
    engine.set_locale("en").unwrap();
    set(&mut engine, "name", "");
    assert_eq!(message(&mut engine, "required"), "Name is required");
}

#[test]
fn a_locale_that_names_what_is_not_there_is_refused() {
    for (de, code, path, said) in [
        (
            json!({ "options": { "nmae": {} } }),
            "unknown-reference",
            "options.nmae",
            "did you mean \"name\"?",
        ),
        (
            json!({ "options": { "body": { "choices": { "blak": "x" } } } }),
            "unknown-reference",
            "options.body.choices.blak",
            "did you mean \"black\"?",
        ),
        (
            json!({ "groups": { "word": "x" } }),
            "unknown-reference",
            "groups.word",
            "did you mean \"words\"?",
        ),
        (
            json!({ "steps": { "x": "x" } }),
            "unknown-reference",
            "steps.x",
            "there is no step \"x\"",
        ),
        (
            json!({ "views": { "frnt": "x" } }),
            "unknown-reference",
            "views.frnt",
            "did you mean \"front\"?",
        ),
        (
            json!({ "messages": { "requird": "x" } }),
            "unknown-reference",
            "messages.requird",
            "did you mean \"required\"?",
        ),
        (
            json!({ "messages": { "required": "{label" } }),
            "invalid-value",
            "messages.required",
            "braces pair up",
        ),
        (json!({ "option": {} }), "unknown-key", "", "did you mean \"options\"?"),
    ] {
        let path = |root: &str| {
            if path.is_empty() { format!("{root}.de") } else { format!("{root}.de.{path}") }
        };
        let bundle = json!({ "de": de });
        let error = shirt_engine().add_bundle(&bundle.to_string()).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path("bundle").as_str()), "{error}");
        assert!(error.to_string().contains(said), "{error}");
        let mut template = shirt();
        template["locales"] = bundle;
        let error = Engine::new(&template.to_string()).map(drop).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path("locales").as_str()), "{error}");
    }
    let mut template = shirt();
    template["locale"] = json!("not a tag");
    let error = Engine::new(&template.to_string()).map(drop).unwrap_err();
    assert_eq!((error.code(), error.path()), ("invalid-value", "locale"));
}

/// Assets come when they are wanted; nothing is drawn before, and nothing that is kept is dropped.
#[test]
fn only_what_the_scene_needs_is_wanted() {
    let path = root().join("www/products/mug/template.json");
    let mut whole = load(&path);
    let folder = path.parent().unwrap();
    let mut engine = Engine::new(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let view = engine.views()[0].id.clone();
    let give = |engine: &mut Engine, view: &str| {
        let wanted = engine.wanted_assets(view).unwrap();
        for asset in &wanted {
            let bytes = std::fs::read(folder.join(&asset.url)).unwrap();
            engine.add_asset(&asset.id, bytes).unwrap();
        }
        wanted.len()
    };
    let missing = engine.missing_assets().len();
    assert_eq!(engine.frame(&view, 200).map(drop).unwrap_err().code(), "asset-missing");
    let given = give(&mut engine, &view);
    assert!(given > 2 && given < missing, "{given} of {missing}");
    let same = |a: &mut Engine, b: &mut Engine, view: &str| {
        assert!(a.frame(view, 200).unwrap().pixels == b.frame(view, 200).unwrap().pixels);
    };
    same(&mut engine, &mut whole, &view);
    let mut random = Random(3);
    let mut waited = 0;
    for _ in 0..40 {
        let options = engine.options();
        let option = random.pick(&options);
        let patch = [(option.id.clone(), random_value(&engine, option, &mut random))].into();
        engine.set(&patch).unwrap();
        whole.set(&patch).unwrap();
        if give(&mut engine, &view) > 0 {
            waited += 1;
        }
        same(&mut engine, &mut whole, &view);
    }
    assert!(waited > 0, "some choice brings a picture or font of its own");
}

#[test]
fn what_failed_is_left_out_and_told_until_it_comes() {
    let path = root().join("www/products/mug/template.json");
    let folder = path.parent().unwrap();
    let mut whole = load(&path);
    let view = whole.views()[0].id.clone();
    let template = whole.template().clone();
    let before = whole.frame(&view, 200).unwrap().pixels.data().to_vec();
    let mut engine = Engine::new(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let failing = engine
        .wanted_assets(&view)
        .unwrap()
        .into_iter()
        .find(|asset| asset.kind == "font")
        .unwrap();
    for asset in engine.wanted_assets(&view).unwrap() {
        if asset.id == failing.id {
            engine.asset_failed(&asset.id).unwrap();
        } else {
            engine.add_asset(&asset.id, std::fs::read(folder.join(&asset.url)).unwrap()).unwrap();
        }
    }
    assert!(engine.frame(&view, 200).unwrap().pixels.data() != before);
    let issue = engine.issues().into_iter().find(|i| i.code == "asset-failed").unwrap();
    assert_eq!(issue.data["asset"], failing.id.as_str().into());
    assert!(engine.wanted_assets(&view).unwrap()[0].failed);
    let url = template.assets[&failing.id].url();
    engine.add_asset(&failing.id, std::fs::read(folder.join(url)).unwrap()).unwrap();
    assert!(engine.frame(&view, 200).unwrap().pixels.data() == before);
    assert!(engine.issues().is_empty() && engine.wanted_assets(&view).unwrap().is_empty());
    assert_eq!(engine.asset_failed("nothing").unwrap_err().code(), "unknown-reference");
}

#[test]
fn an_alias_that_is_also_an_id_is_refused() {
    let refused = |options: Json, path: &str| {
        let template = json!({
            "liveproof": 1, "id": "t", "options": options, "areas": [],
            "assets": { "photo": { "image": "photo.png" } },
            "views": [{ "id": "v", "width": 9, "height": 9,
                "items": [{ "kind": "photo", "image": "photo" }] }],
        });
        let error = Engine::new(&template.to_string()).map(drop).unwrap_err();
        assert_eq!((error.code(), error.path()), ("duplicate-id", path), "{error}");
    };
    refused(
        json!([{ "id": "a", "kind": "toggle", "aliases": ["x", "b"] }, { "id": "b", "kind": "toggle" }]),
        "options[0].aliases[1]",
    );
    refused(
        json!([{ "id": "a", "kind": "choice", "choices": [
            { "id": "x", "aliases": ["old"] }, { "id": "y", "aliases": ["old"] }] }]),
        "options[0].choices[1].aliases[0]",
    );
}
