//! Color glyphs as they were drawn, kept for the next time.

use std::sync::Arc;

use crate::pixels::Pixmap;

/// Most bytes of drawn color glyphs that are kept.
pub const COLOR_CACHE_BYTES: usize = 8 << 20;

/// What an entry costs beyond its pixels, roughly.
const ENTRY_BYTES: usize = 160;

/// Everything the pixels of a color glyph depend on. Floats as their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ColorKey {
    pub(crate) font: u64,
    pub(crate) glyph: u32,
    /// Part of a pixel the origin is moved by: right and down, in quarters.
    pub(crate) bin: [u8; 2],
    /// Em to pixels.
    pub(crate) matrix: [u64; 4],
    /// The text's own color, straight.
    pub(crate) color: [u8; 4],
}

/// A drawn color glyph: the pixel of its top left corner from the pixel the glyph's origin lies in,
/// and its pixels. Without pixels where it paints nothing.
pub(crate) type Drawn = Arc<(i32, i32, Pixmap)>;

/// Drawn glyphs, the last used at the end. They are few: a text has a handful of emoji.
#[derive(Debug, Default)]
pub(crate) struct ColorCache {
    kept: Vec<(ColorKey, Drawn)>,
    bytes: usize,
}

impl ColorCache {
    /// How many bytes are held, at most [`COLOR_CACHE_BYTES`].
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn get(&mut self, key: &ColorKey) -> Option<Drawn> {
        let at = self.kept.iter().position(|(other, _)| other == key)?;
        self.kept.get_mut(at..)?.rotate_left(1);
        self.kept.last().map(|(_, drawn)| Arc::clone(drawn))
    }

    pub(crate) fn put(&mut self, key: ColorKey, drawn: Drawn) {
        let cost = |drawn: &Drawn| drawn.2.data().len() + ENTRY_BYTES;
        self.bytes += cost(&drawn);
        self.kept.push((key, drawn));
        while self.bytes > COLOR_CACHE_BYTES && !self.kept.is_empty() {
            self.bytes -= cost(&self.kept.remove(0).1);
        }
    }
}
