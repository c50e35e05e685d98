//! Templates that are valid, and what they mean.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test"
)]

mod support {
    pub(crate) mod template;
}

use liveproof::blend::BlendMode;
use liveproof::color::Color;
use liveproof::template::layer::{ImageFit, ShapeSpec};
use liveproof::template::paint::Many;
use liveproof::template::text::{TextAlign, TextFit, VerticalAlign};
use liveproof::template::view::{CylinderForm, GeometrySpec, Item, PlacementBlend, TintBlend};
use liveproof::template::{
    self, Asset, Binding, Bound, Condition, Layer, OptionSpec, Place, Template,
};
use serde_json::{Value, json};
use support::template::{MUG, change, small};

fn read(document: &Value) -> Template {
    Template::parse(&document.to_string()).unwrap()
}

fn id(option: &str) -> String {
    option.to_owned()
}

#[test]
fn the_sample_is_read() {
    let template = Template::parse(MUG).unwrap();
    assert_eq!((template.id.as_str(), template.name.as_str()), ("mug-11oz", "Name mug"));
    assert_eq!(template.assets["pacifico"], Asset::Font("fonts/Pacifico.ttf".into()));
    assert_eq!(template.assets["heart"], Asset::Image("heart.png".into()));
    let kinds: Vec<_> = template.options.iter().map(OptionSpec::kind).collect();
    assert_eq!(kinds, ["text", "color", "color", "image", "choice", "toggle", "number"]);
    let icon_is_none =
        Condition::Is { option: id("icon"), is: template::Value::Text("none".into()) };
    assert_eq!(template.options[4].when(), Some(&Condition::Not(Box::new(icon_is_none))));

    let layers = &template.areas[0].layers;
    let Layer::Text(name) = &layers[2] else { panic!("{:?}", layers[2]) };
    assert_eq!(name.text.as_deref(), Some("{name}"));
    assert_eq!(name.frame, [70.0, 20.0, 90.0, 50.0].map(Bound::Literal));
    assert_eq!(name.color, Bound::Option(Binding { option: id("ink"), map: None, slot: None }));
    let width = &Many::of(name.stroke.as_ref())[0].width;
    let map = [(id("false"), 0.0), (id("true"), 1.0)].into();
    assert_eq!(
        *width,
        Bound::Option(Binding { option: id("outline"), map: Some(map), slot: None })
    );
    let Layer::Group(group) = &layers[3] else { panic!("{:?}", layers[3]) };
    assert_eq!((group.blend, &group.opacity), (BlendMode::Multiply, &Bound::Literal(0.8)));
    let ink = ["navy", "gold"].map(|c| template::Value::Text(c.into())).to_vec();
    assert_eq!(
        group.when,
        Some(Condition::All(vec![
            Condition::Is { option: id("outline"), is: template::Value::Bool(true) },
            Condition::In { option: id("ink"), values: ink },
        ]))
    );

    let Item::Placement(wrapped) = &template.views[0].items[2] else { panic!() };
    let GeometrySpec::Cylinder(CylinderForm::Full(cylinder)) = wrapped.geometry else { panic!() };
    assert_eq!(cylinder.radius_top, 41.0);
    assert_eq!(cylinder.projection[1], [0.0, 1500.0, 800.0, 250_000.0]);
    let Item::Placement(flat) = &template.views[1].items[1] else { panic!() };
    assert_eq!(flat.blend, PlacementBlend::Mode(BlendMode::Multiply));
    assert!(matches!(flat.geometry, GeometrySpec::Quad([[28.5, 27.75], ..])));
}

#[test]
fn defaults_are_as_documented() {
    let text =
        json!({ "kind": "text", "text": "", "font": "script", "box": [0, 0, 1, 1], "size": 1 });
    let image = json!({ "kind": "image", "image": "heart", "box": [0, 0, 1, 1] });
    let fill = json!({ "kind": "fill", "color": "red" });
    let group = json!({ "kind": "group", "layers": [] });
    let overlay = json!({ "kind": "overlay", "image": "heart" });
    let document = change(small(), "/areas/0/layers", json!([text, image, fill, group]));
    let document = change(document, "/views/0/items/3", overlay);
    let template = read(&document);
    assert_eq!((template.name.as_str(), &template.schema), ("", &None));
    let area = &template.areas[0];
    assert_eq!((area.dpi, area.safe), (300.0, 0.0));
    for layer in &area.layers {
        assert_eq!((layer.id(), layer.when()), (None, None));
        assert_eq!((layer.opacity(), layer.blend()), (&Bound::Literal(1.0), BlendMode::Normal));
    }
    let [Layer::Text(text), Layer::Image(image), Layer::Fill(fill), _] = &area.layers[..] else {
        panic!()
    };
    assert_eq!(text.rotate, Bound::Literal(0.0));
    assert_eq!(text.min_size, None);
    assert_eq!(text.fit, TextFit::Shrink);
    assert_eq!(text.align, Bound::Literal(TextAlign::Center));
    assert_eq!(text.vertical_align, VerticalAlign::Middle);
    assert_eq!(text.letter_spacing, Bound::Literal(0.0));
    assert_eq!(text.color, Bound::Literal(Color::BLACK));
    assert_eq!((&text.stroke, &text.shadow), (&None, &None));
    assert_eq!((&text.path, &text.warp), (&None, &None));
    assert_eq!((&image.rotate, image.fit), (&Bound::Literal(0.0), ImageFit::Contain));
    assert_eq!((&fill.frame, &fill.shape), (&None, &ShapeSpec::Rectangle));

    let view = &template.views[0];
    assert_eq!(view.label, None);
    let [Item::Photo(photo), Item::Tint(tint), Item::Placement(placement), Item::Overlay(overlay)] =
        &view.items[..]
    else {
        panic!()
    };
    assert_eq!(photo.when, None);
    assert_eq!((tint.blend, &tint.gloss), (TintBlend::default(), &None));
    assert_eq!((placement.blend, &placement.opacity), (PlacementBlend::Ink, &Bound::Literal(1.0)));
    assert_eq!((&placement.mask, &placement.gloss), (&None, &None));
    assert_eq!((overlay.blend, &overlay.opacity), (BlendMode::Normal, &Bound::Literal(1.0)));

    let starts: Vec<_> = template.options.iter().map(OptionSpec::default_value).collect();
    let text = |t: &str| template::Value::Text(t.to_owned());
    let expected = [
        text(""),
        text("navy"),
        text("none"),
        text("left"),
        template::Value::Bool(false),
        template::Value::Number(1900.0),
    ];
    assert_eq!(starts, expected);
    for option in &template.options {
        assert_eq!((option.label(), option.help(), option.when()), (option.id(), None, None));
    }
    let OptionSpec::Text(name) =
        &read(&change(small(), "/options/0", json!({ "id": "name", "kind": "text" }))).options[0]
    else {
        panic!()
    };
    assert_eq!((name.max_length, name.required, name.default.as_str()), (None, false, ""));
}

