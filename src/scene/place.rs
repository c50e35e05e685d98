//! Moves layers to where the shopper put them.

use kurbo::{Affine, Point, Rect, Vec2};

use super::Frame;
use super::resolve::Resolver;
use crate::options::Options;
use crate::template::layer::{FillLayer, Layer};
use crate::template::{Bound, Place, Template, Value};

/// A move that keeps shapes: everything is scaled and turned about the origin, then shifted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    /// Factor of every length, above 0.
    pub scale: f64,
    /// Turn in degrees clockwise.
    pub rotate: f64,
    /// Shift in millimeters.
    pub shift: Vec2,
}

impl Motion {
    /// What moves nothing.
    pub const NONE: Self = Self { scale: 1.0, rotate: 0.0, shift: Vec2::ZERO };

    /// A place of something whose middle is `middle`.
    pub fn about(middle: Point, place: &Place) -> Self {
        let turn = Self { scale: place.scale, rotate: place.rotate, shift: Vec2::ZERO };
        let shift = middle - turn.of(middle) + Vec2::new(place.x, place.y);
        Self { shift, ..turn }
    }

    /// Where a point comes to lie.
    pub fn of(&self, point: Point) -> Point {
        (turned(point.to_vec2(), self.rotate) * self.scale + self.shift).to_point()
    }

    /// What undoes it.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let scale = 1.0 / self.scale;
        Self { scale, rotate: -self.rotate, shift: turned(self.shift, -self.rotate) * -scale }
    }

    /// This move after another.
    #[must_use]
    pub fn after(&self, first: &Self) -> Self {
        Self {
            scale: self.scale * first.scale,
            rotate: self.rotate + first.rotate,
            shift: self.of(first.shift.to_point()).to_vec2(),
        }
    }
}

/// A vector turned by degrees clockwise.
pub fn turned(vector: Vec2, degrees: f64) -> Vec2 {
    if degrees == 0.0 {
        return vector;
    }
    let (sin, cos) = libm::sincos(degrees * (std::f64::consts::PI / 180.0));
    Vec2::new(vector.x * cos - vector.y * sin, vector.x * sin + vector.y * cos)
}

impl Frame {
    /// Its middle.
    pub fn middle(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Where the move brings it.
    #[must_use]
    pub fn moved(self, by: &Motion) -> Self {
        if *by == Motion::NONE {
            return self;
        }
        let middle = by.of(self.middle());
        Self {
            x: middle.x - self.width / 2.0,
            y: middle.y - self.height / 2.0,
            rotate: self.rotate + by.rotate,
            scale: self.scale * by.scale,
            ..self
        }
    }

    /// From millimeters of the box to millimeters of the area.
    pub fn transform(&self) -> Affine {
        let corner = Affine::translate((self.x, self.y));
        if self.rotate == 0.0 && self.scale == 1.0 {
            return corner;
        }
        let (sin, cos) = libm::sincos(self.rotate * (std::f64::consts::PI / 180.0));
        let (sin, cos) = (sin * self.scale, cos * self.scale);
        let middle = Vec2::new(self.width / 2.0, self.height / 2.0);
        corner
            * Affine::translate(middle)
            * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
            * Affine::translate(-middle)
    }

    /// The smallest upright rectangle of the area that holds it.
    pub fn bounds(&self) -> Rect {
        self.transform().transform_rect_bbox(Rect::new(0.0, 0.0, self.width, self.height))
    }
}

/// The box of a layer of an area of that size where the template has it, whether it is shown or not.
pub fn home(template: &Template, options: &Options, layer: &Layer, size: [f64; 2]) -> Rect {
    Resolver::new(template, options).home(layer, size)
}

impl Resolver<'_> {
    /// Where an option says that something is; at home without one.
    pub(super) fn place(&self, option: Option<&str>) -> Place {
        match option.and_then(|id| self.options.get(id)) {
            Some((_, Value::Place(place))) => *place,
            _ => Place::HOME,
        }
    }

    /// The move of a layer of an area of that size, inside what is moved by `outer`.
    pub(super) fn motion(&self, layer: &Layer, size: [f64; 2], outer: &Motion) -> Motion {
        let place = self.place(layer.place());
        if place == Place::HOME {
            return *outer;
        }
        outer.after(&Motion::about(self.home(layer, size).center(), &place))
    }

    /// The box of a layer where the template has it, whether it is shown or not: what comes and goes
    /// in a group moves nothing else. Of a group the box around those of its layers.
    fn home(&self, layer: &Layer, size: [f64; 2]) -> Rect {
        match layer {
            Layer::Text(l) => self.frame(&l.frame, &l.rotate).bounds(),
            Layer::Image(l) => self.frame(&l.frame, &l.rotate).bounds(),
            Layer::Fill(l) => self.fill_frame(l, size).bounds(),
            Layer::Qr(l) => self.frame(&l.frame, &l.rotate).bounds(),
            Layer::Group(l) => {
                let boxes = l.layers.iter().map(|inner| self.home(inner, size));
                boxes.reduce(|a, b| a.union(b)).unwrap_or_default()
            }
        }
    }

    /// The box of a shape in an area of that size.
    pub(super) fn fill_frame(&self, l: &FillLayer, [width, height]: [f64; 2]) -> Frame {
        let whole = || [0.0, 0.0, width, height].map(Bound::Literal);
        self.frame(&l.frame.clone().unwrap_or_else(whole), &l.rotate)
    }
}
