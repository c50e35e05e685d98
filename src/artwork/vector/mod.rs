//! Drawings into boxes: vectors, at whatever size they are wanted.
//!
//! [`Vector`] is a drawing with the pictures in it; [`look`] settles its colors for one layer, [`canvas`]
//! goes through its nodes, [`mask`] clips them, [`filter`] changes their colors, [`shade`] colors them, [`outline`] makes paths of them.
//! Every pixel is what it is wherever the window begins: paths are rasterized in place, gradients are
//! functions of the place, and a pattern's tile does not depend on the window.

mod canvas;
mod filter;
mod look;
mod mask;
mod outline;
mod shade;

use std::cell::RefCell;
use std::rc::Rc;

use kurbo::{Affine, Rect};
use liveproof_drawing::{Drawing, Fault, Paint, Part};

use super::Sprite;
use super::crop::Placed;
use super::fill::{Shape, shape_coverage};
use super::image::ImageFit;
use super::slot::covered;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::{Mipmaps, decode, size};
use crate::pixels::Pixmap;
use crate::scene::Recolor;
use canvas::Canvas;
use look::Look;

/// Most pixels of all pictures in a drawing: 16 megapixels.
pub const MAX_DRAWING_PIXELS: u64 = 16 << 20;

/// Side of the squares that are painted one after the other, pixels: layers within a drawing take no more
/// memory than this each, however large it is printed.
const TILE: i32 = 1024;

/// Longest side of the copy that is asked whether a place is transparent, pixels.
const COARSE: f64 = 64.0;

/// A drawing, ready to be drawn.
#[derive(Debug)]
pub struct Vector {
    drawing: Drawing,
    pictures: Vec<Mipmaps>,
    coarse: RefCell<Option<Rc<Pixmap>>>,
}

