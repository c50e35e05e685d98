//! Pictures of glyphs, embedded at one or more sizes.

use std::sync::Arc;

use harfrust::GlyphId;
use harfrust::font::glyph::bitmap::{BitmapGlyph, BitmapStrikes, Origin, Pixels};
use harfrust::font::glyph::{GlyphSource, GlyphSourceOrder};
use kurbo::Rect;

use crate::image::{self, Mipmaps};
use crate::pixels::Pixmap;

/// Most sizes of a font's pictures that are looked at; fonts have up to ten.
const MAX_STRIKES: u32 = 32;

/// Most lists of glyphs that one size may have; fonts have a few.
const MAX_SUBTABLES: u32 = 4096;

/// Most pixels a glyph's picture may have in width or height. Fonts have 160, some 512.
const MAX_PICTURE_SIDE: u32 = 1024;

/// A glyph's picture at one size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strike {
    /// Pixels in an em, the larger way.
    pub(crate) ppem: u16,
    /// Which of the font's strikes it is.
    pub(super) index: u32,
    /// Where it lies, in ems, y down, origin on the baseline.
    pub(crate) rect: Rect,
}

impl Strike {
    /// The picture of `glyph`; `None` when it can't be decoded.
    pub(super) fn decode(&self, face: &harfrust::Font, glyph: u32) -> Option<Arc<Mipmaps>> {
        let bitmap = all(face).get(self.index)?.get(GlyphId::new(glyph))?;
        let pixels = match bitmap.pixels() {
            Pixels::Png(bytes) => image::decode(bytes).ok()?,
            Pixels::Bgra(rows) => {
                let mut out = Pixmap::new(rows.width(), rows.height()).ok()?;
                let pixels = out.data_mut().as_chunks_mut::<4>().0.iter_mut();
                for (to, &[b, g, r, a]) in
                    pixels.zip(rows.rows().flat_map(|row| row.as_chunks::<4>().0))
                {
                    // Premultiplied already, or so the table should be.
                    *to = [r.min(a), g.min(a), b.min(a), a];
                }
                out
            }
            Pixels::Mask(_) => return None,
        };
        Mipmaps::new(pixels).ok().map(Arc::new)
    }
}

/// The pictures of `glyph`, the smallest first.
pub(super) fn strikes(face: &harfrust::Font, glyph: u32) -> Vec<Strike> {
    let strikes = all(face);
    let units = f64::from(face.units_per_em());
    let strike = |index| {
        let bitmap = strikes.get(index)?.get(GlyphId::new(glyph))?;
        is_small(&bitmap).then_some(())?;
        Some(Strike { ppem: bitmap.ppem(), index, rect: rect(&bitmap, units)? })
    };
    let mut found: Vec<Strike> = Vec::new();
    for strike in (0..strikes.len().min(MAX_STRIKES)).filter_map(strike) {
        let at = found.partition_point(|other| other.ppem <= strike.ppem);
        found.insert(at, strike);
    }
    found
}

/// Whether the font has pictures of glyphs.
pub(super) fn has_pictures(face: &harfrust::Font) -> bool {
    !all(face).is_empty()
}

/// Whether the font's pictures can be looked for in bounded time: `CBLC` lists glyphs in subtables
/// that are searched one after the other.
pub(super) fn readable(cblc: Option<&[u8]>) -> bool {
    let Some(cblc) = cblc else { return true };
    let field = |at: usize| {
        let bytes = cblc.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    };
    let sizes = field(4).unwrap_or(0).min(MAX_STRIKES);
    (0..sizes as usize).all(|i| field(8 + 48 * i + 8).is_none_or(|count| count <= MAX_SUBTABLES))
}

fn all(face: &harfrust::Font) -> BitmapStrikes<'_> {
    face.bitmap_strikes_with(GlyphSourceOrder::new(&[GlyphSource::Sbix, GlyphSource::Cbdt]))
}

/// Whether a picture is of a kind and size that is drawn, by its header.
fn is_small(bitmap: &BitmapGlyph<'_>) -> bool {
    let small = |(w, h): (u32, u32)| w.max(h) <= MAX_PICTURE_SIDE && w.min(h) > 0;
    small((bitmap.width(), bitmap.height()))
        && match bitmap.pixels() {
            Pixels::Png(bytes) => image::size(bytes).is_ok_and(small),
            Pixels::Bgra(_) => true,
            Pixels::Mask(_) => false,
        }
}

/// Where a picture lies, in ems, y down.
fn rect(bitmap: &BitmapGlyph<'_>, units: f64) -> Option<Rect> {
    let (across, down) = (f64::from(bitmap.ppem_x()), f64::from(bitmap.ppem_y()));
    let (width, height) = (f64::from(bitmap.width()) / across, f64::from(bitmap.height()) / down);
    let left = f64::from(bitmap.x_bearing()) / units + f64::from(bitmap.inner_x_bearing()) / across;
    let corner = f64::from(bitmap.y_bearing()) / units + f64::from(bitmap.inner_y_bearing()) / down;
    let top = match bitmap.origin() {
        Origin::TopLeft => corner,
        Origin::BottomLeft => corner + height,
    };
    let rect = Rect::new(left, -top, left + width, height - top);
    rect.is_finite().then_some(rect)
}
