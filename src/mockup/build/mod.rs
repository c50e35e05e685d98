//! Builds a warped map: where every pixel looks ([`rows`]), how much of it is print ([`outline`]), how
//! densely the artwork must be drawn ([`density`]), and all of that packed ([`pack`]).

mod density;
mod outline;
mod pack;
mod rows;

use super::geometry::Inverse;
use super::map::{PlacementMap, Quality};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;
use kurbo::Rect;
use rows::{NOWHERE, Rows};

/// The pixels of the map's rectangle while it is built.
struct Grid {
    rect: PixelRect,
    width: usize,
    height: usize,
    /// Artwork coordinates at the center, or at the middle of what is covered; NaN where nothing is.
    unit: Vec<[f32; 2]>,
    coverage: Mask,
}

pub(super) fn warped(
    inverse: &dyn Inverse,
    scale: [f64; 2],
    width: u32,
    height: u32,
    mask: Option<&Mask>,
    quality: Quality,
) -> Result<PlacementMap, Error> {
    let scale = inverse.scale(scale, width, height);
    let b = inverse.bounds();
    let bounds = Rect::new(b.x0 * scale[0], b.y0 * scale[1], b.x1 * scale[0], b.y1 * scale[1]);
    let view = PixelRect::from_size(width, height);
    let rect = PixelRect::around(bounds.inflate(1.0, 1.0)).intersect(&view);
    if rect.is_empty() {
        return Ok(PlacementMap::empty());
    }
    let mut grid = Grid::new(rect)?;
    grid.look(inverse, scale);
    match inverse.outline(width, height)? {
        Some(outline) => grid.take_outline(&outline),
        None => grid.find_outline(inverse, scale),
    }
    if let Some(mask) = mask {
        grid.limit(mask);
    }
    let Some(raster) = grid.raster(quality) else {
        return Ok(PlacementMap::empty());
    };
    grid.pack(&raster, quality)
}

impl Grid {
    fn new(rect: PixelRect) -> Result<Self, Error> {
        let coverage = Mask::new(rect.width(), rect.height())?;
        let mut unit = Vec::new();
        reserve(&mut unit, coverage.data().len())?;
        unit.resize(coverage.data().len(), NOWHERE);
        let (width, height) = (rect.width() as usize, rect.height() as usize);
        Ok(Self { rect, width, height, unit, coverage })
    }

    /// Looks from every pixel center.
    fn look(&mut self, inverse: &dyn Inverse, scale: [f64; 2]) {
        let center = |from: i32, i: usize, scale: f64| (f64::from(from) + i as f64 + 0.5) / scale;
        let xs: Vec<f64> = (0..self.width).map(|x| center(self.rect.x0, x, scale[0])).collect();
        for (y, row) in self.unit.chunks_exact_mut(self.width).enumerate() {
            inverse.units_at(&xs, center(self.rect.y0, y, scale[1]), row);
        }
    }

    /// What the pixels of a row see.
    fn row(&self, y: usize) -> &[[f32; 2]] {
        self.unit.get(y * self.width..(y + 1) * self.width).unwrap_or(&[])
    }

    /// The rows above, at and below `y`; empty where there is none.
    fn rows(&self, y: usize) -> Rows<'_> {
        let above = y.checked_sub(1).map_or(&[][..], |y| self.row(y));
        Rows { above, here: self.row(y), below: self.row(y + 1) }
    }
}

fn reserve<T>(vec: &mut Vec<T>, count: usize) -> Result<(), Error> {
    vec.try_reserve_exact(count).map_err(|_| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: count as u64,
        limit: crate::pixels::MAX_PIXELS,
    })
}
