//! Assets: the fonts and images of a template.

use serde::Deserialize;

/// A font or image, at a URL relative to the template, or supplied by the host under its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Asset {
    /// A TTF or OTF font.
    Font(String),
    /// A PNG, JPEG or WebP image.
    Image(String),
}

impl Asset {
    /// The URL as the template has it.
    pub fn url(&self) -> &str {
        match self {
            Self::Font(url) | Self::Image(url) => url,
        }
    }

    /// `font` or `image`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Font(_) => "font",
            Self::Image(_) => "image",
        }
    }
}
