//! What is kept of an item at the view's size.

use std::sync::Arc;

use crate::artwork::{Artwork, Assets};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::{Blend, PlacementMap, Texture};
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
    Tint {
        mask: Mask,
        gloss: Option<Mask>,
        rect: PixelRect,
    },
    Placement(Box<KeptPlacement>),
}

pub(super) struct KeptPlacement {
    pub(super) map: PlacementMap,
    pub(super) texture: Texture,
    pub(super) artwork: Artwork,
    pub(super) gloss: Option<Mask>,
}

impl KeptPlacement {
    /// Brings the artwork up to its layers; returns where the view changes.
    pub(super) fn update(
        &mut self,
        placement: &Placement,
        layers: &[Option<Arc<Layer>>],
        assets: &Assets,
        glyphs: &mut GlyphCache,
    ) -> Result<PixelRect, Error> {
        let mut changed = self.artwork.update(layers, assets, glyphs)?;
        if self.texture.opacity() != placement.opacity {
            self.texture = Texture::new(&self.map, to_blend(placement.blend), placement.opacity)?;
            changed = self.artwork.pixels().rect();
        }
        self.texture.update(self.artwork.pixels(), changed);
        Ok(self.map.view_rect(changed))
    }

    fn bytes(&self) -> usize {
        self.map.bytes() + self.texture.bytes() + self.artwork.bytes() + of_mask(&self.gloss)
    }
}

impl Kept {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Picture(pixels) => pixels.data().len(),
            Self::Tint { mask, gloss, .. } => mask.data().len() + of_mask(gloss),
            Self::Placement(kept) => kept.bytes(),
        }
    }

    /// Whether what was kept for `old` serves `new` too: they differ in colors and opacity alone.
    pub(super) fn serve(&self, old: Option<&Item>, new: &Item) -> bool {
        match (old, new) {
            (Some(Item::Photo { image: a }), Item::Photo { image: b }) => a == b,
            (Some(Item::Overlay(a)), Item::Overlay(b)) => a.image == b.image,
            (Some(Item::Tint(a)), Item::Tint(b)) => a.mask == b.mask && a.gloss == b.gloss,
            // All else but blend and opacity is fixed by the template.
            (Some(Item::Placement(a)), Item::Placement(b)) => a.displace == b.displace,
            _ => false,
        }
    }
}

fn of_mask(mask: &Option<Mask>) -> usize {
    mask.as_ref().map_or(0, |m| m.data().len())
}

pub(super) fn to_blend(blend: PlacementBlend) -> Blend {
    match blend {
        PlacementBlend::Ink => Blend::Ink,
        PlacementBlend::Mode(mode) => Blend::Mode(mode),
    }
}
