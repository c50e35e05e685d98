//! Shapes to coverage.

use super::place::{ONE, Span, both, snap};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Coverage, Mask};
use crate::text::{AreaRasterizer, FillRule};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};

/// Most bytes of path data: 64 KiB.
pub const MAX_PATH_BYTES: usize = 64 << 10;

/// Most segments a path may have.
pub const MAX_PATH_SEGMENTS: usize = 20_000;

/// Farthest coordinate of a path, in millimeters.
pub const MAX_PATH_COORDINATE: f64 = 1e5;

/// What is filled.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The box itself.
    Rectangle,
    /// The ellipse that touches the box on all four sides.
    Ellipse,
    /// A path in millimeters from the box's top left corner; non-zero winding, open parts are closed.
    Path(BezPath),
}

/// Anti-aliased coverage of a shape.
///
/// `rect` is the shape's box in millimeters, `transform` takes millimeters to pixels, `clip` is the
/// part of the raster that is wanted. The mask is no larger than the shape's bounds within the clip.
/// Rectangles with upright edges are covered exactly (to 1/256 of a pixel), so those that end on
/// whole pixels have hard edges. `None` when nothing is visible, or when a coordinate is not finite
/// or beyond 2^28 pixels.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn shape_coverage(
    shape: &Shape,
    rect: Rect,
    transform: Affine,
    clip: PixelRect,
) -> Result<Option<Coverage>, Error> {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let path = match shape {
        Shape::Rectangle if (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0) => {
            return rectangle(transform.transform_rect_bbox(rect), clip);
        }
        Shape::Rectangle => transform * rect.to_path(0.0),
        Shape::Ellipse => {
            // One part in 100,000 of the radius: a tenth of a pixel at a radius of 10,000.
            let circle = kurbo::Circle::new(Point::ORIGIN, 1.0).to_path(1e-5);
            let (w, h) = (rect.width() / 2.0, rect.height() / 2.0);
            let center = rect.center();
            transform * Affine::new([w, 0.0, 0.0, h, center.x, center.y]) * circle
        }
        Shape::Path(path) => transform * Affine::translate((rect.x0, rect.y0)) * path.clone(),
    };
    fill_path(&path, clip)
}

/// Reads SVG path data (`M0 0L10 0…`), in millimeters.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_PATH_BYTES`] or [`MAX_PATH_SEGMENTS`]; [`Error::InvalidValue`] when
/// it is not path data, is empty, or leaves [`MAX_PATH_COORDINATE`].
pub fn parse_path(data: &str) -> Result<BezPath, Error> {
    let too_large = |what, value: usize, limit: usize| Error::TooLarge {
        path: String::new(),
        what,
        value: value as u64,
        limit: limit as u64,
    };
    let refuse = |allowed: &str| Error::InvalidValue {
        path: String::new(),
        value: format!("{:?}", data.chars().take(100).collect::<String>()),
        allowed: allowed.to_owned(),
        nearest: None,
    };
    if data.len() > MAX_PATH_BYTES {
        return Err(too_large("bytes", data.len(), MAX_PATH_BYTES));
    }
    if !data.is_ascii() {
        return Err(refuse("SVG path data"));
    }
    let path = BezPath::from_svg(data).map_err(|_| refuse("SVG path data"))?;
    let elements = path.elements();
    if elements.len() > MAX_PATH_SEGMENTS {
        return Err(too_large("path segments", elements.len(), MAX_PATH_SEGMENTS));
    }
    if elements.len() < 2 {
        return Err(refuse("SVG path data with at least one segment"));
    }
    // A comparison with NaN is false, so this refuses it too.
    let near = |p: &Point| p.x.abs() <= MAX_PATH_COORDINATE && p.y.abs() <= MAX_PATH_COORDINATE;
    if !elements.iter().all(|e| points(e).iter().all(near)) {
        return Err(refuse("SVG path data within 100 m"));
    }
    Ok(path)
}

