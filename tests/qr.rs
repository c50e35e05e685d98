//! QR codes: what is drawn is read by a decoder that is not ours.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics fails")]

use liveproof::Engine;
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;
use liveproof::template::Value;
use serde_json::{Value as Json, json};

fn engine(layer: &Json, ground: [u8; 3]) -> Engine {
    let mut all = json!({ "kind": "qr", "id": "code", "text": "https://example.com/{slug}", "box": [5, 5, 30, 30] });
    for (key, value) in layer.as_object().unwrap() {
        all[key] = value.clone();
    }
    let template = json!({
        "liveproof": 1, "id": "t", "assets": { "photo": { "image": "photo.png" } },
        "options": [{ "id": "slug", "kind": "text", "maxLength": 1000 }],
        "areas": [{ "id": "a", "width": 40, "height": 40, "layers": [all] }],
        "views": [{ "id": "v", "width": 400, "height": 400, "items": [
            { "kind": "photo", "image": "photo" },
            { "kind": "placement", "area": "a", "blend": "normal",
              "geometry": { "quad": [[0, 0], [400, 0], [400, 400], [0, 400]] } } ] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap_or_else(|e| panic!("{e}"));
    let mut photo = Pixmap::new(400, 400).unwrap();
    for pixel in photo.data_mut().as_chunks_mut::<4>().0 {
        *pixel = [ground[0], ground[1], ground[2], 255];
    }
    engine.add_asset("photo", liveproof::image::encode_png(&photo).unwrap()).unwrap();
    engine
}

fn set(engine: &mut Engine, slug: &str) {
    let value = Value::Text(slug.to_owned());
    engine.set(&Selection::from([("slug".to_owned(), value)])).unwrap();
}

/// What a reader sees in the picture.
fn read(engine: &mut Engine, width: u32) -> Option<String> {
    let frame = engine.frame("v", width).unwrap();
    let pixels = frame.pixels.data().as_chunks::<4>().0;
    let gray = |x: usize, y: usize| {
        let [r, g, b, _] = pixels[y * width as usize + x];
        ((u32::from(r) + u32::from(g) + u32::from(b)) / 3) as u8
    };
    let (w, h) = (width as usize, frame.pixels.height() as usize);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(w, h, gray);
    let grids = image.detect_grids();
    grids.first().and_then(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[test]
fn a_reader_reads_what_was_typed() {
    let mut engine = engine(&json!({}), [20, 60, 40]);
    for slug in ["", "a", "Zoë ♥ 日本", "1234567890", &"long/".repeat(40)] {
        set(&mut engine, slug);
        let expected = format!("https://example.com/{slug}");
        assert_eq!(read(&mut engine, 400).as_deref(), Some(expected.as_str()), "{slug}");
    }
}

#[test]
fn a_reader_reads_it_turned_in_colors_and_at_each_level() {
    for layer in [
        json!({ "rotate": 30 }),
        json!({ "rotate": 180, "level": "H", "quiet": 6 }),
        json!({ "color": "navy", "background": "#ffe8b0", "level": "Q" }),
        json!({ "level": "L", "box": [0, 10, 40, 20] }),
    ] {
        let mut engine = engine(&layer, [90, 90, 90]);
        set(&mut engine, "made-for-you");
        let found = read(&mut engine, 800);
        assert_eq!(found.as_deref(), Some("https://example.com/made-for-you"), "{layer}");
    }
}

#[test]
fn the_border_is_as_wide_as_asked_and_the_modules_are_sharp() {
    // 25 modules and 4 on each side in 33 mm: each is 10 pixels wide.
    let layer = json!({ "text": "HTTPS://EXAMPLE.COM/MADE-FOR-YOU-12", "box": [3.5, 3.5, 33, 33] });
    let mut engine = engine(&layer, [255, 0, 0]);
    let frame = engine.frame("v", 400).unwrap();
    let row = frame.pixels.row(80, 0, 400);
    let colors: Vec<u8> = row.as_chunks::<4>().0.iter().map(|p| p[1]).collect();
    assert!(colors[..35].iter().all(|g| *g == 0), "the photo");
    assert!(colors[35..75].iter().all(|g| *g == 255), "the border");
    assert!(colors[75..145].iter().all(|g| *g == 0), "a finder pattern is seven modules wide");
    assert!(colors[145..155].iter().all(|g| *g == 255));
}

#[test]
fn too_long_a_text_is_an_issue_and_shows_nothing() {
    let layer = json!({ "text": "{slug}", "level": "H" });
    let mut engine = engine(&layer, [255, 255, 255]);
    assert!(engine.issues().is_empty(), "an empty text is none");
    set(&mut engine, &"ä".repeat(900));
    let issues = engine.issues();
    let found: Vec<_> = issues.iter().map(|i| (i.code, i.option.as_deref())).collect();
    assert_eq!(found, [("code-too-long", Some("slug"))]);
    assert!(engine.frame("v", 400).unwrap().pixels.data().iter().all(|v| *v == 255));
}

#[test]
fn an_edit_draws_what_a_new_start_does() {
    let mut engine = engine(&json!({}), [200, 200, 200]);
    for slug in ["a", "b", &"c".repeat(200), ""] {
        set(&mut engine, slug);
        let kept = engine.frame("v", 400).unwrap().pixels.clone();
        engine.drop_caches();
        assert!(engine.frame("v", 400).unwrap().pixels == &kept, "{slug}");
    }
}
