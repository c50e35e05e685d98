//! Laws of cut-outs: what goes, what stays, and that no rim of the background is left.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use liveproof::Engine;
use liveproof::color::Color;
use liveproof::image::{CutOut, cut_out, encode_png};
use liveproof::pixels::Pixmap;
use serde_json::json;

/// Levels by which a subject on another ground may be off from one that was drawn there, on average.
const MEAN_TOLERANCE: f64 = 0.35;

const SIZE: u32 = 80;
const GREEN: [u8; 3] = [30, 170, 60];
const RED: [u8; 3] = [200, 40, 50];

const EDGES: CutOut = CutOut { color: None, from: None, tolerance: 0.12, feather: 0.0 };

/// A red ring on a ground, anti-aliased: the ground shows in its hole, too.
fn ring(ground: [u8; 3]) -> Pixmap {
    let mut out = Pixmap::new(SIZE, SIZE).unwrap();
    for y in 0..SIZE as i32 {
        for x in 0..SIZE as i32 {
            let mut inside = 0.0;
            for i in 0..64 {
                let px = f64::from(x) + (f64::from(i % 8) + 0.5) / 8.0 - 40.0;
                let py = f64::from(y) + (f64::from(i / 8) + 0.5) / 8.0 - 40.0;
                let away = (px * px + py * py).sqrt();
                inside += if (9.0..28.0).contains(&away) { 1.0 / 64.0 } else { 0.0 };
            }
            let color = |i: usize| {
                (f64::from(RED[i]) * inside + f64::from(ground[i]) * (1.0 - inside)).round() as u8
            };
            out.row_mut(y, x, x + 1).copy_from_slice(&[color(0), color(1), color(2), 255]);
        }
    }
    out
}

fn alpha(of: &Pixmap, x: i32, y: i32) -> u8 {
    of.row(y, x, x + 1)[3]
}

fn over(picture: &Pixmap, ground: [u8; 3]) -> Vec<f64> {
    let on = |p: &[u8]| {
        let rest = 1.0 - f64::from(p[3]) / 255.0;
        [0, 1, 2].map(|i| f64::from(p[i]) + f64::from(ground[i]) * rest)
    };
    picture.data().chunks_exact(4).flat_map(on).collect()
}

#[test]
fn a_flood_from_the_edges_leaves_what_it_does_not_reach() {
    let cut = cut_out(&ring(GREEN), &EDGES).unwrap();
    assert_eq!(alpha(&cut, 0, 0), 0);
    assert_eq!(alpha(&cut, 40, 5), 0);
    assert_eq!(alpha(&cut, 40, 20), 255, "the ring stays");
    assert_eq!(alpha(&cut, 40, 40), 255, "its hole is not reached");
}

#[test]
fn a_color_goes_wherever_it_is() {
    let color = Some(Color { r: 30, g: 170, b: 60, a: 255 });
    let cut = cut_out(&ring(GREEN), &CutOut { color, ..EDGES }).unwrap();
    assert_eq!([alpha(&cut, 0, 0), alpha(&cut, 40, 40)], [0, 0]);
    assert_eq!(alpha(&cut, 40, 20), 255);
    // From a point, as far as it goes on from there.
    let hole = CutOut { color, from: Some([0.5, 0.5]), ..EDGES };
    let cut = cut_out(&ring(GREEN), &hole).unwrap();
    assert_eq!([alpha(&cut, 0, 0), alpha(&cut, 40, 40)], [255, 0]);
    let same = cut_out(&ring(GREEN), &CutOut { color: None, ..hole }).unwrap();
    assert!(cut == same, "the color at the point is the same");
}

/// Cut out and put on another ground, the ring is as if it had been drawn there: no green rim.
#[test]
fn edges_lose_the_background_that_is_mixed_into_them() {
    let color = Some(Color { r: 30, g: 170, b: 60, a: 255 });
    for ground in [[255, 255, 255], [0, 0, 0], [60, 60, 220]] {
        let cut = cut_out(&ring(GREEN), &CutOut { color, ..EDGES }).unwrap();
        let (got, want) = (over(&cut, ground), over(&ring(ground), ground));
        let off: f64 = got.iter().zip(&want).map(|(a, b)| (a - b).abs()).sum();
        let mean = off / f64::from(SIZE * SIZE * 3);
        assert!(mean < MEAN_TOLERANCE, "{ground:?}: {mean} levels");
        let greenest = got
            .chunks_exact(3)
            .zip(want.chunks_exact(3))
            .map(|(got, want)| (got[1] - want[1]) - (got[0] - want[0]))
            .fold(0.0, f64::max);
        assert!(greenest < 90.0, "{ground:?}: {greenest} levels of green");
    }
}

