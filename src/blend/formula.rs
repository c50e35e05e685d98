//! The formulas of W3C Compositing and Blending Level 1, sections 10.1 and 10.2, and of Photoshop's own
//! modes, on premultiplied bytes.
//!
//! Photoshop's are nowhere written down as formulas. These are what Adobe's descriptions say ("Blending
//! mode descriptions", Photoshop User Guide) and what is published of them: vivid, linear and pin light
//! are burn and dodge, linear burn and dodge, darken and lighten by the source's two halves, stretched;
//! a sum of 255 is full in hard mix; what is divided by black is white, black itself stays black; the
//! darker color has the lower luminosity, W3C's `Lum`.
//!
//! A mode gives `as·ab·B(Cb, Cs)` in units of 1/65025, so that what is exact in integers stays exact
//! and the pixel is rounded once. `s` is `cs`, `d` is `cb`, `sa` and `da` the alphas.

use super::BlendMode;

/// Blends rows of equal length in any mode.
pub(super) fn blend(mode: BlendMode, backdrop: &mut [u8], source: &[u8]) {
    use BlendMode as M;
    match mode {
        M::Normal => separable(backdrop, source, |s, _, _, da| s * da),
        M::Multiply => separable(backdrop, source, |s, d, _, _| s * d),
        M::Screen => separable(backdrop, source, |s, d, sa, da| s * da + d * sa - s * d),
        M::Overlay => separable(backdrop, source, |s, d, sa, da| hard_light(d, s, da, sa)),
        M::Darken => separable(backdrop, source, |s, d, sa, da| (s * da).min(d * sa)),
        M::Lighten => separable(backdrop, source, |s, d, sa, da| (s * da).max(d * sa)),
        M::ColorDodge => separable(backdrop, source, color_dodge),
        M::ColorBurn => separable(backdrop, source, color_burn),
        M::HardLight => separable(backdrop, source, hard_light),
        M::SoftLight => separable(backdrop, source, soft_light),
        M::Difference => separable(backdrop, source, |s, d, sa, da| (s * da - d * sa).abs()),
        M::Exclusion => separable(backdrop, source, |s, d, sa, da| s * da + d * sa - 2 * s * d),
        M::Hue => whole(backdrop, source, |s, d, a| set_lum(set_sat(s, sat(d)), lum(d), a)),
        M::Saturation => whole(backdrop, source, |s, d, a| set_lum(set_sat(d, sat(s)), lum(d), a)),
        M::Color => whole(backdrop, source, |s, d, a| set_lum(s, lum(d), a)),
        M::Luminosity => whole(backdrop, source, |s, d, a| set_lum(d, lum(s), a)),
        M::LinearBurn => separable(backdrop, source, |s, d, sa, da| s * da + d * sa - sa * da),
        M::LinearDodge => separable(backdrop, source, |s, d, sa, da| s * da + d * sa),
        M::VividLight => separable(backdrop, source, vivid_light),
        M::LinearLight => separable(backdrop, source, |s, d, sa, da| d * sa + (2 * s - sa) * da),
        M::PinLight => separable(backdrop, source, |s, d, sa, da| {
            (d * sa).min(2 * s * da).max((2 * s - sa) * da)
        }),
        M::HardMix => separable(backdrop, source, hard_mix),
        M::Subtract => separable(backdrop, source, |s, d, sa, da| d * sa - s * da),
        M::Divide => separable(backdrop, source, divide),
        M::DarkerColor => either(backdrop, source, 1),
        M::LighterColor => either(backdrop, source, -1),
    }
}

/// `x / 255` to the nearest, for `0 <= x <= 65025`.
#[inline(always)]
pub(super) fn div_255(x: i32) -> i32 {
    let t = x + 128;
    (t + (t >> 8)) >> 8
}

/// A mode whose channels do not look at each other.
#[inline(always)]
fn separable(backdrop: &mut [u8], source: &[u8], mix: impl Fn(i32, i32, i32, i32) -> i32) {
    pixels(backdrop, source, |s, d, sa, da| [0, 1, 2].map(|i| mix(s[i], d[i], sa, da)));
}

/// A mode that mixes whole colors; both are given scaled by `as·ab`, which is also the unit.
#[inline(always)]
fn whole(backdrop: &mut [u8], source: &[u8], mix: impl Fn([f32; 3], [f32; 3], f32) -> [f32; 3]) {
    pixels(backdrop, source, |s, d, sa, da| {
        let s = s.map(|c| (c * da) as f32);
        let d = d.map(|c| (c * sa) as f32);
        mix(s, d, (sa * da) as f32).map(|c| (c + 0.5) as i32)
    });
}

