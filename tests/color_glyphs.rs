//! Glyphs in colors of their own. What each paint looks like is compared with a browser's canvas in
//! `tests/browser/emoji.test.js`; here are the laws.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;

use liveproof::Engine;
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;
use liveproof::template;
use liveproof::text::{
    Align, Bounds, COLOR_CACHE_BYTES, Case, Direction, Fit, Font, GLYPH_CACHE_BYTES, Layout, Run,
    TextRequest, VerticalAlign, Writing, layout_text,
};
use serde_json::{Value, json};
use support::{load, root};

const PAINTS: &str = "ColorPaints.ttf";
const PICTURES: &str = "ColorPictures.ttf";
const EMOJI: &str = "NotoColorEmoji-subset.ttf";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fonts").join(name)).unwrap()
}

/// An engine whose artwork is these layers, one millimeter a pixel of the white view.
fn engine(font: &str, layers: &Value, (width, height): (u32, u32)) -> Engine {
    let template = json!({
        "liveproof": 1, "id": "t",
        "assets": { "font": { "font": "f" }, "white": { "image": "w" } },
        "options": [{ "id": "words", "kind": "text", "maxLength": 40 }],
        "areas": [{ "id": "a", "width": width, "height": height, "layers": layers }],
        "views": [{ "id": "v", "width": width, "height": height, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [width, 0], [width, height], [0, height]] } }] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    engine.add_asset("font", file(font)).unwrap();
    let mut white = Pixmap::new(width, height).unwrap();
    white.data_mut().fill(255);
    engine.add_asset("white", liveproof::image::encode_png(&white).unwrap()).unwrap();
    engine
}

fn layer(text: &str, size: u32, more: &Value) -> Value {
    let mut layer = json!({
        "kind": "text", "text": text, "font": "font", "size": size, "fit": "none",
        "box": [0, 0, 120, 100], "align": "left", "verticalAlign": "baseline", "color": "#336699",
    });
    for (key, value) in more.as_object().unwrap() {
        layer[key] = value.clone();
    }
    layer
}

/// The white view of 120 × 120 pixels with one text of 100 pixels on the baseline at 100.
fn drawn(font: &str, text: &str, more: &Value) -> Pixmap {
    let mut engine = engine(font, &json!([layer(text, 100, more)]), (120, 120));
    engine.frame("v", 120).unwrap().pixels.clone()
}

fn pixel(picture: &Pixmap, x: i32, y: i32) -> [u8; 3] {
    let p = picture.row(y, x, x + 1);
    [p[0], p[1], p[2]]
}

fn set(engine: &mut Engine, words: &str) {
    let patch: Selection = [("words".to_owned(), template::Value::Text(words.to_owned()))].into();
    engine.set(&patch).unwrap();
}

/// Ten millimeters of em, from the left, on the lower edge of the box.
fn line(font: &Font, text: &str) -> Layout {
    line_in(std::slice::from_ref(font), text)
}

/// As [`line`], each character in the first font that has it.
fn line_in(fonts: &[Font], text: &str) -> Layout {
    let run = Run { text, fonts, scale: 1.0, color: None, features: &[], case: Case::None };
    layout_text(&TextRequest {
        runs: &[run],
        language: None,
        direction: Direction::Auto,
        writing: Writing::Horizontal,
        size: 10.0,
        min_size: 1.0,
        max_size: 10.0,
        min_stretch: 1.0,
        fit: Fit::None,
        bounds: Bounds::Metrics,
        max_lines: 1,
        balance: false,
        line_height: None,
        align: Align::Left,
        vertical_align: VerticalAlign::Baseline,
        letter_spacing: 0.0,
        word_spacing: 0.0,
        width: 100.0,
        height: 10.0,
        extra: 0.0,
    })
}

#[test]
fn a_joined_sequence_is_one_picture_as_wide_as_the_font_says() {
    let font = Font::parse(file(EMOJI)).unwrap();
    let family = line(&font, "👩\u{200d}👧");
    assert_eq!(family.glyphs.len(), 1);
    assert!(family.missing.is_empty());
    // 2550 of 2048 units.
    assert!((family.lines[0].width - 12.45).abs() < 0.01);
    let ink = family.ink.expect("it has ink");
    // 136 × 128 pixels of 109 to the em, 101 of them above the baseline.
    assert!((ink.width() - 1360.0 / 109.0).abs() < 1e-9);
    assert!((ink.y0 - (10.0 - 1010.0 / 109.0)).abs() < 1e-9);
    let color = family.color_glyph(&family.glyphs[0]).expect("it is in color");
    assert!(color.is_picture());
    // A joiner that joins nothing has no glyph to show.
    let shown = line(&font, "😀\u{fe0f}");
    assert!(shown.missing.is_empty());
    assert_eq!(shown.glyphs.iter().filter(|g| shown.glyph_bounds(g).is_some()).count(), 1);
}

