//! Filters: changes to drawn pixels, in order.
//!
//! Filters that look at a pixel alone are fused: [`point`] takes a row through all of them at once, so that
//! pixels are read and written once however many there are. [`matrix`] has those that are linear, [`tone`] the
//! others. [`soft`] blurs and sharpens, [`line_art`] draws edges, [`dither`] makes dots, which need a raster of
//! their own and are asked for by whoever draws the picture.
//!
//! A filter's lengths are millimeters, so a preview looks as the print does.

pub mod dither;
mod line_art;
mod matrix;
mod point;
mod soft;
mod tone;

use crate::blur::blur_reach;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask, Pixmap};
use crate::scene::Filter;

use super::sprite::Sprite;
use point::Chain;

/// By how many pixels filters spread what they are given; `scale` is pixels per millimeter.
pub(super) fn reach(filters: &[Filter], scale: f64) -> i32 {
    let of = |filter: &Filter| match filter {
        Filter::Blur(radius) => blur_reach(radius * scale),
        _ => 0,
    };
    filters.iter().map(of).sum()
}

/// Filters a sprite. Nothing is drawn outside of `ground`, at whose edges pictures go on as they are there;
/// `scale` is pixels per millimeter. Dots are left out: see [`dither`].
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn apply(
    filters: &[Filter],
    mut sprite: Sprite,
    ground: &Coverage,
    scale: f64,
) -> Result<Sprite, Error> {
    let mut chain = Chain::default();
    for filter in filters {
        if chain.push(filter) {
            continue;
        }
        std::mem::take(&mut chain).run(&mut sprite.pixels);
        match filter {
            Filter::Blur(radius) => sprite = soft::blur(&sprite, ground, radius * scale)?,
            Filter::Sharpen { amount, radius } => {
                soft::sharpen(&mut sprite.pixels, *amount, radius * scale)?;
            }
            Filter::LineArt { radius, detail, amount } => {
                line_art::draw(&mut sprite.pixels, radius * scale, *detail, *amount)?;
            }
            _ => {}
        }
    }
    chain.run(&mut sprite.pixels);
    Ok(sprite)
}

/// Coverage of whole pixels.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn whole(rect: PixelRect) -> Result<Coverage, Error> {
    let mut mask = Mask::new(rect.width(), rect.height())?;
    mask.data_mut().fill(255);
    Ok(Coverage { x: rect.x0, y: rect.y0, mask })
}

/// One channel of pixels, as many as there are.
fn channel(pixels: &Pixmap, of: impl Fn([u8; 4]) -> u8) -> Mask {
    let values = pixels.data().as_chunks::<4>().0.iter().map(|p| of(*p)).collect();
    Mask::from_vec(pixels.width(), pixels.height(), values).unwrap_or_default()
}

/// The shares that red, green and blue have in the lightness of an encoded color, as CSS `grayscale` takes
/// them: those of Rec. 709.
const LUMA: [f32; 3] = [0.2126, 0.7152, 0.0722];
