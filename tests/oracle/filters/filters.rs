//! Filters what `npm run oracle -- filters` checks: reads `picture.rgba` (straight, opaque) of the folder that
//! it is given, writes one file for each filter and prints `name<TAB>CSS filter`.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use std::path::PathBuf;

use liveproof::artwork::Sprite;
use liveproof::artwork::filter::apply;
use liveproof::pixels::{Coverage, Mask, Pixmap};
use liveproof::scene::Filter;

/// Side of the picture in pixels, as `run.js` has it.
const SIZE: u32 = 512;

/// Pixels for a millimeter.
const SCALE: f64 = 4.0;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    let bytes = std::fs::read(folder.join("picture.rgba")).unwrap();
    let mask = Mask::from_vec(SIZE, SIZE, vec![255; (SIZE * SIZE) as usize]).unwrap();
    let ground = Coverage { x: 0, y: 0, mask };
    let mut cases: Vec<(String, Vec<Filter>, String)> = Vec::new();
    let mut case = |name: String, filters: &[Filter], css: String| {
        cases.push((name, filters.to_vec(), css));
    };
    for a in [-0.7, -0.2, 0.3, 1.0] {
        case(
            format!("brightness{a}"),
            &[Filter::Brightness(a)],
            format!("brightness({})", 1.0 + a),
        );
        case(format!("contrast{a}"), &[Filter::Contrast(a)], format!("contrast({})", 1.0 + a));
        case(format!("saturation{a}"), &[Filter::Saturation(a)], format!("saturate({})", 1.0 + a));
    }
    for degrees in [33.0, 90.0, 180.0, 275.0] {
        case(format!("hue{degrees}"), &[Filter::Hue(degrees)], format!("hue-rotate({degrees}deg)"));
    }
    for a in [0.35, 1.0] {
        case(format!("grayscale{a}"), &[Filter::Grayscale(a)], format!("grayscale({a})"));
        case(format!("sepia{a}"), &[Filter::Sepia(a)], format!("sepia({a})"));
        case(format!("invert{a}"), &[Filter::Invert(a)], format!("invert({a})"));
    }
    for (name, px) in [("narrow", 1.2), ("blur", 3.0), ("blur", 8.0)] {
        case(format!("{name}{px}"), &[Filter::Blur(px / SCALE)], format!("blur({px}px)"));
    }
    case(
        "chain".to_owned(),
        &[Filter::Contrast(0.2), Filter::Saturation(-0.4), Filter::Sepia(0.5), Filter::Hue(20.0)],
        "contrast(1.2) saturate(0.6) sepia(0.5) hue-rotate(20deg)".to_owned(),
    );
    for (name, filters, css) in cases {
        let pixels = Pixmap::from_vec(SIZE, SIZE, bytes.clone()).unwrap();
        let out = apply(&filters, Sprite { x: 0, y: 0, pixels }, &ground, SCALE).unwrap();
        std::fs::write(folder.join(format!("{name}.rgba")), out.pixels.data()).unwrap();
        println!("{name}\t{css}");
    }
}
