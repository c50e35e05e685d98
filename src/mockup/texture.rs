//! What a map reads of an artwork: texels ready for its blend, smaller copies of them, and where the
//! artwork is empty.

use super::light::{Blend, absorbance};
use super::map::PlacementMap;
use super::sample::{Plane, mean};
use crate::blend::BlendMode;
use crate::blend::lanes::mean as mean_pixel;
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{MAX_PIXELS, Pixmap};

/// Side of the cells whose emptiness is known, in texels.
const CELL: i32 = 16;

/// What is derived from one artwork for one map and one blend. The artwork itself stays with its
/// owner.
///
/// Ink is averaged in linear light, as a camera does: measured on the ground-truth scenes, averaging
/// encoded values costs one to three decibels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texture {
    width: u32,
    height: u32,
    opacity: u8,
    fill: u8,
    pub(super) texels: Texels,
    /// Whether a cell of the artwork has any alpha, row by row.
    cells: Vec<bool>,
}

/// Copies of the artwork, each half the size of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Texels {
    /// For ink, from level 0; none for a direct map, which reads the artwork itself.
    Ink(Vec<Plane>),
    /// For a blend mode, from level 1; level 0 is the artwork.
    Mode(BlendMode, Vec<Pixmap>),
}

impl Texture {
    /// The texture of a transparent artwork of the size `map.raster()` asks for, to be placed with
    /// `blend` at `opacity` (0 draws nothing, 255 is full).
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn new(map: &PlacementMap, blend: Blend, opacity: u8) -> Result<Self, Error> {
        let raster = map.raster();
        let (mut width, mut height) = (raster.width, raster.height);
        let mut halves = Vec::new();
        for _ in 0..map.levels() {
            (width, height) = (width.div_ceil(2), height.div_ceil(2));
            halves.push((width, height));
        }
        let texels = match blend {
            Blend::Ink if map.is_direct() => Texels::Ink(Vec::new()),
            Blend::Ink => {
                let whole = std::iter::once((raster.width, raster.height));
                let planes = whole.chain(halves).map(|(width, height)| plane(width, height));
                Texels::Ink(planes.collect::<Result<_, _>>()?)
            }
            Blend::Mode(mode) => {
                let copies = halves.into_iter().map(|(width, height)| Pixmap::new(width, height));
                Texels::Mode(mode, copies.collect::<Result<_, _>>()?)
            }
        };
        let cells = cells_across(raster.width) * cells_across(raster.height);
        let cells = vec![false; cells];
        Ok(Self { width: raster.width, height: raster.height, opacity, fill: 255, texels, cells })
    }

    /// The same at a fill of 0 to 255: see [`blend_row_filled`](crate::blend::blend_row_filled). Ink
    /// knows none.
    #[must_use]
    pub fn with_fill(self, fill: u8) -> Self {
        Self { fill, ..self }
    }

    /// The blend this texture was made for.
    pub fn blend(&self) -> Blend {
        match self.texels {
            Texels::Ink(_) => Blend::Ink,
            Texels::Mode(mode, _) => Blend::Mode(mode),
        }
    }

    /// The opacity this texture was made for.
    pub fn opacity(&self) -> u8 {
        self.opacity
    }

    /// The fill this texture was made for.
    pub fn fill(&self) -> u8 {
        self.fill
    }

    /// Bytes this texture holds.
    pub fn bytes(&self) -> usize {
        let texels: usize = match &self.texels {
            Texels::Ink(planes) => planes.iter().map(Plane::bytes).sum(),
            Texels::Mode(_, copies) => copies.iter().map(|copy| copy.data().len()).sum(),
        };
        self.cells.len() + texels
    }

