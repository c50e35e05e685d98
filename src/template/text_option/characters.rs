//! Which characters a text may have.

use harfrust::Script;
use unicode_segmentation::UnicodeSegmentation;

use super::CharacterSet;
use crate::unicode::{
    is_digit, is_emoji, is_ignorable, is_letter, is_mark, is_punctuation, is_symbol, nfc, script,
};

/// Most different characters that are told.
const MAX_TOLD: usize = 10;

/// The graphemes of a composed text with a character that is in none of `sets`, each once, the first
/// [`MAX_TOLD`] of them.
pub(super) fn not_allowed<'t>(sets: &[CharacterSet], text: &'t str) -> Vec<&'t str> {
    let mut found = Vec::new();
    for grapheme in text.graphemes(true) {
        if !found.contains(&grapheme) && !allows(sets, grapheme) {
            found.push(grapheme);
            if found.len() == MAX_TOLD {
                break;
            }
        }
    }
    found
}

/// Sets ready to be compared with composed texts.
pub(super) fn composed(sets: &[CharacterSet]) -> Vec<CharacterSet> {
    let set = |set: &CharacterSet| match set {
        CharacterSet::List(list) => CharacterSet::List(nfc(list)),
        other => other.clone(),
    };
    sets.iter().map(set).collect()
}

fn allows(sets: &[CharacterSet], grapheme: &str) -> bool {
    if sets.contains(&CharacterSet::Emoji) && is_emoji(grapheme) {
        return true;
    }
    // What a mark stands on.
    let mut base = None;
    grapheme.chars().all(|c| {
        if c == '\n' || (is_ignorable(c) && !grapheme_joiner(c)) {
            return true;
        }
        let follows = is_mark(c) || grapheme_joiner(c);
        let allowed = sets.iter().any(|set| {
            holds(set, c) || (follows && with_marks(set) && base.is_some_and(|b| holds(set, b)))
        });
        if !follows {
            base = Some(c);
        }
        allowed || (base.is_none() && grapheme_joiner(c))
    })
}

/// The joiner and non-joiner: they belong to the letter or picture before them.
fn grapheme_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a set takes marks on its characters. A list says itself which it has.
fn with_marks(set: &CharacterSet) -> bool {
    !matches!(set, CharacterSet::List(_) | CharacterSet::Digits | CharacterSet::Spaces)
}

fn holds(set: &CharacterSet, c: char) -> bool {
    match set {
        CharacterSet::Letters => is_letter(c),
        CharacterSet::Digits => is_digit(c),
        CharacterSet::Marks => is_mark(c) || grapheme_joiner(c),
        CharacterSet::Punctuation => is_punctuation(c),
        CharacterSet::Spaces => c.is_whitespace(),
        CharacterSet::Symbols => is_symbol(c),
        // Told by whole graphemes.
        CharacterSet::Emoji => false,
        CharacterSet::List(list) => list.chars().any(|listed| listed == c),
        script_set => scripts(script_set).is_some_and(|(wanted, shared)| {
            shared.chars().any(|letter| letter == c)
                || (script(c) == wanted && (is_letter(c) || is_mark(c)))
        }),
    }
}

/// The script of a set, and what it shares with other scripts but can't be written without
/// (`Script_Extensions`).
fn scripts(set: &CharacterSet) -> Option<(Script, &'static str)> {
    const KANA: &str = "ー・ｰ";
    const DANDA: &str = "।॥";
    Some(match set {
        CharacterSet::Latin => (Script::LATIN, ""),
        CharacterSet::Greek => (Script::GREEK, ""),
        CharacterSet::Cyrillic => (Script::CYRILLIC, ""),
        CharacterSet::Armenian => (Script::ARMENIAN, "և"),
        CharacterSet::Georgian => (Script::GEORGIAN, ""),
        CharacterSet::Hebrew => (Script::HEBREW, "\u{5be}\u{5f3}\u{5f4}"),
        CharacterSet::Arabic => (Script::ARABIC, "ـ،؛؟"),
        CharacterSet::Ethiopic => (Script::ETHIOPIC, ""),
        CharacterSet::Devanagari => (Script::DEVANAGARI, DANDA),
        CharacterSet::Bengali => (Script::BENGALI, DANDA),
        CharacterSet::Gurmukhi => (Script::GURMUKHI, DANDA),
        CharacterSet::Gujarati => (Script::GUJARATI, DANDA),
        CharacterSet::Tamil => (Script::TAMIL, DANDA),
        CharacterSet::Telugu => (Script::TELUGU, DANDA),
        CharacterSet::Kannada => (Script::KANNADA, DANDA),
        CharacterSet::Malayalam => (Script::MALAYALAM, DANDA),
        CharacterSet::Sinhala => (Script::SINHALA, DANDA),
        CharacterSet::Thai => (Script::THAI, ""),
        CharacterSet::Lao => (Script::LAO, ""),
        CharacterSet::Myanmar => (Script::MYANMAR, ""),
        CharacterSet::Khmer => (Script::KHMER, ""),
        CharacterSet::Hiragana => (Script::HIRAGANA, KANA),
        CharacterSet::Katakana => (Script::KATAKANA, KANA),
        CharacterSet::Han => (Script::HAN, "〇"),
        CharacterSet::Hangul => (Script::HANGUL, ""),
        _ => return None,
    })
}
