//! Text, from font bytes to coverage, through the public API.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod coverage;
mod hostile;
mod joins;
mod line;
mod paragraph;
mod raster;
mod shape;
mod support;
mod variation;
