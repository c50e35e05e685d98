//! Fill opacity where it is not an opacity.
//!
//! In eight modes Photoshop's fill takes the source's color to the one that would change nothing, its
//! neutral color, and leaves it as opaque as it was: with a fill `f` of 0 to 1 and the neutral color `n`,
//! `B(Cb, n + f·(Cs − n))`; hard mix, which has none, is `(Cb − f·(1 − Cs)) / (1 − f)`. Where there is no
//! backdrop there is nothing to mix with, and the source is as faint as by an opacity:
//! `co = f·cs·(1 − ab) + cb·(1 − as) + as·ab·B`.
//!
//! Which modes these are is known, a formula of Adobe's is not. These are the ones that agree
//! with what is known of them: the mode itself at a fill of 1, the backdrop at 0, and between them a
//! weaker source, not a fainter result.

use super::BlendMode;
use super::formula::div_255;

/// The color that a fill takes the source to; `None` for modes in which a fill is an opacity.
pub(super) fn neutral(mode: BlendMode) -> Option<f32> {
    use BlendMode as M;
    match mode {
        M::ColorBurn | M::LinearBurn => Some(1.0),
        M::ColorDodge | M::LinearDodge | M::Difference => Some(0.0),
        // Hard mix looks at the fill itself.
        M::VividLight | M::LinearLight | M::HardMix => Some(0.5),
        _ => None,
    }
}

/// Blends rows in one of the eight modes at a fill below 255.
pub(super) fn blend(mode: BlendMode, neutral: f32, backdrop: &mut [u8], source: &[u8], fill: u8) {
    let (backdrop, _) = backdrop.as_chunks_mut::<4>();
    let (source, _) = source.as_chunks::<4>();
    let part = f32::from(fill) / 255.0;
    for (b, s) in backdrop.iter_mut().zip(source) {
        let [.., sa] = *s;
        if sa == 0 {
            continue;
        }
        let faint = s.map(|c| div_255(i32::from(c) * i32::from(fill)));
        let [.., da] = *b;
        let (sa, da) = (i32::from(sa), i32::from(da));
        let alpha = faint[3] + da - div_255(faint[3] * da);
        for i in 0..3 {
            let d = i32::from(b[i]);
            let straight = |c: u8, a: i32| f32::from(c) / a.max(1) as f32;
            let mixed = mix(mode, neutral, part, straight(s[i], sa), straight(b[i], da));
            let both = (mixed.clamp(0.0, 1.0) * (sa * da) as f32 + 0.5) as i32;
            let x = faint[i] * (255 - da) + d * (255 - sa) + both;
            b[i] = div_255(x).min(alpha) as u8;
        }
        b[3] = alpha as u8;
    }
}

/// `B` of straight channels.
fn mix(mode: BlendMode, neutral: f32, fill: f32, s: f32, d: f32) -> f32 {
    use BlendMode as M;
    let toward = neutral + fill * (s - neutral);
    match mode {
        M::ColorBurn => burn(toward, d),
        M::ColorDodge => dodge(toward, d),
        M::LinearBurn => toward + d - 1.0,
        M::LinearDodge => toward + d,
        M::VividLight if toward <= 0.5 => burn(2.0 * toward, d),
        M::VividLight => dodge(2.0 * toward - 1.0, d),
        M::LinearLight => d + 2.0 * toward - 1.0,
        M::HardMix => (d - fill * (1.0 - s)) / (1.0 - fill),
        _ => (toward - d).abs(),
    }
}

fn burn(s: f32, d: f32) -> f32 {
    if d >= 1.0 { 1.0 } else { 1.0 - (1.0 - d) / s }
}

fn dodge(s: f32, d: f32) -> f32 {
    if d <= 0.0 { 0.0 } else { d / (1.0 - s) }
}
