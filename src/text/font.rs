//! A parsed font.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use harfrust::font::glyph::GlyphSourceOrder;
use harfrust::{FontFuncs, GlyphExtents, GlyphId, ShapePlan, ShaperFont};
use kurbo::BezPath;

use super::color::Colors;
use super::container;
use super::mac::Alphabet;
use super::outline::Outline;
use super::program;
use super::woff;
use crate::error::Error;

/// Most bytes a font may have. The largest in common use, Chinese with all weights in one file,
/// have about 20 MiB.
pub const MAX_FONT_BYTES: usize = 32 << 20;

/// Outlines kept per font before they are forgotten all at once.
const OUTLINE_BYTES: usize = 1 << 20;

/// Tallest ascent or descent believed, in ems.
const MAX_EXTENT: f64 = 16.0;

/// Measures of a font, in ems, each positive away from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FontMetrics {
    /// Height of a line above the baseline: `hhea`'s, or `OS/2`'s typographic one where the font
    /// asks for it (`USE_TYPO_METRICS`) or `hhea` is empty. 0.8 where the font says nothing.
    pub ascent: f64,
    /// Depth of a line below the baseline, from the same table as `ascent`. 0.2 where the font says
    /// nothing.
    pub descent: f64,
    /// Space between one line's descent and the next one's ascent, at least 0.
    pub line_gap: f64,
    /// Height of a capital, where the font states it.
    pub cap_height: Option<f64>,
    /// Height of a lower-case x, where the font states it.
    pub x_height: Option<f64>,
    /// Font units in one em, 16 to 16384.
    pub units_per_em: u16,
}

/// A font: immutable, owns its bytes, cheap to clone.
///
/// Two fonts are equal when one is a clone of the other.
#[derive(Clone)]
pub struct Font(Arc<Inner>);

struct Inner {
    id: u64,
    face: harfrust::Font,
    /// Where its outlines are looked for.
    order: GlyphSourceOrder,
    /// How characters are looked up, where that is not as Unicode says.
    alphabet: Option<Alphabet>,
    metrics: FontMetrics,
    /// What shaping one script in one direction needs; building it costs as much as shaping a line.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    outlines: Mutex<Outlines>,
    colors: Colors,
    /// Whether its glyphs are drawn by programs, and whether one was too long.
    programmed: bool,
    too_complex: AtomicBool,
    /// Of a trusted font, what fontdue knows of it.
    #[cfg(feature = "fontdue")]
    trusted: Option<super::raster::Trusted>,
}

#[derive(Default)]
struct Outlines {
    bytes: usize,
    by_glyph: BTreeMap<u32, Arc<Outline>>,
}

