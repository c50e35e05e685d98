//! Runs with colors of their own; templates reach the rest through the public API.

use std::rc::Rc;

use kurbo::Affine;

use super::{Job, Look};
use crate::Engine;
use crate::artwork::{Assets, Raster, Sprite};
use crate::color::Color;
use crate::scene::paint::{Paint, Shadow, Stroke, StrokePosition};
use crate::scene::{Content, Text};
use crate::text::{Font, Glyph, GlyphCache, Layout, Style};

const RED: Color = Color { r: 255, g: 0, b: 0, a: 255 };
const TEAL: Color = Color { r: 0, g: 128, b: 128, a: 255 };

fn font() -> Font {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/Roboto-Bold.ttf");
    Font::parse(std::fs::read(path).unwrap()).unwrap()
}

fn text(fill: Color) -> Text {
    let template = r#"{
        "liveproof": 1, "id": "p", "assets": { "bold": { "font": "b.ttf" }, "m": { "image": "m.png" } },
        "areas": [{ "id": "a", "width": 40, "height": 20, "layers": [
            { "kind": "text", "text": "nn", "font": "bold", "size": 12, "box": [0, 0, 40, 20] }] }],
        "views": [{ "id": "v", "width": 9, "height": 9, "items": [{ "kind": "photo", "image": "m" }] }] }"#;
    let engine = Engine::new(template).unwrap();
    let layer = engine.scene().areas[0].layers[0].clone().unwrap();
    let Content::Text(text) = &layer.content else { panic!() };
    Text { fills: vec![Paint::Solid(fill)], ..Text::clone(text) }
}

/// Two letters, each with the color of its run.
fn layout(font: &Font, colors: [Option<Color>; 2]) -> Rc<Layout> {
    let id = 80;
    let style = |color| Style { font: font.clone(), size: 12.0, stretch: 1.0, color };
    let glyph =
        |style: u16, x: f64| Glyph { style, id, x, y: 14.0, cluster: 0, shape: Default::default() };
    Rc::new(Layout {
        styles: colors.map(style).to_vec(),
        glyphs: vec![glyph(0, 3.0), glyph(1, 16.0)],
        size: 12.0,
        ..Layout::default()
    })
}

fn paint(text: &Text, layout: &Rc<Layout>) -> Sprite {
    let transform = Affine::scale(7.0);
    let raster = Raster { width: 280, height: 140, transform };
    let look = Look::new(text, layout, transform, &raster, &Assets::default()).unwrap();
    let job = Job { text, layout, look: &look, transform, raster: &raster };
    job.paint(raster.rect(), &mut GlyphCache::new()).unwrap().unwrap()
}

#[test]
fn a_run_has_its_own_color_and_the_rest_the_layers() {
    let font = font();
    let stroke = Stroke {
        width: 0.5,
        paint: Paint::Solid(RED),
        position: StrokePosition::Outside,
        join: Default::default(),
    };
    let shadow =
        Shadow { offset: [0.3, 0.3], blur: 0.3, spread: 0.0, color: Color::BLACK, inner: true };
    for (strokes, shadows) in
        [(vec![], vec![]), (vec![stroke.clone()], vec![]), (vec![stroke], vec![shadow])]
    {
        let dressed =
            |fill| Text { strokes: strokes.clone(), shadows: shadows.clone(), ..text(fill) };
        let plain = |fill| paint(&dressed(fill), &layout(&font, [None, None]));
        let (red, teal) = (plain(RED), plain(TEAL));
        for (fill, colors, [left, right]) in [
            (TEAL, [Some(RED), None], [&red, &teal]),
            (TEAL, [None, Some(RED)], [&teal, &red]),
            (RED, [Some(TEAL), Some(RED)], [&teal, &red]),
        ] {
            let mixed = paint(&dressed(fill), &layout(&font, colors));
            assert_eq!(mixed.rect(), red.rect());
            let middle = (15.0 * 7.0) as i32 - red.x;
            for y in 0..red.pixels.height() as i32 {
                let width = red.pixels.width() as i32;
                let near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 1;
                for (part, x0, x1) in [(left, 0, middle), (right, middle, width)] {
                    let (found, wanted) = (mixed.pixels.row(y, x0, x1), part.pixels.row(y, x0, x1));
                    assert!(found.iter().zip(wanted).all(near), "row {y}");
                }
            }
        }
    }
}
