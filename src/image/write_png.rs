//! Writes PNG files: one filter, one compression, the sRGB color space.
//!
//! The `png` crate's writer can do far more, and brings a whole deflate for it: 40 KB of wasm.
//! Source: <https://www.w3.org/TR/png-3/>

use std::io;

use fdeflate::{Compressor, StoredOnlyCompressor};

/// How samples are laid out.
#[derive(Clone, Copy)]
pub(super) enum Samples {
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue and straight alpha.
    Rgba,
}

impl Samples {
    fn count(self) -> usize {
        match self {
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// The color type in a PNG's header.
    fn code(self) -> u8 {
        match self {
            Self::Rgb => 2,
            Self::Rgba => 6,
        }
    }
}

/// A file of `width` × `height` pixels of 8 bits a sample, from rows without padding.
///
/// # Errors
/// When a side is 0, or the pixels take more than 2 GiB packed.
pub(super) fn write_png(
    width: u32,
    height: u32,
    samples: Samples,
    data: &[u8],
) -> io::Result<Vec<u8>> {
    let row = width as usize * samples.count();
    if row == 0 || height == 0 {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut out = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    let [w, h] = [width, height].map(u32::to_be_bytes);
    // 8 bits a sample; the one compression and filter method there is; not interlaced.
    let header = [&w[..], &h, &[8, samples.code(), 0, 0, 0]].concat();
    chunk(&mut out, *b"IHDR", &header)?;
    // Perceptual.
    chunk(&mut out, *b"sRGB", &[0])?;
    chunk(&mut out, *b"IDAT", &pack(row, data)?)?;
    chunk(&mut out, *b"IEND", &[])?;
    Ok(out)
}

/// The rows as a zlib stream, each less the one above it; noise, which grows that way, as it is.
fn pack(row: usize, data: &[u8]) -> io::Result<Vec<u8>> {
    const NONE: u8 = 0;
    const UP: u8 = 2;
    let mut compressor = Compressor::new(Vec::new())?;
    let mut above: &[u8] = &[];
    let mut filtered = Vec::with_capacity(row + 1);
    for line in data.chunks_exact(row) {
        filtered.clear();
        filtered.push(UP);
        if above.is_empty() {
            filtered.extend_from_slice(line);
        } else {
            filtered.extend(line.iter().zip(above).map(|(here, up)| here.wrapping_sub(*up)));
        }
        compressor.write_data(&filtered)?;
        above = line;
    }
    let packed = compressor.finish()?;
    if packed.len() <= StoredOnlyCompressor::<()>::compressed_size(data.len() + data.len() / row) {
        return Ok(packed);
    }
    let mut stored = StoredOnlyCompressor::new(io::Cursor::new(Vec::new()))?;
    for line in data.chunks_exact(row) {
        stored.write_data(&[NONE])?;
        stored.write_data(line)?;
    }
    Ok(stored.finish()?.into_inner())
}

/// A length, a name, the content, and a checksum of the latter two.
fn chunk(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> io::Result<()> {
    let length = i32::try_from(content.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    out.extend(length.to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend_from_slice(content);
    let sum = crc32fast::hash(out.get(start..).unwrap_or_default());
    out.extend(sum.to_be_bytes());
    Ok(())
}
