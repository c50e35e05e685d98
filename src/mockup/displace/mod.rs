//! Displacement: a geometry seen through folds and relief.
//!
//! A [`Displacement`] says for each point of the view which way a print is moved there. It is part of
//! where a pixel looks, so it is settled with the placement's map and costs an edit nothing.

mod photo;

use super::geometry::{Geometry, Inverse};
use crate::error::Error;
use crate::pixels::{MAX_PIXELS, Mask, Pixmap};
use kurbo::Rect;

/// The byte of a map that moves nothing.
const NEUTRAL: f64 = 128.0;

/// One in a map's values.
const ONE: f64 = 32767.0;

/// Which way each point of a view is moved, as shares of the greatest shift.
#[derive(Clone, Debug, PartialEq)]
pub struct Displacement {
    width: u32,
    height: u32,
    /// To the right and down, -32767..=32767 for -1..=1.
    shifts: Vec<[i16; 2]>,
    wrap: bool,
}

impl Displacement {
    /// A map from a picture that spans the view: red moves to the right and green down, from 128 on;
    /// where all pixels are gray, both ways at once. 255 is the greatest shift, 1 and 0 its opposite.
    /// What is transparent moves nothing. `wrap` repeats the map beyond its edge, where the nearest
    /// pixel counts otherwise.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn from_picture(picture: &Pixmap, wrap: bool) -> Result<Self, Error> {
        let (width, height) = (picture.width(), picture.height());
        let mut shifts = reserve(width, height)?;
        for &[r, g, _, a] in picture.data().as_chunks::<4>().0 {
            let shift = |c: u8| {
                let value = f64::from(c) - NEUTRAL * f64::from(a) / 255.0;
                (value / (255.0 - NEUTRAL) * ONE).clamp(-ONE, ONE) as i16
            };
            shifts.push([shift(r), shift(g)]);
        }
        Ok(Self { width, height, shifts, wrap })
    }

    /// A map from the photo of a product: see [`photo`]. `mask`, of the photo's size, is the part of it
    /// that is looked at.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `mask` when the mask has another size; [`Error::TooLarge`] when
    /// memory is short.
    pub fn from_photo(photo: &Pixmap, mask: Option<&Mask>) -> Result<Self, Error> {
        photo::derive(photo, mask)
    }

    /// The shares at a point of the map in its own pixels, between the centers of four.
    fn at(&self, x: f64, y: f64) -> [f64; 2] {
        let (fx, fy) = (x - 0.5, y - 0.5);
        let (x0, y0) = (fx.floor(), fy.floor());
        let (wx, wy) = (fx - x0, fy - y0);
        let pixel = |x: f64, y: f64| -> [f64; 2] {
            let place = |v: f64, side: u32| {
                let last = i64::from(side) - 1;
                // `as` saturates; a map has a pixel at least, or nothing is found in it.
                let v = v as i64;
                if self.wrap {
                    v.rem_euclid(i64::from(side.max(1)))
                } else {
                    v.clamp(0, last.max(0))
                }
            };
            let i = place(y, self.height) * i64::from(self.width) + place(x, self.width);
            self.shifts.get(i as usize).map_or([0.0; 2], |s| s.map(f64::from))
        };
        let rows = [0.0, 1.0].map(|dy| {
            let (a, b) = (pixel(x0, y0 + dy), pixel(x0 + 1.0, y0 + dy));
            [0, 1].map(|c| a[c] + (b[c] - a[c]) * wx)
        });
        [0, 1].map(|c| (rows[0][c] + (rows[1][c] - rows[0][c]) * wy) / ONE)
    }
}

/// Room for a shift a pixel.
fn reserve(width: u32, height: u32) -> Result<Vec<[i16; 2]>, Error> {
    let value = u64::from(width) * u64::from(height);
    let mut out = Vec::new();
    out.try_reserve_exact(value as usize).map_err(|_| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value,
        limit: MAX_PIXELS,
    })?;
    Ok(out)
}

/// A geometry whose points are moved before they are looked at.
#[derive(Clone, Debug)]
pub struct Displaced {
    geometry: Geometry,
    map: Displacement,
    /// Pixels of the geometry for a share of 1.
    amount: [f64; 2],
    /// Pixels of the map per pixel of the geometry.
    to_map: [f64; 2],
}

impl Displaced {
    /// `geometry` in a view of `width` × `height` authored pixels, each point of which shows what is
    /// seen up to `amount` of these pixels further. Nothing moves for an amount of 0: what comes out is
    /// then the geometry itself.
    #[expect(clippy::new_ret_no_self, reason = "what moves nothing wraps nothing")]
    pub fn new(
        geometry: Geometry,
        map: Displacement,
        amount: f64,
        width: u32,
        height: u32,
    ) -> Geometry {
        if amount == 0.0 || !amount.is_finite() || map.shifts.is_empty() {
            return geometry;
        }
        let view = [f64::from(width.max(1)), f64::from(height.max(1))];
        // A uv map has pixels of its own.
        let own = match &geometry {
            Geometry::UvMap(uv) => [f64::from(uv.width()), f64::from(uv.height())],
            _ => view,
        };
        let sides = [f64::from(map.width), f64::from(map.height)];
        Geometry::Displaced(Box::new(Self {
            amount: std::array::from_fn(|c| amount * own[c] / view[c]),
            to_map: std::array::from_fn(|c| sides[c] / own[c].max(1.0)),
            geometry,
            map,
        }))
    }
}

impl Inverse for Displaced {
    fn bounds(&self) -> Rect {
        let [dx, dy] = self.amount.map(f64::abs);
        self.geometry.inverse().bounds().inflate(dx, dy)
    }

    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let [dx, dy] = self.map.at(x * self.to_map[0], y * self.to_map[1]);
        self.geometry.inverse().unit_at(x + dx * self.amount[0], y + dy * self.amount[1])
    }

    fn scale(&self, scale: [f64; 2], width: u32, height: u32) -> [f64; 2] {
        self.geometry.inverse().scale(scale, width, height)
    }

    /// A geometry that brings its outline along says where the product is in the photo: folds move the
    /// print on it, and not the product.
    fn outline(&self, width: u32, height: u32) -> Result<Option<Mask>, Error> {
        self.geometry.inverse().outline(width, height)
    }
}
