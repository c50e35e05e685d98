//! Locales: every id is one that the template has.

use super::known::unknown;
use super::rule::{At, Checked, at_most, invalid_text, text};
use crate::issue::CODES;
use crate::template::limits::MAX_LOCALES;
use crate::template::locale::{Locale, Locales, Words};
use crate::template::placeholder::parse_placeholders;
use crate::template::{OptionSpec, Template};

/// The template's own locales, or those of a bundle.
pub(in crate::template) fn check_locales(locales: &Locales, template: &Template) -> Checked {
    at_most(locales.len(), MAX_LOCALES, "locales")?;
    for (tag, locale) in locales {
        check_tag(tag).at(tag)?;
        check_one(locale, template).at(tag)?;
    }
    Ok(())
}

/// A tag that is well formed enough: `de`, `zh-Hant`, `sr-Latn-RS`.
pub(super) fn check_tag(tag: &str) -> Checked {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if tag.len() <= 35 && tag.split('-').all(part) {
        return Ok(());
    }
    Err(invalid_text(tag, "a language tag such as \"de\" or \"de-AT\""))
}

fn check_one(locale: &Locale, template: &Template) -> Checked {
    text(locale.name.as_deref().unwrap_or_default()).at("name")?;
    for (id, words) in &locale.options {
        let Some(option) = template.options.iter().find(|option| option.id() == id) else {
            let ids = template.options.iter().map(OptionSpec::id);
            return Err(unknown("option", id, ids)).at(id).at("options");
        };
        let all = [&words.label, &words.help, &words.prompt, &words.unit];
        for (key, words) in ["label", "help", "prompt", "unit"].into_iter().zip(all) {
            text(words.as_deref().unwrap_or_default()).at(key).at(id).at("options")?;
        }
        let choices = option.choices().iter().map(|choice| choice.id.as_str());
        named(&words.choices, "choice", choices).at("choices").at(id).at("options")?;
    }
    let groups = || template.groups.iter().map(|group| group.id.as_str());
    named(&locale.groups, "group", groups()).at("groups")?;
    named(&locale.group_help, "group", groups()).at("groupHelp")?;
    let steps = template.steps.iter().map(|step| step.id.as_str());
    named(&locale.steps, "step", steps).at("steps")?;
    let views = template.views.iter().map(|view| view.id.as_str());
    named(&locale.views, "view", views).at("views")?;
    named(&locale.messages, "issue", CODES.into_iter()).at("messages")?;
    for (code, message) in &locale.messages {
        if parse_placeholders(message).is_err() {
            let allowed = "a text whose braces pair up, as in \"{label} is missing\"";
            return Err(invalid_text(message, allowed)).at(code).at("messages");
        }
    }
    for words in [&locale.presets, &locale.categories] {
        words.values().try_for_each(|word| text(word))?;
    }
    Ok(())
}

/// Words whose ids are all among `ids`.
fn named<'a>(
    words: &Words,
    what: &'static str,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Checked {
    for (id, word) in words {
        if !ids.clone().any(|known| known == id) {
            return Err(unknown(what, id, ids)).at(id);
        }
        text(word).at(id)?;
    }
    Ok(())
}
