//! Layers: what is printed on an area.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::blend::BlendIfSpec;
use super::bound::{Bound, Condition};
use super::filter::FilterSpec;
use super::paint::Many;
use super::pattern::FillPattern;
pub use super::qr::QrLayer;
use super::slot::{CutoutSpec, PictureBorder, SlotMask};
pub use super::text::TextLayer;
use crate::blend::BlendMode;
use crate::color::Color;

/// Declares a layer kind: the fields that all kinds have, then its own.
macro_rules! layer_kind {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            /// Id, unique in the template; names the layer in issues. Default: none.
            #[serde(default)]
            pub id: Option<String>,
            /// When the layer is there. Default: always.
            #[serde(default)]
            pub when: Option<Condition>,
            /// 0 (invisible) to 1 (opaque). Default: 1.
            #[serde(default = "opaque")]
            pub opacity: Bound<f64>,
            /// 0 to 1: a second opacity. In `color-burn`, `linear-burn`, `color-dodge`, `linear-dodge`,
            /// `vivid-light`, `linear-light`, `hard-mix` and `difference` it takes the layer's colors to
            /// the one that changes nothing instead. A text's letters alone are made fainter by it, in
            /// any mode, not its outlines, shadows, glows and box. Default: 1.
            #[serde(default = "opaque")]
            pub fill_opacity: Bound<f64>,
            /// How the layer blends with those below it. Default: `normal`.
            #[serde(default)]
            pub blend: BlendMode,
            /// By which colors the layer shows; with a list, by all of them. Default: by any.
            #[serde(default)]
            pub blend_if: Option<Many<BlendIfSpec>>,
            /// Whether the layer shows only where the nearest layer below that isn't clipped does. That
            /// one and all that are clipped to it are blended together first, then as one in its mode.
            /// Default: no.
            #[serde(default)]
            pub clip: bool,
            /// Id of a place option, by which the shopper moves, scales and turns the layer about its
            /// middle; a group about the middle of its layers' boxes. Default: it stays.
            #[serde(default)]
            pub place: Option<String>,
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
}

pub(super) use layer_kind;

layer_kind! {
    /// A picture.
    ImageLayer {
        /// Asset id of the image, or the image option that decides it.
        image: Bound<String>,
        /// Left, top, width, height in millimeters.
        #[serde(rename = "box")]
        frame: BoxSpec,
        /// Turn about the middle of the box, in degrees clockwise. Default: 0.
        #[serde(default = "zero")]
        rotate: Bound<f64>,
        /// How the picture fills its box. Default: `contain`.
        #[serde(default)]
        fit: ImageFit,
        /// A point of the picture, in parts of its width and height: with `cover` it is as near to the
        /// middle of the box as leaves no gap. Default: `[0.5, 0.5]`.
        #[serde(default)]
        focus: Option<[Bound<f64>; 2]>,
        /// Id of a place option, by which the shopper moves, scales and turns the picture inside its box.
        /// With `cover` and `stretch` it always fills the box: at a scale of 1 it is as small as does,
        /// however it is turned. With `contain` it is at 1 as large as fits. Default: it stays.
        #[serde(default)]
        crop: Option<String>,
        /// What the picture is cut to. Default: the box.
        #[serde(default)]
        mask: Option<SlotMask>,
        /// A line along the edge of the mask, or of the box. Default: none.
        #[serde(default)]
        border: Option<PictureBorder>,
        /// What of the picture is left out as background, before all else. Default: nothing.
        #[serde(default)]
        cutout: Option<CutoutSpec>,
        /// Changes to the picture's colors and edges, done in order; mask and border come after them.
        /// Default: none.
        #[serde(default)]
        filters: Vec<FilterSpec>,
        /// Asset id of an image that stands in the preview while `image` gives none; never printed, and in
        /// no proof. Default: none.
        #[serde(default)]
        placeholder: Option<String>,
        /// Other colors for an SVG: from a color of it (`"#e63946"`), or from a part by id (`"id:hat"`) or
        /// class (`"class:skin"`), to the new color. A color is replaced wherever the SVG has it; a part is
        /// filled with one color, and its lines keep theirs unless they are all it has. A part counts before
        /// a color, an id before a class, what is inside before what is around it. Default: its own colors.
        #[serde(default)]
        recolor: BTreeMap<String, Bound<Color>>,
        /// When parts of an SVG, by id (`"id:hat"`) or class (`"class:beard"`), are there. Default: always.
        #[serde(default)]
        parts: BTreeMap<String, Condition>,
    }
}

