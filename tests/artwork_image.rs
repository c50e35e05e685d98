//! Pictures in boxes.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use kurbo::{Affine, Rect};
use liveproof::artwork::image::{ImageFit, draw_image};
use liveproof::artwork::sprite::Sprite;
use liveproof::geom::PixelRect;
use liveproof::image::Mipmaps;
use liveproof::pixels::Pixmap;

const CLIP: PixelRect = PixelRect::new(-2000, -2000, 4000, 4000);

/// Valid premultiplied noise.
fn noise(w: u32, h: u32) -> Mipmaps {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 40) as u32 & 255
    };
    let data = (0..w * h)
        .flat_map(|_| {
            let a = next();
            [next() * a / 255, next() * a / 255, next() * a / 255, a].map(|v| v as u8)
        })
        .collect();
    Mipmaps::new(Pixmap::from_vec(w, h, data).unwrap()).unwrap()
}

fn flat(w: u32, h: u32, p: [u8; 4]) -> Mipmaps {
    Mipmaps::new(Pixmap::from_vec(w, h, p.repeat((w * h) as usize)).unwrap()).unwrap()
}

fn draw(mips: &Mipmaps, fit: ImageFit, rect: Rect, transform: Affine) -> Sprite {
    draw_image(mips, fit, rect, transform, CLIP).unwrap().unwrap()
}

fn transforms() -> [Affine; 7] {
    [
        Affine::scale(1.7),
        Affine::scale_non_uniform(0.31, 0.83),
        Affine::translate((0.4, 0.7)),
        Affine::rotate(0.5) * Affine::scale(1.3),
        Affine::new([0.0, 1.2, -0.9, 0.0, 200.3, 0.0]),
        Affine::FLIP_X * Affine::scale(0.6),
        Affine::new([1.0, 0.2, -0.4, 0.3, 10.0, 20.0]),
    ]
}

#[test]
fn an_unscaled_picture_is_copied() {
    let mips = noise(37, 23);
    let rect = Rect::new(5.0, 7.0, 42.0, 30.0);
    for fit in [ImageFit::Contain, ImageFit::Cover, ImageFit::Stretch] {
        let sprite = draw(&mips, fit, rect, Affine::IDENTITY);
        assert_eq!((sprite.x, sprite.y, &sprite.pixels), (5, 7, mips.full()));
    }
}

#[test]
fn quarter_turns_and_flips_are_exact() {
    let mips = noise(37, 23);
    let rect = Rect::new(0.0, 0.0, 37.0, 23.0);
    let full = mips.full();
    type Source = fn(i32, i32) -> (i32, i32);
    let cases: [([f64; 6], Source); 4] = [
        ([-1.0, 0.0, 0.0, 1.0, 37.0, 0.0], |x, y| (36 - x, y)),
        ([1.0, 0.0, 0.0, -1.0, 0.0, 23.0], |x, y| (x, 22 - y)),
        ([0.0, 1.0, -1.0, 0.0, 23.0, 0.0], |x, y| (y, 22 - x)),
        ([0.0, -1.0, 1.0, 0.0, 0.0, 37.0], |x, y| (36 - y, x)),
    ];
    for (coefficients, from) in cases {
        let sprite = draw(&mips, ImageFit::Stretch, rect, Affine::new(coefficients));
        assert_eq!((sprite.x, sprite.y), (0, 0));
        assert_eq!(sprite.pixels.width() * sprite.pixels.height(), 37 * 23);
        for y in 0..sprite.pixels.height() as i32 {
            for x in 0..sprite.pixels.width() as i32 {
                let (sx, sy) = from(x, y);
                assert_eq!(sprite.pixels.row(y, x, x + 1), full.row(sy, sx, sx + 1));
            }
        }
    }
}

#[test]
fn flips_of_shrunk_pictures_mirror_them() {
    // Odd sizes, whose mipmaps do not end where the picture ends.
    let mips = noise(101, 67);
    let rect = Rect::new(0.0, 0.0, 20.0, 13.0);
    let plain = draw(&mips, ImageFit::Stretch, rect, Affine::IDENTITY);
    let flipped =
        draw(&mips, ImageFit::Stretch, rect, Affine::new([-1.0, 0.0, 0.0, 1.0, 20.0, 0.0]));
    for y in 0..13 {
        for x in 0..20 {
            let (a, b) = (plain.pixels.row(y, x, x + 1), flipped.pixels.row(y, 19 - x, 20 - x));
            assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 1));
        }
    }
}

