//! Resolved texts.

use super::Frame;
use super::paint::{Background, Paint, Shadow, Stroke};
use crate::color::Color;
use crate::template::text::{
    TextAlign, TextBounds, TextDirection, TextFit, VerticalAlign, Writing,
};
use crate::text::{Case, Feature, Monogram, TextPath, Warp};
use crate::unicode::is_blank;

/// A resolved text. Lengths are millimeters.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text in runs, one after the other; at least one.
    pub runs: Vec<Run>,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// Which way paragraphs run.
    pub direction: TextDirection,
    /// Which way lines run.
    pub writing: Writing,
    /// Where it lies.
    pub frame: Frame,
    /// Size (em).
    pub size: f64,
    /// Smallest size that `fit` may reach.
    pub min_size: f64,
    /// Largest size that `fit` may reach, infinite without a limit.
    pub max_size: f64,
    /// Narrowest letters that `fit` may make.
    pub min_stretch: f64,
    /// How it is made to fit.
    pub fit: TextFit,
    /// What stands for it when it is fitted and aligned.
    pub bounds: TextBounds,
    /// Most lines.
    pub max_lines: usize,
    /// Whether broken lines are made equally long.
    pub balance: bool,
    /// From baseline to baseline in ems; `None` as the font has it.
    pub line_height: Option<f64>,
    /// Left to right.
    pub align: TextAlign,
    /// Top to bottom.
    pub vertical_align: VerticalAlign,
    /// Extra space between letters.
    pub letter_spacing: f64,
    /// Extra space between words.
    pub word_spacing: f64,
    /// The arrangement of its initials.
    pub monogram: Option<Monogram>,
    /// The curve it runs along.
    pub path: Option<TextPath>,
    /// The envelope it is warped in.
    pub warp: Option<Warp>,
    /// The text's own color, for what its paints do not decide.
    pub color: Color,
    /// What the letters are filled with, bottom to top; runs with a color of their own are not.
    pub fills: Vec<Paint>,
    /// Outlines, bottom to top.
    pub strokes: Vec<Stroke>,
    /// Shadows and glows, bottom to top.
    pub shadows: Vec<Shadow>,
    /// A box behind all of it.
    pub background: Option<Background>,
}

impl Text {
    /// By how many millimeters outlines reach beyond the letters, but for mitered corners.
    pub fn reach(&self) -> f64 {
        self.strokes.iter().map(Stroke::reach).fold(0.0, f64::max)
    }

    /// Every paint of it.
    pub fn paints(&self) -> impl Iterator<Item = &Paint> {
        let background = self.background.iter();
        let boxes = background.flat_map(|b| b.paint.iter().chain(b.border.iter().map(|(_, p)| p)));
        self.fills.iter().chain(self.strokes.iter().map(|s| &s.paint)).chain(boxes)
    }

    /// Whether there is a prompt in the text: words of the template in place of the shopper's.
    pub fn is_prompt(&self) -> bool {
        self.runs.iter().any(|run| run.printed.is_some())
    }

    /// The text as it is printed, without prompts; `None` for nothing.
    pub fn for_print(&self) -> Option<Self> {
        let mut text = self.clone();
        for run in &mut text.runs {
            if let Some(printed) = run.printed.take() {
                run.text = printed;
            }
        }
        text.runs.iter().any(|run| !is_blank(&run.text)).then_some(text)
    }
}

/// A stretch of a text with its own letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text, placeholders filled in.
    pub text: String,
    /// What is printed instead, when `text` has a prompt in it: the same without the prompt.
    pub printed: Option<String>,
    /// The fonts, the first that has a letter draws it; at least one.
    pub fonts: Vec<FontChoice>,
    /// Size relative to the text's.
    pub scale: f64,
    /// Color, where it is not the layer's.
    pub color: Option<Color>,
    /// OpenType features.
    pub features: Vec<Feature>,
    /// Change of case.
    pub case: Case,
}

/// A font at an instance.
#[derive(Clone, Debug, PartialEq)]
pub struct FontChoice {
    /// Asset id.
    pub id: String,
    /// Values of its axes.
    pub variations: Vec<([u8; 4], f64)>,
}
