//! How large a text is set so that it fits its box.

use super::super::request::{Bounds, Fit, TextRequest};
use super::lines::{Extent, SetLine, Stretch};
use super::shaped::ShapedText;

/// Rounding a sum of advances may add, in ems; less is not an overflow.
pub(super) const SLACK: f64 = 1e-9;

/// Smallest em that is set, millimeters; below it there is nothing to see.
pub(super) const MIN_EM: f64 = 1e-6;

/// Largest em, millimeters.
const MAX_EM: f64 = 1e6;

/// Halvings of the range of sizes, or widths, in which the best is looked for: a millionth of it.
const STEPS: usize = 20;

/// The room a text has, millimeters: along its lines and across them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) along: f64,
    pub(super) across: f64,
}

/// The sizes that are asked for and allowed, millimeters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) authored: f64,
    min: f64,
    max: f64,
}

impl Sizes {
    pub(super) fn of(request: &TextRequest<'_>) -> Self {
        let authored = finite(request.size);
        let authored = if authored >= MIN_EM { authored.min(MAX_EM) } else { 0.0 };
        let max = if request.max_size.is_nan() { authored } else { request.max_size.min(MAX_EM) };
        Self {
            authored,
            min: finite(request.min_size).clamp(0.0, authored),
            max: max.max(authored),
        }
    }
}

impl Sizes {
    /// `size`, or as much less as brings what is `along` ems long inside the room.
    pub(super) fn inside(&self, size: f64, along: f64, room: Room) -> f64 {
        let fitting = if along > 0.0 { room.along / along } else { size };
        size.min(fitting.max(self.min))
    }
}

/// What a set text takes, in ems of its size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    pub(super) along: f64,
    pub(super) across: f64,
}

/// How large, and how stretched, a text of unbroken lines is set.
pub(super) fn scale(
    request: &TextRequest<'_>,
    sizes: Sizes,
    taken: Taken,
    lines: usize,
    room: Room,
) -> (f64, f64) {
    let Sizes { authored, min, max } = sizes;
    if authored <= 0.0 || !(taken.along > 0.0 || taken.across > 0.0) {
        return (authored, 1.0);
    }
    // Everything is proportional to the em, so there is nothing to search for.
    let along = if taken.along > 0.0 { room.along / taken.along } else { f64::INFINITY };
    let across = if taken.across > 0.0 { room.across / taken.across } else { f64::INFINITY };
    let both = along.min(across);
    let counts_height = lines > 1 || request.bounds == Bounds::Ink;
    let shrunk = if counts_height { both } else { along };
    match request.fit {
        Fit::None | Fit::Wrap => (authored, 1.0),
        Fit::Shrink => (shrunk.clamp(min, authored), 1.0),
        Fit::Grow => (both.clamp(authored, max), 1.0),
        Fit::Fit => (both.clamp(min, max), 1.0),
        Fit::Squeeze => {
            let narrowest = finite(request.min_stretch).clamp(0.01, 1.0);
            (authored, (along / authored).clamp(narrowest, 1.0))
        }
    }
}

/// Whether a text that does not fit the box across its lines overflows.
pub(super) fn counts_across(request: &TextRequest<'_>, lines: usize) -> bool {
    lines > 1 || request.bounds == Bounds::Ink || matches!(request.fit, Fit::Grow | Fit::Fit)
}

