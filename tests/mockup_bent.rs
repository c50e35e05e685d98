//! Laws of bent geometries: meshes, cylinders clicked together, displacement.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use kurbo::Point;
use liveproof::mockup::geometry::Inverse;
use liveproof::mockup::{
    Cylinder, Displaced, Displacement, Geometry, Mesh, PlacementMap, Quad, UvMap,
};
use liveproof::pixels::{Mask, Pixmap};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Xorshift: the same numbers in every run.
struct Random(u64);

impl Random {
    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as f64 / f64::from(1u32 << 31)
    }

    fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
}

/// What a geometry shows at a point of the view.
fn look(geometry: &Geometry, x: f64, y: f64) -> Option<[f64; 2]> {
    match geometry {
        Geometry::Quad(g) => g.unit_at(x, y),
        Geometry::Cylinder(g) => g.unit_at(x, y),
        Geometry::Mesh(g) => g.unit_at(x, y),
        Geometry::UvMap(g) => g.unit_at(x, y),
        Geometry::Displaced(g) => g.unit_at(x, y),
    }
}

fn grid(columns: usize, rows: usize, at: impl Fn(f64, f64) -> Point) -> Vec<Point> {
    (0..columns * rows)
        .map(|i| {
            let share = |i: usize, side: usize| i as f64 / (side - 1) as f64;
            at(share(i % columns, columns), share(i / columns, rows))
        })
        .collect()
}

fn mesh(columns: usize, rows: usize, points: &[Point]) -> Geometry {
    Mesh::new(columns, rows, points, [&[], &[]], None).unwrap()
}

fn near(a: [f64; 2], b: [f64; 2], most: f64) -> bool {
    (a[0] - b[0]).abs() < most && (a[1] - b[1]).abs() < most
}

#[test]
fn a_mesh_of_an_evenly_divided_parallelogram_is_affine() {
    let at = |u: f64, v: f64| Point::new(40.0 + 200.0 * u + 30.0 * v, 20.0 + 15.0 * u + 160.0 * v);
    let bent = mesh(7, 4, &grid(7, 4, at));
    assert!(matches!(bent, Geometry::Mesh(_)), "it is not upright");
    let quad = Quad::new([at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)]).unwrap();
    let mut random = Random(5);
    for _ in 0..2000 {
        let p = at(random.share(), random.share());
        let (found, want) = (look(&bent, p.x, p.y).unwrap(), quad.unit_at(p.x, p.y).unwrap());
        assert!(near(found, want, 1e-7), "{p:?}: {found:?}, {want:?}");
    }
}

#[test]
fn slices_move_the_content_and_not_the_surface() {
    let at = |u: f64, v: f64| {
        Point::new(50.0 + 300.0 * u + 25.0 * libm::sin(6.0 * v), 40.0 + 250.0 * v - 20.0 * u * u)
    };
    let points = grid(7, 7, at);
    let even = mesh(7, 7, &points);
    let moved = Mesh::new(7, 7, &points, [&[0.0, 0.2, 1.0], &[0.0, 0.7, 1.0]], None).unwrap();
    let slide = |v: f64, to: f64| {
        if v <= 0.5 { v / 0.5 * to } else { to + (v - 0.5) / 0.5 * (1.0 - to) }
    };
    let mut random = Random(9);
    let mut seen = 0;
    for _ in 0..2000 {
        let (x, y) = (random.within(20.0, 380.0), random.within(10.0, 300.0));
        let (a, b) = (look(&even, x, y), look(&moved, x, y));
        assert_eq!(a.is_some(), b.is_some());
        let (Some([u, v]), Some(found)) = (a, b) else { continue };
        assert!(near(found, [slide(u, 0.2), slide(v, 0.7)], 1e-6), "{u} {v} {found:?}");
        seen += 1;
    }
    assert!(seen > 800, "{seen}");
}

/// Splits a cubic at its middle: de Casteljau.
fn split(p: [Point; 4]) -> [Point; 7] {
    let [a, b, c, d] = p;
    let (ab, bc, cd) = (a.midpoint(b), b.midpoint(c), c.midpoint(d));
    let (abc, bcd) = (ab.midpoint(bc), bc.midpoint(cd));
    [a, ab, abc, abc.midpoint(bcd), bcd, cd, d]
}

