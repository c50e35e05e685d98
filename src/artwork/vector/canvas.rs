//! Goes through a drawing's nodes and paints them.

use kurbo::{Affine, BezPath, Rect};
use liveproof_drawing::{Blend, Drawing, Group, Node, Paint, Part, Pattern, Picture, Shape};

use super::filter::change_colors;
use super::look::Look;
use super::outline::{path, stroked};
use super::shade::Shade;
use crate::artwork::Sprite;
use crate::artwork::fill::fill_path_by;
use crate::artwork::image::{ImageFit, draw_image};
use crate::blend::{BlendMode, blend_color_row, blend_row, blend_row_masked, blend_row_opacity};
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::{Coverage, Pixmap};
use crate::text::{AreaRasterizer, FillRule};

/// Most pixels of a pattern's tile; a larger one is drawn smaller and enlarged.
const MAX_TILE_PIXELS: f64 = (4 << 20) as f64;

/// Pixels of a tile each way for one that is seen.
const OVERSAMPLE: f64 = 2.0;

/// How far a layer reaches beyond the bounds of what it draws, for pixels that are covered in part.
const MARGIN: i32 = 2;

/// What draws a drawing.
pub(super) struct Canvas<'a> {
    pub(super) drawing: &'a Drawing,
    pictures: &'a [Mipmaps],
    look: &'a Look<'a>,
    rasterizer: AreaRasterizer,
    /// A row of a gradient or pattern.
    row: Vec<u8>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(drawing: &'a Drawing, pictures: &'a [Mipmaps], look: &'a Look<'a>) -> Self {
        let rasterizer = AreaRasterizer::default();
        Self { drawing, pictures, look, rasterizer, row: Vec::new() }
    }

    /// The pixels of a window of nodes; `matrix` takes their coordinates to pixels.
    pub(super) fn paint(
        &mut self,
        nodes: &[Node],
        matrix: Affine,
        window: PixelRect,
    ) -> Result<Sprite, Error> {
        let pixels = Pixmap::new(window.width(), window.height())?;
        let mut target = Sprite { x: window.x0, y: window.y0, pixels };
        self.nodes(nodes, matrix, None, &mut target)?;
        Ok(target)
    }

    /// `tint` is the color that all is filled with instead of its own.
    fn nodes(
        &mut self,
        nodes: &[Node],
        matrix: Affine,
        tint: Option<Color>,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        for node in nodes {
            match node {
                Node::Group(group) => self.group(group, matrix, tint, target)?,
                Node::Shape(shape) => self.shape(shape, matrix, tint, target)?,
                Node::Picture(picture) => self.picture(picture, matrix, target)?,
            }
        }
        Ok(())
    }

    fn group(
        &mut self,
        group: &Group,
        matrix: Affine,
        tint: Option<Color>,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        if self.look.hides(&group.names) {
            return Ok(());
        }
        let tint = self.look.tint(&group.names).or(tint);
        let matrix = matrix * Affine::new(group.transform.map(f64::from));
        if !group.is_layer() {
            return self.nodes(&group.nodes, matrix, tint, target);
        }
        let bounds = matrix.transform_rect_bbox(rect_of(group.bounds));
        let rect = PixelRect::around(bounds).inflate(MARGIN).intersect(&target.rect());
        let opacity = (group.opacity * 255.0 + 0.5) as u8;
        if rect.is_empty() || opacity == 0 {
            return Ok(());
        }
        let pixels = Pixmap::new(rect.width(), rect.height())?;
        let mut layer = Sprite { x: rect.x0, y: rect.y0, pixels };
        self.nodes(&group.nodes, matrix, tint, &mut layer)?;
        for filter in &group.filters {
            change_colors(filter, matrix, &mut layer);
        }
        if let Some(clip) = group.clip {
            self.clip(clip, matrix, &mut layer)?;
        }
        if let Some(mask) = group.mask {
            self.mask(mask, matrix, &mut layer)?;
        }
        for y in rect.y0..rect.y1 {
            let from = layer.pixels.row(y - rect.y0, 0, rect.x1 - rect.x0);
            let to = target.row_mut(y, rect.x0, rect.x1);
            match mode(group.blend) {
                Some(mode) => blend_row_opacity(mode, to, from, opacity),
                None => add_row(to, from, opacity),
            }
        }
        Ok(())
    }

    fn shape(
        &mut self,
        shape: &Shape,
        matrix: Affine,
        tint: Option<Color>,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        if self.look.hides(&shape.names) {
            return Ok(());
        }
        let tint = self.look.tint(&shape.names).or(tint);
        let local = path(&shape.outline);
        // A stroke takes the color of the fill only where there is no fill.
        let line = tint.filter(|_| shape.fill.is_none());
        if shape.stroke_first {
            self.stroke(shape, &local, matrix, line, target)?;
        }
        if let Some(fill) = &shape.fill {
            let rule = if fill.even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
            let coverage = self.coverage(&(matrix * &local), rule, shape.crisp, target.rect())?;
            if let Some(coverage) = coverage {
                self.color(fill.paint, fill.opacity, tint, matrix, &coverage, target)?;
            }
        }
        if !shape.stroke_first {
            self.stroke(shape, &local, matrix, line, target)?;
        }
        Ok(())
    }

    fn stroke(
        &mut self,
        shape: &Shape,
        local: &BezPath,
        matrix: Affine,
        tint: Option<Color>,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        let Some(stroke) = &shape.stroke else { return Ok(()) };
        let Some(outline) = stroked(local, stroke, matrix) else { return Ok(()) };
        let (rule, crisp) = (FillRule::NonZero, shape.crisp);
        let coverage = self.coverage(&(matrix * outline), rule, crisp, target.rect())?;
        match coverage {
            Some(coverage) => {
                self.color(stroke.paint, stroke.opacity, tint, matrix, &coverage, target)
            }
            None => Ok(()),
        }
    }

    /// The coverage of a path in pixels.
    pub(super) fn coverage(
        &mut self,
        path: &BezPath,
        rule: FillRule,
        crisp: bool,
        window: PixelRect,
    ) -> Result<Option<Coverage>, Error> {
        let mut coverage = fill_path_by(&mut self.rasterizer, rule, path, window)?;
        if crisp && let Some(coverage) = &mut coverage {
            coverage.mask.data_mut().iter_mut().for_each(|m| *m = if *m > 127 { 255 } else { 0 });
        }
        Ok(coverage)
    }

    /// Paints through coverage.
    fn color(
        &mut self,
        paint: Paint,
        opacity: f32,
        tint: Option<Color>,
        matrix: Affine,
        coverage: &Coverage,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        let plain = match (tint, paint) {
            (Some(tint), _) => Some(tint),
            (None, Paint::Color(color)) => Some(self.look.color(color)),
            (None, Paint::Part(_)) => None,
        };
        let rect = coverage.rect();
        if let Some(mut color) = plain {
            color.a = (f32::from(color.a) * opacity + 0.5) as u8;
            let color = color.premultiply();
            for y in rect.y0..rect.y1 {
                let row = coverage.mask.row(y - rect.y0, 0, rect.x1 - rect.x0);
                let to = target.row_mut(y, rect.x0, rect.x1);
                blend_color_row(BlendMode::Normal, to, color, row);
            }
            return Ok(());
        }
        let Paint::Part(index) = paint else { return Ok(()) };
        let shade = match self.drawing.parts.get(index as usize) {
            Some(Part::Gradient(gradient)) => Shade::gradient(gradient, opacity, self.look, matrix),
            Some(Part::Pattern(pattern)) => self.tiles(pattern, opacity, matrix)?,
            _ => None,
        };
        let Some(shade) = shade else { return Ok(()) };
        let mut out = std::mem::take(&mut self.row);
        out.resize(rect.width() as usize * 4, 0);
        for y in rect.y0..rect.y1 {
            let row = coverage.mask.row(y - rect.y0, 0, rect.x1 - rect.x0);
            shade.row(rect.x0, y, row, &mut out);
            blend_row_masked(BlendMode::Normal, target.row_mut(y, rect.x0, rect.x1), &out, row);
        }
        self.row = out;
        Ok(())
    }

    /// A pattern's tile, drawn at the size that it will have.
    fn tiles(
        &mut self,
        pattern: &Pattern,
        opacity: f32,
        matrix: Affine,
    ) -> Result<Option<Shade>, Error> {
        let [x, y, width, height] = pattern.rect.map(f64::from);
        let matrix = matrix * Affine::new(pattern.transform.map(f64::from));
        let [a, b, c, d, ..] = matrix.as_coeffs();
        let across = width * (a * a + b * b).sqrt() * OVERSAMPLE;
        let down = height * (c * c + d * d).sqrt() * OVERSAMPLE;
        let less = (MAX_TILE_PIXELS / (across * down)).sqrt().min(1.0);
        let (w, h) = ((across * less).round().max(1.0), (down * less).round().max(1.0));
        if !(across > 0.0 && down > 0.0 && w * h <= MAX_TILE_PIXELS * 2.0) {
            return Ok(None);
        }
        let scale = Affine::scale_non_uniform(w / width, h / height);
        let window = PixelRect::from_size(w as u32, h as u32);
        let tile = self.paint(&pattern.nodes, scale, window)?.pixels;
        let inverse = (matrix * Affine::translate((x, y)) * scale.inverse()).inverse();
        Ok(inverse.is_finite().then_some(Shade::Tiles { tile, inverse, opacity }))
    }

    fn picture(
        &mut self,
        picture: &Picture,
        matrix: Affine,
        target: &mut Sprite,
    ) -> Result<(), Error> {
        let Some(mips) = self.pictures.get(picture.picture as usize) else { return Ok(()) };
        let [width, height] = picture.size.map(f64::from);
        let rect = Rect::new(0.0, 0.0, width, height);
        let sprite = draw_image(mips, ImageFit::Stretch, rect, matrix, target.rect())?;
        let Some(sprite) = sprite else { return Ok(()) };
        let rect = sprite.rect();
        for y in rect.y0..rect.y1 {
            let from = sprite.pixels.row(y - rect.y0, 0, rect.x1 - rect.x0);
            blend_row(BlendMode::Normal, target.row_mut(y, rect.x0, rect.x1), from);
        }
        Ok(())
    }
}

