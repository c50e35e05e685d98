//! Settles the items of views.

use std::sync::Arc;

use super::resolve::Resolver;
use super::{Geometry, Item, Overlay, Placement, Tint};
use crate::template::Template;
use crate::template::view::{self as spec, GeometrySpec};

impl Resolver<'_> {
    /// `None` where `when` does not hold, or what the item needs is not there.
    pub(super) fn item(&self, item: &spec::Item, template: &Template) -> Option<Item> {
        if !self.holds(item.when()) {
            return None;
        }
        Some(match item {
            spec::Item::Photo(i) => Item::Photo { image: self.bound(&i.image) },
            spec::Item::Tint(i) => Item::Tint(self.tint(i)?),
            spec::Item::Placement(i) => Item::Placement(Box::new(self.placement(i, template)?)),
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

    fn placement(&self, placement: &spec::PlacementItem, template: &Template) -> Option<Placement> {
        Some(Placement {
            area: template.areas.iter().position(|a| a.id == placement.area)?,
            geometry: geometry(&placement.geometry),
            mask: placement.mask.clone(),
            blend: placement.blend,
            gloss: placement.gloss.clone(),
            opacity: self.opacity(&placement.opacity),
        })
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
