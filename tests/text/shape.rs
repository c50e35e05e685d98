//! Fonts are refused with a reason; text is really shaped: ligatures, kerning, joining, marks.

use crate::support::{
    ALL, ARABIC, HEBREW, ROBOTO, SCRIPT, SERIF, bytes, font, layout_line, request,
};
use liveproof::Error;
use liveproof::text::{Font, Glyph, MAX_FONT_BYTES, MAX_TEXT_CHARS};

fn ids(font: &Font, text: &str) -> Vec<u32> {
    layout_line(&request(font, text)).glyphs.iter().map(|g| g.id).collect()
}

fn width(font: &Font, text: &str) -> f64 {
    layout_line(&request(font, text)).lines[0].width
}

#[test]
fn every_test_font_parses_and_measures_plausibly() {
    for name in ALL {
        let m = font(name).metrics();
        assert!((0.5..1.5).contains(&m.ascent), "{name}: {m:?}");
        assert!((0.1..1.0).contains(&m.descent), "{name}: {m:?}");
        assert!(m.units_per_em >= 1000, "{name}");
    }
    // Figures read from the file's hhea and OS/2 with another program.
    let m = font(ROBOTO).metrics();
    assert_eq!((m.ascent * 2048.0, m.descent * 2048.0), (1900.0, 500.0));
    assert_eq!(m.cap_height.map(|v| v * 2048.0), Some(1456.0));
}

#[test]
fn refusals_say_why() {
    let refused = |bytes: Vec<u8>| Font::parse(bytes).unwrap_err().at("assets.f").to_string();
    assert_eq!(
        refused(b"wOF2....".to_vec()),
        "assets.f: the font is WOFF2; expected TrueType (.ttf) or OpenType (.otf)"
    );
    let whole = bytes(ROBOTO);
    let cut = Font::parse(whole.get(..whole.len() / 2).unwrap().to_vec()).unwrap_err();
    assert_eq!(cut.code(), "font-corrupt");
    assert!(cut.to_string().contains("cut short in the table"), "{cut}");
    assert_eq!(cut.path(), "");
    let huge = Font::parse(vec![0; MAX_FONT_BYTES + 1]).unwrap_err();
    assert!(matches!(huge, Error::TooLarge { what: "bytes", .. }));
}

#[test]
fn outlines_are_in_ems_with_y_down() {
    for name in [ROBOTO, SERIF] {
        let font = font(name);
        let line = layout_line(&request(&font, "H"));
        let bounds = kurbo::Shape::bounding_box(&font.outline(line.glyphs[0].id).unwrap());
        let cap = font.metrics().cap_height.unwrap();
        assert!((bounds.y0 + cap).abs() < 0.02, "{name}: top {} of cap height {cap}", bounds.y0);
        assert!(bounds.y1.abs() < 0.01, "{name}: stands on the baseline, {}", bounds.y1);
    }
    let font = font(ROBOTO);
    assert!(font.outline(layout_line(&request(&font, " ")).glyphs[0].id).is_none());
    assert!(font.outline(u32::MAX).is_none());
}

#[test]
fn composite_glyphs_have_all_their_parts() {
    let font = font(ROBOTO);
    let area = |text: &str| {
        let id = ids(&font, text)[0];
        kurbo::Shape::area(&font.outline(id).unwrap()).abs()
    };
    let (e, acute) = (area("e"), area("é"));
    assert!(acute > e * 1.05, "é {acute} has an accent beside e {e}");
}

#[test]
fn ligatures_are_formed() {
    let serif = font(SERIF);
    assert_eq!(ids(&serif, "fi").len(), 1, "f and i make one glyph");
    assert_eq!(ids(&serif, "xi").len(), 2);
    assert_eq!(ids(&font(SCRIPT), "th").len(), 1, "this face joins t and h");
}

#[test]
fn kerning_is_applied() {
    for name in [ROBOTO, SERIF] {
        let font = font(name);
        let (pair, apart) = (width(&font, "AV"), width(&font, "A") + width(&font, "V"));
        assert!(pair < apart - 0.1, "{name}: {pair} against {apart}");
    }
    // Read from GPOS with another program: -77 of 2048 units.
    let font = font(ROBOTO);
    let kern = (width(&font, "AV") - width(&font, "A") - width(&font, "V")) * 204.8;
    assert!((kern + 77.0).abs() < 1e-6, "{kern}");
}

#[test]
fn letters_of_a_script_face_touch() {
    let font = font(SCRIPT);
    let line = layout_line(&request(&font, "nn"));
    let ink = |i: usize| {
        let glyph = &line.glyphs[i];
        let bounds = kurbo::Shape::bounding_box(&font.outline(glyph.id).unwrap());
        (glyph.x + bounds.x0 * line.size, glyph.x + bounds.x1 * line.size)
    };
    assert!(ink(0).1 > ink(1).0, "the exit stroke reaches the next letter");
}

