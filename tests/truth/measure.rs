//! How far two pictures are apart.

use crate::Fault;
use liveproof::geom::PixelRect;
use liveproof::pixels::{Mask, Pixmap};

/// Least coverage of the pixels that are compared.
const INSIDE: u8 = 128;

/// Peak signal to noise over red, green and blue inside the mask, in decibels.
pub(crate) fn psnr(ours: &Pixmap, truth: &Pixmap, mask: &Mask) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0f64);
    let pixels = ours.data().as_chunks::<4>().0.iter().zip(truth.data().as_chunks::<4>().0);
    for ((a, b), _) in pixels.zip(mask.data()).filter(|(_, m)| **m >= INSIDE) {
        for c in 0..3 {
            let d = f64::from(a[c]) - f64::from(b[c]);
            sum += d * d;
            count += 1.0;
        }
    }
    10.0 * libm::log10(255.0 * 255.0 * count / f64::max(sum, 1e-9))
}

/// Mean structural similarity of luma inside the mask (Wang et al. 2004), windows of 8 × 8.
pub(crate) fn ssim(ours: &Pixmap, truth: &Pixmap, mask: &Mask) -> f64 {
    const SIDE: i32 = 8;
    const N: f64 = 64.0;
    let (c1, c2) = (2.55 * 2.55, 7.65 * 7.65);
    let luma =
        |p: &[u8; 4]| 0.299 * f64::from(p[0]) + 0.587 * f64::from(p[1]) + 0.114 * f64::from(p[2]);
    let (mut total, mut count) = (0.0, 0.0);
    for y in (0..ours.rect().y1 - SIDE).step_by(2) {
        for x in (0..ours.rect().x1 - SIDE).step_by(2) {
            if mask.row(y + SIDE / 2, x + SIDE / 2, x + SIDE / 2 + 1).first() < Some(&INSIDE) {
                continue;
            }
            let (mut a, mut b, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for row in y..y + SIDE {
                let ours = ours.row(row, x, x + SIDE).as_chunks::<4>().0;
                for (p, q) in ours.iter().zip(truth.row(row, x, x + SIDE).as_chunks::<4>().0) {
                    let (p, q) = (luma(p), luma(q));
                    (a, b, aa, bb, ab) = (a + p, b + q, aa + p * p, bb + q * q, ab + p * q);
                }
            }
            let (ma, mb) = (a / N, b / N);
            let (va, vb, cov) = (aa / N - ma * ma, bb / N - mb * mb, ab / N - ma * mb);
            total += (2.0 * ma * mb + c1) * (2.0 * cov + c2)
                / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            count += 1.0;
        }
    }
    total / count
}

/// Ours, the truth, and eight times their difference, side by side.
pub(crate) fn triptych(ours: &Pixmap, truth: &Pixmap, rect: PixelRect) -> Result<Pixmap, Fault> {
    let rect = rect.inflate(24).intersect(&ours.rect());
    let width = rect.width() as i32;
    let mut out = Pixmap::new(rect.width() * 3, rect.height())?;
    for y in rect.y0..rect.y1 {
        let (a, b) = (ours.row(y, rect.x0, rect.x1), truth.row(y, rect.x0, rect.x1));
        let to = y - rect.y0;
        out.row_mut(to, 0, width).copy_from_slice(a);
        out.row_mut(to, width, 2 * width).copy_from_slice(b);
        let difference = out.row_mut(to, 2 * width, 3 * width).as_chunks_mut::<4>().0;
        for (d, (a, b)) in
            difference.iter_mut().zip(a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0))
        {
            for c in 0..3 {
                d[c] = a[c].abs_diff(b[c]).saturating_mul(8);
            }
            d[3] = 255;
        }
    }
    Ok(out)
}
