//! Bad templates, and what is said about them: code, path, value and wording.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test"
)]

mod support {
    pub(crate) mod template;
}

use liveproof::Error;
use liveproof::template::{Template, limits};
use serde_json::{Value, json};
use support::template::{MUG, change, small};

/// The sample as a JSON value.
fn sample() -> Value {
    serde_json::from_str(MUG).unwrap()
}

/// The code, path and message that a template is refused with.
fn refusal(document: &Value) -> (String, String, String) {
    let error = Template::parse(&document.to_string()).expect_err("should be refused");
    (error.code().to_owned(), error.path().to_owned(), error.to_string())
}

/// Asserts what is said when `pointer` of the small template is set to `value` (removed when it is
/// `REMOVE`). The message is without its path.
fn refused(pointer: &str, value: Value, code: &str, path: &str, message: &str) {
    let document = change(small(), pointer, value);
    let (found_code, found_path, found_message) = refusal(&document);
    let expected = if path.is_empty() { message.to_owned() } else { format!("{path}: {message}") };
    assert_eq!((found_code.as_str(), found_path.as_str()), (code, path), "{found_message}");
    assert_eq!(found_message, expected);
}

/// Stands for taking a key away.
fn remove() -> Value {
    json!({ "remove": "this key" })
}

const TEXT: &str = "/areas/0/layers/0";
const IMAGE: &str = "/areas/0/layers/1";
const FILL: &str = "/areas/0/layers/2";
const PLACEMENT: &str = "/views/0/items/2";

fn at(place: &str, key: &str) -> String {
    format!("{place}/{key}")
}

#[test]
fn materials() {
    let path = "views[0].items[2].material";
    let pointer = at(PLACEMENT, "material");
    for (value, at, given) in [
        (json!("engraved-wod"), "", "did you mean \"engraved-wood\"?"),
        (json!({ "kind": "engraved-wood", "depth": -0.1 }), ".depth", "a number from 0 to 5"),
        (json!({ "kind": "engraved-metal", "light": 361 }), ".light", "a number from -360 to 360"),
        (json!({ "option": "side" }), ".option", "a \"map\" beside the option"),
    ] {
        let document = change(small(), &pointer, value);
        let (code, found, message) = refusal(&document);
        assert_eq!((code.as_str(), found), ("invalid-value", format!("{path}{at}")), "{message}");
        assert!(message.contains(given), "{message}");
    }
    refused(
        &pointer,
        json!({ "kind": "underbase", "depth": 1 }),
        "unknown-key",
        path,
        "unexpected key \"depth\"; valid keys are \"kind\", \"product\"",
    );
    let mut document = change(small(), &pointer, json!("sublimation"));
    document = change(document, &at(PLACEMENT, "blend"), json!("multiply"));
    let (code, found, message) = refusal(&document);
    assert_eq!((code.as_str(), found.as_str()), ("invalid-value", path), "{message}");
    for value in [
        json!("sublimation"),
        json!({ "kind": "ink" }),
        json!({ "option": "side", "map": {
            "left": "underbase", "right": { "kind": "engraved-metal", "depth": 0.2 } } }),
    ] {
        let document = change(small(), &pointer, value);
        Template::parse(&document.to_string()).expect("a material");
    }
}

#[test]
fn what_is_no_json() {
    for (json, line, column, reason) in [
        ("", 1, 0, "EOF while parsing a value"),
        ("{", 1, 1, "EOF while parsing an object"),
        ("{\n  \"liveproof\": 1,\n}", 3, 1, "trailing comma"),
        ("{\"a\": 1e999}", 1, 11, "number out of range"),
        ("{} x", 1, 4, "trailing characters"),
        ("{\"liveproof\": NaN}", 1, 15, "expected value"),
        ("\u{0}", 1, 1, "expected value"),
    ] {
        let error = Template::parse(json).unwrap_err();
        let expected = Error::InvalidJson { line, column, reason: reason.to_owned() };
        assert_eq!(error, expected, "{json}");
        assert_eq!(error.code(), "invalid-json");
    }
    let deep = "[".repeat(100_000);
    let error = Template::parse(&deep).unwrap_err();
    assert_eq!(error.to_string(), "not valid JSON at line 1, column 128: recursion limit exceeded");
}

#[test]
fn the_version() {
    let version = |v: Value| change(small(), "/liveproof", v);
    for (value, code, message) in [
        (remove(), "missing-key", "key \"liveproof\" is missing"),
        (json!(0), "invalid-value", "liveproof: expected the version, 1"),
        (json!(-1), "invalid-value", "liveproof: expected the version, 1"),
        (json!(1.5), "invalid-value", "liveproof: expected the version, 1"),
        (json!("1"), "invalid-value", "liveproof: expected the version, 1"),
        (json!(null), "invalid-value", "liveproof: expected the version, 1"),
        (
            json!(2),
            "newer-version",
            "liveproof: version 2 is newer than this Liveproof reads (up to 1)",
        ),
    ] {
        let (found, _, text) = refusal(&version(value));
        assert_eq!((found.as_str(), text.as_str()), (code, message));
    }
    // A newer document may have keys that this version doesn't know: they must not be found first.
    let newer = json!({ "liveproof": 7, "hologram": true });
    assert_eq!(refusal(&newer).0, "newer-version");
    for document in [json!([]), json!("x"), json!(1), json!(null)] {
        let (code, path, text) = refusal(&document);
        assert_eq!((code.as_str(), path.as_str()), ("invalid-value", ""));
        assert_eq!(text, "expected an object");
    }
}

#[test]
fn too_many_bytes() {
    let json = format!("{}{}", small(), " ".repeat(limits::MAX_TEMPLATE_BYTES));
    let error = Template::parse(&json).unwrap_err();
    assert_eq!(error.code(), "too-large");
    assert_eq!(error.value(), Some(json.len().to_string()));
}

#[test]
fn unknown_keys() {
    refused(
        "/asets",
        json!({}),
        "unknown-key",
        "",
        "unexpected key \"asets\", did you mean \"assets\"?; valid keys are \"$schema\", \
         \"liveproof\", \"id\", \"name\", \"locale\", \"locales\", \"assets\", \"fallback\", \"steps\", \
         \"groups\", \"options\", \"computed\", \"presets\", \"variants\", \"price\", \"areas\", \"views\"",
    );
    refused(
        &at(TEXT, "colour"),
        json!("red"),
        "unknown-key",
        "areas[0].layers[0]",
        "unexpected key \"colour\", did you mean \"color\"?; valid keys are \"kind\", \"id\", \
         \"when\", \"opacity\", \"fillOpacity\", \"blend\", \"blendIf\", \"clip\", \"place\", \
         \"text\", \"runs\", \"font\", \"fallback\", \"variations\", \"features\", \"language\", \
         \"direction\", \"writing\", \"case\", \"box\", and 23 more",
    );
    refused(
        &at(FILL, "font"),
        json!("script"),
        "unknown-key",
        "areas[0].layers[2]",
        "unexpected key \"font\"; valid keys are \"kind\", \"id\", \"when\", \"opacity\", \
         \"fillOpacity\", \"blend\", \"blendIf\", \"clip\", \"place\", \"color\", \"pattern\", \"box\", \"rotate\", \
         \"shape\"",
    );
    refused(
        "/areas/0/heigth",
        json!(1),
        "unknown-key",
        "areas[0]",
        "unexpected key \"heigth\", did you mean \"height\"?; valid keys are \"id\", \"width\", \
         \"height\", \"dpi\", \"minDpi\", \"safe\", \"price\", \"pricePerColor\", \"product\", \"layers\"",
    );
    refused(
        "/options/1/choices/0/colour",
        json!("red"),
        "unknown-key",
        "options[1].choices[0]",
        "unexpected key \"colour\", did you mean \"color\"?; valid keys are \"id\", \"label\", \
         \"price\", \"color\", \
         \"image\", \"font\", \"when\", \"enabled\", \"category\", \"tags\", \"aliases\"",
    );
    refused(
        &at(TEXT, "color/default"),
        json!("red"),
        "unknown-key",
        "areas[0].layers[0].color",
        "unexpected key \"default\"; valid keys are \"option\", \"map\", \"slot\"",
    );
    refused(
        "/assets/script/url",
        json!("a.ttf"),
        "unknown-key",
        "assets.script",
        "unexpected key \"url\"; valid keys are \"font\", \"image\"",
    );
    refused(
        &at(PLACEMENT, "geometry/sphere"),
        json!({}),
        "unknown-key",
        "views[0].items[2].geometry",
        "unexpected key \"sphere\"; valid keys are \"quad\", \"cylinder\", \"mesh\", \"uvmap\"",
    );
    refused(
        &at(TEXT, "when"),
        json!({ "optoin": "name", "is": "x" }),
        "unknown-key",
        "areas[0].layers[0].when",
        "unexpected key \"optoin\", did you mean \"option\"?; valid keys are \"option\", \"is\"",
    );
    refused(
        &at(TEXT, "when"),
        json!({ "none": [] }),
        "unknown-key",
        "areas[0].layers[0].when",
        "unexpected key \"none\", did you mean \"not\"?; valid keys are \"option\", \"is\", \
         \"in\", \"has\", \
         \"matches\", \"above\", \"atLeast\", \"below\", \"atMost\", \"all\", \"any\", \"not\"",
    );
    refused(
        &at(TEXT, "when"),
        json!({ "all": [], "any": [] , "x": 1 }),
        "unknown-key",
        "areas[0].layers[0].when",
        "unexpected key \"x\"; valid keys are \"all\", \"any\", \"not\"",
    );
    refused(
        &at(FILL, "shape"),
        json!({ "circle": 1 }),
        "unknown-key",
        "areas[0].layers[2].shape",
        "unexpected key \"circle\"; valid keys are \"path\"",
    );
}

