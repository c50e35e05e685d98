//! What the product itself brings to a print, at the view's size.

use super::ViewRenderer;
use super::kept::of_mask;
use crate::artwork::Assets;
use crate::error::Error;
use crate::mockup::{Shade, Surface, Weave, estimate_gloss, weave};
use crate::pixels::{Mask, Pixmap};
use crate::scene::{Gloss, Item, Placement};
use crate::template::view::TintBlend;

/// The maps of a placement's surface.
#[derive(Default)]
pub(super) struct KeptLight {
    gloss: Option<Mask>,
    /// For light products or for all, and for dark ones.
    shade: Option<(Mask, Option<Mask>)>,
    weave: Option<Mask>,
}

impl KeptLight {
    pub(super) fn surface(&self, placement: &Placement) -> Surface<'_> {
        let shade = self.shade.as_ref().zip(placement.shade.as_ref());
        Surface {
            gloss: self.gloss.as_ref(),
            shade: shade.map(|((light, dark), s)| Shade::new(light, dark.as_ref(), s.product)),
            weave: self
                .weave
                .as_ref()
                .zip(placement.texture.as_ref())
                .map(|(map, texture)| Weave { map, amount: texture.amount }),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let shade = self.shade.as_ref().map_or(0, |(a, b)| a.data().len() + of_mask(b));
        of_mask(&self.gloss) + shade + of_mask(&self.weave)
    }
}

/// Whether what is kept of an item depends on the pixels of the photo below it.
pub(super) fn reads_photo(item: &Item) -> bool {
    match item {
        Item::Tint(tint) => tint.blend == TintBlend::Tone || tint.gloss == Some(Gloss::FromPhoto),
        Item::Placement(placement) => placement.gloss == Some(Gloss::FromPhoto),
        Item::Photo { .. } | Item::Overlay(_) => false,
    }
}

impl ViewRenderer {
    /// The light of a placement that shows where `mask` is above 0.
    pub(super) fn light(
        &self,
        placement: &Placement,
        mask: &Mask,
        photo: Option<&Pixmap>,
        assets: &Assets,
    ) -> Result<KeptLight, Error> {
        let shade = placement.shade.as_ref().map(|shade| {
            let light = self.map(&shade.light, assets)?;
            Ok::<_, Error>((light, self.optional_map(shade.dark.as_ref(), assets)?))
        });
        let texture = placement.texture.as_ref();
        let texture = texture.map(|t| weave(&self.map(&t.image, assets)?));
        Ok(KeptLight {
            gloss: self.gloss(placement.gloss.as_ref(), mask, photo, assets)?,
            shade: shade.transpose()?,
            weave: texture.transpose()?,
        })
    }

    /// The gloss of a part. An estimated one needs a photo, and is none without.
    pub(super) fn gloss(
        &self,
        gloss: Option<&Gloss>,
        mask: &Mask,
        photo: Option<&Pixmap>,
        assets: &Assets,
    ) -> Result<Option<Mask>, Error> {
        match gloss {
            Some(Gloss::Map(id)) => self.map(id, assets).map(Some),
            Some(Gloss::FromPhoto) => photo.map(|p| estimate_gloss(p, mask)).transpose(),
            None => Ok(None),
        }
    }
}
