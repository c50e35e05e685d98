//! The linter: each rule on a template that has the fault and on its twin that has not; silence on the
//! products of the shop; no panic on anything.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;
#[path = "support/template.rs"]
mod template;

use std::path::{Path, PathBuf};

use liveproof::Engine;
use liveproof::issue::Severity;
use liveproof::lint::Finding;
use serde_json::{Value, json};
use support::{asset_file, load, root};
use template::change;

/// Every template of the repository.
fn corpus() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("tests/templates"), root().join("www")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// An engine for a template's text with those assets that lie beside it; `None` for what is no template.
fn open(path: &Path) -> Option<Engine> {
    let mut engine = Engine::new(&std::fs::read_to_string(path).ok()?).ok()?;
    let folder = path.parent().expect("a file is in a folder");
    for asset in engine.missing_assets() {
        if let Ok(bytes) = asset_file(&folder.join(&asset.url)) {
            engine.add_asset(&asset.id, bytes).unwrap();
        }
    }
    Some(engine)
}

/// The findings of a document, whose fonts are all Roboto and whose images are all there.
fn lint(document: &Value) -> Vec<Finding> {
    let mut engine = Engine::new(&document.to_string()).unwrap_or_else(|e| panic!("{e}"));
    let file = |path: &str| std::fs::read(root().join(path)).unwrap();
    for asset in engine.missing_assets() {
        let path = if asset.kind == "font" {
            "tests/fonts/Roboto-Bold.ttf"
        } else {
            "tests/images/rgba.png"
        };
        engine.add_asset(&asset.id, file(path)).unwrap();
    }
    engine.lint(true)
}

/// Code and path of each finding.
fn told(document: &Value) -> Vec<(&'static str, String)> {
    lint(document).into_iter().map(|finding| (finding.code, finding.path)).collect()
}

/// A template without a fault, of which each test breaks one thing.
fn sound() -> Value {
    json!({
        "liveproof": 1, "id": "p",
        "assets": { "sans": { "font": "s.ttf" }, "mug": { "image": "m.png" }, "heart": { "image": "h.png" } },
        "options": [
            { "id": "name", "kind": "text", "default": "Anna", "maxLength": 8 },
            { "id": "ink", "kind": "color", "custom": true, "choices": [
                { "id": "navy", "color": "navy" }, { "id": "gold", "color": "gold", "price": 2 } ] },
            { "id": "icon", "kind": "image", "choices": [
                { "id": "none" }, { "id": "heart", "image": "heart" } ] },
            { "id": "side", "kind": "choice",
              "when": { "not": { "option": "icon", "is": "none" } },
              "choices": [
                { "id": "left", "when": { "option": "name", "is": "Anna" }, "price": 1 },
                { "id": "right", "enabled": { "option": "ink", "in": ["navy", "#123456"] } } ] },
            { "id": "frame", "kind": "toggle" },
            { "id": "width", "kind": "number", "min": 1, "max": 5, "step": 2 },
        ],
        "areas": [{ "id": "front", "width": 100, "height": 50, "layers": [
            { "kind": "text", "id": "title", "text": "{name}", "font": "sans", "size": 10,
              "box": [0, 0, 90, 20], "color": { "option": "ink" } },
            { "kind": "group", "when": { "option": "icon", "is": "heart" }, "layers": [
                { "kind": "image", "image": { "option": "icon" }, "box": [0, 20, 10, 10],
                  "when": { "any": [ { "option": "side", "is": "left" }, { "option": "frame", "is": true } ] } } ] },
            { "kind": "fill", "color": "red", "box": [0, 30, { "option": "width" }, 5],
              "when": { "option": "width", "in": [1, 3] } },
            { "kind": "fill", "color": { "option": "side", "map": { "left": "red", "right": "blue" } },
              "opacity": { "option": "frame", "map": { "true": 1, "false": 0.5 } } },
        ] }],
        "views": [{ "id": "front", "width": 100, "height": 50, "items": [
            { "kind": "photo", "image": "mug" },
            { "kind": "placement", "area": "front", "geometry": { "quad": [[0, 0], [100, 0], [100, 50], [0, 50]] } },
        ] }],
    })
}

/// The sound template with the value at `pointer` set, and what is told of it.
fn broken(pointer: &str, value: Value) -> Vec<(&'static str, String)> {
    told(&change(sound(), pointer, value))
}