#[test]
fn a_patch_cut_into_quilts_equals_the_whole() {
    let mut random = Random(21);
    let whole: Vec<Point> = grid(4, 4, |u, v| Point::new(60.0 + 300.0 * u, 50.0 + 280.0 * v))
        .into_iter()
        .map(|p| Point::new(p.x + random.within(-25.0, 25.0), p.y + random.within(-25.0, 25.0)))
        .collect();
    let rows: Vec<[Point; 7]> =
        whole.chunks(4).map(|row| split([row[0], row[1], row[2], row[3]])).collect();
    let columns: Vec<[Point; 7]> =
        (0..7).map(|i| split([rows[0][i], rows[1][i], rows[2][i], rows[3][i]])).collect();
    let cut: Vec<Point> = (0..49).map(|i| columns[i % 7][i / 7]).collect();
    let (whole, cut) = (mesh(4, 4, &whole), mesh(7, 7, &cut));
    let mut seen = 0;
    for _ in 0..3000 {
        let (x, y) = (random.within(30.0, 390.0), random.within(20.0, 360.0));
        // Beyond the print the two go on differently.
        let inside = |u: &[f64; 2]| u.iter().all(|v| (0.0..=1.0).contains(v));
        let Some(a) = look(&whole, x, y).filter(inside) else { continue };
        let b = look(&cut, x, y).unwrap();
        assert!(near(a, b, 1e-6), "{x} {y}: {a:?} {b:?}");
        seen += 1;
    }
    assert!(seen > 1500, "{seen}");
}

#[test]
fn the_inverse_finds_what_the_mesh_shows_in_perspective() {
    let mut random = Random(33);
    let points: Vec<Point> = grid(10, 7, |u, v| Point::new(500.0 * u, 400.0 * v))
        .into_iter()
        .map(|p| Point::new(p.x + random.within(-8.0, 8.0), p.y + random.within(-8.0, 8.0)))
        .collect();
    let seen = [(100.0, 60.0), (520.0, 110.0), (480.0, 430.0), (60.0, 500.0)].map(Point::from);
    let bent = Mesh::new(10, 7, &points, [&[0.0, 0.25, 0.8, 1.0], &[]], Some(seen)).unwrap();
    let Geometry::Mesh(bent) = &bent else { panic!("it is bent") };
    for _ in 0..4000 {
        let unit = [random.share(), random.share()];
        let [x, y] = bent.project(unit[0], unit[1]);
        let found = bent.unit_at(x, y).unwrap();
        assert!(near(found, unit, 1e-5), "{unit:?} {found:?}");
    }
}

/// A strip whose right part is folded back to the left, over itself.
fn folded() -> Geometry {
    mesh(
        7,
        4,
        &grid(7, 4, |u, v| {
            let x = if u < 0.7 { 400.0 * u } else { 280.0 - 500.0 * (u - 0.7) };
            Point::new(40.0 + x, 30.0 + 150.0 * v + 3.0 * u)
        }),
    )
}

#[test]
fn what_is_seen_from_behind_is_not_drawn() {
    let geometry = folded();
    let Geometry::Mesh(bent) = &geometry else { panic!("it is bent") };
    for j in 0..40 {
        for i in 0..200 {
            let (x, y) = (40.0 + f64::from(i) * 1.5, 33.0 + f64::from(j) * 3.5);
            let Some([u, v]) = bent.unit_at(x, y) else { continue };
            let d = 1e-4;
            let ([ax, ay], [bx, by], [cx, cy]) =
                (bent.project(u, v), bent.project(u + d, v), bent.project(u, v + d));
            let turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
            assert!(turn > -1e-9, "{x} {y} sees the back at {u} {v}");
            assert!(near([ax, ay], [x, y], 0.01));
        }
    }
}

