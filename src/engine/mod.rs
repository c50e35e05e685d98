//! The engine: one template, its assets, the shopper's selection, and the caches that make an edit
//! cost what it changes.
//!
//! [`Engine::set`] settles a new scene; [`Engine::frame`] draws what differs from the frame before.
//! Everything but the template, the assets and the selection can be dropped at any time
//! ([`Engine::drop_caches`]) without changing a pixel. [`history`] takes edits, [`issues`] watches texts,
//! [`price`] adds up, [`locale`] speaks, [`wanted`] says which assets are needed, [`replace`] takes another
//! template, [`photo`] the shopper's pictures, [`mask`] what others find out about them, [`rows`] goes through lists, [`touch`] finds and moves what
//! is under a hand, [`view`] draws views, [`proof`] makes files of them.

mod contrast;
mod history;
mod issues;
mod lint;
mod locale;
mod mask;
mod photo;
mod price;
mod proof;
mod replace;
mod resolution;
mod rows;
mod safe_zone;
mod touch;
mod view;
mod wanted;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::artwork::Assets;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::issue::Issue;
use crate::mockup::Quality;
use crate::options::condition::holds;
use crate::options::history::History;
use crate::options::shown::shown;
use crate::options::{ChoiceState, OptionState, Options, Selection};
use crate::pixels::Pixmap;
use crate::scene::paint::Paint;
use crate::scene::{self, Content, Dependencies, Layer, Scene};
use crate::template::logic::Variant;
use crate::template::{Asset, Template};
use crate::text::GlyphCache;
use issues::TextIssues;
use locale::Language;
pub use locale::{FormInfo, Labeled};
pub use proof::ProofFormat;
pub use touch::{Drag, Dragged, Guide, Hit, Lines, ViewPoint};
use view::ViewRenderer;

/// Widest frame in pixels.
pub const MAX_FRAME_WIDTH: u32 = 8192;

/// How many views keep their caches: the one shown and the one a shopper flips back to.
const KEPT_VIEWS: usize = 2;

/// Most bytes that views other than the one shown may keep. Two views of 1000 pixels stay; of two
/// large ones the other is drawn anew when it is shown again, because WebAssembly memory never
/// shrinks and phones are short of it.
const KEPT_BYTES: usize = 40 << 20;

/// Draws one personalized product.
pub struct Engine {
    template: Template,
    options: Options,
    history: History,
    dependencies: Dependencies,
    scene: Scene,
    assets: Assets,
    glyphs: GlyphCache,
    /// Most recently drawn last.
    views: Vec<ViewRenderer>,
    text_issues: TextIssues,
    language: Language,
    /// Assets that can't be had now.
    failed: BTreeSet<String>,
    /// How many photos were given in all.
    photos_given: u64,
}

/// An asset whose bytes the engine waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssetRequest {
    /// Id of the asset.
    pub id: String,
    /// `font` or `image`.
    pub kind: &'static str,
    /// URL as the template has it.
    pub url: String,
    /// Whether it was said that it can't be had.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
}

/// A preset, as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PresetInfo {
    /// Id of the preset.
    pub id: String,
    /// Label in the form.
    pub label: String,
    /// Asset id of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Whether it can be applied.
    pub enabled: bool,
}

/// A view, as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ViewInfo {
    /// Id of the view.
    pub id: String,
    /// Label in the form.
    pub label: String,
    /// Width in pixels of the view's own photo.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A view's picture.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// All its pixels, opaque.
    pub pixels: &'a Pixmap,
    /// The part that changed since the last frame of this view at this width; empty when nothing did.
    pub dirty: PixelRect,
}

impl Engine {
    /// An engine for a template, all options at their defaults.
    ///
    /// # Errors
    /// When the template is not valid; see [`Template::parse`].
    pub fn new(template: &str) -> Result<Self, Error> {
        let template = Template::parse(template)?;
        let options = Options::new(&template);
        let dependencies = Dependencies::new(&template);
        let scene = scene::resolve(&template, &options, &dependencies, None);
        Ok(Self {
            template,
            options,
            history: History::default(),
            dependencies,
            scene,
            assets: Assets::default(),
            glyphs: GlyphCache::new(),
            views: Vec::new(),
            text_issues: TextIssues::default(),
            language: Language::default(),
            failed: BTreeSet::new(),
            photos_given: 0,
        })
    }

