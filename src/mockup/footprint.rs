//! What one pixel of the view covers on the artwork, as the few reads that average it.
//!
//! A read averages a box of texels, upright and one to three texels wide and high, exactly. A pixel
//! sees a parallelogram. Where that is upright and small, one read is all; where it is larger or lies
//! askew it is cut along its sides, one read a piece, or a smaller copy of the artwork is read.

use super::map::Quality;

/// Steps a texel is divided into.
pub(super) const STEPS: i32 = 16;

/// Narrowest box of a read, in texels: there it is a bilinear read.
const NARROW: f64 = 1.0;

/// Widest box of a read, in texels: it touches four.
const WIDE: f64 = 3.0;

/// Most pieces along a side, as a power of two.
const MAX_SIDE_LOG2: u8 = 3;

/// Most reads a pixel takes, as a power of two: what sums have room for.
const MAX_READS_LOG2: u8 = 4;

/// How far the side of a piece may lean, in texels: live and final. A print turned by 45° stays one read
/// of the live preview, with two texels a pixel too: measured, four narrow reads blur as much as the one
/// box.
const LEAN: [f64; 2] = [1.5, 0.3];

/// Shorter axis in texels from which on a smaller copy is read: live and final.
const NEXT_LEVEL: [f64; 2] = [WIDE, 2.0 * WIDE];

/// How to average a pixel. Runs of pixels share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footprint {
    /// Which copy to read: 0 is the artwork, each next one half its size.
    pub(super) level: u8,
    /// Number of reads along each side of the pixel, as powers of two: at most 4 together.
    pub(super) reads_log2: [u8; 2],
    /// Half the width and height of each read's box, in [`STEPS`] of the level's texels: 8 to 24.
    pub(super) half: [u8; 2],
    /// From one read to the next along each side, in [`STEPS`] of the level's texels; 0 where there is
    /// but one.
    pub(super) steps: [[i16; 2]; 2],
}

impl Footprint {
    /// The footprint for a Jacobian in texels of level 0: `along_x` is how far the artwork moves for
    /// one pixel to the right, `along_y` for one down. Values that are not finite count as 0.
    pub(super) fn new(
        along_x: [f64; 2],
        along_y: [f64; 2],
        max_level: u8,
        quality: Quality,
    ) -> Self {
        let finite = |v: f64| if v.is_finite() { v.clamp(-1e6, 1e6) } else { 0.0 };
        let mut sides = [along_x.map(finite), along_y.map(finite)];
        let pick = |of: [f64; 2]| if quality == Quality::Live { of[0] } else { of[1] };
        let mut level = 0;
        loop {
            let (pieces, enough) = cut(&sides, pick(LEAN));
            if level == max_level || (enough && minor(&sides) <= pick(NEXT_LEVEL)) {
                return Self::of(&sides, pieces, level);
            }
            sides = sides.map(|side| side.map(|v| v / 2.0));
            level += 1;
        }
    }

    fn of(sides: &[[f64; 2]; 2], reads_log2: [u8; 2], level: u8) -> Self {
        let piece = |k: usize| sides[k].map(|v| v / f64::from(1u32 << reads_log2[k]));
        let pieces = [piece(0), piece(1)];
        // The box has the spread of the piece: its second moments.
        let half = |c: usize| {
            let size = length([pieces[0][c], pieces[1][c]]);
            (size.clamp(NARROW, WIDE) * f64::from(STEPS) / 2.0).round() as u8
        };
        // Even steps: the reads lie evenly about the middle.
        let even = |v: f64| (v.clamp(-WIDE, WIDE) * f64::from(STEPS) / 2.0).round() as i16 * 2;
        let step = |k: usize| if reads_log2[k] > 0 { pieces[k].map(even) } else { [0; 2] };
        Self { level, reads_log2, half: [half(0), half(1)], steps: [step(0), step(1)] }
    }

    /// Number of all reads, as a power of two.
    pub(super) fn total_log2(&self) -> u8 {
        self.reads_log2[0] + self.reads_log2[1]
    }

    /// From the middle of the footprint to where the first read's box starts, counted from the center
    /// of a texel for the middle and from the texel's edge for the box.
    pub(super) fn start(&self) -> [i32; 2] {
        std::array::from_fn(|c| STEPS / 2 - i32::from(self.half[c]) - self.span(c, i32::from) / 2)
    }

    /// How far from the middle the footprint reaches at most, right or left and up or down.
    pub(super) fn reach(&self) -> [i32; 2] {
        std::array::from_fn(|c| i32::from(self.half[c]) + self.span(c, |v| i32::from(v).abs()) / 2)
    }

