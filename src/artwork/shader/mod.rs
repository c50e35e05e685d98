//! Shaders: a paint as the color of each pixel.
//!
//! A [`Shader`] is a paint brought to an area's pixels. A pixel's color follows from its own place
//! alone, computed anew and never stepped from its neighbor, so any part of a picture has the bytes
//! of the whole.

mod gradient;
mod pattern;

use std::rc::Rc;

use kurbo::{Affine, Rect};

use super::Assets;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
use crate::scene::paint::{Over, Paint, Pattern as PatternPaint};
use gradient::Gradient;
use pattern::Pattern;
pub(super) use pattern::{Edge, bilinear};

/// What paints are measured by, in millimeters of a layer's box.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The text.
    pub(super) text: Rect,
    /// The layer's box.
    pub(super) frame: Rect,
}

impl Extent {
    fn of(&self, over: Over) -> Rect {
        match over {
            Over::Text => self.text,
            Over::Box => self.frame,
        }
    }
}

/// A paint in pixels.
pub(super) enum Shader {
    /// One premultiplied color.
    Solid([u8; 4]),
    Gradient(Gradient),
    Pattern(Pattern),
}

impl Shader {
    /// A paint measured by `extent`; `transform` takes the layer's box to pixels.
    ///
    /// # Errors
    /// When a pattern's picture is missing or can't be read.
    pub(super) fn new(
        paint: &Paint,
        extent: &Extent,
        transform: Affine,
        assets: &Assets,
    ) -> Result<Self, Error> {
        let to_box = transform.inverse();
        Ok(match paint {
            Paint::Solid(color) => Self::Solid(color.premultiply()),
            Paint::Gradient(g) => Self::Gradient(Gradient::new(g, extent.of(g.over), to_box)),
            Paint::Pattern(p) => {
                let picture = assets.picture(&p.image)?;
                Self::Pattern(Pattern::new(p, picture, extent.of(p.over), to_box))
            }
        })
    }

    /// Whether it hides all that is below it.
    pub(super) fn is_opaque(&self) -> bool {
        match self {
            Self::Solid([.., alpha]) => *alpha == 255,
            Self::Gradient(gradient) => gradient.is_opaque(),
            Self::Pattern(_) => false,
        }
    }

    /// Where it lies, as numbers: the same paint with the same numbers has the same pixels.
    pub(super) fn place(&self) -> [f64; 6] {
        match self {
            Self::Solid(_) => [0.0; 6],
            Self::Gradient(gradient) => gradient.place(),
            Self::Pattern(pattern) => pattern.place(),
        }
    }

    /// The color of row `y`, where it is one.
    pub(super) fn flat(&self, y: i32) -> Option<[u8; 4]> {
        match self {
            Self::Solid(color) => Some(*color),
            Self::Gradient(gradient) => gradient.flat(y),
            Self::Pattern(_) => None,
        }
    }

    /// Writes the premultiplied pixels of row `y` from column `x` on, at least those that `coverage`,
    /// one byte a pixel, does not leave out.
    pub(super) fn row(&self, y: i32, x: i32, coverage: &[u8], out: &mut [u8]) {
        let (out, _) = out.as_chunks_mut::<4>();
        match self {
            Self::Solid(color) => out.fill(*color),
            Self::Gradient(gradient) => gradient.row(y, x, out),
            Self::Pattern(pattern) => pattern.row(y, x, coverage, out),
        }
    }
}

/// A picture repeated over a part of a view: its pixels in `rect`. `scale` brings the view's own pixels
/// to the frame's.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn repeat(
    picture: &Rc<Mipmaps>,
    pattern: &crate::scene::Pattern,
    scale: [f64; 2],
    rect: PixelRect,
) -> Result<Pixmap, Error> {
    let &crate::scene::Pattern { size, offset, rotate, .. } = pattern;
    let spec =
        PatternPaint { image: String::new(), size, offset, rotate, over: Over::Box, opacity: 255 };
    let to_view = Affine::scale_non_uniform(1.0 / scale[0], 1.0 / scale[1])
        * Affine::translate((f64::from(rect.x0), f64::from(rect.y0)));
    let pattern = Pattern::new(&spec, picture.clone(), Rect::ZERO, to_view);
    let mut out = Pixmap::new(rect.width(), rect.height())?;
    let (width, whole) = (rect.width() as i32, vec![255; rect.width() as usize]);
    for y in 0..rect.height() as i32 {
        pattern.row(y, 0, &whole, out.row_mut(y, 0, width).as_chunks_mut::<4>().0);
    }
    Ok(out)
}

/// Cosine and sine of an angle in degrees; those of quarter turns are exact, so that an upright
/// gradient does not depend on what it is as good as parallel to.
pub(super) fn direction(degrees: f64) -> (f64, f64) {
    match degrees.rem_euclid(360.0) {
        0.0 => (1.0, 0.0),
        90.0 => (0.0, 1.0),
        180.0 => (-1.0, 0.0),
        270.0 => (0.0, -1.0),
        other => {
            let (sin, cos) = libm::sincos(other * (std::f64::consts::PI / 180.0));
            (cos, sin)
        }
    }
}
