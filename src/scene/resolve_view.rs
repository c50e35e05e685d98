//! Settles the items of views.

use std::sync::Arc;

use super::resolve::Resolver;
use super::{Displace, Geometry, Item, Overlay, Placement, Tint};
use crate::template::Template;
use crate::template::view::{self as spec, GeometrySpec};

impl Resolver<'_> {
    /// `None` where `when` does not hold, or what the item needs is not there.
    ///
    /// `below` are the view's items below this one.
    pub(super) fn item(
        &self,
        item: &spec::Item,
        below: &[spec::Item],
        template: &Template,
    ) -> Option<Item> {
        if !self.holds(item.when()) {
            return None;
        }
        Some(match item {
            spec::Item::Photo(i) => Item::Photo { image: self.bound(&i.image) },
            spec::Item::Tint(i) => Item::Tint(self.tint(i)?),
            spec::Item::Placement(i) => {
                Item::Placement(Box::new(self.placement(i, below, template)?))
            }
            spec::Item::Overlay(i) => Item::Overlay(Overlay {
                image: self.bound(&i.image),
                blend: i.blend,
                opacity: self.opacity(&i.opacity),
            }),
        })
    }

    fn tint(&self, tint: &spec::TintItem) -> Option<Tint> {
        Some(Tint {
            mask: tint.mask.clone(),
            color: self.bound(&tint.color)?,
            blend: tint.blend,
            gloss: tint.gloss.clone(),
        })
    }

    fn placement(
        &self,
        placement: &spec::PlacementItem,
        below: &[spec::Item],
        template: &Template,
    ) -> Option<Placement> {
        Some(Placement {
            area: template.areas.iter().position(|a| a.id == placement.area)?,
            geometry: geometry(&placement.geometry),
            displace: placement.displace.as_ref().and_then(|d| self.displace(d, below)),
            mask: placement.mask.clone(),
            blend: placement.blend,
            gloss: placement.gloss.clone(),
            opacity: self.opacity(&placement.opacity),
        })
    }
}

impl Resolver<'_> {
    /// `None` where a photo is to tell and none is shown.
    fn displace(&self, displace: &spec::DisplaceSpec, below: &[spec::Item]) -> Option<Displace> {
        let is_photo = displace.from == spec::displace::PHOTO;
        let from = if is_photo {
            below.iter().rev().find_map(|item| match item {
                spec::Item::Photo(photo) if self.holds(photo.when.as_ref()) => {
                    Some(self.bound(&photo.image))
                }
                _ => None,
            })??
        } else {
            displace.from.clone()
        };
        Some(Displace { from, is_photo, amount: displace.amount, edge: displace.edge })
    }
}

fn geometry(geometry: &GeometrySpec) -> Geometry {
    match geometry {
        GeometrySpec::Quad(corners) => Geometry::Quad(*corners),
        GeometrySpec::Cylinder(cylinder) => Geometry::Cylinder(*cylinder),
        GeometrySpec::Mesh(mesh) => Geometry::Mesh(Arc::new(mesh.clone())),
        GeometrySpec::Uvmap(id) => Geometry::UvMap(id.clone()),
    }
}
