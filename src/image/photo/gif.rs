//! GIF: the first picture of it, on a transparent ground (GIF89a specification).

use std::io::Cursor;

use crate::error::Error;
use crate::image::{buffer, checked_size, corrupt};

/// Size of the whole from the header, which comes first.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let &[w0, w1, h0, h1] = bytes
        .get(6..)
        .and_then(|b| b.first_chunk())
        .ok_or_else(|| corrupt("its header is cut short"))?;
    checked_size(u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1])))
}

/// A picture by indices into its colors.
pub(super) struct Indexed {
    /// Of the part of the whole that it covers.
    indices: Vec<u8>,
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    colors: Vec<[u8; 4]>,
}

impl Indexed {
    /// Writes a row of the whole.
    pub(super) fn row(&self, y: usize, out: &mut [u8]) {
        out.fill(0);
        let Some(own) = y.checked_sub(self.top).filter(|y| *y < self.height) else { return };
        let Some(row) = self.indices.get(own * self.width..(own + 1) * self.width) else { return };
        let (out, _) = out.as_chunks_mut::<4>();
        for (o, &index) in out.iter_mut().skip(self.left).zip(row) {
            *o = self.colors.get(usize::from(index)).copied().unwrap_or_default();
        }
    }
}

/// Decodes the first picture.
pub(super) fn decode(bytes: &[u8], (width, height): (u32, u32)) -> Result<Indexed, Error> {
    let refuse = |error: gif::DecodingError| match error {
        gif::DecodingError::Io(_) => corrupt("the file is cut short"),
        other => corrupt(&other.to_string()),
    };
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::Indexed);
    options.check_frame_consistency(true);
    options.check_lzw_end_code(true);
    options.allow_unknown_blocks(false);
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(refuse)?;
    let frame = decoder.next_frame_info().map_err(refuse)?;
    let frame = frame.ok_or_else(|| corrupt("there is no picture in it"))?;
    let transparent = frame.transparent;
    let [left, top, w, h] = [frame.left, frame.top, frame.width, frame.height].map(usize::from);
    // Checked by the decoder, too; what is outside would never be seen.
    if left + w > width as usize || top + h > height as usize || w == 0 || h == 0 {
        return Err(corrupt("its picture lies outside of it"));
    }
    // Each code is of three bits at least, and gives 4096 pixels at most.
    if (w * h) as u64 > bytes.len() as u64 * 8 / 3 * 4096 {
        return Err(corrupt("the file is cut short"));
    }
    let mut indices = buffer(w * h, 0_u8)?;
    decoder.read_into_buffer(&mut indices).map_err(refuse)?;
    let palette = decoder.palette().map_err(refuse)?;
    let mut colors: Vec<[u8; 4]> =
        palette.as_chunks::<3>().0.iter().map(|&[r, g, b]| [r, g, b, 255]).collect();
    if let Some(clear) = transparent.and_then(|i| colors.get_mut(usize::from(i))) {
        *clear = [0; 4];
    }
    if colors.is_empty() {
        return Err(corrupt("it has no colors"));
    }
    Ok(Indexed { indices, left, top, width: w, height: h, colors })
}
