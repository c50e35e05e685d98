//! What is kept of an item at the view's size.

use std::sync::Arc;

use super::light::KeptLight;
use super::silhouette::Silhouette;
use super::tint::KeptTint;
use crate::artwork::{Artwork, Assets};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::{Blend, Material, Millimeters, PlacementMap, Texture, show_by_color};
use crate::pixels::{Mask, Pixmap};
use crate::scene::{Item, Layer, Placement};
use crate::template::view::PlacementBlend;
use crate::text::GlyphCache;

/// What is kept of an item at the view's size.
#[derive(Default)]
pub(super) enum Kept {
    #[default]
    Nothing,
    /// A photo or an overlay.
    Picture(Pixmap),
    Tint(Box<KeptTint>),
    Placement(Box<KeptPlacement>),
}

pub(super) struct KeptPlacement {
    pub(super) map: PlacementMap,
    pub(super) texture: Texture,
    pub(super) artwork: Artwork,
    pub(super) light: KeptLight,
    pub(super) mm: Millimeters,
    /// The artwork where its colors let it show, when that isn't everywhere.
    pub(super) by_color: Option<Pixmap>,
    /// For what is clipped to it.
    pub(super) silhouette: Option<Silhouette>,
}

impl KeptPlacement {
    /// What is placed.
    pub(super) fn pixels(&self) -> &Pixmap {
        shown(self.by_color.as_ref(), &self.artwork)
    }

    /// Keeps a silhouette from now on, or none.
    pub(super) fn keep_silhouette(
        &mut self,
        wanted: bool,
        view: PixelRect,
        changed: PixelRect,
    ) -> Result<(), Error> {
        if !wanted {
            self.silhouette = None;
            return Ok(());
        }
        let artwork = shown(self.by_color.as_ref(), &self.artwork);
        match &mut self.silhouette {
            Some(silhouette) => silhouette.update(&self.map, artwork, changed),
            none => {
                let mut new = Silhouette::new(&self.map, view, self.texture.opacity())?;
                new.update(&self.map, artwork, artwork.rect());
                *none = Some(new);
            }
        }
        Ok(())
    }

    /// Brings the artwork up to its layers; returns where it changed.
    pub(super) fn update(
        &mut self,
        placement: &Placement,
        layers: &[Option<Arc<Layer>>],
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let mut changed = self.artwork.update(layers, assets, glyphs)?;
        let texture_is_for =
            (self.texture.opacity(), self.texture.fill(), *self.texture.material());
        if texture_is_for != (placement.opacity, placement.fill, placement.material) {
            self.texture = texture(&self.map, placement, &self.mm)?;
            self.silhouette = None;
            changed = self.artwork.pixels().rect();
        }
        if let Some(by_color) = &mut self.by_color {
            show_by_color(by_color, self.artwork.pixels(), &placement.ranges, changed);
        }
        let artwork = shown(self.by_color.as_ref(), &self.artwork);
        Ok(self.texture.update(artwork, changed))
    }

    fn bytes(&self) -> usize {
        let own = self.map.bytes() + self.texture.bytes() + self.artwork.bytes();
        let by_color = self.by_color.as_ref().map_or(0, |pixels| pixels.data().len());
        let silhouette = self.silhouette.as_ref().map_or(0, Silhouette::bytes);
        own + self.light.bytes() + by_color + silhouette
    }
}

/// The artwork as its colors let it show.
fn shown<'a>(by_color: Option<&'a Pixmap>, artwork: &'a Artwork) -> &'a Pixmap {
    by_color.unwrap_or_else(|| artwork.pixels())
}

impl Kept {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Picture(pixels) => pixels.data().len(),
            Self::Tint(kept) => kept.bytes(),
            Self::Placement(kept) => kept.bytes(),
        }
    }

    /// Whether what was kept for `old` serves `new` too: they differ in colors and opacity alone.
    pub(super) fn serve(&self, old: Option<&Item>, new: &Item) -> bool {
        match (old, new) {
            (Some(Item::Photo { image: a }), Item::Photo { image: b }) => a == b,
            (Some(Item::Overlay(a)), Item::Overlay(b)) => a.image == b.image && a.mask == b.mask,
            (Some(Item::Tint(a)), Item::Tint(b)) => {
                a.mask == b.mask && a.gloss == b.gloss && a.pattern == b.pattern
            }
            // What else depends on options are numbers, colors and the material.
            (Some(Item::Placement(a)), Item::Placement(b)) => a.displace == b.displace,
            _ => false,
        }
    }
}

/// An empty texture for a placement.
pub(super) fn texture(
    map: &PlacementMap,
    placement: &Placement,
    mm: &Millimeters,
) -> Result<Texture, Error> {
    let texture = match placement.material {
        Material::Ink(_) => Texture::new(map, to_blend(placement.blend), placement.opacity)?,
        material => Texture::with_material(map, &material, mm, placement.opacity)?,
    };
    Ok(texture.with_fill(placement.fill))
}

pub(super) fn of_mask(mask: &Option<Mask>) -> usize {
    mask.as_ref().map_or(0, |m| m.data().len())
}

pub(super) fn to_blend(blend: PlacementBlend) -> Blend {
    match blend {
        PlacementBlend::Ink => Blend::Ink,
        PlacementBlend::Mode(mode) => Blend::Mode(mode),
    }
}
