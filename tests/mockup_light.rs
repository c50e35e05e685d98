//! Laws of a product's color and light: tones, patterns, shade maps, textures.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use kurbo::Point;
use liveproof::blend::BlendMode;
use liveproof::color::Color;
use liveproof::geom::PixelRect;
use liveproof::mockup::{
    Blend, Cloth, Geometry, Light, PlacementMap, Quad, Shade, Surface, Texture, Tones, Weave, dye,
    place, tint, tone, weave,
};
use liveproof::pixels::{Mask, Pixmap};

const COLORS: [&str; 9] =
    ["#fff", "#000", "#c1121f", "#14213d", "#8d8f94", "#ffd60a", "#2a7f62", "#00f", "#f3e9d2"];

fn color(css: &str) -> Color {
    css.parse().unwrap()
}

/// One row of these pixels, and a mask that is full.
fn row(pixels: impl IntoIterator<Item = [u8; 3]>) -> (Pixmap, Mask) {
    let data: Vec<u8> = pixels.into_iter().flat_map(|[r, g, b]| [r, g, b, 255]).collect();
    let count = data.len() / 4;
    let mask = Mask::from_vec(count as u32, 1, vec![255; count]).unwrap();
    (Pixmap::from_vec(count as u32, 1, data).unwrap(), mask)
}

fn grays(range: std::ops::RangeInclusive<u8>) -> (Pixmap, Mask) {
    row(range.map(|v| [v; 3]))
}

/// A row of noise whose colors are around `middle`.
fn noise(middle: [u8; 3], spread: u32) -> (Pixmap, Mask) {
    let mut state = 9_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % spread
    };
    let around = |m: u8, by: u32| (u32::from(m) + by).saturating_sub(spread / 2).min(255) as u8;
    row((0..500).map(|_| middle.map(|m| around(m, next()))))
}

fn toned(photo: &Pixmap, mask: &Mask, color: Color) -> Vec<[u8; 4]> {
    let mut frame = photo.clone();
    tone(&mut frame, photo.rect(), mask, &Tones::new(&Cloth::measure(photo, mask), color));
    frame.data().as_chunks::<4>().0.to_vec()
}

/// OKLab of encoded bytes, from the matrices between linear sRGB and XYZ and those of the paper.
fn oklab(p: [u8; 4]) -> [f64; 3] {
    let lin = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
    };
    let rows = |m: [[f64; 3]; 3], v: [f64; 3]| m.map(|r| r[0] * v[0] + r[1] * v[1] + r[2] * v[2]);
    let xyz = rows(
        [
            [0.4123908, 0.3575843, 0.1804808],
            [0.2126390, 0.7151687, 0.0721923],
            [0.0193308, 0.1191948, 0.9505322],
        ],
        [lin(p[0]), lin(p[1]), lin(p[2])],
    );
    let lms = rows(
        [
            [0.8189330101, 0.3618667424, -0.1288597137],
            [0.0329845436, 0.9293118715, 0.0361456387],
            [0.0482003018, 0.2643662691, 0.6338517070],
        ],
        xyz,
    );
    rows(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        lms.map(libm::cbrt),
    )
}

#[test]
fn a_part_in_its_own_color_stays_as_it_is() {
    for middle in [[255; 3], [200; 3], [120, 125, 130], [30, 28, 33], [40, 60, 160], [190, 30, 40]]
    {
        for spread in [1, 24, 80] {
            let (photo, mask) = noise(middle, spread);
            let own = Cloth::measure(&photo, &mask).color();
            let changed = toned(&photo, &mask, own);
            for (a, b) in changed.iter().zip(photo.data().as_chunks::<4>().0) {
                let apart = (0..4).map(|c| a[c].abs_diff(b[c])).max();
                assert!(apart <= Some(1), "{middle:?} ± {spread}: {b:?} became {a:?}");
            }
        }
    }
}

