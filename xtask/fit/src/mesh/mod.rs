//! The mesh: bicubic Bézier patches that share their edges.
//!
//! A sample's place on the print is known, so its pixel is a linear function of the control points,
//! and the best net is one linear least-squares system ([`net`]). Where the samples bend more in one
//! place than in another, patches of uneven size fit better: [`slices`] moves their borders.
//!
//! Where there are no samples (the back of a product, a hole in it) the net would be free; a weight
//! on its second differences, too small to be seen elsewhere, lets it go on straight.

mod net;
mod slices;

use crate::{Fault, Geometry, Misfit, Samples};

use net::Net;
pub(crate) use net::pixel;

/// How fine a net may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fineness {
    /// Patches along u and along v.
    Patches(usize, usize),
    /// The coarsest whose misfit is within the limit, or else the best of those up to so many patches
    /// an axis.
    UpTo(usize),
}

/// Patches an axis that a fit may have; the template takes nets of up to 61 × 61 points.
pub const MOST_PATCHES: usize = 20;

/// Patches an axis that are tried on the way to the finest net.
const STEPS: [usize; 10] = [1, 2, 3, 4, 6, 8, 10, 12, 14, 16];

/// What clicks can tell: a single patch.
const PATCHES_OF_CLICKS: usize = 1;

/// The best mesh. `limit` is the p99 in pixels that ends the search of [`Fineness::UpTo`].
pub(crate) fn fit(
    samples: &Samples,
    fineness: Fineness,
    even: bool,
    limit: f64,
) -> Result<Geometry, Fault> {
    samples.at_least(4, "mesh")?;
    let candidates: Vec<[usize; 2]> = match fineness {
        Fineness::Patches(columns, rows) => vec![[columns, rows]],
        Fineness::UpTo(_) if samples.is_clicked() => vec![[PATCHES_OF_CLICKS; 2]],
        Fineness::UpTo(most) => {
            STEPS.iter().copied().take_while(|n| *n < most).chain([most]).map(|n| [n, n]).collect()
        }
    };
    let mut best: Option<(Misfit, Geometry)> = None;
    for patches in candidates {
        let net = if even || samples.is_clicked() {
            Net::fit(samples.list(), even_slices(patches))
        } else {
            slices::fit(samples, patches)
        };
        let Some(net) = net else { continue };
        let misfit = Misfit::of(samples.list(), |unit| Some(net.pixel(unit)));
        if best.as_ref().is_none_or(|(least, _)| misfit.mean < least.mean) {
            best = Some((misfit, net.into_geometry()));
        }
        if misfit.p99 <= limit {
            break;
        }
    }
    best.map(|(_, geometry)| geometry).ok_or(Fault::Undetermined { geometry: "mesh" })
}

/// Slices of one size.
pub(crate) fn even_slices(patches: [usize; 2]) -> [Vec<f64>; 2] {
    patches.map(|count| {
        let count = count.clamp(1, MOST_PATCHES);
        (0..=count).map(|k| k as f64 / count as f64).collect()
    })
}
