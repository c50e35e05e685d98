//! Fonts made to cost: rules that multiply glyphs or call each other, glyphs made of glyphs, programs
//! that call programs. Each draws something or nothing, after bounded work.

use std::time::Instant;

use kurbo::Affine;
use liveproof::Engine;
use liveproof::template::Value;
use liveproof::text::{
    Font, GlyphCache, MAX_GLYPHS_PER_CHAR, MAX_PROGRAM_BYTES, Run, TextRequest, Writing,
    draw_layout, layout_text,
};
use serde_json::json;

use crate::support::{
    EVERYWHERE, ROBOTO, SERIF, bytes, layout_line, request, tables, with_table, words,
};

/// Hangs are caught, a busy machine is not.
const GUARD_SECONDS: u64 = 20;

/// Lays out and draws; how many glyphs came of it.
fn exercise(case: &str, font: Vec<u8>, text: &str) -> usize {
    let started = Instant::now();
    let font = Font::parse(font).unwrap();
    let line = layout_line(&request(&font, text));
    let drawn =
        draw_layout(&mut GlyphCache::new(), &line, Affine::scale(2.0), None, EVERYWHERE).unwrap();
    assert!(drawn.is_none_or(|c| c.mask.rect().width() > 0));
    let took = started.elapsed();
    println!("{case}: {} glyphs in {took:?}", line.glyphs.len());
    assert!(took.as_secs() < GUARD_SECONDS, "{case} took {took:?}");
    line.glyphs.len()
}

/// A `GSUB` table whose feature `ccmp`, which is always on, has these lookups.
fn substitutions(lookups: &[Vec<u8>]) -> Vec<u8> {
    let n = lookups.len();
    let scripts = [words(&[1]), b"DFLT".to_vec(), words(&[8, 4, 0, 0, 0xffff, 1, 0])].concat();
    let indices: Vec<u16> = (0..n as u16).collect();
    let features =
        [words(&[1]), b"ccmp".to_vec(), words(&[8, 0, n as u16]), words(&indices)].concat();
    let mut offsets = vec![n as u16];
    let mut at = 2 + 2 * n;
    for lookup in lookups {
        offsets.push(at as u16);
        at += lookup.len();
    }
    let (a, b) = (10 + scripts.len(), 10 + scripts.len() + features.len());
    let head = words(&[1, 0, 10, a as u16, b as u16]);
    [head, scripts, features, words(&offsets), lookups.concat()].concat()
}

/// A lookup that puts `count` times the glyph in the place of one.
fn multiply(glyph: u16, count: u16) -> Vec<u8> {
    let head = [2, 0, 1, 8, 1, 8, 1, 14, 1, 1, glyph, count];
    [words(&head), words(&vec![glyph; usize::from(count)])].concat()
}

/// A lookup that applies others, given by index, wherever the glyph stands.
fn call(glyph: u16, lookups: &[u16]) -> Vec<u8> {
    let k = lookups.len() as u16;
    let records: Vec<u16> = lookups.iter().flat_map(|&lookup| [0, lookup]).collect();
    let head = words(&[5, 0, 1, 8, 3, 1, k, 8 + 4 * k]);
    [head, words(&records), words(&[1, 1, glyph])].concat()
}

fn glyph_of(name: &str, text: &str) -> u16 {
    let font = crate::support::font(name);
    layout_line(&request(&font, text)).glyphs[0].id as u16
}

#[test]
fn rules_that_multiply_glyphs() {
    let a = glyph_of(ROBOTO, "a");
    let bomb = |lookups: &[Vec<u8>]| with_table(bytes(ROBOTO), "GSUB", &substitutions(lookups));
    let text = "aaaa bbbb";
    assert_eq!(exercise("twice", bomb(&[multiply(a, 2)]), text), 13, "the rules are applied");
    for (case, lookups) in [
        ("a thousand", vec![multiply(a, 1000)]),
        ("sixteen times sixteen", vec![multiply(a, 16); 2]),
        ("ten to the sixth", vec![multiply(a, 10); 6]),
        ("a thousand to the fifth", vec![multiply(a, 1000); 5]),
        ("two to the two hundredth", vec![multiply(a, 2); 200]),
        ("to nothing", vec![multiply(a, 0)]),
    ] {
        let glyphs = exercise(case, bomb(&lookups), text);
        assert!(glyphs <= text.len() * MAX_GLYPHS_PER_CHAR, "{case}: {glyphs} glyphs");
        exercise(case, bomb(&lookups), &"a".repeat(1000));
    }
}