/// Left, top, width and height as a rectangle.
pub(super) fn rect_of(rect: [f32; 4]) -> Rect {
    let [x, y, width, height] = rect.map(f64::from);
    Rect::new(x, y, x + width, y + height)
}

/// `None` for the sum of both.
fn mode(blend: Blend) -> Option<BlendMode> {
    Some(match blend {
        Blend::Normal => BlendMode::Normal,
        Blend::Multiply => BlendMode::Multiply,
        Blend::Screen => BlendMode::Screen,
        Blend::Overlay => BlendMode::Overlay,
        Blend::Darken => BlendMode::Darken,
        Blend::Lighten => BlendMode::Lighten,
        Blend::ColorDodge => BlendMode::ColorDodge,
        Blend::ColorBurn => BlendMode::ColorBurn,
        Blend::HardLight => BlendMode::HardLight,
        Blend::SoftLight => BlendMode::SoftLight,
        Blend::Difference => BlendMode::Difference,
        Blend::Exclusion => BlendMode::Exclusion,
        Blend::Hue => BlendMode::Hue,
        Blend::Saturation => BlendMode::Saturation,
        Blend::Color => BlendMode::Color,
        Blend::Luminosity => BlendMode::Luminosity,
        Blend::PlusLighter => return None,
    })
}

/// The sum of two premultiplied rows.
/// Source: W3C Compositing and Blending Level 2, section 10.1, "plus-lighter".
fn add_row(backdrop: &mut [u8], source: &[u8], opacity: u8) {
    for (b, s) in backdrop.iter_mut().zip(source) {
        *b = b.saturating_add(crate::color::mul_div_255(*s, opacity));
    }
}
