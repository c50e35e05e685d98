//! From prepared characters to glyphs in font units.

use std::sync::Arc;

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Script, ShapeOptions, ShapePlan, ShapePlanKey,
    ShaperFont, Tag, shape as run_shaper,
};

use super::font::Font;
use super::prepare::Prepared;

/// Shaping plans kept per font: scripts in use times with and without letter spacing.
const MAX_PLANS: usize = 8;

/// Blank characters a font may lack: they get the width of a quarter em instead of being reported.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// Scripts whose letters join, and that letter spacing would tear apart.
/// Source: CSS Text 3, appendix D, "cursive scripts".
const JOINING: [Script; 9] = [
    Script::ADLAM,
    Script::ARABIC,
    Script::HANIFI_ROHINGYA,
    Script::MANDAIC,
    Script::MANICHAEAN,
    Script::MONGOLIAN,
    Script::NKO,
    Script::PHAGS_PA,
    Script::SYRIAC,
];

/// One glyph as the shaper placed it, font units, y up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShapedGlyph {
    pub(crate) id: u32,
    /// Byte offset of its cluster in the source string.
    pub(crate) cluster: u32,
    pub(crate) advance: i32,
    pub(crate) dx: i32,
    pub(crate) dy: i32,
    /// Whether there is something to draw: false for a blank the font lacks.
    pub(crate) drawn: bool,
}

/// Glyphs from left to right.
#[derive(Debug, Default)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<ShapedGlyph>,
    pub(crate) right_to_left: bool,
    /// Whether letter spacing applies to the script.
    pub(crate) spaceable: bool,
    /// Characters without a glyph, each once, in the order of the text.
    pub(crate) missing: Vec<char>,
}

/// Shapes `text` as one run whose script and direction are those of its first letter with a script.
/// `spaced` turns optional ligatures off, as CSS Text 3 (section 8.2) asks of spaced letters.
pub(crate) fn shape(font: &Font, text: &Prepared, spaced: bool) -> Shaped {
    let mut buffer = Buffer::new();
    buffer.set_flags(BufferFlags::BEGINNING_OF_TEXT | BufferFlags::END_OF_TEXT);
    buffer.reserve(text.chars.len());
    for &(offset, c) in &text.chars {
        buffer.push(u32::from(c), offset);
    }
    buffer.guess_segment_properties();
    let right_to_left = buffer.direction() == Direction::RightToLeft;
    let spaceable = !buffer.script().is_some_and(|s| JOINING.contains(&s));
    let mut out = Shaped { right_to_left, spaceable, ..Shaped::default() };

    let off = [Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)];
    let features: &[Feature] = if spaced && spaceable { &off } else { &[] };
    let plan = plan(font, &buffer, features);
    let options = ShapeOptions::new().plan(Some(&plan)).features(features);
    if run_shaper(&ShaperFont::new(font.face()), &mut buffer, options).is_err() {
        return out;
    }
    let glyphs = || {
        buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, position)| {
            ShapedGlyph {
                id: info.glyph_id,
                cluster: info.cluster,
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
                drawn: true,
            }
        })
    };
    if buffer.glyph_infos().iter().all(|info| info.glyph_id != 0) {
        out.glyphs = glyphs().collect();
    } else {
        drop_missing(font, text, &glyphs().collect::<Vec<_>>(), &mut out);
    }
    out
}

/// Takes over what the font can draw of `glyphs` and notes the characters that it can't.
fn drop_missing(font: &Font, text: &Prepared, glyphs: &[ShapedGlyph], out: &mut Shaped) {
    let mut starts: Vec<u32> = glyphs.iter().map(|g| g.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let chars_of = |cluster: u32| {
        let end = starts.get(starts.partition_point(|s| *s <= cluster)).copied();
        let inside = move |offset: u32| offset >= cluster && end.is_none_or(|e| offset < e);
        text.chars.iter().filter(move |(offset, _)| inside(*offset)).map(|(_, c)| *c)
    };
    let mut missing: Vec<(u32, char)> = Vec::new();
    for cluster in glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
        let Some(first) = cluster.first() else { continue };
        if cluster.iter().all(|g| g.id != 0) {
            out.glyphs.extend_from_slice(cluster);
            continue;
        }
        let lacks = |c: &char| !font.has_char(*c) && !invisible(*c);
        let chars: Vec<char> = chars_of(first.cluster).collect();
        let lacking: Vec<char> = chars.iter().copied().filter(lacks).collect();
        if !lacking.is_empty() && lacking.iter().all(|c| BLANKS.contains(c)) {
            let advance = i32::from(font.metrics().units_per_em) / 4;
            out.glyphs.push(ShapedGlyph { advance, dx: 0, dy: 0, drawn: false, ..*first });
            continue;
        }
        // A grapheme is set whole or not at all, save for a mark missing from a base that is
        // there: a mark without its base would land on the neighbor.
        if chars.first().is_some_and(|c| !lacks(c)) && !lacking.is_empty() {
            out.glyphs.extend(cluster.iter().filter(|g| g.id != 0));
        }
        let blamed = if lacking.is_empty() { chars.get(..1).unwrap_or_default() } else { &lacking };
        missing.extend(blamed.iter().map(|c| (first.cluster, *c)));
    }
    // Right-to-left text has its last cluster first; within a cluster the order is the text's.
    missing.sort_by_key(|(cluster, _)| *cluster);
    for (_, c) in missing {
        if !out.missing.contains(&c) {
            out.missing.push(c);
        }
    }
}

/// Whether a character has no glyph of its own by design: joiners, selectors, directional marks.
/// Source: Unicode's `Default_Ignorable_Code_Point`.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The plan for the buffer's script and direction, built at most once.
fn plan(font: &Font, buffer: &Buffer, features: &[Feature]) -> Arc<ShapePlan> {
    let (script, direction) = (buffer.script(), buffer.direction());
    let mut plans = font.plans();
    let key = ShapePlanKey::new(font.face(), script, direction).features(features);
    if let Some(plan) = plans.iter().find(|plan| key.matches(plan)) {
        return Arc::clone(plan);
    }
    let plan = Arc::new(ShapePlan::new(font.face(), direction, script, None, features));
    if plans.len() >= MAX_PLANS {
        plans.remove(0);
    }
    plans.push(Arc::clone(&plan));
    plan
}
