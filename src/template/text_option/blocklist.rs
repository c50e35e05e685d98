//! Words that a shop does not print.

use crate::unicode::{fold, is_letter, is_mark};

/// Folded words, each with the spaces that tell its closed ends: ` foo ` is a whole word, ` foo` the
/// beginning of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocklist(Vec<String>);

impl Blocklist {
    pub(super) fn new(words: &[String]) -> Self {
        Self(words.iter().filter_map(|word| needle(word)).collect())
    }

    /// Whether a text has one of the words.
    pub(super) fn finds(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let words = words(text);
        let spelled = join_letters(&words);
        self.0.iter().any(|needle| has(&words, needle) || has(&spelled, needle))
    }
}

/// Whether there is something to look for in a word of the list.
pub(in crate::template) fn is_word(word: &str) -> bool {
    needle(word).is_some()
}

fn needle(word: &str) -> Option<String> {
    let words = words(word);
    let open = |end: Option<char>| usize::from(end == Some('*'));
    let word = word.trim();
    let (start, end) = (open(word.chars().next()), open(word.chars().next_back()));
    words.get(start..words.len() - end).filter(|_| words.len() > 1).map(str::to_owned)
}

/// `str::contains`, whose searcher would be the largest part of this.
fn has(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|bytes| bytes == part.as_bytes())
}

/// The folded words, runs of letters, digits and marks, with one space before, between and after.
fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for c in fold(text).chars() {
        if is_letter(c) || c.is_numeric() || is_mark(c) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Puts words of one letter that follow each other together: ` f o o ` is ` foo `.
fn join_letters(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let is_space = |at: usize| chars.get(at).is_none_or(|&c| c == ' ');
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let between_letters = at > 1 && is_space(at - 2) && !is_space(at + 1) && is_space(at + 2);
        if !(c == ' ' && between_letters) {
            out.push(c);
        }
    }
    out
}