#[test]
fn of_two_sheets_the_one_further_down_is_seen() {
    // The second half of the print lies over the first, shifted a little: both face the camera, and a
    // narrow strip in the middle that leads back is seen from behind.
    let rows = [0.0, 40.0, 80.0, 120.0, 90.0, 60.0, 40.0, 80.0, 120.0, 160.0];
    let points: Vec<Point> = rows
        .iter()
        .flat_map(|&y| [0.0, 60.0, 120.0, 180.0].map(|x| Point::new(30.0 + x, 20.0 + y)))
        .collect();
    let geometry = mesh(4, 10, &points);
    for y in [70.0, 90.0, 120.0] {
        let [_, v] = look(&geometry, 100.0, y).unwrap();
        assert!(v > 0.6, "{y} sees {v}");
    }
    let [_, v] = look(&geometry, 100.0, 30.0).unwrap();
    assert!(v < 0.3, "{v}");
}

#[test]
fn hostile_nets_neither_panic_nor_hang() {
    let mut random = Random(77);
    let start = Instant::now();
    let mut drawn = 0;
    for round in 0..120 {
        let (columns, rows) = (4 + 3 * (round % 5), 4 + 3 * (round / 5 % 4));
        let wild = [0.0, 5.0, 40.0, 400.0, 1e6][round % 5];
        let mut points = grid(columns, rows, |u, v| Point::new(200.0 * u, 200.0 * v));
        for p in &mut points {
            *p = Point::new(p.x + random.within(-wild, wild), p.y + random.within(-wild, wild));
            match (random.share() * 400.0) as u32 {
                0 => p.x = f64::NAN,
                1 => p.y = f64::INFINITY,
                2 => *p = Point::ZERO,
                3 => p.x = 1e6,
                _ => {}
            }
        }
        let Ok(geometry) = Mesh::new(columns, rows, &points, [&[], &[]], None) else { continue };
        drawn += 1;
        let before = Instant::now();
        PlacementMap::new(&geometry, [1.0; 2], 200, 200, None).unwrap();
        let spent = before.elapsed();
        assert!(spent < Duration::from_secs(20), "round {round} took {spent:?}");
    }
    assert!(drawn > 20, "{drawn} nets were drawn");
    assert!(start.elapsed() < Duration::from_secs(240));
    let crumpled: Vec<Point> =
        (0..61 * 61).map(|_| Point::new(random.share() * 400.0, random.share() * 400.0)).collect();
    let refused = Mesh::new(61, 61, &crumpled, [&[], &[]], None).unwrap_err();
    assert_eq!(refused.path(), "mesh.points");
    let off = mesh(4, 4, &grid(4, 4, |u, v| Point::new(5000.0 + 90.0 * u + v, 9000.0 + 90.0 * v)));
    assert!(PlacementMap::new(&off, [1.0; 2], 200, 200, None).unwrap().rect().is_empty());
}

#[test]
fn a_sketched_cylinder_is_seen_as_it_was_clicked() {
    let axis = [Point::new(300.0, 120.0), Point::new(318.0, 420.0)];
    let down = (axis[1] - axis[0]) / (axis[1] - axis[0]).hypot();
    let right = kurbo::Vec2::new(down.y, -down.x);
    for (radii, sags) in [
        ([150.0, 130.0], [20.0, 34.0]),
        ([150.0, 150.0], [25.0, 25.0]),
        ([120.0, 140.0], [-10.0, 12.0]),
        // No camera sees this, but a hand clicks it.
        ([150.0, 150.0], [30.0, 22.0]),
    ] {
        let sketch = Cylinder::from_sketch(axis, radii, sags, [-80.0, 60.0]).unwrap();
        let unit = |degrees: f64| (degrees + 80.0) / 140.0;
        for (end, v) in [(0, 0.0), (1, 1.0)] {
            let front = axis[end] + down * sags[end];
            let [x, y] = sketch.project(unit(0.0), v).unwrap();
            assert!(near([x, y], [front.x, front.y], 1e-6), "{radii:?} {sags:?}: {x} {y}");
            let side = axis[end] + right * radii[end];
            let [x, y] = sketch.project(unit(90.0), v).unwrap();
            assert!(near([x, y], [side.x, side.y], 1e-6), "{radii:?} {sags:?}: {x} {y}");
        }
        for i in 0..=20 {
            let want = [f64::from(i) / 20.0, f64::from(i * 7 % 20) / 20.0];
            let [x, y] = sketch.project(want[0], want[1]).unwrap();
            // Near the silhouette the far end of a cone may hide it.
            if (want[0] - unit(0.0)).abs() < 0.45 {
                let found = sketch.unit_at(x, y).unwrap();
                assert!(near(found, want, 1e-6), "{radii:?} {sags:?}: {want:?} {found:?}");
            }
        }
    }
}

