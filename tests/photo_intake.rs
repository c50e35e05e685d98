//! Shoppers' photos on their way in: upright, in sRGB, scaled, whole or refused.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

#[path = "support/photo.rs"]
mod files;

use files::{chunk, exif, with_exif};
use liveproof::Error;
use liveproof::image::{Intake, Photo, decode, decode_photo, size, take_photo};
use liveproof::pixels::Pixmap;
use std::collections::BTreeMap;
use std::fs;

fn folder() -> String {
    format!("{}/tests/images", env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> Vec<u8> {
    fs::read(format!("{}/{name}", folder())).unwrap()
}

const FILES: [&str; 12] = [
    "rgb444.jpg",
    "rgb420.jpg",
    "rgb422-progressive.jpg",
    "gray.jpg",
    "cmyk.jpg",
    "turned.jpg",
    "lossy.webp",
    "lossy-alpha.webp",
    "lossless-alpha.webp",
    "palette.png",
    "rgba.png",
    "picture.gif",
];

/// FNV-1a, 64 bits.
fn hash(pixmap: &Pixmap) -> String {
    let add = |h: u64, &b: &u8| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", pixmap.data().iter().fold(0xcbf2_9ce4_8422_2325, add))
}

#[test]
fn at_full_size_a_photo_has_the_pixels_of_an_asset() {
    for name in FILES.into_iter().filter(|name| !name.ends_with("gif")) {
        let photo = decode_photo(read(name), u64::MAX).unwrap();
        assert_eq!(photo.pixels, decode(&read(name)).unwrap(), "{name}");
        assert_eq!(photo.size, [48, 33], "{name}");
    }
}

#[test]
fn the_first_picture_of_a_gif_is_that_of_the_png_with_its_colors() {
    let (gif, png) = (decode_photo(read("picture.gif"), u64::MAX).unwrap(), read("palette.png"));
    let png = decode(&png).unwrap();
    assert_eq!((gif.pixels.width(), gif.pixels.height()), (png.width(), png.height()));
    // Another program chose the colors of each: they are near, not the same.
    let off: u32 =
        gif.pixels.data().iter().zip(png.data()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    assert!(off / (48 * 33) < 60, "{off}");
}

/// Pixels are the same natively and in wasm: `tests/node/photo.test.js` reads the same list.
#[test]
fn pixels_are_those_that_the_wasm_makes() {
    let mut got = BTreeMap::new();
    for name in FILES {
        for most in [0, 700, 300] {
            let photo = decode_photo(read(name), if most == 0 { u64::MAX } else { most }).unwrap();
            let Photo { pixels, size: [w, h] } = &photo;
            let entry =
                format!("{}x{} of {w}x{h} {}", pixels.width(), pixels.height(), hash(pixels));
            got.insert(format!("{name} {most}"), entry);
        }
    }
    let path = format!("{}/photos.json", folder());
    let text = fs::read_to_string(&path).unwrap_or_default();
    if text.is_empty() {
        fs::write(&path, serde_json::to_string_pretty(&got).unwrap() + "\n").unwrap();
        panic!("{path} was written: look at it");
    }
    assert_eq!(got, serde_json::from_str::<BTreeMap<String, String>>(&text).unwrap());
}

/// Where a pixel of the upright picture is stored (EXIF 2.32, tag 0x0112).
fn stored(orientation: u8, [x, y]: [u32; 2], [w, h]: [u32; 2]) -> [u32; 2] {
    match orientation {
        2 => [w - 1 - x, y],
        3 => [w - 1 - x, h - 1 - y],
        4 => [x, h - 1 - y],
        5 => [y, x],
        6 => [y, h - 1 - x],
        7 => [w - 1 - y, h - 1 - x],
        8 => [w - 1 - y, x],
        _ => [x, y],
    }
}

#[test]
fn every_orientation_of_every_format_stands_upright() {
    for name in
        ["rgb444.jpg", "rgb422-progressive.jpg", "rgba.png", "lossy.webp", "lossless-alpha.webp"]
    {
        let plain = decode_photo(read(name), u64::MAX).unwrap().pixels;
        let (w, h) = (plain.width(), plain.height());
        for orientation in 0..=9 {
            let photo = decode_photo(with_exif(&read(name), &exif(orientation)), u64::MAX).unwrap();
            let swaps = (5..=8).contains(&orientation);
            let expected = if swaps { [h, w] } else { [w, h] };
            assert_eq!(photo.size, expected, "{name} {orientation}");
            for y in 0..expected[1] {
                for x in 0..expected[0] {
                    let [sx, sy] = stored(orientation, [x, y], [w, h]);
                    let got = photo.pixels.row(y as i32, x as i32, x as i32 + 1);
                    assert_eq!(got, plain.row(sy as i32, sx as i32, sx as i32 + 1), "{name}");
                }
            }
        }
    }
}

#[test]
fn a_turned_copy_is_the_copy_turned() {
    let plain = decode_photo(read("rgb444.jpg"), 300).unwrap();
    let turned = decode_photo(with_exif(&read("rgb444.jpg"), &exif(6)), 300).unwrap();
    let (w, h) = (plain.pixels.width(), plain.pixels.height());
    assert_eq!((turned.pixels.width(), turned.pixels.height()), (h, w));
    assert_eq!((plain.size, turned.size), ([48, 33], [33, 48]));
    for y in 0..w {
        for x in 0..h {
            let [sx, sy] = stored(6, [x, y], [w, h]);
            let got = turned.pixels.row(y as i32, x as i32, x as i32 + 1);
            assert_eq!(got, plain.pixels.row(sy as i32, sx as i32, sx as i32 + 1));
        }
    }
}

#[test]
fn what_a_file_says_beside_its_picture_is_gone() {
    let mut secret = exif(1);
    secret.extend(b"GPS 48.2082 N 16.3738 E");
    for name in ["rgb444.jpg", "rgba.png", "lossy.webp"] {
        let file = with_exif(&read(name), &secret);
        assert!(file.windows(7).any(|w| w == b"48.2082"));
        let taken = take_photo(file).unwrap();
        assert!(!taken.windows(7).any(|w| w == b"48.2082"), "{name}");
    }
}

/// Lanczos with three lobes, in doubles, one pixel after the other.
fn lanczos(from: &Pixmap, [w, h]: [u32; 2]) -> Vec<f64> {
    let kernel = |x: f64| {
        let p = std::f64::consts::PI * x;
        match x.abs() {
            x if x >= 3.0 => 0.0,
            x if x < 1e-9 => 1.0,
            _ => 3.0 * libm::sin(p) * libm::sin(p / 3.0) / (p * p),
        }
    };
    let weights = |i: u32, from: u32, to: u32| -> Vec<f64> {
        let scale = f64::from(from) / f64::from(to);
        let middle = (f64::from(i) + 0.5) * scale;
        let list: Vec<f64> =
            (0..from).map(|k| kernel((f64::from(k) + 0.5 - middle) / scale)).collect();
        let sum: f64 = list.iter().sum();
        list.into_iter().map(|w| w / sum).collect()
    };
    let mut out = Vec::new();
    for y in 0..h {
        let down = weights(y, from.height(), h);
        for x in 0..w {
            let across = weights(x, from.width(), w);
            for c in 0..4 {
                let mut sum = 0.0;
                for (row, wy) in from.data().chunks(from.width() as usize * 4).zip(&down) {
                    for (p, wx) in row.chunks(4).zip(&across) {
                        sum += f64::from(p[c]) * wx * wy;
                    }
                }
                out.push(sum.clamp(0.0, 255.0));
            }
        }
    }
    out
}

#[test]
fn a_copy_is_scaled_by_lanczos() {
    for name in ["rgba.png", "palette.png", "lossy.webp", "lossy-alpha.webp", "rgb444.jpg"] {
        let whole = decode_photo(read(name), u64::MAX).unwrap().pixels;
        // Above half the size, where no JPEG is read at half of it.
        for most in [1500, 900, 500] {
            let copy = decode_photo(read(name), most).unwrap();
            let (w, h) = (copy.pixels.width(), copy.pixels.height());
            assert!(u64::from(w) * u64::from(h) <= most && copy.size == [48, 33]);
            let wanted = lanczos(&whole, [w, h]);
            for (p, want) in copy.pixels.data().chunks(4).zip(wanted.chunks(4)) {
                assert!((f64::from(p[3]) - want[3]).abs() <= 0.51);
                for c in 0..3 {
                    let want = want[c].min(f64::from(p[3]));
                    assert!((f64::from(p[c]) - want).abs() <= 0.51, "{name} {most}");
                }
            }
        }
    }
}

#[test]
fn a_jpeg_at_half_its_size_is_as_good_as_the_whole() {
    for name in ["rgb444.jpg", "rgb420.jpg", "rgb422-progressive.jpg", "gray.jpg"] {
        let whole = decode_photo(read(name), u64::MAX).unwrap().pixels;
        let copy = decode_photo(read(name), 300).unwrap().pixels;
        let wanted = lanczos(&whole, [copy.width(), copy.height()]);
        let off = copy.data().iter().zip(&wanted).map(|(a, b)| f64::from(*a) - b);
        let squares: f64 = off.map(|off| off * off).sum();
        let psnr = 10.0 * libm::log10(255.0 * 255.0 * wanted.len() as f64 / squares);
        assert!(psnr >= 32.0, "{name}: {psnr}");
    }
}

fn code(file: Vec<u8>) -> Option<&'static str> {
    decode_photo(file, u64::MAX).err().map(|error| error.code())
}

#[test]
fn a_progressive_jpeg_whose_last_scans_are_missing_is_refused() {
    let file = read("rgb422-progressive.jpg");
    let scans: Vec<usize> = (2..file.len() - 1)
        .filter(|&at| file[at] == 0xff && matches!(file[at + 1], 0xc4 | 0xda))
        .collect();
    assert!(scans.len() > 8);
    for &at in &scans[1..] {
        let ended = [&file[..at], &[0xff, 0xd9]].concat();
        assert_eq!(code(ended), Some("image-corrupt"), "{at}");
    }
}

#[test]
fn a_jpeg_with_a_code_of_ones_alone_is_refused() {
    let mut file = read("gray.jpg");
    let table = file.windows(2).position(|w| w == [0xff, 0xc4]).unwrap() + 5;
    // As many codes of one bit as there are: the second is nothing but ones.
    let values: u8 = file[table..table + 16].iter().sum();
    assert!(values > 2);
    file[table..table + 16].fill(0);
    (file[table], file[table + 15]) = (2, values - 2);
    assert_eq!(code(file), Some("image-corrupt"));
}

#[test]
fn a_plain_picture_stays_plain() {
    let plain = Pixmap::from_vec(97, 61, [40, 90, 120, 200].repeat(97 * 61)).unwrap();
    let file = liveproof::image::encode_png(&plain).unwrap();
    for most in [5000, 3000, 700, 50, 1] {
        let copy = decode_photo(file.clone(), most).unwrap();
        assert!(copy.pixels.data().chunks(4).all(|p| p == [40, 90, 120, 200]), "{most}");
    }
}

#[test]
fn steps_end_and_tell_how_far_they_are() {
    for name in FILES {
        for most in [300, u64::MAX] {
            let mut intake = Intake::open(read(name), most).unwrap();
            assert!(intake.peak_bytes() > 0);
            let mut before = 0.0;
            loop {
                let done = intake.step().unwrap();
                assert!((before..=1.0).contains(&done), "{name}: {before} → {done}");
                if done == 1.0 {
                    break;
                }
                before = done;
            }
            intake.finish().unwrap();
        }
    }
}

#[test]
fn what_was_taken_in_is_read_as_a_picture_of_the_size_of_its_file() {
    for name in FILES {
        let photo = decode_photo(read(name), 300).unwrap();
        let pixels = photo.pixels.clone();
        let bytes = photo.into_bytes().unwrap();
        assert_eq!(size(&bytes), Ok((48, 33)), "{name}");
        assert_eq!(decode(&bytes).unwrap(), pixels, "{name}");
        // It is no file of a shopper's, and nothing is missing from it.
        assert_eq!(decode_photo(bytes.clone(), 300).unwrap_err().code(), "image-unsupported");
        for cut in [0, 7, 8, 27, 28, bytes.len() - 1] {
            assert!(decode(&bytes[..cut]).is_err() && size(&bytes[..cut]).is_err());
        }
    }
}

/// A PNG with a color profile.
fn with_profile(png: &[u8], profile: &[u8]) -> Vec<u8> {
    let mut body = b"profile\0\0".to_vec();
    body.extend(fdeflate::compress_to_vec(profile));
    let mut out = png[..33].to_vec();
    out.extend(chunk(*b"iCCP", &body));
    out.extend(&png[33..]);
    out
}

fn colors() -> Pixmap {
    let steps = || (0..=255).step_by(51);
    let data: Vec<u8> = steps()
        .flat_map(|r| steps().flat_map(move |g| steps().flat_map(move |b| [r, g, b, 255])))
        .collect();
    Pixmap::from_vec(36, 6, data).unwrap()
}

#[test]
fn display_p3_becomes_srgb() {
    let png = liveproof::image::encode_png(&colors()).unwrap();
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let got = decode_photo(with_profile(&png, &profile), u64::MAX).unwrap().pixels;
    // CSS Color 4, from the primaries of both.
    let matrix = [
        [1.224_940_176, -0.224_940_176, 0.0],
        [-0.042_056_954, 1.042_056_954, 0.0],
        [-0.019_637_554, -0.078_636_045, 1.098_273_600],
    ];
    let decode = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
    };
    let encode = |v: f64| {
        let v = v.clamp(0.0, 1.0);
        255.0 * if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 }
    };
    for (from, to) in colors().data().chunks(4).zip(got.data().chunks(4)) {
        let linear = [decode(from[0]), decode(from[1]), decode(from[2])];
        for (c, row) in matrix.iter().enumerate() {
            let want = encode(row.iter().zip(linear).map(|(m, v)| m * v).sum());
            assert!((f64::from(to[c]) - want).abs() <= 1.5, "{from:?} → {to:?}, {c}: {want}");
        }
    }
}

