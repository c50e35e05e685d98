//! Everything constant about a placement at one render size.

use super::build;
use super::footprint::{Footprint, STEPS};
use super::geometry::Geometry;
use super::light::BLOCK;
use super::texture::Texture;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;
use kurbo::Rect;

/// Most pixels an artwork is drawn at for a view.
pub const MAX_ARTWORK_PIXELS: u64 = 16 << 20;

/// Longest side an artwork is drawn at for a warped placement: what a map's 16-bit positions reach
/// in sixteenths of a texel.
pub const MAX_ARTWORK_SIDE: u32 = 65536 / STEPS as u32;

/// Side of a map's tiles in pixels.
pub(super) const TILE: i32 = 16;

/// How much work a placement is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// For the canvas: every keystroke draws it again.
    #[default]
    Live,
    /// For proofs, drawn once: the artwork has twice the texels across, and a pixel that lies
    /// askew takes up to 16 reads.
    Final,
}

/// Where each pixel of a view finds its artwork, at one render size. Made once, when a view is first
/// shown or its size changes; an edit only reads it.
#[derive(Clone, Debug)]
pub struct PlacementMap {
    pub(super) rect: PixelRect,
    pub(super) raster: Raster,
    pub(super) kind: Kind,
}

/// At which size and where artwork is drawn for a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raster {
    /// Width in texels.
    pub width: u32,
    /// Height in texels.
    pub height: u32,
    /// From unit artwork coordinates to texels: `[sx, sy, tx, ty]`, `x = u·sx + tx`. Only what the
    /// view shows lies inside the raster.
    pub to_raster: [f64; 4],
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Artwork texels are view pixels. `None` covers all of the rectangle.
    Direct(Option<Mask>),
    /// Each pixel reads around a position of its own.
    Warped(Warp),
}

/// The covered pixels of a warped map, packed row by row: 5 bytes each, and 6 a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Warp {
    /// First run of each row, and its first pixel in `texels` and `coverage`; one more than rows.
    pub(super) rows: Vec<[u32; 2]>,
    pub(super) runs: Vec<Run>,
    /// Position in the texels of the run's level, in [`STEPS`], from the center of the first. A
    /// sixteenth of a texel is about a 25th of a pixel at the usual density; sides up to 4096 fit.
    pub(super) texels: Vec<[u16; 2]>,
    pub(super) coverage: Vec<u8>,
    pub(super) footprints: Vec<Footprint>,
    /// Of each tile the texels of the artwork it reads, row by row.
    pub(super) tiles: Vec<PixelRect>,
    pub(super) tiles_across: usize,
    /// Smaller copies of the artwork that are read.
    pub(super) levels: u8,
}

/// Neighboring covered pixels of a row with one footprint. They follow in `texels` and `coverage` on
/// those of the run before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// From the map's first column. A view is far narrower than 65,536 pixels; beyond, nothing is drawn.
    pub(super) x: u16,
    pub(super) len: u16,
    pub(super) footprint: u16,
}

/// A run cut to the pixels that are wanted.
pub(super) struct Piece<'a> {
    pub(super) x: i32,
    pub(super) footprint: &'a Footprint,
    pub(super) texels: &'a [[u16; 2]],
    pub(super) coverage: &'a [u8],
}

impl PlacementMap {
    /// The map of a placement in a view rendered at `width` × `height`. `scale` is render pixels per
    /// pixel of the geometry, across and down; `mask`, of the render size, limits where the print
    /// shows: a pixel's coverage is the lesser of the mask and the outline of the print. A geometry
    /// outside the view, or a side of 0, makes an empty map.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `mask` when the mask has another size; at `scale` unless it is
    /// positive and finite. [`Error::TooLarge`] when memory is short.
    pub fn new(
        geometry: &Geometry,
        scale: [f64; 2],
        width: u32,
        height: u32,
        mask: Option<&Mask>,
    ) -> Result<Self, Error> {
        Self::with_quality(geometry, scale, width, height, mask, Quality::Live)
    }

