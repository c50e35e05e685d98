//! From characters of one font, script and direction to glyphs in font units.

use std::ops::Range;
use std::sync::Arc;

pub use harfrust::Script;
use harfrust::{
    Buffer, BufferFlags, Direction, Feature as ShaperFeature, Language, ShapeOptions, ShapePlan,
    ShapePlanKey, Tag, shape as run_shaper,
};

use super::font::Font;
use super::prepare::Char;
use super::request::Feature;

/// Shaping plans kept per font: scripts in use times the features that layers ask for.
const MAX_PLANS: usize = 16;

/// Most glyphs a font may make of a run, for each of its characters; a run that becomes more is set
/// as if the font lacked them. The longest word a single character stands for has 18 letters (U+FDFA).
pub const MAX_GLYPHS_PER_CHAR: usize = 32;

/// Characters before and after a run that the shaper looks at; it takes no more.
const CONTEXT: usize = 5;

/// Most features of one run.
const MAX_FEATURES: usize = 64;

/// Longest language tag that is believed. RFC 5646 (section 4.4.1) asks for room for 35 characters.
const MAX_LANGUAGE: usize = 35;

/// Blank characters a font may lack: they get the width of a quarter em instead of being reported.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{3000}'];

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

/// Which way a run is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
    /// Upright letters from top to bottom.
    Down,
}

/// A run to be shaped.
#[derive(Clone, Copy)]
pub(crate) struct RunRequest<'a> {
    pub(crate) font: &'a Font,
    /// The whole text; what is around the run shapes its ends.
    pub(crate) chars: &'a [Char],
    /// The run: first character, and the one after the last.
    pub(crate) range: (usize, usize),
    /// The paragraph it is in, likewise.
    pub(crate) paragraph: (usize, usize),
    pub(crate) script: Option<Script>,
    pub(crate) flow: Flow,
    pub(crate) language: Option<&'a Language>,
    pub(crate) features: &'a [Feature],
    /// Turns optional ligatures off, as CSS Text 3 (section 8.2) asks of spaced letters.
    pub(crate) spaced: bool,
}

/// One glyph as the shaper placed it, in font units, y up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Id in the font; 0 is its sign for a character it lacks.
    pub id: u32,
    /// Index of the first character of its cluster.
    pub cluster: usize,
    /// By how much it moves the pen along the line.
    pub advance: i32,
    /// Where it stands from the pen, to the right.
    pub dx: i32,
    /// Where it stands from the pen, upward.
    pub dy: i32,
    /// Whether there is something to draw: false for a blank the font lacks.
    pub drawn: bool,
}

/// Glyphs of a run, from left to right, or from the top.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShapedRun {
    pub(crate) glyphs: Vec<ShapedGlyph>,
    /// Characters without a glyph, in the order of the text.
    pub(crate) missing: Vec<char>,
}

/// Whether letter spacing applies to a script.
pub(crate) fn is_spaceable(script: Option<Script>) -> bool {
    !script.is_some_and(|s| JOINING.contains(&s))
}

/// The script of a character; `None` for those that all scripts share.
pub(crate) fn script_of(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::LATIN);
    }
    let script = harfrust::unicode::script(u32::from(c));
    (![Script::COMMON, Script::INHERITED, Script::UNKNOWN].contains(&script)).then_some(script)
}

/// The language as the shaper knows it, if `tag` is written as one.
pub(crate) fn language(tag: &str) -> Option<Language> {
    let plain = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (plain && tag.len() <= MAX_LANGUAGE).then(|| Language::new(tag)).flatten()
}

/// Characters of one font, script, language and direction: what [`shape`] shapes at once.
#[derive(Clone, Debug)]
pub struct ShapeRequest<'a> {
    /// The font, at the instance that is drawn.
    pub font: &'a Font,
    /// The paragraph.
    pub text: &'a [char],
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

/// Shapes one run by itself, as the shaper has it: its glyphs from left to right, whatever the
/// direction. Nothing is left out: a character the font lacks gives glyph 0.
pub fn shape(request: &ShapeRequest<'_>) -> Vec<ShapedGlyph> {
    let chars: Vec<Char> =
        (0..).zip(request.text).map(|(offset, &c)| Char { offset, c, run: 0 }).collect();
    let end = request.range.end.min(chars.len());
    let start = request.range.start.min(end);
    let first = || request.text.get(start..end)?.iter().copied().find_map(script_of);
    let language = request.language.and_then(language);
    let run = RunRequest {
        font: request.font,
        chars: &chars,
        range: (start, end),
        paragraph: (0, chars.len()),
        script: request.script.or_else(first),
        flow: if request.right_to_left { Flow::RightToLeft } else { Flow::LeftToRight },
        language: language.as_ref(),
        features: request.features,
        spaced: false,
    };
    shape_all(&run, &mut Buffer::new())
}

/// Shapes one run; what the font can't draw is left out and told.
pub(crate) fn shape_run(request: &RunRequest<'_>, buffer: &mut Buffer) -> ShapedRun {
    let glyphs = shape_all(request, buffer);
    if glyphs.iter().all(|glyph| glyph.id != 0) {
        return ShapedRun { glyphs, missing: Vec::new() };
    }
    let mut out = ShapedRun::default();
    drop_missing(request, &glyphs, &mut out);
    out
}

