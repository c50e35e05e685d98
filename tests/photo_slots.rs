//! Laws of pictures in their boxes: crops, masks, borders, what stands in, and how sharp they are.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

#[path = "support/random.rs"]
mod random;

use std::sync::Arc;

use kurbo::Affine;
use liveproof::Engine;
use liveproof::artwork::{Artwork, Assets, Raster};
use liveproof::engine::{Drag, ProofFormat};
use liveproof::image::encode_png;
use liveproof::issue::Datum;
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;
use liveproof::scene::{Content, Image, Layer, Scene};
use liveproof::template::{Place, Template, Value};
use liveproof::text::GlyphCache;
use random::Random;
use serde_json::{Value as Json, json};

/// Width and height of the area in millimeters.
const AREA: [f64; 2] = [100.0, 80.0];

/// Pixels of the view for a millimeter: the print lies upright on it.
const SCALE: f64 = 5.0;

/// How far in millimeters from where a finger is what it holds may be: as fine as places are.
const STEP: f64 = 0.02;

/// How much of a mask's area two resolutions may differ in.
const MASK_TOLERANCE: f64 = 0.004;

/// A product with one picture; `layer` is what it says beside its box.
fn template(layer: &Json) -> Json {
    let mut picture = json!({
        "kind": "image", "id": "slot", "image": { "option": "photo" }, "box": [20, 10, 60, 40],
        "fit": "cover", "crop": "crop",
    });
    for (key, value) in layer.as_object().unwrap() {
        picture[key] = value.clone();
        if value.is_null() {
            picture.as_object_mut().unwrap().remove(key);
        }
    }
    let [w, h] = AREA.map(|side| side * SCALE);
    json!({
        "liveproof": 1, "id": "p",
        "assets": { "art": { "image": "art.png" }, "white": { "image": "white.png" },
            "half": { "image": "half.png" } },
        "options": [
            { "id": "photo", "kind": "photo" },
            { "id": "crop", "kind": "place", "x": [-500, 500], "y": [-500, 500], "scale": [0.5, 8],
              "rotate": [-360, 360], "snap": { "rotate": 90 } },
            { "id": "shape", "kind": "choice", "choices": [{ "id": "heart" }, { "id": "soft" }] },
            { "id": "other", "kind": "photo" },
            { "id": "other-crop", "kind": "place", "x": [-50, 50] },
        ],
        "areas": [{ "id": "a", "width": AREA[0], "height": AREA[1], "layers": [picture] }],
        "views": [{ "id": "front", "width": w, "height": h, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [w, 0], [w, h], [0, h]] } },
        ] }],
    })
}

/// An opaque picture in which every pixel differs from those around it.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut random = Random::new(u64::from(width * 7919 + height));
    let pixels = (0..width * height).flat_map(|i| {
        let (x, y) = (i % width, i / width);
        let noise = random.below(60);
        [x * 190 / width + noise, y * 190 / height + noise, 60 + noise, 255].map(|v| v as u8)
    });
    encode_png(&Pixmap::from_vec(width, height, pixels.collect()).unwrap()).unwrap()
}

/// An engine with its own pictures; the shopper's is not there yet.
fn engine(template: &Json) -> Engine {
    let mut engine = Engine::new(&template.to_string()).unwrap();
    for (id, bytes) in pictures() {
        engine.add_asset(id, bytes).unwrap();
    }
    engine
}

