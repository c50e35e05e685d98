//! Laws of the engine over random edits.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

#[path = "support/random.rs"]
mod random;
mod support;

use liveproof::Engine;
use liveproof::options::{OptionState, Selection};
use liveproof::pixels::Pixmap;
use liveproof::template::{Place, Value};
use random::Random;
use support::{load, root};

const TEXTS: [&str; 10] = [
    "",
    "A",
    "Zoë",
    "Maximilian",
    "AVATAR To",
    "fi fl ffi",
    "мир",
    "سلام",
    "a\u{301}\u{302}",
    "☃🎉",
];

/// A random value that the option takes.
fn random_value(engine: &Engine, option: &OptionState, random: &mut Random) -> Value {
    match option.kind {
        "text" => {
            let most = option.max_length.unwrap_or(20) as usize;
            let text = *random.pick(&TEXTS);
            Value::Text(text.chars().take(most).collect())
        }
        "names" => {
            let (rows, most) =
                (random.below(option.max.unwrap().min(5.0) as u32 + 1), option.max_length);
            let row = |_| {
                let text = *random.pick(&TEXTS);
                text.chars().take(most.unwrap_or(20) as usize).collect()
            };
            Value::List((0..rows).map(row).collect())
        }
        "multi" => {
            let mut left: Vec<String> =
                engine.choices(&option.id).into_iter().map(|choice| choice.id).collect();
            let count = random.below(option.max.unwrap() as u32 + 1);
            let one = |_| left.remove(random.below(left.len() as u32) as usize);
            Value::List((0..count).map(one).collect())
        }
        "photo" => Value::Text((*random.pick(&["", "heart.png", "gone.png"])).to_owned()),
        "toggle" => Value::Bool(random.below(2) == 1),
        "number" => {
            let (min, max) = (option.min.unwrap(), option.max.unwrap());
            let step = option.step.unwrap_or((max - min) / 7.0);
            let steps = ((max - min) / step).floor() as u32;
            Value::Number(min + f64::from(random.below(steps + 1)) * step)
        }
        "place" => {
            let mut between = |range: Option<[f64; 2]>, home: f64| {
                // Home is as likely as a place beside it.
                let [min, max] = range.filter(|_| random.below(2) == 1).unwrap_or([home; 2]);
                let number = min + (max - min) * f64::from(random.below(65)) / 64.0;
                // As a hand leaves it: short enough that JSON gives it back.
                (number * 1000.0).round() / 1000.0
            };
            Value::Place(Place {
                x: between(option.x, 0.0),
                y: between(option.y, 0.0),
                scale: between(option.scale, 1.0),
                rotate: between(option.rotate, 0.0),
            })
        }
        _ => {
            let choices = engine.choices(&option.id);
            if option.custom == Some(true) && (choices.is_empty() || random.below(3) == 0) {
                return Value::Text(format!("#{:06x}", random.below(1 << 24)));
            }
            Value::Text(random.pick(&choices).id.clone())
        }
    }
}

fn random_patch(engine: &mut Engine, random: &mut Random) -> Selection {
    let options = engine.options();
    let count = 1 + random.below(2);
    (0..count)
        .map(|_| {
            let option = random.pick(&options);
            (option.id.clone(), random_value(engine, option, random))
        })
        .collect()
}

/// The one thing that a random patch may be refused for: choices that others take away.
fn not_offered(error: &liveproof::Error) {
    assert_eq!(error.code(), "invalid-value", "{error}");
    assert!(error.to_string().contains("offered now"), "{error}");
}

/// The templates whose edits are tried, with the width they are drawn at.
fn products() -> Vec<(std::path::PathBuf, u32)> {
    vec![
        (root().join("tests/templates/laws/template.json"), 240),
        (root().join("tests/templates/options/template.json"), 240),
        (root().join("tests/templates/paint/template.json"), 240),
        (root().join("tests/templates/materials/template.json"), 240),
        (root().join("tests/templates/blend/template.json"), 240),
        (root().join("tests/templates/cloth/template.json"), 240),
        (root().join("tests/templates/places/template.json"), 240),
        (root().join("www/products/mug/template.json"), 300),
        (root().join("www/products/tshirt/template.json"), 300),
    ]
}

