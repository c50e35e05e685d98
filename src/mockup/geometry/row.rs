//! Looks along a row of points where the surface is smooth.

/// Pixels from one point that is looked at to the next.
const NET: usize = 4;

/// Looks from every fourth point and lays cubics between where the surface is smooth: the points must
/// lie evenly. `out` keeps what it has where no surface is.
pub(super) fn look_along(look: impl Fn(f64) -> Option<[f64; 2]>, xs: &[f64], out: &mut [[f32; 2]]) {
    let look = |x: f64| look(x).unwrap_or([f64::NAN; 2]);
    let net: Vec<[f64; 2]> = xs.iter().step_by(NET).map(|&x| look(x)).collect();
    let mut smooth_before = false;
    for (k, (xs, out)) in xs.chunks(NET).zip(out.chunks_mut(NET)).enumerate() {
        let smooth = net.get(k.saturating_sub(1)..k + 4).is_some_and(is_smooth);
        // Both ends of the cubic's middle must be smooth: `smooth` tells of the second.
        let around = net.get(k.saturating_sub(1)..k + 3).and_then(|n| n.first_chunk::<4>());
        let cubic = around.filter(|_| smooth && smooth_before);
        smooth_before = smooth;
        let here = net.get(k).copied().unwrap_or([f64::NAN; 2]);
        for (i, (&x, out)) in xs.iter().zip(out).enumerate() {
            let unit = match (i, cubic) {
                (0, _) => here,
                (_, Some(cubic)) => between(cubic, i as f64 / NET as f64),
                _ => look(x),
            };
            if !unit[0].is_nan() {
                *out = unit.map(|v| v as f32);
            }
        }
    }
}

/// Whether the middle of five points of the net is where a cubic through the others passes, to a
/// 16th of the distance between two pixels. A cubic through all points of the net is about seven
/// times as near between them. False where anything is NaN.
fn is_smooth(net: &[[f64; 2]]) -> bool {
    let &[a, b, c, d, e] = net else { return false };
    let miss = |i: usize| (c[i] - (4.0 * (b[i] + d[i]) - a[i] - e[i]) / 6.0).abs();
    let pixel = ((d[0] - b[0]).abs() + (d[1] - b[1]).abs()) / (2.0 * NET as f64);
    miss(0) + miss(1) < pixel / 16.0
}

/// The cubic through four evenly spaced points, at `t` of the way from the second to the third:
/// Lagrange's form.
fn between([a, b, c, d]: &[[f64; 2]; 4], t: f64) -> [f64; 2] {
    let (p, q, r) = (t + 1.0, t - 1.0, t - 2.0);
    let (wa, wb, wc, wd) = (-t * q * r / 6.0, p * q * r / 2.0, -p * t * r / 2.0, p * t * q / 6.0);
    std::array::from_fn(|i| wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i])
}
