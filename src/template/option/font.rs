//! Fonts to choose from.

use serde::Deserialize;

use super::{Choice, option_kind};

option_kind! {
    /// One of several fonts; a text layer's `font` follows it without a map.
    FontOption {
        /// Choice id at the start. Default: the first choice.
        #[serde(default)]
        default: Option<String>,
        /// The fonts; each choice has a `font`.
        choices: Vec<Choice>,
    }
}
