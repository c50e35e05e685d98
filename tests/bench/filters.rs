//! Times a slider's drag: a filter of a photo that fills 1000 × 1000 pixels of the view.
//!
//! `cargo run --release --example filters`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for developers, which has a clock"
)]

use std::time::Instant;

use liveproof::Engine;
use liveproof::image::encode_jpeg;
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;
use liveproof::template::Value;
use serde_json::{Value as Json, json};

/// Steps of a drag.
const STEPS: u32 = 60;

fn main() {
    let light = json!({ "kind": "brightness", "amount": { "option": "amount" } });
    let cases = [
        ("none, moved", json!([])),
        ("brightness", json!([light])),
        (
            "five of a pixel",
            json!([light, { "kind": "contrast", "amount": 0.2 }, { "kind": "vibrance", "amount": 0.4 },
                { "kind": "temperature", "amount": 0.3 }, { "kind": "sepia", "amount": 0.2 }]),
        ),
        ("blur", json!([light, { "kind": "blur", "radius": 1 }])),
        ("sharpen", json!([light, { "kind": "sharpen" }])),
        ("line-art", json!([light, { "kind": "line-art" }])),
        ("dither", json!([light, { "kind": "dither", "cell": 0.1 }])),
    ];
    println!("a slider's drag on 1000 x 1000 pixels, in ms: p50, p95");
    for (name, filters) in cases {
        let mut times = drag(&filters);
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[(part * (times.len() - 1) as f64) as usize];
        println!("{name:18} {:6.1} {:6.1}", at(0.5), at(0.95));
    }
}

fn drag(filters: &Json) -> Vec<f64> {
    let template = json!({
        "liveproof": 1, "id": "p", "assets": { "white": { "image": "white.jpg" } },
        "options": [{ "id": "photo", "kind": "photo" },
            { "id": "amount", "kind": "number", "min": -1, "max": 1, "step": 0.001 },
            { "id": "crop", "kind": "place", "x": [-50, 50], "scale": [1, 4] }],
        "areas": [{ "id": "a", "width": 100, "height": 100, "layers": [{ "kind": "image",
            "image": { "option": "photo" }, "box": [0, 0, 100, 100], "fit": "cover", "crop": "crop",
            "filters": filters }] }],
        "views": [{ "id": "front", "width": 1000, "height": 1000, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [1000, 0], [1000, 1000], [0, 1000]] } } ] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    let jpeg = |width: u32, height: u32| {
        let pixels = (0..width * height).flat_map(|i| {
            let (x, y) = (i % width, i / width);
            [(x * 255 / width) as u8, (y * 255 / height) as u8, ((x ^ y) & 127) as u8, 255]
        });
        encode_jpeg(&Pixmap::from_vec(width, height, pixels.collect()).unwrap(), 90).unwrap()
    };
    engine.add_asset("white", jpeg(8, 8)).unwrap();
    engine.set_photo("photo", "p.jpg", jpeg(3000, 2000)).unwrap();
    engine.frame("front", 1000).unwrap();
    let step = |i: u32| {
        let (id, value) = if filters.as_array().unwrap().is_empty() {
            let place = liveproof::template::Place {
                x: f64::from(i) / 7.0,
                y: 0.0,
                scale: 1.5,
                rotate: 0.0,
            };
            ("crop", Value::Place(place))
        } else {
            ("amount", Value::Number(f64::from(i) / f64::from(STEPS) - 0.4))
        };
        engine.set(&Selection::from([(id.to_owned(), value)])).unwrap();
        let start = Instant::now();
        engine.frame("front", 1000).unwrap();
        start.elapsed().as_secs_f64() * 1e3
    };
    (1..=STEPS).map(step).collect()
}
