//! Draws one view at one size, and redraws only what a new scene changes.
//!
//! What lies below the first placement (photo and tints) is kept as the *backdrop*, so that a
//! keystroke starts from finished pixels. A changed item dirties the rectangle that it covers; the
//! backdrop and then the frame are composited inside it, from the same functions as a whole frame.

mod kept;
mod prepare;
mod silhouette;
mod slot;

use std::ops::Range;
use std::sync::Arc;

use crate::artwork::Assets;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Pixmap;
use crate::scene::{self, Item, Scene};
use crate::text::GlyphCache;
use kept::Kept;
use slot::Slot;

/// One view at one size.
pub(super) struct ViewRenderer {
    view: usize,
    width: u32,
    height: u32,
    scale: [f64; 2],
    slots: Vec<Slot>,
    /// Slots of a template that was replaced, until the next update.
    spare: Vec<Slot>,
    /// The items below the first placement.
    backdrop: Pixmap,
    frame: Pixmap,
}

impl ViewRenderer {
    /// A renderer for the view with this index, `width` pixels wide.
    pub(super) fn new(view: usize, of: &scene::View, width: u32) -> Result<Self, Error> {
        let ratio = f64::from(width) / f64::from(of.width.max(1));
        let height = ((f64::from(of.height) * ratio).round() as u32).max(1);
        Ok(Self {
            view,
            width,
            height,
            scale: [ratio, f64::from(height) / f64::from(of.height.max(1))],
            slots: Vec::new(),
            spare: Vec::new(),
            backdrop: Pixmap::new(width, height)?,
            frame: Pixmap::new(width, height)?,
        })
    }

    /// Whether this draws that view at that width.
    pub(super) fn shows(&self, view: usize, width: u32) -> bool {
        self.view == view && self.width == width
    }

    /// The view's index.
    pub(super) fn view(&self) -> usize {
        self.view
    }

    /// Starts anew with other items, at the same size. What was decoded and scaled serves those that
    /// show the same files; a placement also depends on its area, so its map is made again.
    pub(super) fn keep_pictures(&mut self) {
        self.spare = std::mem::take(&mut self.slots);
        self.spare.retain(|slot| matches!(slot.pixels, Kept::Picture(_) | Kept::Tint { .. }));
    }

    /// Whether this draws that view.
    pub(super) fn shows_view(&self, view: usize) -> bool {
        self.view == view
    }

    /// The pixels as of the last update.
    pub(super) fn frame(&self) -> &Pixmap {
        &self.frame
    }

    /// Bytes of everything kept for this view.
    pub(super) fn bytes(&self) -> usize {
        let own = self.backdrop.data().len() + self.frame.data().len();
        own + self.slots.iter().map(|slot| slot.pixels.bytes()).sum::<usize>()
    }

    /// Brings the frame up to a scene and returns the rectangle that changed.
    ///
    /// # Errors
    /// When an asset is missing or can't be drawn with; the renderer is then of no more use.
    pub(super) fn update(
        &mut self,
        scene: &Scene,
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let items = &scene.views[self.view].items;
        let all = self.frame.rect();
        let first = self.slots.is_empty();
        self.slots.resize_with(items.len(), Slot::default);
        // Where the backdrop ends. It depends on which items are there, so a placement that comes or
        // goes moves it; everything is composited again then.
        let base = base_len(items);
        let moved = base_len_of(&self.slots) != base;
        let mut below = PixelRect::EMPTY;
        let mut above = PixelRect::EMPTY;
        for (index, item) in items.iter().enumerate() {
            let dirty = self.update_slot(index, item.as_ref(), scene, assets, glyphs)?;
            let part = if index < base { &mut below } else { &mut above };
            *part = part.union(&dirty);
        }
        self.spare.clear();
        if first || moved {
            below = all;
        }
        let below = below.intersect(&all);
        let dirty = below.union(&above).intersect(&all);
        let bare = !self.slots.first().is_some_and(Slot::covers);
        for band in bands(dirty) {
            let below = below.intersect(&band);
            if !below.is_empty() {
                if bare {
                    fill_white(&mut self.backdrop, below);
                }
                draw(&self.slots, 0..base, &mut self.backdrop, below)?;
            }
            self.frame.copy_rect(&self.backdrop, band);
            draw(&self.slots, base..self.slots.len(), &mut self.frame, band)?;
        }
        Ok(dirty)
    }

