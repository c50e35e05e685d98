//! Laws of filters: what changes nothing, what stays as it is, and formulas as the specifications have them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics fails")]

#[path = "support/random.rs"]
mod random;

use kurbo::Affine;
use liveproof::Engine;
use liveproof::artwork::filter::apply;
use liveproof::artwork::filter::dither::dither;
use liveproof::artwork::{Artwork, Assets, Raster, Sprite};
use liveproof::color::Color;
use liveproof::image::encode_png;
use liveproof::options::Selection;
use liveproof::pixels::{Coverage, Mask, Pixmap};
use liveproof::scene::{Filter, Scene};
use liveproof::template::filter::{DitherMethod, InkOf};
use liveproof::template::{Template, Value};
use liveproof::text::GlyphCache;
use random::Random;
use serde_json::{Value as Json, json};

/// Pixels for a millimeter.
const SCALE: f64 = 4.0;

/// Levels that a blur may round to: at a corner three quarters of what it takes means of lie beyond.
const BLUR_TOLERANCE: u8 = 3;

const GOLD: Color = Color { r: 201, g: 162, b: 39, a: 255 };
const NAVY: Color = Color { r: 20, g: 33, b: 61, a: 255 };

/// Every filter but dots, as strong as asked for.
fn all(amount: f64) -> Vec<Filter> {
    vec![
        Filter::Brightness(amount),
        Filter::Contrast(amount),
        Filter::Saturation(amount),
        Filter::Vibrance(amount),
        Filter::Hue(amount * 77.0),
        Filter::Temperature(amount),
        Filter::Grayscale(amount),
        Filter::Sepia(amount),
        Filter::Duotone([NAVY, GOLD], amount),
        Filter::Tint(GOLD, amount),
        Filter::Invert(amount),
        Filter::Blur(amount),
        Filter::Sharpen { amount, radius: 0.5 },
        Filter::Posterize(4, amount),
        Filter::Threshold(0.4, amount),
        Filter::LineArt { radius: 0.4, detail: 0.5, amount },
        Filter::OneColor(GOLD, InkOf::Darkness, amount),
        Filter::OneColor(GOLD, InkOf::Shape, amount),
    ]
}

const METHODS: [DitherMethod; 3] =
    [DitherMethod::FloydSteinberg, DitherMethod::Atkinson, DitherMethod::Ordered];

/// Valid premultiplied noise; opaque if asked for.
fn noise(width: u32, height: u32, opaque: bool) -> Pixmap {
    let mut random = Random::new(3);
    let pixels = (0..width * height).flat_map(|_| {
        let a = if opaque { 255 } else { *random.pick(&[0, 1, 40, 128, 254, 255]) };
        let mut v = || (random.below(256) * a / 255) as u8;
        [v(), v(), v(), a as u8]
    });
    Pixmap::from_vec(width, height, pixels.collect()).unwrap()
}

fn flat(pixel: [u8; 4]) -> Pixmap {
    Pixmap::from_vec(40, 30, pixel.repeat(40 * 30)).unwrap()
}

fn ground(width: u32, height: u32) -> Coverage {
    let mask = Mask::from_vec(width, height, vec![255; (width * height) as usize]).unwrap();
    Coverage { x: 0, y: 0, mask }
}

fn filtered(filters: &[Filter], pixels: &Pixmap) -> Pixmap {
    let sprite = Sprite { x: 0, y: 0, pixels: pixels.clone() };
    let ground = ground(pixels.width(), pixels.height());
    apply(filters, sprite, &ground, SCALE).unwrap().pixels
}

fn pixels(of: &Pixmap) -> impl Iterator<Item = [u8; 4]> {
    of.data().chunks_exact(4).map(|p| [p[0], p[1], p[2], p[3]])
}

