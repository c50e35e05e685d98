//! Placements against a slow and plain reference: every pixel the mean of 16 × 16 rays, in f64 and
//! in linear light, of artwork drawn as finely as for print.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod support {
    pub(crate) mod srgb;
}

use kurbo::Point;
use liveproof::mockup::geometry::Inverse;
use liveproof::mockup::{
    Blend, Cylinder, Geometry, PlacementMap, Quad, Quality, Raster, Surface, Texture, UvMap, place,
};
use liveproof::pixels::Pixmap;
use std::sync::Arc;
use support::srgb::{encoded, linear};

const SIDE: u32 = 160;
const LEAST_DB: f64 = 34.0;

/// Strokes of the word "MAY" and a line of small print under it, in unit coordinates: from, to,
/// half width.
const STROKES: [([f64; 2], [f64; 2], f64); 14] = [
    ([0.08, 0.60], [0.08, 0.20], 0.018),
    ([0.08, 0.20], [0.18, 0.45], 0.018),
    ([0.18, 0.45], [0.28, 0.20], 0.018),
    ([0.28, 0.20], [0.28, 0.60], 0.018),
    ([0.36, 0.60], [0.48, 0.20], 0.018),
    ([0.48, 0.20], [0.60, 0.60], 0.018),
    ([0.40, 0.47], [0.56, 0.47], 0.018),
    ([0.66, 0.20], [0.78, 0.40], 0.018),
    ([0.90, 0.20], [0.78, 0.40], 0.018),
    ([0.78, 0.40], [0.78, 0.60], 0.018),
    ([0.10, 0.75], [0.90, 0.75], 0.010),
    ([0.10, 0.80], [0.45, 0.80], 0.007),
    ([0.50, 0.80], [0.90, 0.80], 0.007),
    ([0.10, 0.88], [0.90, 0.84], 0.010),
];

const INK: [f64; 3] = [20.0, 33.0, 90.0];

/// The artwork: ink or nothing.
fn inked(u: f64, v: f64) -> bool {
    STROKES.iter().any(|&([x0, y0], [x1, y1], half)| {
        let (dx, dy) = (x1 - x0, y1 - y0);
        let t = (((u - x0) * dx + (v - y0) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let (ex, ey) = (u - x0 - t * dx, v - y0 - t * dy);
        ex * ex + ey * ey < half * half
    })
}

/// The artwork as a rasterizer draws it: the share of each texel that is inked, as alpha.
fn draw(raster: &Raster) -> Pixmap {
    const N: u32 = 8;
    let [sx, sy, tx, ty] = raster.to_raster;
    let mut out = Pixmap::new(raster.width, raster.height).unwrap();
    let width = raster.width as usize;
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = ((i % width) as f64, (i / width) as f64);
        let hits = (0..N * N)
            .filter(|k| {
                let px = x + (f64::from(k % N) + 0.5) / f64::from(N);
                let py = y + (f64::from(k / N) + 0.5) / f64::from(N);
                inked((px - tx) / sx, (py - ty) / sy)
            })
            .count() as f64;
        let share = hits / f64::from(N * N);
        *pixel = [INK[0], INK[1], INK[2], 255.0].map(|c| (c * share).round() as u8);
    }
    out
}

/// The artwork as it is printed, with twice the texels of the preview (three a pixel, about 300 dpi
/// in a view of 1600 pixels), flattened over white in encoded values.
struct Print {
    pixels: Pixmap,
    raster: Raster,
}

fn draw_print(raster: &Raster) -> Print {
    let raster = Raster {
        width: raster.width * 2,
        height: raster.height * 2,
        to_raster: raster.to_raster.map(|v| v * 2.0),
    };
    Print { pixels: draw(&raster), raster }
}

impl Print {
    /// Linear light of the pixel at an artwork point.
    fn at(&self, u: f64, v: f64) -> [f64; 3] {
        let [sx, sy, tx, ty] = self.raster.to_raster;
        let x = ((u * sx + tx) as u32).min(self.raster.width - 1) as usize;
        let y = ((v * sy + ty) as u32).min(self.raster.height - 1) as usize;
        let p = self.pixels.data().as_chunks::<4>().0[y * self.raster.width as usize + x];
        [0, 1, 2].map(|c| linear(f64::from(p[c]) + f64::from(255 - p[3])))
    }
}

/// A photo of soft shades.
fn photo() -> Pixmap {
    let mut out = Pixmap::new(SIDE, SIDE).unwrap();
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = (i as u32 % SIDE, i as u32 / SIDE);
        *pixel = [(250 - x / 3) as u8, (240 - y / 4) as u8, (245 - (x + y) / 6) as u8, 255];
    }
    out
}

