//! Which format a file is in, by its first bytes.

use crate::error::Error;

/// A format that is decoded.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Png,
    Jpeg,
    Webp,
    /// A photo that was taken in.
    Taken,
}

/// Signatures of formats that are named when they are refused: offset, bytes, name.
const REFUSED: [(usize, &[u8], &str); 16] = [
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS", "Photoshop"),
    (0, b"%PDF", "PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"\0\0\x01\0", "ICO"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypavis", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftyp", "a video"),
];

impl Format {
    /// The format of a file.
    ///
    /// # Errors
    /// [`Error::UnsupportedAsset`] that names what was found.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Png);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Ok(Self::Jpeg);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Webp);
        }
        if bytes.starts_with(super::taken::MAGIC) {
            return Ok(Self::Taken);
        }
        Err(Error::UnsupportedAsset {
            path: String::new(),
            kind: "image",
            found: name(bytes).to_owned(),
            allowed: "PNG, JPEG or WebP",
        })
    }
}

fn name(bytes: &[u8]) -> &'static str {
    let has = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|b| b.starts_with(magic));
    if bytes.is_empty() {
        return "an empty file";
    }
    if let Some((.., name)) = REFUSED.iter().find(|(at, magic, _)| has(*at, magic)) {
        return name;
    }
    // XML and text may begin with a byte order mark and a prolog.
    let head = bytes.get(..1024).unwrap_or(bytes);
    let text = !head.contains(&0) && head.iter().filter(|b| !b.is_ascii()).count() * 4 < head.len();
    match text {
        true if head.windows(4).any(|w| w == b"<svg") => "SVG",
        true if head.windows(5).any(|w| w.eq_ignore_ascii_case(b"<html")) => "an HTML page",
        true => "text",
        false => "an unknown format",
    }
}