#[test]
fn the_median_takes_the_color() {
    for (photo, mask) in [grays(100..=254), grays(20..=120), noise([40, 60, 160], 30)] {
        for css in ["#c1121f", "#8d8f94", "#2a7f62", "#7d5ba6"] {
            let at = Cloth::measure(&photo, &mask).color();
            let (swatch, full) = row([[at.r, at.g, at.b]; 1]);
            let mut frame = swatch.clone();
            let tones = Tones::new(&Cloth::measure(&photo, &mask), color(css));
            tone(&mut frame, swatch.rect(), &full, &tones);
            let (got, want) = (frame.data(), color(css));
            for (got, want) in got.iter().zip([want.r, want.g, want.b]) {
                assert!(got.abs_diff(want) <= 3, "{css}: {:?}", frame.data());
            }
        }
    }
}

#[test]
fn what_is_lighter_in_the_photo_is_never_darker_and_keeps_its_hue() {
    for (photo, mask) in [grays(0..=255), grays(120..=255), grays(0..=90)] {
        for css in COLORS {
            let out = toned(&photo, &mask, color(css));
            let want = oklab(toned(&photo, &mask, color(css))[out.len() / 2]);
            for pair in out.windows(2) {
                let (a, b) = (oklab(pair[0]), oklab(pair[1]));
                // A byte of the darkest blue is half a percent of lightness.
                assert!(b[0] >= a[0] - 0.006, "{css}: {pair:?}");
                let chroma = libm::hypot(b[1], b[2]);
                if chroma > 0.08 && libm::hypot(want[1], want[2]) > 0.08 {
                    let turn = (b[1] * want[2] - b[2] * want[1])
                        / (chroma * libm::hypot(want[1], want[2]));
                    assert!(turn.abs() < 0.12, "{css}: {:?} turns by {turn}", pair[1]);
                }
            }
        }
    }
}

#[test]
fn folds_show_on_black_and_on_white_whatever_the_photo() {
    // Folds and highlights of a white, a gray and a black product.
    for (low, high) in [(150, 245), (70, 150), (12, 60)] {
        let (photo, mask) = grays(low..=high);
        for (css, contrast) in [("#000", 15), ("#14213d", 20), ("#8d8f94", 40), ("#fff", 30)] {
            let out = toned(&photo, &mask, color(css));
            let luma =
                |p: [u8; 4]| (u32::from(p[0]) * 2 + u32::from(p[1]) * 5 + u32::from(p[2])) / 8;
            let (dark, light) = (luma(out[0]), luma(out[out.len() - 1]));
            assert!(light >= dark + contrast, "{low}..{high} {css}: {dark} to {light}");
            // The brightest few may be white.
            let bright = luma(out[out.len() * 9 / 10]);
            assert!(dark > 2 && bright < 255, "{low}..{high} {css}: {dark} to {bright}");
        }
    }
    // Dye shows next to nothing on black: that is why there are tones.
    let (photo, mask) = grays(150..=245);
    let mut frame = photo.clone();
    let light = Light { blend: Blend::Ink, gloss: None, opacity: 255 };
    tint(&mut frame, photo.rect(), &mask, Color::BLACK, &light);
    assert!(frame.data().as_chunks::<4>().0.iter().all(|p| *p == [0, 0, 0, 255]));
}

#[test]
fn tones_are_drawn_by_the_mask_alone_and_piece_by_piece() {
    let (mut photo, _) = noise([180, 170, 160], 90);
    let mask: Vec<u8> = (0..500).map(|i| [0, 255, 99, 255, 1][i / 7 % 5]).collect();
    let mask = Mask::from_vec(500, 1, mask).unwrap();
    let before = photo.clone();
    let cloth = Cloth::measure(&photo, &mask);
    let all = photo.rect();
    for faint in ["#c1121f00", "#0000"] {
        tone(&mut photo, all, &mask, &Tones::new(&cloth, color(faint)));
    }
    let tones = Tones::new(&cloth, color("#c1121fc0"));
    tone(&mut photo, all, &Mask::new(499, 1).unwrap(), &tones);
    tone(&mut photo, all, &Mask::new(500, 1).unwrap(), &tones);
    assert!(photo == before);
    tone(&mut photo, all.inflate(9), &mask, &tones);
    let mut pieces = before.clone();
    for x in (0..500).step_by(13) {
        tone(&mut pieces, PixelRect::new(x, 0, x + 13, 1), &mask, &tones);
    }
    assert!(pieces == photo && photo != before);
    for (i, m) in mask.data().iter().enumerate() {
        let same = photo.row(0, i as i32, i as i32 + 1) == before.row(0, i as i32, i as i32 + 1);
        assert!(*m > 0 || same);
    }
    // Statistics of nothing are those of white.
    for mask in [Mask::new(500, 1).unwrap(), Mask::new(3, 3).unwrap()] {
        assert_eq!(Cloth::measure(&photo, &mask), Cloth::default());
    }
}

