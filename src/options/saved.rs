//! The selection outside of the engine: in a cart, and back again, perhaps in a newer template.
//!
//! What comes back is never trusted and never taken in part: it goes through [`read`] and then, value
//! by value, through the options. What a value can't be is told in [`Note`]s; the option then has
//! its default. [`link`](super::link) is the short form.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::{Deserialize as _, Serialize};
use serde_json::Value as Json;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Changes, MAX_TEXT_CHARS, Options, Selection, value};
use crate::error::Error;
use crate::template::limits::MAX_ID;
use crate::template::option::NumberOption;
use crate::template::{OptionSpec, Value};
use crate::unicode::is_blank;

/// Version of the saved form.
pub const VERSION: u64 = 1;

/// Most entries that a selection from outside may have.
pub const MAX_ENTRIES: usize = 10_000;

/// A selection with the template that it belongs to, as it goes into a cart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Saved<'a> {
    /// Version of this form: 1.
    pub liveproof: u64,
    /// Id of the template.
    pub template: &'a str,
    /// Which content its options had, as 16 hexadecimal digits.
    pub hash: String,
    /// Every option's value.
    pub selection: &'a Selection,
}

/// What became of a value that could not be restored as it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// Id of the option, as it is now; of one that there is not, as it was given.
    pub option: String,
    /// `unknown-option`: left out. `renamed`: the option or a choice has another id now. `repaired`: taken
    /// as near as can be. `value-lost`: the option has its default.
    pub code: &'static str,
    /// Where it stood in what was given: `selection.<id>`.
    pub path: String,
}

/// Values as they came, in no template's terms yet; `None` for what is no value at all.
pub type Given = BTreeMap<String, Option<Value>>;

/// What a host gives back: a saved selection or a plain one.
///
/// # Errors
/// [`Error::WrongTemplate`], [`Error::NewerVersion`], [`Error::TooLarge`], or [`Error::InvalidValue`] for
/// what is neither.
pub fn read(json: &Json, template: &str) -> Result<Given, Error> {
    const SELECTION: &str = "selection";
    let object = json.as_object().ok_or_else(|| invalid("", SELECTION_FORM))?;
    let version = object.get("liveproof").filter(|v| v.is_number());
    let selection = if let Some(version) = version {
        let whole = version.as_f64().filter(|v| *v >= 1.0 && v.floor() == *v);
        match whole.map(|v| v as u64) {
            Some(VERSION) => {}
            Some(found) => return Err(Error::NewerVersion { found, supported: VERSION }),
            None => return Err(invalid("liveproof", "the version, 1")),
        }
        let given = object.get("template").and_then(Json::as_str);
        let given = given.ok_or_else(|| invalid("template", "the id of a template"))?;
        if given != template {
            let found: String = given.chars().take(MAX_ID).collect();
            return Err(Error::WrongTemplate { found, expected: template.to_owned() });
        }
        let selection = object.get(SELECTION).and_then(Json::as_object);
        selection.ok_or_else(|| invalid(SELECTION, SELECTION_FORM))?
    } else {
        object
    };
    check_count(selection.len())?;
    let mut given = Given::new();
    given.extend(selection.iter().map(|(id, json)| (id.clone(), Value::deserialize(json).ok())));
    Ok(given)
}

const SELECTION_FORM: &str = "an object of option ids and values";

fn invalid(path: &str, allowed: &str) -> Error {
    let (path, value) = (path.to_owned(), String::new());
    Error::InvalidValue { path, value, allowed: allowed.to_owned(), nearest: None }
}

/// Refuses what nobody chose by hand.
pub(super) fn check_count(count: usize) -> Result<(), Error> {
    if count <= MAX_ENTRIES {
        return Ok(());
    }
    let (value, limit) = (count as u64, MAX_ENTRIES as u64);
    Err(Error::TooLarge { path: "selection".to_owned(), what: "options", value, limit })
}

impl Options {
    /// Takes a whole selection: options that it does not name go back to their defaults. Old ids are
    /// followed; what can't be taken is told and goes to its default. Returns what
    /// changed, and the notes.
    pub fn take(&mut self, given: &Given) -> (Changes, Vec<Note>) {
        let mut notes = Vec::new();
        let mut taken = Selection::new();
        let named: Vec<_> = given.iter().map(|(id, value)| (id, value, self.find(id))).collect();
        // Today's ids first: an old one does not take the place of a new one.
        let today = |(id, _, spec): &&(&String, _, Option<&OptionSpec>)| {
            spec.is_some_and(|spec| spec.id() == *id)
        };
        let old = named.iter().filter(|entry| !today(entry));
        for (id, value, spec) in named.iter().filter(today).chain(old) {
            let shown: String = id.chars().take(MAX_ID).collect();
            let mut note = |option: &str, code| {
                let path = format!("selection.{shown}");
                notes.push(Note { option: option.to_owned(), code, path });
            };
            let Some(spec) = spec else {
                note(&shown, "unknown-option");
                continue;
            };
            let renamed = spec.id() != *id;
            let fitted = value.as_ref().filter(|_| !taken.contains_key(spec.id()));
            match fitted.and_then(|value| fit(spec, value)) {
                Some((value, code)) => {
                    if let Some(code) = code.or(renamed.then_some("renamed")) {
                        note(spec.id(), code);
                    }
                    taken.insert(spec.id().to_owned(), value);
                }
                None => note(spec.id(), "value-lost"),
            }
        }
        // Every value was fitted to its option.
        let changes = self.restore(&taken).unwrap_or_default();
        for id in changes.moved.iter().filter(|id| taken.contains_key(*id)) {
            if notes.iter().all(|note| note.option != *id) {
                let path = format!("selection.{id}");
                notes.push(Note { option: id.clone(), code: "repaired", path });
            }
        }
        (changes, notes)
    }

