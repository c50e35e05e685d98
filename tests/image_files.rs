//! Files made by other programs (Pillow with libjpeg-turbo, libwebp and libpng), compared with what
//! those programs decode them to; and damaged ones.
//! JPEGs give the very pixels of libjpeg-turbo, but for inks, of which the other program makes RGB in its own way.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use liveproof::Error;
use liveproof::image::{decode, decode_gray, size};
use liveproof::pixels::Pixmap;
use std::fs;

fn read(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/images/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// FNV-1a, 64 bits: the same number in wasm means the same pixels.
fn hash(pixmap: &Pixmap) -> u64 {
    pixmap
        .data()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// File, largest difference to the other program's decoder allowed, largest mean difference, hash.
const FILES: [(&str, u8, f64, u64); 11] = [
    ("rgb444.jpg", 0, 0.0, 0x0229_b2e1_0943_52a9),
    ("rgb420.jpg", 0, 0.0, 0xb1b6_c2ae_72ba_de4c),
    ("rgb422-progressive.jpg", 0, 0.0, 0xad36_6702_14b8_9e8b),
    ("gray.jpg", 0, 0.0, 0x63f9_4a16_0060_9c61),
    ("cmyk.jpg", 1, 0.5, 0xf34b_f07a_7cf9_a163),
    ("turned.jpg", 0, 0.0, 0x2ae9_1453_caf3_c5ae),
    ("lossy.webp", 6, 0.6, 0x08ab_11c4_3e3e_6268),
    ("lossy-alpha.webp", 6, 0.6, 0xafce_6320_ae29_aa01),
    ("lossless-alpha.webp", 0, 0.0, 0xd3a8_f44e_5d60_ded4),
    ("palette.png", 0, 0.0, 0xb8c8_b028_2227_01ad),
    ("rgba.png", 0, 0.0, 0xd3a8_f44e_5d60_ded4),
];

#[test]
fn decodes_as_other_decoders_do() {
    for (name, most, mean, _) in FILES {
        let got = decode(&read(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let want = match name {
            "rgba.png" => decode(&read("lossless-alpha.webp")).unwrap(),
            _ => decode(&read(&format!("{}.expected.png", name.replace('.', "-")))).unwrap(),
        };
        assert_eq!((got.width(), got.height()), (48, 33), "{name}");
        assert_eq!(size(&read(name)), Ok((48, 33)), "{name}");
        let off: Vec<u8> =
            got.data().iter().zip(want.data()).map(|(a, b)| a.abs_diff(*b)).collect();
        let worst = *off.iter().max().unwrap();
        let average = off.iter().map(|&d| f64::from(d)).sum::<f64>() / off.len() as f64;
        assert!(worst <= most && average <= mean, "{name}: worst {worst}, mean {average}");
    }
}

#[test]
fn pixels_are_the_same_on_every_target() {
    let got = FILES.map(|(name, ..)| (name, hash(&decode(&read(name)).unwrap())));
    assert_eq!(got, FILES.map(|(name, .., hash)| (name, hash)));
}

#[test]
fn a_gray_jpeg_is_a_mask_as_it_is() {
    let (mask, pixmap) =
        (decode_gray(&read("gray.jpg")).unwrap(), decode(&read("gray.jpg")).unwrap());
    assert!(mask.data().iter().zip(pixmap.data().chunks(4)).all(|(m, p)| *p == [*m, *m, *m, 255]));
}

#[test]
fn other_formats_are_refused_by_name() {
    let cases: [(Vec<u8>, &str); 12] = [
        (read("picture.gif"), "GIF"),
        (read("picture.bmp"), "BMP"),
        (read("animated.webp"), "an animated WebP"),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "SVG"),
        (b"<!DOCTYPE html><HTML><title>404</title>".to_vec(), "an HTML page"),
        (b"Not found".to_vec(), "text"),
        (b"\0\0\0\x1cftypavif\0\0\0\0".to_vec(), "AVIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "HEIC"),
        (b"II*\0\x08\0\0\0".to_vec(), "TIFF"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (vec![0; 100], "an unknown format"),
        (vec![], "an empty file"),
    ];
    for (bytes, name) in cases {
        for error in [decode(&bytes).unwrap_err(), size(&bytes).unwrap_err()] {
            assert!(matches!(&error, Error::UnsupportedAsset { found, .. } if found == name));
            assert_eq!((error.code(), error.path()), ("image-unsupported", ""));
        }
    }
    let error = decode(b"Not found").unwrap_err().at("assets.heart");
    let words = error.to_string();
    assert!(words.contains("assets.heart") && words.contains("PNG, JPEG or WebP"), "{words}");
}

#[test]
fn every_truncation_is_an_error() {
    for (name, ..) in FILES {
        let file = read(name);
        for cut in 0..file.len() {
            // A WebP is padded to an even length; without the padding nothing is missing.
            if name.ends_with("webp") && cut + 1 == file.len() {
                continue;
            }
            assert!(decode(&file[..cut]).is_err(), "{name} cut to {cut} of {}", file.len());
        }
    }
}

#[test]
fn no_mutation_panics() {
    for (name, ..) in FILES {
        let file = read(name);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..600 {
            let mut bad = file.clone();
            for _ in 0..1 + state % 4 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (state >> 33) as usize % bad.len();
                bad[at] = (state >> 24) as u8;
            }
            // Whether it still decodes is the file's luck; that it returns, and validly, is ours.
            if let Ok(pixmap) = decode(&bad) {
                assert!(pixmap.data().chunks(4).all(|p| p[..3].iter().all(|c| *c <= p[3])));
            }
            let _ = (size(&bad).is_ok(), decode_gray(&bad).is_ok());
        }
    }
}