/// PSNR of our frame over the pixels that see any print, and how many those are.
fn measure(geometry: &Geometry, unit_at: impl Fn(f64, f64) -> Option<[f64; 2]>) -> (f64, usize) {
    const N: u32 = 16;
    let map = PlacementMap::new(geometry, [1.0, 1.0], SIDE, SIDE, None).unwrap();
    let artwork = draw(&map.raster());
    let mut texture = Texture::new(&map, Blend::Ink, 255).unwrap();
    texture.update(&artwork, artwork.rect());
    let print = draw_print(&map.raster());
    let base = photo();
    let mut frame = base.clone();
    place(&mut frame, base.rect(), &map, &artwork, &texture, &Surface::default());
    let (mut sum, mut count) = (0.0, 0);
    let pixels = frame.data().as_chunks::<4>().0.iter().zip(base.data().as_chunks::<4>().0);
    for (i, (ours, base)) in pixels.enumerate() {
        let (x, y) = (f64::from(i as u32 % SIDE), f64::from(i as u32 / SIDE));
        let (mut seen, mut light) = (0.0, [0.0; 3]);
        for k in 0..N * N {
            let px = x + (f64::from(k % N) + 0.5) / f64::from(N);
            let py = y + (f64::from(k / N) + 0.5) / f64::from(N);
            if let Some([u, v]) = unit_at(px, py)
                && (0.0..=1.0).contains(&u)
                && (0.0..=1.0).contains(&v)
            {
                seen += 1.0;
                let a = print.at(u, v);
                (0..3).for_each(|c| light[c] += a[c]);
            } else {
                light = light.map(|l| l + 1.0);
            }
        }
        if seen == 0.0 {
            // The map samples edges at other points: at most one of its 64 may see print here.
            let near = ours.iter().zip(base).all(|(a, b)| a.abs_diff(*b) <= 4);
            assert!(near, "a pixel without print changed, at {x}, {y}");
            continue;
        }
        count += 1;
        for c in 0..3 {
            let p = linear(f64::from(base[c]));
            let want = encoded(p * light[c] / f64::from(N * N));
            let d = f64::from(ours[c]) - want;
            sum += d * d / 3.0;
        }
    }
    (10.0 * libm::log10(255.0 * 255.0 * count as f64 / sum), count)
}

fn check(name: &str, geometry: &Geometry, unit_at: impl Fn(f64, f64) -> Option<[f64; 2]>) {
    let (db, count) = measure(geometry, unit_at);
    assert!(count > 5000, "{name}: only {count} pixels");
    assert!(db >= LEAST_DB, "{name}: {db:.2} dB");
}

#[test]
fn a_quad_in_perspective_is_near_the_reference() {
    let corners = [(22.3, 18.7), (141.2, 30.4), (150.9, 138.1), (12.6, 149.5)];
    let quad = Quad::new(corners.map(|(x, y)| Point::new(x, y))).unwrap();
    check("quad", &Geometry::Quad(quad.clone()), |x, y| quad.unit_at(x, y));
}

#[test]
fn a_steep_quad_is_near_the_reference() {
    let corners = [(55.0, 20.0), (150.0, 8.0), (158.0, 155.0), (4.0, 120.0)];
    let quad = Quad::new(corners.map(|(x, y)| Point::new(x, y))).unwrap();
    check("steep quad", &Geometry::Quad(quad.clone()), |x, y| quad.unit_at(x, y));
}

/// A camera before and a little above a cup.
fn camera() -> [[f64; 4]; 3] {
    [[2.4, 0.0, -0.27, 80.0], [0.0, 2.4, -0.05, 14.0], [0.0, 0.0002, -0.0033, 1.0]]
}

#[test]
fn a_cylinder_is_near_the_reference_to_its_silhouettes() {
    let cup = Cylinder::new(26.0, 22.0, 52.0, 160.0, camera()).unwrap();
    check("cylinder", &Geometry::Cylinder(cup.clone()), |x, y| cup.unit_at(x, y));
    let wrap = Cylinder::new(26.0, 26.0, 52.0, 320.0, camera()).unwrap();
    check("full wrap", &Geometry::Cylinder(wrap.clone()), |x, y| wrap.unit_at(x, y));
}

