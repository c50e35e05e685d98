//! A placed line to coverage.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Point, Rect};

use super::cache::{GlyphCache, Key, Sprite};
use super::font::Font;
use super::line::{Glyph, Line};
use super::raster::Rasterizer;
use super::stroke::{largest_scale, stroke_outline};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask};

/// Glyphs wider or taller than this many pixels are drawn anew each time, and only inside the clip.
pub const MAX_CACHED_GLYPH: u32 = 512;

/// Places per pixel, each way, a glyph's origin is rounded to, so that a moved letter finds its
/// coverage in the cache: at most an eighth of a pixel from the truth.
const BINS: f64 = 4.0;

/// Farthest pixel a glyph's origin may have.
const MAX_PIXEL: f64 = 1e8;

/// Coverage of a line under `transform`, which takes the millimeters of the line's box to pixels and
/// may turn, mirror, shear and scale unevenly.
///
/// `stroke` is the full width in millimeters of a stroke centered on the outlines, with round joins;
/// `None` fills the glyphs instead. `clip` bounds what is drawn. Where glyphs overlap, the larger
/// coverage holds: it needs no order, an edge that two joined letters share keeps its softness, and
/// drawing a glyph twice changes nothing. `None` when nothing is inside the clip, the line has no ink,
/// or the transform or stroke is not finite, degenerate or (the stroke) not above 0.
///
/// # Errors
/// [`Error::TooLarge`] when the coverage inside the clip is larger than a mask can be.
pub fn draw_line(
    cache: &mut GlyphCache,
    font: &Font,
    line: &Line,
    transform: Affine,
    stroke: Option<f64>,
    clip: PixelRect,
) -> Result<Option<Coverage>, Error> {
    let Some(brush) = Brush::new(font, line.size, transform, stroke) else { return Ok(None) };
    let mut placed = Vec::with_capacity(line.glyphs.len());
    let mut rect = PixelRect::EMPTY;
    for glyph in &line.glyphs {
        let Some((x, y, sprite)) = brush.draw(cache, glyph, clip)? else { continue };
        let whole = sprite.mask.rect().translate(x, y);
        let visible = whole.intersect(&clip);
        if !visible.is_empty() {
            rect = rect.union(&visible);
            placed.push((whole, visible, sprite));
        }
    }
    if rect.is_empty() {
        return Ok(None);
    }
    let mut mask = Mask::new(rect.width(), rect.height())?;
    for (whole, visible, sprite) in &placed {
        for y in visible.y0..visible.y1 {
            let from = sprite.mask.row(y - whole.y0, visible.x0 - whole.x0, visible.x1 - whole.x0);
            let to = mask.row_mut(y - rect.y0, visible.x0 - rect.x0, visible.x1 - rect.x0);
            for (to, from) in to.iter_mut().zip(from) {
                *to = (*to).max(*from);
            }
        }
    }
    Ok(Some(Coverage { x: rect.x0, y: rect.y0, mask }))
}

/// All glyphs of a line have this in common.
struct Brush<'a> {
    font: &'a Font,
    /// Millimeters to pixels, less the whole pixels of the translation.
    transform: Affine,
    /// Those whole pixels.
    shift: (i32, i32),
    /// Ems to pixels, without translation.
    matrix: Affine,
    /// Width in ems.
    stroke: Option<f64>,
    /// By how many pixels a stroke sticks out.
    reach: f64,
}

impl<'a> Brush<'a> {
    fn new(font: &'a Font, size: f64, transform: Affine, stroke: Option<f64>) -> Option<Self> {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let usable = size > 0.0
            && stroke.is_none_or(|w| w > 0.0 && w.is_finite())
            && transform.determinant() != 0.0
            && [a * size, b * size, c * size, d * size].iter().all(|v| v.abs() <= MAX_PIXEL)
            && e.abs() <= MAX_PIXEL
            && f.abs() <= MAX_PIXEL;
        if !usable {
            return None;
        }
        // Whole pixels apart from the rest: moving a line by a pixel then moves every glyph by one.
        let (ex, fy) = (e.floor(), f.floor());
        Some(Self {
            font,
            transform: Affine::new([a, b, c, d, e - ex, f - fy]),
            shift: (ex as i32, fy as i32),
            matrix: Affine::new([a * size, b * size, c * size, d * size, 0.0, 0.0]),
            stroke: stroke.map(|w| w / size),
            reach: stroke.map_or(0.0, |w| w / 2.0 * largest_scale(transform)),
        })
    }

