//! What a camera would see, in f64.

use crate::srgb::{encoded, linear};
use crate::surface::Surface;
use liveproof::mockup::Raster;
use liveproof::pixels::Pixmap;

/// Rays per side of a pixel.
const RAYS: u32 = 12;

/// How artwork meets the photo.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Light {
    /// Multiplied in linear light, flattened over white.
    Ink,
    /// Laid over in encoded values.
    Normal,
}

/// The frames of a surface for several artworks.
pub(crate) struct Reference {
    /// For each pixel of the view, whether it sees any print.
    seen: Vec<bool>,
    /// For each artwork, encoded values of each pixel: by ink, and laid over.
    frames: Vec<[Vec<[f64; 3]>; 2]>,
}

impl Reference {
    /// `prints` are drawn for `raster`.
    pub(crate) fn new(
        surface: &Surface,
        scale: f64,
        base: &Pixmap,
        raster: &Raster,
        prints: &[Pixmap],
    ) -> Self {
        let light: Vec<f64> = (0..=255u8).map(|v| linear(f64::from(v))).collect();
        let mut seen = Vec::new();
        let mut frames: Vec<[Vec<[f64; 3]>; 2]> =
            prints.iter().map(|_| [Vec::new(), Vec::new()]).collect();
        let width = base.width() as usize;
        let [sx, sy, tx, ty] = raster.to_raster;
        let texel = |at: f64, side: u32| at.clamp(0.0, f64::from(side) - 1.0) as usize;
        let mut hits = Vec::new();
        for (i, photo) in base.data().as_chunks::<4>().0.iter().enumerate() {
            hits.clear();
            for k in 0..RAYS * RAYS {
                let offset = |i: u32| (f64::from(i) + 0.5) / f64::from(RAYS);
                let x = ((i % width) as f64 + offset(k % RAYS)) / scale;
                let y = ((i / width) as f64 + offset(k / RAYS)) / scale;
                if let Some([u, v]) = (surface.unit_at)(x, y)
                    && (0.0..=1.0).contains(&u)
                    && (0.0..=1.0).contains(&v)
                {
                    let x = texel(u * sx + tx, raster.width);
                    let y = texel(v * sy + ty, raster.height);
                    hits.push(y * raster.width as usize + x);
                }
            }
            seen.push(!hits.is_empty());
            let all = f64::from(RAYS * RAYS);
            for (print, [inked, laid]) in prints.iter().zip(&mut frames) {
                let texels = print.data().as_chunks::<4>().0;
                let (mut taken, mut sum) = ([0.0; 3], [0.0; 4]);
                for p in hits.iter().filter_map(|i| texels.get(*i)) {
                    for c in 0..3 {
                        let flat = p[c].saturating_add(255 - p[3]);
                        taken[c] += 1.0 - light[usize::from(flat)];
                    }
                    (0..4).for_each(|c| sum[c] += f64::from(p[c]));
                }
                let photo = |c: usize| f64::from(photo[c]);
                inked.push(std::array::from_fn(|c| {
                    encoded(linear(photo(c)) * (1.0 - taken[c] / all))
                }));
                laid.push(std::array::from_fn(|c| {
                    sum[c] / all + photo(c) * (1.0 - sum[3] / all / 255.0)
                }));
            }
        }
        Self { seen, frames }
    }

    /// How near a frame comes, over the pixels that see any print.
    pub(crate) fn decibels(&self, artwork: usize, light: Light, frame: &Pixmap) -> f64 {
        let Some([inked, laid]) = self.frames.get(artwork) else { return 0.0 };
        let want = if light == Light::Ink { inked } else { laid };
        let (mut sum, mut count) = (0.0, 0.0f64);
        let pixels = frame.data().as_chunks::<4>().0.iter().zip(want).zip(&self.seen);
        for ((ours, want), _) in pixels.filter(|(_, seen)| **seen) {
            for (ours, want) in ours.iter().zip(want) {
                sum += (f64::from(*ours) - want) * (f64::from(*ours) - want);
                count += 1.0;
            }
        }
        10.0 * libm::log10(255.0 * 255.0 * count / f64::max(sum, 1e-9))
    }
}
