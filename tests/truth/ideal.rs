//! What a perfect compositor would make of the same files: the goal of every scene and artwork.
//!
//! Exact artwork coordinates from the renderer's uv map, an area filter of 4 × 4 points over the
//! pixel by the local Jacobian, `D·A + G` in linear light (`D` the photo less its gloss), everything
//! in f64. It shares no code with the engine.

use crate::Fault;
use crate::scene::{Scene, UvFile};
use crate::srgb::{encoded, linear};
use liveproof::pixels::Pixmap;

/// Points per side of a pixel.
const POINTS: u32 = 4;

/// Neighbors further apart than this many times the other neighbor lie beyond a fold.
const FOLD: f64 = 3.0;

/// The scene with that artwork on it.
pub(crate) fn compose(scene: &Scene, artwork: &Pixmap) -> Result<Pixmap, Fault> {
    let ink = Linear::flattened(artwork);
    let mut out = scene.base.clone();
    let width = scene.base.width() as usize;
    let mask = scene.print.data();
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let coverage = f64::from(*mask.get(i).unwrap_or(&0)) / 255.0;
        let (x, y) = ((i % width) as i64, (i / width) as i64);
        let Some(here) = scene.uv.at(x, y).filter(|_| coverage > 0.0) else { continue };
        let across = step(&scene.uv, here, (x, y), (1, 0));
        let down = step(&scene.uv, here, (x, y), (0, 1));
        let mut seen = [0.0; 3];
        for k in 0..POINTS * POINTS {
            let offset = |i: u32| (f64::from(i) + 0.5) / f64::from(POINTS) - 0.5;
            let (dx, dy) = (offset(k % POINTS), offset(k / POINTS));
            let at = |c: usize| here[c] + across[c] * dx + down[c] * dy;
            let color = ink.at(at(0), at(1));
            (0..3).for_each(|c| seen[c] += color[c] / f64::from(POINTS * POINTS));
        }
        let gloss = scene.gloss.as_ref().and_then(|g| g.data().get(i)).copied().unwrap_or(0);
        for (value, seen) in pixel.iter_mut().zip(seen) {
            let photo = linear(f64::from(*value));
            let gloss = linear(f64::from(gloss)).min(photo);
            let inked = (photo - gloss) * seen + gloss;
            *value = encoded(photo + (inked - photo) * coverage).round() as u8;
        }
    }
    Ok(out)
}

/// How the artwork moves for one pixel: the mean of the steps to both neighbors, on this side of a
/// fold.
fn step(uv: &UvFile, here: [f64; 2], (x, y): (i64, i64), (dx, dy): (i64, i64)) -> [f64; 2] {
    let before = uv.at(x - dx, y - dy).map(|b| [here[0] - b[0], here[1] - b[1]]);
    let after = uv.at(x + dx, y + dy).map(|a| [a[0] - here[0], a[1] - here[1]]);
    let size = |d: [f64; 2]| d[0].abs() + d[1].abs();
    match (before, after) {
        (Some(a), Some(b)) if size(a) > FOLD * size(b) => b,
        (Some(a), Some(b)) if size(b) > FOLD * size(a) => a,
        (Some(a), Some(b)) => [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0],
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => [0.0; 2],
    }
}

/// An artwork in linear light, flattened over white in encoded values as a print RIP does.
struct Linear {
    width: usize,
    height: usize,
    pixels: Vec<[f64; 3]>,
}

impl Linear {
    fn flattened(artwork: &Pixmap) -> Self {
        let table: Vec<f64> = (0..=255u8).map(|v| linear(f64::from(v))).collect();
        let flat = |p: &[u8; 4]| {
            [p[0], p[1], p[2]].map(|c| table[usize::from(c.saturating_add(255 - p[3]))])
        };
        let pixels = artwork.data().as_chunks::<4>().0.iter().map(flat).collect();
        Self { width: artwork.width() as usize, height: artwork.height() as usize, pixels }
    }

    /// Between the centers of four pixels; beyond the edge the edge goes on.
    fn at(&self, u: f64, v: f64) -> [f64; 3] {
        let place = |unit: f64, side: usize| {
            let at = (unit * side as f64 - 0.5).clamp(0.0, side as f64 - 1.0);
            let first = at.floor();
            (first as usize, (first as usize + 1).min(side - 1), at - first)
        };
        let ((x0, x1, fx), (y0, y1, fy)) = (place(u, self.width), place(v, self.height));
        let [a, b, c, d] = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
            .map(|(x, y)| self.pixels.get(y * self.width + x).copied().unwrap_or([1.0; 3]));
        std::array::from_fn(|i| {
            let (top, bottom) = (a[i] + (b[i] - a[i]) * fx, c[i] + (d[i] - c[i]) * fx);
            top + (bottom - top) * fy
        })
    }
}