#[test]
fn missing_keys() {
    for (pointer, path, key) in [
        ("/id", "", "id"),
        ("/areas", "", "areas"),
        ("/views", "", "views"),
        ("/options/0/id", "options[0]", "id"),
        ("/options/0/kind", "options[0]", "kind"),
        ("/options/1/choices/0/color", "options[1].choices[0]", "color"),
        ("/options/2/choices", "options[2]", "choices"),
        ("/options/5/min", "options[5]", "min"),
        ("/areas/0/width", "areas[0]", "width"),
        ("/areas/0/layers/0/kind", "areas[0].layers[0]", "kind"),
        ("/areas/0/layers/0/text", "areas[0].layers[0]", "text"),
        ("/areas/0/layers/0/box", "areas[0].layers[0]", "box"),
        ("/areas/0/layers/0/color/option", "areas[0].layers[0].color", "option"),
        ("/areas/0/layers/0/stroke/color", "areas[0].layers[0].stroke", "color"),
        ("/areas/0/layers/0/stroke/width/map/true", "areas[0].layers[0].stroke.width.map", "true"),
        ("/views/0/width", "views[0]", "width"),
        ("/views/0/items", "views[0]", "items"),
        ("/views/0/items/0/image", "views[0].items[0]", "image"),
        ("/views/0/items/2/geometry", "views[0].items[2]", "geometry"),
        ("/views/0/items/3/geometry/cylinder/span", "views[0].items[3].geometry.cylinder", "span"),
    ] {
        refused(pointer, remove(), "missing-key", path, &format!("key \"{key}\" is missing"));
    }
    refused(
        &at(TEXT, "when"),
        json!({ "option": "name" }),
        "missing-key",
        "areas[0].layers[0].when",
        "key \"is\" is missing",
    );
    refused(
        "/options/1",
        json!({ "id": "ink", "kind": "color", "custom": true }),
        "missing-key",
        "options[1]",
        "key \"default\" is missing",
    );
}

/// Asserts what is expected when `pointer` is set to `value`.
fn expected(pointer: &str, value: Value, path: &str, allowed: &str) {
    refused(pointer, value, "invalid-value", path, &format!("expected {allowed}"));
}

#[test]
fn wrong_types() {
    for (pointer, value, path, allowed) in [
        ("/id", json!(7), "id", "a text"),
        ("/id", json!(null), "id", "a text"),
        ("/assets", json!([]), "assets", "an object"),
        ("/options", json!({}), "options", "an array"),
        ("/options/0", json!("name"), "options[0]", "an object"),
        ("/options/0/required", json!("yes"), "options[0].required", "true or false"),
        ("/options/0/maxLength", json!(2.5), "options[0].maxLength", "a whole number, 0 or more"),
        ("/options/0/maxLength", json!(-1), "options[0].maxLength", "a whole number, 0 or more"),
        ("/options/0/maxLength", json!(1e10), "options[0].maxLength", "a whole number, 0 or more"),
        ("/options/0/label", json!(true), "options[0].label", "a text"),
        ("/areas/0/width", json!("200"), "areas[0].width", "a number"),
        ("/areas/0/layers/0/box", json!([1, 2, 3]), "areas[0].layers[0].box", "an array of 4"),
        (
            "/areas/0/layers/0/box",
            json!([1, 2, 3, 4, 5]),
            "areas[0].layers[0].box",
            "an array of 4",
        ),
        ("/views/0/width", json!(null), "views[0].width", "a whole number, 0 or more"),
        (
            "/views/0/items/0/image",
            json!(3),
            "views[0].items[0].image",
            "a text, or { \"option\": … }",
        ),
    ] {
        expected(pointer, value, path, allowed);
    }
    let number = "a number, or { \"option\": … }";
    expected(&at(TEXT, "size"), json!("28"), "areas[0].layers[0].size", number);
    expected(&at(TEXT, "box/2"), json!(null), "areas[0].layers[0].box[2]", number);
    let map = at(TEXT, "stroke/width/map/true");
    expected(&map, json!("1"), "areas[0].layers[0].stroke.width.map.true", "a number");
    let is = "a text, a number, true or false, a list of texts, or a place";
    let when = json!({ "not": { "option": "name", "is": null } });
    expected(&at(TEXT, "when"), when, "areas[0].layers[0].when.not.is", is);
    let condition = "a condition such as { \"option\": …, \"is\": … }";
    expected(&at(TEXT, "when"), json!({}), "areas[0].layers[0].when", condition);
    let when = json!({ "all": [], "any": [] });
    let one_key = "an object with just one key: one of \"all\", \"any\", \"not\"";
    expected(&at(TEXT, "when"), when, "areas[0].layers[0].when", one_key);
    let asset = "an object with just one key: one of \"font\", \"image\"";
    expected("/assets/script", json!("a.ttf"), "assets.script", asset);
    expected("/assets/script", json!({}), "assets.script", asset);
    let both = json!({ "font": "a", "image": "b" });
    expected("/assets/script", both, "assets.script", asset);
    expected("/assets/script", json!({ "font": 1 }), "assets.script.font", "a text");
    let geometry =
        "an object with just one key: one of \"quad\", \"cylinder\", \"mesh\", \"uvmap\"";
    expected(&at(PLACEMENT, "geometry"), json!("quad"), "views[0].items[2].geometry", geometry);
    let corner = at(PLACEMENT, "geometry/quad/1");
    expected(&corner, json!([1]), "views[0].items[2].geometry.quad[1]", "an array of 2");
}

