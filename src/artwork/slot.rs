//! Cuts pictures to shapes and draws borders along them.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

use super::fill::{Shape, fill_path, parse_path, shape_coverage};
use super::image::{ImageFit, draw_image};
use super::sprite::Sprite;
use super::{Assets, pixels_per_millimeter};
use crate::blend::lanes::scale_pixel;
use crate::blend::{BlendMode, blend_color_row};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask, Pixmap};
use crate::scene::{MaskShape, Recolor, Slot};
use crate::template::slot::SlotShape;
use crate::text::{Join, Stroke, outline_of_stroke};

/// How far a curve of a mask may be from the true one, in parts of the box.
const PRECISION: f64 = 1e-5;

/// Cuts a drawn picture to its mask, with the border along that.
///
/// `frame` is the box in millimeters, `transform` takes millimeters to pixels, `clip` is the part of the
/// raster that is wanted.
///
/// # Errors
/// When the mask's image is missing or can't be read; [`Error::TooLarge`] when memory is short.
pub(super) fn cut(
    sprite: Sprite,
    slot: &Slot,
    frame: Rect,
    transform: Affine,
    clip: PixelRect,
    assets: &Assets,
) -> Result<Option<Sprite>, Error> {
    let shape = match &slot.mask {
        Some(MaskShape::Image(id)) => {
            let fit = ImageFit::Stretch;
            let mask = match assets.drawing(id) {
                Some(drawing) => drawing.draw(&Recolor::default(), fit, frame, transform, clip)?,
                None => draw_image(&*assets.picture(id)?, fit, frame, transform, clip)?,
            };
            return Ok(mask.map(|mask| covered(sprite, &alpha(&mask))));
        }
        Some(mask) => outline(mask, frame)?,
        None if slot.border.is_some() => Shape::Rectangle,
        None => return Ok(Some(sprite)),
    };
    let Some(coverage) = shape_coverage(&shape, frame, transform, clip)? else { return Ok(None) };
    let Some(border) = slot.border else { return Ok(Some(covered(sprite, &coverage))) };
    let pixels = Pixmap::new(coverage.mask.width(), coverage.mask.height())?;
    let mut whole = Sprite { x: coverage.x, y: coverage.y, pixels };
    whole.paste_within(&sprite);
    let path = match shape {
        Shape::Path(path) => Affine::translate((frame.x0, frame.y0)) * path,
        Shape::Ellipse => ellipse(frame),
        Shape::Rectangle => frame.to_path(0.0),
    };
    // Twice as wide, of which the mask takes the outer half away.
    let stroke = Stroke { width: border.width * 2.0, join: Join::Miter(4.0) };
    if let Some(line) = outline_of_stroke(&path, stroke, pixels_per_millimeter(transform))
        && let Some(line) = fill_path(&(transform * line), whole.rect())?
    {
        let (rect, color) = (line.rect(), border.color.premultiply());
        for y in rect.y0..rect.y1 {
            let from = line.mask.row(y - rect.y0, 0, rect.x1 - rect.x0);
            let to = whole.pixels.row_mut(y - whole.y, rect.x0 - whole.x, rect.x1 - whole.x);
            blend_color_row(BlendMode::Normal, to, color, from);
        }
    }
    Ok(Some(covered(whole, &coverage)))
}

/// Whether a point of the box is inside a mask, as far as its outline tells.
///
/// # Errors
/// When its path can't be read.
pub(super) fn holds(mask: &MaskShape, frame: Rect, point: Point) -> Result<bool, Error> {
    Ok(match outline(mask, frame)? {
        Shape::Rectangle => frame.contains(point),
        Shape::Ellipse => ellipse(frame).contains(point),
        Shape::Path(path) => path.contains(point - frame.origin().to_vec2()),
    })
}

