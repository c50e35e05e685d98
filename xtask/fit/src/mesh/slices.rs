//! Where patches should meet: found by moving one border after the other.

use super::{Net, even_slices};
use crate::{Sample, Samples};

/// Samples that steer the search: it is done over many times.
const TO_STEER: usize = 12_000;

/// The narrowest patch, as a part of an even one.
const NARROWEST: f64 = 0.08;

/// Steps are halved down to this part of the print.
const FINEST: f64 = 0.004;

/// The best net of so many patches; `None` when the samples lie on a line.
pub(super) fn fit(samples: &Samples, patches: [usize; 2]) -> Option<Net> {
    let few = samples.some(TO_STEER);
    let mut slices = even_slices(patches);
    let mut least = cost(&few, &slices)?;
    let mut step = 0.25 / patches[0].max(patches[1]) as f64;
    while step > FINEST {
        let mut moved = false;
        for axis in 0..2 {
            let narrowest = NARROWEST / patches[axis] as f64;
            for k in 1..slices[axis].len() - 1 {
                for way in [step, -step] {
                    let mut tried = slices.clone();
                    tried[axis][k] += way;
                    let wide = |pair: &[f64]| pair[1] - pair[0] >= narrowest;
                    if !tried[axis].windows(2).all(wide) {
                        continue;
                    }
                    if let Some(found) = cost(&few, &tried).filter(|found| *found < least) {
                        (slices, least, moved) = (tried, found, true);
                        break;
                    }
                }
            }
        }
        if !moved {
            step *= 0.5;
        }
    }
    // Short numbers in the template.
    for slice in slices.iter_mut().flatten() {
        *slice = (*slice * 1e4).round() / 1e4;
    }
    Net::fit(samples.list(), slices)
}

/// The sum of squared distances that the best net of these slices leaves.
fn cost(samples: &[Sample], slices: &[Vec<f64>; 2]) -> Option<f64> {
    let net = Net::fit(samples, slices.clone())?;
    let square = |sample: &Sample| {
        let at = net.pixel(sample.unit);
        let [x, y] = [at[0] - sample.pixel[0], at[1] - sample.pixel[1]];
        x * x + y * y
    };
    Some(samples.iter().map(square).sum())
}