/// Gives a photo or shows another row now and then, where there is such a thing; the same to both.
fn turn_page(random: &mut Random, one: &mut Engine, other: &mut Engine) {
    let photo = one.options().into_iter().find(|option| option.kind == "photo");
    let file = *random.pick(&["heart.png", "photo.png"]);
    if let Some(option) = photo.filter(|_| random.below(4) == 0) {
        let bytes = std::fs::read(root().join("tests/templates/laws").join(file)).unwrap();
        for engine in [&mut *one, &mut *other] {
            engine.set_photo(&option.id, "heart.png", bytes.clone()).expect("it is a picture");
        }
    }
    let row = random.below(one.rows().max(1) as u32) as usize;
    if random.below(2) == 0 {
        one.set_row(row).expect("the row is there");
        other.set_row(row).expect("the row is there");
    }
    assert_eq!(one.row(), other.row());
}

#[test]
fn an_incremental_frame_equals_a_full_one_byte_for_byte() {
    for (path, width) in products() {
        let mut incremental = load(&path);
        let mut full = load(&path);
        let mut random = Random::new(7);
        let views: Vec<String> = incremental.views().into_iter().map(|v| v.id).collect();
        for step in 0..40 {
            let patch = random_patch(&mut incremental, &mut random);
            let taken = incremental.set(&patch).inspect_err(not_offered).is_ok();
            assert_eq!(full.set(&patch).is_ok(), taken);
            turn_page(&mut random, &mut incremental, &mut full);
            // Several edits may pass before a frame, and views take turns.
            if random.below(3) == 0 {
                continue;
            }
            let view = random.pick(&views).clone();
            let whole = fresh_frame(&mut full, &view, width);
            let frame = incremental.frame(&view, width).expect("the frame is drawn");
            assert!(
                frame.pixels == &whole,
                "{}: view {view} differs after step {step}, {patch:?}",
                path.display()
            );
        }
    }
}

#[test]
fn typing_letter_by_letter_equals_a_text_set_at_once() {
    const TYPED: [&str; 14] = [
        "W", "Wi", "Win", "Winj", "Winje", "WinjeA", "WinAe", "W nAe", "AW nAe", "fi", "ffi",
        "ffij", "", "Wffij",
    ];
    for (path, width) in products() {
        let mut typed = load(&path);
        let mut whole = load(&path);
        let texts: Vec<String> =
            typed.options().into_iter().filter(|o| o.kind == "text").map(|o| o.id).collect();
        let view = typed.views()[0].id.clone();
        for id in texts {
            // What a text option hides behind is on: each is shown once.
            for engine in [&mut typed, &mut whole] {
                let toggles: Selection = engine
                    .options()
                    .into_iter()
                    .filter(|o| o.kind == "toggle")
                    .map(|o| (o.id, Value::Bool(true)))
                    .collect();
                engine.set(&toggles).expect("toggles turn on");
            }
            for text in TYPED {
                let patch: Selection = [(id.clone(), Value::Text(text.to_owned()))].into();
                typed.set(&patch).expect("a short text is taken");
                whole.set(&patch).expect("a short text is taken");
                let fresh = fresh_frame(&mut whole, &view, width);
                let frame = typed.frame(&view, width).expect("the frame is drawn");
                assert!(*frame.pixels == fresh, "{}: {id} = {text:?}", path.display());
            }
        }
    }
}

#[test]
fn nothing_outside_the_dirty_rectangle_changes() {
    for (path, width) in products() {
        let mut engine = load(&path);
        let view = engine.views()[0].id.clone();
        let mut random = Random::new(11);
        let mut last = engine.frame(&view, width).expect("drawn").pixels.clone();
        for step in 0..40 {
            let patch = random_patch(&mut engine, &mut random);
            engine.set(&patch).expect("the patch is valid");
            let frame = engine.frame(&view, width).expect("drawn");
            let dirty = frame.dirty;
            // The canvas as a page has it: the last one, with the dirty rectangle put on it.
            last.copy_rect(frame.pixels, dirty);
            assert!(last == *frame.pixels, "{} step {step}: {patch:?}", path.display());
            let again = engine.frame(&view, width).expect("drawn");
            assert!(again.dirty.is_empty(), "a second frame without an edit is clean");
        }
    }
}