fn shape_all(request: &RunRequest<'_>, buffer: &mut Buffer) -> Vec<ShapedGlyph> {
    let RunRequest { font, chars, range: (start, end), paragraph, .. } = *request;
    buffer.clear();
    // A spelling that its script does not know is set as it is: nobody wants a sign printed that
    // nobody typed.
    let mut flags = BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE;
    flags.set(BufferFlags::BEGINNING_OF_TEXT, start <= paragraph.0);
    flags.set(BufferFlags::END_OF_TEXT, end >= paragraph.1);
    let codes = |c: &Char| u32::from(c.c);
    let before = chars.get(paragraph.0.min(start)..start).unwrap_or_default();
    let after = chars.get(end..paragraph.1.max(end)).unwrap_or_default();
    // The nearest first.
    let before: Vec<u32> = before.iter().rev().take(CONTEXT).map(codes).collect();
    let after: Vec<u32> = after.iter().take(CONTEXT).map(codes).collect();
    buffer.set_pre_context_codepoints(&before);
    buffer.set_post_context_codepoints(&after);
    buffer.set_flags(flags);
    for (index, char) in (start..end).zip(chars.get(start..end).unwrap_or_default()) {
        buffer.push(u32::from(char.c), u32::try_from(index).unwrap_or(u32::MAX));
    }
    let direction = match request.flow {
        Flow::LeftToRight => Direction::LeftToRight,
        Flow::RightToLeft => Direction::RightToLeft,
        Flow::Down => Direction::TopToBottom,
    };
    buffer.set_direction(direction);
    buffer.set_script(request.script);
    buffer.set_language(request.language.cloned());

    let features = features(request);
    let plan = plan(font, buffer, &features);
    let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
    if run_shaper(&font.shaper(), buffer, options).is_err() {
        return Vec::new();
    }
    if buffer.len() > (end - start).saturating_mul(MAX_GLYPHS_PER_CHAR) {
        let lacking = ShapedGlyph { id: 0, cluster: 0, advance: 0, dx: 0, dy: 0, drawn: true };
        return (start..end).map(|cluster| ShapedGlyph { cluster, ..lacking }).collect();
    }
    let down = request.flow == Flow::Down;
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(info, position)| ShapedGlyph {
            id: info.glyph_id,
            cluster: info.cluster as usize,
            advance: if down { position.y_advance.saturating_neg() } else { position.x_advance },
            dx: position.x_offset,
            dy: position.y_offset,
            drawn: true,
        })
        .collect()
}

/// The features of a run: those that spacing turns off, then those asked for, which so prevail.
fn features(request: &RunRequest<'_>) -> Vec<ShaperFeature> {
    let mut features = Vec::new();
    if request.spaced && is_spaceable(request.script) {
        features.extend([b"liga", b"clig"].map(|tag| ShaperFeature::new(Tag::new(tag), 0, ..)));
    }
    for feature in request.features.iter().take(MAX_FEATURES) {
        features.push(ShaperFeature::new(Tag::new(&feature.tag), feature.value, ..));
    }
    features
}

/// Takes over what the font can draw of `glyphs` and notes the characters that it can't.
fn drop_missing(request: &RunRequest<'_>, glyphs: &[ShapedGlyph], out: &mut ShapedRun) {
    let RunRequest { font, chars, range: (_, run_end), .. } = *request;
    let mut starts: Vec<usize> = glyphs.iter().map(|g| g.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut missing: Vec<(usize, char)> = Vec::new();
    for cluster in glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
        let Some(first) = cluster.first() else { continue };
        if cluster.iter().all(|g| g.id != 0) {
            out.glyphs.extend_from_slice(cluster);
            continue;
        }
        let next = starts.get(starts.partition_point(|s| *s <= first.cluster));
        let end = next.copied().unwrap_or(run_end);
        let own = chars.get(first.cluster..end).unwrap_or_default();
        let lacks = |c: &char| !font.has_char(*c) && !is_invisible(*c);
        let lacking: Vec<char> = own.iter().map(|c| c.c).filter(lacks).collect();
        if !lacking.is_empty() && lacking.iter().all(|c| BLANKS.contains(c)) {
            let advance = i32::from(font.metrics().units_per_em) / 4;
            out.glyphs.push(ShapedGlyph { advance, dx: 0, dy: 0, drawn: false, ..*first });
            continue;
        }
        // A grapheme is set whole or not at all, save for a mark missing from a base that is
        // there: a mark without its base would land on the neighbor.
        let base = own.first().map(|c| c.c);
        if base.is_some_and(|c| !lacks(&c)) && !lacking.is_empty() {
            out.glyphs.extend(cluster.iter().filter(|g| g.id != 0));
        }
        if lacking.is_empty() {
            missing.extend(base.map(|c| (first.cluster, c)));
        } else {
            missing.extend(lacking.iter().map(|c| (first.cluster, *c)));
        }
    }
    // Right-to-left text has its last cluster first; within a cluster the order is the text's.
    missing.sort_by_key(|(cluster, _)| *cluster);
    out.missing.extend(missing.iter().map(|(_, c)| *c));
}

/// Whether a character has no glyph of its own by design: joiners, selectors, directional marks.
/// Source: Unicode's `Default_Ignorable_Code_Point`.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The plan for the buffer's script, direction and language, built at most once.
fn plan(font: &Font, buffer: &Buffer, features: &[ShaperFeature]) -> Arc<ShapePlan> {
    let (script, direction, language) = (buffer.script(), buffer.direction(), buffer.language());
    let mut plans = font.plans();
    let key =
        ShapePlanKey::new(font.face(), script, direction).features(features).language(language);
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
