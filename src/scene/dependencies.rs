//! Which options decide which layers and items, so that an edit resolves only what it touches.

use std::collections::BTreeSet;

use crate::options::condition;
use crate::template::Template;
use crate::template::bound::{Bound, Condition};
use crate::template::curve::{ArcSpec, CurveSpec};
use crate::template::filter::FilterSpec;
use crate::template::layer::{ImageLayer, Layer, ShapeSpec};
use crate::template::paint::{Many, Paint, Sides, Stop};
use crate::template::placeholder::parse_placeholders;
use crate::template::slot::SlotMask;
use crate::template::text::TextLayer;
use crate::template::view::displace::PHOTO;
use crate::template::view::{Item, ShadeSpec};

/// The option ids that each top-level layer and each item reads.
#[derive(Clone, Debug, Default)]
pub struct Dependencies {
    /// Per area, per layer.
    pub layers: Vec<Vec<BTreeSet<String>>>,
    /// Per view, per item.
    pub items: Vec<Vec<BTreeSet<String>>>,
}

impl Dependencies {
    /// Reads them off a template.
    pub fn new(template: &Template) -> Self {
        Self {
            layers: template
                .areas
                .iter()
                .map(|a| a.layers.iter().map(|l| ids_of(l, visit_layer)).collect())
                .collect(),
            items: template
                .views
                .iter()
                .map(|v| {
                    v.items
                        .iter()
                        .enumerate()
                        .map(|(i, item)| {
                            ids_of(item, |item, visit| {
                                visit_item(item, visit);
                                // Folds are read off whichever photo is shown below.
                                if let Item::Placement(placement) = item
                                    && placement.displace.as_ref().is_some_and(|d| d.from == PHOTO)
                                {
                                    let below = v.items.get(..i).unwrap_or(&[]).iter();
                                    below
                                        .filter(|i| i.kind() == "photo")
                                        .for_each(|i| visit_item(i, visit));
                                }
                            })
                        })
                        .collect()
                })
                .collect(),
        }
    }
}

impl Dependencies {
    /// The option ids that a layer reads, with the layers in it.
    pub(crate) fn of_layer(layer: &Layer) -> BTreeSet<String> {
        ids_of(layer, visit_layer)
    }
}

fn ids_of<T>(of: &T, visit: impl Fn(&T, &mut dyn FnMut(&str))) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    visit(of, &mut |id| {
        ids.insert(id.to_owned());
    });
    ids
}

fn bound<T>(value: &Bound<T>, visit: &mut dyn FnMut(&str)) {
    if let Bound::Option(binding) = value {
        visit(&binding.option);
    }
}

fn when(condition: Option<&Condition>, visit: &mut dyn FnMut(&str)) {
    if let Some(condition) = condition {
        condition::visit_options(condition, &mut |id| visit(id));
    }
}

fn visit_layer(layer: &Layer, visit: &mut dyn FnMut(&str)) {
    layer.place().into_iter().for_each(&mut *visit);
    match layer {
        Layer::Text(l) => {
            when(l.when.as_ref(), visit);
            bound(&l.opacity, visit);
            bound(&l.fill_opacity, visit);
            visit_text(l, visit);
        }
        Layer::Image(l) => {
            when(l.when.as_ref(), visit);
            bound(&l.opacity, visit);
            bound(&l.fill_opacity, visit);
            bound(&l.image, visit);
            l.frame.iter().for_each(|b| bound(b, visit));
            bound(&l.rotate, visit);
            visit_slot(l, visit);
            l.recolor.values().for_each(|b| bound(b, visit));
            l.parts.values().for_each(|shown| when(Some(shown), visit));
        }
        Layer::Fill(l) => {
            when(l.when.as_ref(), visit);
            bound(&l.opacity, visit);
            bound(&l.fill_opacity, visit);
            l.color.iter().for_each(|color| bound(color, visit));
            if let Some(pattern) = &l.pattern {
                bound(&pattern.image, visit);
                let own = [&pattern.width, &pattern.offset, &pattern.gap, &pattern.rotate];
                let jitter = pattern.jitter.iter().flat_map(|j| [&j.shift, &j.rotate, &j.scale]);
                own.into_iter().chain(jitter).for_each(|number| bound(number, visit));
            }
            l.frame.iter().flatten().for_each(|b| bound(b, visit));
            bound(&l.rotate, visit);
            match &l.shape {
                ShapeSpec::Rectangle | ShapeSpec::Ellipse | ShapeSpec::Path(_) => {}
            }
        }
        Layer::Qr(l) => {
            when(l.when.as_ref(), visit);
            bound(&l.opacity, visit);
            bound(&l.fill_opacity, visit);
            placeholders(&l.text, visit);
            [&l.color, &l.background].into_iter().for_each(|b| bound(b, visit));
            l.frame.iter().for_each(|b| bound(b, visit));
            bound(&l.rotate, visit);
        }
        Layer::Group(l) => {
            when(l.when.as_ref(), visit);
            bound(&l.opacity, visit);
            bound(&l.fill_opacity, visit);
            visit_filters(&l.filters, visit);
            l.layers.iter().for_each(|inner| visit_layer(inner, visit));
        }
    }
}

