//! Laws of materials: what must hold for every artwork, and the formulas in f64.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use kurbo::Point;
use liveproof::color::{Color, SRGB_TO_LINEAR};
use liveproof::geom::PixelRect;
use liveproof::mockup::material::{
    EngravedMetal, EngravedWood, PrintedInk, Sublimation, Underbase,
};
use liveproof::mockup::{
    Cylinder, Geometry, Material, Millimeters, PlacementMap, Quad, Surface, Texture, place,
};
use liveproof::pixels::{Mask, Pixmap};

const SIDE: u32 = 120;

/// Width and height of the area in millimeters: a wall of an engraving is some texels wide.
const AREA: f64 = 20.0;

const INK: Material = Material::Ink(PrintedInk {});
const SUBLIMATION: Material = Material::Sublimation(Sublimation {});

fn all() -> [Material; 5] {
    [
        INK,
        Material::Underbase(Underbase::default()),
        SUBLIMATION,
        Material::EngravedWood(EngravedWood::default()),
        Material::EngravedMetal(EngravedMetal::default()),
    ]
}

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

    /// An opaque picture of bytes from `least` on.
    fn opaque(&mut self, least: u32) -> Pixmap {
        let mut out = Pixmap::new(SIDE, SIDE).unwrap();
        for p in out.data_mut().as_chunks_mut::<4>().0 {
            *p = [0; 4].map(|_| (least + self.below(256 - least)) as u8);
            p[3] = 255;
        }
        out
    }

    fn scribble(&mut self, artwork: &mut Pixmap, rect: PixelRect) {
        let rect = rect.intersect(&artwork.rect());
        let solid = self.below(2) == 0;
        for y in rect.y0..rect.y1 {
            for p in artwork.row_mut(y, rect.x0, rect.x1).as_chunks_mut::<4>().0 {
                let a = if solid { 255 } else { self.below(256) };
                *p = [a; 4].map(|most| self.below(most + 1) as u8);
                p[3] = a as u8;
            }
        }
    }

    fn mask(&mut self, most: u32) -> Mask {
        let bytes = (0..SIDE * SIDE).map(|_| self.below(most + 1) as u8).collect();
        Mask::from_vec(SIDE, SIDE, bytes).unwrap()
    }
}

fn quad(corners: [(f64, f64); 4]) -> Geometry {
    Geometry::Quad(Quad::new(corners.map(|(x, y)| Point::new(x, y))).unwrap())
}

fn geometries() -> [Geometry; 4] {
    let camera = [[1.7, 0.0, -0.2, 60.0], [0.0, 1.7, -0.04, 14.0], [0.0, 0.0002, -0.0033, 1.0]];
    [
        quad([(10.3, 12.9), (100.1, 12.9), (100.1, 96.6), (10.3, 96.6)]),
        quad([(20.0, 10.0), (110.0, 25.0), (100.0, 100.0), (5.0, 115.0)]),
        // Nearly edge on: smaller copies are read.
        quad([(50.0, 10.0), (62.0, 10.0), (118.0, 110.0), (2.0, 100.0)]),
        Geometry::Cylinder(Cylinder::new(26.0, 20.0, 50.0, 300.0, camera).unwrap()),
    ]
}

fn texture(map: &PlacementMap, material: &Material, opacity: u8) -> Texture {
    let [sx, sy, tx, ty] = map.raster().to_raster;
    let mm = Millimeters { scale: [sx / AREA, sy / AREA], origin: [tx, ty] };
    Texture::with_material(map, material, &mm, opacity).unwrap()
}

/// A frame of one color, printed all over with an artwork of one color; the photo is another.
struct Swatch {
    photo: [u8; 3],
    frame: [u8; 3],
    gloss: u8,
}

