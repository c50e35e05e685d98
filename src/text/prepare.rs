//! What of a text is set: no control characters, bounded length, whole graphemes, the asked-for case.

use unicode_segmentation::UnicodeSegmentation;

use super::case::{Context, Language, convert};
use super::request::{Case, Run};

/// Most characters one text takes; what lies beyond is left out, at a grapheme's edge.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// Most characters of one grapheme that are kept. Unicode's stream-safe format (UAX #15, section 13)
/// allows 30 marks after a base; no written language comes near.
pub const MAX_GRAPHEME_CHARS: usize = 32;

/// A character to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Char {
    /// Byte offset in the runs' texts, one after the other.
    pub(crate) offset: u32,
    /// The character; a line break is `'\n'`.
    pub(crate) c: char,
    /// Index of its run.
    pub(crate) run: u16,
}

/// A text made fit to be shaped.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    pub(crate) chars: Vec<Char>,
    /// Whether a limit left something out.
    pub(crate) truncated: bool,
}

/// Drops control characters, turns tabs and, from the `max_lines`th on, line breaks into spaces,
/// changes case, and keeps the limits. No more than `u16::MAX` runs are taken.
pub(crate) fn prepare(runs: &[Run<'_>], max_lines: usize, language: Option<&str>) -> Prepared {
    let mut writer = Writer {
        out: Prepared::default(),
        breaks_left: max_lines.saturating_sub(1),
        language: Language::of(language),
        before: None,
        letters: 0,
    };
    let mut base = 0;
    for (index, run) in (0_u16..).zip(runs) {
        if !writer.run(run, index, base) {
            writer.out.truncated = true;
            break;
        }
        base += run.text.len();
    }
    writer.out
}

struct Writer {
    out: Prepared,
    breaks_left: usize,
    language: Language,
    /// The last character that was kept, and how many letters of its word it ends.
    before: Option<char>,
    letters: usize,
}

impl Writer {
    /// Takes a run; false when a limit was met.
    fn run(&mut self, run: &Run<'_>, index: u16, base: usize) -> bool {
        // Found before segmenting, so that a huge string costs no more than a long one.
        let most = MAX_TEXT_CHARS * 4;
        let end = run.text.char_indices().nth(most).map_or(run.text.len(), |(i, _)| i);
        let text = run.text.get(..end).unwrap_or_default();
        for (offset, grapheme) in text.grapheme_indices(true) {
            let kept = grapheme.chars().take(MAX_GRAPHEME_CHARS).count();
            if self.out.chars.len() + kept > MAX_TEXT_CHARS {
                return false;
            }
            // "\r\n" is one grapheme and one break.
            let grapheme = if grapheme == "\r\n" { "\n" } else { grapheme };
            let mut chars = grapheme.char_indices().peekable();
            let mut taken = 0;
            while let Some((i, c)) = chars.next() {
                if taken == MAX_GRAPHEME_CHARS {
                    self.out.truncated = true;
                    break;
                }
                taken += 1;
                let after = chars.peek().map(|(_, c)| *c);
                let after = after.or_else(|| text.get(offset + i + c.len_utf8()..)?.chars().next());
                let offset = u32::try_from(base + offset + i).unwrap_or(u32::MAX);
                self.char(c, after, run.case, offset, index);
            }
        }
        end == run.text.len()
    }

    fn char(&mut self, c: char, after: Option<char>, case: Case, offset: u32, run: u16) {
        let c = match c {
            '\t' => ' ',
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if self.breaks_left == 0 {
                    ' '
                } else {
                    self.breaks_left -= 1;
                    '\n'
                }
            }
            c if c.is_control() => return,
            c => c,
        };
        let context = Context { before: self.before, after, letters: self.letters };
        let chars = &mut self.out.chars;
        convert(c, case, self.language, context, &mut |c| {
            chars.push(Char { offset, c, run });
        });
        self.before = Some(c);
        // Apostrophes are inside a word, and marks belong to their letters.
        let inside = matches!(c, '\'' | '’') || ('\u{300}'..'\u{370}').contains(&c);
        self.letters = match (c.is_alphanumeric(), inside) {
            (true, _) => self.letters + 1,
            (false, true) => self.letters,
            (false, false) => 0,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_GRAPHEME_CHARS, MAX_TEXT_CHARS, Prepared};
    use crate::text::request::{Case, Run};

    fn prepare(text: &str, lines: usize, case: Case) -> Prepared {
        let run = Run { text, fonts: &[], scale: 1.0, color: None, features: &[], case };
        super::prepare(&[run], lines, None)
    }

    fn text(s: &str, lines: usize) -> String {
        prepare(s, lines, Case::None).chars.iter().map(|c| c.c).collect()
    }

    #[test]
    fn breaks_become_spaces_and_controls_vanish() {
        assert_eq!(text("a\nb\tc\r\nd\u{0}\u{7}e\u{2028}f", 1), "a b c de f");
        assert_eq!(text("a\r\nb\rc\nd", 3), "a\nb\nc d");
        assert_eq!(text("plain", 1), "plain");
    }

    #[test]
    fn offsets_are_those_of_the_source() {
        let offsets =
            |s, case| -> Vec<u32> { prepare(s, 1, case).chars.iter().map(|c| c.offset).collect() };
        assert_eq!(offsets("é\u{1}x", Case::None), [0, 3]);
        assert_eq!(offsets("ßx", Case::Upper), [0, 0, 2], "both S come from one ß");
    }

    #[test]
    fn runs_follow_one_another() {
        let run = |text| Run {
            text,
            fonts: &[],
            scale: 1.0,
            color: None,
            features: &[],
            case: Case::Title,
        };
        let p = super::prepare(&[run("é "), run("le"), run("na o'neil")], 1, None);
        let all: String = p.chars.iter().map(|c| c.c).collect();
        assert_eq!(all, "É Lena O'neil");
        assert_eq!(p.chars.iter().map(|c| c.run).collect::<Vec<_>>()[..6], [0, 0, 1, 1, 2, 2]);
        assert_eq!(p.chars[2].offset, 3);
    }

    #[test]
    fn limits_cut_at_graphemes_and_are_told() {
        let p = prepare(&"👩‍👩‍👧".repeat(5000), 1, Case::None);
        assert!(p.truncated && p.chars.len() <= MAX_TEXT_CHARS);
        assert_eq!(p.chars.len() % 5, 0, "a family was cut apart");
        let zalgo = format!("a{}b", "\u{301}".repeat(1000));
        let p = prepare(&zalgo, 1, Case::None);
        assert!(p.truncated);
        assert_eq!(
            p.chars.len(),
            MAX_GRAPHEME_CHARS + 1,
            "its marks are cut, the next letter stays"
        );
        assert!(!prepare("Zoë", 1, Case::None).truncated);
    }
}