#[test]
fn a_sketch_of_a_camera_far_away_equals_the_full_form() {
    let axis = [Point::new(200.0, 50.0), Point::new(200.0, 250.0)];
    let sketch = Cylinder::from_sketch(axis, [100.0; 2], [20.0; 2], [-90.0, 90.0]).unwrap();
    let projection = [[1.0, 0.0, 0.0, 200.0], [0.0, 1.0, 0.2, 50.0], [0.0, 0.0, 0.0, 1.0]];
    let full = Cylinder::new(100.0, 100.0, 200.0, 180.0, projection).unwrap();
    let mut random = Random(3);
    for _ in 0..2000 {
        let (x, y) = (random.within(90.0, 310.0), random.within(20.0, 300.0));
        match (sketch.unit_at(x, y), full.unit_at(x, y)) {
            (Some(a), Some(b)) => assert!(near(a, b, 1e-9), "{x} {y}: {a:?} {b:?}"),
            (a, b) => assert_eq!(a, b, "{x} {y}"),
        }
    }
}

#[test]
fn bad_sketches_are_refused() {
    let axis = [Point::new(200.0, 50.0), Point::new(200.0, 250.0)];
    let good = |axis, radii, sags, arc| Cylinder::from_sketch(axis, radii, sags, arc).is_ok();
    assert!(good(axis, [100.0; 2], [20.0; 2], [-90.0, 90.0]));
    assert!(good(axis, [0.0, 80.0], [0.0, 20.0], [-90.0, 90.0]), "a cone's tip");
    assert!(!good([axis[0]; 2], [100.0; 2], [20.0; 2], [-90.0, 90.0]));
    assert!(!good(axis, [0.0; 2], [0.0; 2], [-90.0, 90.0]));
    assert!(!good(axis, [100.0; 2], [100.0; 2], [-90.0, 90.0]));
    assert!(!good(axis, [300.0; 2], [280.0, 0.0], [-90.0, 90.0]), "the front runs up");
    assert!(!good(axis, [100.0; 2], [20.0; 2], [90.0, -90.0]));
    assert!(!good(axis, [100.0; 2], [20.0; 2], [-190.0, 190.0]));
    assert!(!good(axis, [f64::NAN; 2], [20.0; 2], [-90.0, 90.0]));
    assert!(!good(axis, [100.0; 2], [20.0; 2], [170.0, 190.0]), "the back is not seen");
}

fn picture(width: u32, height: u32, at: impl Fn(u32, u32) -> [u8; 3]) -> Pixmap {
    let bytes = (0..width * height).flat_map(|i| {
        let [r, g, b] = at(i % width, i / width);
        [r, g, b, 255]
    });
    Pixmap::from_vec(width, height, bytes.collect()).unwrap()
}

fn quad() -> Geometry {
    let corners = [(30.0, 20.0), (170.0, 30.0), (180.0, 160.0), (20.0, 170.0)].map(Point::from);
    Geometry::Quad(Quad::new(corners).unwrap())
}

#[test]
fn a_neutral_map_and_an_amount_of_nothing_leave_a_geometry_as_it_is() {
    let neutral = Displacement::from_picture(&picture(20, 20, |_, _| [128; 3]), false).unwrap();
    let wild =
        Displacement::from_picture(&picture(9, 7, |x, y| [(x * 28) as u8, 3, y as u8]), true);
    let still = Displaced::new(quad(), wild.unwrap(), 0.0, 200, 200);
    assert!(matches!(still, Geometry::Quad(_)));
    let moved = Displaced::new(quad(), neutral, 30.0, 200, 200);
    assert!(matches!(moved, Geometry::Displaced(_)));
    for i in 0..400 {
        let (x, y) = (f64::from(i % 20) * 10.0, f64::from(i / 20) * 10.0);
        assert_eq!(look(&moved, x, y), look(&quad(), x, y));
    }
}

