//! Draws one layer into a sprite.

use std::rc::Rc;

use kurbo::{Affine, Rect, Vec2};

use super::crop::Placed;
use super::fill::{Shape as FillShape, parse_path, shape_coverage};
use super::filter::dither::{Grid, dither};
use super::filter::{self, whole};
use super::image::draw_placed;
use super::paint::paint_layers;
use super::qr::draw_qr;
use super::retouch::{Setting, retouch, room};
use super::slot::{covered, cut};
use super::stack::{Drawing, Plain, SpriteKey};
use super::text::{Job, Look};
use super::{Assets, Raster, Sprite, Vector, tiles};
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::{Coverage, Pixmap};
use crate::scene::{Border, Content, Fill, Filter, Image, Shape};
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
        Content::Fill(fill) => (draw_fill(fill, raster, assets)?.map(fixed), None),
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
    let text = Some(Setting::new(job));
    Ok(Some(Drawing { sprite, key: None, origin: (0, 0), text, plain: None }))
}

fn fixed(sprite: Sprite) -> Drawing {
    Drawing { sprite: Rc::new(sprite), key: None, origin: (0, 0), text: None, plain: None }
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

fn draw_fill(fill: &Fill, raster: &Raster, assets: &Assets) -> Result<Option<Sprite>, Error> {
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
    if let Some(pattern) = &fill.pattern {
        let (picture, rect) = (assets.picture(&pattern.image)?, coverage.rect());
        let sprite = tiles::draw(pattern, &picture, fill.color, frame, transform, rect)?;
        return Ok(Some(covered(sprite, &coverage)));
    }
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
        let at = InBox { frame, transform, clip: raster.rect() };
        return Ok(draw_slot(image, id, &at, None, assets)?.0.map(fixed));
    }
    // Drawn from the pixel that holds the box's corner, so that the pixels do not depend on which
    // pixel that is.
    let corner = Vec2::new(bounds.x0.floor(), bounds.y0.floor());
    let [.., tx, ty] = transform.as_coeffs();
    let fraction = [(tx - corner.x).to_bits(), (ty - corner.y).to_bits()];
    let placeless = |change: &dyn Fn(&mut Image)| {
        let mut content = content.clone();
        if let Content::Image(image) = &mut content {
            (image.frame.x, image.frame.y) = (0.0, 0.0);
            change(image);
        }
        SpriteKey { content, fraction }
    };
    let key = placeless(&|_| ());
    let origin = (corner.x as i32, corner.y as i32);
    if let Some(last) = last
        && last.key.as_ref() == Some(&key)
    {
        return Ok(Some(Drawing { origin, ..last.clone() }));
    }
    let clip = PixelRect::around(bounds - corner).inflate(2);
    let at = InBox { frame, transform: transform.then_translate(-corner), clip };
    // What filters are given stays while they alone change: a slider's drag samples no picture anew. Of mask
    // and border it matters only whether there are any.
    let plain_key = placeless(&|image| {
        if let Some(slot) = &mut image.slot {
            let is_cut = slot.mask.is_some() || slot.border.is_some();
            let border = is_cut.then_some(Border { width: 0.0, color: Color::BLACK });
            (slot.filters, slot.mask, slot.border) = (Vec::new(), None, border);
        }
    });
    let plain = last.and_then(|last| last.plain.as_ref());
    let plain = plain.filter(|plain| plain.key == plain_key).map(|plain| plain.sprite.clone());
    let (sprite, plain) = draw_slot(image, id, &at, plain, assets)?;
    Ok(sprite.map(|sprite| Drawing {
        sprite: Rc::new(sprite),
        key: Some(key),
        origin,
        text: None,
        plain: plain.map(|sprite| Rc::new(Plain { key: plain_key, sprite })),
    }))
}

/// Where a box lies.
struct InBox {
    /// The box, in millimeters.
    frame: Rect,
    /// From there to pixels.
    transform: Affine,
    /// What is wanted of them.
    clip: PixelRect,
}

