//! Pictures into boxes.

use super::crop::Placed;
use super::fill::fill_path;
use super::place::{ONE, Span, both, snap};
use super::resample::{Axis, Taps, resample, transposed};
use super::sprite::Sprite;
use crate::blend::lanes::scale_pixel;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::image::Mipmaps;
use crate::pixels::Pixmap;
pub use crate::template::layer::ImageFit;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};

impl ImageFit {
    /// Where a picture of `width` × `height` pixels lies, for a box in the same unit as the result.
    pub fn place(self, width: u32, height: u32, rect: Rect) -> Rect {
        self.place_size(f64::from(width), f64::from(height), rect)
    }

    /// As [`place`](Self::place), of a picture that is `w` × `h` of whatever unit large.
    pub fn place_size(self, w: f64, h: f64, rect: Rect) -> Rect {
        let (across, down) = (rect.width() / w, rect.height() / h);
        let scale = match self {
            Self::Contain => across.min(down),
            Self::Cover => across.max(down),
            Self::Stretch => return rect,
        };
        Rect::from_center_size(rect.center(), (w * scale, h * scale))
    }
}

/// Draws a picture into a box.
///
/// `rect` is the box in millimeters, `transform` takes millimeters to pixels, `clip` is the part of
/// the raster that is wanted. Nothing is drawn outside the box; edges within a pixel are covered in
/// part, and colors there are those of the picture's own edge, never of a transparent border.
///
/// Upright pictures, also flipped or turned by quarters, are resampled by a cubic filter over all
/// their pixels, and copied where nothing is scaled. Others take the mean of four bilinear samples
/// from the mipmap that is at most twice too large. `None` when nothing is visible, or when a
/// coordinate is not finite or beyond 2^28 pixels.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn draw_image(
    mips: &Mipmaps,
    fit: ImageFit,
    rect: Rect,
    transform: Affine,
    clip: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let (rect, full) = (rect.abs(), mips.full());
    if mips.is_empty() {
        return Ok(None);
    }
    let picture = fit.place(full.width(), full.height(), rect);
    let placed = Placed { rect: picture, rotate: 0.0, fills: fit != ImageFit::Contain };
    draw_placed(mips, &placed, rect, transform, clip)
}

/// As [`draw_image`], of a picture that lies in its box as it is told.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn draw_placed(
    mips: &Mipmaps,
    placed: &Placed,
    rect: Rect,
    transform: Affine,
    clip: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let rect = rect.abs();
    // A comparison with NaN is false, so this leaves out boxes that are no numbers, too.
    if mips.is_empty() || !(rect.width() > 0.0 && rect.height() > 0.0) {
        return Ok(None);
    }
    let turn = placed.turn();
    let total = if turn == Affine::IDENTITY { transform } else { transform * turn };
    let [a, b, c, d, ..] = total.as_coeffs();
    let box_upright = is_upright(transform) || is_quarter(transform);
    if box_upright && is_upright(total) {
        let turn = Turn { swapped: false, flip_x: a < 0.0, flip_y: d < 0.0 };
        draw_upright(mips, placed, rect, [total, transform], turn, clip)
    } else if box_upright && is_quarter(total) {
        let turn = Turn { swapped: true, flip_x: c < 0.0, flip_y: b < 0.0 };
        draw_upright(mips, placed, rect, [total, transform], turn, clip)
    } else {
        draw_turned(mips, placed, rect, [total, transform], clip)
    }
}

/// Whether it leaves rows rows.
fn is_upright(transform: Affine) -> bool {
    let [_, b, c, ..] = transform.as_coeffs();
    b == 0.0 && c == 0.0
}

/// Whether it turns rows to columns.
fn is_quarter(transform: Affine) -> bool {
    let [a, _, _, d, ..] = transform.as_coeffs();
    a == 0.0 && d == 0.0
}

/// How a picture with upright edges is turned: rows for columns, then each axis end for start.
#[derive(Clone, Copy)]
struct Turn {
    swapped: bool,
    flip_x: bool,
    flip_y: bool,
}

