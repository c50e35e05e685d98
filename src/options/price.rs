//! What the values of options add to the price, line by line.

use serde::Serialize;

use super::value::graphemes;
use crate::template::Value;
use crate::template::option::{Choice, OptionSpec};
use crate::unicode::is_blank;

/// A line of the price. Currency and rounding are the shop's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceLine {
    /// `base`, `variant`, `option`, `choice`, `characters`, `rows`, `units`, `area` or `colors`.
    pub kind: &'static str,
    /// Id of the option that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Id of the choice, or of the variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// Id of the area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What it is for, for people: the label of the option or choice, or an id.
    pub label: String,
    /// How many.
    pub quantity: f64,
    /// Price of one.
    pub unit: f64,
    /// Price of all.
    pub amount: f64,
}

impl PriceLine {
    /// A line; `None` for one that costs nothing.
    pub fn new(kind: &'static str, label: &str, quantity: f64, unit: f64) -> Option<Self> {
        let amount = quantity * unit;
        (amount != 0.0).then(|| Self {
            kind,
            option: None,
            choice: None,
            area: None,
            label: label.to_owned(),
            quantity,
            unit,
            amount,
        })
    }
}

/// The sum of lines.
pub fn total(lines: &[PriceLine]) -> f64 {
    lines.iter().map(|line| line.amount).sum()
}

/// What an effective value costs.
pub fn of_option(spec: &OptionSpec, value: &Value) -> Vec<PriceLine> {
    let label = spec.label();
    let line = |kind, quantity, unit| PriceLine::new(kind, label, quantity, unit);
    let choice = |choice: &Choice| {
        let line = PriceLine::new("choice", choice.label(), 1.0, choice.price)?;
        Some(PriceLine { choice: Some(choice.id.clone()), ..line })
    };
    let mut lines: Vec<PriceLine> = match (spec, value) {
        (OptionSpec::Text(text), Value::Text(typed)) if !is_blank(typed) => {
            let price = text.price.by_length();
            let characters = graphemes(typed).saturating_sub(price.free as usize);
            let base = line("option", 1.0, price.base);
            base.into_iter()
                .chain(line("characters", characters as f64, price.per_character))
                .collect()
        }
        (OptionSpec::Text(_), _) => Vec::new(),
        (OptionSpec::Toggle(toggle), Value::Bool(true)) => {
            line("option", 1.0, toggle.price).into_iter().collect()
        }
        (OptionSpec::Number(number), Value::Number(value)) => {
            line("units", value - number.min, number.price).into_iter().collect()
        }
        (_, Value::Text(id)) => spec.choice(id).and_then(choice).into_iter().collect(),
        (_, Value::List(ids)) if !spec.choices().is_empty() => {
            ids.iter().filter_map(|id| spec.choice(id)).filter_map(choice).collect()
        }
        (_, Value::List(rows)) => {
            let rows = rows.iter().filter(|row| !is_blank(row)).count();
            line("rows", rows as f64, spec.row_price()).into_iter().collect()
        }
        _ => Vec::new(),
    };
    for line in &mut lines {
        line.option = Some(spec.id().to_owned());
    }
    lines
}