    /// Takes over what changed in `artwork` inside `dirty`. The result equals a texture made anew
    /// from the whole artwork. An artwork of another size is ignored.
    pub fn update(&mut self, artwork: &Pixmap, dirty: PixelRect) {
        if (artwork.width(), artwork.height()) != (self.width, self.height) {
            return;
        }
        let dirty = dirty.intersect(&artwork.rect());
        if dirty.is_empty() {
            return;
        }
        self.update_cells(artwork, dirty);
        let half =
            |r: PixelRect| PixelRect::new(r.x0 >> 1, r.y0 >> 1, (r.x1 + 1) >> 1, (r.y1 + 1) >> 1);
        match &mut self.texels {
            Texels::Ink(planes) => {
                let Some((first, rest)) = planes.split_first_mut() else {
                    return;
                };
                absorb(artwork, first, self.opacity, dirty);
                let (mut source, mut dirty) = (first, dirty);
                for plane in rest {
                    dirty = half(dirty);
                    halve_plane(source, plane, dirty);
                    source = plane;
                }
            }
            Texels::Mode(_, copies) => {
                let (mut source, mut dirty) = (artwork, dirty);
                for copy in copies {
                    dirty = half(dirty);
                    halve(source, copy, dirty);
                    source = copy;
                }
            }
        }
    }

    /// Whether anything is drawn in `texels`, or near them.
    pub(super) fn any(&self, texels: PixelRect) -> bool {
        let across = cells_across(self.width);
        let texels = texels.intersect(&PixelRect::from_size(self.width, self.height));
        if texels.is_empty() {
            return false;
        }
        let x = (texels.x0 / CELL) as usize..((texels.x1 + CELL - 1) / CELL) as usize;
        (texels.y0 / CELL..(texels.y1 + CELL - 1) / CELL).any(|y| {
            let row = self.cells.chunks_exact(across).nth(y as usize).unwrap_or(&[]);
            row.get(x.clone()).is_some_and(|cells| cells.contains(&true))
        })
    }

    /// The parts of the texels `x0..x1` in row `y` that may hold something: what lies between is empty.
    pub(super) fn filled(&self, y: i32, x0: i32, x1: i32) -> impl Iterator<Item = (i32, i32)> {
        let across = cells_across(self.width);
        let row = self.cells.chunks_exact(across).nth((y / CELL).max(0) as usize).unwrap_or(&[]);
        let first = (x0 / CELL).max(0);
        let cells = row.get(first as usize..).unwrap_or(&[]).iter().copied();
        let mut cells = cells.zip(first..).peekable();
        std::iter::from_fn(move || {
            let (_, start) = cells.find(|(any, _)| *any)?;
            let mut end = start + 1;
            while cells.next_if(|(any, _)| *any).is_some() {
                end += 1;
            }
            Some(((start * CELL).max(x0), (end * CELL).min(x1)))
        })
        .take_while(|(from, to)| from < to)
    }

    fn update_cells(&mut self, artwork: &Pixmap, dirty: PixelRect) {
        let across = cells_across(self.width);
        for cy in dirty.y0 / CELL..=(dirty.y1 - 1) / CELL {
            for cx in dirty.x0 / CELL..=(dirty.x1 - 1) / CELL {
                let (x, y) = (cx * CELL, cy * CELL);
                let cell = PixelRect::new(x, y, x + CELL, y + CELL).intersect(&artwork.rect());
                let any = (cell.y0..cell.y1).any(|y| {
                    let row = artwork.row(y, cell.x0, cell.x1);
                    // Premultiplied: where there is color, there is alpha.
                    row.as_chunks::<4>().0.iter().fold(0, |any, p| any | u32::from_le_bytes(*p))
                        != 0
                });
                if let Some(c) = self.cells.get_mut(cy as usize * across + cx as usize) {
                    *c = any;
                }
            }
        }
    }
}

fn cells_across(side: u32) -> usize {
    side.div_ceil(CELL as u32).max(1) as usize
}

fn plane(width: u32, height: u32) -> Result<Plane, Error> {
    let count = u64::from(width) * u64::from(height);
    let refuse =
        || Error::TooLarge { path: String::new(), what: "pixels", value: count, limit: MAX_PIXELS };
    let mut lanes = Vec::new();
    lanes.try_reserve_exact(usize::try_from(count).map_err(|_| refuse())?).map_err(|_| refuse())?;
    lanes.resize(count as usize, 0);
    Ok(Plane { width, height, lanes })
}

