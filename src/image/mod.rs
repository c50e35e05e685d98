//! Pictures: files in, premultiplied pixels out, and back to files.
//!
//! A file's format is told by its first bytes, its size is read from the header and checked against
//! the limits before anything is allocated, and only then is it decoded. Color profiles are not
//! applied to a template's assets: values are taken as sRGB. Shoppers' photos are taken in by [`photo`]. Errors have an empty path; the caller knows the asset.

mod cutout;
mod encode;
mod exif;
mod format;
mod jpeg;
mod mipmaps;
#[cfg(feature = "photo")]
mod photo;
mod png;
#[cfg(feature = "photo")]
mod png_photo;
mod taken;
mod webp;
mod write_png;

use crate::color::mul_div_255;
use crate::error::Error;
use crate::pixels::{Mask, Pixmap};
use format::Format;

pub use cutout::{CutOut, apply_mask, cut_out};
pub use encode::encode_png;
#[cfg(feature = "photo")]
pub use encode::{encode_jpeg, encode_webp};
pub use mipmaps::Mipmaps;
#[cfg(feature = "photo")]
pub use photo::{Intake, MAX_PREVIEW_PIXELS, Photo, decode_photo};

/// Most bytes an image file may have: 64 MiB.
pub const MAX_IMAGE_BYTES: usize = 64 << 20;

/// Most pixels an image may have: 64 megapixels.
pub const MAX_IMAGE_PIXELS: u64 = 64 << 20;

/// Most pixels an image may have in width or height.
pub const MAX_IMAGE_SIDE: u32 = 32_767;

/// Straight (not premultiplied) pixels as a decoder hands them out.
struct Raw {
    width: u32,
    height: u32,
    samples: Samples,
}

/// The samples of [`Raw`], row by row from the top.
enum Samples {
    /// One byte a pixel.
    Gray(Vec<u8>),
    /// Red, green, blue, alpha.
    Rgba(Vec<u8>),
    /// The same, premultiplied already.
    Premultiplied(Vec<u8>),
}

/// Decodes a PNG, JPEG or WebP to premultiplied pixels, upright as its EXIF orientation says (JPEG).
///
/// 16-bit channels are rounded to 8 bits. CMYK and YCCK are converted without a profile.
///
/// # Errors
/// [`Error::UnsupportedAsset`] for another format or an animated WebP, [`Error::TooLarge`] above a
/// limit or when memory is short, [`Error::CorruptAsset`] when the file is damaged or cut short.
pub fn decode(bytes: &[u8]) -> Result<Pixmap, Error> {
    let Raw { width, height, samples } = decode_raw(bytes)?;
    let data = match samples {
        Samples::Gray(gray) => {
            let mut pixmap = Pixmap::new(width, height)?;
            for (p, g) in pixmap.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(gray) {
                *p = [g, g, g, 255];
            }
            return Ok(pixmap);
        }
        Samples::Premultiplied(data) => data,
        Samples::Rgba(mut data) => {
            for p in data.as_chunks_mut::<4>().0 {
                let a = p[3];
                if a != 255 {
                    *p = [mul_div_255(p[0], a), mul_div_255(p[1], a), mul_div_255(p[2], a), a];
                }
            }
            data
        }
    };
    Pixmap::from_vec(width, height, data).ok_or_else(|| corrupt("too few pixels"))
}

/// The picture of a file as [`decode`] has it, with its mip levels, and width and height of the file; of a photo that
/// was taken in, in the memory that it came in.
///
/// # Errors
/// As [`decode`].
pub fn decode_mipmaps(bytes: Vec<u8>) -> Result<(Mipmaps, [u32; 2]), Error> {
    let (width, height) = size(&bytes)?;
    let mipmaps = match sniff(&bytes)? {
        Format::Taken => taken::into_mipmaps(bytes)?,
        _ => decode(&bytes).and_then(Mipmaps::new)?,
    };
    Ok((mipmaps, [width, height]))
}

/// A shopper's file of any format that is read, taken in at its full size: bytes that [`decode`] reads, with its
/// colors in sRGB. What was taken in before is given back.
///
/// # Errors
/// As [`decode_photo`].
#[cfg(feature = "photo")]
pub fn take_photo(file: Vec<u8>) -> Result<Vec<u8>, Error> {
    if file.starts_with(taken::MAGIC) {
        return Ok(file);
    }
    decode_photo(file, u64::MAX).and_then(|photo| photo.into_bytes())
}

/// Width and height in pixels, upright, from the header alone: of a photo that was taken in, those of its file.
///
/// # Errors
/// As [`decode`], for what the header can tell.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    match sniff(bytes)? {
        Format::Png => png::size(bytes),
        Format::Jpeg => jpeg::size(bytes),
        Format::Webp => webp::size(bytes),
        Format::Taken => taken::size(bytes),
    }
}

