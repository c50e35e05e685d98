//! Views and their items, resolved.

use std::sync::Arc;

use super::light::{Gloss, Pattern, Shade, Texture};
use crate::blend::{BlendRange, Mixing};
use crate::color::Color;
use crate::template::view::{CylinderSpec, MeshSpec, PlacementBlend, TintBlend};

/// A resolved view.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Id of the view.
    pub id: Arc<str>,
    /// Width in pixels of the view's own photo.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The items, bottom to top, at the template's places; `None` where `when` does not hold.
    pub items: Vec<Option<Arc<Item>>>,
}

/// A resolved item of a view.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A photograph that fills the view.
    Photo {
        /// Asset id; `None` for the choice that has none.
        image: Option<String>,
    },
    /// A part of the product in another color.
    Tint(Tint),
    /// An area's artwork on the product.
    Placement(Box<Placement>),
    /// A picture over everything below it.
    Overlay(Overlay),
}

impl Item {
    /// Asset id of the picture that a photo or an overlay shows.
    pub fn picture(&self) -> Option<&str> {
        match self {
            Self::Photo { image } | Self::Overlay(Overlay { image, .. }) => image.as_deref(),
            Self::Tint(_) | Self::Placement(_) => None,
        }
    }
}

/// A part of the product in another color.
#[derive(Clone, Debug, PartialEq)]
pub struct Tint {
    /// What is recolored.
    pub mask: Mask,
    /// The color.
    pub color: Color,
    /// A picture over it.
    pub pattern: Option<Pattern>,
    /// How it meets the photo.
    pub blend: TintBlend,
    /// The gloss; none for blends that don't use it.
    pub gloss: Option<Gloss>,
}

/// An area's artwork on the product.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Index of the area in [`Scene::areas`](super::Scene::areas).
    pub area: usize,
    /// Where the area lies.
    pub geometry: Geometry,
    /// Where it shows.
    pub mask: Option<Mask>,
    /// How it meets the photo.
    pub blend: PlacementBlend,
    /// The gloss.
    pub gloss: Option<Gloss>,
    /// The shade maps.
    pub shade: Option<Shade>,
    /// What shows through.
    pub texture: Option<Texture>,
    /// 0 to 255.
    pub opacity: u8,
    /// 0 to 255; 255 in modes in which it is an opacity.
    pub fill: u8,
    /// By which colors it shows.
    pub ranges: Vec<BlendRange>,
}

/// A picture over everything below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Asset id; `None` for the choice that has none.
    pub image: Option<String>,
    /// Where it shows.
    pub mask: Option<Mask>,
    /// How it blends.
    pub mixing: Mixing,
    /// Index of the item it is clipped to.
    pub clip_to: Option<usize>,
}

/// Where an item shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Mask {
    /// Asset id.
    pub image: String,
    /// Standard deviation of its blur, pixels of the view's own photo.
    pub feather: f64,
    /// How much of it counts, 0 to 255.
    pub density: u8,
    /// Whether black shows.
    pub invert: bool,
}

/// Where an area lies in a view, in the view's own pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// Corners: top left, top right, bottom right, bottom left.
    Quad([[f64; 2]; 4]),
    /// A cylinder or cone seen by a camera.
    Cylinder(CylinderSpec),
    /// A bent surface.
    Mesh(Arc<MeshSpec>),
    /// Asset id of a 16-bit uv map.
    UvMap(String),
}
