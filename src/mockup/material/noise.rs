//! Unevenness anchored to the area: value noise on a lattice in millimeters, the same in every frame.

use super::Millimeters;

/// One octave of noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Noise {
    seed: u32,
    /// From texels to cells of the lattice, in 65536ths.
    step: [i64; 2],
    start: [i64; 2],
    /// Most it adds or takes away, in 4096ths. 0 where cells are finer than texels.
    amplitude: i32,
}

impl Noise {
    /// Noise with cells of `cell` millimeters, across and down. A cell of one texel or less can't be
    /// drawn and adds nothing; up to two texels it fades in.
    pub(super) fn new(seed: u32, cell: [f64; 2], amplitude: f64, mm: &Millimeters) -> Self {
        let texels = [cell[0] * mm.scale[0], cell[1] * mm.scale[1]];
        let finest = if texels[0] < texels[1] { texels[0] } else { texels[1] };
        let shown = (finest - 1.0).clamp(0.0, 1.0);
        let drawn = shown > 0.0 && shown.is_finite();
        let step = texels.map(|t| if drawn { (65536.0 / t) as i64 } else { 0 });
        let start = [0, 1].map(|i| (-mm.origin[i] * step[i] as f64).clamp(-1e12, 1e12) as i64);
        Self {
            seed,
            step,
            start,
            amplitude: if drawn { (amplitude * shown * 4096.0) as i32 } else { 0 },
        }
    }

    /// Adds the noise of the texels from (x, y) on to a row, in 4096ths: cell by cell, within which it
    /// is a line.
    pub(super) fn add(&self, x: i32, y: i32, mut row: &mut [i32]) {
        if self.amplitude == 0 {
            return;
        }
        let v = i64::from(y) * self.step[1] + self.start[1] + self.step[1] / 2;
        let (iy, fy) = (v >> 16, smooth((v & 0xffff) as i32));
        let node = |ix: i64| {
            let (a, b) = (self.value(ix, iy), self.value(ix, iy + 1));
            a + (((b - a) * fy) >> 12)
        };
        let u = i64::from(x) * self.step[0] + self.start[0] + self.step[0] / 2;
        let (mut cell, mut within) = (u >> 16, (u & 0xffff) as i32);
        // A cell is wider than a texel.
        let step = self.step[0] as i32;
        let (mut left, mut right) = (node(cell), node(cell + 1));
        loop {
            let count = if step > 0 { (0xffff - within) / step + 1 } else { i32::MAX };
            let (here, rest) = row.split_at_mut((count as usize).min(row.len()));
            for (i, out) in here.iter_mut().enumerate() {
                let at = within + i as i32 * step;
                let value = left + (((right - left) * (at >> 4)) >> 12);
                *out += (value * self.amplitude) >> 12;
            }
            if rest.is_empty() {
                return;
            }
            (row, cell, within) = (rest, cell + 1, within + count * step - 0x10000);
            (left, right) = (right, node(cell + 1));
        }
    }

    /// -4096 to 4095 at a point of the lattice (lowbias32, Wellons 2018).
    fn value(&self, x: i64, y: i64) -> i32 {
        let mut h = (x as u32).wrapping_mul(0x9e37_79b9) ^ (y as u32).wrapping_mul(0x85eb_ca6b);
        h ^= self.seed;
        h = (h ^ (h >> 16)).wrapping_mul(0x7feb_352d);
        h = (h ^ (h >> 15)).wrapping_mul(0x846c_a68b);
        ((h ^ (h >> 16)) & 0x1fff) as i32 - 4096
    }
}

/// 3t² − 2t³ of 65536ths, in 4096ths.
#[inline(always)]
fn smooth(t: i32) -> i32 {
    let t = t >> 4;
    let square = (t * t) >> 12;
    (square * (3 * 4096 - 2 * t)) >> 12
}
