//! How densely the artwork is drawn, and which part of it.

use super::Grid;
use crate::geom::PixelRect;
use crate::mockup::map::{MAX_ARTWORK_PIXELS, MAX_ARTWORK_SIDE, Quality};

/// Texels per pixel of the live preview where the print is seen at its largest: as many as
/// [`SHARP_TEXELS`] allow, between these. Lines of a print seen small are as thin as a pixel, and its
/// texels are few.
const DENSITY: [f64; 2] = [1.6, 2.0];

/// Texels up to which a live artwork is drawn at the greater density.
const SHARP_TEXELS: f64 = 512.0 * 1024.0;

/// Texels of a final artwork for one of a live one, along each side. Exactly: ink is flattened over white
/// texel by texel, so where two rasters cut an edge differently, it weighs differently.
const FINER: f64 = 2.0;

/// Most texels of an artwork. Final ones are a third of what live ones may be: their memory is wanted
/// beside a live view's.
fn most_texels(quality: Quality) -> f64 {
    match quality {
        Quality::Live => MAX_ARTWORK_PIXELS as f64 * 0.9,
        Quality::Final => MAX_ARTWORK_PIXELS as f64 * 0.375,
    }
}

/// Share of the pixels that get at least the density: what is nearer to the camera than all but a
/// sliver of the print does not decide for the rest.
const DENSE_SHARE: f64 = 0.95;

/// At most this many pixels are looked at to find the density.
const DENSITY_SAMPLES: usize = 1 << 14;

/// Texels drawn around the visible part, for reads that reach beyond it.
const MARGIN: f64 = 16.0;

/// The artwork's full size in texels, and the part of it that is drawn.
pub(super) struct Layout {
    pub(super) full: [f64; 2],
    pub(super) part: PixelRect,
    /// Smaller copies there can be.
    pub(super) max_level: u8,
}

impl Grid {
    /// Finds the size at which the artwork is drawn; `None` when nothing is covered.
    pub(super) fn raster(&self, quality: Quality) -> Option<Layout> {
        let (mut low, mut high, mut count) = ([1.0f32; 2], [0.0f32; 2], 0usize);
        for (unit, _) in self.unit.iter().zip(self.coverage.data()).filter(|(_, c)| **c > 0) {
            for c in 0..2 {
                let v = unit[c].clamp(0.0, 1.0);
                // `min` and `max` of floats are calls in wasm, for the sake of NaN.
                low[c] = if v < low[c] { v } else { low[c] };
                high[c] = if v > high[c] { v } else { high[c] };
            }
            count += 1;
        }
        if count == 0 {
            return None;
        }
        let (low, high) = (low.map(f64::from), high.map(f64::from));
        // Pixels per whole width and height of the artwork, from the inverse of the Jacobian.
        let mut pixels: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        let every = count.div_ceil(DENSITY_SAMPLES);
        let mut next = 0;
        for (y, row) in self.coverage.data().chunks_exact(self.width).enumerate() {
            let rows = self.rows(y);
            for (x, _) in row.iter().enumerate().filter(|(_, c)| **c > 0) {
                if next > 0 {
                    next -= 1;
                    continue;
                }
                next = every - 1;
                let ([ux, vx], [uy, vy]) = rows.jacobian(x);
                let det = (ux * vy - uy * vx).abs();
                let (wide, tall) =
                    ((vx * vx + vy * vy).sqrt() / det, (ux * ux + uy * uy).sqrt() / det);
                if wide.is_finite() && tall.is_finite() {
                    pixels[0].push(wide);
                    pixels[1].push(tall);
                }
            }
        }
        let visible = [high[0] - low[0], high[1] - low[1]];
        let seen = [0, 1].map(|c| {
            let dense = (pixels[c].len() as f64 * DENSE_SHARE) as usize;
            if dense < pixels[c].len() {
                *pixels[c].select_nth_unstable_by(dense, f64::total_cmp).1
            } else {
                0.0
            }
        });
        let sharp = SHARP_TEXELS / (seen[0] * visible[0] * seen[1] * visible[1]);
        // `max` first: what is no number becomes the least.
        let density = sharp.sqrt().max(DENSITY[0]);
        let density = if density > DENSITY[1] { DENSITY[1] } else { density };
        let finer = if quality == Quality::Live { 1.0 } else { FINER };
        let most = f64::from(MAX_ARTWORK_SIDE) - 2.0 * MARGIN - 4.0;
        // A sliver of print must not ask for a giant artwork; nor may anything overflow.
        let mut full = [0, 1].map(|c| {
            ((seen[c] * density).ceil() * finer).min(most / visible[c].max(1e-6)).clamp(2.0, 1e6)
        });
        full = full.map(f64::ceil);
        let area = full[0] * visible[0] * full[1] * visible[1];
        let limit = most_texels(quality);
        if area > limit {
            let shrink = (limit / area).sqrt();
            full = full.map(|f| (f * shrink).max(2.0).ceil());
        }
        let edge = |c: usize| {
            let start = (low[c] * full[c] - MARGIN).floor().max(0.0);
            let end = (high[c] * full[c] + MARGIN).ceil().min(full[c]);
            // Two texels at least, for a bilinear read.
            if end - start >= 2.0 { (start, end) } else { (0.0, full[c]) }
        };
        let ((x0, x1), (y0, y1)) = (edge(0), edge(1));
        let part = PixelRect::new(x0 as i32, y0 as i32, x1 as i32, y1 as i32);
        let (mut side, mut max_level) = (part.width().min(part.height()), 0);
        while side.div_ceil(2) >= 2 && max_level < 15 && side > 2 {
            (side, max_level) = (side.div_ceil(2), max_level + 1);
        }
        Some(Layout { full, part, max_level })
    }
}
