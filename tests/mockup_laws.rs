//! Laws of placing: what must hold for every artwork, byte for byte.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use kurbo::Point;
use liveproof::blend::{BlendMode, Mixing};
use liveproof::color::Color;
use liveproof::geom::PixelRect;
use liveproof::mockup::geometry::Inverse;
use liveproof::mockup::{
    Blend, Cylinder, Geometry, Light, Mesh, PlacementMap, Quad, Surface, Texture, UvMap, overlay,
    place, tint,
};
use liveproof::pixels::{Mask, Pixmap};
use std::sync::Arc;

const SIDE: u32 = 120;

/// Xorshift: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % n
    }

    fn rect(&mut self, width: u32, height: u32) -> PixelRect {
        let (x, y) = (self.below(width) as i32, self.below(height) as i32);
        PixelRect::new(x, y, x + 1 + self.below(40) as i32, y + 1 + self.below(40) as i32)
    }

    fn opaque(&mut self, width: u32, height: u32) -> Pixmap {
        let mut out = Pixmap::new(width, height).unwrap();
        for p in out.data_mut().as_chunks_mut::<4>().0 {
            *p = [self.below(256) as u8, self.below(256) as u8, self.below(256) as u8, 255];
        }
        out
    }

    fn scribble(&mut self, artwork: &mut Pixmap, rect: PixelRect) {
        let rect = rect.intersect(&artwork.rect());
        for y in rect.y0..rect.y1 {
            for p in artwork.row_mut(y, rect.x0, rect.x1).as_chunks_mut::<4>().0 {
                let a = self.below(256);
                *p = [a, a, a, 255].map(|most| self.below(most.min(a) + 1) as u8);
                p[3] = a as u8;
            }
        }
    }

    fn mask(&mut self) -> Mask {
        let mut out = Mask::new(SIDE, SIDE).unwrap();
        for (i, m) in out.data_mut().iter_mut().enumerate() {
            let (x, y) = (i as u32 % SIDE, i as u32 / SIDE);
            *m = if (x / 30 + y / 30) % 2 == 0 { 255 } else { self.below(256) as u8 };
        }
        out
    }
}

fn quad(corners: [(f64, f64); 4]) -> Geometry {
    Geometry::Quad(Quad::new(corners.map(|(x, y)| Point::new(x, y))).unwrap())
}