#[test]
fn whole_pixels_move_a_sprite_unchanged() {
    let mips = noise(64, 48);
    for transform in transforms() {
        for fit in [ImageFit::Contain, ImageFit::Cover] {
            let rect = Rect::new(3.3, 4.1, 103.7, 64.9);
            let sprite = draw(&mips, fit, rect, transform);
            for (dx, dy) in [(1, 0), (-300, 17), (1000, 999)] {
                let moved = Affine::translate((f64::from(dx), f64::from(dy))) * transform;
                let moved = draw(&mips, fit, rect, moved);
                assert_eq!((moved.x, moved.y), (sprite.x + dx, sprite.y + dy));
                assert!(moved.pixels == sprite.pixels, "{transform:?} {fit:?} {dx}");
            }
        }
    }
}

#[test]
fn a_clip_is_a_crop() {
    let mips = noise(64, 48);
    for transform in transforms() {
        let rect = Rect::new(3.3, 4.1, 103.7, 64.9);
        let whole = draw(&mips, ImageFit::Cover, rect, transform);
        let r = whole.rect();
        for clip in [
            PixelRect::new(r.x0 + 5, r.y0 + 3, r.x0 + 6, r.y1 - 2),
            PixelRect::new(r.x0 - 9, r.y0 + 11, r.x1 - 7, r.y0 + 13),
            r.inflate(-4),
        ] {
            let part = draw_image(&mips, ImageFit::Cover, rect, transform, clip);
            let Some(part) = part.unwrap() else { continue };
            let p = part.rect();
            assert!(clip.contains(&p) && r.contains(&p));
            for y in p.y0..p.y1 {
                let a = part.pixels.row(y - p.y0, 0, p.width() as i32);
                let b = whole.pixels.row(y - r.y0, p.x0 - r.x0, p.x1 - r.x0);
                assert!(a == b, "{transform:?} row {y}");
            }
        }
    }
}

#[test]
fn a_flat_picture_stays_flat_to_its_edges() {
    let color = [200, 100, 50, 255];
    let mips = flat(50, 40, color);
    for transform in transforms() {
        for fit in [ImageFit::Contain, ImageFit::Cover, ImageFit::Stretch] {
            let sprite = draw(&mips, fit, Rect::new(3.3, 4.1, 103.7, 64.9), transform);
            for p in sprite.pixels.data().chunks(4) {
                let want = color.map(|c| f64::from(c) * f64::from(p[3]) / 255.0);
                let off = p.iter().zip(want).map(|(&p, w)| (f64::from(p) - w).abs());
                assert!(off.fold(0.0, f64::max) <= 1.0, "{transform:?} {fit:?}: {p:?}");
            }
        }
    }
}

#[test]
fn color_stays_below_alpha() {
    for transform in transforms() {
        let sprite =
            draw(&noise(64, 48), ImageFit::Cover, Rect::new(0.3, 0.1, 90.0, 70.0), transform);
        assert!(sprite.pixels.data().chunks(4).all(|p| p[..3].iter().all(|c| *c <= p[3])));
    }
}

#[test]
fn fits_place_the_picture() {
    let mips = flat(40, 20, [255; 4]);
    let rect = Rect::new(10.0, 10.0, 30.0, 30.0);
    let place = |fit| draw(&mips, fit, rect, Affine::scale(2.0)).rect();
    assert_eq!(place(ImageFit::Contain), PixelRect::new(20, 30, 60, 50));
    assert_eq!(place(ImageFit::Cover), PixelRect::new(20, 20, 60, 60));
    assert_eq!(place(ImageFit::Stretch), PixelRect::new(20, 20, 60, 60));
    // Cover cuts off equal parts: the middle of the picture is the middle of the box.
    let half = |x: u32| if x < 20 { [255, 0, 0, 255] } else { [0, 0, 255, 255] };
    let data = (0..20).flat_map(|_| (0..40).flat_map(half)).collect();
    let mips = Mipmaps::new(Pixmap::from_vec(40, 20, data).unwrap()).unwrap();
    let sprite = draw(&mips, ImageFit::Cover, rect, Affine::scale(2.0));
    assert_eq!(sprite.pixels.row(20, 0, 1), [255, 0, 0, 255]);
    assert_eq!(sprite.pixels.row(20, 39, 40), [0, 0, 255, 255]);
    let (left, right) = (sprite.pixels.row(20, 19, 20)[0], sprite.pixels.row(20, 20, 21)[0]);
    assert!((i32::from(left) + i32::from(right) - 255).abs() <= 2, "{left} {right}");
}

/// A picture that is smooth, at a place in 0..1.
fn smooth(u: f64, v: f64) -> [f64; 4] {
    let wave = |a: f64, b: f64| 127.5 + 120.0 * libm::sin(a * u + b * v);
    [wave(9.0, 2.0), wave(-3.0, 11.0), wave(6.0, -7.0), 255.0]
}