fn pictures() -> [(&'static str, Vec<u8>); 3] {
    let white = Pixmap::from_vec(2, 2, vec![255; 16]).unwrap();
    let half = std::fs::read(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images/rgba.png"),
    )
    .unwrap();
    [("art", picture(40, 40)), ("white", encode_png(&white).unwrap()), ("half", half)]
}

fn set(engine: &mut Engine, id: &str, value: Value) {
    engine.set(&Selection::from([(id.to_owned(), value)])).unwrap();
}

fn place(x: f64, y: f64, scale: f64, rotate: f64) -> Value {
    Value::Place(Place { x, y, scale, rotate })
}

fn frame(engine: &mut Engine) -> Vec<u8> {
    engine.frame("front", (AREA[0] * SCALE) as u32).unwrap().pixels.data().to_vec()
}

fn slot(scene: &Scene) -> Image {
    match &scene.areas[0].layers[0].as_ref().expect("the layer is there").content {
        Content::Image(image) => image.clone(),
        _ => panic!("a picture"),
    }
}

/// The layers' pixels at a resolution.
fn drawn(scene: &Scene, assets: &Assets, dpi: f64) -> Pixmap {
    let scale = dpi / 25.4;
    let [width, height] = AREA.map(|mm| (mm * scale).ceil() as u32);
    let mut artwork =
        Artwork::new(Raster { width, height, transform: Affine::scale(scale) }).unwrap();
    artwork.update(&scene.areas[0].layers, assets, &mut GlyphCache::new()).unwrap();
    artwork.pixels().clone()
}

/// A scene with a picture of that size in its slot, and what it is drawn with.
fn scene_of(layer: &Json, size: [u32; 2], crop: Option<Value>) -> (Scene, Assets) {
    let mut engine = engine(&template(layer));
    engine.set_photo("photo", "p.png", picture(size[0], size[1])).unwrap();
    if let Some(crop) = crop {
        set(&mut engine, "crop", crop);
    }
    let mut assets = Assets::default();
    for (id, bytes) in pictures() {
        assets.add_image(id, bytes).unwrap();
    }
    let scene = engine.scene().clone();
    let image = slot(&scene).image.unwrap();
    assets.add_image(&image, picture(size[0], size[1])).unwrap();
    (scene, assets)
}

fn alphas(pixels: &Pixmap) -> Vec<u8> {
    pixels.data().chunks_exact(4).map(|p| p[3]).collect()
}

fn between(random: &mut Random, from: f64, to: f64) -> f64 {
    from + f64::from(random.below(100_001)) / 1e5 * (to - from)
}

/// A shape in one color covers its box; a picture that fills it must cover just as much, to the byte.
#[test]
fn a_picture_that_fills_its_box_leaves_no_gap_wherever_it_is_put() {
    let mut random = Random::new(5);
    for round in 0..120 {
        let size = [8 + random.below(70), 8 + random.below(70)];
        let (w, h) = (between(&mut random, 5.0, 60.0), between(&mut random, 5.0, 50.0));
        let frame = [between(&mut random, 0.0, 40.0), between(&mut random, 0.0, 30.0), w, h];
        let turn = *random.pick(&[0.0, 90.0, 270.0, 33.0, -7.3]);
        let rotate = match random.below(3) {
            0 => f64::from(random.below(9)) * 90.0 - 360.0,
            _ => between(&mut random, -360.0, 360.0),
        };
        let scale = between(&mut random, 0.5, 3.0);
        let crop = place(
            between(&mut random, -90.0, 90.0),
            between(&mut random, -90.0, 90.0),
            scale,
            rotate,
        );
        let fit = *random.pick(&["cover", "stretch"]);
        let layer = json!({ "box": frame, "rotate": turn, "fit": fit,
            "focus": [between(&mut random, 0.0, 1.0), between(&mut random, 0.0, 1.0)] });
        let (scene, assets) = scene_of(&layer, size, Some(crop));
        let mut filled = template(&json!({}));
        filled["areas"][0]["layers"] =
            json!([{ "kind": "fill", "color": "black", "box": frame, "rotate": turn }]);
        let filled = Engine::new(&filled.to_string()).unwrap().scene().clone();
        let dpi = between(&mut random, 20.0, 90.0);
        let (got, want) = (drawn(&scene, &assets, dpi), drawn(&filled, &assets, dpi));
        assert!(alphas(&got) == alphas(&want), "round {round}: {layer} {rotate} at {dpi}");
    }
}

#[test]
fn four_quarter_turns_are_none() {
    for (fit, size) in [("cover", [60, 37]), ("contain", [37, 60]), ("stretch", [50, 20])] {
        let layer = json!({ "fit": fit });
        let of = |crop| {
            let (scene, assets) = scene_of(&layer, size, Some(crop));
            drawn(&scene, &assets, 72.0)
        };
        let home = of(place(3.0, -2.0, 1.5, 0.0));
        assert!(home == of(place(3.0, -2.0, 1.5, 360.0)), "{fit}");
        assert!(home == of(place(3.0, -2.0, 1.5, -360.0)), "{fit}");
        let quarters = [90.0, 180.0, 270.0].map(|turn| of(place(3.0, -2.0, 1.5, turn)));
        assert!(quarters.iter().all(|quarter| *quarter != home), "{fit}");
        assert!(quarters[1] == of(place(3.0, -2.0, 1.5, -180.0)), "{fit}");
    }
}

/// Turned by a quarter, a picture is the turned picture: a photo that was given sideways is as good as one
/// that was not.
#[test]
fn a_quarter_turn_shows_what_the_turned_picture_shows() {
    let (width, height) = (60_u32, 37_u32);
    let upright = liveproof::image::decode(&picture(width, height)).unwrap();
    let mut turned = Pixmap::new(height, width).unwrap();
    for y in 0..height as i32 {
        for x in 0..width as i32 {
            let to = height as i32 - 1 - y;
            turned.row_mut(x, to, to + 1).copy_from_slice(upright.row(y, x, x + 1));
        }
    }
    for fit in ["cover", "contain"] {
        let (scene, assets) =
            scene_of(&json!({ "fit": fit }), [width, height], Some(place(0.0, 0.0, 1.0, 90.0)));
        let (other, mut bytes) = scene_of(&json!({ "fit": fit }), [height, width], None);
        let id = slot(&other).image.unwrap();
        bytes.add_image(&id, encode_png(&turned).unwrap()).unwrap();
        let (a, b) = (drawn(&scene, &assets, 80.0), drawn(&other, &bytes, 80.0));
        let off = a.data().iter().zip(b.data()).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        assert!(off <= 1, "{fit}: {off} levels");
    }
}

#[test]
fn a_crop_at_home_is_no_crop() {
    for fit in ["cover", "contain", "stretch"] {
        for turn in [0.0, 20.0] {
            let size = [45, 61];
            let with = json!({ "fit": fit, "rotate": turn });
            let without = json!({ "fit": fit, "rotate": turn, "crop": null });
            let (scene, assets) = scene_of(&with, size, Some(place(0.0, 0.0, 1.0, 0.0)));
            let (plain, same) = scene_of(&without, size, None);
            assert_eq!(slot(&scene), slot(&plain));
            assert!(drawn(&scene, &assets, 90.0) == drawn(&plain, &same, 90.0));
        }
    }
}

#[test]
fn the_focus_comes_as_near_to_the_middle_as_it_can() {
    // Three times as wide as the box shows.
    let part = |focus: [f64; 2]| {
        let (scene, _) = scene_of(&json!({ "focus": focus }), [450, 100], None);
        let placed = slot(&scene).placed([450.0, 100.0]);
        [0.0, 60.0].map(|x| placed.part_at(kurbo::Point::new(x, 20.0))[0])
    };
    let is = |got: [f64; 2], want: [f64; 2]| (0..2).all(|i| (got[i] - want[i]).abs() < 1e-9);
    let third = 1.0 / 3.0;
    assert!(is(part([0.5, 0.5]), [third, 2.0 * third]));
    assert!(is(part([0.0, 0.5]), [0.0, third]));
    assert!(is(part([0.1, 0.9]), [0.0, third]));
    assert!(is(part([0.4, 0.5]), [0.4 - third / 2.0, 0.4 + third / 2.0]));
    assert!(is(part([1.0, 0.5]), [2.0 * third, 1.0]));
}

#[test]
fn masks_and_borders_are_alike_in_preview_and_print() {
    let masks = [
        json!("circle"),
        json!("ellipse"),
        json!("heart"),
        json!("star"),
        json!("hexagon"),
        json!({ "rounded": 9 }),
        json!({ "path": "M0 0H50L100 50L0 100Z", "size": [100, 100] }),
        json!({ "image": "half" }),
        json!({ "option": "shape", "map": { "heart": "heart", "soft": { "rounded": 4 } } }),
    ];
    for mask in masks {
        for border in [Json::Null, json!({ "width": 2, "color": "#c9a227" })] {
            if mask.get("image").is_some() && !border.is_null() {
                continue;
            }
            let layer = json!({ "mask": mask, "border": border, "rotate": 12 });
            let (scene, assets) = scene_of(&layer, [90, 60], None);
            let area = |dpi: f64| {
                let sum: f64 =
                    alphas(&drawn(&scene, &assets, dpi)).into_iter().map(f64::from).sum();
                sum / 255.0 * (25.4 / dpi) * (25.4 / dpi)
            };
            let (preview, print) = (area(50.0), area(300.0));
            assert!(print > 300.0, "{mask}: {print} mm² show");
            assert!(print < 2399.0, "{mask}: something is cut away of {print} mm²");
            assert!((preview - print).abs() < MASK_TOLERANCE * print, "{mask}: {preview} {print}");
        }
    }
}

/// All of a border is inside what it runs along, and what is within it is the picture.
#[test]
fn a_border_lies_inside_its_mask() {
    let (scene, assets) = scene_of(&json!({ "mask": "star" }), [90, 60], None);
    let border = json!({ "mask": "star", "border": { "width": 3, "color": "#00ff00" } });
    let (framed, same) = scene_of(&border, [90, 60], None);
    let (plain, framed) = (drawn(&scene, &assets, 100.0), drawn(&framed, &same, 100.0));
    assert!(alphas(&plain) == alphas(&framed));
    let pixels = plain.data().chunks_exact(4).zip(framed.data().chunks_exact(4));
    let (mut kept, mut green) = (0, 0);
    for (plain, framed) in pixels {
        kept += usize::from(plain[3] == 255 && plain == framed);
        green += usize::from(framed == [0, 255, 0, 255]);
    }
    assert!(kept > 1000 && green > 1000, "{kept} pixels of the picture, {green} of the border");
}

#[test]
fn what_stands_in_for_a_photo_is_never_printed() {
    let layer = json!({ "placeholder": "art", "mask": "circle" });
    let mut with = engine(&template(&layer));
    let mut without = engine(&template(&json!({ "mask": "circle" })));
    assert_ne!(frame(&mut with), frame(&mut without));
    assert!(with.scene().for_print().areas[0].layers[0].is_none());
    let proof = |engine: &mut Engine| engine.proof("front", 200, ProofFormat::Png, 90).unwrap();
    assert_eq!(proof(&mut with), proof(&mut without));
    assert!(with.issues().is_empty());
    // Nothing of it is left once the photo is there.
    for engine in [&mut with, &mut without] {
        engine.set_photo("photo", "p.png", picture(500, 400)).unwrap();
    }
    assert_eq!(frame(&mut with), frame(&mut without));
    assert_eq!(with.scene().for_print(), *with.scene());
}

#[test]
fn a_tap_finds_a_picture_where_its_mask_shows_it() {
    let mut engine = engine(&template(&json!({ "mask": "circle" })));
    engine.set_photo("photo", "p.png", picture(60, 40)).unwrap();
    let mut hit = |x: f64, y: f64| engine.hit("front", [x * SCALE, y * SCALE], 0.0).unwrap();
    let found = hit(50.0, 30.0).expect("the middle is the picture");
    assert_eq!(found.layer.as_deref(), Some("slot"));
    assert_eq!((found.option.as_deref(), found.place.as_deref()), (Some("photo"), Some("crop")));
    // In the box, and 10 mm away from the circle.
    let corner = hit(22.0, 12.0);
    let is_picture = |hit: &liveproof::engine::Hit| hit.layer.as_deref() == Some("slot");
    assert!(corner.as_ref().is_none_or(is_picture), "a gap within a picture's box is near to it");
    assert!(hit(90.0, 70.0).is_none());
}

/// The part of the picture of 300 × 120 pixels that a point of the area shows.
fn shown(engine: &Engine, [x, y]: [f64; 2]) -> [f64; 2] {
    let image = slot(engine.scene());
    let [w, h] = [300, 120];
    let at = image.frame.transform().inverse() * kurbo::Point::new(x, y);
    image.placed([w, h].map(f64::from)).part_at(at)
}

#[test]
fn a_dragged_picture_stays_under_the_finger_until_a_gap_would_show() {
    for turn in [0.0, 90.0, 25.0] {
        let mut engine = engine(&template(&json!({ "rotate": turn })));
        engine.set_photo("photo", "p.png", picture(300, 120)).unwrap();
        set(&mut engine, "crop", place(0.0, 0.0, 2.0, turn / 2.0));
        let (from, to) = ([45.0, 28.0], [48.0, 31.0]);
        let before = shown(&engine, from);
        let start = Place { x: 0.0, y: 0.0, scale: 2.0, rotate: turn / 2.0 };
        let at = |p: [f64; 2]| [p.map(|v| v * SCALE)];
        let mut drag = |to: [f64; 2]| {
            let drag = Drag { layer: "slot", start, from: &at(from), to: &at(to), snap: false };
            let went = engine.drag("front", &drag).unwrap().expect("it can be moved");
            assert_eq!(went.option, "crop");
            let [x, y, scale, rotate] = went.place;
            set(&mut engine, "crop", place(x, y, scale, rotate));
            (shown(&engine, to), went.place)
        };
        let (after, _) = drag(to);
        let off = (0..2).map(|i| (after[i] - before[i]).abs()).fold(0.0, f64::max);
        assert!(off < STEP / 40.0, "turned by {turn}: {off}");
        let (_, far) = drag([99.0, 79.0]);
        let (_, farther) = drag([99.9, 79.9]);
        // Twice as high as the box, 20 mm are free to go.
        let stops = far[1] == 20.0 && farther[1] == 20.0;
        assert!(turn != 0.0 || stops, "it stops at its edge: {far:?} {farther:?}");
    }
}

#[test]
fn two_fingers_hold_what_is_under_them() {
    let mut engine = engine(&template(&json!({ "rotate": 10 })));
    engine.set_photo("photo", "p.png", picture(300, 120)).unwrap();
    set(&mut engine, "crop", place(2.0, 1.0, 2.0, 5.0));
    let start = Place { x: 2.0, y: 1.0, scale: 2.0, rotate: 5.0 };
    let (from, to) = ([[45.0, 28.0], [55.0, 30.0]], [[42.0, 27.0], [57.5, 33.0]]);
    let before = from.map(|p| shown(&engine, p));
    let at = |p: [[f64; 2]; 2]| p.map(|p| p.map(|v| v * SCALE));
    let drag = Drag { layer: "crop", start, from: &at(from), to: &at(to), snap: false };
    let went = engine.drag("front", &drag).unwrap().unwrap();
    let [x, y, scale, rotate] = went.place;
    assert!(scale > 2.5 && rotate > 10.0, "{:?}", went.place);
    set(&mut engine, "crop", place(x, y, scale, rotate));
    for (before, to) in before.into_iter().zip(to) {
        let after = shown(&engine, to);
        let off = (0..2).map(|i| (after[i] - before[i]).abs()).fold(0.0, f64::max);
        assert!(off < 0.003, "{before:?} went to {after:?}");
    }
}

#[test]
fn moving_a_picture_by_numbers_stops_where_a_gap_would_show() {
    let mut engine = engine(&template(&json!({})));
    engine.set_photo("photo", "p.png", picture(300, 120)).unwrap();
    // As high as the box, 100 mm wide in one of 60.
    let (option, place) = engine.placed("slot", [400.0, 7.0, 0.6, f64::NAN]).unwrap().unwrap();
    assert_eq!(
        (option.as_str(), place),
        ("crop", Place { x: 20.0, y: 0.0, scale: 1.0, rotate: 0.0 })
    );
    let (_, place) = engine.placed("crop", [-400.0, 0.0, 2.0, 90.0]).unwrap().unwrap();
    // Turned, it is as wide as the box at 1, and so 150 mm high.
    assert_eq!(place, Place { x: -30.0, y: 0.0, scale: 2.0, rotate: 90.0 });
}

#[test]
fn pictures_of_a_collage_move_each_in_its_own_box() {
    let mut collage = template(&json!({}));
    let mut second = collage["areas"][0]["layers"][0].clone();
    second["id"] = json!("second");
    second["box"] = json!([5, 55, 30, 20]);
    second["image"] = json!({ "option": "other" });
    second["crop"] = json!("other-crop");
    collage["areas"][0]["layers"].as_array_mut().unwrap().push(second);
    let mut engine = engine(&collage);
    engine.set_photo("photo", "p.png", picture(300, 120)).unwrap();
    engine.set_photo("other", "q.png", picture(200, 50)).unwrap();
    let before = frame(&mut engine);
    set(&mut engine, "other-crop", place(4.0, 0.0, 1.0, 0.0));
    let dirty = engine.frame("front", 500).unwrap().dirty;
    let inside = |v: i32, from: f64, to: f64| {
        f64::from(v) >= from * SCALE - 2.0 && f64::from(v) <= to * SCALE + 2.0
    };
    assert!(inside(dirty.x0, 5.0, 35.0) && inside(dirty.x1, 5.0, 35.0), "{dirty:?}");
    assert!(inside(dirty.y0, 55.0, 75.0) && inside(dirty.y1, 55.0, 75.0), "{dirty:?}");
    assert_ne!(frame(&mut engine), before);
    let states = engine.options();
    let layers = |id: &str| states.iter().find(|state| state.id == id).unwrap().layers.clone();
    assert_eq!(layers("crop"), Some(vec!["slot".to_owned()]));
    assert_eq!(layers("other-crop"), Some(vec!["second".to_owned()]));
}

fn resolution(engine: &mut Engine) -> Option<[f64; 4]> {
    let issues = engine.issues();
    let issue = issues.iter().find(|issue| issue.code == "low-resolution")?;
    assert_eq!((issue.option.as_deref(), issue.layer.as_deref()), (Some("photo"), Some("slot")));
    Some(["dpi", "wanted", "width", "height"].map(|key| match issue.data[key] {
        Datum::Number(number) => number,
        Datum::Text(_) => panic!("a number"),
    }))
}

#[test]
fn a_photo_with_too_few_dots_tells_at_which_size_it_has_enough() {
    let mut product = engine(&template(&json!({})));
    assert_eq!(resolution(&mut product), None);
    // 60 mm are 2.362 inches: 150 dots an inch are 354 pixels.
    product.set_photo("photo", "p.png", picture(354, 236)).unwrap();
    assert_eq!(resolution(&mut product), None);
    set(&mut product, "crop", place(0.0, 0.0, 2.0, 0.0));
    assert_eq!(resolution(&mut product), Some([75.0, 150.0, 30.0, 20.0]));
    // A quarter turn makes it larger: its width is as high as the box, its height as wide.
    set(&mut product, "crop", place(0.0, 0.0, 1.0, 90.0));
    assert_eq!(resolution(&mut product), Some([100.0, 150.0, 40.0, 26.0]));
    let mut fine = template(&json!({}));
    fine["areas"][0]["minDpi"] = json!(300);
    let mut fine = engine(&fine);
    fine.set_photo("photo", "p.png", picture(354, 236)).unwrap();
    assert_eq!(resolution(&mut fine), Some([150.0, 300.0, 30.0, 20.0]));
    let message = fine.issues().into_iter().find(|i| i.code == "low-resolution").unwrap().message;
    assert_eq!(
        message,
        "The photo has 150 dots per inch here, 300 are wanted: it is sharp up to 30 × 20 mm"
    );
}

#[test]
fn the_whole_layer_and_the_picture_in_it_move_apart() {
    let mut both = template(&json!({ "place": "move" }));
    let place_option = json!({ "id": "move", "kind": "place", "x": [-9, 9], "scale": [1, 2] });
    both["options"].as_array_mut().unwrap().push(place_option);
    let mut engine = engine(&both);
    engine.set_photo("photo", "p.png", picture(300, 120)).unwrap();
    let found = engine.hit("front", [50.0 * SCALE, 30.0 * SCALE], 0.0).unwrap().unwrap();
    assert_eq!(found.place.as_deref(), Some("move"));
    assert_eq!(engine.placed("slot", [5.0, 0.0, 1.0, 0.0]).unwrap().unwrap().0, "move");
    assert_eq!(engine.placed("crop", [5.0, 0.0, 1.0, 0.0]).unwrap().unwrap().0, "crop");
    set(&mut engine, "move", place(3.0, 0.0, 2.0, 0.0));
    let image = slot(engine.scene());
    assert_eq!((image.frame.x, image.frame.scale), (23.0, 2.0));
    assert!(image.slot.is_none());
}

fn fault(layer: &Json) -> String {
    Template::parse(&template(layer).to_string()).expect_err("it is refused").to_string()
}

#[test]
fn what_a_slot_cannot_be_is_refused_with_what_it_can() {
    let path = "areas[0].layers[0].";
    let starts = |layer: Json, start: &str| {
        let fault = fault(&layer);
        assert!(fault.starts_with(&format!("{path}{start}")), "{layer}: {fault}");
    };
    starts(json!({ "crop": "photo" }), "crop: ");
    starts(json!({ "crop": "nothing" }), "crop: ");
    starts(json!({ "mask": "cirle" }), "mask: ");
    starts(json!({ "mask": { "round": 3 } }), "mask");
    starts(json!({ "mask": { "rounded": -3 } }), "mask.rounded: ");
    starts(json!({ "mask": { "path": "hello", "size": [1, 1] } }), "mask.path: ");
    starts(json!({ "mask": { "path": "M0 0H1V1Z" } }), "mask: key \"size\"");
    starts(json!({ "mask": { "path": "M0 0H1V1Z", "size": [1, 0] } }), "mask.size[1]: ");
    starts(json!({ "mask": { "image": "nothing" } }), "mask.image: ");
    starts(json!({ "mask": { "option": "shape" } }), "mask.option: ");
    starts(json!({ "mask": { "option": "shape", "map": { "heart": "heart" } } }), "mask.map");
    starts(json!({ "focus": [0.5, 1.5] }), "focus[1]: ");
    starts(json!({ "placeholder": "nothing" }), "placeholder: ");
    let border = json!({ "width": 1, "color": "red" });
    starts(json!({ "mask": { "image": "half" }, "border": border }), "border: ");
    let unknown = fault(&json!({ "mask": "cirle" }));
    assert!(unknown.contains("\"circle\"") && unknown.contains("rounded"), "{unknown}");
}

#[test]
fn what_a_slot_names_counts_as_used() {
    let layer = json!({ "placeholder": "art", "mask": { "image": "half" } });
    let mut used = template(&layer);
    used["options"]
        .as_array_mut()
        .unwrap()
        .retain(|option| ["photo", "crop"].contains(&option["id"].as_str().unwrap()));
    let template = Template::parse(&used.to_string()).unwrap();
    let found = liveproof::lint::lint(&template, None);
    let unused: Vec<_> = found.iter().filter(|f| f.code.starts_with("unused")).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// An edit of a crop draws what a fresh engine draws.
#[test]
fn a_moved_picture_is_drawn_as_if_it_had_always_been_there() {
    let layer = json!({ "mask": "heart", "border": { "width": 1, "color": "white" } });
    let mut live = engine(&template(&layer));
    live.set_photo("photo", "p.png", picture(300, 120)).unwrap();
    frame(&mut live);
    let mut random = Random::new(11);
    for _ in 0..8 {
        let crop = place(
            between(&mut random, -20.0, 20.0),
            between(&mut random, -20.0, 20.0),
            between(&mut random, 1.0, 3.0),
            between(&mut random, -40.0, 40.0),
        );
        set(&mut live, "crop", crop.clone());
        let edited = frame(&mut live);
        live.drop_caches();
        assert!(edited == frame(&mut live), "{crop:?}");
    }
}

/// Layers are shared by count, not copied: the slot of a picture that nothing touches costs nothing.
#[test]
fn a_picture_without_a_slot_has_none() {
    let plain = json!({ "fit": null, "crop": null });
    let (scene, _) = scene_of(&plain, [30, 20], None);
    assert!(slot(&scene).slot.is_none());
    let same: Vec<Option<Arc<Layer>>> = scene.for_print().areas[0].layers.clone();
    assert!(Arc::ptr_eq(same[0].as_ref().unwrap(), scene.areas[0].layers[0].as_ref().unwrap()));
}

/// A figure of layered cliparts: each part by an option, in a color by another.
#[test]
fn a_figure_is_built_of_parts_that_options_choose_and_color() {
    let part = |id: &str, frame: [i32; 4], color: &str| {
        json!({ "kind": "image", "id": id, "image": { "option": id }, "box": frame, "fit": "stretch",
            "filters": [{ "kind": "one-color", "of": "shape", "color": { "option": color } }] })
    };
    let choices = json!([{ "id": "none" }, { "id": "round", "image": "art" }]);
    let color = |id: &str, of: &str, other: &str| {
        json!({ "id": id, "kind": "color", "choices": [
            { "id": "one", "color": of }, { "id": "two", "color": other }] })
    };
    let mut figure = template(&json!({}));
    figure["options"] = json!([
        { "id": "body", "kind": "image", "choices": choices, "default": "round" },
        { "id": "hair", "kind": "image", "choices": choices, "default": "round" },
        { "id": "hat", "kind": "image", "choices": choices },
        color("skin", "#f1c7a5", "#8d5524"),
        color("dye", "#3b2417", "#d9b36c"),
        color("felt", "#b02020", "#2040b0"),
    ]);
    figure["areas"][0]["layers"] = json!([{ "kind": "group", "id": "figure", "layers": [
        part("body", [30, 20, 40, 50], "skin"),
        part("hair", [30, 20, 40, 20], "dye"),
        part("hat", [25, 10, 50, 15], "felt"),
    ] }]);
    let mut engine = engine(&figure);
    let at = |frame: &[u8], x: f64, y: f64| {
        let i = ((y * SCALE) as usize * (AREA[0] * SCALE) as usize + (x * SCALE) as usize) * 4;
        [frame[i], frame[i + 1], frame[i + 2]]
    };
    let (body, hair, hat) = ([50.0, 55.0], [50.0, 32.0], [50.0, 17.0]);
    let seen = |engine: &mut Engine| {
        let frame = frame(engine);
        [body, hair, hat].map(|[x, y]| at(&frame, x, y))
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let white = [255; 3];
    assert_eq!(seen(&mut engine), [[241, 199, 165], [59, 36, 23], white]);
    set(&mut engine, "dye", text("two"));
    assert_eq!(seen(&mut engine), [[241, 199, 165], [217, 179, 108], white]);
    set(&mut engine, "hat", text("round"));
    set(&mut engine, "skin", text("two"));
    assert_eq!(seen(&mut engine), [[141, 85, 36], [217, 179, 108], [176, 32, 32]]);
    set(&mut engine, "hair", text("none"));
    assert_eq!(seen(&mut engine), [[141, 85, 36], [141, 85, 36], [176, 32, 32]]);
    let edited = frame(&mut engine);
    engine.drop_caches();
    assert!(edited == frame(&mut engine));
}
