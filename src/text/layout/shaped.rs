//! A text shaped: all that a layout needs to know of it, whatever its box and size.
//!
//! Measures are in ems of the text's own size, so fitting is a matter of one factor.

use harfrust::{Buffer, Language};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::super::font::Font;
use super::super::itemize::{Item, Paragraph, Stance, itemize};
use super::super::prepare::{Char, prepare};
use super::super::request::{Fit, TextRequest, Writing};
use super::super::shape::{Flow, RunRequest, ShapedRun, is_spaceable, language, shape_run};

/// A shaped text.
pub(crate) struct ShapedText<'a> {
    pub(crate) request: &'a TextRequest<'a>,
    pub(crate) chars: Vec<Char>,
    pub(crate) paragraphs: Vec<ShapedParagraph>,
    /// Distance from the text's start to each character, and to its end: what lines up to there
    /// would take. Within a cluster all of it is at the first character.
    pub(crate) reached: Vec<f64>,
    /// Whether a line may begin with each character; empty when lines are not broken.
    pub(crate) breaks: Vec<bool>,
    pub(crate) spacing: Spacing,
    pub(crate) missing: Vec<char>,
    pub(crate) truncated: bool,
    language: Option<Language>,
}

/// A shaped paragraph.
pub(crate) struct ShapedParagraph {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) right_to_left: bool,
    /// In the order of the text.
    pub(crate) items: Vec<ShapedItem>,
}

/// An item with its glyphs.
pub(crate) struct ShapedItem {
    pub(crate) item: Item,
    pub(crate) shaped: ShapedRun,
}

/// What is added between letters and words, in ems of the text's size.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spacing {
    pub(crate) letter: f64,
    pub(crate) word: f64,
}

impl<'a> ShapedText<'a> {
    /// Shapes a text. `size` is the em that the request's spacing was meant for.
    pub(crate) fn new(request: &'a TextRequest<'a>, size: f64, spacing: Spacing) -> Self {
        let prepared = prepare(request.runs, request.max_lines, request.language);
        let per_em = |v: f64| if size > 0.0 { v / size } else { 0.0 };
        let mut text = Self {
            request,
            chars: prepared.chars,
            paragraphs: Vec::new(),
            reached: Vec::new(),
            breaks: Vec::new(),
            spacing: Spacing { letter: per_em(spacing.letter), word: per_em(spacing.word) },
            missing: Vec::new(),
            truncated: prepared.truncated,
            language: request.language.and_then(language),
        };
        let mut buffer = Buffer::new();
        let (direction, writing) = (request.direction, request.writing);
        let paragraphs = itemize(&text.chars, request.runs, direction, writing);
        for paragraph in paragraphs {
            let shaped = text.paragraph(&paragraph, &mut buffer);
            text.paragraphs.push(shaped);
        }
        if request.fit == Fit::Wrap {
            text.measure();
            text.find_breaks();
        }
        text
    }

    fn paragraph(&mut self, paragraph: &Paragraph, buffer: &mut Buffer) -> ShapedParagraph {
        let (start, end) = (paragraph.start, paragraph.end);
        let mut items = Vec::with_capacity(paragraph.items.len());
        for &item in &paragraph.items {
            let shaped = self.shape(&item, (start, end), buffer);
            for c in &shaped.missing {
                if !self.missing.contains(c) {
                    self.missing.push(*c);
                }
            }
            items.push(ShapedItem { item, shaped });
        }
        ShapedParagraph { start, end, right_to_left: paragraph.right_to_left, items }
    }

    /// Shapes an item, or a part of one that a line begins or ends in.
    pub(crate) fn shape(
        &self,
        item: &Item,
        paragraph: (usize, usize),
        buffer: &mut Buffer,
    ) -> ShapedRun {
        let (Some(font), Some(run)) =
            (self.font(item), self.request.runs.get(usize::from(item.run)))
        else {
            return ShapedRun::default();
        };
        let flow = match item.stance {
            Stance::Upright => Flow::Down,
            _ if item.level % 2 == 1 => Flow::RightToLeft,
            _ => Flow::LeftToRight,
        };
        let request = RunRequest {
            font,
            chars: &self.chars,
            range: (item.start, item.end),
            // A letter that stands by itself takes no form from its neighbors.
            paragraph: if item.stance == Stance::Stacked {
                (item.start, item.end)
            } else {
                paragraph
            },
            script: item.script,
            flow,
            language: self.language.as_ref(),
            features: run.features,
            spaced: self.spacing.letter != 0.0,
        };
        shape_run(&request, buffer)
    }

