//! Samples that no geometry goes through are refused in words.

#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]

use liveproof_fit::{
    Fault, Geometry, Kind, Measures, Misfit, Outline, Sample, Samples, Wish, fit, fit_outline,
};

type Outcome = Result<(Geometry, Misfit), Fault>;

fn try_fit(kind: Kind, points: &[[f64; 4]]) -> Outcome {
    let list: Vec<Sample> =
        points.iter().map(|&[u, v, x, y]| Sample { unit: [u, v], pixel: [x, y] }).collect();
    fit(&Samples::clicked(&list)?, &Wish { kind, ..Wish::default() })
}

fn refused(kind: Kind, points: &[[f64; 4]], message: &str) {
    let outcome = try_fit(kind, points);
    assert_eq!(outcome.unwrap_err().to_string(), message, "{kind:?}");
}

const SQUARE: [[f64; 4]; 4] = [
    [0.0, 0.0, 100.0, 100.0],
    [1.0, 0.0, 500.0, 110.0],
    [1.0, 1.0, 480.0, 400.0],
    [0.0, 1.0, 120.0, 420.0],
];

#[test]
fn too_few() {
    refused(Kind::Quad, &SQUARE[..3], "a quad takes 4 points or more, there are 3");
    refused(Kind::Mesh, &SQUARE[..1], "a mesh takes 4 points or more, there is 1");
    refused(Kind::Cylinder, &SQUARE, "a cylinder takes 7 points or more, there are 4");
    refused(Kind::Auto, &[], "a quad takes 4 points or more, there are 0");
}

#[test]
fn no_numbers() {
    for bad in [f64::NAN, f64::INFINITY, -1e9] {
        for place in 0..4 {
            let mut points = SQUARE;
            points[2][place] = bad;
            let message = "point 3 has a coordinate that is not a number up to a million";
            refused(Kind::Quad, &points, message);
        }
    }
    let mut points = SQUARE;
    points[1][0] = 1.5;
    refused(Kind::Mesh, &points, "point 2 is not on the print: u and v go from 0 to 1");
}

#[test]
fn twice_the_same() {
    let message = "points 2 and 4 are at the same place, on the print or in the photo";
    let mut points = SQUARE;
    points[3][..2].copy_from_slice(&[1.0, 0.0]);
    refused(Kind::Auto, &points, message);
    let mut points = SQUARE;
    points[3][2..].copy_from_slice(&[500.0, 110.0]);
    refused(Kind::Auto, &points, message);
}

#[test]
fn on_one_line() {
    let line = |count: u32, bend: f64| -> Vec<[f64; 4]> {
        (0..count)
            .map(|k| f64::from(k) / f64::from(count - 1))
            .map(|t| [t, t, 100.0 + 300.0 * t, 200.0 + 150.0 * t + bend * t * t])
            .collect()
    };
    for kind in [Kind::Quad, Kind::Cylinder, Kind::Mesh, Kind::Auto] {
        for points in [line(12, 0.0), line(12, 40.0)] {
            refused(kind, &points, "the points lie on one line");
        }
    }
    // Apart on the print, on a line in the photo.
    let flat = SQUARE.map(|[u, v, x, _]| [u, v, x, 3.0 * x]);
    refused(Kind::Quad, &flat, "the points lie on one line");
    // Three of four on a line: a homography, but a flat one.
    let mut three = SQUARE;
    three[1][2..].copy_from_slice(&[290.0, 250.0]);
    assert!(matches!(try_fit(Kind::Quad, &three), Err(Fault::Impossible { .. })));
}

#[test]
fn crossed_and_concave() {
    let message =
        "no quad goes through these points: it would be folded, crossed or behind the camera";
    let mut crossed = SQUARE;
    (crossed[0][2], crossed[1][2]) = (500.0, 100.0);
    refused(Kind::Quad, &crossed, message);
    let mut concave = SQUARE;
    concave[2][2..].copy_from_slice(&[200.0, 200.0]);
    refused(Kind::Quad, &concave, message);
}

#[test]
fn rims_that_are_none() {
    let rims =
        [[[0.0, 0.0], [50.0, 10.0], [100.0, 0.0]], [[5.0, 90.0], [50.0, 104.0], [95.0, 90.0]]];
    let refused =
        |outline: Outline| fit_outline(&outline, &Measures::default()).unwrap_err().to_string();
    assert!(fit_outline(&Outline { rims, arc: [-60.0, 60.0] }, &Measures::default()).is_ok());
    for arc in [[60.0, -60.0], [0.0, 0.0], [-200.0, 200.0], [f64::NAN, 1.0]] {
        assert!(refused(Outline { rims, arc }).starts_with("no cylinder"), "{arc:?}");
    }
    let line = rims.map(|rim| rim.map(|[x, y]| [x + y, 0.0]));
    assert_eq!(refused(Outline { rims: line, arc: [-60.0, 60.0] }), "the points lie on one line");
}

#[test]
fn random_points_end_in_an_answer() {
    let mut state = 3_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 24)
    };
    for round in 0..60 {
        let count = 4 + round % 9;
        let points: Vec<[f64; 4]> = (0..count)
            .map(|_| [random(), random(), 1600.0 * random(), 1600.0 * random()])
            .collect();
        for kind in [Kind::Quad, Kind::Cylinder, Kind::Mesh, Kind::Auto] {
            if let Ok((geometry, misfit)) = try_fit(kind, &points) {
                assert!(misfit.max.is_finite(), "{kind:?}: {misfit:?}");
                assert!(!geometry.to_string().contains("NaN"), "{geometry}");
            }
        }
    }
}

#[test]
fn files_that_are_no_maps() {
    let png = |color: png::ColorType, depth: png::BitDepth, data: &[u8]| {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 2, 1);
        encoder.set_color(color);
        encoder.set_depth(depth);
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        out
    };
    let refused = |file: &[u8]| Samples::of_map(file).unwrap_err().to_string();
    let grey = png(png::ColorType::Grayscale, png::BitDepth::Eight, &[0, 9]);
    assert_eq!(refused(&grey), "the uv map is to be a 16-bit RGB PNG: it is Eight Grayscale");
    let empty = png(png::ColorType::Rgb, png::BitDepth::Sixteen, &[0; 12]);
    assert_eq!(refused(&empty), "the uv map covers no pixel (its blue is 0 everywhere)");
    for cut in [0, 7, 20, empty.len() - 14] {
        assert!(refused(&empty[..cut]).starts_with("the uv map is to be a 16-bit RGB PNG"));
    }
}
