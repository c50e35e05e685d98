//! Monograms: initials arranged to one figure.
//!
//! Letters are set one by one at a working size, arranged by their ink, and the whole brought into
//! the box. What bends or cuts a letter does so to its shaped outline.

use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape as _, Vec2};
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use super::deform::{TOLERANCE, deform};
use super::layout::{Glyph, Layout, LineBox, Shape, Style, layout_text};
use super::request::{Align, Bounds, Fit, Run, TextRequest, VerticalAlign};

/// The em that letters are first set at, millimeters.
const EM: f64 = 10.0;

/// Most letters of a monogram.
const LETTERS: usize = 3;

/// Cap height of a font that states none, in ems.
const CAP_HEIGHT: f64 = 0.7;

/// An arrangement of initials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Monogram {
    /// Side by side, the middle one of three larger.
    Classic,
    /// The first two one above the other, the third beside them, as high as both.
    Stacked,
    /// Bent to fill a circle, with a ring around them.
    Circle,
    /// The first letter large, cut across the middle, with the whole text in the gap.
    Split,
}

/// Lays out a monogram: the first letters of up to three words, or of a single word its first three
/// letters. It fills the box as far as its shape allows; `size`, `fit` and spacing do not count. What is
/// not shown of a text of more letters is told as [`Layout::truncated`].
pub fn layout_monogram(request: &TextRequest<'_>, monogram: Monogram) -> Layout {
    let (initials, more) = initials(request.runs);
    let mut out = Layout::default();
    let mut letters: Vec<Letter> =
        initials.iter().filter_map(|initial| Letter::set(request, initial, &mut out)).collect();
    out.truncated = more && monogram != Monogram::Split;
    let room = Room::of(request);
    match monogram {
        Monogram::Classic => arrange(&classic(&letters), &room, request, &mut out),
        Monogram::Stacked => arrange(&stacked(&letters), &room, request, &mut out),
        Monogram::Circle => {
            // As they are read.
            if letters.first().is_some_and(|letter| letter.right_to_left) {
                letters.reverse();
            }
            circle(&letters, &room, &mut out);
        }
        Monogram::Split => {
            if let Some(letter) = letters.first() {
                split(letter, &room, request, &mut out);
            }
        }
    }
    frame(&mut out);
    out
}

/// A letter that a monogram shows.
struct Initial<'a> {
    run: &'a Run<'a>,
    text: &'a str,
    /// Byte offset in the runs' texts, one after the other.
    offset: usize,
}

/// The letters of the runs that count, at most [`LETTERS`], and whether there are more.
fn initials<'a>(runs: &'a [Run<'a>]) -> (Vec<Initial<'a>>, bool) {
    let mut all: Vec<(bool, Initial<'a>)> = Vec::new();
    let (mut base, mut begins) = (0, true);
    // A text of thousands of words is no monogram: what comes late is not looked at.
    const MOST: usize = 1000;
    for run in runs {
        for (at, text) in run.text.grapheme_indices(true).take(MOST) {
            if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
                begins = true;
                continue;
            }
            all.push((begins, Initial { run, text, offset: base + at }));
            begins = false;
        }
        base += run.text.len();
    }
    let words = all.iter().filter(|(begins, _)| *begins).count();
    let more = if words > 1 { words > LETTERS } else { all.len() > LETTERS };
    let counts = |begins: bool| words <= 1 || begins;
    let letters = all.into_iter().filter(|(begins, _)| counts(*begins)).map(|(_, letter)| letter);
    (letters.take(LETTERS).collect(), more)
}

/// A letter set by itself at [`EM`], with its origin on the baseline at 0.
struct Letter {
    glyphs: Vec<(Glyph, Option<BezPath>)>,
    ink: Rect,
    cap: f64,
    right_to_left: bool,
}

