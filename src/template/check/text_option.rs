//! Texts that the shopper types: limits, rules, and whether the text at the start keeps them.

use unicode_segmentation::UnicodeSegmentation;

use super::rule::{At, Checked, Range, at_most, invalid, invalid_text, text};
use crate::error::Error;
use crate::template::limits::{MAX_BLOCKED, MAX_CHARACTER_SETS, MAX_TYPED, MAX_TYPED_LINES};
use crate::template::logic::TextPrice;
use crate::template::option::{CharacterSet, TextOption};
use crate::template::text_option::{TextRules, Violation, compile, is_word};

pub(super) fn check(option: &TextOption) -> Checked {
    whole(option.max_length, MAX_TYPED).at("maxLength")?;
    whole(option.max_lines, MAX_TYPED_LINES).at("maxLines")?;
    if let Some(sets) = &option.characters {
        characters(sets)?;
    }
    if let Some(pattern) = &option.pattern {
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
    let price = option.price.by_length();
    match option.price {
        TextPrice::Flat(_) => Range::ANY.check(price.base),
        TextPrice::ByLength(_) => (Range::ANY.check(price.base).at("base"))
            .and_then(|()| Range::ANY.check(price.per_character).at("perCharacter")),
    }
    .at("price")?;
    text(option.prompt.as_deref().unwrap_or_default()).at("prompt")?;
    default(option).at("default")
}

/// A number from 1 to `most`, if any.
fn whole(number: Option<u32>, most: u32) -> Checked {
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
fn default(option: &TextOption) -> Checked {
    text(&option.default)?;
    let most = option.max_length.unwrap_or(MAX_TYPED) as usize;
    at_most(option.default.graphemes(true).count(), most, "characters")?;
    let normalized = option.normalize(&option.default).text;
    for violation in TextRules::new(option).violations(&normalized) {
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
        return Err(invalid_text(&option.default, allowed));
    }
    Ok(())
}
