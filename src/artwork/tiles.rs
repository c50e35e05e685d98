//! A picture repeated over a shape.
//!
//! Where pictures lie in rows, a pixel finds its own place in its picture, so that those that touch have no
//! seam. Where they stray, each is drawn on its own, row by row, over those before it.

use std::rc::Rc;

use kurbo::{Affine, Point, Rect, Vec2};

use super::image::{ImageFit, draw_image, level_for};
use super::place::ONE;
use super::shader::{Edge, bilinear, direction};
use super::sprite::Sprite;
use crate::blend::lanes::over;
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
use crate::scene::FillPattern;
use crate::template::pattern::Mirror;

/// Most pictures that are drawn one by one; more lie in their rows.
const MAX_STRAYS: f64 = 10_000.0;

/// Draws a pattern over a color into `rect`. `frame` is the box in millimeters, `transform` takes millimeters
/// to pixels.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn draw(
    pattern: &FillPattern,
    picture: &Rc<Mipmaps>,
    color: Color,
    frame: Rect,
    transform: Affine,
    rect: PixelRect,
) -> Result<Sprite, Error> {
    let mut sprite =
        Sprite { x: rect.x0, y: rect.y0, pixels: Pixmap::new(rect.width(), rect.height())? };
    let color = color.premultiply();
    sprite.pixels.data_mut().as_chunks_mut::<4>().0.fill(color);
    let full = picture.full();
    if picture.is_empty() {
        return Ok(sprite);
    }
    let height = pattern.width * f64::from(full.height()) / f64::from(full.width());
    let rows = Rows {
        pattern,
        size: Vec2::new(pattern.width, height),
        step: Vec2::new(pattern.width + pattern.gap, height + pattern.gap),
        turn: turn(pattern.rotate, frame),
    };
    let strays = pattern.jitter != [0.0; 3] && rows.count(frame) <= MAX_STRAYS;
    if strays {
        rows.stray(picture, frame, transform, &mut sprite)?;
    } else {
        rows.fill(picture, transform, &mut sprite);
    }
    Ok(sprite)
}

/// A turn about the middle of a box.
fn turn(degrees: f64, frame: Rect) -> Affine {
    let (cos, sin) = direction(degrees);
    let middle = frame.center().to_vec2();
    Affine::translate(middle)
        * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
        * Affine::translate(-middle)
}

/// Pictures in rows.
struct Rows<'a> {
    pattern: &'a FillPattern,
    /// Width and height of a picture in millimeters.
    size: Vec2,
    /// From one to the next.
    step: Vec2,
    turn: Affine,
}

