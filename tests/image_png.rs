//! Every kind of PNG, written by hand with stored blocks, against values computed from the
//! specification.

use liveproof::Error;
use liveproof::image::{decode, decode_gray, decode_rgb16, size};

/// Sizes that leave passes of the interlacing empty, and rows that end within a byte.
const SIZES: [(u32, u32); 5] = [(1, 1), (3, 2), (5, 9), (8, 8), (19, 13)];

/// Column start, row start, column step, row step of the seven passes.
const PASSES: [[u32; 4]; 7] = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
];

#[derive(Clone)]
struct Kind {
    color: u8,
    depth: u8,
    interlaced: bool,
    transparent: Vec<u8>,
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |c, &b| {
        (0..8).fold(c ^ u32::from(b), |c, _| if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 })
    })
}

fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let tagged = [id, body].concat();
    [&(body.len() as u32).to_be_bytes(), &tagged[..], &crc(&tagged).to_be_bytes()].concat()
}

fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut parts = data.chunks(65_535).peekable();
    while let Some(part) = parts.next() {
        out.push(u8::from(parts.peek().is_none()));
        let n = part.len() as u16;
        out.extend_from_slice(&n.to_le_bytes());
        out.extend_from_slice(&(!n).to_le_bytes());
        out.extend_from_slice(part);
    }
    let (a, b) = data.iter().fold((1u32, 0u32), |(a, b), &d| {
        let a = (a + u32::from(d)) % 65_521;
        (a, (a + b) % 65_521)
    });
    out.extend_from_slice(&(b << 16 | a).to_be_bytes());
    out
}

fn channels(color: u8) -> u32 {
    match color {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        _ => 4,
    }
}

/// The sample of channel `c` at a place, `depth` bits wide.
fn sample(kind: &Kind, x: u32, y: u32, c: u32) -> u32 {
    let max = (1u32 << kind.depth) - 1;
    (x * 7919 + y * 104_729 + c * 31_337 + x * y * 17) & max
}

fn palette(i: u32) -> [u8; 3] {
    [(i * 17) as u8, (i * 91 + 5) as u8, (255 - i) as u8]
}