    /// The template.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The current scene.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The assets whose bytes were not given yet.
    pub fn missing_assets(&self) -> Vec<AssetRequest> {
        self.template
            .assets
            .keys()
            .filter(|id| !self.assets.contains(id))
            .filter_map(|id| self.request(id))
            .collect()
    }

    /// Gives the bytes of an asset: a font or image file, or of an SVG the drawing that `liveproof-svg` makes
    /// of it. Given again, the new bytes replace the old.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an id that the template does not have; when the bytes are no
    /// font or image that can be read, with the path `assets.<id>`.
    pub fn add_asset(&mut self, id: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let face = match self.known_asset(id)? {
            font @ Asset::Font(_) => Some(font.face()),
            Asset::Image(_) => None,
        };
        let replaced = self.assets.contains(id);
        match face {
            Some(face) => self.assets.add_font(id, bytes, face)?,
            None => self.assets.add_image(id, bytes)?,
        }
        self.failed.remove(id);
        self.text_issues = TextIssues::default();
        if replaced {
            // What was drawn with other bytes is no longer true.
            self.drop_caches();
        }
        Ok(())
    }

    /// The presets, in the template's order.
    pub fn presets(&self) -> Vec<PresetInfo> {
        let of = |preset: &crate::template::logic::Preset| PresetInfo {
            id: preset.id.clone(),
            label: (self.language.words.presets.get(&preset.id))
                .map_or(preset.label(), String::as_str)
                .to_owned(),
            image: preset.image.clone(),
            enabled: preset.when.as_ref().is_none_or(|when| holds(when, &self.options)),
        };
        self.template.presets.iter().map(of).collect()
    }

    /// The variant that is chosen, if the template has one.
    pub fn variant(&self) -> Option<&Variant> {
        self.template.variants.as_ref()?.list.get(self.options.variant()?)
    }

    /// Shows other values, of which those of `read` read differently; returns the options as they were.
    /// With an error nothing is changed.
    fn adopt(&mut self, options: Options, mut read: Vec<String>) -> Result<Options, Error> {
        if options.row() != self.options.row() {
            read.extend(options.lists().map(str::to_owned));
        }
        if read.is_empty() {
            return Ok(std::mem::replace(&mut self.options, options));
        }
        let scene = scene::resolve(
            &self.template,
            &options,
            &self.dependencies,
            Some((&self.scene, &read)),
        );
        self.check_assets(&scene)?;
        self.scene = scene;
        Ok(std::mem::replace(&mut self.options, options))
    }

    /// Decodes the pictures and sets the texts that `scene` shows and the current one does not, so that
    /// a broken asset refuses the edit that asks for it and not a later frame.
    fn check_assets(&self, scene: &Scene) -> Result<(), Error> {
        for (area, old) in scene.areas.iter().zip(&self.scene.areas) {
            for (layer, old) in area.layers.iter().zip(&old.layers) {
                if let Some(layer) = layer
                    && old.as_ref().is_none_or(|old| !std::sync::Arc::ptr_eq(old, layer))
                {
                    self.check_layer(layer)?;
                }
            }
        }
        for (view, old) in scene.views.iter().zip(&self.scene.views) {
            for (item, old) in view.items.iter().zip(&old.items) {
                if let Some(item) = item
                    && old.as_ref().is_none_or(|old| !std::sync::Arc::ptr_eq(old, item))
                    && let Some(id) = item.picture()
                    && self.assets.contains(id)
                {
                    self.assets.picture(id)?;
                }
            }
        }
        Ok(())
    }

