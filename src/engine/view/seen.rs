//! What a hand that points at a view asks of it.

use super::ViewRenderer;
use super::kept::Kept;
use crate::blend::BlendMode;
use crate::geom::PixelRect;
use crate::mockup::PlacementMap;
use crate::scene::Item;

impl ViewRenderer {
    /// Pixels as drawn per pixel of the view's own photo.
    pub(in crate::engine) fn scale(&self) -> [f64; 2] {
        self.scale
    }

    /// Where the print of the placement with this index lies, as of the last update.
    pub(in crate::engine) fn placement_map(&self, item: usize) -> Option<&PlacementMap> {
        match &self.slots.get(item)?.pixels {
            Kept::Placement(kept) => Some(&kept.map),
            _ => None,
        }
    }

    /// Whether a pixel of the item with this index lies behind an opaque one of an overlay.
    pub(in crate::engine) fn is_hidden(&self, item: usize, x: f64, y: f64) -> bool {
        /// From which alpha on nobody sees what is behind.
        const OPAQUE: u8 = 250;
        let above = self.slots.get(item + 1..).unwrap_or_default();
        above.iter().filter(|slot| slot.visible).any(|slot| {
            match (slot.item.as_deref(), &slot.pixels) {
                (Some(Item::Overlay(overlay)), Kept::Picture(pixels)) => {
                    // As saturates; what is no number is no pixel.
                    let (x, y) = (x.floor() as i32, y.floor() as i32);
                    let plain =
                        overlay.mixing.mode == BlendMode::Normal && overlay.clip_to.is_none();
                    plain
                        && overlay.mixing.opacity >= OPAQUE
                        && pixels.rect().contains(&PixelRect::new(
                            x,
                            y,
                            x.saturating_add(1),
                            y.saturating_add(1),
                        ))
                        && pixels
                            .row(y, x, x.saturating_add(1))
                            .get(3)
                            .is_some_and(|&a| a >= OPAQUE)
                }
                _ => false,
            }
        })
    }
}
