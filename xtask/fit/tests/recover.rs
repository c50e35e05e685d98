//! Fits of synthetic samples find the geometry that made them, as the engine understands it; a fit
//! of the demo shop's T-shirt is as near as stated.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failure here fails the test")]

use liveproof::mockup::geometry::Inverse;
use liveproof::mockup::{Cylinder, Quad};
use liveproof::template::Template;
use liveproof_fit::{
    Fineness, Geometry, Kind, Measures, Misfit, Outline, Sample, Samples, Wish, fit, fit_outline,
};

/// Places spread over a part of the print.
fn places(from: [f64; 2], to: [f64; 2], count: u32) -> impl Iterator<Item = [f64; 2]> {
    let at = move |a: f64, b: f64, k: u32| a + (b - a) * f64::from(k) / f64::from(count - 1);
    (0..count)
        .flat_map(move |j| (0..count).map(move |i| [at(from[0], to[0], i), at(from[1], to[1], j)]))
}

fn seen(
    places: impl Iterator<Item = [f64; 2]>,
    pixel: impl Fn([f64; 2]) -> [f64; 2],
) -> Vec<Sample> {
    places.map(|unit| Sample { unit, pixel: pixel(unit) }).collect()
}

fn wish(kind: Kind) -> Wish {
    Wish { kind, ..Wish::default() }
}

fn fitted(samples: &[Sample], wish: &Wish) -> (Geometry, Misfit) {
    fit(&Samples::clicked(samples).unwrap(), wish).unwrap()
}

/// The template of a picture with this geometry, which must be read.
fn reads(geometry: &Geometry) {
    let template = format!(
        r#"{{ "liveproof": 1, "id": "a", "name": "A", "assets": {{ "p": {{ "image": "p.png" }} }},
          "areas": [{{ "id": "print", "width": 10, "height": 10 }}],
          "views": [{{ "id": "front", "width": 1600, "height": 1600, "items": [
            {{ "kind": "photo", "image": "p" }},
            {{ "kind": "placement", "area": "print", "geometry": {geometry} }} ] }}] }}"#
    );
    if let Err(why) = Template::parse(&template) {
        panic!("{why}\n{template}");
    }
}

/// The engine finds the places again at the pixels that the fit gives them.
fn agrees(engine: &dyn Inverse, geometry: &Geometry, places: impl Iterator<Item = [f64; 2]>) {
    for unit in places {
        let [x, y] = geometry.pixel(unit).unwrap();
        let back = engine.unit_at(x, y).unwrap();
        let off = (back[0] - unit[0]).abs().max((back[1] - unit[1]).abs());
        assert!(off < 1e-6, "{unit:?} is at {x}, {y}, where the engine has {back:?}");
    }
}

/// A homography with a strong perspective.
fn board([u, v]: [f64; 2]) -> [f64; 2] {
    let w = 1.0 + 0.4 * u - 0.3 * v;
    [(300.0 + 900.0 * u + 120.0 * v) / w, (250.0 - 80.0 * u + 800.0 * v) / w]
}

const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

/// A cone of these radii, 90 high, over `span` degrees, 900 in front of a camera looking down at it.
fn cone(radii: [f64; 2], span: f64) -> impl Fn([f64; 2]) -> [f64; 2] {
    move |[u, v]| {
        let (sin, cos) = libm::sincos((u - 0.5) * span.to_radians());
        let radius = radii[0] + (radii[1] - radii[0]) * v;
        let [x, y, z] = [radius * sin, 90.0 * v - 45.0, radius * cos];
        let (tilt_sin, tilt_cos) = libm::sincos(0.3);
        let (y, depth) = (y * tilt_cos + z * tilt_sin, 900.0 - z * tilt_cos + y * tilt_sin);
        [800.0 + 9000.0 * x / depth, 700.0 + 9000.0 * y / depth]
    }
}

/// Noise of up to half a pixel, the same in every run.
fn shaken(samples: &[Sample]) -> Vec<Sample> {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 24) - 0.5
    };
    samples
        .iter()
        .map(|s| Sample { pixel: [s.pixel[0] + noise(), s.pixel[1] + noise()], ..*s })
        .collect()
}

