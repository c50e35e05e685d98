//! Rows of a file, whatever its format.

use std::io::Cursor;

use super::{Channels, File, gif};
use crate::error::Error;
use crate::image::exif::Orientation;
use crate::image::jpeg::Jpeg;
use crate::image::{Format, corrupt, png, png_photo, webp};

/// A file whose rows are read one after the other, four bytes a pixel.
pub(super) enum Source {
    Jpeg(Box<Jpeg>),
    Png(Box<PngRows>),
    /// Of pixels that another decoder made, too.
    Webp {
        size: (u32, u32),
        rows: Option<Rows>,
        orientation: Orientation,
    },
    Gif {
        size: (u32, u32),
        rows: Option<gif::Indexed>,
        next: usize,
    },
}

/// The rows of a PNG as its decoder gives them.
pub(super) struct PngRows {
    reader: png::Open<Cursor<File>>,
    size: (u32, u32),
    /// Of an interlaced one, whose passes scatter their pixels.
    whole: Option<Rows>,
    interlaced: bool,
    orientation: Orientation,
}

/// A picture in memory.
pub(super) struct Rows {
    data: Vec<u8>,
    stride: usize,
    next: usize,
}

impl Rows {
    pub(super) fn new(data: Vec<u8>, stride: usize) -> Self {
        Self { data, stride, next: 0 }
    }

    fn row(&mut self) -> Result<&[u8], Error> {
        let at = self.next * self.stride;
        self.next += 1;
        self.data.get(at..at + self.stride).ok_or_else(|| corrupt("rows are missing"))
    }
}

impl Source {
    /// Reads the header; `None` is GIF. Returns what the channels are, and the color profile.
    pub(super) fn open(
        file: &File,
        format: Option<Format>,
    ) -> Result<(Self, Channels, Option<Vec<u8>>), Error> {
        let bytes = file.as_ref();
        Ok(match format {
            Some(Format::Jpeg) => {
                let mut jpeg = Jpeg::open(bytes)?;
                let profile = jpeg.take_profile();
                let channels = match (jpeg.is_cmyk(), jpeg.is_gray()) {
                    (true, _) => Channels::Cmyk,
                    (_, true) => Channels::Gray,
                    _ => Channels::Rgb,
                };
                (Self::Jpeg(Box::new(jpeg)), channels, profile)
            }
            Some(Format::Png) => {
                let size = png::size(bytes)?;
                let reader = png_photo::open(Cursor::new(file.clone()))?;
                let profile = png_photo::profile(&reader);
                let gray = png_photo::is_gray(&reader);
                let interlaced = reader.info().interlaced;
                let channels = if gray { Channels::Gray } else { Channels::Rgb };
                let orientation = Orientation::UPRIGHT;
                let rows = PngRows { reader, size, whole: None, interlaced, orientation };
                (Self::Png(Box::new(rows)), channels, profile)
            }
            Some(Format::Webp) => {
                let size = webp::size(bytes)?;
                let exif = webp::chunk(bytes, *b"EXIF");
                // Some programs write the prefix that belongs to JPEG.
                let exif = exif.map(|e| e.strip_prefix(b"Exif\0\0").unwrap_or(e));
                let orientation = exif.map_or(Orientation::UPRIGHT, Orientation::read);
                let profile = webp::chunk(bytes, *b"ICCP").map(<[u8]>::to_vec);
                (Self::Webp { size, rows: None, orientation }, Channels::Rgb, profile)
            }
            Some(Format::Taken) => return Err(corrupt("it was taken in before")),
            None => {
                let size = gif::size(bytes)?;
                (Self::Gif { size, rows: None, next: 0 }, Channels::Rgb, None)
            }
        })
    }

    /// Width and height as stored.
    pub(super) fn size(&self) -> (u32, u32) {
        match self {
            Self::Jpeg(jpeg) => jpeg.size(),
            Self::Png(rows) => rows.size,
            Self::Webp { size, .. } | Self::Gif { size, .. } => *size,
        }
    }

