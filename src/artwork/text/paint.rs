//! Lays a text's colors through its coverages.
//!
//! A pixel on the edge of a letter is partly inside and partly outside. Both parts are painted for
//! themselves, the *inside* with fills, inner shadows and the outlines that reach into letters, the
//! *outside* with the outlines around them, and then mixed by the letter's coverage. So nothing shines
//! through between a fill and the outline that touches it, opaque or not.

use std::rc::Rc;

use super::super::Sprite;
use super::super::shader::Shader;
use crate::blend::{BlendMode, blend_color_row, blend_row, blend_row_masked, lanes};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Pixmap};

/// A paint through a coverage.
pub(super) struct Ink<'a> {
    coverage: Rc<Coverage>,
    shader: &'a Shader,
}

/// All that a text is painted with, each list from the bottom up.
#[derive(Default)]
pub(super) struct Inks<'a> {
    /// Below the letters.
    pub(super) behind: Vec<Ink<'a>>,
    /// Strokes around the letters, and whether they reach into them.
    pub(super) around: Vec<(Ink<'a>, bool)>,
    /// The letters themselves.
    pub(super) letters: Option<Rc<Coverage>>,
    /// What fills them.
    pub(super) fills: &'a [Shader],
    /// Letters with a color of their own.
    pub(super) runs: Vec<Ink<'a>>,
    /// Over the fills; outside the letters it does not show.
    pub(super) inside: Vec<Ink<'a>>,
    /// Whether the letters are cut out of what is behind them, and not filled.
    pub(super) knock_out: bool,
}

impl<'a> Ink<'a> {
    /// Nothing where there is no coverage.
    pub(super) fn of(coverage: Option<Rc<Coverage>>, shader: &'a Shader) -> Option<Self> {
        coverage.map(|coverage| Self { coverage, shader })
    }
}

/// A row of pixels that is being painted.
struct Row<'r> {
    y: i32,
    /// Column of the first pixel.
    x: i32,
    pixels: &'r mut [u8],
    /// Whether nothing is on it yet: what is laid over nothing is what it is.
    blank: bool,
}

/// Memory for the rows that are mixed.
#[derive(Default)]
struct Scratch {
    outside: Vec<u8>,
    inside: Vec<u8>,
    run: Vec<u8>,
    /// Colors of a shader.
    colors: Vec<u8>,
    /// Full coverage.
    full: Vec<u8>,
}

