//! A cylinder from its outline alone: the ends and the front of its top and bottom rim.

use crate::{Fault, Geometry, Measures, Misfit, Sample, Samples, cylinder};

/// What an author clicks on a photo of a cylinder or cone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// The rims at the print's top and bottom edge: left end, front, right end, in pixels.
    pub rims: [[[f64; 2]; 3]; 2],
    /// Angles of the print's left and right edge in degrees; 0 is the front, 90 the right end.
    pub arc: [f64; 2],
}

/// The cylinder of an outline, and how far it is from it.
///
/// A cone seen from far is a cylinder seen from near: the outline does not tell them apart. So the
/// taper is 1 unless the measures say otherwise.
///
/// # Errors
/// As [`fit`](crate::fit); [`Fault::Impossible`] for an arc that does not go from left to right.
pub fn fit_outline(outline: &Outline, measures: &Measures) -> Result<(Geometry, Misfit), Fault> {
    let [from, to] = outline.arc.map(f64::to_radians);
    if !(to > from && to - from <= std::f64::consts::TAU + 1e-9) {
        return Err(Fault::Impossible { geometry: "cylinder" });
    }
    let mut list = Vec::new();
    for (v, rim) in [0.0, 1.0].into_iter().zip(outline.rims) {
        for (u, pixel) in [0.0, 0.5, 1.0].into_iter().zip(rim) {
            list.push(Sample { unit: [u, v], pixel });
        }
    }
    let samples = Samples::clicked(&list)?;
    if samples.on_a_line() {
        return Err(Fault::OnALine);
    }
    // A print over the half that is seen.
    let half = Measures { area: None, span: Some(180.0), taper: measures.taper.or(Some(1.0)) };
    let seen = cylinder::fit(&samples, &half)?;
    let misfit = Misfit::of(samples.list(), |unit| seen.pixel(unit));
    let Geometry::Cylinder { radius_top, radius_bottom, height, projection, .. } = seen else {
        return Err(Fault::OutOfRange);
    };
    let span = to - from;
    let [radius, tall] = measures.area.map_or([1.0, 1.0], |[w, h]| [w / span, h]);
    let (sin, cos) = libm::sincos(0.5 * (from + to));
    let projection = projection.map(|[side, down, near, origin]| {
        let turned = [side * cos - near * sin, side * sin + near * cos];
        [turned[0] / radius, down / tall, turned[1] / radius, origin]
    });
    let geometry = Geometry::Cylinder {
        radius_top: radius_top * radius,
        radius_bottom: radius_bottom * radius,
        height: height * tall,
        span: span.to_degrees().min(360.0),
        projection,
    };
    Ok((geometry, misfit))
}
