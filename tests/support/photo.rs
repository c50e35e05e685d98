//! Files with more in them than a picture.

/// A PNG's chunk.
pub(crate) fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = (body.len() as u32).to_be_bytes().to_vec();
    out.extend(name);
    out.extend(body);
    let sum = crc32fast::hash(&out[4..]);
    out.extend(sum.to_be_bytes());
    out
}

/// EXIF data that says nothing but an orientation.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    out.extend([orientation, 0, 0, 0, 0, 0, 0]);
    out
}

/// A JPEG, PNG or WebP with EXIF data.
///
/// # Panics
/// For any other file.
pub(crate) fn with_exif(file: &[u8], exif: &[u8]) -> Vec<u8> {
    if file.starts_with(b"\xff\xd8") {
        let mut out = vec![0xff, 0xd8, 0xff, 0xe1];
        out.extend((exif.len() as u16 + 8).to_be_bytes());
        out.extend(b"Exif\0\0");
        out.extend(exif);
        out.extend(&file[2..]);
        return out;
    }
    if file.starts_with(b"\x89PNG") {
        return [&file[..33], &chunk(*b"eXIf", exif), &file[33..]].concat();
    }
    assert!(file.starts_with(b"RIFF"), "a JPEG, PNG or WebP");
    let (width, height) = liveproof::image::size(file).unwrap();
    let named = |name: &[u8; 4], body: &[u8]| {
        let mut out = name.to_vec();
        out.extend((body.len() as u32).to_le_bytes());
        out.extend(body);
        out.resize(out.len().next_multiple_of(2), 0);
        out
    };
    let extended = &file[12..16] == b"VP8X";
    let alpha = if extended {
        file[20] & 0x10
    } else if &file[12..16] == b"VP8L" {
        0x10
    } else {
        0
    };
    let [w, h] = [width - 1, height - 1].map(u32::to_le_bytes);
    let head = named(b"VP8X", &[alpha | 8, 0, 0, 0, w[0], w[1], w[2], h[0], h[1], h[2]]);
    let rest = if extended { &file[30..] } else { &file[12..] };
    let body = [&head, rest, &named(b"EXIF", exif)].concat();
    let mut out = b"RIFF".to_vec();
    out.extend((body.len() as u32 + 4).to_le_bytes());
    out.extend(b"WEBP");
    out.extend(body);
    out
}