    /// [`new`](Self::new) for a quality.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_quality(
        geometry: &Geometry,
        scale: [f64; 2],
        width: u32,
        height: u32,
        mask: Option<&Mask>,
        quality: Quality,
    ) -> Result<Self, Error> {
        let refuse = |path: &str, value: String, allowed: &str| Error::InvalidValue {
            path: path.to_owned(),
            value,
            allowed: allowed.to_owned(),
            nearest: None,
        };
        if !scale.iter().all(|s| s.is_finite() && *s > 0.0) {
            return Err(refuse("scale", format!("{scale:?}"), "two numbers above 0"));
        }
        if let Some(mask) = mask
            && (mask.width(), mask.height()) != (width, height)
        {
            let size = format!("[{},{}]", mask.width(), mask.height());
            return Err(refuse("mask", size, "a mask of the view's size"));
        }
        let inverse = geometry.inverse();
        match inverse.upright() {
            Some(rect) => Self::direct(rect, scale, width, height, mask),
            None => build::warped(inverse, scale, width, height, mask, quality),
        }
    }

    /// An upright print is drawn straight at its place, fractions of a pixel included, so nothing is
    /// resampled. Its edge is the artwork's own, and ends with the pixel.
    fn direct(
        rect: Rect,
        scale: [f64; 2],
        width: u32,
        height: u32,
        mask: Option<&Mask>,
    ) -> Result<Self, Error> {
        let exact = Rect::new(
            rect.x0 * scale[0],
            rect.y0 * scale[1],
            rect.x1 * scale[0],
            rect.y1 * scale[1],
        );
        let rect = PixelRect::around(exact).intersect(&PixelRect::from_size(width, height));
        let coverage = match mask {
            None => None,
            Some(mask) => {
                let mut cut = Mask::new(rect.width(), rect.height())?;
                for y in rect.y0..rect.y1 {
                    let row = mask.row(y, rect.x0, rect.x1);
                    cut.row_mut(y - rect.y0, 0, rect.x1 - rect.x0).copy_from_slice(row);
                }
                Some(cut)
            }
        };
        let raster = Raster {
            width: rect.width(),
            height: rect.height(),
            to_raster: [
                exact.width(),
                exact.height(),
                exact.x0 - f64::from(rect.x0),
                exact.y0 - f64::from(rect.y0),
            ],
        };
        Ok(Self { rect, raster, kind: Kind::Direct(coverage) })
    }

    /// The map of nothing.
    pub(super) fn empty() -> Self {
        Self {
            rect: PixelRect::EMPTY,
            raster: Raster { width: 0, height: 0, to_raster: [0.0; 4] },
            kind: Kind::Direct(None),
        }
    }

    /// The pixels of the view outside which nothing is drawn.
    pub fn rect(&self) -> PixelRect {
        self.rect
    }

    /// At which size and where the artwork is drawn for this map.
    pub fn raster(&self) -> Raster {
        self.raster
    }

    /// Whether artwork texels are view pixels, so that nothing is resampled. The texel (0, 0) is
    /// then the first pixel of [`rect`](Self::rect).
    pub fn is_direct(&self) -> bool {
        matches!(self.kind, Kind::Direct(_))
    }

    /// The pixels of the view that can change when the texels of `artwork` change.
    pub fn view_rect(&self, artwork: PixelRect) -> PixelRect {
        let artwork =
            artwork.intersect(&PixelRect::from_size(self.raster.width, self.raster.height));
        match &self.kind {
            Kind::Direct(_) => artwork.translate(self.rect.x0, self.rect.y0).intersect(&self.rect),
            Kind::Warped(warp) => {
                let mut out = PixelRect::EMPTY;
                for (y, row) in warp.tiles.chunks(warp.tiles_across.max(1)).enumerate() {
                    for (x, tile) in row.iter().enumerate() {
                        if !tile.intersect(&artwork).is_empty() {
                            let (x, y) = (x as i32 * TILE, y as i32 * TILE);
                            out = out.union(&PixelRect::new(x, y, x + TILE, y + TILE));
                        }
                    }
                }
                out.translate(self.rect.x0, self.rect.y0).intersect(&self.rect)
            }
        }
    }

    /// Pixels of the view that show any of the print.
    pub fn covered(&self) -> usize {
        match &self.kind {
            Kind::Direct(None) => self.rect.width() as usize * self.rect.height() as usize,
            Kind::Direct(Some(mask)) => mask.data().iter().filter(|c| **c > 0).count(),
            Kind::Warped(warp) => warp.coverage.len(),
        }
    }

    /// Bytes this map holds.
    pub fn bytes(&self) -> usize {
        match &self.kind {
            Kind::Direct(mask) => mask.as_ref().map_or(0, |m| m.data().len()),
            Kind::Warped(warp) => {
                warp.coverage.len()
                    + size_of_val(warp.texels.as_slice())
                    + size_of_val(warp.runs.as_slice())
                    + size_of_val(warp.rows.as_slice())
                    + size_of_val(warp.tiles.as_slice())
                    + size_of_val(warp.footprints.as_slice())
            }
        }
    }

    /// Smaller copies of the artwork that are read.
    pub(super) fn levels(&self) -> u8 {
        self.warp().map_or(0, |warp| warp.levels)
    }

    pub(super) fn warp(&self) -> Option<&Warp> {
        match &self.kind {
            Kind::Direct(_) => None,
            Kind::Warped(warp) => Some(warp),
        }
    }

    /// Coverage of at most [`BLOCK`] pixels of a direct map.
    pub(super) fn direct_coverage(&self, y: i32, x0: i32, x1: i32) -> &[u8] {
        match &self.kind {
            Kind::Direct(Some(mask)) => {
                mask.row(y - self.rect.y0, x0 - self.rect.x0, x1 - self.rect.x0)
            }
            _ => &[255; BLOCK],
        }
    }
}

