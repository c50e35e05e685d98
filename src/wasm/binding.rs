//! The engine as JavaScript sees it.

use std::cell::{RefCell, RefMut};

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CanvasRenderingContext2d;

use super::{canvas, fault, value};
use crate::Error;
use crate::engine::{Drag, Engine, ProofFormat};
use crate::geom::PixelRect;
use crate::template::logic::Variant;

/// A template with a selection, ready to be drawn. Every method takes `&self`: the borrow is checked
/// inside, so that a call that does not return can't leave the object locked for good.
#[wasm_bindgen(js_name = Engine)]
pub struct Binding {
    engine: RefCell<Engine>,
}

#[wasm_bindgen(js_class = Engine)]
impl Binding {
    /// Reads a template from JSON text.
    ///
    /// # Errors
    /// Throws `{ code, path, message, value }`, as all methods here do.
    #[wasm_bindgen(constructor)]
    pub fn new(template: &str) -> Result<Self, JsValue> {
        let engine = Engine::new(template).map_err(|e| fault::to_js(&e))?;
        Ok(Self { engine: RefCell::new(engine) })
    }

    /// The assets whose bytes are wanted: `[{ id, kind, url }]`.
    #[wasm_bindgen(js_name = missingAssets, unchecked_return_type = "unknown")]
    pub fn missing_assets(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.missing_assets())
    }

    /// Gives the bytes of an asset.
    #[wasm_bindgen(js_name = addAsset)]
    pub fn add_asset(&self, id: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        self.with(|engine| engine.add_asset(id, bytes))
    }

    /// Takes another template, with the assets and as much of the selection as both have.
    #[wasm_bindgen(js_name = replaceTemplate)]
    pub fn replace_template(&self, template: &str) -> Result<(), JsValue> {
        self.with(|engine| engine.replace_template(template))
    }

    /// Applies a patch, all of it or nothing. Returns whether the selection now has more than was given:
    /// choices may have moved, a free color been taken to a palette.
    pub fn set(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] patch: &JsValue,
    ) -> Result<bool, JsValue> {
        let patch = value::selection(patch)?;
        self.with(|engine| Ok(!engine.set(&patch)?.is_empty()))
    }

    /// Applies a preset.
    pub fn apply(&self, preset: &str) -> Result<(), JsValue> {
        self.with(|engine| engine.apply(preset).map(drop))
    }

    /// Gives a photo for an option and sets the option to its name.
    #[wasm_bindgen(js_name = setPhoto)]
    pub fn set_photo(&self, option: &str, name: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        self.with(|engine| engine.set_photo(option, name, bytes))
    }

    /// The row that is shown, from 0.
    pub fn row(&self) -> Result<usize, JsValue> {
        Ok(self.borrow()?.row())
    }

    /// How many rows there are.
    pub fn rows(&self) -> Result<usize, JsValue> {
        Ok(self.borrow()?.rows())
    }

    /// Shows another row.
    #[wasm_bindgen(js_name = setRow)]
    pub fn set_row(&self, row: usize) -> Result<(), JsValue> {
        self.with(|engine| engine.set_row(row))
    }

    /// Replaces the selection by what was saved, a plain one or a link; returns what could not be restored
    /// as it was: `[{ option, code, path }]`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn restore(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] saved: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let saved = value::outside(saved, 0);
        value::to_js(&self.with(|engine| engine.restore_saved(&saved))?)
    }

    /// Goes a way: `undo`, `redo`, `reset` (all options go to their defaults), or `commit` (what is typed next
    /// is a step of its own). Whether anything may have changed. One method, because each has glue of its own.
    pub fn go(&self, way: &str) -> Result<bool, JsValue> {
        self.with(|engine| match way {
            "undo" => engine.undo(),
            "redo" => engine.redo(),
            "reset" => engine.reset().map(|()| true),
            _ => {
                engine.commit();
                Ok(false)
            }
        })
    }

    /// Tells something: `saved`, `link`, `form`, `locale`, `locales`, `direction`, `canUndo`, `canRedo`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn tell(&self, what: &str) -> Result<JsValue, JsValue> {
        let engine = self.borrow()?;
        match what {
            "saved" => value::to_js(&engine.saved()),
            "form" => value::to_js(&engine.form()),
            "link" => Ok(engine.link().into()),
            "locale" => Ok(engine.locale().into()),
            "locales" => value::to_js(&engine.locales()),
            "direction" => Ok(engine.direction().into()),
            "canUndo" => Ok(engine.can_undo().into()),
            "canRedo" => Ok(engine.can_redo().into()),
            _ => Err(fault::unreadable("what", "a word that is known")),
        }
    }

    /// Takes locales beside the template's own, as JSON.
    #[wasm_bindgen(js_name = addBundle)]
    pub fn add_bundle(&self, json: &str) -> Result<(), JsValue> {
        self.with(|engine| engine.add_bundle(json))
    }

    /// Speaks another language.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, tag: &str) -> Result<(), JsValue> {
        self.with(|engine| engine.set_locale(tag))
    }

    /// The assets that are wanted for the current selection and a view: `[{ id, kind, url, failed }]`.
    #[wasm_bindgen(js_name = wantedAssets, unchecked_return_type = "unknown")]
    pub fn wanted_assets(&self, view: &str) -> Result<JsValue, JsValue> {
        value::to_js(&self.with(|engine| engine.wanted_assets(view))?)
    }

    /// Says that an asset can't be had now.
    #[wasm_bindgen(js_name = assetFailed)]
    pub fn asset_failed(&self, id: &str) -> Result<(), JsValue> {
        self.with(|engine| engine.asset_failed(id))
    }

    /// The selection as a plain object.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn selection(&self) -> Result<JsValue, JsValue> {
        value::to_js(self.borrow()?.selection())
    }

    /// The state of every option.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn options(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.options())
    }

    /// The choices of an option.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn choices(&self, option: &str) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.choices(option))
    }

    /// The presets: `[{ id, label, image, enabled }]`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn presets(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.presets())
    }

    /// The variant that is chosen: `{ id, available, price }`, or `null`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn variant(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.variant().map(VariantState::from))
    }

    /// Whether there are variants: they may narrow the views.
    #[wasm_bindgen(js_name = hasVariants)]
    pub fn has_variants(&self) -> Result<bool, JsValue> {
        Ok(self.borrow()?.template().variants.is_some())
    }

    /// What the shopper or the shop should know.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn issues(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.issues())
    }

    /// What is valid in the template and yet can't be meant: `[{ code, severity, path, message, data }]`.
    /// With `decode` every image is decoded once, to find those that can't be.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn lint(&self, decode: bool) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.lint(decode))
    }

    /// The price line by line.
    #[wasm_bindgen(js_name = priceLines, unchecked_return_type = "unknown")]
    pub fn price_lines(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.price_lines())
    }

    /// One sentence that says what is shown.
    pub fn description(&self) -> Result<String, JsValue> {
        Ok(self.borrow()?.description())
    }

    /// The views: `[{ id, label, width, height }]`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn views(&self) -> Result<JsValue, JsValue> {
        value::to_js(&self.borrow()?.views())
    }

    /// The topmost layer at a point of a view, in pixels of its own photo: `{ area, layer?, option?, place? }`
    /// or `null`. `slack` is how far in pixels beside a text or a picture a tap may be.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn hit(&self, view: &str, x: f64, y: f64, slack: f64) -> Result<JsValue, JsValue> {
        value::to_js(&self.with(|engine| engine.hit(view, [x, y], slack))?)
    }

    /// The layers of a view that an option decides or places, as `hit` tells them.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn layers(&self, view: &str) -> Result<JsValue, JsValue> {
        value::to_js(&self.with(|engine| engine.layers(view))?)
    }

    /// The box around a layer as it lies on a view: a list of lines of points.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn outline(&self, view: &str, name: &str) -> Result<JsValue, JsValue> {
        value::to_js(&self.with(|engine| engine.outline(view, name))?)
    }

    /// Where a layer goes that fingers drag: `{ option, place: [x, y, scale, rotate], guides }` or `null`.
    /// `start` is its place when they came down at `from`, points one after the other; they are at `to`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn drag(
        &self,
        view: &str,
        layer: &str,
        start: &[f64],
        from: &[f64],
        to: &[f64],
        snap: bool,
    ) -> Result<JsValue, JsValue> {
        let start = value::place(start);
        let (from, to) = (from.as_chunks::<2>().0, to.as_chunks::<2>().0);
        let drag = Drag { layer, start, from, to, snap };
        value::to_js(&self.with(|engine| engine.drag(view, &drag))?)
    }

    /// The place that is nearest to what is asked for and taken, as `[option, [x, y, scale, rotate]]`, or
    /// `null`. Numbers that are not finite stay as they are.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn placed(&self, name: &str, wanted: &[f64]) -> Result<JsValue, JsValue> {
        let placed = self.with(|engine| engine.placed(name, value::place(wanted).numbers()))?;
        value::to_js(&placed.map(|(option, place)| (option, place.numbers())))
    }

    /// Draws a view and returns its height in pixels, so that a canvas can be sized when there is already
    /// something to put on it.
    pub fn prepare(&self, view: &str, width: u32) -> Result<u32, JsValue> {
        self.with(|engine| Ok(engine.frame(view, width)?.pixels.height()))
    }

    /// Does what comes before the pixels of a view's next picture: a task of its own, where there is much to do.
    #[wasm_bindgen(js_name = beginFrame)]
    pub fn begin_frame(&self, view: &str, width: u32) -> Result<(), JsValue> {
        self.with(|engine| engine.begin_frame(view, width))
    }

    /// Draws a view and puts what changed on the canvas, or with `full` all of it. Returns
    /// `[x, y, width, height]` of what was put, empty when nothing was.
    pub fn paint(
        &self,
        context: &JsValue,
        view: &str,
        width: u32,
        full: bool,
    ) -> Result<Vec<u32>, JsValue> {
        // Not checked: the context of an offscreen canvas is another class with the same method.
        let context: &CanvasRenderingContext2d = context.unchecked_ref();
        let mut engine = self.borrow()?;
        let frame = engine.frame(view, width).map_err(|e| fault::to_js(&e))?;
        let rect = if full { frame.pixels.rect() } else { frame.dirty };
        if rect.is_empty() {
            return Ok(Vec::new());
        }
        canvas::put(context, frame.pixels, rect)?;
        Ok(corners(rect))
    }

    /// Draws a view and returns a copy of its pixels: RGBA, row by row from the top.
    pub fn pixels(&self, view: &str, width: u32) -> Result<Vec<u8>, JsValue> {
        let mut engine = self.borrow()?;
        let frame = engine.frame(view, width).map_err(|e| fault::to_js(&e))?;
        Ok(frame.pixels.data().to_vec())
    }

    /// Draws a view, of the row that is shown or another, as finely as for a file. `format` is `image/png`, or `pixels` for
    /// opaque RGBA that the wasm for photos makes a file of.
    pub fn proof(
        &self,
        view: &str,
        width: u32,
        format: &str,
        row: Option<usize>,
    ) -> Result<Vec<u8>, JsValue> {
        let format = match format {
            "image/png" => ProofFormat::Png,
            "pixels" => ProofFormat::Pixels,
            _ => return Err(fault::unreadable("type", "image/png or pixels")),
        };
        self.with(|engine| match row {
            Some(row) => engine.proof_of_row(row, view, width, format, 100),
            None => engine.proof(view, width, format, 100),
        })
    }

    /// Gives back the memory of all that can be drawn again.
    #[wasm_bindgen(js_name = dropCaches)]
    pub fn drop_caches(&self) -> Result<(), JsValue> {
        self.borrow()?.drop_caches();
        Ok(())
    }

    pub(super) fn borrow(&self) -> Result<RefMut<'_, Engine>, JsValue> {
        self.engine.try_borrow_mut().map_err(|_| fault::busy())
    }

    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&mut Engine) -> Result<T, Error>,
    ) -> Result<T, JsValue> {
        work(&mut *self.borrow()?).map_err(|e| fault::to_js(&e))
    }
}

/// A variant as JavaScript has it.
#[derive(Serialize)]
struct VariantState<'a> {
    id: &'a str,
    available: bool,
    price: f64,
}

impl<'a> From<&'a Variant> for VariantState<'a> {
    fn from(variant: &'a Variant) -> Self {
        Self { id: &variant.id, available: variant.available, price: variant.price }
    }
}

/// `[x, y, width, height]` of a rectangle inside a pixmap.
fn corners(rect: PixelRect) -> Vec<u32> {
    vec![rect.x0.unsigned_abs(), rect.y0.unsigned_abs(), rect.width(), rect.height()]
}
