//! What of a string is set: no control characters, bounded length, whole graphemes.

use unicode_segmentation::UnicodeSegmentation;

/// Most characters one line takes; what lies beyond is left out, at a grapheme's edge.
pub const MAX_TEXT_CHARS: usize = 1024;

/// Most characters of one grapheme that are kept. Unicode's stream-safe format (UAX #15, section 13)
/// allows 30 marks after a base; no written language comes near.
pub const MAX_GRAPHEME_CHARS: usize = 32;

/// A string made fit to be shaped.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// Characters with the byte offset each has in the string they came from.
    pub(crate) chars: Vec<(u32, char)>,
    /// Whether a limit left something out.
    pub(crate) truncated: bool,
}

/// Drops control characters, turns line breaks and tabs into spaces, and keeps the limits.
pub(crate) fn prepare(text: &str) -> Prepared {
    let mut out = Prepared::default();
    // Found before segmenting, so that a huge string costs no more than a long one.
    let most = MAX_TEXT_CHARS * MAX_GRAPHEME_CHARS;
    let end = text.char_indices().nth(most).map_or(text.len(), |(i, _)| i);
    out.truncated = end < text.len();
    for (offset, grapheme) in text.get(..end).unwrap_or_default().grapheme_indices(true) {
        let kept = grapheme.chars().take(MAX_GRAPHEME_CHARS).count();
        if out.chars.len() + kept > MAX_TEXT_CHARS {
            out.truncated = true;
            break;
        }
        // "\r\n" is one grapheme and one space.
        if grapheme == "\r\n" {
            out.chars.push((offset as u32, ' '));
            continue;
        }
        for (n, (i, c)) in grapheme.char_indices().enumerate() {
            if n == MAX_GRAPHEME_CHARS {
                out.truncated = true;
                break;
            }
            match c {
                '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    out.chars.push(((offset + i) as u32, ' '));
                }
                c if c.is_control() => {}
                c => out.chars.push(((offset + i) as u32, c)),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MAX_GRAPHEME_CHARS, MAX_TEXT_CHARS, prepare};

    fn text(s: &str) -> String {
        prepare(s).chars.iter().map(|(_, c)| *c).collect()
    }

    #[test]
    fn breaks_become_spaces_and_controls_vanish() {
        assert_eq!(text("a\nb\tc\r\nd\u{0}\u{7}e\u{2028}f"), "a b c de f");
        assert_eq!(text("plain"), "plain");
    }

    #[test]
    fn offsets_are_those_of_the_source() {
        let offsets: Vec<u32> = prepare("é\u{1}x").chars.iter().map(|(i, _)| *i).collect();
        assert_eq!(offsets, [0, 3]);
    }

    #[test]
    fn limits_cut_at_graphemes_and_are_told() {
        let p = prepare(&"👩‍👩‍👧".repeat(1000));
        assert!(p.truncated && p.chars.len() <= MAX_TEXT_CHARS);
        assert_eq!(p.chars.len() % 5, 0, "a family was cut apart");
        let zalgo = format!("a{}b", "\u{301}".repeat(10_000));
        let p = prepare(&zalgo);
        assert!(p.truncated);
        assert_eq!(
            p.chars.len(),
            MAX_GRAPHEME_CHARS + 1,
            "its marks are cut, the next letter stays"
        );
        assert!(!prepare("Zoë").truncated);
    }
}
