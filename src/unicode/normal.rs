//! Normal forms (UAX #15), and a folding for comparing words.

use harfrust::unicode::{Decomposed, combining_class, compose, decompose};

use super::is_ignorable;

/// Most marks behind one letter that are put in order; what follows them starts anew. Unicode's
/// stream-safe format allows 30.
const MAX_MARKS: usize = 64;

/// Canonically composed: `e` and a combining acute become `é`.
pub(crate) fn nfc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out: Vec<char> = Vec::new();
    let mut starter = None;
    let mut last = 0;
    for c in nfd(text) {
        let class = combining_class(u32::from(c));
        if let Some(at) = starter
            && (last < class || out.len() == at + 1)
            && let Some(base) = out.get_mut(at)
            && let Some(composed) = compose(u32::from(*base), u32::from(c)).and_then(char::from_u32)
        {
            *base = composed;
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last = class;
        out.push(c);
    }
    out.into_iter().collect()
}

/// For comparing words: without case, diacritics and invisible characters; full-width letters like
/// others, ligatures and letters with strokes by their plain letters.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in nfd(text).into_iter().filter(|&c| !is_diacritic(c) && !is_ignorable(c)) {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(lowercase(c)),
        }
    }
    out
}

/// Canonically decomposed, marks in order.
fn nfd(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut marks_from = 0;
    for c in text.chars() {
        let mut pending = Vec::new();
        let mut first = u32::from(c);
        while let Some(parts) = decompose(first) {
            first = match parts {
                Decomposed::Singleton(one) => one,
                Decomposed::Pair(one, two) => {
                    pending.push(two);
                    one
                }
            };
        }
        for c in std::iter::once(first).chain(pending.into_iter().rev()) {
            let Some(c) = char::from_u32(c) else { continue };
            let class = combining_class(u32::from(c));
            if class == 0 || out.len() - marks_from >= MAX_MARKS {
                marks_from = out.len() + usize::from(class == 0);
                out.push(c);
                continue;
            }
            let marks = out.get(marks_from..).unwrap_or_default();
            let after = marks.iter().rev().take_while(|&&m| combining_class(u32::from(m)) > class);
            out.insert(out.len() - after.count(), c);
        }
    }
    out
}

/// A mark that a word is the same word without: the accents of Latin, Greek and Cyrillic, the points of
/// Hebrew and Arabic. Viramas, nuktas, kana voicing and Thai vowels make other words.
fn is_diacritic(c: char) -> bool {
    matches!(combining_class(u32::from(c)), 1 | 10..=36 | 202..=254)
}

/// The plain letters of one that has no decomposition, in lower case.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' | 'ŀ' | 'Ŀ' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'þ' | 'Þ' => "th",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ſ' => "s",
        'ς' => "σ",
        'ĳ' | 'Ĳ' => "ij",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Lower case of a decomposed letter. Of the scripts with case, the living ones: the standard library's
/// tables for all would weigh more than the rest of this.
fn lowercase(c: char) -> char {
    let code = u32::from(c);
    let lower = match c {
        'A'..='Z' | 'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ա'..='Ֆ' => code + 48,
        'Ა'..='Ჿ' => code - 3008,
        // Full-width forms.
        'Ａ'..='Ｚ' => code - 0xfee0 + 32,
        '！'..='～' => code - 0xfee0,
        // Pairs of capital and small letter.
        'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ԯ' => code | 1,
        'Ӂ'..='ӎ' => code + (code & 1),
        'Ӏ' => 0x4cf,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// Every assigned character alone, and with marks out of order behind it.
    fn samples() -> impl Iterator<Item = String> {
        ('\0'..='\u{2ffff}').flat_map(|c| [c.to_string(), format!("x{c}\u{327}\u{301}\u{323}y")])
    }

    #[test]
    fn normal_forms_are_those_of_unicode() {
        // Newer or older data on one side tells nothing about the algorithm.
        let known = |c: char| super::super::script(c) != harfrust::Script::UNKNOWN;
        for text in samples().filter(|t| t.chars().all(known)) {
            let decomposed: String = nfd(&text).into_iter().collect();
            assert_eq!(decomposed, text.nfd().collect::<String>(), "{text:?}");
            assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{text:?}");
        }
    }

    #[test]
    fn case_is_folded_as_the_standard_library_does() {
        let letters = [
            '\u{41}'..='\u{17f}',
            '\u{386}'..='\u{3ce}',
            '\u{400}'..='\u{52f}',
            '\u{531}'..='\u{556}',
            '\u{1c90}'..='\u{1cbf}',
        ];
        for c in letters.into_iter().flatten().filter(|c| c.is_alphabetic()) {
            let lower: String = c.to_lowercase().collect();
            assert_eq!(fold(&c.to_string()), fold(&lower), "{c}");
        }
    }

    #[test]
    fn words_that_look_alike_fold_alike() {
        for (a, b) in [
            ("Zoë", "ZOE"),
            ("ＦＯＯ", "foo"),
            ("f\u{200b}o\u{ad}o", "foo"),
            ("Straße", "STRASSE"),
            ("Øl", "ol"),
            ("İI", "ii"),
            ("Ёлка", "елка"),
            ("ΆΣ", "ας"),
            ("שָׁלוֹם", "שלום"),
            ("ﬁn", "FIN"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        for (a, b) in [("か", "が"), ("ก่า", "กา"), ("foo", "f oo")] {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for text in samples() {
            let once = fold(&text);
            assert_eq!(fold(&once), once, "{text:?}");
        }
    }

    #[test]
    fn thousands_of_marks_take_no_longer_than_thousands_of_letters() {
        let zalgo = format!("a{}", "\u{327}\u{301}\u{323}".repeat(3000));
        assert_eq!(nfd(&zalgo).len(), 9001);
        assert_eq!(fold(&zalgo), "a");
    }
}
