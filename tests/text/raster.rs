//! Paths to coverage, against a slow rasterizer that takes nothing for granted, and against fontdue.

use crate::support::{font_files, polylines};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use liveproof::geom::PixelRect;
use liveproof::pixels::Mask;
use liveproof::text::{AreaRasterizer, Font, Rasterizer};
use tiny_skia_path::PathSegment;

/// Lines a pixel is cut into by the slow rasterizer; along each it measures exactly.
const LINES: i32 = 64;

/// What the nonzero rule leaves of each pixel, in levels of 255.
fn truth(path: &BezPath, window: PixelRect) -> Vec<f64> {
    let edges = polylines(path, 48);
    let mut out = vec![0.0; window.width() as usize * window.height() as usize];
    for (row, out) in out.chunks_exact_mut(window.width() as usize).enumerate() {
        for line in 0..LINES {
            let part = (f64::from(line) + 0.5) / f64::from(LINES);
            let y = f64::from(window.y0) + row as f64 + part;
            let mut crossings: Vec<(f64, i32)> = edges
                .iter()
                .filter(|(a, b)| (a.y <= y) != (b.y <= y))
                .map(|(a, b)| {
                    (a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), if a.y < b.y { 1 } else { -1 })
                })
                .collect();
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut winding = 0;
            for pair in crossings.windows(2) {
                winding += pair[0].1;
                if winding == 0 {
                    continue;
                }
                let from = pair[0].0.max(f64::from(window.x0));
                let to = pair[1].0.min(f64::from(window.x1));
                let mut x = from.floor();
                while x < to {
                    let covered = to.min(x + 1.0) - from.max(x);
                    out[(x - f64::from(window.x0)) as usize] += covered * 255.0 / f64::from(LINES);
                    x += 1.0;
                }
            }
        }
    }
    out
}

fn fill(path: &BezPath, window: PixelRect) -> Mask {
    AreaRasterizer::default().fill(path, window).unwrap()
}

/// How masks differ from the truth.
#[derive(Debug, Default)]
struct Differences {
    /// Levels of 255.
    largest: f64,
    /// Pixels on edges, and those of them that are off by more than 4 levels.
    edges: u32,
    off: u32,
}

impl Differences {
    fn add(&mut self, path: &BezPath, window: PixelRect, mask: &Mask) {
        for (got, want) in mask.data().iter().zip(truth(path, window)) {
            let d = (f64::from(*got) - want).abs();
            self.largest = self.largest.max(d);
            self.edges += u32::from((1.0..254.0).contains(&want));
            self.off += u32::from(d > 4.0);
        }
    }

    /// Curves are flattened to within 1/48 of a pixel, which is 3.6 levels; two of them may pass a pixel.
    fn check(&self) {
        assert!(self.edges > 0 && self.largest <= 6.0, "{self:?}");
        assert!(self.off * 50 < self.edges, "{self:?}");
    }
}

fn difference(path: &BezPath) -> Differences {
    let mut differences = Differences::default();
    let window = around(path);
    differences.add(path, window, &fill(path, window));
    differences
}

fn around(path: &BezPath) -> PixelRect {
    PixelRect::around(path.control_box().inflate(1.0, 1.0))
}

/// Numbers from 0 to 1 that look random.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn point(&mut self, size: f64) -> Point {
        Point::new(self.next() * size, self.next() * size)
    }

    /// Some closed contours of lines and curves, in no order at all.
    fn path(&mut self, contours: u32, size: f64) -> BezPath {
        let mut path = BezPath::new();
        for _ in 0..contours {
            path.move_to(self.point(size));
            for _ in 0..3 {
                match (self.next() * 3.0) as u32 {
                    0 => path.line_to(self.point(size)),
                    1 => path.quad_to(self.point(size), self.point(size)),
                    _ => path.curve_to(self.point(size), self.point(size), self.point(size)),
                }
            }
            path.close_path();
        }
        path
    }
}

#[test]
fn contours_may_cross_overlap_and_oppose() {
    let mut numbers = Numbers(7);
    let mut differences = Differences::default();
    for size in [1.5, 6.0, 40.0] {
        for contours in 1..6 {
            for _ in 0..12 {
                let path = numbers.path(contours, size);
                let window = around(&path);
                differences.add(&path, window, &fill(&path, window));
            }
        }
    }
    differences.check();
}

