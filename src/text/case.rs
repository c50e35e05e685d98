//! Change of case by language.
//!
//! Unicode's default mappings (which the standard library has) and the conditional ones of
//! SpecialCasing.txt for the languages that have them: Turkish and Azeri dotted and dotless i, Greek
//! capitals without tonos, the Dutch digraph ij, Lithuanian is left to the defaults.

use super::request::Case;

/// Where in its word a character stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The character before.
    pub(super) before: Option<char>,
    /// The character after.
    pub(super) after: Option<char>,
    /// Letters and digits of the same word before it.
    pub(super) letters: usize,
}

/// Gives `put` the characters that stand for `c` in another case.
pub(super) fn convert(
    c: char,
    case: Case,
    language: Language,
    context: Context,
    put: &mut impl FnMut(char),
) {
    match case {
        Case::None => put(c),
        Case::Upper => upper(c, language, put),
        Case::Lower => lower(c, language, context, put),
        Case::Title if context.letters == 0 => title(c, language, put),
        // Dutch writes both letters of an initial ij large: IJsselmeer.
        Case::Title
            if language == Language::Dutch
                && c == 'j'
                && context.letters == 1
                && matches!(context.before, Some('i' | 'I')) =>
        {
            put('J');
        }
        Case::Title => put(c),
    }
}

/// The languages with rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Turkic,
    Greek,
    Dutch,
    Other,
}

impl Language {
    /// By BCP 47 tag.
    pub(super) fn of(tag: Option<&str>) -> Self {
        let primary = tag.unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "tr" | "az" => Self::Turkic,
            "el" => Self::Greek,
            "nl" => Self::Dutch,
            _ => Self::Other,
        }
    }
}

fn upper(c: char, language: Language, put: &mut impl FnMut(char)) {
    match (language, c) {
        (Language::Turkic, 'i') => put('İ'),
        (Language::Greek, 'ΐ') => put('Ϊ'),
        (Language::Greek, 'ΰ') => put('Ϋ'),
        (Language::Greek, c) => {
            for c in c.to_uppercase() {
                // A combining acute is the tonos of a decomposed letter.
                if c != '\u{301}' && c != '\u{342}' {
                    put(without_tonos(c));
                }
            }
        }
        (_, c) => c.to_uppercase().for_each(put),
    }
}

fn lower(c: char, language: Language, context: Context, put: &mut impl FnMut(char)) {
    match (language, c) {
        (Language::Turkic, 'I') => put('ı'),
        (Language::Turkic, 'İ') => put('i'),
        // The small sigma has a form of its own at the end of a word.
        (_, 'Σ') => {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            put(if letter(context.before) && !letter(context.after) { 'ς' } else { 'σ' });
        }
        (_, c) => c.to_lowercase().for_each(put),
    }
}

/// As [`upper`], but what becomes two letters has only its first one large: `ß` is `Ss`, `ﬁ` is `Fi`.
fn title(c: char, language: Language, put: &mut impl FnMut(char)) {
    // The digraphs with a title case of their own. Source: UnicodeData.txt, category Lt.
    match c {
        'Ǆ'..='ǆ' => return put('ǅ'),
        'Ǉ'..='ǉ' => return put('ǈ'),
        'Ǌ'..='ǌ' => return put('ǋ'),
        'Ǳ'..='ǳ' => return put('ǲ'),
        _ => {}
    }
    let mut first = true;
    let language = if language == Language::Greek { Language::Other } else { language };
    upper(c, language, &mut |c| {
        if first {
            put(c);
        } else {
            c.to_lowercase().for_each(&mut *put);
        }
        first = false;
    });
}

/// A Greek capital without its tonos; the dialytika stays.
fn without_tonos(c: char) -> char {
    match c {
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' => 'Υ',
        'Ώ' => 'Ω',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Context, Language, convert};

    fn changed(text: &str, case: Case, language: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (mut out, mut letters) = (String::new(), 0);
        for (i, &c) in chars.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| chars.get(i)).copied();
            let context = Context { before, after: chars.get(i + 1).copied(), letters };
            convert(c, case, Language::of(Some(language)), context, &mut |c| out.push(c));
            letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
        }
        out
    }

    #[test]
    fn languages_have_their_own_rules() {
        assert_eq!(changed("istanbul ılık", Case::Upper, "tr"), "İSTANBUL ILIK");
        assert_eq!(changed("ISPARTA İZMİR", Case::Lower, "tr-TR"), "ısparta izmir");
        assert_eq!(changed("istanbul", Case::Upper, "en"), "ISTANBUL");
        assert_eq!(changed("straße", Case::Upper, "de"), "STRASSE");
        assert_eq!(changed("Άνθη μαΐου", Case::Upper, "el"), "ΑΝΘΗ ΜΑΪΟΥ");
        assert_eq!(changed("ΟΔΥΣΣΕΥΣ ΣΑΣ", Case::Lower, "el"), "οδυσσευς σας");
        assert_eq!(changed("ijsland en jij", Case::Title, "nl"), "IJsland En Jij");
        assert_eq!(changed("ijsland", Case::Title, "en"), "Ijsland");
        assert_eq!(changed("ßa ﬁn ǆep", Case::Title, "de"), "Ssa Fin ǅep");
        assert_eq!(changed("McDonald anna-lena", Case::Title, "en"), "McDonald Anna-Lena");
    }
}
