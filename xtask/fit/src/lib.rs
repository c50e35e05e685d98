//! Fits the geometry of a Liveproof placement: `npm run fit -- …`.
//!
//! [`Samples`] say where the photo shows places of the print: each pixel of a uv map that a 3D
//! renderer wrote, or a few points that an author clicked. [`fit`] finds the `quad`, `cylinder` or
//! `mesh` that comes nearest to them, [`Geometry`] prints itself as the template has it, and
//! [`Misfit`] says how near that is.

mod camera;
mod cylinder;
mod fault;
mod geometry;
mod measure;
mod mesh;
mod outline;
mod quad;
mod sample;
mod solve;

pub use cylinder::Measures;
pub use fault::Fault;
pub use geometry::Geometry;
pub use measure::Misfit;
pub use mesh::{Fineness, MOST_PATCHES};
pub use outline::{Outline, fit_outline};
pub use sample::{Sample, Samples};

/// The kind of geometry to be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The simplest of the others whose p99 is within the limit, or else the nearest.
    Auto,
    /// A flat print in perspective.
    Quad,
    /// A cylinder or cone seen by a camera.
    Cylinder,
    /// Bicubic Bézier patches.
    Mesh,
}

/// What is to be fitted, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The kind of geometry.
    pub kind: Kind,
    /// The misfit that is good enough: 99 of 100 samples are nearer than this, in pixels.
    pub limit: f64,
    /// How fine a mesh may be.
    pub fineness: Fineness,
    /// Whether a mesh's patches are all of one size.
    pub even: bool,
    /// What is known of a cylinder.
    pub measures: Measures,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            kind: Kind::Auto,
            limit: 0.25,
            fineness: Fineness::UpTo(16),
            even: false,
            measures: Measures::default(),
        }
    }
}

/// Fewer are refused as too few, whatever they lie on.
const FEWEST: usize = 4;

/// The geometry that comes nearest to the samples, and how near.
///
/// # Errors
/// A [`Fault`] when there are too few samples, or when no such geometry goes through them.
pub fn fit(samples: &Samples, wish: &Wish) -> Result<(Geometry, Misfit), Fault> {
    let one = |kind: Kind| {
        if samples.list().len() >= FEWEST && samples.on_a_line() {
            return Err(Fault::OnALine);
        }
        let geometry = match kind {
            Kind::Quad => quad::fit(samples),
            Kind::Cylinder => cylinder::fit(samples, &wish.measures),
            Kind::Mesh | Kind::Auto => mesh::fit(samples, wish.fineness, wish.even, wish.limit),
        }?;
        let misfit = Misfit::of(samples.list(), |unit| geometry.pixel(unit));
        Ok((geometry, misfit))
    };
    if wish.kind != Kind::Auto {
        return one(wish.kind);
    }
    let mut best: Result<(Geometry, Misfit), Fault> = Err(Fault::EmptyMap);
    for kind in [Kind::Quad, Kind::Cylinder, Kind::Mesh] {
        let found = one(kind);
        let nearer = match (&found, &best) {
            (Ok((_, found)), Ok((_, best))) => found.p99 < best.p99,
            (Ok(_), Err(_)) | (Err(_), Err(Fault::EmptyMap)) => true,
            (Err(_), _) => false,
        };
        let enough = found.as_ref().is_ok_and(|(_, misfit)| misfit.p99 <= wish.limit);
        if nearer {
            best = found;
        }
        if enough {
            break;
        }
    }
    best
}