#[test]
fn whatever_meets_in_a_pixel_is_told_apart() {
    let rect = |x0, y0, x1, y1| Rect::new(x0, y0, x1, y1).to_path(0.0);
    let turned = |mut path: BezPath, angle| {
        path.apply_affine(Affine::rotate_about(angle, Point::new(10.0, 10.0)));
        path
    };
    let both = |mut a: BezPath, b: BezPath| {
        a.extend(b);
        a
    };
    let back = |path: &BezPath| path.reverse_subpaths();
    let a = rect(3.0, 3.0, 12.3, 12.6);
    let cases = [
        // Both end in one pixel: winding 2 to 0.
        both(a.clone(), rect(5.0, 5.0, 12.6, 12.8)),
        both(a.clone(), a.clone()),
        // Opposite: gone where they overlap, +1 beside -1 where they only touch.
        both(a.clone(), back(&a)),
        both(a.clone(), back(&rect(5.0, 5.0, 12.6, 12.8))),
        both(a.clone(), back(&rect(12.3, 3.0, 16.0, 12.6))),
        both(a.clone(), back(&rect(12.5, 2.0, 16.0, 12.6))),
        // Thinner than a pixel, with and without overlap.
        both(rect(3.0, 3.0, 15.0, 3.4), rect(4.0, 3.2, 14.0, 3.7)),
        both(rect(3.0, 3.0, 15.0, 3.4), back(&rect(4.0, 3.2, 14.0, 3.7))),
        both(rect(3.1, 3.0, 3.5, 15.0), rect(3.3, 4.0, 3.8, 14.0)),
        // A figure of eight, its crossing inside a pixel.
        BezPath::from_svg("M3 3L14.4 14.7L14.4 3L3 14.7Z").unwrap(),
        // A bar over a ring, as variable fonts overlap them.
        both(rect(2.0, 9.3, 18.0, 10.9), kurbo::Circle::new((10.0, 10.0), 6.2).to_path(1e-3)),
    ];
    for (i, path) in cases.iter().enumerate() {
        for angle in [0.0, 0.1, 0.7, 2.0] {
            let differences = difference(&turned(path.clone(), angle));
            assert!(differences.largest <= 5.0, "case {i} turned by {angle}: {differences:?}");
        }
    }
}

