//! Where a layer lies under a finger: how far a point is from what it shows, and the box around that.

use kurbo::{Affine, Point, Rect, Shape as _};

use super::Assets;
use super::fill::parse_path;
use super::qr::square;
use super::text::text_box;
use crate::error::Error;
use crate::scene::qr::QrCode;
use crate::scene::{Content, Fill, Image, Layer, Shape, Text};
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
                let Some(seen) = self.seen(image)? else { return Ok(None) };
                let away = distance(seen.1, point);
                let through = away == 0.0 && self.is_transparent(image, seen.0, point)?;
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
            Content::Image(image) => self.seen(image)?.map(|(_, seen)| seen),
            Content::Qr(qr) => Some(square(qr)),
            Content::Fill(fill) => Some(Rect::new(0.0, 0.0, fill.frame.width, fill.frame.height)),
            Content::Group(_) => None,
        })
    }

    /// Where a picture lies, and the part of that inside its box, both in millimeters of the box.
    fn seen(&self, image: &Image) -> Result<Option<(Rect, Rect)>, Error> {
        let Some(id) = &image.image else { return Ok(None) };
        let [width, height] = self.image_size(id)?;
        let frame = Rect::new(0.0, 0.0, image.frame.width, image.frame.height);
        let picture = image.fit.place_size(width, height, frame);
        Ok(Some((picture, picture.intersect(frame))))
    }

    fn is_transparent(&self, image: &Image, picture: Rect, point: Point) -> Result<bool, Error> {
        let Some(id) = &image.image else { return Ok(true) };
        let (drawn, picture_of);
        let pixels = if let Some(drawing) = self.drawing(id) {
            drawn = drawing.coarse()?;
            &*drawn
        } else {
            picture_of = self.picture(id)?;
            let coarse = (0..picture_of.len()).map(|n| picture_of.level(n));
            let coarse = coarse.into_iter().find(|p| p.width().max(p.height()) <= COARSE);
            coarse.unwrap_or_else(|| picture_of.level(picture_of.len().saturating_sub(1)))
        };
        let part = |at: f64, from: f64, to: f64, side: u32| {
            // As saturates; the last pixel ends where the picture does.
            (((at - from) / (to - from) * f64::from(side)) as i32).clamp(0, side as i32 - 1)
        };
        let x = part(point.x, picture.x0, picture.x1, pixels.width());
        let y = part(point.y, picture.y0, picture.y1, pixels.height());
        Ok(pixels.row(y, x, x.saturating_add(1)).get(3).is_none_or(|&alpha| alpha < 8))
    }
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
