//! What decides a layer's share besides its mode: fill, ranges of colors, masks, clipping.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use liveproof::Engine;
use liveproof::blend::{
    BlendChannel, BlendMode, BlendRange, Mixing, blend_row, blend_row_filled, blend_row_masked,
    blend_row_opacity,
};
use liveproof::image::encode_png;
use liveproof::mockup::change_mask;
use liveproof::pixels::{Mask, Pixmap};
use serde_json::{Value, json};

const EIGHT: [BlendMode; 8] = [
    BlendMode::ColorBurn,
    BlendMode::LinearBurn,
    BlendMode::ColorDodge,
    BlendMode::LinearDodge,
    BlendMode::VividLight,
    BlendMode::LinearLight,
    BlendMode::HardMix,
    BlendMode::Difference,
];

struct Random(u64);

impl Random {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as u8
    }

    fn row(&mut self, n: usize) -> Vec<u8> {
        let pixel = |_| {
            let a = [0, 255, self.byte(), self.byte()][usize::from(self.byte() % 4)];
            let mut c = || (u16::from(self.byte()) * u16::from(a) / 255) as u8;
            [c(), c(), c(), a]
        };
        (0..n).flat_map(pixel).collect()
    }
}

#[test]
fn fill_is_an_opacity_in_all_modes_but_eight() {
    let mut random = Random(1);
    for mode in BlendMode::ALL {
        assert_eq!(mode.has_fill(), EIGHT.contains(&mode), "{mode:?}");
        let (backdrop, source) = (random.row(400), random.row(400));
        for fill in [0, 1, 90, 254, 255] {
            let (mut filled, mut faint) = (backdrop.clone(), backdrop.clone());
            blend_row_filled(mode, &mut filled, &source, fill);
            blend_row_opacity(mode, &mut faint, &source, fill);
            let same = !mode.has_fill() || fill == 0 || fill == 255;
            assert_eq!(filled == faint, same, "{mode:?} at {fill}");
        }
    }
}

#[test]
fn no_fill_or_opacity_leaves_every_byte_and_all_of_it_is_the_mode() {
    let mut random = Random(2);
    for mode in BlendMode::ALL {
        let (backdrop, source) = (random.row(300), random.row(300));
        let mut plain = backdrop.clone();
        blend_row(mode, &mut plain, &source);
        for mixing in [
            Mixing { opacity: 0, ..Mixing::of(mode) },
            Mixing { fill: 0, ..Mixing::of(mode) },
            Mixing { fill: 0, opacity: 77, ..Mixing::of(mode) },
        ] {
            let mut row = backdrop.clone();
            mixing.blend(&mut row, &source, None);
            mixing.blend(&mut row, &source, Some(&[200; 300]));
            assert_eq!(row, backdrop, "{mixing:?}");
        }
        let everything = BlendRange {
            channel: BlendChannel::Gray,
            this: BlendRange::ALL,
            underlying: BlendRange::ALL,
        };
        let mut row = backdrop.clone();
        Mixing { ranges: vec![everything], ..Mixing::of(mode) }.blend(&mut row, &source, None);
        assert_eq!(row, plain, "{mode:?}");
    }
}

/// The share of a straight level, by the documented formula.
fn share([from, full, until, end]: [u8; 4], level: f64) -> f64 {
    let [from, full, until, end] = [from, full, until, end].map(f64::from);
    if level < from || level > end {
        0.0
    } else if level < full {
        (level - from) / (full - from)
    } else if level > until {
        (end - level) / (end - until)
    } else {
        1.0
    }
}

fn level(channel: BlendChannel, [r, g, b, a]: [u8; 4]) -> f64 {
    let [r, g, b] = [r, g, b].map(|c| f64::from(c) * 255.0 / f64::from(a.max(1)));
    // Halves go up, whatever a double makes of them.
    let level = match channel {
        BlendChannel::Gray => 0.3 * r + 0.59 * g + 0.11 * b,
        BlendChannel::Red => r,
        BlendChannel::Green => g,
        BlendChannel::Blue => b,
    };
    (level + 1e-9).round()
}