impl Font {
    /// Reads a TrueType or OpenType font with `glyf`, `CFF` or `CFF2` outlines, or with pictures of
    /// its glyphs (`CBDT`, `sbix`), as it is or packed as WOFF; of a collection the first face; a
    /// variable font at its default instance (see [`with_variations`](Self::with_variations)).
    ///
    /// Glyphs and rules are read when they are first used, so a font whose tables are there but
    /// malformed inside is accepted and draws nothing where it is broken.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_FONT_BYTES`]; [`Error::UnsupportedAsset`] for other formats
    /// (WOFF2, Type 1, only bitmaps in one color or SVG), naming the one found;
    /// [`Error::CorruptAsset`] for a font that is cut short or lacks a table. The path is empty.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::parse_face(bytes, 0)
    }

    /// Reads a face of a collection (`.ttc`, `.otc`) by its index from 0, as [`parse`](Self::parse)
    /// does a font of its own, which has the face 0 alone.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and [`Error::UnknownReference`] for a face that is not there.
    pub fn parse_face(bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        if bytes.len() > MAX_FONT_BYTES {
            return Err(Error::TooLarge {
                path: String::new(),
                what: "bytes",
                value: bytes.len() as u64,
                limit: MAX_FONT_BYTES as u64,
            });
        }
        let bytes = if bytes.starts_with(b"wOFF") { woff::unpack(&bytes)? } else { bytes };
        let order = container::check(&bytes, index)?;
        let face = harfrust::Font::new(bytes, index)
            .ok_or_else(|| container::corrupt("its tables can't be read"))?;
        let drawable = !face.outline_glyphs_with(order).is_empty() || Colors::new(&face).pictured;
        if face.num_glyphs() == 0 || !drawable {
            return Err(container::corrupt("its outlines can't be read"));
        }
        if !face.charmap().has_unicode() {
            return Err(container::corrupt("it maps no Unicode characters to glyphs"));
        }
        Ok(Self::new(face, order))
    }

    /// A font of its own around `face`, its outlines looked for in this order.
    fn new(face: harfrust::Font, order: GlyphSourceOrder) -> Self {
        Self(Arc::new(Inner::new(face, order)))
    }

    /// The same font with its letters drawn by fontdue where that can; see
    /// [`FontdueRasterizer`](super::FontdueRasterizer). Not for fonts from outside: fontdue hangs on some
    /// that are broken. A font of its own.
    #[cfg(feature = "fontdue")]
    #[must_use]
    pub fn trusted(&self) -> Self {
        let inner = Inner::new(self.0.face.clone(), self.0.order);
        Self(Arc::new(Inner { trusted: Some(Default::default()), ..inner }))
    }

    /// The font as fontdue knows it, if it is trusted.
    #[cfg(feature = "fontdue")]
    pub(super) fn fontdue(&self) -> Option<&fontdue::Font> {
        self.0.trusted.as_ref()?.read(&self.0.face)
    }

    /// The same bytes as another instance: a font of its own.
    pub(super) fn with_face(&self, face: harfrust::Font) -> Self {
        Self::new(face, self.0.order)
    }

    /// A number that no other font of this process has, for cache keys.
    pub fn id(&self) -> u64 {
        self.0.id
    }

    /// The font's measures, in ems.
    pub fn metrics(&self) -> FontMetrics {
        self.0.metrics
    }

    /// How many glyphs there are; ids lie below this.
    pub fn glyph_count(&self) -> u32 {
        self.0.face.num_glyphs()
    }

    /// Whether the font maps `c` to a glyph. Shaping can still draw what this denies, by composing
    /// or decomposing letters and marks.
    pub fn has_char(&self, c: char) -> bool {
        let code = self.0.alphabet.map_or(Some(c.into()), |alphabet| alphabet.roman(c.into()));
        code.and_then(|code| self.0.face.charmap().map_unicode(code)).is_some()
    }

    /// The advance of a glyph in ems, without kerning; 0 for one not in the font.
    pub fn advance(&self, glyph: u32) -> f64 {
        let advance = self.0.face.glyph_metrics().h_advance(GlyphId::new(glyph));
        f64::from(advance) / f64::from(self.0.metrics.units_per_em)
    }

    /// The outline of a glyph: one em is 1.0, y down, the origin on the baseline at the pen, every
    /// contour closed, to be filled by the nonzero rule. `None` for a glyph without ink, not in the
    /// font, malformed, with more than [`MAX_OUTLINE_SEGMENTS`](super::MAX_OUTLINE_SEGMENTS), or of a
    /// font that [is too complex](Self::is_too_complex).
    pub fn outline(&self, glyph: u32) -> Option<BezPath> {
        let outline = self.shared_outline(glyph);
        outline.bounds.map(|_| outline.path.clone())
    }

    /// The outline of a glyph, kept for the next time; empty where [`outline`](Self::outline) is `None`.
    pub(crate) fn shared_outline(&self, glyph: u32) -> Arc<Outline> {
        if let Some(outline) = lock(&self.0.outlines).by_glyph.get(&glyph) {
            return Arc::clone(outline);
        }
        if !self.is_affordable(GlyphId::new(glyph)) {
            return Arc::default();
        }
        let outline = Arc::new(Outline::read(&self.0.face, self.0.order, glyph));
        let mut kept = lock(&self.0.outlines);
        if kept.bytes + outline.bytes() > OUTLINE_BYTES {
            *kept = Outlines::default();
        }
        kept.bytes += outline.bytes();
        kept.by_glyph.insert(glyph, Arc::clone(&outline));
        outline
    }

    /// Whether a glyph was met whose program is longer than
    /// [`MAX_PROGRAM_BYTES`](super::MAX_PROGRAM_BYTES): from then on the font draws nothing new, so that
    /// a font made to cost does so once.
    pub fn is_too_complex(&self) -> bool {
        self.0.too_complex.load(Ordering::Relaxed)
    }

    /// Whether the glyph may be read: bounded work for every glyph, and for one alone that is too much.
    fn is_affordable(&self, glyph: GlyphId) -> bool {
        if !self.0.programmed {
            return true;
        }
        if self.is_too_complex() {
            return false;
        }
        let affordable = program::affordable(&self.0.face, glyph);
        if !affordable {
            self.0.too_complex.store(true, Ordering::Relaxed);
        }
        affordable
    }

    /// The font as the shaper knows it.
    pub(super) fn face(&self) -> &harfrust::Font {
        &self.0.face
    }

    /// The same, with what tells it of the font's own ways.
    pub(super) fn shaper(&self) -> ShaperFont<'_, '_> {
        let shaper = ShaperFont::new(&self.0.face);
        if self.0.alphabet.is_some() || self.0.programmed {
            shaper.with_font_funcs(Some(self))
        } else {
            shaper
        }
    }

    /// The font's color glyphs.
    pub(super) fn colors(&self) -> &Colors {
        &self.0.colors
    }

    /// The shaping plans built so far.
    pub(super) fn plans(&self) -> MutexGuard<'_, Vec<Arc<ShapePlan>>> {
        lock(&self.0.plans)
    }
}

