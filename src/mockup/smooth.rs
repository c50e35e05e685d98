//! Broad means of a map.

use crate::error::Error;
use crate::pixels::Mask;

/// Means over squares of `2 · radius + 1` pixels, taken twice; beyond the edges, the mean of what is
/// inside.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn smooth(map: &Mask, radius: u32) -> Result<Mask, Error> {
    let (width, height) = (map.width() as usize, map.height() as usize);
    let radius = radius as usize;
    let mut out = map.clone();
    let mut line = vec![0; width.max(height)];
    for _ in 0..2 {
        for row in out.data_mut().chunks_exact_mut(width.max(1)) {
            line[..width].copy_from_slice(row);
            means(&line[..width], radius, row.iter_mut());
        }
        for x in 0..width {
            for (to, from) in line.iter_mut().zip(out.data()[x..].iter().step_by(width)) {
                *to = *from;
            }
            means(&line[..height], radius, out.data_mut()[x..].iter_mut().step_by(width));
        }
    }
    Ok(out)
}

fn means<'a>(line: &[u8], radius: usize, out: impl Iterator<Item = &'a mut u8>) {
    let mut sum: u32 = line.iter().take(radius).map(|&v| u32::from(v)).sum();
    for (i, to) in out.enumerate() {
        sum += line.get(i + radius).map_or(0, |&v| u32::from(v));
        let (first, last) = (i.saturating_sub(radius), (i + radius).min(line.len() - 1));
        let count = (last - first + 1) as u32;
        *to = ((sum + count / 2) / count) as u8;
        if i >= radius {
            sum -= u32::from(line[i - radius]);
        }
    }
}
