//! Where a placement shows, for what is clipped to it.

use crate::blend::BlendMode;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::mockup::{Blend, PlacementMap, Surface, Texture, place};
use crate::pixels::Pixmap;

/// The artwork in white, placed on nothing: its alpha in the view, coverage and opacity included. Only
/// placements that something is clipped to have one.
pub(super) struct Silhouette {
    white: Pixmap,
    texture: Texture,
    shown: Pixmap,
}

impl Silhouette {
    /// Of a transparent artwork.
    pub(super) fn new(map: &PlacementMap, view: PixelRect, opacity: u8) -> Result<Self, Error> {
        let raster = map.raster();
        Ok(Self {
            white: Pixmap::new(raster.width, raster.height)?,
            texture: Texture::new(map, Blend::Mode(BlendMode::Normal), opacity)?,
            shown: Pixmap::new(view.width(), view.height())?,
        })
    }

    pub(super) fn bytes(&self) -> usize {
        self.white.data().len() + self.texture.bytes() + self.shown.data().len()
    }

    /// Takes over what changed in `artwork` inside `changed`.
    pub(super) fn update(&mut self, map: &PlacementMap, artwork: &Pixmap, changed: PixelRect) {
        let changed = changed.intersect(&artwork.rect());
        for y in changed.y0..changed.y1 {
            let to = self.white.row_mut(y, changed.x0, changed.x1).as_chunks_mut::<4>().0;
            let from = artwork.row(y, changed.x0, changed.x1).as_chunks::<4>().0;
            to.iter_mut().zip(from).for_each(|(to, from)| *to = [from[3]; 4]);
        }
        self.texture.update(&self.white, changed);
        let seen = map.view_rect(changed).intersect(&self.shown.rect());
        self.shown.clear(seen);
        place(&mut self.shown, seen, map, &self.white, &self.texture, &Surface::default());
    }

    /// The view's pixels; their alpha is the silhouette.
    pub(super) fn pixels(&self) -> &Pixmap {
        &self.shown
    }
}
