//! JPEG: baseline, extended and progressive Huffman coding of 8 bits; gray, YCbCr, RGB, CMYK and YCCK.
//!
//! The decoder is our own because a photo must be whole or refused, and the page alive meanwhile: it goes row by row
//! or scan row by scan row, keeps no picture, stops at the first damage, and gives the pixels that libjpeg-turbo
//! gives. Reference: ITU-T T.81; what the standard leaves open, the rounding of the inverse transform, the
//! upsampling and the colors, is as the Independent JPEG Group's library has it.

mod bits;
mod block;
mod color;
mod header;
mod idct;
mod planes;
mod upsample;
mod whole;

use super::exif::Orientation;
use super::{checked_size, corrupt};
use crate::error::Error;
use bits::Bits;
use block::{Pass, progressive, sequential};
use color::Space;
use header::{Frame, Scan, Segments};
use planes::Plane;

#[cfg(feature = "photo")]
pub(super) use whole::light;
pub(super) use whole::{decode, size};

/// Most scans of a picture: encoders make up to a dozen, or one for each channel and band.
const MAX_SCANS: usize = 100;

/// Most stray bytes after a scan's data. Some cameras pad; what is more has lost its place in the data.
const MAX_STRAY_BYTES: usize = 32;

/// Where the file is damaged.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Damage(&'static str);

impl Damage {
    const SHORT: Self = Self("the file is cut short");
    const CODE: Self = Self("its data holds a code that there is not");
    const TABLE: Self = Self("a table is broken or missing");
    const FRAME: Self = Self("its header is broken");
    const SECOND_FRAME: Self = Self("it has two headers");
    const SCAN: Self = Self("the header of a scan is broken");
    const SCANS: Self = Self("its scans do not add up to a picture");
    const RESTART: Self = Self("its data has lost its place");
}

/// Why a file is refused.
enum Fault {
    Damage(Damage),
    /// A coding that is not read.
    Unsupported(&'static str),
    Refused(Error),
}

impl From<Damage> for Fault {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damage(Damage(reason)) => corrupt(reason),
            Fault::Refused(error) => error,
            Fault::Unsupported(coding) => Self::UnsupportedAsset {
                path: String::new(),
                kind: "image",
                found: format!("a JPEG of {coding} coding"),
                allowed: "baseline or progressive JPEG",
            },
        }
    }
}

/// A JPEG whose header was read and checked. It does not hold the file: every call is given it again.
pub(crate) struct Jpeg {
    segments: Segments,
    frame: Frame,
    space: Space,
    orientation: Orientation,
    /// Units across and down, pixels of one, and of a block.
    units: [usize; 2],
    unit: [usize; 2],
    side: usize,
    planes: Vec<Plane>,
    scan: Scan,
    bits: Bits,
    /// Whether coefficients are gathered before rows can be made.
    gathers: bool,
    gathered: bool,
    scans: usize,
    /// By channel and coefficient, the lowest bit that was given; [`NONE`] for none.
    given: Vec<[u8; 64]>,
    /// The next row of units of the scan, and the next row of pixels.
    unit_row: usize,
    row: usize,
    /// Blocks that still have nothing in the band, and units until the next restart.
    run: u32,
    until: usize,
    restarts: u8,
    upsampled: [Vec<u8>; 4],
}

/// No bit of a coefficient was given.
const NONE: u8 = 255;

