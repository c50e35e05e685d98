//! Any surface: the artwork coordinates of each pixel, as a renderer writes them.

use super::Inverse;
use crate::error::Error;
use crate::pixels::{MAX_PIXELS, Mask};
use kurbo::Rect;

/// Artwork coordinates and coverage of each pixel of the view, at a resolution of its own.
#[derive(Clone, Debug)]
pub struct UvMap {
    width: u32,
    height: u32,
    /// u and v, 0..=65535 for 0..1; meaningless where coverage is 0.
    uv: Vec<[u16; 2]>,
    coverage: Mask,
    bounds: Rect,
    /// Neighbors further apart than this, in 65535ths, lie on both sides of a fold.
    fold: u16,
}

/// A fold is a step this many times the usual one.
const FOLD_STEPS: u64 = 16;

impl UvMap {
    /// A map from decoded 16-bit RGB samples: red is u, green is v (0..=65535 for 0..1, from the left
    /// and from the top), blue is coverage. The map spans the whole view.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `uvmap` unless there are `width · height · 3` samples;
    /// [`Error::TooLarge`] above [`MAX_PIXELS`].
    pub fn from_rgb16(width: u32, height: u32, samples: &[u16]) -> Result<Self, Error> {
        let pixels = u64::from(width) * u64::from(height);
        let (triples, rest) = samples.as_chunks::<3>();
        if triples.len() as u64 != pixels || !rest.is_empty() {
            return Err(super::invalid(
                "uvmap",
                format!("{} samples", samples.len()),
                "three samples a pixel",
            ));
        }
        let mut coverage = Mask::new(width, height)?;
        let mut uv = Vec::new();
        uv.try_reserve_exact(triples.len()).map_err(|_| Error::TooLarge {
            path: "uvmap".to_owned(),
            what: "pixels",
            value: pixels,
            limit: MAX_PIXELS,
        })?;
        for (c, &[u, v, b]) in coverage.data_mut().iter_mut().zip(triples) {
            // To the nearest byte, but never to none.
            *c = ((u32::from(b) * 255 + 32767) / 65535).max(u32::from(b > 0)) as u8;
            uv.push([u, v]);
        }
        let mut map = Self { width, height, uv, coverage, bounds: Rect::ZERO, fold: u16::MAX };
        map.measure();
        Ok(map)
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The coverage plane, at the map's own size.
    pub fn coverage(&self) -> &Mask {
        &self.coverage
    }

    /// Finds the bounds of what is covered and the usual step between neighbors.
    fn measure(&mut self) {
        let (mut x0, mut y0, mut x1, mut y1) = (self.width, self.height, 0, 0);
        let (mut steps, mut count) = (0u64, 0u64);
        for y in 0..self.height {
            let mut before: Option<[u16; 2]> = None;
            for x in 0..self.width {
                let here = self.covered(x, y);
                if here.is_some() {
                    (x0, y0) = (x0.min(x), y0.min(y));
                    (x1, y1) = (x1.max(x + 1), y1.max(y + 1));
                }
                if let (Some(a), Some(b)) = (before, here) {
                    steps += u64::from(a[0].abs_diff(b[0]).max(a[1].abs_diff(b[1])));
                    count += 1;
                }
                before = here;
            }
        }
        if x0 < x1 {
            self.bounds = Rect::new(f64::from(x0), f64::from(y0), f64::from(x1), f64::from(y1));
        }
        let usual = steps.checked_div(count).unwrap_or(0).max(1);
        self.fold = u16::try_from(usual * FOLD_STEPS).unwrap_or(u16::MAX);
    }

    /// The coordinates at a pixel, where it is covered.
    fn covered(&self, x: u32, y: u32) -> Option<[u16; 2]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let i = y as usize * self.width as usize + x as usize;
        (*self.coverage.data().get(i)? > 0).then_some(*self.uv.get(i)?)
    }

    /// The covered pixel nearest to (x, y), within two pixels: as far as the filter of a smaller
    /// render size can reach beyond the edge and still matter.
    fn nearest(&self, x: i64, y: i64) -> Option<[u16; 2]> {
        let mut best: Option<(i64, [u16; 2])> = None;
        for dy in -2..=2i64 {
            for dx in -2..=2i64 {
                let (Ok(px), Ok(py)) = (u32::try_from(x + dx), u32::try_from(y + dy)) else {
                    continue;
                };
                let distance = dx * dx + dy * dy;
                if best.is_none_or(|(d, _)| distance < d)
                    && let Some(uv) = self.covered(px, py)
                {
                    best = Some((distance, uv));
                }
            }
        }
        best.map(|(_, uv)| uv)
    }
}

impl Inverse for UvMap {
    fn bounds(&self) -> Rect {
        self.bounds
    }

    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        const ONE: f64 = 65535.0;
        let unit = |uv: [u16; 2]| uv.map(|c| f64::from(c) / ONE);
        // Between the centers of four pixels. A view is far smaller than 2³², and `as` saturates.
        let (fx, fy) = (x - 0.5, y - 0.5);
        let (x0, y0) = (fx.floor(), fy.floor());
        let (wx, wy) = (fx - x0, fy - y0);
        let (x0, y0) = (x0 as i64, y0 as i64);
        let mut sum = [0.0; 2];
        let mut weights = 0.0;
        let (mut low, mut high) = ([u16::MAX; 2], [0u16; 2]);
        for (dx, dy, weight) in [
            (0, 0, (1.0 - wx) * (1.0 - wy)),
            (1, 0, wx * (1.0 - wy)),
            (0, 1, (1.0 - wx) * wy),
            (1, 1, wx * wy),
        ] {
            let (Ok(px), Ok(py)) = (u32::try_from(x0 + dx), u32::try_from(y0 + dy)) else {
                continue;
            };
            if let Some(uv) = self.covered(px, py).filter(|_| weight > 0.0) {
                for i in 0..2 {
                    sum[i] += weight * f64::from(uv[i]);
                    low[i] = low[i].min(uv[i]);
                    high[i] = high[i].max(uv[i]);
                }
                weights += weight;
            }
        }
        let (nx, ny) = (x.floor() as i64, y.floor() as i64);
        let folded = (0..2).any(|i| high[i] > low[i] && high[i] - low[i] > self.fold);
        if weights == 0.0 || folded {
            return self.nearest(nx, ny).map(unit);
        }
        Some(sum.map(|s| s / (weights * ONE)))
    }

    fn scale(&self, _: [f64; 2], width: u32, height: u32) -> [f64; 2] {
        [
            f64::from(width) / f64::from(self.width.max(1)),
            f64::from(height) / f64::from(self.height.max(1)),
        ]
    }

    fn outline(&self, width: u32, height: u32) -> Result<Option<Mask>, Error> {
        crate::mockup::scale_mask(&self.coverage, width, height).map(Some)
    }
}
