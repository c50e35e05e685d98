//! sRGB's curve in doubles (IEC 61966-2-1), for references that go by formulas.

/// Linear light, 0..=1, of an sRGB value, 0..=255.
pub(crate) fn linear(encoded: f64) -> f64 {
    let v = encoded / 255.0;
    if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
}

/// The sRGB value, 0..=255, of linear light.
pub(crate) fn encoded(linear: f64) -> f64 {
    let v = if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055
    };
    v * 255.0
}
