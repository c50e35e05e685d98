//! The only place that knows JavaScript: bindings over [`Engine`](crate::engine::Engine).
//!
//! [`binding`] is the object that the TypeScript wrapper drives, [`fault`] turns errors into the
//! plain objects it reads, [`value`] moves small objects across, [`canvas`] copies pixels to a canvas,
//! [`cutout`] photos and masks.
//! Everything with bytes crosses as a typed array; everything else is small.

mod binding;
mod canvas;
mod cutout;
mod fault;
mod value;
