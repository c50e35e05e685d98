//! Gloss stub.
use crate::error::Error;
use crate::pixels::{Mask, Pixmap};
/// Stub.
///
/// # Errors
/// Stub.
pub fn estimate_gloss(_: &Pixmap, mask: &Mask) -> Result<Mask, Error> {
    Mask::new(mask.width(), mask.height())
}
