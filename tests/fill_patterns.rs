//! Laws of patterns that fill shapes: where pictures lie, and that chance is the same every time.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use kurbo::Affine;
use liveproof::Engine;
use liveproof::artwork::{Artwork, Assets, Raster};
use liveproof::image::encode_png;
use liveproof::pixels::Pixmap;
use liveproof::template::Template;
use liveproof::text::GlyphCache;
use serde_json::{Value as Json, json};

/// Side of the area in millimeters, and pixels for one.
const SIDE: i32 = 60;
const SCALE: i32 = 4;

const RED: [u8; 3] = [220, 20, 20];
const GREEN: [u8; 3] = [20, 180, 40];
const BLUE: [u8; 3] = [30, 40, 220];
const GOLD: [u8; 3] = [200, 160, 40];

/// Four colors: red and green above blue and gold.
fn tile() -> Vec<u8> {
    let mut pixels = Vec::new();
    for (left, right) in [(RED, GREEN), (BLUE, GOLD)] {
        for _ in 0..8 {
            for color in [left, right] {
                for _ in 0..8 {
                    pixels.extend([color[0], color[1], color[2], 255]);
                }
            }
        }
    }
    encode_png(&Pixmap::from_vec(16, 16, pixels).unwrap()).unwrap()
}

fn template(pattern: &Json, more: &Json) -> Json {
    let mut fill = json!({ "kind": "fill", "pattern": { "image": "tile", "width": 10 } });
    for (key, value) in pattern.as_object().unwrap() {
        fill["pattern"][key] = value.clone();
    }
    for (key, value) in more.as_object().unwrap() {
        fill[key] = value.clone();
    }
    json!({
        "liveproof": 1, "id": "p", "assets": { "tile": { "image": "tile.png" } }, "options": [],
        "areas": [{ "id": "a", "width": SIDE, "height": SIDE, "layers": [fill] }],
        "views": [{ "id": "v", "width": 9, "height": 9, "items": [{ "kind": "photo", "image": "tile" }] }],
    })
}

fn drawn(pattern: &Json, more: &Json) -> Pixmap {
    let engine = Engine::new(&template(pattern, more).to_string()).unwrap();
    let mut assets = Assets::default();
    assets.add_image("tile", tile()).unwrap();
    let (side, transform) = ((SIDE * SCALE) as u32, Affine::scale(f64::from(SCALE)));
    let mut artwork = Artwork::new(Raster { width: side, height: side, transform }).unwrap();
    artwork.update(&engine.scene().areas[0].layers, &assets, &mut GlyphCache::new()).unwrap();
    artwork.pixels().clone()
}

/// The pixel at a place in millimeters.
fn at(of: &Pixmap, x: f64, y: f64) -> [u8; 4] {
    let (x, y) = ((x * f64::from(SCALE)) as i32, (y * f64::from(SCALE)) as i32);
    of.row(y, x, x + 1).try_into().unwrap()
}

fn is(of: &Pixmap, x: f64, y: f64, color: [u8; 3]) {
    let [r, g, b, a] = at(of, x, y);
    assert_eq!(([r, g, b], a), (color, 255), "at {x}, {y}");
}

#[test]
fn pictures_lie_side_by_side_without_a_seam() {
    let plain = drawn(&json!({}), &json!({}));
    for (column, row) in [(0.0, 0.0), (3.0, 0.0), (5.0, 5.0), (2.0, 4.0)] {
        for (x, y, color) in
            [(2.5, 2.5, RED), (7.5, 2.5, GREEN), (2.5, 7.5, BLUE), (7.5, 7.5, GOLD)]
        {
            is(&plain, column * 10.0 + x, row * 10.0 + y, color);
        }
    }
    let odd = drawn(&json!({ "width": 9.37, "rotate": 31 }), &json!({}));
    assert!(odd.data().chunks_exact(4).all(|p| p[3] == 255), "no gap at any turn");
}