#[test]
fn restoring_a_selection_restores_the_picture() {
    for (path, width) in products() {
        let mut engine = load(&path);
        let view = engine.views()[0].id.clone();
        let mut random = Random::new(13);
        for _ in 0..10 {
            for _ in 0..3 {
                let patch = random_patch(&mut engine, &mut random);
                let _ = engine.set(&patch).inspect_err(not_offered);
            }
            let selection = engine.selection().clone();
            let picture = engine.frame(&view, width).expect("drawn").pixels.clone();
            let json = serde_json::to_string(&selection).expect("a selection is plain JSON");
            let mut other = load(&path);
            other.restore(&serde_json::from_str(&json).expect("and back")).expect("it is valid");
            assert_eq!(other.selection(), &selection);
            assert!(*other.frame(&view, width).expect("drawn").pixels == picture);
        }
    }
}

#[test]
fn a_refused_patch_changes_nothing() {
    let mut engine = load(&root().join("tests/templates/laws/template.json"));
    let view = engine.views()[0].id.clone();
    let picture = engine.frame(&view, 240).expect("drawn").pixels.clone();
    let before = engine.selection().clone();
    let text = |s: &str| Value::Text(s.to_owned());
    let good = ("name".to_owned(), text("Good"));
    for (id, value, code) in [
        ("nobody", text("x"), "unknown-reference"),
        ("name", Value::Bool(true), "invalid-value"),
        ("name", text("far too long a name for this mug"), "too-large"),
        ("ink", text("nvay"), "invalid-value"),
        ("size", Value::Number(f64::NAN), "invalid-value"),
        ("size", Value::Number(f64::INFINITY), "invalid-value"),
        ("size", Value::Number(20.25), "invalid-value"),
        ("size", text("20"), "invalid-value"),
        ("frame", text("true"), "invalid-value"),
        ("icon", text("Heart"), "invalid-value"),
        ("side", Value::Number(0.0), "invalid-value"),
    ] {
        let patch: Selection = [good.clone(), (id.to_owned(), value)].into();
        let patch = if id == "name" {
            patch.into_iter().filter(|(k, _)| k == "name").collect()
        } else {
            patch
        };
        let error = engine.set(&patch).expect_err("the patch is refused");
        assert_eq!((error.code(), error.path()), (code, format!("selection.{id}").as_str()));
        assert!(!error.to_string().contains("far too"), "a message quotes no shopper");
        assert_eq!(engine.selection(), &before);
    }
    assert!(engine.frame(&view, 240).expect("drawn").dirty.is_empty());
    assert!(*engine.frame(&view, 240).expect("drawn").pixels == picture);
}

#[test]
fn caches_stay_small_over_many_edits() {
    let mut engine = load(&root().join("tests/templates/laws/template.json"));
    let view = engine.views()[0].id.clone();
    let mut random = Random::new(17);
    let mut peak = 0;
    for edit in 0..3000 {
        let name: String = (0..8).map(|_| char::from(b'A' + (random.below(5) as u8))).collect();
        engine.set(&[("name".to_owned(), Value::Text(name))].into()).expect("valid");
        engine.frame(&view, 120).expect("drawn");
        if edit == 1500 {
            peak = engine.cache_bytes();
        }
    }
    assert!(peak > 0);
    assert!(engine.cache_bytes() <= peak + (64 << 10), "{} > {peak}", engine.cache_bytes());
}

/// A whole frame, drawn from nothing.
fn fresh_frame(engine: &mut Engine, view: &str, width: u32) -> Pixmap {
    engine.drop_caches();
    engine.frame(view, width).expect("the frame is drawn").pixels.clone()
}
