//! A bent surface: a net of bicubic Bézier patches, as Photoshop's warp has them.
//!
//! The inverse of a patch has no closed form. [`Index`] cuts the patches into cells small enough to be
//! nearly flat; a point is looked up among the cells around it and its patch is solved from there.

mod index;
mod patch;

use super::{Geometry, Inverse, Quad, invalid};
use crate::error::Error;
use index::Index;
use kurbo::{Point, Rect};
use patch::Patch;

/// Largest coordinate that is taken.
const MAX_COORDINATE: f64 = 1e6;

/// Most control points along an axis: 20 patches.
pub(super) const MAX_SIDE: usize = 61;

/// Points nearer to a regular grid than this, in pixels, bend nothing.
const FLAT: f64 = 1e-6;

/// A surface of `n × m` bicubic Bézier patches that share the points of their edges.
///
/// The patch between the slices `u0..u1` and `v0..v1` shows that part of the artwork, evenly in its
/// parameters. Where the surface lies over itself, parts that are seen from behind (mirrored against
/// the surface as a whole) lie below the others, and of two alike the one with the greater v, then the
/// greater u, lies on top.
#[derive(Clone, Debug)]
pub struct Mesh {
    patches: Vec<Patch>,
    across: usize,
    slices: [Vec<f64>; 2],
    index: Index,
}

impl Mesh {
    /// A mesh from `columns` × `rows` control points in the view, row by row from the artwork's top
    /// left, `3n + 1` of them along each axis and at most 61. `slices` are the artwork's u
    /// and v at which patches meet, one more than patches, from 0 to 1; empty for even ones.
    ///
    /// With `quad`, the control points lie in their own bounding box, which a homography takes to that
    /// quad: top left, top right, bottom right, bottom left. Points on a regular grid without slices of
    /// their own bend nothing; what comes out is then a [`Quad`].
    ///
    /// # Errors
    /// [`Error::InvalidValue`] at `mesh.<key>` for other counts, coordinates that are not finite or
    /// beyond a million pixels, and slices that do not increase from 0 to 1.
    pub fn new(
        columns: usize,
        rows: usize,
        points: &[Point],
        slices: [&[f64]; 2],
        quad: Option<[Point; 4]>,
    ) -> Result<Geometry, Error> {
        for (key, side) in [("columns", columns), ("rows", rows)] {
            if side % 3 != 1 || !(4..=MAX_SIDE).contains(&side) {
                return Err(refuse(key, side, "4, 7, 10 or another 3n + 1 up to 61"));
            }
        }
        if points.len() != columns * rows {
            return Err(refuse("points", points.len(), "columns times rows points"));
        }
        if !points.iter().all(|p| p.x.abs() <= MAX_COORDINATE && p.y.abs() <= MAX_COORDINATE) {
            return Err(refuse("points", "…", "points within a million pixels of the view"));
        }
        let even = slices.iter().all(|slices| slices.is_empty());
        let slices = [
            check_slices("slicesX", slices[0], (columns - 1) / 3)?,
            check_slices("slicesY", slices[1], (rows - 1) / 3)?,
        ];
        let bounds = points
            .iter()
            .skip(1)
            .fold(Rect::from_points(points[0], points[0]), |r, &p| r.union_pt(p));
        if even && is_regular(columns, rows, points, bounds) {
            let Rect { x0, y0, x1, y1 } = bounds;
            let own = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(Point::from);
            return Ok(Geometry::Quad(Quad::new(quad.unwrap_or(own))?));
        }
        let moved: Vec<Point>;
        let points = match quad {
            None => points,
            Some(quad) => {
                let quad = Quad::new(quad)?;
                let size = [bounds.width().max(FLAT), bounds.height().max(FLAT)];
                moved = points
                    .iter()
                    .map(|p| {
                        quad.point_at((p.x - bounds.x0) / size[0], (p.y - bounds.y0) / size[1])
                    })
                    .collect();
                &moved
            }
        };
        let (across, down) = ((columns - 1) / 3, (rows - 1) / 3);
        let mut patches = Vec::with_capacity(across * down);
        for j in 0..down {
            for i in 0..across {
                let at = |r: usize, c: usize| points[(3 * j + r) * columns + 3 * i + c];
                patches
                    .push(Patch::new(std::array::from_fn(|r| std::array::from_fn(|c| at(r, c)))));
            }
        }
        let index = Index::new(&patches, across);
        Ok(Geometry::Mesh(Box::new(Self { patches, across, slices, index })))
    }

    /// Where the artwork point (u, v) is in the view.
    pub fn project(&self, u: f64, v: f64) -> [f64; 2] {
        let find = |slices: &[f64], at: f64| {
            let last = slices.len().saturating_sub(2);
            let i = slices.partition_point(|&s| s <= at).saturating_sub(1).min(last);
            let (from, to) = (slices[i], slices[i + 1]);
            (i, (at - from) / (to - from))
        };
        let ((i, s), (j, t)) = (find(&self.slices[0], u), find(&self.slices[1], v));
        self.patches[j * self.across + i].at(s, t).point
    }
}

impl Inverse for Mesh {
    fn bounds(&self) -> Rect {
        self.index.bounds()
    }

    fn unit_at(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let (patch, s, t) = self.index.find(&self.patches, x, y)?;
        let unit = |slices: &[f64], i: usize, at: f64| {
            let (from, to) = (slices.get(i)?, slices.get(i + 1)?);
            Some(from + (to - from) * at)
        };
        let u = unit(&self.slices[0], patch % self.across, s)?;
        let v = unit(&self.slices[1], patch / self.across, t)?;
        Some([u, v])
    }
}

/// The slices of an axis: those given, or even ones.
fn check_slices(key: &str, slices: &[f64], patches: usize) -> Result<Vec<f64>, Error> {
    if slices.is_empty() {
        return Ok((0..=patches).map(|i| i as f64 / patches as f64).collect());
    }
    let rising = slices.windows(2).all(|pair| pair[0] < pair[1]);
    let ends = slices.first() == Some(&0.0) && slices.last() == Some(&1.0);
    if slices.len() != patches + 1 || !rising || !ends {
        let allowed = format!("{} numbers that increase from 0 to 1", patches + 1);
        return Err(refuse(key, format!("{slices:?}"), &allowed));
    }
    Ok(slices.to_vec())
}

/// Whether the points lie evenly in an upright rectangle.
fn is_regular(columns: usize, rows: usize, points: &[Point], bounds: Rect) -> bool {
    let step = |i: usize, side: usize, length: f64| length * i as f64 / (side - 1) as f64;
    points.iter().enumerate().all(|(i, p)| {
        let (c, r) = (i % columns, i / columns);
        (p.x - bounds.x0 - step(c, columns, bounds.width())).abs() <= FLAT
            && (p.y - bounds.y0 - step(r, rows, bounds.height())).abs() <= FLAT
    })
}

fn refuse(key: &str, value: impl ToString, allowed: &str) -> Error {
    invalid(&format!("mesh.{key}"), value.to_string(), allowed)
}