impl Vector {
    /// Reads a drawing's bytes, and decodes the pictures in it.
    ///
    /// # Errors
    /// [`Error::TooComplexDrawing`] above a limit of drawings, [`Error::CorruptAsset`] when they are
    /// damaged, or as [`decode`] has it; with an empty path.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let drawing = Drawing::read(bytes).map_err(refused)?;
        let mut total = 0_u64;
        for file in &drawing.pictures {
            let (width, height) = size(file)?;
            total = total.saturating_add(u64::from(width) * u64::from(height));
        }
        if total > MAX_DRAWING_PIXELS {
            let (value, limit) = (total, MAX_DRAWING_PIXELS);
            return Err(Error::TooLarge { path: String::new(), what: "pixels", value, limit });
        }
        let pictures = drawing.pictures.iter().map(|file| decode(file).and_then(Mipmaps::new));
        let pictures = pictures.collect::<Result<_, _>>()?;
        Ok(Self { drawing, pictures, coarse: RefCell::default() })
    }

    /// Width and height, in units of its own; above 0.
    pub fn size(&self) -> [f64; 2] {
        self.drawing.size.map(f64::from)
    }

    /// The names of its parts: `id:hat`, `class:ink`.
    pub fn names(&self) -> &[String] {
        &self.drawing.names
    }

    /// What its file asked for and it has not, by the names of SVG.
    pub fn left_out(&self) -> &[String] {
        &self.drawing.left_out
    }

    /// The colors that its paths and gradients have, each once.
    pub fn colors(&self) -> Vec<[u8; 3]> {
        let mut colors = Vec::new();
        visit_paints(&self.drawing, &mut |color| {
            if !colors.contains(&color) {
                colors.push(color);
            }
        });
        colors
    }

    /// Where it lies in a box in the same unit.
    pub fn place(&self, fit: ImageFit, rect: Rect) -> Rect {
        let [width, height] = self.size();
        fit.place_size(width, height, rect)
    }

    /// Bytes of the pictures in it.
    pub fn bytes(&self) -> usize {
        self.pictures.iter().map(Mipmaps::bytes).sum()
    }

    /// A small copy in its own colors, to ask where it is transparent.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn coarse(&self) -> Result<Rc<Pixmap>, Error> {
        if let Some(coarse) = &*self.coarse.borrow() {
            return Ok(coarse.clone());
        }
        let [width, height] = self.size();
        let scale = COARSE / width.max(height);
        let (w, h) = ((width * scale).ceil().max(1.0), (height * scale).ceil().max(1.0));
        let mut out = Pixmap::new(w as u32, h as u32)?;
        let rect = Rect::new(0.0, 0.0, w, h);
        let window = out.rect();
        let drawn =
            self.draw(&Recolor::default(), ImageFit::Stretch, rect, Affine::IDENTITY, window)?;
        if let Some(sprite) = drawn {
            let mut whole = Sprite { x: 0, y: 0, pixels: out };
            whole.paste(&sprite);
            out = whole.pixels;
        }
        let coarse = Rc::new(out);
        *self.coarse.borrow_mut() = Some(coarse.clone());
        Ok(coarse)
    }

    /// Draws it into a box.
    ///
    /// `rect` is the box in millimeters, `transform` takes millimeters to pixels, `clip` is the part of the
    /// raster that is wanted. Nothing is drawn outside the box or beyond the drawing's own edge; where an
    /// edge lies within a pixel, that is covered in part. `None` when nothing is visible, or when a
    /// coordinate is not finite or beyond 2^28 pixels.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn draw(
        &self,
        recolor: &Recolor,
        fit: ImageFit,
        rect: Rect,
        transform: Affine,
        clip: PixelRect,
    ) -> Result<Option<Sprite>, Error> {
        let picture = self.place(fit, rect.abs());
        let placed = Placed { rect: picture, rotate: 0.0, fills: fit != ImageFit::Contain };
        self.draw_placed(recolor, &placed, rect, transform, clip)
    }

    /// As [`draw`](Self::draw), of a drawing that lies in its box as it is told.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub fn draw_placed(
        &self,
        recolor: &Recolor,
        placed: &Placed,
        rect: Rect,
        transform: Affine,
        clip: PixelRect,
    ) -> Result<Option<Sprite>, Error> {
        let rect = rect.abs();
        // A comparison with NaN is false, so this leaves out boxes that are no numbers, too.
        if !(rect.width() > 0.0 && rect.height() > 0.0) {
            return Ok(None);
        }
        let (picture, turn) = (placed.rect, placed.turn());
        let upright = turn == Affine::IDENTITY;
        let seen = if upright { picture.intersect(rect) } else { rect };
        let Some(edge) = shape_coverage(&Shape::Rectangle, seen, transform, clip)? else {
            return Ok(None);
        };
        let [width, height] = self.size();
        let matrix = transform
            * turn
            * Affine::translate((picture.x0, picture.y0))
            * Affine::scale_non_uniform(picture.width() / width, picture.height() / height);
        if !matrix.is_finite() {
            return Ok(None);
        }
        let look = Look::new(&self.drawing, recolor);
        let mut canvas = Canvas::new(&self.drawing, &self.pictures, &look);
        let area = edge.rect();
        let mut out =
            Sprite { x: area.x0, y: area.y0, pixels: Pixmap::new(area.width(), area.height())? };
        for y in (area.y0..area.y1).step_by(TILE as usize) {
            for x in (area.x0..area.x1).step_by(TILE as usize) {
                let tile = PixelRect::new(x, y, x.saturating_add(TILE), y.saturating_add(TILE));
                let tile = tile.intersect(&area);
                out.paste(&canvas.paint(&self.drawing.nodes, matrix, tile)?);
            }
        }
        let out = covered(out, &edge);
        if upright || placed.fills {
            return Ok(Some(out));
        }
        // Nothing is drawn beyond the drawing's own edge, which here is turned.
        let own = shape_coverage(&Shape::Rectangle, picture, transform * turn, area)?;
        Ok(own.map(|own| covered(out, &own)))
    }
}

/// Calls `visit` with every color of every path and gradient.
fn visit_paints(drawing: &Drawing, visit: &mut dyn FnMut([u8; 3])) {
    for part in &drawing.parts {
        match part {
            Part::Gradient(gradient) => gradient.stops.iter().for_each(|stop| visit(stop.color)),
            Part::Pattern(pattern) => visit_nodes(&pattern.nodes, visit),
            Part::Clip(_) | Part::Mask(_) => {}
        }
    }
    visit_nodes(&drawing.nodes, visit);
}

fn visit_nodes(nodes: &[liveproof_drawing::Node], visit: &mut dyn FnMut([u8; 3])) {
    use liveproof_drawing::Node;
    for node in nodes {
        match node {
            Node::Group(group) => visit_nodes(&group.nodes, visit),
            Node::Shape(shape) => {
                let fill = shape.fill.as_ref().map(|fill| fill.paint);
                let stroke = shape.stroke.as_ref().map(|stroke| stroke.paint);
                for paint in fill.into_iter().chain(stroke) {
                    if let Paint::Color(color) = paint {
                        visit(color);
                    }
                }
            }
            Node::Picture(_) => {}
        }
    }
}

fn refused(fault: Fault) -> Error {
    let path = String::new();
    match fault {
        Fault::TooComplex { what, value, limit } => {
            Error::TooComplexDrawing { path, what, value, limit }
        }
        Fault::Corrupt(_) | Fault::Newer(_) => {
            Error::CorruptAsset { path, kind: "image", reason: fault.to_string() }
        }
    }
}
