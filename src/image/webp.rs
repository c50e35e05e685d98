//! WebP: lossy, lossless, with alpha; one picture, not an animation.

use super::{Raw, Samples, checked_size, corrupt, samples};
use crate::error::Error;
use image_webp::WebPDecoder;
use std::io::Cursor;

/// Size from the chunk headers (RFC 9649). Every header that claims a size must claim the same: the
/// decoder allocates by the frame's before it compares.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let short = || corrupt("the file is cut short");
    let riff = bytes.get(4..).and_then(|b| b.first_chunk()).map(|b| u32::from_le_bytes(*b));
    let end = (riff.ok_or_else(short)? as usize).saturating_add(8);
    if end > bytes.len() {
        return Err(short());
    }
    let (mut canvas, mut frame, mut at) = (None, None, 12);
    while let Some((&id, rest)) = bytes.get(at..end).and_then(|b| b.split_first_chunk::<4>()) {
        let Some((&length, body)) = rest.split_first_chunk() else { break };
        let length = u32::from_le_bytes(length) as usize;
        let body = body.get(..length).ok_or_else(short)?;
        match &id {
            b"VP8X" => {
                let &[flags, _, _, _, w0, w1, w2, h0, h1, h2] =
                    body.first_chunk().ok_or_else(short)?;
                if flags & 2 != 0 {
                    return Err(Error::UnsupportedAsset {
                        path: String::new(),
                        kind: "image",
                        found: "an animated WebP".to_owned(),
                        allowed: "PNG, JPEG or a WebP of one picture",
                    });
                }
                let side = |a, b, c| u32::from_le_bytes([a, b, c, 0]) + 1;
                canvas = Some(checked_size(side(w0, w1, w2), side(h0, h1, h2))?);
            }
            b"VP8 " => {
                let &[w0, w1, h0, h1] =
                    body.get(6..).and_then(|b| b.first_chunk()).ok_or_else(short)?;
                let side = |a, b| u32::from(u16::from_le_bytes([a, b]) & 0x3fff);
                frame = frame.or(Some(checked_size(side(w0, w1), side(h0, h1))?));
            }
            b"VP8L" => {
                let &bits = body.get(1..).and_then(|b| b.first_chunk()).ok_or_else(short)?;
                let bits = u32::from_le_bytes(bits);
                let side = |shift: u32| (bits >> shift & 0x3fff) + 1;
                frame = frame.or(Some(checked_size(side(0), side(14))?));
            }
            _ => {}
        }
        at = at.saturating_add(8 + length + length % 2);
    }
    match (canvas, frame) {
        (None, Some(size)) => Ok(size),
        (Some(canvas), Some(frame)) if canvas == frame => Ok(canvas),
        (Some(_), Some(_)) => Err(corrupt("its headers claim different sizes")),
        (_, None) => Err(corrupt("there is no picture in it")),
    }
}

/// Straight RGBA.
pub(super) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let (width, height) = size(bytes)?;
    let (mut data, channels) = pixels(bytes)?;
    if channels == 3 {
        let pixels = width as usize * height as usize;
        data.try_reserve_exact(pixels).map_err(|_| corrupt("memory is short"))?;
        data.resize(pixels * 4, 0);
        super::widen(&mut data, pixels);
    }
    Ok(Raw { width, height, samples: Samples::Rgba(data) })
}

/// Straight pixels, of three bytes or four.
pub(super) fn pixels(bytes: &[u8]) -> Result<(Vec<u8>, usize), Error> {
    let (width, height) = size(bytes)?;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|e| corrupt(&e.to_string()))?;
    if decoder.dimensions() != (width, height) || decoder.is_animated() {
        return Err(corrupt("its headers claim different sizes"));
    }
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut data = samples::<u8>(width, height, channels)?;
    decoder.read_image(&mut data).map_err(|e| corrupt(&e.to_string()))?;
    Ok((data, channels))
}

/// The body of the first chunk with this name.
#[cfg(feature = "photo")]
pub(super) fn chunk(bytes: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let mut at = 12;
    loop {
        let (&id, rest) = bytes.get(at..)?.split_first_chunk::<4>()?;
        let (&length, body) = rest.split_first_chunk()?;
        let length = u32::from_le_bytes(length) as usize;
        if id == name {
            return body.get(..length);
        }
        at = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
    }
}