/// Turns the artwork's texels in `dirty` into what they take from the light.
fn absorb(artwork: &Pixmap, plane: &mut Plane, opacity: u8, dirty: PixelRect) {
    let table = absorbance();
    let width = plane.width as usize;
    let rows = plane.lanes.chunks_exact_mut(width.max(1)).enumerate();
    let rows = rows.skip(dirty.y0 as usize).take(dirty.height() as usize);
    for (y, lanes) in rows {
        let Some(lanes) = lanes.get_mut(dirty.x0 as usize..dirty.x1 as usize) else {
            return;
        };
        let pixels = artwork.row(y as i32, dirty.x0, dirty.x1).as_chunks::<4>().0;
        for (lanes, &pixel) in lanes.iter_mut().zip(pixels) {
            *lanes = if pixel[3] == 0 {
                0
            } else {
                let [r, g, b, a] =
                    if opacity == 255 { pixel } else { pixel.map(|c| mul_div_255(c, opacity)) };
                // Flattened over white in encoded values, as a print RIP does.
                let lane = |c: u8| u64::from(table[usize::from(c.saturating_add(255 - a))]);
                lane(r) | lane(g) << 16 | lane(b) << 32
            };
        }
    }
}

/// Writes the texels of `dirty` in `half`: the mean of four in `source`, those beyond an odd edge
/// being the edge's own.
fn halve_plane(source: &Plane, half: &mut Plane, dirty: PixelRect) {
    let (from, to) = (source.width as usize, half.width as usize);
    let last = (source.height as usize).saturating_sub(1);
    for y in dirty.y0 as usize..dirty.y1 as usize {
        let row = |y: usize| source.lanes.chunks_exact(from.max(1)).nth(y.min(last));
        let (Some(top), Some(bottom)) = (row(2 * y), row(2 * y + 1)) else {
            return;
        };
        let Some(out) = half.lanes.get_mut(y * to..(y + 1) * to) else {
            return;
        };
        let (x0, x1) = (dirty.x0 as usize, dirty.x1 as usize);
        let pairs = top.chunks(2).zip(bottom.chunks(2)).skip(x0);
        for (out, (t, b)) in out.iter_mut().skip(x0).take(x1 - x0).zip(pairs) {
            let second = t.len().min(b.len()) - 1;
            *out = mean(t[0], t[second], b[0], b[second]);
        }
    }
}

/// As [`halve_plane`], for premultiplied pixels.
fn halve(source: &Pixmap, half: &mut Pixmap, dirty: PixelRect) {
    let dirty = dirty.intersect(&half.rect());
    let size = source.rect();
    for y in dirty.y0..dirty.y1 {
        let top = source.row(2 * y, 0, size.x1);
        let bottom = source.row((2 * y + 1).min(size.y1 - 1), 0, size.x1);
        let from = dirty.x0 as usize * 8;
        let (Some(top), Some(bottom)) = (top.get(from..), bottom.get(from..)) else {
            continue;
        };
        let out = half.row_mut(y, dirty.x0, dirty.x1).as_chunks_mut::<4>().0;
        let (top, bottom) = (top.as_chunks::<4>().0, bottom.as_chunks::<4>().0);
        let word = |pixel: &[u8; 4]| u32::from_le_bytes(*pixel);
        let pairs = top.as_chunks::<2>().0.iter().zip(bottom.as_chunks::<2>().0);
        let whole = out.len().min(top.len() / 2);
        for (out, (t, b)) in out.iter_mut().zip(pairs) {
            *out = mean_pixel(word(&t[0]), word(&t[1]), word(&b[0]), word(&b[1])).to_le_bytes();
        }
        // The edge of an odd width stands for what lies beyond it.
        if let (Some(out), Some(t), Some(b)) = (out.get_mut(whole), top.last(), bottom.last()) {
            *out = mean_pixel(word(t), word(t), word(b), word(b)).to_le_bytes();
        }
    }
}
