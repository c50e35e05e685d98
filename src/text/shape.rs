//! From prepared characters to glyphs in font units.

use std::ops::Range;
use std::sync::Arc;

pub use harfrust::Script;
use harfrust::{
    Buffer, BufferFlags, Direction, Language, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont,
    Tag, shape as run_shaper,
};

use super::font::Font;
use super::prepare::Prepared;

/// Shaping plans kept per font: scripts in use times languages and sets of features.
const MAX_PLANS: usize = 16;

/// Longest language tag that is believed. RFC 5646 (section 4.4.1) asks for room for 35 characters.
const MAX_LANGUAGE: usize = 35;

/// Characters on either side of a run that the shaper sees.
const CONTEXT: usize = 5;

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

/// A choice among an OpenType font's features: `liga` off, the second of its `ss01`, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its four letters. Features the font lacks are ignored.
    pub tag: [u8; 4],
    /// 0 turns it off, 1 on; more choose among alternates, from 1.
    pub value: u32,
}

/// Characters of one font, script, language and direction: what is shaped at once.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// The font, at the instance that is drawn.
    pub font: &'a Font,
    /// The paragraph: each character with the byte offset by which its glyphs are to be known.
    pub text: &'a [(u32, char)],
    /// Which characters of `text` are shaped, by index, cut to its length. Their neighbors are seen,
    /// so that letters join across the edges of a run.
    pub range: Range<usize>,
    /// The script; `None` is that of the first character that has one.
    pub script: Option<Script>,
    /// Whether it is set from right to left. Characters come in the order of reading all the same.
    pub right_to_left: bool,
    /// The language, as BCP 47 (`sr`, `zh-Hant-HK`), for fonts that draw letters as it does. A tag
    /// that is not ASCII letters, digits and hyphens, at most 35 of them, counts as `None`.
    pub language: Option<&'a str>,
    /// On top of the font's default features; the later of two with the same tag holds.
    pub features: &'a [Feature],
}

/// One glyph as the shaper placed it, in font units, y up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Id in the font; 0 is its sign for a character it lacks.
    pub id: u32,
    /// Byte offset of its cluster in the source string.
    pub cluster: u32,
    /// By how much it moves the pen.
    pub advance: i32,
    /// Where it stands from the pen, to the right.
    pub dx: i32,
    /// Where it stands from the pen, upward.
    pub dy: i32,
    /// Whether there is something to draw: false for a blank the font lacks.
    pub drawn: bool,
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
    let script = first_script(&text.chars);
    let spaceable = !script.is_some_and(|s| JOINING.contains(&s));
    let right_to_left = script.is_some_and(runs_right_to_left);
    let mut out = Shaped { right_to_left, spaceable, ..Shaped::default() };

    let off = [Feature { tag: *b"liga", value: 0 }, Feature { tag: *b"clig", value: 0 }];
    let glyphs = shape_run(&Run {
        font,
        text: &text.chars,
        range: 0..text.chars.len(),
        script,
        right_to_left,
        language: None,
        features: if spaced && spaceable { &off } else { &[] },
    });
    if glyphs.iter().all(|glyph| glyph.id != 0) {
        out.glyphs = glyphs;
    } else {
        drop_missing(font, text, &glyphs, &mut out);
    }
    out
}

/// Shapes one run: its glyphs from left to right, whatever the direction.
///
/// Nothing is left out: a character the font lacks gives glyph 0.
pub fn shape_run(run: &Run<'_>) -> Vec<ShapedGlyph> {
    let end = run.range.end.min(run.text.len());
    let start = run.range.start.min(end);
    let (before, rest) = run.text.split_at(start);
    let (inside, after) = rest.split_at(end - start);

    let mut buffer = Buffer::new();
    // A spelling that its script does not know is set as it is: nobody wants a sign printed that
    // nobody typed.
    let mut flags = BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE;
    flags.set(BufferFlags::BEGINNING_OF_TEXT, before.is_empty());
    flags.set(BufferFlags::END_OF_TEXT, after.is_empty());
    buffer.set_flags(flags);
    buffer.reserve(inside.len());
    for &(offset, c) in inside {
        buffer.push(u32::from(c), offset);
    }
    let context = |(_, c): &(u32, char)| u32::from(*c);
    let before: Vec<u32> = before.iter().rev().take(CONTEXT).map(context).collect();
    let after: Vec<u32> = after.iter().take(CONTEXT).map(context).collect();
    buffer.set_pre_context_codepoints(&before);
    buffer.set_post_context_codepoints(&after);
    buffer.set_script(run.script.or_else(|| first_script(inside)));
    buffer.set_direction(if run.right_to_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    buffer.set_language(run.language.and_then(language));

    let feature = |f: &Feature| harfrust::Feature::new(Tag::new(&f.tag), f.value, ..);
    let features: Vec<harfrust::Feature> = run.features.iter().map(feature).collect();
    let plan = plan(run.font, &buffer, &features);
    let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
    if run_shaper(&ShaperFont::new(run.font.face()), &mut buffer, options).is_err() {
        return Vec::new();
    }
    let placed = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    placed
        .map(|(info, position)| ShapedGlyph {
            id: info.glyph_id,
            cluster: info.cluster,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
            drawn: true,
        })
        .collect()
}

/// The script of the first character that has one of its own.
fn first_script(chars: &[(u32, char)]) -> Option<Script> {
    chars
        .iter()
        .map(|(_, c)| harfrust::unicode::script(u32::from(*c)))
        .find(|s| ![Script::COMMON, Script::INHERITED, Script::UNKNOWN].contains(s))
}

/// Whether a script is read from right to left.
fn runs_right_to_left(script: Script) -> bool {
    let mut buffer = Buffer::new();
    buffer.set_script(Some(script));
    buffer.guess_segment_properties();
    buffer.direction() == Direction::RightToLeft
}

/// The language as the shaper knows it, if it is written as one.
fn language(tag: &str) -> Option<Language> {
    let plain = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (plain && tag.len() <= MAX_LANGUAGE).then(|| Language::new(tag)).flatten()
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

/// The plan for the buffer's script, language and direction, built at most once.
fn plan(font: &Font, buffer: &Buffer, features: &[harfrust::Feature]) -> Arc<ShapePlan> {
    let (script, direction, language) = (buffer.script(), buffer.direction(), buffer.language());
    let mut plans = font.plans();
    let key =
        ShapePlanKey::new(font.face(), script, direction).language(language).features(features);
    if let Some(plan) = plans.iter().find(|plan| key.matches(plan)) {
        return Arc::clone(plan);
    }
    let plan = Arc::new(ShapePlan::new(font.face(), direction, script, language, features));
    if plans.len() >= MAX_PLANS {
        plans.remove(0);
    }
    plans.push(Arc::clone(&plan));
    plan
}