fn one(code: &'static str, path: &str) -> Vec<(&'static str, String)> {
    vec![(code, path.to_owned())]
}

#[test]
fn a_sound_template_has_no_findings() {
    assert_eq!(told(&sound()), []);
}

#[test]
fn conditions_that_never_hold_are_told() {
    let never = json!({ "all": [
        { "option": "icon", "is": "none" }, { "option": "icon", "is": "heart" } ] });
    let at = |pointer: &str| broken(pointer, never.clone());
    let code = "contradictory-condition";
    assert_eq!(at("/areas/0/layers/2/when"), one(code, "areas[0].layers[2].when"));
    assert_eq!(
        at("/areas/0/layers/1/layers/0/when"),
        one(code, "areas[0].layers[1].layers[0].when")
    );
    assert_eq!(at("/views/0/items/0/when"), one(code, "views[0].items[0].when"));
    // With the option its prices are out of reach, with the placement the area.
    assert_eq!(
        at("/options/3/when"),
        [
            (code, "options[3].when".to_owned()),
            ("unreachable-price", "options[3].choices[0].price".to_owned()),
        ]
    );
    assert_eq!(
        at("/views/0/items/1/when"),
        [(code, "views[0].items[1].when".to_owned()), ("area-not-shown", "areas[0]".to_owned())]
    );
}

#[test]
fn choices_that_nobody_reaches_are_told() {
    let never = json!({ "not": { "any": [
        { "option": "frame", "is": true }, { "option": "frame", "is": false } ] } });
    assert_eq!(
        broken("/options/3/choices/0/when", never.clone()),
        [
            ("unreachable-choice", "options[3].choices[0].when".to_owned()),
            ("unreachable-price", "options[3].choices[0].price".to_owned()),
        ]
    );
    let enabled = broken("/options/3/choices/1/enabled", never);
    assert_eq!(enabled, one("unreachable-choice", "options[3].choices[1].enabled"));
}

#[test]
fn conditions_that_always_hold_are_told() {
    let all = json!({ "option": "icon", "in": ["none", "heart"] });
    let code = "always-true-condition";
    assert_eq!(broken("/options/3/when", all.clone()), one(code, "options[3].when"));
    let part = json!({ "all": [{ "option": "frame", "is": true }, all] });
    assert_eq!(broken("/areas/0/layers/2/when", part), one(code, "areas[0].layers[2].when.all[1]"));
    // Any color may be chosen, and any text typed: these two do not always hold.
    for open in [
        json!({ "option": "ink", "in": ["navy", "gold", "#000000", "#000001"] }),
        json!({ "not": { "option": "name", "in": ["", "a", "b"] } }),
        json!({ "option": "width", "in": [1, 3] }),
    ] {
        assert_eq!(broken("/areas/0/layers/2/when", open), []);
    }
    let steps = json!({ "option": "width", "in": [1, 3, 5] });
    assert_eq!(broken("/areas/0/layers/2/when", steps), one(code, "areas[0].layers[2].when"));
}

#[test]
fn a_text_longer_than_can_be_typed_is_never_there() {
    let is = |text: &str| broken("/areas/0/layers/2/when", json!({ "option": "name", "is": text }));
    assert_eq!(is("Annabell"), []);
    assert_eq!(is("Annabella"), one("contradictory-condition", "areas[0].layers[2].when"));
}

#[test]
fn layers_that_their_group_excludes_are_told() {
    let excluded = json!({ "option": "icon", "is": "none" });
    let path = "areas[0].layers[1].layers[0].when";
    assert_eq!(broken("/areas/0/layers/1/layers/0/when", excluded), one("dead-layer", path));
}

#[test]
fn too_many_combinations_are_no_finding() {
    let mut document = sound();
    let mut all = Vec::new();
    for i in 0..20 {
        let id = format!("t{i}");
        document["options"].as_array_mut().unwrap().push(json!({ "id": id, "kind": "toggle" }));
        all.push(json!({ "option": id, "is": true }));
    }
    all.push(json!({ "option": "t0", "is": false }));
    let document = change(document, "/areas/0/layers/2/when", json!({ "all": all }));
    assert_eq!(told(&document), [], "2²⁰ combinations are not tried");
}

