//! Fonts of the classic Mac OS whose only `cmap` is in one of the alphabets that Apple made of Mac
//! Roman by giving some of its codes to other letters.
//!
//! The shaper reads such a table as Mac Roman, so a letter is found by the character that Mac Roman
//! has at its code.

use super::container::{face_table, u16_at, u32_at};

/// A language's letters, and what Mac Roman has at their codes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alphabet {
    own: &'static str,
    roman: &'static str,
}

/// By the language of the subtable, which is the Mac's language code plus 1.
/// Source: https://developer.apple.com/fonts/TrueType-Reference-Manual/RM06/Chap6cmap.html and
/// https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ (TURKISH.TXT, ICELAND.TXT, ROMANIAN.TXT).
const ALPHABETS: [(u16, Alphabet); 3] = [
    (16, Alphabet { own: "ÝÐðÞþý", roman: "†‹›ﬁﬂ‡" }),
    // Where Mac Roman has its dotless i, Mac Turkish has nothing.
    (18, Alphabet { own: "ĞğİıŞş", roman: "⁄€‹›ﬁﬂ" }),
    (38, Alphabet { own: "ĂȘășȚț", roman: "ÆØæøﬁﬂ" }),
];

impl Alphabet {
    /// The alphabet of a font that has no other `cmap`; `None` for all others.
    pub(super) fn of(face: &harfrust::Font) -> Option<Self> {
        if !face.charmap().unicode_is_mac_roman() {
            return None;
        }
        let cmap = face_table(face, b"cmap")?;
        let mut records = cmap.get(4..)?.as_chunks::<8>().0.iter().take(u16_at(cmap, 2)?.into());
        // The platform 1 and its encoding 0.
        let record = records.find(|record| record.starts_with(&[0, 1, 0, 0]))?;
        let subtable = cmap.get(u32_at(record, 4)? as usize..)?;
        let language = u16_at(subtable, 4)?;
        ALPHABETS.iter().find(|(code, _)| *code == language).map(|(_, alphabet)| *alphabet)
    }

    /// The character by which the shaper finds `c`; `None` for one that the alphabet lacks.
    pub(super) fn roman(self, c: u32) -> Option<u32> {
        let is = |other: char| u32::from(other) == c;
        match self.own.chars().position(is) {
            Some(at) => self.roman.chars().nth(at).map(u32::from),
            None if self.roman.chars().any(is) => None,
            None => Some(c),
        }
    }
}