/// Draws a picture into its box, filtered, and cut to what the box says. With it comes what the filters were
/// given, to be given as `plain` the next time.
fn draw_slot(
    image: &Image,
    id: &str,
    at: &InBox,
    plain: Option<Rc<Sprite>>,
    assets: &Assets,
) -> Result<(Option<Sprite>, Option<Rc<Sprite>>), Error> {
    let &InBox { frame, transform, clip } = at;
    let source = Source::of(image, id, assets)?;
    let placed = image.placed(source.size());
    let draw = |frame, transform, clip| source.draw(image, &placed, frame, transform, clip);
    let Some(slot) = &image.slot else { return Ok((draw(frame, transform, clip)?, None)) };
    // What is cut at the box's edge is drawn a pixel beyond it: an edge that both made fainter would be faint.
    let beyond = 1.0 / pixels_per_millimeter(transform).max(f64::MIN_POSITIVE);
    let is_cut = slot.mask.is_some() || slot.border.is_some();
    let room = if is_cut && placed.fills { frame.inflate(beyond, beyond) } else { frame };
    let mut kept = None;
    let mut filters = &slot.filters[..];
    let is_dots = |filter: &Filter| matches!(filter, Filter::Dither { .. });
    let sprite = if filters.is_empty() {
        draw(room, transform, clip)?
    } else if let Some(dots) = filters.iter().position(is_dots)
        && let Some(&Filter::Dither { method, cell, amount }) = filters.get(dots)
    {
        let grid = Grid::new(cell, frame);
        let (before, after) = (&filters[..dots], &filters[dots + 1..]);
        filters = after;
        // Dots at the edge are whole ones, of which the box cuts off what is beyond it.
        let beyond = if placed.fills { grid.cell } else { 0.0 };
        match draw(frame.inflate(beyond, beyond), grid.transform(), grid.rect)? {
            Some(sprite) => {
                let ground = whole(grid.rect)?;
                let mut sprite = filter::apply(before, sprite, &ground, 1.0 / grid.cell)?;
                dither(&mut sprite.pixels, method, amount)?;
                grid.draw(&sprite, room, transform, clip)?
            }
            None => None,
        }
    } else {
        let plain = match plain {
            Some(plain) => Some(plain),
            None => draw(room, transform, clip)?.map(Rc::new),
        };
        kept = plain.clone();
        plain.map(|plain| Sprite::clone(&plain))
    };
    let Some(mut sprite) = sprite else { return Ok((None, kept)) };
    if !filters.is_empty() {
        let scale = pixels_per_millimeter(transform);
        let ground = match filter::reach(filters, scale) {
            0 => None,
            _ => shape_coverage(&FillShape::Rectangle, room, transform, clip)?,
        };
        sprite = filter::apply(filters, sprite, &ground.unwrap_or_default(), scale)?;
    }
    Ok((cut(sprite, slot, frame, transform, clip, assets)?, kept))
}

/// What is drawn into a box.
enum Source<'a> {
    Picture(Rc<Mipmaps>),
    Drawing(&'a Vector),
}

impl<'a> Source<'a> {
    fn of(image: &Image, id: &str, assets: &'a Assets) -> Result<Self, Error> {
        if let Some(drawing) = assets.drawing(id) {
            return Ok(Self::Drawing(drawing));
        }
        let cutout = image.slot.as_ref().and_then(|slot| slot.cutout.as_ref());
        assets.cut_out(id, cutout).map(Self::Picture)
    }

    /// Width and height, in pixels or units of its own.
    fn size(&self) -> [f64; 2] {
        match self {
            Self::Picture(picture) => {
                [picture.full().width(), picture.full().height()].map(f64::from)
            }
            Self::Drawing(drawing) => drawing.size(),
        }
    }

    fn draw(
        &self,
        image: &Image,
        placed: &Placed,
        frame: Rect,
        transform: Affine,
        clip: PixelRect,
    ) -> Result<Option<Sprite>, Error> {
        match self {
            Self::Picture(picture) => draw_placed(picture, placed, frame, transform, clip),
            Self::Drawing(drawing) => {
                drawing.draw_placed(&image.recolor, placed, frame, transform, clip)
            }
        }
    }
}
