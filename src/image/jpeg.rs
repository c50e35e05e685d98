//! JPEG: baseline and progressive; gray, YCbCr, RGB, CMYK and YCCK; turned upright.

use super::exif::Orientation;
use super::{Raw, Samples, checked_size, corrupt, samples};
use crate::error::Error;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

/// A file whose header has been read and checked.
struct Opened<'a> {
    decoder: JpegDecoder<ZCursor<&'a [u8]>>,
    width: u32,
    height: u32,
    orientation: Orientation,
    gray: bool,
}

fn open(bytes: &[u8]) -> Result<Opened<'_>, Error> {
    // The sides are checked below, with our own limits; pixels must not depend on the machine.
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_use_unsafe(false)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(refuse)?;
    let (w, h) = decoder.dimensions().unwrap_or_default();
    let side = |v| u32::try_from(v).unwrap_or(u32::MAX);
    let (width, height) = checked_size(side(w), side(h))?;
    let gray = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => true,
        Some(ColorSpace::YCbCr | ColorSpace::RGB | ColorSpace::CMYK | ColorSpace::YCCK) => false,
        _ => return Err(corrupt("its color channels are not those of a picture")),
    };
    let orientation = decoder.exif().map_or(Orientation::UPRIGHT, |e| Orientation::read(e));
    Ok(Opened { decoder, width, height, orientation, gray })
}

/// Size when upright.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let o = open(bytes)?;
    Ok(if o.orientation.swaps() { (o.height, o.width) } else { (o.width, o.height) })
}

/// Gray or opaque RGBA.
pub(super) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let Opened { mut decoder, width, height, orientation, gray } = open(bytes)?;
    if !is_whole(bytes) {
        return Err(corrupt("the file is cut short"));
    }
    let pixels = width as usize * height as usize;
    let samples = if gray {
        let options = decoder.options().jpeg_set_out_colorspace(ColorSpace::Luma);
        decoder.set_options(options);
        let mut data = samples::<u8>(width, height, 1)?;
        decoder.decode_into(&mut data).map_err(refuse)?;
        Samples::Gray(orientation.apply::<1>(data, width, height)?)
    } else {
        let mut data = samples::<u8>(width, height, 4)?;
        let Some(rgb) = data.get_mut(..pixels * 3) else {
            return Err(corrupt("too few pixels"));
        };
        decoder.decode_into(rgb).map_err(refuse)?;
        widen(&mut data, pixels);
        Samples::Rgba(orientation.apply::<4>(data, width, height)?)
    };
    let (width, height) = if orientation.swaps() { (height, width) } else { (width, height) };
    Ok(Raw { width, height, samples })
}

/// Three bytes a pixel at the front of the buffer to four in place, from the last one down.
pub(super) fn widen(data: &mut [u8], pixels: usize) {
    for i in (0..pixels).rev() {
        let Some(&[r, g, b]) = data.get(i * 3..).and_then(|d| d.first_chunk()) else { return };
        if let Some(to) = data.get_mut(i * 4..).and_then(|d| d.first_chunk_mut()) {
            *to = [r, g, b, 255];
        }
    }
}

/// Whether the file goes on to its end-of-image marker. The decoder fills what is missing with gray;
/// a shopper's photo that arrived by half is better refused than printed.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[first, marker]) = bytes.get(at..).and_then(|b| b.first_chunk()) {
        match (first, marker) {
            (0xff, 0xd9) => return true,
            // Fill bytes, escaped data and restart marks stand alone; so does entropy-coded data.
            (0xff, 0x00 | 0x01 | 0xd0..=0xd8) => at += 2,
            (0xff, 0xff) => at += 1,
            (0xff, _) => {
                let Some(&length) = bytes.get(at + 2..).and_then(|b| b.first_chunk()) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes(length)).max(2);
            }
            _ => at += 1,
        }
    }
    false
}

fn refuse(error: DecodeErrors) -> Error {
    match error {
        DecodeErrors::Unsupported(scheme) => Error::UnsupportedAsset {
            path: String::new(),
            kind: "image",
            found: format!("a JPEG of another coding ({scheme:?})"),
            allowed: "baseline or progressive JPEG",
        },
        DecodeErrors::ExhaustedData => corrupt("the file is cut short"),
        other => corrupt(&format!("{other:?}")),
    }
}