fn farthest(a: &Pixmap, b: &Pixmap) -> u8 {
    a.data().iter().zip(b.data()).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[test]
fn nothing_of_a_filter_is_nothing() {
    let picture = noise(67, 31, false);
    for filter in all(0.0) {
        assert!(filter.is_nothing());
        assert!(filtered(&[filter], &picture) == picture, "{filter:?}");
    }
    assert!(filtered(&all(0.0), &picture) == picture);
    for method in METHODS {
        let mut dots = picture.clone();
        dither(&mut dots, method, 0.0).unwrap();
        assert!(dots == picture, "{method:?}");
    }
}

#[test]
fn alpha_stays_but_of_an_ink_and_a_blur() {
    let picture = noise(67, 31, false);
    for amount in [1.0, 0.6, -0.7] {
        for filter in all(amount) {
            if matches!(filter, Filter::Blur(_) | Filter::OneColor(_, InkOf::Darkness, _)) {
                continue;
            }
            let out = filtered(&[filter], &picture);
            assert!(pixels(&out).zip(pixels(&picture)).all(|(a, b)| a[3] == b[3]), "{filter:?}");
        }
    }
}

#[test]
fn no_color_is_brighter_than_its_alpha() {
    let picture = noise(67, 31, false);
    for amount in [1.0, 0.3, -1.0] {
        // The others begin at 0.
        let count = if amount < 0.0 { 6 } else { usize::MAX };
        for filter in all(amount).into_iter().take(count) {
            let out = filtered(&[filter], &picture);
            assert!(pixels(&out).all(|[r, g, b, a]| r.max(g).max(b) <= a), "{filter:?} {amount}");
        }
    }
}

#[test]
fn what_has_no_color_or_light_to_lose_keeps_black_and_white() {
    let keep = [
        Filter::Contrast(0.8),
        Filter::Saturation(0.9),
        Filter::Saturation(-1.0),
        Filter::Vibrance(1.0),
        Filter::Hue(123.0),
        Filter::Grayscale(1.0),
        Filter::Posterize(3, 1.0),
        Filter::Threshold(0.5, 1.0),
        Filter::Threshold(0.0, 1.0),
        Filter::Threshold(1.0, 1.0),
        Filter::Sharpen { amount: 3.0, radius: 1.0 },
    ];
    for pixel in [[0, 0, 0, 255], [255; 4]] {
        let picture = flat(pixel);
        for filter in keep {
            assert!(filtered(&[filter], &picture) == picture, "{filter:?} {pixel:?}");
        }
        for method in METHODS {
            let mut dots = picture.clone();
            dither(&mut dots, method, 1.0).unwrap();
            assert!(dots == picture, "{method:?} {pixel:?}");
        }
    }
}

#[test]
fn twice_inverted_is_as_before_and_gray_stays_gray() {
    let picture = noise(67, 31, false);
    let once = filtered(&[Filter::Invert(1.0)], &picture);
    assert!(once != picture);
    assert!(filtered(&[Filter::Invert(1.0)], &once) == picture);
    let opaque = noise(67, 31, true);
    for filter in [Filter::Grayscale(1.0), Filter::Posterize(5, 1.0), Filter::Threshold(0.3, 1.0)] {
        let once = filtered(&[filter], &opaque);
        assert!(farthest(&filtered(&[filter], &once), &once) <= 1, "{filter:?}");
    }
    let gray = filtered(&[Filter::Grayscale(1.0)], &opaque);
    assert!(pixels(&gray).all(|[r, g, b, _]| r == g && g == b));
}

/// Filters in one chain are those one after the other, but for the rounding between them.
#[test]
fn a_chain_is_its_filters_one_by_one() {
    let picture = noise(67, 31, true);
    let points: Vec<Filter> = all(0.5)
        .into_iter()
        .filter(|f| {
            !matches!(
                f,
                Filter::Blur(_)
                    | Filter::Sharpen { .. }
                    | Filter::LineArt { .. }
                    | Filter::Posterize(..)
                    | Filter::Threshold(..)
            )
        })
        .collect();
    for (i, first) in points.iter().enumerate() {
        for second in points.iter().skip(i) {
            let both = filtered(&[*first, *second], &picture);
            let apart = filtered(&[*second], &filtered(&[*first], &picture));
            assert!(farthest(&both, &apart) <= 2, "{first:?}, {second:?}");
        }
    }
}

/// The shorthands of CSS in doubles, as section 12 of Filter Effects has them.
fn css(filter: &Filter, [r, g, b]: [f64; 3]) -> Option<[f64; 3]> {
    let rows = |m: [[f64; 3]; 3]| m.map(|[x, y, z]| x * r + y * g + z * b);
    let each = |of: &dyn Fn(f64) -> f64| [of(r), of(g), of(b)];
    Some(match *filter {
        Filter::Brightness(a) => each(&|v| v * (1.0 + a)),
        Filter::Contrast(a) => each(&|v| v * (1.0 + a) - 0.5 * (1.0 + a) + 0.5),
        Filter::Invert(a) => each(&|v| a + v * ((1.0 - a) - a)),
        Filter::Saturation(a) => {
            let s = 1.0 + a;
            rows([
                [0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s],
                [0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s],
                [0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s],
            ])
        }
        Filter::Grayscale(a) => {
            let s = 1.0 - a;
            rows([
                [0.2126 + 0.7874 * s, 0.7152 - 0.7152 * s, 0.0722 - 0.0722 * s],
                [0.2126 - 0.2126 * s, 0.7152 + 0.2848 * s, 0.0722 - 0.0722 * s],
                [0.2126 - 0.2126 * s, 0.7152 - 0.7152 * s, 0.0722 + 0.9278 * s],
            ])
        }
        Filter::Sepia(a) => {
            let s = 1.0 - a;
            rows([
                [0.393 + 0.607 * s, 0.769 - 0.769 * s, 0.189 - 0.189 * s],
                [0.349 - 0.349 * s, 0.686 + 0.314 * s, 0.168 - 0.168 * s],
                [0.272 - 0.272 * s, 0.534 - 0.534 * s, 0.131 + 0.869 * s],
            ])
        }
        _ => return None,
    })
}

#[test]
fn filters_of_css_are_its_formulas() {
    let picture = noise(67, 31, true);
    let mut checked = 0;
    for amount in [1.0, 0.4, -0.8] {
        for filter in all(amount) {
            if amount < 0.0
                && matches!(filter, Filter::Grayscale(_) | Filter::Sepia(_) | Filter::Invert(_))
            {
                continue;
            }
            let out = filtered(&[filter], &picture);
            for (got, from) in pixels(&out).zip(pixels(&picture)) {
                let straight = [0, 1, 2].map(|i| f64::from(from[i]) / 255.0);
                let Some(want) = css(&filter, straight) else { break };
                for (got, want) in got.into_iter().zip(want) {
                    let want = want.clamp(0.0, 1.0) * 255.0;
                    assert!(
                        (f64::from(got) - want).abs() <= 0.51,
                        "{filter:?} {from:?}: {got} {want}"
                    );
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 10_000);
}

#[test]
fn a_duotone_has_its_colors_at_the_ends() {
    let filter = [Filter::Duotone([NAVY, GOLD], 1.0)];
    assert_eq!(pixels(&filtered(&filter, &flat([0, 0, 0, 255]))).next(), Some([20, 33, 61, 255]));
    assert_eq!(pixels(&filtered(&filter, &flat([255; 4]))).next(), Some([201, 162, 39, 255]));
}

#[test]
fn one_ink_is_as_thick_as_the_picture_is_dark() {
    let ink = |pixel| {
        pixels(&filtered(&[Filter::OneColor(NAVY, InkOf::Darkness, 1.0)], &flat(pixel)))
            .next()
            .unwrap()
    };
    assert_eq!(ink([255; 4]), [0; 4]);
    assert_eq!(ink([0, 0, 0, 255]), [20, 33, 61, 255]);
    assert_eq!(ink([128, 128, 128, 255])[3], 127);
    let shape = [Filter::OneColor(NAVY, InkOf::Shape, 1.0)];
    assert_eq!(pixels(&filtered(&shape, &flat([255; 4]))).next(), Some([20, 33, 61, 255]));
}

#[test]
fn warmer_is_redder_and_as_light() {
    let gray = flat([128, 128, 128, 255]);
    let of = |amount| pixels(&filtered(&[Filter::Temperature(amount)], &gray)).next().unwrap();
    let ([r, _, b, _], [cold_r, _, cold_b, _]) = (of(1.0), of(-1.0));
    assert!(r > 140 && b < 110, "{r} {b}");
    assert!(cold_r < 120 && cold_b > 140, "{cold_r} {cold_b}");
    for amount in [1.0, 0.5, -0.5, -1.0] {
        let light = |[r, g, b, _]: [u8; 4]| {
            let linear = |v: u8| {
                let v = f64::from(v) / 255.0;
                v * v
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        assert!((light(of(amount)) / light([128, 128, 128, 255]) - 1.0).abs() < 0.04, "{amount}");
    }
}

#[test]
fn a_blurred_photo_fades_nowhere_and_keeps_its_light() {
    let picture = flat([200, 90, 30, 255]);
    for radius in [0.1, 0.5, 2.0] {
        let out = filtered(&[Filter::Blur(radius)], &picture);
        assert!(farthest(&out, &picture) <= BLUR_TOLERANCE, "{radius}");
        assert!(pixels(&out).all(|p| p[3] == 255));
    }
    let picture = noise(90, 70, true);
    let out = filtered(&[Filter::Blur(1.0)], &picture);
    let mean = |of: &Pixmap| pixels(of).map(|p| f64::from(p[0])).sum::<f64>() / 6300.0;
    assert!((mean(&out) - mean(&picture)).abs() < 1.5);
}

#[test]
fn edges_become_lines_and_flat_parts_stay_white() {
    let mut picture = flat([220, 220, 220, 255]);
    for y in 0..30 {
        picture.row_mut(y, 0, 20).as_chunks_mut::<4>().0.fill([40, 40, 40, 255]);
    }
    let out = filtered(&[Filter::LineArt { radius: 0.4, detail: 0.5, amount: 1.0 }], &picture);
    let at = |x: i32| out.row(15, x, x + 1)[0];
    assert!(at(19) < 80, "the dark side of the edge is inked: {}", at(19));
    assert_eq!(
        [at(0), at(8), at(30), at(39)],
        [255; 4],
        "no line where nothing changes, nor at the rim"
    );
    let none = filtered(&[Filter::LineArt { radius: 0.4, detail: 0.0, amount: 1.0 }], &picture);
    assert!(pixels(&none).all(|p| p[0] == 255));
}

fn dots(pixmap: &Pixmap, method: DitherMethod) -> Pixmap {
    let mut out = pixmap.clone();
    dither(&mut out, method, 1.0).unwrap();
    out
}

#[test]
fn dots_are_black_or_white_and_as_many_as_the_picture_is_light() {
    for level in [1_u8, 40, 64, 128, 200, 254] {
        let picture =
            Pixmap::from_vec(128, 128, [level, level, level, 255].repeat(128 * 128)).unwrap();
        for method in METHODS {
            let out = dots(&picture, method);
            assert!(pixels(&out).all(|p| p == [0, 0, 0, 255] || p == [255; 4]));
            let mean = pixels(&out).map(|p| f64::from(p[0])).sum::<f64>() / (128.0 * 128.0);
            // Atkinson's loses a quarter of the error: light and dark are cleaner by that.
            let most = if method == DitherMethod::Atkinson { 26.0 } else { 2.5 };
            assert!((mean - f64::from(level)).abs() <= most, "{method:?} {level}: {mean}");
        }
    }
}

/// The first of 8 × 8 places to become white, and the first 16, are as Bayer's matrix has them.
#[test]
fn an_ordered_pattern_is_bayers() {
    let rows = [[0, 32, 8, 40], [48, 16, 56, 24], [12, 44, 4, 36], [60, 28, 52, 20]];
    for (y, row) in rows.into_iter().enumerate() {
        for (x, order) in row.into_iter().enumerate() {
            let level = |step: i32| ((2 * step + 1) * 255 / 128) as u8;
            for (level, white) in [(level(order), false), (level(order) + 2, true)] {
                let picture = flat([level, level, level, 255]);
                let out = dots(&picture, DitherMethod::Ordered);
                let p = out.row(y as i32, x as i32, x as i32 + 1);
                assert_eq!(p[0] == 255, white, "{x} {y} {order} at {level}");
            }
        }
    }
}

/// Floyd and Steinberg by hand: 100, 100, 100 → black, and 7/16 of 100 go on.
#[test]
fn errors_go_where_floyd_and_steinberg_send_them() {
    let row = [100_u8, 100, 30, 120];
    let pixels = row.iter().flat_map(|v| [*v, *v, *v, 255]).collect();
    let out = dots(&Pixmap::from_vec(4, 1, pixels).unwrap(), DitherMethod::FloydSteinberg);
    // 100 → 0; 100 + 43.75 → 255; 30 − 48.7 → 0; 120 − 8.2 → 0.
    let got: Vec<u8> = out.data().chunks_exact(4).map(|p| p[0]).collect();
    assert_eq!(got, [0, 255, 0, 0]);
}

/// A product with one photo of 40 × 30 mm; `layer` is what it says beside its box.
fn product(layer: &Json) -> Engine {
    let mut picture = json!({
        "kind": "image", "id": "slot", "image": { "option": "photo" }, "box": [5, 5, 40, 30],
        "fit": "cover",
    });
    for (key, value) in layer.as_object().unwrap() {
        picture[key] = value.clone();
    }
    let layers = json!([{ "kind": "fill", "color": "#8ac" }, picture]);
    let mut engine = Engine::new(&template(&layers).to_string()).unwrap();
    give(&mut engine);
    engine
}

fn give(engine: &mut Engine) {
    let white = encode_png(&Pixmap::from_vec(2, 2, vec![255; 16]).unwrap()).unwrap();
    engine.add_asset("white", white).unwrap();
    engine.set_photo("photo", "p.png", photo()).unwrap();
}

fn photo() -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images/rgb444.jpg"))
        .unwrap()
}

fn template(layers: &Json) -> Json {
    json!({
        "liveproof": 1, "id": "p",
        "assets": { "white": { "image": "white.png" } },
        "options": [
            { "id": "photo", "kind": "photo" },
            { "id": "light", "kind": "number", "min": -1, "max": 1, "step": 0.01 },
            { "id": "x", "kind": "place", "x": [-50, 50] },
        ],
        "areas": [{ "id": "a", "width": 50, "height": 40, "layers": layers }],
        "views": [{ "id": "front", "width": 250, "height": 200, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [250, 0], [250, 200], [0, 200]] } },
        ] }],
    })
}

fn frame(engine: &mut Engine) -> Vec<u8> {
    engine.frame("front", 250).unwrap().pixels.data().to_vec()
}

fn set(engine: &mut Engine, id: &str, value: Value) {
    engine.set(&Selection::from([(id.to_owned(), value)])).unwrap();
}

/// Drags of a slider that changes a filter are drawn as if each picture had been the first, though what the
/// filters are given is kept.
#[test]
fn a_dragged_slider_draws_what_a_fresh_engine_draws() {
    let light = json!({ "kind": "brightness", "amount": { "option": "light" } });
    let filters = [
        json!([light]),
        json!([light, { "kind": "blur", "radius": 0.7 }, { "kind": "sepia" }]),
        json!([light, { "kind": "dither", "cell": 0.5 }, { "kind": "one-color", "color": "navy" }]),
        json!([{ "kind": "line-art" }, light]),
    ];
    for filters in filters {
        for mask in [Json::Null, json!("heart")] {
            let mut engine = product(&json!({ "filters": filters, "mask": mask, "rotate": 8 }));
            let mut seen = vec![frame(&mut engine)];
            for amount in [0.3, -0.4, 0.0, 0.9] {
                set(&mut engine, "light", Value::Number(amount));
                let edited = frame(&mut engine);
                engine.drop_caches();
                assert!(edited == frame(&mut engine), "{filters} {mask} {amount}");
                seen.push(edited);
            }
            assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "{filters}");
        }
    }
}

