//! What one pixel of the view covers on the artwork, as the few reads that average it.
//!
//! A bilinear read averages about one and a half texels, so a pixel that is up to two texels long
//! takes one; a longer one takes more along its long side, from a smaller copy of the artwork when
//! its short side is long too.

/// Steps a texel is divided into.
pub(super) const STEPS: i32 = 16;

/// Longest stretch of texels one read stands for.
const READ: f64 = 2.0;

/// Most reads a pixel takes, as a power of two.
const MAX_READS_LOG2: u8 = 4;

/// How to average a pixel. Runs of pixels share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footprint {
    /// Which copy to read: 0 is the artwork, each next one half its size.
    pub(super) level: u8,
    /// Number of reads, as a power of two.
    pub(super) reads_log2: u8,
    /// From one read to the next, in [`STEPS`] of the level's texels.
    pub(super) dx: i16,
    /// As `dx`, downwards.
    pub(super) dy: i16,
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
        let most = READ * f64::from(1u32 << MAX_READS_LOG2);
        while level < max_level && (minor > READ || major > most) {
            (major, minor, level) = (major / 2.0, minor / 2.0, level + 1);
        }
        let mut reads_log2 = 0;
        while reads_log2 < MAX_READS_LOG2 && major > READ * f64::from(1u32 << reads_log2) {
            reads_log2 += 1;
        }
        if reads_log2 == 0 {
            return Self { level, reads_log2, dx: 0, dy: 0 };
        }
        let step = (major / f64::from(1u32 << reads_log2)).min(READ) * f64::from(STEPS);
        // Even steps: runs of equal footprints get longer, and the reads lie evenly about the middle.
        let even = |v: f64| (v / 2.0).round() as i16 * 2;
        Self { level, reads_log2, dx: even(step * x), dy: even(step * y) }
    }

    /// From the middle of the footprint to its first read.
    pub(super) fn first(&self) -> (i32, i32) {
        let gaps = (1 << self.reads_log2) - 1;
        (-gaps * i32::from(self.dx) / 2, -gaps * i32::from(self.dy) / 2)
    }
}
