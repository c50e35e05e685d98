//! Artworks that are hard to sample, drawn at any size: coverage of ink as a rasterizer finds it, by
//! 6 × 6 points a texel.

use crate::Fault;
use liveproof::mockup::Raster;
use liveproof::pixels::Pixmap;

/// Points per side of a texel.
const POINTS: u32 = 6;

/// Straight color and opacity, 0..=1, at an artwork point.
type Paint = fn(u: f64, v: f64) -> [f64; 4];

/// An artwork's name and what it shows.
pub(crate) const ARTWORKS: [(&str, Paint); 4] =
    [("lines", lines), ("text", text), ("noise", noise), ("photo", photo)];

const NAVY: [f64; 4] = [0.08, 0.13, 0.35, 1.0];
const NOTHING: [f64; 4] = [0.0; 4];

/// An artwork at a raster's size and place, premultiplied.
pub(crate) fn draw(paint: Paint, raster: &Raster) -> Result<Pixmap, Fault> {
    let [sx, sy, tx, ty] = raster.to_raster;
    let mut out = Pixmap::new(raster.width, raster.height)?;
    let width = raster.width as usize;
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = ((i % width) as f64, (i / width) as f64);
        let mut sum = [0.0; 4];
        for k in 0..POINTS * POINTS {
            let offset = |i: u32| (f64::from(i) + 0.5) / f64::from(POINTS);
            let (px, py) = (x + offset(k % POINTS), y + offset(k / POINTS));
            let [r, g, b, a] = paint((px - tx) / sx, (py - ty) / sy);
            for (sum, c) in sum.iter_mut().zip([r * a, g * a, b * a, a]) {
                *sum += c;
            }
        }
        *pixel = sum.map(|c| (c * 255.0 / f64::from(POINTS * POINTS)).round() as u8);
    }
    Ok(out)
}

/// Rings and a fan of lines as thin as a pixel.
fn lines(u: f64, v: f64) -> [f64; 4] {
    let (x, y) = (u - 0.5, v - 0.5);
    let radius = (x * x + y * y).sqrt();
    let ring = (radius * 20.0).fract() < 0.16 && radius < 0.45;
    let angle = libm::atan2(y, x);
    let spoke = (angle * 24.0 / std::f64::consts::PI).rem_euclid(1.0);
    let fan = radius > 0.2 && (spoke - 0.5).abs() * radius < 0.02;
    if ring || fan { NAVY } else { NOTHING }
}

/// Strokes of the word "MAY" and small print under it: from, to, half width.
const STROKES: [([f64; 2], [f64; 2], f64); 14] = [
    ([0.08, 0.60], [0.08, 0.20], 0.018),
    ([0.08, 0.20], [0.18, 0.45], 0.018),
    ([0.18, 0.45], [0.28, 0.20], 0.018),
    ([0.28, 0.20], [0.28, 0.60], 0.018),
    ([0.36, 0.60], [0.48, 0.20], 0.018),
    ([0.48, 0.20], [0.60, 0.60], 0.018),
    ([0.40, 0.47], [0.56, 0.47], 0.018),
    ([0.66, 0.20], [0.78, 0.40], 0.018),
    ([0.90, 0.20], [0.78, 0.40], 0.018),
    ([0.78, 0.40], [0.78, 0.60], 0.018),
    ([0.10, 0.75], [0.90, 0.75], 0.010),
    ([0.10, 0.80], [0.45, 0.80], 0.007),
    ([0.50, 0.80], [0.90, 0.80], 0.007),
    ([0.10, 0.88], [0.90, 0.84], 0.010),
];

fn text(u: f64, v: f64) -> [f64; 4] {
    let inked = STROKES.iter().any(|&([x0, y0], [x1, y1], half)| {
        let (dx, dy) = (x1 - x0, y1 - y0);
        let t = (((u - x0) * dx + (v - y0) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let (ex, ey) = (u - x0 - t * dx, v - y0 - t * dy);
        ex * ex + ey * ey < half * half
    });
    if inked { NAVY } else { NOTHING }
}

/// Cells of random color, about two pixels wide in the middle size.
fn noise(u: f64, v: f64) -> [f64; 4] {
    const CELLS: f64 = 45.0;
    let (x, y) = ((u * CELLS).floor() as i64 as u64, (v * CELLS).floor() as i64 as u64);
    let mut h = x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ y.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    h ^= h >> 29;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h ^= h >> 32;
    let byte = |i: u32| f64::from((h >> (8 * i)) as u8) / 255.0;
    [byte(0), byte(1), byte(2), 1.0]
}

/// Soft shades with a few hard edges, opaque.
fn photo(u: f64, v: f64) -> [f64; 4] {
    let wave = |p: f64, q: f64| 0.5 + 0.5 * libm::sin(p) * libm::cos(q);
    let hill = v > 0.55 + 0.12 * libm::sin(9.0 * u) + 0.02 * libm::sin(53.0 * u);
    let sun = (u - 0.7) * (u - 0.7) + (v - 0.25) * (v - 0.25) < 0.012;
    let grain = 0.06 * libm::sin(170.0 * u + 40.0 * libm::sin(60.0 * v));
    let [r, g, b] = match (hill, sun) {
        (true, _) => [0.15, 0.3 + 0.2 * wave(30.0 * u, 41.0 * v), 0.1],
        (_, true) => [0.98, 0.85, 0.4],
        _ => [0.35 + 0.4 * v, 0.55 + 0.25 * v, 0.9],
    };
    [r + grain, g + grain, b + grain, 1.0].map(|c: f64| c.clamp(0.0, 1.0))
}
