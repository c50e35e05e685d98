//! Draws one view at one size, and redraws only what a new scene changes.
//!
//! What lies below the first placement (photo and tints) is kept as the *backdrop*, so that a
//! keystroke starts from finished pixels. A changed item dirties the rectangle that it covers; the
//! backdrop and then the frame are composited inside it, from the same functions as a whole frame.

use std::sync::Arc;

use kurbo::{Affine, Point};

use crate::artwork::{Artwork, Assets, Raster};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::{decode, decode_gray, decode_rgb16};
use crate::mockup::{
    Blend, Cylinder, Geometry, Light, PlacementMap, Quad, Texture, UvMap, overlay, place,
    scale_mask, scale_photo, tint,
};
use crate::pixels::{Mask, Pixmap};
use crate::scene::{self, Item, Scene};
use crate::template::view::PlacementBlend;
use crate::text::GlyphCache;

/// One view at one size.
pub(super) struct ViewRenderer {
    view: usize,
    width: u32,
    height: u32,
    scale: [f64; 2],
    slots: Vec<Slot>,
    /// The items below the first placement.
    backdrop: Pixmap,
    frame: Pixmap,
}

/// An item with what is kept to draw it.
#[derive(Default)]
struct Slot {
    /// The item shown, or last shown: one that hides keeps its pixels, because shoppers flip switches
    /// back and forth.
    item: Option<Arc<Item>>,
    visible: bool,
    pixels: Kept,
}

/// What is kept of an item at the view's size.
#[derive(Default)]
enum Kept {
    #[default]
    Nothing,
    /// A photo or an overlay.
    Picture(Pixmap),
    Tint {
        mask: Mask,
        gloss: Option<Mask>,
        rect: PixelRect,
    },
    Placement(Box<KeptPlacement>),
}

struct KeptPlacement {
    map: PlacementMap,
    texture: Texture,
    artwork: Artwork,
    gloss: Option<Mask>,
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
            backdrop: Pixmap::new(width, height)?,
            frame: Pixmap::new(width, height)?,
        })
    }

    /// Whether this draws that view at that width.
    pub(super) fn shows(&self, view: usize, width: u32) -> bool {
        self.view == view && self.width == width
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
                for slot in &self.slots[..base] {
                    slot.draw(&mut self.backdrop, below);
                }
            }
            self.frame.copy_rect(&self.backdrop, band);
            for slot in &self.slots[base..] {
                slot.draw(&mut self.frame, band);
            }
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
                    self.slots[index].pixels = self.prepare(new, scene, assets)?;
                }
                self.slots[index].item = Some(new.clone());
                self.slots[index].visible = true;
                dirty = self.slots[index].rect(all).union(&before);
            }
        }
        if item.is_none() {
            return Ok(before);
        }
        if let (Some(item), Kept::Placement(kept)) = (item, &mut self.slots[index].pixels)
            && let Item::Placement { area, blend, opacity, .. } = &**item
        {
            let mut changed = kept.artwork.update(&scene.areas[*area].layers, assets, glyphs)?;
            if kept.texture.opacity() != *opacity {
                kept.texture = Texture::new(&kept.map, to_blend(*blend), *opacity)?;
                changed = kept.artwork.pixels().rect();
            }
            kept.texture.update(kept.artwork.pixels(), changed);
            dirty = dirty.union(&kept.map.view_rect(changed));
        }
        Ok(dirty)
    }

    /// Brings an item's files to the view's size.
    fn prepare(&self, item: &Item, scene: &Scene, assets: &Assets) -> Result<Kept, Error> {
        let picture = |id: &Option<String>| match id {
            None => Ok(Kept::Nothing),
            Some(id) => named(id, || {
                // Decoded for this size alone: full-size pixels of a photo are not kept.
                let pixels = decode(assets.image(id)?)?;
                let same = (pixels.width(), pixels.height()) == (self.width, self.height);
                let mut pixels =
                    if same { pixels } else { scale_photo(&pixels, self.width, self.height)? };
                if matches!(item, Item::Photo { .. }) {
                    make_opaque(&mut pixels);
                }
                Ok(Kept::Picture(pixels))
            }),
        };
        match item {
            Item::Photo { image } | Item::Overlay { image, .. } => picture(image),
            Item::Tint { mask, gloss, .. } => {
                let mask = self.mask(mask, assets)?;
                let rect = inked(&mask);
                Ok(Kept::Tint { mask, gloss: self.optional_mask(gloss.as_ref(), assets)?, rect })
            }
            Item::Placement { area, geometry, mask, blend, gloss, opacity } => {
                let area = &scene.areas[*area];
                let mask = self.optional_mask(mask.as_ref(), assets)?;
                let geometry = match geometry {
                    scene::Geometry::Quad(corners) => {
                        Geometry::Quad(Quad::new(corners.map(|[x, y]| Point::new(x, y)))?)
                    }
                    scene::Geometry::Cylinder(c) => Geometry::Cylinder(Cylinder::new(
                        c.radius_top,
                        c.radius_bottom,
                        c.height,
                        c.span,
                        c.projection,
                    )?),
                    scene::Geometry::UvMap(id) => named(id, || {
                        let (width, height, samples) = decode_rgb16(assets.image(id)?)?;
                        Ok(Geometry::UvMap(Arc::new(UvMap::from_rgb16(width, height, &samples)?)))
                    })?,
                };
                let map = PlacementMap::new(
                    &geometry,
                    self.scale,
                    self.width,
                    self.height,
                    mask.as_ref(),
                )?;
                let raster = map.raster();
                let [sx, sy, tx, ty] = raster.to_raster;
                let artwork = Artwork::new(Raster {
                    width: raster.width,
                    height: raster.height,
                    transform: Affine::new([sx / area.width, 0.0, 0.0, sy / area.height, tx, ty]),
                })?;
                let texture = Texture::new(&map, to_blend(*blend), *opacity)?;
                let gloss = self.optional_mask(gloss.as_ref(), assets)?;
                Ok(Kept::Placement(Box::new(KeptPlacement { map, texture, artwork, gloss })))
            }
        }
    }

    fn mask(&self, id: &str, assets: &Assets) -> Result<Mask, Error> {
        named(id, || scale_mask(&decode_gray(assets.image(id)?)?, self.width, self.height))
    }

    fn optional_mask(&self, id: Option<&String>, assets: &Assets) -> Result<Option<Mask>, Error> {
        id.map(|id| self.mask(id, assets)).transpose()
    }
}