    fn check_layer(&self, layer: &Layer) -> Result<(), Error> {
        match &layer.content {
            Content::Image(image) => {
                for id in image.assets().filter(|id| self.assets.contains(id)) {
                    self.assets.prepare(id)?;
                }
            }
            Content::Group(layers) => {
                for layer in layers.iter().flatten() {
                    self.check_layer(layer)?;
                }
            }
            Content::Text(text) => {
                // The layout is kept for the frame. A font that is not there yet refuses nothing.
                if let Err(error @ Error::TooComplexFont { .. }) = self.assets.layout(text) {
                    return Err(error);
                }
                for paint in text.paints() {
                    if let Paint::Pattern(pattern) = paint
                        && self.assets.contains(&pattern.image)
                    {
                        self.assets.picture(&pattern.image)?;
                    }
                }
            }
            Content::Fill(fill) => {
                if let Some(pattern) = &fill.pattern
                    && self.assets.contains(&pattern.image)
                {
                    self.assets.picture(&pattern.image)?;
                }
            }
            Content::Qr(_) => {}
        }
        Ok(())
    }

    /// All that the shopper decided; every option has a value.
    pub fn selection(&self) -> &Selection {
        self.options.selection()
    }

    /// Everything a form shows, option by option, but for the [choices](Self::choices).
    pub fn options(&mut self) -> Vec<OptionState> {
        let issues = self.issues();
        let mut states = self.options.states(&issues);
        for state in states.iter_mut().filter(|state| state.kind == "place") {
            state.layers = Some(self.placed_layers(&state.id));
        }
        states
    }

    /// The choices of an option as they stand; the same while the option's `revision` is. None of an
    /// unknown option.
    pub fn choices(&self, option: &str) -> Vec<ChoiceState> {
        self.options.choices(option).unwrap_or_default()
    }

    /// What the shopper or the shop should know about the current selection.
    pub fn issues(&mut self) -> Vec<Issue> {
        let mut issues = self.options.issues();
        let row = self.options.row();
        let lists: Vec<&str> = self.options.lists().collect();
        for mut issue in
            self.text_issues.collect(&self.scene, &self.template, &self.options, &self.assets)
        {
            // Of a computed text no one option is to blame.
            issue.option.take_if(|id| self.template.computed.iter().any(|c| c.id == *id));
            if issue.option.as_deref().is_some_and(|id| lists.contains(&id)) {
                issue.row.get_or_insert(row);
            }
            // A photo that is too small for its option is too small wherever it lies.
            let told = |other: &Issue| (other.code, &other.option) == (issue.code, &issue.option);
            if issue.code == "low-resolution" && issues.iter().any(told) {
                continue;
            }
            issues.push(issue);
        }
        issues.extend(contrast::collect(&self.scene, &self.template));
        issues.extend(self.failed_issues());
        self.say(&mut issues);
        issues
    }

    /// The product and what was chosen, in one sentence, for alternative text.
    pub fn description(&self) -> String {
        let name =
            if self.template.name.is_empty() { &self.template.id } else { &self.template.name };
        let name = self.language.words.name.as_ref().unwrap_or(name);
        let chosen: Vec<String> = self
            .options
            .specs()
            .iter()
            .filter(|spec| self.options.is_visible(spec))
            .filter_map(|spec| {
                let shown = shown(spec, self.options.get(spec.id())?.1);
                let shown = shown.trim();
                (!shown.is_empty()).then(|| format!("{}: {shown}", spec.label()))
            })
            .collect();
        if chosen.is_empty() {
            format!("{name}.")
        } else {
            format!("{name}; {}.", chosen.join(", "))
        }
    }

    /// The views that show the variant that is chosen, in the template's order.
    pub fn views(&self) -> Vec<ViewInfo> {
        let shown = self.variant().and_then(|variant| variant.views.as_ref());
        self.template
            .views
            .iter()
            .filter(|v| shown.is_none_or(|shown| shown.contains(&v.id)))
            .map(|v| ViewInfo {
                id: v.id.clone(),
                label: (self.language.words.views.get(&v.id).or(v.label.as_ref()))
                    .unwrap_or(&v.id)
                    .clone(),
                width: v.width,
                height: v.height,
            })
            .collect()
    }