#[test]
fn a_group_is_filtered_as_one_and_only_where_it_changes() {
    let group = |filters: Json| {
        json!([{ "kind": "fill", "color": "#8ac" }, { "kind": "group", "filters": filters, "layers": [
            { "kind": "fill", "color": "#c33", "box": [5, 5, 20, 20], "place": "x" },
            { "kind": "image", "image": { "option": "photo" }, "box": [20, 15, 25, 20], "fit": "cover" },
        ] }])
    };
    let engine = |filters: Json| {
        let mut engine = Engine::new(&template(&group(filters)).to_string()).unwrap();
        give(&mut engine);
        engine
    };
    let light = json!({ "kind": "brightness", "amount": { "option": "light" } });
    for filters in [
        json!([{ "kind": "grayscale" }]),
        json!([light]),
        json!([light, { "kind": "blur", "radius": 1 }]),
    ] {
        let mut engine = engine(filters.clone());
        frame(&mut engine);
        let mut random = Random::new(9);
        for _ in 0..6 {
            if random.below(2) == 0 {
                let amount = f64::from(random.below(200)) / 100.0 - 1.0;
                set(&mut engine, "light", Value::Number(amount));
            } else {
                let x = f64::from(random.below(30)) - 10.0;
                let place = liveproof::template::Place { x, y: 0.0, scale: 1.0, rotate: 0.0 };
                set(&mut engine, "x", Value::Place(place));
            }
            let edited = frame(&mut engine);
            engine.drop_caches();
            assert!(edited == frame(&mut engine), "{filters}");
        }
    }
    let (mut plain, mut gray) = (engine(json!([])), engine(json!([{ "kind": "grayscale" }])));
    assert_ne!(frame(&mut plain), frame(&mut gray));
    let inside = frame(&mut gray);
    let p = &inside[(60 * 250 + 60) * 4..][..3];
    assert!(p[0] == p[1] && p[1] == p[2], "what was red is gray: {p:?}");
}

