//! Lines: where a text is broken, and what stands where in each.

use std::ops::Range;

use harfrust::Buffer;
use kurbo::{Rect, Vec2};

use super::super::itemize::{Item, Stance};
use super::super::shape::{ShapedGlyph, ShapedRun, is_spaceable};
use super::shaped::{ShapedItem, ShapedText, is_word_space};
use super::{Glyph, Shape};

/// Cap height of a font that states none, in ems.
const CAP_HEIGHT: f64 = 0.7;

/// A stretch of a paragraph that is one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) paragraph: usize,
    /// Its first character, and the one after the last; blanks at a break are left out.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether the paragraph goes on in the next line.
    pub(crate) broken: bool,
}

/// Heights of a line across its direction, in ems of the text's size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Extent {
    pub(crate) ascent: f64,
    pub(crate) descent: f64,
    /// From the baseline of the line before.
    pub(crate) leading: f64,
}

/// A line set, in ems of the text's size, from its own origin: the start of the baseline, or where
/// lines run down the top of the column's axis.
#[derive(Debug, Default)]
pub(crate) struct SetLine {
    pub(crate) glyphs: Vec<Glyph>,
    /// For each glyph, how many places that justification widens lie before it.
    pub(crate) gaps_before: Vec<u32>,
    /// How many there are in all.
    pub(crate) gaps: u32,
    /// Length of the line.
    pub(crate) advance: f64,
    pub(crate) ink: Option<Rect>,
}