#[test]
fn rules_that_call_each_other() {
    let a = glyph_of(ROBOTO, "a");
    let bomb = |lookups: &[Vec<u8>]| with_table(bytes(ROBOTO), "GSUB", &substitutions(lookups));
    let twice = bomb(&[call(a, &[1]), multiply(a, 2)]);
    assert_eq!(exercise("a rule that is applied too", twice, "aaaa"), 16, "the rules are applied");
    for (case, lookups) in [
        ("itself", vec![call(a, &[0])]),
        ("itself a thousand times", vec![call(a, &[0; 1000])]),
        ("in a circle", vec![call(a, &[1; 100]), call(a, &[2; 100]), call(a, &[0; 100])]),
        ("and multiply", vec![call(a, &[0, 1, 0, 1, 0, 1]), multiply(a, 3)]),
        ("what is not there", vec![call(a, &[7, 0xffff])]),
    ] {
        for text in ["aaaa", &"a".repeat(1000)] {
            let glyphs = exercise(case, bomb(&lookups), text);
            assert!(glyphs <= text.len() * MAX_GLYPHS_PER_CHAR, "{case}: {glyphs} glyphs");
        }
    }
}

/// The font with every glyph made of others: of `parts(glyph)`.
fn composites(parts: impl Fn(u16) -> Vec<u16>) -> Vec<u8> {
    let font = bytes(ROBOTO);
    let count = crate::support::font(ROBOTO).glyph_count();
    let (mut glyf, mut loca) = (Vec::new(), Vec::new());
    for glyph in 0..count as u16 {
        loca.extend((glyf.len() as u32).to_be_bytes());
        glyf.extend(words(&[0xffff, 0, 0, 1000, 1000]));
        let parts = parts(glyph);
        for (i, part) in parts.iter().enumerate() {
            // More components follow all but the last; x and y are bytes.
            let flags = if i + 1 < parts.len() { 0x22 } else { 0x02 };
            glyf.extend(words(&[flags, *part, 0x0101]));
        }
    }
    loca.extend((glyf.len() as u32).to_be_bytes());
    let (_, head, _) = tables(&font).into_iter().find(|(tag, ..)| tag == "head").unwrap();
    let mut font = with_table(with_table(font, "glyf", &glyf), "loca", &loca);
    font[head + 51] = 1;
    font
}

#[test]
fn glyphs_made_of_glyphs() {
    let count = crate::support::font(ROBOTO).glyph_count() as u16;
    let text = "Hamburgefonstiv";
    exercise("of itself", composites(|g| vec![g]), text);
    exercise("of itself, often", composites(|g| vec![g; 1000]), text);
    exercise("in a circle", composites(|g| vec![(g + 1) % count]), text);
    exercise("eight to a power", composites(|g| vec![(g + 1) % count; 8]), text);
    exercise("of glyphs that are not there", composites(|_| vec![0xffff; 3]), text);
}

/// A `CFF` index.
fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut out = words(&[items.len() as u16]);
    if items.is_empty() {
        return out;
    }
    out.push(4);
    let mut at = 1_u32;
    out.extend(at.to_be_bytes());
    for item in items {
        at += item.len() as u32;
        out.extend(at.to_be_bytes());
    }
    out.extend(items.concat());
    out
}

/// The font with every glyph a program that runs the first of these.
fn programs(subroutines: &[Vec<u8>]) -> Vec<u8> {
    let count = crate::support::font(SERIF).glyph_count() as usize;
    let int = |v: usize| [vec![29], (v as u32).to_be_bytes().to_vec()].concat();
    // Subroutine 0 is called by −107; then the glyph ends.
    let glyph = vec![32, 29, 14];
    let top = |chars: usize, private: usize| {
        [int(chars), vec![17], int(0), int(private), vec![18]].concat()
    };
    let before = [vec![1, 0, 4, 4], index(&[b"A".to_vec()])].concat();
    let after = [index(&[]), index(subroutines)].concat();
    let start = before.len() + index(&[top(0, 0)]).len() + after.len();
    let chars = index(&vec![glyph; count]);
    let cff = [before, index(&[top(start, start + chars.len())]), after, chars].concat();
    with_table(bytes(SERIF), "CFF ", &cff)
}

