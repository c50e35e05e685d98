//! WOFF files: an sfnt font whose tables are compressed one by one.
//! Source: https://www.w3.org/TR/WOFF/

use super::container::{MAX_TABLES, corrupt};
use super::font::MAX_FONT_BYTES;
use crate::error::Error;

/// Bytes of the file's header.
const HEADER: usize = 44;

/// Bytes that describe one table: in the file, and in the font it becomes.
const ENTRY: usize = 20;
const RECORD: usize = 16;

/// The font that a WOFF file holds, which is at most [`MAX_FONT_BYTES`] long.
///
/// # Errors
/// [`Error::CorruptAsset`] for a file that is cut short or damaged; [`Error::TooLarge`].
pub(super) fn unpack(file: &[u8]) -> Result<Vec<u8>, Error> {
    let short = || corrupt("it ends in its list of tables");
    let flavor = file.get(4..8).ok_or_else(short)?;
    let count = usize::from(u16_at(file, 12).ok_or_else(short)?);
    if count > MAX_TABLES {
        return Err(corrupt(format!("it lists {count} tables, of at most {MAX_TABLES}")));
    }
    let list = file.get(HEADER..HEADER + count * ENTRY).ok_or_else(short)?;
    let mut size = 12 + count * RECORD;
    for entry in list.chunks_exact(ENTRY) {
        let length = u32_at(entry, 12).ok_or_else(short)? as usize;
        size = size.saturating_add(length).saturating_add(3) & !3;
    }
    if size > MAX_FONT_BYTES {
        return Err(Error::TooLarge {
            path: String::new(),
            what: "bytes",
            value: size as u64,
            limit: MAX_FONT_BYTES as u64,
        });
    }
    let mut font = Vec::new();
    font.try_reserve_exact(size).map_err(|_| corrupt("there is no room to unpack it"))?;
    font.extend_from_slice(flavor);
    font.extend_from_slice(&(count as u16).to_be_bytes());
    // Hints for a binary search that nobody believes.
    font.extend_from_slice(&[0; 6]);
    font.resize(12 + count * RECORD, 0);
    for (entry, record) in list.chunks_exact(ENTRY).zip(0..) {
        let [offset, packed, length] = [4, 8, 12].map(|at| u32_at(entry, at).unwrap_or(0) as usize);
        let start = font.len();
        let table = file
            .get(offset..offset.saturating_add(packed))
            .ok_or_else(|| corrupt("it is cut short in a table"))?;
        if packed < length {
            font.append(&mut inflate(table, length)?);
        } else {
            font.extend_from_slice(table.get(..length).unwrap_or_default());
        }
        font.resize(font.len().next_multiple_of(4), 0);
        let record = 12 + record * RECORD;
        let head = [entry.get(..4), entry.get(16..20)];
        let [tag, checksum] = head.map(Option::unwrap_or_default);
        let place = [(start as u32).to_be_bytes(), (length as u32).to_be_bytes()].concat();
        if let Some(to) = font.get_mut(record..record + RECORD) {
            to.copy_from_slice(&[tag, checksum, &place].concat());
        }
    }
    Ok(font)
}

/// Unpacks a zlib stream of exactly `length` bytes.
fn inflate(packed: &[u8], length: usize) -> Result<Vec<u8>, Error> {
    // One more than it may have: the decoder stops at the limit, before it has seen the end.
    match fdeflate::decompress_to_vec_bounded(packed, length + 1) {
        Ok(table) if table.len() == length => Ok(table),
        _ => Err(corrupt("one of its tables can't be unpacked")),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