#[test]
fn a_joined_sequence_among_letters_is_one_picture() {
    let (roboto, emoji) = (Font::parse(file("Roboto-Bold.ttf")), Font::parse(file(EMOJI)));
    let fonts = [roboto.unwrap(), emoji.unwrap()];
    let layout = line_in(&fonts, "Zo 👩\u{200d}👧 😀!");
    assert!(layout.missing.is_empty(), "{:?}", layout.missing);
    let colored: Vec<u32> = layout
        .glyphs
        .iter()
        .filter(|g| layout.color_glyph(g).is_some())
        .map(|g| g.cluster)
        .collect();
    assert_eq!(colored, [3, 15]);
    assert!(layout.glyphs.iter().any(|g| layout.style(g).unwrap().font == fonts[0]));
}

#[test]
fn a_font_without_colors_has_no_color_glyphs() {
    for name in ["Roboto-Bold.ttf", "DancingScript-Regular.otf", "NotoNaskhArabic-Regular.ttf"] {
        let font = Font::parse(file(name)).unwrap();
        assert!((0..font.glyph_count()).all(|id| font.color_glyph(id).is_none()), "{name}");
    }
}

#[test]
fn the_entry_that_stands_for_the_text_is_its_color() {
    // A glyph of layers whose innermost is the text's color, and a gradient that has none of it.
    for (text, at, own) in [("0", (35, 55), true), ("B", (50, 50), false)] {
        let red = drawn(PAINTS, text, &json!({ "color": "#ff0000" }));
        let blue = drawn(PAINTS, text, &json!({ "color": "#0000ff" }));
        assert_eq!(red != blue, own, "{text}");
        if own {
            assert_eq!(pixel(&red, at.0, at.1), [255, 0, 0]);
            assert_eq!(pixel(&blue, at.0, at.1), [0, 0, 255]);
        }
    }
}

#[test]
fn gradients_are_interpolated_premultiplied() {
    // From red to transparent white over white: the white adds nothing of its own.
    let picture = drawn(PAINTS, "W", &json!({}));
    for x in 6..94 {
        let t = (f64::from(x) + 0.5 - 5.0) / 90.0;
        let [r, g, b] = pixel(&picture, x, 50);
        for (channel, red) in [(r, 230.0), (g, 26.0), (b, 26.0)] {
            let wanted = red + (255.0 - red) * t;
            assert!((f64::from(channel) - wanted).abs() < 1.6, "{x}: {channel} for {wanted}");
        }
    }
}

#[test]
fn a_graph_that_leads_back_to_itself_is_drawn_by_its_outline() {
    let picture = drawn(PAINTS, "Z", &json!({}));
    assert_eq!(pixel(&picture, 20, 60), [0x33, 0x66, 0x99]);
    let font = Font::parse(file(PAINTS)).unwrap();
    let cycle = line(&font, "Z");
    assert!(cycle.color_glyph(&cycle.glyphs[0]).is_none());
}

#[test]
fn every_glyph_of_the_sheet_shows() {
    let mut engine = load(&root().join("tests/templates/emoji/template.json"));
    let sheet = engine.frame("sheet", 960).unwrap().pixels.clone();
    let blank = |cell: i32| {
        let (x, y) = (cell % 8 * 120, cell / 8 * 120);
        (y..y + 120).all(|y| sheet.row(y, x, x + 120).iter().all(|&v| v == 255))
    };
    // The composite mode `clear` comes first, after 26 glyphs.
    let blanks: Vec<i32> = (0..60).filter(|cell| blank(*cell)).collect();
    assert_eq!(blanks, [26]);
}

#[test]
fn a_clip_box_cuts() {
    let picture = drawn(PAINTS, "S", &json!({}));
    // From 150 to 800 across and 100 to 600 up.
    for (x, y) in [(14, 60), (80, 60), (40, 39), (40, 90)] {
        assert_eq!(pixel(&picture, x, y), [255; 3], "{x}, {y}");
    }
    assert_ne!(pixel(&picture, 78, 60), [255; 3]);
    assert_eq!(pixel(&picture, 35, 55), [0; 3]);
}

