//! Lays a text out: shapes it, fits it, and puts its lines in the box.

use harfrust::Buffer;
use kurbo::{Rect, Vec2};

use super::super::itemize::Item;
use super::super::request::{Align, Bounds, Fit, TextRequest, VerticalAlign};
use super::fit::{Room, SLACK, Sizes, counts_across, ends, extents, finite, scale, taken, wrap};
use super::lines::{Extent, SetLine, Stretch};
use super::shaped::{ShapedText, Spacing};
use super::{Glyph, Layout, LineBox, Style};

/// Lays out a text.
///
/// The text is shaped once, in font units, and scaled: nothing here depends on pixels. Lengths that
/// are not finite count as 0, so the result has only finite numbers.
pub fn layout_text(request: &TextRequest<'_>) -> Layout {
    let sizes = Sizes::of(request);
    let spacing =
        Spacing { letter: finite(request.letter_spacing), word: finite(request.word_spacing) };
    let text = ShapedText::new(request, sizes.authored, spacing);
    let extra = finite(request.extra).max(0.0);
    let side = |v: f64| (finite(v) - 2.0 * extra).max(0.0);
    let room = if text.is_vertical() {
        Room { along: side(request.height), across: side(request.width) }
    } else {
        Room { along: side(request.width), across: side(request.height) }
    };

    let (wrapped, stretches) = if request.fit == Fit::Wrap {
        wrap(&text, sizes, room)
    } else {
        (sizes.authored, text.unbroken())
    };
    let mut styles = Styles { text: &text, styles: Vec::new(), keys: Vec::new() };
    let mut buffer = Buffer::new();
    let lines: Vec<SetLine> = stretches
        .iter()
        .map(|stretch| text.set_line(stretch, &mut |item| styles.of(item), &mut buffer))
        .collect();
    let extents = extents(&text, &stretches);
    let taken = taken(&text, &lines, &extents);
    let (size, stretch) = match request.fit {
        // A line's end may have taken another form than it had inside the text.
        Fit::Wrap => (sizes.inside(wrapped, taken.along, room), 1.0),
        _ => scale(request, sizes, taken, lines.len(), room),
    };
    let over_along = taken.along * size * stretch - room.along;
    let over_across =
        if counts_across(request, lines.len()) { taken.across * size - room.across } else { 0.0 };
    let over = over_along.max(over_across);
    let mut layout = Layout {
        styles: styles.at(size, stretch),
        size,
        overflow: (over > SLACK * size.max(1.0)).then_some(over),
        missing: text.missing.clone(),
        truncated: text.truncated,
        ..Layout::default()
    };
    let placer = Placer { text: &text, size, stretch, extra, room, over: over_along > SLACK };
    placer.place(&stretches, lines, &extents, &mut layout);
    layout
}

/// The styles in use: one for each font of each run.
struct Styles<'a, 'b> {
    text: &'b ShapedText<'a>,
    keys: Vec<(u16, u16)>,
    styles: Vec<Style>,
}

impl Styles<'_, '_> {
    fn of(&mut self, item: &Item) -> u16 {
        let key = (item.run, item.font);
        let index = self.keys.iter().position(|k| *k == key).unwrap_or_else(|| {
            let run = self.text.request.runs.get(usize::from(item.run));
            if let Some(font) = self.text.font(item) {
                self.keys.push(key);
                self.styles.push(Style {
                    font: font.clone(),
                    size: self.text.scale(item.run),
                    stretch: 1.0,
                    color: run.and_then(|r| r.color),
                });
            }
            self.keys.len().saturating_sub(1)
        });
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    fn at(self, size: f64, stretch: f64) -> Vec<Style> {
        let sized = |style: Style| Style { size: style.size * size, stretch, ..style };
        self.styles.into_iter().map(sized).collect()
    }
}

struct Placer<'a, 'b> {
    text: &'b ShapedText<'a>,
    size: f64,
    stretch: f64,
    extra: f64,
    room: Room,
    /// Whether a line is longer than there is room for.
    over: bool,
}

impl Placer<'_, '_> {
    fn place(
        &self,
        stretches: &[Stretch],
        lines: Vec<SetLine>,
        extents: &[Extent],
        layout: &mut Layout,
    ) {
        let first = self.first_baseline(&lines, extents);
        let mut baseline = first;
        for (index, (line, (stretch, extent))) in
            lines.into_iter().zip(stretches.iter().zip(extents)).enumerate()
        {
            if index > 0 {
                let leading = extent.leading * self.size;
                baseline += if self.text.is_vertical() { -leading } else { leading };
            }
            self.place_line(stretch, line, extent, baseline, layout);
        }
    }

    fn place_line(
        &self,
        stretch: &Stretch,
        line: SetLine,
        extent: &Extent,
        baseline: f64,
        layout: &mut Layout,
    ) {
        let right_to_left =
            self.text.paragraphs.get(stretch.paragraph).is_some_and(|p| p.right_to_left);
        let along = self.size * self.stretch;
        let gap = self.widening(stretch, &line) / f64::from(line.gaps.max(1));
        let length = line.advance * along + gap * f64::from(line.gaps);
        let start = self.start(&line, length, right_to_left);
        let vertical = self.text.is_vertical();
        let place = |x: f64, y: f64, gaps: u32| {
            let wide = gap * f64::from(gaps);
            if vertical {
                Vec2::new(baseline + x * self.size, start + y * along + wide)
            } else {
                Vec2::new(start + x * along + wide, baseline + y * self.size)
            }
        };
        let from = layout.glyphs.len();
        for (glyph, gaps) in line.glyphs.into_iter().zip(line.gaps_before) {
            let at = place(glyph.x, glyph.y, gaps);
            layout.glyphs.push(Glyph { x: at.x, y: at.y, ..glyph });
        }
        if let Some(ink) = line.ink {
            let (a, b) = (place(ink.x0, ink.y0, 0), place(ink.x1, ink.y1, line.gaps));
            let ink = Rect::new(a.x, a.y, b.x, b.y);
            layout.ink = Some(layout.ink.map_or(ink, |all| all.union(ink)));
        }
        let (ascent, descent) = (extent.ascent * self.size, extent.descent * self.size);
        let glyphs = (from, layout.glyphs.len());
        layout.lines.push(if vertical {
            LineBox {
                glyphs,
                x: baseline - descent,
                width: ascent + descent,
                baseline: start + length,
                ascent: length,
                descent: 0.0,
                right_to_left,
            }
        } else {
            let (x, width) = (start, length);
            LineBox { glyphs, x, width, baseline, ascent, descent, right_to_left }
        });
    }

