//! Draws one layer into a sprite.

use std::rc::Rc;

use kurbo::{Affine, Rect, Vec2};

use super::fill::{Shape as FillShape, parse_path, shape_coverage};
use super::image::draw_image;
use super::paint::paint_layers;
use super::qr::draw_qr;
use super::retouch::{Setting, retouch, room};
use super::stack::{Drawing, SpriteKey};
use super::text::{Job, Look};
use super::{Assets, Raster, Sprite};
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Pixmap};
use crate::scene::{Content, Fill, Image, Shape};
use crate::text::GlyphCache;

/// Largest side in pixels by which a picture is drawn beyond the raster, so that it can be moved
/// without drawing it again.
const MAX_OVERHANG: f64 = 4096.0;

/// A layer's drawing, `None` when nothing of it shows, and where it differs from the one before, when
/// that is known.
type Drawn = (Option<Drawing>, Option<PixelRect>);

/// Draws a layer's content. `last` is the layer's drawing before: a text takes it over and changes it
/// where its glyphs changed; a picture that moved by whole pixels shares its sprite.
pub(super) fn draw(
    content: &Content,
    raster: &Raster,
    assets: &Assets,
    glyphs: &mut GlyphCache,
    last: &mut Option<Drawing>,
) -> Result<Drawn, Error> {
    Ok(match content {
        Content::Text(text) => {
            let layout = assets.layout(text)?;
            let transform = raster.transform * text.frame.transform();
            let look = Look::new(text, &layout, transform, raster, assets)?;
            let job = Job { text, layout: &layout, look: &look, transform, raster };
            let drawn = match retouch(last, &job, glyphs)? {
                Some((drawing, changed)) => (Some(drawing), Some(changed)),
                None => (draw_text(&job, glyphs, last.as_ref())?, None),
            };
            assets.check_fonts(text)?;
            drawn
        }
        Content::Fill(fill) => (draw_fill(fill, raster)?.map(fixed), None),
        Content::Qr(qr) => {
            let transform = raster.transform * qr.frame.transform();
            (draw_qr(qr, transform, raster.rect())?.map(fixed), None)
        }
        Content::Image(image) => {
            (draw_picture(content, image, raster, assets, last.as_ref())?, None)
        }
        Content::Group(_) => (None, None),
    })
}

/// Draws a whole text, with room for what may be typed next.
fn draw_text(
    job: &Job<'_>,
    glyphs: &mut GlyphCache,
    last: Option<&Drawing>,
) -> Result<Option<Drawing>, Error> {
    let Some(tight) = job.paint(job.raster.rect(), glyphs)? else { return Ok(None) };
    let room = room(tight.rect(), job, last).intersect(&job.raster.rect());
    let pixels = Pixmap::new(room.width(), room.height())?;
    let mut sprite = Sprite { x: room.x0, y: room.y0, pixels };
    sprite.paste(&tight);
    let sprite = Rc::new(sprite);
    Ok(Some(Drawing { sprite, key: None, origin: (0, 0), text: Some(Setting::new(job)) }))
}

fn fixed(sprite: Sprite) -> Drawing {
    Drawing { sprite: Rc::new(sprite), key: None, origin: (0, 0), text: None }
}

/// Pixels per millimeter: the square root of the area that one square millimeter takes.
pub(super) fn pixels_per_millimeter(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

/// Paints colors through masks into the smallest sprite that holds what the window shows of them.
fn paint(layers: &[(&Coverage, Color)], window: PixelRect) -> Result<Option<Sprite>, Error> {
    let bounds = layers
        .iter()
        .fold(PixelRect::EMPTY, |r, (coverage, _)| r.union(&coverage.rect()))
        .intersect(&window);
    if bounds.is_empty() { Ok(None) } else { paint_layers(bounds, layers).map(Some) }
}

fn draw_fill(fill: &Fill, raster: &Raster) -> Result<Option<Sprite>, Error> {
    let shape = match &fill.shape {
        Shape::Rectangle => FillShape::Rectangle,
        Shape::Ellipse => FillShape::Ellipse,
        Shape::Path(d) => FillShape::Path(parse_path(d)?),
    };
    let frame = Rect::new(0.0, 0.0, fill.frame.width, fill.frame.height);
    let transform = raster.transform * fill.frame.transform();
    let Some(coverage) = shape_coverage(&shape, frame, transform, raster.rect())? else {
        return Ok(None);
    };
    paint(&[(&coverage, fill.color)], raster.rect())
}

fn draw_picture(
    content: &Content,
    image: &Image,
    raster: &Raster,
    assets: &Assets,
    last: Option<&Drawing>,
) -> Result<Option<Drawing>, Error> {
    let Some(id) = &image.image else { return Ok(None) };
    let frame = Rect::new(0.0, 0.0, image.frame.width, image.frame.height);
    let transform = raster.transform * image.frame.transform();
    let bounds = transform.transform_rect_bbox(frame);
    if bounds.width() > MAX_OVERHANG || bounds.height() > MAX_OVERHANG {
        let sprite = draw_asset(id, image, frame, transform, raster.rect(), assets)?;
        return Ok(sprite.map(fixed));
    }
    // Drawn from the pixel that holds the box's corner, so that the pixels do not depend on which
    // pixel that is.
    let corner = Vec2::new(bounds.x0.floor(), bounds.y0.floor());
    let [.., tx, ty] = transform.as_coeffs();
    let fraction = [(tx - corner.x).to_bits(), (ty - corner.y).to_bits()];
    let mut placeless = content.clone();
    if let Content::Image(image) = &mut placeless {
        image.frame.x = 0.0;
        image.frame.y = 0.0;
    }
    let key = SpriteKey { content: placeless, fraction };
    let origin = (corner.x as i32, corner.y as i32);
    if let Some(last) = last
        && last.key.as_ref() == Some(&key)
    {
        return Ok(Some(Drawing { origin, ..last.clone() }));
    }
    let clip = PixelRect::around(bounds - corner).inflate(2);
    let sprite = draw_asset(id, image, frame, transform.then_translate(-corner), clip, assets)?;
    Ok(sprite.map(|sprite| Drawing { sprite: Rc::new(sprite), key: Some(key), origin, text: None }))
}

/// Draws a picture or a drawing into a layer's box.
fn draw_asset(
    id: &str,
    image: &Image,
    frame: Rect,
    transform: Affine,
    clip: PixelRect,
    assets: &Assets,
) -> Result<Option<Sprite>, Error> {
    match assets.drawing(id) {
        Some(drawing) => drawing.draw(&image.recolor, image.fit, frame, transform, clip),
        None => draw_image(&*assets.picture(id)?, image.fit, frame, transform, clip),
    }
}
