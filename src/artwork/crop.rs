//! Where a picture lies in its box: its fit, the point that is kept near the middle, and what the shopper
//! moved, scaled and turned.
//!
//! The sizes come from how the picture lies turned: with `cover` a scale of 1 is as small as fills the box,
//! with `contain` as large as fits, at any turn. So a photo that was given sideways is as good as any other
//! after a quarter turn, and one that is straightened by a few degrees is made larger by just what that needs.

use kurbo::{Affine, Point, Rect, Size, Vec2};

use super::image::ImageFit;
use super::shader::direction;
use crate::scene::slot::MIDDLE;
use crate::scene::{Frame, Image};
use crate::template::Place;

/// Where a picture lies in its box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Where it lies before it is turned, in millimeters of the box.
    pub rect: Rect,
    /// Turn about the middle of that, degrees clockwise.
    pub rotate: f64,
    /// Whether it leaves no gap in the box.
    pub fills: bool,
}

impl Placed {
    /// From the picture as it lies unturned to millimeters of the box.
    pub fn turn(&self) -> Affine {
        let middle = self.rect.center().to_vec2();
        let (cos, sin) = direction(self.rotate);
        if cos == 1.0 {
            return Affine::IDENTITY;
        }
        Affine::translate(middle)
            * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
            * Affine::translate(-middle)
    }

    /// The smallest upright rectangle of the box that holds what shows of it.
    pub fn seen(&self, frame: &Frame) -> Rect {
        let whole = Rect::new(0.0, 0.0, frame.width, frame.height);
        if self.fills {
            return whole;
        }
        self.turn().transform_rect_bbox(self.rect).intersect(whole)
    }

    /// The point of the picture, in parts of its width and height, that lies at a point of the box.
    pub fn part_at(&self, point: Point) -> [f64; 2] {
        let at = self.turn().inverse() * point - self.rect.origin();
        [at.x / self.rect.width(), at.y / self.rect.height()]
    }
}

/// How a picture may lie in a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crop {
    fit: ImageFit,
    /// Width and height of the box in millimeters.
    frame: Size,
    /// The picture's proportions.
    picture: Size,
    focus: [f64; 2],
}

impl Image {
    /// How a picture may lie in its box that is that wide and high, in pixels or units of its own.
    pub fn crop(&self, [width, height]: [f64; 2]) -> Crop {
        let frame = Size::new(self.frame.width, self.frame.height);
        let picture = match self.fit {
            ImageFit::Stretch => frame,
            _ => Size::new(width, height),
        };
        let focus = self.slot.as_ref().map_or(MIDDLE, |slot| slot.focus);
        Crop { fit: self.fit, frame, picture, focus }
    }

    /// Where a picture lies in its box that is that wide and high.
    pub fn placed(&self, size: [f64; 2]) -> Placed {
        let place = self.slot.as_ref().map_or(Place::HOME, |slot| slot.crop);
        self.crop(size).placed(&place)
    }
}

impl Crop {
    /// Where the picture lies that was put there; as near to that as leaves no gap, where it must not.
    pub fn placed(&self, place: &Place) -> Placed {
        let scale = self.base(place.rotate) * self.scale(place.scale);
        let shift = inward(Vec2::new(place.x, place.y), place.rotate);
        let focus = self.focus_at(scale, place.rotate);
        let way = outward(self.near(focus + shift, scale, place.rotate), place.rotate);
        let middle = Rect::from_origin_size((0.0, 0.0), self.frame).center() + way;
        let size = Size::new(self.picture.width * scale, self.picture.height * scale);
        let rotate = place.rotate.rem_euclid(360.0);
        Placed { rect: Rect::from_center_size(middle, size), rotate, fills: self.fills() }
    }

    /// The place that says where the picture lies, without what was beyond.
    pub fn bounded(&self, place: &Place) -> Place {
        self.place_of(&self.placed(place), place.rotate)
    }

    /// The place of a picture that lies there, `rotate` as near to that as full turns bring it.
    pub fn place_of(&self, placed: &Placed, rotate: f64) -> Place {
        let factor = placed.rect.width() / self.picture.width;
        let scale = factor / self.base(rotate);
        let middle = Rect::from_origin_size((0.0, 0.0), self.frame).center();
        let way = placed.rect.center() - middle;
        let shift = way - outward(self.focus_at(factor, rotate), rotate);
        Place { x: shift.x, y: shift.y, scale, rotate }
    }

    /// The place, as large and turned as that one, at which a point of the picture is near the middle.
    pub fn about(&self, point: [f64; 2], place: &Place) -> Place {
        let placed = Self { focus: point, ..*self }.placed(&Place { x: 0.0, y: 0.0, ..*place });
        self.place_of(&placed, place.rotate)
    }

    fn fills(&self) -> bool {
        self.fit != ImageFit::Contain
    }

    fn scale(&self, scale: f64) -> f64 {
        if self.fills() { scale.max(1.0) } else { scale }
    }

    /// Width and height of what the box takes of a picture that is turned, in millimeters.
    fn taken(&self, rotate: f64) -> Size {
        let (cos, sin) = direction(rotate);
        turned(self.frame, cos.abs(), sin.abs())
    }

    /// Millimeters for the picture's own unit at a scale of 1.
    fn base(&self, rotate: f64) -> f64 {
        let (cos, sin) = direction(rotate);
        if self.fills() {
            let taken = self.taken(rotate);
            (taken.width / self.picture.width).max(taken.height / self.picture.height)
        } else {
            let seen = turned(self.picture, cos.abs(), sin.abs());
            (self.frame.width / seen.width).min(self.frame.height / seen.height)
        }
    }

    /// From the middle of the box to that of the picture, along the picture's own axes, for the focus to be
    /// near the middle of the box.
    fn focus_at(&self, scale: f64, rotate: f64) -> Vec2 {
        if !self.fills() {
            return Vec2::ZERO;
        }
        let [x, y] = self.focus;
        let wanted = Vec2::new(
            (0.5 - x) * self.picture.width * scale,
            (0.5 - y) * self.picture.height * scale,
        );
        self.near(wanted, scale, rotate)
    }

    /// The nearest shift along the picture's own axes that leaves no gap.
    fn near(&self, shift: Vec2, scale: f64, rotate: f64) -> Vec2 {
        if !self.fills() {
            return shift;
        }
        let taken = self.taken(rotate);
        let within = |shift: f64, picture: f64, taken: f64| {
            let free = ((picture * scale - taken) / 2.0).max(0.0);
            shift.max(-free).min(free)
        };
        Vec2::new(
            within(shift.x, self.picture.width, taken.width),
            within(shift.y, self.picture.height, taken.height),
        )
    }
}

/// The upright rectangle around one of that size that is turned.
fn turned(size: Size, cos: f64, sin: f64) -> Size {
    Size::new(size.width * cos + size.height * sin, size.width * sin + size.height * cos)
}

fn outward(way: Vec2, rotate: f64) -> Vec2 {
    let (cos, sin) = direction(rotate);
    Vec2::new(way.x * cos - way.y * sin, way.x * sin + way.y * cos)
}

fn inward(way: Vec2, rotate: f64) -> Vec2 {
    let (cos, sin) = direction(rotate);
    Vec2::new(way.x * cos + way.y * sin, way.y * cos - way.x * sin)
}
