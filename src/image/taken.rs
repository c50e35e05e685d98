//! A photo that was taken in, as it is handed to the engine: pixels, and how many the file had. Not a format for files.
//!
//! `LPtaken1`, then five numbers of 32 bits, little-endian: width and height of the pixels, those of the file, bytes
//! a pixel (3 for opaque ones, else 4), and the pixels, premultiplied, row by row from the top.

#[cfg(feature = "photo")]
use super::Photo;
use super::{Raw, Samples, checked_size, corrupt};
use crate::error::Error;

/// What it begins with.
pub(super) const MAGIC: &[u8] = b"LPtaken1";

struct Header<'a> {
    size: (u32, u32),
    of: (u32, u32),
    channels: usize,
    data: &'a [u8],
}

fn read(bytes: &[u8]) -> Result<Header<'_>, Error> {
    let broken = || corrupt("it is cut short");
    let (numbers, data) =
        bytes.get(MAGIC.len()..).and_then(|b| b.split_first_chunk::<20>()).ok_or_else(broken)?;
    let mut values = [0; 5];
    for (v, b) in values.iter_mut().zip(numbers.as_chunks::<4>().0) {
        *v = u32::from_le_bytes(*b);
    }
    let [w, h, full_w, full_h, channels] = values;
    let (size, of) = (checked_size(w, h)?, checked_size(full_w, full_h)?);
    let channels = channels as usize;
    if !(3..=4).contains(&channels) || data.len() != size.0 as usize * size.1 as usize * channels {
        return Err(broken());
    }
    Ok(Header { size, of, channels, data })
}

/// Size of the file that it was.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    Ok(read(bytes)?.of)
}

/// Its pixels, straight.
pub(super) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let Header { size: (width, height), channels, data, .. } = read(bytes)?;
    let mut out = super::samples::<u8>(width, height, 4)?;
    let (pixels, _) = out.as_chunks_mut::<4>();
    if channels == 3 {
        for (o, &[r, g, b]) in pixels.iter_mut().zip(data.as_chunks::<3>().0) {
            *o = [r, g, b, 255];
        }
        return Ok(Raw { width, height, samples: Samples::Rgba(out) });
    }
    for (o, &[r, g, b, a]) in pixels.iter_mut().zip(data.as_chunks::<4>().0) {
        *o = [r.min(a), g.min(a), b.min(a), a];
    }
    Ok(Raw { width, height, samples: Samples::Premultiplied(out) })
}

/// Writes a photo.
///
/// # Errors
/// [`Error::TooLargeAsset`] when memory is short.
#[cfg(feature = "photo")]
pub(super) fn write(photo: &Photo) -> Result<Vec<u8>, Error> {
    let (pixels, _) = photo.pixels.data().as_chunks::<4>();
    let opaque = pixels.iter().fold(255, |all, p| all & p[3]) == 255;
    let channels = if opaque { 3 } else { 4 };
    let mut out = super::buffer(MAGIC.len() + 20 + pixels.len() * channels, 0)?;
    let [w, h] = photo.size;
    let numbers = [photo.pixels.width(), photo.pixels.height(), w, h, channels as u32];
    let head = MAGIC.iter().copied().chain(numbers.into_iter().flat_map(u32::to_le_bytes));
    out.iter_mut().zip(head).for_each(|(o, b)| *o = b);
    let Some(data) = out.get_mut(MAGIC.len() + 20..) else { return Ok(out) };
    if !opaque {
        data.copy_from_slice(photo.pixels.data());
        return Ok(out);
    }
    for (o, &[r, g, b, _]) in data.as_chunks_mut::<3>().0.iter_mut().zip(pixels) {
        *o = [r, g, b];
    }
    Ok(out)
}
