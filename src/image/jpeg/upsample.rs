//! Rows of halved channels at full width, as libjpeg-turbo's default ("fancy") upsampling makes them: a
//! pixel is three quarters of the nearer sample and one quarter of the farther, in each direction, with its
//! alternating rounding (`jdsample.c`).

/// How a channel's samples become pixels.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Upsample {
    /// As they are.
    Whole,
    /// Half as wide.
    Wide,
    /// Half as high.
    High,
    /// Both.
    Both,
    /// Each sample so often to the right; rows are repeated by the caller.
    Repeat(usize),
}

impl Upsample {
    /// For a channel `width` samples wide that is to be `across` times as wide and `down` as high.
    pub(super) fn of(across: usize, down: usize, width: usize) -> Self {
        match (across, down) {
            (1, 1) => Self::Whole,
            (2, 1) if width > 2 => Self::Wide,
            (2, 2) if width > 2 => Self::Both,
            (1, 2) => Self::High,
            _ => Self::Repeat(across),
        }
    }

    /// Whether a row needs the one beside it.
    pub(super) fn mixes_rows(self) -> bool {
        matches!(self, Self::High | Self::Both)
    }

    /// A row of pixels from the `near` row of samples, both without padding, and the one beside it; `lower` tells
    /// that the pixels are the lower half of the samples.
    pub(super) fn row(self, near: &[u8], far: &[u8], lower: bool, out: &mut [u8]) {
        match self {
            Self::Whole => out.iter_mut().zip(near).for_each(|(o, n)| *o = *n),
            Self::Repeat(times) => {
                for (o, n) in out.chunks_mut(times.max(1)).zip(near) {
                    o.fill(*n);
                }
            }
            Self::High => {
                let round = if lower { 2 } else { 1 };
                for ((o, &n), &f) in out.iter_mut().zip(near).zip(far) {
                    *o = ((u16::from(n) * 3 + u16::from(f) + round) >> 2) as u8;
                }
            }
            Self::Wide => {
                let sample = |i: usize| near.get(i).map_or(0, |&n| u16::from(n));
                widen::<1, 2, 2>(near.len(), sample, out);
            }
            Self::Both => {
                let sample = |i: usize| match (near.get(i), far.get(i)) {
                    (Some(&n), Some(&f)) => u16::from(n) * 3 + u16::from(f),
                    _ => 0,
                };
                widen::<8, 7, 4>(near.len(), sample, out);
            }
        }
    }
}

/// Twice as many values to the right, of which the left of each pair is rounded by `LEFT`, the right by `RIGHT`,
/// and `SHIFT` bits are dropped.
#[inline(always)]
fn widen<const LEFT: u16, const RIGHT: u16, const SHIFT: usize>(
    length: usize,
    sample: impl Fn(usize) -> u16,
    out: &mut [u8],
) {
    let mut put = |i: usize, value: u16| {
        if let Some(o) = out.get_mut(i) {
            *o = (value >> SHIFT) as u8;
        }
    };
    let last = length.saturating_sub(1);
    put(0, sample(0) * 4 + LEFT);
    put(2 * last + 1, sample(last) * 4 + RIGHT);
    for i in 0..last {
        let (a, b) = (sample(i), sample(i + 1));
        put(2 * i + 1, a * 3 + b + RIGHT);
        put(2 * i + 2, b * 3 + a + LEFT);
    }
}