impl Jpeg {
    /// Reads the header.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Error> {
        Self::read(bytes).map_err(Error::from)
    }

    fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut segments = Segments::new();
        let scan = segments.next_scan(bytes)?.ok_or(Damage::SHORT)?;
        let frame = segments.frame.clone().ok_or(Damage::FRAME)?;
        checked_size(frame.width, frame.height)?;
        let space =
            segments.space().ok_or(Damage("its color channels are not those of a picture"))?;
        let most = [0, 1].map(|i| frame.channels.iter().map(|c| c.blocks[i]).max().unwrap_or(1));
        if frame.channels.iter().any(|c| (0..2).any(|i| most[i] % c.blocks[i] != 0)) {
            return Err(Fault::Unsupported("fractional sampling"));
        }
        let unit = most.map(|m| m * 8);
        let units =
            [(frame.width as usize).div_ceil(unit[0]), (frame.height as usize).div_ceil(unit[1])];
        // Each block has a bit at least: what is shorter can't be whole, and nothing is allocated for it.
        let blocks: usize = frame.channels.iter().map(|c| c.blocks[0] * c.blocks[1]).sum();
        if units[0] * units[1] * blocks / 8 > bytes.len() {
            return Err(Damage::SHORT.into());
        }
        // What has no end was cut: nothing is decoded to find that out. It mostly stands last.
        let data = bytes.get(segments.at..).unwrap_or_default();
        if !data.windows(2).rev().any(|end| end == [0xff, 0xd9]) {
            return Err(Damage::SHORT.into());
        }
        let orientation = segments.orientation.unwrap_or(Orientation::UPRIGHT);
        let gathers = frame.progressive || scan.channels.len() != frame.channels.len();
        Ok(Self {
            given: vec![[NONE; 64]; frame.channels.len()],
            bits: Bits::new(segments.at),
            segments,
            space,
            orientation,
            units,
            unit,
            side: 8,
            planes: Vec::new(),
            scan,
            gathers,
            gathered: false,
            scans: 0,
            unit_row: 0,
            row: 0,
            run: 0,
            until: 0,
            restarts: 0,
            upsampled: Default::default(),
            frame,
        })
    }

    /// Width and height as stored.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.frame.width, self.frame.height)
    }

    /// Asks for rows of half the picture's width, and half as many, both rounded up: a quarter of the work, of what
    /// is seen at that size nothing is lost. Before the first step.
    #[cfg(feature = "photo")]
    pub(crate) fn halve(&mut self) {
        self.side = 4;
        self.unit = self.unit.map(|u| u / 2);
    }

    pub(crate) fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// Whether a row's pixels are four channels of light, 255 for no ink, instead of RGB.
    pub(crate) fn is_cmyk(&self) -> bool {
        matches!(self.space, Space::Cmyk | Space::Ycck)
    }

    pub(crate) fn is_gray(&self) -> bool {
        self.space == Space::Gray
    }

    /// Most bytes that are held: samples of some rows, and all coefficients where they come in many scans.
    #[cfg(feature = "photo")]
    pub(crate) fn bytes(&self) -> u64 {
        let blocks: usize = self.frame.channels.iter().map(|c| c.blocks[0] * c.blocks[1]).sum();
        let (unit, units) = (blocks * 64, self.units[0]);
        let rows = if self.gathers { self.units[1] * 2 } else { 0 };
        (unit * units * (rows + 2)) as u64
    }

    /// Whether coefficients are gathered before the first row.
    #[cfg(feature = "photo")]
    pub(crate) fn gathers(&self) -> bool {
        self.gathers
    }

    /// Gives back the memory, after the last row.
    #[cfg(feature = "photo")]
    pub(crate) fn forget(&mut self) {
        self.planes = Vec::new();
    }

    /// The color profile, once.
    #[cfg(feature = "photo")]
    pub(crate) fn take_profile(&mut self) -> Option<Vec<u8>> {
        self.segments.take_profile()
    }

    /// Does a part of what comes before the first row. Returns how much of it is done, 1 when rows can be read.
    #[cfg(feature = "photo")]
    pub(crate) fn prepare(&mut self, bytes: &[u8]) -> Result<f32, Error> {
        self.gather(bytes).map_err(Error::from)
    }

    fn gather(&mut self, bytes: &[u8]) -> Result<f32, Fault> {
        if self.planes.is_empty() {
            self.begin()?;
        }
        if !self.gathers || self.gathered {
            return Ok(1.0);
        }
        if self.unit_row < self.scan_rows() {
            self.scan_row(bytes)?;
        }
        if self.unit_row >= self.scan_rows() {
            self.end_scan(bytes)?;
            match self.segments.next_scan(bytes)? {
                Some(scan) => {
                    self.scan = scan;
                    self.bits = Bits::new(self.segments.at);
                    self.begin_scan()?;
                }
                None => {
                    // What was never given, down to its last bit, is missing: others show what there is, smoothed.
                    if self.given.iter().flatten().any(|lowest| *lowest != 0) {
                        return Err(Damage::SCANS.into());
                    }
                    self.gathered = true;
                    self.unit_row = 0;
                    return Ok(1.0);
                }
            }
        }
        Ok((self.bits.at as f32 / bytes.len().max(1) as f32).min(0.99))
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let most = self.unit.map(|u| u / self.side);
        let how = (self.gathers, self.side);
        for channel in &self.frame.channels {
            let plane = Plane::new(&self.frame, channel, most, self.units, how)?;
            self.planes.push(plane);
        }
        for row in self.upsampled.iter_mut().take(self.planes.len()) {
            *row = super::buffer(self.units[0] * self.unit[0], 0)?;
        }
        self.begin_scan()
    }

    /// Checks a scan against those before it, and takes its tables.
    fn begin_scan(&mut self) -> Result<(), Fault> {
        self.scans += 1;
        if self.scans > MAX_SCANS {
            return Err(Damage::SCANS.into());
        }
        let Scan { channels, band, high, low } = &self.scan;
        let (first, last) = if self.frame.progressive { *band } else { (0, 63) };
        for &[channel, ..] in channels {
            let (Some(given), Some(plane), Some(header)) = (
                self.given.get_mut(channel),
                self.planes.get_mut(channel),
                self.frame.channels.get(channel),
            ) else {
                return Err(Damage::SCAN.into());
            };
            // The tables at a channel's first scan are those that it was made with.
            if given.iter().all(|g| *g == NONE) {
                plane.quantize(self.segments.quants.get(header.quant).copied().flatten())?;
            }
            if first > 0 && given[0] == NONE {
                return Err(Damage::SCANS.into());
            }
            let before = if *high == 0 || !self.frame.progressive { NONE } else { *high as u8 };
            for g in given.iter_mut().take(last + 1).skip(first) {
                if *g != before {
                    return Err(Damage::SCANS.into());
                }
                *g = if self.frame.progressive { *low as u8 } else { 0 };
            }
        }
        let blocks: usize = channels
            .iter()
            .filter_map(|c| self.planes.get(c[0]))
            .map(|p| p.blocks[0] * p.blocks[1])
            .sum();
        // Table B.2: a unit has ten blocks at most.
        if channels.len() > 1 && blocks > 10 {
            return Err(Damage::SCAN.into());
        }
        self.unit_row = 0;
        self.restart_state();
        self.restarts = 0;
        Ok(())
    }

    fn restart_state(&mut self) {
        self.run = 0;
        self.until = self.segments.restart;
        for plane in &mut self.planes {
            plane.before = 0;
        }
    }

    /// Rows of units in this scan: of one channel alone, a unit is a block.
    fn scan_rows(&self) -> usize {
        match *self.scan.channels {
            [[only, ..]] => self.planes.get(only).map_or(0, |p| p.own[1]),
            _ => self.units[1],
        }
    }

    /// Goes over the marker after so many units, where the file has such.
    #[inline(always)]
    fn restart(&mut self, bytes: &[u8]) -> Result<(), Damage> {
        if self.segments.restart == 0 {
            return Ok(());
        }
        if self.until == 0 {
            if self.bits.spare() > 0
                || bytes.get(self.bits.at..).and_then(|b| b.first_chunk())
                    != Some(&[0xff, 0xd0 | self.restarts & 7])
            {
                return Err(Damage::RESTART);
            }
            self.bits = Bits::new(self.bits.at + 2);
            self.restarts = self.restarts.wrapping_add(1);
            self.restart_state();
        }
        self.until -= 1;
        Ok(())
    }

    /// Decodes a row of units of the scan, into coefficients that are kept.
    fn scan_row(&mut self, bytes: &[u8]) -> Result<(), Damage> {
        let row = self.unit_row;
        self.unit_row += 1;
        if let [[only, ..]] = *self.scan.channels {
            let across = self.planes.get(only).map_or(0, |p| p.own[0]);
            for x in 0..across {
                self.restart(bytes)?;
                self.keep_block(bytes, 0, x, row)?;
            }
            return Ok(());
        }
        for unit in 0..self.units[0] {
            self.restart(bytes)?;
            for at in 0..self.scan.channels.len() {
                let Some(plane) = self.plane_of(at) else { return Err(Damage::SCAN) };
                let [across, down] = plane.blocks;
                for y in 0..down {
                    for x in 0..across {
                        self.keep_block(bytes, at, unit * across + x, row * down + y)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn plane_of(&self, at: usize) -> Option<&Plane> {
        self.planes.get(self.scan.channels.get(at)?[0])
    }

    #[inline(always)]
    fn keep_block(&mut self, bytes: &[u8], at: usize, x: usize, y: usize) -> Result<(), Damage> {
        let Some(&[channel, dc, ac]) = self.scan.channels.get(at) else { return Err(Damage::SCAN) };
        let plane = self.planes.get_mut(channel).ok_or(Damage::SCAN)?;
        let across = plane.blocks_across();
        let block = plane.kept.get_mut(y * across + x).ok_or(Damage::SCAN)?;
        let [first, second] = &self.segments.tables;
        let (dc, ac) =
            (first.get(dc).and_then(Option::as_ref), second.get(ac).and_then(Option::as_ref));
        if self.frame.progressive {
            let Scan { band, high, low, .. } = self.scan;
            let pass = Pass { band, low, refines: high != 0 };
            let table = if band.0 == 0 { dc } else { ac };
            return progressive(
                &mut self.bits,
                bytes,
                pass,
                table,
                (&mut plane.before, &mut self.run),
                block,
            );
        }
        let (Some(dc), Some(ac)) = (dc, ac) else { return Err(Damage::TABLE) };
        sequential(&mut self.bits, bytes, (dc, ac), &mut plane.before, |index, value| {
            let (at, _) = Plane::step(&plane.quant, index);
            block[at & 63] = value as i16;
        })
        .map(drop)
    }

    /// Decodes a row of units of the only scan, straight into samples.
    fn sample_row(&mut self, bytes: &[u8]) -> Result<(), Damage> {
        self.unit_row += 1;
        let [first, second] = &self.segments.tables;
        let mut tables = [None; 4];
        for (slot, &[channel, dc, ac]) in tables.iter_mut().zip(&self.scan.channels) {
            let (dc, ac) =
                (first.get(dc).and_then(Option::as_ref), second.get(ac).and_then(Option::as_ref));
            *slot = Some((channel, dc.ok_or(Damage::TABLE)?, ac.ok_or(Damage::TABLE)?));
        }
        for plane in &mut self.planes {
            plane.go_on();
        }
        for unit in 0..self.units[0] {
            if self.segments.restart > 0 {
                if self.until == 0 {
                    let marker = bytes.get(self.bits.at..).and_then(|b| b.first_chunk());
                    if self.bits.spare() > 0 || marker != Some(&[0xff, 0xd0 | self.restarts & 7]) {
                        return Err(Damage::RESTART);
                    }
                    self.bits = Bits::new(self.bits.at + 2);
                    self.restarts = self.restarts.wrapping_add(1);
                    self.until = self.segments.restart;
                    for plane in &mut self.planes {
                        plane.before = 0;
                    }
                }
                self.until -= 1;
            }
            for (channel, dc, ac) in tables.iter().flatten() {
                let Some(plane) = self.planes.get_mut(*channel) else { return Err(Damage::SCAN) };
                let [across, down] = plane.blocks;
                for y in 0..down {
                    for x in 0..across {
                        let mut block = [0; 64];
                        let quant = &plane.quant;
                        let put = |index: usize, value: i32| {
                            let (at, step) = Plane::step(quant, index);
                            block[at & 63] = value.wrapping_mul(step);
                        };
                        let flat =
                            sequential(&mut self.bits, bytes, (dc, ac), &mut plane.before, put)?;
                        plane.put(unit * across + x, y, &block, flat);
                    }
                }
            }
        }
        Ok(())
    }

    /// After a scan comes a marker, or nearly so.
    fn end_scan(&mut self, bytes: &[u8]) -> Result<(), Damage> {
        let mut stray = self.bits.spare();
        let mut at = self.bits.at;
        loop {
            match bytes.get(at..).and_then(|b| b.first_chunk::<2>()) {
                None => return Err(Damage::SHORT),
                Some([0xff, marker]) if *marker != 0 => break,
                Some(_) => {
                    at += 1;
                    stray += 1;
                }
            }
        }
        if stray > MAX_STRAY_BYTES {
            return Err(Damage::RESTART);
        }
        self.segments.at = at;
        Ok(())
    }

    /// Writes the next row of the picture, four bytes a pixel: RGB and 255, or light of four inks.
    pub(crate) fn next_row(&mut self, bytes: &[u8], out: &mut [u8]) -> Result<(), Error> {
        self.give_row(bytes, out).map_err(Error::from)
    }

    fn give_row(&mut self, bytes: &[u8], out: &mut [u8]) -> Result<(), Fault> {
        while self.gather(bytes)? < 1.0 {}
        let mixes = self.planes.iter().any(|p| p.upsample.mixes_rows());
        // The last row of a unit may need the first of the next.
        while self.unit_row < self.units[1]
            && self.row + usize::from(mixes) >= self.unit_row * self.unit[1]
        {
            if self.gathers {
                for plane in &mut self.planes {
                    plane.go_on();
                    plane.put_kept(self.unit_row);
                }
                self.unit_row += 1;
            } else {
                self.sample_row(bytes)?;
                if self.unit_row == self.units[1] {
                    self.end_scan(bytes)?;
                    if self.segments.next_scan(bytes)?.is_some() {
                        return Err(Damage::SCANS.into());
                    }
                }
            }
        }
        let top = (self.unit_row.max(1) - 1) * self.unit[1];
        for (plane, row) in self.planes.iter().zip(&mut self.upsampled) {
            plane.row(self.row, top, row);
        }
        let planes = self.upsampled.each_ref().map(Vec::as_slice);
        self.space.row(planes, self.segments.adobe.is_some(), out);
        self.row += 1;
        Ok(())
    }
}
