//! What a file of font bytes is, before anything in it is believed.

use harfrust::font::glyph::{GlyphSource, GlyphSourceOrder};
use harfrust::font::{Kind, Source};

use crate::error::Error;

/// The formats [`Font::parse`](super::Font::parse) reads, as error messages name them.
pub(super) const ALLOWED: &str =
    "TrueType (.ttf), OpenType (.otf), a collection of them (.ttc) or WOFF";

/// Most tables a font may list; the specification knows about sixty.
pub(super) const MAX_TABLES: usize = 512;

/// The tables no text can be set without, whatever the outlines are.
const REQUIRED: [[u8; 4]; 5] = [*b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp"];

/// Most faces a collection may have; the largest in use, of Noto CJK, have ten.
const MAX_FACES: u32 = 256;

/// Where outlines are looked for: a font with both kinds means those its first four bytes promise.
/// Source: https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font
const TRUETYPE_FIRST: GlyphSourceOrder = GlyphSourceOrder::OUTLINES;
const POSTSCRIPT_FIRST: GlyphSourceOrder = GlyphSourceOrder::new(&[
    GlyphSource::Varc,
    GlyphSource::Cff2,
    GlyphSource::Cff,
    GlyphSource::Glyf,
]);

/// Checks that `bytes` are an sfnt font or a collection with a face of this index, that the face's
/// tables lie inside the file and that the indispensable ones are there. Where its outlines are.
///
/// # Errors
/// [`Error::UnsupportedAsset`] naming the format found; [`Error::UnknownReference`] for a face that
/// is not there; [`Error::CorruptAsset`] for a font that is cut short or lacks a table.
pub(super) fn check(bytes: &[u8], face: u32) -> Result<GlyphSourceOrder, Error> {
    let start = start(bytes, face)?;
    let font = bytes.get(start..).unwrap_or_default();
    if let Some(found) = foreign(font) {
        return Err(unsupported(found));
    }
    let count = usize::from(u16_at(font, 4).ok_or_else(|| corrupt("it ends in its header"))?);
    if count > MAX_TABLES {
        return Err(corrupt(format!("it lists {count} tables, of at most {MAX_TABLES}")));
    }
    let mut present = Vec::with_capacity(count);
    for i in 0..count {
        let record = font
            .get(12 + i * 16..12 + (i + 1) * 16)
            .ok_or_else(|| corrupt("it ends in its list of tables"))?;
        let (tag, offset, length) = match record {
            [a, b, c, d, _, _, _, _, o0, o1, o2, o3, l0, l1, l2, l3] => (
                [*a, *b, *c, *d],
                u32::from_be_bytes([*o0, *o1, *o2, *o3]),
                u32::from_be_bytes([*l0, *l1, *l2, *l3]),
            ),
            _ => return Err(corrupt("it ends in its list of tables")),
        };
        if u64::from(offset) + u64::from(length) > bytes.len() as u64 {
            return Err(corrupt(format!("it is cut short in the table {}", shown(tag))));
        }
        present.push(tag);
    }
    for tag in REQUIRED {
        if !present.contains(&tag) {
            return Err(corrupt(format!("it has no table {}", shown(tag))));
        }
    }
    let has = |tag: &[u8; 4]| present.contains(tag);
    if has(b"glyf") && has(b"loca") || has(b"CFF ") || has(b"CFF2") {
        let postscript = font.starts_with(b"OTTO");
        return Ok(if postscript { POSTSCRIPT_FIRST } else { TRUETYPE_FIRST });
    }
    // Pictures are as good as outlines if they are in colors.
    if has(b"CBDT") && has(b"CBLC") || has(b"sbix") {
        return Ok(TRUETYPE_FIRST);
    }
    Err(if has(b"EBDT") {
        unsupported("a font of bitmaps in one color without outlines")
    } else if has(b"SVG ") {
        unsupported("a font of SVG glyphs without outlines")
    } else {
        corrupt("it has no outlines")
    })
}

/// The bytes of a table of a face that passed [`check`].
pub(super) fn table<'a>(bytes: &'a [u8], face: u32, tag: &[u8; 4]) -> Option<&'a [u8]> {
    let font = bytes.get(start(bytes, face).ok()?..)?;
    let records = font.get(12..)?.as_chunks::<16>().0;
    let count = usize::from(u16_at(font, 4)?);
    let record = records.iter().take(count).find(|record| record.starts_with(tag))?;
    let field = |at: usize| {
        let bytes = record.get(at..at + 4)?;
        usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
    };
    let start = field(8)?;
    bytes.get(start..start.checked_add(field(12)?)?)
}

/// The bytes of a table of a parsed face.
pub(super) fn face_table<'a>(face: &'a harfrust::Font, tag: &[u8; 4]) -> Option<&'a [u8]> {
    match (face.source(), face.kind()) {
        (Source::Blob(bytes), Kind::Sfnt(_, index)) => table(bytes, index, tag),
        _ => None,
    }
}