#[test]
fn a_pattern_of_one_color_dyes_as_the_color_does() {
    let (photo, mask) = noise([150, 160, 170], 120);
    let gloss = noise([40; 3], 80).0.data().iter().step_by(4).copied().collect();
    let gloss = Mask::from_vec(500, 1, gloss).unwrap();
    let pattern = |css: &str| {
        let mut out = photo.clone();
        let [r, g, b, a] = color(css).premultiply();
        out.data_mut().as_chunks_mut::<4>().0.fill([r, g, b, a]);
        out
    };
    for blend in [Blend::Ink, Blend::Mode(BlendMode::Multiply), Blend::Mode(BlendMode::Color)] {
        let light = Light { blend, gloss: Some(&gloss), opacity: 255 };
        let (mut dyed, mut tinted) = (photo.clone(), photo.clone());
        tint(&mut tinted, photo.rect(), &mask, color("#2a7f62"), &light);
        let all = photo.rect();
        dye(&mut dyed, all, &mask, color("#c1121f"), (&pattern("#2a7f62"), (0, 0)), &light);
        assert!(dyed == tinted, "{blend:?}: opaque");
        let mut through = photo.clone();
        dye(&mut through, all, &mask, color("#2a7f62"), (&pattern("#0000"), (0, 0)), &light);
        assert!(through == tinted, "{blend:?}: transparent");
        // Beyond the pattern there is none.
        let mut beside = photo.clone();
        dye(&mut beside, all, &mask, Color::BLACK, (&pattern("#000"), (490, 0)), &light);
        assert!(beside.row(0, 0, 490) == photo.row(0, 0, 490) && beside != photo);
    }
}

/// A print of one color on white, with what the surface does to it.
fn printed(blend: Blend, ink: &str, surface: &Surface, side: u32) -> Pixmap {
    let s = f64::from(side);
    let corners = [(0.0, 0.0), (s, 0.0), (s, s), (0.0, s)].map(|(x, y)| Point::new(x, y));
    let geometry = Geometry::Quad(Quad::new(corners).unwrap());
    let map = PlacementMap::new(&geometry, [1.0; 2], side, side, None).unwrap();
    let mut artwork = Pixmap::new(side, side).unwrap();
    artwork.data_mut().as_chunks_mut::<4>().0.fill(color(ink).premultiply());
    let mut texture = Texture::new(&map, blend, 255).unwrap();
    texture.update(&artwork, artwork.rect());
    let mut frame = Pixmap::new(side, side).unwrap();
    frame.data_mut().fill(255);
    let all = frame.rect();
    place(&mut frame, all, &map, &artwork, &texture, surface);
    frame
}

fn ramp() -> Mask {
    Mask::from_vec(16, 16, (0..=255).collect()).unwrap()
}

