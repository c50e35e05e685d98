//! Which assets the current scene needs, so that only those are loaded, and what is drawn without those
//! that could not be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AssetRequest, Engine, TextIssues};
use crate::error::Error;
use crate::issue::{Issue, Severity};
use crate::scene::paint::Paint;
use crate::scene::{Content, Geometry, Gloss, Item, Layer, Scene};
use crate::template::layer::Layer as LayerSpec;
use crate::template::{Asset, Binding, Bound};

impl Engine {
    /// The assets that are wanted for the current selection: those of all areas, so that issues can be
    /// found, and of this view. Those that [`asset_failed`](Self::asset_failed) was told of are `failed`:
    /// nothing waits for them.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an unknown view.
    pub fn wanted_assets(&self, view: &str) -> Result<Vec<AssetRequest>, Error> {
        let view = self.view_index(view)?;
        if self.complete() {
            return Ok(Vec::new());
        }
        let mut ids = BTreeSet::new();
        let mut visit = |id: &str| {
            if !self.assets.contains(id) && !ids.contains(id) {
                ids.insert(id.to_owned());
            }
        };
        for layer in self.scene.areas.iter().flat_map(|area| &area.layers).flatten() {
            visit_layer(layer, &mut visit);
        }
        for item in self.scene.views.iter().skip(view).take(1).flat_map(|v| &v.items).flatten() {
            visit_item(item, &mut visit);
        }
        Ok(ids.iter().filter_map(|id| self.request(id)).collect())
    }

    pub(super) fn request(&self, id: &str) -> Option<AssetRequest> {
        let asset = self.template.assets.get(id)?;
        Some(AssetRequest {
            id: id.to_owned(),
            kind: asset.kind(),
            url: asset.url().to_owned(),
            failed: self.failed.contains(id),
        })
    }

    /// Says that an asset can't be had now: what needs it is left out, and an issue tells. Giving its
    /// bytes later makes that good.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an id that the template does not have.
    pub fn asset_failed(&mut self, id: &str) -> Result<(), Error> {
        self.known_asset(id)?;
        self.assets.retain(|known| known != id);
        self.failed.insert(id.to_owned());
        self.text_issues = TextIssues::default();
        Ok(())
    }

    pub(super) fn known_asset(&self, id: &str) -> Result<&Asset, Error> {
        self.template.assets.get(id).ok_or_else(|| Error::UnknownReference {
            path: format!("assets.{id}"),
            what: "asset",
            id: id.to_owned(),
            allowed: self.template.assets.keys().cloned().collect(),
        })
    }

    /// Whether every asset of the template is there: nothing need be looked for at a keystroke.
    fn complete(&self) -> bool {
        self.assets.len() >= self.template.assets.len() + self.options.photos().len()
    }

    /// Refuses to draw a view before the assets that it needs are there or failed. Nothing that is kept
    /// for drawing has been touched then: the frame before stays as it is.
    pub(super) fn wait_for_assets(&self, scene: &Scene, view: usize) -> Result<(), Error> {
        if self.complete() {
            return Ok(());
        }
        let mut missing = None;
        let mut visit = |id: &str| {
            if missing.is_none() && !self.assets.contains(id) && !self.failed.contains(id) {
                missing = Some(format!("assets.{id}"));
            }
        };
        for item in scene.views.iter().skip(view).take(1).flat_map(|v| &v.items).flatten() {
            visit_item(item, &mut visit);
            if let Item::Placement(placement) = &**item
                && let Some(area) = scene.areas.get(placement.area)
            {
                area.layers.iter().flatten().for_each(|layer| visit_layer(layer, &mut visit));
            }
        }
        missing.map_or(Ok(()), |path| Err(Error::MissingAsset { path }))
    }

    /// The scene without what needs an asset that failed; `None` when that is the scene itself.
    pub(super) fn without_failed(&self, scene: &Scene) -> Option<Scene> {
        if self.failed.is_empty() {
            return None;
        }
        let mut scene = scene.clone();
        for area in &mut scene.areas {
            area.layers.iter_mut().for_each(|layer| self.leave_out(layer));
        }
        for item in scene.views.iter_mut().flat_map(|view| &mut view.items) {
            let mut fails = false;
            if let Some(item) = item {
                visit_item(item, &mut |id| fails |= self.failed.contains(id));
            }
            if fails {
                *item = None;
            }
        }
        Some(scene)
    }

