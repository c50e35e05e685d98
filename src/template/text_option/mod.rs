//! A text that the shopper types, and what it may be.
//!
//! Typing is never refused for what is typed, only for its length: the raw value stays in the
//! selection. [`normalize`] makes of it what is drawn and checked; [`rules`] says what is wrong with
//! that, by [`characters`] and [`blocklist`].

mod blocklist;
mod characters;
mod normalize;
mod rules;

use serde::Deserialize;

use super::logic::TextPrice;

pub(super) use blocklist::is_word;
pub use normalize::Normalized;
pub(super) use rules::compile;
pub(crate) use rules::lines;
pub use rules::{TextRules, Violation};

/// Declares an option kind whose texts the shopper types: its own fields, then what may be typed.
macro_rules! typed_kind {
    ($(#[$doc:meta])* $name:ident { $($own:tt)* }) => {
        $crate::template::option::option_kind! {
            $(#[$doc])*
            $name {
                $($own)*
                /// Shown in the preview while the text is empty, never printed. Default: none.
                #[serde(default)]
                prompt: Option<String>,
                /// Most characters, counted as graphemes (an accented letter or a joined emoji is one); 1
                /// to 1000. Default: 1000.
                #[serde(default)]
                max_length: Option<u32>,
                /// Most lines, 1 to 100. In a text of one line, line breaks are spaces. Default: 1.
                #[serde(default)]
                max_lines: Option<u32>,
                /// The characters that may be in the text: those of any of these sets. Invisible characters
                /// that steer writing direction, and line breaks, always may. Default: all.
                #[serde(default)]
                characters: Option<Vec<$crate::template::option::CharacterSet>>,
                /// A regular expression that the whole text must match unless it is empty, in the syntax of
                /// Rust's `regex`: no look-around, no back-references, no `\p{…}`; `\d`, `\w` and `(?i)` know
                /// ASCII only. Default: none.
                #[serde(default)]
                pattern: Option<String>,
                /// Words that the text must not have, whatever their case and accents; also found spelled
                /// out, as `f.o.o`. They are whole words: `foo` is not found in `food`, but `foo*` is, and
                /// `*foo*` in all that has it. Default: none.
                #[serde(default)]
                blocklist: Vec<String>,
                /// Whether white space at the ends of the text and of its lines is left out. Default: yes.
                #[serde(default = "crate::template::text_option::yes")]
                trim: bool,
                /// Whether white space in a row is one space, or one line break if it has one. Default: no.
                #[serde(default)]
                collapse: bool,
            }
        }

        impl $name {
            /// What may be typed.
            pub fn typing(&self) -> $crate::template::text_option::Typing<'_> {
                $crate::template::text_option::Typing {
                    required: self.required,
                    prompt: self.prompt.as_deref(),
                    max_length: self.max_length,
                    max_lines: self.max_lines.unwrap_or(1),
                    characters: self.characters.as_deref(),
                    pattern: self.pattern.as_deref(),
                    blocklist: &self.blocklist,
                    trim: self.trim,
                    collapse: self.collapse,
                }
            }
        }
    };
}

pub(super) use typed_kind;

typed_kind! {
    /// A text that the shopper types. What is drawn and checked is the text without control
    /// characters, with tabs as spaces, and as `maxLines`, `trim` and `collapse` say; the selection
    /// keeps it as it was typed. What breaks a rule is an issue, and the text is drawn all the same;
    /// only a text above `maxLength` is refused.
    TextOption {
        /// Text at the start. Default: empty.
        #[serde(default)]
        default: String,
        /// Added to the price when the text is not empty. Default: 0.
        #[serde(default)]
        price: TextPrice,
        /// Whether the text at the start is a sample that must not be ordered by mistake: it is an issue until
        /// the shopper has set the option. Default: no.
        #[serde(default)]
        placeholder: bool,
    }
}

pub(super) fn yes() -> bool {
    true
}

/// What may be typed, of a text option or of each row of a list.
#[derive(Clone, Copy, Debug)]
pub struct Typing<'a> {
    /// Whether an empty text is an issue.
    pub required: bool,
    /// Shown while the text is empty.
    pub prompt: Option<&'a str>,
    /// Most graphemes.
    pub max_length: Option<u32>,
    /// Most lines.
    pub max_lines: u32,
    /// The sets of characters that may be in it; `None` is all.
    pub characters: Option<&'a [CharacterSet]>,
    /// What the whole text must match.
    pub pattern: Option<&'a str>,
    /// Words that must not be in it.
    pub blocklist: &'a [String],
    /// Whether white space at ends is left out.
    pub trim: bool,
    /// Whether white space in a row is one.
    pub collapse: bool,
}

impl TextOption {
    /// What is drawn and checked of a typed text.
    pub fn normalize(&self, typed: &str) -> Normalized {
        self.typing().normalize(typed)
    }
}

/// Characters that a text may have. A script's letters come with the accents and vowel signs on them;
/// digits, spaces and punctuation are sets of their own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CharacterSet {
    /// Letters of every script.
    Letters,
    /// Digits of every script.
    Digits,
    /// Accents and other marks on any character.
    Marks,
    /// Punctuation of every script.
    Punctuation,
    /// Spaces.
    Spaces,
    /// Signs such as `€`, `+`, `♥`; emoji from the emoji blocks not.
    Symbols,
    /// Emoji, with their skin tones, families and flags.
    Emoji,
    /// Latin letters.
    Latin,
    /// Greek letters.
    Greek,
    /// Cyrillic letters.
    Cyrillic,
    /// Armenian letters.
    Armenian,
    /// Georgian letters.
    Georgian,
    /// Hebrew letters.
    Hebrew,
    /// Arabic letters and punctuation.
    Arabic,
    /// Ethiopic letters.
    Ethiopic,
    /// Devanagari letters.
    Devanagari,
    /// Bengali letters.
    Bengali,
    /// Gurmukhi letters.
    Gurmukhi,
    /// Gujarati letters.
    Gujarati,
    /// Tamil letters.
    Tamil,
    /// Telugu letters.
    Telugu,
    /// Kannada letters.
    Kannada,
    /// Malayalam letters.
    Malayalam,
    /// Sinhala letters.
    Sinhala,
    /// Thai letters.
    Thai,
    /// Lao letters.
    Lao,
    /// Myanmar letters.
    Myanmar,
    /// Khmer letters.
    Khmer,
    /// Hiragana.
    Hiragana,
    /// Katakana.
    Katakana,
    /// Chinese characters, as Chinese, Japanese and Korean use them.
    Han,
    /// Korean letters.
    Hangul,
    /// The characters of this text.
    List(String),
}
