//! Draws the layers of an area: shapes, pictures and shadows become coverage and sprites, which are
//! painted and blended into the area's pixels.
//!
//! Every drawing here depends on where it lies within a pixel, not on which pixel, and not on what
//! part of it is asked for: a sprite moved by whole pixels is the same sprite, and a clipped one is a
//! crop of the whole. So sprites can be kept, and a dirty rectangle drawn anew fits its surroundings.

pub mod fill;
pub mod image;
pub mod paint;
pub mod shadow;
pub mod sprite;

mod place;
mod resample;
