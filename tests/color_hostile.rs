//! Color tables broken on purpose: drawn by outline or not at all, never a panic, a hang or a flood of
//! memory.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

use std::time::Instant;

use liveproof::Engine;
use liveproof::image::encode_png;
use liveproof::pixels::Pixmap;
use liveproof::text::Font;
use serde_json::json;

const PAINTS: &str = "ColorPaints.ttf";
const PICTURES: &str = "ColorPictures.ttf";
const EMOJI: &str = "NotoColorEmoji-subset.ttf";

/// A place in pixels of the glyph of "0" that its outline covers, and the layers too.
const OUTLINE: (i32, i32) = (4, 12);

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fonts/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// Draws `text` in blue, 16 pixels to the em, if the font is taken.
fn draw(font: Vec<u8>, text: &str) -> Option<Pixmap> {
    let (width, height) = (text.chars().count() as u32 * 16 + 8, 24);
    let template = json!({
        "liveproof": 1, "id": "t",
        "assets": { "font": { "font": "f" }, "white": { "image": "w" } }, "options": [],
        "areas": [{ "id": "a", "width": width, "height": height, "layers": [
            { "kind": "text", "text": text, "font": "font", "size": 16, "fit": "none",
              "box": [0, 0, width, 18], "align": "left", "verticalAlign": "baseline",
              "color": "#0000ff" }] }],
        "views": [{ "id": "v", "width": width, "height": height, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [width, 0], [width, height], [0, height]] } }] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    engine.add_asset("font", font).ok()?;
    let mut white = Pixmap::new(width, height).unwrap();
    white.data_mut().fill(255);
    engine.add_asset("white", encode_png(&white).unwrap()).unwrap();
    Some(engine.frame("v", width).unwrap().pixels.clone())
}

/// Draws and says which case it was if that panics or dawdles. Whether the font was taken.
fn run(case: &str, font: Vec<u8>, text: &str) -> bool {
    let started = Instant::now();
    let drawn = std::panic::catch_unwind(|| draw(font, text));
    let drawn = drawn.unwrap_or_else(|_| panic!("panicked on {case}"));
    let took = started.elapsed();
    assert!(took.as_secs() < 3, "{case} took {took:?}");
    drawn.is_some()
}

/// All that the font shows.
fn sample(name: &str) -> String {
    match name {
        EMOJI => "😀❤️👩\u{200d}👧".to_owned(),
        PICTURES => "dba".to_owned(),
        _ => "ABCDEFGHIJKLMNOPQRSTUVWZ01".chars().chain('\u{e100}'..='\u{e11b}').collect(),
    }
}

/// Where a table's record stands in the font's own list, and the table's offset and length.
fn table(font: &[u8], tag: &str) -> (usize, usize, usize) {
    let word = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let at = (0..usize::from(font[5]))
        .map(|i| 12 + i * 16)
        .find(|at| &font[*at..at + 4] == tag.as_bytes())
        .unwrap_or_else(|| panic!("no table {tag}"));
    (at, word(at + 8), word(at + 12))
}

