//! Fonts that know characters by the codes of the classic Mac OS alone.

use liveproof::text::Font;

use crate::support::{ROBOTO, bytes, font, layout_line, request, with_table, words};

/// The font with one `cmap`, of the classic Mac OS in this language: ASCII as it was, and from 0xDA on
/// what it has for the letters `high`.
fn font_of(language: u16, high: &str) -> Font {
    let roboto = font(ROBOTO);
    let glyph = |c: char| match layout_line(&request(&roboto, &c.to_string())).glyphs.first() {
        Some(glyph) => glyph.id as u8,
        None => 0,
    };
    let mut glyphs: Vec<u8> = (0..128_u8).map(|code| glyph(code.into())).collect();
    glyphs.resize(0xda, 0);
    glyphs.extend(high.chars().map(glyph));
    glyphs.resize(256, 0);
    let head = words(&[0, 1, 1, 0, 0, 12, 0, 262, language]);
    Font::parse(with_table(bytes(ROBOTO), "cmap", &[head, glyphs].concat())).unwrap()
}

#[test]
fn a_language_gives_codes_of_mac_roman_to_its_own_letters() {
    let ids = |font: &Font, text: &str| -> Vec<u32> {
        layout_line(&request(font, text)).glyphs.iter().map(|glyph| glyph.id).collect()
    };
    let plain = font(ROBOTO);
    let (roman, turkish) = (font_of(0, "abcdef"), font_of(18, "abcdef"));
    assert_eq!(ids(&turkish, "AĞğİıŞşZ"), ids(&plain, "AabcdefZ"));
    assert_eq!(ids(&roman, "A⁄€‹›ﬁﬂZ"), ids(&plain, "AabcdefZ"));
    // What the code no longer means is missing, and so are letters that no code means.
    for (font, lacks) in [(&turkish, "⁄€‹›ﬁﬂ"), (&roman, "Ğğİş")] {
        let line = layout_line(&request(font, lacks));
        assert_eq!(line.missing, lacks.chars().collect::<Vec<_>>());
        assert!(lacks.chars().all(|c| !font.has_char(c)));
    }
    assert_eq!(ids(&font_of(38, "abcdef"), "Țț"), ids(&plain, "ef"));
    assert_eq!(ids(&font_of(16, "abcdef"), "ðÞþ"), ids(&plain, "def"));
}

#[test]
fn a_cut_table_is_read_as_mac_roman() {
    let whole = words(&[0, 1, 1, 0, 0, 12, 0, 262, 18]);
    for len in 0..whole.len() {
        if let Ok(font) = Font::parse(with_table(bytes(ROBOTO), "cmap", &whole[..len])) {
            assert!(!font.has_char('Ğ'), "{len}");
        }
    }
}
