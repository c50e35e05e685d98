//! Errors on their way to JavaScript.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::Error;

/// An error as the plain object `{ code, path, message, value? }` that the wrapper makes a
/// `LiveproofError` of.
pub(super) fn to_js(error: &Error) -> JsValue {
    plain(error.code(), error.path(), &error.to_string(), error.value().as_deref())
}

/// The engine was called while it was at work, as when a proxied canvas calls back.
pub(super) fn busy() -> JsValue {
    plain("busy", "", "the engine is at work; call again when it has returned", None)
}

/// An object that JavaScript should have made otherwise: what was given is not `expected`.
pub(super) fn unreadable(path: &str, expected: &str) -> JsValue {
    plain("invalid-value", path, &format!("{path}: expected {expected}"), None)
}

fn plain(code: &str, path: &str, message: &str, value: Option<&str>) -> JsValue {
    let object = Object::new();
    let put = |key: &str, text: &str| {
        // Setting a key of a fresh plain object does not fail.
        let _ = Reflect::set(&object, &key.into(), &text.into());
    };
    put("code", code);
    put("path", path);
    put("message", message);
    if let Some(value) = value {
        put("value", value);
    }
    object.into()
}