#[test]
fn how_something_meets_what_lies_below() {
    let expected = |pointer: &str, value: Value, path: &str, allowed: &str| {
        let (_, found, message) = refusal(&change(small(), pointer, value));
        assert_eq!((found.as_str(), message), (path, format!("{path}: expected {allowed}")));
    };
    let levels = "four levels from 0 to 255, ascending";
    let blend_if = at(FILL, "blendIf");
    let path = "areas[0].layers[2].blendIf";
    for this in [json!([0, 0, 255, 256]), json!([9, 8, 255, 255]), json!([0, 200, 100, 255])] {
        expected(&blend_if, json!({ "this": this }), &format!("{path}.this"), levels);
    }
    let second = json!([{ "this": [0, 0, 9, 9] }, { "underlying": [2, 1, 1, 1] }]);
    expected(&blend_if, second, &format!("{path}[1].underlying"), levels);
    let three = json!({ "this": [0, 0, 255] });
    expected(&blend_if, three, &format!("{path}.this"), "an array of 4");
    let half = json!({ "this": [0, 0.5, 255, 255] });
    expected(&blend_if, half, &format!("{path}.this[1]"), "a whole number, 0 or more");
    let channels = "one of \"gray\", \"red\", \"green\", \"blue\"";
    let alpha = json!({ "channel": "alpha" });
    expected(&blend_if, alpha, &format!("{path}.channel"), channels);
    expected(
        &at(FILL, "fillOpacity"),
        json!(1.5),
        "areas[0].layers[2].fillOpacity",
        "a number from 0 to 1",
    );
    let none = "false: there is no layer below to clip this one to";
    expected(&at(TEXT, "clip"), json!(true), "areas[0].layers[0].clip", none);
    let many = json!(vec![json!({}); 5]);
    refused(&blend_if, many, "too-large", path, "5 ranges are more than the 4 allowed");
}

#[test]
fn masks_that_are_changed() {
    let mask = at(PLACEMENT, "mask");
    let path = "views[0].items[2].mask";
    let with = |key: &str, value: Value| {
        let mut mask = json!({ "image": "mug" });
        mask[key] = value;
        mask
    };
    for (value, path, message) in [
        (json!(7), path.to_owned(), "expected a text"),
        (with("feather", json!(-1)), format!("{path}.feather"), "expected a number from 0 to 256"),
        (with("feather", json!(257)), format!("{path}.feather"), "expected a number from 0 to 256"),
        (with("density", json!(1.1)), format!("{path}.density"), "expected a number from 0 to 1"),
        (with("invert", json!("yes")), format!("{path}.invert"), "expected true or false"),
        (json!({ "feather": 2 }), path.to_owned(), "key \"image\" is missing"),
    ] {
        let (_, found, said) = refusal(&change(small(), &mask, value));
        assert_eq!((found, said), (path.clone(), format!("{path}: {message}")));
    }
}

#[test]
fn wrong_words() {
    let blends = "one of \"normal\", \"multiply\", \"screen\", \"overlay\", \"darken\", \
        \"lighten\", \"color-dodge\", \"color-burn\", \"hard-light\", \"soft-light\", \
        \"difference\", \"exclusion\", \"hue\", \"saturation\", \"color\", \"luminosity\", \
        \"linear-burn\", \"linear-dodge\", \"vivid-light\", \"linear-light\", \"pin-light\", \
        \"hard-mix\", \"subtract\", \"divide\", \"darker-color\", \"lighter-color\"";
    let with_ink = blends.replace("one of ", "one of \"ink\", ");
    let kinds = "one of \"text\", \"image\", \"fill\", \"qr\", \"group\"";
    let near = |allowed: &str, word: &str| format!("{allowed}; did you mean \"{word}\"?");
    let fits = "one of \"none\", \"shrink\", \"grow\", \"fit\", \"squeeze\", \"wrap\"";
    let aligns = "one of \"left\", \"center\", \"right\", \"start\", \"end\", \"justify\"";
    for (pointer, value, path, allowed) in [
        (at(TEXT, "kind"), json!("txt"), "areas[0].layers[0].kind", near(kinds, "text")),
        (at(TEXT, "kind"), json!("hologram"), "areas[0].layers[0].kind", kinds.to_owned()),
        (at(TEXT, "kind"), json!(1), "areas[0].layers[0].kind", kinds.to_owned()),
        (
            at(TEXT, "blend"),
            json!("mutliply"),
            "areas[0].layers[0].blend",
            near(blends, "multiply"),
        ),
        (at(PLACEMENT, "blend"), json!("inks"), "views[0].items[2].blend", near(&with_ink, "ink")),
        (
            at(PLACEMENT, "blend"),
            json!("scren"),
            "views[0].items[2].blend",
            near(&with_ink, "screen"),
        ),
        (
            at(TEXT, "align"),
            json!("centre"),
            "areas[0].layers[0].align",
            near(aligns, "center").replace("; did", ", or { \"option\": … }; did"),
        ),
        (at(TEXT, "fit"), json!("warp"), "areas[0].layers[0].fit", near(fits, "wrap")),
        (at(TEXT, "fit"), json!({}), "areas[0].layers[0].fit", fits.into()),
        (
            at(IMAGE, "fit"),
            json!("covers"),
            "areas[0].layers[1].fit",
            near("one of \"contain\", \"cover\", \"stretch\"", "cover"),
        ),
        (
            at(FILL, "shape"),
            json!("elipse"),
            "areas[0].layers[2].shape",
            near("one of \"rectangle\", \"ellipse\", \"path\"", "ellipse"),
        ),
        (at(FILL, "shape"), json!("path"), "areas[0].layers[2].shape", "{ \"path\": … }".into()),
        (
            at(FILL, "shape"),
            json!({}),
            "areas[0].layers[2].shape",
            "an object with the key \"path\"".into(),
        ),
    ] {
        expected(&pointer, value, path, &allowed);
    }
    let color = "a CSS color such as \"#14213d\" or \"navy\"";
    for bad in [json!("#12"), json!("navvy"), json!("14213d"), json!("")] {
        expected(
            &at(FILL, "color"),
            bad.clone(),
            "areas[0].layers[2].color",
            &format!("{color}, or {{ \"option\": … }}"),
        );
        expected("/options/1/choices/0/color", bad, "options[1].choices[0].color", color);
    }
}

#[test]
fn the_value_is_handed_out_apart() {
    let value = |pointer: &str, value: Value| {
        let json = change(small(), pointer, value).to_string();
        Template::parse(&json).unwrap_err().value().unwrap()
    };
    assert_eq!(value("/id", json!(7)), "7");
    assert_eq!(value("/id", json!({ "a": [1, 2] })), "{\"a\":[1,2]}");
    assert_eq!(value("/areas/0/width", json!(0)), "0");
    assert_eq!(value(&at(FILL, "color"), json!("#12")), "\"#12\"");
    assert_eq!(value("/nmae", json!(1)), "nmae");
    assert_eq!(value("/areas/0/id", json!("é é")), "\"é é\"");
    let long = value("/views", json!("x".repeat(1_000_000)));
    assert_eq!(long, format!("\"{}…", "x".repeat(79)));
    let long = value("/views", json!({ "y": "é".repeat(1_000) }));
    assert_eq!(long.chars().count(), 81);
}

#[test]
fn ids() {
    let allowed =
        "an id: letters, digits, \"-\" and \"_\", a letter or digit first, at most 64 in all";
    let (longest, longer) = ("a".repeat(64), "a".repeat(65));
    for bad in ["", " a", "-a", "_a", "a b", "a.b", "é", "a\n", "<b>", longer.as_str()] {
        expected("/areas/0/id", json!(bad), "areas[0].id", allowed);
        expected("/options/3/id", json!(bad), "options[3].id", allowed);
        expected("/options/1/choices/1/id", json!(bad), "options[1].choices[1].id", allowed);
        expected("/views/0/id", json!(bad), "views[0].id", allowed);
        expected(&at(TEXT, "id"), json!(bad), "areas[0].layers[0].id", allowed);
    }
    assert!(Template::parse(&change(small(), &at(TEXT, "id"), json!(longest)).to_string()).is_ok());
    expected("/assets/a b", json!({ "font": "x" }), "assets[\"a b\"]", allowed);
    for (pointer, id, path) in [
        ("/options/1/id", "name", "options[1].id"),
        ("/options/1/choices/1/id", "navy", "options[1].choices[1].id"),
        ("/options/2/choices/1/id", "none", "options[2].choices[1].id"),
        ("/areas/1/id", "wrap", "areas[1].id"),
        ("/views/1/id", "front", "views[1].id"),
        ("/areas/0/layers/3/layers/0/id", "title", "areas[0].layers[3].layers[0].id"),
        ("/areas/1/layers/0/id", "title", "areas[1].layers[0].id"),
    ] {
        let message = format!("id \"{id}\" is used twice");
        refused(pointer, json!(id), "duplicate-id", path, &message);
    }
}