fn upright(x0: f64, y0: f64, x1: f64, y1: f64) -> Geometry {
    quad([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
}

fn geometries() -> Vec<Geometry> {
    let camera = [[1.7, 0.0, -0.2, 60.0], [0.0, 1.7, -0.04, 14.0], [0.0, 0.0002, -0.0033, 1.0]];
    let uv: Vec<u16> = (0..SIDE * SIDE)
        .flat_map(|i| {
            let (x, y) = (i % SIDE, i / SIDE);
            let inside = (10..110).contains(&x) && (20..100).contains(&y);
            let fold = if x > 60 { 9000 } else { 0 };
            let v = if inside { 65535 } else { 0 };
            [((x * 500 + y * 20 + fold) as u16), (y * 540) as u16, v]
        })
        .collect();
    vec![
        upright(10.3, 12.9, 100.1, 96.6),
        quad([(20.0, 10.0), (110.0, 25.0), (100.0, 100.0), (5.0, 115.0)]),
        // Nearly edge on: many reads, several levels.
        quad([(50.0, 10.0), (62.0, 10.0), (118.0, 110.0), (2.0, 100.0)]),
        Geometry::Cylinder(Cylinder::new(26.0, 20.0, 50.0, 300.0, camera).unwrap()),
        Geometry::UvMap(Arc::new(UvMap::from_rgb16(SIDE, SIDE, &uv).unwrap())),
    ]
}

#[test]
fn a_frame_placed_in_pieces_equals_one_placed_at_once() {
    let mut random = Random(7);
    for (g, geometry) in geometries().iter().enumerate() {
        for blend in [Blend::Ink, Blend::Mode(BlendMode::Normal), Blend::Mode(BlendMode::Overlay)] {
            let mask = random.mask();
            let map = PlacementMap::new(geometry, [1.0; 2], SIDE, SIDE, Some(&mask)).unwrap();
            let raster = map.raster();
            let gloss = random.mask();
            let base = random.opaque(SIDE, SIDE);
            let mut artwork = Pixmap::new(raster.width, raster.height).unwrap();
            let opacity = 100 + random.below(156) as u8;
            let mut texture = Texture::new(&map, blend, opacity).unwrap();
            let mut frame = base.clone();
            for _ in 0..12 {
                let dirty = random.rect(raster.width, raster.height);
                random.scribble(&mut artwork, dirty);
                if random.below(3) == 0 {
                    artwork.clear(dirty);
                }
                texture.update(&artwork, dirty);
                let view = map.view_rect(dirty);
                frame.copy_rect(&base, view);
                place(
                    &mut frame,
                    view,
                    &map,
                    &artwork,
                    &texture,
                    &Surface { gloss: Some(&gloss), ..Surface::default() },
                );

                let mut anew = Texture::new(&map, blend, opacity).unwrap();
                anew.update(&artwork, artwork.rect());
                assert!(anew == texture, "geometry {g}, {blend:?}: the texture is stale");
                let mut whole = base.clone();
                place(
                    &mut whole,
                    base.rect(),
                    &map,
                    &artwork,
                    &anew,
                    &Surface { gloss: Some(&gloss), ..Surface::default() },
                );
                assert!(whole == frame, "geometry {g}, {blend:?}: the frame is stale");
            }
            assert!(frame != base, "geometry {g}: nothing was drawn");
        }
    }
}

#[test]
fn empty_artwork_and_white_ink_leave_every_byte() {
    let mut random = Random(11);
    for geometry in geometries() {
        let map = PlacementMap::new(&geometry, [1.0; 2], SIDE, SIDE, None).unwrap();
        let (base, gloss) = (random.opaque(SIDE, SIDE), random.mask());
        for fill in [0, 255] {
            let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
            artwork.data_mut().fill(fill);
            let mut texture = Texture::new(&map, Blend::Ink, 255).unwrap();
            texture.update(&artwork, artwork.rect());
            let mut frame = base.clone();
            place(
                &mut frame,
                base.rect(),
                &map,
                &artwork,
                &texture,
                &Surface { gloss: Some(&gloss), ..Surface::default() },
            );
            assert!(frame == base);
        }
    }
}

#[test]
fn flat_color_stays_flat_inside() {
    for (g, geometry) in geometries().iter().enumerate() {
        let map = PlacementMap::new(geometry, [1.0; 2], SIDE, SIDE, None).unwrap();
        let size = map.raster();
        let color = [200, 60, 10, 255].repeat((size.width * size.height) as usize);
        let artwork = Pixmap::from_vec(size.width, size.height, color).unwrap();
        let base = Pixmap::from_vec(SIDE, SIDE, vec![255; (SIDE * SIDE * 4) as usize]).unwrap();
        let mut texture = Texture::new(&map, Blend::Mode(BlendMode::Normal), 255).unwrap();
        texture.update(&artwork, artwork.rect());
        let mut frame = base.clone();
        place(&mut frame, base.rect(), &map, &artwork, &texture, &Surface::default());
        // Every pixel lies between paper and ink, none darker: no fringe.
        let exact = frame.data().as_chunks::<4>().0.iter().filter(|p| **p == [200, 60, 10, 255]);
        assert!(exact.count() > 2000, "geometry {g}");
        for p in frame.data().as_chunks::<4>().0 {
            assert!(p[0] >= 200 && p[1] >= 60 && p[2] >= 10 && p[3] == 255, "geometry {g}: {p:?}");
        }
    }
}

#[test]
fn an_upright_print_at_whole_pixels_is_copied() {
    let mut random = Random(3);
    let artwork = random.opaque(40, 30);
    for (dx, dy) in [(0, 0), (17, 5), (80, 90)] {
        let (x, y) = (f64::from(dx), f64::from(dy));
        let map = PlacementMap::new(&upright(x, y, x + 40.0, y + 30.0), [1.0; 2], SIDE, SIDE, None)
            .unwrap();
        assert!(map.is_direct());
        assert_eq!(map.raster().to_raster, [40.0, 30.0, 0.0, 0.0]);
        let of_artwork = |blend| {
            let mut texture = Texture::new(&map, blend, 255).unwrap();
            texture.update(&artwork, artwork.rect());
            texture
        };
        let texture = of_artwork(Blend::Mode(BlendMode::Normal));
        let mut frame = Pixmap::new(SIDE, SIDE).unwrap();
        frame.data_mut().fill(255);
        let mut want = frame.clone();
        for row in 0..30 {
            let to = want.row_mut(dy + row, dx, dx + 40);
            to.copy_from_slice(artwork.row(row, 0, 40));
        }
        // Ink on white paper shows the artwork's own colors.
        let ink = of_artwork(Blend::Ink);
        let mut inked = frame.clone();
        let all = frame.rect();
        place(&mut frame, all, &map, &artwork, &texture, &Surface::default());
        place(&mut inked, all, &map, &artwork, &ink, &Surface::default());
        assert!(frame == want && inked == want);
    }
}

#[test]
fn fractions_of_an_upright_print_go_to_the_artwork() {
    let geometry = upright(10.25, 20.5, 30.5, 41.0);
    let map = PlacementMap::new(&geometry, [2.0, 0.5], 240, 60, None).unwrap();
    assert_eq!(map.rect(), PixelRect::new(20, 10, 61, 21));
    assert_eq!(map.raster().to_raster, [40.5, 10.25, 0.5, 0.25]);
}

#[test]
fn white_dye_and_no_mask_change_nothing() {
    let mut random = Random(5);
    let (base, mask, gloss) = (random.opaque(SIDE, SIDE), random.mask(), random.mask());
    for gloss in [None, Some(&gloss)] {
        let light = Light { blend: Blend::Ink, gloss, opacity: 255 };
        let mut frame = base.clone();
        tint(&mut frame, base.rect(), &mask, Color::WHITE, &light);
        assert!(frame == base);
        let nothing = Mask::new(SIDE, SIDE).unwrap();
        tint(&mut frame, base.rect(), &nothing, Color::BLACK, &light);
        assert!(frame == base);
        tint(&mut frame, base.rect(), &mask, Color { r: 200, g: 20, b: 90, a: 255 }, &light);
        assert!(frame != base);
        let mut piece = base.clone();
        for x in (0..SIDE as i32).step_by(7) {
            let rect = PixelRect::new(x, 0, x + 7, SIDE as i32);
            tint(&mut piece, rect, &mask, Color { r: 200, g: 20, b: 90, a: 255 }, &light);
        }
        assert!(piece == frame);
    }
}

#[test]
fn gloss_stays_on_black_ink() {
    let base = Pixmap::from_vec(1, 1, vec![200, 200, 200, 255]).unwrap();
    let gloss = Mask::from_vec(1, 1, vec![77]).unwrap();
    let mask = Mask::from_vec(1, 1, vec![255]).unwrap();
    let mut frame = base.clone();
    let light = Light { blend: Blend::Ink, gloss: Some(&gloss), opacity: 255 };
    tint(&mut frame, base.rect(), &mask, Color::BLACK, &light);
    assert_eq!(frame.data(), &[77, 77, 77, 255]);
}

#[test]
fn an_overlay_of_another_size_draws_nothing() {
    let mut frame = Random(1).opaque(9, 9);
    let before = frame.clone();
    let all = frame.rect();
    overlay(&mut frame, all, &Random(2).opaque(9, 8), &Mixing::NORMAL, None);
    assert!(frame == before);
    let above = Random(2).opaque(9, 9);
    overlay(&mut frame, all, &above, &Mixing::NORMAL, None);
    assert!(frame == above);
}

#[test]
fn geometries_that_are_none_are_refused() {
    let bad = [
        // A line, a crossed one, a concave one, a point, beyond all bounds, not a number.
        [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)],
        [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)],
        [(0.0, 0.0), (10.0, 0.0), (2.0, 2.0), (0.0, 10.0)],
        [(5.0, 5.0); 4],
        [(0.0, 0.0), (1e9, 0.0), (1e9, 1e9), (0.0, 1e9)],
        [(0.0, 0.0), (f64::NAN, 0.0), (10.0, 10.0), (0.0, 10.0)],
    ];
    for corners in bad {
        let error = Quad::new(corners.map(|(x, y)| Point::new(x, y))).unwrap_err();
        assert_eq!((error.code(), error.path()), ("invalid-value", "quad"));
    }
    let camera = [[1.7, 0.0, -0.2, 60.0], [0.0, 1.7, -0.04, 14.0], [0.0, 0.0002, -0.0033, 1.0]];
    let cases = [
        ("cylinder.radiusTop", Cylinder::new(-1.0, 1.0, 1.0, 90.0, camera)),
        ("cylinder.radiusBottom", Cylinder::new(0.0, 0.0, 1.0, 90.0, camera)),
        ("cylinder.height", Cylinder::new(1.0, 1.0, f64::INFINITY, 90.0, camera)),
        ("cylinder.span", Cylinder::new(1.0, 1.0, 1.0, 361.0, camera)),
        ("cylinder.projection", Cylinder::new(1.0, 1.0, 1.0, 90.0, [[0.0; 4]; 3])),
        ("cylinder.projection", Cylinder::new(1.0, 1.0, 1.0, 90.0, [[f64::NAN; 4]; 3])),
        ("cylinder.projection", Cylinder::new(1.0, 1.0, 1.0, 90.0, camera.map(|r| r.map(|v| -v)))),
    ];
    for (i, (path, result)) in cases.into_iter().enumerate() {
        // A camera and its negative are the same camera, but then all of the print is behind it.
        let error = result.unwrap_err();
        assert_eq!((error.code(), error.path()), ("invalid-value", path), "case {i}");
    }
    assert_eq!(UvMap::from_rgb16(2, 2, &[0; 11]).unwrap_err().path(), "uvmap");
}