/// A waving flag.
fn flag(x: f64, y: f64) -> Option<[f64; 2]> {
    let (x, y) = (x / f64::from(SIDE), y / f64::from(SIDE));
    let u = (x - 0.1 + 0.02 * libm::sin(9.0 * y)) / 0.8;
    Some([u, (y - 0.12 + 0.03 * libm::sin(7.0 * x)) / 0.75])
}

#[test]
fn a_uv_map_is_near_the_reference() {
    let mut samples = Vec::new();
    for i in 0..SIDE * SIDE {
        let (x, y) = (f64::from(i % SIDE), f64::from(i / SIDE));
        let hits = (0..64)
            .filter(|k| {
                let (i, j) = (f64::from(k % 8), f64::from(k / 8));
                let at = flag(x + (i + 0.5) / 8.0, y + (j + 0.5) / 8.0);
                at.is_some_and(|p| p.iter().all(|v| (0.0..=1.0).contains(v)))
            })
            .count() as f64;
        let [u, v] = flag(x + 0.5, y + 0.5).unwrap();
        samples.extend([u, v, hits / 64.0].map(|v| (v.clamp(0.0, 1.0) * 65535.0).round() as u16));
    }
    let map = UvMap::from_rgb16(SIDE, SIDE, &samples).unwrap();
    check("uv map", &Geometry::UvMap(Arc::new(map)), flag);
}

#[test]
fn a_cylinder_projects_and_looks_back() {
    let cone = Cylinder::new(26.0, 20.0, 52.0, 160.0, camera()).unwrap();
    let mut seen = 0;
    for i in 0..=20 {
        for j in 0..=20 {
            let (u, v) = (0.1 + f64::from(i) * 0.04, f64::from(j) / 20.0);
            let [x, y] = cone.project(u, v).unwrap();
            if let Some([a, b]) = cone.unit_at(x, y) {
                assert!((a - u).abs() < 1e-9 && (b - v).abs() < 1e-9, "{u} {v}: {a} {b}");
                seen += 1;
            }
        }
    }
    assert!(seen > 400, "{seen}");
}

#[test]
fn a_camera_at_infinity_sees_the_front() {
    let matrix = [[2.0, 0.0, 0.0, 80.0], [0.0, 2.0, 0.0, 10.0], [0.0, 0.0, 0.0, 1.0]];
    let tube = Cylinder::new(30.0, 30.0, 60.0, 120.0, matrix).unwrap();
    let [u, v] = tube.unit_at(80.0, 70.0).unwrap();
    assert!((u - 0.5).abs() < 1e-12 && (v - 0.5).abs() < 1e-12);
    assert!(tube.unit_at(141.0, 70.0).is_none());
}

/// A square print of this many pixels a side, turned by a third of a right angle.
fn turned(side: f64) -> (Geometry, u32) {
    let (sin, cos) = libm::sincos(30f64.to_radians());
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
        .map(|(u, v)| Point::new(side * (u * cos + (1.0 - v) * sin), side * (u * sin + v * cos)));
    (Geometry::Quad(Quad::new(corners).unwrap()), (side * (sin + cos)) as u32 + 2)
}

#[test]
fn small_prints_have_two_texels_a_pixel_and_proofs_twice_as_many_as_the_preview() {
    let cup = Geometry::Cylinder(Cylinder::new(26.0, 22.0, 52.0, 160.0, camera()).unwrap());
    for (geometry, view, side) in [
        (turned(100.0), 2.0 * 100.0),
        (turned(350.0), 2.0 * 350.0),
        (turned(400.0), 724.0),
        (turned(700.0), 1.6 * 700.0),
    ]
    .map(|((geometry, view), side)| (geometry, view, Some(side)))
    .into_iter()
    .chain([(cup, SIDE, None)])
    {
        let size = |quality| {
            let map = PlacementMap::with_quality(&geometry, [1.0; 2], view, view, None, quality);
            let [sx, sy, ..] = map.unwrap().raster().to_raster;
            [sx, sy]
        };
        let live = size(Quality::Live);
        assert_eq!(size(Quality::Final), live.map(|side| side * 2.0));
        if let Some(side) = side {
            // A turned print is seen a little larger here than there.
            let near = |got: &f64| (got / side - 1.0).abs() <= 0.03;
            assert!(live.iter().all(near), "{live:?} for {side}");
        }
    }
}