/// The same dots lie at the same places, whatever the resolution.
#[test]
fn dots_are_alike_in_preview_and_print() {
    for method in ["floyd-steinberg", "atkinson", "ordered"] {
        let layer = json!({ "filters": [{ "kind": "dither", "method": method, "cell": 0.5 }] });
        let engine = product(&layer);
        let (scene, assets) = (engine.scene().clone(), assets(&engine));
        // Whole pixels for a dot: 2 and 6.
        let (coarse, fine) = (drawn(&scene, &assets, 4.0), drawn(&scene, &assets, 12.0));
        for y in 0..coarse.height() as i32 {
            for x in 0..coarse.width() as i32 {
                let middle = fine.row(y * 3 + 1, x * 3 + 1, x * 3 + 2);
                assert_eq!(coarse.row(y, x, x + 1), middle, "{method} {x} {y}");
            }
        }
    }
}

fn assets(engine: &Engine) -> Assets {
    let mut assets = Assets::default();
    let layer = engine.scene().areas[0].layers[1].as_ref().unwrap();
    let liveproof::scene::Content::Image(image) = &layer.content else { panic!("a picture") };
    assets.add_image(image.image.as_ref().unwrap(), photo()).unwrap();
    assets
}

fn drawn(scene: &Scene, assets: &Assets, scale: f64) -> Pixmap {
    let [width, height] = [50.0, 40.0].map(|mm: f64| (mm * scale) as u32);
    let mut artwork =
        Artwork::new(Raster { width, height, transform: Affine::scale(scale) }).unwrap();
    artwork.update(&scene.areas[0].layers, assets, &mut GlyphCache::new()).unwrap();
    artwork.pixels().clone()
}

