//! Pictures repeated without gaps.

use std::rc::Rc;

use kurbo::{Affine, Rect};

use super::direction;
use crate::artwork::image::level_for;
use crate::artwork::place::ONE;
use crate::blend::lanes::scale_pixel;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
use crate::scene::paint::Pattern as Spec;

/// A repeated picture in pixels.
pub(in crate::artwork) struct Pattern {
    picture: Rc<Mipmaps>,
    level: usize,
    /// Raster pixels to pixels of the picture at full size.
    to_picture: Affine,
    opacity: u32,
}

impl Pattern {
    /// `over` is what it is measured by, in millimeters; `to_box` takes pixels there.
    pub(super) fn new(spec: &Spec, picture: Rc<Mipmaps>, over: Rect, to_box: Affine) -> Self {
        let (cos, sin) = direction(spec.rotate);
        let [x, y] = spec.offset;
        let to_picture = Affine::scale(f64::from(picture.full().width()) / spec.size)
            * Affine::new([cos, -sin, sin, cos, 0.0, 0.0])
            * Affine::translate((-over.x0 - x, -over.y0 - y))
            * to_box;
        let level = level_for(&picture, to_picture.determinant().abs().sqrt());
        Self { picture, level, to_picture, opacity: u32::from(spec.opacity) }
    }

    pub(super) fn place(&self) -> [f64; 6] {
        self.to_picture.as_coeffs()
    }

    /// The mean of four bilinear samples a pixel, from the mipmap that is at most twice too large.
    pub(super) fn row(&self, y: i32, x: i32, coverage: &[u8], out: &mut [[u8; 4]]) {
        let (full, level) = (self.picture.full(), self.picture.level(self.level));
        let (w, h) = (i64::from(full.width()) * ONE, i64::from(full.height()) * ONE);
        if w == 0 || h == 0 {
            return out.fill([0; 4]);
        }
        let [a, b, c, d, e, f] = self.to_picture.as_coeffs().map(|v| v * ONE as f64);
        let shift = self.level.min(31) as u32;
        for ((out, m), x) in out.iter_mut().zip(coverage).zip(x..) {
            if *m == 0 {
                continue;
            }
            let mut sum = [1_u32 << 17; 4];
            for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                let (px, py) = (f64::from(x) + dx, f64::from(y) + dy);
                // A cast saturates and makes NaN zero.
                let u = ((a * px + c * py + e).floor() as i64).rem_euclid(w) >> shift;
                let v = ((b * px + d * py + f).floor() as i64).rem_euclid(h) >> shift;
                bilinear(level, u - ONE / 2, v - ONE / 2, [Edge::Wrap; 2], &mut sum);
            }
            let p = sum.map(|s| (s >> 18) as u8);
            *out = scale_pixel(u32::from_le_bytes(p), self.opacity).to_le_bytes();
        }
    }
}

/// What lies beyond an edge of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::artwork) enum Edge {
    /// The pixel at the other edge.
    Wrap,
    /// The outermost pixel.
    Clamp,
    /// Nothing.
    Clear,
}

/// Adds the four pixels around a place in steps, weighted; the weights' sum is 2^16. `edges` tells what lies
/// beyond left and right, top and bottom.
#[inline(always)]
pub(in crate::artwork) fn bilinear(
    source: &Pixmap,
    u: i64,
    v: i64,
    edges: [Edge; 2],
    sum: &mut [u32; 4],
) {
    let (pixels, _) = source.data().as_chunks::<4>();
    let (w, h) = (i64::from(source.width()), i64::from(source.height()));
    let (x, y) = (u.div_euclid(ONE), v.div_euclid(ONE));
    let (fx, fy) = (u.rem_euclid(ONE) as u32, v.rem_euclid(ONE) as u32);
    let around = |at: i64, size: i64, edge: Edge| {
        if (0..size).contains(&at) {
            return Some(at);
        }
        match edge {
            Edge::Wrap if at < 0 => Some(size - 1),
            Edge::Wrap => Some(0),
            Edge::Clamp => Some(at.clamp(0, size - 1)),
            Edge::Clear => None,
        }
    };
    let at = |x: i64, y: i64| {
        let place = around(y, h, edges[1]).zip(around(x, w, edges[0]));
        let pixel = place.and_then(|(y, x)| pixels.get((y * w + x) as usize));
        pixel.copied().unwrap_or_default()
    };
    let corners = [
        (at(x, y), (256 - fx) * (256 - fy)),
        (at(x + 1, y), fx * (256 - fy)),
        (at(x, y + 1), (256 - fx) * fy),
        (at(x + 1, y + 1), fx * fy),
    ];
    for (p, weight) in corners {
        for i in 0..4 {
            sum[i] += u32::from(p[i]) * weight;
        }
    }
}