impl Swatch {
    /// The middle of what is printed.
    fn print(&self, material: &Material, color: [u8; 4]) -> [u8; 3] {
        let fill = |[r, g, b]: [u8; 3]| {
            Pixmap::from_vec(SIDE, SIDE, [r, g, b, 255].repeat((SIDE * SIDE) as usize)).unwrap()
        };
        let (photo, mut frame) = (fill(self.photo), fill(self.frame));
        let gloss = Mask::from_vec(SIDE, SIDE, vec![self.gloss; (SIDE * SIDE) as usize]).unwrap();
        let map = PlacementMap::new(&geometries()[1], [1.0; 2], SIDE, SIDE, None).unwrap();
        let size = map.raster();
        let artwork = color.repeat((size.width * size.height) as usize);
        let artwork = Pixmap::from_vec(size.width, size.height, artwork).unwrap();
        let mut texture = texture(&map, material, 255);
        texture.update(&artwork, artwork.rect());
        let surface = Surface { gloss: Some(&gloss), photo: Some(&photo), ..Surface::default() };
        let all = frame.rect();
        place(&mut frame, all, &map, &artwork, &texture, &surface);
        let pixel = frame.row(60, 60, 61);
        [pixel[0], pixel[1], pixel[2]]
    }
}

fn linear(encoded: u8) -> f64 {
    f64::from(SRGB_TO_LINEAR[usize::from(encoded)]) / 65535.0
}

fn encoded(linear: f64) -> f64 {
    let linear = linear.clamp(0.0, 1.0);
    let v = if linear <= 0.0031308 {
        linear * 12.92
    } else {
        1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055
    };
    v * 255.0
}

#[test]
fn paint_made_in_pieces_equals_paint_made_at_once() {
    let mut random = Random(7);
    for (g, geometry) in geometries().iter().enumerate() {
        for material in all() {
            let map = PlacementMap::new(geometry, [1.0; 2], SIDE, SIDE, None).unwrap();
            let raster = map.raster();
            let (gloss, photo, base) = (random.mask(80), random.opaque(90), random.opaque(0));
            let surface =
                Surface { gloss: Some(&gloss), photo: Some(&photo), ..Surface::default() };
            let mut artwork = Pixmap::new(raster.width, raster.height).unwrap();
            let opacity = if random.below(2) == 0 { 255 } else { 100 + random.below(156) as u8 };
            let mut pieces = texture(&map, &material, opacity);
            let mut frame = base.clone();
            for _ in 0..10 {
                let dirty = random.rect(raster.width, raster.height);
                random.scribble(&mut artwork, dirty);
                if random.below(3) == 0 {
                    artwork.clear(dirty);
                }
                let view = map.view_rect(pieces.update(&artwork, dirty));
                frame.copy_rect(&base, view);
                place(&mut frame, view, &map, &artwork, &pieces, &surface);

                let mut whole = texture(&map, &material, opacity);
                whole.update(&artwork, artwork.rect());
                assert!(whole == pieces, "geometry {g}, {}: stale paint", material.word());
                let mut anew = base.clone();
                place(&mut anew, base.rect(), &map, &artwork, &whole, &surface);
                assert!(anew == frame, "geometry {g}, {}: a stale frame", material.word());
            }
            assert!(frame != base, "geometry {g}: nothing was drawn");
        }
    }
}

#[test]
fn empty_artwork_leaves_every_byte_and_so_does_white_where_it_is_not_printed() {
    let mut random = Random(11);
    for geometry in geometries() {
        let map = PlacementMap::new(&geometry, [1.0; 2], SIDE, SIDE, None).unwrap();
        let (gloss, photo, base) = (random.mask(255), random.opaque(0), random.opaque(0));
        let surface = Surface { gloss: Some(&gloss), photo: Some(&photo), ..Surface::default() };
        for material in all() {
            for fill in [0, 255] {
                let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
                artwork.data_mut().fill(fill);
                let mut texture = texture(&map, &material, 255);
                texture.update(&artwork, artwork.rect());
                let mut frame = base.clone();
                place(&mut frame, base.rect(), &map, &artwork, &texture, &surface);
                let white_is_printed = matches!(material, Material::Underbase(_)) && fill == 255;
                assert_eq!(frame != base, white_is_printed, "{} {fill}", material.word());
            }
        }
    }
}

