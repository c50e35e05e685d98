//! The longest texts that an option takes, of letters as wide as it allows.

use crate::template::text_option::{CharacterSet, TextRules, Typing, Violation};

/// Most characters of a list that are tried.
const MAX_LISTED: usize = 24;

/// Up to this length every length is tried with a pattern; above it only the longest.
const MAX_TRIED: usize = 40;

/// Letters between spaces of a text that is broken into lines.
const WORD: usize = 10;

/// How many characters a text may have at most.
pub(super) fn most(typing: &Typing<'_>) -> usize {
    typing.max_length.map_or(crate::template::limits::MAX_TYPED, |most| most) as usize
}

/// The longest texts that keep the option's rules, one for each wide letter; none where no such text is
/// found. With `words` they have spaces, where that is allowed; with several lines there is also one of as
/// many lines as may be.
pub(super) fn texts(typing: &Typing<'_>, words: bool) -> Vec<String> {
    let rules = TextRules::of(*typing);
    let most = most(typing);
    let keeps = |text: &String| {
        let violations = rules.violations(&typing.normalize(text).text);
        violations.iter().all(|violation| matches!(violation, Violation::Lines { .. }))
    };
    let shapes: [fn(char, usize) -> String; 4] = [in_words, in_row, as_name, in_lines];
    let mut found: Vec<String> = Vec::new();
    for letter in letters(typing) {
        for (s, shape) in shapes.into_iter().enumerate() {
            let wanted = match s {
                0 => words,
                1 => !words || found.is_empty(),
                // A pattern may ask for one capital alone.
                2 => typing.pattern.is_some() && letter.is_uppercase(),
                _ => typing.max_lines > 1,
            };
            if !wanted {
                continue;
            }
            let lengths = std::iter::once(most).chain((1..=MAX_TRIED.min(most)).rev());
            let lengths = lengths.take(if typing.pattern.is_some() { usize::MAX } else { 1 });
            let longest = lengths.map(|length| shape(letter, length)).find(keeps);
            found.extend(longest);
        }
    }
    found.dedup();
    found
}

fn in_row(letter: char, length: usize) -> String {
    std::iter::repeat_n(letter, length).collect()
}

fn in_words(letter: char, length: usize) -> String {
    // A space at the end would be left out.
    let space = |i: usize| i % (WORD + 1) == WORD && i + 1 < length;
    (0..length).map(|i| if space(i) { ' ' } else { letter }).collect()
}

fn as_name(letter: char, length: usize) -> String {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    (0..length).map(|i| if i == 0 { letter } else { small }).collect()
}

/// As many lines as a text of this length can have, a letter each.
fn in_lines(letter: char, length: usize) -> String {
    (0..length).map(|i| if i % 2 == 1 && i + 1 < length { '\n' } else { letter }).collect()
}

/// Wide letters among those allowed.
fn letters(typing: &Typing<'_>) -> Vec<char> {
    let Some(sets) = typing.characters else { return vec!['W', 'm'] };
    let mut letters = Vec::new();
    for set in sets {
        match set {
            CharacterSet::List(list) => letters.extend(list.chars().take(MAX_LISTED)),
            other => letters.extend(wide(other)),
        }
    }
    letters
}

/// The wide letters of a set.
fn wide(set: &CharacterSet) -> impl Iterator<Item = char> + use<> {
    let letters = match set {
        CharacterSet::Letters | CharacterSet::Latin => "Wm",
        CharacterSet::Digits => "08",
        CharacterSet::Punctuation => "—@",
        CharacterSet::Symbols => "™+",
        CharacterSet::Emoji => "😀",
        CharacterSet::Greek => "Ωω",
        CharacterSet::Cyrillic => "Щщ",
        CharacterSet::Armenian => "Ծա",
        CharacterSet::Georgian => "ლ",
        CharacterSet::Hebrew => "ש",
        CharacterSet::Arabic => "ضس",
        CharacterSet::Ethiopic => "ጠ",
        CharacterSet::Devanagari => "ण",
        CharacterSet::Bengali => "ঞ",
        CharacterSet::Gurmukhi => "ਅ",
        CharacterSet::Gujarati => "ણ",
        CharacterSet::Tamil => "ஞ",
        CharacterSet::Telugu => "ఘ",
        CharacterSet::Kannada => "ಘ",
        CharacterSet::Malayalam => "ഞ",
        CharacterSet::Sinhala => "ඣ",
        CharacterSet::Thai => "ฒ",
        CharacterSet::Lao => "ໝ",
        CharacterSet::Myanmar => "က",
        CharacterSet::Khmer => "ឍ",
        CharacterSet::Hiragana => "あ",
        CharacterSet::Katakana => "ア",
        CharacterSet::Han => "國",
        CharacterSet::Hangul => "뷁",
        CharacterSet::Marks | CharacterSet::Spaces | CharacterSet::List(_) => "",
    };
    letters.chars()
}
