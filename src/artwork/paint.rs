//! Colors through coverage: the shadow, outline and fill of a text become one sprite.

use super::sprite::Sprite;
use crate::blend::{BlendMode, blend_color_row, lanes};
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Pixmap};

/// Paints colors through masks, one over the other, from the bottom up.
///
/// The sprite has the size of `bounds`; masks that reach beyond it are cut. All layers of a row are
/// painted before the next row, while its pixels are in the first-level cache.
///
/// # Errors
/// [`Error::TooLarge`] when `bounds` has more pixels than a pixmap may have, or memory is short.
pub fn paint_layers(bounds: PixelRect, layers: &[(&Coverage, Color)]) -> Result<Sprite, Error> {
    let mut pixels = Pixmap::new(bounds.width(), bounds.height())?;
    let visible: Vec<_> = layers
        .iter()
        .map(|(coverage, color)| {
            (*coverage, coverage.rect().intersect(&bounds), color.premultiply())
        })
        .filter(|(_, rect, color)| !rect.is_empty() && color[3] != 0)
        .collect();
    for y in bounds.y0..bounds.y1 {
        let mut blank = true;
        for &(coverage, rect, color) in &visible {
            if !(rect.y0..rect.y1).contains(&y) {
                continue;
            }
            let mask = &coverage.mask;
            let from = mask.row(y - coverage.y, rect.x0 - coverage.x, rect.x1 - coverage.x);
            let to = pixels.row_mut(y - bounds.y0, rect.x0 - bounds.x0, rect.x1 - bounds.x0);
            if blank {
                // Over nothing, the color is what it is.
                lanes::scale_color(to, color, from);
            } else {
                blend_color_row(BlendMode::Normal, to, color, from);
            }
            blank = false;
        }
    }
    Ok(Sprite { x: bounds.x0, y: bounds.y0, pixels })
}
