//! A photo that was taken in, as it is handed to the engine: pixels, and how many the file had. Not a format for files.
//!
//! `LPtaken2`, then four numbers of 32 bits, little-endian: width and height of the pixels, and those of the file. Then
//! the pixels, premultiplied RGBA, row by row from the top, and those of each mip level after them: what takes a photo
//! in does it in a thread of its own, so the page need not.

#[cfg(feature = "photo")]
use super::Photo;
use super::mipmaps::{Mipmaps, half};
use super::{Raw, Samples, checked_size, corrupt};
use crate::error::Error;
use crate::pixels::Pixmap;

/// What it begins with.
pub(super) const MAGIC: &[u8] = b"LPtaken2";

/// Bytes before the pixels.
const HEADER: usize = MAGIC.len() + 16;

struct Header {
    size: (u32, u32),
    of: (u32, u32),
}

fn read(bytes: &[u8]) -> Result<Header, Error> {
    let broken = || corrupt("it is cut short");
    let numbers =
        bytes.get(MAGIC.len()..).and_then(|b| b.first_chunk::<16>()).ok_or_else(broken)?;
    let mut values = [0; 4];
    for (v, b) in values.iter_mut().zip(numbers.as_chunks::<4>().0) {
        *v = u32::from_le_bytes(*b);
    }
    let [w, h, full_w, full_h] = values;
    let (size, of) = (checked_size(w, h)?, checked_size(full_w, full_h)?);
    let pixels: usize = levels(size).map(|(w, h)| w as usize * h as usize).sum();
    if bytes.len() - HEADER != pixels * 4 {
        return Err(broken());
    }
    Ok(Header { size, of })
}

/// Sizes of all levels.
fn levels(size: (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    std::iter::successors(Some(size), |&(w, h)| half(w, h))
}

/// Size of the file that it was.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    Ok(read(bytes)?.of)
}

/// Its pixels, without the smaller levels.
pub(super) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let Header { size: (width, height), .. } = read(bytes)?;
    let mut data = super::samples::<u8>(width, height, 4)?;
    if let Some(pixels) = bytes.get(HEADER..HEADER + data.len()) {
        data.copy_from_slice(pixels);
    }
    darken(&mut data);
    Ok(Raw { width, height, samples: Samples::Premultiplied(data) })
}

/// All levels of it, in the memory that it came in.
pub(super) fn into_mipmaps(mut bytes: Vec<u8>) -> Result<Mipmaps, Error> {
    let Header { size, .. } = read(&bytes)?;
    bytes.drain(..HEADER);
    darken(&mut bytes);
    let (mut pixmaps, mut at) = (Vec::new(), 0);
    for (width, height) in levels(size) {
        let end = at + width as usize * height as usize * 4;
        // The first one keeps the memory.
        if at > 0 {
            let mut pixels = Pixmap::new(width, height)?;
            pixels.data_mut().copy_from_slice(bytes.get(at..end).unwrap_or_default());
            pixmaps.push(pixels);
        }
        at = end;
    }
    bytes.truncate(size.0 as usize * size.1 as usize * 4);
    bytes.shrink_to_fit();
    let full = Pixmap::from_vec(size.0, size.1, bytes).ok_or_else(|| corrupt("too few pixels"))?;
    pixmaps.insert(0, full);
    Ok(Mipmaps::from_levels(pixmaps))
}

/// No color is brighter than its alpha, whoever made the bytes.
fn darken(pixels: &mut [u8]) {
    let (pixels, _) = pixels.as_chunks_mut::<4>();
    if pixels.iter().fold(255, |all, p| all & p[3]) == 255 {
        return;
    }
    for p in pixels {
        *p = p.map(|v| v.min(p[3]));
    }
}

/// Writes a photo.
///
/// # Errors
/// [`Error::TooLargeAsset`] when memory is short.
#[cfg(feature = "photo")]
pub(super) fn write(photo: Photo) -> Result<Vec<u8>, Error> {
    let [full_w, full_h] = photo.size;
    let numbers = [photo.pixels.width(), photo.pixels.height(), full_w, full_h];
    let mipmaps = Mipmaps::new(photo.pixels)?;
    let mut out = super::buffer(HEADER + mipmaps.bytes(), 0)?;
    let levels = (0..mipmaps.len()).flat_map(|n| [mipmaps.level(n).data()]);
    let numbers = numbers.map(u32::to_le_bytes);
    let mut rest = &mut *out;
    for part in [MAGIC, numbers.as_flattened()].into_iter().chain(levels) {
        let Some((head, tail)) = rest.split_at_mut_checked(part.len()) else { break };
        head.copy_from_slice(part);
        rest = tail;
    }
    Ok(out)
}
