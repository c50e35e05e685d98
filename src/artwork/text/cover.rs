//! Coverages of a text: letters, outlines, and what throws their shadows.

use std::rc::Rc;

use kurbo::Affine;

use super::super::shadow::drop_shadow;
use super::look::Shadow;
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask};
use crate::text::{GlyphCache, Join, Layout, Stroke, draw_glyphs};

/// Coverage that several parts of a painting use; `None` covers nothing.
type Shared = Option<Rc<Coverage>>;

/// Draws coverages of one text inside one clip, each once.
pub(super) struct Covers<'a> {
    layout: &'a Layout,
    transform: Affine,
    clip: PixelRect,
    pub(super) glyphs: &'a mut GlyphCache,
    /// Of the glyphs in colors of their own, which throw shadows too.
    pub(super) colored: Option<Coverage>,
    drawn: Vec<(Option<Stroke>, Shared)>,
}

impl<'a> Covers<'a> {
    pub(super) fn new(
        layout: &'a Layout,
        transform: Affine,
        clip: PixelRect,
        glyphs: &'a mut GlyphCache,
    ) -> Self {
        Self { layout, transform, clip, glyphs, colored: None, drawn: Vec::new() }
    }

    /// The letters.
    pub(super) fn fill(&mut self) -> Result<Shared, Error> {
        self.draw(None)
    }

    /// A stroke centered on the edge of the letters.
    pub(super) fn stroke(&mut self, pen: Stroke) -> Result<Shared, Error> {
        self.draw(Some(pen))
    }

    fn draw(&mut self, pen: Option<Stroke>) -> Result<Shared, Error> {
        if let Some((_, drawn)) = self.drawn.iter().find(|(known, _)| *known == pen) {
            return Ok(drawn.clone());
        }
        let (layout, transform, clip) = (self.layout, self.transform, self.clip);
        // A glyph in colors of its own is not filled, and a picture not stroked either.
        let plain = layout.glyphs.iter().filter(|glyph| {
            layout.color_glyph(glyph).is_none_or(|color| pen.is_some() && !color.is_picture())
        });
        let drawn = draw_glyphs(self.glyphs, layout, plain, transform, pen, clip)?;
        let drawn = drawn.map(Rc::new);
        self.drawn.push((pen, drawn.clone()));
        Ok(drawn)
    }

    /// The letters grown by so many millimeters on all sides; below 0 they shrink.
    fn grown(&mut self, by: f64, join: Join) -> Result<Shared, Error> {
        let fill = self.fill()?;
        let edge = self.stroke(Stroke { width: 2.0 * by.abs(), join })?;
        Ok(match (fill, edge) {
            (Some(fill), Some(edge)) if by > 0.0 => Some(Rc::new(fill.union(&edge)?)),
            (Some(fill), Some(edge)) => Some(Rc::new(without(&fill, &edge))),
            (None, edge) if by > 0.0 => edge,
            (fill, _) => fill,
        })
    }

    /// A shadow behind the letters, as far as `window` shows it.
    pub(super) fn shadow(
        &mut self,
        shadow: &Shadow,
        window: PixelRect,
    ) -> Result<Option<Coverage>, Error> {
        let letters = self.grown(shadow.grown, shadow.join)?;
        let thrower = match (&self.colored, letters) {
            (Some(colored), Some(letters)) => Some(Rc::new(letters.union(colored)?)),
            (Some(colored), None) => Some(Rc::new(colored.clone())),
            (None, letters) => letters,
        };
        match thrower {
            Some(thrower) => drop_shadow(&thrower, shadow.offset, shadow.sigma, window),
            None => Ok(None),
        }
    }

    /// The shadow that the edge of the letters throws into them, as far as `window` shows it: what
    /// the light through the letters leaves dark. It covers what is around them, too.
    pub(super) fn inner_shadow(
        &mut self,
        shadow: &Shadow,
        window: PixelRect,
    ) -> Result<Option<Coverage>, Error> {
        let Some(fill) = self.fill()? else { return Ok(None) };
        let rect = fill.rect().intersect(&window);
        if rect.is_empty() {
            return Ok(None);
        }
        let mut mask = Mask::new(rect.width(), rect.height())?;
        mask.data_mut().fill(255);
        if let Some(light) = self.shadow(shadow, rect)? {
            let lit = light.rect();
            for y in lit.y0..lit.y1 {
                let row = mask.row_mut(y - rect.y0, lit.x0 - rect.x0, lit.x1 - rect.x0);
                for (m, light) in row.iter_mut().zip(light.mask.row(y - lit.y0, 0, lit.x1 - lit.x0))
                {
                    *m -= light;
                }
            }
        }
        Ok(Some(Coverage { x: rect.x0, y: rect.y0, mask }))
    }
}

/// The part of a coverage that another leaves open.
fn without(coverage: &Coverage, other: &Coverage) -> Coverage {
    let mut left = coverage.clone();
    let (all, over) = (coverage.rect(), other.rect());
    let rect = all.intersect(&over);
    for y in rect.y0..rect.y1 {
        let over = other.mask.row(y - over.y0, rect.x0 - over.x0, rect.x1 - over.x0);
        let row = left.mask.row_mut(y - all.y0, rect.x0 - all.x0, rect.x1 - all.x0);
        for (m, over) in row.iter_mut().zip(over) {
            *m = mul_div_255(*m, 255 - over);
        }
    }
    left
}
