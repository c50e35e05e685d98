//! Whether a print keeps off the edge: the issue `outside-safe-zone`.

use kurbo::{Affine, Rect, Vec2};

use crate::artwork::Assets;
use crate::issue::{Issue, Severity};
use crate::scene::{Frame, Image, Text};
use crate::template::Area;
use crate::text::Layout;

/// By how many millimeters ink may be beyond the edge: less than a cutter is exact.
const TOLERANCE: f64 = 0.1;

/// The issue of a text that reaches beyond what is safe.
pub(super) fn of_text(
    text: &Text,
    layout: &Layout,
    id: Option<&str>,
    area: &Area,
) -> Option<Issue> {
    let reach = text.reach();
    judge(&text.frame, layout.ink?.inflate(reach, reach), id, area)
}

/// The issue of a picture that reaches beyond what is safe, unless it covers all of the area: then it is
/// meant to be cut.
pub(super) fn of_image(
    image: &Image,
    assets: &Assets,
    id: Option<&str>,
    area: &Area,
) -> Option<Issue> {
    let [width, height] = assets.image_size(image.image.as_deref()?).ok()?;
    let frame = Rect::new(0.0, 0.0, image.frame.width, image.frame.height);
    let ink = image.fit.place_size(width, height, frame).intersect(frame);
    let shown = place(&image.frame).transform_rect_bbox(ink);
    let whole = Rect::new(0.0, 0.0, area.width, area.height);
    if shown.union(whole) == shown {
        return None;
    }
    judge(&image.frame, ink, id, area)
}

fn judge(frame: &Frame, ink: Rect, id: Option<&str>, area: &Area) -> Option<Issue> {
    let ink = place(frame).transform_rect_bbox(ink);
    let safe = area.safe;
    let sides =
        [safe - ink.x0, safe - ink.y0, ink.x1 - (area.width - safe), ink.y1 - (area.height - safe)];
    let beyond = sides.into_iter().fold(0.0, f64::max);
    (beyond > TOLERANCE).then(|| {
        let message = format!("This reaches {beyond:.1} mm into the border that may be cut off");
        Issue::of_layer("outside-safe-zone", Severity::Warning, &area.id, id, message)
            .with("beyond", (beyond * 100.0).round() / 100.0)
    })
}

/// From millimeters of the box to millimeters of the area.
fn place(frame: &Frame) -> Affine {
    let middle = Vec2::new(frame.width / 2.0, frame.height / 2.0);
    let (sin, cos) = libm::sincos(frame.rotate * (std::f64::consts::PI / 180.0));
    Affine::translate(middle + Vec2::new(frame.x, frame.y))
        * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
        * Affine::translate(-middle)
}