impl Rows<'_> {
    /// First and last column and row that reach into a box, with one more around for those that stray.
    fn range(&self, frame: Rect) -> [f64; 4] {
        let inside = self.turn.inverse().transform_rect_bbox(frame);
        let [shift, ..] = self.pattern.jitter;
        let reach = self.size * 0.5 + Vec2::new(shift, shift);
        [
            ((inside.x0 - reach.x) / self.step.x).floor() - 1.0,
            ((inside.x1 + reach.x) / self.step.x).ceil() + 1.0,
            ((inside.y0 - reach.y) / self.step.y).floor() - 1.0,
            ((inside.y1 + reach.y) / self.step.y).ceil() + 1.0,
        ]
    }

    fn count(&self, frame: Rect) -> f64 {
        let [left, right, top, bottom] = self.range(frame);
        (right - left) * (bottom - top)
    }

    /// By how much a row is shifted, in parts of a step.
    fn shift(&self, row: i64) -> f64 {
        if row.rem_euclid(2) == 1 { self.pattern.offset } else { 0.0 }
    }

    fn mirrored(&self, column: i64, row: i64) -> [bool; 2] {
        let (odd, below) = (column.rem_euclid(2) == 1, row.rem_euclid(2) == 1);
        match self.pattern.mirror {
            Mirror::None => [false, false],
            Mirror::Columns => [odd, false],
            Mirror::Rows => [false, below],
            Mirror::Both => [odd, below],
        }
    }

    fn stray(
        &self,
        picture: &Mipmaps,
        frame: Rect,
        transform: Affine,
        sprite: &mut Sprite,
    ) -> Result<(), Error> {
        let [left, right, top, bottom] = self.range(frame).map(|v| v as i64);
        let [shift, rotate, scale] = self.pattern.jitter;
        let own = Rect::from_center_size(Point::ORIGIN, self.size.to_size());
        for row in top..bottom {
            for column in left..right {
                let mut chance = Chance::new(self.pattern.seed, column, row);
                let corner = Vec2::new(
                    (column as f64 + self.shift(row)) * self.step.x,
                    row as f64 * self.step.y,
                );
                let stray = Vec2::new(chance.next() * shift, chance.next() * shift);
                let (cos, sin) = direction(chance.next() * rotate);
                let size = 1.0 + chance.next() * scale;
                let [across, down] =
                    self.mirrored(column, row).map(|m| if m { -size } else { size });
                let place = transform
                    * self.turn
                    * Affine::translate(corner + self.size * 0.5 + stray)
                    * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
                    * Affine::scale_non_uniform(across, down);
                let one = draw_image(picture, ImageFit::Stretch, own, place, sprite.rect())?;
                if let Some(one) = one {
                    lay(sprite, &one);
                }
            }
        }
        Ok(())
    }

    /// The mean of four bilinear samples a pixel, from the mipmap that is at most twice too large.
    fn fill(&self, picture: &Mipmaps, transform: Affine, sprite: &mut Sprite) {
        let full = picture.full();
        let (w, h) = (i64::from(full.width()) * ONE, i64::from(full.height()) * ONE);
        let scale = w as f64 / self.size.x;
        let to_picture = Affine::scale(scale) * self.turn.inverse() * transform.inverse();
        let [a, b, c, d, e, f] = to_picture.as_coeffs();
        let index = level_for(picture, to_picture.determinant().abs().sqrt() / ONE as f64);
        let (level, down) = (picture.level(index), index.min(31) as u32);
        let step = [self.step.x, self.step.y].map(|mm| ((mm * scale + 0.5).floor() as i64).max(1));
        let shifted = (self.pattern.offset * step[0] as f64 + 0.5).floor() as i64;
        let edge = |mirrored: bool| match (self.pattern.gap > 0.0, mirrored) {
            (true, _) => Edge::Clear,
            (_, true) => Edge::Clamp,
            _ => Edge::Wrap,
        };
        let mirror = self.pattern.mirror;
        let edges = [
            edge(matches!(mirror, Mirror::Columns | Mirror::Both)),
            edge(matches!(mirror, Mirror::Rows | Mirror::Both)),
        ];
        let (width, left) = (sprite.pixels.width() as usize, sprite.x);
        let (all, _) = sprite.pixels.data_mut().as_chunks_mut::<4>();
        for (line, y) in all.chunks_mut(width.max(1)).zip(sprite.y..) {
            for (out, x) in line.iter_mut().zip(left..) {
                let mut sum = [1_u32 << 17; 4];
                for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                    let (px, py) = (f64::from(x) + dx, f64::from(y) + dy);
                    // A cast saturates and makes NaN zero.
                    let u = (a * px + c * py + e).floor() as i64;
                    let v = (b * px + d * py + f).floor() as i64;
                    let row = v.div_euclid(step[1]);
                    let u = if row.rem_euclid(2) == 1 { u.saturating_sub(shifted) } else { u };
                    let column = u.div_euclid(step[0]);
                    let flip = self.mirrored(column, row);
                    let within =
                        |at: i64, size: i64, flip: bool| if flip { size - 1 - at } else { at };
                    let u = within(u.rem_euclid(step[0]), w, flip[0]);
                    let v = within(v.rem_euclid(step[1]), h, flip[1]);
                    bilinear(level, (u >> down) - ONE / 2, (v >> down) - ONE / 2, edges, &mut sum);
                }
                let p = sum.map(|s| (s >> 18) as u8);
                *out = over(u32::from_le_bytes(*out), u32::from_le_bytes(p)).to_le_bytes();
            }
        }
    }
}

/// Lays a sprite over what is below it.
fn lay(sprite: &mut Sprite, one: &Sprite) {
    let (own, at) = (one.rect(), one.rect().intersect(&sprite.rect()));
    for y in at.y0..at.y1 {
        let from = one.pixels.row(y - own.y0, at.x0 - own.x0, at.x1 - own.x0);
        let to = sprite.pixels.row_mut(y - sprite.y, at.x0 - sprite.x, at.x1 - sprite.x);
        let pixels = to.as_chunks_mut::<4>().0.iter_mut().zip(from.as_chunks::<4>().0);
        for (b, s) in pixels {
            *b = over(u32::from_le_bytes(*b), u32::from_le_bytes(*s)).to_le_bytes();
        }
    }
}

/// Chance that belongs to a place: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014) from its column and row.
struct Chance(u64);

impl Chance {
    fn new(seed: u32, column: i64, row: i64) -> Self {
        let mut chance = Self(u64::from(seed));
        for part in [column as u64, row as u64] {
            chance.0 = chance.draw() ^ part;
        }
        chance
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// -1 to 1.
    fn next(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}
