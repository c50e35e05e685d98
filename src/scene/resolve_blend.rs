//! Settles how layers and items meet what lies below them.

use super::Text;
use super::paint::Paint;
use super::resolve::Resolver;
use super::view::Mask;
use crate::blend::{BlendMode, BlendRange, Mixing};
use crate::color::{Color, mul_div_255};
use crate::template::Bound;
use crate::template::blend::BlendIfSpec;
use crate::template::layer::Layer;
use crate::template::paint::Many;
use crate::template::view::{Item, MaskSpec};

impl Resolver<'_> {
    pub(super) fn mixing(
        &self,
        mode: BlendMode,
        opacity: &Bound<f64>,
        fill: &Bound<f64>,
        blend_if: Option<&Many<BlendIfSpec>>,
    ) -> Mixing {
        let (opacity, fill) = (self.opacity(opacity), self.opacity(fill));
        let (opacity, fill) =
            if mode.has_fill() { (opacity, fill) } else { (mul_div_255(opacity, fill), 255) };
        let level = |level: u32| level.min(255) as u8;
        let ranges = Many::of(blend_if).iter().map(|range| BlendRange {
            channel: range.channel,
            this: range.this.map(level),
            underlying: range.underlying.map(level),
        });
        Mixing { mode, opacity, fill, ranges: ranges.collect() }
    }
}

pub(super) fn mask(mask: &MaskSpec) -> Mask {
    match mask {
        MaskSpec::Image(image) => {
            Mask { image: image.clone(), feather: 0.0, density: 255, invert: false }
        }
        MaskSpec::Changed(m) => Mask {
            image: m.image.clone(),
            feather: m.feather,
            density: (m.density.clamp(0.0, 1.0) * 255.0).round() as u8,
            invert: m.invert,
        },
    }
}

/// What each layer is clipped to: the nearest below that isn't clipped itself.
pub(super) fn layer_clips(layers: &[Layer]) -> impl Iterator<Item = Option<usize>> {
    clips(layers.iter().map(Layer::clip))
}

/// The same for the items of a view.
pub(super) fn item_clips(items: &[Item]) -> impl Iterator<Item = Option<usize>> {
    clips(items.iter().map(|item| matches!(item, Item::Overlay(overlay) if overlay.clip)))
}

fn clips(clipped: impl Iterator<Item = bool>) -> impl Iterator<Item = Option<usize>> {
    let mut base = None;
    clipped.enumerate().map(move |(index, clip)| {
        if !clip {
            base = Some(index);
        }
        base.filter(|_| clip)
    })
}

/// Makes what the letters are filled with fainter, and nothing else of the text.
pub(super) fn fade_fills(text: &mut Text, fill: u8) {
    let fade = |color: &mut Color| color.a = mul_div_255(color.a, fill);
    fade(&mut text.color);
    text.runs.iter_mut().filter_map(|run| run.color.as_mut()).for_each(fade);
    for paint in &mut text.fills {
        match paint {
            Paint::Solid(color) => fade(color),
            Paint::Gradient(gradient) => gradient.stops.iter_mut().for_each(|(_, c)| fade(c)),
            Paint::Pattern(pattern) => pattern.opacity = mul_div_255(pattern.opacity, fill),
        }
    }
}
