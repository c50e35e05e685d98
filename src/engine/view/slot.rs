//! An item of the view with what is kept to draw it.

use std::sync::Arc;

use super::fill_white;
use super::kept::{Kept, to_blend};
use crate::geom::PixelRect;
use crate::mockup::{Light, Surface, overlay, place, tint};
use crate::pixels::Pixmap;
use crate::scene::Item;

/// An item with what is kept to draw it.
#[derive(Default)]
pub(super) struct Slot {
    /// The item shown, or last shown: one that hides keeps its pixels, because shoppers flip switches
    /// back and forth.
    pub(super) item: Option<Arc<Item>>,
    pub(super) visible: bool,
    pub(super) pixels: Kept,
}

impl Slot {
    /// Where the item shows.
    pub(super) fn rect(&self, all: PixelRect) -> PixelRect {
        match (&self.item, &self.pixels) {
            _ if !self.visible => PixelRect::EMPTY,
            (Some(item), _) if matches!(**item, Item::Photo { .. }) => all,
            (None, _) | (_, Kept::Nothing) => PixelRect::EMPTY,
            (_, Kept::Picture(_)) => all,
            (_, Kept::Tint { rect, .. }) => *rect,
            (_, Kept::Placement(kept)) => kept.map.rect(),
        }
    }

    /// Whether it draws every pixel of the view.
    pub(super) fn covers(&self) -> bool {
        self.visible && matches!(self.item.as_deref(), Some(Item::Photo { .. }))
    }

    pub(super) fn draw(&self, frame: &mut Pixmap, rect: PixelRect) {
        let Some(item) = self.item.as_ref().filter(|_| self.visible) else { return };
        match (&**item, &self.pixels) {
            (Item::Photo { .. }, Kept::Picture(pixels)) => frame.copy_rect(pixels, rect),
            (Item::Photo { .. }, _) => fill_white(frame, rect),
            (Item::Overlay(item), Kept::Picture(pixels)) => {
                overlay(frame, rect, pixels, item.blend, item.opacity);
            }
            (Item::Tint(item), Kept::Tint { mask, gloss, rect: own }) => {
                let blend = to_blend(item.blend);
                let light = Light { blend, gloss: gloss.as_ref(), opacity: 255 };
                tint(frame, rect.intersect(own), mask, item.color, &light);
            }
            (Item::Placement(_), Kept::Placement(kept)) => {
                let surface = Surface { gloss: kept.gloss.as_ref() };
                place(frame, rect, &kept.map, kept.artwork.pixels(), &kept.texture, &surface);
            }
            _ => {}
        }
    }
}