#[test]
fn references() {
    for (pointer, value, path, message) in [
        (
            at(TEXT, "color/option"),
            json!("inc"),
            "areas[0].layers[0].color.option",
            "there is no option \"inc\", did you mean \"ink\"?; there are \"icon\", \"ink\", \
             \"name\", \"outline\", \"side\", \"year\"",
        ),
        (
            at(TEXT, "font"),
            json!("scrip"),
            "areas[0].layers[0].font",
            "there is no asset \"scrip\", did you mean \"script\"?; there are \"script\"",
        ),
        (
            at(IMAGE, "image"),
            json!("hart"),
            "areas[0].layers[1].image",
            "there is no asset \"hart\", did you mean \"heart\"?; there are \"heart\", \"mug\"",
        ),
        (
            at(PLACEMENT, "area"),
            json!("warp"),
            "views[0].items[2].area",
            "there is no area \"warp\", did you mean \"wrap\"?; there are \"back\", \"wrap\"",
        ),
        (
            at(PLACEMENT, "mask"),
            json!("nothing"),
            "views[0].items[2].mask",
            "there is no asset \"nothing\"; there are \"heart\", \"mug\"",
        ),
        (
            at(PLACEMENT, "geometry"),
            json!({ "uvmap": "uv" }),
            "views[0].items[2].geometry.uvmap",
            "there is no asset \"uv\"; there are \"heart\", \"mug\"",
        ),
        (
            at(TEXT, "text"),
            json!("Hi {nam}"),
            "areas[0].layers[0].text",
            "there is no option \"nam\", did you mean \"name\"?; there are \"icon\", \"ink\", \
             \"name\", \"outline\", \"side\", \"year\"",
        ),
        (
            at(TEXT, "when"),
            json!({ "any": [{ "option": "ink", "in": ["navy", "glod"] }] }),
            "areas[0].layers[0].when.any[0].in[1]",
            "there is no choice \"glod\", did you mean \"gold\"?; there are \"gold\", \"navy\"",
        ),
        (
            "/options/3/when".to_owned(),
            json!({ "option": "icons", "is": "none" }),
            "options[3].when.option",
            "there is no option \"icons\", did you mean \"icon\"?; there are \"icon\", \"ink\", \
             \"name\", \"outline\", \"side\", \"year\"",
        ),
        (
            "/options/1/default".to_owned(),
            json!("silver"),
            "options[1].default",
            "there is no choice \"silver\"; there are \"navy\", \"gold\"",
        ),
        (
            "/options/2/choices/1/image".to_owned(),
            json!("star"),
            "options[2].choices[1].image",
            "there is no asset \"star\"; there are \"heart\", \"mug\"",
        ),
    ] {
        refused(&pointer, value, "unknown-reference", path, message);
    }
    let image = "an image, this asset is of kind font";
    expected(&at(IMAGE, "image"), json!("script"), "areas[0].layers[1].image", image);
    let font = "a font, this asset is of kind image";
    expected(&at(TEXT, "font"), json!("heart"), "areas[0].layers[0].font", font);
}

#[test]
fn bindings() {
    let layer = "areas[0].layers[0]";
    for (key, value, path, allowed) in [
        ("color", json!({ "option": "name" }), "color.option", "a color option, or a \"map\""),
        ("size", json!({ "option": "ink" }), "size.option", "a number option, or a \"map\""),
        ("font", json!({ "option": "name" }), "font.option", "a font option, or a \"map\""),
        ("align", json!({ "option": "side" }), "align.option", "a \"map\" beside the option"),
        (
            "opacity",
            json!({ "option": "year" }),
            "opacity.option",
            "an option whose numbers are from 0 to 1",
        ),
        (
            "size",
            json!({ "option": "name", "map": { "x": 1 } }),
            "size.option",
            "a color, image, choice, font, multi or toggle option, because there is a \"map\"",
        ),
        (
            "size",
            json!({ "option": "outline", "map": { "true": 3, "false": 0 } }),
            "size.map.false",
            "a number above 0 and up to 10000",
        ),
        (
            "font",
            json!({ "option": "side", "map": { "left": "script", "right": "heart" } }),
            "font.map.right",
            "a font, this asset is of kind image",
        ),
        (
            "align",
            json!({ "option": "side", "map": { "left": "left", "right": "rihgt" } }),
            "align.map.right",
            "one of \"left\", \"center\", \"right\", \"start\", \"end\", \"justify\"; did you mean \"right\"?",
        ),
    ] {
        expected(&at(TEXT, key), value, &format!("{layer}.{path}"), allowed);
    }
    let image = json!({ "option": "side" });
    let allowed = "an image or photo option, or a \"map\"";
    expected(&at(IMAGE, "image"), image, "areas[0].layers[1].image.option", allowed);
    refused(
        &at(TEXT, "size"),
        json!({ "option": "ink", "map": { "navy": 3, "glod": 4 } }),
        "unknown-key",
        "areas[0].layers[0].size.map",
        "unexpected key \"glod\", did you mean \"gold\"?; valid keys are \"gold\", \"navy\"",
    );
    refused(
        &at(TEXT, "size"),
        json!({ "option": "ink", "map": { "navy": 3 } }),
        "missing-key",
        "areas[0].layers[0].size.map",
        "key \"gold\" is missing",
    );
    let custom = change(small(), "/options/1/custom", json!(true));
    let map = json!({ "option": "ink", "map": { "navy": 3, "gold": 4 } });
    let (_, path, text) = refusal(&change(custom, &at(TEXT, "size"), map));
    let allowed = "an option without \"custom\", because the map must cover every value";
    assert_eq!(text, format!("{path}: expected {allowed}"));
}

#[test]
fn conditions() {
    let when = |option: &str, is: Value| json!({ "option": option, "is": is });
    let path = "areas[0].layers[0].when.is";
    for (condition, allowed) in [
        (when("outline", json!("on")), "true or false"),
        (when("name", json!(1)), "a text"),
        (when("ink", json!(true)), "the id of a choice"),
        (when("year", json!("2000")), "a number from 1900 to 2100 in steps of 1"),
        (when("year", json!(1899)), "a number from 1900 to 2100 in steps of 1"),
        (when("year", json!(1999.5)), "a number from 1900 to 2100 in steps of 1"),
    ] {
        expected(&at(TEXT, "when"), condition, path, allowed);
    }
    let none = json!({ "option": "ink", "in": [] });
    expected(&at(TEXT, "when"), none, "areas[0].layers[0].when.in", "at least one value");
    expected(
        "/options/3/when",
        when("side", json!("left")),
        "options[3].when",
        "a condition that does not lead back to itself (side → side)",
    );
    let there = change(small(), "/options/1/when", json!({ "not": when("side", json!("left")) }));
    let circle = change(there, "/options/3/when", json!({ "all": [when("ink", json!("navy"))] }));
    assert_eq!(
        refusal(&circle).2,
        "options[1].when: expected a condition that does not lead back to itself \
         (ink → side → ink)"
    );
}

#[test]
fn texts() {
    let path = "areas[0].layers[0].text";
    for (text, allowed) in [
        ("a {", "a \"}\" after each \"{\"; a brace itself is \"{{\""),
        ("a }", "a \"{\" before each \"}\"; a brace itself is \"}}\""),
        ("{}", "the id of an option between \"{\" and \"}\""),
        (
            "{icon}",
            "placeholders of text, choice, color, number, font, multi and names options only, \
             not \"icon\"",
        ),
        (
            "{outline}",
            "placeholders of text, choice, color, number, font, multi and names options only, \
             not \"outline\"",
        ),
        ("{name#0}", "a whole number from 1 behind \"#\""),
        ("{name#two}", "a whole number from 1 behind \"#\""),
        ("{name#2}", "\"#\" behind names and multi options only, not \"name\""),
    ] {
        expected(&at(TEXT, "text"), json!(text), path, allowed);
    }
    refused(
        &at(TEXT, "text"),
        json!("é".repeat(10_001)),
        "too-large",
        path,
        "10001 characters are more than the 10000 allowed",
    );
    refused(
        "/options/0/default",
        json!("a\u{301}".repeat(15)),
        "too-large",
        "options[0].default",
        "15 characters are more than the 14 allowed",
    );
}

