//! Areas: the pieces of the product that are printed.

use serde::Deserialize;

use super::bound::Bound;
use super::layer::Layer;
use crate::color::Color;

/// Below this a photo looks soft at arm's length, in dots per inch: half of what is printed.
pub const MIN_DPI: f64 = 150.0;

/// A print area: a rectangle of the product in millimeters, with layers, bottom to top.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Area {
    /// Id, unique among the template's areas.
    pub id: String,
    /// Width in millimeters, above 0 and up to 10000.
    pub width: f64,
    /// Height in millimeters, above 0 and up to 10000.
    pub height: f64,
    /// Resolution of the print in dots per inch, 30 to 2400. Default: 300.
    #[serde(default = "Area::default_dpi")]
    pub dpi: f64,
    /// Dots per inch that a shopper's photo has at least where it lies, 30 to 2400; fewer are an issue.
    /// Default: 150.
    #[serde(default = "Area::default_min_dpi")]
    pub min_dpi: f64,
    /// Width in millimeters of the border that the cut may take away. Default: 0.
    #[serde(default)]
    pub safe: f64,
    /// Added to the price when anything is printed on it. Default: 0.
    #[serde(default)]
    pub price: f64,
    /// Added to the price for each different color that texts and shapes are printed in on it; pictures
    /// do not count. Default: 0.
    #[serde(default)]
    pub price_per_color: f64,
    /// Color of the product under the print, by which it is judged whether the print stands out.
    /// Default: in the first view that shows the area, the color of the tint with the same mask, or of
    /// the light model's product; where there is neither, it is not judged.
    #[serde(default)]
    pub product: Option<Bound<Color>>,
    /// What is printed, bottom to top.
    #[serde(default)]
    pub layers: Vec<Layer>,
}

impl Area {
    fn default_dpi() -> f64 {
        300.0
    }

    fn default_min_dpi() -> f64 {
        MIN_DPI
    }
}
