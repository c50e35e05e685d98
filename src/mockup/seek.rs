//! Reads a map both ways: which point of the artwork a point of the view shows, and which point of the
//! view shows a point of the artwork. For hands that point at a print; drawing has no use for it.

use super::footprint::STEPS;
use super::map::{Kind, PlacementMap, TILE, Warp};
use crate::geom::PixelRect;

/// How far apart in pixels the points are by which it is told how fast the artwork goes by.
const BASE: [i32; 2] = [4, 1];

/// How far beyond its last pixel a print goes on, in pixels.
const EDGE: f64 = 0.1;

/// How far from the middle of a pixel a point is told by it, in pixels.
const NEAR: f64 = 0.75;

/// Most steps from the nearest texel to the pixel that shows a point.
const MAX_WALK: usize = 8;

impl PlacementMap {
    /// The artwork point, 0..1 each way, that a point of the rendered view shows, in its pixels; to about
    /// a 25th of a pixel. `None` where no print is, and for what is no number.
    pub fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let pixel = pixel_at(x, y)?;
        let at = self.texel(pixel)?;
        let [right, down] = self.steps(pixel)?;
        let (dx, dy) = (x - f64::from(pixel[0]) - 0.5, y - f64::from(pixel[1]) - 0.5);
        Some(self.to_unit([0, 1].map(|c| at[c] + right[c] * dx + down[c] * dy)))
    }

    /// How far the artwork goes by, of 0..1, for a pixel to the right and for one down, at a point of
    /// the rendered view. `None` where no print is.
    pub fn units_per_pixel(&self, x: f64, y: f64) -> Option<[[f64; 2]; 2]> {
        let [sx, sy, ..] = self.raster.to_raster;
        let steps = self.steps(pixel_at(x, y)?)?;
        Some(steps.map(|[u, v]| [u / sx, v / sy]))
    }

    /// The point of the rendered view, in its pixels, that shows an artwork point; where several do, the
    /// one that is reached from `near`, or else the nearest of all. `None` where none does.
    pub fn find(&self, unit: [f64; 2], near: Option<[f64; 2]>) -> Option<[f64; 2]> {
        let [sx, sy, tx, ty] = self.raster.to_raster;
        let wanted = [unit[0] * sx + tx, unit[1] * sy + ty];
        let Kind::Warped(warp) = &self.kind else {
            let at = [wanted[0] + f64::from(self.rect.x0), wanted[1] + f64::from(self.rect.y0)];
            // What is at the edge of a pixel is in the next one, too: so the edge of the print is there.
            let around = [[EDGE, EDGE], [-EDGE, EDGE], [EDGE, -EDGE], [-EDGE, -EDGE]];
            let is_there = |[x, y]: &[f64; 2]| {
                pixel_at(at[0] + x, at[1] + y).is_some_and(|pixel| self.texel(pixel).is_some())
            };
            return around.iter().any(is_there).then_some(at);
        };
        let near = near.and_then(|[x, y]| self.walk(pixel_at(x, y)?, wanted));
        near.or_else(|| {
            let [x, y] = warp.nearest(wanted)?;
            self.walk([x + self.rect.x0, y + self.rect.y0], wanted)
        })
    }

    /// The point that shows a texel, from a pixel that is not far.
    fn walk(&self, from: [i32; 2], wanted: [f64; 2]) -> Option<[f64; 2]> {
        let mut pixel = from;
        // Where the artwork goes by faster one way than the other, the nearest texel need not be in the
        // nearest pixel.
        for _ in 0..MAX_WALK {
            let at = self.texel(pixel)?;
            let [right, down] = self.steps(pixel)?;
            let off = [wanted[0] - at[0], wanted[1] - at[1]];
            let area = right[0] * down[1] - right[1] * down[0];
            let dx = (off[0] * down[1] - off[1] * down[0]) / area;
            let dy = (off[1] * right[0] - off[0] * right[1]) / area;
            let middle = pixel.map(|p| f64::from(p) + 0.5);
            let next = pixel_at(middle[0] + dx, middle[1] + dy)?;
            // Between two pixels either may tell; it must not send back and forth.
            let is_here = dx.abs() <= NEAR && dy.abs() <= NEAR;
            if is_here || next == pixel || self.texel(next).is_none() {
                // A pixel at the edge may be covered in part: what lies beside its middle is there, too.
                let near = dx.abs() <= 1.0 && dy.abs() <= 1.0;
                return near.then(|| [middle[0] + dx, middle[1] + dy]);
            }
            pixel = next;
        }
        None
    }

    /// The texel that a pixel of the view shows in its middle, counted from the raster's corner.
    fn texel(&self, [x, y]: [i32; 2]) -> Option<[f64; 2]> {
        if !self.rect.contains(&PixelRect::new(x, y, x.checked_add(1)?, y.checked_add(1)?)) {
            return None;
        }
        let (column, row) = (x - self.rect.x0, y - self.rect.y0);
        match &self.kind {
            Kind::Direct(mask) => {
                let covered = |mask: &crate::pixels::Mask| {
                    mask.row(row, column, column + 1).first().is_some_and(|&c| c > 0)
                };
                let shown = mask.as_ref().is_none_or(covered);
                shown.then(|| [f64::from(column) + 0.5, f64::from(row) + 0.5])
            }
            Kind::Warped(warp) => {
                let piece = warp.runs(row, column, column + 1).next()?;
                Some(texel(*piece.texels.first()?, piece.footprint.level))
            }
        }
    }

    /// How many texels the artwork goes by from a pixel to the next, to the right and down.
    fn steps(&self, pixel: [i32; 2]) -> Option<[[f64; 2]; 2]> {
        let here = self.texel(pixel)?;
        Some([[1, 0], [0, 1]].map(|[x, y]| {
            let step = |by: i32| {
                let other = self.texel([pixel[0] + x * by, pixel[1] + y * by])?;
                Some([0, 1].map(|c| (other[c] - here[c]) / f64::from(by)))
            };
            let length = |[x, y]: [f64; 2]| x * x + y * y;
            for by in BASE {
                match (step(by), step(-by)) {
                    // Where a surface folds one side is far away.
                    (Some(a), Some(b)) if length(a) > 4.0 * length(b) => return b,
                    (Some(a), Some(b)) if length(b) > 4.0 * length(a) => return a,
                    (Some(a), Some(b)) => return [0, 1].map(|c| (a[c] + b[c]) / 2.0),
                    (Some(one), None) | (None, Some(one)) => return one,
                    (None, None) => {}
                }
            }
            [0.0; 2]
        }))
    }

    fn to_unit(&self, texel: [f64; 2]) -> [f64; 2] {
        let [sx, sy, tx, ty] = self.raster.to_raster;
        [(texel[0] - tx) / sx, (texel[1] - ty) / sy]
    }
}

