//! Where a layer lies under a finger: how far a point is from what it shows, and the box around that.

use kurbo::{Affine, Point, Rect, Shape as _};

use super::Assets;
use super::crop::Placed;
use super::fill::parse_path;
use super::qr::square;
use super::slot::holds;
use super::text::text_box;
use crate::error::Error;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
use crate::scene::qr::QrCode;
use crate::scene::{Content, Fill, Image, Layer, MaskShape, Shape, Text};
use crate::text::{Layout, Shape as Stands};

/// Longest side in pixels of the copy of a picture that is asked whether it is transparent: coarse, so
/// that what is thin can be hit.
const COARSE: u32 = 64;

impl Assets {
    /// How far in millimeters a point of the area is from what a layer shows, 0 on it. `None` when it
    /// shows nothing, or what it shows has no edge to be near to: a fill, and a group, whose layers are
    /// asked one by one.
    ///
    /// A text is there in its lines, between its letters too, and in its letters; a picture where it is
    /// not transparent, and near to all of its box.
    ///
    /// # Errors
    /// When an asset is missing or can't be read.
    pub fn distance(&self, layer: &Layer, point: Point) -> Result<Option<f64>, Error> {
        let local = |transform: Affine| transform.inverse() * point;
        Ok(match &layer.content {
            Content::Text(text) => {
                let layout = self.layout(text)?;
                let point = local(text.frame.transform());
                let away = boxes(text, &layout).map(|rect| distance(rect, point));
                away.reduce(f64::min).map(|away| away * text.frame.scale)
            }
            Content::Image(image) => {
                let point = local(image.frame.transform());
                let Some(placed) = self.placed(image)? else { return Ok(None) };
                let away = distance(placed.seen(&image.frame), point);
                let through = away == 0.0 && self.is_transparent(image, &placed, point)?;
                Some(if through { f64::MIN_POSITIVE } else { away * image.frame.scale })
            }
            Content::Qr(qr) => {
                let away = distance(square(qr), local(qr.frame.transform()));
                matches!(qr.code, QrCode::Modules(_)).then_some(away * qr.frame.scale)
            }
            Content::Fill(fill) => is_inside(fill, local(fill.frame.transform()))?.then_some(0.0),
            Content::Group(_) => None,
        })
    }

    /// The box around what a layer shows, in millimeters of its own box; of a text that shows nothing
    /// its place. `None` when there is none.
    ///
    /// # Errors
    /// As [`distance`](Self::distance).
    pub fn shown_box(&self, layer: &Layer) -> Result<Option<Rect>, Error> {
        Ok(match &layer.content {
            Content::Text(text) => {
                let layout = self.layout(text)?;
                let all = boxes(text, &layout).reduce(|a, b| a.union(b));
                Some(all.unwrap_or(Rect::new(0.0, 0.0, text.frame.width, text.frame.height)))
            }
            Content::Image(image) => self.placed(image)?.map(|placed| placed.seen(&image.frame)),
            Content::Qr(qr) => Some(square(qr)),
            Content::Fill(fill) => Some(Rect::new(0.0, 0.0, fill.frame.width, fill.frame.height)),
            Content::Group(_) => None,
        })
    }

    /// Where a picture lies in its box.
    ///
    /// # Errors
    /// When its asset is missing or can't be read.
    pub(crate) fn placed(&self, image: &Image) -> Result<Option<Placed>, Error> {
        let Some(id) = &image.image else { return Ok(None) };
        Ok(Some(image.placed(self.image_size(id)?)))
    }

    fn is_transparent(&self, image: &Image, placed: &Placed, point: Point) -> Result<bool, Error> {
        let Some(id) = &image.image else { return Ok(true) };
        let frame = Rect::new(0.0, 0.0, image.frame.width, image.frame.height);
        if let Some(mask) = image.slot.as_ref().and_then(|slot| slot.mask.as_ref()) {
            if !holds(mask, frame, point)? {
                return Ok(true);
            }
            if let MaskShape::Image(mask) = mask
                && self.coarse_alpha(mask, [point.x / frame.x1, point.y / frame.y1])? < 8
            {
                return Ok(true);
            }
        }
        let cutout = image.slot.as_ref().and_then(|slot| slot.cutout.as_ref());
        let part = placed.part_at(point);
        Ok(match cutout.filter(|_| self.drawing(id).is_none()) {
            Some(_) => alpha_at(coarse(&*self.cut_out(id, cutout)?), part),
            None => self.coarse_alpha(id, part)?,
        } < 8)
    }

    /// The alpha of a picture or drawing about a point, in parts of its width and height.
    fn coarse_alpha(&self, id: &str, part: [f64; 2]) -> Result<u8, Error> {
        Ok(match self.drawing(id) {
            Some(drawing) => alpha_at(&*drawing.coarse()?, part),
            None => alpha_at(coarse(&*self.picture(id)?), part),
        })
    }
}

/// The copy of a picture that is asked whether it is transparent.
fn coarse(picture: &Mipmaps) -> &Pixmap {
    let mut levels = (0..picture.len()).map(|n| picture.level(n));
    let coarse = levels.find(|p| p.width().max(p.height()) <= COARSE);
    coarse.unwrap_or_else(|| picture.level(picture.len().saturating_sub(1)))
}

fn alpha_at(pixels: &Pixmap, [x, y]: [f64; 2]) -> u8 {
    // As saturates; the last pixel ends where the picture does.
    let part = |at: f64, side: u32| ((at * f64::from(side)) as i32).clamp(0, side as i32 - 1);
    let (x, y) = (part(x, pixels.width()), part(y, pixels.height()));
    pixels.row(y, x, x.saturating_add(1)).get(3).copied().unwrap_or(0)
}

/// The boxes of a text's lines and letters, and of what is behind it, in millimeters of its box.
fn boxes<'a>(text: &'a Text, layout: &'a Layout) -> impl Iterator<Item = Rect> + 'a {
    let upright = layout.glyphs.iter().all(|glyph| glyph.shape == Stands::Upright);
    let lines = layout.lines.iter().filter(move |line| upright && line.glyphs.0 < line.glyphs.1);
    let lines = lines.map(|line| {
        let (top, bottom) = (line.baseline - line.ascent, line.baseline + line.descent);
        Rect::new(line.x, top, line.x + line.width, bottom)
    });
    let edge = text.reach();
    let letters = layout.glyphs.iter().filter_map(|glyph| layout.glyph_bounds(glyph));
    let behind = text.background.as_ref().filter(|_| !layout.glyphs.is_empty());
    let behind = behind.map(|b| text_box(layout).inflate(b.padding[1], b.padding[0]));
    lines.chain(letters.map(move |rect| rect.inflate(edge, edge))).chain(behind)
}

fn is_inside(fill: &Fill, point: Point) -> Result<bool, Error> {
    let frame = Rect::new(0.0, 0.0, fill.frame.width, fill.frame.height);
    Ok(match &fill.shape {
        Shape::Rectangle => frame.contains(point),
        Shape::Ellipse => {
            let from = point - frame.center();
            let (x, y) = (from.x * 2.0 / frame.width(), from.y * 2.0 / frame.height());
            x * x + y * y <= 1.0
        }
        Shape::Path(data) => parse_path(data)?.contains(point),
    })
}

fn distance(rect: Rect, point: Point) -> f64 {
    let x = (rect.x0 - point.x).max(point.x - rect.x1).max(0.0);
    let y = (rect.y0 - point.y).max(point.y - rect.y1).max(0.0);
    (x * x + y * y).sqrt()
}
