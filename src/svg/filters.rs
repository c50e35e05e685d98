//! Filters that change colors alone: all that is drawn of filters.

use liveproof_drawing::ColorMatrix;
use usvg::filter::{ColorInterpolation, ColorMatrixKind, Filter, Input, Kind, Primitive};

use crate::convert::near;

/// The color matrices of a group's filters, in their order; `None` when they do anything else.
pub(crate) fn color_matrices(group: &usvg::Group) -> Option<Vec<ColorMatrix>> {
    let mut matrices = Vec::new();
    for filter in group.filters() {
        let mut last: Option<&Primitive> = None;
        for primitive in filter.primitives() {
            matrices.push(of_primitive(filter, primitive, last)?);
            last = Some(primitive);
        }
    }
    Some(matrices)
}

/// A primitive that changes what the one before it made, or the group itself.
fn of_primitive(
    filter: &Filter,
    primitive: &Primitive,
    last: Option<&Primitive>,
) -> Option<ColorMatrix> {
    let Kind::ColorMatrix(matrix) = primitive.kind() else { return None };
    let follows = match (matrix.input(), last) {
        (Input::SourceGraphic, None) => true,
        (Input::Reference(name), Some(last)) => name == last.result(),
        _ => false,
    };
    // What has edges of its own is cut there first.
    let r = primitive.rect();
    if !follows || r != filter.rect() {
        return None;
    }
    let rect = [r.x(), r.y(), r.width(), r.height()];
    let values = values(matrix.kind())?;
    let linear = primitive.color_interpolation() == ColorInterpolation::LinearRGB;
    (near(&rect) && near(&values)).then_some(ColorMatrix { rect, linear, values })
}

/// Five numbers for each of red, green, blue and alpha.
/// Source: Filter Effects 1, section 9.6.
fn values(kind: &ColorMatrixKind) -> Option<[f32; 20]> {
    let of_colors = |m: [f32; 9]| {
        let [a, b, c, d, e, f, g, h, i] = m;
        [a, b, c, 0.0, 0.0, d, e, f, 0.0, 0.0, g, h, i, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    };
    Some(match kind {
        ColorMatrixKind::Matrix(values) => values.as_slice().try_into().ok()?,
        ColorMatrixKind::Saturate(v) => {
            let v = v.get();
            of_colors([
                0.213 + 0.787 * v,
                0.715 - 0.715 * v,
                0.072 - 0.072 * v,
                0.213 - 0.213 * v,
                0.715 + 0.285 * v,
                0.072 - 0.072 * v,
                0.213 - 0.213 * v,
                0.715 - 0.715 * v,
                0.072 + 0.928 * v,
            ])
        }
        ColorMatrixKind::HueRotate(degrees) => {
            let (sin, cos) = libm::sincosf(degrees * (std::f32::consts::PI / 180.0));
            of_colors([
                0.213 + 0.787 * cos - 0.213 * sin,
                0.715 - 0.715 * cos - 0.715 * sin,
                0.072 - 0.072 * cos + 0.928 * sin,
                0.213 - 0.213 * cos + 0.143 * sin,
                0.715 + 0.285 * cos + 0.140 * sin,
                0.072 - 0.072 * cos - 0.283 * sin,
                0.213 - 0.213 * cos - 0.787 * sin,
                0.715 - 0.715 * cos + 0.715 * sin,
                0.072 + 0.928 * cos + 0.072 * sin,
            ])
        }
        ColorMatrixKind::LuminanceToAlpha => {
            let mut values = [0.0; 20];
            values[15..18].copy_from_slice(&[0.2125, 0.7154, 0.0721]);
            values
        }
    })
}
