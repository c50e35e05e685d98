//! Draws a text over its last drawing: only where its glyphs changed.
//!
//! A line is laid out anew with every letter; most glyphs come to stand where they stood. Those that
//! don't, and what they covered, are one rectangle, and coverage inside a clip is a crop of the whole
//! line's. So the result equals a text drawn whole, byte for byte.

use std::rc::Rc;

use kurbo::Rect;

use super::stack::Drawing;
use super::text::Job;
use super::{Sprite, pixels_per_millimeter};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::scene::Text;
use crate::text::{Glyph, GlyphCache, Layout};

/// A text as it was drawn.
pub(super) struct Setting {
    text: Text,
    layout: Rc<Layout>,
    /// Where its paints lay.
    places: Vec<[f64; 6]>,
}

impl Setting {
    /// What is to be kept of a text for the next drawing.
    pub(super) fn new(job: &Job<'_>) -> Rc<Self> {
        let (text, layout) = (job.text.clone(), Rc::clone(job.layout));
        Rc::new(Self { text, layout, places: job.look.places() })
    }

    /// Whether the text differs in nothing but its words: not in its paint, its size, or, where a
    /// gradient or a box follows the text, in the text's own extent.
    fn is_like(&self, job: &Job<'_>) -> bool {
        let wordless = |text: &Text| {
            let mut text = text.clone();
            for run in &mut text.runs {
                run.text.clear();
                run.printed = None;
            }
            text
        };
        wordless(&self.text) == wordless(job.text)
            && self.layout.styles == job.layout.styles
            && self.places == job.look.places()
    }
}

/// Room around a text's ink that lets the next letters be drawn without a new sprite.
pub(super) fn room(ink: PixelRect, job: &Job<'_>, last: Option<&Drawing>) -> PixelRect {
    let em = (job.layout.size * pixels_per_millimeter(job.transform)).min(1024.0) as i32;
    let last = last.filter(|d| d.text.is_some()).map_or(PixelRect::EMPTY, Drawing::rect);
    // Across a letter or two, up and down an ascender or a descender.
    let (x, y) = (em, em / 3 + 4);
    PixelRect { x0: ink.x0 - x, y0: ink.y0 - y, x1: ink.x1 + x, y1: ink.y1 + y }.union(&last)
}

/// Turns the drawing of a text into that of `job`. Returns it with the rectangle that changed; `None`,
/// with `last` untouched, when the text has to be drawn whole.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn retouch(
    last: &mut Option<Drawing>,
    job: &Job<'_>,
    glyphs: &mut GlyphCache,
) -> Result<Option<(Drawing, PixelRect)>, Error> {
    let Some(Drawing { text: Some(setting), .. }) = last else { return Ok(None) };
    if !setting.is_like(job) {
        return Ok(None);
    }
    let reach = |of: &Layout, glyphs: &[Glyph]| {
        let boxes = glyphs.iter().filter_map(|glyph| of.glyph_bounds(glyph));
        boxes.reduce(|a: Rect, b| a.union(b)).map_or(PixelRect::EMPTY, |bounds| {
            job.look.reach(bounds, job.transform).intersect(&job.raster.rect())
        })
    };
    let layout = job.layout;
    let (old, new) = differing(&setting.layout.glyphs, &layout.glyphs);
    let dirty = reach(&setting.layout, old).union(&reach(layout, new));
    let fits = last
        .as_ref()
        .is_some_and(|d| d.rect().contains(&reach(layout, &layout.glyphs).union(&dirty)));
    if !fits {
        return Ok(None);
    }
    let Some(drawing) = last.take() else { return Ok(None) };
    let mut sprite: Sprite = Rc::try_unwrap(drawing.sprite).unwrap_or_else(|s| (*s).clone());
    if !dirty.is_empty() {
        job.repaint(&mut sprite, dirty, glyphs)?;
    }
    let text = Some(Setting::new(job));
    let drawing = Drawing { sprite: Rc::new(sprite), key: None, origin: (0, 0), text, plain: None };
    Ok(Some((drawing, dirty)))
}

/// The glyphs of both lines between those that they begin and end with alike.
fn differing<'a>(old: &'a [Glyph], new: &'a [Glyph]) -> (&'a [Glyph], &'a [Glyph]) {
    let alike = |(a, b): &(&Glyph, &Glyph)| {
        a.id == b.id && a.x == b.x && a.y == b.y && a.style == b.style && a.shape == b.shape
    };
    let head = old.iter().zip(new).take_while(alike).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
    (&old[..old.len() - tail], &new[..new.len() - tail])
}
