//! The scene: a template and a selection resolved to concrete values.
//!
//! Nothing conditional is left in it: no option, no binding, no default, no placeholder. Drawing code
//! sees only this. [`resolve()`] makes it; layers and items are shared with the scene before, so that
//! what an edit did not touch is the same allocation and costs one pointer comparison.

pub mod dependencies;
pub mod filter;
pub mod light;
pub mod paint;
pub mod place;
pub mod qr;
pub mod recolor;
pub mod resolve;
mod resolve_bend;
mod resolve_blend;
mod resolve_paint;
mod resolve_qr;
mod resolve_recolor;
mod resolve_text;
mod resolve_view;
pub mod slot;
pub mod text;
pub mod view;

use std::sync::Arc;

use crate::blend::Mixing;
use crate::color::Color;
use crate::template::layer::ImageFit;
use crate::template::pattern::Mirror;

pub use dependencies::Dependencies;
pub use filter::Filter;
pub use light::{Gloss, Pattern, Shade, Texture};
pub use qr::Qr;
pub use recolor::Recolor;
pub use resolve::resolve;
pub(crate) use resolve_text::resolve_text;
pub use slot::{Border, MaskShape, Slot};
pub use text::{FontChoice, Run, Text};
pub use view::{Displace, Geometry, Item, Mask, Overlay, Placement, Tint, View};

/// A resolved template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The areas, in the template's order.
    pub areas: Vec<Area>,
    /// The views, in the template's order.
    pub views: Vec<View>,
}

impl Scene {
    /// The scene as it is printed: prompts left out, and texts that are nothing but prompts as a whole, and
    /// pictures that stand in for others.
    #[must_use]
    pub fn for_print(&self) -> Self {
        let areas = self.areas.iter().map(|area| Area {
            layers: area.layers.iter().map(print_layer).collect(),
            ..area.clone()
        });
        Self { areas: areas.collect(), views: self.views.clone() }
    }
}

/// The layer itself where nothing is different in print.
fn print_layer(layer: &Option<Arc<Layer>>) -> Option<Arc<Layer>> {
    let layer = layer.as_ref()?;
    let content = match &layer.content {
        Content::Text(text) if text.is_prompt() => Content::Text(Box::new(text.for_print()?)),
        Content::Image(image) if image.is_placeholder() => return None,
        Content::Group(layers) => {
            let inner: Vec<_> = layers.iter().map(print_layer).collect();
            let same = |(a, b): (&Option<Arc<Layer>>, &Option<Arc<Layer>>)| match (a, b) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                _ => a.is_none() && b.is_none(),
            };
            if layers.iter().zip(&inner).all(same) {
                return Some(layer.clone());
            }
            Content::Group(inner)
        }
        _ => return Some(layer.clone()),
    };
    Some(Arc::new(Layer { content, ..Layer::clone(layer) }))
}

/// A resolved print area.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Id of the area.
    pub id: Arc<str>,
    /// Width in millimeters.
    pub width: f64,
    /// Height in millimeters.
    pub height: f64,
    /// Color of the product under it, where the template says so.
    pub product: Option<Color>,
    /// The layers, bottom to top, at the template's places; `None` where `when` does not hold.
    pub layers: Vec<Option<Arc<Layer>>>,
}

/// A resolved layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Id of the layer.
    pub id: Option<String>,
    /// How it blends with the layers below.
    pub mixing: Mixing,
    /// Index in its list of the layer it is clipped to.
    pub clip_to: Option<usize>,
    /// What changes the pixels of a group, in order; those of a picture are its own.
    pub filters: Vec<Filter>,
    /// What it draws.
    pub content: Content,
}

/// What a layer draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A text.
    Text(Box<Text>),
    /// A picture; `None` for the choice that has none.
    Image(Image),
    /// A shape in one color.
    Fill(Fill),
    /// A QR code.
    Qr(Qr),
    /// Layers blended first, then as one.
    Group(Vec<Option<Arc<Layer>>>),
}

/// Where a layer lies in its area, in millimeters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, above 0.
    pub width: f64,
    /// Height, above 0.
    pub height: f64,
    /// Turn about the middle, degrees clockwise.
    pub rotate: f64,
    /// Factor by which all that lies in it, and the box itself, is drawn larger about the middle; above 0.
    pub scale: f64,
}

/// A resolved picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Asset id; `None` draws nothing.
    pub image: Option<String>,
    /// Where it lies.
    pub frame: Frame,
    /// How it fills its box.
    pub fit: ImageFit,
    /// What else its box does to it.
    pub slot: Option<Box<Slot>>,
    /// What is different in it, where it is a drawing.
    pub recolor: Recolor,
}

impl Image {
    /// The images that it is drawn with: itself, and that of its mask.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        let mask = self.slot.as_ref().and_then(|slot| match slot.mask.as_ref()? {
            MaskShape::Image(id) => Some(&**id),
            _ => None,
        });
        self.image.as_deref().into_iter().chain(mask.filter(|_| self.image.is_some()))
    }

    /// Whether the picture only stands in for one that is not there.
    pub fn is_placeholder(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.placeholder)
    }
}

/// A resolved shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The color; transparent where there is none.
    pub color: Color,
    /// What is repeated over it.
    pub pattern: Option<Box<FillPattern>>,
    /// Where it lies.
    pub frame: Frame,
    /// The shape.
    pub shape: Shape,
}

/// A picture repeated over a shape; the lengths are millimeters.
#[derive(Clone, Debug, PartialEq)]
pub struct FillPattern {
    /// Asset id of the picture.
    pub image: String,
    /// Width of one, above 0.
    pub width: f64,
    /// By what part of the way from one to the next every second row is shifted.
    pub offset: f64,
    /// Room between two.
    pub gap: f64,
    /// Which are mirrored.
    pub mirror: Mirror,
    /// Turn of the whole about the middle of the box, degrees clockwise.
    pub rotate: f64,
    /// How far one strays: shift, degrees, part of its size.
    pub jitter: [f64; 3],
    /// Which chance it is.
    pub seed: u32,
}

/// A shape in its box.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The whole box.
    Rectangle,
    /// The ellipse in the box.
    Ellipse,
    /// SVG path data in millimeters from the box's top left.
    Path(Arc<str>),
}
