//! Settles every binding, condition, placeholder and default for one selection.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::resolve_blend::{fade_fills, item_clips, layer_clips};
use super::{Area, Content, Dependencies, Fill, Frame, Image, Layer, Scene, Shape, View};
use crate::color::Color;
use crate::options::{Options, condition};
use crate::template::Template;
use crate::template::layer::{self as spec, BoxSpec, ShapeSpec};
use crate::template::option::OptionSpec;
use crate::template::{Binding, Bound, Condition, Value};

/// Smallest side of a box in millimeters; a binding that gives less is drawn this small.
pub(super) const MIN_SIDE: f64 = 1e-3;

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
    let resolver = Resolver { options, fallback: &template.fallback };
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
                    None => resolver.layer(layer, clip_to, area.width, area.height).map(Arc::new),
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
                        resolver.item(item, clip_to, below, template).map(Arc::new)
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
}

impl Resolver<'_> {
    pub(super) fn holds(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|c| condition::holds(c, self.options.selection()))
    }

    fn layer(
        &self,
        layer: &spec::Layer,
        clip_to: Option<usize>,
        width: f64,
        height: f64,
    ) -> Option<Layer> {
        if !self.holds(layer.when()) {
            return None;
        }
        let (opacity, fill) = (layer.opacity(), layer.fill_opacity());
        let mut mixing = self.mixing(layer.blend(), opacity, fill, layer.blend_if());
        let content = match layer {
            spec::Layer::Text(l) => {
                let mut text = self.text(l, self.fallback)?;
                let fill = self.opacity(fill);
                if fill != 255 {
                    mixing.opacity = self.opacity(opacity);
                    mixing.fill = 255;
                    fade_fills(&mut text, fill);
                }
                Content::Text(Box::new(text))
            }
            spec::Layer::Image(l) => Content::Image(Image {
                image: self.bound(&l.image),
                frame: self.frame(&l.frame, &l.rotate),
                fit: l.fit,
            }),
            spec::Layer::Fill(l) => {
                let whole = || [0.0, 0.0, width, height].map(Bound::Literal);
                Content::Fill(Fill {
                    color: self.bound(&l.color)?,
                    frame: self.frame(&l.frame.clone().unwrap_or_else(whole), &l.rotate),
                    shape: match &l.shape {
                        ShapeSpec::Rectangle => Shape::Rectangle,
                        ShapeSpec::Ellipse => Shape::Ellipse,
                        ShapeSpec::Path(d) => Shape::Path(d.as_str().into()),
                    },
                })
            }
            spec::Layer::Group(l) => Content::Group(
                l.layers
                    .iter()
                    .zip(layer_clips(&l.layers))
                    .map(|(inner, clip_to)| self.layer(inner, clip_to, width, height).map(Arc::new))
                    .collect(),
            ),
        };
        Some(Layer { id: layer.id().map(str::to_owned), mixing, clip_to, content })
    }

    pub(super) fn frame(&self, frame: &BoxSpec, rotate: &Bound<f64>) -> Frame {
        let [x, y, width, height] = frame;
        Frame {
            x: self.number(x, 0.0),
            y: self.number(y, 0.0),
            width: self.number(width, MIN_SIDE).max(MIN_SIDE),
            height: self.number(height, MIN_SIDE).max(MIN_SIDE),
            rotate: self.number(rotate, 0.0),
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
            Bound::Option(Binding { option, map }) => {
                let (spec, value) = self.options.get(option)?;
                match map {
                    Some(map) => map.get(&key(value)).cloned(),
                    None => T::from_option(spec, value),
                }
            }
        }
    }
}

/// The key of a value in a binding's map.
fn key(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::List(list) => list.join(", "),
        Value::Place(_) => String::new(),
    }
}

/// A value as people read it: the label of a choice, the normalized text, the number.
pub fn shown(spec: &OptionSpec, value: &Value) -> String {
    match (spec, value) {
        (OptionSpec::Text(o), Value::Text(typed)) => o.normalize(typed).text,
        (spec, Value::Text(id)) => {
            spec.choice(id).map_or(id.as_str(), |choice| choice.label()).to_owned()
        }
        (_, value) => key(value),
    }
}

/// What an option's own value means as a `Self`, for bindings without a map.
pub(super) trait FromOption: Sized {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self>;
}

impl FromOption for Color {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self> {
        let (OptionSpec::Color(_), Value::Text(text)) = (spec, value) else { return None };
        match spec.choice(text) {
            Some(choice) => choice.color,
            None => text.parse().ok(),
        }
    }
}

impl FromOption for f64 {
    fn from_option(_: &OptionSpec, value: &Value) -> Option<Self> {
        if let Value::Number(n) = value { Some(*n) } else { None }
    }
}

/// The asset of an image option's choice.
impl FromOption for String {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self> {
        let (OptionSpec::Image(_), Value::Text(id)) = (spec, value) else { return None };
        spec.choice(id)?.image.clone()
    }
}
