//! Laws of hands on a view: what is under a finger, and where it goes.
//!
//! Where a point of a print lies in the photo is computed here from the formulas of the template's
//! reference, in doubles, and not by the engine.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that panics fails; it computes by the formulas as they are written"
)]

mod support;

use std::path::Path;

use kurbo::Affine;
use liveproof::Engine;
use liveproof::artwork::{Artwork, Assets, Raster};
use liveproof::engine::Drag;
use liveproof::options::Selection;
use liveproof::template::{Place, Value};
use liveproof::text::GlyphCache;
use serde_json::{Value as Json, json};
use support::{load, root};

/// Width of the views drawn; their photos are twice as wide.
const WIDTH: u32 = 800;

/// Half a pixel as drawn, in pixels of the photo.
const HALF_A_PIXEL: f64 = 1.0;

/// Pixels of the photo that the print would fill, were all of it seen as there: where it is less, a
/// surface is at its rim.
const RIM: f64 = 6e4;

/// Cells of an area, across and down.
const CELLS: [usize; 2] = [6, 4];

/// From a point of the print, 0..1 each way, to the photo; `None` where it can't be seen.
type Forward = Box<dyn Fn(f64, f64) -> Option<[f64; 2]>>;

/// A product of the shop with a checkerboard of cells, each movable, in place of its layers.
struct Board {
    engine: Engine,
    forward: Forward,
    size: [f64; 2],
    view: String,
}

impl Board {
    fn new(product: &str) -> Self {
        let folder = root().join("www/products").join(product);
        let text = std::fs::read_to_string(folder.join("template.json")).unwrap();
        let mut template: Json = serde_json::from_str(&text).unwrap();
        let area = &template["areas"][0];
        let size = [area["width"].as_f64().unwrap(), area["height"].as_f64().unwrap()];
        let mut layers = Vec::new();
        for (x, y) in cells() {
            let [w, h] = [size[0] / CELLS[0] as f64, size[1] / CELLS[1] as f64];
            let frame = [(x as f64 + 0.15) * w, (y as f64 + 0.15) * h, 0.7 * w, 0.7 * h];
            let place = format!("place-{x}-{y}");
            template["options"].as_array_mut().unwrap().push(json!({
                "id": place, "kind": "place", "x": [-1000, 1000], "y": [-1000, 1000],
            }));
            layers.push(json!({ "kind": "fill", "id": format!("cell-{x}-{y}"), "color": "#a33",
                "box": frame, "place": place }));
        }
        template["areas"][0]["layers"] = Json::Array(layers);
        let view = template["views"][0]["id"].as_str().unwrap().to_owned();
        let items = template["views"][0]["items"].as_array().unwrap();
        let placement = items.iter().find(|item| item["kind"] == "placement").unwrap();
        let forward = forward(&placement["geometry"], &template, &folder);
        let mut engine = Engine::new(&template.to_string()).unwrap();
        for asset in engine.missing_assets() {
            let bytes = std::fs::read(folder.join(&asset.url)).unwrap();
            engine.add_asset(&asset.id, bytes).unwrap();
        }
        engine.frame(&view, WIDTH).unwrap();
        Self { engine, forward, size, view }
    }

    /// Where a point of the area in millimeters is seen.
    fn seen(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        (self.forward)(x / self.size[0], y / self.size[1])
    }

    fn hit(&mut self, at: [f64; 2]) -> Option<String> {
        self.engine.hit(&self.view, at, 0.0).unwrap().map(|hit| hit.layer.unwrap())
    }
}

fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..CELLS[1]).flat_map(|y| (0..CELLS[0]).map(move |x| (x, y)))
}

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap()
}

fn point(json: &Json) -> [f64; 2] {
    [number(&json[0]), number(&json[1])]
}

fn forward(geometry: &Json, template: &Json, folder: &Path) -> Forward {
    if let Some(corners) = geometry.get("quad") {
        let corners: Vec<[f64; 2]> = corners.as_array().unwrap().iter().map(point).collect();
        return quad(corners.try_into().unwrap());
    }
    if let Some(of) = geometry.get("cylinder") {
        return cylinder(of);
    }
    if let Some(of) = geometry.get("mesh") {
        return mesh(of);
    }
    let url = template["assets"][geometry["uvmap"].as_str().unwrap()]["image"].as_str().unwrap();
    uvmap(&folder.join(url), number(&template["views"][0]["width"]))
}