#[test]
fn an_underbase_is_the_formula() {
    for color in [[255, 255, 255, 255], [200, 30, 90, 255], [0, 0, 0, 255], [60, 10, 20, 128]] {
        for (frame, gloss) in [([255; 3], 0), ([20, 22, 60], 0), ([40, 40, 90], 24)] {
            let swatch = Swatch { photo: [230, 228, 220], frame, gloss };
            let got = swatch.print(&Material::Underbase(Underbase::default()), color);
            let a = f64::from(color[3]) / 255.0;
            for c in 0..3 {
                let straight = (f64::from(color[c]) / a).round() as u8;
                let g = linear(gloss);
                let (dyed, white) = (linear(frame[c]) - g, linear(swatch.photo[c]) - g);
                let want = (1.0 - a) * dyed + a * 0.92 * linear(straight) * white + g;
                let miss = (f64::from(got[c]) - encoded(want)).abs();
                assert!(miss <= 1.6, "{color:?} on {frame:?}: {got:?}, {}", encoded(want));
            }
        }
    }
}

#[test]
fn dark_products_need_white_and_white_ones_do_not() {
    let (white, black) = ([250, 250, 250, 255], [24, 24, 26]);
    let underbase = Material::Underbase(Underbase::default());
    let on_black = Swatch { photo: [240; 3], frame: black, gloss: 0 };
    assert!(on_black.print(&underbase, white).iter().all(|&c| c > 220));
    for without in [INK, SUBLIMATION] {
        let lost = on_black.print(&without, white);
        assert!(lost.iter().zip(black).all(|(&a, b)| a.abs_diff(b) <= 1), "{lost:?}");
    }
    let on_white = Swatch { photo: [240; 3], frame: [240; 3], gloss: 0 };
    for color in [[200, 30, 90, 255], [255, 255, 255, 255], [20, 90, 140, 255]] {
        let (with, without) = (on_white.print(&underbase, color), on_white.print(&INK, color));
        assert!(
            with.iter().zip(without).all(|(&a, b)| a.abs_diff(b) <= 10),
            "{with:?} {without:?}"
        );
    }
}

#[test]
fn a_photo_of_a_dark_product_tells_how_white_is_lit() {
    let navy = Color { r: 40, g: 52, b: 96, a: 255 };
    let dyed = |c: u8, dye: u8| (encoded(linear(c) * linear(dye)) + 0.5) as u8;
    let photo = [dyed(225, navy.r), dyed(225, navy.g), dyed(225, navy.b)];
    let dark = Swatch { photo, frame: photo, gloss: 0 };
    let white = Swatch { photo: [225; 3], frame: photo, gloss: 0 };
    for color in [[255, 255, 255, 255], [200, 30, 90, 255]] {
        let told = dark.print(&Material::Underbase(Underbase { product: navy }), color);
        let seen = white.print(&Material::Underbase(Underbase::default()), color);
        // Half a byte of the dark photo is up to five of the white one.
        assert!(told.iter().zip(seen).all(|(&a, b)| a.abs_diff(b) <= 5), "{told:?} {seen:?}");
        let metal =
            |product| Material::EngravedMetal(EngravedMetal { product, ..Default::default() });
        let (told, seen) = (
            dark.print(&metal(navy), [0, 0, 0, 255]),
            white.print(&metal(Color::WHITE), [0, 0, 0, 255]),
        );
        assert!(told.iter().zip(seen).all(|(&a, b)| a.abs_diff(b) <= 5), "{told:?} {seen:?}");
    }
}

#[test]
fn steel_does_not_know_the_coating() {
    let metal = Material::EngravedMetal(EngravedMetal::default());
    let coated = [[30, 30, 34], [34, 53, 92], [217, 143, 152], [236; 3]];
    let steel = coated
        .map(|frame| Swatch { photo: [236; 3], frame, gloss: 20 }.print(&metal, [0, 0, 0, 255]));
    assert!(steel.iter().all(|s| s == &steel[0]), "{steel:?}");
    let [r, g, b] = steel[0];
    assert!(r.abs_diff(g) < 6 && g.abs_diff(b) < 6, "steel is gray: {steel:?}");
    assert!((150..=215).contains(&g), "and bright: {steel:?}");
}

