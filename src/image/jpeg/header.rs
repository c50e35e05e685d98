//! The segments of a JPEG before and between its scans (ITU-T T.81, B).

use super::bits::Table;
use super::block::ZIGZAG;
use super::color::Space;
use super::{Damage, Fault};
use crate::image::exif::Orientation;

/// Most bytes that a color profile may have over all its segments: as many as PNG's decoder takes.
const MAX_PROFILE_BYTES: usize = 4 << 20;

/// A color channel as the frame has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    pub(super) id: u8,
    /// Blocks of a unit across and down.
    pub(super) blocks: [usize; 2],
    pub(super) quant: usize,
}

/// The frame: size and channels.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) progressive: bool,
    pub(super) channels: Vec<Channel>,
}

/// A scan: which channels it has, with their tables, and which part of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Index of the channel, its first and second table.
    pub(super) channels: Vec<[usize; 3]>,
    pub(super) band: (usize, usize),
    /// Bits that were given before (0 for none), and the one that is given.
    pub(super) high: u32,
    pub(super) low: u32,
}

/// What the segments said so far.
#[derive(Default)]
pub(super) struct Segments {
    /// Where the next one is.
    pub(super) at: usize,
    pub(super) frame: Option<Frame>,
    pub(super) quants: [Option<[u16; 64]>; 4],
    /// First and second tables.
    pub(super) tables: [[Option<Table>; 4]; 2],
    /// Units between restarts; 0 for none.
    pub(super) restart: usize,
    jfif: bool,
    pub(super) adobe: Option<u8>,
    pub(super) orientation: Option<Orientation>,
    profile: Vec<u8>,
}

impl Segments {
    pub(super) fn new() -> Self {
        Self { at: 2, ..Self::default() }
    }

    pub(super) fn space(&self) -> Option<Space> {
        let ids: Vec<u8> = self.frame.as_ref()?.channels.iter().map(|c| c.id).collect();
        Space::of(&ids, self.jfif, self.adobe)
    }

    /// The color profile, as far as it was there.
    #[cfg(feature = "photo")]
    pub(super) fn take_profile(&mut self) -> Option<Vec<u8>> {
        Some(std::mem::take(&mut self.profile)).filter(|p| !p.is_empty())
    }

    /// Reads on to the next scan, whose data then begins; `None` at the end of the picture.
    pub(super) fn next_scan(&mut self, bytes: &[u8]) -> Result<Option<Scan>, Fault> {
        loop {
            let (marker, body) = self.next(bytes)?;
            match marker {
                0xd9 => return Ok(None),
                0xda => return Ok(Some(self.scan(body)?)),
                0xc0..=0xc2 => self.start(body, marker == 0xc2)?,
                0xc4 => self.huffman(body)?,
                0xc3 | 0xc5..=0xc7 | 0xca | 0xcb | 0xcd..=0xcf => {
                    return Err(Fault::Unsupported("lossless or hierarchical"));
                }
                0xc8 | 0xc9 | 0xcc => return Err(Fault::Unsupported("arithmetic")),
                0xdb => self.quantization(body)?,
                0xdd => {
                    let length = body.first_chunk().ok_or(Damage::SHORT)?;
                    self.restart = usize::from(u16::from_be_bytes(*length));
                }
                0xe0 => self.jfif |= body.starts_with(b"JFIF\0"),
                0xe1 => {
                    if let Some(exif) = body.strip_prefix(b"Exif\0\0") {
                        self.orientation = self.orientation.or(Some(Orientation::read(exif)));
                    }
                }
                0xe2 => self.profile_part(body),
                0xee => {
                    if let Some(&[transform]) = body
                        .strip_prefix(b"Adobe")
                        .and_then(|b| b.get(6..7))
                        .and_then(|b| b.first_chunk())
                    {
                        self.adobe = Some(transform);
                    }
                }
                _ => {}
            }
        }
    }

