//! What a font has in colors, read when it is first asked for and kept for the next time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use kurbo::Rect;

use super::bitmap::{Strike, has_pictures, readable, strikes};
use super::cost::affordable;
use super::record::record;
use super::{Art, ColorGlyph};
use crate::image::Mipmaps;
use crate::text::container::face_table;
use crate::text::font::{Font, lock};

/// Color glyphs kept per font before they are forgotten all at once.
const COLOR_BYTES: usize = 1 << 20;

/// Decoded pictures of glyphs kept per font: some forty emoji.
const PICTURE_BYTES: usize = 4 << 20;

/// A font's color glyphs.
pub(in crate::text) struct Colors {
    /// Whether there are paint graphs or layers.
    layered: bool,
    /// Whether there are pictures of glyphs.
    pub(in crate::text) pictured: bool,
    memo: Mutex<Memo>,
}

#[derive(Default)]
struct Memo {
    bytes: usize,
    /// `None` for a glyph without colors.
    by_glyph: BTreeMap<u32, Option<Arc<ColorGlyph>>>,
    /// Decoded pictures, by glyph and strike, the last used at the end.
    pictures: Vec<((u32, u32), Arc<Mipmaps>)>,
}

impl Colors {
    /// Finds which tables there are; reads no glyph.
    pub(in crate::text) fn new(face: &harfrust::Font) -> Self {
        Self {
            layered: !face.color_glyphs().is_empty(),
            pictured: readable(face_table(face, b"CBLC")) && has_pictures(face),
            memo: Mutex::default(),
        }
    }
}

impl Font {
    /// The glyph in colors of its own, kept for the next time; `None` where the font has none that
    /// can be drawn.
    pub fn color_glyph(&self, glyph: u32) -> Option<Arc<ColorGlyph>> {
        if !self.has_colors() {
            return None;
        }
        if let Some(known) = lock(&self.colors().memo).by_glyph.get(&glyph) {
            return known.clone();
        }
        let found = self.read_color_glyph(glyph).map(Arc::new);
        let mut kept = lock(&self.colors().memo);
        let bytes = found.as_ref().map_or(0, |glyph| glyph.bytes()) + size_of::<usize>();
        if kept.bytes + bytes > COLOR_BYTES {
            (kept.bytes, kept.by_glyph) = (0, BTreeMap::new());
        }
        kept.bytes += bytes;
        kept.by_glyph.insert(glyph, found.clone());
        found
    }

    fn read_color_glyph(&self, glyph: u32) -> Option<ColorGlyph> {
        if self.colors().layered
            && self.colr().is_some_and(|table| affordable(table, glyph))
            && let Some((painting, bounds)) = record(self, glyph)
        {
            return Some(ColorGlyph { bounds, art: Art::Painting(painting) });
        }
        if !self.colors().pictured {
            return None;
        }
        let strikes = strikes(self.face(), glyph);
        let bounds = strikes.iter().map(|s| s.rect).reduce(|a, b| a.union(b))?;
        Some(ColorGlyph { bounds, art: Art::Pictures(strikes) })
    }

    /// The bytes of the table `COLR`.
    fn colr(&self) -> Option<&[u8]> {
        face_table(self.face(), b"COLR")
    }

    /// Whether any glyph has colors of its own.
    pub(crate) fn has_colors(&self) -> bool {
        self.colors().layered || self.colors().pictured
    }

    /// A picture of `glyph`, decoded now or still kept; `None` when it can't be decoded.
    pub(crate) fn picture(&self, glyph: u32, strike: &Strike) -> Option<Arc<Mipmaps>> {
        let key = (glyph, strike.index);
        let mut colors = lock(&self.colors().memo);
        if let Some(at) = colors.pictures.iter().position(|(other, _)| *other == key) {
            let entry = colors.pictures.remove(at);
            let picture = Arc::clone(&entry.1);
            colors.pictures.push(entry);
            return Some(picture);
        }
        let picture = strike.decode(self.face(), glyph)?;
        colors.pictures.push((key, Arc::clone(&picture)));
        let mut bytes: usize = colors.pictures.iter().map(|(_, p)| p.bytes()).sum();
        while bytes > PICTURE_BYTES && colors.pictures.len() > 1 {
            bytes -= colors.pictures.remove(0).1.bytes();
        }
        Some(picture)
    }

    /// Box around all that drawing a glyph may touch, in ems, y down: its outline's control points
    /// and its colors. `None` without ink.
    pub(crate) fn ink(&self, glyph: u32) -> Option<Rect> {
        let outline = self.shared_outline(glyph).bounds;
        match (outline, self.color_glyph(glyph)) {
            (Some(outline), Some(color)) => Some(outline.union(color.bounds)),
            (None, Some(color)) => Some(color.bounds),
            (outline, None) => outline,
        }
    }
}
