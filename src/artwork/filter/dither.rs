//! Black and white dots of a size in millimeters.
//!
//! Dots lie on a grid of the picture's box that knows no resolution, so preview and print have the same: a
//! picture is drawn with one pixel to a dot, made black and white, and then drawn as squares, sharp where a
//! dot is larger than a pixel and averaged where it is smaller.
//!
//! It is the encoded lightness that is dithered, as image editors and engravers' programs do.

use kurbo::{Affine, Rect};

use super::LUMA;
use crate::artwork::fill::{Shape, shape_coverage};
use crate::artwork::image::{ImageFit, draw_image};
use crate::artwork::slot::covered;
use crate::artwork::sprite::Sprite;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
use crate::template::filter::DitherMethod;

/// Most dots of one picture; beyond that they are made larger.
const MAX_DOTS: f64 = (16 << 20) as f64;

/// Errors are counted in parts of a level.
const UNIT: i32 = 16;

/// The grid of dots of a box.
#[derive(Clone, Copy, Debug)]
pub(in crate::artwork) struct Grid {
    /// Side of a dot in millimeters.
    pub(in crate::artwork) cell: f64,
    /// All of the grid, in dots.
    pub(in crate::artwork) rect: PixelRect,
}

impl Grid {
    pub(in crate::artwork) fn new(cell: f64, frame: Rect) -> Self {
        let cell = cell.max((frame.width() * frame.height() / MAX_DOTS).sqrt());
        let count = |side: f64| (side / cell).ceil().max(1.0) as u32;
        Self { cell, rect: PixelRect::from_size(count(frame.width()), count(frame.height())) }
    }

    /// From millimeters of the box to dots.
    pub(in crate::artwork) fn transform(&self) -> Affine {
        Affine::scale(1.0 / self.cell)
    }

    /// Draws dots into the box.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub(in crate::artwork) fn draw(
        &self,
        dots: &Sprite,
        frame: Rect,
        transform: Affine,
        clip: PixelRect,
    ) -> Result<Option<Sprite>, Error> {
        let Some(coverage) = shape_coverage(&Shape::Rectangle, frame, transform, clip)? else {
            return Ok(None);
        };
        let to_dots = self.transform() * transform.inverse();
        let [a, b, c, d, ..] = to_dots.as_coeffs();
        let longest = (a * a + b * b).max(c * c + d * d);
        let sprite = if longest > 1.0 {
            let mips = Mipmaps::new(dots.pixels.clone())?;
            let of = dots.rect();
            let rect = Rect::new(of.x0.into(), of.y0.into(), of.x1.into(), of.y1.into());
            let to_pixels = transform * Affine::scale(self.cell);
            match draw_image(&mips, ImageFit::Stretch, rect, to_pixels, coverage.rect())? {
                Some(sprite) => sprite,
                None => return Ok(None),
            }
        } else {
            let rect = coverage.rect();
            let mut pixels = Pixmap::new(rect.width(), rect.height())?;
            let upright = b == 0.0 && c == 0.0;
            let width = pixels.width() as i32;
            for y in 0..pixels.height() as i32 {
                let row = pixels.row_mut(y, 0, width).as_chunks_mut::<4>().0;
                for (out, x) in row.iter_mut().zip(rect.x0..) {
                    let at = (x, y + rect.y0);
                    *out =
                        if upright { area(dots, to_dots, at) } else { points(dots, to_dots, at) };
                }
            }
            Sprite { x: rect.x0, y: rect.y0, pixels }
        };
        Ok(Some(covered(sprite, &coverage)))
    }
}

/// The dot at a place of the grid; beyond the edge lies the outermost.
#[inline]
fn dot(dots: &Sprite, x: i64, y: i64) -> [u8; 4] {
    let (w, h) = (i64::from(dots.pixels.width()), i64::from(dots.pixels.height()));
    let (x, y) = ((x - i64::from(dots.x)).clamp(0, w - 1), (y - i64::from(dots.y)).clamp(0, h - 1));
    let (all, _) = dots.pixels.data().as_chunks::<4>();
    all.get((y * w + x) as usize).copied().unwrap_or_default()
}