#[test]
fn a_tolerance_decides_how_much_is_background() {
    let mut picture = ring(GREEN);
    picture.row_mut(3, 3, 4).copy_from_slice(&[30, 140, 60, 255]);
    let with = |tolerance: f64| cut_out(&picture, &CutOut { tolerance, ..EDGES }).unwrap();
    assert_eq!(alpha(&with(0.12), 3, 3), 0);
    assert!(alpha(&with(0.0), 3, 3) > 0);
    assert!(with(1.0).data().iter().all(|v| *v == 0), "everything is near enough");
}

#[test]
fn a_feather_lies_inside_the_subject() {
    let hard = cut_out(&ring(GREEN), &EDGES).unwrap();
    let soft = cut_out(&ring(GREEN), &CutOut { feather: 0.05, ..EDGES }).unwrap();
    let alphas = |of: &Pixmap| of.data().chunks_exact(4).map(|p| p[3]).collect::<Vec<_>>();
    let (hard, soft) = (alphas(&hard), alphas(&soft));
    assert!(soft.iter().zip(&hard).all(|(soft, hard)| soft <= hard));
    let partly = |of: &[u8]| of.iter().filter(|a| (1..255).contains(*a)).count();
    assert!(partly(&soft) > 3 * partly(&hard));
    assert!(soft.contains(&255));
}

#[test]
fn a_cut_out_photo_shows_and_lets_through_what_is_behind() {
    let template = json!({
        "liveproof": 1, "id": "p", "assets": { "white": { "image": "white.png" } },
        "options": [{ "id": "photo", "kind": "photo" },
            { "id": "near", "kind": "number", "min": 0, "max": 1, "step": 0.01, "default": 0.12 }],
        "areas": [{ "id": "a", "width": 40, "height": 40, "layers": [
            { "kind": "fill", "id": "ground", "color": "#0000ff" },
            { "kind": "image", "id": "slot", "image": { "option": "photo" }, "box": [0, 0, 40, 40],
              "cutout": { "tolerance": { "option": "near" } } },
        ] }],
        "views": [{ "id": "front", "width": 200, "height": 200, "items": [
            { "kind": "photo", "image": "white" },
            { "kind": "placement", "area": "a", "blend": "normal", "geometry": {
                "quad": [[0, 0], [200, 0], [200, 200], [0, 200]] } },
        ] }],
    });
    let mut engine = Engine::new(&template.to_string()).unwrap();
    let white = encode_png(&Pixmap::from_vec(2, 2, vec![255; 16]).unwrap()).unwrap();
    engine.add_asset("white", white).unwrap();
    engine.set_photo("photo", "p.png", encode_png(&ring(GREEN)).unwrap()).unwrap();
    let mut pixel = |x: usize, y: usize| {
        let frame = engine.frame("front", 200).unwrap();
        let p = &frame.pixels.data()[(y * 200 + x) * 4..][..3];
        [p[0], p[1], p[2]]
    };
    assert_eq!(pixel(4, 4), [0, 0, 255]);
    assert_eq!(pixel(100, 50), RED);
    let mut hit = |x: f64, y: f64| {
        let hit = engine.hit("front", [x, y], 0.0).unwrap();
        hit.and_then(|hit| hit.layer)
    };
    assert_eq!(hit(100.0, 50.0).as_deref(), Some("slot"));
    assert_eq!(hit(5.0, 5.0).as_deref(), Some("slot"), "what is in its box is near");
}

#[test]
fn nothing_is_cut_of_nothing() {
    assert!(cut_out(&Pixmap::default(), &EDGES).is_ok());
    let one = Pixmap::from_vec(1, 1, vec![9, 9, 9, 255]).unwrap();
    assert_eq!(cut_out(&one, &EDGES).unwrap().data(), [0; 4]);
    let far = CutOut { from: Some([1.0, 1.0]), ..EDGES };
    assert!(cut_out(&ring(GREEN), &far).is_ok());
}
