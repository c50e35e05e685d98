//! Locales: a template's words in other languages.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use super::check::check_locales;
use super::fault::Fault;
use super::limits::MAX_TEMPLATE_BYTES;
use super::option::OptionSpec;
use super::reader::Reader;
use super::{Template, parse};
use crate::error::Error;

/// Words by the id of what they name.
pub type Words = BTreeMap<String, String>;

/// Locales by BCP 47 tag (`de`, `de-AT`, `zh-Hant`).
pub type Locales = BTreeMap<String, Locale>;

/// The template's words in another language. What is not here is taken from the locale with the shorter
/// tag (`de` for `de-AT`), and in the end from the document's own words.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Locale {
    /// Name of the product.
    #[serde(default)]
    pub name: Option<String>,
    /// Words of options, by id.
    #[serde(default)]
    pub options: BTreeMap<String, OptionWords>,
    /// Labels of groups, by id.
    #[serde(default)]
    pub groups: Words,
    /// Sentences of help of groups, by id.
    #[serde(default)]
    pub group_help: Words,
    /// Labels of steps, by id.
    #[serde(default)]
    pub steps: Words,
    /// Labels of presets, by id.
    #[serde(default)]
    pub presets: Words,
    /// Labels of views, by id.
    #[serde(default)]
    pub views: Words,
    /// Labels of categories, by id.
    #[serde(default)]
    pub categories: Words,
    /// What is said of issues, by code; `{label}` stands for the option's label, `{limit}` and such for
    /// the data, `{{` and `}}` for braces.
    #[serde(default)]
    pub messages: Words,
}

/// An option's words.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OptionWords {
    /// Label in the form.
    #[serde(default)]
    pub label: Option<String>,
    /// A sentence of help.
    #[serde(default)]
    pub help: Option<String>,
    /// Shown in the preview while the text is empty.
    #[serde(default)]
    pub prompt: Option<String>,
    /// Unit behind the number.
    #[serde(default)]
    pub unit: Option<String>,
    /// Labels of choices, by id.
    #[serde(default)]
    pub choices: Words,
}

impl Locale {
    /// Puts words that are more special over these.
    pub fn add(&mut self, over: &Self) {
        set(&mut self.name, over.name.as_ref());
        for (id, words) in &over.options {
            let own = self.options.entry(id.clone()).or_default();
            set(&mut own.label, words.label.as_ref());
            set(&mut own.help, words.help.as_ref());
            set(&mut own.prompt, words.prompt.as_ref());
            set(&mut own.unit, words.unit.as_ref());
            add(&mut own.choices, &words.choices);
        }
        add(&mut self.groups, &over.groups);
        add(&mut self.group_help, &over.group_help);
        add(&mut self.steps, &over.steps);
        add(&mut self.presets, &over.presets);
        add(&mut self.views, &over.views);
        add(&mut self.categories, &over.categories);
        add(&mut self.messages, &over.messages);
    }

    /// Puts its words into an option.
    pub fn say(&self, option: &mut OptionSpec) {
        for category in option.categories_mut() {
            set(&mut category.label, self.categories.get(&category.id));
        }
        let Some(words) = self.options.get(option.id()) else { return };
        for choice in option.choices_mut() {
            set(&mut choice.label, words.choices.get(&choice.id));
        }
        let (label, help) = option.words_mut();
        set(label, words.label.as_ref());
        set(help, words.help.as_ref());
        match option {
            OptionSpec::Text(o) => set(&mut o.prompt, words.prompt.as_ref()),
            OptionSpec::Names(o) => set(&mut o.prompt, words.prompt.as_ref()),
            OptionSpec::Number(o) => set(&mut o.unit, words.unit.as_ref()),
            _ => {}
        }
    }
}

fn set(own: &mut Option<String>, words: Option<&String>) {
    if let Some(words) = words {
        *own = Some(words.clone());
    }
}

fn add(own: &mut Words, over: &Words) {
    own.extend(over.iter().map(|(id, word)| (id.clone(), word.clone())));
}

/// Reads a template's `locales` that come from elsewhere, and checks them.
///
/// # Errors
/// As [`Template::parse`], with paths that begin with `bundle`.
pub fn read_bundle(json: &str, template: &Template) -> Result<Locales, Error> {
    let read = || -> Result<Locales, Fault> {
        if json.len() > MAX_TEMPLATE_BYTES {
            let (value, limit) = (json.len() as u64, MAX_TEMPLATE_BYTES as u64);
            return Err(Error::TooLarge { path: String::new(), what: "bytes", value, limit }.into());
        }
        let document: Json = serde_json::from_str(json).map_err(|e| parse::invalid_json(&e))?;
        let locales = Locales::deserialize(Reader::new(&document))?;
        check_locales(&locales, template)?;
        Ok(locales)
    };
    read().map_err(|fault| Error::from(fault.under("bundle")))
}

/// The tags that a tag falls back to and itself, the most general first: `de`, `de-AT`.
pub fn chain(tag: &str) -> impl Iterator<Item = &str> {
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    ends.filter_map(|end| tag.get(..end))
}

/// Whether a locale is written from right to left: by its script, or the one that its language
/// is usually written in (Unicode CLDR).
pub fn is_right_to_left(tag: &str) -> bool {
    const SCRIPTS: [&str; 9] =
        ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];
    const LANGUAGES: [&str; 17] = [
        "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd",
        "syr", "ug", "ur",
    ];
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&script),
        None => matches!(language, "yi" | "ji") || LANGUAGES.contains(&language),
    }
}