impl Kept {
    fn bytes(&self) -> usize {
        let of_mask = |mask: &Option<Mask>| mask.as_ref().map_or(0, |m| m.data().len());
        match self {
            Self::Nothing => 0,
            Self::Picture(pixels) => pixels.data().len(),
            Self::Tint { mask, gloss, .. } => mask.data().len() + of_mask(gloss),
            Self::Placement(kept) => {
                kept.map.bytes()
                    + kept.texture.bytes()
                    + kept.artwork.bytes()
                    + of_mask(&kept.gloss)
            }
        }
    }

    /// Whether what was kept for `old` serves `new` too: they differ in colors and opacity alone.
    fn serve(&self, old: Option<&Item>, new: &Item) -> bool {
        match (old, new) {
            (Some(Item::Photo { image: a }), Item::Photo { image: b })
            | (Some(Item::Overlay { image: a, .. }), Item::Overlay { image: b, .. }) => a == b,
            (Some(Item::Tint { mask: a, gloss: g, .. }), Item::Tint { mask: b, gloss: h, .. }) => {
                a == b && g == h
            }
            // All but blend and opacity is fixed by the template.
            (Some(Item::Placement { .. }), Item::Placement { .. }) => true,
            _ => false,
        }
    }
}

impl Slot {
    /// Where the item shows.
    fn rect(&self, all: PixelRect) -> PixelRect {
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
    fn covers(&self) -> bool {
        self.visible && matches!(self.item.as_deref(), Some(Item::Photo { .. }))
    }

    fn draw(&self, frame: &mut Pixmap, rect: PixelRect) {
        let Some(item) = self.item.as_ref().filter(|_| self.visible) else { return };
        match (&**item, &self.pixels) {
            (Item::Photo { .. }, Kept::Picture(pixels)) => frame.copy_rect(pixels, rect),
            (Item::Photo { .. }, _) => fill_white(frame, rect),
            (Item::Overlay { blend, opacity, .. }, Kept::Picture(pixels)) => {
                overlay(frame, rect, pixels, *blend, *opacity);
            }
            (Item::Tint { color, blend, .. }, Kept::Tint { mask, gloss, rect: own }) => {
                let light = Light { blend: to_blend(*blend), gloss: gloss.as_ref(), opacity: 255 };
                tint(frame, rect.intersect(own), mask, *color, &light);
            }
            (Item::Placement { .. }, Kept::Placement(kept)) => {
                let pixels = kept.artwork.pixels();
                place(frame, rect, &kept.map, pixels, &kept.texture, kept.gloss.as_ref());
            }
            _ => {}
        }
    }
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
        .position(|i| matches!(i.as_deref(), Some(Item::Placement { .. })))
        .unwrap_or(items.len())
}

fn base_len_of(slots: &[Slot]) -> usize {
    slots
        .iter()
        .position(|s| s.visible && matches!(s.item.as_deref(), Some(Item::Placement { .. })))
        .unwrap_or(slots.len())
}

fn to_blend(blend: PlacementBlend) -> Blend {
    match blend {
        PlacementBlend::Ink => Blend::Ink,
        PlacementBlend::Mode(mode) => Blend::Mode(mode),
    }
}

/// Puts the asset's name into an error that has none.
fn named<T>(id: &str, decode: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    decode().map_err(|e| if e.path().is_empty() { e.at(&format!("assets.{id}")) } else { e })
}

/// The smallest rectangle that holds all pixels of a mask above 0.
fn inked(mask: &Mask) -> PixelRect {
    let mut rect = PixelRect::EMPTY;
    let whole = mask.rect();
    for y in whole.y0..whole.y1 {
        let row = mask.row(y, whole.x0, whole.x1);
        if let (Some(first), Some(last)) =
            (row.iter().position(|c| *c > 0), row.iter().rposition(|c| *c > 0))
        {
            rect = rect.union(&PixelRect::new(first as i32, y, last as i32 + 1, y + 1));
        }
    }
    rect
}

/// Puts white under what a photo leaves transparent: a frame is opaque at the bottom.
fn make_opaque(photo: &mut Pixmap) {
    for pixel in photo.data_mut().as_chunks_mut::<4>().0 {
        let rest = 255 - pixel[3];
        if rest > 0 {
            *pixel = pixel.map(|c| c.saturating_add(rest));
        }
    }
}

fn fill_white(pixels: &mut Pixmap, rect: PixelRect) {
    for y in rect.y0..rect.y1 {
        pixels.row_mut(y, rect.x0, rect.x1).fill(255);
    }
}
