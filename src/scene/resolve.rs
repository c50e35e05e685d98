//! Settles every binding, condition, placeholder and default for one selection.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::place::Motion;
use super::resolve_blend::{fade_fills, item_clips, layer_clips};
use super::{
    Area, Content, Dependencies, Fill, FillPattern, Frame, Image, Layer, Qr, Scene, Shape, View,
};
use crate::color::Color;
use crate::options::{Options, condition, shown::key};
use crate::template::Template;
use crate::template::layer::{self as spec, BoxSpec, ShapeSpec};
use crate::template::option::OptionSpec;
use crate::template::pattern::FillPattern as PatternSpec;
use crate::template::slot::SlotMask;
use crate::template::{Binding, Bound, Condition, Value};

/// Smallest side of a box in millimeters; a binding that gives less is drawn this small.
pub(super) const MIN_SIDE: f64 = 1e-3;

/// The color of a shape that has none.
const NOTHING: Color = Color { r: 0, g: 0, b: 0, a: 0 };

/// Resolves a template for the options' current values.
///
/// With the scene of the values before (`last`) and the ids of the options that changed since, only
/// what depends on those is resolved anew; the rest is shared. The result equals a full resolve.
pub fn resolve(
    template: &Template,
    options: &Options,
    dependencies: &Dependencies,
    last: Option<(&Scene, &[String])>,
) -> Scene {
    let untouched = |needs: &BTreeSet<String>| match last {
        Some((scene, changed)) if changed.iter().all(|id| !needs.contains(id)) => Some(scene),
        _ => None,
    };
    let resolver = Resolver::new(template, options);
    let areas = template
        .areas
        .iter()
        .zip(&dependencies.layers)
        .enumerate()
        .map(|(a, (area, needs))| Area {
            id: area.id.as_str().into(),
            width: area.width,
            height: area.height,
            product: area.product.as_ref().and_then(|color| resolver.bound(color)),
            layers: area
                .layers
                .iter()
                .zip(layer_clips(&area.layers))
                .zip(needs)
                .enumerate()
                .map(|(l, ((layer, clip_to), needs))| match untouched(needs) {
                    Some(scene) => scene.areas[a].layers[l].clone(),
                    None => {
                        let size = [area.width, area.height];
                        let layer = || resolver.layer(layer, clip_to, size, &Motion::NONE);
                        resolver.filled(layer).map(Arc::new)
                    }
                })
                .collect(),
        })
        .collect();
    let views = template
        .views
        .iter()
        .zip(&dependencies.items)
        .enumerate()
        .map(|(v, (view, needs))| View {
            id: view.id.as_str().into(),
            width: view.width,
            height: view.height,
            items: view
                .items
                .iter()
                .zip(item_clips(&view.items))
                .zip(needs)
                .enumerate()
                .map(|(i, ((item, clip_to), needs))| match untouched(needs) {
                    Some(scene) => scene.views[v].items[i].clone(),
                    None => {
                        let below = view.items.get(..i).unwrap_or(&[]);
                        let item = || resolver.item(item, clip_to, below, template);
                        resolver.filled(item).map(Arc::new)
                    }
                })
                .collect(),
        })
        .collect();
    Scene { areas, views }
}

pub(super) struct Resolver<'a> {
    pub(super) options: &'a Options,
    /// The template's fonts that help out.
    pub(super) fallback: &'a [String],
    /// Whether a binding took a slot in which nothing is, since this was last unset.
    lacking: Cell<bool>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(template: &'a Template, options: &'a Options) -> Self {
        Self { options, fallback: &template.fallback, lacking: Cell::new(false) }
    }
}

