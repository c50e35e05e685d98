//! What options do to each other: conditions, filters, computed values, presets, variants, prices; and
//! laws that hold for random templates and random selections.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test"
)]
#![expect(clippy::needless_pass_by_value, reason = "documents are written out where they are used")]

mod support {
    pub(crate) mod random;
    pub(crate) mod random_options;
    pub(crate) mod template;
}

use liveproof::Engine;
use liveproof::options::{PriceLine, Selection};
use liveproof::scene::{Content, Scene};
use liveproof::template::Value;
use serde_json::{Value as Json, json};
use support::random::Random;
use support::random_options::{random_template, random_value};
use support::template::{MUG, change, small};

/// An engine for the small template with these options and other keys.
fn engine(options: Json, more: Json) -> Engine {
    let mut document = json!({
        "liveproof": 1, "id": "p",
        "assets": { "f": { "font": "f.ttf" }, "i": { "image": "i.png" } },
        "options": options,
        "areas": [{ "id": "front", "width": 100, "height": 100, "layers": [] }],
        "views": [{ "id": "one", "width": 10, "height": 10, "items": [{ "kind": "photo", "image": "i" }] }],
    });
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    Engine::new(&document.to_string()).unwrap_or_else(|e| panic!("{e}"))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn set(engine: &mut Engine, id: &str, value: impl Into<Json>) -> Vec<String> {
    engine.set(&patch(id, value)).unwrap_or_else(|e| panic!("{e}"))
}

fn patch(id: &str, value: impl Into<Json>) -> Selection {
    [(id.to_owned(), serde_json::from_value(value.into()).unwrap())].into()
}

fn visible(engine: &mut Engine, id: &str) -> bool {
    engine.options().into_iter().find(|o| o.id == id).unwrap().visible
}

/// Ids of the choices that are offered, those that can't be chosen in parentheses.
fn offered(engine: &Engine, id: &str) -> String {
    let choices = engine.choices(id).into_iter().filter(|choice| choice.visible);
    let shown = choices.map(|c| if c.enabled { c.id } else { format!("({})", c.id) });
    shown.collect::<Vec<_>>().join(" ")
}

/// What the layers of the first area say, one after the other.
fn printed(scene: &Scene) -> String {
    let layers = scene.areas[0].layers.iter().flatten();
    let text = |layer: &std::sync::Arc<liveproof::scene::Layer>| match &layer.content {
        Content::Text(text) => text.runs.iter().map(|run| run.text.clone()).collect(),
        _ => String::new(),
    };
    layers.map(text).collect::<Vec<_>>().join("|")
}

fn layer(words: &str) -> Json {
    json!({ "areas": [{ "id": "front", "width": 100, "height": 100, "layers": [
        { "kind": "text", "text": words, "font": "f", "size": 5, "box": [0, 0, 50, 50] }] }] })
}

#[test]
fn each_form_of_a_condition_is_answered() {
    let cases = [
        (json!({ "option": "name", "is": "Zoë" }), "Zoë", "Zoe"),
        (json!({ "option": "name", "in": ["a", "b"] }), "b", "c"),
        (json!({ "option": "name", "matches": "[A-Z]+\\d?" }), "AB1", "xAB1"),
        (json!({ "option": "name", "matches": "é+" }), "e\u{301}", "e"),
        (json!({ "option": "name", "above": 2 }), "abc", "ab"),
        (json!({ "option": "name", "atLeast": 2 }), "👨‍👩‍👧é", "👨‍👩‍👧"),
        (json!({ "option": "name", "below": 2 }), "a", "ab"),
        (json!({ "option": "name", "atMost": 1, "above": 0 }), "a", ""),
        (json!({ "all": [{ "option": "name", "is": "a" }, { "any": [] }] }), "", "a"),
        (json!({ "not": { "option": "name", "is": "a" } }), "b", "a"),
    ];
    for (i, (condition, yes, no)) in cases.into_iter().enumerate() {
        let options = json!([
            { "id": "name", "kind": "text" },
            { "id": "then", "kind": "toggle", "when": condition },
        ]);
        let mut engine = engine(options, json!({}));
        if i != 8 {
            set(&mut engine, "name", yes);
            assert!(visible(&mut engine, "then"), "{condition} of {yes:?}");
        }
        set(&mut engine, "name", no);
        assert!(!visible(&mut engine, "then"), "{condition} of {no:?}");
    }
    let options = json!([
        { "id": "size", "kind": "number", "min": 0, "max": 10 },
        { "id": "then", "kind": "toggle", "when": { "option": "size", "above": 2, "atMost": 4 } },
    ]);
    let mut engine = engine(options, json!({}));
    for (size, expected) in [(2.0, false), (2.5, true), (4.0, true), (4.5, false)] {
        set(&mut engine, "size", size);
        assert_eq!(visible(&mut engine, "then"), expected, "{size}");
    }
}

#[test]
fn conditions_read_what_counts_and_not_what_is_hidden() {
    let options = json!([
        { "id": "on", "kind": "toggle", "default": true },
        { "id": "name", "kind": "text", "when": { "option": "on", "is": true } },
        { "id": "then", "kind": "toggle", "when": { "option": "name", "is": "Zoe" } },
        { "id": "icon", "kind": "image", "when": { "option": "on", "is": true },
          "choices": [{ "id": "star", "image": "i" }, { "id": "none" }] },
        { "id": "bare", "kind": "toggle", "when": { "option": "icon", "is": "none" } },
    ]);
    let mut engine = engine(options, layer("{name}"));
    set(&mut engine, "name", "Zoe");
    assert!(visible(&mut engine, "then") && !visible(&mut engine, "bare"));
    set(&mut engine, "on", false);
    assert!(!visible(&mut engine, "then"), "a hidden text reads as empty");
    assert!(visible(&mut engine, "bare"), "a hidden picture reads as the choice without one");
    assert_eq!(printed(engine.scene()), "");
    assert_eq!(engine.selection()["name"], text("Zoe"), "a hidden option keeps its value");
    assert!(!engine.description().contains("Zoe"));
    set(&mut engine, "on", true);
    assert_eq!(printed(engine.scene()), "Zoe");
}

#[test]
fn the_prompt_of_a_hidden_text_is_not_shown() {
    let options = json!([
        { "id": "on", "kind": "toggle", "default": true },
        { "id": "name", "kind": "text", "prompt": "Your name", "when": { "option": "on", "is": true } },
    ]);
    let mut engine = engine(options, layer("{name}"));
    assert_eq!(printed(engine.scene()), "Your name");
    set(&mut engine, "on", false);
    assert_eq!(printed(engine.scene()), "");
}

/// A dark or light shirt with inks for each.
fn shirt() -> Engine {
    engine(
        json!([
            { "id": "shirt", "kind": "choice", "choices": [{ "id": "white" }, { "id": "black" }] },
            { "id": "ink", "kind": "color", "default": "navy",
              "offer": { "option": "shirt", "map": { "black": ["#light", "gold"] } },
              "choices": [
                { "id": "navy", "color": "navy" },
                { "id": "cream", "color": "#ffe", "tags": ["light"],
                  "enabled": { "option": "rush", "is": false } },
                { "id": "gold", "color": "gold", "price": 2 },
                { "id": "sky", "color": "#9cf", "tags": ["light", "blue"],
                  "when": { "option": "rush", "is": false } },
            ] },
            { "id": "rush", "kind": "toggle", "price": 3 },
        ]),
        json!({}),
    )
}

#[test]
fn a_choice_that_is_no_longer_offered_takes_the_selection_along() {
    let mut engine = shirt();
    assert_eq!(offered(&engine, "ink"), "navy cream gold sky");
    assert_eq!(set(&mut engine, "shirt", "black"), ["ink"]);
    assert_eq!(offered(&engine, "ink"), "cream gold sky");
    assert_eq!(engine.selection()["ink"], text("cream"));
    assert_eq!(set(&mut engine, "rush", true), ["ink"]);
    assert_eq!(offered(&engine, "ink"), "(cream) gold");
    assert_eq!(engine.selection()["ink"], text("gold"));
    assert_eq!(engine.price(), 5.0);
    assert_eq!(set(&mut engine, "shirt", "white"), [""; 0], "what is offered stays");
}

#[test]
fn a_choice_that_is_not_offered_is_refused() {
    let mut engine = shirt();
    set(&mut engine, "shirt", "black");
    let before = engine.selection().clone();
    let error = engine.set(&patch("ink", "navy")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "selection.ink: expected one of \"cream\", \"gold\", \"sky\", which are offered now"
    );
    let mut both = patch("shirt", "black");
    both.extend(patch("ink", "navy"));
    assert!(engine.set(&both).is_err());
    assert_eq!(engine.selection(), &before, "a refused patch changes nothing");
    both.extend(patch("shirt", "white"));
    assert_eq!(engine.set(&both).unwrap(), [""; 0], "what counts is the state after the patch");
    let mut saved = patch("shirt", "black");
    saved.extend(patch("ink", "navy"));
    let notes = engine.restore(&saved).unwrap();
    let told: Vec<_> = notes.iter().map(|note| (note.option.as_str(), note.code)).collect();
    assert_eq!(told, [("ink", "repaired")], "a saved selection is repaired");
    assert_eq!(engine.selection()["ink"], text("cream"));
}

#[test]
fn an_option_without_a_choice_acts_hidden() {
    let mut engine = engine(
        json!([
            { "id": "shirt", "kind": "choice", "choices": [{ "id": "white" }, { "id": "black" }] },
            { "id": "print", "kind": "choice", "offer": { "option": "shirt", "map": { "black": [] } },
              "choices": [{ "id": "small" }, { "id": "large", "price": 4 }] },
        ]),
        layer("{print}"),
    );
    set(&mut engine, "print", "large");
    assert_eq!((visible(&mut engine, "print"), engine.price()), (true, 4.0));
    set(&mut engine, "shirt", "black");
    assert_eq!((visible(&mut engine, "print"), engine.price()), (false, 0.0));
    assert_eq!(engine.selection()["print"], text("large"), "it keeps its value");
    let error = engine.set(&patch("print", "small")).unwrap_err();
    assert!(error.to_string().ends_with("expected nothing now, because no choice is offered"));
    set(&mut engine, "shirt", "white");
    assert_eq!(printed(engine.scene()), "large");
}

#[test]
fn a_follower_has_the_value_of_its_leader_until_it_is_set() {
    let inks = json!([{ "id": "navy", "color": "navy" }, { "id": "gold", "color": "gold" },
        { "id": "red", "color": "red" }]);
    let mut engine = engine(
        json!([
            { "id": "second", "kind": "color", "choices": inks, "follows": "first" },
            { "id": "first", "kind": "color", "choices": inks },
        ]),
        json!({}),
    );
    assert_eq!(set(&mut engine, "first", "gold"), ["second"]);
    assert_eq!(engine.selection()["second"], text("gold"));
    set(&mut engine, "second", "red");
    assert_eq!(set(&mut engine, "first", "navy"), [""; 0]);
    assert_eq!(engine.selection()["second"], text("red"));
    let saved = engine.selection().clone();
    engine.restore(&Selection::new()).unwrap();
    engine.restore(&saved).unwrap();
    assert_eq!(engine.selection(), &saved);
    assert_eq!(set(&mut engine, "first", "gold"), [""; 0], "restored, it still has its own");
}

#[test]
fn computed_values_follow_what_they_are_made_of() {
    let mut engine = engine(
        json!([
            { "id": "a", "kind": "text" }, { "id": "b", "kind": "text" },
            { "id": "extra", "kind": "toggle" },
            { "id": "count", "kind": "number", "min": 1, "max": 9, "default": 2 },
            { "id": "long", "kind": "toggle", "when": { "option": "letters", "above": 12 } },
        ]),
        json!({
            "computed": [
                { "id": "pair", "text": "{a} & {b}" },
                { "id": "initials", "text": "{pair}", "take": "initials", "case": "upper" },
                { "id": "first", "text": " {a}", "take": "first" },
                { "id": "letters", "max": 20, "sum": [
                    { "option": "a" }, { "option": "b" }, { "option": "extra", "times": 10 },
                    { "option": "count", "times": 0.5 }, 1 ] },
            ],
            "areas": layer("{pair}/{initials}/{first}/{letters}")["areas"],
        }),
    );
    assert_eq!(printed(engine.scene()), " & /&//2");
    set(&mut engine, "a", "anna maria");
    assert_eq!(printed(engine.scene()), "anna maria & /AM&/a/12");
    assert!(!visible(&mut engine, "long"));
    set(&mut engine, "b", "e\u{301}va");
    assert_eq!(printed(engine.scene()), "anna maria & e\u{301}va/AM&E\u{301}/a/15");
    assert!(visible(&mut engine, "long"));
    set(&mut engine, "extra", true);
    assert_eq!(printed(engine.scene()), "anna maria & e\u{301}va/AM&E\u{301}/a/20");
}

#[test]
fn texts_of_texts_do_not_grow_without_end() {
    let computed: Vec<Json> = (0..60)
        .map(|i| {
            let of = if i == 0 { "a".to_owned() } else { format!("t{}", i - 1) };
            json!({ "id": format!("t{i}"), "text": format!("{{{of}}}{{{of}}}") })
        })
        .collect();
    let more = json!({ "computed": computed, "areas": layer("{t59}")["areas"] });
    let mut engine = engine(json!([{ "id": "a", "kind": "text" }]), more);
    set(&mut engine, "a", "abc");
    assert_eq!(printed(engine.scene()).chars().count(), 10_000);
}

#[test]
fn a_preset_sets_many_options() {
    let presets = json!({ "presets": [
        { "id": "night", "label": "Night", "image": "i", "values": { "shirt": "black", "ink": "sky" } },
        { "id": "odd", "values": { "shirt": "black", "ink": "navy" },
          "when": { "option": "rush", "is": false } },
    ] });
    let mut engine = engine(serde_json::to_value(shirt_options()).unwrap(), presets);
    assert_eq!(engine.apply("night").unwrap(), [""; 0]);
    assert_eq!(engine.selection()["ink"], text("sky"));
    assert_eq!(engine.apply("odd").unwrap(), ["ink"], "what is not offered moves");
    assert_eq!(engine.selection()["ink"], text("cream"));
    set(&mut engine, "rush", true);
    let enabled: Vec<bool> = engine.presets().iter().map(|p| p.enabled).collect();
    assert_eq!(enabled, [true, false]);
    let message = |id: &str, engine: &mut Engine| engine.apply(id).unwrap_err().to_string();
    assert_eq!(message("odd", &mut engine), "preset: expected a preset that is enabled now");
    assert_eq!(
        message("nigt", &mut engine),
        "preset: there is no preset \"nigt\", did you mean \"night\"?; there are \"night\", \"odd\""
    );
}

fn shirt_options() -> Json {
    json!([
        { "id": "shirt", "kind": "choice", "choices": [{ "id": "white" }, { "id": "black" }] },
        { "id": "ink", "kind": "color", "offer": { "option": "shirt", "map": { "black": ["#light"] } },
          "choices": [
            { "id": "navy", "color": "navy" },
            { "id": "cream", "color": "#ffe", "tags": ["light"] },
            { "id": "sky", "color": "#9cf", "tags": ["light"] } ] },
        { "id": "rush", "kind": "toggle" },
    ])
}

/// Bodies and sizes, some of which there are.
fn variants() -> Engine {
    let photo = json!([{ "kind": "photo", "image": "i" }]);
    engine(
        json!([
            { "id": "body", "kind": "choice", "choices": [{ "id": "black" }, { "id": "white" }, { "id": "red" }] },
            { "id": "size", "kind": "choice", "choices": [{ "id": "s" }, { "id": "m" }] },
        ]),
        json!({
            "variants": { "options": ["body", "size"], "list": [
                { "id": "BS", "is": { "body": "black", "size": "s" }, "price": 10 },
                { "id": "BM", "is": { "body": "black", "size": "m" }, "available": false },
                { "id": "WS", "is": { "body": "white", "size": "s" }, "views": ["two"], "areas": [] },
                { "id": "WM", "is": { "body": "white", "size": "m" }, "price": 12 },
            ] },
            "areas": [{ "id": "front", "width": 100, "height": 100, "price": 5, "layers": [
                { "kind": "fill", "color": "red" }] }],
            "views": [
                { "id": "one", "width": 10, "height": 10, "items": photo },
                { "id": "two", "width": 10, "height": 10, "items": photo } ],
        }),
    )
}

#[test]
fn a_variant_decides_views_prices_and_what_can_be_chosen() {
    let mut engine = variants();
    let views = |engine: &Engine| {
        engine.views().into_iter().map(|view| view.id).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(engine.variant().unwrap().id, "BS");
    assert_eq!((engine.price(), views(&engine).as_str()), (15.0, "one two"));
    assert_eq!(offered(&engine, "body"), "black white (red)");
    assert_eq!(offered(&engine, "size"), "s (m)");
    let revision = |engine: &mut Engine, at: usize| engine.options()[at].revision;
    let before = revision(&mut engine, 1);
    set(&mut engine, "body", "white");
    assert_ne!(revision(&mut engine, 1), before);
    assert_eq!(engine.variant().unwrap().id, "WS");
    assert_eq!((engine.price(), views(&engine).as_str()), (0.0, "two"));
    assert_eq!(offered(&engine, "size"), "s m");
    set(&mut engine, "size", "m");
    assert_eq!(offered(&engine, "body"), "(black) white (red)");
    assert!(engine.issues().is_empty());
    set(&mut engine, "body", "black");
    let issues = engine.issues();
    assert_eq!((issues.len(), issues[0].code), (1, "variant-unavailable"));
    assert_eq!(issues[0].message, "This combination is not available");
    set(&mut engine, "body", "red");
    assert!(engine.variant().is_none());
    assert_eq!(engine.issues()[0].code, "variant-unavailable");
}

fn line(line: &PriceLine) -> String {
    let about = line.choice.as_ref().or(line.option.as_ref()).or(line.area.as_ref());
    let about = about.map(|id| format!(" {id}")).unwrap_or_default();
    format!("{}{about}: {} × {} = {}", line.kind, line.quantity, line.unit, line.amount)
}

#[test]
fn the_price_is_told_line_by_line() {
    let mut engine = engine(
        json!([
            { "id": "name", "kind": "text", "price": { "base": 2, "perCharacter": 0.5, "free": 2 } },
            { "id": "note", "kind": "text", "price": 1.5 },
            { "id": "ink", "kind": "color", "choices": [
                { "id": "navy", "color": "navy" }, { "id": "gold", "color": "gold", "price": 4 }] },
            { "id": "height", "kind": "number", "min": 10, "max": 20, "price": 0.25 },
            { "id": "box", "kind": "toggle", "price": 3, "when": { "option": "height", "above": 10 } },
        ]),
        json!({
            "price": 20,
            "areas": [
                { "id": "front", "width": 100, "height": 100, "price": 5, "pricePerColor": 1, "layers": [
                    { "kind": "text", "text": "{name}", "font": "f", "size": 5, "box": [0, 0, 50, 50],
                      "color": { "option": "ink" }, "stroke": { "color": "white", "width": 1 } },
                    { "kind": "text", "text": "{note}", "font": "f", "size": 5, "box": [0, 0, 50, 50],
                      "color": "white" } ] },
                { "id": "back", "width": 100, "height": 100, "price": 5, "layers": [] },
            ],
        }),
    );
    let lines = |engine: &Engine| engine.price_lines().iter().map(line).collect::<Vec<_>>();
    assert_eq!(lines(&engine), ["base: 1 × 20 = 20"]);
    set(&mut engine, "box", true);
    set(&mut engine, "name", " 👨‍👩‍👧Zoë ");
    assert_eq!(
        lines(&engine),
        [
            "base: 1 × 20 = 20",
            "option name: 1 × 2 = 2",
            "characters name: 2 × 0.5 = 1",
            "area front: 1 × 5 = 5",
            "colors front: 2 × 1 = 2",
        ]
    );
    set(&mut engine, "note", "x");
    set(&mut engine, "ink", "gold");
    set(&mut engine, "height", 14);
    assert_eq!(
        lines(&engine),
        [
            "base: 1 × 20 = 20",
            "option name: 1 × 2 = 2",
            "characters name: 2 × 0.5 = 1",
            "option note: 1 × 1.5 = 1.5",
            "choice gold: 1 × 4 = 4",
            "units height: 4 × 0.25 = 1",
            "option box: 1 × 3 = 3",
            "area front: 1 × 5 = 5",
            "colors front: 2 × 1 = 2",
        ]
    );
    assert_eq!(engine.price(), 39.5);
}

/// What is wrong with the small template when `pointer` is `value`.
fn message(pointer: &str, value: Json) -> String {
    Engine::new(&change(small(), pointer, value).to_string()).err().unwrap().to_string()
}

#[test]
fn faults_are_told_by_path() {
    let when = "/options/3/when";
    let offer = "/options/1/offer";
    let computed = |value: Json| message("/computed", json!([value]));
    let variants =
        |list: Json| message("/variants", json!({ "options": ["ink", "outline"], "list": list }));
    for (given, expected) in [
        (
            message(when, json!({ "option": "name", "has": "x" })),
            "options[3].when.option: expected an option whose value is a list",
        ),
        (
            message(when, json!({ "option": "ink", "matches": "x" })),
            "options[3].when.option: expected a text option",
        ),
        (
            message(when, json!({ "option": "name", "matches": "(" })),
            "options[3].when.matches: expected a regular expression (found open group without closing ')')",
        ),
        (
            message(when, json!({ "option": "ink", "above": 1 })),
            "options[3].when.option: expected a number or text option, or one whose value is a list",
        ),
        (
            message(when, json!({ "option": "year", "above": 2100 })),
            "options[3].when.above: expected a number below 2100, because the option runs from 1900 to 2100",
        ),
        (
            message(when, json!({ "option": "name", "atLeast": 15 })),
            "options[3].when.atLeast: expected a number up to 14, because the option runs from 0 to 14",
        ),
        (
            message(when, json!({ "option": "name", "below": 0 })),
            "options[3].when.below: expected a number above 0, because the option runs from 0 to 14",
        ),
        (
            message(when, json!({ "option": "year", "atMost": 1800 })),
            "options[3].when.atMost: expected a number from 1900, because the option runs from 1900 to 2100",
        ),
        (
            message(when, json!({ "option": "year", "above": 2000, "atMost": 2000 })),
            "options[3].when.atMost: expected a number above 2000, because no number is both",
        ),
        (
            message(when, json!({ "option": "year", "atleast": 2000 })),
            "options[3].when: unexpected key \"atleast\", did you mean \"atLeast\"?; valid keys are \
             \"option\", \"is\", \"in\", \"has\", \"matches\", \"above\", \"atLeast\", \"below\", \
             \"atMost\", \"all\", \"any\", \"not\"",
        ),
        (
            message("/options/1/choices/0/when", json!({ "option": "ink", "is": "gold" })),
            "options[1].choices[0].when: expected a condition that does not lead back to itself (ink → ink)",
        ),
        (
            message("/options/0/offer", json!({ "option": "ink", "map": {} })),
            "options[0].offer: expected an option with choices",
        ),
        (
            message(offer, json!({ "option": "year", "map": {} })),
            "options[1].offer.option: expected a color, image, choice, font or toggle option, because there is a \"map\"",
        ),
        (
            message(offer, json!({ "option": "side", "map": { "lef": [] } })),
            "options[1].offer.map: unexpected key \"lef\", did you mean \"left\"?; valid keys are \"left\", \"right\"",
        ),
        (
            message(offer, json!({ "option": "side", "map": { "left": ["gol"] } })),
            "options[1].offer.map.left[0]: there is no choice \"gol\", did you mean \"gold\"?; there are \"gold\", \"navy\"",
        ),
        (
            message(offer, json!({ "option": "side", "map": { "left": ["#dark"] } })),
            "options[1].offer.map.left[0]: there is no tag \"dark\"",
        ),
        (
            message("/options/1/follows", json!("name")),
            "options[1].follows: expected an option of the kind \"color\"",
        ),
        (
            message("/options/1/follows", json!("ink")),
            "options[1].follows: expected a condition that does not lead back to itself (ink → ink)",
        ),
        (computed(json!({ "id": "c" })), "computed[0]: key \"text\" is missing"),
        (
            computed(json!({ "id": "name", "text": "" })),
            "computed[0].id: id \"name\" is used twice",
        ),
        (
            computed(json!({ "id": "c", "text": "{nam}" })),
            "computed[0].text: there is no option \"nam\", did you mean \"name\"?; there are \"c\", \
             \"icon\", \"ink\", \"name\", \"outline\", \"side\", \"year\"",
        ),
        (
            computed(json!({ "id": "c", "text": "{c}" })),
            "computed[0]: expected a condition that does not lead back to itself (c → c)",
        ),
        (
            computed(json!({ "id": "c", "sum": [1, { "option": "ink" }] })),
            "computed[0].sum[1].option: expected a number, toggle or text option, or one whose value is a list",
        ),
        (
            computed(json!({ "id": "c", "sum": ["x"] })),
            "computed[0].sum[0]: expected a number, or { \"option\": … }",
        ),
        (
            message("/presets", json!([{ "id": "p", "values": { "ink": "re" } }])),
            "presets[0].values.ink: expected one of \"navy\", \"gold\"",
        ),
        (
            message(
                "/presets",
                json!([{ "id": "p", "values": { "name": "far too long a name" } }]),
            ),
            "presets[0].values.name: 19 characters are more than the 14 allowed",
        ),
        (variants(json!([])), "variants.list: expected at least one variant"),
        (
            variants(json!([{ "id": "A", "is": { "ink": "navy" } }])),
            "variants.list[0].is: key \"outline\" is missing",
        ),
        (
            variants(json!([{ "id": "A", "is": { "ink": "re", "outline": true } }])),
            "variants.list[0].is.ink: there is no choice \"re\"; there are \"gold\", \"navy\"",
        ),
        (
            variants(json!([
                { "id": "A", "is": { "ink": "navy", "outline": true } },
                { "id": "B", "is": { "ink": "navy", "outline": true } },
            ])),
            "variants.list[1].is: expected other values than those of \"A\"",
        ),
        (
            variants(
                json!([{ "id": "A", "is": { "ink": "navy", "outline": true }, "views": ["fron"] }]),
            ),
            "variants.list[0].views[0]: there is no view \"fron\", did you mean \"front\"?; there are \"back\", \"front\"",
        ),
        (
            message("/variants", json!({ "options": ["name"], "list": [{ "id": "A", "is": {} }] })),
            "variants.options[0]: expected a color, image, choice, font or toggle option",
        ),
        (
            message("/options/0/price", json!("2")),
            "options[0].price: expected a number, or { \"base\": …, \"perCharacter\": …, \"free\": … }",
        ),
    ] {
        assert_eq!(given, expected);
    }
    let circle = change(small(), "/options/1/follows", json!("ink2"));
    let circle = change(circle, "/computed", json!([{ "id": "c", "text": "{ink}" }]));
    let mut circle = circle;
    let ink2 = json!({ "id": "ink2", "kind": "color", "when": { "option": "c", "is": "x" },
        "choices": small()["options"][1]["choices"] });
    circle["options"].as_array_mut().unwrap().push(ink2);
    assert_eq!(
        Engine::new(&circle.to_string()).err().unwrap().to_string(),
        "options[1].follows: expected a condition that does not lead back to itself \
         (ink → ink2 → c → ink)"
    );
}

#[test]
fn the_sample_is_settled_at_its_defaults() {
    let mut engine = Engine::new(MUG).unwrap();
    let selection = engine.selection().clone();
    assert_eq!(engine.restore(&Selection::new()).unwrap(), []);
    assert_eq!(engine.selection(), &selection);
}

/// Random templates, each with a random walk through its selections.
fn walks(seed: u64, mut visit: impl FnMut(&str, &mut Engine, &mut Random)) {
    let mut random = Random::new(seed);
    for _ in 0..60 {
        let template = random_template(&mut random).to_string();
        let mut engine = Engine::new(&template).unwrap_or_else(|e| panic!("{e}: {template}"));
        for _ in 0..25 {
            visit(&template, &mut engine, &mut random);
        }
    }
}

fn random_patch(engine: &mut Engine, random: &mut Random) -> Selection {
    let options = engine.options();
    (0..1 + random.below(3))
        .map(|_| {
            let option = random.pick(&options);
            (option.id.clone(), random_value(engine, option, random))
        })
        .collect()
}

#[test]
fn an_edit_settles_to_what_a_fresh_engine_settles_to() {
    let (mut taken, mut refused, mut moved) = (0, 0, 0);
    walks(3, |template, engine, random| {
        let patch = random_patch(engine, random);
        let before = (engine.selection().clone(), engine.scene().clone(), engine.price_lines());
        match engine.set(&patch) {
            Ok(ids) => {
                taken += 1;
                moved += ids.len();
                // The rest of the selection is as it was, but for what is said to have moved.
                for (id, value) in engine.selection() {
                    let expected = patch.get(id).unwrap_or(&before.0[id]);
                    assert!(value == expected || ids.contains(id), "{id}: {patch:?} {template}");
                }
            }
            Err(error) => {
                refused += 1;
                assert_eq!(error.code(), "invalid-value", "{error}");
                assert!(error.to_string().contains("offered"), "{error}");
                let after =
                    (engine.selection().clone(), engine.scene().clone(), engine.price_lines());
                assert_eq!(before, after, "a refused patch changes nothing");
            }
        }
        let selection = engine.selection().clone();
        let mut fresh = Engine::new(template).unwrap();
        assert_eq!(fresh.restore(&selection).unwrap(), [], "nothing to repair");
        assert_eq!(fresh.selection(), &selection, "{template}");
        assert_eq!(fresh.scene(), engine.scene(), "incremental and full: {patch:?} {template}");
        assert_eq!(fresh.price_lines(), engine.price_lines());
        assert_eq!(fresh.description(), engine.description());
        for option in fresh.options() {
            assert_eq!(fresh.choices(&option.id), engine.choices(&option.id), "{}", option.id);
        }
        let scene = engine.scene().clone();
        assert_eq!(engine.restore(&selection).unwrap(), [], "settling again changes nothing");
        assert_eq!((engine.selection(), engine.scene()), (&selection, &scene));
    });
    assert!(taken > 500 && refused > 50 && moved > 100, "{taken} {refused} {moved}");
}

#[test]
fn what_is_chosen_is_offered() {
    let mut seen = 0;
    walks(5, |template, engine, random| {
        let patch = random_patch(engine, random);
        let _ = engine.set(&patch);
        for option in engine.options().iter().filter(|option| option.visible) {
            let choices = engine.choices(&option.id);
            let Value::Text(id) = &option.value else { continue };
            let Some(chosen) = choices.iter().find(|choice| choice.id == *id) else { continue };
            assert!(chosen.visible, "{}: {id} is not offered; {template}", option.id);
            seen += usize::from(choices.iter().any(|choice| !choice.visible));
        }
    });
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_is_hidden_is_never_printed() {
    let mut tried = 0;
    walks(7, |template, engine, random| {
        let patch = random_patch(engine, random);
        let _ = engine.set(&patch);
        let hidden: Vec<_> =
            engine.options().into_iter().filter(|option| !option.visible).collect();
        for option in hidden {
            let value = random_value(engine, &option, random);
            let before = (
                engine.scene().clone(),
                engine.description(),
                engine.price_lines(),
                engine.views(),
            );
            let mut selection = engine.selection().clone();
            selection.insert(option.id.clone(), value.clone());
            let mut other = Engine::new(template).unwrap();
            other.restore(&selection).unwrap();
            let after =
                (other.scene().clone(), other.description(), other.price_lines(), other.views());
            assert_eq!(before, after, "{} = {value:?} shows: {template}", option.id);
            tried += 1;
        }
    });
    assert!(tried > 500, "{tried}");
}

#[test]
fn choices_are_the_same_while_their_revision_is() {
    let mut kept = 0;
    walks(11, |_, engine, random| {
        let before: Vec<_> = engine.options();
        let choices: Vec<_> = before.iter().map(|option| engine.choices(&option.id)).collect();
        let patch = random_patch(engine, random);
        let _ = engine.set(&patch);
        for ((old, new), choices) in before.iter().zip(engine.options()).zip(choices) {
            if old.revision == new.revision {
                assert_eq!(engine.choices(&old.id), choices, "{}", old.id);
                kept += usize::from(choices.len() > 1);
            }
        }
    });
    assert!(kept > 1000, "{kept}");
}
