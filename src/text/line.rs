//! One line of text sized and placed in a box.

use kurbo::Rect;

use super::font::Font;
use super::layout::{Glyph, Layout, LineBox, Shape, Style};
use super::prepare::prepare;
use super::shape::{Shaped, shape};

/// Rounding a sum of advances may add, in ems; less is not an overflow.
const SLACK: f64 = 1e-9;

/// Smallest em that is set, millimeters; below it there is nothing to see.
const MIN_EM: f64 = 1e-6;

/// What happens to a line wider than its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fit {
    /// It is set at its size and sticks out.
    #[default]
    None,
    /// It is set smaller until it fits, but not below the smallest size.
    Shrink,
}

/// Where a line stands in the width of its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Against the left edge.
    Left,
    /// In the middle.
    #[default]
    Center,
    /// Against the right edge.
    Right,
    /// Where reading starts: left, but right for right-to-left text.
    Start,
    /// Where reading ends: right, but left for right-to-left text.
    End,
}

/// Where a line stands in the height of its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum VerticalAlign {
    /// Its ascent touches the top edge.
    Top,
    /// Its ascent and descent together are centered.
    #[default]
    Middle,
    /// Its baseline is the bottom edge.
    Baseline,
    /// Its descent touches the bottom edge.
    Bottom,
}

/// A line to be laid out. Lengths are millimeters; one that is NaN or infinite counts as 0.
#[derive(Clone, Debug)]
pub struct LineRequest<'a> {
    /// What to set. Control characters are dropped, line breaks and tabs become spaces.
    pub text: &'a str,
    /// What to set it in.
    pub font: &'a Font,
    /// The em; 0 and less give a line without size.
    pub size: f64,
    /// The smallest em [`Fit::Shrink`] may choose; above `size` it counts as `size`, below 0 as 0.
    pub min_size: f64,
    /// What happens when the line is too wide.
    pub fit: Fit,
    /// Place in the width.
    pub align: Align,
    /// Place in the height.
    pub vertical_align: VerticalAlign,
    /// Added between neighboring letters at the authored size, and scaled with it; may be negative.
    /// Unless it is 0, optional ligatures are off. Scripts whose letters join are never spaced.
    pub letter_spacing: f64,
    /// The box's width; below 0 it counts as 0.
    pub width: f64,
    /// The box's height.
    pub height: f64,
    /// By how much a stroke sticks out of the letters on each side; the box must hold that too.
    pub extra: f64,
}

/// Lays out one line.
///
/// The text is shaped once, in font units, and scaled: nothing here depends on pixels. The width that
/// has to fit is that of the advance and the ink together, plus the stroke, so that swashes which
/// overhang their advance are not cut; alignment goes by the advance alone, as in CSS, but a shrunk
/// line whose ink would leave the box is moved inside. The height of the box does not shrink a line.
pub fn layout_line(request: &LineRequest<'_>) -> Layout {
    let metrics = request.font.metrics();
    let size = Some(finite(request.size)).filter(|em| *em >= MIN_EM).unwrap_or(0.0);
    let spacing = finite(request.letter_spacing);
    let prepared = prepare(request.text);
    let shaped = shape(request.font, &prepared, spacing != 0.0);
    let per_em = if shaped.spaceable && size > 0.0 { spacing / size } else { 0.0 };
    let run = Run::measure(request.font, &shaped, per_em);

    let available = (finite(request.width) - 2.0 * finite(request.extra)).max(0.0);
    let used = match request.fit {
        Fit::None => size,
        Fit::Shrink => shrink(size, finite(request.min_size), run.span(), available),
    };
    let over = run.span() * used - available;
    let overflow = (over > SLACK * used.max(1.0)).then_some(over);

    let mut line = LineBox {
        glyphs: (0, run.glyphs.len()),
        width: run.advance * used,
        ascent: metrics.ascent * used,
        descent: metrics.descent * used,
        right_to_left: shaped.right_to_left,
        ..LineBox::default()
    };
    line.x = place_x(request, &line, &run, used, overflow.is_some());
    line.baseline = place_y(request, &line);
    let place =
        |g: &Glyph| Glyph { x: line.x + g.x * used, y: line.baseline + g.y * used, ..g.clone() };
    Layout {
        styles: vec![Style { font: request.font.clone(), size: used, stretch: 1.0, color: None }],
        glyphs: run.glyphs.iter().map(place).collect(),
        size: used,
        ink: run.ink.map(|r| {
            Rect::new(r.x0 * used, r.y0 * used, r.x1 * used, r.y1 * used)
                + kurbo::Vec2::new(line.x, line.baseline)
        }),
        overflow,
        missing: shaped.missing,
        truncated: prepared.truncated,
        lines: vec![line],
    }
}