#[test]
fn empty_and_odd_sizes_draw_or_do_not_but_never_panic() {
    let mut random = Random(9);
    for geometry in geometries() {
        for (width, height) in [(0, 0), (0, 5), (1, 1), (3, 2), (37, 41)] {
            for scale in [0.001, 0.3, 1.0, 7.0, 1e9] {
                let map = PlacementMap::new(&geometry, [scale; 2], width, height, None).unwrap();
                let size = map.raster();
                let mut artwork = Pixmap::new(size.width, size.height).unwrap();
                let all = artwork.rect();
                random.scribble(&mut artwork, all);
                for blend in [Blend::Ink, Blend::Mode(BlendMode::Multiply)] {
                    let mut texture = Texture::new(&map, blend, 255).unwrap();
                    texture.update(&artwork, all);
                    let mut frame = random.opaque(width, height);
                    let whole = frame.rect().inflate(i32::MAX);
                    place(&mut frame, whole, &map, &artwork, &texture, &Surface::default());
                    assert!(frame.data().as_chunks::<4>().0.iter().all(|p| p[3] == 255));
                }
                assert!(map.view_rect(PixelRect::EMPTY).is_empty());
                assert!(map.rect().contains(&map.view_rect(all.inflate(i32::MAX))));
            }
        }
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let error = PlacementMap::new(&geometry, [scale, 1.0], 9, 9, None).unwrap_err();
            assert_eq!(error.path(), "scale");
        }
        let mask = Mask::new(4, 4).unwrap();
        assert!(PlacementMap::new(&geometry, [1.0; 2], 9, 9, Some(&mask)).is_err());
    }
}