#[test]
fn half_a_turn_turns_the_pixels() {
    for (font, text) in [(PAINTS, "J"), (PAINTS, "P"), (PAINTS, "T"), (EMOJI, "😀")] {
        // The box is as large as the view, so that half a turn maps the view onto itself.
        let upright = drawn(font, text, &json!({ "box": [0, 0, 120, 120] }));
        let turned = drawn(font, text, &json!({ "box": [0, 0, 120, 120], "rotate": 180 }));
        let pairs = upright.data().as_chunks::<4>().0.iter();
        let pairs = pairs.zip(turned.data().as_chunks::<4>().0.iter().rev());
        let differ: u32 =
            pairs.flat_map(|(a, b)| (0..3).map(|i| u32::from(a[i].abs_diff(b[i])))).sum();
        let mean = f64::from(differ) / f64::from(120 * 120 * 3);
        // Upright pictures are resampled by a sharper filter.
        assert!(mean < if font == EMOJI { 1.0 } else { 0.3 }, "{font} {text}: {mean}");
        assert!(upright != turned);
    }
}

#[test]
fn a_picture_throws_its_shadow_and_has_no_stroke() {
    let plain =
        drawn(PICTURES, "d", &json!({ "size": 50, "box": [0, 0, 60, 100], "align": "center" }));
    let stroke = json!({ "size": 50, "box": [0, 0, 60, 100], "align": "center",
        "stroke": { "color": "#00ff00", "width": 4 } });
    assert!(drawn(PICTURES, "d", &stroke) == plain);
    let shadow = json!({ "size": 50, "box": [0, 0, 60, 100], "align": "center", "shadow": {
        "color": "#0000ff", "offset": [40, 0], "blur": 0 } });
    let shaded = drawn(PICTURES, "d", &shadow);
    // The middle of the disc, and 40 pixels to its right.
    assert_eq!(pixel(&shaded, 34, 81), pixel(&plain, 34, 81));
    assert_eq!(pixel(&plain, 74, 81), [255; 3]);
    assert_eq!(pixel(&shaded, 74, 81), [0, 0, 255]);
}

#[test]
fn typing_emoji_equals_a_text_set_at_once() {
    const PAINTED: [&str; 9] = ["A", "AS", "ASZ", "0ASZ", "0AZ", "IJ0AZ", "IJAZ", "", "VUT"];
    const PICTURED: [&str; 6] = ["😀", "😀❤️", "👩\u{200d}👧😀❤️", "👩😀❤️", "❤️", "👩\u{200d}👧"];
    for (font, words) in
        [(PAINTS, &PAINTED[..]), (EMOJI, &PICTURED), (PICTURES, &["d", "db", "bad", "ad"])]
    {
        for more in [
            json!({ "align": "center", "rotate": 0 }),
            json!({ "align": "center", "rotate": 17 }),
            json!({ "align": "left", "stroke": { "color": "#ff0000", "width": 3 } }),
            json!({ "align": "left", "shadow": { "color": "#000000", "offset": [2, 3], "blur": 2 } }),
        ] {
            let mut more = more;
            more["box"] = json!([10, 10, 280, 60]);
            let layers = json!([layer("{words}", 37, &more)]);
            let mut typed = engine(font, &layers, (300, 100));
            let mut whole = engine(font, &layers, (300, 100));
            for text in words {
                set(&mut typed, text);
                set(&mut whole, text);
                whole.drop_caches();
                let fresh = whole.frame("v", 300).unwrap().pixels.clone();
                let frame = typed.frame("v", 300).unwrap();
                assert!(*frame.pixels == fresh, "{font} {more} {text:?}");
            }
        }
    }
}

#[test]
fn drawn_glyphs_that_are_kept_stay_within_their_bytes() {
    let layers = json!([layer("{words}", 100, &json!({ "fit": "shrink", "minSize": 1 }))]);
    let mut engine = engine(EMOJI, &layers, (120, 120));
    set(&mut engine, "😀❤️👩");
    let base = {
        engine.frame("v", 120).unwrap();
        engine.cache_bytes()
    };
    // Every width is another size of the glyphs.
    for width in 100..400 {
        engine.frame("v", width).unwrap();
        // Views keep a frame and a map for their width.
        let view = (width * width * 64) as usize;
        let most = base + view + GLYPH_CACHE_BYTES + COLOR_CACHE_BYTES;
        assert!(engine.cache_bytes() < most, "{width}: {}", engine.cache_bytes());
    }
}