impl Warp {
    /// The stretches of a row of tiles, in view pixels, where the artwork has something.
    pub(super) fn drawn(
        &self,
        tile_row: i32,
        origin: PixelRect,
        rect: PixelRect,
        texture: &Texture,
    ) -> Vec<(i32, i32)> {
        let across = self.tiles_across;
        let row = self.tiles.chunks(across.max(1)).nth(tile_row as usize).unwrap_or(&[]);
        let mut out: Vec<(i32, i32)> = Vec::new();
        for (i, &texels) in row.iter().enumerate() {
            let x0 = origin.x0 + i as i32 * TILE;
            let (x0, x1) = (x0.max(rect.x0), (x0 + TILE).min(rect.x1));
            if x0 >= x1 || texels.is_empty() || !texture.any(texels) {
                continue;
            }
            match out.last_mut() {
                Some(last) if last.1 == x0 => last.1 = x1,
                _ => out.push((x0, x1)),
            }
        }
        out
    }

    /// The runs of a row, cut to `x0..x1`; rows and columns are counted from the map's first.
    pub(super) fn runs(&self, row: i32, x0: i32, x1: i32) -> impl Iterator<Item = Piece<'_>> {
        let row = row as usize;
        let [first, mut start] = self.rows.get(row).copied().unwrap_or_default();
        let [end, _] = self.rows.get(row + 1).copied().unwrap_or_default();
        let runs = self.runs.get(first as usize..end as usize).unwrap_or(&[]);
        let placed = runs.iter().map(move |run| {
            let at = start as usize;
            start += u32::from(run.len);
            (run, at)
        });
        let before = move |run: &Run| i32::from(run.x) + i32::from(run.len) <= x0;
        let wanted = placed.skip_while(move |(run, _)| before(run));
        wanted.take_while(move |(run, _)| i32::from(run.x) < x1).filter_map(move |(run, at)| {
            let x = i32::from(run.x);
            let (from, to) = (x0.max(x), x1.min(x + i32::from(run.len)));
            let range = at + (from - x) as usize..at + (to - x) as usize;
            Some(Piece {
                x: from,
                footprint: self.footprints.get(usize::from(run.footprint))?,
                texels: self.texels.get(range.clone())?,
                coverage: self.coverage.get(range)?,
            })
        })
    }
}
