//! Drawings (SVG): what they leave out, and colors and parts that no drawing has.

use super::finding::{Finding, code};
use super::walk;
use crate::artwork::{Assets, Vector};
use crate::color::Color;
use crate::error::nearest;
use crate::template::layer::{ImageLayer, Layer};
use crate::template::recolor::PartKey;
use crate::template::{Asset, Bound, OptionSpec, Template};

/// What of an SVG is not drawn.
pub(super) fn left_out(template: &Template, assets: &Assets, found: &mut Vec<Finding>) {
    for (id, asset) in &template.assets {
        let Asset::Image(_) = asset else { continue };
        let Some(drawing) = assets.drawing(id).filter(|d| !d.left_out().is_empty()) else {
            continue;
        };
        let what = drawing.left_out().join(", ");
        let message = format!("the SVG has {what}, which is not drawn");
        found.push(
            Finding::warning(code::SVG_LEFT_OUT, &format!("assets.{id}"), message)
                .with("asset", id.as_str().into())
                .with("features", drawing.left_out().to_vec().into()),
        );
    }
}

/// Colors and parts that layers name and none of their drawings has.
pub(super) fn parts(template: &Template, assets: &Assets, found: &mut Vec<Finding>) {
    walk::layers(template, &mut |layer, place| {
        let Layer::Image(layer) = layer else { return };
        let keys = layer.recolor.keys().map(|key| ("recolor", key));
        let keys: Vec<_> = keys.chain(layer.parts.keys().map(|key| ("parts", key))).collect();
        let ids = images(layer, template);
        // What is not there may have anything.
        if keys.is_empty() || ids.is_empty() || !ids.iter().all(|id| assets.contains(id)) {
            return;
        }
        let drawings: Vec<&Vector> =
            ids.iter().filter_map(|id| assets.drawing(id)).map(|d| &**d).collect();
        for (list, key) in keys {
            let Some(message) = unknown(key, &drawings) else { continue };
            let path = format!("{}.{list}[{}]", place.path, serde_json::Value::from(key.as_str()));
            found.push(
                Finding::warning(code::UNKNOWN_PART, &path, message)
                    .with("part", key.as_str().into()),
            );
        }
    });
}

/// Why a key means nothing.
fn unknown(key: &str, drawings: &[&Vector]) -> Option<String> {
    if drawings.is_empty() {
        return Some("the layer shows no SVG, so there is nothing to find it in".to_owned());
    }
    let (what, near) = match PartKey::parse(key)? {
        PartKey::Name(name) => {
            let names: Vec<&String> = drawings.iter().flat_map(|d| d.names()).collect();
            if names.iter().any(|other| *other == name) {
                return None;
            }
            ("part", nearest(name, &names).map(str::to_owned))
        }
        PartKey::Color(color) => {
            let colors: Vec<[u8; 3]> = drawings.iter().flat_map(|d| d.colors()).collect();
            if colors.contains(&color) {
                return None;
            }
            ("color", colors.into_iter().min_by_key(|other| apart(*other, color)).map(text))
        }
    };
    let near = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
    Some(format!("no SVG of this layer has such a {what}{near}"))
}

fn apart(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

fn text([r, g, b]: [u8; 3]) -> String {
    Color { r, g, b, a: 255 }.to_string()
}

/// The assets that a layer may show; none where that can't be told.
fn images<'t>(layer: &'t ImageLayer, template: &'t Template) -> Vec<&'t str> {
    let binding = match &layer.image {
        Bound::Literal(id) => return vec![id],
        Bound::Option(binding) => binding,
    };
    if let Some(map) = &binding.map {
        return map.values().map(String::as_str).collect();
    }
    let option = template.options.iter().find(|option| option.id() == binding.option);
    match option {
        Some(OptionSpec::Photo(_)) | None => Vec::new(),
        Some(option) => option.choices().iter().filter_map(|c| c.image.as_deref()).collect(),
    }
}