impl ShapedText<'_> {
    /// One line a paragraph.
    pub(crate) fn unbroken(&self) -> Vec<Stretch> {
        let whole = |(index, p): (usize, &super::shaped::ShapedParagraph)| Stretch {
            paragraph: index,
            start: p.start,
            end: p.end,
            broken: false,
        };
        self.paragraphs.iter().enumerate().map(whole).collect()
    }

    /// Lines of at most `width` ems, as many words in each as there is room for. A word that is wider
    /// has a line of its own, or with `anywhere` as many as it takes. Returns the lines and the length
    /// of the longest.
    pub(crate) fn broken(&self, width: f64, anywhere: bool) -> (Vec<Stretch>, f64) {
        let (mut lines, mut longest) = (Vec::new(), 0.0_f64);
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let mut start = paragraph.start;
            let mut opportunity = None;
            // `end` is `at` without the blanks before it, kept up as `at` moves on: looked for anew each
            // time, a page of blanks would take the square of its length.
            let (mut at, mut end) = (start, start);
            while at < paragraph.end {
                let next = self.next_cluster(at, paragraph.end);
                let inked = self.without_blanks(at, next);
                if inked > at {
                    end = inked;
                }
                at = next;
                if self.length(start, end) > width {
                    // The cluster before `at` is the first that is too much.
                    let overlong = at;
                    let break_at = match opportunity {
                        Some(place) => Some(place),
                        None if anywhere => self.last_cluster(start, overlong),
                        None => None,
                    };
                    if let Some(place) = break_at {
                        end = self.without_blanks(start, place);
                        longest = longest.max(self.length(start, end));
                        lines.push(Stretch { paragraph: index, start, end, broken: true });
                        (start, at, end) = (place, place, place);
                        opportunity = None;
                        continue;
                    }
                }
                if self.breaks.get(at) == Some(&true) {
                    opportunity = Some(at);
                }
            }
            let end = self.without_blanks(start, paragraph.end);
            longest = longest.max(self.length(start, end));
            lines.push(Stretch { paragraph: index, start, end, broken: false });
        }
        (lines, longest)
    }

    /// The end of the cluster that begins at `at`.
    fn next_cluster(&self, at: usize, end: usize) -> usize {
        let starts = |i: usize| self.reached.get(i) != self.reached.get(i + 1);
        (at + 1..end).find(|i| starts(*i) || self.breaks.get(*i) == Some(&true)).unwrap_or(end)
    }

    /// The start of the last cluster that ends at `end`, if it is not the line's first.
    fn last_cluster(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        let mut last = None;
        while at < end {
            last = Some(at);
            at = self.next_cluster(at, end);
        }
        last.filter(|place| *place > start)
    }

    fn without_blanks(&self, start: usize, end: usize) -> usize {
        let blank = |i: &usize| self.chars.get(*i).is_some_and(|c| c.c == ' ' || c.c == '\u{3000}');
        (start..end).rev().find(|i| !blank(i)).map_or(start, |i| i + 1)
    }

    fn length(&self, start: usize, end: usize) -> f64 {
        let reached = |i: usize| self.reached.get(i).copied().unwrap_or(0.0);
        reached(end) - reached(start)
    }

    /// Heights of a line: those of the runs on it, in their own first fonts, so that a letter from a
    /// fallback font does not move the line.
    pub(crate) fn extent(&self, stretch: &Stretch) -> Extent {
        let run_of = |i: usize| self.chars.get(i).map_or(0, |c| c.run);
        // An empty line is as high as what stands before it.
        let first = run_of(if stretch.start < stretch.end {
            stretch.start
        } else {
            stretch.start.saturating_sub(1)
        });
        let last = run_of(stretch.end.saturating_sub(1)).max(first);
        let mut extent = Extent::default();
        for run in first..=last {
            let scale = self.scale(run);
            let Some(font) = self.request.runs.get(usize::from(run)).and_then(|r| r.fonts.first())
            else {
                continue;
            };
            let m = font.metrics();
            let natural = if self.is_vertical() { 1.2 } else { m.ascent + m.descent + m.line_gap };
            let leading = self.line_height().unwrap_or(natural) * scale;
            let (ascent, descent) =
                if self.is_vertical() { (0.5, 0.5) } else { (m.ascent, m.descent) };
            extent.ascent = extent.ascent.max(ascent * scale);
            extent.descent = extent.descent.max(descent * scale);
            extent.leading = extent.leading.max(leading);
        }
        extent
    }

    /// Sets a line. `style_of` gives the index of an item's style.
    pub(crate) fn set_line(
        &self,
        stretch: &Stretch,
        style_of: &mut impl FnMut(&Item) -> u16,
        buffer: &mut Buffer,
    ) -> SetLine {
        let mut line = SetLine::default();
        let Some(paragraph) = self.paragraphs.get(stretch.paragraph) else { return line };
        let mut parts: Vec<(Item, Option<&ShapedRun>)> = Vec::new();
        let first = paragraph.items.partition_point(|i| i.item.end <= stretch.start);
        let items = paragraph.items.get(first..).unwrap_or_default();
        for ShapedItem { item, shaped } in items.iter().take_while(|i| i.item.start < stretch.end) {
            let (start, end) = (item.start.max(stretch.start), item.end.min(stretch.end));
            if start < end {
                let whole = start == item.start && end == item.end;
                parts.push((Item { start, end, ..*item }, whole.then_some(shaped)));
            }
        }
        let order = visual_order(&parts.iter().map(|(item, _)| item.level).collect::<Vec<_>>());
        let mut pen = Pen::default();
        for index in order {
            let Some((item, shaped)) = parts.get(index) else { continue };
            match shaped {
                Some(shaped) => self.set_item(item, shaped, style_of(item), &mut pen, &mut line),
                None => {
                    // Cut off from its neighbors, it may look otherwise.
                    let shaped = self.shape(item, (stretch.start, stretch.end), buffer);
                    self.set_item(item, &shaped, style_of(item), &mut pen, &mut line);
                }
            }
        }
        line.advance = pen.at;
        line
    }

    fn set_item(
        &self,
        item: &Item,
        shaped: &ShapedRun,
        style: u16,
        pen: &mut Pen,
        line: &mut SetLine,
    ) {
        let Some(font) = self.font(item) else { return };
        let metrics = font.metrics();
        let scale = self.scale(item.run);
        let em = scale / f64::from(metrics.units_per_em);
        let spaceable = is_spaceable(item.script);
        // Summed as integers, so that an item's length is the same in any order.
        let (start, mut units) = (pen.at, 0_i64);
        let mut added = 0.0;
        for cluster in shaped.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let Some(first) = cluster.first() else { continue };
            if let Some((letter, word, stretchable)) = pen.pending {
                if letter && spaceable {
                    added += self.spacing.letter;
                }
                if word {
                    added += self.spacing.word;
                }
                if stretchable || self.stands_alone(first.cluster) && pen.after_lone {
                    line.gaps += 1;
                }
            }
            let width: i64 = cluster.iter().map(|g| i64::from(g.advance)).sum();
            let at = start + units as f64 * em + added;
            let mut own = 0_i64;
            for glyph in cluster {
                let (x, y, shape) = match item.stance {
                    Stance::Along if !self.is_vertical() => {
                        let x = start + (units + own + i64::from(glyph.dx)) as f64 * em + added;
                        (x, -f64::from(glyph.dy) * em, Shape::Upright)
                    }
                    // Turned clockwise about the column's axis, which goes through the middle of
                    // the letters.
                    Stance::Along => {
                        let baseline = (metrics.ascent - metrics.descent) / 2.0 * scale;
                        let y = at + (own + i64::from(glyph.dx)) as f64 * em;
                        let x = f64::from(glyph.dy) * em - baseline;
                        (x, y, Shape::Turned { cos: 0.0, sin: 1.0 })
                    }
                    Stance::Upright => {
                        let y = at + (own - i64::from(glyph.dy)) as f64 * em;
                        (f64::from(glyph.dx) * em, y, Shape::Upright)
                    }
                    Stance::Stacked => {
                        let x = (own + i64::from(glyph.dx)) as f64 - width as f64 / 2.0;
                        let cap = metrics.cap_height.unwrap_or(CAP_HEIGHT) * scale;
                        let baseline = at + (self.cell(item) + cap) / 2.0;
                        (x * em, baseline - f64::from(glyph.dy) * em, Shape::Upright)
                    }
                };
                own += i64::from(glyph.advance);
                self.put(glyph, style, Vec2::new(x, y), shape, font, scale, line);
            }
            if item.stance == Stance::Stacked {
                added += self.cell(item);
            } else {
                units += width;
            }
            let c = self.chars.get(first.cluster).map(|c| c.c);
            let word = c.is_some_and(is_word_space);
            pen.pending = Some((spaceable, word, word));
            pen.after_lone = self.stands_alone(first.cluster);
        }
        pen.at = start + units as f64 * em + added;
    }

    #[expect(clippy::too_many_arguments, reason = "one glyph's whole place, used once")]
    fn put(
        &self,
        glyph: &ShapedGlyph,
        style: u16,
        at: Vec2,
        shape: Shape,
        font: &super::super::Font,
        scale: f64,
        line: &mut SetLine,
    ) {
        if !glyph.drawn {
            return;
        }
        if let Some(b) = font.ink(glyph.id) {
            let b = match shape {
                Shape::Turned { .. } => Rect::new(-b.y1, b.x0, -b.y0, b.x1),
                Shape::Upright | Shape::Bent(_) => b,
            };
            let b = Rect::new(b.x0 * scale, b.y0 * scale, b.x1 * scale, b.y1 * scale) + at;
            line.ink = Some(line.ink.map_or(b, |ink| ink.union(b)));
        }
        let cluster = self.chars.get(glyph.cluster).map_or(0, |c| c.offset);
        line.glyphs.push(Glyph { style, id: glyph.id, x: at.x, y: at.y, cluster, shape });
        line.gaps_before.push(line.gaps);
    }

    /// Whether a character is one of those between which lines of Chinese and Japanese stretch.
    fn stands_alone(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| {
            matches!(c.c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
                | '\u{20000}'..='\u{3fffd}')
        })
    }
}

