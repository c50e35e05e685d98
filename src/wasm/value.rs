//! Small objects across the border: patches in, states out.

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::fault;
use crate::options::Selection;

/// A plain object of texts, numbers and booleans. Lone surrogates arrive as U+FFFD.
pub(super) fn selection(value: JsValue) -> Result<Selection, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|_| {
        fault::unreadable("selection", "an object of texts, finite numbers and booleans")
    })
}

/// Plain objects and arrays, as `JSON.parse` would make them.
pub(super) fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|_| fault::unreadable("value", "something that JSON can hold"))
}
