//! Blend modes against the formulas of W3C Compositing and Blending Level 1, and of Photoshop's own
//! modes, in plain `f64`, and the laws that modes keep.

use liveproof::blend::{
    BlendMode, blend_color_row, blend_color_row_opaque, blend_row, blend_row_masked,
    blend_row_opacity,
};

/// What is equal, but for the rounding of straight channels.
const TIE: f64 = 1e-9;

/// On straight channels: section 10.1, then what is published of Photoshop's.
fn separable(mode: BlendMode, cb: f64, cs: f64) -> f64 {
    let hard_light = |cb: f64, cs: f64| {
        if cs <= 0.5 { cb * 2.0 * cs } else { cb + (2.0 * cs - 1.0) - cb * (2.0 * cs - 1.0) }
    };
    match mode {
        BlendMode::Normal => cs,
        BlendMode::Multiply => cb * cs,
        BlendMode::Screen => cb + cs - cb * cs,
        BlendMode::Overlay => hard_light(cs, cb),
        BlendMode::Darken => cb.min(cs),
        BlendMode::Lighten => cb.max(cs),
        BlendMode::ColorDodge if cb == 0.0 => 0.0,
        BlendMode::ColorDodge if cs == 1.0 => 1.0,
        BlendMode::ColorDodge => (cb / (1.0 - cs)).min(1.0),
        BlendMode::ColorBurn if cb == 1.0 => 1.0,
        BlendMode::ColorBurn if cs == 0.0 => 0.0,
        BlendMode::ColorBurn => 1.0 - ((1.0 - cb) / cs).min(1.0),
        BlendMode::HardLight => hard_light(cb, cs),
        BlendMode::SoftLight if cs <= 0.5 => cb - (1.0 - 2.0 * cs) * cb * (1.0 - cb),
        BlendMode::SoftLight => {
            let d = if cb <= 0.25 { ((16.0 * cb - 12.0) * cb + 4.0) * cb } else { cb.sqrt() };
            cb + (2.0 * cs - 1.0) * (d - cb)
        }
        BlendMode::Difference => (cb - cs).abs(),
        BlendMode::Exclusion => cb + cs - 2.0 * cb * cs,
        BlendMode::LinearBurn => (cb + cs - 1.0).max(0.0),
        BlendMode::LinearDodge => (cb + cs).min(1.0),
        BlendMode::VividLight if cs <= 0.5 => separable(BlendMode::ColorBurn, cb, 2.0 * cs),
        BlendMode::VividLight => separable(BlendMode::ColorDodge, cb, 2.0 * cs - 1.0),
        BlendMode::LinearLight => (cb + 2.0 * cs - 1.0).clamp(0.0, 1.0),
        BlendMode::PinLight if cs <= 0.5 => cb.min(2.0 * cs),
        BlendMode::PinLight => cb.max(2.0 * cs - 1.0),
        BlendMode::HardMix if cb + cs >= 1.0 - TIE => 1.0,
        BlendMode::HardMix => 0.0,
        BlendMode::Subtract => (cb - cs).max(0.0),
        BlendMode::Divide if cb == 0.0 => 0.0,
        BlendMode::Divide => (cb / cs).min(1.0),
        _ => unreachable!("not separable"),
    }
}

fn lum(c: [f64; 3]) -> f64 {
    0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]
}

fn max(c: [f64; 3]) -> f64 {
    c[0].max(c[1]).max(c[2])
}

fn min(c: [f64; 3]) -> f64 {
    c[0].min(c[1]).min(c[2])
}

fn set_lum(c: [f64; 3], l: f64) -> [f64; 3] {
    let d = l - lum(c);
    let mut c = c.map(|c| c + d);
    let (l, n, x) = (lum(c), min(c), max(c));
    if n < 0.0 {
        c = c.map(|c| l + (c - l) * l / (l - n));
    }
    if x > 1.0 {
        c = c.map(|c| l + (c - l) * (1.0 - l) / (x - l));
    }
    c
}