/// One of both colors, whole: the source where its luminosity is lower (`sign` 1) or higher (−1).
fn either(backdrop: &mut [u8], source: &[u8], sign: i32) {
    let lum = |c: [i32; 3]| 30 * c[0] + 59 * c[1] + 11 * c[2];
    pixels(backdrop, source, |s, d, sa, da| {
        let (s, d) = (s.map(|c| c * da), d.map(|c| c * sa));
        if (lum(s) - lum(d)) * sign < 0 { s } else { d }
    });
}

/// The part that all modes share: `cs·(1 − ab) + cb·(1 − as) + as·ab·B`.
#[inline(always)]
fn pixels(
    backdrop: &mut [u8],
    source: &[u8],
    mix: impl Fn([i32; 3], [i32; 3], i32, i32) -> [i32; 3],
) {
    let (backdrop, _) = backdrop.as_chunks_mut::<4>();
    let (source, _) = source.as_chunks::<4>();
    for (b, s) in backdrop.iter_mut().zip(source) {
        let [s0, s1, s2, sa] = s.map(i32::from);
        if sa == 0 {
            continue;
        }
        let [d0, d1, d2, da] = b.map(i32::from);
        let (s, d) = ([s0, s1, s2], [d0, d1, d2]);
        let both = mix(s, d, sa, da);
        let alpha = sa + da - div_255(sa * da);
        // The clamps change nothing in pixels that are validly premultiplied, rounding apart.
        let channel = |i: usize| {
            let x = s[i] * (255 - da) + d[i] * (255 - sa) + both[i].clamp(0, sa * da);
            div_255(x).min(alpha) as u8
        };
        *b = [channel(0), channel(1), channel(2), alpha as u8];
    }
}

#[inline(always)]
fn hard_light(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if 2 * s <= sa { 2 * s * d } else { sa * da - 2 * (sa - s) * (da - d) }
}

#[inline(always)]
fn color_dodge(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if d == 0 {
        0
    } else if s >= sa {
        sa * da
    } else {
        (d * sa * sa / (sa - s)).min(sa * da)
    }
}

#[inline(always)]
fn color_burn(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if d >= da {
        sa * da
    } else if s == 0 {
        0
    } else {
        sa * da - ((da - d) * sa * sa / s).min(sa * da)
    }
}

/// Burns by `2s` or dodges by `2s − 1`.
#[inline(always)]
fn vivid_light(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if 2 * s <= sa { color_burn(2 * s, d, sa, da) } else { color_dodge(2 * s - sa, d, sa, da) }
}

#[inline(always)]
fn hard_mix(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if s * da + d * sa >= sa * da { sa * da } else { 0 }
}

#[inline(always)]
fn divide(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if d == 0 {
        0
    } else if s == 0 {
        sa * da
    } else {
        (d * sa * sa / s).min(sa * da)
    }
}

#[inline(always)]
fn soft_light(s: i32, d: i32, sa: i32, da: i32) -> i32 {
    if da == 0 {
        return 0;
    }
    let cb = d as f32 / da as f32;
    let twice = (2 * s - sa) as f32;
    let curve = if 2 * s <= sa {
        cb * (1.0 - cb)
    } else if 4 * d <= da {
        ((16.0 * cb - 12.0) * cb + 4.0) * cb - cb
    } else {
        cb.sqrt() - cb
    };
    (sa as f32 * d as f32 + twice * da as f32 * curve + 0.5) as i32
}

fn lum(c: [f32; 3]) -> f32 {
    0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]
}

fn least(c: [f32; 3]) -> f32 {
    c[0].min(c[1]).min(c[2])
}

fn most(c: [f32; 3]) -> f32 {
    c[0].max(c[1]).max(c[2])
}

fn sat(c: [f32; 3]) -> f32 {
    most(c) - least(c)
}

/// `SetSat`: the smallest channel to 0, the largest to `s`, the middle one in proportion.
fn set_sat(c: [f32; 3], s: f32) -> [f32; 3] {
    let (n, range) = (least(c), sat(c));
    if range <= 0.0 { [0.0; 3] } else { c.map(|c| (c - n) * s / range) }
}

/// `SetLum` and `ClipColor`, with `a` for one.
fn set_lum(c: [f32; 3], l: f32, a: f32) -> [f32; 3] {
    let delta = l - lum(c);
    let mut c = c.map(|c| c + delta);
    let (n, x) = (least(c), most(c));
    if n < 0.0 && l > n {
        c = c.map(|c| l + (c - l) * l / (l - n));
    }
    if x > a && x > l {
        c = c.map(|c| l + (c - l) * (a - l) / (x - l));
    }
    c
}