impl Inner {
    fn new(face: harfrust::Font, order: GlyphSourceOrder) -> Self {
        // Tells fonts apart in caches; which number a font gets never reaches a pixel.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            metrics: read_metrics(&face),
            colors: Colors::new(&face),
            alphabet: Alphabet::of(&face),
            programmed: program::is_programmed(&face),
            too_complex: AtomicBool::new(false),
            face,
            order,
            plans: Mutex::default(),
            outlines: Mutex::default(),
            #[cfg(feature = "fontdue")]
            trusted: None,
        }
    }
}

/// What the shaper asks this font for instead of the tables.
impl FontFuncs for Font {
    fn nominal_glyph(&self, font: &ShaperFont<'_, '_>, c: u32) -> Option<GlyphId> {
        font.default_nominal_glyph(self.0.alphabet.map_or(Some(c), |alphabet| alphabet.roman(c))?)
    }

    fn glyph_extents(&self, font: &ShaperFont<'_, '_>, glyph: GlyphId) -> Option<GlyphExtents> {
        // To measure a glyph is to run its program.
        if self.is_affordable(glyph) { font.default_glyph_extents(glyph) } else { None }
    }
}

impl PartialEq for Font {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Font {}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Font")
            .field("id", &self.0.id)
            .field("glyphs", &self.glyph_count())
            .finish_non_exhaustive()
    }
}

/// All mutexes guard memos that are whole at any moment, so a panic elsewhere spoils nothing.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_metrics(face: &harfrust::Font) -> FontMetrics {
    let metrics = face.metrics();
    let em = f64::from(metrics.units_per_em);
    let ems = |v: harfrust::font::metrics::LineBox| {
        (v.ascender.to_f64() / em, -v.descender.to_f64() / em, v.line_gap.to_f64() / em)
    };
    let (ascent, descent, gap) = metrics
        .h_line()
        .map(ems)
        .filter(|(a, d, _)| a + d > 0.0 && *a <= MAX_EXTENT && *d <= MAX_EXTENT)
        .unwrap_or((0.8, 0.2, 0.0));
    let height = |v: f64| (v > 0.0 && v <= MAX_EXTENT * em).then_some(v / em);
    FontMetrics {
        ascent,
        descent,
        line_gap: gap.clamp(0.0, MAX_EXTENT),
        cap_height: metrics.cap_height.and_then(|v| height(v.to_f64())),
        x_height: metrics.x_height.and_then(|v| height(v.to_f64())),
        units_per_em: metrics.units_per_em,
    }
}
