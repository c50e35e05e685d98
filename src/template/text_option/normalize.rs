//! From what was typed to what is drawn and checked.

use super::Typing;

/// A text as it is drawn and checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalized {
    /// The text; line breaks are `\n`.
    pub text: String,
    /// Whether control characters were left out.
    pub dropped: bool,
}

impl Typing<'_> {
    /// What is drawn and checked of a typed text. Normalizing again changes nothing.
    pub fn normalize(&self, typed: &str) -> Normalized {
        let line_break = if self.max_lines > 1 { '\n' } else { ' ' };
        let mut text = String::with_capacity(typed.len());
        let mut dropped = false;
        let mut last = '\0';
        for c in typed.chars() {
            match c {
                '\n' if last == '\r' => {}
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    text.push(line_break);
                }
                '\t' => text.push(' '),
                c if is_no_text(c) => dropped = true,
                c => text.push(c),
            }
            last = c;
        }
        if self.trim {
            text = trim_lines(&text);
        }
        if self.collapse {
            text = collapse(&text);
        }
        Normalized { text, dropped }
    }
}

/// Control characters, byte order marks and what Unicode will never assign (its noncharacters).
fn is_no_text(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Without white space at the ends of lines, and of the whole.
fn trim_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let (_, after) = rest.split_at(c.len_utf8());
        rest = after;
        if c == '\n' {
            out.truncate(out.trim_end_matches(|c: char| c != '\n' && c.is_whitespace()).len());
            rest = rest.trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
        }
        out.push(c);
    }
    out
}

/// Two or more white spaces become one space, or one line break.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(mut c) = chars.next() {
        if c.is_whitespace() {
            while let Some(next) = chars.next_if(|next| next.is_whitespace()) {
                c = if c == '\n' || next == '\n' { '\n' } else { ' ' };
            }
        }
        out.push(c);
    }
    out
}
