//! Surfaces seen by a camera: a point of the surface times a 3 × 4 matrix is a pixel.
//!
//! A quad and a cylinder differ in their surface alone. The matrix is found by direct linear
//! transformation (Hartley & Zisserman, Multiple View Geometry, 4.1 and 7.1), then it and the
//! surface's own shape by least squares of pixels.

use crate::solve::{Step, Symmetric, descend};
use crate::{Fault, Sample};

/// A point of a surface in homogeneous coordinates, and how it moves with each number of the shape.
pub(crate) struct Point {
    pub(crate) at: [f64; 4],
    pub(crate) by_shape: [[f64; 4]; SHAPE],
}

/// Most numbers a shape has.
pub(crate) const SHAPE: usize = 2;

/// The camera's numbers, before the shape's among the parameters of a fit.
const CAMERA: usize = 12;

/// A surface over the print.
pub(crate) trait Surface {
    /// Its name in messages.
    const NAME: &'static str;
    /// Which of the four coordinates it uses.
    const AXES: &'static [usize];
    /// The point at a place of the print; `None` when there is no such shape.
    fn point(&self, shape: [f64; SHAPE], unit: [f64; 2]) -> Option<Point>;
    /// Which numbers of the shape may be changed.
    fn free(&self) -> [bool; SHAPE];
}

/// A camera and the shape it sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    pub(crate) matrix: [[f64; 4]; 3],
    pub(crate) shape: [f64; SHAPE],
}

impl View {
    /// The pixel of a place; `None` when it is behind the camera.
    pub(crate) fn pixel<S: Surface>(&self, surface: &S, unit: [f64; 2]) -> Option<[f64; 2]> {
        let point = surface.point(self.shape, unit)?;
        let [x, y, w] = self.matrix.map(|row| dot(row, point.at));
        (w > 0.0).then(|| [x / w, y / w])
    }

    /// The same view with 1 or -1 as the matrix's last number, where that is possible.
    fn normalized(mut self) -> Self {
        let last = self.matrix[2][3].abs();
        if last > f64::EPSILON {
            for v in self.matrix.iter_mut().flatten() {
                *v /= last;
            }
        }
        self
    }
}

fn dot(a: [f64; 4], b: [f64; 4]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
}

/// The pixels' own frame: centered and of size 1, for the sake of the digits.
struct Frame {
    center: [f64; 2],
    size: f64,
}

impl Frame {
    fn of(samples: &[Sample]) -> Self {
        let count = samples.len().max(1) as f64;
        let mean = |k: usize| samples.iter().map(|s| s.pixel[k]).sum::<f64>() / count;
        let center = [mean(0), mean(1)];
        let square = |s: &Sample| {
            let [x, y] = [s.pixel[0] - center[0], s.pixel[1] - center[1]];
            x * x + y * y
        };
        let size = (samples.iter().map(square).sum::<f64>() / count).sqrt();
        Self { center, size: if size > 0.0 { size } else { 1.0 } }
    }

    fn take(&self, samples: &[Sample]) -> Vec<Sample> {
        let into = |p: [f64; 2], k: usize| (p[k] - self.center[k]) / self.size;
        samples
            .iter()
            .map(|s| Sample { pixel: [into(s.pixel, 0), into(s.pixel, 1)], ..*s })
            .collect()
    }

    fn give_back(&self, view: View) -> View {
        let [x, y, w] = view.matrix;
        let out = |row: [f64; 4], k: usize| {
            let mut row = row;
            for (v, w) in row.iter_mut().zip(w) {
                *v = *v * self.size + self.center[k] * w;
            }
            row
        };
        View { matrix: [out(x, 0), out(y, 1), w], ..view }
    }
}

/// The view that puts the samples nearest to their pixels, from one of some shapes to start with.
pub(crate) fn fit<S: Surface>(
    surface: &S,
    samples: &[Sample],
    starts: &[[f64; SHAPE]],
) -> Result<View, Fault> {
    const TO_START: usize = 600;
    let frame = Frame::of(samples);
    let samples = frame.take(samples);
    let few: Vec<Sample> =
        samples.iter().step_by((samples.len() / TO_START).max(1)).copied().collect();
    let mut best: Option<(f64, View)> = None;
    for &shape in starts {
        let Some(view) = linear(surface, &few, shape) else { continue };
        let cost = cost_of(surface, &few, &view);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, view));
        }
    }
    let (_, start) = best.ok_or(Fault::Undetermined { geometry: S::NAME })?;
    let view = refine(surface, &samples, start);
    if !cost_of(surface, &samples, &view).is_finite() {
        return Err(Fault::Impossible { geometry: S::NAME });
    }
    Ok(frame.give_back(view).normalized())
}

