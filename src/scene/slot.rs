//! What a picture's box does to it, resolved.

use std::sync::Arc;

use super::filter::Filter;
use super::resolve::Resolver;
use crate::color::Color;
use crate::image::CutOut;
use crate::template::layer::ImageLayer;
use crate::template::slot::{SlotMask, SlotShape};
use crate::template::{Bound, Place};

/// What happens to a picture in its box, beside its fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The point that is kept near the middle, in parts of the picture.
    pub focus: [f64; 2],
    /// Where the shopper put the picture in its box. As far as no gap shows is settled with the picture's
    /// size: see [`crop`](crate::artwork::crop).
    pub crop: Place,
    /// What it is cut to; the box where there is none.
    pub mask: Option<MaskShape>,
    /// A line along the edge of that, all of it inside.
    pub border: Option<Border>,
    /// What is left out of it as background.
    pub cutout: Option<CutOut>,
    /// What changes its colors and edges, in order.
    pub filters: Vec<Filter>,
    /// Whether the picture only stands in for one that is not there, and is not printed.
    pub placeholder: bool,
}

/// The middle of a picture.
pub const MIDDLE: [f64; 2] = [0.5, 0.5];

impl Default for Slot {
    fn default() -> Self {
        Self {
            focus: MIDDLE,
            crop: Place::HOME,
            mask: None,
            border: None,
            cutout: None,
            filters: Vec::new(),
            placeholder: false,
        }
    }
}

/// What a picture is cut to.
#[derive(Clone, Debug, PartialEq)]
pub enum MaskShape {
    /// A shape as large as fits into the box.
    Shape(SlotShape),
    /// The box with round corners of this radius in millimeters.
    Rounded(f64),
    /// SVG path data, stretched from a drawing of this size to the box.
    Path(Arc<str>, [f64; 2]),
    /// The alpha of this image, stretched to the box.
    Image(Arc<str>),
}

/// A line along the edge of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Border {
    /// Width in millimeters, above 0.
    pub width: f64,
    /// The color.
    pub color: Color,
}

impl Resolver<'_> {
    /// The picture of an image layer, and what its box does to it, if anything.
    pub(super) fn slot(&self, l: &ImageLayer) -> (Option<String>, Option<Box<Slot>>) {
        let image = self.bound(&l.image);
        let placeholder = l.placeholder.as_ref().filter(|_| image.is_none());
        let slot = Slot {
            focus: match &l.focus {
                Some(focus) => focus.each_ref().map(|part| self.number(part, 0.5).clamp(0.0, 1.0)),
                None => MIDDLE,
            },
            // Art that stands in is not the shopper's to move.
            crop: match placeholder {
                Some(_) => Place::HOME,
                None => self.place(l.crop.as_deref()),
            },
            mask: l.mask.as_ref().and_then(|mask| self.mask_shape(mask)),
            border: l.border.as_ref().and_then(|border| {
                let width = self.number(&border.width, 0.0);
                (width > 0.0).then_some(())?;
                Some(Border { width, color: self.bound(&border.color)? })
            }),
            cutout: l.cutout.as_ref().filter(|_| placeholder.is_none()).map(|cutout| CutOut {
                color: cutout.color.as_ref().and_then(|color| self.bound(color)),
                from: cutout
                    .from
                    .as_ref()
                    .map(|from| from.each_ref().map(|part| self.number(part, 0.0).clamp(0.0, 1.0))),
                tolerance: self.number(&cutout.tolerance, 0.0).clamp(0.0, 1.0),
                feather: self.number(&cutout.feather, 0.0).clamp(0.0, 0.1),
            }),
            filters: self.filters(&l.filters),
            placeholder: placeholder.is_some(),
        };
        let plain = slot == Slot::default();
        (image.or_else(|| placeholder.cloned()), (!plain).then(|| Box::new(slot)))
    }

    fn mask_shape(&self, mask: &SlotMask) -> Option<MaskShape> {
        Some(match mask {
            SlotMask::Word(shape) => MaskShape::Shape(*shape),
            SlotMask::Option(binding) => {
                return self.mask_shape(&self.bound(&Bound::Option(binding.clone()))?);
            }
            SlotMask::Rounded(radius) => MaskShape::Rounded(self.number(radius, 0.0).max(0.0)),
            SlotMask::Path(mask) => MaskShape::Path(mask.path.as_str().into(), mask.size),
            SlotMask::Image(id) => MaskShape::Image(id.as_str().into()),
        })
    }
}
