//! Draws one view at one size, and redraws only what a new scene changes.
//!
//! What lies below the first placement (photo and tints) is kept as the *backdrop*, so that a
//! keystroke starts from finished pixels. A changed item dirties the rectangle that it covers; the
//! backdrop and then the frame are composited inside it, from the same functions as a whole frame.

mod kept;
mod light;
mod prepare;
mod seen;
mod silhouette;
mod slot;
mod tint;

use std::ops::Range;
use std::sync::Arc;

use crate::artwork::Assets;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::Quality;
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
    quality: Quality,
    slots: Vec<Slot>,
    /// Slots of a template that was replaced, until the next update.
    spare: Vec<Slot>,
    /// The items below the first placement; in `stale`, not as they are now.
    backdrop: Pixmap,
    stale: PixelRect,
    /// What of the frame is not yet as the slots are: where by an item of the backdrop, and where by one above.
    below: PixelRect,
    above: PixelRect,
    frame: Pixmap,
    /// Whether nobody was given the frame yet: it was drawn to look at where prints lie.
    pub(super) unseen: bool,
}

impl ViewRenderer {
    /// A renderer for the view with this index, `width` pixels wide.
    pub(super) fn new(
        view: usize,
        of: &scene::View,
        width: u32,
        quality: Quality,
    ) -> Result<Self, Error> {
        let ratio = f64::from(width) / f64::from(of.width.max(1));
        let height = ((f64::from(of.height) * ratio).round() as u32).max(1);
        Ok(Self {
            view,
            width,
            height,
            scale: [ratio, f64::from(height) / f64::from(of.height.max(1))],
            quality,
            slots: Vec::new(),
            spare: Vec::new(),
            backdrop: Pixmap::new(width, height)?,
            stale: PixelRect::EMPTY,
            below: PixelRect::EMPTY,
            above: PixelRect::EMPTY,
            frame: Pixmap::new(width, height)?,
            unseen: false,
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
        self.spare.retain(|slot| matches!(slot.pixels, Kept::Picture(_) | Kept::Tint(_)));
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
        self.settle(scene, assets, glyphs)?;
        self.composite()
    }

    /// The first half of [`update`](Self::update): what the frame is made of, up to a scene. It may be done long before
    /// the other half, and more than once.
    ///
    /// # Errors
    /// As `update`.
    pub(super) fn settle(
        &mut self,
        scene: &Scene,
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<(), Error> {
        let items = &scene.views[self.view].items;
        let first = self.slots.is_empty();
        self.slots.resize_with(items.len(), Slot::default);
        // Where the backdrop ends. It depends on which items are there, so a placement that comes or
        // goes moves it; everything is composited again then.
        let base = base_len(items);
        let moved = base_len_of(&self.slots) != base;
        for (index, item) in items.iter().enumerate() {
            let dirty = self.update_slot(index, item.as_ref(), scene, assets, glyphs)?;
            let part = if index < base { &mut self.below } else { &mut self.above };
            *part = part.union(&dirty);
        }
        self.spare.clear();
        if first || moved {
            self.below = self.frame.rect();
        }
        Ok(())
    }

    fn composite(&mut self) -> Result<PixelRect, Error> {
        let all = self.frame.rect();
        let base = base_len_of(&self.slots);
        let below = std::mem::take(&mut self.below).intersect(&all);
        let above = std::mem::take(&mut self.above);
        let dirty = below.union(&above).intersect(&all);
        // A new color needs no backdrop: it is drawn through, which spares 8 MB of memory traffic for a
        // megapixel. The next edit above catches up.
        let through = above.is_empty();
        self.stale = self.stale.union(&below);
        if !through {
            for band in bands(self.stale) {
                draw_base(&self.slots, base, &mut self.backdrop, band)?;
            }
            self.stale = PixelRect::EMPTY;
        }
        for band in bands(dirty) {
            match through {
                true => draw_base(&self.slots, base, &mut self.frame, band)?,
                false => self.frame.copy_rect(&self.backdrop, band),
            }
            draw(&self.slots, base..self.slots.len(), &mut self.frame, band)?;
        }
        Ok(dirty)
    }

    /// The photo that shows below an item, and its asset id.
    fn photo_below(&self, index: usize) -> Option<(&str, &Pixmap)> {
        let below = self.slots.get(..index)?;
        below.iter().rev().find_map(|slot| Some((slot.item.as_deref()?.picture()?, slot.photo()?)))
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
        // A part's own tones and reflections are those of the photo that is shown.
        let photo = item.filter(|i| light::reads_photo(i)).and_then(|_| self.photo_below(index));
        let photo = photo.map(|(id, _)| id.to_owned());
        let slot = &self.slots[index];
        let before = slot.rect(all);
        let same_photo = slot.photo == photo;
        let mut dirty = PixelRect::EMPTY;
        match (item, &slot.item) {
            (None, _) => self.slots[index].visible = false,
            (Some(new), Some(old))
                if slot.visible && same_photo && (Arc::ptr_eq(new, old) || new == old) => {}
            (Some(new), old) => {
                if !(same_photo && slot.pixels.serve(old.as_deref(), new)) {
                    let serves = |spare: &Slot| {
                        spare.photo == photo && spare.pixels.serve(spare.item.as_deref(), new)
                    };
                    self.slots[index].pixels = match self.spare.iter().position(serves) {
                        Some(at) => self.spare.swap_remove(at).pixels,
                        None => self.prepare(index, new, scene, assets)?,
                    };
                    self.slots[index].photo = photo;
                }
                if let (Item::Tint(tint), Kept::Tint(kept)) =
                    (&**new, &mut self.slots[index].pixels)
                {
                    kept.update(tint);
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
    let below = slots.get(..which.start).unwrap_or_default();
    let mut photo = below.iter().rev().find_map(Slot::photo);
    for slot in slots.get(which).unwrap_or_default() {
        let base = slot.clip_to().and_then(|base| slots.get(base));
        let clip = base.map_or(Ok(None), |base| base.alpha(rect))?;
        slot.draw(onto, rect, clip.as_ref(), photo)?;
        photo = slot.photo().or(photo);
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

/// Draws what lies below the first placement, on white where there is no photo.
fn draw_base(slots: &[Slot], base: usize, onto: &mut Pixmap, rect: PixelRect) -> Result<(), Error> {
    if !slots.first().is_some_and(Slot::covers) {
        fill_white(onto, rect);
    }
    draw(slots, 0..base, onto, rect)
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