#[test]
fn ranges() {
    let size = "a number above 0 and up to 10000";
    for (pointer, values, path, allowed) in [
        ("/areas/0/width", vec![0.0, -1.0, 10_000.5], "areas[0].width", size),
        ("/areas/0/height", vec![0.0, 1e300], "areas[0].height", size),
        ("/areas/0/dpi", vec![29.9, 2401.0], "areas[0].dpi", "a number from 30 to 2400"),
        ("/areas/0/safe", vec![-1.0, 41.0], "areas[0].safe", "a number from 0 to 40"),
        ("/areas/0/layers/0/box/2", vec![0.0, -5.0], "areas[0].layers[0].box[2]", size),
        ("/areas/0/layers/0/box/3", vec![0.0], "areas[0].layers[0].box[3]", size),
        (
            "/areas/0/layers/0/box/0",
            vec![100_001.0],
            "areas[0].layers[0].box[0]",
            "a number from -100000 to 100000",
        ),
        ("/areas/0/layers/0/size", vec![0.0, -1.0], "areas[0].layers[0].size", size),
        (
            "/areas/0/layers/0/minSize",
            vec![0.0, 28.5],
            "areas[0].layers[0].minSize",
            "a number above 0 and up to 28",
        ),
        (
            "/areas/0/layers/0/opacity",
            vec![-0.1, 1.1],
            "areas[0].layers[0].opacity",
            "a number from 0 to 1",
        ),
        (
            "/areas/0/layers/0/stroke/width",
            vec![-0.1],
            "areas[0].layers[0].stroke.width",
            "a number from 0 to 10000",
        ),
        (
            "/areas/0/layers/0/shadow/blur",
            vec![-1.0],
            "areas[0].layers[0].shadow.blur",
            "a number from 0 to 10000",
        ),
        (
            "/areas/0/layers/0/shadow/offset/1",
            vec![1e5],
            "areas[0].layers[0].shadow.offset[1]",
            "a number from -10000 to 10000",
        ),
        (
            "/options/0/maxLength",
            vec![0.0, 1001.0],
            "options[0].maxLength",
            "a whole number from 1 to 1000",
        ),
        ("/options/5/max", vec![1900.0, 1.0], "options[5].max", "a number above 1900"),
        (
            "/options/5/step",
            vec![0.0, -1.0, 201.0],
            "options[5].step",
            "a number above 0 and up to 200",
        ),
        (
            "/options/5/default",
            vec![1899.0, 2101.0, 2000.5],
            "options[5].default",
            "a number from 1900 to 2100 in steps of 1",
        ),
        (
            "/options/4/price",
            vec![1e10],
            "options[4].price",
            "a number from -1000000000 to 1000000000",
        ),
        ("/views/0/width", vec![0.0, 8193.0], "views[0].width", "a whole number from 1 to 8192"),
        ("/views/0/height", vec![0.0, 8193.0], "views[0].height", "a whole number from 1 to 8192"),
        (
            "/views/0/items/2/opacity",
            vec![2.0],
            "views[0].items[2].opacity",
            "a number from 0 to 1",
        ),
    ] {
        for value in values {
            expected(pointer, json!(value), path, allowed);
        }
    }
    expected("/options/3/choices", json!([]), "options[3].choices", "at least one choice");
    expected("/options/1/choices", json!([]), "options[1].choices", "at least one choice");
    expected("/views", json!([]), "views", "at least one view");
    expected("/views/1/items", json!([]), "views[1].items", "at least a photo");
    expected(
        "/views/1/items",
        json!([{ "kind": "overlay", "image": "heart" }]),
        "views[1].items[0].kind",
        "\"photo\" as the first item of a view",
    );
    expected("/assets/script/font", json!(""), "assets.script.font", "a URL");
}

#[test]
fn shapes_and_geometries() {
    let shape = "areas[0].layers[2].shape.path";
    let path = |data: &str| json!({ "path": data });
    let allowed = "SVG path data such as \"M0 0H10V10Z\"";
    for data in ["", "hello", "M0", "L1 1", "M0 0 X"] {
        expected(&at(FILL, "shape"), path(data), shape, allowed);
    }
    let allowed = "SVG path data with numbers up to 1000000";
    expected(&at(FILL, "shape"), path("M0 0A1e99 1e99 0 0 1 1 1"), shape, allowed);

    let quad = "views[0].items[2].geometry.quad";
    let allowed = "the top left, top right, bottom right and bottom left corner of a convex shape";
    for bad in [
        json!([[0, 0], [0, 0], [0, 0], [0, 0]]),
        json!([[0, 0], [1, 1], [2, 2], [3, 3]]),
        json!([[0, 0], [100, 100], [100, 0], [0, 100]]),
        json!([[0, 0], [100, 0], [10, 10], [0, 100]]),
        json!([[0, 0], [100, 0], [100, 0], [0, 100]]),
    ] {
        expected(&at(PLACEMENT, "geometry/quad"), bad, quad, allowed);
    }
    let far = at(PLACEMENT, "geometry/quad/1/0");
    let allowed = "a number from -100000 to 100000";
    expected(&far, json!(1e6), &format!("{quad}[1][0]"), allowed);

    let cylinder = "views[0].items[3].geometry.cylinder";
    let key = |key: &str| format!("/views/0/items/3/geometry/cylinder/{key}");
    let path = |key: &str| format!("{cylinder}.{key}");
    for (name, value, allowed) in [
        ("radiusTop", -1.0, "a number from 0 to 10000"),
        ("radiusBottom", -1.0, "a number from 0 to 10000"),
        ("height", 0.0, "a number above 0 and up to 10000"),
        ("span", 0.0, "a number above 0 and up to 360"),
        ("span", 360.5, "a number above 0 and up to 360"),
    ] {
        expected(&key(name), json!(value), &path(name), allowed);
    }
    let camera = "a camera that sees in three dimensions: the left 3 × 3 part must be invertible";
    for bad in [
        json!([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]),
        json!([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 1]]),
        json!([[1, 0, 0, 0], [2, 0, 0, 0], [0, 0, 1, 1]]),
    ] {
        expected(&key("projection"), bad, &path("projection"), camera);
    }
    expected(
        &key("projection/1/2"),
        json!(1e10),
        &path("projection[1][2]"),
        "a number from -1000000000 to 1000000000",
    );
    let both = change(small(), &key("radiusTop"), json!(0));
    assert!(Template::parse(&both.to_string()).is_ok(), "one radius may be 0: a cone");
    let (_, found, _) = refusal(&change(both, &key("radiusBottom"), json!(0)));
    assert_eq!(found, path("radiusBottom"));
}

