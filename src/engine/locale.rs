//! The words of another language in the place of the template's own.

use serde::Serialize;

use super::{Engine, TextIssues};
use crate::error::Error;
use crate::issue::Issue;
use crate::scene;
use crate::template::Template;
use crate::template::locale::{Locale, Locales, chain, is_right_to_left, read_bundle};

/// The language that is spoken.
#[derive(Default)]
pub(super) struct Language {
    /// The locale that was asked for.
    asked: String,
    /// Whether it is spoken: else the template's own words are all there is.
    found: bool,
    /// The words from general to special in one.
    pub(super) words: Locale,
    /// Locales that are not the template's.
    bundle: Locales,
}

impl Language {
    /// Which locale's words are shown.
    fn tag<'a>(&'a self, template: &'a Template) -> &'a str {
        if self.found { &self.asked } else { template.locale.as_deref().unwrap_or("en") }
    }
}

/// The steps and groups of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormInfo {
    /// The steps, in their order.
    pub steps: Vec<Labeled>,
    /// The groups, in their order.
    pub groups: Vec<Labeled>,
}

/// A step or group of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Labeled {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// A sentence of help, of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Id of the step that a group is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
}

impl Engine {
    /// Takes locales beside the template's own, as JSON of the same form. Where both have words, these are
    /// taken. [`set_locale`](Self::set_locale) then looks for them.
    ///
    /// # Errors
    /// When it is not valid, with paths that begin with `bundle`.
    pub fn add_bundle(&mut self, json: &str) -> Result<(), Error> {
        self.language.bundle.extend(read_bundle(json, &self.template)?);
        Ok(())
    }

    /// Speaks another language (a BCP 47 tag) from now on; what it has no words for is said in the
    /// language of the shorter tag, and in the end in the template's own.
    ///
    /// # Errors
    /// [`Error::TooComplexFont`] when a prompt in that language can't be set; then nothing is changed.
    pub fn set_locale(&mut self, tag: &str) -> Result<(), Error> {
        let mut words = Locale::default();
        let mut found = false;
        for tag in chain(tag) {
            let own = self.template.locale.as_deref().unwrap_or("en");
            found |= chain(own).any(|own| own.eq_ignore_ascii_case(tag));
            for (known, locale) in self.template.locales.iter().chain(&self.language.bundle) {
                if known.eq_ignore_ascii_case(tag) {
                    words.add(locale);
                    found = true;
                }
            }
        }
        let mut options = self.options.clone();
        options.say(&words);
        let scene = scene::resolve(&self.template, &options, &self.dependencies, None);
        self.check_assets(&scene)?;
        (self.options, self.scene) = (options, scene);
        self.language.words = words;
        self.language.found = found;
        tag.clone_into(&mut self.language.asked);
        self.text_issues = TextIssues::default();
        Ok(())
    }

    /// Speaks the same language as before, with another template.
    pub(super) fn speak_again(&mut self) -> Result<(), Error> {
        let asked = std::mem::take(&mut self.language.asked);
        if asked.is_empty() { Ok(()) } else { self.set_locale(&asked) }
    }

    /// The locale that is spoken: the one that was asked for when there are words of it or of a more
    /// general one, else the template's own.
    pub fn locale(&self) -> &str {
        self.language.tag(&self.template)
    }

    /// The locales that there are words of: the template's own, then its others, then those of bundles.
    pub fn locales(&self) -> Vec<&str> {
        let mut tags = vec![self.template.locale.as_deref().unwrap_or("en")];
        for tag in self.template.locales.keys().chain(self.language.bundle.keys()) {
            if !tags.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                tags.push(tag);
            }
        }
        tags
    }

    /// `rtl` when the locale is written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        if is_right_to_left(self.locale()) { "rtl" } else { "ltr" }
    }

    /// The steps and groups of the form.
    pub fn form(&self) -> FormInfo {
        let words = &self.language.words;
        let label = |id: &String, words: Option<&String>, own: Option<&String>| {
            words.or(own).unwrap_or(id).clone()
        };
        let steps = self.template.steps.iter().map(|step| Labeled {
            id: step.id.clone(),
            label: label(&step.id, words.steps.get(&step.id), step.label.as_ref()),
            help: None,
            step: None,
        });
        let groups = self.template.groups.iter().map(|group| Labeled {
            id: group.id.clone(),
            label: label(&group.id, words.groups.get(&group.id), group.label.as_ref()),
            help: words.group_help.get(&group.id).or(group.help.as_ref()).cloned(),
            step: group.step.as_ref().or(self.template.steps.first().map(|s| &s.id)).cloned(),
        });
        FormInfo { steps: steps.collect(), groups: groups.collect() }
    }

    /// Says issues in the language that is spoken.
    pub(super) fn say(&self, issues: &mut [Issue]) {
        for issue in issues {
            let Some(words) = self.language.words.messages.get(issue.code) else { continue };
            let option = issue.option.as_deref().and_then(|id| self.options.spoken(id));
            let label = option.map(|spec| spec.label()).or(issue.layer.as_deref());
            let label = label.unwrap_or_default().to_owned();
            issue.say(words, &label);
        }
    }
}