    /// From the first read of all to the last, across or down, by what `of` takes of each step.
    fn span(&self, c: usize, of: impl Fn(i16) -> i32) -> i32 {
        let sides = self.steps.iter().zip(self.reads_log2);
        sides.map(|(step, log2)| ((1 << log2) - 1) * of(step[c])).sum()
    }
}

fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

/// The shorter axis of the ellipse that a pixel's circle becomes: the smaller singular value.
fn minor(&[a, b]: &[[f64; 2]; 2]) -> f64 {
    let sum = a[0] * a[0] + a[1] * a[1] + b[0] * b[0] + b[1] * b[1];
    let det = a[0] * b[1] - a[1] * b[0];
    ((sum - (sum * sum - 4.0 * det * det).max(0.0).sqrt()) / 2.0).max(0.0).sqrt()
}

/// Into how many pieces each side is cut, as powers of two, and whether those are small enough.
fn cut(sides: &[[f64; 2]; 2], lean: f64) -> ([u8; 2], bool) {
    let mut pieces = [0u8; 2];
    loop {
        let piece = |k: usize| sides[k].map(|v| v.abs() / f64::from(1u32 << pieces[k]));
        let [a, b] = [piece(0), piece(1)];
        let fits = (0..2).all(|c| length([a[c], b[c]]) <= WIDE);
        // A side that lies along an axis is the box's own.
        let leaning = [a, b].map(|side| if side[0] < side[1] { side[0] } else { side[1] });
        let upright = leaning.iter().all(|l| *l <= lean);
        if fits && upright {
            return (pieces, true);
        }
        // The one that is longer, or leans more.
        let size = if fits { leaning } else { [length(a), length(b)] };
        let next = usize::from(size[1] > size[0]);
        if pieces[next] == MAX_SIDE_LOG2 || pieces[0] + pieces[1] == MAX_READS_LOG2 {
            return (pieces, fits);
        }
        pieces[next] += 1;
    }
}

/// For each box and place of it within a texel, the shares of the four texels from there on, in
/// [`SHARES`]ths.
pub(super) type Shares = [[[i16; 4]; STEPS as usize]; HALVES];

/// What the shares of one box add up to.
pub(super) const SHARES_LOG2: u32 = 7;

const HALVES: usize = 17;
const NARROWEST: usize = 8;

/// The weights of all boxes.
pub(super) fn shares() -> &'static Shares {
    static SHARES: std::sync::LazyLock<Shares> = std::sync::LazyLock::new(|| {
        std::array::from_fn(|i| std::array::from_fn(|from| share(2 * (NARROWEST + i), from)))
    });
    &SHARES
}

/// The shares of a box `width` steps wide that starts `from` steps into its first texel.
fn share(width: usize, from: usize) -> [i16; 4] {
    const STEP: usize = STEPS as usize;
    let one = 1 << SHARES_LOG2;
    // Of all up to a texel's end, rounded, so that the four add up exactly.
    let until = |k: usize| ((k * STEP).clamp(from, from + width) - from) * one * 2 / width;
    let mut shares = [0; 4];
    for (k, share) in shares.iter_mut().enumerate() {
        *share = (until(k + 1).div_ceil(2) - until(k).div_ceil(2)) as i16;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_the_box() {
        for (i, places) in shares().iter().enumerate() {
            for (from, share) in places.iter().enumerate() {
                assert_eq!(share.iter().sum::<i16>(), 1 << SHARES_LOG2, "{i} {from}");
                assert!(share.iter().all(|s| *s >= 0));
                let exact = |k: usize| {
                    let (start, end) = (from, from + 2 * (NARROWEST + i));
                    let (a, b) = ((16 * k).clamp(start, end), (16 * k + 16).clamp(start, end));
                    (b - a) as f64 / (end - start) as f64 * 128.0
                };
                for (k, s) in share.iter().enumerate() {
                    assert!((f64::from(*s) - exact(k)).abs() <= 1.0, "{i} {from} {k}");
                }
            }
        }
    }

    #[test]
    fn a_turned_pixel_is_cut_and_an_upright_one_is_not() {
        let upright = Footprint::new([1.6, 0.0], [0.0, 1.6], 4, Quality::Final);
        assert_eq!((upright.level, upright.total_log2(), upright.half), (0, 0, [13, 13]));
        let turned = Footprint::new([1.1, 1.1], [-1.1, 1.1], 4, Quality::Final);
        assert_eq!((turned.level, turned.reads_log2), (0, [2, 2]));
        let far = Footprint::new([40.0, 0.0], [0.0, 2.0], 4, Quality::Live);
        assert!(far.level > 0 && far.total_log2() > 0);
        let nothing = Footprint::new([f64::NAN; 2], [f64::INFINITY; 2], 4, Quality::Live);
        assert!(nothing.total_log2() <= 4);
    }
}
