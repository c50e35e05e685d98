//! Glyphs in colors of their own.

#![expect(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test that panics fails")]

mod support;

use support::{load, root};

#[test]
fn sheet() {
    let mut engine = load(&root().join("tests/templates/emoji/template.json"));
    let t = std::time::Instant::now();
    let frame = engine.frame("sheet", 960).unwrap();
    println!("{:?}", t.elapsed());
    let png = liveproof::image::encode_png(frame.pixels).unwrap();
    std::fs::write("/tmp/cg/ours.png", png).unwrap();
}