#[test]
fn what_nothing_reads_is_told() {
    let mut document = sound();
    let gift = json!({ "id": "gift", "kind": "toggle" });
    document["options"].as_array_mut().unwrap().push(gift);
    assert_eq!(told(&document), one("unused-option", "options[6]"));
    // With a price it decides something.
    assert_eq!(told(&change(document, "/options/6/price", json!(3))), []);

    let document = change(sound(), "/assets/more", json!({ "image": "more.png" }));
    assert_eq!(told(&document), one("unused-asset", "assets.more"));
    assert_eq!(told(&change(document, "/options/2/choices/0/image", json!("more"))), []);

    let mut document = sound();
    let back = json!({ "id": "back", "width": 10, "height": 10 });
    document["areas"].as_array_mut().unwrap().push(back);
    assert_eq!(told(&document), one("area-not-shown", "areas[1]"));
    assert_eq!(
        told(&change(document, "/views/0/items/1/area", json!("back"))),
        one("area-not-shown", "areas[0]")
    );
}

#[test]
fn assets_that_are_not_there_are_told() {
    let engine = Engine::new(&sound().to_string()).unwrap();
    let findings = engine.lint(true);
    let told: Vec<_> =
        findings.iter().map(|f| (f.code, f.path.as_str(), f.data["url"].as_str())).collect();
    assert_eq!(
        told,
        [
            ("missing-asset", "assets.heart", Some("h.png")),
            ("missing-asset", "assets.mug", Some("m.png")),
            ("missing-asset", "assets.sans", Some("s.ttf")),
        ]
    );
    let template = engine.template();
    assert_eq!(liveproof::lint::lint(template, None), [], "nothing is known of assets");
}

#[test]
fn images_that_end_too_early_are_told_where_they_are_decoded() {
    let mut engine = Engine::new(&sound().to_string()).unwrap();
    let file = |path: &str| std::fs::read(root().join(path)).unwrap();
    let image = file("tests/images/rgb444.jpg");
    engine.add_asset("heart", file("tests/images/rgba.png")).unwrap();
    engine.add_asset("sans", file("tests/fonts/Roboto-Bold.ttf")).unwrap();
    engine.add_asset("mug", image.clone()).unwrap();
    assert_eq!(engine.lint(true), []);
    let png = file("tests/images/rgba.png");
    engine.add_asset("mug", png[..png.len() / 2].to_vec()).unwrap();
    assert_eq!(engine.lint(false), []);
    let findings = engine.lint(true);
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, findings[0].path.as_str()), ("image-corrupt", "assets.mug"));
    assert!(!findings[0].message.contains("assets.mug"), "{}", findings[0].message);
}

#[test]
fn characters_that_the_font_has_not_are_told() {
    let title = "areas[0].layers[0]";
    let missing = |document: &Value| {
        let findings = lint(document);
        let only = |f: &Finding| (f.code, f.path.clone(), f.data["characters"].clone());
        findings.iter().map(only).collect::<Vec<_>>()
    };
    let expected = |characters: &str| vec![("missing-glyph", title.to_owned(), json!(characters))];
    assert_eq!(missing(&change(sound(), "/options/0/default", json!("日本"))), expected("日本"));
    assert_eq!(missing(&change(sound(), "/options/0/prompt", json!("あなた"))), expected("あなた"));
    assert_eq!(missing(&change(sound(), "/options/0/prompt", json!("Your name"))), []);
    // The label of a choice that is not chosen, in the text.
    let labeled = change(sound(), "/options/3/choices/1/label", json!("Omega あ"));
    assert_eq!(missing(&labeled), []);
    let labeled = change(labeled, "/areas/0/layers/0/text", json!("{name} {side}"));
    assert_eq!(missing(&labeled), expected("あ"));
    // A layer that is only there for another choice.
    let other =
        change(sound(), "/areas/0/layers/0/when", json!({ "option": "icon", "is": "heart" }));
    assert_eq!(missing(&change(other, "/options/0/default", json!("日"))), expected("日"));
}

#[test]
fn texts_that_do_not_fit_at_their_longest_are_told() {
    let code = "text-overflow";
    let title = one(code, "areas[0].layers[0]");
    assert_eq!(broken("/options/0/maxLength", json!(60)), title);
    assert_eq!(broken("/options/0/maxLength", json!(40)), []);
    // Points are narrower than letters.
    let dots = change(sound(), "/options/0/characters", json!([{ "list": ".,:" }]));
    let dots = change(dots, "/options/0/default", json!("..."));
    assert_eq!(told(&change(dots, "/options/0/maxLength", json!(60))), []);
    // The pattern keeps it short.
    let short = change(sound(), "/options/0/pattern", json!("[A-Z][a-z]{0,9}"));
    assert_eq!(told(&change(short, "/options/0/maxLength", json!(60))), []);
    let long = change(sound(), "/options/0/pattern", json!("[A-Z][a-z]{0,59}"));
    let long = change(long, "/areas/0/layers/0/minSize", json!(8));
    assert_eq!(told(&change(long, "/options/0/maxLength", json!(60))), title);
    // Not the shopper's doing.
    let fixed = change(sound(), "/areas/0/layers/0/box", json!([0, 0, 4, 20]));
    assert_eq!(told(&fixed), title);
}

