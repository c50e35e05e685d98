//! Several things chosen at once.

use serde::Deserialize;

use super::{Category, Choice, option_kind};

option_kind! {
    /// Several of several things, in the order in which they were chosen; none twice. A binding takes one
    /// of them by its `slot`.
    MultiOption {
        /// Choice ids at the start. Default: none.
        #[serde(default)]
        default: Vec<String>,
        /// The choices.
        choices: Vec<Choice>,
        /// The categories that choices are in. Default: none.
        #[serde(default)]
        categories: Vec<Category>,
        /// Fewest that are to be chosen; fewer are an issue. Default: 0.
        #[serde(default)]
        min: u32,
        /// Most that can be chosen, 1 to the number of choices; more are refused. Default: all.
        #[serde(default)]
        max: Option<u32>,
    }
}

impl MultiOption {
    /// Most that can be chosen.
    pub fn most(&self) -> usize {
        self.max.map_or(self.choices.len(), |max| max as usize)
    }
}
