//! An item of the view with what is kept to draw it.

use std::sync::Arc;

use super::fill_white;
use super::kept::Kept;
use crate::color::mul_div_255;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::{Below, overlay, place};
use crate::pixels::{Mask, Pixmap};
use crate::scene::Item;

/// An item with what is kept to draw it.
#[derive(Default)]
pub(super) struct Slot {
    /// The item shown, or last shown: one that hides keeps its pixels, because shoppers flip switches
    /// back and forth.
    pub(super) item: Option<Arc<Item>>,
    pub(super) visible: bool,
    pub(super) pixels: Kept,
    /// Asset id of the photo that the pixels were derived from, if any.
    pub(super) photo: Option<String>,
}

impl Slot {
    /// Where the item shows.
    pub(super) fn rect(&self, all: PixelRect) -> PixelRect {
        match (&self.item, &self.pixels) {
            _ if !self.visible => PixelRect::EMPTY,
            (Some(item), _) if matches!(**item, Item::Photo { .. }) => all,
            (None, _) | (_, Kept::Nothing) => PixelRect::EMPTY,
            (_, Kept::Picture(_)) => all,
            (_, Kept::Tint(kept)) => kept.rect,
            (_, Kept::Placement(kept)) => kept.map.rect(),
        }
    }

    /// Whether it draws every pixel of the view.
    pub(super) fn covers(&self) -> bool {
        self.visible && matches!(self.item.as_deref(), Some(Item::Photo { .. }))
    }

    /// Index of the item that it is clipped to.
    pub(super) fn clip_to(&self) -> Option<usize> {
        match self.item.as_deref() {
            Some(Item::Overlay(overlay)) if self.visible => overlay.clip_to,
            _ => None,
        }
    }

    /// How much of it shows in the pixels of `rect`, as a mask of that size, for what is clipped to it;
    /// `None` is all.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub(super) fn alpha(&self, rect: PixelRect) -> Result<Option<Mask>, Error> {
        let mut out = Mask::new(rect.width(), rect.height())?;
        let Some(item) = self.item.as_ref().filter(|_| self.visible) else { return Ok(Some(out)) };
        let own = self.rect(rect).intersect(&rect);
        for y in own.y0..own.y1 {
            let to = out.row_mut(y - rect.y0, own.x0 - rect.x0, own.x1 - rect.x0);
            match (&**item, &self.pixels) {
                (Item::Photo { .. }, _) => return Ok(None),
                (Item::Overlay(item), Kept::Picture(pixels)) => {
                    alphas(to, pixels.row(y, own.x0, own.x1), item.mixing.opacity);
                }
                (Item::Placement(_), Kept::Placement(kept)) => {
                    let shown = kept.silhouette.as_ref();
                    let row = shown.map_or(&[][..], |s| s.pixels().row(y, own.x0, own.x1));
                    alphas(to, row, 255);
                }
                (Item::Tint(item), Kept::Tint(kept)) => {
                    let mask = kept.mask.row(y, own.x0, own.x1);
                    let alpha = item.color.a;
                    to.iter_mut().zip(mask).for_each(|(to, &m)| *to = mul_div_255(m, alpha));
                }
                _ => {}
            }
        }
        Ok(Some(out))
    }

    /// Draws it onto the pixels of `rect`; `clip`, of that size, says where.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub(super) fn draw(
        &self,
        frame: &mut Pixmap,
        rect: PixelRect,
        clip: Option<&Mask>,
    ) -> Result<(), Error> {
        let Some(item) = self.item.as_ref().filter(|_| self.visible) else { return Ok(()) };
        match (&**item, &self.pixels) {
            (Item::Photo { .. }, Kept::Picture(pixels)) => frame.copy_rect(pixels, rect),
            (Item::Photo { .. }, _) => fill_white(frame, rect),
            (Item::Overlay(item), Kept::Picture(pixels)) => {
                overlay(frame, rect, pixels, &item.mixing, clip);
            }
            (Item::Tint(item), Kept::Tint(kept)) => kept.draw(frame, rect, item),
            (Item::Placement(item), Kept::Placement(kept)) => {
                let below = Below::keep(frame, rect.intersect(&kept.map.rect()), &item.ranges)?;
                let surface = kept.light.surface(item);
                place(frame, rect, &kept.map, kept.pixels(), &kept.texture, &surface);
                below.iter().for_each(|below| below.show_through(frame, &item.ranges));
            }
            _ => {}
        }
        Ok(())
    }
}

/// The alphas of premultiplied pixels, made fainter.
fn alphas(to: &mut [u8], pixels: &[u8], opacity: u8) {
    let pixels = pixels.as_chunks::<4>().0;
    to.iter_mut().zip(pixels).for_each(|(to, pixel)| *to = mul_div_255(pixel[3], opacity));
}
