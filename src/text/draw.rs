//! A layout to coverage.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Point, Rect};

use super::cache::{GlyphCache, Key, Sprite, bits};
use super::layout::{Glyph, Layout, Shape, Style};
use super::raster::{GlyphPlace, Rasterizer};
use super::stroke::{Stroke, largest_scale, stroke_outline, stroking_scale};
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

/// Coverage of a layout under `transform`, which takes the millimeters of the layout's box to pixels
/// and may turn, mirror, shear and scale unevenly.
///
/// `stroke` is the full width in millimeters of a stroke centered on the outlines, with round joins;
/// `None` fills the glyphs instead. `clip` bounds what is drawn. Where glyphs overlap, the larger
/// coverage holds: it needs no order, an edge that two joined letters share keeps its softness, and
/// drawing a glyph twice changes nothing. `None` when nothing is inside the clip, the layout has no
/// ink, or the transform or stroke is not finite, degenerate or (the stroke) not above 0.
///
/// # Errors
/// [`Error::TooLarge`] when the coverage inside the clip is larger than a mask can be.
pub fn draw_layout(
    cache: &mut GlyphCache,
    layout: &Layout,
    transform: Affine,
    stroke: Option<f64>,
    clip: PixelRect,
) -> Result<Option<Coverage>, Error> {
    draw_glyphs(cache, layout, &layout.glyphs, transform, stroke.map(Stroke::round), clip)
}

