//! Views and their items, resolved.

use std::sync::Arc;

use crate::blend::BlendMode;
use crate::color::Color;
use crate::template::view::{CylinderForm, DisplaceEdge, MeshSpec, PlacementBlend};

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
    /// Asset id of the mask.
    pub mask: String,
    /// The color.
    pub color: Color,
    /// How it meets the photo.
    pub blend: PlacementBlend,
    /// Asset id of the gloss map.
    pub gloss: Option<String>,
}

/// An area's artwork on the product.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Index of the area in [`Scene::areas`](super::Scene::areas).
    pub area: usize,
    /// Where the area lies.
    pub geometry: Geometry,
    /// What moves it.
    pub displace: Option<Displace>,
    /// Asset id of the mask.
    pub mask: Option<String>,
    /// How it meets the photo.
    pub blend: PlacementBlend,
    /// Asset id of the gloss map.
    pub gloss: Option<String>,
    /// 0 to 255.
    pub opacity: u8,
}

/// A picture over everything below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Asset id; `None` for the choice that has none.
    pub image: Option<String>,
    /// How it blends.
    pub blend: BlendMode,
    /// 0 to 255.
    pub opacity: u8,
}

/// Folds and relief that move a print.
#[derive(Clone, Debug, PartialEq)]
pub struct Displace {
    /// Asset id of the map, or of the photo it is made from.
    pub from: String,
    /// Whether that is a photo.
    pub is_photo: bool,
    /// Greatest shift in the view's own pixels.
    pub amount: f64,
    /// What lies beyond the map's edge.
    pub edge: DisplaceEdge,
}

/// Where an area lies in a view, in the view's own pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// Corners: top left, top right, bottom right, bottom left.
    Quad([[f64; 2]; 4]),
    /// A cylinder or cone seen by a camera.
    Cylinder(CylinderForm),
    /// A bent surface.
    Mesh(Arc<MeshSpec>),
    /// Asset id of a 16-bit uv map.
    UvMap(String),
}