/// As the specification words it: the channels are sorted.
fn set_sat(c: [f64; 3], s: f64) -> [f64; 3] {
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| c[a].total_cmp(&c[b]));
    let [low, mid, high] = order;
    let mut out = [0.0; 3];
    if c[high] > c[low] {
        out[mid] = (c[mid] - c[low]) * s / (c[high] - c[low]);
        out[high] = s;
    }
    out
}

fn mix(mode: BlendMode, cb: [f64; 3], cs: [f64; 3]) -> [f64; 3] {
    let sat = |c| max(c) - min(c);
    match mode {
        BlendMode::Hue => set_lum(set_sat(cs, sat(cb)), lum(cb)),
        BlendMode::Saturation => set_lum(set_sat(cb, sat(cs)), lum(cb)),
        BlendMode::Color => set_lum(cs, lum(cb)),
        BlendMode::Luminosity => set_lum(cb, lum(cs)),
        BlendMode::DarkerColor => {
            if lum(cs) < lum(cb) - TIE {
                cs
            } else {
                cb
            }
        }
        BlendMode::LighterColor => {
            if lum(cs) > lum(cb) + TIE {
                cs
            } else {
                cb
            }
        }
        _ => std::array::from_fn(|i| separable(mode, cb[i], cs[i])),
    }
}

/// The pixel that the specification asks for, in units of a byte.
fn oracle(mode: BlendMode, b: [u8; 4], s: [u8; 4]) -> [f64; 4] {
    let (ab, a_s) = (f64::from(b[3]) / 255.0, f64::from(s[3]) / 255.0);
    let straight = |p: [u8; 4]| -> [f64; 3] {
        std::array::from_fn(|i| if p[3] == 0 { 0.0 } else { f64::from(p[i]) / f64::from(p[3]) })
    };
    let (cb, cs) = (straight(b), straight(s));
    let both = mix(mode, cb, cs);
    std::array::from_fn(|i| {
        if i == 3 {
            return 255.0 * (a_s + ab - a_s * ab);
        }
        255.0 * (a_s * (1.0 - ab) * cs[i] + ab * (1.0 - a_s) * cb[i] + a_s * ab * both[i])
    })
}

fn one(mode: BlendMode, mut b: [u8; 4], s: [u8; 4]) -> [u8; 4] {
    blend_row(mode, &mut b, &s);
    b
}

/// Pixels with every alpha of a few and channels across what that alpha allows.
fn pixels() -> Vec<[u8; 4]> {
    let mut out = vec![[0; 4]];
    for a in [1u8, 2, 37, 127, 128, 200, 254, 255] {
        for step in 0..12u32 {
            let c = |k: u32| (u32::from(a) * ((step * k) % 12) / 11) as u8;
            out.push([c(1), c(5), c(7), a]);
            out.push([c(1), c(1), c(1), a]);
        }
    }
    out
}

struct Random(u64);

impl Random {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as u8
    }

    fn pixel(&mut self) -> [u8; 4] {
        let a = match self.byte() % 4 {
            0 => 0,
            1 => 255,
            _ => self.byte(),
        };
        let mut c = || (u16::from(self.byte()) * u16::from(a) / 255) as u8;
        [c(), c(), c(), a]
    }

    fn row(&mut self, n: usize) -> Vec<u8> {
        (0..n).flat_map(|_| self.pixel()).collect()
    }
}

#[test]
fn every_mode_is_the_formula_within_one() {
    for mode in BlendMode::ALL {
        for b in pixels() {
            for s in pixels() {
                let (got, want) = (one(mode, b, s), oracle(mode, b, s));
                for i in 0..4 {
                    let off = (f64::from(got[i]) - want[i]).abs();
                    assert!(off <= 1.0, "{mode:?}: {s:?} on {b:?} gave {got:?}, not {want:?}");
                }
            }
        }
    }
}

