//! What a hand does to a view: which layer is under it, where that layer's outline runs, and where a
//! layer goes that is dragged.
//!
//! [`sight`] reads a placement's map both ways, so that a tap on a mug's curve finds the letter under it
//! and a layer that is dragged stays under the finger; [`node`] walks the layers with their places;
//! [`drag`] makes a place of how fingers moved, [`crop`] of a picture inside its box, and [`settle`] keeps it in its ranges and lets it come to
//! rest. All of it reads the scene as it is; the selection changes by [`Engine::set`] alone.
//!
//! Points are in pixels of the view's own photo, whatever size it is drawn at.

mod crop;
mod drag;
mod node;
mod settle;
mod sight;

use kurbo::Point;
use serde::Serialize;

use super::{Engine, ViewRenderer};
use crate::error::Error;
use crate::mockup::Quality;
use crate::scene::Content;
use crate::template::Place;
pub use drag::{Drag, Dragged, Guide};
use node::Node;
use sight::Sight;

/// A point of a view, in pixels of its own photo.
pub type ViewPoint = [f64; 2];

/// Lines on a view; the first point of one that is closed is its last, too.
pub type Lines = Vec<Vec<ViewPoint>>;

/// How near in millimeters a tap must be to a text or a picture, at least.
const NEAR: f64 = 2.0;

/// Widest in pixels that a view is drawn that nobody saw yet, to look at where its prints lie.
const MAX_LOOK: u32 = 1000;

/// A layer under a finger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Id of its area.
    pub area: String,
    /// Its id, or that of the nearest group around it with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// Id of the option that decides what it shows, and is offered: of a text the first in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Id of the option that says where it is, or its picture in its box, or the group around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Engine {
    /// The topmost layer at a point of a view. A tap beside a text or a picture counts within 2 mm, or
    /// within `slack` pixels of the view where that is more, unless it is on another of them. `None` for
    /// nothing, and for a point that is no number.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an unknown view, and when an asset is missing or can't be read.
    pub fn hit(&mut self, view: &str, at: ViewPoint, slack: f64) -> Result<Option<Hit>, Error> {
        let index = self.look(view)?;
        for sight in self.sights(index) {
            if sight.hidden_at(at) {
                return Ok(None);
            }
            let Some(point) = sight.area_at(at) else { continue };
            let slack = if slack > 0.0 { slack * sight.millimeters_per_pixel(at) } else { 0.0 };
            if let Some(node) = self.topmost(sight.area, point, slack.max(NEAR))? {
                return Ok(Some(self.describe(&node)));
            }
        }
        Ok(None)
    }

    /// The layers of a view that an option decides or places, bottom to top.
    ///
    /// # Errors
    /// As [`hit`](Self::hit).
    pub fn layers(&mut self, view: &str) -> Result<Vec<Hit>, Error> {
        let index = self.look(view)?;
        let mut areas: Vec<usize> = self.sights(index).map(|sight| sight.area).collect();
        areas.sort_unstable();
        areas.dedup();
        let mut hits: Vec<Hit> = Vec::new();
        for area in areas {
            for node in self.nodes(area) {
                let hit = self.describe(&node);
                let is_group = matches!(node.layer.content, Content::Group(_));
                let offered = hit.option.is_some() || hit.place.is_some();
                if !is_group && offered && !hits.contains(&hit) {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// The box around a layer as it lies on a view, wherever that shows it. `name` is the layer's id, or
    /// that of an option: of the layers that it places, or decides.
    ///
    /// # Errors
    /// As [`hit`](Self::hit); [`Error::UnknownReference`] for a name that is none.
    pub fn outline(&mut self, view: &str, name: &str) -> Result<Lines, Error> {
        let index = self.look(view)?;
        let mut lines = Lines::new();
        for sight in self.sights(index) {
            for node in self.named(name)?.iter().filter(|node| node.area == sight.area) {
                if let Some(corners) = self.corners(node)? {
                    let [a, b, c, d] = corners;
                    lines.extend(sight.trace(&[a, b, c, d, a]));
                }
            }
        }
        Ok(lines)
    }

    /// Where a layer goes when it is dragged; `None` when it can't be.
    ///
    /// # Errors
    /// As [`outline`](Self::outline).
    pub fn drag(&mut self, view: &str, drag: &Drag<'_>) -> Result<Option<Dragged>, Error> {
        let index = self.look(view)?;
        drag::drag(self, index, drag)
    }

    /// The place that is nearest to what is asked for and taken, with the id of its option; numbers that
    /// are not finite stay as they are. `None` for a layer that no option places.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for a name that is none; when an asset is missing or can't be read.
    pub fn placed(&self, name: &str, wanted: [f64; 4]) -> Result<Option<(String, Place)>, Error> {
        let Some((option, spec)) = self.place_of(name)? else { return Ok(None) };
        let now = self.place_now(&option);
        let mut numbers = now.numbers();
        for (number, wanted) in numbers.iter_mut().zip(wanted) {
            if wanted.is_finite() {
                *number = wanted;
            }
        }
        let [x, y, scale, rotate] = numbers;
        let place = settle::settle(self, &option, spec, Place { x, y, scale, rotate })?;
        Ok(Some((option, place)))
    }

    /// The view's index, with what tells where its prints lie.
    fn look(&mut self, view: &str) -> Result<usize, Error> {
        let index = self.view_index(view)?;
        if self.views.iter().any(|renderer| renderer.shows_view(index)) {
            return Ok(index);
        }
        self.wait_for_assets(&self.scene, index)?;
        let less = self.without_failed(&self.scene);
        let scene = less.as_ref().unwrap_or(&self.scene);
        let of = &scene.views[index];
        let mut renderer =
            ViewRenderer::new(index, of, of.width.clamp(1, MAX_LOOK), Quality::Live)?;
        renderer.update(scene, &self.assets, &mut self.glyphs)?;
        renderer.unseen = true;
        self.views.push(renderer);
        Ok(index)
    }

    /// The placements that a view shows, top to bottom.
    fn sights(&self, view: usize) -> impl Iterator<Item = Sight<'_>> {
        let renderer = self.views.iter().find(|renderer| renderer.shows_view(view));
        renderer.into_iter().flat_map(move |renderer| Sight::all(renderer, &self.scene))
    }

    /// The topmost layer of an area at a point in millimeters.
    fn topmost(&self, area: usize, point: Point, slack: f64) -> Result<Option<Node<'_>>, Error> {
        let nodes = self.nodes(area);
        let mut near = None;
        for node in nodes.into_iter().rev() {
            if !self.shows_at(&node, point, slack)? {
                continue;
            }
            let Some(away) = self.assets.distance(node.layer, point)? else { continue };
            let is_fill = matches!(node.layer.content, Content::Fill(_));
            if away == 0.0 {
                // What is near goes before a ground that is under it.
                return Ok(if is_fill { near.or(Some(node)) } else { Some(node) });
            }
            if away <= slack && near.is_none() {
                near = Some(node);
            }
        }
        Ok(near)
    }
}