#[test]
fn lists_fonts_and_pictures_are_judged_as_single_values_are() {
    let kinds = |change_to: &[(&str, Value)]| {
        let mut document = sound();
        document["assets"]["latin"] = json!({ "font": "latin.ttf" });
        let more = [
            json!({ "id": "team", "kind": "names", "default": ["Ann", "Bo"], "maxLength": 8 }),
            json!({ "id": "face", "kind": "font", "choices": [
                { "id": "sans", "font": "sans" }, { "id": "latin", "font": "latin" } ] }),
            json!({ "id": "charms", "kind": "multi", "choices": [
                { "id": "a", "label": "A", "image": "heart" }, { "id": "b", "label": "B" } ] }),
            json!({ "id": "portrait", "kind": "photo" }),
        ];
        document["options"].as_array_mut().unwrap().extend(more);
        let layers = [
            json!({ "kind": "text", "text": "{team}{team#2}", "font": { "option": "face" }, "size": 10,
                    "box": [0, 0, 90, 20] }),
            json!({ "kind": "image", "image": { "option": "charms", "slot": 1 }, "box": [0, 0, 9, 9] }),
            json!({ "kind": "image", "image": { "option": "portrait" }, "box": [0, 0, 9, 9],
                    "when": { "not": { "option": "portrait", "is": "" } } }),
        ];
        document["areas"][0]["layers"].as_array_mut().unwrap().extend(layers);
        for (pointer, value) in change_to {
            document = change(document, pointer, value.clone());
        }
        told(&document)
    };
    assert_eq!(kinds(&[]), []);
    let row = "areas[0].layers[4]";
    assert_eq!(kinds(&[("/options/6/maxLength", json!(60))]), one("text-overflow", row));
    assert_eq!(kinds(&[("/options/6/default", json!(["日本"]))]), one("missing-glyph", row));
    assert_eq!(kinds(&[("/options/6/prompt", json!("あなた"))]), one("missing-glyph", row));
    // No picture that is given has this name and another at once.
    let both = json!({ "all": [
        { "option": "portrait", "is": "me.jpg" }, { "option": "portrait", "is": "you.jpg" } ] });
    let path = "areas[0].layers[6].when";
    assert_eq!(kinds(&[("/areas/0/layers/6/when", both)]), one("contradictory-condition", path));
    assert_eq!(
        kinds(&[("/areas/0/layers/5/image", json!("heart"))]),
        one("unused-option", "options[8]")
    );
}

#[test]
fn limits_patterns_and_lists_are_judged_where_they_can_be() {
    let at = |condition: Value| broken("/areas/0/layers/2/when", condition);
    let path = "areas[0].layers[2].when";
    let (never, always) = ("contradictory-condition", "always-true-condition");
    let width = |key: &str, limit: f64| json!({ "option": "width", key: limit });
    let not = |condition: Value| json!({ "not": condition });
    let both = |a: Value, b: Value| json!({ "all": [a, b] });
    let either = |a: Value, b: Value| json!({ "any": [a, b] });
    assert_eq!(at(both(width("above", 3.0), width("below", 3.0))), one(never, path));
    assert_eq!(at(both(width("atLeast", 3.0), not(width("above", 1.0)))), one(never, path));
    assert_eq!(at(either(width("above", 1.0), width("atMost", 1.0))), one(always, path));
    assert_eq!(at(either(width("above", 1.0), width("below", 4.0))), one(always, path));
    for open in
        [width("above", 4.9), width("below", 3.0), width("atLeast", 5.0), width("atMost", 1.0)]
    {
        assert_eq!(at(open), []);
    }
    // Between two steps there is nothing.
    let gap = json!({ "option": "width", "above": 3, "below": 5 });
    assert_eq!(at(gap), one(never, path));
    for unknown in [
        json!({ "all": [{ "option": "name", "matches": "a" }, { "option": "name", "matches": "b" }] }),
        json!({ "option": "name", "above": 3 }),
    ] {
        assert_eq!(at(unknown), []);
    }
}

