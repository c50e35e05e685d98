//! The files fonts come in: collections and WOFF.

use liveproof::text::Font;

use crate::support::{HEBREW, ROBOTO, bytes, font, layout_line, request, tables};

/// A collection of fonts, each with its tables after the others'.
fn collection(fonts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = [b"ttcf".as_slice(), &[0, 1, 0, 0], &(fonts.len() as u32).to_be_bytes()].concat();
    let mut start = out.len() + 4 * fonts.len();
    for font in fonts {
        out.extend((start as u32).to_be_bytes());
        start += font.len();
    }
    for font in fonts {
        let start = out.len();
        let mut font = font.clone();
        for (i, (_, offset, _)) in tables(&font).into_iter().enumerate() {
            let at = 12 + i * 16 + 8;
            font[at..at + 4].copy_from_slice(&((start + offset) as u32).to_be_bytes());
        }
        out.extend(font);
    }
    out
}

fn line(font: &Font, text: &str) -> Vec<(u32, u64)> {
    layout_line(&request(font, text)).glyphs.iter().map(|g| (g.id, g.x.to_bits())).collect()
}

#[test]
fn a_collection_is_read_by_face() {
    let both = collection(&[bytes(ROBOTO), bytes(HEBREW)]);
    for (face, name, text) in [(0, ROBOTO, "Zoë"), (1, HEBREW, "שלום")] {
        let read = Font::parse_face(both.clone(), face).unwrap();
        assert_eq!(line(&read, text), line(&font(name), text));
        assert_eq!(read.outline(40), font(name).outline(40));
    }
    assert_eq!(line(&Font::parse(both.clone()).unwrap(), "a"), line(&font(ROBOTO), "a"));
    let missing = Font::parse_face(both.clone(), 2).unwrap_err().at("assets.f");
    assert_eq!(missing.code(), "unknown-reference");
    assert!(missing.to_string().starts_with("assets.f: there is no face \"2\""), "{missing}");
    assert!(missing.to_string().ends_with("there are \"0\", \"1\""), "{missing}");
    let single = Font::parse_face(bytes(ROBOTO), 1).unwrap_err();
    assert!(single.to_string().ends_with("there are \"0\""), "{single}");
    for len in (0..both.len()).step_by(997) {
        let cut = Font::parse_face(both[..len].to_vec(), 1).unwrap_err();
        assert!(len < 4 || cut.code() == "font-corrupt", "{len}: {cut}");
    }
    let many = [b"ttcf".as_slice(), &[0, 1, 0, 0, 0xff, 0xff, 0xff, 0xff]].concat();
    assert_eq!(Font::parse_face(many, 70_000).unwrap_err().code(), "font-corrupt");
}

#[test]
fn a_woff_is_the_font_it_holds() {
    let packed = font("Roboto-Bold-subset.woff");
    let whole = font(ROBOTO);
    let bold = |font: &Font| {
        let text = layout_line(&request(font, "AVHamburge"));
        let ink: Vec<_> = text.glyphs.iter().map(|g| text.outline(g)).collect();
        (ink, text.lines[0].width)
    };
    assert_eq!(bold(&packed), bold(&whole));
}

#[test]
fn a_damaged_woff_is_refused() {
    let whole = bytes("Roboto-Bold-subset.woff");
    for len in 4..whole.len() {
        if len % 37 == 0 || len < 400 {
            assert_eq!(Font::parse(whole[..len].to_vec()).unwrap_err().code(), "font-corrupt");
        }
    }
    // A table that says to be four gigabytes, and one that says to be a little longer than it is.
    let mut huge = whole.clone();
    huge[44 + 12..44 + 16].copy_from_slice(&[0xff; 4]);
    assert_eq!(Font::parse(huge).unwrap_err().code(), "too-large");
    let mut longer = whole.clone();
    longer[44 + 15] = longer[44 + 15].wrapping_add(1);
    assert_eq!(Font::parse(longer).unwrap_err().code(), "font-corrupt");
    let nested = [&whole[..4], b"wOFF", &whole[8..]].concat();
    assert_eq!(Font::parse(nested).unwrap_err().code(), "font-unsupported");
}