/// Where the list of tables of a face begins: at 0 but in a collection.
/// Source: https://learn.microsoft.com/typography/opentype/spec/otff#ttc-header
fn start(bytes: &[u8], face: u32) -> Result<usize, Error> {
    let faces = if bytes.starts_with(b"ttcf") {
        u32_at(bytes, 8).ok_or_else(|| corrupt("it ends in its header"))?
    } else {
        1
    };
    if faces > MAX_FACES {
        return Err(corrupt(format!("it lists {faces} faces, of at most {MAX_FACES}")));
    }
    if face >= faces {
        return Err(Error::UnknownReference {
            path: String::new(),
            what: "face",
            id: face.to_string(),
            allowed: (0..faces).map(|i| i.to_string()).collect(),
        });
    }
    if !bytes.starts_with(b"ttcf") {
        return Ok(0);
    }
    let start = u32_at(bytes, 12 + 4 * face as usize).map(|at| at as usize);
    start.filter(|at| *at < bytes.len()).ok_or_else(|| corrupt("it is cut short before the face"))
}

/// The name of the format when it is not a single sfnt font.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..4).unwrap_or(bytes);
    match head {
        [0, 1, 0, 0] | b"OTTO" | b"true" => None,
        b"wOFF" => Some("a WOFF inside a WOFF"),
        b"wOF2" => {
            Some("WOFF2, to be unpacked by liveproof-woff2 first, as the JavaScript API does")
        }
        b"ttcf" => Some("a collection inside a collection"),
        [b'%', b'!', ..] | [0x80, 1, ..] | b"typ1" => Some("a Type 1 font"),
        [b'<', ..] => Some("an HTML, XML or SVG document"),
        [] => Some("empty"),
        _ if bytes.get(34..36) == Some(b"LP") => Some("an Embedded OpenType font (.eot)"),
        _ => Some("in an unknown format"),
    }
}

fn unsupported(found: &str) -> Error {
    Error::UnsupportedAsset {
        path: String::new(),
        kind: "font",
        found: found.to_owned(),
        allowed: ALLOWED,
    }
}

/// A fault of a font's bytes.
pub(super) fn corrupt(reason: impl Into<String>) -> Error {
    Error::CorruptAsset { path: String::new(), kind: "font", reason: reason.into() }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A tag in quotes; bytes that are not printable ASCII become `?`.
fn shown(tag: [u8; 4]) -> String {
    let printable = |b: &u8| if (0x20..0x7f).contains(b) { *b as char } else { '?' };
    format!("\"{}\"", tag.iter().map(printable).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::error::Error;

    fn found(bytes: &[u8]) -> String {
        match check(bytes, 0) {
            Err(Error::UnsupportedAsset { found, kind: "font", path, .. }) if path.is_empty() => {
                found
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn foreign_formats_are_named() {
        assert!(found(b"wOF2").starts_with("WOFF2"));
        assert_eq!(found(b"%!PS-AdobeFont-1.0"), "a Type 1 font");
        assert_eq!(found(b"<!doctype html>"), "an HTML, XML or SVG document");
        assert_eq!(found(b""), "empty");
        assert_eq!(found(b"\x89PNG\r\n"), "in an unknown format");
    }

    /// A font of these tables beside the indispensable ones, all empty.
    fn of_tables(tags: &[&[u8; 4]]) -> Vec<u8> {
        let tags: Vec<&[u8; 4]> = super::REQUIRED.iter().chain(tags.iter().copied()).collect();
        let mut font = vec![0, 1, 0, 0, 0, tags.len() as u8, 0, 0, 0, 0, 0, 0];
        for tag in tags {
            font.extend_from_slice(tag);
            font.extend([0; 12]);
        }
        font
    }

    #[test]
    fn pictures_in_colors_stand_in_for_outlines() {
        assert!(check(&of_tables(&[b"glyf", b"loca"]), 0).is_ok());
        assert!(check(&of_tables(&[b"CBDT", b"CBLC"]), 0).is_ok());
        assert!(check(&of_tables(&[b"sbix"]), 0).is_ok());
        assert_eq!(
            found(&of_tables(&[b"EBDT"])),
            "a font of bitmaps in one color without outlines"
        );
        assert_eq!(found(&of_tables(&[b"SVG "])), "a font of SVG glyphs without outlines");
        assert!(matches!(check(&of_tables(&[]), 0), Err(Error::CorruptAsset { .. })));
    }

    #[test]
    fn a_header_alone_is_cut_short() {
        for bytes in [&[0, 1, 0, 0][..], &[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 1]] {
            assert!(matches!(check(bytes, 0), Err(Error::CorruptAsset { .. })), "{bytes:?}");
        }
    }
}
