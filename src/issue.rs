//! Issues: what the shopper or the shop should know about the current selection. Never an error.

use serde::Serialize;

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The product should not be ordered like this.
    Error,
    /// The product can be ordered, but may not look as wished.
    Warning,
}

/// Something the shopper or the shop should know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// Stable name, for programs: `required`, `pattern-mismatch`, `text-overflow`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A sentence for people.
    pub message: String,
    /// Id of the option it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Id of the area it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Id of the layer it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// By how many millimeters a text is too wide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overflow: Option<f64>,
    /// The characters that can't be drawn or are not allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub characters: Option<String>,
    /// The row of a list that it is about, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Width and height in pixels of a photo that is too small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pixels: Option<[u32; 2]>,
}

impl Issue {
    /// An issue about one option.
    pub fn of_option(
        code: &'static str,
        severity: Severity,
        option: &str,
        message: String,
    ) -> Self {
        Self {
            code,
            severity,
            message,
            option: Some(option.to_owned()),
            area: None,
            layer: None,
            overflow: None,
            characters: None,
            row: None,
            pixels: None,
        }
    }

    /// An issue about one layer of an area; a layer without an id stays unnamed.
    pub fn of_layer(
        code: &'static str,
        severity: Severity,
        area: &str,
        layer: Option<&str>,
        message: String,
    ) -> Self {
        Self {
            code,
            severity,
            message,
            option: None,
            area: Some(area.to_owned()),
            layer: layer.map(str::to_owned),
            overflow: None,
            characters: None,
            row: None,
            pixels: None,
        }
    }
}