#[test]
fn opaque_separable_modes_are_the_rounded_formula_for_all_pairs() {
    for mode in BlendMode::ALL[..12].iter().chain(&BlendMode::ALL[16..24]) {
        for cb in 0..=255 {
            for cs in 0..=255 {
                let got = one(*mode, [cb, 0, 255, 255], [cs, 0, 255, 255]);
                let want = 255.0 * separable(*mode, f64::from(cb) / 255.0, f64::from(cs) / 255.0);
                let off = (f64::from(got[0]) - want).abs();
                assert!(off <= 0.502, "{mode:?}: {cs} on {cb} gave {}, not {want}", got[0]);
            }
        }
    }
}

#[test]
fn the_integer_modes_round_exactly_for_every_alpha() {
    let mut random = Random(7);
    for mode in [BlendMode::Normal, BlendMode::Multiply, BlendMode::Screen, BlendMode::Exclusion] {
        for _ in 0..20_000 {
            let (b, s) = (random.pixel(), random.pixel());
            let (got, want) = (one(mode, b, s), oracle(mode, b, s));
            for i in 0..4 {
                let off = (f64::from(got[i]) - want[i]).abs();
                assert!(off <= 0.5 + 1e-9, "{mode:?}: {s:?} on {b:?} gave {got:?}, not {want:?}");
            }
        }
    }
}

#[test]
fn every_mode_that_has_a_neutral_color_leaves_the_backdrop_by_it() {
    use BlendMode as M;
    let (black, white) = ([0, 0, 0, 255], [255; 4]);
    let mut random = Random(13);
    for (color, modes) in [
        (
            white,
            &[M::Multiply, M::Darken, M::ColorBurn, M::LinearBurn, M::Divide, M::DarkerColor][..],
        ),
        (
            black,
            &[
                M::Screen,
                M::Lighten,
                M::ColorDodge,
                M::LinearDodge,
                M::Difference,
                M::Exclusion,
                M::Subtract,
                M::LighterColor,
            ],
        ),
    ] {
        for &mode in modes {
            for _ in 0..500 {
                let b = [random.byte(), random.byte(), random.byte(), 255];
                assert_eq!(one(mode, b, color), b, "{mode:?}");
            }
        }
    }
}

#[test]
fn the_order_does_not_matter_where_the_formula_does_not_care() {
    use BlendMode as M;
    let mut random = Random(17);
    for mode in [
        M::Multiply,
        M::Screen,
        M::Darken,
        M::Lighten,
        M::Difference,
        M::Exclusion,
        M::LinearBurn,
        M::LinearDodge,
        M::HardMix,
    ] {
        for _ in 0..5000 {
            let (a, b) = (random.pixel(), random.pixel());
            assert_eq!(one(mode, a, b), one(mode, b, a), "{mode:?}: {a:?} {b:?}");
        }
    }
}

#[test]
fn color_stays_below_alpha() {
    for mode in BlendMode::ALL {
        for b in pixels() {
            for s in pixels() {
                let got = one(mode, b, s);
                assert!(got[..3].iter().all(|&c| c <= got[3]), "{mode:?}: {s:?} on {b:?}: {got:?}");
            }
        }
    }
}

#[test]
fn a_transparent_source_leaves_the_bytes() {
    let mut random = Random(1);
    for mode in BlendMode::ALL {
        let before = random.row(101);
        let mut row = before.clone();
        blend_row(mode, &mut row, &[0; 404]);
        assert_eq!(row, before, "{mode:?}");
        let source = random.row(101);
        blend_row_masked(mode, &mut row, &source, &[0; 101]);
        blend_row_opacity(mode, &mut row, &source, 0);
        blend_color_row(mode, &mut row, [9, 9, 9, 200], &[0; 101]);
        assert_eq!(row, before, "{mode:?}");
    }
}

#[test]
fn a_transparent_backdrop_takes_the_source() {
    let source = Random(2).row(101);
    for mode in BlendMode::ALL {
        let mut row = vec![0; 404];
        blend_row(mode, &mut row, &source);
        assert_eq!(row, source, "{mode:?}");
    }
}