    /// The coverage of a glyph and where its top left pixel goes; from the cache where it is there.
    fn draw(
        &self,
        cache: &mut GlyphCache,
        glyph: &Glyph,
        clip: PixelRect,
    ) -> Result<Option<(i32, i32, Arc<Sprite>)>, Error> {
        let origin = self.transform * Point::new(glyph.x, glyph.y);
        if !(origin.x.abs() <= MAX_PIXEL && origin.y.abs() <= MAX_PIXEL) {
            return Ok(None);
        }
        let ((x, bin_x), (y, bin_y)) = (quantize(origin.x), quantize(origin.y));
        let (x, y) = (x + self.shift.0, y + self.shift.1);
        let outline = self.font.shared_outline(glyph.id);
        let Some(bounds) = outline.bounds else { return Ok(None) };
        let bin = (f64::from(bin_x) / BINS, f64::from(bin_y) / BINS);
        let window = self.window(bounds, bin);
        let visible = window.translate(x, y).intersect(&clip);
        if visible.is_empty() {
            return Ok(None);
        }
        if window.width() > MAX_CACHED_GLYPH || window.height() > MAX_CACHED_GLYPH {
            let sprite = self.rasterize(
                cache,
                &outline.path,
                bin,
                visible.translate(x.saturating_neg(), y.saturating_neg()),
            )?;
            return Ok(Some((x + sprite.x, y + sprite.y, Arc::new(sprite))));
        }
        let [a, b, c, d, ..] = self.matrix.as_coeffs();
        let key = Key {
            font: self.font.id(),
            glyph: glyph.id,
            bin: [bin_x, bin_y],
            matrix: [a.to_bits(), b.to_bits(), c.to_bits(), d.to_bits()],
            stroke: self.stroke.unwrap_or(0.0).to_bits(),
        };
        let sprite = match cache.get(&key) {
            Some(sprite) => sprite,
            None => {
                let sprite = Arc::new(self.rasterize(cache, &outline.path, bin, window)?);
                cache.put(key, Arc::clone(&sprite));
                sprite
            }
        };
        Ok(Some((x + sprite.x, y + sprite.y, sprite)))
    }

    /// The pixels, from the origin's, that a glyph with these bounds can touch.
    fn window(&self, bounds: Rect, bin: (f64, f64)) -> PixelRect {
        let shifted = Affine::translate(bin) * self.matrix;
        // The stroker keeps its offset within a fraction of a pixel; one more holds that.
        let margin = if self.stroke.is_some() { self.reach + 1.0 } else { 0.0 };
        PixelRect::around(shifted.transform_rect_bbox(bounds).inflate(margin, margin))
    }

    fn rasterize(
        &self,
        cache: &mut GlyphCache,
        path: &BezPath,
        bin: (f64, f64),
        window: PixelRect,
    ) -> Result<Sprite, Error> {
        let mut path = match self.stroke {
            None => self.matrix * path,
            Some(width) => stroke_outline(path, width, self.matrix).unwrap_or_default(),
        };
        path.apply_affine(Affine::translate(bin));
        let mask = cache.rasterizer.fill(&path, window)?;
        Ok(Sprite { x: window.x0, y: window.y0, mask })
    }
}

/// The whole pixel and the bin within it nearest to `v`.
fn quantize(v: f64) -> (i32, u8) {
    let steps = (v * BINS + 0.5).floor() as i32;
    let bins = BINS as i32;
    (steps.div_euclid(bins), steps.rem_euclid(bins) as u8)
}
