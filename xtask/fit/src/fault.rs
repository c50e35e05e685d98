//! Why nothing can be fitted.

use std::fmt;

/// What is wrong with the points, the file or the wish.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// A coordinate is not a number, infinite, or beyond a million.
    NotFinite {
        /// Which point, counted from 1.
        point: usize,
    },
    /// A point's u or v is outside 0 to 1.
    OutsideArea {
        /// Which point, counted from 1.
        point: usize,
    },
    /// Two points share their place on the print or in the photo.
    Twice {
        /// The first of them, counted from 1.
        first: usize,
        /// The second of them.
        second: usize,
    },
    /// There are fewer points than the geometry has to have.
    TooFew {
        /// The geometry.
        geometry: &'static str,
        /// How many there are.
        given: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The points lie on one line.
    OnALine,
    /// The points lie badly: many geometries go through them.
    Undetermined {
        /// The geometry.
        geometry: &'static str,
    },
    /// No such geometry goes through the points: it would be folded, crossed or behind the camera.
    Impossible {
        /// The geometry.
        geometry: &'static str,
    },
    /// The file is not a 16-bit RGB PNG.
    NotAMap {
        /// What it is, in words.
        found: String,
    },
    /// The map covers no pixel.
    EmptyMap,
    /// Sums of the fit overflowed: its sizes are far from those of a photo.
    OutOfRange,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite { point } => {
                write!(f, "point {point} has a coordinate that is not a number up to a million")
            }
            Self::OutsideArea { point } => {
                write!(f, "point {point} is not on the print: u and v go from 0 to 1")
            }
            Self::Twice { first, second } => write!(
                f,
                "points {first} and {second} are at the same place, on the print or in the photo"
            ),
            Self::TooFew { geometry, given, needed } => write!(
                f,
                "a {geometry} takes {needed} points or more, there {} {given}",
                if *given == 1 { "is" } else { "are" }
            ),
            Self::OnALine => f.write_str("the points lie on one line"),
            Self::Undetermined { geometry } => {
                write!(
                    f,
                    "the points do not determine a {geometry}: others go through them as well"
                )
            }
            Self::Impossible { geometry } => write!(
                f,
                "no {geometry} goes through these points: it would be folded, crossed or behind the camera"
            ),
            Self::NotAMap { found } => write!(f, "the uv map is to be a 16-bit RGB PNG: {found}"),
            Self::EmptyMap => f.write_str("the uv map covers no pixel (its blue is 0 everywhere)"),
            Self::OutOfRange => f.write_str("the numbers are too large or too small to be fitted"),
        }
    }
}

impl std::error::Error for Fault {}