/// As [`draw_layout`], of some of a layout's glyphs and with any joins.
///
/// # Errors
/// As [`draw_layout`].
pub fn draw_glyphs<'a>(
    cache: &mut GlyphCache,
    layout: &Layout,
    glyphs: impl IntoIterator<Item = &'a Glyph>,
    transform: Affine,
    stroke: Option<Stroke>,
    clip: PixelRect,
) -> Result<Option<Coverage>, Error> {
    let Some(brush) = Brush::new(transform, stroke) else { return Ok(None) };
    let mut placed = Vec::new();
    let mut rect = PixelRect::EMPTY;
    for glyph in glyphs {
        let Some(style) = layout.style(glyph) else { continue };
        let Some((x, y, sprite)) = brush.draw(cache, style, glyph, clip)? else { continue };
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

/// Where a glyph's origin stands among the pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The pixel that it lies in.
    pub(crate) x: i32,
    pub(crate) y: i32,
    /// How far it lies from that pixel's corner, in quarters.
    pub(crate) bin: [u8; 2],
    /// Ems to pixels.
    pub(crate) matrix: Affine,
}

impl Place {
    /// Where `transform`, from millimeters to pixels, takes a glyph; `None` when it has no size there
    /// or is out of reach. A bent glyph stands upright.
    pub(crate) fn new(transform: Affine, style: &Style, glyph: &Glyph) -> Option<Self> {
        Brush::new(transform, None)?.place(style, glyph)
    }

    /// How far the origin lies from its pixel's corner, in pixels.
    pub(crate) fn shift(&self) -> (f64, f64) {
        (f64::from(self.bin[0]) / BINS, f64::from(self.bin[1]) / BINS)
    }
}

/// All glyphs of a layout have this in common.
struct Brush {
    /// Millimeters to pixels, less the whole pixels of the translation.
    transform: Affine,
    /// Those whole pixels.
    shift: (i32, i32),
    /// Millimeters to pixels, without translation.
    linear: Affine,
    stroke: Option<Stroke>,
    /// By how many pixels a stroke sticks out.
    reach: f64,
}

impl Brush {
    fn new(transform: Affine, stroke: Option<Stroke>) -> Option<Self> {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let usable = stroke.is_none_or(|s| s.width > 0.0 && s.reach().is_finite())
            && transform.determinant() != 0.0
            && [a, b, c, d, e, f].iter().all(|v| v.abs() <= MAX_PIXEL);
        if !usable {
            return None;
        }
        // Whole pixels apart from the rest: moving a text by a pixel then moves every glyph by one.
        let (ex, fy) = (e.floor(), f.floor());
        Some(Self {
            transform: Affine::new([a, b, c, d, e - ex, f - fy]),
            shift: (ex as i32, fy as i32),
            linear: Affine::new([a, b, c, d, 0.0, 0.0]),
            stroke,
            reach: stroke.map_or(0.0, |s| s.reach() * largest_scale(transform)),
        })
    }

    /// Where a glyph stands; `None` when it has no size there or is out of reach.
    fn place(&self, style: &Style, glyph: &Glyph) -> Option<Place> {
        let origin = self.transform * Point::new(glyph.x, glyph.y);
        let matrix = self.linear * style.matrix(&glyph.shape);
        let [a, b, c, d, ..] = matrix.as_coeffs();
        let usable = style.size > 0.0
            && matrix.determinant() != 0.0
            && [origin.x, origin.y, a, b, c, d].iter().all(|v| v.abs() <= MAX_PIXEL);
        let ((x, bin_x), (y, bin_y)) = (quantize(origin.x), quantize(origin.y));
        let (x, y) = (x + self.shift.0, y + self.shift.1);
        usable.then_some(Place { x, y, bin: [bin_x, bin_y], matrix })
    }

    /// The coverage of a glyph and where its top left pixel goes; from the cache where it is there.
    fn draw(
        &self,
        cache: &mut GlyphCache,
        style: &Style,
        glyph: &Glyph,
        clip: PixelRect,
    ) -> Result<Option<(i32, i32, Arc<Sprite>)>, Error> {
        if let Shape::Bent(path) = &glyph.shape {
            return self.draw_bent(cache, path, clip);
        }
        let Some(place) = self.place(style, glyph) else { return Ok(None) };
        let Place { x, y, bin: [bin_x, bin_y], matrix } = place;
        let outline = style.font.shared_outline(glyph.id);
        let Some(bounds) = outline.bounds else { return Ok(None) };
        let bin = place.shift();
        let window = self.window((Affine::translate(bin) * matrix).transform_rect_bbox(bounds));
        let visible = window.translate(x, y).intersect(&clip);
        if visible.is_empty() {
            return Ok(None);
        }
        let in_part = window.width() > MAX_CACHED_GLYPH || window.height() > MAX_CACHED_GLYPH;
        let rasterize = |cache: &mut GlyphCache, window: PixelRect| {
            let mut path = match self.stroke {
                None => matrix * &outline.path,
                Some(stroke) => {
                    let glyph_id = (style.font.id(), glyph.id);
                    let upright = style.matrix(&Shape::Upright);
                    let path = cache.stroke(glyph_id, &outline.path, upright, stroke, self.linear);
                    self.linear * turn(&glyph.shape) * &*path
                }
            };
            path.apply_affine(Affine::translate(bin));
            let glyph = (self.stroke.is_none() && !in_part).then(|| GlyphPlace {
                font: &style.font,
                id: glyph.id,
                matrix: Affine::translate(bin) * matrix,
            });
            let mask = match &glyph {
                Some(glyph) => cache.rasterizer.fill_glyph(glyph, &path, window),
                None => cache.rasterizer.fill(&path, window),
            }?;
            Ok::<_, Error>(Sprite { x: window.x0, y: window.y0, mask })
        };
        if in_part {
            let window = visible.translate(x.saturating_neg(), y.saturating_neg());
            let sprite = rasterize(cache, window)?;
            return Ok(Some((x + sprite.x, y + sprite.y, Arc::new(sprite))));
        }
        let key = Key {
            font: style.font.id(),
            glyph: glyph.id,
            bin: [bin_x, bin_y],
            matrix: bits(matrix),
            // A stroke is widened between the style's own part of the matrix and the rest.
            stroke: self.stroke.map_or(0.0, |s| s.width).to_bits(),
            join: self.stroke.map_or(0, |s| s.join.key()),
            part: self.stroke.map_or([0; 2], |_| [style.size, style.stretch].map(f64::to_bits)),
        };
        let sprite = match cache.get(&key) {
            Some(sprite) => sprite,
            None => {
                let sprite = Arc::new(rasterize(cache, window)?);
                cache.put(key, Arc::clone(&sprite));
                sprite
            }
        };
        Ok(Some((x + sprite.x, y + sprite.y, sprite)))
    }

    /// A bent outline is like no other, so nothing is kept of it.
    fn draw_bent(
        &self,
        cache: &mut GlyphCache,
        path: &BezPath,
        clip: PixelRect,
    ) -> Result<Option<(i32, i32, Arc<Sprite>)>, Error> {
        if path.elements().is_empty() {
            return Ok(None);
        }
        let bounds = self.transform.transform_rect_bbox(path.control_box());
        let near =
            [bounds.x0, bounds.y0, bounds.x1, bounds.y1].iter().all(|v| v.abs() <= MAX_PIXEL);
        if !near {
            return Ok(None);
        }
        let window = self.window(bounds);
        let visible = window.translate(self.shift.0, self.shift.1).intersect(&clip);
        if visible.is_empty() {
            return Ok(None);
        }
        let visible = visible.translate(-self.shift.0, -self.shift.1);
        let mut path = match self.stroke {
            None => self.linear * path,
            Some(stroke) => {
                let scale = stroking_scale(self.linear);
                self.linear * stroke_outline(path, stroke, scale).unwrap_or_default()
            }
        };
        path.apply_affine(Affine::translate(self.transform.translation()));
        let mask = cache.rasterizer.fill(&path, visible)?;
        let (x, y) = (visible.x0 + self.shift.0, visible.y0 + self.shift.1);
        Ok(Some((x, y, Arc::new(Sprite { x: 0, y: 0, mask }))))
    }

    /// The pixels that an outline with these bounds, in pixels, can touch.
    fn window(&self, bounds: Rect) -> PixelRect {
        // The stroker keeps its offset within a fraction of a pixel; one more holds that.
        let margin = if self.stroke.is_some() { self.reach + 1.0 } else { 0.0 };
        PixelRect::around(bounds.inflate(margin, margin))
    }
}

/// The turn of a glyph alone.
fn turn(shape: &Shape) -> Affine {
    match shape {
        Shape::Turned { cos, sin } => Affine::new([*cos, *sin, -sin, *cos, 0.0, 0.0]),
        Shape::Upright | Shape::Bent(_) => Affine::IDENTITY,
    }
}

/// The whole pixel and the bin within it nearest to `v`.
fn quantize(v: f64) -> (i32, u8) {
    let steps = (v * BINS + 0.5).floor() as i32;
    let bins = BINS as i32;
    (steps.div_euclid(bins), steps.rem_euclid(bins) as u8)
}
