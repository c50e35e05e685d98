//! What elements are called, kept through usvg.
//!
//! usvg keeps ids and drops classes. So elements that have but a class are given an id on the way in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use liveproof_drawing::{MAX_NAME_BYTES, MAX_NAMES};
use usvg::roxmltree::Document;

use crate::scan::Scan;

/// The text with an id for every element that has a class and none.
pub(crate) fn with_ids<'a>(text: &'a str, scan: &Scan) -> Cow<'a, str> {
    if scan.nameless.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + scan.nameless.len() * 16);
    let mut from = 0;
    for (n, &at) in scan.nameless.iter().enumerate() {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(&format!(" id=\"{}{n}\"", scan.prefix));
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The names of elements by their ids.
pub(crate) struct Names {
    by_id: BTreeMap<String, Vec<String>>,
    /// Those that the drawing has, in its order.
    used: Vec<String>,
    index: BTreeMap<String, u32>,
}

impl Names {
    pub(crate) fn new(document: &Document<'_>, scan: &Scan) -> Self {
        let mut by_id = BTreeMap::new();
        for node in document.descendants() {
            let Some(id) = node.attribute("id").filter(|id| !id.is_empty()) else { continue };
            let given = !scan.prefix.is_empty() && id.starts_with(&scan.prefix);
            let mut names = Vec::new();
            if !given {
                names.push(format!("id:{id}"));
            }
            let classes = node.attribute("class").unwrap_or_default();
            names.extend(classes.split_ascii_whitespace().map(|class| format!("class:{class}")));
            names.retain(|name| name.len() <= MAX_NAME_BYTES);
            by_id.entry(id.to_owned()).or_insert(names);
        }
        Self { by_id, used: Vec::new(), index: BTreeMap::new() }
    }

    /// Indices of the names of the element with that id.
    pub(crate) fn of(&mut self, id: &str) -> Vec<u32> {
        let Some(names) = self.by_id.get(id) else { return Vec::new() };
        let mut indices = Vec::new();
        for name in names {
            if let Some(index) = self.index.get(name) {
                indices.push(*index);
            } else if self.used.len() < MAX_NAMES {
                let index = self.used.len() as u32;
                self.used.push(name.clone());
                self.index.insert(name.clone(), index);
                indices.push(index);
            }
        }
        indices
    }

    /// All that were asked for.
    pub(crate) fn into_used(self) -> Vec<String> {
        self.used
    }
}
