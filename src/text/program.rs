//! The programs that draw the glyphs of `CFF` and `CFF2` fonts, and how long they may be.
//!
//! A program calls subroutines, which call others: a few bytes can ask for a million operations. An
//! operation is at least a byte, so the bytes of all that is called, each time it is called, bound the
//! work.
//! Source: https://adobe-type-tools.github.io/font-tech-notes/pdfs/5177.Type2.pdf

use std::cell::Cell;

use harfrust::GlyphId;
use read_fonts::model::Error as ReadError;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::cff::blend::BlendState;
use read_fonts::ps::cff::index::Index;
use read_fonts::ps::charstring::{CharstringContext, CharstringKind, NullSink, evaluate};

use super::container::face_table;

/// Most bytes of one glyph's program with all that it calls. The most intricate display faces need some
/// 10,000 curves, of up to twelve bytes each.
pub const MAX_PROGRAM_BYTES: usize = 1 << 17;

/// Whether the font draws by programs.
pub(super) fn is_programmed(face: &harfrust::Font) -> bool {
    table(face).is_some()
}

/// Whether the program of `glyph` ends within [`MAX_PROGRAM_BYTES`]. True where there is none; what is
/// malformed before that draws nothing.
pub(super) fn affordable(face: &harfrust::Font, glyph: GlyphId) -> bool {
    let Some(data) = table(face) else { return true };
    let measure = || {
        let coords = face.normalized_coords();
        let font = CffFontRef::new(data, 0, None).ok()?;
        let program = font.charstrings().get(glyph.to_u32() as usize)?;
        let part = font.subfont(font.subfont_index(glyph)?, coords).ok()?;
        let subroutines = match part.subrs_offset() {
            0 => Index::Empty,
            at => Index::new(data.get(at as usize..)?, font.version() == 2).ok()?,
        };
        let meter = Meter {
            font: (data, font.charstrings(), font.global_subrs(), &subroutines),
            left: Cell::new(Some(MAX_PROGRAM_BYTES)),
        };
        meter.take(program).ok()?;
        let blend = font.var_store().cloned();
        let blend = blend.and_then(|store| BlendState::new(store, coords, part.vs_index()).ok());
        // Whatever else it says, it drew within the limit or went beyond it.
        let _ = evaluate(&meter, blend, program, &mut NullSink);
        meter.left.get()
    };
    measure().is_some()
}

/// The table of programs, the first of those that fonts are drawn by.
fn table(face: &harfrust::Font) -> Option<&[u8]> {
    face_table(face, b"CFF2").or_else(|| face_table(face, b"CFF "))
}

/// Counts the bytes that are called.
struct Meter<'a> {
    font: (&'a [u8], &'a Index<'a>, &'a Index<'a>, &'a Index<'a>),
    /// `None` once it was too much.
    left: Cell<Option<usize>>,
}

impl Meter<'_> {
    fn take<'b>(&self, program: &'b [u8]) -> Result<&'b [u8], ReadError> {
        // An empty one costs a call all the same.
        self.left.set(self.left.get().and_then(|left| left.checked_sub(program.len().max(1))));
        self.left.get().map(|_| program).ok_or(ReadError::LimitExceeded)
    }
}

impl CharstringContext for Meter<'_> {
    fn kind(&self) -> CharstringKind {
        self.font.kind()
    }

    fn seac_components(&self, base: i32, accent: i32) -> Result<[&[u8]; 2], ReadError> {
        let [base, accent] = self.font.seac_components(base, accent)?;
        Ok([self.take(base)?, self.take(accent)?])
    }

    fn global_subr(&self, index: i32) -> Result<&[u8], ReadError> {
        self.take(self.font.global_subr(index)?)
    }

    fn subr(&self, index: i32) -> Result<&[u8], ReadError> {
        self.take(self.font.subr(index)?)
    }
}