#[test]
fn meshes() {
    let bent = |change: &dyn Fn(&mut Value)| {
        let points: Vec<[f64; 2]> =
            (0..28).map(|i| [f64::from(i % 7) * 20.0, f64::from(i / 7) * 30.0]).collect();
        let mut mesh = json!({ "columns": 7, "rows": 4, "points": points });
        change(&mut mesh);
        json!({ "mesh": mesh })
    };
    let geometry = at(PLACEMENT, "geometry");
    let good = change(small(), &geometry, bent(&|mesh| mesh["slicesX"] = json!([0, 0.4, 1])));
    assert!(Template::parse(&good.to_string()).is_ok());
    let mesh = "views[0].items[2].geometry.mesh";
    let count = "4, 7, 10 or another 3n + 1 up to 61";
    let slices = "3 numbers that increase from 0 to 1";
    let facing = "points that span a surface, most of it seen from the front";
    type Broken<'a> = (&'a str, Value, &'a str, &'a str);
    let many: Vec<Broken<'_>> = vec![
        ("columns", json!(6), "columns", count),
        ("columns", json!(1), "columns", count),
        ("rows", json!(64), "rows", count),
        ("points", json!([]), "points", "28 points, columns times rows"),
        ("points", json!(vec![[5, 5]; 28]), "points", facing),
        ("points", json!(vec![[1, 2]; 27]), "points", "28 points, columns times rows"),
        ("slicesX", json!([0, 1]), "slicesX", slices),
        ("slicesX", json!([0, 0, 1]), "slicesX", slices),
        ("slicesX", json!([0, 1.5, 1]), "slicesX", slices),
        ("slicesY", json!([0.1, 1]), "slicesY", "2 numbers that increase from 0 to 1"),
        (
            "quad",
            json!([[0, 0], [100, 100], [100, 0], [0, 100]]),
            "quad",
            "the top left, top right, bottom right and bottom left corner of a convex shape",
        ),
    ];
    for (key, value, path, allowed) in many {
        let broken = bent(&|mesh| mesh[key] = value.clone());
        expected(&geometry, broken, &format!("{mesh}.{path}"), allowed);
    }
    let line: Vec<[i32; 2]> = (0..28).map(|i| [i * 3, i]).collect();
    let broken = bent(&|mesh| mesh["points"] = json!(line));
    expected(&geometry, broken, &format!("{mesh}.points"), facing);
    // As much of it is seen from behind as from the front.
    let zigzag: Vec<[i32; 2]> =
        (0..28).map(|i| [[0, 90, 0, 90, 0, 90, 0][i % 7], i as i32 / 7 * 30]).collect();
    let broken = bent(&|mesh| mesh["points"] = json!(zigzag));
    expected(&geometry, broken, &format!("{mesh}.points"), facing);
    let broken = bent(&|mesh| mesh["points"][9][1] = json!(1e7));
    let allowed = "a number from -100000 to 100000";
    expected(&geometry, broken, &format!("{mesh}.points[9][1]"), allowed);
}

#[test]
fn sketched_cylinders_and_displacement() {
    let sketch = json!({ "axis": [[100, 20], [100, 220]], "radiusTop": 80, "radiusBottom": 70,
        "sagTop": 12, "sagBottom": 18, "arc": [-60, 60] });
    let with = |key: &str, value: Value| json!({ "cylinder": change(sketch.clone(), &format!("/{key}"), value) });
    let geometry = at(PLACEMENT, "geometry");
    let good = change(small(), &geometry, json!({ "cylinder": sketch.clone() }));
    assert!(Template::parse(&good.to_string()).is_ok());
    let cylinder = "views[0].items[2].geometry.cylinder";
    let path = |key: &str| format!("{cylinder}.{key}");
    refused(
        &geometry,
        with("span", json!(90)),
        "unknown-key",
        cylinder,
        "unexpected key \"span\"; valid keys are \"axis\", \"radiusTop\", \"radiusBottom\", \
         \"sagTop\", \"sagBottom\", \"arc\"",
    );
    let apart = "two points at least 1 pixels apart";
    expected(&geometry, with("axis", json!([[1, 1], [1, 1]])), &path("axis"), apart);
    let sag = "a number within 0.95 of its radius, 80, from 0";
    expected(&geometry, with("sagTop", json!(79)), &path("sagTop"), sag);
    let arc = "two angles, the second greater by up to 360";
    for bad in [json!([60, -60]), json!([-200, 200]), json!([5, 5])] {
        expected(&geometry, with("arc", bad), &path("arc"), arc);
    }
    let none = "a number above 0 and up to 10000, because radiusTop is 0";
    let tip = json!({ "cylinder": change(
        with("radiusTop", json!(0))["cylinder"].clone(), "/radiusBottom", json!(0)) });
    expected(&geometry, tip, &path("radiusBottom"), none);

    let displace = at(PLACEMENT, "displace");
    let place = "views[0].items[2].displace";
    for good in [
        json!({ "from": "photo", "amount": 6 }),
        json!({ "from": "heart", "amount": -6, "edge": "wrap" }),
    ] {
        let good = change(small(), &displace, good);
        assert!(Template::parse(&good.to_string()).is_ok());
    }
    let far = json!({ "from": "photo", "amount": 2000 });
    expected(&displace, far, &format!("{place}.amount"), "a number from -1000 to 1000");
    let (code, found, _) =
        refusal(&change(small(), &displace, json!({ "from": "nowhere", "amount": 1 })));
    assert_eq!(
        (code.as_str(), found.as_str()),
        ("unknown-reference", "views[0].items[2].displace.from")
    );
}

#[test]
fn counts() {
    let toggle = |i: usize| json!({ "id": format!("t{i}"), "kind": "toggle" });
    let fill = json!({ "kind": "fill", "color": "red" });
    let choice = |i: usize| json!({ "id": format!("c{i}") });
    let area = |i: usize| json!({ "id": format!("a{i}"), "width": 1, "height": 1 });
    let photo = json!({ "kind": "photo", "image": "mug" });
    let empty = json!({
        "liveproof": 1, "id": "x", "assets": { "mug": { "image": "m.png" } }, "areas": [],
        "views": [{ "id": "v", "width": 1, "height": 1, "items": [photo] }],
    });
    let view =
        |i: usize| json!({ "id": format!("v{i}"), "width": 1, "height": 1, "items": [photo] });
    let many = |limit: usize, make: &dyn Fn(usize) -> Value| -> [Value; 2] {
        [limit, limit + 1].map(|count| (0..count).map(make).collect())
    };
    let choices = |list: &Value| json!([{ "id": "c", "kind": "choice", "choices": list }]);
    let layers = |list: &Value| json!([{ "id": "a", "width": 1, "height": 1, "layers": list }]);
    let items = |list: &Value| json!([{ "id": "v", "width": 1, "height": 1, "items": list }]);
    let same = Value::clone;
    type Wrap<'a> = &'a dyn Fn(&Value) -> Value;
    let cases: [(&str, [Value; 2], Wrap<'_>, &str, &str); 6] = [
        ("/options", many(limits::MAX_OPTIONS, &toggle), &same, "options", "options"),
        ("/options", many(limits::MAX_CHOICES, &choice), &choices, "options[0].choices", "choices"),
        ("/areas", many(limits::MAX_AREAS, &area), &same, "areas", "areas"),
        (
            "/areas",
            many(limits::MAX_LAYERS, &|_| fill.clone()),
            &layers,
            "areas[0].layers",
            "layers",
        ),
        ("/views", many(limits::MAX_VIEWS, &view), &same, "views", "views"),
        ("/views", many(limits::MAX_ITEMS, &|_| photo.clone()), &items, "views[0].items", "items"),
    ];
    for (pointer, [most, more], wrap, path, what) in cases {
        let limit = most.as_array().unwrap().len();
        let most = change(empty.clone(), pointer, wrap(&most));
        Template::parse(&most.to_string()).unwrap();
        let (code, found, text) = refusal(&change(empty.clone(), pointer, wrap(&more)));
        assert_eq!((code.as_str(), found.as_str()), ("too-large", path));
        assert_eq!(text, format!("{path}: {} {what} are more than the {limit} allowed", limit + 1));
    }
    let nested = |depth: usize| {
        let inner =
            (0..depth).fold(fill.clone(), |layer, _| json!({ "kind": "group", "layers": [layer] }));
        change(empty.clone(), "/areas", layers(&json!([inner])))
    };
    Template::parse(&nested(limits::MAX_GROUP_DEPTH).to_string()).unwrap();
    let (code, path, text) = refusal(&nested(limits::MAX_GROUP_DEPTH + 1));
    assert_eq!(code, "too-large");
    assert_eq!(path, format!("areas[0].layers[0]{}", ".layers[0]".repeat(16)));
    assert!(text.ends_with(": 17 groups in one another are more than the 16 allowed"), "{text}");
}

#[test]
fn a_template_cut_off_anywhere_is_no_json() {
    let whole = MUG.trim_end();
    Template::parse(whole).unwrap();
    for end in (0..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
        let error = Template::parse(&whole[..end]).unwrap_err();
        assert_eq!(error.code(), "invalid-json", "cut at {end}");
    }
}

/// JSON pointers to every value in a document.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                pointers(item, &format!("{here}/{i}"), all);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                pointers(member, &format!("{here}/{key}"), all);
            }
        }
        _ => {}
    }
}

