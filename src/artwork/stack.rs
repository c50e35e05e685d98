//! A stack of layers, drawn and kept layer by layer.
//!
//! An update draws the layers that changed, finds the rectangle in which the result differs, and
//! composites only that. A frame made of updates equals one made at once, byte for byte.

use std::rc::Rc;
use std::sync::Arc;

use super::clip::{ClippedRow, blend_clipped};
use super::draw::draw;
use super::retouch::Setting;
use super::sprite::Sprite;
use super::{Assets, Raster, filter, pixels_per_millimeter};
use crate::blend::Mixing;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Pixmap};
use crate::scene::{Content, Filter, Layer};
use crate::text::GlyphCache;

/// Layers with their drawings.
#[derive(Default)]
pub(super) struct Stack {
    slots: Vec<Slot>,
}

#[derive(Default)]
struct Slot {
    /// What the drawing shows; `None` shows nothing.
    layer: Option<Arc<Layer>>,
    drawing: Option<Drawing>,
    /// The drawings of a group's own layers.
    inner: Stack,
    /// A group before its filters.
    plain: Option<Drawing>,
}

/// A layer's pixels, and how to draw the same at another place without drawing.
#[derive(Clone)]
pub(super) struct Drawing {
    pub(super) sprite: Rc<Sprite>,
    /// What the sprite's pixels were made from besides the layer's whole-pixel position, where that
    /// is known: equal keys mean equal pixels.
    pub(super) key: Option<SpriteKey>,
    /// Whole pixels from the key's origin to the sprite's.
    pub(super) origin: (i32, i32),
    /// What a text was set from.
    pub(super) text: Option<Rc<Setting>>,
    /// What a picture's filters were given.
    pub(super) plain: Option<Rc<Plain>>,
}

/// A picture before its filters.
pub(super) struct Plain {
    pub(super) key: SpriteKey,
    pub(super) sprite: Rc<Sprite>,
}

/// A layer without its place, and its place within a pixel.
#[derive(Clone, PartialEq)]
pub(super) struct SpriteKey {
    pub(super) content: Content,
    pub(super) fraction: [u64; 2],
}

impl Stack {
    /// Draws what changed and returns the rectangle in which the composite will differ.
    pub(super) fn update(
        &mut self,
        layers: &[Option<Arc<Layer>>],
        raster: &Raster,
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let mut dirty = PixelRect::EMPTY;
        for slot in self.slots.drain(layers.len().min(self.slots.len())..) {
            dirty = dirty.union(&slot.rect());
        }
        self.slots.resize_with(layers.len(), Slot::default);
        for (slot, layer) in self.slots.iter_mut().zip(layers) {
            dirty = dirty.union(&slot.update(layer.as_ref(), raster, assets, glyphs)?);
        }
        Ok(dirty.intersect(&raster.rect()))
    }