layer_kind! {
    /// A shape in one color, or with a picture repeated over it.
    FillLayer {
        /// The color; under a pattern that of the ground. Default: none, which needs a `pattern`.
        #[serde(default)]
        color: Option<Bound<Color>>,
        /// A picture repeated over it. Default: none.
        #[serde(default)]
        pattern: Option<FillPattern>,
        /// Left, top, width, height in millimeters. Default: the whole area.
        #[serde(default, rename = "box")]
        frame: Option<BoxSpec>,
        /// Turn about the middle of the box, in degrees clockwise. Default: 0.
        #[serde(default = "zero")]
        rotate: Bound<f64>,
        /// The shape. Default: `rectangle`.
        #[serde(default)]
        shape: ShapeSpec,
    }
}

layer_kind! {
    /// Layers that are blended together first, then as one.
    GroupLayer {
        /// The layers, bottom to top.
        layers: Vec<Layer>,
        /// Changes to the colors and edges of what the layers make together, done in order. Default: none.
        #[serde(default)]
        filters: Vec<FilterSpec>,
    }
}

/// Left, top, width and height in millimeters; width and height are above 0.
pub type BoxSpec = [Bound<f64>; 4];

/// Something printed; `kind` tells which.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(tag = "kind"))]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// One line of text.
    Text(Box<TextLayer>),
    /// A picture.
    Image(Box<ImageLayer>),
    /// A shape in one color, or with a picture repeated over it.
    Fill(Box<FillLayer>),
    /// A QR code.
    Qr(Box<QrLayer>),
    /// Layers blended together first, then as one.
    Group(Box<GroupLayer>),
}

/// A field that all kinds of layers have.
macro_rules! of_each_kind {
    ($layer:expr, $field:ident) => {
        match $layer {
            Self::Text(l) => &l.$field,
            Self::Image(l) => &l.$field,
            Self::Fill(l) => &l.$field,
            Self::Qr(l) => &l.$field,
            Self::Group(l) => &l.$field,
        }
    };
}

impl Layer {
    /// The id, if it has one.
    pub fn id(&self) -> Option<&str> {
        of_each_kind!(self, id).as_deref()
    }

    /// When the layer is there; `None` is always.
    pub fn when(&self) -> Option<&Condition> {
        of_each_kind!(self, when).as_ref()
    }

    /// 0 (invisible) to 1 (opaque).
    pub fn opacity(&self) -> &Bound<f64> {
        of_each_kind!(self, opacity)
    }

    /// 0 to 1: a second opacity.
    pub fn fill_opacity(&self) -> &Bound<f64> {
        of_each_kind!(self, fill_opacity)
    }

    /// How the layer blends with those below it.
    pub fn blend(&self) -> BlendMode {
        *of_each_kind!(self, blend)
    }

    /// By which colors it shows.
    pub fn blend_if(&self) -> Option<&Many<BlendIfSpec>> {
        of_each_kind!(self, blend_if).as_ref()
    }

    /// Id of the option that says where the shopper put it.
    pub fn place(&self) -> Option<&str> {
        of_each_kind!(self, place).as_deref()
    }

    /// Id of the option by which the shopper moves the picture in its box.
    pub fn crop(&self) -> Option<&str> {
        if let Self::Image(image) = self { image.crop.as_deref() } else { None }
    }

    /// Whether it is clipped to a layer below.
    pub fn clip(&self) -> bool {
        *of_each_kind!(self, clip)
    }
}

/// How a picture fills its box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ImageFit {
    /// As large as fits, centered, nothing cut off.
    #[default]
    Contain,
    /// As small as fills the box, centered, the rest cut off.
    Cover,
    /// Each side to the box's, without regard to the picture's proportions.
    Stretch,
}

/// The shape of a fill layer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ShapeSpec {
    /// The whole box.
    #[default]
    Rectangle,
    /// The ellipse in the box.
    Ellipse,
    /// SVG path data in millimeters from the box's top left, filled by the nonzero rule.
    Path(String),
}

pub(super) fn opaque() -> Bound<f64> {
    Bound::Literal(1.0)
}

pub(super) fn zero() -> Bound<f64> {
    Bound::Literal(0.0)
}