#[test]
fn every_second_row_is_shifted_as_bricks_are() {
    let bricks = drawn(&json!({ "offset": 0.5 }), &json!({}));
    is(&bricks, 2.5, 2.5, RED);
    is(&bricks, 7.5, 12.5, RED);
    is(&bricks, 2.5, 12.5, GREEN);
    is(&bricks, 2.5, 22.5, RED);
}

#[test]
fn gaps_show_the_ground_or_nothing() {
    let apart = drawn(&json!({ "gap": 5 }), &json!({}));
    is(&apart, 2.5, 2.5, RED);
    is(&apart, 17.5, 17.5, RED);
    assert_eq!(at(&apart, 12.5, 2.5), [0; 4]);
    let ground = drawn(&json!({ "gap": 5 }), &json!({ "color": "#102030" }));
    is(&ground, 12.5, 2.5, [16, 32, 48]);
    is(&ground, 2.5, 2.5, RED);
}

#[test]
fn pictures_are_mirrored_in_every_second_column_or_row() {
    let columns = drawn(&json!({ "mirror": "columns" }), &json!({}));
    is(&columns, 2.5, 2.5, RED);
    is(&columns, 12.5, 2.5, GREEN);
    is(&columns, 2.5, 12.5, RED);
    let both = drawn(&json!({ "mirror": "both" }), &json!({}));
    is(&both, 17.5, 17.5, RED);
    is(&both, 12.5, 12.5, GOLD);
}

#[test]
fn a_shape_cuts_the_pattern() {
    let round = drawn(&json!({}), &json!({ "shape": "ellipse" }));
    assert_eq!(at(&round, 1.0, 1.0), [0; 4]);
    is(&round, 32.5, 32.5, RED);
}

#[test]
fn chance_is_the_same_every_time_and_its_seed_decides_it() {
    let jitter = json!({ "shift": 2, "rotate": 40, "scale": 0.3 });
    let of = |seed: u32| drawn(&json!({ "gap": 6, "jitter": jitter, "seed": seed }), &json!({}));
    let one = of(1);
    assert!(one == of(1));
    assert!(one != of(2));
    let ink = |of: &Pixmap| of.data().chunks_exact(4).filter(|p| p[3] > 127).count() as f64;
    let plain = drawn(&json!({ "gap": 6 }), &json!({}));
    assert!((ink(&one) / ink(&plain) - 1.0).abs() < 0.2, "as much of it as without");
}

/// What would be millions of pictures is drawn in rows.
#[test]
fn tiny_pictures_do_not_take_forever() {
    let jitter = json!({ "shift": 1 });
    let tiny = drawn(&json!({ "width": 0.01, "jitter": jitter }), &json!({}));
    assert!(tiny.data().chunks_exact(4).all(|p| p[3] == 255));
}

#[test]
fn what_a_pattern_cannot_be_is_refused() {
    let fault = |pattern: Json| {
        Template::parse(&template(&pattern, &json!({})).to_string()).unwrap_err().to_string()
    };
    let starts = |pattern: Json, start: &str| {
        let fault = fault(pattern);
        assert!(fault.starts_with(&format!("areas[0].layers[0].pattern{start}")), "{fault}");
    };
    starts(json!({ "width": 0 }), ".width: ");
    starts(json!({ "offset": 2 }), ".offset: ");
    starts(json!({ "gap": -1 }), ".gap: ");
    starts(json!({ "mirror": "left" }), ".mirror: ");
    starts(json!({ "jitter": { "scale": 1 } }), ".jitter.scale: ");
    starts(json!({ "image": "none" }), ".image: ");
    starts(json!({ "seed": -1 }), ".seed: ");
    let mut none = template(&json!({}), &json!({}));
    none["areas"][0]["layers"][0].as_object_mut().unwrap().remove("pattern");
    let fault = Template::parse(&none.to_string()).unwrap_err().to_string();
    assert!(fault.contains("\"color\""), "{fault}");
}