#[test]
fn a_mask_hides_what_it_does_not_cover() {
    let mut random = Random(21);
    let mut mask = Mask::new(SIDE, SIDE).unwrap();
    mask.data_mut()[..(SIDE * 50) as usize].fill(255);
    for geometry in geometries() {
        let map = PlacementMap::new(&geometry, [1.0; 2], SIDE, SIDE, Some(&mask)).unwrap();
        let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
        let all = artwork.rect();
        random.scribble(&mut artwork, all);
        let mut texture = Texture::new(&map, Blend::Ink, 255).unwrap();
        texture.update(&artwork, all);
        let base = random.opaque(SIDE, SIDE);
        let mut frame = base.clone();
        place(&mut frame, base.rect(), &map, &artwork, &texture, &Surface::default());
        let hidden = (SIDE * 50 * 4) as usize;
        assert!(frame.data()[hidden..] == base.data()[hidden..]);
        assert!(frame.data()[..hidden] != base.data()[..hidden]);
    }
}

/// A bulging surface of 2 × 2 patches over 300 pixels.
fn bulge(columns: usize, rows: usize) -> Vec<Point> {
    let at = |i: usize, side: usize| i as f64 / (side - 1) as f64;
    (0..columns * rows)
        .map(|i| {
            let (u, v) = (at(i % columns, columns), at(i / columns, rows));
            let lift = 60.0 * (u * (1.0 - u) + v * (1.0 - v));
            Point::new(40.0 + 300.0 * u + lift * (v - 0.5), 50.0 + 260.0 * v - lift * (u - 0.3))
        })
        .collect()
}

#[test]
fn a_mesh_finds_what_it_shows() {
    let geometry = Mesh::new(7, 7, &bulge(7, 7), [&[0.0, 0.3, 1.0], &[]], None).unwrap();
    let Geometry::Mesh(mesh) = &geometry else { panic!("not regular") };
    for j in 0..=40 {
        for i in 0..=40 {
            let (u, v) = (f64::from(i) / 40.0, f64::from(j) / 40.0);
            let [x, y] = mesh.project(u, v);
            let [a, b] = mesh.unit_at(x, y).unwrap_or_else(|| panic!("{u} {v} is seen"));
            assert!((a - u).abs() < 1e-6 && (b - v).abs() < 1e-6, "{u} {v}: {a} {b}");
        }
    }
}

#[test]
fn a_regular_mesh_is_a_quad() {
    let points: Vec<Point> = (0..16)
        .map(|i| Point::new(10.0 + f64::from(i % 4) * 30.0, 5.0 + f64::from(i / 4) * 20.0))
        .collect();
    let flat = Mesh::new(4, 4, &points, [&[], &[]], None).unwrap();
    assert!(matches!(flat, Geometry::Quad(ref q) if q.corners()[2] == Point::new(100.0, 65.0)));
    let seen = [(0.0, 0.0), (90.0, 12.0), (80.0, 70.0), (4.0, 60.0)].map(Point::from);
    let quad = Mesh::new(4, 4, &points, [&[], &[]], Some(seen)).unwrap();
    assert!(matches!(quad, Geometry::Quad(ref q) if q.corners() == seen));
}