#[test]
fn ranges_are_their_formula() {
    let channels = [BlendChannel::Gray, BlendChannel::Red, BlendChannel::Green, BlendChannel::Blue];
    let mut random = Random(3);
    for channel in channels {
        for _ in 0..200 {
            let mut levels = || {
                let mut levels = [random.byte(), random.byte(), random.byte(), random.byte()];
                levels.sort_unstable();
                levels
            };
            let range = BlendRange { channel, this: levels(), underlying: levels() };
            for pixel in random.row(40).as_chunks::<4>().0 {
                let own = 255.0 * share(range.this, level(channel, *pixel));
                assert!((f64::from(range.of_source(*pixel)) - own).abs() <= 1.0, "{range:?}");
                let hidden = 1.0 - share(range.underlying, level(channel, *pixel));
                let shown = 255.0 * (1.0 - hidden * f64::from(pixel[3]) / 255.0);
                assert!((f64::from(range.of_backdrop(*pixel)) - shown).abs() <= 1.5, "{range:?}");
            }
        }
    }
    // A slider that isn't split is a step, and its own level shows.
    let step = BlendRange {
        channel: BlendChannel::Red,
        this: [100, 100, 200, 200],
        underlying: BlendRange::ALL,
    };
    let shown = [99, 100, 200, 201].map(|red| step.of_source([red, 0, 0, 255]));
    assert_eq!(shown, [0, 255, 255, 0]);
}

#[test]
fn a_range_makes_the_source_fainter_as_coverage_does() {
    let mut random = Random(4);
    for mode in BlendMode::ALL {
        let (backdrop, source) = (random.row(300), random.row(300));
        let coverage: Vec<u8> = (0..300).map(|_| random.byte()).collect();
        let range = BlendRange {
            channel: BlendChannel::Green,
            this: [20, 120, 200, 250],
            underlying: [0, 60, 255, 255],
        };
        let weights = source.as_chunks::<4>().0.iter().zip(backdrop.as_chunks::<4>().0);
        let weights: Vec<u8> = weights
            .zip(&coverage)
            .map(|((s, b), &c)| {
                let product = |a: u8, b: u8| (f64::from(a) * f64::from(b) / 255.0).round() as u8;
                product(c, product(range.of_source(*s), range.of_backdrop(*b)))
            })
            .collect();
        let mut expected = backdrop.clone();
        blend_row_masked(mode, &mut expected, &source, &weights);
        let mut row = backdrop.clone();
        let mixing = Mixing { ranges: vec![range], ..Mixing::of(mode) };
        mixing.blend(&mut row, &source, Some(&coverage));
        assert_eq!(row, expected, "{mode:?}");
    }
}

fn mask(random: &mut Random) -> Mask {
    let noise = (0..60 * 40).map(|_| random.byte()).collect();
    Mask::from_vec(60, 40, noise).unwrap()
}

#[test]
fn masks_change_as_they_are_told_to() {
    let mut random = Random(5);
    let own = mask(&mut random);
    assert!(change_mask(own.clone(), false, 0.0, 255).unwrap() == own);
    assert!(change_mask(own.clone(), false, f64::NAN, 255).unwrap() == own);
    let twice = change_mask(change_mask(own.clone(), true, 0.0, 255).unwrap(), true, 0.0, 255);
    assert!(twice.unwrap() == own);
    let none = change_mask(own.clone(), false, 3.0, 0).unwrap();
    assert!(none.data().iter().all(|&m| m == 255), "of density 0 it hides nothing");
    let half = change_mask(own.clone(), false, 0.0, 128).unwrap();
    for (&m, &h) in own.data().iter().zip(half.data()) {
        let want = 255.0 - 128.0 / 255.0 * f64::from(255 - m);
        assert!((f64::from(h) - want).abs() <= 0.5, "{m} became {h}");
    }
    // To the very edge: the mask goes on outside.
    for level in [0, 93, 255] {
        let flat = Mask::from_vec(60, 40, vec![level; 2400]).unwrap();
        for feather in [0.7, 5.0, 80.0, 256.0] {
            let out = change_mask(flat.clone(), false, feather, 255).unwrap();
            assert!(out.data().iter().all(|&m| m.abs_diff(level) <= 1), "{level} by {feather}");
        }
    }
    let empty = change_mask(Mask::new(0, 7).unwrap(), true, 4.0, 9).unwrap();
    assert_eq!((empty.width(), empty.height()), (0, 7));
}