fn write(kind: &Kind, w: u32, h: u32) -> Vec<u8> {
    let full = [[0, 0, 1, 1]];
    let passes: &[[u32; 4]] = if kind.interlaced { &PASSES } else { &full };
    let mut data = vec![];
    for &[x0, y0, dx, dy] in passes {
        for y in (y0..h).step_by(dy as usize) {
            let mut bits: Vec<bool> = vec![];
            for x in (x0..w).step_by(dx as usize) {
                for c in 0..channels(kind.color) {
                    let v = sample(kind, x, y, c);
                    bits.extend((0..kind.depth).rev().map(|b| v >> b & 1 == 1));
                }
            }
            if !bits.is_empty() {
                data.push(0);
                let byte = |b: &[bool]| {
                    (0..8).fold(0, |v, i| v << 1 | u8::from(*b.get(i).unwrap_or(&false)))
                };
                data.extend(bits.chunks(8).map(byte));
            }
        }
    }
    let size = [w.to_be_bytes(), h.to_be_bytes()].concat();
    let header = [&size[..], &[kind.depth, kind.color, 0, 0, u8::from(kind.interlaced)]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(chunk(b"IHDR", &header));
    if kind.color == 3 {
        let colors: Vec<u8> = (0..1 << kind.depth).flat_map(palette).collect();
        out.extend(chunk(b"PLTE", &colors));
    }
    if !kind.transparent.is_empty() {
        out.extend(chunk(b"tRNS", &kind.transparent));
    }
    out.extend(chunk(b"IDAT", &stored(&data)));
    out.extend(chunk(b"IEND", &[]));
    out
}

/// The straight pixel as the specification says, rounded to 8 bits.
fn expected(kind: &Kind, x: u32, y: u32) -> [u8; 4] {
    let max = f64::from((1u32 << kind.depth) - 1);
    let raw = |c| sample(kind, x, y, c);
    let to8 = |c| (f64::from(raw(c)) * 255.0 / max).round() as u8;
    let keyed = |n: u32| {
        let hit = (0..n).all(|c| {
            let key = kind.transparent.get(c as usize * 2..c as usize * 2 + 2);
            key.is_some_and(|k| u32::from(u16::from_be_bytes([k[0], k[1]])) == raw(c))
        });
        if hit { 0 } else { 255 }
    };
    match kind.color {
        0 => [to8(0), to8(0), to8(0), keyed(1)],
        2 => [to8(0), to8(1), to8(2), keyed(3)],
        3 => {
            let [r, g, b] = palette(raw(0));
            [r, g, b, *kind.transparent.get(raw(0) as usize).unwrap_or(&255)]
        }
        4 => [to8(0), to8(0), to8(0), to8(1)],
        _ => [to8(0), to8(1), to8(2), to8(3)],
    }
}

fn premultiplied(p: [u8; 4]) -> [u8; 4] {
    let m = |c: u8| (f64::from(c) * f64::from(p[3]) / 255.0).round() as u8;
    [m(p[0]), m(p[1]), m(p[2]), p[3]]
}

fn kinds() -> Vec<Kind> {
    let depths: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    let mut out = vec![];
    for (color, depths) in depths {
        for &depth in depths {
            for interlaced in [false, true] {
                let plain = Kind { color, depth, interlaced, transparent: vec![] };
                out.push(plain.clone());
                // The key of the pixel at 0, 0, or a palette of which some entries fade.
                let transparent = match color {
                    0 | 2 => (0..channels(color))
                        .flat_map(|c| (sample(&plain, 0, 0, c) as u16).to_be_bytes())
                        .collect(),
                    3 => vec![0, 100],
                    _ => continue,
                };
                out.push(Kind { transparent, ..plain });
            }
        }
    }
    out
}

#[test]
fn every_kind_decodes_to_the_specified_pixels() {
    for kind in kinds() {
        for (w, h) in SIZES {
            let name = (kind.color, kind.depth, kind.interlaced, &kind.transparent, w, h);
            let file = write(&kind, w, h);
            assert_eq!(size(&file), Ok((w, h)), "{name:?}");
            let pixmap = decode(&file).unwrap_or_else(|e| panic!("{name:?}: {e}"));
            let want: Vec<u8> = (0..h)
                .flat_map(|y| (0..w).map(move |x| (x, y)))
                .flat_map(|(x, y)| premultiplied(expected(&kind, x, y)))
                .collect();
            assert_eq!(pixmap.data(), want, "{name:?}");
        }
    }
}

#[test]
fn masks_are_gray_values_or_alpha() {
    for kind in kinds() {
        let (w, h) = (19, 13);
        let pixels: Vec<[u8; 4]> = (0..h)
            .flat_map(|y| (0..w).map(move |x| (x, y)))
            .map(|(x, y)| expected(&kind, x, y))
            .collect();
        let opaque = pixels.iter().all(|p| p[3] == 255);
        let mask = decode_gray(&write(&kind, w, h)).unwrap();
        for (got, p) in mask.data().iter().zip(&pixels) {
            let luma = 54 * u32::from(p[0]) + 183 * u32::from(p[1]) + 19 * u32::from(p[2]);
            let want = if opaque { ((luma + 128) / 256) as u8 } else { p[3] };
            assert_eq!(*got, want, "{} {} {}", kind.color, kind.depth, kind.interlaced);
        }
    }
}

#[test]
fn sixteen_bit_rgb_keeps_every_bit() {
    for interlaced in [false, true] {
        let kind = Kind { color: 2, depth: 16, interlaced, transparent: vec![] };
        let (w, h, data) = decode_rgb16(&write(&kind, 19, 13)).unwrap();
        assert_eq!((w, h), (19, 13));
        for (i, v) in data.iter().enumerate() {
            let (x, y, c) = (i as u32 / 3 % 19, i as u32 / 57, i as u32 % 3);
            assert_eq!(u32::from(*v), sample(&kind, x, y, c));
        }
    }
    for kind in kinds().iter().filter(|k| (k.color, k.depth) != (2, 16)) {
        let error = decode_rgb16(&write(kind, 3, 3)).unwrap_err();
        assert_eq!(error.code(), "image-unsupported");
    }
    let kind = Kind { color: 2, depth: 8, interlaced: false, transparent: vec![] };
    let error = decode_rgb16(&write(&kind, 3, 3)).unwrap_err();
    assert_eq!(error.value().as_deref(), Some("a PNG of 8-bit Rgb"));
}

#[test]
fn limits_are_read_from_the_header() {
    let header = |w: u32, h: u32| {
        let kind = Kind { color: 6, depth: 8, interlaced: false, transparent: vec![] };
        let mut file = write(&kind, 1, 1);
        let body = [&w.to_be_bytes()[..], &h.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        file.splice(8..33, chunk(b"IHDR", &body));
        file
    };
    for (w, h) in [(100_000, 100_000), (u32::MAX, u32::MAX), (32_768, 1), (32_767, 32_767)] {
        for result in [decode(&header(w, h)).err(), size(&header(w, h)).err()] {
            assert_eq!(result.map(|e| e.code()), Some("image-too-large"), "{w} × {h}");
        }
    }
    for (w, h) in [(0, 1), (1, 0), (0, 0)] {
        assert_eq!(decode(&header(w, h)).map_err(|e| e.code()), Err("image-corrupt"));
    }
    // Claims more rows than there are.
    assert_eq!(decode(&header(1, 9)).map_err(|e| e.code()), Err("image-corrupt"));
}

#[test]
fn every_truncation_is_an_error() {
    for kind in kinds().iter().filter(|k| k.transparent.is_empty()) {
        let file = write(kind, 5, 9);
        for cut in 0..file.len() {
            let error = decode(&file[..cut]).expect_err("cut short");
            let code = if cut < 8 { "image-unsupported" } else { "image-corrupt" };
            assert_eq!(error.code(), code, "{cut} of {}", file.len());
        }
    }
    let error = decode(&[]).unwrap_err();
    assert!(matches!(error, Error::UnsupportedAsset { found, .. } if found == "an empty file"));
}
