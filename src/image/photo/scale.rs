//! Smaller copies, row by row: Lanczos' kernel with three lobes in both directions, over the encoded values of
//! premultiplied pixels, as mip levels and the print are made, and as other programs do.
//! Source: Duchon, "Lanczos Filtering in One and Two Dimensions", 1979.

use std::collections::VecDeque;

use crate::error::Error;
use crate::image::buffer;

/// Lobes of the kernel on each side.
const LOBES: f64 = 3.0;

type Wide = [f32; 4];

/// Takes rows of a picture, gives those of a smaller one.
pub(super) struct Scaler {
    across: Weights,
    down: Weights,
    /// The row as numbers; then as wide as it comes out.
    wide: Vec<Wide>,
    narrow: Vec<Wide>,
    /// Rows that come out, while they are summed up.
    sums: VecDeque<Vec<Wide>>,
    spare: Vec<Vec<Wide>>,
    row: Vec<u8>,
    /// The next row in, and the first of `sums`.
    next: usize,
    first: usize,
}

/// What each pixel of a row sees of another row.
struct Weights {
    /// Its first pixel there.
    starts: Vec<usize>,
    /// How many there are: as many weights follow each other for each.
    taps: usize,
    weights: Vec<f32>,
}

impl Weights {
    /// For `to` pixels from `from`, which are `extent` of the picture's own: it may be that the last is seen in part.
    fn new(from: u32, extent: f64, to: u32) -> Result<Self, Error> {
        let scale = (extent / f64::from(to.max(1))).max(1.0);
        let reach = LOBES * scale;
        // Fours, for the loop that sums them up.
        let taps = (libm::ceil(reach) as usize * 2 + 1).next_multiple_of(4).min(from as usize);
        let mut starts = buffer(to as usize, 0)?;
        let mut weights = buffer(to as usize * taps, 0.0_f32)?;
        for ((i, start), row) in starts.iter_mut().enumerate().zip(weights.chunks_mut(taps.max(1)))
        {
            let middle = (i as f64 + 0.5) * extent / f64::from(to.max(1));
            let first = libm::floor(middle - reach).max(0.0) as usize;
            *start = first.min(from as usize - taps);
            let at = |k: usize| lanczos(((*start + k) as f64 + 0.5 - middle) / scale);
            let sum: f64 = (0..taps).map(at).sum();
            for (k, w) in row.iter_mut().enumerate() {
                *w = (at(k) / sum) as f32;
            }
        }
        Ok(Self { starts, taps, weights })
    }

    fn of(&self, i: usize) -> (usize, &[f32]) {
        let weights = self.weights.get(i * self.taps..(i + 1) * self.taps).unwrap_or(&[]);
        (self.starts.get(i).copied().unwrap_or(usize::MAX), weights)
    }
}

fn lanczos(x: f64) -> f64 {
    if x.abs() >= LOBES {
        return 0.0;
    }
    if x.abs() < 1e-9 {
        return 1.0;
    }
    let turn = std::f64::consts::PI * x;
    LOBES * libm::sin(turn) * libm::sin(turn / LOBES) / (turn * turn)
}

/// The sum of pixels by their weights. Four sums at a time: one addition need not wait for the one before.
#[inline(always)]
fn weigh(pixels: &[Wide], weights: &[f32]) -> Wide {
    let mut sums = [[0.0; 4]; 4];
    let (fours, rest) = weights.as_chunks::<4>();
    let (pixels, last) = pixels.split_at(pixels.len().min(fours.len() * 4));
    for (p, w) in pixels.as_chunks::<4>().0.iter().zip(fours) {
        for k in 0..4 {
            for c in 0..4 {
                sums[k][c] += p[k][c] * w[k];
            }
        }
    }
    for (p, &w) in last.iter().zip(rest) {
        for c in 0..4 {
            sums[0][c] += p[c] * w;
        }
    }
    std::array::from_fn(|c| (sums[0][c] + sums[1][c]) + (sums[2][c] + sums[3][c]))
}

impl Scaler {
    /// For rows that stand for a picture of the size `of`, or for a half of it.
    pub(super) fn new(of: (u32, u32), rows: (u32, u32), to: (u32, u32)) -> Result<Self, Error> {
        let extent = |of: u32, rows: u32| {
            if of == rows { f64::from(of) } else { f64::from(of) / 2.0 }
        };
        Ok(Self {
            across: Weights::new(rows.0, extent(of.0, rows.0), to.0)?,
            down: Weights::new(rows.1, extent(of.1, rows.1), to.1)?,
            wide: buffer(rows.0 as usize, [0.0; 4])?,
            narrow: buffer(to.0 as usize, [0.0; 4])?,
            sums: VecDeque::new(),
            spare: Vec::new(),
            row: buffer(to.0 as usize * 4, 0)?,
            next: 0,
            first: 0,
        })
    }

    /// Bytes that it holds.
    pub(super) fn bytes(&self) -> u64 {
        let rows = self.wide.len() + self.narrow.len() * (2 * LOBES as usize + 4);
        (rows * 16 + (self.across.weights.len() + self.down.weights.len()) * 4) as u64
    }

    /// Takes a row of pixels; gives those to `emit` that are finished by it. With `alpha` no color is above it.
    pub(super) fn push(&mut self, row: &[u8], alpha: bool, mut emit: impl FnMut(&mut [u8])) {
        for (w, p) in self.wide.iter_mut().zip(row.as_chunks::<4>().0) {
            *w = p.map(f32::from);
        }
        for (i, out) in self.narrow.iter_mut().enumerate() {
            let (start, weights) = self.across.of(i);
            *out = weigh(self.wide.get(start..).unwrap_or(&[]), weights);
        }
        let y = self.next;
        self.next += 1;
        // Rows that begin to see this one.
        while self.down.of(self.first + self.sums.len()).0 <= y {
            let mut fresh = self.spare.pop().unwrap_or_default();
            fresh.clear();
            fresh.resize(self.narrow.len(), [0.0; 4]);
            self.sums.push_back(fresh);
        }
        for (i, sums) in self.sums.iter_mut().enumerate() {
            let (start, weights) = self.down.of(self.first + i);
            let Some(&w) = y.checked_sub(start).and_then(|k| weights.get(k)) else { continue };
            if w != 0.0 {
                for (sum, p) in sums.iter_mut().zip(&self.narrow) {
                    for c in 0..4 {
                        sum[c] += p[c] * w;
                    }
                }
            }
        }
        while let Some(sums) = self.sums.front() {
            if self.down.of(self.first).0 + self.down.taps > y + 1 {
                break;
            }
            for (o, sum) in self.row.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
                let mut p = sum.map(|v| (v + 0.5).clamp(0.0, 255.0) as u8);
                if alpha {
                    // The kernel's negative lobes can take a color past what alpha allows.
                    p = [p[0].min(p[3]), p[1].min(p[3]), p[2].min(p[3]), p[3]];
                }
                *o = p;
            }
            emit(&mut self.row);
            self.first += 1;
            self.spare.extend(self.sums.pop_front());
        }
    }
}
