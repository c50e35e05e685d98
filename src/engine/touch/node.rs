//! The layers that are shown, with what they are in the template.

use kurbo::{Point, Rect};

use super::super::Engine;
use super::Hit;
use crate::error::Error;
use crate::scene::place::{Motion, home, turned};
use crate::scene::{Content, Layer};
use crate::template::layer::{Layer as LayerSpec, TextLayer};
use crate::template::option::{OptionSpec, PlaceOption};
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::{Bound, Place, Value};

/// A layer that is shown.
#[derive(Clone)]
pub(super) struct Node<'a> {
    /// Index of its area.
    pub(super) area: usize,
    pub(super) spec: &'a LayerSpec,
    pub(super) layer: &'a Layer,
    /// What moves the group around it.
    pub(super) outer: Motion,
    /// The shown layers that it is seen through: its own base, and those of the groups around it.
    bases: Vec<&'a Layer>,
    /// Id of it or the nearest group around it.
    id: Option<&'a str>,
    /// Id of the nearest option that places it, its picture or a group around it.
    place: Option<&'a str>,
}

impl Engine {
    /// The layers of an area that are shown, bottom to top, groups before their layers.
    pub(super) fn nodes(&self, area: usize) -> Vec<Node<'_>> {
        let mut nodes = Vec::new();
        if let (Some(spec), Some(scene)) =
            (self.template.areas.get(area), self.scene.areas.get(area))
        {
            let layers = scene.layers.iter().map(Option::as_deref).collect::<Vec<_>>();
            self.collect(area, &spec.layers, &layers, None, &mut nodes);
        }
        nodes
    }

    fn collect<'a>(
        &'a self,
        area: usize,
        specs: &'a [LayerSpec],
        layers: &[Option<&'a Layer>],
        around: Option<&Node<'a>>,
        out: &mut Vec<Node<'a>>,
    ) {
        for (spec, layer) in specs.iter().zip(layers) {
            let Some(layer) = *layer else { continue };
            if layer.mixing.opacity == 0 {
                continue;
            }
            let mut bases = around.map_or_else(Vec::new, |around| around.bases.clone());
            if let Some(base) = layer.clip_to {
                let Some(base) = layers.get(base).copied().flatten() else { continue };
                bases.push(base);
            }
            let node = Node {
                area,
                spec,
                layer,
                outer: around.map_or(Motion::NONE, |around| self.motion_of(around)),
                bases,
                id: spec.id().or(around.and_then(|around| around.id)),
                place: (spec.place().or(spec.crop())).or(around.and_then(|around| around.place)),
            };
            out.push(node.clone());
            if let (LayerSpec::Group(spec), Content::Group(inner)) = (spec, &layer.content) {
                let inner = inner.iter().map(Option::as_deref).collect::<Vec<_>>();
                self.collect(area, &spec.layers, &inner, Some(&node), out);
            }
        }
    }

    /// Everything that moves a layer.
    pub(super) fn motion_of(&self, node: &Node<'_>) -> Motion {
        match node.spec.place() {
            Some(place) => self.motion_at(node, &self.place_now(place)),
            None => node.outer,
        }
    }

    /// What would move a layer whose place was that.
    pub(super) fn motion_at(&self, node: &Node<'_>, place: &Place) -> Motion {
        node.outer.after(&Motion::about(self.middle(node), place))
    }

    /// The middle of a layer where the template has it.
    pub(super) fn middle(&self, node: &Node<'_>) -> Point {
        let size = self.scene.areas.get(node.area).map_or([0.0; 2], |a| [a.width, a.height]);
        home(&self.template, &self.options, node.spec, size).center()
    }

    /// Where the shopper put what that option places.
    pub(super) fn place_now(&self, option: &str) -> Place {
        match self.options.get(option) {
            Some((_, Value::Place(place))) => *place,
            _ => Place::HOME,
        }
    }

    /// The layers with that id, or that the option with that id places, or else decides.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] when there is neither.
    pub(super) fn named(&self, name: &str) -> Result<Vec<Node<'_>>, Error> {
        let all = self.all_nodes();
        let which = |is: &dyn Fn(&Node<'_>) -> bool| -> Vec<Node<'_>> {
            all.iter().filter(|node| is(node)).cloned().collect()
        };
        let mut found = which(&|node| node.spec.id() == Some(name));
        if found.is_empty() {
            found = which(&|node| node.spec.place() == Some(name));
        }
        if found.is_empty() {
            found = which(&|node| node.spec.crop() == Some(name));
        }
        if found.is_empty() {
            found = which(&|node| self.focus(node.spec).as_deref() == Some(name));
        }
        let known = || {
            self.options.get(name).is_some()
                || self.template.areas.iter().any(|area| has_layer(&area.layers, name))
        };
        if found.is_empty() && !known() {
            return Err(Error::UnknownReference {
                path: String::new(),
                what: "layer",
                id: name.to_owned(),
                allowed: all.iter().filter_map(|node| node.spec.id()).map(str::to_owned).collect(),
            });
        }
        Ok(found)
    }

    /// The layers that an option places.
    pub(super) fn carriers(&self, option: &str) -> Vec<Node<'_>> {
        let mut all = self.all_nodes();
        all.retain(|node| node.spec.place() == Some(option));
        all
    }

    pub(super) fn all_nodes(&self) -> Vec<Node<'_>> {
        (0..self.scene.areas.len()).flat_map(|area| self.nodes(area)).collect()
    }

    /// The option that places what has that name.
    ///
    /// # Errors
    /// As [`named`](Self::named).
    pub(super) fn place_of(&self, name: &str) -> Result<Option<(String, &PlaceOption)>, Error> {
        let nodes = self.named(name)?;
        let spec = |id: &str| match self.options.get(id) {
            Some((OptionSpec::Place(spec), _)) => Some(spec),
            _ => None,
        };
        // A layer may have two; its id means the one that moves all of it.
        let by_id = nodes.first().filter(|node| node.spec.crop() != Some(name));
        let id = by_id.and_then(|node| node.place).unwrap_or(name);
        Ok(spec(id).map(|spec| (id.to_owned(), spec)))
    }

    /// Ids of the layers that an option places, shown or not.
    pub(in crate::engine) fn placed_layers(&self, option: &str) -> Vec<String> {
        fn collect(layers: &[LayerSpec], option: &str, out: &mut Vec<String>) {
            for layer in layers {
                if layer.place() == Some(option) || layer.crop() == Some(option) {
                    out.extend(layer.id().map(str::to_owned));
                }
                if let LayerSpec::Group(group) = layer {
                    collect(&group.layers, option, out);
                }
            }
        }
        let mut ids = Vec::new();
        self.template.areas.iter().for_each(|area| collect(&area.layers, option, &mut ids));
        ids
    }

    /// The corners of the box around what a layer shows, in millimeters of its area, from its own top left
    /// clockwise; of a group the box around those of its layers, turned as it is.
    ///
    /// # Errors
    /// When an asset is missing or can't be read.
    pub(super) fn corners(&self, node: &Node<'_>) -> Result<Option<[Point; 4]>, Error> {
        let transform = match &node.layer.content {
            Content::Text(text) => text.frame.transform(),
            Content::Image(image) => image.frame.transform(),
            Content::Fill(fill) => fill.frame.transform(),
            Content::Qr(qr) => qr.frame.transform(),
            Content::Group(inner) => {
                let (LayerSpec::Group(spec), turn) = (node.spec, self.motion_of(node).rotate)
                else {
                    return Ok(None);
                };
                let inner = inner.iter().map(Option::as_deref).collect::<Vec<_>>();
                let mut nodes = Vec::new();
                self.collect(node.area, &spec.layers, &inner, Some(node), &mut nodes);
                let mut all: Option<Rect> = None;
                for node in nodes.iter().filter(|n| !matches!(n.layer.content, Content::Group(_))) {
                    for corner in self.corners(node)?.into_iter().flatten() {
                        let corner = turned(corner.to_vec2(), -turn).to_point();
                        let start = Rect::from_points(corner, corner);
                        all = Some(all.map_or(start, |all| all.union_pt(corner)));
                    }
                }
                return Ok(all.map(|all| {
                    corners_of(all).map(|corner| turned(corner.to_vec2(), turn).to_point())
                }));
            }
        };
        let shown = self.assets.shown_box(node.layer)?;
        Ok(shown.map(|shown| corners_of(shown).map(|corner| transform * corner)))
    }

    /// Whether a layer is there at a point, as far as what it is clipped to goes.
    ///
    /// # Errors
    /// When an asset is missing or can't be read.
    pub(super) fn shows_at(
        &self,
        node: &Node<'_>,
        point: Point,
        slack: f64,
    ) -> Result<bool, Error> {
        for base in &node.bases {
            if matches!(base.content, Content::Group(_)) {
                continue;
            }
            if self.assets.distance(base, point)?.is_none_or(|away| away > slack) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What a layer is to the shopper.
    pub(super) fn describe(&self, node: &Node<'_>) -> Hit {
        let area = self.template.areas.get(node.area).map_or("", |area| &area.id);
        let place = node.place.filter(|id| self.is_offered(id));
        Hit {
            area: area.to_owned(),
            layer: node.id.map(str::to_owned),
            option: self.focus(node.spec),
            place: place.map(str::to_owned),
        }
    }

    /// The option that a tap on a layer means: the first of what decides what it shows that a form has.
    fn focus(&self, layer: &LayerSpec) -> Option<String> {
        fn option<T>(bound: &Bound<T>) -> Option<String> {
            if let Bound::Option(binding) = bound { Some(binding.option.clone()) } else { None }
        }
        let ids = match layer {
            LayerSpec::Text(l) => {
                let mut ids = placeholders(l);
                ids.extend(option(&l.color).into_iter().chain(option(&l.font)));
                ids
            }
            LayerSpec::Image(l) => {
                let colors = l.recolor.values().filter_map(option);
                option(&l.image).into_iter().chain(colors).collect()
            }
            LayerSpec::Qr(l) => {
                let mut ids = placeholders_of(std::iter::once(&l.text));
                ids.extend(option(&l.color));
                ids
            }
            LayerSpec::Fill(l) => {
                let pattern = l.pattern.as_ref().and_then(|pattern| option(&pattern.image));
                pattern.into_iter().chain(l.color.as_ref().and_then(option)).collect()
            }
            LayerSpec::Group(_) => Vec::new(),
        };
        ids.into_iter().find(|id| self.is_offered(id))
    }

    fn is_offered(&self, id: &str) -> bool {
        let spec = self.options.get(id).map(|(spec, _)| spec);
        spec.is_some_and(|spec| !spec.hidden() && self.options.is_visible(spec))
    }
}

/// The options whose values stand in a text.
fn placeholders(layer: &TextLayer) -> Vec<String> {
    placeholders_of(layer.text.iter().chain(layer.runs.iter().map(|run| &run.text)))
}

fn placeholders_of<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    let pieces = texts.flat_map(|text| parse_placeholders(text).unwrap_or_default());
    let option = |piece| if let Piece::Option(id) = piece { Some(id) } else { None };
    pieces.filter_map(option).collect()
}

fn has_layer(layers: &[LayerSpec], id: &str) -> bool {
    layers.iter().any(|layer| {
        let inner = if let LayerSpec::Group(group) = layer { &group.layers[..] } else { &[] };
        layer.id() == Some(id) || has_layer(inner, id)
    })
}

fn corners_of(rect: Rect) -> [Point; 4] {
    let Rect { x0, y0, x1, y1 } = rect;
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(Point::from)
}
