//! The modes that run on every frame, as 16-bit lanes: blocks of sixteen bytes without branches, so
//! that they become SIMD instructions on every target.

/// Bytes a block: four pixels.
const LANES: usize = 16;

/// `x / 255` to the nearest, exact for `x <= 65025`.
#[inline(always)]
fn div_255(x: u16) -> u16 {
    let t = x.wrapping_add(128);
    t.wrapping_add(t >> 8) >> 8
}

/// One block of source-over: `cs + cb·(1 − as)`.
#[inline(always)]
fn normal_block<const N: usize>(b: &mut [u8; N], s: &[u8; N]) {
    let clear: [u16; N] = std::array::from_fn(|i| 255 - u16::from(s[i | 3]));
    for i in 0..N {
        let c = u16::from(s[i]) + div_255(u16::from(b[i]) * clear[i]);
        b[i] = c.min(255) as u8;
    }
}

/// One block of multiply: `cs·(1 − ab + cb) + cb·(1 − as)`; for alpha that is `as + ab − as·ab`.
#[inline(always)]
fn multiply_block<const N: usize>(b: &mut [u8; N], s: &[u8; N]) {
    let clear: [u16; N] = std::array::from_fn(|i| 255 - u16::from(s[i | 3]));
    let below: [u16; N] = std::array::from_fn(|i| 255 - u16::from(b[i | 3]));
    for i in 0..N {
        let (cs, cb) = (u16::from(s[i]), u16::from(b[i]));
        let x = cs.wrapping_mul(below[i] + cb).wrapping_add(cb * clear[i]);
        b[i] = div_255(x) as u8;
    }
}

/// One block of screen: `cs + cb·(1 − cs)`; for alpha the same.
#[inline(always)]
fn screen_block<const N: usize>(b: &mut [u8; N], s: &[u8; N]) {
    for i in 0..N {
        let (cs, cb) = (u16::from(s[i]), u16::from(b[i]));
        b[i] = (cs + div_255(cb * (255 - cs))) as u8;
    }
}

/// Source-over. Runs of transparent pixels are skipped and of opaque ones copied: artwork is mostly
/// one or the other.
pub(super) fn normal(backdrop: &mut [u8], source: &[u8]) {
    const RUN: usize = LANES * 4;
    let (b_runs, b_rest) = backdrop.as_chunks_mut::<RUN>();
    let (s_runs, s_rest) = source.as_chunks::<RUN>();
    for (b, s) in b_runs.iter_mut().zip(s_runs) {
        let (mut all, mut any) = (255, 0);
        for i in (3..RUN).step_by(4) {
            all &= s[i];
            any |= s[i];
        }
        if all == 255 {
            *b = *s;
        } else if any != 0 {
            normal_block(b, s);
        }
    }
    rest(b_rest, s_rest, normal_block);
}

/// Multiply.
pub(super) fn multiply(backdrop: &mut [u8], source: &[u8]) {
    let (b_blocks, b_rest) = backdrop.as_chunks_mut::<LANES>();
    let (s_blocks, s_rest) = source.as_chunks::<LANES>();
    for (b, s) in b_blocks.iter_mut().zip(s_blocks) {
        multiply_block(b, s);
    }
    rest(b_rest, s_rest, multiply_block);
}

/// Screen.
pub(super) fn screen(backdrop: &mut [u8], source: &[u8]) {
    let (b_blocks, b_rest) = backdrop.as_chunks_mut::<LANES>();
    let (s_blocks, s_rest) = source.as_chunks::<LANES>();
    for (b, s) in b_blocks.iter_mut().zip(s_blocks) {
        screen_block(b, s);
    }
    rest(b_rest, s_rest, screen_block);
}

/// The pixels that fill no block.
#[inline(always)]
fn rest(backdrop: &mut [u8], source: &[u8], block: impl Fn(&mut [u8; 4], &[u8; 4])) {
    let (b, _) = backdrop.as_chunks_mut::<4>();
    let (s, _) = source.as_chunks::<4>();
    for (b, s) in b.iter_mut().zip(s) {
        block(b, s);
    }
}

/// `out = source · coverage`, pixel by pixel.
pub(super) fn scale(out: &mut [u8], source: &[u8], coverage: &[u8]) {
    let (out, _) = out.as_chunks_mut::<4>();
    let (source, _) = source.as_chunks::<4>();
    for ((out, s), &m) in out.iter_mut().zip(source).zip(coverage) {
        *out = scale_pixel(u32::from_le_bytes(*s), m).to_le_bytes();
    }
}

/// `out = color · coverage`, pixel by pixel.
pub(super) fn scale_color(out: &mut [u8], color: [u8; 4], coverage: &[u8]) {
    let (out, _) = out.as_chunks_mut::<4>();
    let color = u32::from_le_bytes(color);
    for (out, &m) in out.iter_mut().zip(coverage) {
        *out = scale_pixel(color, m).to_le_bytes();
    }
}

/// Four channels times `m / 255`, two at a time in one word; exact rounding in each half.
#[inline(always)]
pub(crate) fn scale_pixel(pixel: u32, m: u8) -> u32 {
    let m = u32::from(m);
    let half = |x: u32| {
        let t = x * m + 0x0080_0080;
        (t + ((t >> 8) & 0x00ff_00ff)) >> 8 & 0x00ff_00ff
    };
    half(pixel & 0x00ff_00ff) | half(pixel >> 8 & 0x00ff_00ff) << 8
}