#[test]
fn optional_values_may_be_null() {
    for pointer in [
        "/$schema",
        "/options/0/label",
        "/options/0/help",
        "/options/0/when",
        "/options/0/maxLength",
        "/options/1/default",
        "/options/5/step",
        "/areas/0/layers/0/id",
        "/areas/0/layers/0/minSize",
        "/areas/0/layers/0/stroke",
        "/areas/0/layers/2/box",
        "/views/0/items/2/mask",
    ] {
        assert!(read(&change(small(), pointer, json!(null))).views.len() == 2, "{pointer}");
    }
}

#[test]
fn numbers_may_be_written_either_way() {
    for (pointer, value) in [
        ("/liveproof", json!(1.0)),
        ("/views/0/width", json!(800.0)),
        ("/options/0/maxLength", json!(14.0)),
        ("/areas/0/width", json!(200)),
    ] {
        assert_eq!(read(&change(small(), pointer, value)), read(&small()), "{pointer}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert_eq!(Template::parse(&format!("\u{feff}{}", small())).unwrap(), read(&small()));
}

#[test]
fn steps_are_told_in_spite_of_rounding() {
    let document = json!({ "id": "year", "kind": "number", "min": 0, "max": 1, "step": 0.1 });
    let template = read(&change(small(), "/options/5", document));
    let OptionSpec::Number(number) = &template.options[5] else { panic!() };
    for good in [0.0, 0.1, 0.3, 0.1 + 0.2, 0.7, 1.0] {
        assert!(number.accepts(good), "{good}");
    }
    for bad in [0.05, 0.31, -0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert!(!number.accepts(bad), "{bad}");
    }
}

#[test]
fn conditions_may_ask_for_whatever_an_option_can_be() {
    let custom = change(small(), "/options/1/custom", json!(true));
    for condition in [
        json!({ "option": "ink", "is": "navy" }),
        json!({ "option": "ink", "is": "#abcdef" }),
        json!({ "option": "name", "is": "" }),
        json!({ "option": "outline", "in": [true, false] }),
        json!({ "option": "year", "is": 1900 }),
        json!({ "all": [] }),
        json!({ "any": [] }),
        json!({ "not": { "any": [{ "option": "side", "is": "left" }, { "all": [] }] } }),
    ] {
        let document = change(custom.clone(), "/areas/0/layers/0/when", condition.clone());
        assert!(Template::parse(&document.to_string()).is_ok(), "{condition}");
    }
}

#[test]
fn values_are_written_as_plain_json() {
    let place = json!({ "x": 1.5, "y": -2.0, "scale": 0.5, "rotate": 90.0 });
    for value in [json!("navy"), json!(1.5), json!(true), json!([]), json!(["a", "b"]), place] {
        let read: template::Value = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
    let read = |value| serde_json::from_value::<template::Value>(value);
    assert_eq!(read(json!(3)).unwrap(), template::Value::Number(3.0));
    let moved = Place { x: 2.0, ..Place::HOME };
    assert_eq!(read(json!({ "x": 2 })).unwrap(), template::Value::Place(moved));
    for wrong in [json!(null), json!([1]), json!({ "z": 1 }), json!({ "x": "1" })] {
        assert!(read(wrong).is_err());
    }
}

#[test]
fn a_number_after_the_url_is_a_face_of_a_collection() {
    use liveproof::template::Asset;
    for (url, face) in [
        ("a.ttc", 0),
        ("a.ttc#0", 0),
        ("a.ttc#3", 3),
        ("a.ttf?v=2#17", 17),
        ("a#1#2", 2),
        ("a.svg#bold", 0),
        ("a.ttc#-1", 0),
        ("a.ttc#", 0),
        ("a.ttc#99999999999", 0),
    ] {
        assert_eq!(Asset::Font(url.to_owned()).face(), face, "{url}");
    }
}
