//! Drawings: vector pictures of which nothing is left to be looked up, as bytes.
//!
//! The crate that reads SVG ends here, and the engine, which links no XML, begins here: [`Drawing::write`]
//! and [`Drawing::read`] are the two ends of what crosses between them. The reader trusts nothing, whoever
//! wrote the bytes: every number is finite and near, every reference leads to something that stands
//! before it (so nothing contains itself), and what drawing it would cost is counted ([`cost`]) before a
//! pixel is touched.
//!
//! Coordinates are 32-bit floats, y down. A `transform` is `[a, b, c, d, e, f]` of
//! x′ = a·x + c·y + e, y′ = b·x + d·y + f, and takes what is inside to what is outside.

pub mod cost;
mod fault;
mod read;
mod types;
mod write;

pub use fault::Fault;
pub use types::{
    Blend, Cap, Clip, ColorMatrix, Drawing, Fill, Gradient, Group, Join, Line, Mask, Node, Outline,
    Paint, Part, Pattern, Picture, Shape, Spread, Stop, Stroke, Transform, Verb,
};

/// The first bytes of a drawing: no image format begins like this, and it is no text.
pub const MAGIC: [u8; 4] = *b"\x89LPD";

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u8 = 1;

/// Most bytes of a drawing: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// Farthest number of any kind from 0.
pub const MAX_NUMBER: f32 = 1e9;

/// Most groups, clips, masks and patterns inside one another.
pub const MAX_DEPTH: usize = 64;

/// Most groups, shapes and pictures, each counted as often as it is drawn.
pub const MAX_NODES: u64 = 20_000;

/// Most segments of paths, each counted as often as it is drawn; one that is stroked counts four times,
/// and so does each of its dashes.
pub const MAX_SEGMENTS: u64 = 400_000;

/// Most dashes that one path may be cut into.
pub const MAX_DASHES: u64 = 20_000;

/// Most numbers of a pattern of dashes.
pub const MAX_DASH_ARRAY: usize = 64;

/// Most gradients, patterns, clips and masks.
pub const MAX_PARTS: usize = 10_000;

/// Most stops of a gradient.
pub const MAX_STOPS: usize = 1024;

/// How many times over the whole picture may be painted in all.
pub const MAX_OVERDRAW: f64 = 400.0;

/// Most filters of a group.
pub const MAX_FILTERS: usize = 8;

/// Most pixel pictures.
pub const MAX_PICTURES: usize = 64;

/// Most names of elements and classes.
pub const MAX_NAMES: usize = 4096;

/// Most bytes of a name.
pub const MAX_NAME_BYTES: usize = 256;

/// Whether these are the bytes of a drawing.
pub fn is_drawing(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}
