//! Photos go out to be looked at, and masks come in.

use js_sys::{Array, Uint8ClampedArray};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::binding::Binding;
use super::{fault, value};
use crate::pixels::Mask;

#[wasm_bindgen(js_class = Engine)]
impl Binding {
    /// A copy of the photo of an option, at most so many pixels wide and high: `[width, height, RGBA]`.
    #[wasm_bindgen(js_name = photoPixels, unchecked_return_type = "unknown")]
    pub fn photo_pixels(&self, option: &str, side: u32) -> Result<Array, JsValue> {
        let (width, height, bytes) = self.with(|engine| engine.photo_pixels(option, side))?;
        let bytes = Uint8ClampedArray::from(bytes.as_slice());
        Ok(Array::of3(&width.into(), &height.into(), &bytes))
    }

    /// Makes the photo of an option as transparent as a mask says; none makes it whole again.
    #[wasm_bindgen(js_name = maskPhoto)]
    pub fn mask_photo(
        &self,
        option: &str,
        width: u32,
        height: u32,
        alpha: Option<Vec<u8>>,
    ) -> Result<(), JsValue> {
        let mask = match alpha {
            None => None,
            Some(alpha) => match Mask::from_vec(width, height, alpha) {
                Some(mask) if !mask.rect().is_empty() => Some(mask),
                _ => return Err(fault::unreadable("mask", "width × height bytes")),
            },
        };
        self.with(|engine| engine.mask_photo(option, mask))
    }

    /// The places that bring a point of a photo to the middle: `[[option, [x, y, scale, rotate]], …]`.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn centered(&self, option: &str, x: f64, y: f64) -> Result<JsValue, JsValue> {
        let places = self.with(|engine| engine.centered(option, [x, y]))?;
        let places = places.into_iter().map(|(option, place)| (option, place.numbers()));
        value::to_js(&places.collect::<Vec<_>>())
    }
}
