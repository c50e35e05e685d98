//! Clips and masks of groups: what is cut away from a layer once it is drawn.

use kurbo::Affine;
use liveproof_drawing::{Clip, Mask as MaskPart, Node, Part};

use super::canvas::{Canvas, rect_of};
use super::outline::path;
use crate::artwork::Sprite;
use crate::artwork::fill::{Shape, shape_coverage};
use crate::blend::lanes::scale_pixel;
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;
use crate::text::FillRule;

impl Canvas<'_> {
    /// Cuts a clip out of a layer; `matrix` takes the group's coordinates to pixels.
    pub(super) fn clip(
        &mut self,
        index: u32,
        matrix: Affine,
        layer: &mut Sprite,
    ) -> Result<(), Error> {
        let Some(Part::Clip(clip)) = self.drawing.parts.get(index as usize) else { return Ok(()) };
        let mask = self.clip_mask(clip, matrix, layer.rect())?;
        cut(layer, &mask);
        Ok(())
    }

    /// What a clip lets through of a window.
    fn clip_mask(&mut self, clip: &Clip, matrix: Affine, window: PixelRect) -> Result<Mask, Error> {
        let mut mask = Mask::new(window.width(), window.height())?;
        let inner = matrix * Affine::new(clip.transform.map(f64::from));
        self.fills(&clip.nodes, inner, window, &mut mask)?;
        if let Some(index) = clip.clip {
            self.narrow(index, matrix, window, &mut mask)?;
        }
        Ok(mask)
    }

    /// Lets only that through a mask which another clip does.
    fn narrow(
        &mut self,
        index: u32,
        matrix: Affine,
        window: PixelRect,
        mask: &mut Mask,
    ) -> Result<(), Error> {
        let Some(Part::Clip(clip)) = self.drawing.parts.get(index as usize) else { return Ok(()) };
        let other = self.clip_mask(clip, matrix, window)?;
        for (m, other) in mask.data_mut().iter_mut().zip(other.data()) {
            *m = mul_div_255(*m, *other);
        }
        Ok(())
    }

    /// Adds the fills of nodes to what a clip lets through.
    fn fills(
        &mut self,
        nodes: &[Node],
        matrix: Affine,
        window: PixelRect,
        mask: &mut Mask,
    ) -> Result<(), Error> {
        for node in nodes {
            match node {
                Node::Shape(shape) => {
                    let Some(fill) = &shape.fill else { continue };
                    let rule = if fill.even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
                    let path = matrix * path(&shape.outline);
                    let Some(coverage) = self.coverage(&path, rule, shape.crisp, window)? else {
                        continue;
                    };
                    let rect = coverage.rect();
                    for y in rect.y0..rect.y1 {
                        let (x0, x1) = (rect.x0 - window.x0, rect.x1 - window.x0);
                        let to = mask.row_mut(y - window.y0, x0, x1);
                        let from = coverage.mask.row(y - rect.y0, 0, rect.x1 - rect.x0);
                        to.iter_mut().zip(from).for_each(|(to, from)| *to = either(*to, *from));
                    }
                }
                Node::Group(group) => {
                    let matrix = matrix * Affine::new(group.transform.map(f64::from));
                    match group.clip {
                        Some(clip) => {
                            let mut own = Mask::new(window.width(), window.height())?;
                            self.fills(&group.nodes, matrix, window, &mut own)?;
                            self.narrow(clip, matrix, window, &mut own)?;
                            for (m, own) in mask.data_mut().iter_mut().zip(own.data()) {
                                *m = either(*m, *own);
                            }
                        }
                        None => self.fills(&group.nodes, matrix, window, mask)?,
                    }
                }
                Node::Picture(_) => {}
            }
        }
        Ok(())
    }

    /// Cuts a mask out of a layer; `matrix` takes the group's coordinates to pixels.
    pub(super) fn mask(
        &mut self,
        index: u32,
        matrix: Affine,
        layer: &mut Sprite,
    ) -> Result<(), Error> {
        let Some(Part::Mask(mask)) = self.drawing.parts.get(index as usize) else { return Ok(()) };
        if let Some(outer) = mask.mask {
            self.mask(outer, matrix, layer)?;
        }
        let through = self.mask_of(mask, matrix, layer.rect())?;
        cut(layer, &through);
        Ok(())
    }

    fn mask_of(
        &mut self,
        part: &MaskPart,
        matrix: Affine,
        window: PixelRect,
    ) -> Result<Mask, Error> {
        let mut through = Mask::new(window.width(), window.height())?;
        let edge = shape_coverage(&Shape::Rectangle, rect_of(part.rect), matrix, window)?;
        let Some(edge) = edge else { return Ok(through) };
        let rect = edge.rect();
        let drawn = self.paint(&part.nodes, matrix, rect)?;
        for y in rect.y0..rect.y1 {
            let to = through.row_mut(y - window.y0, rect.x0 - window.x0, rect.x1 - window.x0);
            let from = drawn.pixels.row(y - rect.y0, 0, rect.x1 - rect.x0);
            let inside = edge.mask.row(y - rect.y0, 0, rect.x1 - rect.x0);
            for ((to, from), inside) in to.iter_mut().zip(from.as_chunks::<4>().0).zip(inside) {
                let value = if part.alpha { from[3] } else { luminance(*from) };
                *to = mul_div_255(value, *inside);
            }
        }
        Ok(through)
    }
}

/// The light of a premultiplied pixel.
/// Source: the coefficients of SVG's `luminanceToAlpha`, Filter Effects 1, section 9.6.
fn luminance([r, g, b, _]: [u8; 4]) -> u8 {
    let light = 0.2125 * f32::from(r) + 0.7154 * f32::from(g) + 0.0721 * f32::from(b);
    (light + 0.5) as u8
}

/// What two let through that lie over each other.
fn either(a: u8, b: u8) -> u8 {
    a + mul_div_255(255 - a, b)
}

fn cut(layer: &mut Sprite, mask: &Mask) {
    let pixels = layer.pixels.data_mut().as_chunks_mut::<4>().0;
    for (pixel, &m) in pixels.iter_mut().zip(mask.data()) {
        *pixel = scale_pixel(u32::from_le_bytes(*pixel), u32::from(m)).to_le_bytes();
    }
}