/// A mask as a shape in the box; of an image the box.
fn outline(mask: &MaskShape, frame: Rect) -> Result<Shape, Error> {
    let (width, height) = (frame.width(), frame.height());
    // A drawing in the unit square that touches two opposite sides of it, as large as fits.
    let fitted = |path: &BezPath| {
        let bounds = path.bounding_box();
        let scale = (width / bounds.width()).min(height / bounds.height());
        let middle = Vec2::new(width / 2.0, height / 2.0);
        Shape::Path(
            Affine::translate(middle)
                * Affine::scale(scale)
                * Affine::translate(-bounds.center().to_vec2())
                * path.clone(),
        )
    };
    Ok(match mask {
        MaskShape::Shape(SlotShape::Ellipse) => Shape::Ellipse,
        MaskShape::Shape(SlotShape::Circle) => {
            fitted(&kurbo::Circle::new(Point::ORIGIN, 1.0).to_path(PRECISION))
        }
        MaskShape::Shape(SlotShape::Heart) => fitted(&heart()),
        MaskShape::Shape(SlotShape::Star) => fitted(&corners(10, |i| match i % 2 {
            0 => 1.0,
            // Where the lines between the outer points cross: sin 18° / sin 54°.
            _ => 0.381_966_011_250_105_1,
        })),
        MaskShape::Shape(SlotShape::Hexagon) => fitted(&corners(6, |_| 1.0)),
        MaskShape::Rounded(radius) => {
            let radius = radius.min(width / 2.0).min(height / 2.0);
            let rect = Rect::new(0.0, 0.0, width, height).to_rounded_rect(radius);
            Shape::Path(rect.to_path(PRECISION * width.max(height)))
        }
        MaskShape::Path(data, [w, h]) => {
            Shape::Path(Affine::scale_non_uniform(width / w, height / h) * parse_path(data)?)
        }
        MaskShape::Image(_) => Shape::Rectangle,
    })
}

fn ellipse(frame: Rect) -> BezPath {
    kurbo::Ellipse::from_rect(frame).to_path(PRECISION * frame.width().max(frame.height()))
}

/// A closed line around the origin: the distance of each of so many corners, from the top clockwise.
fn corners(count: u32, distance: impl Fn(u32) -> f64) -> BezPath {
    let mut path = BezPath::new();
    for i in 0..count {
        let (sin, cos) = libm::sincos(f64::from(i) * std::f64::consts::TAU / f64::from(count));
        let at = Point::new(sin * distance(i), -cos * distance(i));
        if i == 0 { path.move_to(at) } else { path.line_to(at) }
    }
    path.close_path();
    path
}

/// A heart: two round lobes and a point below. Its upper half is as wide as high, so that faces fit in.
fn heart() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((50.0, 95.0));
    path.curve_to((22.0, 72.0), (3.0, 53.0), (3.0, 30.0));
    path.curve_to((3.0, 13.0), (15.0, 3.0), (28.0, 3.0));
    path.curve_to((38.0, 3.0), (46.0, 9.0), (50.0, 18.0));
    path.curve_to((54.0, 9.0), (62.0, 3.0), (72.0, 3.0));
    path.curve_to((85.0, 3.0), (97.0, 13.0), (97.0, 30.0));
    path.curve_to((97.0, 53.0), (78.0, 72.0), (50.0, 95.0));
    path.close_path();
    path
}

/// The alpha of a sprite as coverage.
fn alpha(sprite: &Sprite) -> Coverage {
    let alphas = sprite.pixels.data().as_chunks::<4>().0.iter().map(|p| p[3]).collect();
    let mask = Mask::from_vec(sprite.pixels.width(), sprite.pixels.height(), alphas);
    Coverage { x: sprite.x, y: sprite.y, mask: mask.unwrap_or_default() }
}

/// The sprite, seen through coverage.
pub(super) fn covered(mut sprite: Sprite, coverage: &Coverage) -> Sprite {
    let (own, seen) = (sprite.rect(), coverage.rect().intersect(&sprite.rect()));
    for y in own.y0..own.y1 {
        let row = sprite.pixels.row_mut(y - own.y0, 0, own.x1 - own.x0);
        if y < seen.y0 || y >= seen.y1 {
            row.fill(0);
            continue;
        }
        let (pixels, _) = row.as_chunks_mut::<4>();
        let (before, rest) = pixels.split_at_mut((seen.x0 - own.x0) as usize);
        let (within, after) = rest.split_at_mut(seen.width() as usize);
        before.fill([0; 4]);
        after.fill([0; 4]);
        let mask = coverage.mask.row(y - coverage.y, seen.x0 - coverage.x, seen.x1 - coverage.x);
        for (p, &m) in within.iter_mut().zip(mask) {
            *p = scale_pixel(u32::from_le_bytes(*p), u32::from(m)).to_le_bytes();
        }
    }
    sprite
}
