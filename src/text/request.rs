//! What is asked of a layout.
//!
//! The words are those of the template, which reads them from here.

use serde::Deserialize;

use super::font::Font;
use crate::color::Color;

/// A text to be laid out in a box. Lengths are millimeters; one that is NaN or infinite counts as 0.
#[derive(Clone, Debug)]
pub struct TextRequest<'a> {
    /// The text, in runs that are set one after the other as one text.
    pub runs: &'a [Run<'a>],
    /// Language as a BCP 47 tag (`tr`, `zh-Hant`), for letter forms and for changing case.
    pub language: Option<&'a str>,
    /// Which way paragraphs run.
    pub direction: Direction,
    /// Which way lines run.
    pub writing: Writing,
    /// The em; 0 and less give a text without size.
    pub size: f64,
    /// The smallest em that fitting may choose; above `size` it counts as `size`, below 0 as 0.
    pub min_size: f64,
    /// The largest em that fitting may choose; below `size` it counts as `size`.
    pub max_size: f64,
    /// The narrowest that [`Fit::Squeeze`] may make the letters, of 1, their own width.
    pub min_stretch: f64,
    /// How the text is made to fit its box.
    pub fit: Fit,
    /// What stands for the text when it is fitted and aligned.
    pub bounds: Bounds,
    /// Most lines; line breaks beyond become spaces, and [`Fit::Wrap`] sets the text smaller rather
    /// than break it into more. 0 counts as 1.
    pub max_lines: usize,
    /// Whether [`Fit::Wrap`] makes the lines of a paragraph about equally long.
    pub balance: bool,
    /// From baseline to baseline, in ems; `None` is what the font asks for.
    pub line_height: Option<f64>,
    /// Place in the width of the box.
    pub align: Align,
    /// Place in the height of the box.
    pub vertical_align: VerticalAlign,
    /// Added between neighboring letters at the authored size, and scaled with it; may be negative.
    /// Unless it is 0, optional ligatures are off. Scripts whose letters join are never spaced.
    pub letter_spacing: f64,
    /// Added to spaces between words at the authored size, and scaled with it; may be negative.
    pub word_spacing: f64,
    /// The box's width; below 0 it counts as 0.
    pub width: f64,
    /// The box's height.
    pub height: f64,
    /// By how much a stroke sticks out of the letters on each side; the box must hold that too.
    pub extra: f64,
}

/// A stretch of text with its own letters.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// What to set. Control characters are dropped, tabs become spaces.
    pub text: &'a str,
    /// What to set it in: the first font that has a character draws it. Without a font nothing is.
    pub fonts: &'a [Font],
    /// Size relative to the text's, 1 for the same; what is not above 0 counts as 1.
    pub scale: f64,
    /// Color of the letters; `None` is the layer's.
    pub color: Option<Color>,
    /// OpenType features beyond those that are on by default.
    pub features: &'a [Feature],
    /// Change of case.
    pub case: Case,
}

impl<'a> TextRequest<'a> {
    /// A text of one size that keeps it, from the left and in the middle of the height of a box, as
    /// its fonts have it.
    pub fn new(runs: &'a [Run<'a>], size: f64, width: f64, height: f64) -> Self {
        Self {
            runs,
            language: None,
            direction: Direction::Auto,
            writing: Writing::Horizontal,
            size,
            min_size: 0.0,
            max_size: f64::INFINITY,
            min_stretch: 0.5,
            fit: Fit::None,
            bounds: Bounds::Metrics,
            max_lines: usize::MAX,
            balance: false,
            line_height: None,
            align: Align::Left,
            vertical_align: VerticalAlign::Middle,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            width,
            height,
            extra: 0.0,
        }
    }
}

impl<'a> Run<'a> {
    /// Letters as the fonts have them, in the text's own size and color.
    pub fn new(text: &'a str, fonts: &'a [Font]) -> Self {
        Self { text, fonts, scale: 1.0, color: None, features: &[], case: Case::None }
    }
}

/// An OpenType feature: its tag, and 0 for off, 1 for on, or which of several alternates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Feature {
    /// Four ASCII characters, `ss01`.
    pub tag: [u8; 4],
    /// 0 off, 1 on, above 1 the number of an alternate.
    pub value: u32,
}

/// Which way paragraphs run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextDirection"))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// As the first letter that has a direction does (Unicode UAX 9, rules P2 and P3).
    #[default]
    Auto,
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Writing {
    /// Across, lines from the top.
    #[default]
    Horizontal,
    /// Down, lines from the right; East Asian letters upright, others turned clockwise.
    Vertical,
    /// Down, lines from the right, every letter upright.
    Stacked,
}

/// How a text is made to fit its box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextFit"))]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It keeps its size and sticks out.
    None,
    /// It is set smaller, down to `minSize`. The height of the box shrinks no single line.
    #[default]
    Shrink,
    /// It is set larger until it fills the width or the height, up to `maxSize`.
    Grow,
    /// It is set smaller or larger until it just fits, from `minSize` to `maxSize`.
    Fit,
    /// Its letters are made narrower until it fits the width, down to `minStretch`; lines that run down
    /// are left as they are.
    Squeeze,
    /// It is broken into lines, in scripts without spaces between words (Thai, Khmer, Lao) at spaces
    /// only. They are set smaller, down to `minSize`, when they are too many or too
    /// high or a word is wider than the box; a word still too wide then is broken anywhere.
    Wrap,
}

/// What stands for a text when it is fitted and aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextBounds"))]
#[serde(rename_all = "kebab-case")]
pub enum Bounds {
    /// The room of its letters: advance, ascent and descent, the same whatever the word. Ink that
    /// overhangs is counted when it is fitted, so that no swash is cut.
    #[default]
    Metrics,
    /// The ink alone.
    Ink,
}

/// A change of case, by the rules of the text's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextCase"))]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// As typed.
    #[default]
    None,
    /// All capitals.
    Upper,
    /// All small.
    Lower,
    /// The first letter of each word a capital, the others as typed.
    Title,
}

/// Where a line, or where lines run down their columns, stand from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextAlign"))]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    #[default]
    Center,
    /// At the right edge.
    Right,
    /// Where reading starts: left for Latin, right for Arabic and for columns.
    Start,
    /// Where reading ends.
    End,
    /// As `start`, with the lines that `wrap` broke stretched to the full width.
    Justify,
}

/// Where the lines, or where lines run down each line, stand from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VerticalAlign {
    /// The first line's ascent at the top edge.
    Top,
    /// Ascent of the first to descent of the last line centered.
    #[default]
    Middle,
    /// The last line's baseline on the bottom edge.
    Baseline,
    /// The last line's descent at the bottom edge.
    Bottom,
}