/// Heckbert's square to quad.
fn quad([a, b, c, d]: [[f64; 2]; 4]) -> Forward {
    let sum = [0, 1].map(|i| a[i] - b[i] + c[i] - d[i]);
    let (e, f) = ([0, 1].map(|i| b[i] - c[i]), [0, 1].map(|i| d[i] - c[i]));
    let area = e[0] * f[1] - e[1] * f[0];
    let g = (sum[0] * f[1] - sum[1] * f[0]) / area;
    let h = (e[0] * sum[1] - e[1] * sum[0]) / area;
    Box::new(move |u, v| {
        let w = g * u + h * v + 1.0;
        Some(
            [0, 1]
                .map(|i| ((b[i] - a[i] + g * b[i]) * u + (d[i] - a[i] + h * d[i]) * v + a[i]) / w),
        )
    })
}

fn cylinder(of: &Json) -> Forward {
    let [top, bottom, height, span] =
        ["radiusTop", "radiusBottom", "height", "span"].map(|key| number(&of[key]));
    let p: Vec<[f64; 4]> = of["projection"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| [0, 1, 2, 3].map(|i| number(&row[i])))
        .collect();
    let project = move |[x, y, z]: [f64; 3]| {
        let [u, v, w] = [0, 1, 2].map(|i| p[i][0] * x + p[i][1] * y + p[i][2] * z + p[i][3]);
        [u / w, v / w]
    };
    let at = move |u: f64, v: f64| {
        let (a, r) = ((u - 0.5) * span.to_radians(), top + (bottom - top) * v);
        project([r * a.sin(), v * height, r * a.cos()])
    };
    facing(at)
}

/// The part of a surface that faces the camera: it keeps its handedness, to the right and down in the
/// print and in the photo. Near its rim a pixel sees a long way of it; that is left out.
fn facing(at: impl Fn(f64, f64) -> [f64; 2] + 'static) -> Forward {
    Box::new(move |u, v| {
        let ([x, y], [x1, y1], [x2, y2]) = (at(u, v), at(u + 1e-5, v), at(u, v + 1e-5));
        let area = ((x1 - x) * (y2 - y) - (y1 - y) * (x2 - x)) * 1e10;
        (area > RIM).then_some([x, y])
    })
}

/// Bernstein's polynomials.
fn mesh(of: &Json) -> Forward {
    assert!(of.get("quad").is_none(), "control points lie in the view");
    let columns = number(&of["columns"]) as usize;
    let points: Vec<[f64; 2]> = of["points"].as_array().unwrap().iter().map(point).collect();
    let slices = ["slicesX", "slicesY"]
        .map(|key| -> Vec<f64> { of[key].as_array().unwrap().iter().map(number).collect() });
    let at = move |u: f64, v: f64| {
        let part = |slices: &[f64], at: f64| {
            let last = slices.len() - 2;
            let i = slices.iter().skip(1).position(|&end| at <= end).unwrap_or(last).min(last);
            (i, (at - slices[i]) / (slices[i + 1] - slices[i]))
        };
        let ((i, s), (j, t)) = (part(&slices[0], u), part(&slices[1], v));
        let weights = |t: f64| {
            let s = 1.0 - t;
            [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t]
        };
        let (across, down) = (weights(s), weights(t));
        let mut at = [0.0; 2];
        for (row, wy) in down.iter().enumerate() {
            for (column, wx) in across.iter().enumerate() {
                let point = points[(3 * j + row) * columns + 3 * i + column];
                (0..2).for_each(|c| at[c] += wx * wy * point[c]);
            }
        }
        at
    };
    facing(at)
}

/// The middle of the pixels that come nearest.
fn uvmap(file: &Path, view: f64) -> Forward {
    let bytes = std::fs::read(file).unwrap();
    let (width, _, samples) = liveproof::image::decode_rgb16(&bytes).unwrap();
    let scale = view / f64::from(width);
    Box::new(move |u, v| {
        let mut best = (1e-4, None);
        for (i, of) in samples.chunks_exact(3).enumerate().filter(|(_, of)| of[2] > 32768) {
            let [du, dv] =
                [u, v].iter().zip(of).map(|(w, &s)| f64::from(s) / 65535.0 - w).collect::<Vec<_>>()
                    [..]
            else {
                unreachable!()
            };
            if du * du + dv * dv < best.0 {
                let (x, y) = (i % width as usize, i / width as usize);
                best = (du * du + dv * dv, Some([x as f64 + 0.5, y as f64 + 0.5]));
            }
        }
        best.1.map(|at| at.map(|v| v * scale))
    })
}

