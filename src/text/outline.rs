//! Glyph outlines as paths.

use harfrust::GlyphId;
use harfrust::font::glyph::GlyphSourceOrder;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use kurbo::{BezPath, Point, Rect};

/// Most lines and curves one glyph may have; a glyph with more draws nothing. The most intricate
/// display faces stay below 10,000.
pub const MAX_OUTLINE_SEGMENTS: usize = 1 << 15;

/// Farthest a point may lie from the glyph's origin, in ems; beyond it the font is broken.
const MAX_REACH: f64 = 4096.0;

/// A glyph's outline in ems, y down, origin on the baseline.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) path: BezPath,
    /// Of the control points; `None` for a glyph without ink.
    pub(crate) bounds: Option<Rect>,
}

impl Outline {
    /// Reads the outline of `glyph` from the first of the tables of `order` that is there. A glyph
    /// that is malformed, above a limit or not in the font is empty.
    pub(crate) fn read(font: &harfrust::Font, order: GlyphSourceOrder, glyph: u32) -> Self {
        let Some(source) = font.outline_glyphs_with(order).get(GlyphId::new(glyph)) else {
            return Self::default();
        };
        let mut pen = Pen {
            path: BezPath::new(),
            scale: 1.0 / f64::from(font.units_per_em()),
            bounds: None,
            open: false,
            refused: false,
        };
        let drawn = source.draw(&DrawOptions::default(), DrawMemory::Scratch, &mut pen);
        if drawn.is_err() || pen.refused {
            return Self::default();
        }
        Self { path: pen.path, bounds: pen.bounds }
    }

    /// What keeping it costs, roughly.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(self.path.elements())
    }
}

struct Pen {
    path: BezPath,
    scale: f64,
    bounds: Option<Rect>,
    open: bool,
    refused: bool,
}

impl Pen {
    /// The point in ems, y down; takes note of its extent.
    fn point(&mut self, x: f32, y: f32) -> Point {
        let p = Point::new(f64::from(x) * self.scale, -f64::from(y) * self.scale);
        // Written so that NaN is refused too.
        if !(p.x.abs() <= MAX_REACH && p.y.abs() <= MAX_REACH) {
            self.refused = true;
            return Point::ZERO;
        }
        self.bounds = Some(match self.bounds {
            Some(b) => b.union_pt(p),
            None => Rect::from_points(p, p),
        });
        p
    }

    /// Whether one more segment may be drawn; a path must begin with a point.
    fn may_draw(&mut self) -> bool {
        if !self.open || self.path.elements().len() >= MAX_OUTLINE_SEGMENTS {
            self.refused = true;
        }
        !self.refused
    }
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        let p = self.point(x, y);
        self.open = true;
        if self.may_draw() {
            self.path.move_to(p);
        }
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let p = self.point(x, y);
        if self.may_draw() {
            self.path.line_to(p);
        }
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (c, p) = (self.point(cx0, cy0), self.point(x, y));
        if self.may_draw() {
            self.path.quad_to(c, p);
        }
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (c0, c1, p) = (self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y));
        if self.may_draw() {
            self.path.curve_to(c0, c1, p);
        }
    }

    fn close(&mut self) {
        if self.open && !self.refused {
            self.path.close_path();
        }
        self.open = false;
    }
}
