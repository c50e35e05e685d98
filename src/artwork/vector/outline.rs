//! Outlines of drawings as paths, and their strokes.

use kurbo::{Affine, BezPath, Point};
use liveproof_drawing::{Cap, Join, Outline, Stroke, Verb};
use tiny_skia_path::{LineCap, LineJoin, StrokeDash};

use crate::text::{largest_scale, pen_outline};

/// An outline as a path.
pub(super) fn path(outline: &Outline) -> BezPath {
    let mut path = BezPath::with_capacity(outline.verbs.len());
    let mut points = outline.points.iter().map(|[x, y]| Point::new(f64::from(*x), f64::from(*y)));
    let mut next = || points.next().unwrap_or_default();
    for verb in &outline.verbs {
        match verb {
            Verb::Move => path.move_to(next()),
            Verb::Line => path.line_to(next()),
            Verb::Quad => path.quad_to(next(), next()),
            Verb::Cubic => path.curve_to(next(), next(), next()),
            Verb::Close => path.close_path(),
        }
    }
    path
}

/// The outline of a stroke along a path, in the path's own coordinates; `matrix` takes them to pixels.
pub(super) fn stroked(path: &BezPath, stroke: &Stroke, matrix: Affine) -> Option<BezPath> {
    let scale = largest_scale(matrix);
    let pixels = |length: f32| (f64::from(length) * scale) as f32;
    let dash = match stroke.dash.as_slice() {
        [] => None,
        dash => {
            let dash = dash.iter().map(|length| pixels(*length)).collect();
            StrokeDash::new(dash, pixels(stroke.dash_offset))
        }
    };
    let pen = tiny_skia_path::Stroke {
        width: pixels(stroke.width),
        miter_limit: stroke.miter,
        line_cap: match stroke.cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match stroke.join {
            Join::Miter => LineJoin::Miter,
            Join::MiterClip => LineJoin::MiterClip,
            Join::Round => LineJoin::Round,
            Join::Bevel => LineJoin::Bevel,
        },
        dash,
    };
    pen_outline(path, &pen, scale)
}