const PRODUCTS: [&str; 6] = ["board", "mug", "tumbler", "phone", "cushion", "tshirt"];

#[test]
fn a_point_of_a_layer_seen_in_the_photo_hits_that_layer() {
    for product in PRODUCTS {
        let mut board = Board::new(product);
        let [w, h] = [board.size[0] / CELLS[0] as f64, board.size[1] / CELLS[1] as f64];
        let (mut seen, mut found) = (0, 0);
        for (x, y) in cells() {
            for (dx, dy) in [(0.5, 0.5), (0.25, 0.3), (0.72, 0.75)] {
                let at = [(x as f64 + dx) * w, (y as f64 + dy) * h];
                let Some(pixel) = board.seen(at) else { continue };
                seen += 1;
                // A mask may hide it, but nothing else is there.
                if let Some(layer) = board.hit(pixel) {
                    assert_eq!(layer, format!("cell-{x}-{y}"), "{product} at {at:?}, {pixel:?}");
                    found += 1;
                }
            }
            let corner = [x as f64 * w, y as f64 * h];
            if let Some(pixel) = board.seen(corner) {
                assert_eq!(board.hit(pixel), None, "{product}: between the cells at {corner:?}");
            }
        }
        assert!(found * 10 >= seen * 7 && found >= 10, "{product}: {found} of {seen} are found");
    }
}

#[test]
fn what_is_dragged_stays_under_the_finger() {
    for product in PRODUCTS {
        let mut board = Board::new(product);
        let [w, h] = [board.size[0] / CELLS[0] as f64, board.size[1] / CELLS[1] as f64];
        let mut dragged = 0;
        for (x, y) in cells() {
            let grabbed = [(x as f64 + 0.4) * w, (y as f64 + 0.6) * h];
            let (name, place) = (format!("cell-{x}-{y}"), format!("place-{x}-{y}"));
            let Some(from) = board.seen(grabbed) else { continue };
            if board.hit(from).as_ref() != Some(&name) {
                continue;
            }
            for by in [[0.31 * w, 0.0], [-0.2 * w, 0.24 * h], [0.07 * w, -0.43 * h]] {
                let to = [grabbed[0] + by[0], grabbed[1] + by[1]];
                let Some(to) = board.seen(to).filter(|&to| board.hit(to).is_some()) else {
                    continue;
                };
                let drag = Drag {
                    layer: &name,
                    start: Place::HOME,
                    from: &[from],
                    to: &[to],
                    snap: false,
                };
                let went = board.engine.drag(&board.view, &drag).unwrap().expect("it can be moved");
                assert_eq!((went.option.as_str(), went.guides.len()), (place.as_str(), 0));
                let [dx, dy, scale, rotate] = went.place;
                assert_eq!((scale, rotate), (1.0, 0.0));
                let now = board.seen([grabbed[0] + dx, grabbed[1] + dy]).expect("it is seen");
                let off = (now[0] - to[0]).hypot(now[1] - to[1]);
                // A map of pixels is read to the nearest pixel here.
                let slack = if product == "tshirt" { HALF_A_PIXEL } else { 0.0 };
                assert!(
                    off <= HALF_A_PIXEL + slack,
                    "{product} {name} by {by:?}: {off} pixels off"
                );
                // All the others stay, so this one is lifted above them to be found.
                let patch = Value::Place(Place { x: dx, y: dy, ..Place::HOME });
                board.engine.set(&[(place.clone(), patch)].into()).unwrap();
                let under = board.hit(to).expect("something is there");
                let above = |id: &str| {
                    let (x, y) = id[5..].split_once('-').unwrap();
                    (y.parse::<usize>().unwrap(), x.parse::<usize>().unwrap())
                };
                assert!(above(&under) >= (y, x), "{product}: {under} is under {name}");
                board.engine.set(&[(place.clone(), Value::Place(Place::HOME))].into()).unwrap();
                dragged += 1;
            }
        }
        assert!(dragged >= 20, "{product}: {dragged} drags");
    }
}

/// The template that has every kind of layer with a place.
fn places() -> Engine {
    load(&root().join("tests/templates/places/template.json"))
}

