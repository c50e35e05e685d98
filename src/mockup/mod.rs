//! Puts artwork on a product photo so that it looks photographed. Takes pixels, maps and plain
//! structs; knows nothing of templates or layers.
//!
//! A [`Geometry`] says where each point of the photo lies on the print. At one render size that
//! becomes a [`PlacementMap`]: for every covered pixel the texel to read and how to filter it, kept
//! until the size changes. The map says at which size artwork is drawn ([`PlacementMap::raster`]),
//! a [`Texture`] holds the smaller copies it samples, and [`place`] gathers, lights and writes the
//! changed pixels in one pass. Around it: [`tint`] recolors a part of the photo, [`overlay`] lays
//! a picture on top, [`scale_photo`] and [`scale_mask`] bring the view's files to render size,
//! [`change_mask`] feathers a mask, and [`Below`] lets show through what an item does not hide.

mod below;
mod build;
mod displace;
mod dye;
mod footprint;
pub mod geometry;
mod gloss;
mod light;
mod map;
mod mask;
pub mod material;
mod oklab;
mod overlay;
mod place;
mod sample;
mod scale;
mod seek;
mod shade;
mod smooth;
mod sums;
mod texture;
mod tint;
mod tone;

pub use below::{Below, show_by_color};
pub use displace::{Displaced, Displacement};
pub use dye::dye;
pub use geometry::{Cylinder, Geometry, Mesh, Quad, UvMap};
pub use gloss::estimate_gloss;
pub use light::{Blend, Light, Surface};
pub use map::{MAX_ARTWORK_PIXELS, MAX_ARTWORK_SIDE, PlacementMap, Quality, Raster};
pub use mask::change_mask;
pub use material::{Material, Millimeters};
pub(crate) use oklab::{encoded, linear, oklab};
pub use overlay::{hide_by_mask, overlay};
pub use place::place;
pub use scale::{scale_mask, scale_photo};
pub use shade::{Shade, Weave, weave};
pub use texture::Texture;
pub use tint::tint;
pub use tone::{Cloth, Tones, tone};