    /// The picture of a view, `width` pixels wide, its height by the view's proportions.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an unknown view, [`Error::InvalidValue`] for a width of 0 or above
    /// [`MAX_FRAME_WIDTH`], [`Error::MissingAsset`] or [`Error::CorruptAsset`] when an asset can't be
    /// drawn with.
    pub fn frame(&mut self, view: &str, width: u32) -> Result<Frame<'_>, Error> {
        let mut dirty = self.with_view(view, width, ViewRenderer::update)?;
        let Some(renderer) = self.views.last_mut() else {
            return Err(Error::MissingAsset { path: String::new() });
        };
        if std::mem::take(&mut renderer.unseen) {
            dirty = renderer.frame().rect();
        }
        Ok(Frame { pixels: renderer.frame(), dirty })
    }

    /// Does what comes before the pixels of the next [`frame`](Self::frame): artwork and maps. A page that calls it
    /// in a task before that of the frame breathes between them.
    ///
    /// # Errors
    /// As [`frame`](Self::frame).
    pub fn begin_frame(&mut self, view: &str, width: u32) -> Result<(), Error> {
        self.with_view(view, width, ViewRenderer::settle)
    }

    /// Gives the renderer of a view at a size to `work`, and keeps it as the last one.
    fn with_view<T>(
        &mut self,
        view: &str,
        width: u32,
        work: impl FnOnce(&mut ViewRenderer, &Scene, &Assets, &mut GlyphCache) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let index = self.view_index(view)?;
        check_width(width)?;
        self.wait_for_assets(&self.scene, index)?;
        let less = self.without_failed(&self.scene);
        let scene = less.as_ref().unwrap_or(&self.scene);
        let kept = self.views.iter().position(|r| r.shows(index, width));
        let mut renderer = match kept {
            Some(at) => self.views.remove(at),
            None => {
                // Another size of the same view is most often a resize: the old one is of no more use.
                self.views.retain(|r| !r.shows_view(index));
                let bytes =
                    |views: &[ViewRenderer]| views.iter().map(ViewRenderer::bytes).sum::<usize>();
                while !self.views.is_empty()
                    && (self.views.len() >= KEPT_VIEWS || bytes(&self.views) > KEPT_BYTES)
                {
                    self.views.remove(0);
                }
                ViewRenderer::new(index, &self.scene.views[index], width, Quality::Live)?
            }
        };
        // After an error the renderer is dropped: its caches may be half updated.
        let done = work(&mut renderer, scene, &self.assets, &mut self.glyphs)?;
        self.views.push(renderer);
        Ok(done)
    }

    /// Drops everything that can be computed again. The next frame of each view is whole.
    pub fn drop_caches(&mut self) {
        self.views.clear();
        self.glyphs.clear();
        self.assets.drop_caches();
        self.text_issues = TextIssues::default();
    }

    /// Bytes that the caches hold now. They follow the views' sizes and the template, not how many edits
    /// were made.
    pub fn cache_bytes(&self) -> usize {
        self.glyphs.bytes()
            + self.assets.cache_bytes()
            + self.views.iter().map(ViewRenderer::bytes).sum::<usize>()
    }

    fn view_index(&self, view: &str) -> Result<usize, Error> {
        self.template.views.iter().position(|v| v.id == view).ok_or_else(|| {
            Error::UnknownReference {
                path: "view".to_owned(),
                what: "view",
                id: view.to_owned(),
                allowed: self.template.views.iter().map(|v| v.id.clone()).collect(),
            }
        })
    }
}

fn check_width(width: u32) -> Result<(), Error> {
    if (1..=MAX_FRAME_WIDTH).contains(&width) {
        return Ok(());
    }
    Err(Error::InvalidValue {
        path: "width".to_owned(),
        value: width.to_string(),
        allowed: format!("a width from 1 to {MAX_FRAME_WIDTH} pixels"),
        nearest: None,
    })
}