#[test]
fn nothing_gives_back_more_light_than_it_gets() {
    let mut random = Random(23);
    for geometry in geometries() {
        let map = PlacementMap::new(&geometry, [1.0; 2], SIDE, SIDE, None).unwrap();
        let photo = random.opaque(60);
        let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
        for _ in 0..8 {
            let rect = random.rect(artwork.width(), artwork.height());
            random.scribble(&mut artwork, rect);
        }
        for material in all() {
            let mut texture = texture(&map, &material, 255);
            texture.update(&artwork, artwork.rect());
            let mut frame = photo.clone();
            let surface = Surface { photo: Some(&photo), ..Surface::default() };
            place(&mut frame, photo.rect(), &map, &artwork, &texture, &surface);
            // The coating's edge leans to the light, which gives it a twentieth more than the rest.
            let more = if matches!(material, Material::EngravedMetal(_)) { 8 } else { 0 };
            let brighter = frame
                .data()
                .iter()
                .zip(photo.data())
                .filter(|(after, before)| **after > before.saturating_add(more));
            assert_eq!(brighter.count(), 0, "{}", material.word());
        }
    }
}

#[test]
fn burnt_wood_keeps_its_grain() {
    // Grain: rows of two kinds in turns, three texels of the print each.
    let grain = |y: u32| if (y / 4).is_multiple_of(2) { [205, 170, 130] } else { [180, 140, 100] };
    let bytes = (0..SIDE * SIDE).flat_map(|i| {
        let [r, g, b] = grain(i / SIDE);
        [r, g, b, 255]
    });
    let wood = Pixmap::from_vec(SIDE, SIDE, bytes.collect()).unwrap();
    let map = PlacementMap::new(&geometries()[0], [1.0; 2], SIDE, SIDE, None).unwrap();
    let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
    artwork.data_mut().as_chunks_mut::<4>().0.fill([0, 0, 0, 255]);
    let mut texture = texture(&map, &Material::EngravedWood(EngravedWood::default()), 255);
    texture.update(&artwork, artwork.rect());
    let mut burnt = wood.clone();
    place(&mut burnt, wood.rect(), &map, &artwork, &texture, &Surface::default());
    let mean = |of: &Pixmap, kind: u32, c: usize| {
        let rows = (24..88).filter(|y| y / 4 % 2 == kind);
        let values = rows.flat_map(|y| {
            let row = of.row(y as i32, 20, 90).as_chunks::<4>().0.to_vec();
            row.into_iter().map(|p| linear(p[c]))
        });
        let values: Vec<f64> = values.collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    for c in 0..3 {
        let ratio = |of: &Pixmap| mean(of, 0, c) / mean(of, 1, c);
        let (bare, charred) = (ratio(&wood), ratio(&burnt));
        assert!((charred / bare - 1.0).abs() < 0.12, "channel {c}: {bare} {charred}");
        let left = mean(&burnt, 0, c) / mean(&wood, 0, c);
        assert!((0.03..0.3).contains(&left), "channel {c}: {left} is left");
    }
    let browns = [0, 1, 2].map(|c| mean(&burnt, 0, c));
    assert!(browns[0] > browns[1] && browns[1] > browns[2], "char is brown");
}

#[test]
fn a_material_looks_alike_at_every_size() {
    // The mean light of a print with edges, at a quarter and at full size.
    let mean = |material: &Material, side: u32| {
        let scale = f64::from(side) / 100.0;
        let map = PlacementMap::new(
            &quad([(15.0, 12.0), (88.0, 15.0), (84.0, 90.0), (10.0, 86.0)]),
            [scale; 2],
            side,
            side,
            None,
        )
        .unwrap();
        let [sx, sy, tx, ty] = map.raster().to_raster;
        let mm = Millimeters { scale: [sx / 60.0, sy / 60.0], origin: [tx, ty] };
        let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
        let width = artwork.width() as usize;
        for (i, p) in artwork.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let (x, y) = ((i % width) as f64, (i / width) as f64);
            let bars =
                ((x - tx) / sx * 12.0) as i32 % 2 == 0 && ((y - ty) / sy * 6.0) as i32 % 2 == 0;
            if bars {
                *p = [30, 20, 40, 255];
            }
        }
        let white = Pixmap::from_vec(side, side, vec![230; (side * side * 4) as usize]).unwrap();
        let mut frame = white.clone();
        for p in frame.data_mut().as_chunks_mut::<4>().0 {
            *p = [90, 120, 150, 255];
        }
        let mut texture = Texture::with_material(&map, material, &mm, 255).unwrap();
        texture.update(&artwork, artwork.rect());
        let surface = Surface { photo: Some(&white), ..Surface::default() };
        let all = frame.rect();
        place(&mut frame, all, &map, &artwork, &texture, &surface);
        let sum: f64 = frame.data().as_chunks::<4>().0.iter().map(|p| linear(p[1])).sum();
        sum / f64::from(side * side)
    };
    for material in all() {
        let (small, large) = (mean(&material, 100), mean(&material, 400));
        let miss = (small / large - 1.0).abs();
        assert!(miss < 0.02, "{}: {small} {large}", material.word());
    }
}