    /// By how much justification lengthens a line, millimeters.
    fn widening(&self, stretch: &Stretch, line: &SetLine) -> f64 {
        let justified = self.text.request.align == Align::Justify && stretch.broken;
        if justified && line.gaps > 0 {
            (self.room.along - line.advance * self.size * self.stretch).max(0.0)
        } else {
            0.0
        }
    }

    /// Where a line of this length starts along its direction.
    fn start(&self, line: &SetLine, length: f64, right_to_left: bool) -> f64 {
        let request = self.text.request;
        let vertical = self.text.is_vertical();
        let by_ink = request.bounds == Bounds::Ink;
        let along = self.size * self.stretch;
        let widened = length - line.advance * along;
        let (a, b) = ends(line, vertical, by_ink);
        let (a, b) = (a * along, b * along + widened);
        // What is aligned: the advance, or the ink.
        let (from, to) = if by_ink { (a, b) } else { (0.0, length) };
        let whole = finite(if vertical { request.height } else { request.width }).max(0.0);
        let first = self.extra - from;
        let last = whole - self.extra - to;
        // With the same rounding as of the length alone where nothing overhangs.
        let middle = (whole - (to + from)) / 2.0;
        let start = match (vertical, request.align, request.vertical_align) {
            (true, _, VerticalAlign::Top) => first,
            (true, _, VerticalAlign::Middle) => middle,
            (true, _, VerticalAlign::Baseline | VerticalAlign::Bottom) => last,
            (false, Align::Center, _) => middle,
            (false, Align::Left, _) => first,
            (false, Align::Right, _) => last,
            (false, Align::Start | Align::Justify, _) if right_to_left => last,
            (false, Align::Start | Align::Justify, _) => first,
            (false, Align::End, _) if right_to_left => first,
            (false, Align::End, _) => last,
        };
        if matches!(request.fit, Fit::None | Fit::Wrap) || self.over {
            return start;
        }
        // A fitted line whose ink would leave the box is moved inside.
        start.min(whole - self.extra - b).max(self.extra - a)
    }

    /// The first line's baseline, or the first column's axis.
    fn first_baseline(&self, lines: &[SetLine], extents: &[Extent]) -> f64 {
        let request = self.text.request;
        let (first, last) = match (extents.first(), extents.last()) {
            (Some(first), Some(last)) => (first, last),
            _ => return 0.0,
        };
        let leading: f64 = extents.iter().skip(1).map(|e| e.leading).sum::<f64>() * self.size;
        // Extent of the block from the first baseline, in the direction of the box's axis.
        let (ascent, descent) = (first.ascent * self.size, last.descent * self.size);
        if self.text.is_vertical() {
            let width = finite(request.width);
            let (mut left, mut right) = (-leading - descent, ascent);
            if request.bounds == Bounds::Ink {
                (left, right) = self.ink_across(lines, extents, -1.0).unwrap_or((left, right));
            }
            let inset = if request.bounds == Bounds::Ink { self.extra } else { 0.0 };
            return match request.align {
                Align::Left | Align::End => inset - left,
                Align::Center => (width - (left + right)) / 2.0,
                Align::Right | Align::Start | Align::Justify => width - inset - right,
            };
        }
        let height = finite(request.height);
        if request.bounds == Bounds::Ink
            && let Some((top, bottom)) = self.ink_across(lines, extents, 1.0)
        {
            return match request.vertical_align {
                VerticalAlign::Top => self.extra - top,
                VerticalAlign::Middle => (height - (top + bottom)) / 2.0,
                VerticalAlign::Baseline | VerticalAlign::Bottom => height - self.extra - bottom,
            };
        }
        match request.vertical_align {
            VerticalAlign::Top => ascent,
            VerticalAlign::Middle => (height + ascent - leading - descent) / 2.0,
            VerticalAlign::Baseline => height - leading,
            VerticalAlign::Bottom => height - leading - descent,
        }
    }

    /// Nearest and farthest ink across the lines, from the first baseline, millimeters.
    fn ink_across(
        &self,
        lines: &[SetLine],
        extents: &[Extent],
        direction: f64,
    ) -> Option<(f64, f64)> {
        let mut baseline = 0.0;
        let mut found: Option<(f64, f64)> = None;
        for (index, (line, extent)) in lines.iter().zip(extents).enumerate() {
            if index > 0 {
                baseline += extent.leading * direction;
            }
            let Some(ink) = line.ink else { continue };
            let (a, b) = if self.text.is_vertical() { (ink.x0, ink.x1) } else { (ink.y0, ink.y1) };
            let (a, b) = ((baseline + a) * self.size, (baseline + b) * self.size);
            found = Some(found.map_or((a, b), |(x, y)| (x.min(a), y.max(b))));
        }
        found
    }
}
