//! Places artwork: gather, light and write, one block of pixels at a time.

use super::light::{BLOCK, Ink, Surface, blend_block, ink_block, ink_pixels, is_full};
use super::map::{PlacementMap, TILE, Warp};
use super::material::{Block, Meeting, burn_block, coat_block};
use super::sample::{Source, gather, share, to_rgba};
use super::texture::{Texels, Texture};
use crate::blend::{BlendMode, blend_row_filled};
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Draws the pixels of `rect` that the map covers and the artwork reaches; all others keep their
/// bytes. The frame is opaque and stays so.
///
/// `artwork` has the size of `map.raster()` and `texture`, made for this map, is up to date with it;
/// of another size, nothing is drawn. The pixels drawn do not depend on `rect`: a frame placed piece
/// by piece equals one placed at once.
pub fn place(
    frame: &mut Pixmap,
    rect: PixelRect,
    map: &PlacementMap,
    artwork: &Pixmap,
    texture: &Texture,
    surface: &Surface,
) {
    let raster = map.raster();
    if (artwork.width(), artwork.height()) != (raster.width, raster.height)
        || texture.opacity() == 0
    {
        return;
    }
    let size = frame.rect();
    let rect = rect.intersect(&map.rect()).intersect(&size);
    let surface = &surface.of_size(size);
    let ink = Ink::new();
    let Some(warp) = map.warp() else {
        place_direct(frame, rect, map, artwork, texture, surface);
        return;
    };
    let mut y = rect.y0;
    while y < rect.y1 {
        // Rows of one row of tiles share what is empty.
        let tile_row = (y - map.rect().y0) / TILE;
        let end = rect.y1.min(map.rect().y0 + (tile_row + 1) * TILE);
        for (x0, x1) in warp.drawn(tile_row, map.rect(), rect, texture) {
            for y in y..end {
                let (row, left) = (y - map.rect().y0, map.rect().x0);
                let part = (row, x0 - left, x1 - left);
                match &texture.texels {
                    Texels::Ink(planes) => {
                        let level = |level: u8| planes.get(usize::from(level));
                        sample(warp, part, level, |x, lanes, coverage| {
                            paint(&ink, frame, (x + left, y), lanes, coverage, texture, surface);
                        });
                    }
                    Texels::Mode(mode, copies) => {
                        let level = |level: u8| match level.checked_sub(1) {
                            None => Some(artwork),
                            Some(i) => copies.get(usize::from(i)),
                        };
                        sample(warp, part, level, |x, lanes, coverage| {
                            let mut block = [[0; 4]; BLOCK];
                            for (pixel, &lanes) in block.iter_mut().zip(&*lanes) {
                                *pixel = to_rgba(lanes);
                            }
                            let block = &mut block[..lanes.len().min(BLOCK)];
                            blend(*mode, frame, (x + left, y), block, coverage, texture, surface);
                        });
                    }
                }
            }
        }
        y = end;
    }
}

/// Hands every block of pixels in a row of the map that sees something to `paint`: where it starts in
/// the map, what it sees, how much of it is print.
#[inline(always)]
fn sample<'a, S: Source + 'a>(
    warp: &Warp,
    (row, x0, x1): (i32, i32, i32),
    level: impl Fn(u8) -> Option<&'a S>,
    mut paint: impl FnMut(i32, &mut [u64], &[u8]),
) {
    for run in warp.runs(row, x0, x1) {
        let Some(source) = level(run.footprint.level) else {
            continue;
        };
        let mut x = run.x;
        for (texels, coverage) in run.texels.chunks(BLOCK).zip(run.coverage.chunks(BLOCK)) {
            let mut lanes = [0; BLOCK];
            let lanes = &mut lanes[..texels.len().min(BLOCK)];
            if gather(source, run.footprint, texels, lanes) {
                paint(x, lanes, coverage);
            }
            x += texels.len() as i32;
        }
    }
}

