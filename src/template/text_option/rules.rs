//! What is wrong with a text.

use regex_lite::{Regex, RegexBuilder};

use super::blocklist::Blocklist;
use super::{CharacterSet, TextOption, Typing, characters};
use crate::unicode::{is_blank, nfc};

/// Most bytes of a compiled pattern: matching takes time by this times the length of the text.
const MAX_COMPILED: usize = 64 << 10;

/// A rule that a text breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Nothing to see in a text that must be given.
    Missing,
    /// Characters outside `characters`: each once, the first ten.
    Characters(Vec<String>),
    /// The text does not match `pattern`.
    Pattern,
    /// The text has a word of `blocklist`.
    Blocked,
    /// More than `maxLines`.
    Lines {
        /// How many there are.
        lines: usize,
        /// How many are allowed.
        limit: u32,
    },
}

/// The rules of a text option, made ready once.
#[derive(Clone, Debug)]
pub struct TextRules {
    required: bool,
    max_lines: u32,
    characters: Option<Vec<CharacterSet>>,
    pattern: Option<Regex>,
    blocklist: Blocklist,
}

impl TextRules {
    /// The rules of an option. A pattern that is none, which the template's check refuses, is no rule.
    pub fn new(option: &TextOption) -> Self {
        Self::of(option.typing())
    }

    /// The rules of what may be typed, as [`new`](Self::new).
    pub fn of(typing: Typing<'_>) -> Self {
        Self {
            required: typing.required,
            max_lines: typing.max_lines,
            characters: typing.characters.map(characters::composed),
            pattern: typing.pattern.and_then(|pattern| compile(pattern).ok()),
            blocklist: Blocklist::new(typing.blocklist),
        }
    }

    /// The rules that a [normalized](TextOption::normalize) text breaks. Composed and decomposed
    /// letters are the same.
    pub fn violations(&self, text: &str) -> Vec<Violation> {
        let mut found = Vec::new();
        if is_blank(text) {
            if self.required {
                found.push(Violation::Missing);
            }
            return found;
        }
        let text = nfc(text);
        if let Some(sets) = &self.characters {
            let wrong = characters::not_allowed(sets, &text);
            if !wrong.is_empty() {
                found.push(Violation::Characters(wrong.into_iter().map(str::to_owned).collect()));
            }
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(&text)) {
            found.push(Violation::Pattern);
        }
        if self.blocklist.finds(&text) {
            found.push(Violation::Blocked);
        }
        let lines = lines(&text);
        if lines > self.max_lines as usize {
            found.push(Violation::Lines { lines, limit: self.max_lines });
        }
        found
    }
}

/// How many lines a normalized text has; an empty one has one.
pub(crate) fn lines(text: &str) -> usize {
    1 + text.bytes().filter(|&byte| byte == b'\n').count()
}

/// A pattern that matches whole texts.
///
/// # Errors
/// What is wrong with the pattern, in a few words.
pub(in crate::template) fn compile(pattern: &str) -> Result<Regex, String> {
    let build = |pattern: &str| {
        RegexBuilder::new(pattern)
            .size_limit(MAX_COMPILED)
            .build()
            .map_err(|error| error.to_string())
    };
    // Alone first: `a)(b` would be a pattern between parentheses.
    build(pattern)?;
    build(&format!("^(?:{})$", nfc(pattern)))
}
