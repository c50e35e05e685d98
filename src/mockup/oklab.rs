//! OKLab, in which equal steps look equal (Björn Ottosson, "A perceptual color space for image
//! processing", 2020).

use crate::color::Color;

/// `[L, a, b]` of a color; its alpha is not looked at.
pub(crate) fn oklab(color: Color) -> [f64; 3] {
    let [r, g, b] = [color.r, color.g, color.b].map(|c| linear(f64::from(c) / 255.0));
    let l = libm::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    let m = libm::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    let s = libm::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

/// Lightness of a gray, 0 to 1, encoded in sRGB.
pub(super) fn lightness_of_gray(encoded: f64) -> f64 {
    libm::cbrt(linear(encoded))
}

/// Linear red, green and blue; outside 0..=1 beyond the gamut of sRGB.
pub(super) fn linear_rgb([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let cube = |v: f64| v * v * v;
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
}

/// Linear light of an sRGB value; 0 to 1 both.
pub(crate) fn linear(v: f64) -> f64 {
    if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
}

/// The sRGB value of linear light; 0 to 1 both.
pub(crate) fn encoded(v: f64) -> f64 {
    if v <= 0.0031308 { v * 12.92 } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for v in (0..1 << 24).step_by(7919) {
            let [b, g, r, _] = u32::to_le_bytes(v);
            let back = linear_rgb(oklab(Color { r, g, b, a: 255 })).map(|c| encoded(c) * 255.0);
            for (back, c) in back.into_iter().zip([r, g, b]) {
                assert!((back - f64::from(c)).abs() < 0.01, "{r} {g} {b}: {back}");
            }
        }
    }

    #[test]
    fn grays_have_the_lightness_of_the_formula() {
        for v in 0..=255 {
            let [l, a, b] = oklab(Color { r: v, g: v, b: v, a: 255 });
            let gray = lightness_of_gray(f64::from(v) / 255.0);
            assert!((l - gray).abs() < 1e-6 && a.abs() < 1e-6 && b.abs() < 1e-6);
        }
    }
}
