//! Liveproof draws personalised products: a template and a shopper's choices become the picture of
//! the finished product, in the browser, at every keystroke.
//!
//! The way of the data, each stage a pure function of the one before:
//! template → options → scene → artwork → mockup → frame.

pub mod artwork;
pub mod blend;
pub mod color;
pub mod error;
pub mod geom;
pub mod image;
pub mod mockup;
pub mod pixels;
pub mod template;
pub mod text;

pub use error::Error;
