//! The area right of an edge, for a row of pixels.
//! Source of the running sum: Raph Levien, "Inside the fastest font renderer in the world", 2016.

/// One whole pixel in the running sum. Whole numbers add up the same in any order, so a part of a
/// glyph drawn through a window has the bytes of the whole one.
pub(super) const ONE: f64 = 65536.0;

/// Adds what a row's pixels have right of an edge that goes from `top` to `bottom` over a height of
/// `h`, times `sign`. `x0` is the pixel of the first cell. What lies right of the cells adds nothing;
/// what lies left of them counts fully.
pub(super) fn span(cells: &mut [i32], x0: i32, top: f64, bottom: f64, h: f64, sign: i32) {
    let (left, right) = if top < bottom { (top, bottom) } else { (bottom, top) };
    let (first, last) = (floor(left), floor(right));
    // Each pixel's covered area is rounded, not its difference to the one before, so that the sum up
    // to any pixel is the same wherever the summing begins.
    let mut before = 0;
    let x1 = x0.saturating_add(i32::try_from(cells.len()).unwrap_or(i32::MAX));
    let mut put = |x: i32, area: f64| {
        let area = (area * ONE + 0.5) as i32 * sign;
        if let Some(cell) = cells.get_mut((x - x0) as usize) {
            *cell = cell.wrapping_add(area.wrapping_sub(before));
        }
        before = area;
    };
    if first >= x0 || last >= x0 {
        if first == last {
            // Within one pixel: what is right of the edge is a trapezoid.
            if first < x1 {
                put(first, h * (1.0 - ((left + right) * 0.5 - f64::from(first))));
            }
        } else {
            // A triangle in the first pixel, trapezoids growing evenly after it, and in the last
            // pixel all but a triangle.
            let slope = h / (right - left);
            let reach = f64::from(first) + 1.0 - left;
            for x in first.max(x0)..=last.min(x1 - 1) {
                let area = if x == first {
                    0.5 * slope * reach * reach
                } else if x == last {
                    let tail = right - f64::from(last);
                    h - 0.5 * slope * tail * tail
                } else {
                    slope * (reach + 0.5 + f64::from(x - first - 1))
                };
                put(x, area);
            }
        }
    }
    let after = last.saturating_add(1).max(x0);
    if after < x1 {
        put(after, h);
    }
}

/// The largest whole number not above `v`, which is within `i32`. `f64::floor` is a call into the C
/// library where the target has no instruction for it.
#[inline]
pub(super) fn floor(v: f64) -> i32 {
    let whole = v as i32;
    whole - i32::from(f64::from(whole) > v)
}
