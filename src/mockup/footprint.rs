//! What one pixel of the view covers on the artwork, as the few reads that average it.
//!
//! A read averages a box of texels, upright and one to three texels wide and high, exactly. A pixel
//! that sees more, or a stretch that lies askew, takes several reads in a row, or reads a smaller
//! copy of the artwork.

/// Steps a texel is divided into.
pub(super) const STEPS: i32 = 16;

/// Narrowest box of a read, in texels: there it is a bilinear read.
const NARROW: f64 = 1.0;

/// Widest box of a read, in texels: it touches four.
const WIDE: f64 = 3.0;

/// Most that a read's stretch may lie askew, in square texels: the product of its axes less that of
/// the upright box that stands for it.
const ASKEW: f64 = 1.0;

/// Most reads a pixel takes, as a power of two.
const MAX_READS_LOG2: u8 = 3;

/// How to average a pixel. Runs of pixels share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footprint {
    /// Which copy to read: 0 is the artwork, each next one half its size.
    pub(super) level: u8,
    /// Number of reads, as a power of two.
    pub(super) reads_log2: u8,
    /// Half the width and height of each read's box, in [`STEPS`] of the level's texels: 8 to 24.
    pub(super) half: [u8; 2],
    /// From one read to the next, in [`STEPS`] of the level's texels.
    pub(super) step: [i16; 2],
}

impl Footprint {
    /// The footprint for a Jacobian in texels of level 0: `along_x` is how far the artwork moves for
    /// one pixel to the right, `along_y` for one down. Values that are not finite count as 0.
    pub(super) fn new(along_x: [f64; 2], along_y: [f64; 2], max_level: u8) -> Self {
        let finite = |v: f64| if v.is_finite() { v.clamp(-1e6, 1e6) } else { 0.0 };
        let ([ux, vx], [uy, vy]) = (along_x.map(finite), along_y.map(finite));
        // Axes of the ellipse a unit circle becomes: eigenvectors of J·Jᵀ = [[a, b], [b, c]].
        let (a, b, c) = (ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy);
        let (mean, slope) = ((a + c) / 2.0, (a - c) / 2.0);
        let spread = (slope * slope + b * b).sqrt();
        let mut major = (mean + spread).sqrt();
        let mut minor = (mean - spread).max(0.0).sqrt();
        let (mut x, mut y) = if slope >= 0.0 { (slope + spread, b) } else { (b, spread - slope) };
        let length = (x * x + y * y).sqrt();
        (x, y) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };

        let mut level = 0;
        let most = WIDE * f64::from(1u32 << MAX_READS_LOG2);
        while level < max_level && (minor > WIDE || major > most) {
            (major, minor, level) = (major / 2.0, minor / 2.0, level + 1);
        }
        // The spread of the pixel (its second moments) is that of the reads' places and that of one
        // read's box together.
        let mut reads_log2 = 0;
        let size = loop {
            let along = major / f64::from(1u32 << reads_log2);
            let length = |p: f64, q: f64| (p * p + q * q).sqrt();
            let size = [length(along * x, minor * y), length(along * y, minor * x)];
            let askew = (along * along - minor * minor) * (x * y).abs();
            let fits = size.iter().all(|s| *s <= WIDE) && askew <= ASKEW;
            if fits || reads_log2 == MAX_READS_LOG2 {
                break size;
            }
            reads_log2 += 1;
        };
        let along = if reads_log2 > 0 { major / f64::from(1u32 << reads_log2) } else { 0.0 };
        // Even steps: runs of equal footprints get longer, and the reads lie evenly about the middle.
        let even = |v: f64| (v.clamp(-WIDE, WIDE) * f64::from(STEPS) / 2.0).round() as i16 * 2;
        let half = |s: f64| (s.clamp(NARROW, WIDE) * f64::from(STEPS) / 2.0).round() as u8;
        Self { level, reads_log2, half: size.map(half), step: [even(along * x), even(along * y)] }
    }

    /// From the middle of the footprint to where the first read's box starts, counted from the center
    /// of a texel for the middle and from the texel's edge for the box.
    pub(super) fn start(&self) -> [i32; 2] {
        let gaps = (1 << self.reads_log2) - 1;
        let offset = |step: i16, half: u8| STEPS / 2 - i32::from(half) - gaps * i32::from(step) / 2;
        [offset(self.step[0], self.half[0]), offset(self.step[1], self.half[1])]
    }

    /// How far from the middle the footprint reaches at most, right or left and up or down.
    pub(super) fn reach(&self) -> [i32; 2] {
        let gaps = (1 << self.reads_log2) - 1;
        let most = |step: i16, half: u8| gaps * i32::from(step).abs() / 2 + i32::from(half);
        [most(self.step[0], self.half[0]), most(self.step[1], self.half[1])]
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
