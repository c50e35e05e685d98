//! Issues that only setting the texts and measuring the pictures can find.

use std::sync::Arc;

use super::{resolution, safe_zone};
use crate::artwork::Assets;
use crate::issue::{Datum, Issue, Severity};
use crate::options::Options;
use crate::scene::qr::QrCode;
use crate::scene::{Content, Layer, Scene, Text};
use crate::template::layer::Layer as LayerSpec;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text::TextLayer;
use crate::template::{Area, Binding, Bound, Template};

/// The issues of each top-level layer, kept while the layer stays the same.
#[derive(Default)]
pub(super) struct TextIssues {
    kept: Vec<Vec<Option<Kept>>>,
}

/// A layer and its issues.
type Kept = (Arc<Layer>, Vec<Issue>);

impl TextIssues {
    /// The issues of all texts of a scene. Texts whose font is not there yet have none.
    pub(super) fn collect(
        &mut self,
        scene: &Scene,
        template: &Template,
        options: &Options,
        assets: &Assets,
    ) -> Vec<Issue> {
        let mut all = Vec::new();
        self.kept.resize_with(scene.areas.len(), Vec::new);
        for ((shown, kept), area) in scene.areas.iter().zip(&mut self.kept).zip(&template.areas) {
            kept.resize_with(shown.layers.len(), || None);
            for ((layer, kept), spec) in shown.layers.iter().zip(kept).zip(&area.layers) {
                let Some(layer) = layer else {
                    *kept = None;
                    continue;
                };
                if let Some((last, issues)) = kept
                    && Arc::ptr_eq(last, layer)
                {
                    all.extend(issues.iter().cloned());
                    continue;
                }
                let mut issues = Vec::new();
                of_layer(layer, spec, area, (options, assets), &mut issues);
                all.extend(issues.iter().cloned());
                *kept = Some((layer.clone(), issues));
            }
        }
        all
    }
}

fn of_layer(
    layer: &Layer,
    spec: &LayerSpec,
    area: &Area,
    (options, assets): (&Options, &Assets),
    out: &mut Vec<Issue>,
) {
    match (&layer.content, spec) {
        (Content::Text(text), LayerSpec::Text(spec)) => {
            of_text(text, layer.id.as_deref(), spec, area, assets, out);
        }
        (Content::Image(image), LayerSpec::Image(spec)) => {
            let option = match &spec.image {
                Bound::Option(Binding { option, .. }) => Some(option.clone()),
                Bound::Literal(_) => None,
            };
            let id = layer.id.as_deref();
            let photo = option.as_deref().and_then(|option| options.photo(option));
            let photo = photo.filter(|photo| image.image.as_ref() == Some(&photo.asset));
            let few = photo.and_then(|photo| resolution::of_photo(image, photo, id, area));
            let outside = safe_zone::of_image(image, assets, id, area);
            let both = few.into_iter().chain(outside);
            out.extend(both.map(|issue| Issue { option: option.clone(), ..issue }));
        }
        (Content::Qr(qr), LayerSpec::Qr(spec)) => {
            if let QrCode::TooLong(bytes) = qr.code {
                let message = "The text is too long for a QR code".to_owned();
                let id = layer.id.as_deref();
                let issue =
                    Issue::of_layer("code-too-long", Severity::Error, &area.id, id, message)
                        .with("bytes", bytes);
                out.push(Issue { option: only_source([&spec.text]).0, ..issue });
            }
        }
        (Content::Group(layers), LayerSpec::Group(spec)) => {
            for (layer, spec) in layers.iter().zip(&spec.layers) {
                if let Some(layer) = layer {
                    of_layer(layer, spec, area, (options, assets), out);
                }
            }
        }
        _ => {}
    }
}

fn of_text(
    text: &Text,
    id: Option<&str>,
    spec: &TextLayer,
    area: &Area,
    assets: &Assets,
    out: &mut Vec<Issue>,
) {
    // What counts is what is printed: a prompt that does not fit is nothing that the shopper did.
    let Some(text) = text.for_print() else { return };
    let Ok(layout) = assets.layout(&text) else { return };
    // The option to blame is known when one alone makes the text.
    let sources = spec.text.iter().chain(spec.runs.iter().map(|run| &run.text));
    let (option, row) = only_source(sources);
    let mut issue = |code, message, key: Option<(&'static str, Datum)>| {
        let issue = Issue::of_layer(code, Severity::Warning, &area.id, id, message);
        let issue = key.into_iter().fold(issue, |issue, (key, datum)| issue.with(key, datum));
        out.push(Issue { option: option.clone(), row, ..issue });
    };
    if let Some(overflow) = layout.overflow.map(|by| by * text.frame.scale) {
        let message = format!("The text is {overflow:.1} mm too large for its place");
        issue("text-overflow", message, Some(("overflow", overflow.into())));
    }
    if !layout.missing.is_empty() {
        let characters: String = layout.missing.iter().collect();
        let message = format!("The font has no character for {characters}");
        issue("missing-glyph", message, Some(("characters", characters.as_str().into())));
    }
    if layout.truncated {
        issue("text-truncated", "The text has more letters than are shown".to_owned(), None);
    }
    let outside = safe_zone::of_text(&text, &layout, id, area);
    out.extend(outside.map(|issue| Issue { option, row, ..issue }));
}

/// The option, and of a list the row, that alone makes texts.
fn only_source<'a>(texts: impl IntoIterator<Item = &'a String>) -> (Option<String>, Option<usize>) {
    let texts = texts.into_iter();
    let mut pieces = texts.flat_map(|text| parse_placeholders(text).unwrap_or_default());
    match (pieces.next(), pieces.next()) {
        (Some(Piece::Option(id)), None) => (Some(id), None),
        (Some(Piece::Row(id, row)), None) => (Some(id), Some(row)),
        _ => (None, None),
    }
}
