//! Lays out a scene's texts, and keeps the layouts of the last few.

use std::cell::RefCell;
use std::rc::Rc;

use super::Assets;
use super::assets::path;
use crate::error::Error;
use crate::scene::{Frame, Text};
use crate::text::{
    BendRequest, Font, Layout, Run, TextRequest, Writing, bend, layout_monogram, layout_text,
};

/// Layouts that are kept: those of the texts of an area or two.
const KEPT: usize = 16;

/// A layout of more glyphs than this is kept only until the next such one, for its memory.
const MANY_GLYPHS: usize = 4096;

/// The layouts of the texts that were last asked for. One keystroke asks for a text's layout to draw
/// it, once for each view of its area, and to find issues.
#[derive(Default)]
pub(super) struct Layouts(RefCell<Vec<(Text, Rc<Layout>)>>);

impl Layouts {
    /// Forgets everything.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    fn get(&self, text: &Text) -> Option<Rc<Layout>> {
        let mut kept = self.0.borrow_mut();
        let at = kept.iter().rposition(|(other, _)| other == text)?;
        // The most recently used one stays longest.
        let entry = kept.remove(at);
        let layout = Rc::clone(&entry.1);
        kept.push(entry);
        Some(layout)
    }

    fn put(&self, text: &Text, layout: &Rc<Layout>) {
        let mut kept = self.0.borrow_mut();
        if layout.glyphs.len() > MANY_GLYPHS {
            kept.retain(|(_, other)| other.glyphs.len() <= MANY_GLYPHS);
        }
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((text.clone(), Rc::clone(layout)));
    }
}

impl Assets {
    /// Sets a layer's text in its box or along its curve, in millimeters of the box.
    ///
    /// # Errors
    /// [`Error::MissingAsset`] for a font whose bytes were not given, [`Error::TooComplexFont`] for one
    /// whose glyphs cost too much.
    pub fn layout(&self, text: &Text) -> Result<Rc<Layout>, Error> {
        // A text that is moved, scaled or turned is set as it was.
        let Frame { width, height, .. } = text.frame;
        let home = Frame { x: 0.0, y: 0.0, width, height, rotate: 0.0, scale: 1.0 };
        let text = &Text { frame: home, ..text.clone() };
        if let Some(layout) = self.layouts.get(text) {
            return Ok(layout);
        }
        let layout = Rc::new(self.set(text)?);
        self.check_fonts(text)?;
        self.layouts.put(text, &layout);
        Ok(layout)
    }

    /// Refuses a text that has met a glyph that costs too much. Most are met when the text is set.
    ///
    /// # Errors
    /// [`Error::MissingAsset`] and [`Error::TooComplexFont`].
    pub(super) fn check_fonts(&self, text: &Text) -> Result<(), Error> {
        for choice in text.runs.iter().flat_map(|run| &run.fonts) {
            if self.instance(choice)?.is_too_complex() {
                return Err(Error::TooComplexFont { path: path(&choice.id) });
            }
        }
        Ok(())
    }

    fn set(&self, text: &Text) -> Result<Layout, Error> {
        let fonts = text
            .runs
            .iter()
            .map(|run| run.fonts.iter().map(|font| self.instance(font)).collect())
            .collect::<Result<Vec<Vec<Font>>, Error>>()?;
        let runs: Vec<Run<'_>> = text
            .runs
            .iter()
            .zip(&fonts)
            .map(|(run, fonts)| Run {
                text: &run.text,
                fonts,
                scale: run.scale,
                color: run.color,
                features: &run.features,
                case: run.case,
            })
            .collect();
        let Frame { width, height, .. } = text.frame;
        let curve = text.path.as_ref().and_then(|path| path.curve(width, height));
        // Lines that run down have no place on a curve; a template does not ask for it.
        let path = text.path.as_ref().zip(curve.as_ref());
        let path = path.filter(|_| text.writing == Writing::Horizontal);
        let font = fonts.iter().flatten().next();
        let width = path.zip(font).map_or(width, |((p, c), font)| p.room(c, font, text.size));
        let request = TextRequest {
            runs: &runs,
            language: text.language.as_deref(),
            direction: text.direction,
            writing: text.writing,
            size: text.size,
            min_size: text.min_size,
            max_size: text.max_size,
            min_stretch: text.min_stretch,
            fit: text.fit,
            bounds: text.bounds,
            max_lines: text.max_lines,
            balance: text.balance,
            line_height: text.line_height,
            align: text.align,
            vertical_align: text.vertical_align,
            letter_spacing: text.letter_spacing,
            word_spacing: text.word_spacing,
            width,
            height,
            extra: text.reach(),
        };
        let straight = match text.monogram {
            Some(monogram) => layout_monogram(&request, monogram),
            None => layout_text(&request),
        };
        let bending = BendRequest {
            runs: &runs,
            path,
            warp: text.warp.as_ref(),
            room: width,
            align: text.align,
            vertical_align: text.vertical_align,
        };
        Ok(bend(straight, &bending))
    }
}
