//! A JPEG at once.

use super::Jpeg;
use crate::color::mul_div_255;
use crate::error::Error;
use crate::image::{Raw, Samples, samples};

/// Size when upright.
pub(in crate::image) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let jpeg = Jpeg::open(bytes)?;
    let (width, height) = jpeg.size();
    Ok(if jpeg.orientation().swaps() { (height, width) } else { (width, height) })
}

/// Gray or opaque RGBA, upright.
pub(in crate::image) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let mut jpeg = Jpeg::open(bytes)?;
    let (width, height) = jpeg.size();
    let orientation = jpeg.orientation();
    let stride = width as usize * 4;
    let samples = if jpeg.is_gray() {
        let mut row = samples::<u8>(width, 1, 4)?;
        let mut data = samples::<u8>(width, height, 1)?;
        for out in data.chunks_mut(width.max(1) as usize) {
            jpeg.next_row(bytes, &mut row)?;
            for (o, p) in out.iter_mut().zip(row.as_chunks::<4>().0) {
                *o = p[0];
            }
        }
        Samples::Gray(orientation.apply::<1>(data, width, height)?)
    } else {
        let mut data = samples::<u8>(width, height, 4)?;
        for row in data.chunks_mut(stride.max(1)) {
            jpeg.next_row(bytes, row)?;
            if jpeg.is_cmyk() {
                light(row);
            }
        }
        Samples::Rgba(orientation.apply::<4>(data, width, height)?)
    };
    let (width, height) = if orientation.swaps() { (height, width) } else { (width, height) };
    Ok(Raw { width, height, samples })
}

/// What four inks let through, as RGB and 255: without a profile, each as much as it says.
pub(in crate::image) fn light(row: &mut [u8]) {
    for p in row.as_chunks_mut::<4>().0 {
        let [c, m, y, k] = *p;
        *p = [mul_div_255(c, k), mul_div_255(m, k), mul_div_255(y, k), 255];
    }
}
