//! What style sheets refer to: not CSS, but enough of it to count by. A rule counts for every element that
//! has one of the classes or ids that its selector names, and for all where it names none.

use std::collections::BTreeMap;

use usvg::roxmltree::Document;

use crate::MAX_STYLE_BYTES;
use crate::refusal::Refusal;

/// The bodies of rules by the classes and ids of their selectors.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    by_name: BTreeMap<String, Vec<String>>,
    for_all: Vec<String>,
    /// How many rules there are.
    pub(crate) rules: u64,
}

impl Styles {
    pub(crate) fn new(document: &Document<'_>) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut bytes = 0;
        let sheets = document.descendants().filter(|node| node.tag_name().name() == "style");
        for text in sheets.flat_map(|node| node.children()).filter_map(|node| node.text()) {
            bytes += text.len() as u64;
            Refusal::above("bytes of style sheets", bytes, MAX_STYLE_BYTES)?;
            styles.add(text);
        }
        Ok(styles)
    }

    fn add(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selector, body)) = rule.rsplit_once('{') else { continue };
            self.rules += 1 + selector.matches(',').count() as u64;
            // Only what costs.
            if !["url(", "dasharray"].iter().any(|word| body.contains(word)) {
                continue;
            }
            let names: Vec<&str> = selector
                .split(['.', '#'])
                .skip(1)
                .map(|rest| rest.split(|c: char| !is_name(c)).next().unwrap_or_default())
                .collect();
            if names.is_empty() {
                self.for_all.push(body.to_owned());
            }
            for name in names {
                self.by_name.entry(name.to_owned()).or_default().push(body.to_owned());
            }
        }
    }

    /// The bodies of the rules that may apply to an element with that class and id.
    pub(crate) fn of<'a>(
        &'a self,
        class: Option<&'a str>,
        id: Option<&'a str>,
    ) -> impl Iterator<Item = &'a str> {
        let names = class.unwrap_or_default().split_ascii_whitespace().chain(id);
        let named = names.filter_map(|name| self.by_name.get(name)).flatten();
        named.chain(&self.for_all).map(String::as_str)
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}
