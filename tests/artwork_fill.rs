//! Shapes, and colors painted through them.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use kurbo::{Affine, Point, Rect};
use liveproof::artwork::fill::{MAX_PATH_BYTES, Shape, parse_path, shape_coverage};
use liveproof::artwork::paint::paint_layers;

use liveproof::blend::{BlendMode, blend_color_row};
use liveproof::color::Color;
use liveproof::geom::PixelRect;
use liveproof::pixels::{Coverage, Mask};

const CLIP: PixelRect = PixelRect::new(-500, -500, 2000, 2000);

fn cover(shape: &Shape, rect: Rect, transform: Affine) -> Coverage {
    shape_coverage(shape, rect, transform, CLIP).unwrap().unwrap()
}

fn sum(c: &Coverage) -> f64 {
    c.mask.data().iter().map(|&v| f64::from(v) / 255.0).sum()
}

fn heart() -> Shape {
    Shape::Path(parse_path("M10 18 C-6 8 4 -2 10 4 C16 -2 26 8 10 18 Z").unwrap())
}

fn shapes() -> [Shape; 3] {
    [Shape::Rectangle, Shape::Ellipse, heart()]
}

#[test]
fn rectangles_on_whole_pixels_have_hard_edges() {
    let c = cover(&Shape::Rectangle, Rect::new(1.0, 2.0, 4.0, 3.5), Affine::scale(2.0));
    assert_eq!(c.rect(), PixelRect::new(2, 4, 8, 7));
    assert!(c.mask.data().iter().all(|&m| m == 255));
}

#[test]
fn rectangles_within_pixels_are_covered_by_their_area() {
    let c = cover(&Shape::Rectangle, Rect::new(0.25, 0.5, 2.5, 1.0), Affine::IDENTITY);
    assert_eq!(c.rect(), PixelRect::new(0, 0, 3, 1));
    assert_eq!(c.mask.data(), [96, 128, 64]);
}

#[test]
fn areas_are_those_of_geometry() {
    let rect = Rect::new(3.3, 4.7, 103.3, 54.7);
    let turn = Affine::rotate(0.4);
    for (transform, scale) in [(Affine::IDENTITY, 1.0), (turn, 1.0), (Affine::scale(3.0), 9.0)] {
        let area = sum(&cover(&Shape::Rectangle, rect, transform));
        assert!((area / (5000.0 * scale) - 1.0).abs() < 0.003, "{area}");
        let area = sum(&cover(&Shape::Ellipse, rect, transform));
        let want = std::f64::consts::PI * 1250.0 * scale;
        assert!((area / want - 1.0).abs() < 0.003, "{area} {want}");
    }
}

#[test]
fn whole_pixels_move_a_shape_unchanged() {
    for shape in shapes() {
        for turn in [0.0, 0.3] {
            let rect = Rect::new(1.3, 2.7, 21.9, 23.1);
            let base = Affine::rotate(turn) * Affine::scale(3.7);
            let c = cover(&shape, rect, base);
            for (dx, dy) in [(1, 0), (-37, 12), (700, -300)] {
                let moved = Affine::translate((f64::from(dx), f64::from(dy))) * base;
                let moved = cover(&shape, rect, moved);
                assert_eq!((moved.x, moved.y), (c.x + dx, c.y + dy));
                assert!(moved.mask == c.mask, "{shape:?} {turn} {dx}");
            }
        }
    }
}

#[test]
fn a_clip_is_a_crop() {
    for shape in shapes() {
        for turn in [0.0, 0.3] {
            // Larger than a tile, so that seams are in it.
            let transform = Affine::rotate(turn) * Affine::scale(70.0);
            let rect = Rect::new(1.3, 2.7, 21.9, 23.1);
            let whole = cover(&shape, rect, transform);
            for clip in [
                PixelRect::new(300, 400, 333, 1203),
                PixelRect::new(-100, 1100, 1500, 1190),
                PixelRect::new(100, 200, 101, 201),
            ] {
                let Some(part) = shape_coverage(&shape, rect, transform, clip).unwrap() else {
                    continue;
                };
                let r = part.rect();
                assert!(clip.contains(&r) && whole.rect().contains(&r));
                for y in r.y0..r.y1 {
                    let a = part.mask.row(y - part.y, 0, r.width() as i32);
                    let b = whole.mask.row(y - whole.y, r.x0 - whole.x, r.x1 - whole.x);
                    assert!(a == b, "{shape:?} {turn} {y}");
                }
            }
        }
    }
}

#[test]
fn large_ellipses_are_round() {
    for r in [100.0, 520.0, 750.0, 950.0] {
        let c = cover(&Shape::Ellipse, Rect::new(0.0, 0.0, 2.0 * r, r), Affine::IDENTITY);
        for y in 9..r as i32 - 9 {
            let row = c.mask.row(y - c.y, 0, c.mask.width() as i32);
            let got: f64 = row.iter().map(|&v| f64::from(v) / 255.0).sum();
            let dy = (f64::from(y) + 0.5) / r * 2.0 - 1.0;
            let want = 2.0 * r * (1.0 - dy * dy).sqrt();
            assert!((got - want).abs() < 2.0, "radius {r}, row {y}: {got}, not {want}");
        }
    }
}

#[test]
fn seams_of_tiles_do_not_show() {
    let c = cover(&Shape::Ellipse, Rect::new(0.0, 0.0, 1500.0, 1500.0), Affine::IDENTITY);
    let middle = c.mask.row(750, 2, 1498);
    let seams: Vec<_> = middle.iter().enumerate().filter(|(_, m)| **m != 255).collect();
    assert!(seams.is_empty(), "{seams:?}");
    let column: Vec<u8> = (2..1498).map(|y| c.mask.row(y, 750, 751)[0]).collect();
    assert!(column.iter().all(|&m| m == 255));
}

