//! Whether a print stands out from the product: the issue `low-contrast`.
//!
//! The ink's color as it will look on the product against the product's own, by the contrast ratio of
//! WCAG 2. Only where both are known: flat colors that blend normally, on a product whose color the
//! template tells.

use crate::blend::BlendMode;
use crate::color::{Color, SRGB_TO_LINEAR};
use crate::issue::{Issue, Severity};
use crate::mockup::Material;
use crate::scene::paint::Paint;
use crate::scene::{Area, Content, Fill, Frame, Item, Layer, Scene, Shape, Text};
use crate::template::layer::Layer as LayerSpec;
use crate::template::{Binding, Bound, Template};
use crate::unicode::is_blank;

/// The least ratio that is no issue. WCAG asks 3 of large letters on a screen; tone on tone is sold on
/// purpose, at 1.6 to 2. Below this, letters are taken for a fault in the cloth.
const LEAST: f64 = 1.5;

/// Linear light, 0 to 1.
type Light = [f64; 3];

/// What ink lies on.
#[derive(Clone, Copy)]
struct Ground {
    light: Light,
    /// Whether ink covers it; else it only takes light away from it.
    covers: bool,
}

/// The issues of all layers of a scene.
pub(super) fn collect(scene: &Scene, template: &Template) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (index, (area, spec)) in scene.areas.iter().zip(&template.areas).enumerate() {
        let Some(product) = product(scene, index) else { continue };
        of_layers(&area.layers, &spec.layers, area, product, &mut issues);
    }
    issues
}

fn of_layers(
    layers: &[Option<std::sync::Arc<Layer>>],
    specs: &[LayerSpec],
    area: &Area,
    product: Ground,
    out: &mut Vec<Issue>,
) {
    for (i, (layer, spec)) in layers.iter().zip(specs).enumerate() {
        let Some(layer) = layer else { continue };
        let below = || layers.get(..i).unwrap_or_default().iter().flatten();
        let mut above = layers.get(i + 1..).unwrap_or_default().iter().flatten();
        let told = match (&layer.content, spec) {
            (Content::Text(text), LayerSpec::Text(spec)) => {
                let ground = below().try_fold(product, |ground, l| over(l, &text.frame, ground));
                ground.and_then(|ground| Some((of_text(text, layer, ground)?, Some(&spec.color))))
            }
            // A plate for what lies on it may well be as the product is.
            (Content::Fill(fill), LayerSpec::Fill(spec))
                if !above.any(|l| frame(l).is_some_and(|f| meet(f, &fill.frame))) =>
            {
                let ground = below().try_fold(product, |ground, l| over(l, &fill.frame, ground));
                let chosen = fill.pattern.is_none() && matches!(spec.color, Some(Bound::Option(_)));
                let judged = ground.filter(|_| chosen).and_then(|ground| {
                    Some((ratio(ink(fill.color, layer, ground)?, ground.light), fill.color))
                });
                judged.map(|judged| (judged, spec.color.as_ref()))
            }
            (Content::Group(inner), LayerSpec::Group(spec)) => {
                if plain(layer) && layer.mixing.opacity == 255 && below().next().is_none() {
                    of_layers(inner, &spec.layers, area, product, out);
                }
                None
            }
            _ => None,
        };
        let Some(((ratio, color), bound)) = told.filter(|((ratio, _), _)| *ratio < LEAST) else {
            continue;
        };
        let message = "The color hardly stands out from the product".to_owned();
        let id = layer.id.as_deref();
        let option = match bound {
            Some(Bound::Option(Binding { option, .. })) => Some(option.clone()),
            _ => None,
        };
        let issue = Issue::of_layer("low-contrast", Severity::Warning, &area.id, id, message)
            .with("ratio", (ratio * 100.0).round() / 100.0)
            .with("limit", LEAST)
            .with("color", color.to_string().as_str());
        out.push(Issue { option, ..issue });
    }
}

/// The product under an area, as the first view that tells it has it.
fn product(scene: &Scene, index: usize) -> Option<Ground> {
    let area = scene.areas.get(index)?;
    let mut shown = false;
    for view in &scene.views {
        for (i, item) in view.items.iter().enumerate() {
            let Some(Item::Placement(placement)) = item.as_deref() else { continue };
            if placement.area != index {
                continue;
            }
            shown = true;
            let covers = match placement.material {
                Material::Ink(_) | Material::Sublimation(_) => false,
                Material::Underbase(_) => true,
                // Its colors are not the artwork's.
                Material::EngravedWood(_) | Material::EngravedMetal(_) => return None,
            };
            let below = view.items.get(..i).unwrap_or_default().iter().flatten();
            let tint = below.rev().find_map(|item| match &**item {
                Item::Tint(tint) if placement.mask.as_ref() == Some(&tint.mask) => Some(tint),
                _ => None,
            });
            let tinted = tint.filter(|tint| tint.pattern.is_none()).map(|tint| tint.color);
            let told = placement.shade.as_ref().filter(|shade| shade.dark.is_some());
            let color = area.product.or(tinted).or(told.map(|shade| shade.product));
            if let Some(color) = color {
                return Some(Ground { light: light(color), covers });
            }
        }
    }
    let color = area.product.filter(|_| !shown)?;
    Some(Ground { light: light(color), covers: true })
}

