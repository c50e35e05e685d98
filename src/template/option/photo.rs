//! Pictures that the shopper gives.

use serde::Deserialize;

use super::option_kind;

option_kind! {
    /// A picture that the shopper gives; its value is the picture's name, empty while there is none. An
    /// image layer's `image` follows it without a map.
    PhotoOption {
        /// Fewest pixels across; a smaller picture is an issue. Default: any.
        #[serde(default)]
        min_width: u32,
        /// Fewest pixels down. Default: any.
        #[serde(default)]
        min_height: u32,
    }
}