/// The points of an element.
fn points(element: &PathEl) -> Vec<Point> {
    match *element {
        PathEl::MoveTo(p) | PathEl::LineTo(p) => vec![p],
        PathEl::QuadTo(p, q) => vec![p, q],
        PathEl::CurveTo(p, q, r) => vec![p, q, r],
        PathEl::ClosePath => vec![],
    }
}

/// A rectangle with upright edges, in pixels: the product of how much of the column and of the row
/// it covers.
fn rectangle(rect: Rect, clip: PixelRect) -> Result<Option<Coverage>, Error> {
    let (Some(xs), Some(ys)) = (Span::between(rect.x0, rect.x1), Span::between(rect.y0, rect.y1))
    else {
        return Ok(None);
    };
    let ((x0, x1), (y0, y1)) = (xs.pixels(), ys.pixels());
    let area = PixelRect::new(x0, y0, x1, y1).intersect(&clip);
    if area.is_empty() {
        return Ok(None);
    }
    let mut mask = Mask::new(area.width(), area.height())?;
    let columns: Vec<u32> = (area.x0..area.x1).map(|x| xs.coverage(x)).collect();
    for (row, y) in mask.data_mut().chunks_exact_mut(columns.len()).zip(area.y0..) {
        let covered = ys.coverage(y);
        for (m, &column) in row.iter_mut().zip(&columns) {
            *m = both(column, covered);
        }
    }
    Ok(Some(Coverage { x: area.x0, y: area.y0, mask }))
}

/// Fills a path given in pixels.
pub(super) fn fill_path(path: &BezPath, clip: PixelRect) -> Result<Option<Coverage>, Error> {
    fill_path_by(&mut AreaRasterizer::default(), FillRule::NonZero, path, clip)
}

/// As [`fill_path`], by either rule, with a rasterizer that keeps its buffers.
pub(super) fn fill_path_by(
    rasterizer: &mut AreaRasterizer,
    rule: FillRule,
    path: &BezPath,
    clip: PixelRect,
) -> Result<Option<Coverage>, Error> {
    let bounds = path.bounding_box();
    let (Some(xs), Some(ys)) =
        (Span::between(bounds.x0, bounds.x1), Span::between(bounds.y0, bounds.y1))
    else {
        return Ok(None);
    };
    let ((x0, x1), (y0, y1)) = (xs.pixels(), ys.pixels());
    let area = PixelRect::new(x0, y0, x1, y1).intersect(&clip);
    if area.is_empty() {
        return Ok(None);
    }
    // From the bounds' own corner: moved by whole pixels it rounds the same.
    let Some(path) = local_path(path, x0, y0) else { return Ok(None) };
    let window = area.translate(x0.saturating_neg(), y0.saturating_neg());
    let mask = rasterizer.fill_by(rule, &path, window)?;
    Ok(Some(Coverage { x: area.x0, y: area.y0, mask }))
}

/// The path on the grid of 1/256 of a pixel, from a pixel's corner.
fn local_path(path: &BezPath, x0: i32, y0: i32) -> Option<BezPath> {
    let place = |v: f64, from: i32| Some((snap(v)? - i64::from(from) * ONE) as f64 / ONE as f64);
    let at = |p: Point| Some(Point::new(place(p.x, x0)?, place(p.y, y0)?));
    let moved = path.elements().iter().map(|element| {
        Some(match *element {
            PathEl::MoveTo(p) => PathEl::MoveTo(at(p)?),
            PathEl::LineTo(p) => PathEl::LineTo(at(p)?),
            PathEl::QuadTo(p, q) => PathEl::QuadTo(at(p)?, at(q)?),
            PathEl::CurveTo(p, q, r) => PathEl::CurveTo(at(p)?, at(q)?, at(r)?),
            PathEl::ClosePath => PathEl::ClosePath,
        })
    });
    moved.collect()
}