/// Lets one block of paint, which begins at `at`, meet the photo.
#[inline(always)]
fn paint(
    ink: &Ink,
    frame: &mut Pixmap,
    (x, y): (i32, i32),
    lanes: &mut [u64],
    coverage: &[u8],
    texture: &Texture,
    surface: &Surface,
) {
    let x1 = x + lanes.len() as i32;
    let mut thinner = [0; BLOCK];
    let coverage = surface.coverage(coverage, &mut thinner, y, x);
    // An edge pixel shows less paint: a matter of light, not of encoded values.
    for (lanes, &c) in lanes.iter_mut().zip(coverage) {
        *lanes = if c == 255 { *lanes } else { share(*lanes, c) };
    }
    let gloss = surface.gloss.map_or(&[][..], |g| g.row(y, x, x1));
    let pixels = frame.row_mut(y, x, x1);
    if texture.meeting == Meeting::Dye {
        return ink_block(ink, pixels, lanes, gloss);
    }
    let photo = surface.photo.map_or(&[][..], |p| p.row(y, x, x1));
    let block = &mut Block { frame: pixels, lanes, gloss, photo };
    match &texture.meeting {
        Meeting::Coat(coat) => coat_block(ink, coat, block),
        Meeting::Dye | Meeting::Burn => burn_block(ink, block),
    }
}

/// Blends one block of artwork, which begins at `at`, with the photo.
#[inline(always)]
fn blend(
    mode: BlendMode,
    frame: &mut Pixmap,
    (x, y): (i32, i32),
    artwork: &mut [[u8; 4]],
    coverage: &[u8],
    texture: &Texture,
    surface: &Surface,
) {
    surface.light_block(artwork, y, x);
    let mut thinner = [0; BLOCK];
    let coverage = surface.coverage(coverage, &mut thinner, y, x);
    let pixels = frame.row_mut(y, x, x + artwork.len() as i32);
    blend_block((mode, texture.fill()), pixels, artwork, coverage, texture.opacity());
}

/// Texels are pixels.
fn place_direct(
    frame: &mut Pixmap,
    rect: PixelRect,
    map: &PlacementMap,
    artwork: &Pixmap,
    texture: &Texture,
    surface: &Surface,
) {
    let origin = map.rect();
    let ink = Ink::new();
    let mut block = [[0; 4]; BLOCK];
    let filled = |y: i32| texture.filled(y - origin.y0, rect.x0 - origin.x0, rect.x1 - origin.x0);
    for y in rect.y0..rect.y1 {
        let parts = filled(y).map(|(x0, x1)| (x0 + origin.x0, x1 + origin.x0));
        let blocks = parts.flat_map(|(x0, end)| {
            (x0..end).step_by(BLOCK).map(move |x0| (x0, end.min(x0 + BLOCK as i32)))
        });
        for (x0, x1) in blocks {
            let coverage = map.direct_coverage(y, x0, x1);
            if let Texels::Ink(planes) = &texture.texels
                && let Some(plane) = planes.first()
            {
                let row = plane.row(y - origin.y0, x0 - origin.x0, x1 - origin.x0);
                let mut lanes = [0; BLOCK];
                let lanes = &mut lanes[..row.len().min(BLOCK)];
                lanes.copy_from_slice(&row[..lanes.len()]);
                paint(&ink, frame, (x0, y), lanes, coverage, texture, surface);
                continue;
            }
            let source = artwork.row(y - origin.y0, x0 - origin.x0, x1 - origin.x0);
            // Most of a print: nothing to be done to it before it is blended.
            if let Texels::Mode(mode, _) = texture.texels
                && texture.opacity() == 255
                && surface.is_bare()
                && is_full(coverage)
            {
                blend_row_filled(mode, frame.row_mut(y, x0, x1), source, texture.fill());
                continue;
            }
            let source = source.as_chunks::<4>().0;
            let block = &mut block[..source.len().min(BLOCK)];
            block.copy_from_slice(&source[..block.len()]);
            match &texture.texels {
                Texels::Ink(_) => {
                    let mut thinner = [0; BLOCK];
                    let coverage = surface.coverage(coverage, &mut thinner, y, x0);
                    let gloss = surface.gloss.map_or(&[][..], |g| g.row(y, x0, x1));
                    let pixels = frame.row_mut(y, x0, x1);
                    ink_pixels(&ink, pixels, block, coverage, gloss, texture.opacity());
                }
                Texels::Mode(mode, _) => {
                    blend(*mode, frame, (x0, y), block, coverage, texture, surface);
                }
            }
        }
    }
}
