//! Brings an item's files to the view's size.

use std::sync::Arc;

use kurbo::{Affine, Point};

use super::ViewRenderer;
use super::kept::{Kept, KeptPlacement, texture};
use super::tint::KeptTint;
use crate::artwork::{Artwork, Assets, Raster, repeat};
use crate::blend::BlendRange;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::{decode, decode_gray, decode_rgb16};
use crate::mockup::{
    Cloth, Cylinder, Geometry, Mesh, PlacementMap, Quad, UvMap, change_mask, hide_by_mask,
    scale_mask, scale_photo,
};
use crate::pixels::{Mask, Pixmap};
use crate::scene::{self, Item, Overlay, Placement, Scene, Tint};
use crate::template::view::TintBlend;

impl ViewRenderer {
    /// Everything an item needs at the view's size.
    pub(super) fn prepare(
        &self,
        index: usize,
        item: &Item,
        scene: &Scene,
        assets: &Assets,
    ) -> Result<Kept, Error> {
        let photo = self.photo_below(index).map(|(_, pixels)| pixels);
        match item {
            Item::Photo { image } => self.picture(image.as_deref(), assets, make_opaque),
            Item::Overlay(item) => self.overlay(item, assets),
            Item::Tint(tint) => self.tint(tint, photo, assets),
            Item::Placement(placement) => self.placement(placement, scene, photo, assets),
        }
    }

    fn picture(
        &self,
        image: Option<&str>,
        assets: &Assets,
        finish: impl Fn(&mut Pixmap),
    ) -> Result<Kept, Error> {
        let Some(id) = image else { return Ok(Kept::Nothing) };
        named(id, || {
            // Decoded for this size alone: full-size pixels of a photo are not kept.
            let pixels = decode(assets.image(id)?)?;
            let same = (pixels.width(), pixels.height()) == (self.width, self.height);
            let mut pixels =
                if same { pixels } else { scale_photo(&pixels, self.width, self.height)? };
            finish(&mut pixels);
            Ok(Kept::Picture(pixels))
        })
    }

    fn overlay(&self, item: &Overlay, assets: &Assets) -> Result<Kept, Error> {
        let mask = self.optional_mask(item.mask.as_ref(), assets)?;
        self.picture(item.image.as_deref(), assets, |picture| {
            mask.iter().for_each(|mask| hide_by_mask(picture, mask));
        })
    }

    fn tint(&self, tint: &Tint, photo: Option<&Pixmap>, assets: &Assets) -> Result<Kept, Error> {
        let mask = self.mask(&tint.mask, assets)?;
        let rect = inked(&mask);
        let gloss = self.gloss(tint.gloss.as_ref(), &mask, photo, assets)?;
        let cloth = (tint.blend == TintBlend::Tone)
            .then(|| photo.map_or_else(Cloth::default, |photo| Cloth::measure(photo, &mask)));
        let pattern = tint.pattern.as_ref().map(|pattern| {
            let picture = assets.picture(&pattern.image)?;
            repeat(&picture, pattern, self.scale, rect)
        });
        let pattern = pattern.transpose()?;
        Ok(Kept::Tint(Box::new(KeptTint { mask, rect, gloss, cloth, tones: None, pattern })))
    }

    fn placement(
        &self,
        placement: &Placement,
        scene: &Scene,
        photo: Option<&Pixmap>,
        assets: &Assets,
    ) -> Result<Kept, Error> {
        let area = &scene.areas[placement.area];
        let mask = self.optional_mask(placement.mask.as_ref(), assets)?;
        let geometry = geometry(&placement.geometry, assets)?;
        let map = PlacementMap::with_quality(
            &geometry,
            self.scale,
            self.width,
            self.height,
            mask.as_ref(),
            self.quality,
        )?;
        let raster = map.raster();
        let [sx, sy, tx, ty] = raster.to_raster;
        let artwork = Artwork::new(Raster {
            width: raster.width,
            height: raster.height,
            transform: Affine::new([sx / area.width, 0.0, 0.0, sy / area.height, tx, ty]),
        })?;
        let texture = texture(&map, placement)?;
        let mask = match mask {
            Some(mask) => mask,
            None => full(self.width, self.height, map.rect())?,
        };
        let light = self.light(placement, &mask, photo, assets)?;
        let by_color = placement.ranges.iter().any(|range| range.this != BlendRange::ALL);
        let by_color = by_color.then(|| Pixmap::new(raster.width, raster.height)).transpose()?;
        let silhouette = None;
        let kept = KeptPlacement { map, texture, artwork, light, by_color, silhouette };
        Ok(Kept::Placement(Box::new(kept)))
    }