/// The mean of what a pixel covers of at most two dots each way.
fn area(dots: &Sprite, to_dots: Affine, (x, y): (i32, i32)) -> [u8; 4] {
    let [a, _, _, d, e, f] = to_dots.as_coeffs();
    // The first dot, and of 256 parts how many lie on the next one.
    let part = |factor: f64, plus: f64, at: i32| {
        let (p, q) = (factor * f64::from(at) + plus, factor * f64::from(at + 1) + plus);
        let (from, to) = (p.min(q), p.max(q));
        let next = from.floor() + 1.0;
        let beyond = ((to - next) / (to - from).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        (from.floor() as i64, (beyond * 256.0 + 0.5) as u32)
    };
    let ((x, right), (y, below)) = (part(a, e, x), part(d, f, y));
    let mut sum = [1_u32 << 15; 4];
    for (x, wide) in [(x, 256 - right), (x + 1, right)] {
        for (y, high) in [(y, 256 - below), (y + 1, below)] {
            let weight = wide * high;
            if weight > 0 {
                let p = dot(dots, x, y);
                sum.iter_mut().zip(p).for_each(|(s, v)| *s += u32::from(v) * weight);
            }
        }
    }
    sum.map(|s| (s >> 16) as u8)
}

/// The mean of sixteen points of a pixel.
fn points(dots: &Sprite, to_dots: Affine, (x, y): (i32, i32)) -> [u8; 4] {
    let [a, b, c, d, e, f] = to_dots.as_coeffs();
    let mut sum = [8_u32; 4];
    for i in 0..16 {
        let px = f64::from(x) + (f64::from(i % 4) + 0.5) / 4.0;
        let py = f64::from(y) + (f64::from(i / 4) + 0.5) / 4.0;
        let at = |m: f64, n: f64, o: f64| (m * px + n * py + o).floor() as i64;
        let p = dot(dots, at(a, c, e), at(b, d, f));
        sum.iter_mut().zip(p).for_each(|(s, v)| *s += u32::from(v));
    }
    sum.map(|s| (s >> 4) as u8)
}

/// Makes pixels black or white, by `amount` of 0 to 1; alpha stays.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn dither(pixels: &mut Pixmap, method: DitherMethod, amount: f64) -> Result<(), Error> {
    match method {
        DitherMethod::FloydSteinberg => diffuse(pixels, amount, &FLOYD_STEINBERG),
        DitherMethod::Atkinson => diffuse(pixels, amount, &ATKINSON),
        DitherMethod::Ordered => {
            let width = pixels.width().max(1) as usize;
            let (all, _) = pixels.data_mut().as_chunks_mut::<4>();
            for (row, y) in all.chunks_mut(width).zip(0_usize..) {
                for (p, x) in row.iter_mut().zip(0_usize..) {
                    let level = light(*p) * 128;
                    let white = level > (2 * bayer(x, y) + 1) * 255 * UNIT;
                    put(p, white, amount);
                }
            }
            Ok(())
        }
    }
}

/// Where an error goes: so many sixteenths to the pixel so far ahead and below.
type Weights = [(i32, i32, usize)];

/// Floyd and Steinberg, "An Adaptive Algorithm for Spatial Grey Scale", 1976.
const FLOYD_STEINBERG: [(i32, i32, usize); 4] = [(7, 1, 0), (3, -1, 1), (5, 0, 1), (1, 1, 1)];

/// Bill Atkinson's, of the first Macintosh: six eighths of the error go on, two are lost.
const ATKINSON: [(i32, i32, usize); 6] =
    [(2, 1, 0), (2, 2, 0), (2, -1, 1), (2, 0, 1), (2, 1, 1), (2, 0, 2)];

/// Diffuses errors, every second row backward, so that they don't lean to one side.
fn diffuse(pixels: &mut Pixmap, amount: f64, weights: &Weights) -> Result<(), Error> {
    /// Room on either side for errors that leave the picture.
    const MARGIN: usize = 2;
    let width = pixels.width() as usize;
    let mut errors = [(); 3].map(|()| Vec::new());
    for row in &mut errors {
        let short = |_| Error::TooLarge {
            path: String::new(),
            what: "pixels",
            value: width as u64,
            limit: crate::pixels::MAX_PIXELS,
        };
        row.try_reserve_exact(width + 2 * MARGIN).map_err(short)?;
        row.resize(width + 2 * MARGIN, 0_i32);
    }
    let (all, _) = pixels.data_mut().as_chunks_mut::<4>();
    for (row, y) in all.chunks_mut(width.max(1)).zip(0_u32..) {
        let back = y % 2 == 1;
        for i in 0..width {
            let x = if back { width - 1 - i } else { i };
            let Some(p) = row.get_mut(x) else { continue };
            // What is mostly transparent has no dot, and passes nothing on.
            if p[3] < 128 {
                put(p, true, amount);
                continue;
            }
            let carried = errors[0].get(x + MARGIN).copied().unwrap_or(0);
            let level = light(*p) + carried;
            let white = level * 2 >= 255 * UNIT;
            put(p, white, amount);
            let error = level - if white { 255 * UNIT } else { 0 };
            for &(weight, ahead, below) in weights {
                let to = (x + MARGIN) as i32 + if back { -ahead } else { ahead };
                if let Some(e) = errors.get_mut(below).and_then(|row| row.get_mut(to as usize)) {
                    *e += (error * weight + 8) >> 4;
                }
            }
        }
        errors[0].fill(0);
        errors.rotate_left(1);
    }
    Ok(())
}

/// The lightness of a premultiplied pixel as if it were opaque, 0 to 255 units.
fn light(p: [u8; 4]) -> i32 {
    let sum: f32 = LUMA.iter().zip(p).map(|(share, v)| share * f32::from(v)).sum();
    let level = sum * 255.0 / f32::from(p[3].max(1));
    (level * UNIT as f32 + 0.5) as i32
}

/// Makes a pixel black or white.
fn put(p: &mut [u8; 4], white: bool, amount: f64) {
    let to = if white { f32::from(p[3]) } else { 0.0 };
    for v in p.iter_mut().take(3) {
        let own = f32::from(*v);
        *v = (own + (to - own) * amount as f32 + 0.5) as i32 as u8;
    }
}

/// The place of a pixel in the order of an 8 × 8 pattern, 0 to 63: Bayer, "An Optimum Method for Two-Level
/// Rendition of Continuous-Tone Pictures", 1973.
fn bayer(x: usize, y: usize) -> i32 {
    let mut order = 0;
    for bit in 0..3 {
        let (x, y) = (x >> bit & 1, y >> bit & 1);
        order = order << 2 | ((x ^ y) << 1 | y);
    }
    order as i32
}