    /// The next marker and its segment.
    fn next<'a>(&mut self, bytes: &'a [u8]) -> Result<(u8, &'a [u8]), Damage> {
        loop {
            let &[first, marker] =
                bytes.get(self.at..).and_then(|b| b.first_chunk()).ok_or(Damage::SHORT)?;
            match (first, marker) {
                (0xff, 0xff) => self.at += 1,
                // What stands alone.
                (0xff, 0x01 | 0xd0..=0xd8) => self.at += 2,
                (0xff, 0xd9) => return Ok((marker, &[])),
                (0xff, 1..) => {
                    let from = self.at + 2;
                    let length = bytes.get(from..).and_then(|b| b.first_chunk());
                    let length = usize::from(u16::from_be_bytes(*length.ok_or(Damage::SHORT)?));
                    let body = from + 2..from + length.max(2);
                    self.at = body.end;
                    return Ok((marker, bytes.get(body).ok_or(Damage::SHORT)?));
                }
                // Stray bytes between segments: other programs skip them, too.
                _ => self.at += 1,
            }
        }
    }

    fn start(&mut self, body: &[u8], progressive: bool) -> Result<(), Fault> {
        let Some((&[precision, h0, h1, w0, w1, count], list)) = body.split_first_chunk() else {
            return Err(Damage::SHORT.into());
        };
        if self.frame.is_some() {
            return Err(Damage::SECOND_FRAME.into());
        }
        if precision != 8 {
            return Err(Fault::Unsupported("12-bit"));
        }
        let mut channels = Vec::new();
        for &[id, blocks, quant] in list.as_chunks::<3>().0.iter().take(usize::from(count)) {
            let blocks = [usize::from(blocks >> 4), usize::from(blocks & 15)];
            if !blocks.iter().all(|b| (1..=4).contains(b)) || quant > 3 {
                return Err(Damage::FRAME.into());
            }
            channels.push(Channel { id, blocks, quant: usize::from(quant) });
        }
        if channels.len() != usize::from(count) || channels.is_empty() {
            return Err(Damage::FRAME.into());
        }
        // Of one channel alone, a unit is a block, whatever the file says.
        if let [only] = &mut *channels {
            only.blocks = [1, 1];
        }
        let (width, height) = (u16::from_be_bytes([w0, w1]), u16::from_be_bytes([h0, h1]));
        let (width, height) = (u32::from(width), u32::from(height));
        self.frame = Some(Frame { width, height, progressive, channels });
        Ok(())
    }

    fn scan(&self, body: &[u8]) -> Result<Scan, Damage> {
        let frame = self.frame.as_ref().ok_or(Damage::FRAME)?;
        let (&count, rest) = body.split_first().ok_or(Damage::SHORT)?;
        let (list, rest) = rest.split_at_checked(usize::from(count) * 2).ok_or(Damage::SHORT)?;
        let mut channels: Vec<[usize; 3]> = Vec::new();
        for &[id, tables] in list.as_chunks::<2>().0 {
            let at = frame.channels.iter().position(|c| c.id == id).ok_or(Damage::SCAN)?;
            let tables = [usize::from(tables >> 4), usize::from(tables & 15)];
            if tables.iter().any(|t| *t > 3) || channels.iter().any(|c| c[0] == at) {
                return Err(Damage::SCAN);
            }
            channels.push([at, tables[0], tables[1]]);
        }
        let &[start, end, bits] = rest.first_chunk().ok_or(Damage::SHORT)?;
        let (high, low) = (u32::from(bits >> 4), u32::from(bits & 15));
        let band = (usize::from(start), usize::from(end));
        let fine = if frame.progressive {
            band.0 <= band.1
                && band.1 <= 63
                && low <= 13
                && (high == 0 || high == low + 1)
                && (band.0 > 0 || band.1 == 0)
                && (band.0 == 0 || channels.len() == 1)
        } else {
            true
        };
        if channels.is_empty() || channels.len() > 4 || !fine {
            return Err(Damage::SCAN);
        }
        Ok(Scan { channels, band, high, low })
    }

    fn quantization(&mut self, mut body: &[u8]) -> Result<(), Damage> {
        while let Some((&kind, rest)) = body.split_first() {
            let wide = kind >> 4 != 0;
            let (list, rest) =
                rest.split_at_checked(if wide { 128 } else { 64 }).ok_or(Damage::SHORT)?;
            let mut table = [0; 64];
            for (i, &at) in ZIGZAG.iter().enumerate() {
                let value = match (wide, list) {
                    (true, list) => list.get(i * 2..).and_then(|b| b.first_chunk()),
                    (false, _) => None,
                };
                let narrow = list.get(i).map(|&b| u16::from(b));
                table[usize::from(at)] =
                    value.map(|b| u16::from_be_bytes(*b)).or(narrow).unwrap_or_default();
            }
            *self.quants.get_mut(usize::from(kind & 15)).ok_or(Damage::TABLE)? = Some(table);
            body = rest;
        }
        Ok(())
    }

    fn huffman(&mut self, mut body: &[u8]) -> Result<(), Damage> {
        while let Some((&kind, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or(Damage::SHORT)?;
            let total = counts.iter().map(|&c| usize::from(c)).sum();
            let (values, rest) = rest.split_at_checked(total).ok_or(Damage::SHORT)?;
            // Differences of eight-bit samples have fewer bits than that (F.1.2.1).
            if kind >> 4 == 0 && values.iter().any(|&bits| bits > 15) {
                return Err(Damage::TABLE);
            }
            let slot = self
                .tables
                .get_mut(usize::from(kind >> 4))
                .and_then(|t| t.get_mut(usize::from(kind & 15)));
            *slot.ok_or(Damage::TABLE)? = Some(Table::new(counts, values)?);
            body = rest;
        }
        Ok(())
    }

    /// A part of the color profile. They come in order; one that does not gives none.
    fn profile_part(&mut self, body: &[u8]) {
        let Some((&[_, _], part)) =
            body.strip_prefix(b"ICC_PROFILE\0").and_then(|b| b.split_first_chunk())
        else {
            return;
        };
        if self.profile.len() + part.len() <= MAX_PROFILE_BYTES {
            self.profile.extend_from_slice(part);
        }
    }
}