impl Resolver<'_> {
    pub(super) fn holds(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|c| condition::holds(c, self.options))
    }

    /// What `resolve` makes, unless it asks for a slot in which nothing is.
    pub(super) fn filled<T>(&self, resolve: impl FnOnce() -> Option<T>) -> Option<T> {
        let outside = self.lacking.replace(false);
        let made = resolve();
        if self.lacking.replace(outside) { None } else { made }
    }

    fn layer(
        &self,
        layer: &spec::Layer,
        clip_to: Option<usize>,
        [width, height]: [f64; 2],
        outer: &Motion,
    ) -> Option<Layer> {
        if !self.holds(layer.when()) {
            return None;
        }
        let (opacity, fill) = (layer.opacity(), layer.fill_opacity());
        let mut mixing = self.mixing(layer.blend(), opacity, fill, layer.blend_if());
        let motion = self.motion(layer, [width, height], outer);
        let content = match layer {
            spec::Layer::Text(l) => {
                let mut text = self.text(l, self.fallback)?;
                text.frame = text.frame.moved(&motion);
                let fill = self.opacity(fill);
                if fill != 255 {
                    mixing.opacity = self.opacity(opacity);
                    mixing.fill = 255;
                    fade_fills(&mut text, fill);
                }
                Content::Text(Box::new(text))
            }
            spec::Layer::Image(l) => {
                let (image, slot) = self.slot(l);
                let frame = self.frame(&l.frame, &l.rotate).moved(&motion);
                let recolor = self.recolor(l);
                Content::Image(Image { image, frame, fit: l.fit, slot, recolor })
            }
            spec::Layer::Fill(l) => Content::Fill(Fill {
                color: match &l.color {
                    Some(color) => self.bound(color)?,
                    None => NOTHING,
                },
                pattern: l.pattern.as_ref().and_then(|pattern| self.fill_pattern(pattern)),
                frame: self.fill_frame(l, [width, height]).moved(&motion),
                shape: match &l.shape {
                    ShapeSpec::Rectangle => Shape::Rectangle,
                    ShapeSpec::Ellipse => Shape::Ellipse,
                    ShapeSpec::Path(d) => Shape::Path(d.as_str().into()),
                },
            }),
            spec::Layer::Qr(l) => {
                let qr = self.qr(l)?;
                Content::Qr(Qr { frame: qr.frame.moved(&motion), ..qr })
            }
            spec::Layer::Group(l) => Content::Group(
                l.layers
                    .iter()
                    .zip(layer_clips(&l.layers))
                    .map(|(inner, clip_to)| {
                        let layer = || self.layer(inner, clip_to, [width, height], &motion);
                        self.filled(layer).map(Arc::new)
                    })
                    .collect(),
            ),
        };
        let filters = match layer {
            spec::Layer::Group(l) => self.filters(&l.filters),
            _ => Vec::new(),
        };
        Some(Layer { id: layer.id().map(str::to_owned), mixing, clip_to, filters, content })
    }

    /// `None` when an option gives no picture.
    fn fill_pattern(&self, p: &PatternSpec) -> Option<Box<FillPattern>> {
        let jitter = p.jitter.as_ref().map_or([0.0; 3], |jitter| {
            [&jitter.shift, &jitter.rotate, &jitter.scale].map(|n| self.number(n, 0.0).max(0.0))
        });
        Some(Box::new(FillPattern {
            image: self.bound(&p.image)?,
            width: self.number(&p.width, MIN_SIDE).max(MIN_SIDE),
            offset: self.number(&p.offset, 0.0),
            gap: self.number(&p.gap, 0.0).max(0.0),
            mirror: p.mirror,
            rotate: self.number(&p.rotate, 0.0),
            jitter,
            seed: p.seed,
        }))
    }

    pub(super) fn frame(&self, frame: &BoxSpec, rotate: &Bound<f64>) -> Frame {
        let [x, y, width, height] = frame;
        Frame {
            x: self.number(x, 0.0),
            y: self.number(y, 0.0),
            width: self.number(width, MIN_SIDE).max(MIN_SIDE),
            height: self.number(height, MIN_SIDE).max(MIN_SIDE),
            rotate: self.number(rotate, 0.0),
            scale: 1.0,
        }
    }

    pub(super) fn opacity(&self, opacity: &Bound<f64>) -> u8 {
        (self.number(opacity, 1.0).clamp(0.0, 1.0) * 255.0).round() as u8
    }

    pub(super) fn number(&self, value: &Bound<f64>, otherwise: f64) -> f64 {
        self.bound(value).filter(|n| n.is_finite()).unwrap_or(otherwise)
    }

    pub(super) fn bound<T: FromOption + Clone>(&self, value: &Bound<T>) -> Option<T> {
        match value {
            Bound::Literal(literal) => Some(literal.clone()),
            Bound::Option(Binding { option, map, slot }) => {
                let (spec, value) = self.options.get(option)?;
                let value = self.single(spec, value, *slot)?;
                match map {
                    Some(map) => map.get(&key(&value)).cloned(),
                    None => T::from_option(spec, &value),
                }
            }
        }
    }

    /// The value that a binding follows: the choice in its slot, the asset of a photo, or the whole.
    fn single<'v>(
        &self,
        spec: &OptionSpec,
        value: &'v Value,
        slot: Option<u32>,
    ) -> Option<Cow<'v, Value>> {
        match (spec, value) {
            (OptionSpec::Multi(_), Value::List(ids)) => {
                let chosen = slot.and_then(|slot| ids.get(slot.checked_sub(1)? as usize));
                self.lacking.set(self.lacking.get() || chosen.is_none());
                chosen.map(|id| Cow::Owned(Value::Text(id.clone())))
            }
            (OptionSpec::Photo(o), Value::Text(name)) => {
                let photo = self.options.photo(&o.id).filter(|photo| photo.name == *name)?;
                Some(Cow::Owned(Value::Text(photo.asset.clone())))
            }
            _ => Some(Cow::Borrowed(value)),
        }
    }
}

/// What an option's own value means as a `Self`, for bindings without a map.
pub(super) trait FromOption: Sized {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self>;
}

impl FromOption for Color {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        match spec.choice(text) {
            Some(choice) => choice.color,
            None if matches!(spec, OptionSpec::Color(_)) => text.parse().ok(),
            None => None,
        }
    }
}

impl FromOption for f64 {
    fn from_option(_: &OptionSpec, value: &Value) -> Option<Self> {
        if let Value::Number(n) = value { Some(*n) } else { None }
    }
}

/// Masks follow by a map alone.
impl FromOption for SlotMask {
    fn from_option(_: &OptionSpec, _: &Value) -> Option<Self> {
        None
    }
}

/// The asset of an image or font option's choice, or of a photo.
impl FromOption for String {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self> {
        let Value::Text(id) = value else { return None };
        match spec {
            OptionSpec::Image(_) | OptionSpec::Multi(_) => spec.choice(id)?.image.clone(),
            OptionSpec::Font(_) => spec.choice(id)?.font.clone(),
            OptionSpec::Photo(_) => Some(id.clone()),
            _ => None,
        }
    }
}
