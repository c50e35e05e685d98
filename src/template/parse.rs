//! From JSON text to a checked [`Template`].

use serde::Deserialize;
use serde_json::Value;

use super::fault::{quote, segment};
use super::limits::MAX_TEMPLATE_BYTES;
use super::reader::Reader;
use super::{Template, VERSION, check};
use crate::error::Error;
use crate::options::saved::fingerprint;

impl Template {
    /// Reads a template from JSON text (a byte order mark before it is passed over) and checks all
    /// that can be checked without its assets. A key given twice has its last value.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] above a limit of [`limits`](super::limits), [`Error::InvalidJson`],
    /// [`Error::NewerVersion`], and with the path of the first fault found [`Error::UnknownKey`],
    /// [`Error::MissingKey`], [`Error::InvalidValue`], [`Error::DuplicateId`] and
    /// [`Error::UnknownReference`].
    pub fn parse(json: &str) -> Result<Self, Error> {
        if json.len() > MAX_TEMPLATE_BYTES {
            return Err(Error::TooLarge {
                path: String::new(),
                what: "bytes",
                value: json.len() as u64,
                limit: MAX_TEMPLATE_BYTES as u64,
            });
        }
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let document: Value = serde_json::from_str(json).map_err(|error| invalid_json(&error))?;
        check_version(&document)?;
        let mut template = Self::deserialize(Reader::new(&document))?;
        template.fingerprint = document.get("options").map_or(0, fingerprint);
        check(&template)?;
        Ok(template)
    }
}

pub(super) fn invalid_json(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let place = format!(" at line {line} column {column}");
    let reason = text.strip_suffix(&place).unwrap_or(&text).to_owned();
    Error::InvalidJson { line, column, reason }
}

/// Looks at the version before all else: a newer document may have keys that we don't know.
fn check_version(document: &Value) -> Result<(), Error> {
    const KEY: &str = "liveproof";
    let invalid = |path: String, value: &Value, allowed: &str| Error::InvalidValue {
        path,
        value: quote(value),
        allowed: allowed.to_owned(),
        nearest: None,
    };
    let object =
        document.as_object().ok_or_else(|| invalid(String::new(), document, "an object"))?;
    let Some(version) = object.get(KEY) else {
        return Err(Error::MissingKey { path: String::new(), key: KEY.to_owned() });
    };
    let whole = version.as_f64().filter(|v| *v >= 1.0 && v.floor() == *v);
    match whole.map(|v| v as u64) {
        Some(VERSION) => Ok(()),
        Some(found) => Err(Error::NewerVersion { found, supported: VERSION }),
        None => Err(invalid(segment(KEY), version, &format!("the version, {VERSION}"))),
    }
}