impl Letter {
    /// Sets a letter; its styles, and what it lacks, go to `out`. `None` without ink.
    fn set(request: &TextRequest<'_>, initial: &Initial<'_>, out: &mut Layout) -> Option<Self> {
        let runs = [Run { text: initial.text, scale: 1.0, ..initial.run.clone() }];
        let layout = layout_text(&TextRequest {
            language: request.language,
            max_lines: 1,
            ..TextRequest::new(&runs, EM, 0.0, 0.0)
        });
        for c in &layout.missing {
            if !out.missing.contains(c) {
                out.missing.push(*c);
            }
        }
        let line = layout.lines.first()?;
        let origin = Vec2::new(line.x, line.baseline);
        let first = u16::try_from(out.styles.len()).ok()?;
        let offset = u32::try_from(initial.offset).unwrap_or(u32::MAX);
        let glyphs = layout.glyphs.iter().map(|glyph| {
            let outline = layout.outline(glyph).map(|path| Affine::translate(-origin) * path);
            let placed = Glyph {
                style: glyph.style.saturating_add(first),
                x: glyph.x - origin.x,
                y: glyph.y - origin.y,
                cluster: glyph.cluster.saturating_add(offset),
                ..glyph.clone()
            };
            (placed, outline)
        });
        let cap = initial.run.fonts.first().and_then(|font| font.metrics().cap_height);
        let letter = Self {
            glyphs: glyphs.collect(),
            ink: layout.ink? - origin,
            cap: cap.unwrap_or(CAP_HEIGHT) * EM,
            right_to_left: line.right_to_left,
        };
        out.styles.extend(layout.styles);
        Some(letter)
    }
}

/// The part of the box that ink may take.
struct Room {
    rect: Rect,
}

impl Room {
    fn of(request: &TextRequest<'_>) -> Self {
        let side = |v: f64| if v.is_finite() { v.clamp(0.0, 1e6) } else { 0.0 };
        let (width, height) = (side(request.width), side(request.height));
        let extra = side(request.extra).min(width / 2.0).min(height / 2.0);
        Self { rect: Rect::new(0.0, 0.0, width, height).inset(-extra) }
    }
}

/// A letter at its place among the others: scale and where its origin stands.
type Placed<'a> = (&'a Letter, f64, Vec2);

/// Side by side with their capitals' middles on one line.
fn classic(letters: &[Letter]) -> Vec<Placed<'_>> {
    /// Of the letters beside a larger one.
    const SMALL: f64 = 0.62;
    const GAP: f64 = 0.07 * EM;
    let mut x = 0.0;
    let mut placed = Vec::with_capacity(letters.len());
    for (index, letter) in letters.iter().enumerate() {
        let scale = if letters.len() == LETTERS && index != 1 { SMALL } else { 1.0 };
        placed.push((
            letter,
            scale,
            Vec2::new(x - letter.ink.x0 * scale, letter.cap * scale / 2.0),
        ));
        x += letter.ink.width() * scale + GAP;
    }
    placed
}

/// Two above one another, the third beside them.
fn stacked(letters: &[Letter]) -> Vec<Placed<'_>> {
    /// Between the two, and before the third, as parts of the third's capitals.
    const GAP: f64 = 0.14;
    let [first, second, third] = letters else {
        let mut y = 0.0;
        let mut placed = Vec::with_capacity(letters.len());
        for letter in letters {
            placed.push((letter, 1.0, Vec2::new(-letter.ink.center().x, y)));
            y += letter.cap * (1.0 + GAP);
        }
        return placed;
    };
    let height = third.cap;
    let scale = |letter: &Letter| height * (1.0 - GAP) / 2.0 / letter.cap.max(1e-6);
    let (a, b) = (scale(first), scale(second));
    let half = (first.ink.width() * a).max(second.ink.width() * b) / 2.0;
    let upper = Vec2::new(half - first.ink.center().x * a, first.cap * a - height);
    let lower = Vec2::new(half - second.ink.center().x * b, 0.0);
    let beside = Vec2::new(2.0 * half + GAP * height - third.ink.x0, 0.0);
    vec![(first, a, upper), (second, b, lower), (third, 1.0, beside)]
}