/// `total` takes the unturned picture to pixels, `transform` the box.
fn draw_upright(
    mips: &Mipmaps,
    placed: &Placed,
    rect: Rect,
    [total, transform]: [Affine; 2],
    turn: Turn,
    clip: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let (picture, rect) =
        (total.transform_rect_bbox(placed.rect), transform.transform_rect_bbox(rect));
    let spans = |r: Rect| Some((Span::between(r.x0, r.x1)?, Span::between(r.y0, r.y1)?));
    let (Some((xs, ys)), Some((box_xs, box_ys))) = (spans(picture), spans(rect)) else {
        return Ok(None);
    };
    // What fills its box does so to the last step of the grid, wherever either is rounded to.
    let (seen_xs, seen_ys) = match placed.fills {
        true => (box_xs, box_ys),
        false => (xs.intersect(box_xs), ys.intersect(box_ys)),
    };
    let ((x0, x1), (y0, y1)) = (seen_xs.pixels(), seen_ys.pixels());
    let area = PixelRect::new(x0, y0, x1, y1).intersect(&clip);
    if area.is_empty() {
        return Ok(None);
    }
    let full = mips.full();
    let (w, h) = (full.width(), full.height());
    let (w, h) = if turn.swapped { (h, w) } else { (w, h) };
    let across = Axis { span: xs, size: w, flipped: turn.flip_x };
    let down = Axis { span: ys, size: h, flipped: turn.flip_y };
    let (most, least) = (
        across.minification().max(down.minification()),
        across.minification().min(down.minification()),
    );
    // The sharper axis decides, unless the other one would take too many pixels at a time.
    let level = level_for(mips, least.max(most / 4.0));
    let turned;
    let source = if turn.swapped {
        turned = transposed(mips.level(level))?;
        &turned
    } else {
        mips.level(level)
    };
    let mut pixels = if level == 0 && is_copy(&across) && is_copy(&down) {
        copy(source, &across, &down, area)?
    } else {
        let columns = Taps::new(&across, area.x0..area.x1, level as u32, source.width());
        let rows = Taps::new(&down, area.y0..area.y1, level as u32, source.height());
        resample(source, &columns, &rows)?
    };
    let columns: Vec<u32> = (area.x0..area.x1).map(|x| seen_xs.coverage(x)).collect();
    let whole = columns.iter().all(|&c| c == ONE as u32);
    for (row, y) in pixels.data_mut().chunks_exact_mut(columns.len() * 4).zip(area.y0..) {
        let covered = seen_ys.coverage(y);
        if whole && covered == ONE as u32 {
            continue;
        }
        for (p, &column) in row.as_chunks_mut::<4>().0.iter_mut().zip(&columns) {
            let m = u32::from(both(column, covered));
            *p = scale_pixel(u32::from_le_bytes(*p), m).to_le_bytes();
        }
    }
    Ok(Some(Sprite { x: area.x0, y: area.y0, pixels }))
}

/// The mipmap that is not yet too small for this minification.
pub(super) fn level_for(mips: &Mipmaps, minification: f64) -> usize {
    let (mut level, mut left) = (0, minification);
    while left >= 2.0 && level + 1 < mips.len() {
        left /= 2.0;
        level += 1;
    }
    level
}

/// Whether each pixel of the picture is one of the raster.
fn is_copy(axis: &Axis) -> bool {
    axis.span.length() == i64::from(axis.size) * ONE && axis.span.start % ONE == 0 && !axis.flipped
}

fn copy(source: &Pixmap, across: &Axis, down: &Axis, area: PixelRect) -> Result<Pixmap, Error> {
    let mut out = Pixmap::new(area.width(), area.height())?;
    let (x, y) = ((across.span.start / ONE) as i32, (down.span.start / ONE) as i32);
    for row in area.y0..area.y1 {
        let from = source.row(row - y, area.x0 - x, area.x1 - x);
        let to = out.row_mut(row - area.y0, 0, area.width() as i32);
        if from.len() == to.len() {
            to.copy_from_slice(from);
        }
    }
    Ok(out)
}