#[test]
fn arabic_joins_and_runs_from_right_to_left() {
    let font = font(ARABIC);
    let word = layout_line(&request(&font, "محمد"));
    assert!(word.lines[0].right_to_left);
    assert!(word.missing.is_empty());
    let alone: Vec<u32> = "محمد".chars().flat_map(|c| ids(&font, &c.to_string())).collect();
    let letters: Vec<&Glyph> =
        word.glyphs.iter().filter(|g| font.outline(g.id).is_some()).collect();
    for glyph in &letters {
        assert!(!alone.contains(&glyph.id), "glyph {} is the isolated form", glyph.id);
    }
    // The first letter is the rightmost.
    let clusters: Vec<u32> = word.glyphs.iter().map(|g| g.cluster).collect();
    assert!(clusters.windows(2).all(|w| w[0] >= w[1]), "{clusters:?}");
    assert!(word.glyphs.windows(2).all(|w| w[0].x <= w[1].x + 10.0));
}

#[test]
fn hebrew_runs_from_right_to_left() {
    let font = font(HEBREW);
    let line = layout_line(&request(&font, "שלום"));
    assert!(line.lines[0].right_to_left);
    let clusters: Vec<u32> = line.glyphs.iter().map(|g| g.cluster).collect();
    assert_eq!(clusters, [6, 4, 2, 0]);
    assert!(!layout_line(&request(&font, "123")).lines[0].right_to_left);
}

#[test]
fn marks_stand_on_their_letters() {
    let font = font(ROBOTO);
    // No precomposed letter exists for this pair.
    let line = layout_line(&request(&font, "x\u{301}"));
    assert_eq!(line.glyphs.len(), 2);
    assert!((line.lines[0].width - width(&font, "x")).abs() < 1e-9, "a mark takes no room");
    let (base, mark) = (&line.glyphs[0], &line.glyphs[1]);
    let extent = |g: &Glyph| {
        let b = kurbo::Shape::bounding_box(&font.outline(g.id).unwrap());
        (g.x + b.x0 * 10.0, g.x + b.x1 * 10.0, g.y + b.y1 * 10.0, g.y + b.y0 * 10.0)
    };
    let ((l, r, _, top), (ml, mr, bottom, _)) = (extent(base), extent(mark));
    assert!(ml > l - 0.5 && mr < r + 0.5, "over the letter");
    assert!(bottom <= top + 0.5, "above it: {bottom} against {top}");
}

#[test]
fn a_composed_and_a_decomposed_letter_are_the_same() {
    let font = font(ROBOTO);
    assert_eq!(ids(&font, "Zoe\u{308}"), ids(&font, "Zoë"));
}

#[test]
fn what_the_font_lacks_is_told_and_left_out() {
    let font = font(ROBOTO);
    let line = layout_line(&request(&font, "A漢B😀漢"));
    assert_eq!(line.missing, ['漢', '😀']);
    assert_eq!(line.glyphs.len(), 2);
    assert!(line.glyphs.iter().all(|g| g.id != 0));
    assert!((line.lines[0].width - width(&font, "A") - width(&font, "B")).abs() < 1e-9);
    // One grapheme of several characters: told without its joiners, nothing of it drawn.
    let family = layout_line(&request(&font, "👩\u{200d}👧\u{fe0f}"));
    assert_eq!(family.missing, ['👩', '👧']);
    assert!(family.glyphs.is_empty() && family.lines[0].width == 0.0 && family.ink.is_none());
    // A mark whose base is missing is not left behind to land on the neighbor.
    let orphan = layout_line(&request(&font, "a漢\u{301}b"));
    assert_eq!(orphan.missing, ['漢']);
    assert_eq!(orphan.glyphs.len(), 2);
    let hebrew = layout_line(&request(&font, "שלום"));
    assert_eq!(hebrew.missing, ['ש', 'ל', 'ו', 'ם'], "in the order of the text");
}

#[test]
fn invisible_characters_take_no_room() {
    let font = font(ROBOTO);
    let line = layout_line(&request(&font, "a\u{200b}\u{feff}\u{7}b"));
    assert!(line.missing.is_empty());
    assert!((line.lines[0].width - width(&font, "ab")).abs() < 1e-9);
    assert!((width(&font, "a\tb") - width(&font, "a b")).abs() < 1e-9);
}

#[test]
fn ten_thousand_marks_are_bounded() {
    for name in ALL {
        let font = font(name);
        for text in [
            format!("a{}b", "\u{301}".repeat(10_000)),
            "\u{301}".repeat(10_000),
            "e\u{301}".repeat(10_000),
            "م\u{64b}".repeat(10_000),
            "👩\u{200d}".repeat(10_000),
        ] {
            let started = std::time::Instant::now();
            let line = layout_line(&request(&font, &text));
            assert!(line.truncated);
            assert!(line.glyphs.len() <= MAX_TEXT_CHARS * 2);
            let took = started.elapsed();
            assert!(took.as_millis() < 500, "{name}: {took:?}");
        }
    }
}

#[test]
fn clones_are_one_font() {
    let a = font(ROBOTO);
    assert_eq!(a, a.clone());
    assert_ne!(a, font(ROBOTO));
}