/// The font with another table of this name.
fn with_table(mut font: Vec<u8>, tag: &str, bytes: &[u8]) -> Vec<u8> {
    let (record, ..) = table(&font, tag);
    let start = font.len() as u32;
    font[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
    font[record + 12..record + 16].copy_from_slice(&(bytes.len() as u32).to_be_bytes());
    font.extend_from_slice(bytes);
    font
}

/// The tables of each font that are broken, and how many bytes apart.
const TABLES: [(&str, &str, usize); 5] = [
    (PAINTS, "COLR", 1),
    (PAINTS, "CPAL", 1),
    (PICTURES, "sbix", 3),
    (EMOJI, "CBLC", 1),
    (EMOJI, "CBDT", 29),
];

#[test]
fn tables_with_a_wrong_byte() {
    let mut taken = 0;
    for (name, tag, step) in TABLES {
        let (whole, text) = (file(name), sample(name));
        let (_, start, len) = table(&whole, tag);
        for at in (0..len).step_by(step) {
            let mut broken = whole.clone();
            // Each wrong in its own way, the same at every run.
            let old = broken[start + at];
            broken[start + at] = [0, 0xff, 0x80, old ^ 1, old.wrapping_add(1), !old][at % 6];
            taken += usize::from(run(&format!("{name} {tag} byte {at}"), broken, &text));
        }
    }
    assert!(taken > 1000, "the cases reach past the parser: {taken}");
}

#[test]
fn tables_cut_short() {
    let mut taken = 0;
    for (name, tag, step) in TABLES {
        let (whole, text) = (file(name), sample(name));
        let (_, start, len) = table(&whole, tag);
        for cut in (0..len).step_by(step * 5) {
            let broken = with_table(whole.clone(), tag, &whole[start..start + cut]);
            taken += usize::from(run(&format!("{name} {tag} cut to {cut}"), broken, &text));
        }
    }
    assert!(taken > 200, "the cases reach past the parser: {taken}");
}

/// The glyph of "0", which the tests give other colors.
fn zero() -> u16 {
    let font = Font::parse(file(PAINTS)).unwrap();
    let found = (0..font.glyph_count()).find(|id| font.color_glyph(*id).is_some());
    found.expect("there are color glyphs") as u16
}

/// That "0" is drawn by its outline when its colors are those of this table.
fn assert_outlined(case: &str, colr: &[u8]) {
    let font = with_table(file(PAINTS), "COLR", colr);
    let started = Instant::now();
    let drawn = draw(font, "0").expect("the font is taken");
    assert!(started.elapsed().as_millis() < 500, "{case} took {:?}", started.elapsed());
    let (x, y) = OUTLINE;
    assert_eq!(drawn.row(y, x, x + 1), [0, 0, 255, 255], "{case}");
}

/// A table of version 1 whose one base glyph is painted by the first of these layers' paints; their
/// offsets are counted from `paints`.
fn graph(layers: &[u32], paints: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (bases, list) = (34_u32, 34 + 10);
    let base = list + 4 + 4 * layers.len() as u32;
    out.extend([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for offset in [bases, list, 0, 0, 0] {
        out.extend(offset.to_be_bytes());
    }
    out.extend(1_u32.to_be_bytes());
    out.extend(zero().to_be_bytes());
    out.extend((base + layers[0] - bases).to_be_bytes());
    out.extend((layers.len() as u32).to_be_bytes());
    for layer in layers {
        out.extend((base + layer - list).to_be_bytes());
    }
    out.extend(paints);
    out
}

/// PaintColrLayers.
fn layers(count: u8, first: u32) -> Vec<u8> {
    [&[1, count][..], &first.to_be_bytes()].concat()
}

/// PaintGlyph of "0" with the paint that follows it.
fn filled() -> Vec<u8> {
    [&[10, 0, 0, 6][..], &zero().to_be_bytes()].concat()
}

#[test]
fn a_graph_of_this_test_is_drawn_in_its_color() {
    // What the other tests break is whole: a glyph filled with the first color, red.
    let paint = [filled(), vec![2, 0, 0, 0x40, 0]].concat();
    let font = with_table(file(PAINTS), "COLR", &graph(&[0], &paint));
    let (x, y) = OUTLINE;
    assert_eq!(draw(font, "0").unwrap().row(y, x, x + 1), [230, 26, 26, 255]);
}

#[test]
fn layers_without_end() {
    // Version 0: 65535 layers of one glyph.
    let mut colr = vec![0, 0, 0, 1, 0, 0, 0, 14, 0, 0, 0, 20, 0xff, 0xff];
    colr.extend(zero().to_be_bytes());
    colr.extend([0, 0, 0xff, 0xff]);
    for _ in 0..0xffff {
        colr.extend(zero().to_be_bytes());
        colr.extend([0, 0]);
    }
    assert_outlined("65535 layers", &colr);
    // Version 1: layers that are layers that are layers; and layers that hold themselves.
    let fill = [filled(), vec![2, 0, 0, 0x40, 0]].concat();
    let nested = [layers(255, 1), layers(255, 256), layers(255, 511), fill].concat();
    let mut offsets = vec![0];
    offsets.extend([6; 255]);
    offsets.extend([12; 255]);
    offsets.extend([18; 255]);
    assert_outlined("16 million layers", &graph(&offsets, &nested));
    assert_outlined("layers of themselves", &graph(&[0, 0], &layers(2, 0)));
    // Transforms nested as deep as a chain of nodes can be.
    let translate = [14, 0, 0, 8, 0, 1, 0, 0];
    let fill = [filled(), vec![2, 0, 0, 0x40, 0]].concat();
    let chain = [translate.repeat(5000), fill].concat();
    assert_outlined("5000 transforms", &graph(&[0], &chain));
}

#[test]
fn a_long_line_of_colors_named_again_and_again() {
    // 65025 fills with one gradient of 60000 stops, in the worst of orders.
    let mut paints = [layers(255, 1), layers(255, 256), filled()].concat();
    paints.extend([4, 0, 0, 16]);
    paints.extend([0, 0, 0, 0, 0x03, 0xe8, 0, 0, 0, 0, 0x03, 0xe8]);
    paints.push(0);
    paints.extend(60_000_u16.to_be_bytes());
    for i in 0..60_000_u32 {
        paints.extend(((i * 40_503) as u16).to_be_bytes());
        paints.extend([0, 0, 0x40, 0]);
    }
    let mut offsets = vec![0];
    offsets.extend([6; 255]);
    offsets.extend([12; 255]);
    assert_outlined("stops", &graph(&offsets, &paints));
}

#[test]
fn paint_over_paint() {
    // 255 × 255 fills of the whole glyph: too many. 200 are painted.
    let fill = [filled(), vec![2, 0, 0, 0x40, 0]].concat();
    let many = [layers(60, 1), layers(255, 61), fill.clone()].concat();
    let mut offsets = vec![0];
    offsets.extend([6; 60]);
    offsets.extend([12; 255]);
    assert_outlined("overdraw", &graph(&offsets, &many));
    let few = [layers(100, 1), fill].concat();
    let mut offsets = vec![0];
    offsets.extend([6; 100]);
    let font = with_table(file(PAINTS), "COLR", &graph(&offsets, &few));
    let (x, y) = OUTLINE;
    assert_eq!(draw(font, "0").unwrap().row(y, x, x + 1), [230, 26, 26, 255]);
}

/// The font with other values in the headers of all its PNGs.
fn with_sizes(mut font: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
    let mut found = 0;
    for at in 0..font.len() - 12 {
        if &font[at..at + 4] == b"IHDR" {
            font[at + 4..at + 8].copy_from_slice(&width.to_be_bytes());
            font[at + 8..at + 12].copy_from_slice(&height.to_be_bytes());
            found += 1;
        }
    }
    assert!(found >= 4, "there are pictures");
    font
}

#[test]
fn pictures_larger_than_memory_are_not_decoded() {
    for name in [EMOJI, PICTURES] {
        for (width, height) in
            [(0x7fff_ffff, 0x7fff_ffff), (60_000, 60_000), (1025, 8), (0, 0), (0, 9)]
        {
            let font = with_sizes(file(name), width, height);
            let parsed = Font::parse(font.clone()).unwrap();
            let colored = (0..parsed.glyph_count()).any(|id| parsed.color_glyph(id).is_some());
            assert!(!colored, "{name} {width} × {height}");
            assert!(run(&format!("{name} {width} × {height}"), font, &sample(name)));
        }
    }
}

#[test]
fn strikes_without_a_size_show_nothing() {
    // CBLC: ppemX and ppemY at byte 44 of its first size. sbix: the size begins a strike.
    let mut emoji = file(EMOJI);
    let (_, start, _) = table(&emoji, "CBLC");
    for ppem in [start + 8 + 44, start + 8 + 45] {
        assert_eq!(emoji[ppem], 109);
        emoji[ppem] = 0;
    }
    let mut pictures = file(PICTURES);
    let (_, start, _) = table(&pictures, "sbix");
    for strike in [start + 8, start + 12] {
        let at = u32::from_be_bytes(pictures[strike..strike + 4].try_into().unwrap()) as usize;
        pictures[start + at..start + at + 2].fill(0);
    }
    for (font, name) in [(emoji, EMOJI), (pictures, PICTURES)] {
        let parsed = Font::parse(font.clone()).unwrap();
        assert!((0..parsed.glyph_count()).all(|id| parsed.color_glyph(id).is_none()), "{name}");
        assert!(run(name, font, &sample(name)));
    }
}

#[test]
fn a_table_of_endless_lists_is_not_searched() {
    let mut emoji = file(EMOJI);
    let (_, start, _) = table(&emoji, "CBLC");
    let lists = start + 8 + 8;
    emoji[lists..lists + 4].copy_from_slice(&5000_u32.to_be_bytes());
    // Nothing else to draw with: the font is refused.
    assert!(Font::parse(emoji).is_err());
}