#[test]
fn a_profile_that_is_srgb_or_nonsense_changes_nothing() {
    let png = liveproof::image::encode_png(&colors()).unwrap();
    let srgb = moxcms::ColorProfile::new_srgb().encode().unwrap();
    let gray = moxcms::ColorProfile::new_gray_with_gamma(1.8).encode().unwrap();
    for profile in [&srgb[..], &gray, &srgb[..100], b"nonsense", b""] {
        let got = decode_photo(with_profile(&png, profile), u64::MAX);
        assert_eq!(got.unwrap().pixels, colors());
    }
}

#[test]
fn broken_profiles_do_no_harm() {
    let png = liveproof::image::encode_png(&colors()).unwrap();
    let profile = moxcms::ColorProfile::new_adobe_rgb().encode().unwrap();
    let mut random = Random(7);
    for _ in 0..300 {
        let mut bad = profile.clone();
        for _ in 0..1 + random.below(6) {
            let at = random.below(bad.len());
            bad[at] = random.below(256) as u8;
        }
        let got = decode_photo(with_profile(&png, &bad), u64::MAX).unwrap();
        assert_eq!(got.size, [36, 6]);
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

#[test]
fn no_part_of_a_picture_is_taken_for_the_whole() {
    for name in FILES {
        let file = read(name);
        let whole = decode_photo(file.clone(), 300).unwrap();
        for cut in 0..file.len() {
            match decode_photo(file[..cut].to_vec(), 300) {
                Err(error) => {
                    let code = error.code();
                    let told = ["image-corrupt", "image-unsupported"].contains(&code);
                    assert!(told, "{name} cut to {cut}: {error}");
                }
                // What comes after the picture, as the end of a GIF or padding, may be missing.
                Ok(photo) => assert_eq!(photo.pixels, whole.pixels, "{name} cut to {cut}"),
            }
        }
    }
}

#[test]
fn no_mutation_of_any_format_panics() {
    let mut random = Random(0x9e37_79b9);
    for name in FILES {
        let file = read(name);
        for round in 0..500 {
            let mut bad = file.clone();
            for _ in 0..1 + random.below(4) {
                let at = random.below(bad.len());
                bad[at] = random.below(256) as u8;
            }
            if round % 5 == 0 {
                bad.truncate(random.below(bad.len()));
            }
            // Whether it still decodes is the file's luck; that it returns, and validly, is ours.
            let most = if round % 2 == 0 { 300 } else { u64::MAX };
            if let Ok(photo) = decode_photo(bad, most) {
                let valid = |p: &[u8]| p[..3].iter().all(|c| *c <= p[3]);
                assert!(photo.pixels.data().chunks(4).all(valid), "{name}");
            }
        }
    }
}

#[test]
fn a_header_alone_allocates_nothing() {
    // The frame says 65535 × 1000, or 8000 × 8000 in many scans: there is no data for either.
    let claim = |marker: u8, w: u16, h: u16| {
        let mut file = read("rgb444.jpg");
        let at = file.windows(2).position(|b| b == [0xff, 0xc0]).unwrap();
        file[at + 1] = marker;
        file[at + 5..at + 7].copy_from_slice(&h.to_be_bytes());
        file[at + 7..at + 9].copy_from_slice(&w.to_be_bytes());
        decode_photo(file, 300).unwrap_err()
    };
    assert_eq!(claim(0xc0, 65_535, 1000).code(), "image-too-large");
    assert_eq!(claim(0xc0, 30_000, 30_000).code(), "image-too-large");
    for marker in [0xc0, 0xc2] {
        let error = claim(marker, 8000, 8000);
        assert!(matches!(&error, Error::CorruptAsset { .. }), "{error}");
    }
    let mut gif = read("picture.gif");
    gif[6..10].copy_from_slice(&[255; 4]);
    assert_eq!(decode_photo(gif, 300).unwrap_err().code(), "image-too-large");
}

#[test]
fn other_formats_are_refused_by_name() {
    let error = decode_photo(read("picture.bmp"), 300).unwrap_err();
    assert_eq!(error.code(), "image-unsupported");
    assert_eq!(error.to_string(), "the image is BMP; expected PNG, JPEG, WebP or GIF");
    let error = decode_photo(vec![0; (64 << 20) + 1], 300).unwrap_err();
    assert_eq!(error.code(), "image-too-large");
}
