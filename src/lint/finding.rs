//! What the linter says.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::issue::Severity;

/// The stable names of findings.
pub mod code {
    /// Error: a `when` or `enabled`, or a part of one, that no selection makes true.
    pub const CONTRADICTION: &str = "contradictory-condition";
    /// Warning: a condition, or a part of one, that every selection makes true.
    pub const ALWAYS_TRUE: &str = "always-true-condition";
    /// Error: a layer whose `when` and those of the groups around it never hold together.
    pub const DEAD_LAYER: &str = "dead-layer";
    /// Error: a choice that is never offered, or can never be chosen.
    pub const UNREACHABLE_CHOICE: &str = "unreachable-choice";
    /// Warning: an option that nothing reads and that has no price.
    pub const UNUSED_OPTION: &str = "unused-option";
    /// Warning: a price that no selection is asked for.
    pub const UNREACHABLE_PRICE: &str = "unreachable-price";
    /// Warning: an area that is never placed in a view.
    pub const AREA_NOT_SHOWN: &str = "area-not-shown";
    /// Warning: an asset that nothing names.
    pub const UNUSED_ASSET: &str = "unused-asset";
    /// Error: an asset whose bytes are not there.
    pub const MISSING_ASSET: &str = "missing-asset";
    /// Error: characters of the template's own texts that the font can't draw.
    pub const MISSING_GLYPH: &str = "missing-glyph";
    /// Warning: something that an SVG has and that is not drawn: text, a filter, a picture from elsewhere.
    pub const SVG_LEFT_OUT: &str = "svg-left-out";
    /// Warning: a color or part that a layer names and that none of its SVGs has.
    pub const UNKNOWN_PART: &str = "unknown-part";
    /// Warning: a text that is too large for its place at its longest.
    pub const TEXT_OVERFLOW: &str = "text-overflow";
}

/// Something in a template that is valid and yet can't be meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable name, for programs; see [`code`].
    pub code: &'static str,
    /// An error is surely a fault; a warning may be meant.
    pub severity: Severity,
    /// Where it is in the document: `areas[0].layers[2].when`.
    pub path: String,
    /// A sentence for people, without the path.
    pub message: String,
    /// What the message says, for programs.
    pub data: Map<String, Value>,
}

impl Finding {
    pub(super) fn error(code: &'static str, path: &str, message: String) -> Self {
        Self::new(code, Severity::Error, path, message)
    }

    pub(super) fn warning(code: &'static str, path: &str, message: String) -> Self {
        Self::new(code, Severity::Warning, path, message)
    }

    // Not inlined, as `with`: each copy is two hundred bytes of wasm.
    #[inline(never)]
    fn new(code: &'static str, severity: Severity, path: &str, message: String) -> Self {
        Self { code, severity, path: path.to_owned(), message, data: Map::new() }
    }

    /// The same finding that also tells `value`.
    #[must_use]
    #[inline(never)]
    pub(super) fn with(mut self, key: &str, value: Value) -> Self {
        self.data.insert(key.to_owned(), value);
        self
    }
}
