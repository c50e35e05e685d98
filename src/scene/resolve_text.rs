//! Settles a text layer: its words and sizes.

use std::collections::BTreeMap;

use super::resolve::{FromOption, MIN_SIDE, Resolver};
use super::{FontChoice, Run, Text};
use crate::options::Options;
use crate::options::shown::shown;
use crate::template::Bound;
use crate::template::Template;
use crate::template::Value;
use crate::template::option::OptionSpec;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text::{FeatureValue, TextAlign, TextCase, TextLayer};
use crate::text::{Feature, Monogram, may_turn};
use crate::unicode::is_blank;

/// Default smallest size of a shrinking text, as a part of its size.
const MIN_SIZE_RATIO: f64 = 0.25;

/// A text layer as it is for the options' values, whether or not its `when` holds.
pub(crate) fn resolve_text(
    layer: &TextLayer,
    template: &Template,
    options: &Options,
) -> Option<Text> {
    Resolver::new(template, options).text(layer, &template.fallback)
}

impl Resolver<'_> {
    /// A text layer's scene; `fallback` are the template's fonts that help out.
    pub(super) fn text(&self, l: &TextLayer, fallback: &[String]) -> Option<Text> {
        let size = self.number(&l.size, 1.0).max(MIN_SIDE);
        let min_size = match &l.min_size {
            Some(min) => self.number(min, 0.0).clamp(0.0, size),
            None => size * MIN_SIZE_RATIO,
        };
        let color = self.bound(&l.color)?;
        let max_size = match &l.max_size {
            Some(max) => self.number(max, size).max(size),
            None => f64::INFINITY,
        };
        let fallback: Vec<&str> = l.fallback.iter().chain(fallback).map(String::as_str).collect();
        let main = FontChoice { id: self.bound(&l.font)?, variations: self.axes(&l.variations) };
        let features = features(&l.features);
        let case = self.bound(&l.case).unwrap_or_default();
        let chain = |main: FontChoice| -> Vec<FontChoice> {
            let helping =
                fallback.iter().map(|&id| FontChoice { id: id.to_owned(), variations: Vec::new() });
            std::iter::once(main).chain(helping).collect()
        };
        let mut runs = Vec::with_capacity(1 + l.runs.len());
        if let Some(text) = &l.text {
            let (text, printed) = self.fill_in(text);
            runs.push(Run {
                text,
                printed,
                fonts: chain(main.clone()),
                scale: 1.0,
                color: None,
                features: features.clone(),
                case,
            });
        }
        for run in &l.runs {
            let font = match &run.font {
                Some(font) => {
                    FontChoice { id: self.bound(font)?, variations: self.axes(&run.variations) }
                }
                None if run.variations.is_empty() => main.clone(),
                None => FontChoice { variations: self.axes(&run.variations), ..main.clone() },
            };
            let (text, printed) = self.fill_in(&run.text);
            runs.push(Run {
                text,
                printed,
                fonts: chain(font),
                scale: run.size.as_ref().map_or(size, |s| self.number(s, size)).max(MIN_SIDE)
                    / size,
                color: run.color.as_ref().and_then(|c| self.bound(c)),
                features: run.features.as_ref().map_or_else(|| features.clone(), self::features),
                case: run.case.as_ref().and_then(|c| self.bound(c)).unwrap_or(case),
            });
        }
        Some(Text {
            runs,
            language: l.language.clone(),
            direction: l.direction,
            writing: l.writing,
            frame: self.frame(&l.frame, &l.rotate),
            size,
            min_size,
            max_size,
            min_stretch: l.min_stretch,
            fit: l.fit,
            bounds: l.bounds,
            max_lines: l.max_lines.map_or(usize::MAX, |n| n as usize),
            balance: l.balance,
            line_height: l.line_height.as_ref().map(|h| self.number(h, 1.2).clamp(0.1, 10.0)),
            align: self.bound(&l.align).unwrap_or_default(),
            vertical_align: l.vertical_align,
            letter_spacing: self.number(&l.letter_spacing, 0.0),
            word_spacing: self.number(&l.word_spacing, 0.0),
            monogram: l.monogram.as_ref().and_then(|m| self.bound(m)),
            path: l.path.as_ref().map(|path| self.path(path)),
            warp: l.warp.as_ref().and_then(|warp| self.warp(warp)),
            color,
            fills: self.fills(l, color),
            strokes: self.strokes(l),
            shadows: self.shadows(l),
            background: l.background.as_ref().map(|b| self.background(b)),
        })
    }

    fn axes(&self, axes: &BTreeMap<String, Bound<f64>>) -> Vec<([u8; 4], f64)> {
        let value = |(tag, value): (&String, &Bound<f64>)| {
            Some((tag_of(tag)?, self.bound(value).filter(|v| v.is_finite())?))
        };
        axes.iter().filter_map(value).collect()
    }

    /// The text with its placeholders filled in, by prompts where an option's text is empty; and the
    /// text without those prompts, when it has any. A value that runs from right to left is isolated,
    /// so that it does not turn the words around it (Unicode UAX 9, section 6.3).
    fn fill_in(&self, text: &str) -> (String, Option<String>) {
        let mut filled = String::new();
        let mut printed = String::new();
        let mut prompted = false;
        let pieces = parse_placeholders(text).unwrap_or_default();
        for piece in &pieces {
            match piece {
                Piece::Text(text) => {
                    filled.push_str(text);
                    printed.push_str(text);
                }
                Piece::Option(id) | Piece::Row(id, _) => {
                    let Some((spec, value)) = self.options.get(id) else { continue };
                    let Some(value) = self.row(spec, value, piece) else { continue };
                    // A prompt is for those who look; what is printed is in the template's own words.
                    let prompt = self.options.spoken(id).and_then(prompt);
                    let prompt =
                        prompt.filter(|_| is_blank(&value) && self.options.is_visible(spec));
                    prompted |= prompt.is_some();
                    let isolated = pieces.len() > 1;
                    add(&mut filled, prompt.as_deref().unwrap_or(&value), isolated);
                    add(&mut printed, &value, isolated);
                }
            }
        }
        (filled, prompted.then_some(printed))
    }

    /// What a placeholder stands for; `None` for a row or choice that is not there. Of names the row that
    /// is shown has its place even when there is none.
    pub(super) fn row(&self, spec: &OptionSpec, value: &Value, piece: &Piece) -> Option<String> {
        let at = match (spec, piece) {
            (_, Piece::Row(_, at)) => *at,
            (OptionSpec::Names(_), _) => self.options.row(),
            _ => return Some(shown(spec, value)),
        };
        let Value::List(list) = value else { return None };
        match (list.get(at), piece) {
            (Some(one), _) => Some(shown(spec, &Value::List(vec![one.clone()]))),
            (None, Piece::Row(..)) => None,
            (None, _) => Some(String::new()),
        }
    }
}

