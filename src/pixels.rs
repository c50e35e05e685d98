//! Pixel buffers. Every buffer is allocated through `try_reserve`, so a size that memory can't hold
//! is an error, not a trap.

use crate::error::Error;
use crate::geom::PixelRect;

/// Most pixels one buffer may have: 64 megapixels, 256 MB of RGBA.
pub const MAX_PIXELS: u64 = 64 << 20;

/// RGBA pixels, 8 bits a channel, premultiplied, sRGB-encoded, row by row from the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pixmap {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Pixmap {
    /// A transparent pixmap.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_PIXELS`] or when memory is short.
    pub fn new(width: u32, height: u32) -> Result<Self, Error> {
        Ok(Self { width, height, data: zeroed(width, height, 4)? })
    }

    /// Wraps premultiplied RGBA bytes; `None` unless there are `width * height * 4` of them.
    pub fn from_vec(width: u32, height: u32, data: Vec<u8>) -> Option<Self> {
        (data.len() as u64 == u64::from(width) * u64::from(height) * 4).then_some(Self {
            width,
            height,
            data,
        })
    }

    /// Its bytes, given away.
    pub fn into_vec(self) -> Vec<u8> {
        self.data
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The whole pixmap as a rectangle.
    pub fn rect(&self) -> PixelRect {
        PixelRect::from_size(self.width, self.height)
    }

    /// All bytes, `width * height * 4`.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// All bytes, to be written.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// The bytes of pixels `x0..x1` of row `y`; empty when outside.
    pub fn row(&self, y: i32, x0: i32, x1: i32) -> &[u8] {
        match span(self.width, self.height, y, x0, x1) {
            Some((a, b)) => &self.data[a * 4..b * 4],
            None => &[],
        }
    }

    /// The bytes of pixels `x0..x1` of row `y`, to be written; empty when outside.
    pub fn row_mut(&mut self, y: i32, x0: i32, x1: i32) -> &mut [u8] {
        match span(self.width, self.height, y, x0, x1) {
            Some((a, b)) => &mut self.data[a * 4..b * 4],
            None => &mut [],
        }
    }

    /// Makes the pixels of `rect` transparent.
    pub fn clear(&mut self, rect: PixelRect) {
        let r = rect.intersect(&self.rect());
        for y in r.y0..r.y1 {
            self.row_mut(y, r.x0, r.x1).fill(0);
        }
    }

    /// Copies the pixels of `rect` from `source`, which has the same size.
    pub fn copy_rect(&mut self, source: &Self, rect: PixelRect) {
        let r = rect.intersect(&self.rect()).intersect(&source.rect());
        for y in r.y0..r.y1 {
            self.row_mut(y, r.x0, r.x1).copy_from_slice(source.row(y, r.x0, r.x1));
        }
    }
}

/// One 8-bit channel: coverage, a mask, a gloss map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Mask {
    /// A mask of zeros.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_PIXELS`] or when memory is short.
    pub fn new(width: u32, height: u32) -> Result<Self, Error> {
        Ok(Self { width, height, data: zeroed(width, height, 1)? })
    }

    /// Wraps bytes; `None` unless there are `width * height` of them.
    pub fn from_vec(width: u32, height: u32, data: Vec<u8>) -> Option<Self> {
        (data.len() as u64 == u64::from(width) * u64::from(height)).then_some(Self {
            width,
            height,
            data,
        })
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The whole mask as a rectangle.
    pub fn rect(&self) -> PixelRect {
        PixelRect::from_size(self.width, self.height)
    }

    /// All bytes, `width * height`.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// All bytes, to be written.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// The bytes `x0..x1` of row `y`; empty when outside.
    pub fn row(&self, y: i32, x0: i32, x1: i32) -> &[u8] {
        match span(self.width, self.height, y, x0, x1) {
            Some((a, b)) => &self.data[a..b],
            None => &[],
        }
    }

    /// The bytes `x0..x1` of row `y`, to be written; empty when outside.
    pub fn row_mut(&mut self, y: i32, x0: i32, x1: i32) -> &mut [u8] {
        match span(self.width, self.height, y, x0, x1) {
            Some((a, b)) => &mut self.data[a..b],
            None => &mut [],
        }
    }
}

/// Coverage somewhere on a raster: a mask that knows its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Column of the mask's left edge, pixels.
    pub x: i32,
    /// Row of the mask's top edge, pixels.
    pub y: i32,
    /// 0 outside, 255 inside.
    pub mask: Mask,
}

impl Coverage {
    /// The pixels that the mask lies on.
    pub fn rect(&self) -> PixelRect {
        self.mask.rect().translate(self.x, self.y)
    }

    /// What either covers: the larger coverage of each pixel.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the rectangle around both is.
    pub fn union(&self, other: &Self) -> Result<Self, Error> {
        let rect = self.rect().union(&other.rect());
        let mut mask = Mask::new(rect.width(), rect.height())?;
        for part in [self, other] {
            let own = part.rect();
            for y in own.y0..own.y1 {
                let to = mask.row_mut(y - rect.y0, own.x0 - rect.x0, own.x1 - rect.x0);
                for (t, f) in to.iter_mut().zip(part.mask.row(y - own.y0, 0, own.width() as i32)) {
                    *t = (*t).max(*f);
                }
            }
        }
        Ok(Self { x: rect.x0, y: rect.y0, mask })
    }
}

/// Start and end index of pixels `x0..x1` in row `y`, or `None` when not wholly inside.
fn span(width: u32, height: u32, y: i32, x0: i32, x1: i32) -> Option<(usize, usize)> {
    let (y, x0, x1) = (u32::try_from(y).ok()?, u32::try_from(x0).ok()?, u32::try_from(x1).ok()?);
    if y >= height || x0 > x1 || x1 > width {
        return None;
    }
    let start = y as usize * width as usize;
    Some((start + x0 as usize, start + x1 as usize))
}

fn zeroed(width: u32, height: u32, channels: usize) -> Result<Vec<u8>, Error> {
    let pixels = u64::from(width) * u64::from(height);
    let refuse = || Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: pixels,
        limit: MAX_PIXELS,
    };
    if pixels > MAX_PIXELS {
        return Err(refuse());
    }
    let mut data = Vec::new();
    data.try_reserve_exact(pixels as usize * channels).map_err(|_| refuse())?;
    data.resize(pixels as usize * channels, 0);
    Ok(data)
}
