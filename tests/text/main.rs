//! Text, from font bytes to coverage, through the public API.

#![expect(clippy::print_stdout, reason = "the cost of a hostile font, for those who look")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod bombs;
mod container;
mod coverage;
mod curve;
#[cfg(feature = "fontdue")]
mod fontdue;
mod hostile;
mod joins;
mod line;
mod mac;
mod monogram;
mod paragraph;
mod raster;
mod shape;
mod support;
mod variation;
mod warp;
mod woff2;