#[test]
fn a_feathered_edge_is_the_gaussian() {
    let edge = (0..100 * 20).map(|i| if i % 100 < 50 { 0 } else { 255 }).collect();
    let edge = Mask::from_vec(100, 20, edge).unwrap();
    for feather in [1.0, 4.0, 10.0] {
        let out = change_mask(edge.clone(), false, feather, 255).unwrap();
        for y in [0, 10, 19] {
            for (x, &m) in out.row(y, 0, 100).iter().enumerate() {
                let at = (x as f64 + 0.5 - 50.0) / feather;
                let want = 127.5 * (1.0 + libm::erf(at / std::f64::consts::SQRT_2));
                assert!((f64::from(m) - want).abs() < 6.0, "{feather}: {m} at {x}, not {want}");
            }
        }
    }
}

const SIDE: u32 = 64;

/// A picture by its pixels, as a file.
fn picture(of: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let pixels = (0..SIDE * SIDE).flat_map(|i| of(i % SIDE, i / SIDE)).collect();
    encode_png(&Pixmap::from_vec(SIDE, SIDE, pixels).unwrap()).unwrap()
}

/// The frame of a view with these items, of an area with these layers; `part` is white on the left half.
fn frame(layers: &Value, items: &Value) -> Pixmap {
    let template = json!({
        "liveproof": 1, "id": "t",
        "assets": { "photo": { "image": "photo" }, "part": { "image": "part" }, "glow": { "image": "glow" } },
        "options": [{ "id": "never", "kind": "toggle" }],
        "areas": [{ "id": "area", "width": SIDE, "height": SIDE, "layers": layers }],
        "views": [{ "id": "view", "width": SIDE, "height": SIDE, "items": items }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    let gray = |v: u32| [v as u8, v as u8, v as u8, 255];
    engine.add_asset("photo", picture(|x, y| [x as u8 * 4, y as u8 * 4, 90, 255])).unwrap();
    engine.add_asset("part", picture(|x, _| gray(if x < SIDE / 2 { 255 } else { 0 }))).unwrap();
    engine
        .add_asset("glow", picture(|x, y| [200, 40, (x + y) as u8, 200].map(|c| c.min(200))))
        .unwrap();
    engine.frame("view", SIDE).unwrap().pixels.clone()
}

fn photo() -> Value {
    json!({ "kind": "photo", "image": "photo" })
}

/// An area's artwork over the whole view, over a photo.
fn printed(layers: &Value) -> Pixmap {
    let side = f64::from(SIDE);
    let corners = [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]];
    let geometry = json!({ "quad": corners });
    let print =
        json!({ "kind": "placement", "area": "area", "blend": "normal", "geometry": geometry });
    frame(layers, &json!([photo(), print]))
}

#[test]
fn a_layer_shows_only_where_its_base_does() {
    let base = json!({ "kind": "fill", "color": "#3050c0", "box": [8, 8, 30, 40], "opacity": 0.7 });
    let disc =
        json!({ "kind": "fill", "color": "#f0b000", "box": [20, 20, 40, 40], "shape": "ellipse" });
    let with = |extra: Value| {
        let mut layer = disc.clone();
        let keys = layer.as_object_mut().unwrap();
        keys.extend(extra.as_object().unwrap().clone());
        layer
    };
    let bare = printed(&json!([]));
    let alone = printed(&json!([base]));
    let clipped = printed(&json!([base, with(json!({ "clip": true }))]));
    let mut seen = 0;
    for (i, pixel) in clipped.data().as_chunks::<4>().0.iter().enumerate() {
        let (x, y) = (i as u32 % SIDE, i as u32 / SIDE);
        let at = |pixels: &Pixmap| pixels.data().as_chunks::<4>().0[i];
        let inside = (8..38).contains(&x) && (8..48).contains(&y);
        if !inside {
            assert_eq!(*pixel, at(&bare), "{x} {y}");
        } else if *pixel != at(&alone) {
            seen += 1;
        }
    }
    assert!(seen > 300, "the disc shows on {seen} pixels of its base");
    // In the middle the disc covers the base's color, and the base's opacity is that of both.
    let middle = (30 * SIDE + 30) as usize;
    let (under, over) = (&bare.data()[middle * 4..], &clipped.data()[middle * 4..]);
    for (i, color) in [0xf0, 0xb0, 0x00].into_iter().enumerate() {
        let want = 0.7 * f64::from(color) + 0.3 * f64::from(under[i]);
        assert!((f64::from(over[i]) - want).abs() <= 1.5, "{} for {want}", over[i]);
    }
    // With the base, what is clipped goes; another base in between takes it over.
    let never = json!({ "option": "never", "is": true });
    let hidden = json!({ "kind": "fill", "color": "#fff", "when": never });
    assert!(printed(&json!([hidden, with(json!({ "clip": true }))])) == bare);
    assert!(printed(&json!([base, hidden, with(json!({ "clip": true }))])) == alone);
    // One that is clipped and hidden is passed over.
    let passed = with(json!({ "clip": true, "when": never }));
    assert!(printed(&json!([base, passed, with(json!({ "clip": true }))])) == clipped);
    // All modes, none of which reaches beyond the base.
    for mode in BlendMode::ALL {
        let word = serde_json::to_value(format!("{mode:?}")).unwrap();
        let word = kebab(word.as_str().unwrap());
        let out = printed(&json!([base, with(json!({ "clip": true, "blend": word }))]));
        let outside = |pixels: &Pixmap| pixels.row(55, 0, 64).to_vec();
        assert_eq!(outside(&out), outside(&bare), "{word}");
    }
}

fn kebab(word: &str) -> String {
    word.chars().fold(String::new(), |mut out, letter| {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
        out
    })
}

#[test]
fn an_overlay_shows_only_where_its_base_does() {
    let glow = |extra: Value| {
        let mut item = json!({ "kind": "overlay", "image": "glow" });
        item.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        item
    };
    let clip = || glow(json!({ "clip": true }));
    let free = frame(&json!([]), &json!([photo(), glow(json!({}))]));
    let bare = frame(&json!([]), &json!([photo()]));
    // A photo is everywhere.
    assert!(frame(&json!([]), &json!([photo(), clip()])) == free);
    // A white dye changes nothing, but has a part, which a mask says too.
    let tint = json!({ "kind": "tint", "mask": "part", "color": "#fff" });
    let on_part = frame(&json!([]), &json!([photo(), tint, clip()]));
    assert!(on_part == frame(&json!([]), &json!([photo(), glow(json!({ "mask": "part" }))])));
    for (y, x, same) in [(3, 10, &free), (40, 31, &free), (3, 32, &bare), (60, 63, &bare)] {
        assert_eq!(on_part.row(y, x, x + 1), same.row(y, x, x + 1), "{x} {y}");
    }
    // A placement's artwork: all of it is the whole view, none of it nothing.
    let side = f64::from(SIDE);
    let quad = json!({ "quad": [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]] });
    let print = json!({ "kind": "placement", "area": "area", "geometry": quad });
    let white = json!([{ "kind": "fill", "color": "#fff" }]);
    assert!(frame(&white, &json!([photo(), print, clip()])) == free);
    assert!(frame(&json!([]), &json!([photo(), print, clip()])) == bare);
    let left = json!([{ "kind": "fill", "color": "#fff", "box": [0, 0, 32, 64] }]);
    assert!(frame(&left, &json!([photo(), print, clip()])) == on_part);
    // Two in a row have the same base; a base that is hidden hides both.
    let two = frame(&left, &json!([photo(), print, clip(), clip()]));
    assert!(two != on_part && two.row(9, 32, 64) == bare.row(9, 32, 64));
    let mut hidden = print.clone();
    hidden["when"] = json!({ "option": "never", "is": true });
    assert!(frame(&left, &json!([photo(), hidden, clip(), clip()])) == bare);
}

#[test]
fn an_item_shows_by_the_colors_it_lies_on() {
    // Red runs from left to right in the photo: 4 a pixel.
    let by_red = json!({ "channel": "red", "underlying": [64, 64, 128, 128] });
    let side = f64::from(SIDE);
    let quad = json!({ "quad": [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]] });
    let black = json!([{ "kind": "fill", "color": "#000" }]);
    let print = json!({ "kind": "placement", "area": "area", "geometry": quad, "blendIf": by_red });
    let glow = json!({ "kind": "overlay", "image": "glow", "blendIf": by_red });
    let bare = frame(&json!([]), &json!([photo()]));
    for item in [print, glow] {
        let out = frame(&black, &json!([photo(), item]));
        for (i, pixel) in out.data().as_chunks::<4>().0.iter().enumerate() {
            let shows = (16..=32).contains(&(i as u32 % SIDE));
            let before = bare.data().as_chunks::<4>().0[i];
            assert_eq!(*pixel != before, shows, "{i}: {pixel:?} on {before:?}");
        }
    }
    // Its own colors: of two halves the light one stays.
    let halves = json!([
        { "kind": "fill", "color": "#000", "box": [0, 0, 32, 64] },
        { "kind": "fill", "color": "#e0c0d0", "box": [32, 0, 32, 64] },
    ]);
    let own = json!({ "this": [100, 100, 255, 255] });
    let print = json!({ "kind": "placement", "area": "area", "geometry": quad, "blendIf": own });
    let light = json!([{ "kind": "fill", "color": "#e0c0d0", "box": [32, 0, 32, 64] }]);
    let mut plain = print.clone();
    plain.as_object_mut().unwrap().remove("blendIf");
    assert!(frame(&halves, &json!([photo(), print])) == frame(&light, &json!([photo(), plain])));
}

