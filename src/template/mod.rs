//! The template: the document that describes a personalizable product.
//!
//! These types are the single source of the format. The parser ([`Template::parse`]), the JSON Schema, the
//! TypeScript types and the reference page all come from them. One file per concept: [`asset`],
//! [`option`], [`area`], [`layer`] with [`slot`], [`filter`] and [`pattern`], [`text`] with [`paint`], [`curve`] and [`warp`], [`view`], [`locale`], [`blend`] for
//! what they share, and [`bound`] for values that an option decides.
//!
//! Units: lengths in areas are millimeters, in views pixels of the view's own photo; angles are
//! degrees clockwise; y points down; colors are CSS strings in sRGB; opacity runs from 0 to 1.

pub mod area;
pub mod asset;
pub mod blend;
pub mod bound;
mod check;
pub mod curve;
mod fault;
pub mod filter;
pub mod form;
pub mod layer;
pub mod limits;
pub mod locale;
pub mod logic;
pub mod option;
pub mod paint;
mod parse;
pub mod pattern;
pub mod placeholder;
pub mod qr;
mod reader;
pub mod recolor;
#[cfg(feature = "schema")]
mod schema;
pub mod slot;
pub mod text;
pub mod text_option;
pub mod value;
pub mod view;
pub mod warp;
mod word;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use area::Area;
pub use asset::Asset;
pub use bound::{Binding, Bound, Condition};
pub(crate) use check::References;
pub use check::check;
pub use layer::Layer;
pub use option::{Choice, OptionSpec};
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use value::{Place, Value};
pub use view::View;

/// The version of the format that this engine reads and writes.
pub const VERSION: u64 = 1;

/// A personalizable product: its assets, what the shopper can choose, what is printed and how it is
/// shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Where editors find the JSON Schema of this document; not read otherwise.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// Version of the format: 1.
    pub liveproof: u64,
    /// Id of the product, for the shop's own use.
    pub id: String,
    /// Name of the product, shown to shoppers and used in descriptions.
    #[serde(default)]
    pub name: String,
    /// Language of the document's own words, as a BCP 47 tag. Default: `en`.
    #[serde(default)]
    pub locale: Option<String>,
    /// The document's words in other languages, by BCP 47 tag.
    #[serde(default)]
    pub locales: locale::Locales,
    /// Fonts and images by id.
    #[serde(default)]
    pub assets: BTreeMap<String, Asset>,
    /// Asset ids of the fonts for what a layer's own fonts have no letters for, tried in this order.
    /// Default: none.
    #[serde(default)]
    pub fallback: Vec<String>,
    /// The pages of the form, in their order. Default: one.
    #[serde(default)]
    pub steps: Vec<form::Step>,
    /// The groups of the form, in their order.
    #[serde(default)]
    pub groups: Vec<form::Group>,
    /// What the shopper can choose, in the order of the form.
    #[serde(default)]
    pub options: Vec<OptionSpec>,
    /// Values that are computed from the options, usable wherever the id of an option is.
    #[serde(default)]
    pub computed: Vec<logic::Computed>,
    /// Values for many options at once, for the shopper to begin with.
    #[serde(default)]
    pub presets: Vec<logic::Preset>,
    /// The combinations of choices that there are to be bought. Default: all.
    #[serde(default)]
    pub variants: Option<logic::Variants>,
    /// Price of the product before anything is chosen. Default: 0.
    #[serde(default)]
    pub price: f64,
    /// The printed areas.
    pub areas: Vec<Area>,
    /// The photographs of the product; the first is shown first.
    pub views: Vec<View>,
    /// Which content the document's options have; see [`crate::options::saved::fingerprint`].
    #[serde(skip)]
    pub fingerprint: u64,
}
