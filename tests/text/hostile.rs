//! Fonts broken on purpose: an error or nothing drawn, never a panic, a hang or a flood of memory.

use std::time::Instant;

use kurbo::Affine;
use liveproof::geom::PixelRect;
use liveproof::text::{Font, GLYPH_CACHE_BYTES, GlyphCache, draw_layout};

use crate::support::{
    ALL, ARABIC, CFF2, HEBREW, Lcg, LineRequest, ROBOTO, SCRIPT, SERIF, VARIABLE, bytes,
    layout_line, request, tables,
};

/// Parses, and if that works lays out and draws, filled and stroked, and a variable font at the end
/// of its axes too. Whether it parsed.
fn exercise(bytes: Vec<u8>, text: &str) -> bool {
    let Ok(font) = Font::parse(bytes) else { return false };
    let extremes: Vec<_> = font.axes().iter().map(|axis| (axis.tag, axis.max)).collect();
    draw(&font, text);
    if !extremes.is_empty() {
        draw(&font.with_variations(&extremes), text);
    }
    true
}

fn draw(font: &Font, text: &str) {
    let mut cache = GlyphCache::new();
    for letter_spacing in [0.0, 0.5] {
        let line = layout_line(&LineRequest { letter_spacing, ..request(font, text) });
        assert!(line.lines[0].width.is_finite() && line.lines[0].baseline.is_finite());
        assert!(line.glyphs.iter().all(|g| g.x.is_finite() && g.y.is_finite() && g.id != 0));
        for stroke in [None, Some(0.5)] {
            let clip = PixelRect::new(0, 0, 400, 100);
            let drawn = draw_layout(&mut cache, &line, Affine::scale(3.0), stroke, clip).unwrap();
            assert!(drawn.is_none_or(|c| clip.contains(&c.rect())));
        }
    }
    assert!(cache.bytes() <= GLYPH_CACHE_BYTES);
}

/// All fonts the tests draw with, variable ones too.
const EVERY: [&str; 7] = [ROBOTO, SCRIPT, SERIF, ARABIC, HEBREW, VARIABLE, CFF2];

fn sample(name: &str) -> &'static str {
    match name {
        ARABIC => "محمد سَلام",
        HEBREW => "שלום",
        VARIABLE => "AVHTaegnoié",
        CFF2 => "$$",
        _ => "fi Zoë\u{301} AV th12½",
    }
}

/// Runs a case and says which it was if it panics or dawdles.
fn run(case: &str, bytes: Vec<u8>, text: &str) -> bool {
    let started = Instant::now();
    let parsed = std::panic::catch_unwind(|| exercise(bytes, text))
        .unwrap_or_else(|_| panic!("panicked on {case}"));
    let took = started.elapsed();
    if took.as_millis() > 100 {
        println!("{case} took {took:?}");
    }
    assert!(took.as_secs() < 5, "{case} took {took:?}");
    parsed
}

#[test]
fn truncated_fonts() {
    for name in ALL {
        let whole = bytes(name);
        let mut parsed = 0;
        for step in 0..60 {
            let len = whole.len() * step / 60;
            let cut = whole.get(..len).unwrap().to_vec();
            parsed += usize::from(run(&format!("{name} cut to {len}"), cut, sample(name)));
        }
        assert_eq!(parsed, 0, "{name}: a font that is cut short is refused");
        assert!(run(name, whole, sample(name)));
    }
}

#[test]
fn fonts_cut_at_their_tables() {
    for name in EVERY {
        let whole = bytes(name);
        for (tag, start, len) in tables(&whole) {
            for end in [start, start + 1, start + len / 2, start + len - 1] {
                let cut = whole.get(..end).unwrap().to_vec();
                assert!(!run(&format!("{name} cut in {tag}"), cut, sample(name)));
            }
        }
    }
}

#[test]
fn tables_of_zeros_and_of_noise() {
    let mut survivors = 0;
    for name in EVERY {
        let whole = bytes(name);
        let mut lcg = Lcg(5);
        for (tag, start, len) in tables(&whole) {
            // All of it, and all but the part that most tables begin with.
            for from in [0, len.min(16)] {
                let mut zeros = whole.clone();
                zeros[start + from..start + len].fill(0);
                survivors +=
                    usize::from(run(&format!("{name} {tag} of zeros"), zeros, sample(name)));
                let mut noise = whole.clone();
                noise[start + from..start + len].fill_with(|| lcg.below(256) as u8);
                survivors +=
                    usize::from(run(&format!("{name} {tag} of noise"), noise, sample(name)));
            }
        }
    }
    assert!(survivors > 100, "the cases reach past the parser: {survivors}");
}

#[test]
fn fonts_with_random_bytes() {
    let mut survivors = 0;
    for name in EVERY {
        let whole = bytes(name);
        let mut lcg = Lcg(7);
        for case in 0..60 {
            let mut broken = whole.clone();
            for _ in 0..1 << (case % 10) {
                let at = lcg.below(broken.len());
                broken[at] = lcg.below(256) as u8;
            }
            survivors += usize::from(run(&format!("{name} random {case}"), broken, sample(name)));
        }
    }
    assert!(survivors > 100, "the cases reach past the parser: {survivors}");
}

#[test]
fn tables_with_broken_fields() {
    let mut survivors = 0;
    for name in EVERY {
        let whole = bytes(name);
        let mut lcg = Lcg(11);
        for (tag, start, len) in tables(&whole) {
            for case in 0..16 {
                let mut broken = whole.clone();
                // Headers hold the counts and offsets, so most hits go there.
                let reach = if case % 4 == 3 { len } else { len.min(64) };
                for _ in 0..=case % 3 {
                    let at = start + lcg.below(reach.max(2) - 1);
                    let value = [0_u16, 1, 0x7fff, 0x8000, 0xffff, 0xfffe, 0x0100][lcg.below(7)];
                    if let Some(field) = broken.get_mut(at..at + 2) {
                        field.copy_from_slice(&value.to_be_bytes());
                    }
                }
                let case = format!("{name} table {tag} case {case}");
                survivors += usize::from(run(&case, broken, sample(name)));
            }
        }
    }
    assert!(survivors > 100, "the cases reach past the parser: {survivors}");
}

#[test]
fn tables_swapped_for_one_another() {
    for name in ALL {
        let whole = bytes(name);
        let count = usize::from(whole[5]);
        for a in 0..count {
            let b = (a * 7 + 3) % count;
            let mut broken = whole.clone();
            let (from, to) = (12 + b * 16 + 8, 12 + a * 16 + 8);
            let place: [u8; 8] = whole[from..from + 8].try_into().unwrap();
            broken[to..to + 8].copy_from_slice(&place);
            run(&format!("{name} table {a} is {b}"), broken, sample(name));
        }
    }
}
