//! SVG: what is drawn, what is recolored, what is refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics fails")]

#[path = "support/random.rs"]
mod random;

#[path = "svg/files.rs"]
mod files;
#[path = "svg/hostile.rs"]
mod hostile;
#[path = "svg/layers.rs"]
mod layers;
#[path = "svg/resvg.rs"]
mod resvg;

type Fault = Box<dyn std::error::Error + Send + Sync>;
