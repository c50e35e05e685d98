//! QR codes: one path of all dark modules over a square.

use kurbo::{Affine, BezPath, Rect, Shape as _};

use super::Sprite;
use super::fill::{Shape, shape_coverage};
use super::paint::paint_layers;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::scene::qr::{Modules, Qr, QrCode};

/// Draws a QR code; `transform` takes the millimeters of its box to pixels. `None` when it says nothing, or
/// nothing of it is in the window.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(super) fn draw_qr(
    qr: &Qr,
    transform: Affine,
    window: PixelRect,
) -> Result<Option<Sprite>, Error> {
    let QrCode::Modules(modules) = &qr.code else { return Ok(None) };
    let square = square(qr);
    let ground = shape_coverage(&Shape::Rectangle, square, transform, window)?;
    let Some(ground) = ground else { return Ok(None) };
    let side = square.width() / f64::from(modules.size + 2 * qr.quiet);
    let first = f64::from(qr.quiet) * side;
    let place = Affine::translate((square.x0 + first, square.y0 + first)) * Affine::scale(side);
    let path = Shape::Path(place * dark(modules));
    let ink = shape_coverage(&path, Rect::ZERO, transform, window)?;
    let mut layers = vec![(&ground, qr.background)];
    layers.extend(ink.as_ref().map(|ink| (ink, qr.color)));
    paint_layers(ground.rect(), &layers).map(Some)
}

/// Where the code lies with its border, in millimeters of its box.
pub(super) fn square(qr: &Qr) -> Rect {
    let frame = Rect::new(0.0, 0.0, qr.frame.width, qr.frame.height);
    let side = frame.width().min(frame.height());
    Rect::from_center_size(frame.center(), (side, side))
}

/// The dark modules, each of side 1: a rectangle for each stretch of a row. Where two meet, their edges
/// cancel exactly.
fn dark(modules: &Modules) -> BezPath {
    let mut path = BezPath::new();
    let rows = modules.dark.chunks(modules.size.max(1) as usize);
    for (y, row) in rows.enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                let (left, top) = (x as f64, y as f64);
                let stretch = Rect::new(left, top, left + run.len() as f64, top + 1.0);
                path.extend(stretch.path_elements(0.0));
            }
            x += run.len();
        }
    }
    path
}