#[test]
fn full_opacity_and_coverage_change_nothing() {
    let mut random = Random(3);
    let (backdrop, source) = (random.row(333), random.row(333));
    for mode in BlendMode::ALL {
        let mut plain = backdrop.clone();
        blend_row(mode, &mut plain, &source);
        let mut masked = backdrop.clone();
        blend_row_masked(mode, &mut masked, &source, &[255; 333]);
        let mut opaque = backdrop.clone();
        blend_row_opacity(mode, &mut opaque, &source, 255);
        assert!(plain == masked && plain == opaque, "{mode:?}");
    }
}

#[test]
fn a_row_is_its_pixels_one_by_one() {
    let mut random = Random(4);
    for n in [0, 1, 3, 4, 5, 15, 16, 17, 31, 64, 129, 300] {
        let (backdrop, source) = (random.row(n), random.row(n));
        let coverage: Vec<u8> = (0..n).map(|_| random.byte()).collect();
        for mode in BlendMode::ALL {
            let mut row = backdrop.clone();
            blend_row(mode, &mut row, &source);
            let mut masked = backdrop.clone();
            blend_row_masked(mode, &mut masked, &source, &coverage);
            let mut colored = backdrop.clone();
            blend_color_row(mode, &mut colored, [10, 200, 90, 220], &coverage);
            for i in 0..n {
                let pixel = |row: &[u8]| -> [u8; 4] { row[i * 4..i * 4 + 4].try_into().unwrap() };
                let (b, s) = (pixel(&backdrop), pixel(&source));
                let scale = |p: [u8; 4]| {
                    p.map(|c| (f64::from(c) * f64::from(coverage[i]) / 255.0).round() as u8)
                };
                assert_eq!(pixel(&row), one(mode, b, s), "{mode:?} {n} {i}");
                assert_eq!(pixel(&masked), one(mode, b, scale(s)), "{mode:?} {n} {i}");
                let color = scale([10, 200, 90, 220]);
                assert_eq!(pixel(&colored), one(mode, b, color), "{mode:?} {n} {i}");
            }
        }
    }
}

#[test]
fn on_opaque_pixels_the_short_way_gives_the_same_bytes() {
    let mut random = Random(11);
    for mode in BlendMode::ALL {
        for n in 0..40 {
            let mut row = random.row(n);
            row.as_chunks_mut::<4>().0.iter_mut().for_each(|p| p[3] = 255);
            let coverage: Vec<u8> = (0..n).map(|_| random.byte()).collect();
            let color = random.pixel();
            let mut expected = row.clone();
            blend_color_row(mode, &mut expected, color, &coverage);
            blend_color_row_opaque(mode, &mut row, color, &coverage);
            assert_eq!(row, expected, "{mode:?} {n}");
        }
    }
}

#[test]
fn invalid_pixels_and_unequal_rows_do_not_panic() {
    let mut random = Random(5);
    for mode in BlendMode::ALL {
        for n in 0..200 {
            let mut backdrop: Vec<u8> = (0..n).map(|_| random.byte()).collect();
            let source: Vec<u8> = (0..(n * 7) % 150).map(|_| random.byte()).collect();
            let coverage: Vec<u8> = (0..(n * 3) % 70).map(|_| random.byte()).collect();
            blend_row(mode, &mut backdrop, &source);
            blend_row_masked(mode, &mut backdrop, &source, &coverage);
            blend_color_row(mode, &mut backdrop, [255, 0, 255, 3], &coverage);
            blend_row_opacity(mode, &mut backdrop, &source, 99);
        }
    }
}

#[test]
fn names_are_kebab_case() {
    let parse = |s: &str| serde_json::from_str::<BlendMode>(s).ok();
    assert_eq!(parse("\"color-dodge\""), Some(BlendMode::ColorDodge));
    assert_eq!(parse("\"normal\""), Some(BlendMode::default()));
    assert_eq!(parse("\"ColorDodge\""), None);
}
