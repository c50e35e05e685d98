//! What is written is read back; and mipmaps.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use liveproof::image::{Mipmaps, decode, encode_jpeg, encode_png, encode_webp};
use liveproof::pixels::Pixmap;

/// A smooth picture of valid premultiplied pixels.
fn picture(w: u32, h: u32, opaque: bool) -> Pixmap {
    let data = (0..h)
        .flat_map(|y| (0..w).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let a = if opaque { 255 } else { (x * 5 + y * 3) % 256 };
            [(a * x / w) as u8, (a * y / h) as u8, (a * (x + y) / (w + h)) as u8, a as u8]
        })
        .collect();
    Pixmap::from_vec(w, h, data).unwrap()
}

/// Every valid premultiplied pair of color and alpha.
fn all_pairs() -> Pixmap {
    let data = (0..=255u8)
        .flat_map(|a| (0..=255u8).map(move |c| [c.min(a), (c / 2).min(a), a - c.min(a), a]))
        .flatten()
        .collect();
    Pixmap::from_vec(256, 256, data).unwrap()
}

#[test]
fn lossless_files_hold_every_premultiplied_pixel() {
    for pixmap in [all_pairs(), picture(67, 31, true), picture(67, 31, false), picture(1, 1, true)]
    {
        assert_eq!(decode(&encode_png(&pixmap).unwrap()).unwrap(), pixmap);
        assert_eq!(decode(&encode_webp(&pixmap).unwrap()).unwrap(), pixmap);
    }
}

#[test]
fn a_jpeg_is_close_and_lies_on_white() {
    for opaque in [true, false] {
        let pixmap = picture(64, 48, opaque);
        let back = decode(&encode_jpeg(&pixmap, 95).unwrap()).unwrap();
        let mut sum = 0.0;
        for (p, q) in pixmap.data().chunks(4).zip(back.data().chunks(4)) {
            assert_eq!(q[3], 255);
            for i in 0..3 {
                let off = f64::from(p[i]) + f64::from(255 - p[3]) - f64::from(q[i]);
                sum += off * off;
            }
        }
        let mean = sum / (64.0 * 48.0 * 3.0);
        assert!(mean < if opaque { 4.0 } else { 60.0 }, "{opaque}: {mean}");
    }
    let [bad, good] = [0, 255].map(|q| encode_jpeg(&picture(64, 48, true), q).unwrap().len());
    assert!(bad < good);
}

#[test]
fn nothing_and_too_much_are_refused() {
    let empty = Pixmap::default();
    for error in [encode_png(&empty), encode_jpeg(&empty, 80), encode_webp(&empty)] {
        assert_eq!(error.unwrap_err().code(), "invalid-value");
    }
    let long = Pixmap::new(65_536, 1).unwrap();
    assert_eq!(encode_jpeg(&long, 80).unwrap_err().code(), "too-large");
    assert_eq!(encode_webp(&long).unwrap_err().code(), "too-large");
}

#[test]
fn each_level_is_the_mean_of_four() {
    for (w, h) in [(1, 1), (2, 2), (5, 3), (64, 48), (17, 1), (1, 9)] {
        let mips = Mipmaps::new(picture(w, h, false)).unwrap();
        let last = mips.level(mips.len() - 1);
        assert_eq!((last.width(), last.height()), (1, 1));
        assert_eq!(mips.level(99), last);
        for n in 1..mips.len() {
            let (big, small) = (mips.level(n - 1), mips.level(n));
            assert_eq!(small.width(), big.width().div_ceil(2));
            assert_eq!(small.height(), big.height().div_ceil(2));
            for y in 0..small.height() as i32 {
                for x in 0..small.width() as i32 {
                    let at = |dx: i32, dy: i32, c: usize| {
                        let sx = (2 * x + dx).min(big.width() as i32 - 1);
                        let sy = (2 * y + dy).min(big.height() as i32 - 1);
                        u32::from(big.row(sy, sx, sx + 1)[c])
                    };
                    for c in 0..4 {
                        let sum = at(0, 0, c) + at(1, 0, c) + at(0, 1, c) + at(1, 1, c);
                        assert_eq!(u32::from(small.row(y, x, x + 1)[c]), (sum + 2) / 4);
                    }
                }
            }
        }
    }
    let mips = Mipmaps::new(picture(200, 100, true)).unwrap();
    assert!(mips.bytes() < 200 * 100 * 4 * 4 / 3 + 2000);
    assert!(Mipmaps::new(Pixmap::default()).unwrap().is_empty());
}

/// The file that the `png` crate makes of RGBA samples.
fn by_png(w: u32, h: u32, rgba: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, w, h);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(rgba).unwrap();
    writer.finish().unwrap();
    out
}

#[test]
fn a_png_is_the_png_crates_to_the_byte() {
    // Alpha is 255 save in one pixel, so that straight and premultiplied samples are the same.
    let shape = |w: u32, h: u32, sample: &dyn Fn(u32) -> u8| {
        let mut data: Vec<u8> = (0..w * h * 4).map(sample).collect();
        data.iter_mut().skip(3).step_by(4).for_each(|a| *a = 255);
        data[..4].fill(0);
        data
    };
    // Noise is stored as it is.
    let noise = |i: u32| (i.wrapping_mul(2_654_435_761) >> 13) as u8 ^ (i as u8).wrapping_mul(37);
    for (w, h) in [(1, 1), (3, 1), (1, 5), (67, 31), (300, 200)] {
        for data in [shape(w, h, &|i| (i / 40) as u8), shape(w, h, &noise)] {
            let pixmap = Pixmap::from_vec(w, h, data.clone()).unwrap();
            assert!(encode_png(&pixmap).unwrap() == by_png(w, h, &data), "{w} × {h}");
        }
    }
}