    /// Draws the stack's layers, and nothing else, into `rect` of `target`, whose top left is `origin`.
    pub(super) fn composite(&self, target: &mut Pixmap, origin: (i32, i32), rect: PixelRect) {
        let above = match self.ground(rect) {
            Some((index, drawing)) => {
                let r = drawing.rect().intersect(&rect);
                for y in rect.y0..rect.y1 {
                    let row = target.row_mut(y - origin.1, rect.x0 - origin.0, rect.x1 - origin.0);
                    let source = match (r.y0..r.y1).contains(&y) {
                        true => drawing.row(y, r.x0, r.x1),
                        false => &[],
                    };
                    let (before, row) = row.split_at_mut((r.x0 - rect.x0) as usize * 4);
                    let (own, after) = row.split_at_mut(source.len());
                    before.fill(0);
                    own.copy_from_slice(source);
                    after.fill(0);
                }
                index + 1
            }
            None => {
                target.clear(rect.translate(-origin.0, -origin.1));
                0
            }
        };
        for (index, slot) in self.slots.iter().enumerate().skip(above) {
            // What is clipped is drawn with its base.
            let Some((layer, drawing)) = slot.shown().filter(|(l, _)| l.clip_to.is_none()) else {
                continue;
            };
            let r = drawing.rect().intersect(&rect);
            let above = self.clipped_to(index).filter(|(_, d)| !d.rect().intersect(&r).is_empty());
            let alone = above.clone().next().is_none();
            for y in r.y0..r.y1 {
                let source = drawing.row(y, r.x0, r.x1);
                let backdrop = target.row_mut(y - origin.1, r.x0 - origin.0, r.x1 - origin.0);
                if alone {
                    layer.mixing.blend(backdrop, source, None);
                    continue;
                }
                let rows = above.clone().filter_map(|(layer, drawing)| {
                    let at = drawing.rect().intersect(&PixelRect { y0: y, y1: y + 1, ..r });
                    let offset = (at.x0 - r.x0) as usize;
                    let source = drawing.row(y, at.x0, at.x1);
                    (!at.is_empty()).then_some(ClippedRow { offset, source, mixing: &layer.mixing })
                });
                blend_clipped(backdrop, source, &layer.mixing, &rows);
            }
        }
    }

    /// The lowest layer that shows in `rect`, if it is no more than laid over nothing there: that is a copy.
    fn ground(&self, rect: PixelRect) -> Option<(usize, &Drawing)> {
        let mut shown =
            self.slots.iter().enumerate().filter_map(|(i, slot)| Some((i, slot.shown()?)));
        let (index, (layer, drawing)) =
            shown.find(|(_, (_, drawing))| !drawing.rect().intersect(&rect).is_empty())?;
        let alone = layer.clip_to.is_none() && self.clipped_to(index).next().is_none();
        (alone && layer.mixing == Mixing::NORMAL).then_some((index, drawing))
    }

    /// The layers clipped to that one that show, bottom to top.
    fn clipped_to(&self, base: usize) -> impl Iterator<Item = (&Layer, &Drawing)> + Clone {
        let above = self.slots.get(base + 1..).unwrap_or_default().iter();
        let of_base =
            move |slot: &&Slot| slot.layer.as_ref().is_none_or(|layer| layer.clip_to == Some(base));
        above.take_while(of_base).filter_map(Slot::shown)
    }

    /// Bytes of all drawings.
    pub(super) fn bytes(&self) -> usize {
        let of = |sprite: &Sprite| sprite.pixels.data().len();
        let of_drawing =
            |d: &Drawing| of(&d.sprite) + d.plain.as_ref().map_or(0, |plain| of(&plain.sprite));
        let of_slot = |slot: &Slot| {
            slot.drawing.iter().chain(&slot.plain).map(of_drawing).sum::<usize>()
                + slot.inner.bytes()
        };
        self.slots.iter().map(of_slot).sum()
    }

    /// Where anything is drawn.
    fn rect(&self) -> PixelRect {
        self.slots.iter().fold(PixelRect::EMPTY, |r, slot| r.union(&slot.rect()))
    }
}

impl Drawing {
    pub(super) fn rect(&self) -> PixelRect {
        PixelRect::from_size(self.sprite.pixels.width(), self.sprite.pixels.height())
            .translate(self.origin.0, self.origin.1)
            .translate(self.sprite.x, self.sprite.y)
    }

    /// The pixels of a row of the raster, which lie inside.
    fn row(&self, y: i32, x0: i32, x1: i32) -> &[u8] {
        let at = self.rect();
        self.sprite.pixels.row(y - at.y0, x0 - at.x0, x1 - at.x0)
    }
}

impl Slot {
    /// What it shows, and as what.
    fn shown(&self) -> Option<(&Layer, &Drawing)> {
        self.layer.as_deref().zip(self.drawing.as_ref())
    }

    fn rect(&self) -> PixelRect {
        self.drawing.as_ref().map_or(PixelRect::EMPTY, Drawing::rect)
    }