    /// Makes one slot show `item`; returns where the view changes.
    fn update_slot(
        &mut self,
        index: usize,
        item: Option<&Arc<Item>>,
        scene: &Scene,
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let all = self.frame.rect();
        let slot = &self.slots[index];
        let before = slot.rect(all);
        let mut dirty = PixelRect::EMPTY;
        match (item, &slot.item) {
            (None, _) => self.slots[index].visible = false,
            (Some(new), Some(old)) if slot.visible && (Arc::ptr_eq(new, old) || new == old) => {}
            (Some(new), old) => {
                if !slot.pixels.serve(old.as_deref(), new) {
                    let serves = |spare: &Slot| spare.pixels.serve(spare.item.as_deref(), new);
                    self.slots[index].pixels = match self.spare.iter().position(serves) {
                        Some(at) => self.spare.swap_remove(at).pixels,
                        None => self.prepare(new, scene, assets)?,
                    };
                }
                self.slots[index].item = Some(new.clone());
                self.slots[index].visible = true;
                dirty = self.slots[index].rect(all).union(&before);
            }
        }
        if item.is_none() {
            return Ok(before);
        }
        if let Some(Item::Placement(placement)) = item.map(Arc::as_ref)
            && let Kept::Placement(kept) = &mut self.slots[index].pixels
        {
            let layers = &scene.areas[placement.area].layers;
            let changed = kept.update(placement, layers, assets, glyphs)?;
            dirty = dirty.union(&kept.map.view_rect(changed));
            let above = &scene.views[self.view].items[index..];
            let clips = |item: &&Arc<Item>| matches!(&***item, Item::Overlay(overlay) if overlay.clip_to == Some(index));
            kept.keep_silhouette(above.iter().flatten().any(|i| clips(&i)), all, changed)?;
        }
        Ok(dirty)
    }
}

/// Draws those of the slots onto the pixels of `rect`, each where it is clipped to.
fn draw(
    slots: &[Slot],
    which: Range<usize>,
    onto: &mut Pixmap,
    rect: PixelRect,
) -> Result<(), Error> {
    for slot in slots.get(which).unwrap_or_default() {
        let base = slot.clip_to().and_then(|base| slots.get(base));
        let clip = base.map_or(Ok(None), |base| base.alpha(rect))?;
        slot.draw(onto, rect, clip.as_ref())?;
    }
    Ok(())
}

/// Rows that go through all items before the next ones follow: at 2000 pixels across, a band of
/// the photo, the backdrop and the frame together stay in the second-level cache.
const BAND: i32 = 32;

/// A rectangle in bands from the top. No pixel depends on how the rectangle is cut.
fn bands(rect: PixelRect) -> impl Iterator<Item = PixelRect> {
    (rect.y0..rect.y1).step_by(BAND as usize).map(move |y| PixelRect {
        y0: y,
        y1: rect.y1.min(y + BAND),
        ..rect
    })
}

/// How many of the items lie below the first placement.
fn base_len(items: &[Option<Arc<Item>>]) -> usize {
    items
        .iter()
        .position(|i| matches!(i.as_deref(), Some(Item::Placement(_))))
        .unwrap_or(items.len())
}

fn base_len_of(slots: &[Slot]) -> usize {
    slots
        .iter()
        .position(|s| s.visible && matches!(s.item.as_deref(), Some(Item::Placement(_))))
        .unwrap_or(slots.len())
}

fn fill_white(pixels: &mut Pixmap, rect: PixelRect) {
    for y in rect.y0..rect.y1 {
        pixels.row_mut(y, rect.x0, rect.x1).fill(255);
    }
}
