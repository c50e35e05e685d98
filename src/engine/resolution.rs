//! Whether a photo has enough pixels for where it lies: the issue `low-resolution`.

use crate::issue::{Issue, Severity};
use crate::options::photo::Photo;
use crate::scene::Image;
use crate::template::Area;

/// Millimeters to an inch.
const INCH: f64 = 25.4;

/// The issue of a photo that is stretched too far: its dots per inch where it lies, with the shopper's zoom,
/// how many are wanted, and the largest size in millimeters at which what shows of it would have them.
pub(super) fn of_photo(
    image: &Image,
    photo: &Photo,
    id: Option<&str>,
    area: &Area,
) -> Option<Issue> {
    let [width, height] = photo.pixels.map(|side| f64::from(side.max(1)));
    let placed = image.placed([width, height]);
    let scale = image.frame.scale;
    let across = placed.rect.width() * scale / width;
    let down = placed.rect.height() * scale / height;
    // Whole dots: nobody sees a fraction, and sides that just fit are no issue.
    let dpi = (INCH / across.max(down)).round();
    let wanted = area.min_dpi;
    if dpi >= wanted.round() {
        return None;
    }
    let seen = placed.seen(&image.frame);
    let [width, height] =
        [seen.width(), seen.height()].map(|side| (side * scale * dpi / wanted).floor());
    let message = format!(
        "The photo has {dpi} dots per inch here, {wanted} are wanted: it is sharp up to {width} × {height} mm"
    );
    let issue = Issue::of_layer("low-resolution", Severity::Warning, &area.id, id, message);
    let issue = issue.with("dpi", dpi).with("wanted", wanted);
    Some(issue.with("width", width).with("height", height))
}