/// The size of a text whose lines are broken, and where they are.
pub(super) fn wrap(text: &ShapedText<'_>, sizes: Sizes, room: Room) -> (f64, Vec<Stretch>) {
    let Sizes { authored, min, .. } = sizes;
    if authored <= 0.0 {
        return (authored, text.unbroken());
    }
    let fits = |size: f64| {
        let width = room.along / size;
        let (lines, longest) = text.broken(width, false);
        let fits = longest <= width + SLACK
            && lines.len() <= text.request.max_lines.max(1)
            && block(&extents(text, &lines)) * size <= room.across + SLACK * size;
        fits.then_some(lines)
    };
    let (size, lines) = match fits(authored) {
        Some(lines) => (authored, lines),
        None => {
            // Smaller letters never need more lines, so there is one border to look for.
            let (mut low, mut high) = (min.max(MIN_EM), authored);
            let mut best = fits(low);
            if best.is_some() {
                for _ in 0..STEPS {
                    let middle = (low + high) / 2.0;
                    match fits(middle) {
                        Some(lines) => (low, best) = (middle, Some(lines)),
                        None => high = middle,
                    }
                }
            }
            let lines = best.unwrap_or_else(|| text.broken(room.along / low, true).0);
            (low, lines)
        }
    };
    let lines = if text.request.balance { balance(text, lines, room.along / size) } else { lines };
    (size, lines)
}

/// As many lines, about equally long: the narrowest measure that needs no more of them.
fn balance(text: &ShapedText<'_>, lines: Vec<Stretch>, width: f64) -> Vec<Stretch> {
    let (mut low, mut high) = (0.0, width);
    let mut best = lines;
    for _ in 0..STEPS {
        let middle = (low + high) / 2.0;
        let (tried, longest) = text.broken(middle, false);
        if tried.len() <= best.len() && longest <= middle + SLACK {
            (high, best) = (middle, tried);
        } else {
            low = middle;
        }
    }
    best
}

/// The heights of lines.
pub(super) fn extents(text: &ShapedText<'_>, lines: &[Stretch]) -> Vec<Extent> {
    lines.iter().map(|line| text.extent(line)).collect()
}

/// From the first line's ascent to the last one's descent.
pub(super) fn block(extents: &[Extent]) -> f64 {
    let leading: f64 = extents.iter().skip(1).map(|e| e.leading).sum();
    let (first, last) = (extents.first(), extents.last());
    first.map_or(0.0, |e| e.ascent) + leading + last.map_or(0.0, |e| e.descent)
}

/// What lines take, by the bounds that count. Advance and ink together are the length of a line, so
/// that swashes which overhang their advance are not cut.
pub(super) fn taken(text: &ShapedText<'_>, lines: &[SetLine], extents: &[Extent]) -> Taken {
    let vertical = text.is_vertical();
    let by_ink = text.request.bounds == Bounds::Ink;
    let mut along = 0.0_f64;
    let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut baseline = 0.0;
    for (index, (line, extent)) in lines.iter().zip(extents).enumerate() {
        if index > 0 {
            baseline += extent.leading;
        }
        let (start, end) = ends(line, vertical, by_ink);
        // In a paragraph a letter may hang over the edge, as in print, rather than move its line.
        let broken = text.request.fit == Fit::Wrap && !by_ink;
        along = along.max(if broken { line.advance } else { end - start });
        if by_ink && let Some(ink) = line.ink {
            let (a, b) = if vertical { (ink.x0, ink.x1) } else { (ink.y0, ink.y1) };
            // Columns follow one another to the left.
            let at = if vertical { -baseline } else { baseline };
            (top, bottom) = (top.min(at + a), bottom.max(at + b));
        }
    }
    let across = if by_ink { (bottom - top).max(0.0) } else { block(extents) };
    Taken { along, across: if across.is_finite() { across } else { 0.0 } }
}

/// Where a line begins and ends along its direction, by the bounds that count.
pub(super) fn ends(line: &SetLine, vertical: bool, by_ink: bool) -> (f64, f64) {
    let ink = line.ink.map(|ink| if vertical { (ink.y0, ink.y1) } else { (ink.x0, ink.x1) });
    match (ink, by_ink) {
        (Some(ink), true) => ink,
        (Some((start, end)), false) => (start.min(0.0), end.max(line.advance)),
        (None, _) => (0.0, line.advance),
    }
}

/// The number, or 0 for what is none. Kept far from where sums would lose millimeters.
pub(super) fn finite(v: f64) -> f64 {
    if v.is_finite() { v.clamp(-1e9, 1e9) } else { 0.0 }
}
