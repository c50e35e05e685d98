//! A shopper's photo on its way in: any file that a phone or a program makes, upright, in sRGB, and no larger than
//! asked for.
//!
//! It goes step by step, each of a few milliseconds where the format allows, so that a page can do it between frames.
//! Beside the file it holds what [`Intake::peak_bytes`] says: of a baseline JPEG or a PNG no picture at all but the
//! one that comes out.

mod gif;
mod profile;
mod scale;
mod source;

use std::rc::Rc;

use super::exif::Orientation;
use super::jpeg::light;
use super::{Format, corrupt, sniff};
use crate::color::mul_div_255;
use crate::error::Error;
use crate::pixels::Pixmap;
use profile::Profile;
use scale::Scaler;
use source::Source;

/// Most pixels of the copy that a preview works with: three megapixels, as 2172 × 1448. On a canvas of 1600 pixels a
/// photo that fills it can be zoomed by a third before it is enlarged, and with its mip levels it takes 16 MiB.
pub const MAX_PREVIEW_PIXELS: u64 = 3 << 20;

/// What is read.
const ALLOWED: &str = "PNG, JPEG, WebP or GIF";

/// Pixels that a step goes over, but for a row: a few milliseconds' worth.
const STEP_PIXELS: usize = 1 << 17;

/// A photo as it is drawn.
#[derive(Clone, Debug)]
pub struct Photo {
    /// Its pixels, upright, sRGB.
    pub pixels: Pixmap,
    /// Width and height that the file has, upright.
    pub size: [u32; 2],
}

impl Photo {
    /// The bytes that the engine takes for it, as a file's.
    ///
    /// # Errors
    /// [`Error::TooLargeAsset`] when memory is short.
    pub fn into_bytes(self) -> Result<Vec<u8>, Error> {
        super::taken::write(self)
    }
}

/// The bytes of a file, shared by all that read them.
#[derive(Clone)]
struct File(Rc<Vec<u8>>);

impl AsRef<[u8]> for File {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// What the four bytes of a pixel are while rows come in.
#[derive(Clone, Copy, PartialEq)]
enum Channels {
    /// Gray, three times, and alpha.
    Gray,
    /// Red, green, blue and alpha, straight.
    Rgb,
    /// How much light four inks let through.
    Cmyk,
}

/// A photo that is being taken in.
pub struct Intake {
    file: File,
    source: Source,
    size: (u32, u32),
    channels: Channels,
    profile: Option<Profile>,
    scaler: Option<Scaler>,
    row: Vec<u8>,
    /// How many rows come in.
    rows: usize,
    next: usize,
    out: Vec<u8>,
    to: (u32, u32),
    written: usize,
}

impl Intake {
    /// Reads the header of a PNG, JPEG, WebP or GIF, and allocates for a copy of at most `most` pixels; a file that has
    /// no more is not scaled.
    ///
    /// # Errors
    /// [`Error::UnsupportedAsset`] for another format, [`Error::TooLargeAsset`] above a limit or when memory is short,
    /// [`Error::CorruptAsset`] when the header is damaged.
    pub fn open(file: Vec<u8>, most: u64) -> Result<Self, Error> {
        let format = sniff_photo(&file)?;
        let file = File(Rc::new(file));
        let (source, channels, profile) = Source::open(&file, format)?;
        let profile = profile.and_then(|bytes| Profile::read(&bytes, channels));
        Self::of(file, source, channels, profile, most)
    }

    fn of(
        file: File,
        mut source: Source,
        channels: Channels,
        profile: Option<Profile>,
        most: u64,
    ) -> Result<Self, Error> {
        let size = source.size();
        let (width, height) = scaled(size, most);
        let rows = source.halve(size, (width, height));
        let scaler = if (width, height) == size {
            None
        } else {
            Some(Scaler::new(size, rows, (width, height))?)
        };
        Ok(Self {
            source,
            size,
            channels,
            profile,
            scaler,
            row: super::samples::<u8>(rows.0, 1, 4)?,
            rows: rows.1 as usize,
            next: 0,
            out: super::samples::<u8>(width, height, 4)?,
            to: (width, height),
            written: 0,
            file,
        })
    }

    /// Takes in straight pixels in sRGB that another decoder made of a file, as stored; `orientation` is EXIF's number
    /// for how they are turned, 1 to 8, and upright for any other.
    ///
    /// # Errors
    /// [`Error::TooLargeAsset`] above a limit or when memory is short, [`Error::CorruptAsset`] unless there are
    /// `width * height * 4` bytes.
    pub fn of_pixels(
        data: Vec<u8>,
        [width, height]: [u32; 2],
        orientation: u8,
        most: u64,
    ) -> Result<Self, Error> {
        let size = super::checked_size(width, height)?;
        if data.len() as u64 != u64::from(width) * u64::from(height) * 4 {
            return Err(corrupt("it has more or fewer pixels than it says"));
        }
        let rows = source::Rows::new(data, width as usize * 4);
        let source =
            Source::Webp { size, rows: Some(rows), orientation: Orientation::of(orientation) };
        Self::of(File(Rc::new(Vec::new())), source, Channels::Rgb, None, most)
    }

    /// Most bytes that it holds at once beside the file and what comes out, until it is done.
    pub fn peak_bytes(&self) -> u64 {
        let rows = u64::from(self.size.0) * 4 * 16;
        self.source.bytes() + rows + self.scaler.as_ref().map_or(0, Scaler::bytes)
    }