    fn mask(&self, mask: &scene::Mask, assets: &Assets) -> Result<Mask, Error> {
        let scaled = self.map(&mask.image, assets)?;
        let feather = mask.feather * self.scale[0];
        named(&mask.image, || change_mask(scaled, mask.invert, feather, mask.density))
    }

    fn optional_mask(
        &self,
        mask: Option<&scene::Mask>,
        assets: &Assets,
    ) -> Result<Option<Mask>, Error> {
        mask.map(|mask| self.mask(mask, assets)).transpose()
    }

    /// A gray picture at the view's size.
    pub(super) fn map(&self, id: &str, assets: &Assets) -> Result<Mask, Error> {
        named(id, || scale_mask(&decode_gray(assets.image(id)?)?, self.width, self.height))
    }

    pub(super) fn optional_map(
        &self,
        id: Option<&String>,
        assets: &Assets,
    ) -> Result<Option<Mask>, Error> {
        id.map(|id| self.map(id, assets)).transpose()
    }
}

/// The surface that a template describes.
fn geometry(geometry: &scene::Geometry, assets: &Assets) -> Result<Geometry, Error> {
    match geometry {
        scene::Geometry::Quad(corners) => {
            Ok(Geometry::Quad(Quad::new(corners.map(|[x, y]| Point::new(x, y)))?))
        }
        scene::Geometry::Cylinder(c) => {
            let of = Cylinder::new(c.radius_top, c.radius_bottom, c.height, c.span, c.projection);
            Ok(Geometry::Cylinder(of?))
        }
        scene::Geometry::Mesh(mesh) => {
            let point = |&[x, y]: &[f64; 2]| Point::new(x, y);
            let points: Vec<Point> = mesh.points.iter().map(point).collect();
            let slices = [&mesh.slices_x, &mesh.slices_y].map(|s| s.as_deref().unwrap_or(&[]));
            let quad = mesh.quad.as_ref().map(|quad| quad.each_ref().map(point));
            Mesh::new(mesh.columns, mesh.rows, &points, slices, quad)
        }
        scene::Geometry::UvMap(id) => named(id, || {
            let (width, height, samples) = decode_rgb16(assets.image(id)?)?;
            Ok(Geometry::UvMap(Arc::new(UvMap::from_rgb16(width, height, &samples)?)))
        }),
    }
}

/// Puts the asset's name into an error that has none.
fn named<T>(id: &str, decode: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    decode().map_err(|e| if e.path().is_empty() { e.at(&format!("assets.{id}")) } else { e })
}

/// A mask that is full in `rect`.
fn full(width: u32, height: u32, rect: PixelRect) -> Result<Mask, Error> {
    let mut mask = Mask::new(width, height)?;
    for y in rect.y0..rect.y1 {
        mask.row_mut(y, rect.x0, rect.x1).fill(255);
    }
    Ok(mask)
}

/// The smallest rectangle that holds all pixels of a mask above 0.
fn inked(mask: &Mask) -> PixelRect {
    let mut rect = PixelRect::EMPTY;
    let whole = mask.rect();
    for y in whole.y0..whole.y1 {
        let row = mask.row(y, whole.x0, whole.x1);
        if let (Some(first), Some(last)) =
            (row.iter().position(|c| *c > 0), row.iter().rposition(|c| *c > 0))
        {
            rect = rect.union(&PixelRect::new(first as i32, y, last as i32 + 1, y + 1));
        }
    }
    rect
}

/// Puts white under what a photo leaves transparent: a frame is opaque at the bottom.
fn make_opaque(photo: &mut Pixmap) {
    for pixel in photo.data_mut().as_chunks_mut::<4>().0 {
        let rest = 255 - pixel[3];
        if rest > 0 {
            *pixel = pixel.map(|c| c.saturating_add(rest));
        }
    }
}