/// The path that an error gives to what a JSON pointer leads to.
fn path_of(pointer: &str) -> String {
    pointer.split('/').skip(1).fold(String::new(), |path, part| match part.parse::<usize>() {
        Ok(index) => format!("{path}[{index}]"),
        Err(_) if path.is_empty() => part.to_owned(),
        Err(_) => format!("{path}.{part}"),
    })
}

#[test]
fn any_value_in_place_of_any_other_is_taken_or_refused_near_it() {
    let mut all = Vec::new();
    pointers(&sample(), "", &mut all);
    assert!(all.len() > 200, "{}", all.len());
    let swaps = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e308),
        json!(0.5),
        json!(""),
        json!("x"),
        json!("{name}"),
        json!([]),
        json!([1, 2, 3, 4]),
        json!([[]]),
        json!({}),
        json!({ "option": "ink" }),
        json!({ "option": "year", "map": {} }),
        json!({ "kind": "text" }),
    ];
    let mut refused = 0;
    for pointer in &all {
        for swap in &swaps {
            let document = change(sample(), pointer, swap.clone());
            let Err(error) = Template::parse(&document.to_string()) else { continue };
            refused += 1;
            let (found, place) = (error.path(), path_of(pointer));
            // What refers to an option or asset, or counts on it, is refused where it stands; so is a
            // key beside the value that doesn't go with it.
            let referred = pointer.starts_with("/options") || pointer.starts_with("/assets");
            let beside = path_of(pointer.rsplit_once('/').unwrap_or_default().0);
            let elsewhere = referred
                || found.starts_with(&beside)
                || matches!(error.code(), "unknown-reference" | "duplicate-id");
            let near = found.starts_with(&place) || place.starts_with(found);
            assert!(near || elsewhere, "{pointer} = {swap}: {error}");
            assert!(!error.to_string().is_empty());
        }
    }
    assert!(refused > all.len() * swaps.len() / 2, "{refused}");
}

#[test]
fn each_key_taken_away_or_misspelled_is_told_where_it_was() {
    let mut all = Vec::new();
    pointers(&sample(), "", &mut all);
    for pointer in &all {
        let (parent, last) = pointer.rsplit_once('/').unwrap_or_default();
        if last.is_empty() || last.parse::<usize>().is_ok() {
            continue;
        }
        let removed = change(sample(), pointer, remove());
        if let Err(error) = Template::parse(&removed.to_string())
            && let Error::MissingKey { path, key } = error
            && key == last
        {
            assert_eq!(path, path_of(parent));
        }
        // Keys of assets and maps are ids, and conditions are told apart by their keys.
        if parent == "/assets" || parent.ends_with("/map") || pointer.contains("/when/") {
            continue;
        }
        let value = sample().pointer(pointer).cloned().unwrap();
        let misspelled = change(removed, &format!("{pointer}x"), value);
        let error = Template::parse(&misspelled.to_string()).unwrap_err();
        let told = matches!(
            &error,
            Error::UnknownKey { path, key, .. } if *path == path_of(parent) && *key == format!("{last}x")
        ) || matches!(&error, Error::MissingKey { path, key } if *path == path_of(parent) && key == last);
        assert!(told, "{pointer}: {error}");
    }
}

#[test]
fn what_bends_a_text() {
    let path = at(TEXT, "path");
    let under = |rest: &str| format!("areas[0].layers[0].{rest}");
    for (value, place, message) in [
        (
            json!({ "curve": { "loop": 1 } }),
            "path.curve",
            "unexpected key \"loop\"; valid keys are \"arc\", \"circle\", \"spiral\", \"svg\"",
        ),
        (
            json!({ "curve": { "arc": { "sagitta": 1, "radius": 2 } } }),
            "path.curve.arc",
            "expected an object with just one key: one of \"sagitta\", \"radius\"",
        ),
        (
            json!({ "curve": { "arc": { "radius": 1e5 } } }),
            "path.curve.arc.radius",
            "expected a number from -10000 to 10000",
        ),
        (
            json!({ "curve": { "circle": { "radius": 0 } } }),
            "path.curve.circle.radius",
            "expected a number above 0 and up to 10000",
        ),
        (
            json!({ "curve": { "spiral": { "radius": 1, "pitch": 1, "turns": 101 } } }),
            "path.curve.spiral.turns",
            "expected a number above 0 and up to 100",
        ),
        (
            json!({ "curve": { "svg": "hello" } }),
            "path.curve.svg",
            "expected SVG path data such as \"M0 0H10V10Z\"",
        ),
        (
            json!({ "curve": { "arc": { "sagitta": { "option": "year" } } }, "offset": 1e9 }),
            "path.offset",
            "expected a number from -100000 to 100000",
        ),
    ] {
        let document = change(small(), &path, value);
        let (_, found, text) = refusal(&document);
        assert_eq!(found, under(place), "{text}");
        assert_eq!(text, format!("{}: {message}", under(place)));
    }
    for (value, place, message) in [
        (json!({}), "warp", "key \"style\" is missing"),
        (
            json!({ "style": "arch", "mesh": vec![[0, 0]; 16] }),
            "warp.mesh",
            "expected either \"style\" or \"mesh\"",
        ),
        (json!({ "mesh": [[0, 0]] }), "warp.mesh", "expected an array of 16"),
        (
            json!({ "style": "arch", "amount": 1.5 }),
            "warp.amount",
            "expected a number from -1 to 1",
        ),
        (
            json!({ "style": { "option": "side" } }),
            "warp.style.option",
            "expected a \"map\" beside the option",
        ),
    ] {
        let document = change(small(), &at(TEXT, "warp"), value);
        let (_, found, text) = refusal(&document);
        assert_eq!(found, under(place), "{text}");
        assert_eq!(text, format!("{}: {message}", under(place)));
    }
}

