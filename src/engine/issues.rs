//! Issues that only setting the texts can find.

use std::sync::Arc;

use crate::artwork::Assets;
use crate::issue::{Issue, Severity};
use crate::scene::{Content, Layer, Scene, Text};
use crate::template::Template;
use crate::template::layer::Layer as LayerSpec;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text::TextLayer;

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
        assets: &Assets,
    ) -> Vec<Issue> {
        let mut all = Vec::new();
        self.kept.resize_with(scene.areas.len(), Vec::new);
        for ((area, kept), spec) in scene.areas.iter().zip(&mut self.kept).zip(&template.areas) {
            kept.resize_with(area.layers.len(), || None);
            for ((layer, kept), spec) in area.layers.iter().zip(kept).zip(&spec.layers) {
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
                of_layer(layer, spec, &area.id, assets, &mut issues);
                all.extend(issues.iter().cloned());
                *kept = Some((layer.clone(), issues));
            }
        }
        all
    }
}

fn of_layer(layer: &Layer, spec: &LayerSpec, area: &str, assets: &Assets, out: &mut Vec<Issue>) {
    match (&layer.content, spec) {
        (Content::Text(text), LayerSpec::Text(spec)) => {
            of_text(text, layer.id.as_deref(), spec, area, assets, out);
        }
        (Content::Group(layers), LayerSpec::Group(spec)) => {
            for (layer, spec) in layers.iter().zip(&spec.layers) {
                if let Some(layer) = layer {
                    of_layer(layer, spec, area, assets, out);
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
    area: &str,
    assets: &Assets,
    out: &mut Vec<Issue>,
) {
    // What counts is what is printed: a prompt that does not fit is nothing that the shopper did.
    let Some(text) = text.for_print() else { return };
    let Ok(layout) = assets.layout(&text) else { return };
    // The option to blame is known when one alone makes the text.
    let sources = spec.text.iter().chain(spec.runs.iter().map(|run| &run.text));
    let mut pieces = sources.flat_map(|text| parse_placeholders(text).unwrap_or_default());
    let (option, row) = match (pieces.next(), pieces.next()) {
        (Some(Piece::Option(id)), None) => (Some(id), None),
        (Some(Piece::Row(id, row)), None) => (Some(id), Some(row)),
        _ => (None, None),
    };
    if let Some(overflow) = layout.overflow.map(|by| by * text.frame.scale) {
        let message = format!("The text is {overflow:.1} mm too large for its place");
        out.push(Issue {
            overflow: Some(overflow),
            option: option.clone(),
            row,
            ..Issue::of_layer("text-overflow", Severity::Warning, area, id, message)
        });
    }
    if !layout.missing.is_empty() {
        let characters: String = layout.missing.iter().collect();
        let message = format!("The font has no character for {characters}");
        out.push(Issue {
            characters: Some(characters),
            option: option.clone(),
            row,
            ..Issue::of_layer("missing-glyph", Severity::Warning, area, id, message)
        });
    }
    if layout.truncated {
        let message = "The text has more letters than are shown".to_owned();
        out.push(Issue {
            option,
            row,
            ..Issue::of_layer("text-truncated", Severity::Warning, area, id, message)
        });
    }
}
