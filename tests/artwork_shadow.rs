//! Blurs against the Gaussian itself.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use liveproof::artwork::shadow::drop_shadow;
use liveproof::blur::{MAX_BLUR_SIGMA, blur};

use liveproof::geom::PixelRect;
use liveproof::pixels::{Coverage, Mask};

/// More than any test draws.
const EVERYWHERE: PixelRect = PixelRect::new(-10_000, -10_000, 10_000, 10_000);

fn block(w: u32, h: u32) -> Mask {
    Mask::from_vec(w, h, vec![255; (w * h) as usize]).unwrap()
}

/// Share of a Gaussian between two places.
fn share(sigma: f64, from: f64, to: f64) -> f64 {
    let f = |x: f64| 0.5 * (1.0 + libm::erf(x / (sigma * std::f64::consts::SQRT_2)));
    f(to) - f(from)
}

#[test]
fn a_block_fades_as_the_gaussian_does() {
    for sigma in [0.6, 1.0, 1.9, 2.0, 2.5, 3.0, 5.0, 8.3, 12.0, 20.0] {
        let (w, h) = (60, 41);
        let (pad, out) = blur(&block(w, h), sigma).unwrap();
        assert_eq!((out.width(), out.height()), (w + 2 * pad, h + 2 * pad));
        let mut worst: f64 = 0.0;
        for y in 0..out.height() as i32 {
            for x in 0..out.width() as i32 {
                let axis = |at: i32, size: u32| {
                    let d = f64::from(at) + 0.5 - f64::from(pad);
                    share(sigma, d - f64::from(size), d)
                };
                let want = 255.0 * axis(x, w) * axis(y, h);
                worst = worst.max((f64::from(out.row(y, x, x + 1)[0]) - want).abs());
            }
        }
        // Three boxes are within 4 % of the Gaussian.
        assert!(worst < if sigma < 2.0 { 1.5 } else { 10.0 }, "sigma {sigma}: off by {worst}");
    }
}

#[test]
fn blurs_are_symmetric_and_keep_the_ink() {
    for sigma in [0.4, 1.0, 2.2, 3.3, 4.0, 7.0, 15.0] {
        let (_, out) = blur(&block(31, 17), sigma).unwrap();
        let (w, h) = (out.width() as i32, out.height() as i32);
        for y in 0..h {
            for x in 0..w {
                let v = out.row(y, x, x + 1);
                assert_eq!(v, out.row(h - 1 - y, x, x + 1), "sigma {sigma}");
                assert_eq!(v, out.row(y, w - 1 - x, w - x), "sigma {sigma}");
            }
        }
        let ink: f64 = out.data().iter().map(|&v| f64::from(v)).sum();
        let want = 31.0 * 17.0 * 255.0;
        assert!((ink / want - 1.0).abs() < 0.02, "sigma {sigma}: {}", ink / want);
    }
}

#[test]
fn rows_and_columns_are_alike() {
    let tall = Mask::from_vec(3, 50, (0..150).map(|i| (i / 3 * 5) as u8).collect()).unwrap();
    let wide = Mask::from_vec(50, 3, (0..150).map(|i| (i % 50 * 5) as u8).collect()).unwrap();
    for sigma in [1.0, 3.0, 4.4] {
        let ((_, a), (_, b)) = (blur(&tall, sigma).unwrap(), blur(&wide, sigma).unwrap());
        for y in 0..a.height() as i32 {
            for x in 0..a.width() as i32 {
                let off = a.row(y, x, x + 1)[0].abs_diff(b.row(x, y, y + 1)[0]);
                assert!(off <= 1, "sigma {sigma}");
            }
        }
    }
}

#[test]
fn the_inside_of_a_large_block_stays_full() {
    for sigma in [0.5, 1.5, 2.0, 9.0, 30.0] {
        let (pad, out) = blur(&block(300, 300), sigma).unwrap();
        let middle = pad as i32 + 150;
        assert_eq!(out.row(middle, middle, middle + 1), [255], "sigma {sigma}");
    }
}

#[test]
fn no_sigma_does_not_blur_and_a_huge_one_is_capped() {
    let mask = block(5, 4);
    for sigma in [0.0, -3.0, f64::NAN] {
        assert_eq!(blur(&mask, sigma).unwrap(), (0, mask.clone()));
    }
    let capped = blur(&mask, MAX_BLUR_SIGMA).unwrap();
    assert_eq!(blur(&mask, 1e9).unwrap(), capped);
    assert_eq!(blur(&mask, f64::INFINITY).unwrap(), capped);
    assert_eq!(blur(&Mask::default(), 5.0).unwrap(), (0, Mask::default()));
}

#[test]
fn a_shadow_lies_where_it_is_thrown() {
    let coverage = Coverage { x: 10, y: 20, mask: block(8, 6) };
    let drop_shadow = |offset: (f64, f64), sigma: f64| {
        drop_shadow(&coverage, offset, sigma, EVERYWHERE).unwrap().unwrap()
    };
    let hard = drop_shadow((3.4, -2.6), 0.0);
    assert_eq!((hard.x, hard.y, &hard.mask), (13, 17, &coverage.mask));
    let soft = drop_shadow((3.4, -2.6), 4.0);
    let pad = (soft.mask.width() as i32 - 8) / 2;
    assert_eq!(soft.rect(), PixelRect::new(13, 17, 21, 23).inflate(pad));
    let unmoved = drop_shadow((0.0, f64::NAN), 1.0);
    assert_eq!(unmoved.y + (unmoved.mask.height() as i32 - 6) / 2, 20);
}

#[test]
fn a_window_shows_the_bytes_of_the_whole() {
    // Noise, so that no two neighborhoods are alike.
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let mask = Mask::from_vec(53, 31, (0..53 * 31).map(|_| noise()).collect()).unwrap();
    let coverage = Coverage { x: -7, y: 4, mask };
    for sigma in [0.0, 0.4, 1.3, 1.99, 2.0, 2.4, 3.0, 6.7, 15.0] {
        let whole = drop_shadow(&coverage, (2.0, -3.0), sigma, EVERYWHERE).unwrap().unwrap();
        let all = whole.rect();
        for _ in 0..40 {
            let (x, y) =
                (all.x0 - 5 + i32::from(noise()) % 60, all.y0 - 5 + i32::from(noise()) % 40);
            let window = PixelRect::new(
                x,
                y,
                x + 1 + i32::from(noise()) % 50,
                y + 1 + i32::from(noise()) % 30,
            );
            let part = drop_shadow(&coverage, (2.0, -3.0), sigma, window).unwrap();
            let inside = window.intersect(&all);
            let Some(part) = part else {
                assert!(inside.is_empty());
                continue;
            };
            assert_eq!(part.rect(), inside);
            for y in inside.y0..inside.y1 {
                let width = inside.width() as i32;
                let at = |of: &Coverage| {
                    let x = inside.x0 - of.x;
                    of.mask.row(y - of.y, x, x + width).to_vec()
                };
                assert!(at(&part) == at(&whole), "sigma {sigma}, {window:?}, row {y}");
            }
        }
    }
}