#[test]
fn paints() {
    let unknown = |allowed: &str| format!("valid keys are {allowed}");
    let keys = "\"option\", \"solid\", \"linear\", \"radial\", \"pattern\"";
    let stops = json!([[0, "red"], [1, "blue"]]);
    let layer = "areas[0].layers[0]";
    for (key, value, code, path, message) in [
        (
            "fill",
            json!({ "linaer": {} }),
            "unknown-key",
            "fill",
            format!("unexpected key \"linaer\", did you mean \"linear\"?; {}", unknown(keys)),
        ),
        (
            "fill",
            json!(["red", { "linear": { "stops": stops, "angel": 3 } }]),
            "unknown-key",
            "fill[1].linear",
            format!(
                "unexpected key \"angel\", did you mean \"angle\"?; {}",
                unknown("\"stops\", \"angle\", \"from\", \"to\", \"over\", \"opacity\"")
            ),
        ),
        (
            "fill",
            json!("nvay"),
            "invalid-value",
            "fill",
            "expected a CSS color such as \"#14213d\" or \"navy\", or { \"option\": … }".to_owned(),
        ),
        (
            "fill",
            json!(vec!["red"; 1000]),
            "too-large",
            "fill",
            "1000 paints are more than the 32 allowed".to_owned(),
        ),
        (
            "fill",
            json!({ "linear": { "stops": [[0, "red"]] } }),
            "invalid-value",
            "fill.linear.stops",
            "expected at least two stops".to_owned(),
        ),
        (
            "fill",
            json!({ "radial": { "stops": vec![json!([0, "red"]); 65] } }),
            "too-large",
            "fill.radial.stops",
            "65 stops are more than the 64 allowed".to_owned(),
        ),
        (
            "fill",
            json!({ "linear": { "stops": [[0.5, "red"], [0.4, "red"]] } }),
            "invalid-value",
            "fill.linear.stops[1][0]",
            "expected a number from 0.5 to 1".to_owned(),
        ),
        (
            "fill",
            json!({ "linear": { "stops": [[0, "red"], [1, 2]] } }),
            "invalid-value",
            "fill.linear.stops[1][1]",
            "expected a text, or { \"option\": … }".to_owned(),
        ),
        (
            "fill",
            json!({ "linear": { "stops": stops, "from": [0, 0] } }),
            "missing-key",
            "fill.linear",
            "key \"to\" is missing".to_owned(),
        ),
        (
            "fill",
            json!({ "radial": { "stops": stops, "radius": 0 } }),
            "invalid-value",
            "fill.radial.radius",
            "expected a number above 0 and up to 100".to_owned(),
        ),
        (
            "fill",
            json!({ "radial": { "stops": stops, "center": [0, 1e6] } }),
            "invalid-value",
            "fill.radial.center[1]",
            "expected a number from -100 to 100".to_owned(),
        ),
        (
            "fill",
            json!({ "pattern": { "image": "script", "size": 4 } }),
            "invalid-value",
            "fill.pattern.image",
            "expected an image, this asset is of kind font".to_owned(),
        ),
        (
            "fill",
            json!({ "pattern": { "image": "heart", "size": 0 } }),
            "invalid-value",
            "fill.pattern.size",
            "expected a number above 0 and up to 10000".to_owned(),
        ),
        (
            "fill",
            json!({ "solid": { "color": "red", "opacity": 2 } }),
            "invalid-value",
            "fill.solid.opacity",
            "expected a number from 0 to 1".to_owned(),
        ),
        (
            "fill",
            json!({ "option": "side", "map": { "left": "red" } }),
            "missing-key",
            "fill.map",
            "key \"right\" is missing".to_owned(),
        ),
        (
            "fill",
            json!({ "option": "side", "map": { "left": "red", "right": { "radial": {} } } }),
            "missing-key",
            "fill.map.right.radial",
            "key \"stops\" is missing".to_owned(),
        ),
        (
            "fill",
            json!({ "option": "side" }),
            "invalid-value",
            "fill.option",
            "expected a color option, or a \"map\"".to_owned(),
        ),
        (
            "stroke",
            json!([{ "width": 1, "color": "red", "join": "mitre" }]),
            "invalid-value",
            "stroke[0].join",
            "expected one of \"round\", \"miter\", \"bevel\"; did you mean \"miter\"?".to_owned(),
        ),
        (
            "stroke",
            json!({ "width": 1, "color": "red", "miterLimit": 21 }),
            "invalid-value",
            "stroke.miterLimit",
            "expected a number from 1 to 20".to_owned(),
        ),
        (
            "shadow",
            json!({ "color": "red", "spread": -1e5 }),
            "invalid-value",
            "shadow.spread",
            "expected a number from -10000 to 10000".to_owned(),
        ),
        (
            "glow",
            json!({ "color": "red" }),
            "missing-key",
            "glow",
            "key \"size\" is missing".to_owned(),
        ),
        (
            "background",
            json!({ "color": "red", "padding": [1, 2, 3] }),
            "invalid-value",
            "background.padding",
            "expected an array of 2".to_owned(),
        ),
        (
            "background",
            json!({ "color": "red", "stroke": { "width": -1, "color": "red" } }),
            "invalid-value",
            "background.stroke.width",
            "expected a number from 0 to 10000".to_owned(),
        ),
    ] {
        refused(&at(TEXT, key), value, code, &format!("{layer}.{path}"), &message);
    }
}

#[test]
fn rules_of_texts() {
    let text = |key: &str| at("/options/0", key);
    let one_of = "one of \"letters\", \"digits\", \"marks\", \"punctuation\", \"spaces\", \
        \"symbols\", \"emoji\", \"latin\", \"greek\", \"cyrillic\", \"armenian\", \"georgian\", \
        \"hebrew\", \"arabic\", \"ethiopic\", \"devanagari\", \"bengali\", \"gurmukhi\", \
        \"gujarati\", \"tamil\", \"telugu\", \"kannada\", \"malayalam\", \"sinhala\", \"thai\", \
        \"lao\", \"myanmar\", \"khmer\", \"hiragana\", \"katakana\", \"han\", \"hangul\", or \
        { \"list\": … }";
    for (key, value, path, message) in [
        ("maxLines", json!(0), "maxLines", "expected a whole number from 1 to 100"),
        ("maxLines", json!(101), "maxLines", "expected a whole number from 1 to 100"),
        ("maxLines", json!("two"), "maxLines", "expected a whole number, 0 or more"),
        ("characters", json!("latin"), "characters", "expected an array"),
        ("characters", json!([]), "characters", "expected at least one character set"),
        (
            "characters",
            json!(["digits", "latn"]),
            "characters[1]",
            &format!("expected {one_of}; did you mean \"latin\"?"),
        ),
        ("characters", json!(["list"]), "characters[0]", &format!("expected {one_of}")),
        ("characters", json!([1]), "characters[0]", &format!("expected {one_of}")),
        (
            "characters",
            json!([{ "list": "" }]),
            "characters[0].list",
            "expected at least one character",
        ),
        ("characters", json!([{ "list": 1 }]), "characters[0].list", "expected a text"),
        ("characters", json!([{}]), "characters[0]", "expected an object with the key \"list\""),
        (
            "pattern",
            json!("[a-z"),
            "pattern",
            "expected a regular expression (found unclosed character class)",
        ),
        (
            "pattern",
            json!("a)(b"),
            "pattern",
            "expected a regular expression (found closing ')' without matching '(')",
        ),
        (
            "pattern",
            json!("(?=a)"),
            "pattern",
            "expected a regular expression (look-around is not supported)",
        ),
        (
            "pattern",
            json!("((a{100}){100}){100}"),
            "pattern",
            "expected a regular expression (compiled regex exceeded size limit)",
        ),
        (
            "blocklist",
            json!(["x", " * "]),
            "blocklist[1]",
            "expected a text with a letter or digit",
        ),
        ("blocklist", json!([1]), "blocklist[0]", "expected a text"),
        ("prompt", json!(1), "prompt", "expected a text"),
        ("trim", json!("no"), "trim", "expected true or false"),
    ] {
        refused(&text(key), value, "invalid-value", &format!("options[0].{path}"), message);
    }
    let set = json!([{ "lst": "a" }]);
    let message = "unexpected key \"lst\", did you mean \"list\"?; valid keys are \"list\"";
    refused(&text("characters"), set, "unknown-key", "options[0].characters[0]", message);
}

#[test]
fn texts_at_the_start_keep_the_rules() {
    for (rule, value, default, code, message) in [
        (
            "characters",
            json!(["latin"]),
            "R2D2",
            "invalid-value",
            "expected only characters that \"characters\" allows",
        ),
        (
            "pattern",
            json!("[0-9]+"),
            "Anna",
            "invalid-value",
            "expected a text that matches \"pattern\"",
        ),
        (
            "blocklist",
            json!(["darn"]),
            "Darn!",
            "invalid-value",
            "expected a text without a word of \"blocklist\"",
        ),
        ("maxLines", json!(2), "a\nb\nc", "too-large", "3 lines are more than the 2 allowed"),
    ] {
        let document = change(small(), &at("/options/0", rule), value);
        let document = change(document, "/options/0/default", json!(default));
        let (found, path, text) = refusal(&document);
        assert_eq!((found.as_str(), path.as_str()), (code, "options[0].default"), "{text}");
        assert_eq!(text, format!("options[0].default: {message}"));
    }
    // A text that must be given may start empty.
    let document = change(small(), "/options/0/required", json!(true));
    assert!(Template::parse(&document.to_string()).is_ok());
}
