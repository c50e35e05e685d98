//! Why bytes are no drawing, or one that is refused.

use std::fmt;

/// Why a drawing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It would cost too much.
    TooComplex {
        /// What is counted: `elements`, `path segments`, …
        what: &'static str,
        /// How many there are, at least.
        value: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// The bytes are damaged or cut short.
    Corrupt(&'static str),
    /// It was written by a newer version.
    Newer(u8),
}

impl Fault {
    /// Refuses more than `limit`.
    ///
    /// # Errors
    /// [`Fault::TooComplex`].
    pub fn above(what: &'static str, value: u64, limit: u64) -> Result<(), Self> {
        if value > limit { Err(Self::TooComplex { what, value, limit }) } else { Ok(()) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooComplex { what, value, limit } => {
                write!(f, "{value} {what} are more than the {limit} allowed in a drawing")
            }
            Self::Corrupt(reason) => write!(f, "{reason}"),
            Self::Newer(version) => {
                write!(f, "drawing version {version} is newer than this Liveproof reads")
            }
        }
    }
}

impl std::error::Error for Fault {}
