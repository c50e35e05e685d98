//! How far a fitted geometry is from its samples.

use crate::Sample;

/// Distances between where the geometry puts a place of the print and where the photo shows it, in
/// pixels of the photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Misfit {
    /// The mean.
    pub mean: f64,
    /// 99 of 100 samples are nearer than this.
    pub p99: f64,
    /// The farthest.
    pub max: f64,
    /// Of how many samples.
    pub samples: usize,
}

impl Misfit {
    /// Measures a forward map; a sample that it puts nowhere is infinitely far.
    pub(crate) fn of(samples: &[Sample], map: impl Fn([f64; 2]) -> Option<[f64; 2]>) -> Self {
        let mut far: Vec<f64> = samples
            .iter()
            .map(|sample| map(sample.unit).map_or(f64::INFINITY, |at| distance(at, sample.pixel)))
            .collect();
        far.sort_unstable_by(f64::total_cmp);
        let count = far.len();
        let at = |share: f64| far.get((share * count as f64) as usize).or(far.last());
        Self {
            mean: far.iter().sum::<f64>() / count.max(1) as f64,
            p99: at(0.99).copied().unwrap_or(0.0),
            max: far.last().copied().unwrap_or(0.0),
            samples: count,
        }
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [x, y] = [a[0] - b[0], a[1] - b[1]];
    (x * x + y * y).sqrt()
}
