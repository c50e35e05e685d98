//! Text, from font bytes to coverage, through the public API.

mod coverage;
mod hostile;
mod line;
mod shape;
mod support;
