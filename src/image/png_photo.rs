//! What a photo asks of a PNG beyond its pixels: row after row of them, its color profile, which way up it is.

use std::io::{BufRead, Seek};

use super::corrupt;
use super::exif::Orientation;
use super::png::{Open, expand, open_with, refuse};
use crate::error::Error;
use png::{BitDepth, ColorType, Transformations};

/// Reads the header, with the profile.
pub(super) fn open<R: BufRead + Seek>(file: R) -> Result<Open<R>, Error> {
    open_with(file, Transformations::EXPAND, false)
}

/// The color profile. It counts before what else a file may say of its colors (PNG, third edition, section 4.3).
pub(super) fn profile<R: BufRead + Seek>(reader: &Open<R>) -> Option<Vec<u8>> {
    reader.info().icc_profile.as_ref().map(|profile| profile.to_vec())
}

/// Whether its pixels are gray.
pub(super) fn is_gray<R: BufRead + Seek>(reader: &Open<R>) -> bool {
    matches!(reader.output_color_type().0, ColorType::Grayscale | ColorType::GrayscaleAlpha)
}

/// Writes the next row as RGBA.
pub(super) fn next_row<R: BufRead + Seek>(
    reader: &mut Open<R>,
    out: &mut [u8],
) -> Result<(), Error> {
    let format = reader.output_color_type();
    match reader.next_row().map_err(refuse)? {
        Some(row) => wide(out, row.data(), format),
        None => return Err(corrupt("rows are missing")),
    }
    Ok(())
}

/// A row as RGBA, where [`expand`] leaves gray as it is.
pub(super) fn wide(out: &mut [u8], row: &[u8], format: (ColorType, BitDepth)) {
    if format.0 != ColorType::Grayscale {
        return expand(out, row, format);
    }
    let gray = out.len() / 4;
    let Some(front) = out.get_mut(..gray) else { return };
    expand(front, row, format);
    for i in (0..gray).rev() {
        let Some(&g) = out.get(i) else { return };
        if let Some(p) = out.get_mut(i * 4..).and_then(|o| o.first_chunk_mut()) {
            *p = [g, g, g, 255];
        }
    }
}

/// Reads to the end; only then all of what is beside the picture is known.
pub(super) fn finish<R: BufRead + Seek>(reader: &mut Open<R>) -> Result<Orientation, Error> {
    reader.finish().map_err(refuse)?;
    let exif = reader.info().exif_metadata.as_ref();
    Ok(exif.map_or(Orientation::UPRIGHT, |exif| Orientation::read(exif)))
}