fn visit_slot(l: &ImageLayer, visit: &mut dyn FnMut(&str)) {
    l.focus.iter().flatten().for_each(|part| bound(part, visit));
    l.crop.iter().for_each(|id| visit(id));
    l.mask.iter().for_each(|mask| visit_mask(mask, visit));
    visit_filters(&l.filters, visit);
    if let Some(cutout) = &l.cutout {
        cutout.color.iter().for_each(|color| bound(color, visit));
        cutout.from.iter().flatten().for_each(|part| bound(part, visit));
        [&cutout.tolerance, &cutout.feather].into_iter().for_each(|number| bound(number, visit));
    }
    if let Some(border) = &l.border {
        bound(&border.width, visit);
        bound(&border.color, visit);
    }
}

fn visit_filters(filters: &[FilterSpec], visit: &mut dyn FnMut(&str)) {
    for parts in filters.iter().map(FilterSpec::parts) {
        parts.numbers.iter().for_each(|(_, number, _)| bound(number, visit));
        parts.colors.iter().for_each(|(_, color)| bound(color, visit));
    }
}

fn visit_mask(mask: &SlotMask, visit: &mut dyn FnMut(&str)) {
    match mask {
        SlotMask::Option(binding) => {
            visit(&binding.option);
            binding.map.iter().flatten().for_each(|(_, mask)| visit_mask(mask, visit));
        }
        SlotMask::Rounded(radius) => bound(radius, visit),
        SlotMask::Word(_) | SlotMask::Path(_) | SlotMask::Image(_) => {}
    }
}

fn visit_text(l: &TextLayer, visit: &mut dyn FnMut(&str)) {
    l.text.iter().for_each(|text| placeholders(text, visit));
    bound(&l.font, visit);
    l.variations.values().for_each(|b| bound(b, visit));
    bound(&l.case, visit);
    l.monogram.iter().for_each(|b| bound(b, visit));
    for run in &l.runs {
        placeholders(&run.text, visit);
        run.font.iter().for_each(|b| bound(b, visit));
        run.variations.values().for_each(|b| bound(b, visit));
        run.size.iter().for_each(|b| bound(b, visit));
        run.color.iter().for_each(|b| bound(b, visit));
        run.case.iter().for_each(|b| bound(b, visit));
    }
    l.frame.iter().for_each(|b| bound(b, visit));
    let always = [&l.rotate, &l.size, &l.letter_spacing, &l.word_spacing];
    for number in always.into_iter().chain(&l.min_size).chain(&l.max_size).chain(&l.line_height) {
        bound(number, visit);
    }
    bound(&l.align, visit);
    visit_bend(l, visit);
    bound(&l.color, visit);
    Many::of(l.fill.as_ref()).iter().for_each(|fill| visit_paint(fill, visit));
    for stroke in Many::of(l.stroke.as_ref()) {
        bound(&stroke.width, visit);
        visit_paint(&stroke.color, visit);
    }
    for shadow in Many::of(l.shadow.as_ref()) {
        shadow.offset.iter().for_each(|o| bound(o, visit));
        bound(&shadow.blur, visit);
        bound(&shadow.spread, visit);
        bound(&shadow.color, visit);
    }
    for glow in Many::of(l.glow.as_ref()) {
        bound(&glow.size, visit);
        bound(&glow.color, visit);
    }
    if let Some(background) = &l.background {
        visit_paint(&background.color, visit);
        match &background.padding {
            Sides::One(all) => bound(all, visit),
            Sides::All(sides) => sides.iter().for_each(|side| bound(side, visit)),
        }
        bound(&background.radius, visit);
        if let Some(border) = &background.stroke {
            bound(&border.width, visit);
            visit_paint(&border.color, visit);
        }
    }
}

