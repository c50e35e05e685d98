//! The glyphs of a text that have colors of their own: emoji.

use std::sync::Arc;

use kurbo::{Affine, Rect};

use super::Sprite;
use super::image::{ImageFit, draw_image};
use crate::blend::{BlendMode, blend_row};
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask, Pixmap};
use crate::text::color::{Art, ColorKey, paint};
use crate::text::{ColorGlyph, Drawn, Glyph, GlyphCache, Layout, MAX_CACHED_GLYPH, Place, Style};

/// Draws a layout's color glyphs, each over the one before. `transform` takes the millimeters of the
/// layout's box to pixels, `color` is the text's own color, `clip` bounds what is drawn. `None` when
/// there are none inside the clip.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn draw_color_glyphs(
    cache: &mut GlyphCache,
    layout: &Layout,
    transform: Affine,
    color: Color,
    clip: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let mut placed = Vec::new();
    let mut rect = PixelRect::EMPTY;
    for glyph in &layout.glyphs {
        let Some(style) = layout.style(glyph) else { continue };
        let Some(source) = style.font.color_glyph(glyph.id) else { continue };
        let Some(place) = Place::new(transform, style, glyph) else { continue };
        let color = style.color.unwrap_or(color);
        let drawn = draw(cache, &source, style, glyph, place, color, clip)?;
        let Some((x, y, drawn)) = drawn else { continue };
        let visible = drawn.2.rect().translate(x, y).intersect(&clip);
        if !visible.is_empty() {
            rect = rect.union(&visible);
            placed.push((x, y, visible, drawn));
        }
    }
    if rect.is_empty() {
        return Ok(None);
    }
    let mut pixels = Pixmap::new(rect.width(), rect.height())?;
    for (left, top, visible, drawn) in &placed {
        for y in visible.y0..visible.y1 {
            let from = drawn.2.row(y - top, visible.x0 - left, visible.x1 - left);
            let to = pixels.row_mut(y - rect.y0, visible.x0 - rect.x0, visible.x1 - rect.x0);
            blend_row(BlendMode::Normal, to, from);
        }
    }
    Ok(Some(Sprite { x: rect.x0, y: rect.y0, pixels }))
}

/// The alpha of a sprite: what it adds to a shadow.
pub(super) fn alpha(sprite: &Sprite) -> Result<Coverage, Error> {
    let mut mask = Mask::new(sprite.pixels.width(), sprite.pixels.height())?;
    for (m, p) in mask.data_mut().iter_mut().zip(sprite.pixels.data().as_chunks::<4>().0) {
        *m = p[3];
    }
    Ok(Coverage { x: sprite.x, y: sprite.y, mask })
}

/// Puts `above` over `below` inside `window`.
pub(super) fn over(
    below: Option<Sprite>,
    above: &Sprite,
    window: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let visible = above.rect().intersect(&window);
    if visible.is_empty() {
        return Ok(below);
    }
    let rect = below.as_ref().map_or(PixelRect::EMPTY, Sprite::rect).union(&visible);
    let pixels = Pixmap::new(rect.width(), rect.height())?;
    let mut out = Sprite { x: rect.x0, y: rect.y0, pixels };
    if let Some(below) = &below {
        out.paste(below);
    }
    lay(&mut out, above, visible);
    Ok(Some(out))
}

/// Puts `above` over a sprite inside `window`, which the sprite holds.
pub(super) fn lay(sprite: &mut Sprite, above: &Sprite, window: PixelRect) {
    let visible = above.rect().intersect(&window);
    for y in visible.y0..visible.y1 {
        let from = above.pixels.row(y - above.y, visible.x0 - above.x, visible.x1 - above.x);
        blend_row(BlendMode::Normal, sprite.row_mut(y, visible.x0, visible.x1), from);
    }
}

/// A glyph's pixels and where their top left corner goes, from the cache where they are there. The
/// places kept with the pixels are counted from the glyph's origin.
fn draw(
    cache: &mut GlyphCache,
    source: &ColorGlyph,
    style: &Style,
    glyph: &Glyph,
    place: Place,
    color: Color,
    clip: PixelRect,
) -> Result<Option<(i32, i32, Drawn)>, Error> {
    let matrix = Affine::translate(place.shift()) * place.matrix;
    let window = PixelRect::around(matrix.transform_rect_bbox(source.bounds));
    let visible = window.translate(place.x, place.y).intersect(&clip);
    if visible.is_empty() {
        return Ok(None);
    }
    let at = |drawn: Drawn| {
        Some((place.x.saturating_add(drawn.0), place.y.saturating_add(drawn.1), drawn))
    };
    if window.width() > MAX_CACHED_GLYPH || window.height() > MAX_CACHED_GLYPH {
        let window = visible.translate(place.x.saturating_neg(), place.y.saturating_neg());
        return Ok(at(Arc::new(pixels(cache, source, style, glyph, matrix, color, window)?)));
    }
    let [a, b, c, d, ..] = place.matrix.as_coeffs().map(f64::to_bits);
    let key = ColorKey {
        font: style.font.id(),
        glyph: glyph.id,
        bin: place.bin,
        matrix: [a, b, c, d],
        color: [color.r, color.g, color.b, color.a],
    };
    if let Some(drawn) = cache.colored(&key) {
        return Ok(at(drawn));
    }
    let drawn = Arc::new(pixels(cache, source, style, glyph, matrix, color, window)?);
    cache.keep_colored(key, Arc::clone(&drawn));
    Ok(at(drawn))
}

/// Draws the pixels of `window` of a glyph; `matrix` takes ems to pixels.
fn pixels(
    cache: &mut GlyphCache,
    source: &ColorGlyph,
    style: &Style,
    glyph: &Glyph,
    matrix: Affine,
    color: Color,
    window: PixelRect,
) -> Result<(i32, i32, Pixmap), Error> {
    let strikes = match &source.art {
        Art::Painting(painting) => {
            let pixels = paint(painting, &style.font, cache, matrix, color, window)?;
            return Ok((window.x0, window.y0, pixels));
        }
        Art::Pictures(strikes) => strikes,
    };
    let [a, b, c, d, ..] = matrix.as_coeffs();
    let em = (a * a + b * b).max(c * c + d * d).sqrt();
    // The nearest that is not too small.
    let fits = strikes.iter().find(|strike| f64::from(strike.ppem) >= em);
    let nothing = (window.x0, window.y0, Pixmap::default());
    let Some(strike) = fits.or(strikes.last()) else { return Ok(nothing) };
    let Some(picture) = style.font.picture(glyph.id, strike) else { return Ok(nothing) };
    let Rect { x0, y0, .. } = strike.rect;
    // The picture's own corner is the origin: then 1/256 of a pixel is all that its place is rounded.
    let rect = strike.rect - kurbo::Vec2::new(x0, y0);
    let matrix = matrix * Affine::translate((x0, y0));
    let sprite = draw_image(&picture, ImageFit::Stretch, rect, matrix, window)?;
    Ok(sprite.map_or(nothing, |sprite| (sprite.x, sprite.y, sprite.pixels)))
}
