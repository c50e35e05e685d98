//! How the form is laid out: steps, and groups in them.

use serde::Deserialize;

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// Id, unique among the steps.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
}

/// Options that belong together in the form.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    /// Id, unique among the groups.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
    /// A sentence of help under the label.
    #[serde(default)]
    pub help: Option<String>,
    /// Id of the step that it is on. Default: the first.
    #[serde(default)]
    pub step: Option<String>,
}
