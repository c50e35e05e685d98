//! Rasterized glyphs and stroked outlines, kept for the next text that needs them.

use std::sync::Arc;

use kurbo::{Affine, BezPath};

use super::color::{COLOR_CACHE_BYTES, ColorKey};
use super::raster::CacheRasterizer;
use super::store::{ENTRY_BYTES, Store};
use super::stroke::{Stroke, stroke_outline, stroking_scale};
use crate::pixels::{Mask, Pixmap};

/// Most bytes of coverage a cache holds: a hundred letters at 280 pixels.
pub const GLYPH_CACHE_BYTES: usize = 8 << 20;

/// Most bytes of stroked outlines a cache holds besides: some hundred letters.
pub const STROKE_CACHE_BYTES: usize = 2 << 20;

/// Everything the coverage, or the stroked outline, of a glyph depends on. Floats as their bits:
/// nearly equal is not equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) font: u64,
    pub(super) glyph: u32,
    /// Part of a pixel the origin is moved by: right and down, in quarters.
    pub(super) bin: [u8; 2],
    /// Em to pixels; of an outline, em to millimeters.
    pub(super) matrix: [u64; 4],
    /// Width of the stroke in millimeters, or of 0 for a fill.
    pub(super) stroke: u64,
    /// Its corners, or 0 for a fill.
    pub(super) join: u64,
    /// Of a stroke, the em in millimeters and the horizontal scale of the letters, which are the part
    /// of the matrix that comes before it; of an outline, pixels per millimeter.
    pub(super) part: [u64; 2],
}

/// Coverage of one glyph.
#[derive(Debug)]
pub(super) struct Sprite {
    /// Pixel of the mask's top left corner, from the pixel the glyph's origin lies in.
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) mask: Mask,
}

/// A drawn color glyph: the pixel of its top left corner from the pixel the glyph's origin lies in, and
/// its pixels. Without pixels where it paints nothing.
pub(crate) type Drawn = Arc<(i32, i32, Pixmap)>;

/// A bounded store of glyph coverage and stroked outlines, at most [`GLYPH_CACHE_BYTES`] and
/// [`STROKE_CACHE_BYTES`] of them.
///
/// Dropping it, or using another one, changes how long drawing takes and nothing else.
#[derive(Debug)]
pub struct GlyphCache {
    sprites: Store<Key, Sprite>,
    strokes: Store<Key, BezPath>,
    /// The rasterizer's buffers live as long as the cache.
    pub(super) rasterizer: CacheRasterizer,
    /// Glyphs in colors of their own.
    colors: Store<ColorKey, (i32, i32, Pixmap)>,
}

impl Default for GlyphCache {
    fn default() -> Self {
        Self {
            sprites: Store::new(GLYPH_CACHE_BYTES),
            strokes: Store::new(STROKE_CACHE_BYTES),
            rasterizer: CacheRasterizer::default(),
            colors: Store::new(COLOR_CACHE_BYTES),
        }
    }
}

impl GlyphCache {
    /// An empty cache; it allocates when it is used.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes are held, at most [`GLYPH_CACHE_BYTES`], [`STROKE_CACHE_BYTES`] and, of color
    /// glyphs, [`COLOR_CACHE_BYTES`](super::COLOR_CACHE_BYTES).
    pub fn bytes(&self) -> usize {
        self.sprites.bytes() + self.strokes.bytes() + self.colors.bytes()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn get(&mut self, key: &Key) -> Option<Arc<Sprite>> {
        self.sprites.get(key)
    }

    pub(super) fn put(&mut self, key: Key, sprite: Arc<Sprite>) {
        let bytes = sprite.mask.data().len();
        self.sprites.put(key, sprite, bytes + ENTRY_BYTES);
    }

    /// A glyph in colors of its own, if it is still kept.
    pub(crate) fn colored(&mut self, key: &ColorKey) -> Option<Drawn> {
        self.colors.get(key)
    }

    /// Keeps a glyph in colors of its own.
    pub(crate) fn keep_colored(&mut self, key: ColorKey, drawn: Drawn) {
        let bytes = drawn.2.data().len();
        self.colors.put(key, drawn, bytes + ENTRY_BYTES);
    }

    /// The outline of a stroke along a glyph, in millimeters from the glyph's origin, before it is
    /// turned: letters that stand on a curve share it.
    ///
    /// `outline` is the glyph's, in ems, `matrix` takes it to millimeters, `stroke` is measured
    /// there; `linear` takes millimeters to pixels and tells how finely to stroke.
    pub(super) fn stroke(
        &mut self,
        (font, glyph): (u64, u32),
        outline: &BezPath,
        matrix: Affine,
        stroke: Stroke,
        linear: Affine,
    ) -> Arc<BezPath> {
        let scale = stroking_scale(linear);
        let key = Key {
            font,
            glyph,
            bin: [0; 2],
            matrix: bits(matrix),
            stroke: stroke.width.to_bits(),
            join: stroke.join.key(),
            part: [scale.to_bits(), 0],
        };
        if let Some(path) = self.strokes.get(&key) {
            return path;
        }
        let path = stroke_outline(&(matrix * outline), stroke, scale).unwrap_or_default();
        let cost = size_of_val(path.elements()) + ENTRY_BYTES;
        let path = Arc::new(path);
        self.strokes.put(key, Arc::clone(&path), cost);
        path
    }
}

/// The bits of a matrix without its translation.
pub(super) fn bits(matrix: Affine) -> [u64; 4] {
    let [a, b, c, d, ..] = matrix.as_coeffs().map(f64::to_bits);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::{Arc, GLYPH_CACHE_BYTES, GlyphCache, Key, Sprite};
    use crate::pixels::Mask;

    fn key(glyph: u32) -> Key {
        Key { font: 1, glyph, bin: [0, 0], matrix: [0; 4], stroke: 0, join: 0, part: [0; 2] }
    }

    fn sprite(side: u32) -> Arc<Sprite> {
        Arc::new(Sprite { x: 0, y: 0, mask: Mask::new(side, side).unwrap() })
    }

    #[test]
    fn stays_within_its_bytes_and_keeps_what_is_used() {
        let mut cache = GlyphCache::new();
        cache.put(key(0), sprite(100));
        for i in 1..5000 {
            cache.put(key(i), sprite(100));
            assert!(cache.get(&key(0)).is_some(), "lost at {i}");
            assert!(cache.get(&key(i)).is_some());
            assert!(cache.bytes() <= GLYPH_CACHE_BYTES);
        }
        assert!(cache.get(&key(1)).is_none());
        assert_eq!(cache.sprites.held(), cache.bytes());
        cache.clear();
        assert_eq!(cache.bytes(), 0);
    }
}
