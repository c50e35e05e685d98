//! Upright prints at whole pixels: nothing is resampled, every byte is the artwork's.

use crate::artwork::{ARTWORKS, draw};
use crate::{Fault, Light, frame};
use kurbo::Point;
use liveproof::mockup::{Geometry, PlacementMap, Quad, Quality};
use liveproof::pixels::Pixmap;

const SIDE: u32 = 120;
const WIDTH: f64 = 90.0;
const HEIGHT: f64 = 70.0;

/// Places every artwork at several whole pixels, in both qualities, and returns how many differ from
/// the artwork at that place.
pub(crate) fn check() -> Result<usize, Fault> {
    let mut wrong = 0;
    let white = Pixmap::from_vec(SIDE, SIDE, vec![255; (SIDE * SIDE * 4) as usize]);
    let white = white.ok_or("pixels")?;
    for (x, y) in [(0.0, 0.0), (1.0, 0.0), (17.0, 31.0), (30.0, 50.0)] {
        let corners = [(x, y), (x + WIDTH, y), (x + WIDTH, y + HEIGHT), (x, y + HEIGHT)];
        let quad = Quad::new(corners.map(|(x, y)| Point::new(x, y)))?;
        let geometry = Geometry::Quad(quad);
        for quality in [Quality::Live, Quality::Final] {
            let map = PlacementMap::with_quality(&geometry, [1.0; 2], SIDE, SIDE, None, quality)?;
            for (_, paint) in ARTWORKS {
                let artwork = draw(paint, &map.raster())?;
                for light in [Light::Ink, Light::Normal] {
                    let ours = frame(&map, &artwork, &white, light)?;
                    wrong += usize::from(ours != laid(&white, &artwork, (x as i32, y as i32)));
                }
            }
        }
    }
    Ok(wrong)
}

/// White with the artwork over it from that pixel on: for ink as well, as paper is white.
fn laid(white: &Pixmap, artwork: &Pixmap, (x, y): (i32, i32)) -> Pixmap {
    let mut out = white.clone();
    let rect = artwork.rect();
    for row in rect.y0..rect.y1 {
        let to = out.row_mut(row + y, x, x + rect.x1).as_chunks_mut::<4>().0;
        for (to, p) in to.iter_mut().zip(artwork.row(row, 0, rect.x1).as_chunks::<4>().0) {
            *to = p.map(|c| c.saturating_add(255 - p[3]));
        }
    }
    out
}