#[test]
fn what_filters_variants_and_prices_say_is_known() {
    let offer = |map: Value| {
        let offer = json!({ "option": "frame", "map": map });
        broken("/options/1/offer", offer)
    };
    assert_eq!(offer(json!({ "true": ["gold"] })), []);
    assert_eq!(offer(json!({ "true": ["gold"], "false": ["navy"] })), []);
    let told = offer(json!({ "true": ["gold"], "false": ["gold"] }));
    assert!(told.contains(&("unreachable-choice", "options[1].choices[0]".to_owned())), "{told:?}");
    // An option that tells the variant, and one that is only paid for, decide something.
    let mut document = sound();
    let more = [
        json!({ "id": "fit", "kind": "choice", "choices": [{ "id": "wide" }, { "id": "slim" }] }),
        json!({ "id": "count", "kind": "number", "min": 1, "max": 9, "price": 2 }),
    ];
    document["options"].as_array_mut().unwrap().extend(more);
    assert_eq!(self::told(&document), one("unused-option", "options[6]"));
    let variants = json!({ "options": ["fit"], "list": [{ "id": "W", "is": { "fit": "wide" } }] });
    assert_eq!(self::told(&change(document, "/variants", variants)), []);
    let never =
        json!({ "all": [{ "option": "frame", "is": true }, { "option": "frame", "is": false }] });
    let presets = json!([{ "id": "p", "when": never, "values": { "frame": true } }]);
    assert_eq!(broken("/presets", presets), one("contradictory-condition", "presets[0].when"));
}

#[test]
fn findings_serialize_as_the_documentation_says() {
    let findings = lint(&change(sound(), "/options/0/maxLength", json!(60)));
    let json = serde_json::to_value(&findings[0]).unwrap();
    let mut keys: Vec<_> = json.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["code", "data", "message", "path", "severity"]);
    assert_eq!((&json["code"], &json["severity"]), (&json!("text-overflow"), &json!("warning")));
    assert_eq!(json["data"]["layer"], "title");
    assert!(json["data"]["overflow"].as_f64().unwrap() > 0.1);
    assert_eq!(json["data"]["selection"], json!({ "name": "W".repeat(60) }));
}

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The options of [`sound`] with values enough to tell any two conditions below apart.
fn worlds() -> Vec<Vec<(&'static str, Value)>> {
    let domains = [
        ("icon", vec![json!("none"), json!("heart")]),
        ("frame", vec![json!(true), json!(false)]),
        ("width", vec![json!(1.0), json!(3.0), json!(5.0)]),
        ("name", vec![json!("x"), json!("y"), json!("neither")]),
        ("ink", vec![json!("navy"), json!("gold"), json!("#010203"), json!("#fefefe")]),
    ];
    let mut worlds = vec![Vec::new()];
    for (id, values) in domains {
        worlds = worlds
            .iter()
            .flat_map(|world: &Vec<_>| {
                values.iter().map(|value| [&world[..], &[(id, value.clone())]].concat())
            })
            .collect();
    }
    worlds
}

fn random_condition(random: &mut Random, depth: usize) -> Value {
    let leaves = [
        ("icon", json!(["none", "heart"])),
        ("frame", json!([true, false])),
        ("width", json!([1.0, 3.0, 5.0])),
        ("name", json!(["x", "y"])),
        ("ink", json!(["navy", "gold", "#010203"])),
    ];
    match random.below(if depth == 0 { 2 } else { 5 }) {
        0 => {
            let (id, values) = &leaves[random.below(leaves.len())];
            let values = values.as_array().unwrap();
            json!({ "option": id, "is": values[random.below(values.len())] })
        }
        1 => {
            let (id, values) = &leaves[random.below(leaves.len())];
            let mut values = values.as_array().unwrap().clone();
            values.rotate_left(random.below(2));
            values.truncate(1 + random.below(values.len()));
            json!({ "option": id, "in": values })
        }
        2 => json!({ "not": random_condition(random, depth - 1) }),
        n => {
            let list: Vec<_> =
                (0..random.below(4)).map(|_| random_condition(random, depth - 1)).collect();
            if n == 3 { json!({ "all": list }) } else { json!({ "any": list }) }
        }
    }
}