/// How far a line has got.
#[derive(Default)]
struct Pen {
    at: f64,
    /// What comes after the last cluster if another follows: letter spacing, word spacing, a place
    /// that justification widens.
    pending: Option<(bool, bool, bool)>,
    after_lone: bool,
}

/// The order from left to right of stretches with these bidi levels (UAX 9, rule L2).
fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let lowest_odd = levels.iter().copied().filter(|l| l % 2 == 1).min();
    for level in (lowest_odd.unwrap_or(u8::MAX)..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            let here =
                |i: usize| order.get(i).and_then(|&k| levels.get(k)).is_some_and(|&l| l >= level);
            let run: Range<usize> =
                at..(at..order.len()).find(|&i| !here(i)).unwrap_or(order.len());
            let end = run.end;
            if let Some(stretch) = order.get_mut(run) {
                stretch.reverse();
            }
            at = end.max(at) + 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::visual_order;

    #[test]
    fn stretches_are_reversed_level_by_level() {
        assert_eq!(visual_order(&[0, 0]), [0, 1]);
        assert_eq!(visual_order(&[1, 1, 1]), [2, 1, 0]);
        assert_eq!(visual_order(&[0, 1, 2, 1, 0]), [0, 3, 2, 1, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(visual_order(&[]), [0; 0]);
    }
}