fn put(engine: &mut Engine, option: &str, place: Place) {
    engine.set(&[(option.to_owned(), Value::Place(place))].into()).unwrap();
}

/// The view "flat" shows the area of 120 × 80 mm at 220 × 147 pixels.
fn flat(x: f64, y: f64) -> [f64; 2] {
    [10.0 + x * 220.0 / 120.0, 20.0 + y * 147.0 / 80.0]
}

#[test]
fn a_hit_tells_layer_option_and_place() {
    let mut engine = places();
    let mut hit = |x: f64, y: f64| {
        let hit = engine.hit("flat", flat(x, y), 0.0).unwrap()?;
        let name = |id: Option<String>| id.unwrap_or_default();
        Some([name(hit.layer), name(hit.option), name(hit.place)])
    };
    let told = |told: [&str; 3]| Some(told.map(str::to_owned));
    assert_eq!(hit(60.0, 54.0), told(["name", "name", "name-place"]));
    assert_eq!(hit(58.0, 22.0), told(["icon", "icon", "icon-place"]));
    // The text of the badge, its dot and its plate.
    assert_eq!(hit(93.0, 16.0), told(["badge-text", "name", "badge-place"]));
    assert_eq!(hit(73.5, 15.0), told(["dot", "", "dot-place"]));
    assert_eq!(hit(90.0, 24.5), told(["plate", "ink", "badge-place"]));
    assert_eq!(hit(5.0, 5.0), told(["ground", "", ""]));
    assert_eq!(hit(-1.0, 5.0), None);
    let layers = engine.layers("flat").unwrap();
    let ids: Vec<_> = layers.iter().filter_map(|hit| hit.layer.as_deref()).collect();
    assert_eq!(ids, ["plate", "dot", "badge-text", "icon", "name"]);
}

#[test]
fn what_is_not_shown_is_not_hit() {
    let mut engine = places();
    engine.set(&[("icon".to_owned(), Value::Text("none".into()))].into()).unwrap();
    engine.set(&[("plate".to_owned(), Value::Bool(false))].into()).unwrap();
    let mut layer = |x, y| engine.hit("flat", flat(x, y), 0.0).unwrap().and_then(|hit| hit.layer);
    assert_eq!(layer(58.0, 22.0).as_deref(), Some("ground"));
    assert_eq!(layer(90.0, 25.0).as_deref(), Some("ground"));
}

#[test]
fn a_tap_beside_a_text_counts() {
    let mut engine = places();
    // The badge stands on a plate; its text ends well before the plate's right end.
    let mut layer = |x, slack| {
        let hit = engine.hit("flat", flat(x, 16.0), slack).unwrap().unwrap();
        hit.layer.unwrap()
    };
    let end = (93..110).map(f64::from).find(|&x| layer(x, 0.0) == "plate").unwrap();
    assert!((96.0..108.0).contains(&end), "the text ends before {end}");
    assert_eq!(layer(end + 1.0, 12.0), "badge-text");
}

#[test]
fn points_that_are_none_hit_nothing() {
    let mut engine = places();
    let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300, 1e9, 240.5];
    for view in ["flat", "cylinder", "tilted", "cloth"] {
        for a in bad {
            for b in bad {
                assert_eq!(engine.hit(view, [a, b], f64::NAN).unwrap(), None, "{a} {b}");
            }
            let wild = [[a, 100.0]];
            let home = [[120.0, 120.0]];
            for (from, to) in [(&wild, &home), (&home, &wild)] {
                let start = Place { x: a, scale: a, ..Place::HOME };
                let drag = Drag { layer: "name", start, from, to, snap: true };
                if let Some(went) = engine.drag(view, &drag).unwrap() {
                    let [x, y, scale, rotate] = went.place;
                    put(&mut engine, "name-place", Place { x, y, scale, rotate });
                }
            }
        }
        let none = Drag { layer: "name", start: Place::HOME, from: &[], to: &[], snap: true };
        assert_eq!(engine.drag(view, &none).unwrap(), None);
    }
    assert_eq!(engine.hit("nowhere", [1.0, 1.0], 0.0).unwrap_err().code(), "unknown-reference");
    assert_eq!(engine.outline("flat", "nobody").unwrap_err().code(), "unknown-reference");
    assert_eq!(engine.placed("nobody", [0.0; 4]).unwrap_err().code(), "unknown-reference");
    assert_eq!(engine.placed("ground", [0.0; 4]).unwrap(), None);
}