    /// Goes a step on. Returns how much is done: 1 when it is all there.
    ///
    /// # Errors
    /// [`Error::CorruptAsset`] when the file is damaged or cut short, [`Error::TooLargeAsset`] when memory is.
    pub fn step(&mut self) -> Result<f32, Error> {
        let height = self.rows;
        let prepared = self.source.prepare(&self.file)?;
        if prepared < 1.0 {
            return Ok(prepared / 2.0);
        }
        let rows = (STEP_PIXELS / self.size.0.max(1) as usize).max(1);
        for _ in 0..rows {
            if self.next >= height {
                break;
            }
            self.take_row()?;
        }
        if self.next < height {
            let part = self.next as f32 / height as f32;
            return Ok(if self.source.prepares() { 0.5 + part / 2.0 } else { part }.min(0.99));
        }
        self.source.finish()?;
        Ok(1.0)
    }

    fn take_row(&mut self) -> Result<(), Error> {
        self.source.next_row(&self.file, &mut self.row)?;
        self.next += 1;
        let stride = self.to.0 as usize * 4;
        let rows = &mut self.out;
        let mut put = |row: &[u8], written: &mut usize| {
            if let Some(to) = rows.get_mut(*written * stride..(*written + 1) * stride) {
                to.copy_from_slice(row);
                *written += 1;
            }
        };
        let Some(scaler) = &mut self.scaler else {
            finish(&mut self.row, self.channels, &mut self.profile);
            put(&self.row, &mut self.written);
            return Ok(());
        };
        if self.channels != Channels::Cmyk {
            premultiply(&mut self.row);
        }
        let (channels, profile, written) = (self.channels, &mut self.profile, &mut self.written);
        scaler.push(&self.row, channels != Channels::Cmyk, |row| {
            if channels == Channels::Cmyk || profile.is_some() {
                if channels != Channels::Cmyk {
                    divide(row);
                }
                finish(row, channels, profile);
            }
            put(row, written);
        });
        Ok(())
    }

    /// The photo, upright.
    ///
    /// # Errors
    /// [`Error::TooLargeAsset`] when memory is short, [`Error::CorruptAsset`] before the last step.
    pub fn finish(self) -> Result<Photo, Error> {
        let (width, height) = self.to;
        if self.written < height as usize {
            return Err(corrupt("rows are missing"));
        }
        let orientation = self.source.orientation();
        let turn = |(w, h): (u32, u32)| if orientation.swaps() { (h, w) } else { (w, h) };
        let data = orientation.apply::<4>(self.out, width, height)?;
        let ((width, height), size) = (turn((width, height)), turn(self.size));
        let pixels =
            Pixmap::from_vec(width, height, data).ok_or_else(|| corrupt("too few pixels"))?;
        Ok(Photo { pixels, size: [size.0, size.1] })
    }
}

/// Takes a photo in at once, as [`Intake`] does. With `most` at `u64::MAX` it keeps its size.
///
/// # Errors
/// As [`Intake::open`] and [`Intake::step`].
pub fn decode_photo(file: Vec<u8>, most: u64) -> Result<Photo, Error> {
    let mut intake = Intake::open(file, most)?;
    while intake.step()? < 1.0 {}
    intake.finish()
}

fn sniff_photo(bytes: &[u8]) -> Result<Option<Format>, Error> {
    match sniff(bytes) {
        Ok(Format::Taken) => Err(Error::UnsupportedAsset {
            path: String::new(),
            kind: "image",
            found: "a photo that was taken in".to_owned(),
            allowed: ALLOWED,
        }),
        Ok(format) => Ok(Some(format)),
        Err(_) if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => {
            if bytes.len() > super::MAX_IMAGE_BYTES {
                return sniff(bytes).map(Some);
            }
            Ok(None)
        }
        Err(Error::UnsupportedAsset { path, kind, found, .. }) => {
            Err(Error::UnsupportedAsset { path, kind, found, allowed: ALLOWED })
        }
        Err(error) => Err(error),
    }
}

/// The size of a picture with its shape and at most `most` pixels.
fn scaled((width, height): (u32, u32), most: u64) -> (u32, u32) {
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= most {
        return (width, height);
    }
    let factor = libm::sqrt(most as f64 / pixels as f64);
    let side = |v: u32| (libm::floor(f64::from(v) * factor) as u32).max(1);
    (side(width), side(height))
}

/// Straight pixels to premultiplied sRGB.
fn finish(row: &mut [u8], channels: Channels, profile: &mut Option<Profile>) {
    match profile {
        Some(profile) => profile.apply(row),
        None if channels == Channels::Cmyk => light(row),
        None => {}
    }
    if channels != Channels::Cmyk {
        premultiply(row);
    }
}

fn premultiply(row: &mut [u8]) {
    for p in row.as_chunks_mut::<4>().0 {
        let a = p[3];
        if a != 255 {
            *p = [mul_div_255(p[0], a), mul_div_255(p[1], a), mul_div_255(p[2], a), a];
        }
    }
}

/// Premultiplied to straight.
fn divide(row: &mut [u8]) {
    for p in row.as_chunks_mut::<4>().0 {
        let a = u32::from(p[3]);
        if a != 255 && a != 0 {
            let c = |v: u8| ((u32::from(v) * 255 + a / 2) / a).min(255) as u8;
            *p = [c(p[0]), c(p[1]), c(p[2]), p[3]];
        }
    }
}
