//! PNG: all depths and color types, palettes, transparency, interlacing.

use super::{Raw, Samples, checked_size, corrupt, not_rgb16, samples};
use crate::error::Error;
use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};
use std::io::{BufRead, Cursor, Seek};

/// Bytes the decoder may hold beside the pixels: rows and ancillary chunks.
const MAX_WORKING_BYTES: usize = 8 << 20;

/// Size from the header chunk, which comes first.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let header = bytes.get(8..24).and_then(|b| b.split_first_chunk::<8>());
    let Some((b"\0\0\0\x0dIHDR", size)) = header else {
        return Err(corrupt("the header is missing or cut short"));
    };
    let (Some(w), Some(h)) = (size.first_chunk(), size.last_chunk()) else {
        return Err(corrupt("the header is cut short"));
    };
    checked_size(u32::from_be_bytes(*w), u32::from_be_bytes(*h))
}

/// Straight gray or RGBA, 8 bits a channel.
pub(super) fn decode(bytes: &[u8]) -> Result<Raw, Error> {
    let (width, height) = size(bytes)?;
    let mut reader = open(bytes, Transformations::EXPAND)?;
    let (color, depth) = reader.output_color_type();
    let channels = if color == ColorType::Grayscale { 1 } else { 4 };
    let mut data = samples::<u8>(width, height, channels)?;
    rows(&mut reader, &mut data, width as usize * channels, |out, row| {
        expand(out, row, (color, depth));
    })?;
    let samples = if channels == 1 { Samples::Gray(data) } else { Samples::Rgba(data) };
    Ok(Raw { width, height, samples })
}

/// The values of a 16-bit RGB file.
pub(super) fn decode_rgb16(bytes: &[u8]) -> Result<(u32, u32, Vec<u16>), Error> {
    let (width, height) = size(bytes)?;
    let mut reader = open(bytes, Transformations::IDENTITY)?;
    match reader.output_color_type() {
        (ColorType::Rgb, BitDepth::Sixteen) => {}
        (color, depth) => {
            return Err(not_rgb16(&format!("a PNG of {}-bit {color:?}", depth as u8)));
        }
    }
    let mut data = samples::<u16>(width, height, 3)?;
    rows(&mut reader, &mut data, width as usize * 3, |out, row| {
        for (to, from) in out.iter_mut().zip(row.as_chunks::<2>().0) {
            *to = u16::from_be_bytes(*from);
        }
    })?;
    Ok((width, height, data))
}

/// A file whose header was read.
pub(super) type Open<R> = Reader<R>;

fn open(bytes: &[u8], transform: Transformations) -> Result<Open<Cursor<&[u8]>>, Error> {
    open_with(Cursor::new(bytes), transform, true)
}

pub(super) fn open_with<R: BufRead + Seek>(
    file: R,
    transform: Transformations,
    plain: bool,
) -> Result<Open<R>, Error> {
    let limits = Limits { bytes: MAX_WORKING_BYTES };
    let mut decoder = Decoder::new_with_limits(file, limits);
    decoder.set_transformations(transform);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(plain);
    decoder.read_info().map_err(refuse)
}

/// Writes each row of the picture into `data` through `put`, and reads the file to its end.
fn rows<T>(
    reader: &mut Open<Cursor<&[u8]>>,
    data: &mut [T],
    stride: usize,
    put: impl Fn(&mut [T], &[u8]),
) -> Result<(), Error> {
    let outs = data.chunks_mut(stride.max(1));
    if reader.info().interlaced {
        let (buffer, line) = whole(reader)?;
        for (out, row) in outs.zip(buffer.chunks(line)) {
            put(out, row);
        }
    } else {
        for out in outs {
            match reader.next_row().map_err(refuse)? {
                Some(row) => put(out, row.data()),
                None => return Err(corrupt("rows are missing")),
            }
        }
    }
    reader.finish().map_err(refuse)
}

/// The picture of an interlaced file, whose passes scatter their pixels, and the bytes of a row.
pub(super) fn whole<R: BufRead + Seek>(reader: &mut Open<R>) -> Result<(Vec<u8>, usize), Error> {
    let (width, height) = reader.info().size();
    let (line, whole) = (reader.output_line_size(width), reader.output_buffer_size());
    let (Some(line @ 1..), Some(whole)) = (line, whole) else {
        return Err(corrupt("its rows have no size"));
    };
    let mut buffer = samples::<u8>(width, height, line.div_ceil(width.max(1) as usize))?;
    buffer.truncate(whole);
    reader.next_frame(&mut buffer).map_err(refuse)?;
    Ok((buffer, line))
}

/// One row of whatever the file has to gray or RGBA bytes.
pub(super) fn expand(out: &mut [u8], row: &[u8], (color, depth): (ColorType, BitDepth)) {
    if depth == BitDepth::Sixteen {
        let wide = |b: [u8; 2]| round_16(u16::from_be_bytes(b));
        match color {
            ColorType::Grayscale => put(out, row, |[a, b]| [wide([a, b])]),
            ColorType::GrayscaleAlpha => put(out, row, |[a, b, c, d]| {
                let g = wide([a, b]);
                [g, g, g, wide([c, d])]
            }),
            ColorType::Rgba => put(out, row, |[a, b, c, d, e, f, g, h]| {
                [wide([a, b]), wide([c, d]), wide([e, f]), wide([g, h])]
            }),
            ColorType::Rgb | ColorType::Indexed => {
                put(out, row, |[a, b, c, d, e, f]| [wide([a, b]), wide([c, d]), wide([e, f]), 255]);
            }
        }
    } else {
        match color {
            ColorType::Grayscale | ColorType::Rgba => put(out, row, |[v]| [v]),
            ColorType::GrayscaleAlpha => put(out, row, |[g, a]| [g, g, g, a]),
            ColorType::Rgb | ColorType::Indexed => put(out, row, |[r, g, b]| [r, g, b, 255]),
        }
    }
}

#[inline(always)]
fn put<const M: usize, const N: usize>(out: &mut [u8], row: &[u8], f: impl Fn([u8; M]) -> [u8; N]) {
    for (to, from) in out.as_chunks_mut::<N>().0.iter_mut().zip(row.as_chunks::<M>().0) {
        *to = f(*from);
    }
}

/// 0..=65535 to 0..=255, to the nearest (PNG specification, section 13.12).
fn round_16(v: u16) -> u8 {
    ((u32::from(v) * 255 + 32_767) / 65_535) as u8
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
pub(super) fn refuse(error: DecodingError) -> Error {
    match error {
        DecodingError::IoError(_) => corrupt("the file is cut short"),
        DecodingError::LimitsExceeded => corrupt("its rows or chunks need too much memory"),
        DecodingError::Format(_) | DecodingError::Parameter(_) => corrupt(&error.to_string()),
    }
}
