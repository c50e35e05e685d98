//! Reads the text once, before any parser does, and counts what a parser would spend time on.
//!
//! It knows tags, attributes and entities, no grammar: what is not well formed is counted as it looks and
//! left for the parser to refuse.

use std::collections::BTreeMap;

use crate::refusal::Refusal;
use crate::{
    MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_ENTITY_BYTES,
    MAX_ENTITY_DEPTH, MAX_SHORT_BYTES,
};

/// What was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Where elements with a class and no id may be given one: right after their names.
    pub(crate) nameless: Vec<usize>,
    /// What no id in the text begins with.
    pub(crate) prefix: String,
}

/// Scans a document.
pub(crate) fn scan(text: &str) -> Result<Scan, Refusal> {
    let mut scanner = Scanner { text, at: 0, entities: BTreeMap::new(), scan: Scan::default() };
    scanner.run()?;
    let mut scan = scanner.scan;
    if !scan.nameless.is_empty() {
        // Ids of its own for elements that have but a class.
        let prefix =
            (0..).map(|n| format!("lp{n}-")).find(|prefix| !text.contains(prefix.as_str()));
        scan.prefix = prefix.unwrap_or_default();
    }
    Ok(scan)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// What the entities of the document type stand for.
    entities: BTreeMap<&'a str, &'a str>,
    scan: Scan,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) -> Result<(), Refusal> {
        let (mut elements, mut depth) = (0, 0_u64);
        let mut body = 0;
        while let Some(begin) = self.find('<') {
            self.at = begin;
            let rest = self.rest();
            if rest.starts_with("<!--") {
                self.skip("-->");
            } else if rest.starts_with("<![CDATA[") {
                self.skip("]]>");
            } else if rest.starts_with("<?") {
                self.skip("?>");
            } else if rest.starts_with("<!") {
                self.doctype();
                body = self.at;
            } else if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
                self.skip(">");
            } else {
                elements += 1;
                Refusal::above("elements", elements, MAX_ELEMENTS)?;
                if !self.tag()? {
                    depth += 1;
                    Refusal::above("elements in one another", depth, MAX_DEPTH)?;
                }
            }
        }
        self.expansion(self.text.get(body..).unwrap_or_default(), 0).map(|_| ())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn find(&self, what: char) -> Option<usize> {
        self.rest().find(what).map(|offset| self.at + offset)
    }

    /// Goes behind the next `end`.
    fn skip(&mut self, end: &str) {
        let offset = self.rest().find(end).map_or(self.rest().len(), |offset| offset + end.len());
        self.at += offset;
    }

    /// Reads a tag; whether it closes itself.
    fn tag(&mut self) -> Result<bool, Refusal> {
        let bytes = self.text.as_bytes();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let mut at = self.at + 1;
        while bytes.get(at).is_some_and(|byte| !ends(byte)) {
            at += 1;
        }
        let name_end = at;
        let (mut attributes, mut has_id, mut has_class) = (0, false, false);
        let mut key = at;
        let mut most = MAX_ATTRIBUTE_BYTES;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => break,
                b'=' => {
                    let name = self.text.get(key..at).unwrap_or_default().trim();
                    has_id |= name == "id";
                    has_class |= name == "class";
                    let long = matches!(name, "d" | "points" | "href") || name.ends_with(":href");
                    most = if long { MAX_ATTRIBUTE_BYTES } else { MAX_SHORT_BYTES };
                    attributes += 1;
                    Refusal::above("attributes of an element", attributes, MAX_ATTRIBUTES)?;
                    at += 1;
                }
                quote @ (b'"' | b'\'') => {
                    let value = bytes.get(at + 1..).unwrap_or_default();
                    let length = value.iter().position(|b| b == quote).unwrap_or(value.len());
                    Refusal::above("bytes of an attribute", length as u64, most)?;
                    at += length + 2;
                    key = at;
                }
                _ => at += 1,
            }
        }
        if has_class && !has_id {
            self.scan.nameless.push(name_end);
        }
        self.at = (at + 1).min(bytes.len());
        Ok(bytes.get(at.wrapping_sub(1)) == Some(&b'/'))
    }

    /// Reads a document type with its entities.
    fn doctype(&mut self) {
        let rest = self.rest();
        let inner = rest.find('[').filter(|open| rest.find('>').is_none_or(|end| *open < end));
        let Some(open) = inner else { return self.skip(">") };
        self.at += open + 1;
        loop {
            let rest = self.rest();
            let Some(next) = rest.find(['<', ']']) else { break };
            self.at += next;
            let rest = self.rest();
            if rest.starts_with(']') {
                break;
            }
            if rest.starts_with("<!--") {
                self.skip("-->");
                continue;
            }
            match rest.strip_prefix("<!ENTITY").and_then(entity) {
                Some((name, value, length)) => {
                    // The first declaration counts.
                    self.entities.entry(name).or_insert(value);
                    self.at += "<!ENTITY".len() + length;
                }
                None => self.at += 1,
            }
        }
        self.skip(">");
    }

    /// How many bytes the entities in a text stand for in all.
    fn expansion(&self, text: &str, depth: u64) -> Result<u64, Refusal> {
        if self.entities.is_empty() {
            return Ok(0);
        }
        Refusal::above("entities in one another", depth, MAX_ENTITY_DEPTH)?;
        let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
        let mut total = 0_u64;
        for part in text.split('&').skip(1) {
            let Some((name, _)) = part.split_once(';') else { continue };
            let Some((name, value)) = self.entities.get_key_value(name) else { continue };
            let size = match sizes.get(name) {
                Some(size) => *size,
                None => {
                    let inner = self.expansion(value, depth + 1)?;
                    let size = inner.saturating_add(value.len() as u64);
                    sizes.insert(name, size);
                    size
                }
            };
            total = total.saturating_add(size);
            Refusal::above("bytes of entities", total, MAX_ENTITY_BYTES)?;
        }
        Ok(total)
    }
}

/// Name and value of an entity, and the length of both.
fn entity(declaration: &str) -> Option<(&str, &str, usize)> {
    let text = declaration.trim_start();
    let end = text.find(|c: char| c.is_ascii_whitespace())?;
    let (name, value) = text.split_at_checked(end)?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = value.get(1..)?;
    let inner = inner.get(..inner.find(quote)?)?;
    let used = inner.as_ptr() as usize + inner.len() + 1 - declaration.as_ptr() as usize;
    Some((name, inner, used))
}
