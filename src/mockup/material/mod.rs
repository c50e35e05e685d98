//! What a product is decorated with: each material turns flat artwork into *paint*, before the warp.
//!
//! A material sees the artwork at its raster, with the raster's scale in texels per millimeter, and
//! writes one texel of paint for each of the artwork's: four lanes of 12 bits in linear light, which
//! the gather averages as a camera does. Everything that has a size (a burnt rim, a step in a coating,
//! brush marks) is in millimeters of the area and anchored to them, so it looks alike at every view
//! size and does not crawl while artwork is dragged. What is finer than a texel fades out.
//!
//! Paint then meets the photo in one of three ways, [`Meeting`]: as a dye that takes light away, as a
//! burn that also takes the gloss, or as a coat with a light of its own.
//!
//! A new material (foil, embroidery, glitter, deboss, puff) is a file here: a struct of what a template
//! may say, and a painter with `new`, `reach` and `paint`; a variant of [`Material`] and of [`Painter`]
//! with their arms below, and its word in [`Material::WORDS`]. [`relief`] has what materials with edges
//! share, [`noise`] what is uneven.

mod blur;
mod engraved_metal;
mod engraved_wood;
mod ink;
mod meet;
mod noise;
mod relief;
mod sublimation;
mod underbase;

use serde::Deserialize;

use super::light::Blend;
use super::sample::Plane;
use super::texture::absorb;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{MAX_PIXELS, Pixmap};

pub use engraved_metal::EngravedMetal;
pub use engraved_wood::EngravedWood;
pub use ink::PrintedInk;
use meet::Coat;
pub(super) use meet::{Block, Meeting, burn_block, coat_block};
pub use sublimation::Sublimation;
pub use underbase::Underbase;

/// What the artwork is made of on the product: a word, or an object with `kind` and what is not as
/// usual.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(tag = "kind", transform = add_words)
)]
#[serde(rename_all = "kebab-case")]
pub enum Material {
    /// Ink without white.
    Ink(PrintedInk),
    /// Ink on a layer of white.
    Underbase(Underbase),
    /// Dye in the coating or fiber.
    Sublimation(Sublimation),
    /// Burnt into wood by a laser.
    EngravedWood(EngravedWood),
    /// Coating taken off metal by a laser.
    EngravedMetal(EngravedMetal),
}

impl Default for Material {
    fn default() -> Self {
        Self::Ink(PrintedInk {})
    }
}

impl Material {
    /// The materials as a template names them.
    pub const WORDS: [&'static str; 5] =
        ["ink", "underbase", "sublimation", "engraved-wood", "engraved-metal"];

    /// The material as a template names it.
    pub fn word(&self) -> &'static str {
        let [ink, underbase, sublimation, wood, metal] = Self::WORDS;
        match self {
            Self::Ink(_) => ink,
            Self::Underbase(_) => underbase,
            Self::Sublimation(_) => sublimation,
            Self::EngravedWood(_) => wood,
            Self::EngravedMetal(_) => metal,
        }
    }

    /// Its numbers: key, value, and from where to where it may be.
    pub fn numbers(&self) -> Vec<(&'static str, f64, [f64; 2])> {
        let (depth, light) = match self {
            Self::Ink(_) | Self::Underbase(_) | Self::Sublimation(_) => return Vec::new(),
            Self::EngravedWood(of) => (of.depth, of.light),
            Self::EngravedMetal(of) => (of.depth, of.light),
        };
        vec![("depth", depth, [0.0, 5.0]), ("light", light, [-360.0, 360.0])]
    }
}

/// A material may be written as its word alone.
#[cfg(feature = "schema")]
fn add_words(schema: &mut schemars::Schema) {
    let words = serde_json::json!({
        "description": "The material's name.",
        "type": "string",
        "enum": Material::WORDS,
    });
    if let Some(forms) = schema.get_mut("oneOf").and_then(|forms| forms.as_array_mut()) {
        forms.insert(0, words);
    }
}

/// Where millimeters of the area lie on the artwork's raster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Millimeters {
    /// Texels per millimeter, across and down.
    pub scale: [f64; 2],
    /// The area's top left corner in texels.
    pub origin: [f64; 2],
}

/// A material at one raster.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Painter {
    /// Any print that needs nothing but its color, at every blend.
    Ink,
    Underbase(Box<underbase::Painter>),
    Sublimation(Box<sublimation::Painter>),
    EngravedWood(Box<engraved_wood::Painter>),
    EngravedMetal(Box<engraved_metal::Painter>),
}

impl Painter {
    pub(super) fn new(material: &Material, mm: &Millimeters) -> Self {
        match material {
            Material::Ink(_) => Self::Ink,
            Material::Underbase(_) => Self::Underbase(Box::new(underbase::Painter::new())),
            Material::Sublimation(_) => Self::Sublimation(Box::new(sublimation::Painter::new(mm))),
            Material::EngravedWood(of) => {
                Self::EngravedWood(Box::new(engraved_wood::Painter::new(of, mm)))
            }
            Material::EngravedMetal(of) => {
                Self::EngravedMetal(Box::new(engraved_metal::Painter::new(of, mm)))
            }
        }
    }

