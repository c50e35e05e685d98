//! Places artwork: gather, light and write, one block of pixels at a time.

use super::light::{BLOCK, Ink, Light, light_row};
use super::map::{PlacementMap, TILE};
use super::sample::gather;
use super::texture::Texture;
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};

/// Draws the pixels of `rect` that the map covers and the artwork reaches; all others keep their
/// bytes. The frame is opaque and stays so.
///
/// `artwork` has the size of `map.raster()` and `texture` is up to date with it; of another size,
/// nothing is drawn. The pixels drawn do not depend on `rect`: a frame placed piece by piece equals
/// one placed at once.
pub fn place(
    frame: &mut Pixmap,
    rect: PixelRect,
    map: &PlacementMap,
    artwork: &Pixmap,
    texture: &Texture,
    light: &Light,
) {
    let raster = map.raster();
    if (artwork.width(), artwork.height()) != (raster.width, raster.height) || light.opacity == 0 {
        return;
    }
    let size = frame.rect();
    let rect = rect.intersect(&map.rect()).intersect(&size);
    let mut brush =
        Brush { frame, light, gloss: light.gloss.filter(|g| g.rect() == size), ink: Ink::new() };
    match map.warp() {
        None => {
            let origin = map.rect();
            let mut block = [0; BLOCK * 4];
            for y in rect.y0..rect.y1 {
                for x0 in (rect.x0..rect.x1).step_by(BLOCK) {
                    let x1 = rect.x1.min(x0 + BLOCK as i32);
                    let source = artwork.row(y - origin.y0, x0 - origin.x0, x1 - origin.x0);
                    let block = &mut block[..source.len().min(BLOCK * 4)];
                    block.copy_from_slice(&source[..block.len()]);
                    brush.paint(y, x0, x1, block, map.direct_coverage(y, x0, x1));
                }
            }
        }
        Some(warp) => {
            let mut y = rect.y0;
            while y < rect.y1 {
                // Rows of one row of tiles share what is empty.
                let tile_row = (y - map.rect().y0) / TILE;
                let end = rect.y1.min(map.rect().y0 + (tile_row + 1) * TILE);
                for (x0, x1) in warp.drawn(tile_row, map.rect(), rect, texture) {
                    for y in y..end {
                        for run in warp.runs(y - map.rect().y0, x0, x1) {
                            let Some(level) = texture.level(artwork, run.footprint.level) else {
                                continue;
                            };
                            let blocks = run.texels.chunks(BLOCK).zip(run.coverage.chunks(BLOCK));
                            let mut x = run.x;
                            for (texels, coverage) in blocks {
                                let next = x + texels.len() as i32;
                                let mut block = [0; BLOCK * 4];
                                let block = &mut block[..texels.len() * 4];
                                if gather(level, run.footprint, texels, block) {
                                    brush.paint(y, x, next, block, coverage);
                                }
                                x = next;
                            }
                        }
                    }
                }
                y = end;
            }
        }
    }
}

/// What every block is painted with.
struct Brush<'a> {
    frame: &'a mut Pixmap,
    light: &'a Light<'a>,
    gloss: Option<&'a Mask>,
    ink: Ink,
}

impl Brush<'_> {
    #[inline(always)]
    fn paint(&mut self, y: i32, x0: i32, x1: i32, block: &mut [u8], coverage: &[u8]) {
        let pixels = self.frame.row_mut(y, x0, x1);
        let gloss = self.gloss.map_or(&[][..], |g| g.row(y, x0, x1));
        light_row(self.light.blend, self.light.opacity, &self.ink, pixels, block, coverage, gloss);
    }
}
