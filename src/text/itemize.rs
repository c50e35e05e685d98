//! Splits a text into paragraphs, and these into items: stretches of one font, script and direction.

use harfrust::Script;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::font::Font;
use super::prepare::Char;
use super::request::{Direction, Run, Writing};
use super::shape::{is_invisible, script_of};

/// A paragraph: what stands between line breaks.
#[derive(Debug)]
pub(crate) struct Paragraph {
    /// Its first character, and the one after the last; the break is not in it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) right_to_left: bool,
    /// In the order of the text.
    pub(crate) items: Vec<Item>,
}

/// A stretch of one run that is shaped at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Item {
    /// Its first character, and the one after the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) run: u16,
    /// Index of the font among those of its run.
    pub(crate) font: u16,
    pub(crate) script: Option<Script>,
    /// Bidi embedding level; odd ones run from right to left.
    pub(crate) level: u8,
    pub(crate) stance: Stance,
}

/// How the letters of an item stand to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Along it.
    Along,
    /// Upright in a line that runs down, by the font's own rules for that.
    Upright,
    /// Upright in a line that runs down, one grapheme an item.
    Stacked,
}

/// Splits a text.
pub(crate) fn itemize(
    chars: &[Char],
    runs: &[Run<'_>],
    direction: Direction,
    writing: Writing,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for stretch in chars.split(|c| c.c == '\n') {
        let end = start + stretch.len();
        paragraphs.push(paragraph(chars, (start, end), runs, direction, writing));
        start = end + 1;
    }
    paragraphs
}

fn paragraph(
    chars: &[Char],
    (start, end): (usize, usize),
    runs: &[Run<'_>],
    direction: Direction,
    writing: Writing,
) -> Paragraph {
    let own = chars.get(start..end).unwrap_or_default();
    let text: String = own.iter().map(|c| c.c).collect();
    let (levels, right_to_left) = levels(own, &text, direction);
    let scripts = scripts(own);
    let mut items: Vec<Item> = Vec::new();
    let mut at = 0;
    let mut last_font = None;
    for grapheme in text.graphemes(true) {
        let count = grapheme.chars().count();
        let first = at;
        at += count;
        let Some(char) = own.get(first) else { break };
        let fonts = runs.get(usize::from(char.run)).map_or(&[][..], |r| r.fonts);
        let previous = last_font.filter(|(run, _)| *run == char.run).map(|(_, font)| font);
        let script = scripts.get(first).copied().flatten();
        let shared = own.get(first..at).unwrap_or_default().iter().all(|c| is_shared(c.c));
        let font = choose(fonts, grapheme, if shared { previous } else { None });
        last_font = Some((char.run, font));
        let item = Item {
            start: start + first,
            end: start + at,
            run: char.run,
            font,
            script,
            level: levels.get(first).copied().unwrap_or(u8::from(right_to_left)),
            stance: match writing {
                Writing::Horizontal => Stance::Along,
                Writing::Vertical if stands_upright(char.c) => Stance::Upright,
                Writing::Vertical => Stance::Along,
                Writing::Stacked => Stance::Stacked,
            },
        };
        match items.last_mut() {
            Some(last)
                if (Item { start: item.start, end: item.end, ..*last }) == item
                    && item.stance != Stance::Stacked =>
            {
                last.end = item.end;
            }
            _ => items.push(item),
        }
    }
    Paragraph { start, end, right_to_left, items }
}

/// The embedding level of each character (UAX 9), and whether the paragraph runs from right to left.
fn levels(chars: &[Char], text: &str, direction: Direction) -> (Vec<u8>, bool) {
    let base = match direction {
        Direction::Auto => None,
        Direction::LeftToRight => Some(Level::ltr()),
        Direction::RightToLeft => Some(Level::rtl()),
    };
    if direction != Direction::RightToLeft && !chars.iter().any(|c| may_turn(c.c)) {
        return (vec![0; chars.len()], false);
    }
    let info = ParagraphBidiInfo::new(text, base);
    // Levels with rule L1 applied: blanks at the end stand at the end of the line.
    let by_byte = info.reordered_levels(0..text.len());
    let by_char = text.char_indices().map(|(i, _)| by_byte.get(i).map_or(0, Level::number));
    (by_char.collect(), info.paragraph_level.is_rtl())
}

/// Whether a character can bring about any level but 0: letters that run from right to left, and
/// controls that turn text. Source: Unicode's `Bidi_Class`, widened to whole blocks.
pub(crate) fn may_turn(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// The script of each character; those that all scripts share have that of the letters before, or
/// else after them.
fn scripts(chars: &[Char]) -> Vec<Option<Script>> {
    let mut scripts: Vec<_> = chars.iter().map(|c| script_of(c.c)).collect();
    let mut current = scripts.iter().copied().find(Option::is_some).flatten();
    for script in &mut scripts {
        current = script.or(current);
        *script = current;
    }
    scripts
}

/// Blanks and punctuation: they stay in the font of the letters before them, so that the spaces of an
/// Arabic name don't break it in pieces.
fn is_shared(c: char) -> bool {
    is_invisible(c) || c.is_whitespace() || !(c.is_alphanumeric() || c > '\u{2fff}')
}

/// Asks for a symbol's picture in colors instead of its plain form.
const EMOJI_STYLE: char = '\u{fe0f}';

/// The font that draws a grapheme: `previous` if it can, else the first that has all its characters,
/// else the first that has its base. Symbols asked for in color prefer a font that has colors.
fn choose(fonts: &[Font], grapheme: &str, previous: Option<u16>) -> u16 {
    let has_all = |font: &Font| grapheme.chars().all(|c| is_invisible(c) || font.has_char(c));
    if let Some(index) = previous
        && fonts.get(usize::from(index)).is_some_and(has_all)
    {
        return index;
    }
    let indexed = || (0_u16..).zip(fonts);
    if fonts.len() < 2 {
        return 0;
    }
    let base = grapheme.chars().next().unwrap_or(' ');
    let has_base = |font: &Font| font.has_char(base);
    let colored = grapheme
        .contains(EMOJI_STYLE)
        .then(|| indexed().find(|(_, font)| font.has_colors() && has_all(font)));
    colored
        .flatten()
        .or_else(|| indexed().find(|(_, font)| has_all(font)))
        .or_else(|| indexed().find(|(_, font)| has_base(font)))
        .map_or(0, |(index, _)| index)
}

/// Whether a letter stands upright in a vertical line.
/// Source: Unicode's `Vertical_Orientation` (UAX 50), U and Tu, widened to whole blocks.
fn stands_upright(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe48}' | '\u{fe50}'..='\u{fe57}' | '\u{fe5f}'..='\u{fe62}'
        | '\u{fe67}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0c}' | '\u{ff0e}'..='\u{ff1b}'
        | '\u{ff1f}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe7}' | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}')
}