#[test]
fn red_moves_to_the_right_and_green_down() {
    // A shift of the whole amount to the right, and the opposite of it down.
    let map = Displacement::from_picture(&picture(4, 4, |_, _| [255, 1, 0]), false).unwrap();
    let moved = Displaced::new(quad(), map, 7.0, 200, 200);
    for (x, y) in [(60.0, 60.0), (100.5, 90.25), (130.0, 140.0)] {
        let want = look(&quad(), x + 7.0, y - 7.0).unwrap();
        assert!(near(look(&moved, x, y).unwrap(), want, 1e-9));
    }
    // Gray moves both ways alike, and a map is read between the centers of its pixels.
    let map = Displacement::from_picture(&picture(2, 1, |x, _| [128 + x as u8 * 127; 3]), false);
    let moved = Displaced::new(quad(), map.unwrap(), 10.0, 200, 200);
    let want = look(&quad(), 105.0, 105.0).unwrap();
    assert!(near(look(&moved, 100.0, 100.0).unwrap(), want, 1e-6));
}

#[test]
fn a_uv_map_is_moved_by_pixels_of_the_view() {
    let side = 50u32;
    let uv: Vec<u16> = (0..side * side)
        .flat_map(|i| [(i % side * 1300) as u16, (i / side * 1300) as u16, 65535])
        .collect();
    let map = || Geometry::UvMap(Arc::new(UvMap::from_rgb16(side, side, &uv).unwrap()));
    let shift = Displacement::from_picture(&picture(4, 4, |_, _| [255, 128, 0]), false).unwrap();
    // 8 pixels of the view are 2 of the map.
    let moved = Displaced::new(map(), shift, 8.0, 200, 200);
    let want = look(&map(), 22.0, 30.0).unwrap();
    assert!(near(look(&moved, 20.0, 30.0).unwrap(), want, 1e-6));
}

#[test]
fn folds_in_a_photo_move_a_print_and_an_even_one_does_not() {
    let even = Displacement::from_photo(&picture(160, 120, |_, _| [190; 3]), None).unwrap();
    let moved = Displaced::new(quad(), even, 5.0, 160, 120);
    assert_eq!(look(&moved, 90.0, 80.0), look(&quad(), 90.0, 80.0));
    // Upright folds: darkest at multiples of 40, and the print is drawn towards there.
    let folds = picture(320, 240, |x, _| {
        let light = libm::cos(f64::from(x) / 40.0 * 2.0 * std::f64::consts::PI);
        [(170.0 - 40.0 * light) as u8; 3]
    });
    let mask = Mask::from_vec(320, 240, vec![255; 320 * 240]).unwrap();
    let map = Displacement::from_photo(&folds, Some(&mask)).unwrap();
    let wide = [(0.0, 0.0), (320.0, 0.0), (320.0, 240.0), (0.0, 240.0)].map(Point::from);
    let flat = Geometry::Quad(Quad::new(wide).unwrap());
    let moved = Displaced::new(flat, map, 6.0, 320, 240);
    let shift = |x: f64| look(&moved, x, 120.0).map(|[u, v]| [u * 320.0 - x, v * 240.0 - 120.0]);
    let (right, left) = (shift(150.0).unwrap(), shift(170.0).unwrap());
    assert!(right[0] > 3.0 && left[0] < -3.0, "{right:?} {left:?}");
    assert!(right[1].abs() < 0.3 && left[1].abs() < 0.3, "{right:?} {left:?}");
    assert!(Displacement::from_photo(&folds, Some(&Mask::new(10, 10).unwrap())).is_err());
    let nothing = Mask::new(320, 240).unwrap();
    Displacement::from_photo(&folds, Some(&nothing)).unwrap();
}