    /// The option that has this id, or had it in an older template.
    pub(super) fn find(&self, id: &str) -> Option<&OptionSpec> {
        let old = |spec: &&OptionSpec| spec.aliases().iter().any(|alias| alias == id);
        self.own().iter().find(|s| s.id() == id).or_else(|| self.own().iter().find(old))
    }
}

/// The value as the option takes it, and what became of it.
fn fit(spec: &OptionSpec, given: &Value) -> Option<(Value, Option<&'static str>)> {
    if value::check(spec, given).is_ok() {
        return Some((given.clone(), None));
    }
    let today = |id: &String| {
        let old = |aliases: &[String]| aliases.iter().any(|alias| alias == id);
        let choice = spec.choice(id).or_else(|| spec.choices().iter().find(|c| old(&c.aliases)));
        choice.map(|choice| choice.id.clone())
    };
    let (value, code) = match (spec, given) {
        (OptionSpec::Text(o), Value::Text(text)) => {
            let most = o.max_length.map_or(MAX_TEXT_CHARS, |most| most as usize);
            let end = text.char_indices().nth(MAX_TEXT_CHARS).map_or(text.len(), |(at, _)| at);
            let text = text.get(..end).unwrap_or_default();
            (Value::Text(text.graphemes(true).take(most).collect()), "repaired")
        }
        (OptionSpec::Number(o), Value::Number(number)) => {
            (Value::Number(nearest(o, *number)), "repaired")
        }
        // It took one where it takes several now.
        (OptionSpec::Names(_), Value::Text(_)) => (alone(given.clone()), "repaired"),
        (OptionSpec::Multi(_), Value::Text(id)) => (alone(Value::Text(today(id)?)), "repaired"),
        (_, Value::Text(id)) => (Value::Text(today(id)?), "renamed"),
        (_, Value::List(list)) => {
            let mut kept: Vec<String> = Vec::new();
            for id in list.iter().take(MAX_ENTRIES).filter_map(today) {
                if !kept.contains(&id) {
                    kept.push(id);
                }
            }
            let code = if kept.len() == list.len() { "renamed" } else { "repaired" };
            (Value::List(kept), code)
        }
        _ => return None,
    };
    value::check(spec, &value).is_ok().then_some((value, Some(code)))
}

/// A text or choice as a list of it alone; of none as none.
fn alone(value: Value) -> Value {
    match value {
        Value::Text(text) if is_blank(&text) => Value::List(Vec::new()),
        Value::Text(text) => Value::List(vec![text]),
        other => other,
    }
}

/// The nearest number in range and on a step.
fn nearest(option: &NumberOption, number: f64) -> f64 {
    let number = number.clamp(option.min, option.max);
    let Some(step) = option.step else { return number };
    let steps = ((number - option.min) / step).round();
    let last = ((option.max - option.min) / step + 1e-6).floor();
    option.min + steps.min(last) * step
}

/// Which content the options of a template document have: FNV-1a, 64 bits, over its JSON with sorted
/// keys, no white space, and numbers as short as they can be.
pub fn fingerprint(options: &Json) -> u64 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    // Writing to a number can't fail.
    let _ = write_plain(options, &mut hash);
    hash.0
}

/// As JSON, with numbers written in one way, however the document has them.
fn write_plain(json: &Json, out: &mut Fnv) -> fmt::Result {
    match json {
        Json::Number(number) => write!(out, "{}", number.as_f64().unwrap_or_default()),
        Json::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                out.write_str(if i == 0 { "[" } else { "," })?;
                write_plain(item, out)?;
            }
            out.write_str(if items.is_empty() { "[]" } else { "]" })
        }
        Json::Object(members) => {
            for (i, (key, value)) in members.iter().enumerate() {
                out.write_str(if i == 0 { "{" } else { "," })?;
                write!(out, "{}:", Json::from(key.as_str()))?;
                write_plain(value, out)?;
            }
            out.write_str(if members.is_empty() { "{}" } else { "}" })
        }
        other => write!(out, "{other}"),
    }
}

struct Fnv(u64);

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        Ok(())
    }
}