#[test]
fn what_a_filter_cannot_be_is_refused_with_what_it_can() {
    let starts = |filters: Json, start: &str| {
        let layer =
            json!({ "kind": "image", "image": "white", "box": [0, 0, 9, 9], "filters": filters });
        let fault =
            Template::parse(&template(&json!([layer])).to_string()).unwrap_err().to_string();
        assert!(fault.starts_with(&format!("areas[0].layers[0].filters{start}")), "{fault}");
        fault
    };
    let words = starts(json!([{ "kind": "blure" }]), "[0].kind: ");
    assert!(words.contains("\"line-art\"") && words.contains("\"blur\""), "{words}");
    starts(json!([{ "kind": "brightness" }]), "[0]");
    starts(json!([{ "kind": "brightness", "amount": 1.5 }]), "[0].amount: ");
    starts(json!([{ "kind": "sepia", "amount": -0.5 }]), "[0].amount: ");
    starts(json!([{ "kind": "sepia" }, { "kind": "tint", "color": "gould" }]), "[1].color: ");
    starts(json!([{ "kind": "dither", "method": "random" }]), "[0].method: ");
    starts(json!([{ "kind": "dither" }, { "kind": "dither" }]), "[1].kind: ");
    starts(json!([{ "kind": "blur", "radius": { "option": "nothing" } }]), "[0].radius.option: ");
    let many: Vec<Json> = (0..33).map(|_| json!({ "kind": "sepia" })).collect();
    starts(json!(many), "");
    let group = json!([{ "kind": "group", "layers": [], "filters": [{ "kind": "dither" }] }]);
    assert!(Template::parse(&template(&group).to_string()).is_err());
}