#[test]
fn an_engraving_is_lit_from_where_the_light_comes() {
    // One large burnt square: which of its sides is darker?
    let side = |light: f64| {
        let map = PlacementMap::new(&geometries()[0], [1.0; 2], SIDE, SIDE, None).unwrap();
        let (width, height) = (map.raster().width, map.raster().height);
        let mut artwork = Pixmap::new(width, height).unwrap();
        let (w, h) = (width as i32, height as i32);
        let square = PixelRect::new(w / 4, h / 4, 3 * w / 4, 3 * h / 4);
        for y in square.y0..square.y1 {
            artwork.row_mut(y, square.x0, square.x1).as_chunks_mut::<4>().0.fill([0, 0, 0, 255]);
        }
        let material = Material::EngravedWood(EngravedWood { light, ..Default::default() });
        let mut texture = texture(&map, &material, 255);
        texture.update(&artwork, artwork.rect());
        let mut frame = Pixmap::new(SIDE, SIDE).unwrap();
        frame.data_mut().fill(255);
        let all = frame.rect();
        place(&mut frame, all, &map, &artwork, &texture, &Surface::default());
        let origin = map.rect();
        let column = |x: i32| -> u32 {
            let (y0, y1) = (origin.y0 + square.y0 + 4, origin.y0 + square.y1 - 4);
            (y0..y1).map(|y| u32::from(frame.row(y, x, x + 1)[0])).sum()
        };
        (column(origin.x0 + square.x0), column(origin.x0 + square.x1 - 1))
    };
    let (left, right) = side(270.0);
    assert!(left < right, "light from the left: its wall is in shadow");
    let (left, right) = side(90.0);
    assert!(left > right, "and from the right");
}

#[test]
fn odd_numbers_are_drawn_too() {
    let map = PlacementMap::new(&geometries()[1], [1.0; 2], SIDE, SIDE, None).unwrap();
    let mut artwork = Pixmap::new(map.raster().width, map.raster().height).unwrap();
    artwork.data_mut().as_chunks_mut::<4>().0.fill([10, 20, 30, 255]);
    for number in [0.0, -1.0, 1e9, -1e300, f64::NAN, f64::INFINITY] {
        let wood = EngravedWood { depth: number, light: number, ..Default::default() };
        let metal = EngravedMetal { depth: number, light: number, ..Default::default() };
        for material in [Material::EngravedWood(wood), Material::EngravedMetal(metal), SUBLIMATION]
        {
            for scale in [0.0, 5.0, number] {
                let mm = Millimeters { scale: [scale; 2], origin: [number; 2] };
                let mut texture = Texture::with_material(&map, &material, &mm, 255).unwrap();
                texture.update(&artwork, artwork.rect());
                let mut frame = Pixmap::new(SIDE, SIDE).unwrap();
                let all = frame.rect();
                place(&mut frame, all, &map, &artwork, &texture, &Surface::default());
            }
        }
    }
}