/// A shaped line in ems, its origin at 0.
struct Run {
    glyphs: Vec<Glyph>,
    advance: f64,
    ink: Option<Rect>,
}

impl Run {
    fn measure(font: &Font, shaped: &Shaped, spacing: f64) -> Self {
        let em = 1.0 / f64::from(font.metrics().units_per_em);
        let mut run =
            Self { glyphs: Vec::with_capacity(shaped.glyphs.len()), advance: 0.0, ink: None };
        // Summed as integers, so that a line's width is the same in any order.
        let (mut pen, mut gaps) = (0_i64, 0_u32);
        let mut last = None;
        for glyph in &shaped.glyphs {
            gaps += u32::from(last.is_some_and(|cluster| cluster != glyph.cluster));
            last = Some(glyph.cluster);
            let x = (pen + i64::from(glyph.dx)) as f64 * em + f64::from(gaps) * spacing;
            let y = -f64::from(glyph.dy) * em;
            pen += i64::from(glyph.advance);
            if !glyph.drawn {
                continue;
            }
            if let Some(b) = font.ink(glyph.id) {
                let b = b + kurbo::Vec2::new(x, y);
                run.ink = Some(run.ink.map_or(b, |ink| ink.union(b)));
            }
            let cluster = glyph.cluster;
            run.glyphs.push(Glyph { style: 0, id: glyph.id, x, y, cluster, shape: Shape::Upright });
        }
        run.advance = pen as f64 * em + f64::from(gaps) * spacing;
        run
    }

    /// Left end of advance and ink together.
    fn left(&self) -> f64 {
        self.ink.map_or(0.0, |ink| ink.x0.min(0.0))
    }

    /// Right end of advance and ink together.
    fn right(&self) -> f64 {
        self.ink.map_or(self.advance, |ink| ink.x1.max(self.advance))
    }

    /// Width of advance and ink together.
    fn span(&self) -> f64 {
        self.right() - self.left()
    }
}

/// The largest em, of at most `size` and at least `min`, at which `span` ems fit into `available`.
fn shrink(size: f64, min: f64, span: f64, available: f64) -> f64 {
    if span * size <= available {
        return size;
    }
    // Everything is proportional to the em, so there is nothing to search for.
    (available / span).clamp(min.clamp(0.0, size), size)
}

fn place_x(
    request: &LineRequest<'_>,
    line: &LineBox,
    run: &Run,
    size: f64,
    overflows: bool,
) -> f64 {
    let (width, extra) = (finite(request.width).max(0.0), finite(request.extra));
    let left = extra;
    let right = width - extra - line.width;
    let x = match (request.align, line.right_to_left) {
        (Align::Center, _) => (width - line.width) / 2.0,
        (Align::Left, _) | (Align::Start, false) | (Align::End, true) => left,
        (Align::Right, _) | (Align::Start, true) | (Align::End, false) => right,
    };
    if request.fit == Fit::None || overflows {
        return x;
    }
    let least = extra - run.left() * size;
    let most = width - extra - run.right() * size;
    x.min(most).max(least)
}

fn place_y(request: &LineRequest<'_>, line: &LineBox) -> f64 {
    let height = finite(request.height);
    match request.vertical_align {
        VerticalAlign::Top => line.ascent,
        VerticalAlign::Middle => (height + line.ascent - line.descent) / 2.0,
        VerticalAlign::Baseline => height,
        VerticalAlign::Bottom => height - line.descent,
    }
}

/// The number, or 0 for what is none. Kept far from where sums would lose millimeters.
fn finite(v: f64) -> f64 {
    if v.is_finite() { v.clamp(-1e9, 1e9) } else { 0.0 }
}
