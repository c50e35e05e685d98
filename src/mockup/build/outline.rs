//! How much of each pixel is print.

use super::Grid;
use crate::mockup::geometry::Inverse;
use crate::pixels::Mask;

/// Points per side of an edge pixel.
const EDGE: u32 = 8;

impl Grid {
    /// Coverage from the geometry itself.
    pub(super) fn take_outline(&mut self, outline: &Mask) {
        let rect = self.rect;
        for y in rect.y0..rect.y1 {
            let to = self.coverage.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
            to.copy_from_slice(outline.row(y, rect.x0, rect.x1));
        }
        for (coverage, unit) in self.coverage.data_mut().iter_mut().zip(&self.unit) {
            if unit[0].is_nan() {
                *coverage = 0;
            }
        }
    }

    /// Coverage from where rays meet the print. Pixels well inside or outside are known from their
    /// centers and neighbors; the others are looked at through 64 points.
    pub(super) fn find_outline(&mut self, inverse: &dyn Inverse, scale: [f64; 2]) {
        let inside = |u: &[f32; 2]| u8::from(u.iter().all(|v| (0.0..=1.0).contains(v)));
        let hits: Vec<u8> = self.unit.iter().map(inside).collect();
        let row = |y: usize| hits.get(y * self.width..(y + 1) * self.width).unwrap_or(&[]);
        let mut edges: Vec<(usize, [f32; 2])> = Vec::new();
        let mut coverage = vec![0u8; hits.len()];
        // How many of a column's three centers see print; beyond the map counts as the nearest row.
        let mut columns = vec![0u8; self.width + 2];
        for y in 0..self.height {
            let (above, below) = (row(y.saturating_sub(1)), row((y + 1).min(self.height - 1)));
            let three = above.iter().zip(row(y)).zip(below).map(|((a, b), c)| a + b + c);
            let [first, inner @ .., last] = columns.as_mut_slice() else { continue };
            for (column, sum) in inner.iter_mut().zip(three) {
                *column = sum;
            }
            *first = inner.first().copied().unwrap_or(0);
            *last = inner.last().copied().unwrap_or(0);
            let rows = self.rows(y);
            for (x, around) in columns.windows(3).enumerate() {
                let &[a, b, c] = around else { continue };
                let seen = a + b + c;
                if seen == 0 {
                    continue;
                }
                let i = y * self.width + x;
                let (covered, middle) = match (seen, rows.plane(x)) {
                    (9, _) => (255, None),
                    (_, Some(plane)) => sample(|dx, dy| Some(plane.at(dx, dy))),
                    _ => self.silhouette(inverse, scale, x, y),
                };
                edges.extend(middle.map(|middle| (i, middle)));
                if let Some(c) = coverage.get_mut(i) {
                    *c = covered;
                }
            }
        }
        for (i, middle) in edges {
            if let Some(unit) = self.unit.get_mut(i) {
                *unit = middle;
            }
        }
        self.coverage.data_mut().copy_from_slice(&coverage);
    }

    /// Coverage of a pixel whose neighbors do not tell what it sees, by rays of its own.
    fn silhouette(
        &self,
        inverse: &dyn Inverse,
        scale: [f64; 2],
        x: usize,
        y: usize,
    ) -> (u8, Option<[f32; 2]>) {
        let x = f64::from(self.rect.x0) + x as f64 + 0.5;
        let y = f64::from(self.rect.y0) + y as f64 + 0.5;
        let look = |dx: f64, dy: f64| inverse.unit_at((x + dx) / scale[0], (y + dy) / scale[1]);
        // A silhouette is smooth: where corners and center all see print, so does all between.
        let spots = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.0, 0.0)];
        if spots.iter().all(|&(dx, dy)| look(dx, dy).is_some_and(|u| printed(&u))) {
            return (255, None);
        }
        sample(look)
    }

    pub(super) fn limit(&mut self, mask: &Mask) {
        let rect = self.rect;
        for y in rect.y0..rect.y1 {
            let to = self.coverage.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
            for (c, &m) in to.iter_mut().zip(mask.row(y, rect.x0, rect.x1)) {
                *c = (*c).min(m);
            }
        }
    }
}

/// Whether an artwork point is on the print.
fn printed(unit: &[f64; 2]) -> bool {
    unit.iter().all(|v| (0.0..=1.0).contains(v))
}

/// Coverage of a pixel and the mean artwork point of what it shows, by 64 points; `look` is given
/// offsets from its center.
fn sample(look: impl Fn(f64, f64) -> Option<[f64; 2]>) -> (u8, Option<[f32; 2]>) {
    let n = f64::from(EDGE);
    let mut hits = 0;
    let mut sum = [0.0; 2];
    for j in 0..EDGE {
        for i in 0..EDGE {
            // Sheared, so that no two points share a row or column: an edge along an axis still
            // has 64 grades.
            let (i, j) = (f64::from(i), f64::from(j));
            let dx = (i + (j + 0.5) / n) / n - 0.5;
            let dy = (j + (i + 0.5) / n) / n - 0.5;
            if let Some(unit) = look(dx, dy).filter(printed) {
                hits += 1;
                sum = [sum[0] + unit[0], sum[1] + unit[1]];
            }
        }
    }
    let points = EDGE * EDGE;
    let coverage = (hits * 255 + points / 2) / points;
    let middle = (hits > 0).then(|| sum.map(|s| (s / f64::from(hits)) as f32));
    (coverage as u8, middle)
}
