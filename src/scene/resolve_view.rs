//! Settles the items of views.

use std::sync::Arc;

use super::light::gloss;
use super::resolve::{FromOption, Resolver};
use super::resolve_blend::mask;
use super::{Displace, Geometry, Item, Overlay, Placement, Tint};
use crate::blend::BlendMode;
use crate::mockup::Material;
use crate::template::option::OptionSpec;
use crate::template::view::{self as spec, GeometrySpec, PlacementBlend, TintBlend};
use crate::template::{Template, Value};

impl Resolver<'_> {
    /// `None` where `when` does not hold, or what the item needs is not there.
    ///
    /// `below` are the view's items below this one.
    pub(super) fn item(
        &self,
        item: &spec::Item,
        clip_to: Option<usize>,
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
                mask: i.mask.as_ref().map(mask),
                mixing: self.mixing(i.blend, &i.opacity, &i.fill_opacity, i.blend_if.as_ref()),
                clip_to,
            }),
        })
    }

    fn tint(&self, tint: &spec::TintItem) -> Option<Tint> {
        Some(Tint {
            mask: mask(&tint.mask),
            color: self.bound(&tint.color)?,
            pattern: tint.pattern.as_ref().and_then(|p| self.tint_pattern(p)),
            blend: tint.blend,
            gloss: tint.gloss.as_ref().filter(|_| tint.blend == TintBlend::default()).map(gloss),
        })
    }

    fn placement(
        &self,
        placement: &spec::PlacementItem,
        below: &[spec::Item],
        template: &Template,
    ) -> Option<Placement> {
        // Ink has no fill of its own.
        let mode = match placement.blend {
            PlacementBlend::Ink => BlendMode::Normal,
            PlacementBlend::Mode(mode) => mode,
        };
        let (opacity, fill) = (&placement.opacity, &placement.fill_opacity);
        let mixing = self.mixing(mode, opacity, fill, placement.blend_if.as_ref());
        Some(Placement {
            area: template.areas.iter().position(|a| a.id == placement.area)?,
            geometry: geometry(&placement.geometry),
            displace: placement.displace.as_ref().and_then(|d| self.displace(d, below)),
            mask: placement.mask.as_ref().map(mask),
            blend: placement.blend,
            material: self.bound(&placement.material).unwrap_or_default(),
            gloss: placement.gloss.as_ref().map(gloss),
            shade: placement.shade.as_ref().map(|s| self.shade(s)),
            texture: placement.texture.as_ref().map(|t| self.texture(t)),
            opacity: mixing.opacity,
            fill: mixing.fill,
            ranges: mixing.ranges,
        })
    }
}

impl FromOption for Material {
    fn from_option(_: &OptionSpec, _: &Value) -> Option<Self> {
        None
    }
}

impl Resolver<'_> {
    /// `None` where a photo is to tell and none is shown.
    fn displace(&self, displace: &spec::DisplaceSpec, below: &[spec::Item]) -> Option<Displace> {
        let is_photo = displace.from == spec::displace::PHOTO;
        let from = if is_photo {
            below.iter().rev().find_map(|item| match item {
                spec::Item::Photo(photo) if self.holds(photo.when.as_ref()) => {
                    self.filled(|| Some(self.bound(&photo.image)))
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
