//! SVG in image layers: at any scale, in other colors, in parts, and refused elsewhere.

use liveproof::Engine;
use liveproof::issue::Severity;
use liveproof::options::Selection;
use liveproof::template::Value;
use serde_json::{Value as Json, json};

const FACE: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'>\
    <style>.skin { fill: #e0ac69 } .line { fill: none; stroke: black; stroke-width: 2 }</style>\
    <rect id='ground' width='40' height='40' fill='#2a9d8f'/>\
    <g id='head'><rect class='skin' x='10' y='10' width='20' height='20' stroke='black'/>\
    <path class='line' d='M15 25H25'/></g>\
    <rect id='hat' x='8' y='2' width='24' height='8' fill='#e63946'/></svg>";

fn template(layer: &Json) -> Json {
    let mut all = json!({ "kind": "image", "image": "face", "box": [0, 0, 40, 40] });
    for (key, value) in layer.as_object().unwrap() {
        all[key] = value.clone();
    }
    json!({
        "liveproof": 1, "id": "t",
        "assets": { "face": { "image": "face.svg" }, "white": { "image": "white.png" } },
        "options": [
            { "id": "skin", "kind": "color", "choices": [
                { "id": "light", "color": "#ffe0bd" }, { "id": "dark", "color": "#5b3a1e" } ] },
            { "id": "hat", "kind": "toggle" },
        ],
        "areas": [{ "id": "a", "width": 40, "height": 40, "layers": [all] }],
        "views": [{ "id": "v", "width": 160, "height": 160, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal",
              "geometry": { "quad": [[0, 0], [160, 0], [160, 160], [0, 160]] } } ] }],
    })
}

fn engine(template: &Json) -> Engine {
    let mut engine = Engine::new(&template.to_string()).unwrap_or_else(|e| panic!("{e}"));
    let face = liveproof_svg::draw(FACE.as_bytes()).unwrap();
    engine.add_asset("face", face).unwrap();
    engine.add_asset("white", white()).unwrap();
    engine
}

fn white() -> Vec<u8> {
    let mut pixels = liveproof::pixels::Pixmap::new(160, 160).unwrap();
    pixels.data_mut().fill(255);
    liveproof::image::encode_png(&pixels).unwrap()
}

/// The color at a place of the SVG.
fn at(engine: &mut Engine, x: i32, y: i32) -> [u8; 3] {
    let frame = engine.frame("v", 160).unwrap();
    let row = frame.pixels.row(y * 4 + 2, x * 4 + 2, x * 4 + 3);
    [row[0], row[1], row[2]]
}

fn set(engine: &mut Engine, id: &str, value: Value) {
    engine.set(&Selection::from([(id.to_owned(), value)])).unwrap();
}

#[test]
fn colors_and_parts_follow_options() {
    let mut engine = engine(&template(&json!({
        "recolor": { "class:skin": { "option": "skin" }, "#2A9D8F": "#010203", "id:hat": "gold" },
        "parts": { "id:hat": { "option": "hat", "is": true } },
    })));
    assert_eq!(at(&mut engine, 2, 20), [1, 2, 3], "a color is replaced, however it is written");
    assert_eq!(at(&mut engine, 20, 15), [0xff, 0xe0, 0xbd], "a class is filled");
    assert_eq!(at(&mut engine, 20, 25), [0, 0, 0], "a line without a fill keeps its color");
    assert_eq!(at(&mut engine, 20, 5), [1, 2, 3], "the hat is not there");
    set(&mut engine, "hat", Value::Bool(true));
    assert_eq!(at(&mut engine, 20, 5), [0xff, 0xd7, 0]);
    set(&mut engine, "skin", Value::Text("dark".to_owned()));
    assert_eq!(at(&mut engine, 20, 15), [0x5b, 0x3a, 0x1e]);
    let kept = engine.frame("v", 160).unwrap().pixels.clone();
    engine.drop_caches();
    assert!(engine.frame("v", 160).unwrap().pixels == &kept, "an edit draws what a new start does");
}

