//! What one character or grapheme is.

use harfrust::Script;
use unicode_segmentation::UnicodeSegmentation;

use super::ranges::{DIGITS, MARKS, PUNCTUATION, holds};

/// The script, as shaping sees it. [`Script::COMMON`] for what all scripts share, and
/// [`Script::INHERITED`] for marks that take the script of the letter they stand on.
pub(crate) fn script(c: char) -> Script {
    harfrust::unicode::script(u32::from(c))
}

/// A letter of any alphabet, syllabary or ideography; vowel signs count.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// A decimal digit of any script (`Nd`).
pub(crate) fn is_digit(c: char) -> bool {
    holds(DIGITS, c)
}

/// An accent, vowel sign or other mark (`M`).
pub(crate) fn is_mark(c: char) -> bool {
    holds(MARKS, c)
}

/// Punctuation (`P`).
pub(crate) fn is_punctuation(c: char) -> bool {
    holds(PUNCTUATION, c)
}

/// A sign that is no letter, number, mark or punctuation: `€`, `+`, `♥`. Not the pictures of the blocks
/// that hold nothing but emoji.
pub(crate) fn is_symbol(c: char) -> bool {
    const PICTURES: std::ops::RangeInclusive<char> = '\u{1f000}'..='\u{1faff}';
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !is_mark(c)
        && !is_punctuation(c)
        && !is_ignorable(c)
        && !PICTURES.contains(&c)
        && script(c) != Script::UNKNOWN
}

/// Draws nothing by itself, but may steer direction, joining or line breaks (`Cf`, the common ones).
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether there is something to see of a character on its own.
pub(crate) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_ignorable(c) && !is_mark(c)
}

/// Whether there is nothing to see in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_ignorable(c))
}

/// Whether a grapheme is an emoji: a pictograph with what modifies it, a flag or a keycap.
pub(crate) fn is_emoji(grapheme: &str) -> bool {
    const KEYCAP: char = '\u{20e3}';
    const FLAG_LETTERS: std::ops::RangeInclusive<char> = '\u{1f1e6}'..='\u{1f1ff}';
    let Some(first) = grapheme.chars().next() else { return false };
    FLAG_LETTERS.contains(&first) || is_pictograph(first) || grapheme.ends_with(KEYCAP)
}

/// `Extended_Pictographic`. Segmentation has the data: of all characters that are no marks, only two of
/// these are one grapheme with a joiner between them (UAX #29, rule GB11).
fn is_pictograph(c: char) -> bool {
    const JOINER: char = '\u{200d}';
    if c.is_alphanumeric() || is_mark(c) || is_ignorable(c) {
        return false;
    }
    let joined: String = [c, JOINER, c].into_iter().collect();
    joined.graphemes(true).count() == 1
}

#[cfg(test)]
mod tests {
    use unicode_general_category::{GeneralCategory as Gc, get_general_category};

    use super::*;

    #[test]
    fn symbols_are_those_of_unicode_but_pictures() {
        for c in (' '..='\u{1efff}').filter(|&c| script(c) != Script::UNKNOWN) {
            let category = get_general_category(c);
            let expected = matches!(
                category,
                Gc::MathSymbol | Gc::CurrencySymbol | Gc::ModifierSymbol | Gc::OtherSymbol
            );
            // Letters in circles are letters here, and a few formatters draw something.
            let exempt = c.is_alphabetic()
                || matches!(category, Gc::Format | Gc::Unassigned | Gc::PrivateUse);
            assert!(is_symbol(c) == expected || exempt, "{c} {category:?}");
        }
        assert!("€+♥©°".chars().all(is_symbol));
        assert!(!"a1. \u{200d}\u{301}😀\u{e000}\u{378}".chars().any(is_symbol));
    }

    #[test]
    fn emoji_are_told_from_what_they_are_made_of() {
        for emoji in ["😀", "♥", "♥\u{fe0f}", "👩‍👩‍👧", "👍🏽", "🇫🇷", "1\u{fe0f}\u{20e3}", "©"]
        {
            assert!(is_emoji(emoji), "{emoji}");
        }
        for other in ["", "a", "1", "#", "é", "e\u{301}", "\u{301}", "क्ष", "\u{200d}", "한", "€"]
        {
            assert!(!is_emoji(other), "{other}");
        }
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        assert!(is_blank("") && is_blank(" \n\u{3000}\u{200b}\u{feff}"));
        assert!(!is_blank(" . "));
    }
}
