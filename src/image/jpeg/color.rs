//! The color channels of a JPEG (JFIF 1.02; Adobe technical note 5116).

/// What the channels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Gray,
    YCbCr,
    Rgb,
    /// Ink; with the marker of Adobe, light.
    Cmyk,
    /// Light in YCbCr, with black beside it.
    Ycck,
}

impl Space {
    /// As libjpeg takes it: from the number of channels, their ids, and the markers of JFIF and Adobe.
    pub(super) fn of(ids: &[u8], jfif: bool, adobe: Option<u8>) -> Option<Self> {
        Some(match (ids.len(), adobe) {
            (1, _) => Self::Gray,
            (3, _) if jfif => Self::YCbCr,
            (3, Some(0)) => Self::Rgb,
            (3, None) if ids == b"RGB" => Self::Rgb,
            (3, _) => Self::YCbCr,
            (4, Some(2)) => Self::Ycck,
            (4, _) => Self::Cmyk,
            _ => return None,
        })
    }

    /// A row of pixels of four bytes: RGB and 255, or of four channels light: 255 is no ink. `inverted` tells that
    /// the file has light itself.
    pub(super) fn row(self, planes: [&[u8]; 4], inverted: bool, out: &mut [u8]) {
        let [a, b, c, d] = planes;
        let (out, _) = out.as_chunks_mut::<4>();
        let pixels = out.iter_mut().zip(a).zip(b).zip(c);
        let light = |v: u8| if inverted { v } else { 255 - v };
        match self {
            Self::Gray => {
                out.iter_mut().zip(a).for_each(|(o, &v)| *o = [v, v, v, 255]);
            }
            Self::Rgb => pixels.for_each(|(((o, &r), &g), &b)| *o = [r, g, b, 255]),
            Self::YCbCr => pixels.for_each(|(((o, &y), &cb), &cr)| {
                let [r, g, b] = rgb(y, cb, cr);
                *o = [r, g, b, 255];
            }),
            Self::Cmyk => pixels.zip(d).for_each(|((((o, &c), &m), &y), &k)| {
                *o = [c, m, y, k].map(light);
            }),
            Self::Ycck => pixels.zip(d).for_each(|((((o, &y), &cb), &cr), &k)| {
                let [r, g, b] = rgb(y, cb, cr).map(|v| 255 - v);
                *o = [r, g, b, k].map(light);
            }),
        }
    }
}

/// ITU-R BT.601 over the full range, with libjpeg's 16 bits after the point and its rounding.
#[inline(always)]
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y), i32::from(cb) - 128, i32::from(cr) - 128);
    const HALF: i32 = 1 << 15;
    let r = y + ((91_881 * cr + HALF) >> 16);
    let g = y + ((-22_554 * cb - 46_802 * cr + HALF) >> 16);
    let b = y + ((116_130 * cb + HALF) >> 16);
    [r, g, b].map(|v| v.clamp(0, 255) as u8)
}