    fn update(
        &mut self,
        layer: Option<&Arc<Layer>>,
        raster: &Raster,
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let same = match (&self.layer, layer) {
            (None, None) => true,
            (Some(old), Some(new)) => Arc::ptr_eq(old, new) || old == new,
            _ => false,
        };
        if same {
            return Ok(PixelRect::EMPTY);
        }
        // Until the new drawing stands, the slot holds nothing: an error part way leaves no half truth.
        let before = self.rect();
        let mut old = self.drawing.take();
        let old_layer = self.layer.take();
        let Some(layer) = layer else {
            self.inner = Stack::default();
            self.plain = None;
            return Ok(before);
        };
        let blends_alike = (old_layer.as_ref()).is_some_and(|o| {
            o.mixing == layer.mixing && o.filters.is_empty() == layer.filters.is_empty()
        });
        let was_filtered = old_layer.is_some_and(|o| !o.filters.is_empty());
        let last = if was_filtered { self.plain.take() } else { None };
        let (drawing, changed) = match &layer.content {
            Content::Group(layers) => {
                let inside = self.inner.update(layers, raster, assets, glyphs)?;
                if layer.filters.is_empty() {
                    let last = if was_filtered { last } else { old };
                    (self.inner.flatten(raster, last, inside)?, inside)
                } else {
                    let plain = self.inner.flatten(raster, last, inside)?;
                    let drawing = plain.as_ref().map(|p| filtered(p, &layer.filters, raster));
                    self.plain = plain;
                    let drawing = drawing.transpose()?;
                    let changed = match (&old, &drawing) {
                        (Some(old), Some(new)) => changed(old, new),
                        (_, Some(new)) => new.rect(),
                        _ => PixelRect::EMPTY,
                    };
                    (drawing, changed)
                }
            }
            content => {
                let (drawing, retouched) = draw(content, raster, assets, glyphs, &mut old)?;
                let changed = match (retouched, &old, &drawing) {
                    (Some(rect), ..) => rect,
                    (None, Some(old), Some(new)) => changed(old, new),
                    (None, None, Some(new)) => new.rect(),
                    (None, _, None) => PixelRect::EMPTY,
                };
                (drawing, changed)
            }
        };
        let dirty = match &drawing {
            Some(_) if blends_alike => changed,
            Some(drawing) => before.union(&drawing.rect()),
            None => before,
        };
        self.layer = Some(layer.clone());
        self.drawing = drawing;
        Ok(dirty)
    }
}

impl Stack {
    /// The stack as one drawing: `last` with the pixels of `dirty` drawn anew, where it is large enough.
    fn flatten(
        &self,
        raster: &Raster,
        last: Option<Drawing>,
        dirty: PixelRect,
    ) -> Result<Option<Drawing>, Error> {
        let all = self.rect().intersect(&raster.rect());
        let room = last.as_ref().map_or(PixelRect::EMPTY, Drawing::rect);
        let kept = last.and_then(|drawing| Rc::try_unwrap(drawing.sprite).ok());
        let (mut sprite, dirty) = match kept {
            Some(sprite) if room.contains(&all) => (sprite, dirty.intersect(&room)),
            // Grows and never shrinks: a name that gets shorter is likely to get longer again.
            _ => {
                let room = room.union(&all);
                if room.is_empty() {
                    return Ok(None);
                }
                let pixels = Pixmap::new(room.width(), room.height())?;
                (Sprite { x: room.x0, y: room.y0, pixels }, room)
            }
        };
        let origin = (sprite.x, sprite.y);
        self.composite(&mut sprite.pixels, origin, dirty);
        Ok(Some(as_drawn(sprite)))
    }
}

fn as_drawn(sprite: Sprite) -> Drawing {
    Drawing { sprite: Rc::new(sprite), key: None, origin: (0, 0), text: None, plain: None }
}