#[test]
fn a_window_only_cuts() {
    let mut numbers = Numbers(3);
    for contours in 1..6 {
        for size in [3.0, 30.0, 90.0] {
            let path = numbers.path(contours, size);
            let window = around(&path);
            let whole = fill(&path, window);
            for _ in 0..8 {
                let (a, b) = (numbers.point(size), numbers.point(size));
                let part = PixelRect::around(Rect::from_points(a, b)).intersect(&window);
                let mask = fill(&path, part);
                for y in part.y0..part.y1 {
                    let got = mask.row(y - part.y0, 0, mask.width() as i32);
                    let (x0, x1) = (part.x0 - window.x0, part.x1 - window.x0);
                    assert_eq!(got, whole.row(y - window.y0, x0, x1), "{path:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_no_number_or_far_away_draws_nothing() {
    let window = PixelRect::new(0, 0, 8, 8);
    for x in [f64::NAN, f64::INFINITY, -1e300, 1e10] {
        for path in [
            BezPath::from_iter([PathEl::MoveTo(Point::ZERO), PathEl::LineTo(Point::new(x, 9.0))]),
            BezPath::from_iter([
                PathEl::MoveTo(Point::new(9.0, 0.0)),
                PathEl::QuadTo(Point::new(0.0, x), Point::new(0.0, 9.0)),
            ]),
        ] {
            assert!(fill(&path, window).data().iter().all(|v| *v == 0));
        }
    }
    let huge = Rect::new(-1e8, -1e8, 1e8, 1e8).to_path(0.0);
    assert!(fill(&huge, window).data().iter().all(|v| *v == 255));
}

#[test]
fn thousands_of_edges_in_a_row_are_bounded() {
    let mut numbers = Numbers(5);
    let mut path = BezPath::new();
    path.move_to(Point::ZERO);
    for _ in 0..20_000 {
        path.line_to(numbers.point(60.0));
    }
    let mask = fill(&path, PixelRect::new(0, 0, 60, 60));
    assert_eq!((mask.width(), mask.height()), (60, 60));
}

/// Outlines of strokes overlap themselves in every crook, often with both signs.
#[test]
fn outlines_of_strokes_fill_right() {
    let mut numbers = Numbers(11);
    let mut differences = Differences::default();
    for (width, size) in [(0.7, 12.0), (3.0, 30.0), (9.0, 40.0)] {
        for _ in 0..12 {
            let path = numbers.path(1, size);
            let mut pen = tiny_skia_path::PathBuilder::new();
            let at = |p: Point| (p.x as f32, p.y as f32);
            for (from, to) in polylines(&path, 6) {
                if from == path.elements()[0].end_point().unwrap() {
                    pen.move_to(at(from).0, at(from).1);
                }
                pen.line_to(at(to).0, at(to).1);
            }
            pen.close();
            let stroke = tiny_skia_path::Stroke {
                width,
                line_join: tiny_skia_path::LineJoin::Round,
                ..tiny_skia_path::Stroke::default()
            };
            let outline = pen.finish().unwrap().stroke(&stroke, 4.0).unwrap();
            let at = |p: tiny_skia_path::Point| Point::new(f64::from(p.x), f64::from(p.y));
            let outline: BezPath = outline
                .segments()
                .map(|segment| match segment {
                    PathSegment::MoveTo(p) => PathEl::MoveTo(at(p)),
                    PathSegment::LineTo(p) => PathEl::LineTo(at(p)),
                    PathSegment::QuadTo(c, p) => PathEl::QuadTo(at(c), at(p)),
                    PathSegment::CubicTo(c, d, p) => PathEl::CurveTo(at(c), at(d), at(p)),
                    PathSegment::Close => PathEl::ClosePath,
                })
                .collect();
            let window = around(&outline);
            differences.add(&outline, window, &fill(&outline, window));
        }
    }
    differences.check();
}

/// fontdue takes the same fonts through another reader and another rasterizer. Where contours overlap it
/// takes averages: so where it and we differ by more than 8 levels of 255, the slow rasterizer says who
/// is right.
#[test]
fn glyphs_look_like_those_of_fontdue() {
    let (mut pixels, mut apart) = (0_u64, 0_u64);
    for file in font_files() {
        let bytes = std::fs::read(&file).unwrap();
        let font = Font::parse(bytes.clone()).unwrap();
        // It flattens for this many pixels an em; at smaller sizes it is the finer.
        let settings = fontdue::FontSettings { scale: 2000.0, ..Default::default() };
        let theirs = fontdue::Font::from_bytes(bytes.as_slice(), settings).unwrap();
        for size in [14.0_f32, 31.0, 120.0] {
            for id in (1..font.glyph_count()).step_by((font.glyph_count() / 24).max(1) as usize) {
                let Some(outline) = font.outline(id) else { continue };
                let path = Affine::scale(f64::from(size)) * outline;
                let (place, bitmap) = theirs.rasterize_indexed(u16::try_from(id).unwrap(), size);
                let window = PixelRect::new(
                    place.xmin,
                    -place.ymin - place.height as i32,
                    place.xmin + place.width as i32,
                    -place.ymin,
                );
                let ours = fill(&path, window);
                let differs = |(a, b): &(&u8, &u8)| a.abs_diff(**b) > 8;
                let count = ours.data().iter().zip(&bitmap).filter(differs).count() as u64;
                pixels += ours.data().iter().filter(|v| (1..255).contains(*v)).count() as u64;
                apart += count;
                if count > 0 {
                    let mut differences = Differences::default();
                    differences.add(&path, window, &ours);
                    let largest = differences.largest;
                    assert!(largest <= 8.0, "{file:?}, glyph {id} at {size}: {largest}");
                }
            }
        }
    }
    assert!(pixels > 100_000, "{pixels}");
    assert!(apart * 100 < pixels, "{apart} of {pixels} pixels on edges are not as fontdue's");
}