impl Warp {
    /// The pixel, from the map's first, whose texel is nearest, among those that lie about there.
    fn nearest(&self, wanted: [f64; 2]) -> Option<[i32; 2]> {
        let [x, y] = pixel_at(wanted[0], wanted[1])?;
        let one = PixelRect::new(x, y, x + 1, y + 1);
        let mut best: Option<(f64, [i32; 2])> = None;
        for (tile_row, row) in self.tiles.chunks(self.tiles_across.max(1)).enumerate() {
            for (tile, texels) in row.iter().enumerate() {
                if !texels.contains(&one) {
                    continue;
                }
                let (x0, y0) = (tile as i32 * TILE, tile_row as i32 * TILE);
                for y in y0..y0 + TILE {
                    for piece in self.runs(y, x0, x0 + TILE) {
                        for (texels, x) in piece.texels.iter().zip(piece.x..) {
                            let [u, v] = texel(*texels, piece.footprint.level);
                            let (du, dv) = (u - wanted[0], v - wanted[1]);
                            let distance = du * du + dv * dv;
                            if distance < best.map_or(f64::INFINITY, |(least, _)| least) {
                                best = Some((distance, [x, y]));
                            }
                        }
                    }
                }
            }
        }
        best.map(|(_, pixel)| pixel)
    }
}

/// A position of a level in texels of the artwork, from its corner.
fn texel(position: [u16; 2], level: u8) -> [f64; 2] {
    let side = f64::from(1_u32 << level.min(31));
    position.map(|at| (f64::from(at) / f64::from(STEPS) + 0.5) * side)
}

/// The pixel that holds a point; none for what is far off every view or no number.
fn pixel_at(x: f64, y: f64) -> Option<[i32; 2]> {
    let near = |v: f64| v.abs() < f64::from(1 << 20);
    (near(x) && near(y)).then(|| [x.floor() as i32, y.floor() as i32])
}
