//! Masks of a view, changed before they are used.

use crate::blur::{blur_reach, blur_within};
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

/// Turns a mask round, blurs it by a standard deviation of `feather_px` pixels, and lets it hide only
/// `density` of 255. Beyond its edges it goes on as it is there: what reaches the edge of the view does
/// not fade toward it. A feather of zero, below zero or NaN does not blur.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn change_mask(
    mut mask: Mask,
    invert: bool,
    feather_px: f64,
    density: u8,
) -> Result<Mask, Error> {
    if invert {
        mask.data_mut().iter_mut().for_each(|m| *m = 255 - *m);
    }
    let reach = blur_reach(feather_px);
    if reach > 0 && !mask.rect().is_empty() {
        let own = mask.rect().translate(reach, reach);
        mask = blur_within(&extended(&mask, reach)?, feather_px, own)?;
    }
    if density != 255 {
        mask.data_mut().iter_mut().for_each(|m| *m = 255 - mul_div_255(255 - *m, density));
    }
    Ok(mask)
}

/// The mask with `by` more pixels on all sides, which are those of its edges.
fn extended(mask: &Mask, by: i32) -> Result<Mask, Error> {
    let own = mask.rect();
    let all = own.inflate(by);
    let mut out = Mask::new(all.width(), all.height())?;
    let whole = PixelRect::from_size(out.width(), out.height());
    for y in whole.y0..whole.y1 {
        let from = mask.row((y - by).clamp(0, own.y1 - 1), 0, own.x1);
        let to = out.row_mut(y, 0, whole.x1);
        let (Some(&first), Some(&last)) = (from.first(), from.last()) else { continue };
        let (before, rest) = to.split_at_mut(by as usize);
        let (middle, after) = rest.split_at_mut(from.len());
        before.fill(first);
        middle.copy_from_slice(from);
        after.fill(last);
    }
    Ok(out)
}
