//! SVGZ: gzip with a cap on what comes out.
//! Source: RFC 1952.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::MAX_SVG_BYTES;
use crate::refusal::Refusal;

/// Of a file compressed by deflate.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Bits of the header's flags.
const CHECKSUM: u8 = 1 << 1;
const EXTRA: u8 = 1 << 2;
const NAME: u8 = 1 << 3;
const COMMENT: u8 = 1 << 4;

pub(crate) fn is_gzip(file: &[u8]) -> bool {
    file.starts_with(&MAGIC)
}

/// What a gzip file holds, at most [`MAX_SVG_BYTES`].
pub(crate) fn inflate(file: &[u8]) -> Result<Vec<u8>, Refusal> {
    Refusal::above("bytes", file.len() as u64, MAX_SVG_BYTES as u64)?;
    let deflated = body(file).ok_or_else(|| Refusal::corrupt("its gzip is cut short"))?;
    decompress_to_vec_with_limit(deflated, MAX_SVG_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => {
            let reason = format!("it has more than the {MAX_SVG_BYTES} bytes allowed, unpacked");
            Refusal::too_complex(&reason)
        }
        _ => Refusal::corrupt("its gzip is damaged or cut short"),
    })
}

/// What follows the header.
fn body(file: &[u8]) -> Option<&[u8]> {
    let flags = *file.get(3)?;
    let mut rest = file.get(10..)?;
    if flags & EXTRA != 0 {
        let (length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & CHECKSUM != 0 {
        rest = rest.get(2..)?;
    }
    Some(rest)
}
