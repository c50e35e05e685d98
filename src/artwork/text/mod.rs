//! Paints a laid out text: box, shadows, outlines, fills.
//!
//! [`look`] brings everything the text is painted with to pixels, [`cover`] draws the coverages of
//! letters, outlines and shadows, [`paint`] lays color through them. From the bottom up: the box and
//! its edge, shadows and glows, outlines, fills, inner shadows and glows, inside outlines, and the
//! glyphs that have colors of their own.

mod cover;
mod look;
mod paint;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use kurbo::{Affine, Rect};

use super::color_glyphs::{alpha, draw_color_glyphs, lay, over};
use super::{Raster, Sprite};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::scene::Text;
use crate::scene::paint::StrokePosition;
use crate::text::{GlyphCache, Layout, Shape, draw_glyphs};
use cover::Covers;
pub(super) use look::Look;
use paint::{Ink, Inks};

/// A text that is about to be painted.
pub(super) struct Job<'a> {
    pub(super) text: &'a Text,
    pub(super) layout: &'a Rc<Layout>,
    pub(super) look: &'a Look,
    /// From millimeters of the text's box to pixels.
    pub(super) transform: Affine,
    pub(super) raster: &'a Raster,
}

impl Job<'_> {
    /// What the text shows inside `window`, in the smallest sprite that holds it. Its pixels are those
    /// of a larger window.
    pub(super) fn paint(
        &self,
        window: PixelRect,
        glyphs: &mut GlyphCache,
    ) -> Result<Option<Sprite>, Error> {
        if self.layout.glyphs.is_empty() {
            return Ok(None);
        }
        let (inks, colored) = self.inks(window, glyphs)?;
        let painted = inks.paint(window)?;
        match &colored {
            Some(colored) => over(painted, colored, window),
            None => Ok(painted),
        }
    }

    /// Makes the pixels of `window` in a sprite, which holds it, those that [`paint`](Self::paint) gives there.
    pub(super) fn repaint(
        &self,
        sprite: &mut Sprite,
        window: PixelRect,
        glyphs: &mut GlyphCache,
    ) -> Result<(), Error> {
        sprite.pixels.clear(window.translate(-sprite.x, -sprite.y));
        if self.layout.glyphs.is_empty() {
            return Ok(());
        }
        let (inks, colored) = self.inks(window, glyphs)?;
        inks.paint_on(sprite, window);
        if let Some(colored) = &colored {
            lay(sprite, colored, window);
        }
        Ok(())
    }

    /// What the text is painted with where `window` shows it, and its glyphs in colors of their own, which stand
    /// above the fills.
    fn inks(
        &self,
        window: PixelRect,
        glyphs: &mut GlyphCache,
    ) -> Result<(Inks<'_>, Option<Sprite>), Error> {
        let Self { layout, look, transform, .. } = *self;
        // A shadow gathers ink from outside the window.
        let clip = window.inflate(look.gathers());
        let colored = draw_color_glyphs(glyphs, layout, transform, self.text.color, clip)?;
        let mut covers = Covers::new(layout, transform, clip, glyphs);
        if let Some(colored) = &colored
            && !look.shadows.is_empty()
        {
            covers.colored = Some(alpha(colored)?);
        }
        let mut inks = Inks { fills: &look.fills, ..Inks::default() };
        if let Some(plate) = &look.background {
            inks.knock_out = plate.knock_out;
            inks.behind.extend(plate.inks(transform, window)?);
        }
        for shadow in look.shadows.iter().filter(|s| !s.inner) {
            let coverage = covers.shadow(shadow, window)?;
            inks.behind.extend(Ink::of(coverage.map(Rc::new), &shadow.color));
        }
        for stroke in look.strokes.iter().filter(|s| s.position != StrokePosition::Inside) {
            let centered = stroke.position == StrokePosition::Center;
            let ink = Ink::of(covers.stroke(stroke.pen)?, &stroke.shader);
            inks.around.extend(ink.map(|ink| (ink, centered)));
        }
        inks.letters = covers.fill()?;
        for (color, shader) in &look.runs {
            let own = layout.glyphs.iter().filter(|glyph| {
                layout.style(glyph).is_some_and(|style| style.color == Some(*color))
                    && layout.color_glyph(glyph).is_none()
            });
            let coverage = draw_glyphs(covers.glyphs, layout, own, transform, None, clip)?;
            inks.runs.extend(Ink::of(coverage.map(Rc::new), shader));
        }
        for shadow in look.shadows.iter().filter(|s| s.inner) {
            let coverage = covers.inner_shadow(shadow, window)?;
            inks.inside.extend(Ink::of(coverage.map(Rc::new), &shadow.color));
        }
        for stroke in look.strokes.iter().filter(|s| s.position == StrokePosition::Inside) {
            inks.inside.extend(Ink::of(covers.stroke(stroke.pen)?, &stroke.shader));
        }
        Ok((inks, colored))
    }
}

/// Box of a text as it is set: as wide as its lines, from the first ascent to the last descent. Letters
/// that are turned or bent have left their lines: then it is the box around them.
pub(super) fn text_box(layout: &Layout) -> Rect {
    let lines = layout.lines.iter().map(|line| {
        Rect::new(
            line.x,
            line.baseline - line.ascent,
            line.x + line.width,
            line.baseline + line.descent,
        )
    });
    let upright = layout.glyphs.iter().all(|glyph| glyph.shape == Shape::Upright);
    let lines = lines.reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
    if upright { lines } else { layout.ink.unwrap_or(lines) }
}
