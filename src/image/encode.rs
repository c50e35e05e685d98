//! Pixels to files.

use super::write_png::{Samples, write_png};
use crate::error::Error;
use crate::pixels::Pixmap;

/// Writes a PNG: RGB when every pixel is opaque, else RGBA with straight alpha.
///
/// Compression is the fast one: measured 32 ms where the balanced one takes 1.7 s for the same
/// picture.
///
/// # Errors
/// [`Error::InvalidValue`] when there are no pixels, [`Error::TooLarge`] when memory is short.
pub fn encode_png(pixmap: &Pixmap) -> Result<Vec<u8>, Error> {
    not_empty(pixmap)?;
    let (samples, data) = if is_opaque(pixmap) {
        (Samples::Rgb, rgb(pixmap, 0)?)
    } else {
        (Samples::Rgba, straight(pixmap)?)
    };
    write_png(pixmap.width(), pixmap.height(), samples, &data).map_err(|e| refuse(&e.to_string()))
}

/// Writes a baseline JPEG of `quality` 1 (worst) to 100 (best); other values are clamped. What is not
/// opaque is laid on white, for JPEG knows no alpha. Below quality 90 the colors are halved in both
/// directions.
///
/// # Errors
/// [`Error::InvalidValue`] when there are no pixels, [`Error::TooLarge`] when a side is above 65535
/// pixels, which is all that JPEG can say, or when memory is short.
#[cfg(feature = "photo")]
pub fn encode_jpeg(pixmap: &Pixmap, quality: u8) -> Result<Vec<u8>, Error> {
    not_empty(pixmap)?;
    let (Ok(width), Ok(height)) = (u16::try_from(pixmap.width()), u16::try_from(pixmap.height()))
    else {
        return Err(Error::TooLarge {
            path: String::new(),
            what: "pixels in a row or column",
            value: u64::from(pixmap.width().max(pixmap.height())),
            limit: u64::from(u16::MAX),
        });
    };
    let mut out = Vec::new();
    jpeg_encoder::Encoder::new(&mut out, quality.clamp(1, 100))
        .encode(&rgb(pixmap, 255)?, width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|e| refuse(&e.to_string()))?;
    Ok(out)
}

/// Writes a lossless WebP: RGB when every pixel is opaque, else RGBA with straight alpha.
///
/// # Errors
/// [`Error::InvalidValue`] when there are no pixels, [`Error::TooLarge`] when a side is above 16384
/// pixels, which is all that WebP can say, or when memory is short.
#[cfg(feature = "photo")]
pub fn encode_webp(pixmap: &Pixmap) -> Result<Vec<u8>, Error> {
    const MAX_SIDE: u32 = 16_384;
    not_empty(pixmap)?;
    let (width, height) = (pixmap.width(), pixmap.height());
    if width.max(height) > MAX_SIDE {
        return Err(Error::TooLarge {
            path: String::new(),
            what: "pixels in a row or column",
            value: u64::from(width.max(height)),
            limit: u64::from(MAX_SIDE),
        });
    }
    let mut out = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut out);
    let done = if is_opaque(pixmap) {
        encoder.encode(&rgb(pixmap, 0)?, width, height, image_webp::ColorType::Rgb8)
    } else {
        encoder.encode(&straight(pixmap)?, width, height, image_webp::ColorType::Rgba8)
    };
    done.map_err(|e| refuse(&e.to_string()))?;
    Ok(out)
}

fn is_opaque(pixmap: &Pixmap) -> bool {
    pixmap.data().as_chunks::<4>().0.iter().fold(255, |all, p| all & p[3]) == 255
}

/// The colors over a gray backdrop of `paper`.
fn rgb(pixmap: &Pixmap, paper: u8) -> Result<Vec<u8>, Error> {
    let mut out = super::samples::<u8>(pixmap.width(), pixmap.height(), 3)?;
    let (pixels, _) = pixmap.data().as_chunks::<4>();
    for (o, &[r, g, b, a]) in out.as_chunks_mut::<3>().0.iter_mut().zip(pixels) {
        let under = crate::color::mul_div_255(paper, 255 - a);
        *o = [r.saturating_add(under), g.saturating_add(under), b.saturating_add(under)];
    }
    Ok(out)
}

/// Straight RGBA: `c · 255 / a` to the nearest, transparent pixels black. Premultiplied again, it is
/// the same as before.
fn straight(pixmap: &Pixmap) -> Result<Vec<u8>, Error> {
    let mut out = super::samples::<u8>(pixmap.width(), pixmap.height(), 4)?;
    let (pixels, _) = pixmap.data().as_chunks::<4>();
    for (o, p) in out.as_chunks_mut::<4>().0.iter_mut().zip(pixels) {
        // Exact in f32: quotients of bytes lie at least 1/510 away from a wrong rounding.
        let a = f32::from(p[3].max(1));
        let c = |v: u8| (f32::from(v) * 255.0 / a + 0.5) as u8;
        *o = [c(p[0]), c(p[1]), c(p[2]), p[3]];
    }
    Ok(out)
}

fn not_empty(pixmap: &Pixmap) -> Result<(), Error> {
    if pixmap.rect().is_empty() { Err(refuse("it has no pixels")) } else { Ok(()) }
}

fn refuse(reason: &str) -> Error {
    Error::InvalidValue {
        path: String::new(),
        value: reason.to_owned(),
        allowed: "a picture that this format can hold".to_owned(),
        nearest: None,
    }
}
