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

    /// How far it reaches from its middle, in texels, and how wide an edge it does not blur.
    pub(super) fn reach(&self) -> i32 {
        self.whole as i32 + 1
    }

    /// The mean of a whole sum and its two outermost values. A sum of 79 values of 12 bits, times 256, is
    /// below 2^31.
    #[inline(always)]
    fn mean(&self, sum: u32, outer: u32) -> u16 {
        let sum = (sum * 256 + outer * self.part) as i32;
        (sum as f32 * self.inverse + 0.5) as i32 as u16
    }

    /// Blurs each row, but for what is nearer to its ends than the box is wide.
    fn rows(&self, from: &[u16], to: &mut [u16], width: usize) {
        let n = self.whole;
        for (from, to) in from.chunks_exact(width).zip(to.chunks_exact_mut(width)) {
            let rest = |start: usize| from.get(start..).unwrap_or(&[]);
            let mut sum: u32 = rest(1).iter().take(2 * n).map(|&v| u32::from(v)).sum();
            let out = to.iter_mut().skip(n + 1);
            let ends = rest(1).iter().zip(rest(2 * n + 1));
            let outer = rest(0).iter().zip(rest(2 * n + 2));
            for (out, ((&leaves, &enters), (&a, &b))) in out.zip(ends.zip(outer)) {
                sum += u32::from(enters);
                *out = self.mean(sum, u32::from(a) + u32::from(b));
                sum -= u32::from(leaves);
            }
        }
    }

    /// Blurs each column, but for what is nearer to its ends than the box is wide.
    fn columns(&self, from: &[u16], to: &mut [u16], width: usize, sums: &mut [u32]) {
        let n = self.whole;
        let row = |y: usize| from.get(y * width..(y + 1) * width).unwrap_or(&[]);
        sums.fill(0);
        for y in 1..=2 * n {
            sums.iter_mut().zip(row(y)).for_each(|(sum, &v)| *sum += u32::from(v));
        }
        for (y, to) in to.chunks_exact_mut(width).skip(n + 1).enumerate() {
            let ends = row(y + 1).iter().zip(row(y + 2 * n + 1));
            let outer = row(y).iter().zip(row(y + 2 * n + 2));
            let values = sums.iter_mut().zip(ends.zip(outer));
            for (out, (sum, ((&leaves, &enters), (&a, &b)))) in to.iter_mut().zip(values) {
                let all = *sum + u32::from(enters);
                *out = self.mean(all, u32::from(a) + u32::from(b));
                *sum = all - u32::from(leaves);
            }
        }
    }
}

/// Blurs `from` into `to` across and down, but for an edge as wide as the box and one texel more, which
/// is no one's. `between` is as large as they are, `sums` as long as a row.
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
            let edge = boxed.reach();
            for (i, &got) in to.iter().enumerate() {
                let (x, y) = ((i % width) as i32, (i / width) as i32);
                if !(edge..width as i32 - edge).contains(&x)
                    || !(edge..height as i32 - edge).contains(&y)
                {
                    continue;
                }
                let (mut sum, mut all) = (0.0, 0.0);
                for dy in -edge..=edge {
                    for dx in -edge..=edge {
                        let w = weight(dx) * weight(dy);
                        all += w;
                        sum += w * f64::from(from[((y + dy) as usize) * width + (x + dx) as usize]);
                    }
                }
                // Rounded twice, and the part is a multiple of a 256th.
                let miss = (f64::from(got) - sum / all).abs();
                assert!(miss < 12.0, "{half} at {x}, {y}: {got}, {}", sum / all);
            }
        }
    }
}