#[test]
fn what_is_inside_counts_before_what_is_around_it_and_an_id_before_a_class() {
    let mut engine = engine(&template(&json!({
        "recolor": { "id:head": "red", "class:skin": "lime", "#e63946": "blue" },
    })));
    assert_eq!(at(&mut engine, 20, 15), [0, 255, 0]);
    assert_eq!(at(&mut engine, 20, 25), [255, 0, 0], "a line that is all there is takes the color");
    assert_eq!(at(&mut engine, 20, 5), [0, 0, 255]);
    let mut plain = self::engine(&template(&json!({})));
    assert_eq!(at(&mut plain, 20, 15), [0xe0, 0xac, 0x69]);
    assert_eq!(at(&mut plain, 20, 5), [0xe6, 0x39, 0x46]);
}

#[test]
fn edges_are_sharp_at_any_size() {
    let mut engine = engine(&template(&json!({})));
    for width in [160, 800, 1600] {
        let frame = engine.frame("v", width).unwrap();
        let row = frame.pixels.row(width as i32 / 8, 0, width as i32);
        let colors = row.as_chunks::<4>().0;
        let mixed = colors.windows(3).filter(|w| w[0] != w[1] && w[1] != w[2]).count();
        assert!(mixed <= 4, "{mixed} pixels are neither one color nor the other at {width}");
    }
}

#[test]
fn a_view_refuses_an_svg_by_name() {
    let mut document = template(&json!({}));
    document["views"][0]["items"][0]["image"] = json!("face");
    let mut engine = engine(&document);
    let error = engine.frame("v", 160).map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("image-unsupported", "assets.face"));
    let text = "assets.face: the image is SVG; expected PNG, JPEG or WebP here; an SVG can be shown by \
                image layers";
    assert_eq!(error.to_string(), text);
}

#[test]
fn keys_that_name_nothing_are_refused() {
    for (key, value, path) in [
        ("recolor", json!({ "hat": "red" }), "areas[0].layers[0].recolor.hat"),
        ("recolor", json!({ "id:": "red" }), r##"areas[0].layers[0].recolor["id:"]"##),
        ("recolor", json!({ "#e6394680": "red" }), r##"areas[0].layers[0].recolor["#e6394680"]"##),
        ("recolor", json!({ "red": "blue", "#f00": "lime" }), "areas[0].layers[0].recolor.red"),
        ("parts", json!({ "#e63946": { "all": [] } }), r##"areas[0].layers[0].parts["#e63946"]"##),
        (
            "recolor",
            json!({ "id:hat": { "option": "hat" } }),
            r##"areas[0].layers[0].recolor["id:hat"].option"##,
        ),
    ] {
        let document = template(&json!({ key: value }));
        let error = Engine::new(&document.to_string()).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.path()), ("invalid-value", path), "{error}");
    }
}

#[test]
fn the_linter_tells_what_no_svg_has_and_what_is_left_out() {
    let document = template(&json!({
        "recolor": { "#e63945": "red", "class:skin": "red" },
        "parts": { "id:hats": { "option": "hat", "is": true } },
    }));
    let engine = engine(&document);
    let of = |engine: &Engine, code: &str| -> Vec<(String, String)> {
        let found = engine.lint(true).into_iter().filter(|f| f.code == code);
        found
            .inspect(|f| assert_eq!(f.severity, Severity::Warning))
            .map(|f| (f.path, f.message))
            .collect()
    };
    let start = "no SVG of this layer has such a";
    assert_eq!(
        of(&engine, "unknown-part"),
        [
            (
                r##"areas[0].layers[0].recolor["#e63945"]"##.to_owned(),
                format!("{start} color; did you mean \"#e63946\"?")
            ),
            (
                r##"areas[0].layers[0].parts["id:hats"]"##.to_owned(),
                format!("{start} part; did you mean \"id:hat\"?")
            ),
        ]
    );
    assert_eq!(of(&engine, "svg-left-out"), []);
    let mut engine = engine;
    let text = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>Hi</text>\
                <filter id='f'><feGaussianBlur stdDeviation='1'/></filter>\
                <image href='http://x/y.png' width='9' height='9'/>\
                <rect width='9' height='9' filter='url(#f)'/></svg>";
    engine.add_asset("face", liveproof_svg::draw(text.as_bytes()).unwrap()).unwrap();
    let message = "the SVG has external image, feGaussianBlur, filter, text, which is not drawn";
    assert_eq!(of(&engine, "svg-left-out"), [("assets.face".to_owned(), message.to_owned())]);
}