    /// How far a texel of artwork shows around itself, in texels.
    pub(super) fn reach(&self) -> [i32; 2] {
        match self {
            Self::Ink | Self::Underbase(_) => [0; 2],
            Self::Sublimation(painter) => painter.reach(),
            Self::EngravedWood(painter) => painter.reach(),
            Self::EngravedMetal(painter) => painter.reach(),
        }
    }

    /// Paints. The result does not depend on the job's rectangle.
    pub(super) fn paint(&self, job: Job<'_>) {
        match self {
            Self::Ink => absorb(job.artwork, job.plane, job.opacity, job.rect),
            Self::Underbase(painter) => painter.paint(job),
            Self::Sublimation(painter) => painter.paint(job),
            Self::EngravedWood(painter) => painter.paint(job),
            Self::EngravedMetal(painter) => painter.paint(job),
        }
    }
}

/// What there is to paint.
pub(super) struct Job<'a> {
    pub(super) artwork: &'a Pixmap,
    pub(super) opacity: u8,
    /// The texels to be written, inside the artwork.
    pub(super) rect: PixelRect,
    /// As large as the artwork.
    pub(super) plane: &'a mut Plane,
    /// Made for the painter.
    pub(super) scratch: &'a mut Scratch,
}

/// How a material's paint meets the photo.
pub(super) fn meeting(material: &Material) -> Meeting {
    match material {
        Material::Ink(_) | Material::Sublimation(_) => Meeting::Dye,
        Material::EngravedWood(_) => Meeting::Burn,
        Material::Underbase(of) => Meeting::Coat(of.coat()),
        Material::EngravedMetal(of) => Meeting::Coat(of.coat()),
    }
}

/// The blend a material is placed with.
pub(super) const BLEND: Blend = Blend::Ink;

/// Rows painted at a time: a band of an artwork and of what a painter makes of it stay in the
/// second-level cache.
const BAND: i32 = 80;

/// Room for a painter's own fields, got once: an edit allocates nothing. Empty between uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scratch {
    fields: [Vec<u16>; 4],
    sums: Vec<u32>,
}

impl Scratch {
    /// What `painter` needs for bands of a raster of this size.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when memory is short.
    pub(super) fn new(width: u32, height: u32, painter: &Painter) -> Result<Self, Error> {
        let mut scratch = Self::default();
        if matches!(painter, Painter::Ink | Painter::Underbase(_)) {
            return Ok(scratch);
        }
        let reach = painter.reach();
        let across = width as usize + 2 * reach[0].unsigned_abs() as usize;
        let down = height.min(BAND as u32) as usize + 2 * reach[1].unsigned_abs() as usize;
        let count = across * down;
        let refuse = |_| Error::TooLarge {
            path: String::new(),
            what: "pixels",
            value: count as u64,
            limit: MAX_PIXELS,
        };
        for field in &mut scratch.fields {
            field.try_reserve_exact(count).map_err(refuse)?;
        }
        scratch.sums.try_reserve_exact(across).map_err(refuse)?;
        Ok(scratch)
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        let fields: usize = self.fields.iter().map(|field| field.capacity() * 2).sum();
        fields + self.sums.capacity() * 4
    }

    /// Zeros for a band `width` × `height` with all it reaches.
    fn start(&mut self, width: usize, height: usize) {
        for field in &mut self.fields {
            field.resize(width * height, 0);
        }
        self.sums.resize(width, 0);
    }

    /// Back to nothing, with the room kept.
    fn end(&mut self) {
        self.fields.iter_mut().for_each(Vec::clear);
        self.sums.clear();
    }
}

/// A rectangle in bands from the top, each with the rectangle it reaches.
fn bands(rect: PixelRect, reach: [i32; 2]) -> impl Iterator<Item = (PixelRect, PixelRect)> {
    (rect.y0..rect.y1).step_by(BAND as usize).map(move |y0| {
        let band = PixelRect { y0, y1: rect.y1.min(y0 + BAND), ..rect };
        let [x, y] = reach;
        (band, PixelRect::new(band.x0 - x, band.y0 - y, band.x1 + x, band.y1 + y))
    })
}

/// The texels `x0..x1` of row `y`; empty when outside.
fn texels(plane: &mut Plane, y: i32, x0: i32, x1: i32) -> &mut [u64] {
    let start = y as usize * plane.width as usize;
    plane.lanes.get_mut(start + x0 as usize..start + x1 as usize).unwrap_or(&mut [])
}

/// The straight value of a premultiplied one.
#[inline(always)]
fn straight(value: u8, alpha: u8) -> u8 {
    match alpha {
        255 => value,
        0 => 0,
        _ => ((u32::from(value) * 255 + u32::from(alpha) / 2) / u32::from(alpha)).min(255) as u8,
    }
}

/// `a · b / 255` to the nearest, for `a` up to 12 bits.
#[inline(always)]
fn share(a: u32, b: u8) -> u32 {
    (a * u32::from(b) + 127) / 255
}
