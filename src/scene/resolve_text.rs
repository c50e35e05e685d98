//! Settles a text layer: its words and sizes.

use super::Text;
use super::resolve::{FromOption, MIN_SIDE, Resolver, shown};
use crate::template::Scalar;
use crate::template::option::OptionSpec;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text::{TextAlign, TextLayer};

/// Default smallest size of a shrinking text, as a part of its size.
const MIN_SIZE_RATIO: f64 = 0.25;

impl Resolver<'_> {
    pub(super) fn text(&self, l: &TextLayer) -> Option<Text> {
        let size = self.number(&l.size, 1.0).max(MIN_SIDE);
        let min_size = match &l.min_size {
            Some(min) => self.number(min, 0.0).clamp(0.0, size),
            None => size * MIN_SIZE_RATIO,
        };
        let color = self.bound(&l.color)?;
        Some(Text {
            text: self.fill_in(&l.text),
            font: self.bound(&l.font)?,
            frame: self.frame(&l.frame, &l.rotate),
            size,
            min_size,
            fit: l.fit,
            align: self.bound(&l.align).unwrap_or_default(),
            vertical_align: l.vertical_align,
            letter_spacing: self.number(&l.letter_spacing, 0.0),
            color,
            fills: self.fills(l, color),
            strokes: self.strokes(l),
            shadows: self.shadows(l),
            background: l.background.as_ref().map(|b| self.background(b)),
        })
    }

    fn fill_in(&self, text: &str) -> String {
        let mut filled = String::new();
        for piece in parse_placeholders(text).unwrap_or_default() {
            match piece {
                Piece::Text(text) => filled.push_str(&text),
                Piece::Option(id) => {
                    if let Some((spec, value)) = self.options.get(&id) {
                        filled.push_str(&shown(spec, value));
                    }
                }
            }
        }
        filled
    }
}

impl FromOption for TextAlign {
    fn from_option(_: &OptionSpec, value: &Scalar) -> Option<Self> {
        let Scalar::Text(text) = value else { return None };
        Some(match text.as_str() {
            "left" => Self::Left,
            "center" => Self::Center,
            "right" => Self::Right,
            "start" => Self::Start,
            "end" => Self::End,
            _ => return None,
        })
    }
}