    fn leave_out(&self, slot: &mut Option<Arc<Layer>>) {
        let Some(layer) = slot else { return };
        let mut fails = false;
        visit_layer(layer, &mut |id| fails |= self.failed.contains(id));
        if !fails {
            return;
        }
        *slot = match &layer.content {
            Content::Group(layers) => {
                let mut layers = layers.clone();
                layers.iter_mut().for_each(|layer| self.leave_out(layer));
                Some(Arc::new(Layer { content: Content::Group(layers), ..Layer::clone(layer) }))
            }
            _ => None,
        };
    }

    /// What is left out of print or picture because an asset failed.
    pub(super) fn failed_issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        if self.failed.is_empty() {
            return issues;
        }
        let failed = |id: &str| self.request(id).filter(|asset| asset.failed);
        let message = |kind: &str| {
            let what = if kind == "font" { "font" } else { "picture" };
            format!("A {what} could not be loaded")
        };
        for (area, spec) in self.scene.areas.iter().zip(&self.template.areas) {
            for (layer, spec) in area.layers.iter().zip(&spec.layers) {
                let Some(layer) = layer else { continue };
                let option = match spec {
                    LayerSpec::Image(spec) => match &spec.image {
                        Bound::Option(Binding { option, .. }) => Some(option.clone()),
                        Bound::Literal(_) => None,
                    },
                    _ => None,
                };
                visit_layer(layer, &mut |id| {
                    let Some(asset) = failed(id) else { return };
                    let (code, id) = ("asset-failed", layer.id.as_deref());
                    let message = message(asset.kind);
                    let issue = Issue::of_layer(code, Severity::Error, &area.id, id, message)
                        .with("asset", asset.id.as_str());
                    issues.push(Issue { option: option.clone(), ..issue });
                });
            }
        }
        // A view that lacks something shows less; what is printed is whole.
        let mut told = BTreeSet::new();
        for item in self.scene.views.iter().flat_map(|view| &view.items).flatten() {
            visit_item(item, &mut |id| {
                let Some(asset) = failed(id).filter(|asset| told.insert(asset.id.clone())) else {
                    return;
                };
                let issue = Issue::of_layer(
                    "asset-failed",
                    Severity::Warning,
                    "",
                    None,
                    message(asset.kind),
                );
                issues.push(Issue { area: None, ..issue.with("asset", asset.id.as_str()) });
            });
        }
        issues
    }
}

/// Calls `visit` with every asset that a layer is drawn with.
fn visit_layer(layer: &Layer, visit: &mut dyn FnMut(&str)) {
    match &layer.content {
        Content::Text(text) => {
            text.runs.iter().flat_map(|run| &run.fonts).for_each(|font| visit(&font.id));
            for paint in text.paints() {
                if let Paint::Pattern(pattern) = paint {
                    visit(&pattern.image);
                }
            }
        }
        Content::Image(image) => image.assets().for_each(visit),
        Content::Group(layers) => layers.iter().flatten().for_each(|l| visit_layer(l, visit)),
        Content::Fill(fill) => fill.pattern.iter().for_each(|pattern| visit(&pattern.image)),
        Content::Qr(_) => {}
    }
}

/// Calls `visit` with every asset that an item of a view is drawn with, beside its area's.
fn visit_item(item: &Item, visit: &mut dyn FnMut(&str)) {
    let mut gloss = None;
    match item {
        Item::Photo { image } => image.iter().for_each(|id| visit(id)),
        Item::Overlay(overlay) => {
            overlay.image.iter().for_each(|id| visit(id));
            overlay.mask.iter().for_each(|mask| visit(&mask.image));
        }
        Item::Tint(tint) => {
            visit(&tint.mask.image);
            tint.pattern.iter().for_each(|pattern| visit(&pattern.image));
            gloss = tint.gloss.as_ref();
        }
        Item::Placement(placement) => {
            if let Geometry::UvMap(id) = &placement.geometry {
                visit(id);
            }
            placement.displace.iter().for_each(|displace| visit(&displace.from));
            placement.mask.iter().for_each(|mask| visit(&mask.image));
            placement.texture.iter().for_each(|texture| visit(&texture.image));
            if let Some(shade) = &placement.shade {
                visit(&shade.light);
                shade.dark.iter().for_each(|id| visit(id));
            }
            gloss = placement.gloss.as_ref();
        }
    }
    if let Some(Gloss::Map(id)) = gloss {
        visit(id);
    }
}