fn smooth_picture(w: u32, h: u32) -> Mipmaps {
    let data = (0..h)
        .flat_map(|y| (0..w).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let at = |v: u32, size: u32| (f64::from(v) + 0.5) / f64::from(size);
            smooth(at(x, w), at(y, h)).map(|c| c.round() as u8)
        })
        .collect();
    Mipmaps::new(Pixmap::from_vec(w, h, data).unwrap()).unwrap()
}

#[test]
fn scaled_pictures_are_what_they_show() {
    let mips = smooth_picture(301, 203);
    let box_mm = Rect::new(0.0, 0.0, 301.0, 203.0);
    for transform in [
        Affine::scale(0.586),
        Affine::scale(0.11),
        Affine::scale(2.3),
        Affine::translate((0.37, 0.81)) * Affine::scale_non_uniform(0.7, 0.2),
        Affine::rotate(0.7) * Affine::scale(0.3),
        Affine::rotate(2.0) * Affine::scale(1.5),
        Affine::new([0.0, 0.4, -0.4, 0.0, 100.0, 0.0]),
        Affine::new([-0.23, 0.0, 0.0, 0.23, 100.0, 0.0]),
    ] {
        let sprite = draw(&mips, ImageFit::Stretch, box_mm, transform);
        let back = transform.inverse();
        let (mut sum, mut count) = (0.0, 0);
        for y in sprite.rect().y0..sprite.rect().y1 {
            for x in sprite.rect().x0..sprite.rect().x1 {
                let p = sprite.pixels.row(y - sprite.y, x - sprite.x, x - sprite.x + 1);
                let at = back * kurbo::Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                if p[3] < 255 {
                    continue;
                }
                for (got, want) in p.iter().zip(smooth(at.x / 301.0, at.y / 203.0)) {
                    sum += (f64::from(*got) - want).abs();
                    count += 1;
                }
            }
        }
        let mean = sum / f64::from(count);
        assert!(mean < 1.2, "{transform:?}: off by {mean} on average");
    }
}

#[test]
fn thin_lines_keep_their_ink() {
    // White lines one pixel wide, every eighth: a shrunk picture has an eighth of white everywhere.
    let data = (0..256 * 256).flat_map(|i| if i % 8 == 0 { [255; 4] } else { [0; 4] }).collect();
    let mips = Mipmaps::new(Pixmap::from_vec(256, 256, data).unwrap()).unwrap();
    let rect = Rect::new(0.0, 0.0, 256.0, 256.0);
    for transform in
        [Affine::scale(0.1), Affine::scale(0.27), Affine::rotate(0.4) * Affine::scale(0.1)]
    {
        let sprite = draw(&mips, ImageFit::Stretch, rect, transform);
        let ink: f64 = sprite.pixels.data().chunks(4).map(|p| f64::from(p[3])).sum();
        let want = 255.0 / 8.0 * 65_536.0 * transform.determinant();
        assert!((ink / want - 1.0).abs() < 0.05, "{transform:?}: {}", ink / want);
    }
}

#[test]
fn boxes_that_are_none_draw_nothing() {
    let mips = noise(9, 9);
    let one = Rect::new(0.0, 0.0, 1.0, 1.0);
    let turn = Affine::rotate(0.3);
    for (rect, transform) in [
        (Rect::ZERO, Affine::IDENTITY),
        (Rect::new(0.0, 0.0, f64::NAN, 1.0), Affine::IDENTITY),
        (Rect::new(0.0, 0.0, f64::INFINITY, 1.0), turn),
        (one, Affine::scale(0.0)),
        (one, Affine::scale(f64::NAN)),
        (one, turn * Affine::scale(0.0)),
        (one, turn * Affine::scale(1e200)),
        (one, Affine::scale(1e200)),
        (one, Affine::translate((9e9, 0.0))),
        (one, Affine::new([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])),
    ] {
        for fit in [ImageFit::Contain, ImageFit::Cover, ImageFit::Stretch] {
            let drawn = draw_image(&mips, fit, rect, transform, CLIP).unwrap();
            assert_eq!(drawn, None, "{rect:?} {transform:?}");
        }
    }
    let empty = Mipmaps::new(Pixmap::default()).unwrap();
    assert_eq!(draw_image(&empty, ImageFit::Cover, one, Affine::IDENTITY, CLIP).unwrap(), None);
}

#[test]
fn extreme_scales_end() {
    let mips = noise(300, 2);
    for transform in [
        Affine::scale_non_uniform(1e5, 1e-4),
        Affine::scale_non_uniform(1e-4, 1e5),
        Affine::rotate(0.1) * Affine::scale_non_uniform(1e4, 1e-3),
        Affine::scale(1e6),
    ] {
        let clip = PixelRect::new(0, 0, 100, 100);
        let rect = Rect::new(0.0, 0.0, 100.0, 50.0);
        let _ = draw_image(&mips, ImageFit::Stretch, rect, transform, clip).unwrap();
    }
}
