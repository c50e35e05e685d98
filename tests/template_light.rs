//! Light and cloth in a template: what is read, and what is refused in which words.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test"
)]

mod support {
    pub(crate) mod template;
}

use liveproof::color::Color;
use liveproof::template::view::{GlossSpec, Item, PlacementBlend, ShadeSpec, TintBlend, TintItem};
use liveproof::template::{Bound, Template};
use serde_json::{Value, json};
use support::template::{MUG, change, small};

const TINT: &str = "/views/0/items/1";
const PLACEMENT: &str = "/views/0/items/2";

/// The tint with `key` set to `value`.
fn tint(key: &str, value: Value) -> TintItem {
    let json = change(small(), &format!("{TINT}/{key}"), value).to_string();
    match Template::parse(&json).unwrap().views[0].items[1].clone() {
        Item::Tint(tint) => tint,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_left_out_has_the_documented_default() {
    let plain = tint("color", json!({ "remove": "this key" }));
    assert_eq!(plain.color, Bound::Literal(Color::WHITE));
    assert_eq!(plain.blend, TintBlend::Like(PlacementBlend::Ink));
    assert_eq!((plain.gloss, plain.pattern), (None, None));
    let pattern = tint("pattern", json!({ "image": "heart", "size": 40 })).pattern.unwrap();
    assert_eq!(pattern.offset, [Bound::Literal(0.0), Bound::Literal(0.0)]);
    assert_eq!(pattern.rotate, Bound::Literal(0.0));
}

#[test]
fn every_form_is_read() {
    assert_eq!(tint("blend", json!("tone")).blend, TintBlend::Tone);
    assert!(matches!(tint("blend", json!("color")).blend, TintBlend::Like(_)));
    assert_eq!(tint("gloss", json!("mug")).gloss, Some(GlossSpec::Map("mug".into())));
    assert!(matches!(
        tint("gloss", json!({ "from": "photo" })).gloss,
        Some(GlossSpec::Estimate(_))
    ));
    for (shade, each) in [
        (json!("mug"), false),
        (json!({ "light": "mug", "dark": "heart", "product": { "option": "ink" } }), true),
    ] {
        let json = change(small(), &format!("{PLACEMENT}/shade"), shade).to_string();
        let Item::Placement(item) = Template::parse(&json).unwrap().views[0].items[2].clone()
        else {
            panic!("a placement")
        };
        assert_eq!(matches!(item.shade, Some(ShadeSpec::Each(_))), each);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_path() {
    let number = "expected a number";
    for (place, key, value, path, message) in [
        (TINT, "blend", json!("tones"), "blend", "did you mean \"tone\"?"),
        (TINT, "blend", json!("scren"), "blend", "expected one of \"tone\", \"ink\", \"normal\","),
        (TINT, "gloss", json!("hart"), "gloss", "there is no asset \"hart\""),
        (TINT, "gloss", json!(3), "gloss", "expected a text, or { \"from\": \"photo\" }"),
        (TINT, "gloss", json!({ "from": "photos" }), "gloss.from", "did you mean \"photo\"?"),
        (TINT, "gloss", json!({ "form": "photo" }), "gloss", "did you mean \"from\"?"),
        (TINT, "pattern", json!({ "image": "heart" }), "pattern", "key \"size\" is missing"),
        (TINT, "pattern", json!({ "image": "hart", "size": 4 }), "pattern.image", "did you mean"),
        (TINT, "pattern", json!({ "image": "heart", "size": 0 }), "pattern.size", number),
        (
            TINT,
            "pattern",
            json!({ "image": "heart", "size": 4, "offset": [0, 1e9] }),
            "pattern.offset[1]",
            number,
        ),
        (PLACEMENT, "shade", json!("hart"), "shade", "there is no asset"),
        (PLACEMENT, "shade", json!(1), "shade", "or { \"light\": …, \"dark\": …, \"product\": … }"),
        (PLACEMENT, "shade", json!({ "light": "mug" }), "shade", "key \"dark\" is missing"),
        (
            PLACEMENT,
            "shade",
            json!({ "light": "mug", "dark": "mug", "product": "whiet" }),
            "shade.product",
            "expected a CSS color",
        ),
        (PLACEMENT, "texture", json!({ "image": "cloth" }), "texture.image", "there is no asset"),
        (PLACEMENT, "texture", json!({ "image": "mug", "amount": 2 }), "texture.amount", number),
    ] {
        let json = change(small(), &format!("{place}/{key}"), value).to_string();
        let error = Template::parse(&json).unwrap_err();
        let item = if place == TINT { 1 } else { 2 };
        assert_eq!(error.path(), format!("views[0].items[{item}].{path}"), "{error}");
        assert!(error.to_string().contains(message), "{error}\n{message}");
    }
}

#[test]
fn the_sample_of_the_docs_takes_light_from_its_photo() {
    let mug = serde_json::from_str(MUG).unwrap();
    let mug = change(mug, "/views/0/items/2/gloss", json!({ "from": "photo" }));
    let template = Template::parse(&mug.to_string()).unwrap();
    let Item::Placement(print) = &template.views[0].items[2] else { panic!("a placement") };
    assert!(matches!(print.gloss, Some(GlossSpec::Estimate(_))));
}
