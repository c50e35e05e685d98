//! Small objects across the border: patches in, states out.

use js_sys::{Array, JSON, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsError, JsValue};

use super::fault;
use crate::options::Selection;
use crate::template::Scalar;

/// A plain object of texts, numbers and booleans. Lone surrogates arrive as U+FFFD.
///
/// Read value by value: text would round numbers on their way through a parser.
pub(super) fn selection(value: &JsValue) -> Result<Selection, JsValue> {
    let object = value.dyn_ref::<Object>().ok_or_else(no_selection)?;
    let mut selection = Selection::new();
    for entry in Object::entries(object).iter() {
        let (id, scalar) = pair(&entry)?;
        selection.insert(id, scalar);
    }
    Ok(selection)
}

fn pair(entry: &JsValue) -> Result<(String, Scalar), JsValue> {
    let entry: &Array = entry.unchecked_ref();
    let id = entry.get(0).as_string().ok_or_else(no_selection)?;
    let value = entry.get(1);
    let scalar = if let Some(text) = value.as_string() {
        Scalar::Text(text)
    } else if let Some(on) = value.as_bool() {
        Scalar::Bool(on)
    } else {
        let number = value.as_f64().filter(|number| number.is_finite());
        Scalar::Number(number.ok_or_else(no_selection)?)
    };
    Ok((id, scalar))
}

fn no_selection() -> JsValue {
    fault::unreadable("selection", "an object of texts, finite numbers and booleans")
}

/// Plain objects and arrays, by way of JSON: one call, whatever the size, and `__proto__` is a key like
/// any other.
pub(super) fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsError::new(&error.to_string()))?;
    JSON::parse(&text)
}