fn visit_paint(paint: &Paint, visit: &mut dyn FnMut(&str)) {
    let stops = |stops: &[Stop], visit: &mut dyn FnMut(&str)| {
        stops.iter().for_each(|(_, color)| bound(color, visit));
    };
    match paint {
        Paint::Literal(_) => {}
        Paint::Option(binding) => {
            visit(&binding.option);
            binding.map.iter().flatten().for_each(|(_, paint)| visit_paint(paint, visit));
        }
        Paint::Solid(solid) => {
            bound(&solid.color, visit);
            bound(&solid.opacity, visit);
        }
        Paint::Linear(linear) => {
            stops(&linear.stops, visit);
            bound(&linear.angle, visit);
            bound(&linear.opacity, visit);
        }
        Paint::Radial(radial) => {
            stops(&radial.stops, visit);
            bound(&radial.radius, visit);
            bound(&radial.opacity, visit);
        }
        Paint::Pattern(pattern) => {
            bound(&pattern.image, visit);
            bound(&pattern.opacity, visit);
            for number in [&pattern.size, &pattern.rotate].into_iter().chain(&pattern.offset) {
                bound(number, visit);
            }
        }
    }
}

fn visit_bend(l: &TextLayer, visit: &mut dyn FnMut(&str)) {
    if let Some(path) = &l.path {
        bound(&path.offset, visit);
        match &path.curve {
            CurveSpec::Arc(ArcSpec::Sagitta(n) | ArcSpec::Radius(n)) => bound(n, visit),
            CurveSpec::Circle(c) => [&c.radius, &c.start].into_iter().for_each(|n| bound(n, visit)),
            CurveSpec::Spiral(s) => {
                [&s.radius, &s.pitch, &s.turns, &s.start].into_iter().for_each(|n| bound(n, visit));
            }
            CurveSpec::Svg(_) => {}
        }
    }
    if let Some(warp) = &l.warp {
        if let Some(style) = &warp.style {
            bound(style, visit);
        }
        for number in [&warp.horizontal, &warp.vertical].into_iter().chain(&warp.amount) {
            bound(number, visit);
        }
    }
}

fn placeholders(text: &str, visit: &mut dyn FnMut(&str)) {
    for piece in parse_placeholders(text).unwrap_or_default() {
        if let Some(id) = piece.option() {
            visit(id);
        }
    }
}

fn visit_item(item: &Item, visit: &mut dyn FnMut(&str)) {
    match item {
        Item::Photo(i) => {
            when(i.when.as_ref(), visit);
            bound(&i.image, visit);
        }
        Item::Tint(i) => {
            when(i.when.as_ref(), visit);
            bound(&i.color, visit);
            if let Some(pattern) = &i.pattern {
                bound(&pattern.image, visit);
                let numbers = [&pattern.size, &pattern.rotate].into_iter().chain(&pattern.offset);
                numbers.for_each(|n| bound(n, visit));
            }
        }
        Item::Placement(i) => {
            when(i.when.as_ref(), visit);
            bound(&i.material, visit);
            bound(&i.opacity, visit);
            bound(&i.fill_opacity, visit);
            if let Some(ShadeSpec::Each(maps)) = &i.shade {
                bound(&maps.product, visit);
            }
            i.texture.iter().for_each(|t| bound(&t.amount, visit));
        }
        Item::Overlay(i) => {
            when(i.when.as_ref(), visit);
            bound(&i.image, visit);
            bound(&i.opacity, visit);
            bound(&i.fill_opacity, visit);
        }
    }
}
