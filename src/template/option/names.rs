//! Lists of texts: the shirts of a team, the mugs of a family.

use serde::Deserialize;

use crate::template::limits::MAX_ROWS;
use crate::template::text_option::typed_kind;

typed_kind! {
    /// A list of texts that the shopper types, a row each; the rules are those of a text and hold for
    /// each row. The placeholder `{id}` is the row that is shown, `{id#2}` the second.
    NamesOption {
        /// Rows at the start. Default: none.
        #[serde(default)]
        default: Vec<String>,
        /// Fewest rows; fewer are an issue. Default: 0.
        #[serde(default)]
        min: u32,
        /// Most rows, 1 to 1000; more are refused. Default: 1000.
        #[serde(default)]
        max: Option<u32>,
        /// Added to the price for each row. Default: 0.
        #[serde(default)]
        price: f64,
    }
}

impl NamesOption {
    /// Most rows.
    pub fn most(&self) -> usize {
        self.max.map_or(MAX_ROWS as usize, |max| max as usize)
    }
}