#[test]
fn set_refuses_what_is_out_of_range_and_a_hand_stops_there() {
    let mut engine = places();
    for place in [
        Place { x: 60.5, ..Place::HOME },
        Place { y: f64::NAN, ..Place::HOME },
        Place { scale: 0.0, ..Place::HOME },
        Place { rotate: 181.0, ..Place::HOME },
    ] {
        let patch = [("name-place".to_owned(), Value::Place(place))].into();
        assert_eq!(engine.set(&patch).unwrap_err().code(), "invalid-value");
    }
    let placed = |wanted| engine.placed("name", wanted).unwrap().unwrap();
    let (option, place) = placed([1e9, f64::NAN, -3.0, 190.0]);
    assert_eq!(option, "name-place");
    assert_eq!(place, Place { x: 60.0, y: 0.0, scale: 0.25, rotate: -170.0 });
    // A dot moves one way alone.
    let (_, place) = engine.placed("dot", [4.0, 4.0, 2.0, 90.0]).unwrap().unwrap();
    assert_eq!(place, Place { x: 4.0, ..Place::HOME });
}

#[test]
fn what_stays_inside_its_area_does_so_however_it_is_turned() {
    let mut engine = places();
    for rotate in [0.0, 30.0, 78.0, 170.0] {
        for (x, y, scale) in [(99.0, 59.0, 1.0), (-99.0, 3.0, 2.0), (0.0, -60.0, 4.0)] {
            let (_, place) = engine.placed("icon", [x, y, scale, rotate]).unwrap().unwrap();
            put(&mut engine, "icon-place", place);
            let outline = engine.outline("flat", "icon").unwrap();
            assert_eq!(outline.len(), 1, "all of it is seen: {place:?}");
            assert_eq!(outline[0].first(), outline[0].last());
            for [x, y] in &outline[0] {
                assert!((9.4..=230.6).contains(x) && (19.4..=167.6).contains(y), "{x} {y}");
            }
        }
    }
}

#[test]
fn a_place_moves_scales_and_turns_about_the_middle() {
    let mut engine = places();
    let home = engine.outline("flat", "icon").unwrap().remove(0);
    let place = Place { x: 9.0, y: 14.0, scale: 1.5, rotate: 40.0 };
    put(&mut engine, "icon-place", place);
    let moved = engine.outline("flat", "icon").unwrap().remove(0);
    // The icon's box is 24 × 20 at 46, 12, its pixels are square in the view within a thousandth.
    let [cx, cy] = flat(58.0, 22.0);
    let (sin, cos) = 40_f64.to_radians().sin_cos();
    for ([x, y], [to_x, to_y]) in home.iter().zip(&moved) {
        let (dx, dy) = ((x - cx) * 1.5, (y - cy) * 1.5);
        let wanted = [
            cx + 9.0 * 220.0 / 120.0 + dx * cos - dy * sin,
            cy + 14.0 * 147.0 / 80.0 + dx * sin + dy * cos,
        ];
        assert!((to_x - wanted[0]).hypot(to_y - wanted[1]) < 0.4, "{to_x} {to_y}, {wanted:?}");
    }
}

#[test]
fn two_fingers_keep_what_is_under_them() {
    let mut engine = places();
    let start = Place { x: 3.0, y: -2.0, scale: 1.2, rotate: 10.0 };
    put(&mut engine, "name-place", start);
    let from = [flat(50.0, 50.0), flat(72.0, 58.0)];
    let to = [flat(46.0, 52.0), flat(64.0, 71.0)];
    let drag = Drag { layer: "name", start, from: &from, to: &to, snap: false };
    let [x, y, scale, rotate] = engine.drag("flat", &drag).unwrap().unwrap().place;
    // The middle of the text's box is at 60, 54.
    let map = |place: &Place, [px, py]: [f64; 2]| {
        let (sin, cos) = place.rotate.to_radians().sin_cos();
        let (dx, dy) = ((px - 60.0) * place.scale, (py - 54.0) * place.scale);
        [60.0 + place.x + dx * cos - dy * sin, 54.0 + place.y + dx * sin + dy * cos]
    };
    let unmap = |place: &Place, [px, py]: [f64; 2]| {
        let (sin, cos) = place.rotate.to_radians().sin_cos();
        let (dx, dy) = (px - 60.0 - place.x, py - 54.0 - place.y);
        [60.0 + (dx * cos + dy * sin) / place.scale, 54.0 + (dy * cos - dx * sin) / place.scale]
    };
    let now = Place { x, y, scale, rotate };
    for (from, to) in [([50.0, 50.0], [46.0, 52.0]), ([72.0, 58.0], [64.0, 71.0])] {
        let at = map(&now, unmap(&start, from));
        assert!((at[0] - to[0]).hypot(at[1] - to[1]) < 0.15, "{at:?} is not {to:?}; {now:?}");
    }
    assert!(scale > 1.2 && rotate > 20.0, "{now:?}");
}

