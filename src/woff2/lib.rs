//! WOFF2 → TrueType or OpenType: a crate of its own, because Brotli's dictionary weighs as much as a
//! tenth of the engine and few fonts that are set in print come in this format. It is compiled to a
//! second WebAssembly, which the JavaScript API fetches with the first such font.
//! Source: <https://www.w3.org/TR/WOFF2/>

/// Most bytes of the font that comes out: as many as `liveproof::text::MAX_FONT_BYTES`.
pub const MAX_FONT_BYTES: usize = 32 << 20;

/// The font or collection that a WOFF2 file holds; `None` for a file that is damaged, cut short or
/// holds more than [`MAX_FONT_BYTES`]. In JavaScript, `undefined`.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn unpack(file: &[u8]) -> Option<Vec<u8>> {
    // It never gives out more than 128 MiB, nor more than a hundred times what it was given.
    let font = wuff::decompress_woff2(file).ok()?;
    (font.len() <= MAX_FONT_BYTES).then_some(font)
}