#[test]
fn numbers_that_are_none_draw_nothing() {
    let one = Rect::new(0.0, 0.0, 1.0, 1.0);
    for shape in shapes() {
        for (rect, transform) in [
            (Rect::new(0.0, f64::NAN, 1.0, 1.0), Affine::IDENTITY),
            (Rect::new(f64::NEG_INFINITY, 0.0, 1.0, 1.0), Affine::IDENTITY),
            (one, Affine::scale(f64::NAN)),
            (one, Affine::translate((1e300, 0.0))),
            (one, Affine::rotate(0.1) * Affine::scale(1e12)),
            (Rect::ZERO, Affine::scale(0.0)),
        ] {
            assert_eq!(shape_coverage(&shape, rect, transform, CLIP).unwrap(), None, "{shape:?}");
        }
        let far = PixelRect::new(5000, 5000, 5001, 5001);
        assert_eq!(shape_coverage(&shape, one, Affine::IDENTITY, far).unwrap(), None);
    }
    // Larger than any raster, within the numbers that are: the clip is all inside.
    let huge = Rect::new(-1e6, -1e6, 1e6, 1e6);
    let clip = PixelRect::new(0, 0, 20, 20);
    let c = shape_coverage(&Shape::Rectangle, huge, Affine::rotate(0.1), clip).unwrap().unwrap();
    assert!(c.mask.data().iter().all(|&m| m == 255));
}

#[test]
fn paths_are_read_within_limits() {
    let path = parse_path("M0 0L10 0 10 10z").unwrap();
    assert_eq!(path.elements().len(), 4);
    assert_eq!(path.elements()[0], kurbo::PathEl::MoveTo(Point::ORIGIN));
    for bad in ["", "M0 0", "10 10", "M0 0L", "M0 0Lx", "M0 0L1e9 0", "M0 0L1e999 0", "♥", "L0 0"]
    {
        assert_eq!(parse_path(bad).map_err(|e| e.code()), Err("invalid-value"), "{bad}");
    }
    let long = format!("M0 0{}", "L1 1".repeat(MAX_PATH_BYTES / 4));
    assert_eq!(parse_path(&long).unwrap_err().code(), "too-large");
    let many = format!("M0 0{}", "h1".repeat(30_000));
    assert_eq!(parse_path(&many).unwrap_err().code(), "too-large");
}

#[test]
fn no_path_data_panics() {
    let good = b"M10 18C-6 8 4-2 10 4S26 8 10 18q1 1 2 2t3 3A5 6 30 1 0 9 9h3v-2H1V2z";
    let alphabet = b"MmLlHhVvCcSsQqTtAaZz0123456789+-.,eE ";
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut bad = good.to_vec();
        for _ in 0..4 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = (state >> 33) as usize % bad.len();
            bad[at] = alphabet[(state >> 20) as usize % alphabet.len()];
        }
        if let Ok(path) = parse_path(std::str::from_utf8(&bad).unwrap()) {
            let rect = Rect::new(0.0, 0.0, 20.0, 20.0);
            let clip = PixelRect::new(0, 0, 40, 40);
            let shape = Shape::Path(path);
            let _ = shape_coverage(&shape, rect, Affine::rotate(0.2), clip).unwrap();
        }
    }
}

fn disc(x: i32, y: i32, size: u32) -> Coverage {
    let rect = Rect::new(0.0, 0.0, f64::from(size), f64::from(size));
    let at = Affine::translate((f64::from(x), f64::from(y)));
    cover(&Shape::Ellipse, rect, at)
}

#[test]
fn painted_layers_are_source_over_one_by_one() {
    let (shadow, stroke, fill) = (disc(-3, 5, 60), disc(0, 0, 57), disc(8, 8, 41));
    let bounds = PixelRect::new(-5, -2, 50, 70);
    let colors = [
        Color { r: 0, g: 0, b: 0, a: 90 },
        Color { r: 250, g: 240, b: 10, a: 255 },
        Color { r: 20, g: 33, b: 61, a: 200 },
    ];
    let sprite =
        paint_layers(bounds, &[(&shadow, colors[0]), (&stroke, colors[1]), (&fill, colors[2])])
            .unwrap();
    assert_eq!(sprite.rect(), bounds);
    for y in bounds.y0..bounds.y1 {
        for x in bounds.x0..bounds.x1 {
            let mut want = [0; 4];
            for (c, color) in [&shadow, &stroke, &fill].iter().zip(colors) {
                let m = c.mask.row(y - c.y, x - c.x, x - c.x + 1);
                blend_color_row(BlendMode::Normal, &mut want, color.premultiply(), m);
            }
            let (px, py) = (x - sprite.x, y - sprite.y);
            let got = sprite.pixels.row(py, px, px + 1);
            assert_eq!(got, want);
            assert!(got[..3].iter().all(|&c| c <= got[3]));
        }
    }
}

#[test]
fn nothing_is_painted_by_no_layers_or_transparent_ones() {
    let bounds = PixelRect::new(0, 0, 9, 9);
    let c = Coverage { x: 0, y: 0, mask: Mask::from_vec(9, 9, vec![255; 81]).unwrap() };
    for layers in [&[][..], &[(&c, Color { r: 9, g: 9, b: 9, a: 0 })]] {
        let sprite = paint_layers(bounds, layers).unwrap();
        assert!(sprite.pixels.data().iter().all(|&v| v == 0));
    }
    let sprite = paint_layers(bounds, &[(&c, Color::WHITE)]).unwrap();
    assert!(sprite.pixels.data().iter().all(|&v| v == 255));
    assert!(paint_layers(PixelRect::EMPTY, &[(&c, Color::WHITE)]).unwrap().rect().is_empty());
}
