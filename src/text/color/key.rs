//! What drawn color glyphs are kept by.

/// Most bytes of drawn color glyphs that are kept, of which one may have half.
pub const COLOR_CACHE_BYTES: usize = 8 << 20;

/// Everything the pixels of a color glyph depend on. Floats as their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