/// What the documentation of `when` says, once more.
fn holds(condition: &Value, world: &[(&str, Value)]) -> bool {
    let each = |key: &str| condition[key].as_array().unwrap().iter();
    let is = |value: &Value| world.iter().any(|(id, v)| condition["option"] == *id && v == value);
    if condition.get("is").is_some() {
        is(&condition["is"])
    } else if condition.get("in").is_some() {
        each("in").any(is)
    } else if condition.get("all").is_some() {
        each("all").all(|c| holds(c, world))
    } else if condition.get("any").is_some() {
        each("any").any(|c| holds(c, world))
    } else {
        !holds(&condition["not"], world)
    }
}

#[test]
fn constant_conditions_are_those_that_brute_force_finds() {
    let worlds = worlds();
    let mut random = Random(7);
    let mut seen = [0; 3];
    for _ in 0..600 {
        let condition = random_condition(&mut random, 3);
        let true_in = worlds.iter().filter(|world| holds(&condition, world)).count();
        let expected = match true_in {
            0 => Some("contradictory-condition"),
            n if n == worlds.len() => Some("always-true-condition"),
            _ => None,
        };
        let path = "areas[0].layers[2].when";
        let told = broken("/areas/0/layers/2/when", condition.clone());
        let whole = told.iter().find(|(_, at)| at == path).map(|(code, _)| *code);
        assert_eq!(whole, expected, "{condition}");
        seen[expected.map_or(0, |code| 1 + usize::from(code == "always-true-condition"))] += 1;
        // Parts are told only of conditions that are not constant themselves, and all are constant.
        for (code, at) in told.iter().filter(|(_, at)| at != path) {
            let mut part = &condition;
            for step in at[path.len() + 1..].split('.') {
                let (key, index) = step.split_once('[').map_or((step, None), |(k, i)| (k, Some(i)));
                part = &part[key];
                if let Some(index) = index {
                    part = &part[index.trim_end_matches(']').parse::<usize>().unwrap()];
                }
            }
            let count = worlds.iter().filter(|world| holds(part, world)).count();
            let expected = if *code == "always-true-condition" { worlds.len() } else { 0 };
            assert_eq!(count, expected, "{at} of {condition}");
            assert_eq!(whole, None, "{at} of {condition}");
        }
    }
    assert!(seen.iter().all(|&n| n > 20), "{seen:?}");
}

#[test]
fn the_shop_s_products_have_no_findings() {
    let products: Vec<_> =
        corpus().into_iter().filter(|path| path.ends_with("template.json")).collect();
    let products = products.iter().filter(|path| path.starts_with(root().join("www/products")));
    let mut count = 0;
    for path in products {
        let findings = load(path).lint(true);
        assert!(findings.is_empty(), "{}: {findings:#?}", path.display());
        count += 1;
    }
    assert!(count >= 7, "a product for every scene");
}

#[test]
fn any_template_is_judged() {
    let mut count = 0;
    let alone = [template::MUG.to_owned(), template::small().to_string()];
    let alone = alone.iter().map(|text| Engine::new(text).unwrap());
    for engine in corpus().iter().filter_map(|path| open(path)).chain(alone) {
        for finding in engine.lint(true) {
            assert!(!finding.message.is_empty() && !finding.code.is_empty());
            let error = finding.severity == Severity::Error;
            assert!(error || finding.severity == Severity::Warning);
        }
        count += 1;
    }
    assert!(count >= 17, "{count} templates");
}

#[test]
fn a_large_template_is_judged_in_time() {
    let options: Vec<_> = (0..300)
        .map(|i| {
            let choices: Vec<_> = (0..16).map(|c| json!({ "id": format!("c{c}") })).collect();
            json!({ "id": format!("o{i}"), "kind": "choice", "choices": choices })
        })
        .collect();
    let layers: Vec<_> = (0..1000)
        .map(|i| {
            let is = |n: usize| json!({ "option": format!("o{}", (i + n) % 300), "is": "c3" });
            json!({ "kind": "fill", "color": "red", "when": { "all": [is(0), is(1), is(2), is(3)] } })
        })
        .collect();
    let document = change(sound(), "/options", json!(options));
    let document = change(document, "/areas/0/layers", json!(layers));
    let engine = Engine::new(&document.to_string()).unwrap();
    let start = std::time::Instant::now();
    engine.lint(false);
    // A bound that an unbounded search would miss by far; usually it is a second.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
