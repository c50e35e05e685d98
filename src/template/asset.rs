//! Assets: the fonts and images of a template.

use serde::Deserialize;

/// A font or image, at a URL relative to the template, or supplied by the host under its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Asset {
    /// A font: TTF, OTF, or a TTC or OTC collection, of which `#1` and so on after the URL takes the
    /// second and later faces (`"fonts/songti.ttc#1"`).
    Font(String),
    /// A PNG, JPEG or WebP image; for image layers also an SVG or SVGZ, which is drawn as vectors at any
    /// size. What an SVG has of text, of filters
    /// but `feColorMatrix`, and of pictures from elsewhere is left out.
    Image(String),
}

impl Asset {
    /// The URL as the template has it.
    pub fn url(&self) -> &str {
        match self {
            Self::Font(url) | Self::Image(url) => url,
        }
    }

    /// Which face of a collection is meant: the whole number after the URL's `#`, or else 0.
    pub fn face(&self) -> u32 {
        let fragment = self.url().rsplit_once('#').map_or("", |(_, fragment)| fragment);
        let number = fragment.bytes().all(|b| b.is_ascii_digit());
        number.then(|| fragment.parse().ok()).flatten().unwrap_or(0)
    }

    /// `font` or `image`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Font(_) => "font",
            Self::Image(_) => "image",
        }
    }
}
