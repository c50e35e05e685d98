//! Coverage by the crate fontdue, for fonts that whoever builds this trusts.

use std::sync::OnceLock;

use harfrust::font::Source;
use kurbo::BezPath;

use super::{AreaRasterizer, GlyphPlace, Rasterizer};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Mask;

/// Pixels per em that fontdue flattens curves for; above it, lines show as lines. At sizes well below
/// it agrees with [`AreaRasterizer`] within 8 levels of 255 where contours don't overlap.
const FLATTENED_FOR: f32 = 1024.0;

/// Largest font that is given to fontdue, which flattens every glyph and keeps the lines: a font of
/// Chinese would take seconds and hundreds of MiB.
const MAX_BYTES: usize = 1 << 20;

/// Fills the glyphs of [trusted](Font::trusted) fonts by id through fontdue, and everything else as
/// [`AreaRasterizer`] does: strokes, bent, turned, mirrored and squeezed letters, instances of variable
/// fonts, letters that stand between whole pixels or are larger than the glyph cache keeps, fonts above
/// 1 MiB, and glyphs that neither `cmap` nor `GSUB` of the font lead to.
///
/// fontdue does not fill overlapping contours right, and its kernels round differently from one target
/// to another. It parses a whole font when its first letter is drawn, and hangs on some broken ones:
/// never trust a font from outside.
#[derive(Debug, Default)]
pub struct FontdueRasterizer {
    area: AreaRasterizer,
}

impl Rasterizer for FontdueRasterizer {
    fn fill(&mut self, path: &BezPath, window: PixelRect) -> Result<Mask, Error> {
        self.area.fill(path, window)
    }

    fn fill_glyph(
        &mut self,
        glyph: &GlyphPlace<'_>,
        path: &BezPath,
        window: PixelRect,
    ) -> Result<Mask, Error> {
        match by_id(glyph, window) {
            Some(mask) => mask,
            None => self.area.fill(path, window),
        }
    }
}

/// The glyph as fontdue draws it; `None` where it can't.
fn by_id(glyph: &GlyphPlace<'_>, window: PixelRect) -> Option<Result<Mask, Error>> {
    let [size, b, c, d, e, f] = glyph.matrix.as_coeffs();
    let upright = size == d && [b, c, e, f] == [0.0; 4];
    if !(upright && size > 0.0 && size < f64::from(FLATTENED_FOR)) {
        return None;
    }
    let font = glyph.font.fontdue()?;
    let id = u16::try_from(glyph.id).ok().filter(|id| *id < font.glyph_count())?;
    let (place, coverage) = font.rasterize_indexed(id, size as f32);
    let (width, height) = (i32::try_from(place.width).ok()?, i32::try_from(place.height).ok()?);
    let top = -place.ymin - height;
    let drawn = PixelRect::new(place.xmin, top, place.xmin + width, top + height);
    let visible = drawn.intersect(&window);
    if visible.is_empty() {
        return None;
    }
    let mut mask = match Mask::new(window.width(), window.height()) {
        Ok(mask) => mask,
        Err(error) => return Some(Err(error)),
    };
    for (y, row) in (drawn.y0..).zip(coverage.chunks_exact(place.width)) {
        if (visible.y0..visible.y1).contains(&y) {
            let from = row.iter().skip((visible.x0 - drawn.x0) as usize);
            let to = mask.row_mut(y - window.y0, visible.x0 - window.x0, visible.x1 - window.x0);
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }
    Some(Ok(mask))
}

/// A font as fontdue reads it, when its first glyph is drawn; `None` for one that it can't or shall not
/// read.
#[derive(Default)]
pub(in crate::text) struct Trusted(OnceLock<Option<fontdue::Font>>);

impl Trusted {
    pub(in crate::text) fn read(&self, face: &harfrust::Font) -> Option<&fontdue::Font> {
        let read = || {
            let (Source::Blob(bytes), harfrust::font::Kind::Sfnt(_, index)) =
                (face.source(), face.kind())
            else {
                return None;
            };
            let varied = face.normalized_coords().iter().any(|coord| coord.to_bits() != 0);
            if varied || bytes.len() > MAX_BYTES {
                return None;
            }
            let settings = fontdue::FontSettings {
                collection_index: index,
                scale: FLATTENED_FOR,
                ..fontdue::FontSettings::default()
            };
            fontdue::Font::from_bytes(&bytes[..], settings).ok()
        };
        self.0.get_or_init(read).as_ref()
    }
}