#[test]
fn a_drag_comes_to_rest_at_the_middle_and_at_what_the_option_names() {
    let mut engine = places();
    let mut drag = |by: [f64; 2], snap: bool| {
        let from = [flat(58.0, 22.0)];
        let to = [flat(58.0 + by[0], 22.0 + by[1])];
        let drag = Drag { layer: "icon", start: Place::HOME, from: &from, to: &to, snap };
        let went = engine.drag("flat", &drag).unwrap().unwrap();
        let axes: Vec<_> = went.guides.iter().map(|guide| guide.axis).collect();
        (went.place, axes)
    };
    // The middle of the icon's box is at 58, 22, that of the area at 60, 40.
    let (place, axes) = drag([2.9, 5.0], true);
    assert_eq!((place[0], axes), (2.0, vec!["x"]));
    let (place, axes) = drag([-19.0, 17.2], true);
    assert_eq!((place[0], place[1], axes), (-20.0, 18.0, vec!["x", "y"]));
    let (place, axes) = drag([2.9, 5.0], false);
    assert!((place[0] - 2.9).abs() < 0.05 && axes.is_empty(), "{place:?}");
}

#[test]
fn a_layer_inside_a_moved_group_follows_the_finger_too() {
    let mut engine = places();
    let badge = Place { x: -20.0, y: 20.0, scale: 1.6, rotate: 90.0 };
    put(&mut engine, "badge-place", badge);
    let outline = engine.outline("flat", "dot").unwrap().remove(0);
    let middle = |lines: &[[f64; 2]]| {
        let n = (lines.len() - 1) as f64;
        [0, 1].map(|c| lines[1..].iter().map(|point| point[c]).sum::<f64>() / n)
    };
    let from = middle(&outline);
    let hit = engine.hit("flat", from, 0.0).unwrap().unwrap();
    assert_eq!((hit.layer.as_deref(), hit.place.as_deref()), (Some("dot"), Some("dot-place")));
    // The group stands on its side: to the right in it is down in the area.
    let to = [from[0] + 5.0, from[1] + 11.0];
    let drag = Drag { layer: "dot", start: Place::HOME, from: &[from], to: &[to], snap: false };
    let [x, y, ..] = engine.drag("flat", &drag).unwrap().unwrap().place;
    put(&mut engine, "dot-place", Place { x, y, ..Place::HOME });
    let now = middle(&engine.outline("flat", "dot").unwrap()[0]);
    assert!((now[0] - from[0]).abs() < 0.6 && (now[1] - to[1]).abs() < 0.6, "{now:?} for {to:?}");
}

#[test]
fn outlines_run_along_a_cylinder_where_it_is_seen() {
    let mut board = Board::new("mug");
    let (name, corner) = ("cell-3-1", [3.15 / 6.0, 1.15 / 4.0]);
    let outline = board.engine.outline(&board.view, name).unwrap();
    assert_eq!(outline.len(), 1);
    for (u, v) in [(0.0, 0.0), (0.7, 0.0), (0.7, 0.7), (0.0, 0.7), (0.35, 0.0), (0.35, 0.7)] {
        let [x, y] = (board.forward)(corner[0] + u / 6.0, corner[1] + v / 4.0).unwrap();
        let near = outline[0].iter().map(|[px, py]| (px - x).hypot(py - y)).fold(1e9, f64::min);
        assert!(near < 2.0 * HALF_A_PIXEL, "{near} pixels from {u} {v}");
    }
    // Wherever it is put, a box that is seen has a ring without gaps.
    for step in 0..40 {
        let place =
            Place { x: f64::from(step) * 0.73 - 14.0, y: f64::from(step) * 0.41, ..Place::HOME };
        put(&mut board.engine, "place-3-1", place);
        let outline = board.engine.outline(&board.view, name).unwrap();
        assert_eq!((outline.len(), outline[0].first()), (1, outline[0].last()), "{place:?}");
    }
    // Behind the mug there is nothing to draw around.
    assert!(board.engine.outline(&board.view, "cell-0-0").unwrap().iter().all(|l| l.len() < 49));
}