#[test]
fn four_corners_are_a_quad() {
    let samples = seen(CORNERS.into_iter(), board);
    let (geometry, misfit) = fitted(&samples, &wish(Kind::Quad));
    assert!(misfit.max < 1e-6, "{misfit:?}");
    let Geometry::Quad(corners) = &geometry else { panic!("{geometry:?}") };
    for (corner, unit) in corners.iter().zip(CORNERS) {
        let truth = board(unit);
        assert!((corner[0] - truth[0]).abs() + (corner[1] - truth[1]).abs() < 1e-6);
    }
    let engine = Quad::new(corners.map(|[x, y]| kurbo::Point::new(x, y))).unwrap();
    agrees(&engine, &geometry, places([0.0; 2], [1.0; 2], 7));
    reads(&geometry);
}

#[test]
fn a_quad_goes_on_beyond_what_is_seen_of_it() {
    let samples = seen(places([0.3, 0.2], [0.6, 0.7], 12), board);
    for (samples, limit) in [(samples.clone(), 1e-4), (shaken(&samples), 3.0)] {
        let (geometry, _) = fitted(&samples, &wish(Kind::Quad));
        for unit in CORNERS {
            let [x, y] = geometry.pixel(unit).unwrap();
            let truth = board(unit);
            assert!(libm::hypot(x - truth[0], y - truth[1]) < limit, "{unit:?} is at {x}, {y}");
        }
    }
}

#[test]
fn a_cylinder_and_a_cone_are_found_with_their_shape() {
    for (radii, span, part) in [
        ([41.0, 41.0], 320.0, [0.3, 0.7]),
        ([41.0, 41.0], 150.0, [0.0, 1.0]),
        ([36.0, 31.0], 160.0, [0.1, 0.9]),
        ([30.0, 45.0], 90.0, [0.0, 0.8]),
    ] {
        let truth = cone(radii, span);
        let samples = seen(places([part[0], 0.0], [part[1], 1.0], 20), truth);
        let mean = 0.5 * (radii[0] + radii[1]);
        let measures =
            Measures { area: Some([mean * span.to_radians(), 90.0]), ..Measures::default() };
        let (geometry, misfit) = fitted(&samples, &Wish { measures, ..wish(Kind::Cylinder) });
        assert!(misfit.max < 1e-4, "{radii:?}, {span}: {misfit:?}");
        let Geometry::Cylinder { radius_top, radius_bottom, height, span: found, projection } =
            geometry
        else {
            panic!("{geometry:?}")
        };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-3 * b;
        assert!(near(radius_top, radii[0]) && near(radius_bottom, radii[1]), "{geometry}");
        assert!(near(height, 90.0) && near(found, span), "{geometry}");
        let engine = Cylinder::new(radius_top, radius_bottom, height, found, projection).unwrap();
        agrees(&engine, &geometry, places([0.4, 0.0], [0.6, 1.0], 7));
        reads(&geometry);
    }
}

#[test]
fn the_rims_of_a_cylinder_are_enough() {
    for (radii, taper) in [([41.0, 41.0], None), ([36.0, 30.0], Some(30.0 / 36.0))] {
        // The half that is seen, as a print: its ends and its middle are the rims'.
        let truth = cone(radii, 180.0);
        let rims = [0.0, 1.0].map(|v| [0.0, 0.5, 1.0].map(|u| truth([u, v])));
        let mean = 0.5 * (radii[0] + radii[1]);
        let arc = [-70.0, 20.0];
        let area = Some([mean * 90.0_f64.to_radians(), 90.0]);
        let measures = Measures { area, span: None, taper };
        let (geometry, misfit) = fit_outline(&Outline { rims, arc }, &measures).unwrap();
        assert!(misfit.max < 1e-4, "{radii:?}: {misfit:?}");
        for unit in places([0.0; 2], [1.0; 2], 5) {
            let [x, y] = geometry.pixel(unit).unwrap();
            let angle = arc[0] + unit[0] * 90.0;
            let [tx, ty] = truth([angle / 180.0 + 0.5, unit[1]]);
            assert!(libm::hypot(x - tx, y - ty) < 0.01, "{unit:?} is at {x}, {y} for {tx}, {ty}");
        }
        let Geometry::Cylinder { radius_top, radius_bottom, height, span, .. } = geometry else {
            panic!("{geometry:?}")
        };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6 * b;
        assert!(near(radius_top, radii[0]) && near(radius_bottom, radii[1]), "{geometry}");
        assert!(near(height, 90.0) && near(span, 90.0), "{geometry}");
        reads(&geometry);
    }
}