/// The arguments are those of [`draw_upright`].
fn draw_turned(
    mips: &Mipmaps,
    placed: &Placed,
    rect: Rect,
    [total, transform]: [Affine; 2],
    clip: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let (full, picture) = (mips.full(), placed.rect);
    let (w, h) = (f64::from(full.width()), f64::from(full.height()));
    let to_px = total
        * Affine::translate((picture.x0, picture.y0))
        * Affine::scale_non_uniform(picture.width() / w, picture.height() / h);
    let [a, b, c, d, e, f] = to_px.as_coeffs();
    let (area_of_pixel, Some(x), Some(y)) = (to_px.determinant().abs(), snap(e), snap(f)) else {
        return Ok(None);
    };
    if !(area_of_pixel > 1e-12 && area_of_pixel.is_finite()) {
        return Ok(None);
    }
    let outline = if placed.fills {
        transform * rect.to_path(0.0)
    } else if total == transform {
        transform * picture.intersect(rect).to_path(0.0)
    } else {
        transform * within(&(placed.turn() * picture.to_path(0.0)), rect)
    };
    let Some(coverage) = fill_path(&outline, clip)? else { return Ok(None) };

    let level = level_for(mips, 1.0 / area_of_pixel.sqrt());
    let source = mips.level(level);
    let shrink = f64::from(1_u32 << level.min(31));
    let [ia, ib, ic, id, ..] = Affine::new([a, b, c, d, 0.0, 0.0]).inverse().as_coeffs();
    // Level pixels to a raster pixel, in steps; places are counted from the picture's own corner.
    let [ia, ib, ic, id] = [ia, ib, ic, id].map(|v| v / shrink * ONE as f64);
    let mut pixels = Pixmap::new(coverage.mask.width(), coverage.mask.height())?;
    let width = coverage.mask.width() as usize;
    let lines = pixels.data_mut().chunks_exact_mut(width * 4);
    for ((line, mask), py) in lines.zip(coverage.mask.data().chunks_exact(width)).zip(coverage.y..)
    {
        for ((out, &m), px) in line.as_chunks_mut::<4>().0.iter_mut().zip(mask).zip(coverage.x..) {
            if m == 0 {
                continue;
            }
            let mut sum = [1_u32 << 17; 4];
            for (sx, sy) in [(64, 64), (192, 64), (64, 192), (192, 192)] {
                let dx = (i64::from(px) * ONE + sx - x) as f64 / ONE as f64;
                let dy = (i64::from(py) * ONE + sy - y) as f64 / ONE as f64;
                let u = ((ia * dx + ic * dy).floor() as i64).saturating_sub(ONE / 2);
                let v = ((ib * dx + id * dy).floor() as i64).saturating_sub(ONE / 2);
                bilinear(source, u, v, &mut sum);
            }
            let p = sum.map(|s| (s >> 18) as u8);
            *out = scale_pixel(u32::from_le_bytes(p), u32::from(m)).to_le_bytes();
        }
    }
    Ok(Some(Sprite { x: coverage.x, y: coverage.y, pixels }))
}

/// The part of a convex polygon inside a rectangle: cut by one side after the other (Sutherland and Hodgman,
/// "Reentrant Polygon Clipping", 1974).
fn within(polygon: &BezPath, rect: Rect) -> BezPath {
    let mut points: Vec<Point> = polygon.elements().iter().filter_map(PathEl::end_point).collect();
    // Signed distances to the inside of the four sides.
    let sides: [fn(Rect, Point) -> f64; 4] =
        [|r, p| p.x - r.x0, |r, p| r.x1 - p.x, |r, p| p.y - r.y0, |r, p| r.y1 - p.y];
    for side in sides {
        let before = std::mem::take(&mut points);
        let nexts = before.iter().cycle().skip(1);
        for (&from, &to) in before.iter().zip(nexts) {
            let (a, b) = (side(rect, from), side(rect, to));
            if a >= 0.0 {
                points.push(from);
            }
            if (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0) {
                points.push(from.lerp(to, a / (a - b)));
            }
        }
    }
    let mut path = BezPath::new();
    for (i, point) in points.into_iter().enumerate() {
        if i == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path.close_path();
    path
}

/// Adds the four pixels around a place in steps, weighted; the weights' sum is 2^16. Beyond the edge
/// lies the outermost pixel.
#[inline(always)]
fn bilinear(source: &Pixmap, u: i64, v: i64, sum: &mut [u32; 4]) {
    let (pixels, _) = source.data().as_chunks::<4>();
    let (w, h) = (i64::from(source.width()), i64::from(source.height()));
    let (x, y) = (u.div_euclid(ONE), v.div_euclid(ONE));
    let (fx, fy) = (u.rem_euclid(ONE) as u32, v.rem_euclid(ONE) as u32);
    let at = |x: i64, y: i64| {
        let index = y.clamp(0, h - 1) * w + x.clamp(0, w - 1);
        pixels.get(index as usize).copied().unwrap_or_default()
    };
    let corners = [
        (at(x, y), (256 - fx) * (256 - fy)),
        (at(x.saturating_add(1), y), fx * (256 - fy)),
        (at(x, y.saturating_add(1)), (256 - fx) * fy),
        (at(x.saturating_add(1), y.saturating_add(1)), fx * fy),
    ];
    for (p, weight) in corners {
        for i in 0..4 {
            sum[i] += u32::from(p[i]) * weight;
        }
    }
}