/// Brings placed letters into the room, as large as fits.
fn arrange(placed: &[Placed<'_>], room: &Room, request: &TextRequest<'_>, out: &mut Layout) {
    let turned: Vec<Placed<'_>>;
    let placed = if placed.first().is_some_and(|(letter, ..)| letter.right_to_left) {
        turned = placed.iter().map(mirrored).collect();
        &turned
    } else {
        placed
    };
    let ink_of = |(letter, scale, at): &Placed<'_>| letter.ink.scale_from_origin(*scale) + *at;
    let Some(ink) = placed.iter().map(ink_of).reduce(|a, b| a.union(b)) else { return };
    let fit = (room.rect.width() / ink.width()).min(room.rect.height() / ink.height());
    let fit = if fit.is_finite() { fit } else { 0.0 };
    let shift = at_edge(request, room.rect, ink.scale_from_origin(fit));
    out.size = EM * fit;
    let mut scales = vec![1.0; out.styles.len()];
    for (letter, scale, at) in placed {
        let scale = scale * fit;
        let origin = *at * fit + shift;
        for (glyph, _) in &letter.glyphs {
            if let Some(slot) = scales.get_mut(usize::from(glyph.style)) {
                *slot = scale;
            }
            let place = Vec2::new(glyph.x, glyph.y) * scale + origin;
            out.glyphs.push(Glyph { x: place.x, y: place.y, ..glyph.clone() });
        }
    }
    for (style, scale) in out.styles.iter_mut().zip(scales) {
        *style = Style { size: style.size * scale, ..style.clone() };
    }
}

/// A letter on the other side, as letters that are read from right to left follow one another.
fn mirrored<'a>((letter, scale, at): &Placed<'a>) -> Placed<'a> {
    let middle = (letter.ink.x0 + letter.ink.x1) * scale;
    (letter, *scale, Vec2::new(-at.x - middle, at.y))
}

/// By how much a rectangle is moved to stand in the room as the text is aligned.
fn at_edge(request: &TextRequest<'_>, room: Rect, ink: Rect) -> Vec2 {
    let x = match request.align {
        Align::Left | Align::Start | Align::Justify => room.x0 - ink.x0,
        Align::Center => room.center().x - ink.center().x,
        Align::Right | Align::End => room.x1 - ink.x1,
    };
    let y = match request.vertical_align {
        VerticalAlign::Top => room.y0 - ink.y0,
        VerticalAlign::Middle => room.center().y - ink.center().y,
        VerticalAlign::Baseline | VerticalAlign::Bottom => room.y1 - ink.y1,
    };
    Vec2::new(x, y)
}

/// Each letter fills its slice of a circle.
fn circle(letters: &[Letter], room: &Room, out: &mut Layout) {
    /// Radius of the letters, and thickness of the ring, as parts of the whole radius.
    const INNER: f64 = 0.86;
    const RING: f64 = 0.045;
    /// Where slices begin and end, as parts of the letters' radius.
    const SLICES: [&[(f64, f64)]; LETTERS] = [
        &[(-0.93, 0.93)],
        &[(-0.93, -0.035), (0.035, 0.93)],
        &[(-0.93, -0.365), (-0.305, 0.305), (0.365, 0.93)],
    ];
    let radius = room.rect.width().min(room.rect.height()) / 2.0;
    let Some(slices) = letters.len().checked_sub(1).and_then(|n| SLICES.get(n)) else { return };
    if radius <= 0.0 {
        return;
    }
    let (center, inner) = (room.rect.center(), radius * INNER);
    for (letter, (from, to)) in letters.iter().zip(*slices) {
        let ink = letter.ink;
        let map = |p: Point| {
            let x = (from + (to - from) * (p.x - ink.x0) / ink.width().max(1e-9)).clamp(-1.0, 1.0);
            let y = (p.y - ink.center().y) / (ink.height() / 2.0).max(1e-9);
            center + Vec2::new(x, y * (1.0 - x * x).max(0.0).sqrt()) * inner
        };
        for (glyph, outline) in &letter.glyphs {
            let Some(outline) = outline else { continue };
            bent(glyph, deform(outline, TOLERANCE, &map), out);
        }
    }
    out.size = inner * 2.0;
    if let Some((glyph, _)) = letters.first().and_then(|letter| letter.glyphs.first()) {
        // Nonzero winding leaves open what two circles in opposite directions enclose.
        let ring = |r: f64| Circle::new(center, r).to_path(TOLERANCE);
        let mut path = ring(radius);
        path.extend(ring(radius * (1.0 - RING)).reverse_subpaths());
        bent(glyph, path, out);
    }
}

