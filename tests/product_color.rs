//! A product's color in the engine: several parts, photos that change under them, patterns.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;

use liveproof::Engine;
use liveproof::geom::PixelRect;
use liveproof::pixels::Pixmap;
use liveproof::template::Value;
use support::{load, root};

fn cloth() -> Engine {
    load(&root().join("tests/templates/cloth/template.json"))
}

fn set(engine: &mut Engine, option: &str, value: &str) {
    engine.set(&[(option.to_owned(), Value::Text(value.to_owned()))].into()).unwrap();
}

/// A frame, and where it differs from the last.
fn frame(engine: &mut Engine, view: &str) -> (Pixmap, PixelRect) {
    let frame = engine.frame(view, 240).unwrap();
    (frame.pixels.clone(), frame.dirty)
}

fn luma(p: &[u8; 4]) -> u32 {
    (u32::from(p[0]) * 2 + u32::from(p[1]) * 5 + u32::from(p[2])) / 8
}

#[test]
fn each_part_has_its_own_color_and_repaints_itself_alone() {
    let mut engine = cloth();
    let (before, _) = frame(&mut engine, "tone");
    set(&mut engine, "cuffs", "#00ff00");
    let (after, dirty) = frame(&mut engine, "tone");
    assert!(!dirty.is_empty() && dirty != before.rect(), "{dirty:?}");
    assert!(before != after);
    set(&mut engine, "body", "black");
    let (both, body) = frame(&mut engine, "tone");
    assert!(both != after && !body.is_empty());
    set(&mut engine, "body", "white");
    assert!(frame(&mut engine, "tone").0 == after, "and back");
}

#[test]
fn tones_follow_the_photo_that_is_shown() {
    let mut engine = cloth();
    set(&mut engine, "body", "#8d8f94");
    for (view, color) in [("tone", "#8d8f94"), ("layers", "#c1121f"), ("tone", "black")] {
        set(&mut engine, "body", color);
        for photo in ["day", "dusk", "none", "day"] {
            set(&mut engine, "photo", photo);
            let (changed, _) = frame(&mut engine, view);
            let mut fresh = cloth();
            set(&mut fresh, "body", color);
            set(&mut fresh, "photo", photo);
            assert!(frame(&mut fresh, view).0 == changed, "{view} {color} on {photo}");
        }
    }
    // Light or dark, a part's median comes out alike: the photo's own lightness is taken out.
    let mut medians = Vec::new();
    for photo in ["day", "dusk"] {
        set(&mut engine, "photo", photo);
        set(&mut engine, "body", "#8d8f94");
        let (pixels, _) = frame(&mut engine, "tone");
        let mask = liveproof::image::decode_gray(
            &std::fs::read(root().join("tests/templates/laws/body.png")).unwrap(),
        )
        .unwrap();
        let mask = liveproof::mockup::scale_mask(&mask, 240, 240).unwrap();
        let pixels = pixels.data().as_chunks::<4>().0.iter().zip(mask.data());
        let mut lumas: Vec<u32> =
            pixels.filter(|(_, m)| **m == 255).map(|(p, _)| luma(p)).collect();
        lumas.sort_unstable();
        medians.push(lumas[lumas.len() / 2]);
    }
    assert!(medians[0].abs_diff(medians[1]) < 30, "{medians:?}");
}

#[test]
fn a_pattern_comes_and_goes_with_its_choice() {
    for view in ["tone", "layers"] {
        let mut engine = cloth();
        let (plain, _) = frame(&mut engine, view);
        for print in ["hearts", "stars"] {
            set(&mut engine, "print", print);
            assert!(frame(&mut engine, view).0 != plain, "{view}: {print}");
        }
        engine.set(&[("step".to_owned(), Value::Number(45.0))].into()).unwrap();
        let (moved, _) = frame(&mut engine, view);
        set(&mut engine, "print", "none");
        assert!(frame(&mut engine, view).0 == plain && moved != plain, "{view}");
    }
}
