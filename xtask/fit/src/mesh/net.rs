//! A net of control points, and the one nearest to some samples.

use crate::solve::Symmetric;
use crate::{Geometry, Sample};

/// Bicubic Bézier patches: `slices` are where they meet along u and along v, from 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    pub(crate) slices: [Vec<f64>; 2],
    /// Control points in pixels, row by row.
    pub(crate) points: Vec<[f64; 2]>,
}

/// How much a second difference of the net weighs beside what its samples weigh on average.
const STIFFNESS: f64 = 1e-6;

/// The same for control points that hardly a sample moves: they follow those that are held.
const STIFFNESS_UNSEEN: f64 = 1e-3;

/// A control point is unseen when its samples weigh less than this part of the average.
const UNSEEN: f64 = 0.005;

impl Net {
    /// The net of these slices nearest to the samples; `None` when they lie on a line.
    pub(crate) fn fit(samples: &[Sample], slices: [Vec<f64>; 2]) -> Option<Self> {
        let [columns, rows] = [&slices[0], &slices[1]].map(|s| 3 * (s.len() - 1) + 1);
        let mut matrix = Symmetric::zero(columns * rows);
        let mut sides = vec![[0.0; 2]; columns * rows];
        let across = slices[0].len() - 1;
        let mut held = vec![0.0; columns * rows];
        let mut patches = vec![Patch::default(); across * (slices[1].len() - 1)];
        for sample in samples {
            let [(i, bu), (j, bv)] = [0, 1].map(|k| basis(&slices[k], sample.unit[k]));
            patches[j * across + i].add(bu, bv, sample.pixel);
        }
        for (k, patch) in patches.iter().enumerate() {
            let first = 3 * (k / across) * columns + 3 * (k % across);
            let place = |c: usize| first + c / 4 * columns + c % 4;
            for (a, line) in patch.matrix.iter().enumerate() {
                // Bernstein's weights sum to one: a line's sum is what the samples give this point.
                held[place(a)] += line.iter().sum::<f64>();
                for (b, &value) in line.iter().enumerate().take(a + 1) {
                    matrix.add(place(a), place(b), value);
                }
                for (side, value) in sides[place(a)].iter_mut().zip(patch.side[a]) {
                    *side += value;
                }
            }
        }
        let mean = samples.len() as f64 / (columns * rows) as f64;
        let weight =
            |k: usize| mean * if held[k] < UNSEEN * mean { STIFFNESS_UNSEEN } else { STIFFNESS };
        let sites = [&slices[0], &slices[1]].map(|s| sites(s));
        for j in 0..rows {
            for i in 1..columns - 1 {
                bend(&mut matrix, &sites[0], i, |i| j * columns + i, weight(j * columns + i));
            }
        }
        for i in 0..columns {
            for j in 1..rows - 1 {
                bend(&mut matrix, &sites[1], j, |j| j * columns + i, weight(j * columns + i));
            }
        }
        let points = matrix.solve(sides)?;
        Some(Self { slices, points })
    }

    /// Where the net puts a place of the print.
    pub(crate) fn pixel(&self, unit: [f64; 2]) -> [f64; 2] {
        pixel(&self.slices, &self.points, unit)
    }

    pub(crate) fn into_geometry(self) -> Geometry {
        Geometry::Mesh { points: self.points, slices: self.slices }
    }
}

/// Where a net puts a place of the print; the origin when it has too few points.
pub(crate) fn pixel(slices: &[Vec<f64>; 2], points: &[[f64; 2]], unit: [f64; 2]) -> [f64; 2] {
    let columns = 3 * (slices[0].len() - 1) + 1;
    let [(i, bu), (j, bv)] = [0, 1].map(|k| basis(&slices[k], unit[k]));
    let mut at = [0.0; 2];
    for (row, wv) in bv.iter().enumerate() {
        let line = points.get((3 * j + row) * columns + 3 * i..).unwrap_or_default();
        for (point, wu) in line.iter().zip(bu) {
            at[0] += wu * wv * point[0];
            at[1] += wu * wv * point[1];
        }
    }
    at
}

/// The sums of one patch's samples.
#[derive(Clone, Debug, Default)]
struct Patch {
    matrix: [[f64; 16]; 16],
    side: [[f64; 2]; 16],
}

impl Patch {
    fn add(&mut self, bu: [f64; 4], bv: [f64; 4], pixel: [f64; 2]) {
        let mut row = [0.0; 16];
        for (k, cell) in row.iter_mut().enumerate() {
            *cell = bv[k / 4] * bu[k % 4];
        }
        for ((line, side), a) in self.matrix.iter_mut().zip(&mut self.side).zip(row) {
            for (cell, b) in line.iter_mut().zip(row) {
                *cell += a * b;
            }
            side[0] += a * pixel[0];
            side[1] += a * pixel[1];
        }
    }
}

/// The patch of a place along one axis, and Bernstein's four weights in it.
fn basis(slices: &[f64], place: f64) -> (usize, [f64; 4]) {
    let last = slices.len() - 2;
    let k = slices[1..=last].iter().take_while(|s| place >= **s).count();
    let t = (place - slices[k]) / (slices[k + 1] - slices[k]);
    let s = 1.0 - t;
    (k, [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t])
}

/// The places of an axis' control points: thirds of the patches.
fn sites(slices: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0];
    for pair in slices.windows(2) {
        for third in [1.0, 2.0, 3.0] {
            out.push(pair[0] + (pair[1] - pair[0]) * third / 3.0);
        }
    }
    out
}

/// Adds the weight of how the net bends at its control point `k`.
fn bend(
    matrix: &mut Symmetric,
    sites: &[f64],
    k: usize,
    index: impl Fn(usize) -> usize,
    weight: f64,
) {
    let [before, after] = [sites[k] - sites[k - 1], sites[k + 1] - sites[k]];
    let mean = 0.5 * (before + after);
    let cells = [
        (index(k - 1), mean / before),
        (index(k), -mean / before - mean / after),
        (index(k + 1), mean / after),
    ];
    for (n, &(a, x)) in cells.iter().enumerate() {
        for &(b, y) in &cells[..=n] {
            matrix.add(a, b, weight * x * y);
        }
    }
}
