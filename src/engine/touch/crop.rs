//! Hands on a picture inside its box: the box stays, the picture moves in it.

use kurbo::{Point, Rect};

use super::super::Engine;
use super::node::Node;
use super::settle::{rest, settle};
use crate::artwork::crop::{Crop, Placed};
use crate::error::Error;
use crate::scene::place::turned;
use crate::scene::{Content, Frame};
use crate::template::Place;
use crate::template::option::{OptionSpec, PlaceOption};

/// Where a finger came down and where it is, in millimeters of the area.
pub(super) type Finger = (Point, Point);

impl Engine {
    /// The layers whose picture an option moves.
    pub(super) fn croppers(&self, option: &str) -> Vec<Node<'_>> {
        let mut all = self.all_nodes();
        all.retain(|node| node.spec.crop() == Some(option));
        all
    }

    /// How the picture of a layer may lie in its box. `None` of what is no picture, or shows none of the
    /// shopper's.
    ///
    /// # Errors
    /// When its asset is missing or can't be read.
    pub(super) fn crop_of(&self, node: &Node<'_>) -> Result<Option<(Crop, Frame)>, Error> {
        let Content::Image(image) = &node.layer.content else { return Ok(None) };
        let Some(id) = image.image.as_deref().filter(|_| !image.is_placeholder()) else {
            return Ok(None);
        };
        let size = self.assets.image_size(id)?;
        Ok(Some((image.crop(size), image.frame)))
    }

    /// The places at which a point of a picture, in parts of its width and height, is as near to the middle
    /// of each box that shows it as leaves no gap.
    ///
    /// # Errors
    /// As [`crop_of`](Self::crop_of).
    pub(in crate::engine) fn crops_about(
        &self,
        asset: &str,
        point: [f64; 2],
    ) -> Result<Vec<(String, Place)>, Error> {
        let mut places: Vec<(String, Place)> = Vec::new();
        for node in self.all_nodes() {
            let Content::Image(image) = &node.layer.content else { continue };
            let Some(option) = node.spec.crop().filter(|_| image.image.as_deref() == Some(asset))
            else {
                continue;
            };
            let (Some((OptionSpec::Place(spec), _)), Some((crop, _))) =
                (self.options.get(option), self.crop_of(&node)?)
            else {
                continue;
            };
            if places.iter().all(|(known, _)| known != option) {
                let now = self.place_now(option);
                let wanted = crop.about(point, &now);
                places.push((option.to_owned(), settle(self, option, spec, wanted)?));
            }
        }
        Ok(places)
    }

    /// The nearest place at which the picture leaves no gap where it must not.
    ///
    /// # Errors
    /// As [`crop_of`](Self::crop_of).
    pub(super) fn without_gap(
        &self,
        option: &str,
        spec: &PlaceOption,
        place: Place,
    ) -> Result<Place, Error> {
        let mut place = place;
        for node in self.croppers(option) {
            if let Some((crop, _)) = self.crop_of(&node)? {
                place = spec.clamp(crop.bounded(&place));
            }
        }
        Ok(place)
    }
}

/// Where the picture goes that was at `start` when the fingers came down: what is under them stays there.
pub(super) fn drag(
    (crop, frame): &(Crop, Frame),
    spec: &PlaceOption,
    start: &Place,
    [first, second]: [Option<Finger>; 2],
    snap: bool,
) -> Option<Place> {
    let to_box = frame.transform().inverse();
    let local = |(from, to): Finger| (to_box * from, to_box * to);
    let (from, to) = local(first?);
    let Some((other, other_to)) = second.map(local) else {
        let way = to - from;
        return Some(Place { x: start.x + way.x, y: start.y + way.y, ..*start });
    };
    let before = crop.placed(start);
    let grown = |by: f64, middle: Point| Placed {
        rect: Rect::from_center_size(middle, before.rect.size() * by),
        ..before
    };
    let (was, is) = (other - from, other_to - to);
    let turn = libm::atan2(was.cross(is), was.dot(is)).to_degrees();
    let wanted = grown(is.hypot() / was.hypot(), before.rect.center());
    let wanted = crop.place_of(&wanted, start.rotate + turn);
    let taken = spec.clamp(if snap { rest::turn(spec, wanted) } else { wanted });
    // What lies between the fingers stays there.
    let by = crop.placed(&taken).rect.width() / before.rect.width();
    let way = before.rect.center() - from.midpoint(other);
    let middle = to.midpoint(other_to) + turned(way, taken.rotate - start.rotate) * by;
    Some(crop.place_of(&grown(by, middle), taken.rotate))
}
