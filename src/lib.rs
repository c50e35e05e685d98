//! Liveproof draws personalized products: a template and a shopper's choices become the picture of
//! the finished product, in the browser, at every keystroke.
//!
//! The way of the data, each stage a pure function of the one before:
//! template → options → scene → artwork → mockup → frame.

pub mod artwork;
pub mod blend;
pub mod blur;
pub mod color;
pub mod engine;
pub mod error;
pub mod geom;
pub mod image;
pub mod issue;
pub mod lint;
pub mod mockup;
pub mod options;
pub mod pixels;
pub mod scene;
pub mod template;
pub mod text;
mod unicode;
#[cfg(all(target_arch = "wasm32", feature = "bindings"))]
mod wasm;

pub use engine::Engine;
pub use error::Error;