    /// The font of an item; `None` for a run without fonts.
    pub(crate) fn font(&self, item: &Item) -> Option<&'a Font> {
        self.request.runs.get(usize::from(item.run))?.fonts.get(usize::from(item.font))
    }

    /// The size of a run relative to the text's.
    pub(crate) fn scale(&self, run: u16) -> f64 {
        let scale = self.request.runs.get(usize::from(run)).map_or(1.0, |r| r.scale);
        if scale > 0.0 && scale.is_finite() { scale.min(1e3) } else { 1.0 }
    }

    /// How long a line gets with each character.
    fn measure(&mut self) {
        let mut own = vec![0.0; self.chars.len()];
        for paragraph in &self.paragraphs {
            for ShapedItem { item, shaped } in &paragraph.items {
                let Some(font) = self.font(item) else { continue };
                let em = self.scale(item.run) / f64::from(font.metrics().units_per_em);
                let mut last = None;
                for glyph in &shaped.glyphs {
                    let Some(own) = own.get_mut(glyph.cluster) else { continue };
                    *own += match item.stance {
                        Stance::Stacked => 0.0,
                        Stance::Along | Stance::Upright => f64::from(glyph.advance) * em,
                    };
                    if last != Some(glyph.cluster) {
                        last = Some(glyph.cluster);
                        *own += self.cell(item);
                        *own += self.gap_after(item, glyph.cluster);
                    }
                }
            }
        }
        let mut sum = 0.0;
        self.reached.push(0.0);
        for own in own {
            sum += own;
            self.reached.push(sum);
        }
    }

    /// What is added behind a cluster: letter spacing, and word spacing where it is a blank.
    pub(crate) fn gap_after(&self, item: &Item, cluster: usize) -> f64 {
        let letter = if is_spaceable(item.script) { self.spacing.letter } else { 0.0 };
        let blank = self.chars.get(cluster).is_some_and(|c| is_word_space(c.c));
        letter + if blank { self.spacing.word } else { 0.0 }
    }

    /// What a letter takes of a line in which all stand one below the other; 0 elsewhere.
    pub(crate) fn cell(&self, item: &Item) -> f64 {
        if item.stance == Stance::Stacked {
            self.line_height().unwrap_or(1.0) * self.scale(item.run)
        } else {
            0.0
        }
    }

    /// Where lines may be broken (UAX 14).
    fn find_breaks(&mut self) {
        self.breaks = vec![false; self.chars.len()];
        let mut cluster_starts = vec![false; self.chars.len()];
        for ShapedItem { shaped, .. } in self.paragraphs.iter().flat_map(|p| &p.items) {
            for glyph in &shaped.glyphs {
                if let Some(start) = cluster_starts.get_mut(glyph.cluster) {
                    *start = true;
                }
            }
        }
        for paragraph in &self.paragraphs {
            let own = self.chars.get(paragraph.start..paragraph.end).unwrap_or_default();
            let text: String = own.iter().map(|c| c.c).collect();
            let mut offsets = text.char_indices().zip(paragraph.start..).peekable();
            for (at, opportunity) in linebreaks(&text) {
                if opportunity != BreakOpportunity::Allowed {
                    continue;
                }
                while offsets.next_if(|((offset, _), _)| *offset < at).is_some() {}
                let Some((_, index)) = offsets.peek() else { continue };
                // No hyphen is drawn at a soft hyphen, so none is a place to break.
                let soft = index.checked_sub(1).and_then(|i| self.chars.get(i));
                let allowed = soft.is_none_or(|c| c.c != '\u{ad}');
                if let Some(slot) = self.breaks.get_mut(*index) {
                    *slot = allowed && cluster_starts.get(*index) == Some(&true);
                }
            }
        }
    }

    /// The line height that is asked for, in ems.
    pub(crate) fn line_height(&self) -> Option<f64> {
        self.request.line_height.filter(|h| h.is_finite()).map(|h| h.clamp(0.0, 100.0))
    }

    /// Whether lines run down.
    pub(crate) fn is_vertical(&self) -> bool {
        self.request.writing != Writing::Horizontal
    }
}

/// The blanks that separate words and stretch with them.
pub(crate) fn is_word_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}
