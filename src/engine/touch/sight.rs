//! A placement as it is seen: from the view to its area, and back.

use kurbo::Point;

use super::super::view::ViewRenderer;
use super::{Lines, ViewPoint};
use crate::mockup::PlacementMap;
use crate::scene::{Item, Scene};

/// Pieces that an edge is cut into to follow a surface.
const PIECES: usize = 24;

/// Halvings by which the last point on the print is found on the way off it.
const HALVINGS: usize = 12;

/// A placement that a view shows.
pub(super) struct Sight<'a> {
    /// Index of its area.
    pub(super) area: usize,
    /// Width and height of the area in millimeters.
    pub(super) size: [f64; 2],
    map: &'a PlacementMap,
    /// Pixels as drawn per pixel of the view's own photo.
    scale: [f64; 2],
    renderer: &'a ViewRenderer,
    item: usize,
}

impl<'a> Sight<'a> {
    /// The placements of a view, top to bottom.
    pub(super) fn all(
        renderer: &'a ViewRenderer,
        scene: &'a Scene,
    ) -> impl Iterator<Item = Self> + 'a {
        let items = scene.views.get(renderer.view()).map_or(&[][..], |view| &view.items);
        items.iter().enumerate().rev().filter_map(move |(index, item)| {
            let Item::Placement(placement) = &**item.as_ref()? else { return None };
            let area = scene.areas.get(placement.area)?;
            Some(Self {
                area: placement.area,
                size: [area.width, area.height],
                map: renderer.placement_map(index)?,
                scale: renderer.scale(),
                renderer,
                item: index,
            })
        })
    }

    /// Whether something opaque lies over the placement there.
    pub(super) fn hidden_at(&self, at: ViewPoint) -> bool {
        let [x, y] = self.pixel(at);
        self.renderer.is_hidden(self.item, x, y)
    }

    /// The point of the area that a point of the view shows, in millimeters.
    pub(super) fn area_at(&self, at: ViewPoint) -> Option<Point> {
        let [x, y] = self.pixel(at);
        let [u, v] = self.map.unit_at(x, y)?;
        Some(Point::new(u * self.size[0], v * self.size[1]))
    }

    /// As [`area_at`](Self::area_at) on the way from `from`, which is on the print: once off it, the
    /// print goes on as it last went.
    pub(super) fn area_from(&self, from: ViewPoint, to: ViewPoint) -> Option<Point> {
        if let Some(point) = self.area_at(to) {
            return Some(point);
        }
        if !to.iter().all(|v| v.is_finite()) {
            return None;
        }
        let on_way = |part: f64| [0, 1].map(|c| from[c] + (to[c] - from[c]) * part);
        let (mut on, mut off) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(on, off);
            let is_on = self.area_at(on_way(middle)).is_some();
            *(if is_on { &mut on } else { &mut off }) = middle;
        }
        let last = on_way(on);
        let point = self.area_at(last)?;
        let [right, down] = self.steps(last)?;
        let (dx, dy) = (to[0] - last[0], to[1] - last[1]);
        let mut way =
            Point::new(right[0] * dx + down[0] * dy, right[1] * dx + down[1] * dy).to_vec2();
        // At the rim of a cylinder a pixel is many millimeters: no faster than twice the pace at the start.
        let most = 2.0 * self.millimeters_per_pixel(from) * (dx * dx + dy * dy).sqrt();
        if way.hypot() > most {
            way *= most / way.hypot();
        }
        Some(point + way)
    }

    /// Millimeters of the area for a pixel of the view's own photo, at a point; 0 off the print.
    pub(super) fn millimeters_per_pixel(&self, at: ViewPoint) -> f64 {
        let [[a, b], [c, d]] = self.steps(at).unwrap_or_default();
        (a * d - b * c).abs().sqrt()
    }

    /// How many millimeters the area goes by for a pixel of the view's own photo to the right and down.
    fn steps(&self, at: ViewPoint) -> Option<[[f64; 2]; 2]> {
        let [x, y] = self.pixel(at);
        let [right, down] = self.map.units_per_pixel(x, y)?;
        let step =
            |[u, v]: [f64; 2], scale: f64| [u * self.size[0] * scale, v * self.size[1] * scale];
        Some([step(right, self.scale[0]), step(down, self.scale[1])])
    }

    /// A line through points of the area as it runs on the view, where that shows it.
    pub(super) fn trace(&self, points: &[Point]) -> Lines {
        let mut lines = Lines::new();
        let mut line = Vec::new();
        let between = points.windows(2).flat_map(|ends| {
            let &[from, to] = ends else { return Vec::new() };
            let within = (1..PIECES).map(|i| from.lerp(to, i as f64 / PIECES as f64));
            within.chain([to]).collect()
        });
        let mut last = None;
        for point in points.first().copied().into_iter().chain(between) {
            // The next point is not far from the last one.
            last = self.map.find([point.x / self.size[0], point.y / self.size[1]], last);
            match last {
                Some([x, y]) => line.push([x / self.scale[0], y / self.scale[1]]),
                None if line.len() > 1 => lines.push(std::mem::take(&mut line)),
                None => line.clear(),
            }
        }
        // All of what is closed is seen: it ends where it began, to the bit.
        if lines.is_empty()
            && points.first() == points.last()
            && line.len() > (points.len() - 1) * PIECES
        {
            line.pop();
            line.extend(line.first().copied());
        }
        if line.len() > 1 {
            lines.push(line);
        }
        lines
    }

    fn pixel(&self, at: ViewPoint) -> [f64; 2] {
        [at[0] * self.scale[0], at[1] * self.scale[1]]
    }
}
