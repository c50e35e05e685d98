//! Small objects across the border: patches in, states out.

use js_sys::{Array, JSON, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsError, JsValue};

use super::fault;
use crate::options::Selection;
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

fn number(value: &JsValue) -> Result<f64, JsValue> {
    value.as_f64().filter(|number| number.is_finite()).ok_or_else(no_selection)
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
