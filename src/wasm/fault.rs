//! Errors on their way to JavaScript.

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::value;
use crate::Error;

/// The plain object that the wrapper makes a `LiveproofError` of.
#[derive(Serialize)]
struct Fault<'a> {
    code: &'a str,
    path: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

/// An error as `{ code, path, message, value? }`.
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
    // Texts always fit into JSON; what is thrown otherwise is JavaScript's own error.
    value::to_js(&Fault { code, path, message, value }).unwrap_or_else(|error| error)
}
