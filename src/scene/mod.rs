//! The scene: a template and a selection resolved to concrete values.
//!
//! Nothing conditional is left in it: no option, no binding, no default, no placeholder. Drawing code
//! sees only this. [`resolve()`] makes it; layers and items are shared with the scene before, so that
//! what an edit did not touch is the same allocation and costs one pointer comparison.

pub mod dependencies;
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
pub mod text;
pub mod view;

use std::sync::Arc;

use crate::blend::Mixing;
use crate::color::Color;
use crate::template::layer::ImageFit;

pub use dependencies::Dependencies;
pub use light::{Gloss, Pattern, Shade, Texture};
pub use qr::Qr;
pub use recolor::Recolor;
pub use resolve::resolve;
pub(crate) use resolve_text::resolve_text;
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
    /// The scene as it is printed: prompts left out, and texts that are nothing but prompts as a whole.
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
    /// What is different in it, where it is a drawing.
    pub recolor: Recolor,
}

/// A resolved shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The color.
    pub color: Color,
    /// Where it lies.
    pub frame: Frame,
    /// The shape.
    pub shape: Shape,
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