#[test]
fn the_fill_of_a_text_leaves_its_outline() {
    let text = |fill: f64, stroke: bool| {
        let mut layer = json!({ "kind": "text", "text": "H", "font": "f", "size": 60, "color": "#f00",
            "box": [0, 0, 64, 64], "fillOpacity": fill });
        if stroke {
            layer["stroke"] = json!({ "width": 4, "color": "#00f" });
        }
        layer
    };
    let draw = |layer: Value| {
        let side = f64::from(SIDE);
        let quad = json!({ "quad": [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]] });
        let template = json!({
            "liveproof": 1, "id": "t",
            "assets": { "photo": { "image": "photo" }, "f": { "font": "f" } },
            "areas": [{ "id": "area", "width": SIDE, "height": SIDE, "layers": [layer] }],
            "views": [{ "id": "view", "width": SIDE, "height": SIDE, "items": [photo(),
                { "kind": "placement", "area": "area", "blend": "normal", "geometry": quad }] }],
        });
        let mut engine = Engine::new(&template.to_string()).unwrap();
        let white = picture(|_, _| [255; 4]);
        engine.add_asset("photo", white).unwrap();
        let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/Roboto-Bold.ttf");
        engine.add_asset("f", std::fs::read(font).unwrap()).unwrap();
        engine.frame("view", SIDE).unwrap().pixels.clone()
    };
    let count = |pixels: &Pixmap, like: fn(&[u8; 4]) -> bool| {
        pixels.data().as_chunks::<4>().0.iter().filter(|p| like(p)).count()
    };
    let red: fn(&[u8; 4]) -> bool = |p| p[0] > 200 && p[1] < 160 && p[2] < 160;
    let blue: fn(&[u8; 4]) -> bool = |p| p[0] < 50 && p[1] < 50 && p[2] > 200;
    let full = draw(text(1.0, true));
    let none = draw(text(0.0, true));
    assert!(count(&full, red) > 100 && count(&none, red) == 0);
    assert!(count(&none, blue) >= count(&full, blue) && count(&full, blue) > 100);
    let half = draw(text(0.5, false));
    assert!(
        half.data().as_chunks::<4>().0.iter().any(|p| p[..3] == [255, 127, 127]),
        "half of red"
    );
}