/// The ground of what lies in `frame`, with one more layer between; `None` when that can't be known.
fn over(layer: &Layer, frame_above: &Frame, ground: Ground) -> Option<Ground> {
    let own = frame(layer)?;
    if !meet(own, frame_above) {
        return Some(ground);
    }
    match &layer.content {
        Content::Text(_) => Some(ground),
        Content::Image(image) => image.image.is_none().then_some(ground),
        Content::Fill(Fill { shape: Shape::Rectangle, color, pattern: None, .. })
            if own.rotate == 0.0 && plain(layer) && holds(own, frame_above) =>
        {
            Some(Ground { light: ink(*color, layer, ground)?, covers: true })
        }
        Content::Fill(_) | Content::Qr(_) | Content::Group(_) => None,
    }
}

/// The ratio of the text that stands out least, and its color.
fn of_text(text: &Text, layer: &Layer, ground: Ground) -> Option<(f64, Color)> {
    if text.is_prompt() || !plain(layer) {
        return None;
    }
    let mut ground = ground;
    let mut helpers: Vec<Color> = text.shadows.iter().map(|shadow| shadow.color).collect();
    for stroke in &text.strokes {
        helpers.push(solid(&stroke.paint)?);
    }
    if let Some(background) = &text.background {
        let color = solid(background.paint.as_ref()?)?;
        if background.knock_out || background.border.is_some() {
            return None;
        }
        ground = Ground { light: ink(color, layer, ground)?, covers: true };
    }
    let fill = text.fills.last().map(solid);
    let mut least: Option<(f64, Color)> = None;
    for run in text.runs.iter().filter(|run| !is_blank(&run.text)) {
        let color = match (run.color, fill) {
            (Some(color), _) => color,
            (None, Some(fill)) => fill?,
            (None, None) => continue,
        };
        let mut best = 0.0_f64;
        for color in helpers.iter().chain([&color]) {
            best = best.max(ratio(ink(*color, layer, ground)?, ground.light));
        }
        if least.is_none_or(|(ratio, _)| best < ratio) {
            least = Some((best, color));
        }
    }
    least
}

fn solid(paint: &Paint) -> Option<Color> {
    if let Paint::Solid(color) = paint { Some(*color) } else { None }
}

/// Whether a layer blends normally, everywhere.
fn plain(layer: &Layer) -> bool {
    layer.clip_to.is_none()
        && layer.mixing.mode == BlendMode::Normal
        && layer.mixing.ranges.is_empty()
}

/// The light of an ink as it looks on the ground.
fn ink(color: Color, layer: &Layer, ground: Ground) -> Option<Light> {
    let alpha = f64::from(color.a) * f64::from(layer.mixing.opacity) / (255.0 * 255.0);
    let full = light(Color { a: 255, ..color });
    let mut seen = ground.light;
    for (seen, full) in seen.iter_mut().zip(full) {
        let paint = if ground.covers { full } else { full * *seen };
        *seen += (paint - *seen) * alpha;
    }
    plain(layer).then_some(seen)
}

fn light(color: Color) -> Light {
    [color.r, color.g, color.b].map(|c| f64::from(SRGB_TO_LINEAR[usize::from(c)]) / 65535.0)
}

/// The contrast ratio of WCAG 2, 1 to 21.
fn ratio(a: Light, b: Light) -> f64 {
    let luminance = |[r, g, b]: Light| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

/// Where a layer lies; `None` of a group.
fn frame(layer: &Layer) -> Option<&Frame> {
    match &layer.content {
        Content::Text(text) => Some(&text.frame),
        Content::Image(image) => Some(&image.frame),
        Content::Fill(fill) => Some(&fill.frame),
        Content::Qr(qr) => Some(&qr.frame),
        Content::Group(_) => None,
    }
}

/// Whether two boxes, as if they stood upright, have anything in common.
fn meet(a: &Frame, b: &Frame) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn holds(outer: &Frame, inner: &Frame) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && outer.x + outer.width >= inner.x + inner.width
        && outer.y + outer.height >= inner.y + inner.height
}
