//! The area right of an edge, for a row of pixels.
//! Source of the running sum: Raph Levien, "Inside the fastest font renderer in the world", 2016.

/// One whole pixel, of a row as of the running sum. Whole numbers add up the same in any order, so a
/// part of a glyph drawn through a window has the bytes of the whole one.
pub(super) const ONE: i32 = 1 << FRACTION;

/// Bits after the point of a place in a row.
pub(super) const FRACTION: u32 = 16;

/// Steps of height in a row: ends of edges are rounded to them, at most half a level of 255.
pub(super) const STEPS: i32 = 256;

/// Cells that a row must have beyond its pixels.
pub(super) const SPARE: usize = 2;

/// A place or an area as a whole number of [`ONE`]s, to the nearest; within 2^35. Adding a number so
/// large that one is its last bit rounds faster than converting does.
#[inline]
pub(super) fn fixed(v: f64) -> i64 {
    const LARGE: f64 = 1.5 * (1_u64 << (52 - FRACTION)) as f64;
    (v + LARGE).to_bits().wrapping_sub(LARGE.to_bits()) as i64
}

/// Adds what a row's pixels have right of an edge between the places `a` and `b`, `h` steps high, times
/// `sign`. `x0` is the pixel of the first cell. What lies right of the cells adds nothing; what lies
/// left of them counts fully.
#[inline]
pub(super) fn span(cells: &mut [i32], x0: i64, a: i64, b: i64, h: i32, sign: i32) {
    let (left, right) = if a < b { (a, b) } else { (b, a) };
    let (first, last) = (left >> FRACTION, right >> FRACTION);
    if first != last {
        return long_span(cells, x0, left, right, h, sign);
    }
    let whole = h * (ONE / STEPS) * sign;
    let at = first - x0;
    if at < 0 {
        if let Some(cell) = cells.first_mut() {
            *cell = cell.wrapping_add(whole);
        }
    } else if let Some([pixel, next, ..]) = cells.get_mut(at as usize..) {
        // What is right of the edge is a trapezoid.
        let parts = (left & i64::from(ONE - 1)) + (right & i64::from(ONE - 1));
        let area = (h * (2 * ONE - parts as i32) / (2 * STEPS)) * sign;
        *pixel = pixel.wrapping_add(area);
        *next = next.wrapping_add(whole.wrapping_sub(area));
    }
}

/// As [`span`], of an edge that passes several pixels: a triangle in the first one, trapezoids growing
/// evenly after it, and in the last one all but a triangle.
fn long_span(cells: &mut [i32], x0: i64, left: i64, right: i64, h: i32, sign: i32) {
    let (first, last) = (left >> FRACTION, right >> FRACTION);
    let place = |x: i64| x as f64 * (1.0 / f64::from(ONE));
    let h = f64::from(h) * (1.0 / f64::from(STEPS));
    let slope = h / place(right - left);
    let reach = 1.0 - place(left & i64::from(ONE - 1));
    // Each pixel's covered area is rounded, not its difference to the one before, so that the sum up
    // to any pixel is the same wherever the summing begins.
    let mut before = 0;
    let mut put = |cell: Option<&mut i32>, area: f64| {
        let area = fixed(area) as i32 * sign;
        if let Some(cell) = cell {
            *cell = cell.wrapping_add(area.wrapping_sub(before));
        }
        before = area;
    };
    let begin = first.max(x0);
    let end = last.min(x0 + cells.len() as i64 - 1);
    for x in begin..=end {
        let area = if x == first {
            0.5 * slope * reach * reach
        } else if x == last {
            let tail = place(right & i64::from(ONE - 1));
            h - 0.5 * slope * tail * tail
        } else {
            slope * (reach + 0.5 + (x - first - 1) as f64)
        };
        put(cells.get_mut((x - x0) as usize), area);
    }
    put(cells.get_mut((last + 1).max(x0).wrapping_sub(x0) as usize), h);
}
