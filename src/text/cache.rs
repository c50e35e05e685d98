//! Rasterized glyphs, kept for the next line that needs them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use crate::pixels::Mask;

/// Most bytes of coverage a cache holds: a hundred letters at 280 pixels.
pub const GLYPH_CACHE_BYTES: usize = 8 << 20;

/// What an entry costs beyond its coverage, roughly.
const ENTRY_BYTES: usize = 160;

/// Everything the coverage of a glyph depends on. Floats as their bits: nearly equal is not equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) font: u64,
    pub(super) glyph: u32,
    /// Part of a pixel the origin is moved by: right and down, in quarters.
    pub(super) bin: [u8; 2],
    /// Em to pixels.
    pub(super) matrix: [u64; 4],
    /// Width of the stroke in millimeters, or of 0 for a fill.
    pub(super) stroke: u64,
    /// Its corners, or 0 for a fill.
    pub(super) join: u64,
    /// The em in millimeters, which relates the stroke to the matrix.
    pub(super) size: u64,
}

/// Coverage of one glyph.
#[derive(Debug)]
pub(super) struct Sprite {
    /// Pixel of the mask's top left corner, from the pixel the glyph's origin lies in.
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) mask: Mask,
}

type Generation = HashMap<Key, Arc<Sprite>, BuildHasherDefault<DefaultHasher>>;

/// A bounded store of glyph coverage, at most [`GLYPH_CACHE_BYTES`] of it.
///
/// Dropping it, or using another one, changes how long drawing takes and nothing else.
#[derive(Debug, Default)]
pub struct GlyphCache {
    /// Glyphs used since the last turn, and those of the turn before. When the young fill half of
    /// the budget they become the old, and the old that nobody asked for meanwhile are forgotten.
    young: Generation,
    old: Generation,
    young_bytes: usize,
    old_bytes: usize,
    /// The rasterizer's buffer lives as long as the cache.
    pub(super) rasterizer: super::raster::AreaRasterizer,
}

impl GlyphCache {
    /// An empty cache; it allocates when it is used.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes are held, at most [`GLYPH_CACHE_BYTES`].
    pub fn bytes(&self) -> usize {
        self.young_bytes + self.old_bytes
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn get(&mut self, key: &Key) -> Option<Arc<Sprite>> {
        if let Some(sprite) = self.young.get(key) {
            return Some(Arc::clone(sprite));
        }
        let sprite = self.old.remove(key)?;
        self.old_bytes -= cost(&sprite);
        self.put(*key, Arc::clone(&sprite));
        Some(sprite)
    }

    pub(super) fn put(&mut self, key: Key, sprite: Arc<Sprite>) {
        let cost = cost(&sprite);
        if cost > GLYPH_CACHE_BYTES / 2 {
            return;
        }
        if self.young_bytes + cost > GLYPH_CACHE_BYTES / 2 {
            self.old = std::mem::take(&mut self.young);
            self.old_bytes = std::mem::take(&mut self.young_bytes);
        }
        self.young_bytes += cost;
        if let Some(replaced) = self.young.insert(key, sprite) {
            self.young_bytes -= self::cost(&replaced);
        }
    }
}

fn cost(sprite: &Sprite) -> usize {
    sprite.mask.data().len() + ENTRY_BYTES
}

#[cfg(test)]
mod tests {
    use super::{Arc, GLYPH_CACHE_BYTES, GlyphCache, Key, Sprite};
    use crate::pixels::Mask;

    fn key(glyph: u32) -> Key {
        Key { font: 1, glyph, bin: [0, 0], matrix: [0; 4], stroke: 0, join: 0, size: 0 }
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
        let held: usize = [&cache.young, &cache.old]
            .iter()
            .flat_map(|g| g.values())
            .map(|s| super::cost(s))
            .sum();
        assert_eq!(held, cache.bytes());
        cache.clear();
        assert_eq!(cache.bytes(), 0);
    }
}