impl Inks<'_> {
    /// Paints what `window` shows, in the smallest sprite that holds it.
    pub(super) fn paint(&self, window: PixelRect) -> Result<Option<Sprite>, Error> {
        let bounds = self.bounds().intersect(&window);
        if bounds.is_empty() {
            return Ok(None);
        }
        let pixels = Pixmap::new(bounds.width(), bounds.height())?;
        let mut sprite = Sprite { x: bounds.x0, y: bounds.y0, pixels };
        self.paint_on(&mut sprite, bounds);
        Ok(Some(sprite))
    }

    /// Paints what `window` shows onto the pixels of a sprite, which holds the window and is transparent there.
    pub(super) fn paint_on(&self, sprite: &mut Sprite, window: PixelRect) {
        let bounds = self.bounds().intersect(&window);
        let written = self.written().intersect(&window);
        let mut scratch = Scratch::default();
        for y in bounds.y0..bounds.y1 {
            let pixels = sprite.row_mut(y, bounds.x0, bounds.x1);
            let mut row = Row { y, x: bounds.x0, pixels, blank: true };
            for ink in &self.behind {
                row.lay(ink.shader, &ink.coverage, &mut scratch.colors);
            }
            if (written.y0..written.y1).contains(&y) {
                let mut row = row.part(written.x0, written.x1);
                match self.plain_fill() {
                    Some(fill) => self.write_over(&mut row, fill, &mut scratch),
                    None => self.write(&mut row, &mut scratch),
                }
            }
        }
    }

    /// Where letters and outlines are.
    fn written(&self) -> PixelRect {
        let around = self.around.iter().map(|(ink, _)| ink.coverage.rect());
        let letters = self.letters.iter().map(|letters| letters.rect());
        around.chain(letters).fold(PixelRect::EMPTY, |all, one| all.union(&one))
    }

    /// Where anything is.
    fn bounds(&self) -> PixelRect {
        let behind = self.behind.iter().map(|ink| ink.coverage.rect());
        behind.fold(self.written(), |all, one| all.union(&one))
    }

    /// The one fill that can be painted over the outlines through the letters' coverage: that is
    /// mixing when it hides all below it, or is alone and what is below it is the same inside and
    /// outside.
    fn plain_fill(&self) -> Option<&Shader> {
        let plain = !self.knock_out && self.runs.is_empty() && self.inside.is_empty();
        let alone = self.fills.len() == 1 && self.around.iter().all(|(_, centered)| *centered);
        self.fills.last().filter(|fill| plain && (alone || fill.is_opaque()))
    }

    fn write_over(&self, row: &mut Row<'_>, fill: &Shader, scratch: &mut Scratch) {
        for (ink, _) in &self.around {
            row.lay(ink.shader, &ink.coverage, &mut scratch.colors);
        }
        if let Some(letters) = &self.letters {
            row.lay(fill, letters, &mut scratch.colors);
        }
    }

    fn write(&self, row: &mut Row<'_>, scratch: &mut Scratch) {
        let Scratch { outside, inside, run, colors, full } = scratch;
        let (y, x, bytes) = (row.y, row.x, row.pixels.len());
        full.resize(bytes / 4, 255);
        for part in [&mut *outside, &mut *inside] {
            part.clear();
            part.resize(bytes, 0);
        }
        let mut around = Row { y, x, pixels: outside, blank: true };
        for (ink, _) in &self.around {
            around.lay(ink.shader, &ink.coverage, colors);
        }
        if let Some(letters) = &self.letters {
            let rect = letters.rect().intersect(&row.rect());
            let (x0, x1) = (rect.x0, rect.x1);
            let coverage = letters.mask.row(y - letters.y, x0 - letters.x, x1 - letters.x);
            let mut within = Row { y, x, pixels: inside, blank: true };
            let mut within = within.part(x0, x1);
            self.fill_in(&mut within, coverage, [run, colors, full]);
            if self.knock_out {
                lanes::take(row.part(x0, x1).pixels, coverage);
            }
            lanes::mix(around.part(x0, x1).pixels, within.pixels, coverage);
        }
        blend_row(BlendMode::Normal, row.pixels, around.pixels);
    }

    /// Paints the inside of letters as if it were everywhere; `coverage` says where it is not needed.
    fn fill_in(&self, row: &mut Row<'_>, coverage: &[u8], scratch: [&mut Vec<u8>; 3]) {
        let [run, colors, full] = scratch;
        let full = full.get(..coverage.len()).unwrap_or(&[]);
        if !self.knock_out {
            for (ink, _) in self.around.iter().filter(|(_, centered)| *centered) {
                row.lay(ink.shader, &ink.coverage, colors);
            }
            let bare = (!self.runs.is_empty()).then(|| row.pixels.to_vec());
            for fill in self.fills {
                row.lay_all(fill, coverage, full, colors);
            }
            for ink in &self.runs {
                run.clear();
                run.extend_from_slice(bare.as_deref().unwrap_or(&[]));
                let mut own = Row { y: row.y, x: row.x, pixels: run, blank: false };
                own.lay_all(ink.shader, coverage, full, colors);
                let part = ink.coverage.rect().intersect(&row.rect());
                let own = own.part(part.x0, part.x1);
                let mask = ink.coverage.mask.row(
                    row.y - ink.coverage.y,
                    part.x0 - ink.coverage.x,
                    part.x1 - ink.coverage.x,
                );
                let skip = (part.x0 - row.x).max(0) as usize;
                let among = coverage.get(skip..).unwrap_or(&[]);
                let share: Vec<u8> =
                    mask.iter().zip(among).map(|(m, all)| share(*m, *all)).collect();
                lanes::mix(row.part(part.x0, part.x1).pixels, own.pixels, &share);
            }
        }
        for ink in &self.inside {
            row.lay(ink.shader, &ink.coverage, colors);
        }
    }
}

/// How much of what is covered a part covers.
fn share(part: u8, all: u8) -> u8 {
    if part >= all { 255 } else { (u32::from(part) * 255 / u32::from(all)) as u8 }
}

impl Row<'_> {
    fn rect(&self) -> PixelRect {
        let width = (self.pixels.len() / 4) as i32;
        PixelRect::new(self.x, self.y, self.x + width, self.y + 1)
    }

    /// The pixels from column `x0` to `x1`, which lie inside.
    fn part(&mut self, x0: i32, x1: i32) -> Row<'_> {
        let at = |x: i32| ((x - self.x).max(0) as usize * 4).min(self.pixels.len());
        let (start, end) = (at(x0), at(x1).max(at(x0)));
        let pixels = self.pixels.get_mut(start..end).unwrap_or_default();
        Row { y: self.y, x: x0, pixels, blank: self.blank }
    }

    /// Paints over the row through a coverage.
    fn lay(&mut self, shader: &Shader, coverage: &Coverage, colors: &mut Vec<u8>) {
        let rect = coverage.rect().intersect(&self.rect());
        if rect.is_empty() {
            return;
        }
        let mask =
            coverage.mask.row(self.y - coverage.y, rect.x0 - coverage.x, rect.x1 - coverage.x);
        self.part(rect.x0, rect.x1).lay_all(shader, mask, mask, colors);
        self.blank = false;
    }

    /// Paints over the row through a mask of its length; `needed` is 0 where the colors do not matter.
    fn lay_all(&mut self, shader: &Shader, needed: &[u8], mask: &[u8], colors: &mut Vec<u8>) {
        let blank = std::mem::take(&mut self.blank);
        match shader.flat(self.y) {
            Some(color) if blank => lanes::first_color(self.pixels, color, mask),
            Some(color) => blend_color_row(BlendMode::Normal, self.pixels, color, mask),
            None => {
                colors.resize(self.pixels.len(), 0);
                shader.row(self.y, self.x, needed, colors);
                blend_row_masked(BlendMode::Normal, self.pixels, colors, mask);
            }
        }
    }
}
