//! Golden pictures: the scenes of `tests/golden/scenes` against the pictures of the same names.
//!
//! The tests in Node and the browser draw the same scenes by the wasm and compare with the same
//! pictures, so a golden also shows that native bytes are wasm bytes.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics fails")]

mod support;

use std::path::Path;

use liveproof::image::{decode, encode_png};
use liveproof::pixels::Pixmap;
use support::{load, root};

/// Most that a channel may differ: every target draws the same bytes.
const TOLERANCE: i32 = 0;

#[test]
fn scenes_look_like_their_goldens() {
    let folder = root().join("tests/golden");
    let mut scenes: Vec<_> = std::fs::read_dir(folder.join("scenes"))
        .expect("there are scenes")
        .map(|entry| entry.expect("readable").path())
        .collect();
    scenes.sort();
    assert!(scenes.len() >= 15, "there are scenes");
    let mut wrong = Vec::new();
    for scene in scenes {
        let name = scene.file_stem().expect("a file").to_string_lossy().into_owned();
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&scene).expect("readable")).expect("JSON");
        let template = folder.join("scenes").join(json["template"].as_str().expect("a path"));
        let mut engine = load(&template);
        let selection =
            serde_json::from_value(json["selection"].clone()).expect("an object of scalars");
        engine.restore(&selection).unwrap_or_else(|e| panic!("{name}: {e}"));
        let width = json["width"].as_u64().expect("a width") as u32;
        let view = json["view"].as_str().expect("a view");
        let actual = engine.frame(view, width).unwrap_or_else(|e| panic!("{name}: {e}")).pixels;
        if let Err(reason) = compare(&folder.join(format!("{name}.png")), actual, &name) {
            wrong.push(format!("{name}: {reason}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(golden: &Path, actual: &Pixmap, name: &str) -> Result<(), String> {
    if !golden.exists() {
        std::fs::write(golden, encode_png(actual).expect("encodes")).expect("writable");
        return Err("had no golden; one was written, look at it".to_owned());
    }
    let expected = decode(&std::fs::read(golden).expect("readable")).expect("a PNG");
    if (expected.width(), expected.height()) != (actual.width(), actual.height()) {
        return Err("has another size".to_owned());
    }
    let pairs = || expected.data().iter().zip(actual.data());
    let largest = pairs().map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
    if i32::from(largest) <= TOLERANCE {
        return Ok(());
    }
    let count = pairs().filter(|(a, b)| i32::from(a.abs_diff(**b)) > TOLERANCE).count();
    let out = root().join("tests/output/golden");
    std::fs::create_dir_all(&out).expect("writable");
    let file = out.join(format!("{name}.png"));
    let triptych = side_by_side(&expected, actual);
    std::fs::write(&file, encode_png(&triptych).expect("encodes")).expect("writable");
    Err(format!("{count} bytes differ, by {largest} at most; see tests/output/golden/{name}.png"))
}

/// Expected, difference (eightfold) and actual.
fn side_by_side(expected: &Pixmap, actual: &Pixmap) -> Pixmap {
    let (w, h) = (expected.width(), expected.height());
    let mut out = Pixmap::new(w * 3, h).expect("fits");
    for y in 0..h as i32 {
        let (e, a) = (expected.row(y, 0, w as i32), actual.row(y, 0, w as i32));
        let d: Vec<u8> = e
            .iter()
            .zip(a)
            .enumerate()
            .map(|(i, (e, a))| if i % 4 == 3 { 255 } else { e.abs_diff(*a).saturating_mul(8) })
            .collect();
        let w = w as i32;
        out.row_mut(y, 0, w).copy_from_slice(e);
        out.row_mut(y, w, 2 * w).copy_from_slice(&d);
        out.row_mut(y, 2 * w, 3 * w).copy_from_slice(a);
    }
    out
}