#[test]
fn programs_that_call_programs() {
    // A move and three lines of a square of 100 units.
    let square = vec![139, 139, 21, 239, 6, 239, 7, 39, 6, 11];
    let call = |subroutine: usize, times: usize| {
        [[32 + subroutine as u8, 29].repeat(times), vec![11]].concat()
    };
    let one = programs(std::slice::from_ref(&square));
    assert!(Font::parse(one.clone()).unwrap().outline(5).is_some(), "the programs are run");
    exercise("a square", one, "Hamburgefonstiv");
    exercise("itself", programs(&[call(0, 1)]), "Hamburgefonstiv");
    exercise("itself, often", programs(&[call(0, 1000)]), "Hamburgefonstiv");
    let mut nested: Vec<Vec<u8>> = (1..9).map(|i| call(i, 1000)).collect();
    nested.push(square);
    exercise("a thousand to the eighth", programs(&nested), "Hamburgefonstiv");
}

/// A program that draws a square so often, after pushing and dropping a number ten times: forty bytes
/// each, and two to call it.
fn squares(times: usize) -> Vec<u8> {
    let square = [[139, 12, 18].repeat(10), vec![139, 139, 21, 239, 6, 239, 7, 39, 6, 11]].concat();
    programs(&[[[33, 29].repeat(times), vec![11]].concat(), square])
}

#[test]
fn a_program_that_is_too_long_is_the_last_of_its_font() {
    let most = MAX_PROGRAM_BYTES / 42 - 1;
    let dear = Font::parse(squares(most)).unwrap();
    for (id, squares) in [(5, most), (6, most)] {
        assert_eq!(dear.outline(id).unwrap().elements().len(), squares * 5);
    }
    assert!(!dear.is_too_complex());
    let dearer = Font::parse(squares(most + 2)).unwrap();
    assert!(dearer.outline(5).is_none() && dearer.is_too_complex());
    // Also when the shaper measures it, to put it into a line that runs down.
    let stood = Font::parse(squares(most + 2)).unwrap();
    let fonts = [stood.clone()];
    let runs = [Run::new("Ham", &fonts)];
    let _ = layout_text(&TextRequest {
        writing: Writing::Vertical,
        ..TextRequest::new(&runs, 10.0, 100.0, 100.0)
    });
    assert!(stood.is_too_complex());
}

#[test]
fn the_engine_refuses_a_font_that_is_too_complex_and_keeps_its_state() {
    let template = json!({
        "liveproof": 1, "id": "p",
        "assets": { "plain": { "font": "p.ttf" }, "bomb": { "font": "b.otf" },
            "photo": { "image": "p.png" } },
        "options": [
            { "id": "name", "kind": "text", "default": "Hamburgefonstiv" },
            { "id": "face", "kind": "choice", "choices": [{ "id": "plain" }, { "id": "bomb" }] },
        ],
        "areas": [{ "id": "a", "width": 100, "height": 50, "layers": [
            { "kind": "text", "text": "{name}", "font": { "option": "face", "map": { "plain": "plain", "bomb": "bomb" } }, "size": 28,
              "box": [10, 10, 80, 30], "color": "black" } ] }],
        "views": [{ "id": "front", "width": 200, "height": 100, "items": [
            { "kind": "photo", "image": "photo" },
            { "kind": "placement", "area": "a", "geometry": {
                "quad": [[0, 0], [200, 0], [200, 100], [0, 100]] } } ] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    engine.add_asset("plain", bytes(ROBOTO)).unwrap();
    engine.add_asset("bomb", squares(50_000)).unwrap();
    let photo = format!("{}/tests/images/gray.jpg", env!("CARGO_MANIFEST_DIR"));
    engine.add_asset("photo", std::fs::read(photo).unwrap()).unwrap();
    let pixels = |engine: &mut Engine| engine.frame("front", 200).unwrap().pixels.data().to_vec();
    let before = (pixels(&mut engine), engine.selection().clone());
    let bomb = [("face".to_owned(), Value::Text("bomb".to_owned()))].into();
    for _ in 0..2 {
        let error = engine.set(&bomb).unwrap_err();
        assert_eq!((error.code(), error.path()), ("font-too-complex", "assets.bomb"));
        assert_eq!(
            error.to_string(),
            "assets.bomb: the font is too complex: the program of a glyph is longer than 131072 bytes \
             with all that it calls"
        );
        assert!((pixels(&mut engine), engine.selection().clone()) == before);
    }
    // Other bytes are another font.
    engine.add_asset("bomb", bytes(SERIF)).unwrap();
    engine.set(&bomb).unwrap();
    assert!(pixels(&mut engine) != before.0);
}