/// A group's drawing, changed by filters. What lies beyond the raster is as what is at its edge.
fn filtered(plain: &Drawing, filters: &[Filter], raster: &Raster) -> Result<Drawing, Error> {
    let scale = pixels_per_millimeter(raster.transform);
    let reach = filter::reach(filters, scale);
    let (sprite, at) = (&*plain.sprite, plain.rect());
    // As far again as it spreads: there what it is weighed by must still be there.
    let ground = match reach {
        0 => Coverage::default(),
        _ => filter::whole(at.inflate(reach.saturating_mul(2)).intersect(&raster.rect()))?,
    };
    let sprite = Sprite { x: at.x0, y: at.y0, pixels: sprite.pixels.clone() };
    filter::apply(filters, sprite, &ground, scale).map(as_drawn)
}

/// The smallest rectangle outside of which two drawings are alike, transparent where they have no
/// pixels. Reading both costs far less than compositing and warping pixels that did not change: the
/// letters before the one just typed.
fn changed(old: &Drawing, new: &Drawing) -> PixelRect {
    let (a, b) = (old.rect(), new.rect());
    let all = a.union(&b);
    let both = a.intersect(&b);
    if Rc::ptr_eq(&old.sprite, &new.sprite) {
        return if a == b { PixelRect::EMPTY } else { all };
    }
    if both.is_empty() {
        return all;
    }
    let mut dirty = PixelRect::EMPTY;
    for y in all.y0..all.y1 {
        let span = |d: &Drawing, r: &PixelRect, x0: i32, x1: i32| -> Option<(i32, i32)> {
            // First and last pixel with any ink.
            let row = d.sprite.pixels.row(y - r.y0, x0 - r.x0, x1 - r.x0);
            let first = row.as_chunks::<4>().0.iter().position(|p| *p != [0; 4])?;
            let last = row.as_chunks::<4>().0.iter().rposition(|p| *p != [0; 4])?;
            Some((x0 + first as i32, x0 + last as i32 + 1))
        };
        let mut grow = |found: Option<(i32, i32)>| {
            if let Some((x0, x1)) = found {
                dirty = dirty.union(&PixelRect::new(x0, y, x1, y + 1));
            }
        };
        if y < both.y0 || y >= both.y1 {
            for (d, r) in [(old, &a), (new, &b)] {
                if y >= r.y0 && y < r.y1 {
                    grow(span(d, r, r.x0, r.x1));
                }
            }
            continue;
        }
        for (d, r) in [(old, &a), (new, &b)] {
            grow(span(d, r, r.x0, both.x0));
            grow(span(d, r, both.x1, r.x1));
        }
        let old_row = old.sprite.pixels.row(y - a.y0, both.x0 - a.x0, both.x1 - a.x0);
        let new_row = new.sprite.pixels.row(y - b.y0, both.x0 - b.x0, both.x1 - b.x0);
        grow(differs(old_row, new_row).map(|(f, l)| (both.x0 + f as i32, both.x0 + l as i32)));
    }
    dirty
}

/// The first and the last (exclusive) pixel in which two rows of equal length differ, to the nearest
/// eight: wasm compares slices byte by byte, blocks of a known size in whole registers.
fn differs(a: &[u8], b: &[u8]) -> Option<(usize, usize)> {
    const BLOCK: usize = 32;
    let pixels = a.len() / 4;
    let blocks = || a.chunks(BLOCK).zip(b.chunks(BLOCK));
    let unlike = |(a, b): (&[u8], &[u8])| match (a.first_chunk(), b.first_chunk()) {
        (Some(a), Some(b)) => unlike_blocks::<BLOCK>(a, b),
        _ => a != b,
    };
    let first = blocks().position(unlike)?;
    let last = blocks().rposition(unlike)?;
    Some((first * BLOCK / 4, ((last + 1) * BLOCK / 4).min(pixels)))
}

fn unlike_blocks<const N: usize>(a: &[u8; N], b: &[u8; N]) -> bool {
    a.iter().zip(b).fold(0, |any, (a, b)| any | (a ^ b)) != 0
}