/// Adds an outline of its own in the style of `glyph`.
fn bent(glyph: &Glyph, path: BezPath, out: &mut Layout) {
    let origin = path.control_box().origin();
    let shape = Shape::Bent(path.into());
    out.glyphs.push(Glyph { x: origin.x, y: origin.y, shape, ..glyph.clone() });
}

/// A letter with a gap across its middle, and the whole text in that.
fn split(letter: &Letter, room: &Room, request: &TextRequest<'_>, out: &mut Layout) {
    /// Heights of the gap and of the text in it, as parts of the letter's.
    const GAP: f64 = 0.27;
    const TEXT: f64 = 0.17;
    let ink = letter.ink;
    let fit = (room.rect.width() / ink.width()).min(room.rect.height() / ink.height());
    if !(fit > 0.0 && fit.is_finite()) {
        return;
    }
    let ink = ink.scale_from_origin(fit);
    let shift = at_edge(request, room.rect, ink);
    let ink = ink + shift;
    let (top, bottom) = {
        let half = ink.height() * GAP / 2.0;
        (ink.center().y - half, ink.center().y + half)
    };
    for (glyph, outline) in &letter.glyphs {
        let Some(outline) = outline else { continue };
        let path = Affine::translate(shift) * Affine::scale(fit) * outline.clone();
        let mut halves = clip(&path, |y| top - y);
        halves.extend(clip(&path, |y| y - bottom));
        bent(glyph, halves, out);
    }
    out.size = EM * fit;
    let height = ink.height() * TEXT;
    let name = layout_text(&TextRequest {
        fit: Fit::Fit,
        bounds: Bounds::Ink,
        min_size: 0.0,
        size: height.max(1e-6),
        max_size: f64::INFINITY,
        max_lines: 1,
        align: Align::Center,
        vertical_align: VerticalAlign::Middle,
        width: room.rect.width(),
        height,
        extra: 0.0,
        ..request.clone()
    });
    let first = u16::try_from(out.styles.len()).unwrap_or(u16::MAX);
    let corner = Vec2::new(room.rect.x0, ink.center().y - height / 2.0);
    out.glyphs.extend(name.glyphs.into_iter().map(|glyph| Glyph {
        style: glyph.style.saturating_add(first),
        x: glyph.x + corner.x,
        y: glyph.y + corner.y,
        ..glyph
    }));
    out.styles.extend(name.styles);
    out.missing = name.missing;
    out.overflow = name.overflow;
}

/// The part of a path where `side` of y is above 0, its curves flattened. Cutting each contour by
/// itself keeps the winding numbers of what is left (Sutherland and Hodgman, 1974).
fn clip(path: &BezPath, side: impl Fn(f64) -> f64) -> BezPath {
    let mut out = BezPath::new();
    let mut contour: Vec<Point> = Vec::new();
    let mut finish = |contour: &mut Vec<Point>| {
        let mut kept: Vec<Point> = Vec::new();
        let before = contour.iter().cycle().skip(contour.len().saturating_sub(1));
        for (a, b) in before.zip(contour.iter()) {
            let (sa, sb) = (side(a.y), side(b.y));
            if (sa > 0.0) != (sb > 0.0) {
                kept.push(a.lerp(*b, sa / (sa - sb)));
            }
            if sb > 0.0 {
                kept.push(*b);
            }
        }
        contour.clear();
        if let Some((first, rest)) = kept.split_first() {
            out.move_to(*first);
            rest.iter().for_each(|p| out.line_to(*p));
            out.close_path();
        }
    };
    kurbo::flatten(path, TOLERANCE, |element| match element {
        kurbo::PathEl::MoveTo(p) => {
            finish(&mut contour);
            contour.push(p);
        }
        kurbo::PathEl::LineTo(p) => contour.push(p),
        _ => {}
    });
    finish(&mut contour);
    out
}

/// What the figure takes, as its ink and its one line.
fn frame(out: &mut Layout) {
    out.ink = out.glyphs.iter().filter_map(|g| out.glyph_bounds(g)).reduce(|a, b| a.union(b));
    let ink = out.ink.unwrap_or(Rect::ZERO);
    out.lines = vec![LineBox {
        glyphs: (0, out.glyphs.len()),
        x: ink.x0,
        width: ink.width(),
        baseline: ink.y1,
        ascent: ink.height(),
        descent: 0.0,
        right_to_left: false,
    }];
}
