//! Box blurs of 12-bit fields by running sums, whose cost does not depend on the radius. Sums are whole
//! numbers, so a value does not depend on where the field begins.

/// Most texels a box reaches from its middle.
const MAX_REACH: f64 = 40.0;

/// A box of any width from one texel on: its outermost texels count in part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Box1 {
    /// Whole texels on each side of the middle.
    whole: usize,
    /// Share of the next ones, in 256ths.
    part: u32,
    inverse: f32,
}

impl Box1 {
    /// A box `half` texels wide on each side of the middle. Up to half a texel, nothing is blurred.
    pub(super) fn new(half: f64) -> Self {
        let beyond = if half > 0.5 { (half - 0.5).min(MAX_REACH - 1.0) } else { 0.0 };
        let whole = beyond.floor();
        let part = ((beyond - whole) * 256.0) as u32;
        let whole = whole as usize;
        let sum = (2 * whole + 1) as f32 * 256.0 + 2.0 * part as f32;
        Self { whole, part, inverse: 1.0 / sum }
    }

    /// How far it reaches from its middle, in texels.
    pub(super) fn reach(&self) -> i32 {
        self.whole as i32 + i32::from(self.part > 0)
    }

    /// The mean of a whole sum and its two outermost values.
    #[inline(always)]
    fn mean(&self, sum: u32, outer: u32) -> u16 {
        ((sum * 256 + outer * self.part) as f32 * self.inverse + 0.5) as u16
    }

    fn rows(&self, from: &[u16], to: &mut [u16], width: usize) {
        for (from, to) in from.chunks_exact(width).zip(to.chunks_exact_mut(width)) {
            let at = |i: usize| from.get(i).map_or(0, |&v| u32::from(v));
            let mut sum: u32 = from.iter().take(self.whole).map(|&v| u32::from(v)).sum();
            for (x, to) in to.iter_mut().enumerate() {
                sum += at(x + self.whole);
                let left = x.checked_sub(self.whole + 1).map_or(0, at);
                *to = self.mean(sum, left + at(x + self.whole + 1));
                sum -= x.checked_sub(self.whole).map_or(0, at);
            }
        }
    }

    fn columns(&self, from: &[u16], to: &mut [u16], width: usize, sums: &mut [u32]) {
        let row =
            |y: Option<usize>| y.and_then(|y| from.get(y * width..(y + 1) * width)).unwrap_or(&[]);
        sums.fill(0);
        for y in 0..self.whole {
            sums.iter_mut().zip(row(Some(y))).for_each(|(sum, &v)| *sum += u32::from(v));
        }
        for (y, to) in to.chunks_exact_mut(width).enumerate() {
            let enters = row(Some(y + self.whole));
            sums.iter_mut().zip(enters).for_each(|(sum, &v)| *sum += u32::from(v));
            to.iter_mut().zip(&*sums).for_each(|(to, &sum)| *to = self.mean(sum, 0));
            if self.part > 0 {
                // As the sum without, but for those columns: rows beyond the field count as 0.
                let (above, below) =
                    (row(y.checked_sub(self.whole + 1)), row(Some(y + self.whole + 1)));
                let one = |side: &[u16], x: usize| side.get(x).map_or(0, |&v| u32::from(v));
                for (x, (to, &sum)) in to.iter_mut().zip(&*sums).enumerate() {
                    *to = self.mean(sum, one(above, x) + one(below, x));
                }
            }
            let leaves = row(y.checked_sub(self.whole));
            sums.iter_mut().zip(leaves).for_each(|(sum, &v)| *sum -= u32::from(v));
        }
    }
}

/// Blurs `field` in its place; see [`blur`].
pub(super) fn spread(
    [across, down]: &[Box1; 2],
    field: &mut [u16],
    between: &mut [u16],
    sums: &mut [u32],
) {
    let width = sums.len().max(1);
    across.rows(field, between, width);
    down.columns(between, field, width, sums);
}

/// Blurs `from` into `to` across and down; what lies beyond the field counts as 0. `between` is as
/// large as they are, `sums` as long as a row.
pub(super) fn blur(
    [across, down]: &[Box1; 2],
    from: &[u16],
    to: &mut [u16],
    between: &mut [u16],
    sums: &mut [u32],
) {
    let width = sums.len().max(1);
    across.rows(from, between, width);
    down.columns(between, to, width, sums);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_the_mean_of_the_formula() {
        let (width, height) = (23usize, 19usize);
        let from: Vec<u16> = (0..width * height).map(|i| (i * 7919 % 4096) as u16).collect();
        for half in [0.2, 0.5, 0.9, 1.5, 2.25, 4.7] {
            let boxed = Box1::new(half);
            let weight = |d: i32| {
                let d = f64::from(d.abs());
                (half.max(0.5) - (d - 0.5)).clamp(0.0, 1.0)
            };
            let (mut to, mut between) = (vec![0; from.len()], vec![0; from.len()]);
            blur(&[boxed; 2], &from, &mut to, &mut between, &mut vec![0; width]);
            for (i, &got) in to.iter().enumerate() {
                let (x, y) = ((i % width) as i32, (i / width) as i32);
                let (mut sum, mut all) = (0.0, 0.0);
                for dy in -8..=8 {
                    for dx in -8..=8 {
                        let w = weight(dx) * weight(dy);
                        all += w;
                        let (x, y) = (x + dx, y + dy);
                        if (0..width as i32).contains(&x) && (0..height as i32).contains(&y) {
                            sum += w * f64::from(from[y as usize * width + x as usize]);
                        }
                    }
                }
                // Rounded twice, and the part is a multiple of a 256th.
                let miss = (f64::from(got) - sum / all).abs();
                assert!(miss < 12.0, "{half} at {x}, {y}: {got}, {}", sum / all);
            }
        }
    }
}
