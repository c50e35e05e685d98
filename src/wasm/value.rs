//! Small objects across the border: patches in, states out.

use js_sys::{Array, JSON, JsString, Object};
use serde::Serialize;
use serde_json::Value as Json;
use wasm_bindgen::{JsCast, JsError, JsValue};

use super::fault;
use crate::options::Selection;
use crate::options::saved::MAX_ENTRIES;
use crate::template::{Place, Value};

/// A plain object of option values. Lone surrogates arrive as U+FFFD.
///
/// Read value by value: text would round numbers on their way through a parser.
pub(super) fn selection(value: &JsValue) -> Result<Selection, JsValue> {
    let object = value.dyn_ref::<Object>().ok_or_else(no_selection)?;
    let mut selection = Selection::new();
    for entry in Object::entries(object).iter() {
        let (id, value) = pair(&entry)?;
        selection.insert(id, value);
    }
    Ok(selection)
}

fn pair(entry: &JsValue) -> Result<(String, Value), JsValue> {
    let entry: &Array = entry.unchecked_ref();
    let id = entry.get(0).as_string().ok_or_else(no_selection)?;
    let value = entry.get(1);
    let value = if let Some(text) = value.as_string() {
        Value::Text(text)
    } else if let Some(on) = value.as_bool() {
        Value::Bool(on)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        let texts: Option<_> = list.iter().map(|text| text.as_string()).collect();
        Value::List(texts.ok_or_else(no_selection)?)
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let mut place = Place::HOME;
        for member in Object::entries(object).iter() {
            let member: &Array = member.unchecked_ref();
            let key = member.get(0).as_string().ok_or_else(no_selection)?;
            place = place.with(&key, number(&member.get(1))?).ok_or_else(no_selection)?;
        }
        Value::Place(place)
    } else {
        Value::Number(number(&value)?)
    };
    Ok((id, value))
}

/// A place from its numbers in order; those that lack are no numbers.
pub(super) fn place(numbers: &[f64]) -> Place {
    let at = |i: usize| numbers.get(i).copied().unwrap_or(f64::NAN);
    Place { x: at(0), y: at(1), scale: at(2), rotate: at(3) }
}

fn number(value: &JsValue) -> Result<f64, JsValue> {
    value.as_f64().filter(|number| number.is_finite()).ok_or_else(no_selection)
}

/// Most characters of a text from outside that are looked at; more are more than is taken.
const MOST_CHARS: u32 = (1 << 20) + 1;

/// Deepest that a selection from outside is looked into: a saved one has its values at 2.
const DEEPEST: u32 = 3;

/// Anything from outside, as far as JSON can be made of it: what is no data is null.
pub(super) fn outside(value: &JsValue, depth: u32) -> Json {
    if let Some(text) = value.dyn_ref::<JsString>() {
        return Json::String(text.slice(0, MOST_CHARS).into());
    }
    if let Some(on) = value.as_bool() {
        return Json::Bool(on);
    }
    if let Some(number) = value.as_f64() {
        return Json::from(number);
    }
    let within = |value: &JsValue| outside(value, depth + 1);
    if depth > DEEPEST || value.is_function() {
        Json::Null
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::Array(list.iter().take(MAX_ENTRIES + 1).map(|item| within(&item)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let mut members = serde_json::Map::new();
        for member in Object::entries(object).iter().take(MAX_ENTRIES + 1) {
            let member: &Array = member.unchecked_ref();
            members.insert(member.get(0).as_string().unwrap_or_default(), within(&member.get(1)));
        }
        Json::Object(members)
    } else {
        Json::Null
    }
}

fn no_selection() -> JsValue {
    fault::unreadable(
        "selection",
        "an object of texts, finite numbers, booleans, lists of texts and places",
    )
}

/// Plain objects and arrays, by way of JSON: one call, whatever the size, and `__proto__` is a key like
/// any other.
pub(super) fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsError::new(&error.to_string()))?;
    JSON::parse(&text)
}
