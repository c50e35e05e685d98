//! Texts that the shopper types: limits, rules, and whether the text at the start keeps them.

use unicode_segmentation::UnicodeSegmentation;

use super::rule::{At, Checked, at_most, invalid, invalid_text, text};
use crate::error::Error;
use crate::template::limits::{MAX_BLOCKED, MAX_CHARACTER_SETS, MAX_TYPED, MAX_TYPED_LINES};
use crate::template::option::CharacterSet;
use crate::template::text_option::{TextRules, Typing, Violation, compile, is_word};

/// What may be typed, and the texts at the start: under `default`, or its elements with `rows`.
pub(super) fn check(option: Typing<'_>, default: &[String], rows: bool) -> Checked {
    whole(option.max_length, MAX_TYPED).at("maxLength")?;
    whole(Some(option.max_lines), MAX_TYPED_LINES).at("maxLines")?;
    if let Some(sets) = option.characters {
        characters(sets)?;
    }
    if let Some(pattern) = option.pattern {
        text(pattern).at("pattern")?;
        compile(pattern)
            .map(drop)
            .map_err(|reason| invalid_text(pattern, format!("a regular expression ({reason})")))
            .at("pattern")?;
    }
    at_most(option.blocklist.len(), MAX_BLOCKED, "words").at("blocklist")?;
    for (i, word) in option.blocklist.iter().enumerate() {
        text(word).at_index("blocklist", i)?;
        if !is_word(word) {
            return Err(invalid_text(word, "a text with a letter or digit"))
                .at_index("blocklist", i);
        }
    }
    text(option.prompt.unwrap_or_default()).at("prompt")?;
    let rules = TextRules::of(option);
    for (i, given) in default.iter().enumerate() {
        let checked = check_default(given, option, &rules);
        if rows { checked.at_index("default", i) } else { checked.at("default") }?;
    }
    Ok(())
}

/// A number from 1 to `most`, if any.
pub(super) fn whole(number: Option<u32>, most: u32) -> Checked {
    match number {
        Some(number) if !(1..=most).contains(&number) => {
            Err(invalid(number.to_string(), format!("a whole number from 1 to {most}")))
        }
        _ => Ok(()),
    }
}

fn characters(sets: &[CharacterSet]) -> Checked {
    at_most(sets.len(), MAX_CHARACTER_SETS, "character sets").at("characters")?;
    if sets.is_empty() {
        return Err(invalid("[]", "at least one character set")).at("characters");
    }
    for (i, set) in sets.iter().enumerate() {
        let CharacterSet::List(list) = set else { continue };
        let checked = if list.is_empty() {
            Err(invalid("\"\"", "at least one character"))
        } else {
            text(list)
        };
        checked.at("list").at_index("characters", i)?;
    }
    Ok(())
}

/// The text at the start: it may be empty where the shopper's may not, but breaks no other rule.
fn check_default(given: &str, option: Typing<'_>, rules: &TextRules) -> Checked {
    text(given)?;
    let most = option.max_length.unwrap_or(MAX_TYPED) as usize;
    at_most(given.graphemes(true).count(), most, "characters")?;
    let normalized = option.normalize(given).text;
    for violation in rules.violations(&normalized) {
        let allowed = match violation {
            Violation::Missing => continue,
            Violation::Characters(_) => "only characters that \"characters\" allows",
            Violation::Pattern => "a text that matches \"pattern\"",
            Violation::Blocked => "a text without a word of \"blocklist\"",
            Violation::Lines { lines, limit } => {
                return Err(Error::TooLarge {
                    path: String::new(),
                    what: "lines",
                    value: lines as u64,
                    limit: limit.into(),
                }
                .into());
            }
        };
        return Err(invalid_text(given, allowed));
    }
    Ok(())
}
