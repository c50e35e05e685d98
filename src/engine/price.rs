//! What the product costs as it stands: what is chosen, what is printed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Engine;
use crate::color::Color;
use crate::options::PriceLine;
use crate::options::price::total;
use crate::scene::paint::Paint;
use crate::scene::qr::QrCode;
use crate::scene::{Content, Layer, Run, Text};
use crate::unicode::is_blank;

impl Engine {
    /// Sum of the [lines](Self::price_lines) of the price; not rounded.
    pub fn price(&self) -> f64 {
        total(&self.price_lines())
    }

    /// The price line by line: the product, the variant, the options in their order, the areas. Lines
    /// that cost nothing are left out.
    pub fn price_lines(&self) -> Vec<PriceLine> {
        let template = &self.template;
        let name = if template.name.is_empty() { &template.id } else { &template.name };
        let mut lines = Vec::new();
        lines.extend(PriceLine::new("base", name, 1.0, template.price));
        let variant = self.variant();
        if let Some(variant) = variant {
            let line = PriceLine::new("variant", &variant.id, 1.0, variant.price);
            let choice = Some(variant.id.clone());
            lines.extend(line.map(|line| PriceLine { choice, ..line }));
        }
        lines.extend(self.options.price_lines());
        let has = |id: &String| {
            variant.is_none_or(|v| v.areas.as_ref().is_none_or(|areas| areas.contains(id)))
        };
        for (area, spec) in self.scene.areas.iter().zip(&template.areas) {
            if (spec.price == 0.0 && spec.price_per_color == 0.0) || !has(&spec.id) {
                continue;
            }
            let Some(colors) = printed(&area.layers) else { continue };
            let area = PriceLine::new("area", &spec.id, 1.0, spec.price);
            let colors =
                PriceLine::new("colors", &spec.id, colors.len() as f64, spec.price_per_color);
            lines.extend(
                [area, colors]
                    .into_iter()
                    .flatten()
                    .map(|line| PriceLine { area: Some(spec.id.clone()), ..line }),
            );
        }
        lines
    }
}

/// The colors that are printed, without regard to opacity; `None` when nothing is.
fn printed(layers: &[Option<Arc<Layer>>]) -> Option<BTreeSet<[u8; 3]>> {
    let mut colors = BTreeSet::new();
    let mut any = false;
    visit(layers, &mut any, &mut colors);
    any.then_some(colors)
}

fn visit(layers: &[Option<Arc<Layer>>], any: &mut bool, colors: &mut BTreeSet<[u8; 3]>) {
    for layer in layers.iter().flatten() {
        if layer.mixing.opacity == 0 {
            continue;
        }
        match &layer.content {
            Content::Text(text) => *any |= printed_text(text, colors),
            Content::Image(image) => *any |= image.image.is_some() && !image.is_placeholder(),
            Content::Fill(fill) => *any |= ink(fill.color, colors) || fill.pattern.is_some(),
            Content::Qr(qr) if matches!(qr.code, QrCode::Modules(_)) => {
                *any |= ink(qr.color, colors) | ink(qr.background, colors);
            }
            Content::Qr(_) => {}
            Content::Group(layers) => visit(layers, any, colors),
        }
    }
}

/// Adds the colors of a text; whether anything of it is printed. A prompt is not.
fn printed_text(text: &Text, colors: &mut BTreeSet<[u8; 3]>) -> bool {
    let printed = |run: &&Run| !is_blank(run.printed.as_ref().unwrap_or(&run.text));
    let mut runs = text.runs.iter().filter(printed).peekable();
    if runs.peek().is_none() {
        return false;
    }
    let mut filled = false;
    for run in runs {
        match run.color {
            Some(color) => {
                ink(color, colors);
            }
            None => filled = true,
        }
    }
    for shadow in &text.shadows {
        ink(shadow.color, colors);
    }
    // Runs in colors of their own leave the text's fills out.
    let fills = if filled { 0 } else { text.fills.len() };
    for paint in text.paints().skip(fills) {
        match paint {
            Paint::Solid(color) => {
                ink(*color, colors);
            }
            Paint::Gradient(gradient) => {
                for (_, color) in &gradient.stops {
                    ink(*color, colors);
                }
            }
            Paint::Pattern(_) => {}
        }
    }
    true
}

/// Adds a color; whether it can be seen at all.
fn ink(color: Color, colors: &mut BTreeSet<[u8; 3]>) -> bool {
    if color.a == 0 {
        return false;
    }
    colors.insert([color.r, color.g, color.b]);
    true
}
