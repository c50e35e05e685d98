//! SVG → a drawing: a crate of its own, because an XML parser and all of SVG's rules weigh as much as a
//! fifth of the engine and many products have no SVG. It is compiled to another WebAssembly, which the
//! JavaScript API fetches with the first such picture.
//!
//! [`scan`] reads the text once and refuses what would cost too much to parse, [`expand`] what would cost
//! too much to resolve (`use`, markers, patterns, dashes). Only then usvg sees it. [`convert`] makes the
//! drawing, and tells by name what was left out. Nothing is ever fetched, run or looked up outside of the
//! file.

mod convert;
mod expand;
mod filters;
mod geometry;
mod inflate;
mod names;
mod parts;
mod refusal;
mod scan;
mod styles;

pub use refusal::Refusal;

/// Most bytes of an SVG, and of what an SVGZ holds: 4 MiB.
pub const MAX_SVG_BYTES: usize = 4 << 20;

/// Most elements, each counted as often as it is used: as many as a drawing may have.
pub const MAX_ELEMENTS: u64 = liveproof_drawing::MAX_NODES;

/// Most elements inside one another, through what they use.
pub const MAX_DEPTH: u64 = 64;

/// Most attributes of an element.
pub const MAX_ATTRIBUTES: u64 = 128;

/// Most bytes of an attribute's value that holds a path or a picture: 2 MiB.
pub const MAX_ATTRIBUTE_BYTES: u64 = 2 << 20;

/// Most bytes of any other attribute's value: 64 KiB.
pub const MAX_SHORT_BYTES: u64 = 64 << 10;

/// Most bytes that entities may add: 1 MiB.
pub const MAX_ENTITY_BYTES: u64 = 1 << 20;

/// Most entities inside one another.
pub const MAX_ENTITY_DEPTH: u64 = 8;

/// Most numbers and commands of paths, each counted as often as it is used.
pub const MAX_PATH_NUMBERS: u64 = 600_000;

/// Most dashes of all lines.
pub const MAX_DASHES: u64 = 50_000;

/// Most bytes of style sheets: 256 KiB.
pub const MAX_STYLE_BYTES: u64 = 256 << 10;

/// Most rules of style sheets times elements that they may apply to.
pub const MAX_STYLE_MATCHES: u64 = 4_000_000;

/// Most primitives of filters, each counted as often as its filter is used.
pub const MAX_FILTER_PRIMITIVES: u64 = 2_000;

/// Most patterns, each counted as often as it is used.
pub const MAX_PATTERNS: u64 = 2_000;

/// How many times larger transforms may make what is inside of all of them.
pub const MAX_STRETCH: f64 = 1e12;

/// Most stops of gradients, each counted as often as its gradient is used.
pub const MAX_STOPS: u64 = 100_000;

/// The drawing of an SVG or SVGZ, as bytes that the engine takes for an image.
///
/// # Errors
/// [`Refusal`] `svg-too-complex` for what would cost too much, `image-corrupt` for what is no SVG.
pub fn draw(file: &[u8]) -> Result<Vec<u8>, Refusal> {
    drawing(file).map(|drawing| drawing.write())
}

/// As [`draw`], before it is written.
///
/// # Errors
/// As [`draw`].
pub fn drawing(file: &[u8]) -> Result<liveproof_drawing::Drawing, Refusal> {
    let inflated;
    let bytes = if inflate::is_gzip(file) {
        inflated = inflate::inflate(file)?;
        &inflated
    } else {
        file
    };
    Refusal::above("bytes", bytes.len() as u64, MAX_SVG_BYTES as u64)?;
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::corrupt("it is not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let scan = scan::scan(text)?;
    let text = names::with_ids(text, &scan);
    let options = usvg::roxmltree::ParsingOptions {
        allow_dtd: true,
        // Of each element, text around it, and comments.
        nodes_limit: (MAX_ELEMENTS * 4) as u32,
        ..Default::default()
    };
    let document = usvg::roxmltree::Document::parse_with_options(&text, options)?;
    let left_out = expand::check(&document)?;
    let names = names::Names::new(&document, &scan);
    convert::convert(&document, names, left_out)
}

/// As [`draw`], for JavaScript. Throws a text: the code of the refusal, `: `, and the reason.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = draw)]
pub fn draw_for_js(file: &[u8]) -> Result<Vec<u8>, wasm_bindgen::JsValue> {
    draw(file).map_err(|refusal| {
        wasm_bindgen::JsValue::from_str(&format!("{}: {}", refusal.code(), refusal.reason()))
    })
}