    /// Reads at half the size where the format can and a copy of the size `to` needs no more. Returns how many
    /// pixels a row has then, and how many rows there are.
    pub(super) fn halve(&mut self, (width, height): (u32, u32), to: (u32, u32)) -> (u32, u32) {
        match self {
            Self::Jpeg(jpeg) if to.0 <= width / 2 && to.1 <= height / 2 => {
                jpeg.halve();
                (width.div_ceil(2), height.div_ceil(2))
            }
            _ => (width, height),
        }
    }

    /// Most bytes that are held before the last row.
    pub(super) fn bytes(&self) -> u64 {
        let (width, height) = self.size();
        let pixels = u64::from(width) * u64::from(height);
        match self {
            Self::Jpeg(jpeg) => jpeg.bytes(),
            Self::Png(rows) if rows.interlaced => pixels * 8,
            Self::Png(_) => 0,
            // The picture, beside it the planes of a lossy one or the colors of a lossless one.
            Self::Webp { .. } => pixels * 8,
            Self::Gif { .. } => pixels,
        }
    }

    /// Whether there is work before the first row.
    pub(super) fn prepares(&self) -> bool {
        match self {
            Self::Jpeg(jpeg) => jpeg.gathers(),
            Self::Png(rows) => rows.interlaced,
            Self::Webp { .. } | Self::Gif { .. } => true,
        }
    }

    /// Does a part of that. Returns how much is done.
    pub(super) fn prepare(&mut self, file: &File) -> Result<f32, Error> {
        let bytes = file.as_ref();
        match self {
            Self::Jpeg(jpeg) => return jpeg.prepare(bytes),
            Self::Png(rows) => {
                if rows.interlaced && rows.whole.is_none() {
                    let (data, stride) = png::whole(&mut rows.reader)?;
                    rows.whole = Some(Rows::new(data, stride));
                }
            }
            Self::Webp { rows, size, .. } => {
                if rows.is_none() {
                    let (data, channels) = webp::pixels(bytes)?;
                    *rows = Some(Rows::new(data, size.0 as usize * channels));
                }
            }
            Self::Gif { rows, size, .. } => {
                if rows.is_none() {
                    *rows = Some(gif::decode(bytes, *size)?);
                }
            }
        }
        Ok(1.0)
    }

    /// Writes the next row.
    pub(super) fn next_row(&mut self, file: &File, out: &mut [u8]) -> Result<(), Error> {
        match self {
            Self::Jpeg(jpeg) => jpeg.next_row(file.as_ref(), out),
            Self::Png(rows) => {
                let format = rows.reader.output_color_type();
                let Some(whole) = &mut rows.whole else {
                    return png_photo::next_row(&mut rows.reader, out);
                };
                png_photo::wide(out, whole.row()?, format);
                Ok(())
            }
            Self::Webp { rows, .. } => {
                let row = rows.as_mut().ok_or_else(|| corrupt("rows are missing"))?.row()?;
                if row.len() == out.len() {
                    out.copy_from_slice(row);
                } else {
                    let (pixels, _) = row.as_chunks::<3>();
                    for (o, &[r, g, b]) in out.as_chunks_mut::<4>().0.iter_mut().zip(pixels) {
                        *o = [r, g, b, 255];
                    }
                }
                Ok(())
            }
            Self::Gif { rows, next, .. } => {
                let rows = rows.as_ref().ok_or_else(|| corrupt("rows are missing"))?;
                rows.row(*next, out);
                *next += 1;
                Ok(())
            }
        }
    }

    /// Reads the file to its end.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        match self {
            Self::Png(rows) => rows.orientation = png_photo::finish(&mut rows.reader)?,
            Self::Jpeg(jpeg) => jpeg.forget(),
            Self::Webp { rows, .. } => *rows = None,
            Self::Gif { rows, .. } => *rows = None,
        }
        Ok(())
    }

    /// How the picture is turned; known after [`finish`](Self::finish).
    pub(super) fn orientation(&self) -> Orientation {
        match self {
            Self::Jpeg(jpeg) => jpeg.orientation(),
            Self::Png(rows) => rows.orientation,
            Self::Webp { orientation, .. } => *orientation,
            Self::Gif { .. } => Orientation::UPRIGHT,
        }
    }
}
