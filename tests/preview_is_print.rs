//! The preview and the print break, fit and place a text alike.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod support;

use kurbo::Affine;
use liveproof::artwork::{Artwork, Assets, Raster};
use liveproof::scene::{Content, Layer, Scene};
use liveproof::template::Template;
use liveproof::text::GlyphCache;
use support::{load, root};

/// Farthest in millimeters that anything may stand apart at two resolutions.
const TOLERANCE: f64 = 0.01;

/// Most that the amount of ink may differ, as a part of it.
const INK_TOLERANCE: f64 = 0.015;

/// Everything the specimen sets.
fn specimen() -> (Scene, Assets) {
    let file = root().join("www/specimen/template.json");
    let engine = load(&file);
    let mut assets = Assets::default();
    let template = Template::parse(&std::fs::read_to_string(&file).unwrap()).unwrap();
    for (id, asset) in &template.assets {
        let url = asset.url().split('#').next().unwrap();
        let bytes = std::fs::read(file.parent().unwrap().join(url)).unwrap();
        match asset.kind() {
            "font" => assets.add_font(id, bytes, 0).unwrap(),
            _ => assets.add_image(id, bytes).unwrap(),
        }
    }
    (engine.scene().clone(), assets)
}

/// The layer with its shadows moved by whole pixels of 72 dpi. A shadow is moved by whole pixels, so that
/// it is as crisp as what throws it; how much of it shows beside the letters, up to 3 % of the ink of a
/// text of 15 mm, would else differ by half a pixel's worth.
fn settled(layer: &Layer) -> Layer {
    let mut layer = layer.clone();
    if let Content::Text(text) = &mut layer.content {
        for by in text.shadows.iter_mut().flat_map(|shadow| &mut shadow.offset) {
            *by = (*by * 72.0 / 25.4).round() * 25.4 / 72.0;
        }
    }
    layer
}

/// Where the ink of a layer is heaviest, and how much there is, in millimeters.
fn ink(layer: &Layer, area: (f64, f64), assets: &Assets, dpi: f64) -> Option<[f64; 3]> {
    let scale = dpi / 25.4;
    let size = |mm: f64| (mm * scale).ceil() as u32;
    let raster =
        Raster { width: size(area.0), height: size(area.1), transform: Affine::scale(scale) };
    let mut artwork = Artwork::new(raster).unwrap();
    let layers = [Some(std::sync::Arc::new(layer.clone()))];
    artwork.update(&layers, assets, &mut GlyphCache::new()).unwrap();
    let pixels = artwork.pixels();
    let (mut sum, mut x_sum, mut y_sum) = (0.0, 0.0, 0.0);
    for (y, row) in pixels.data().chunks_exact(pixels.width() as usize * 4).enumerate() {
        for (x, p) in row.chunks_exact(4).enumerate() {
            let alpha = f64::from(p[3]);
            sum += alpha;
            x_sum += alpha * (x as f64 + 0.5);
            y_sum += alpha * (y as f64 + 0.5);
        }
    }
    let mm = 1.0 / scale;
    (sum > 0.0).then(|| [x_sum / sum * mm, y_sum / sum * mm, sum / 255.0 * mm * mm])
}

/// A layout is in millimeters and does not know how it will be drawn, so one serves every resolution.
/// What is drawn of it must then stand where it says: glyphs are placed to a quarter of a pixel, at
/// random to either side, which averages out over a text.
#[test]
fn texts_stand_alike_at_72_and_600_dpi() {
    let (scene, assets) = specimen();
    let mut texts = 0;
    for area in &scene.areas {
        for layer in area.layers.iter().flatten() {
            let layer = &settled(layer);
            let Content::Text(text) = &layer.content else { continue };
            let layout = assets.layout(text).unwrap();
            // Few letters can all be rounded to one side; captions are not what is tested.
            if layout.glyphs.len() < 3 || text.size < 4.0 {
                continue;
            }
            let size = (area.width, area.height);
            let (Some(preview), Some(print)) =
                (ink(layer, size, &assets, 72.0), ink(layer, size, &assets, 600.0))
            else {
                continue;
            };
            texts += 1;
            // An eighth of a pixel of either resolution is what placing may cost.
            let rounding = 25.4 / 72.0 / 8.0 + 25.4 / 600.0 / 8.0;
            for axis in 0..2 {
                let apart = (preview[axis] - print[axis]).abs();
                assert!(apart < TOLERANCE + rounding, "{:?}: {apart} mm", text.runs[0].text);
            }
            let more = preview[2] / print[2];
            let same = (more - 1.0).abs() < INK_TOLERANCE;
            assert!(same, "{:?}: {more} of the ink", text.runs[0].text);
            let again = Assets::layout(&assets, text).unwrap();
            assert_eq!(layout.glyphs, again.glyphs, "the layout is the same one");
        }
    }
    assert!(texts > 20, "{texts}");
}