/// Adds a value, between the marks of an isolate where it may turn what is around it.
fn add(text: &mut String, value: &str, among_others: bool) {
    if among_others && value.chars().any(may_turn) {
        text.extend(['\u{2068}'].into_iter().chain(value.chars()).chain(['\u{2069}']));
    } else {
        text.push_str(value);
    }
}

/// What stands for an option while its text is empty.
fn prompt(spec: &OptionSpec) -> Option<String> {
    let typing = spec.typing()?;
    let prompt = typing.normalize(typing.prompt?).text;
    (!prompt.is_empty()).then_some(prompt)
}

impl FromOption for TextAlign {
    fn from_option(_: &OptionSpec, value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        Some(match text.as_str() {
            "left" => Self::Left,
            "center" => Self::Center,
            "right" => Self::Right,
            "start" => Self::Start,
            "end" => Self::End,
            "justify" => Self::Justify,
            _ => return None,
        })
    }
}

impl FromOption for Monogram {
    fn from_option(_: &OptionSpec, _: &Value) -> Option<Self> {
        None
    }
}

impl FromOption for TextCase {
    fn from_option(_: &OptionSpec, _: &Value) -> Option<Self> {
        None
    }
}

fn features(features: &BTreeMap<String, FeatureValue>) -> Vec<Feature> {
    let feature = |(tag, value): (&String, &FeatureValue)| {
        Some(Feature { tag: tag_of(tag)?, value: value.0 })
    };
    features.iter().filter_map(feature).collect()
}

fn tag_of(tag: &str) -> Option<[u8; 4]> {
    tag.as_bytes().try_into().ok()
}
