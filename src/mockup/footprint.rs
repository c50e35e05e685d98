//! What one pixel of the view covers on the artwork, as the few reads that average it.
//!
//! A bilinear read averages about one and a half texels, so a pixel that is not much longer takes
//! one. A longer one takes more along its long side and two along its short side, or reads a smaller
//! copy of the artwork.

/// Steps a texel is divided into.
pub(super) const STEPS: i32 = 16;

/// Longest stretch of texels one read stands for. Measured on the ground-truth mug: 2.0 costs half a
/// decibel; 1.5 wins eight tenths, but then most pixels take two reads instead of one.
const READ: f64 = 1.7;

/// Short side in texels from which on a smaller copy is read: there it takes a single read again.
const NEXT_LEVEL: f64 = 3.0;

/// Most reads a pixel takes, as a power of two.
const MAX_READS_LOG2: u8 = 4;

/// How to average a pixel. Runs of pixels share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footprint {
    /// Which copy to read: 0 is the artwork, each next one half its size.
    pub(super) level: u8,
    /// Number of reads along the long side, as a power of two.
    pub(super) reads_log2: u8,
    /// Whether there are two such rows of reads, side by side.
    pub(super) double: bool,
    /// From one read to the next, in [`STEPS`] of the level's texels.
    pub(super) dx: i16,
    /// As `dx`, downwards.
    pub(super) dy: i16,
    /// From the first row of reads to the second.
    pub(super) across: [i16; 2],
}

impl Footprint {
    /// The footprint for a Jacobian in texels of level 0: `along_x` is how far the artwork moves for
    /// one pixel to the right, `along_y` for one down. Values that are not finite count as 0.
    pub(super) fn new(along_x: [f64; 2], along_y: [f64; 2], max_level: u8) -> Self {
        let finite = |v: f64| if v.is_finite() { v.clamp(-1e6, 1e6) } else { 0.0 };
        let ([ux, vx], [uy, vy]) = (along_x.map(finite), along_y.map(finite));
        // Axes of the ellipse a unit circle becomes: eigenvectors of J·Jᵀ = [[a, b], [b, c]].
        let (a, b, c) = (ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy);
        let (mean, half) = ((a + c) / 2.0, (a - c) / 2.0);
        let spread = (half * half + b * b).sqrt();
        let mut major = (mean + spread).sqrt();
        let mut minor = (mean - spread).max(0.0).sqrt();
        let (mut x, mut y) = if half >= 0.0 { (half + spread, b) } else { (b, spread - half) };
        let length = (x * x + y * y).sqrt();
        (x, y) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };

        let mut level = 0;
        let most = READ * f64::from(1u32 << (MAX_READS_LOG2 - 1));
        while level < max_level && (minor > NEXT_LEVEL || major > most) {
            (major, minor, level) = (major / 2.0, minor / 2.0, level + 1);
        }
        let mut reads_log2 = 0;
        while reads_log2 < MAX_READS_LOG2 - 1 && major > READ * f64::from(1u32 << reads_log2) {
            reads_log2 += 1;
        }
        let double = minor > READ;
        // Even steps: runs of equal footprints get longer, and the reads lie evenly about the middle.
        let even = |v: f64| (v * f64::from(STEPS) / 2.0).round() as i16 * 2;
        let along =
            if reads_log2 > 0 { (major / f64::from(1u32 << reads_log2)).min(READ) } else { 0.0 };
        let beside = if double { (minor / 2.0).min(READ) } else { 0.0 };
        Self {
            level,
            reads_log2,
            double,
            dx: even(along * x),
            dy: even(along * y),
            across: [even(-beside * y), even(beside * x)],
        }
    }

    /// Number of all reads, as a power of two: at most 4.
    pub(super) fn total_log2(&self) -> u8 {
        self.reads_log2 + u8::from(self.double)
    }

    /// From the middle of the footprint to its first read.
    pub(super) fn first(&self) -> (i32, i32) {
        let gaps = (1 << self.reads_log2) - 1;
        let offset = |step: i16, across: i16| -(gaps * i32::from(step) + i32::from(across)) / 2;
        (offset(self.dx, self.across[0]), offset(self.dy, self.across[1]))
    }

    /// How far the reads lie from the middle at most, right or left and up or down.
    pub(super) fn reach(&self) -> (i32, i32) {
        let gaps = (1 << self.reads_log2) - 1;
        let most = |step: i16, across: i16| {
            (gaps * i32::from(step).abs() + i32::from(across).abs()) / 2 + 1
        };
        (most(self.dx, self.across[0]), most(self.dy, self.across[1]))
    }
}
