//! A picture and its halves, quarters, eighths: so that a small copy costs what is small.

use crate::error::Error;
use crate::pixels::Pixmap;

/// A picture with ever smaller copies of it. All of them take at most a third more memory than the
/// picture (a little more for one that is very long and thin).
#[derive(Clone, Debug)]
pub struct Mipmaps {
    levels: Vec<Pixmap>,
}

impl Mipmaps {
    /// Halves the picture until one pixel is left. Each pixel is the mean of 2 × 2 premultiplied ones,
    /// rounded to the nearest; where a side is odd, the last pixel stands for two, so that level `n`
    /// is the picture divided by exactly `2^n`.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn new(picture: Pixmap) -> Result<Self, Error> {
        let mut levels = vec![picture];
        while let Some(last) = levels.last()
            && let Some((width, height)) = half(last.width(), last.height())
        {
            let next = halve(last, Pixmap::new(width, height)?);
            levels.push(next);
        }
        Ok(Self { levels })
    }

    /// Of levels that were made elsewhere, of the sizes that [`half`] tells.
    pub(super) fn from_levels(levels: Vec<Pixmap>) -> Self {
        Self { levels }
    }

    /// The picture itself.
    pub fn full(&self) -> &Pixmap {
        self.level(0)
    }

    /// How many sizes there are, at least 1.
    pub fn len(&self) -> usize {
        self.levels.len()
    }

    /// Whether the picture has no pixels.
    pub fn is_empty(&self) -> bool {
        self.full().rect().is_empty()
    }

    /// The picture divided by `2^n`; the smallest one when there are fewer levels.
    pub fn level(&self, n: usize) -> &Pixmap {
        // There is always one level: `new` begins with it.
        &self.levels[n.min(self.levels.len() - 1)]
    }

    /// Bytes of all levels together.
    pub fn bytes(&self) -> usize {
        self.levels.iter().map(|l| l.data().len()).sum()
    }
}

/// The size of the level after one of this size; `None` after the last.
pub(super) fn half(width: u32, height: u32) -> Option<(u32, u32)> {
    let last = width <= 1 && height <= 1 || width == 0 || height == 0;
    (!last).then(|| (width.div_ceil(2), height.div_ceil(2)))
}

fn halve(from: &Pixmap, mut to: Pixmap) -> Pixmap {
    let w = from.width();
    let (from_row, to_row) = (w as usize * 4, to.width() as usize * 4);
    let pairs = from.data().chunks(from_row * 2);
    for (out, pair) in to.data_mut().chunks_exact_mut(to_row).zip(pairs) {
        let (top, bottom) = pair.split_at(from_row);
        let bottom = if bottom.is_empty() { top } else { bottom };
        let (out, _) = out.as_chunks_mut::<4>();
        let (top, top_last) = top.as_chunks::<8>();
        let (bottom, bottom_last) = bottom.as_chunks::<8>();
        for ((o, t), b) in out.iter_mut().zip(top).zip(bottom) {
            for i in 0..4 {
                let sum =
                    [t[i], t[i + 4], b[i], b[i + 4]].iter().map(|&v| u16::from(v)).sum::<u16>();
                o[i] = ((sum + 2) >> 2) as u8;
            }
        }
        if let (Some(o), Some(t), Some(b)) =
            (out.last_mut(), top_last.first_chunk::<4>(), bottom_last.first_chunk::<4>())
        {
            for i in 0..4 {
                o[i] = ((u16::from(t[i]) * 2 + u16::from(b[i]) * 2 + 2) >> 2) as u8;
            }
        }
    }
    to
}