/// A text twice as large is the text as the template has it, seen twice as large: it is not set anew,
/// and its outlines, shadows and box grow with it.
#[test]
fn a_scaled_text_is_the_authored_one_scaled() {
    let mut engine = places();
    let mut assets = Assets::default();
    for (id, file) in [("bold", "Roboto-Bold.ttf"), ("script", "DancingScript-Regular.otf")] {
        assets
            .add_font(id, std::fs::read(root().join("tests/fonts").join(file)).unwrap(), 0)
            .unwrap();
    }
    let draw = |engine: &Engine, transform: Affine| {
        let layers = &engine.scene().areas[0].layers[3..];
        let mut artwork = Artwork::new(Raster { width: 700, height: 500, transform }).unwrap();
        artwork.update(layers, &assets, &mut GlyphCache::new()).unwrap();
        artwork.pixels().clone()
    };
    // About the middle of its box, 60, 54.
    let twice = Affine::new([8.0, 0.0, 0.0, 8.0, -130.0 - 60.0 * 4.0, -32.0 - 54.0 * 4.0]);
    let home = draw(&engine, twice);
    put(&mut engine, "name-place", Place { scale: 2.0, ..Place::HOME });
    let scaled = draw(&engine, Affine::new([4.0, 0.0, 0.0, 4.0, -130.0, -32.0]));
    assert!(home.data().iter().any(|&v| v > 0));
    assert!(home == scaled, "the pixels are the same");
}

#[test]
fn a_look_at_a_view_takes_nothing_from_its_next_frame() {
    let mut engine = places();
    engine.hit("tilted", [100.0, 100.0], 0.0).unwrap();
    let frame = engine.frame("tilted", 240).unwrap();
    assert_eq!(frame.dirty, frame.pixels.rect(), "the first frame is whole");
    put(&mut engine, "icon-place", Place { x: 5.0, ..Place::HOME });
    engine.hit("tilted", [100.0, 100.0], 0.0).unwrap();
    assert!(
        !engine.frame("tilted", 240).unwrap().dirty.is_empty(),
        "the edit is still to be drawn"
    );
}

#[test]
fn a_form_is_told_what_a_place_moves() {
    let mut engine = places();
    let states = engine.options();
    let place = states.iter().find(|state| state.id == "badge-place").unwrap();
    assert_eq!(place.layers.as_deref(), Some(&["badge".to_owned()][..]));
    assert_eq!((place.x, place.scale), (Some([-30.0, 30.0]), Some([0.5, 2.0])));
    let selection: Selection = engine.selection().clone();
    assert_eq!(selection["badge-place"], Value::Place(Place::HOME));
}

#[test]
fn places_that_are_wrong_are_told() {
    let file = root().join("tests/templates/places/template.json");
    let good: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for (pointer, value, told) in [
        (
            "/options/4/x",
            json!([1, 60]),
            "options[4].x: expected a smallest and a largest number, 0 among them",
        ),
        (
            "/options/4/x",
            json!([60, -60]),
            "options[4].x: expected a smallest and a largest number, 0 among them",
        ),
        ("/options/4/x", json!([0]), "options[4].x: expected an array of 2"),
        (
            "/options/4/scale",
            json!([0, 2]),
            "options[4].scale[0]: expected a number from 0.01 to 100",
        ),
        (
            "/options/4/scale",
            json!([1.5, 2]),
            "options[4].scale: expected a smallest and a largest number, 1 among them",
        ),
        (
            "/options/4/rotate",
            json!([-720, 0]),
            "options[4].rotate[0]: expected a number from -360 to 360",
        ),
        (
            "/options/5/snap/rotate",
            json!(0),
            "options[5].snap.rotate: expected a number above 0 and up to 360",
        ),
        (
            "/options/5/snap/x",
            json!([1e9]),
            "options[5].snap.x[0]: expected a number from -100000 to 100000",
        ),
        (
            "/areas/0/layers/3/place",
            json!("ink"),
            "areas[0].layers[3].place: expected an option of kind \"place\"",
        ),
    ] {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        let error = Engine::new(&document.to_string()).err().expect("it is refused");
        assert_eq!(error.to_string(), told);
    }
}
