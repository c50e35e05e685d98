//! Leads to the conditions and layers of a template, each with its path.

use crate::template::layer::Layer;
use crate::template::{Condition, Template};

/// What a condition decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Whether an option is offered.
    Option,
    /// Whether a choice is offered, or can be chosen.
    Choice,
    /// Whether a preset is offered.
    Preset,
    /// Whether a layer is printed.
    Layer,
    /// Whether an item of a view is shown.
    Item,
}

/// A condition in the document.
#[derive(Debug)]
pub(super) struct Site<'t> {
    pub(super) subject: Subject,
    pub(super) path: String,
    pub(super) condition: &'t Condition,
    /// The conditions of the groups around a layer.
    pub(super) within: Vec<&'t Condition>,
}

impl<'t> Site<'t> {
    fn new(subject: Subject, path: String, condition: &'t Condition) -> Self {
        Self { subject, path, condition, within: Vec::new() }
    }
}

/// Every condition of a template, in the order of the document.
pub(super) fn conditions(template: &Template) -> Vec<Site<'_>> {
    let mut sites = Vec::new();
    for (i, option) in template.options.iter().enumerate() {
        if let Some(condition) = option.when() {
            sites.push(Site::new(Subject::Option, format!("options[{i}].when"), condition));
        }
        for (c, choice) in option.choices().iter().enumerate() {
            for (key, condition) in [("when", &choice.when), ("enabled", &choice.enabled)] {
                if let Some(condition) = condition {
                    let path = format!("options[{i}].choices[{c}].{key}");
                    sites.push(Site::new(Subject::Choice, path, condition));
                }
            }
        }
    }
    for (i, preset) in template.presets.iter().enumerate() {
        if let Some(condition) = &preset.when {
            sites.push(Site::new(Subject::Preset, format!("presets[{i}].when"), condition));
        }
    }
    layers(template, &mut |layer, place| {
        if let Some(condition) = layer.when() {
            let site = Site::new(Subject::Layer, format!("{}.when", place.path), condition);
            sites.push(Site { within: place.within.to_vec(), ..site });
        }
    });
    for (v, view) in template.views.iter().enumerate() {
        for (i, item) in view.items.iter().enumerate() {
            if let Some(condition) = item.when() {
                let path = format!("views[{v}].items[{i}].when");
                sites.push(Site::new(Subject::Item, path, condition));
            }
        }
    }
    sites
}

/// Where a layer is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t, 'p> {
    pub(super) path: &'p str,
    /// The conditions of the groups around it.
    pub(super) within: &'p [&'t Condition],
}

/// What is done with a layer.
type Visit<'t, 'v> = &'v mut dyn FnMut(&'t Layer, Place<'t, '_>);

/// Every layer, those in groups too, in the order of the document.
pub(super) fn layers<'t>(template: &'t Template, visit: Visit<'t, '_>) {
    for (a, area) in template.areas.iter().enumerate() {
        let path = format!("areas[{a}]");
        each(&area.layers, Place { path: &path, within: &[] }, visit);
    }
}

/// Templates have at most [`MAX_GROUP_DEPTH`](crate::template::limits::MAX_GROUP_DEPTH) groups inside one
/// another.
fn each<'t>(layers: &'t [Layer], place: Place<'t, '_>, visit: Visit<'t, '_>) {
    for (i, layer) in layers.iter().enumerate() {
        let path = format!("{}.layers[{i}]", place.path);
        let place = Place { path: &path, within: place.within };
        visit(layer, place);
        if let Layer::Group(group) = layer {
            let mut within = place.within.to_vec();
            within.extend(&group.when);
            each(&group.layers, Place { within: &within, path: place.path }, visit);
        }
    }
}