/// Decodes a mask or a gloss map to one channel.
///
/// A picture with any pixel that is not opaque gives its alpha (a shape cut out); any other gives
/// its gray value, `(54·r + 183·g + 19·b) / 256`: the weights of ITU-R BT.709 on encoded values, so
/// that a gray stays what it is.
///
/// # Errors
/// As [`decode`].
pub fn decode_gray(bytes: &[u8]) -> Result<Mask, Error> {
    let Raw { width, height, samples } = decode_raw(bytes)?;
    let data = match samples {
        Samples::Gray(gray) => gray,
        Samples::Rgba(data) | Samples::Premultiplied(data) => {
            let (pixels, _) = data.as_chunks::<4>();
            let mut mask = Mask::new(width, height)?;
            if pixels.iter().fold(255, |all, p| all & p[3]) == 255 {
                for (m, &[r, g, b, _]) in mask.data_mut().iter_mut().zip(pixels) {
                    let sum = 54 * u32::from(r) + 183 * u32::from(g) + 19 * u32::from(b);
                    *m = ((sum + 128) >> 8) as u8;
                }
            } else {
                for (m, p) in mask.data_mut().iter_mut().zip(pixels) {
                    *m = p[3];
                }
            }
            return Ok(mask);
        }
    };
    Mask::from_vec(width, height, data).ok_or_else(|| corrupt("too few pixels"))
}

/// Decodes a PNG of 16-bit RGB to width, height and three values a pixel, as they are in the file:
/// the map of a surface, where 8 bits would be too coarse.
///
/// # Errors
/// [`Error::UnsupportedAsset`] for any other depth, color type or format, else as [`decode`].
pub fn decode_rgb16(bytes: &[u8]) -> Result<(u32, u32, Vec<u16>), Error> {
    match sniff(bytes)? {
        Format::Png => png::decode_rgb16(bytes),
        Format::Jpeg => Err(not_rgb16("JPEG")),
        Format::Webp => Err(not_rgb16("WebP")),
        Format::Taken => Err(not_rgb16("a photo")),
    }
}

fn decode_raw(bytes: &[u8]) -> Result<Raw, Error> {
    match sniff(bytes)? {
        Format::Png => png::decode(bytes),
        Format::Jpeg => jpeg::decode(bytes),
        Format::Webp => webp::decode(bytes),
        Format::Taken => taken::decode(bytes),
    }
}

fn sniff(bytes: &[u8]) -> Result<Format, Error> {
    if bytes.len() > MAX_IMAGE_BYTES {
        return Err(too_large("bytes", bytes.len() as u64, MAX_IMAGE_BYTES as u64));
    }
    Format::of(bytes)
}

/// The size a header claims, if an image may have it.
fn checked_size(width: u32, height: u32) -> Result<(u32, u32), Error> {
    if width == 0 || height == 0 {
        return Err(corrupt("it has no pixels"));
    }
    let (side, pixels) = (width.max(height), u64::from(width) * u64::from(height));
    if side > MAX_IMAGE_SIDE {
        return Err(too_large(
            "pixels in a row or column",
            u64::from(side),
            u64::from(MAX_IMAGE_SIDE),
        ));
    }
    if pixels > MAX_IMAGE_PIXELS {
        return Err(too_large("pixels", pixels, MAX_IMAGE_PIXELS));
    }
    Ok((width, height))
}

/// `length` times a value, if memory holds it.
fn buffer<T: Copy>(length: usize, value: T) -> Result<Vec<T>, Error> {
    let mut data = Vec::new();
    data.try_reserve_exact(length)
        .map_err(|_| too_large("pixels", length as u64, MAX_IMAGE_PIXELS))?;
    data.resize(length, value);
    Ok(data)
}

/// Above a limit, or above what memory holds.
fn too_large(what: &'static str, value: u64, limit: u64) -> Error {
    Error::TooLargeAsset { path: String::new(), kind: "image", what, value, limit }
}

/// A buffer of zeros for `channels` values a pixel, if memory holds it.
fn samples<T: Copy + Default>(width: u32, height: u32, channels: usize) -> Result<Vec<T>, Error> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_IMAGE_PIXELS {
        return Err(too_large("pixels", pixels, MAX_IMAGE_PIXELS));
    }
    buffer(pixels as usize * channels, T::default())
}

/// Three bytes a pixel at the front of the buffer to four in place, from the last one down.
fn widen(data: &mut [u8], pixels: usize) {
    for i in (0..pixels).rev() {
        let Some(&[r, g, b]) = data.get(i * 3..).and_then(|d| d.first_chunk()) else { return };
        if let Some(to) = data.get_mut(i * 4..).and_then(|d| d.first_chunk_mut()) {
            *to = [r, g, b, 255];
        }
    }
}

fn corrupt(reason: &str) -> Error {
    // A decoder's own words can quote a whole chunk.
    let reason = reason.chars().take(200).collect();
    Error::CorruptAsset { path: String::new(), kind: "image", reason }
}

fn not_rgb16(found: &str) -> Error {
    Error::UnsupportedAsset {
        path: String::new(),
        kind: "image",
        found: found.to_owned(),
        allowed: "a PNG of 16-bit RGB",
    }
}