#[test]
fn shade_is_hard_light_and_gloss_is_screen() {
    let (map, neutral) = (ramp(), Mask::from_vec(16, 16, vec![128; 256]).unwrap());
    let normal = Blend::Mode(BlendMode::Normal);
    let plain = printed(normal, "#c85a14", &Surface::default(), 16);
    let of = |light, dark, product: &str| Surface {
        shade: Some(Shade::new(light, dark, color(product))),
        ..Surface::default()
    };
    assert!(printed(normal, "#c85a14", &of(&neutral, None, "#fff"), 16) == plain);
    let shaded = printed(normal, "#c85a14", &of(&map, None, "#000"), 16);
    let glossy =
        printed(normal, "#c85a14", &Surface { gloss: Some(&map), ..Surface::default() }, 16);
    for (i, (shaded, glossy)) in
        shaded.data().as_chunks::<4>().0.iter().zip(glossy.data().as_chunks::<4>().0).enumerate()
    {
        for (c, b) in [200.0, 90.0, 20.0].into_iter().enumerate() {
            let (b, s) = (b / 255.0, i as f64 / 255.0);
            let screen = |s: f64| b + s - b * s;
            let hard = if s <= 0.5 { b * 2.0 * s } else { screen(2.0 * s - 1.0) };
            // The neutral byte is 128, not 127.5.
            assert!((f64::from(shaded[c]) - hard * 255.0).abs() < 2.1, "shade {i}: {shaded:?}");
            assert!((f64::from(glossy[c]) - screen(s) * 255.0).abs() < 1.01, "gloss {i}");
        }
    }
    // Light and dark products have maps of their own; ink has none.
    for (product, like) in [("#fff", &shaded), ("#111", &plain)] {
        let both = of(&map, Some(&neutral), product);
        assert!(printed(normal, "#c85a14", &both, 16) == *like, "{product}");
    }
    let between = printed(normal, "#c85a14", &of(&map, Some(&neutral), "#777"), 16);
    assert!(between != plain && between != shaded);
    let inked = printed(Blend::Ink, "#c85a14", &of(&map, None, "#fff"), 16);
    assert!(inked == printed(Blend::Ink, "#c85a14", &Surface::default(), 16));
    // A map of another size is none.
    let odd = Mask::new(15, 16).unwrap();
    let weave = Some(Weave { map: &odd, amount: 255 });
    let odd = Surface { weave, ..of(&odd, None, "#fff") };
    assert!(printed(normal, "#c85a14", &odd, 16) == plain);
}

#[test]
fn a_texture_lets_the_product_through_in_its_gaps() {
    const SIDE: i32 = 200;
    let thread = |i: i32| if i % 5 == 0 { 90 } else { 150 };
    let cloth: Vec<u8> = (0..SIDE * SIDE)
        .map(|i| (thread(i % SIDE).min(thread(i / SIDE)) + i / SIDE / 4) as u8)
        .collect();
    let cloth = Mask::from_vec(SIDE as u32, SIDE as u32, cloth).unwrap();
    let map = weave(&cloth).unwrap();
    let through = |map: &Mask, amount| {
        let weave = Some(Weave { map, amount });
        printed(Blend::Ink, "#000", &Surface { weave, ..Surface::default() }, SIDE as u32)
    };
    let at = |frame: &Pixmap, x: i32, y: i32| frame.row(y, x, x + 1)[0];
    let worn = through(&map, 255);
    for at_y in [22, 101, 178] {
        assert!(at(&worn, 100, at_y) > 200, "a gap is bare: {}", at(&worn, 100, at_y));
        assert_eq!(at(&worn, 102, at_y), 0, "a thread is printed");
        let half = at(&through(&map, 128), 100, at_y);
        assert!(half > 90 && half < 140, "half bare: {half}");
    }
    // Without an amount, or on even cloth however it is lit, the print is even.
    let slope = (0..SIDE * SIDE).map(|i| (i % SIDE) as u8).collect();
    let even = weave(&Mask::from_vec(SIDE as u32, SIDE as u32, slope).unwrap()).unwrap();
    for (map, amount) in [(&map, 0), (&even, 255)] {
        let inner = through(map, amount);
        assert!((10..190).all(|x| at(&inner, x, 100) == 0));
    }
    for (width, height) in [(0, 0), (1, 1), (3, 1)] {
        assert!(weave(&Mask::new(width, height).unwrap()).is_ok());
    }
}
