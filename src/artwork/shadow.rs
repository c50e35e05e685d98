//! The shadow that a coverage throws.

use crate::blur::{blur_reach, blur_within};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Coverage;

/// The shadow that a coverage throws: moved by `offset` pixels (rounded to whole ones, so that a hard
/// shadow is as crisp as what throws it), then blurred by `sigma_px` as [`blur`](crate::blur::blur) does.
/// An offset that is not finite counts as 0.
///
/// Only what lies in `window` is drawn, as it would be without one; `None` when nothing does.
///
/// # Errors
/// As [`blur`](crate::blur::blur).
pub fn drop_shadow(
    coverage: &Coverage,
    offset: (f64, f64),
    sigma_px: f64,
    window: PixelRect,
) -> Result<Option<Coverage>, Error> {
    // A cast saturates and makes NaN zero.
    let whole = |by: f64| (by + 0.5).floor() as i32;
    let from = coverage.rect().translate(whole(offset.0), whole(offset.1));
    let rect = from.inflate(blur_reach(sigma_px)).intersect(&window);
    if rect.is_empty() {
        return Ok(None);
    }
    let mask = blur_within(&coverage.mask, sigma_px, rect.translate(-from.x0, -from.y0))?;
    Ok(Some(Coverage { x: rect.x0, y: rect.y0, mask }))
}
