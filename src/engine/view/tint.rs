//! A tint with what is kept to draw it.

use super::kept::{of_mask, to_blend};
use crate::color::Color;
use crate::geom::PixelRect;
use crate::mockup::{Blend, Cloth, Light, Tones, dye, tint, tone};
use crate::pixels::{Mask, Pixmap};
use crate::scene::Tint;
use crate::template::view::TintBlend;

pub(super) struct KeptTint {
    pub(super) mask: Mask,
    /// Where the mask is above 0.
    pub(super) rect: PixelRect,
    pub(super) gloss: Option<Mask>,
    /// The photo's, for `tone` alone.
    pub(super) cloth: Option<Cloth>,
    pub(super) tones: Option<Tones>,
    /// The pattern in `rect`.
    pub(super) pattern: Option<Pixmap>,
}

impl KeptTint {
    /// Brings what depends on the color up to it.
    pub(super) fn update(&mut self, item: &Tint) {
        // A pattern dyes what is white.
        let color = if self.pattern.is_some() { Color::WHITE } else { item.color };
        self.tones = self.cloth.as_ref().map(|cloth| Tones::new(cloth, color));
    }

    pub(super) fn draw(&self, frame: &mut Pixmap, rect: PixelRect, item: &Tint) {
        let rect = rect.intersect(&self.rect);
        if let Some(tones) = &self.tones {
            tone(frame, rect, &self.mask, tones);
        }
        let blend = match item.blend {
            TintBlend::Tone if self.pattern.is_none() => return,
            TintBlend::Tone => Blend::Ink,
            TintBlend::Like(blend) => to_blend(blend),
        };
        let light = Light { blend, gloss: self.gloss.as_ref(), opacity: 255 };
        match &self.pattern {
            Some(pattern) => {
                let at = (self.rect.x0, self.rect.y0);
                dye(frame, rect, &self.mask, item.color, (pattern, at), &light);
            }
            None => tint(frame, rect, &self.mask, item.color, &light),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let pattern = self.pattern.as_ref().map_or(0, |p| p.data().len());
        let tones = self.tones.as_ref().map_or(0, Tones::bytes);
        self.mask.data().len() + of_mask(&self.gloss) + pattern + tones
    }
}
