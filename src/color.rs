//! Colors: CSS strings in, sRGB bytes out, and the tables between sRGB-encoded and linear light.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A color in sRGB with straight (not premultiplied) alpha, 8 bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0..=255.
    pub r: u8,
    /// Green, 0..=255.
    pub g: u8,
    /// Blue, 0..=255.
    pub b: u8,
    /// Alpha, 0 (transparent) to 255 (opaque).
    pub a: u8,
}

impl Color {
    /// Opaque black.
    pub const BLACK: Self = Self { r: 0, g: 0, b: 0, a: 255 };
    /// Opaque white.
    pub const WHITE: Self = Self { r: 255, g: 255, b: 255, a: 255 };

    /// The color as premultiplied RGBA.
    pub fn premultiply(self) -> [u8; 4] {
        let m = |c: u8| mul_div_255(c, self.a);
        [m(self.r), m(self.g), m(self.b), self.a]
    }
}

/// `a * b / 255`, rounded to the nearest: exact for all bytes.
#[inline]
pub const fn mul_div_255(a: u8, b: u8) -> u8 {
    let t = a as u32 * b as u32 + 128;
    ((t + (t >> 8)) >> 8) as u8
}

/// The text is not a CSS color that we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseColorError;

impl FromStr for Color {
    type Err = ParseColorError;

    /// Parses a CSS color: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, a name.
    fn from_str(text: &str) -> Result<Self, ParseColorError> {
        let [r, g, b, a] = csscolorparser::parse(text).map_err(|_| ParseColorError)?.to_rgba8();
        // Bare hex digits ("ff0000") are no CSS color; the parser takes them.
        if text.trim_start().starts_with(|c: char| c.is_ascii_digit()) || is_bare_hex(text) {
            return Err(ParseColorError);
        }
        Ok(Self { r, g, b, a })
    }
}

fn is_bare_hex(text: &str) -> bool {
    let text = text.trim();
    matches!(text.len(), 3 | 4 | 6 | 8) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

impl fmt::Display for Color {
    /// Writes `#rrggbb`, or `#rrggbbaa` when not opaque.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)?;
        if self.a != 255 {
            write!(f, "{:02x}", self.a)?;
        }
        Ok(())
    }
}

/// Linear light of each sRGB byte, 0..=65535 (IEC 61966-2-1).
pub static SRGB_TO_LINEAR: LazyLock<[u16; 256]> = LazyLock::new(|| {
    std::array::from_fn(|i| {
        let v = i as f64 / 255.0;
        let linear = if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) };
        (linear * 65535.0 + 0.5) as u16
    })
});

/// sRGB byte of linear light 0..=65535, indexed by `linear >> 4`: exact within half a step for every
/// value that a byte can reach, because neighbouring bytes are at least 19 apart in linear light.
pub static LINEAR_TO_SRGB: LazyLock<[u8; 4096]> = LazyLock::new(|| {
    std::array::from_fn(|i| {
        let v = (i as f64 * 16.0 + 8.0) / 65535.0;
        let encoded =
            if v <= 0.0031308 { v * 12.92 } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 };
        (encoded.min(1.0) * 255.0 + 0.5) as u8
    })
});