#[test]
fn what_is_known_of_a_cylinder_is_kept() {
    let samples = shaken(&seen(places([0.3, 0.0], [0.7, 1.0], 9), cone([41.0, 41.0], 320.0)));
    let measures = Measures { area: None, span: Some(320.0), taper: Some(1.0) };
    let (geometry, misfit) = fitted(&samples, &Wish { measures, ..wish(Kind::Cylinder) });
    let Geometry::Cylinder { radius_top, radius_bottom, span, .. } = geometry else {
        panic!("{geometry:?}")
    };
    assert_eq!((radius_top, radius_bottom), (1.0, 1.0));
    assert!((span - 320.0).abs() < 1e-9);
    assert!(misfit.mean < 0.4, "{misfit:?}");
}

/// One bicubic patch that no camera makes.
fn cloth([u, v]: [f64; 2]) -> [f64; 2] {
    [
        300.0 + 900.0 * u + 60.0 * v * v * v - 40.0 * u * u * v,
        200.0 + 700.0 * v + 90.0 * u * (1.0 - u),
    ]
}

#[test]
fn a_bicubic_surface_is_found_by_any_net() {
    let samples = seen(places([0.0; 2], [1.0; 2], 40), cloth);
    for fineness in [Fineness::Patches(1, 1), Fineness::Patches(3, 2)] {
        let wish = Wish { fineness, even: true, ..wish(Kind::Mesh) };
        let (geometry, misfit) = fitted(&samples, &wish);
        assert!(misfit.max < 0.02, "{fineness:?}: {misfit:?}");
        let Geometry::Mesh { points, .. } = &geometry else { panic!("{geometry:?}") };
        // The corners of the net are the corners of the print.
        let corner = points[0];
        assert!(libm::hypot(corner[0] - 300.0, corner[1] - 200.0) < 0.05, "{corner:?}");
        reads(&geometry);
    }
}

#[test]
fn a_net_goes_straight_on_where_nothing_is_seen() {
    let hole = |[u, v]: &[f64; 2]| !((0.05..0.45).contains(u) && (0.05..0.45).contains(v));
    let samples = seen(places([0.0, 0.0], [1.0, 1.0], 60).filter(hole), cloth);
    let wish = Wish { fineness: Fineness::Patches(4, 4), even: true, ..wish(Kind::Mesh) };
    let (geometry, _) = fitted(&samples, &wish);
    for unit in places([0.05; 2], [0.45; 2], 9) {
        let ([x, y], truth) = (geometry.pixel(unit).unwrap(), cloth(unit));
        assert!(libm::hypot(x - truth[0], y - truth[1]) < 2.0, "{unit:?}: {x}, {y} for {truth:?}");
    }
}

#[test]
fn automatic_is_the_simplest_that_is_near_enough() {
    let all = || places([0.0; 2], [1.0; 2], 25);
    let kind = |samples: &[Sample]| fitted(samples, &wish(Kind::Auto)).0.kind();
    assert_eq!(kind(&seen(all(), board)), "quad");
    assert_eq!(kind(&seen(all(), cone([41.0, 38.0], 150.0))), "cylinder");
    let waves = |[u, v]: [f64; 2]| {
        let [x, y] = board([u, v]);
        [x, y + 6.0 * libm::sin(9.0 * u)]
    };
    assert_eq!(kind(&seen(all(), waves)), "mesh");
}

#[test]
fn the_shirt_is_fitted_to_a_tenth_of_a_pixel() {
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/products/tshirt/uv.png");
    let samples = Samples::of_map(&std::fs::read(map).unwrap()).unwrap();
    let net = |patches: usize, even: bool| {
        let fineness = Fineness::Patches(patches, patches);
        fit(&samples, &Wish { fineness, even, ..wish(Kind::Mesh) }).unwrap().1
    };
    let (even, uneven, fine) = (net(2, true), net(2, false), net(4, false));
    // Even nets of 7 × 7 and 13 × 13 leave 0.14 and 0.034 px on average, p99 0.8 and 0.22.
    assert!(uneven.mean < 0.7 * even.mean, "{uneven:?} against {even:?}");
    assert!(uneven.mean < 0.1 && fine.mean < 0.03 && fine.p99 < 0.15, "{uneven:?}, {fine:?}");
    assert!(net(2, false) == uneven, "a fit has one result");
}
