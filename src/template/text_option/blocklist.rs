//! Words that a shop does not print.

use crate::unicode::{fold, is_letter, is_mark};

/// Folded words, each with the spaces that tell its open and closed ends: ` foo ` is a whole word, ` foo`
/// the beginning of one.
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
        let plain = format!(" {} ", words.join(" "));
        let spelled = format!(" {} ", join_letters(&words).join(" "));
        self.0.iter().any(|needle| plain.contains(needle) || spelled.contains(needle))
    }
}

/// Whether there is something to look for in a word of the list.
pub(in crate::template) fn is_word(word: &str) -> bool {
    needle(word).is_some()
}

fn needle(word: &str) -> Option<String> {
    let open = |end: bool| if end { "" } else { " " };
    let words = words(word).join(" ");
    let (start, end) = (word.trim().starts_with('*'), word.trim().ends_with('*'));
    (!words.is_empty()).then(|| format!("{}{words}{}", open(start), open(end)))
}

/// The folded words: runs of letters, digits and marks.
fn words(text: &str) -> Vec<String> {
    let is_part = |c: char| is_letter(c) || c.is_numeric() || is_mark(c);
    let folded = fold(text);
    folded.split(|c| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Puts words of one letter that follow each other together: `f.o.o` is `foo`.
fn join_letters(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut spelling = false;
    for word in words {
        let letter = word.chars().nth(1).is_none();
        match joined.last_mut() {
            Some(last) if spelling && letter => last.push_str(word),
            _ => joined.push(word.clone()),
        }
        spelling = letter;
    }
    joined
}
