//! Choices: the values that an option offers.

use serde::Deserialize;

use crate::color::Color;
use crate::template::bound::Condition;

/// One of the values that an option offers. Of `color`, `image` and `font` a color option's choice
/// needs the first and a font option's the last.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Choice {
    /// Id, unique among the option's choices; the value in the selection.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
    /// Added to the price when chosen. Default: 0.
    #[serde(default)]
    pub price: f64,
    /// The color that it stands for, or of its swatch.
    #[serde(default)]
    pub color: Option<Color>,
    /// Asset id of the image that it stands for, or of its swatch. Default: none is drawn.
    #[serde(default)]
    pub image: Option<String>,
    /// Asset id of the font that it stands for.
    #[serde(default)]
    pub font: Option<String>,
    /// When it is offered. Default: always.
    #[serde(default)]
    pub when: Option<Condition>,
    /// When it can be chosen; else it is shown and can't be. Default: always.
    #[serde(default)]
    pub enabled: Option<Condition>,
    /// Id of the category of the option that it is in. Default: none.
    #[serde(default)]
    pub category: Option<String>,
    /// Words by which it is found, and by which `offer` names it.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Ids that it had in older versions of the template.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Choice {
    /// The label; the id when there is none.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.id)
    }
}

/// A part of a library of choices.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Category {
    /// Id, unique among the option's categories.
    pub id: String,
    /// Label in the form. Default: the id.
    #[serde(default)]
    pub label: Option<String>,
}