/// The camera that solves the equations `x W = X`, `y W = Y` best, for a shape that is known.
fn linear<S: Surface>(surface: &S, samples: &[Sample], shape: [f64; SHAPE]) -> Option<View> {
    let axes = S::AXES;
    let count = axes.len();
    let mut equations = Symmetric::zero(3 * count);
    for sample in samples {
        let point = surface.point(shape, sample.unit)?;
        for (k, &pixel) in sample.pixel.iter().enumerate() {
            let mut row = vec![0.0; 3 * count];
            for (i, &axis) in axes.iter().enumerate() {
                row[k * count + i] = point.at[axis];
                row[2 * count + i] = -pixel * point.at[axis];
            }
            equations.add_outer(&row, 1.0);
        }
    }
    let eigen = equations.eigen();
    let [(_, least), (second, _), .., (most, _)] = eigen.as_slice() else { return None };
    // A second solution, or as good as one: the samples leave the camera open.
    if *second <= most * 1e-11 {
        return None;
    }
    let mut matrix = [[0.0; 4]; 3];
    for (k, row) in matrix.iter_mut().enumerate() {
        for (i, &axis) in axes.iter().enumerate() {
            row[axis] = least[k * count + i];
        }
    }
    // The camera looks at what it shows.
    let first = surface.point(shape, samples.first()?.unit)?;
    if dot(matrix[2], first.at) < 0.0 {
        for v in matrix.iter_mut().flatten() {
            *v = -*v;
        }
    }
    Some(View { matrix, shape })
}

/// Least squares of pixels from a view near enough.
fn refine<S: Surface>(surface: &S, samples: &[Sample], start: View) -> View {
    let free = surface.free();
    let mut parameters: Vec<f64> =
        start.matrix.iter().flatten().chain(&start.shape).copied().collect();
    let scale = start.matrix.iter().flatten().map(|v| v * v).sum::<f64>().sqrt();
    let view = |p: &[f64]| {
        let at = |k: usize| p.get(k).copied().unwrap_or(0.0);
        let row = |r: usize| [at(4 * r), at(4 * r + 1), at(4 * r + 2), at(4 * r + 3)];
        View { matrix: [row(0), row(1), row(2)], shape: [at(CAMERA), at(CAMERA + 1)] }
    };
    let step = |p: &[f64]| {
        let now = view(p);
        let mut matrix = Symmetric::zero(CAMERA + SHAPE);
        let mut side = vec![[0.0]; CAMERA + SHAPE];
        for sample in samples {
            let Some(point) = surface.point(now.shape, sample.unit) else { continue };
            let [x, y, w] = now.matrix.map(|row| dot(row, point.at));
            for (k, seen) in [x / w, y / w].into_iter().enumerate() {
                let mut row = [0.0; CAMERA + SHAPE];
                for &axis in S::AXES {
                    row[4 * k + axis] = point.at[axis] / w;
                    row[8 + axis] = -seen * point.at[axis] / w;
                }
                for (i, moved) in point.by_shape.iter().enumerate() {
                    if free[i] {
                        let [along, depth] =
                            [dot(now.matrix[k], *moved), dot(now.matrix[2], *moved)];
                        row[CAMERA + i] = (along - seen * depth) / w;
                    }
                }
                let missing = sample.pixel[k] - seen;
                matrix.add_outer(&row, 1.0);
                for (sum, d) in side.iter_mut().zip(row) {
                    sum[0] += d * missing;
                }
            }
        }
        // The matrix's own scale means nothing: it is held.
        let held: Vec<f64> = p.iter().take(CAMERA).map(|v| v / scale).collect();
        matrix.add_outer(&held, samples.len() as f64 / (scale * scale));
        Step { matrix, side, cost: cost_of(surface, samples, &now) }
    };
    let still_unused = |p: &[f64]| {
        let Step { mut matrix, side, cost } = step(p);
        // What has no say must not make the system singular.
        for i in 0..CAMERA + SHAPE {
            if matrix.at(i, i) == 0.0 {
                matrix.add(i, i, 1.0);
            }
        }
        Step { matrix, side, cost }
    };
    descend(&mut parameters, still_unused, |p| cost_of(surface, samples, &view(p)));
    view(&parameters)
}

/// The sum of squared distances; infinite when the camera does not see all of it.
fn cost_of<S: Surface>(surface: &S, samples: &[Sample], view: &View) -> f64 {
    let mut sum = 0.0;
    for sample in samples {
        let Some([x, y]) = view.pixel(surface, sample.unit) else { return f64::INFINITY };
        let [x, y] = [x - sample.pixel[0], y - sample.pixel[1]];
        sum += x * x + y * y;
    }
    sum
}
