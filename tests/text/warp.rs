//! Envelopes: nothing at amount 0, the promised places elsewhere, smooth and true between.

use kurbo::{Point, Rect};
use liveproof::text::{
    Align, BendRequest, Font, Layout, VerticalAlign, Warp, WarpForm, WarpStyle, bend,
};

use crate::support::{ARABIC, ROBOTO, SCRIPT, font, layout_line, request, run};

const STYLES: [WarpStyle; 15] = [
    WarpStyle::Arc,
    WarpStyle::ArcLower,
    WarpStyle::ArcUpper,
    WarpStyle::Arch,
    WarpStyle::Bulge,
    WarpStyle::ShellLower,
    WarpStyle::ShellUpper,
    WarpStyle::Flag,
    WarpStyle::Wave,
    WarpStyle::Fish,
    WarpStyle::Rise,
    WarpStyle::Fisheye,
    WarpStyle::Inflate,
    WarpStyle::Squeeze,
    WarpStyle::Twist,
];

/// Control points that leave everything where it is.
fn still() -> [[f64; 2]; 16] {
    std::array::from_fn(|i| [(i % 4) as f64 / 3.0, (i / 4) as f64 / 3.0])
}

fn warp(form: WarpForm, amount: f64) -> Warp {
    Warp { form, amount, horizontal: 0.0, vertical: 0.0 }
}

fn warped(layout: &Layout, text: &str, warp: &Warp) -> Layout {
    let request = BendRequest {
        runs: &[run(text, &[])],
        path: None,
        warp: Some(warp),
        room: 1000.0,
        align: Align::Left,
        vertical_align: VerticalAlign::Middle,
    };
    bend(layout.clone(), &request)
}

fn line(font: &Font, text: &str) -> Layout {
    layout_line(&request(font, text))
}

#[test]
fn amount_0_is_nothing_at_all() {
    let font = font(SCRIPT);
    let line = line(&font, "Hoffnung");
    for style in STYLES {
        for amount in [0.0, -0.0, f64::NAN] {
            assert_eq!(warped(&line, "Hoffnung", &warp(WarpForm::Style(style), amount)), line);
        }
        // And almost nothing is almost nothing.
        let bent = warped(&line, "Hoffnung", &warp(WarpForm::Style(style), 1e-9));
        let (a, b) = (line.ink.unwrap(), bent.ink.unwrap());
        let far = [a.x0 - b.x0, a.y0 - b.y0, a.x1 - b.x1, a.y1 - b.y1];
        assert!(far.iter().all(|d| d.abs() < 1e-6), "{style:?}: {far:?}");
    }
}

#[test]
fn a_mesh_of_thirds_leaves_the_text() {
    let font = font(ROBOTO);
    let line = line(&font, "Mesh");
    let bent = warped(&line, "Mesh", &warp(WarpForm::Mesh(Box::new(still())), 1.0));
    for (a, b) in line.glyphs.iter().zip(&bent.glyphs) {
        assert!((a.x - b.x).abs() < 1e-9 && (a.y - b.y).abs() < 1e-9);
        let (a, b) = (line.glyph_bounds(a).unwrap(), bent.glyph_bounds(b).unwrap());
        assert!((a.x0 - b.x0).abs() < 1e-6 && (a.y1 - b.y1).abs() < 1e-6);
    }
    // All points moved by a tenth of the width move the text by that.
    let moved = still().map(|[x, y]| [x + 0.1, y]);
    let bent = warped(&line, "Mesh", &warp(WarpForm::Mesh(Box::new(moved)), 1.0));
    let by = line.lines[0].width * 0.1;
    assert!((bent.glyphs[2].x - line.glyphs[2].x - by).abs() < 1e-9);
    // Half the amount, half the way.
    let bent = warped(&line, "Mesh", &warp(WarpForm::Mesh(Box::new(moved)), 0.5));
    assert!((bent.glyphs[2].x - line.glyphs[2].x - by / 2.0).abs() < 1e-9);
}

/// Where the origin of a glyph set at a place of the box, from 0 to 1, comes to lie, likewise.
fn moved(w: &Warp, x: f64, y: f64) -> Point {
    let font = font(ROBOTO);
    let mut line = line(&font, "AAAA");
    let l = &line.lines[0];
    let b = Rect::new(l.x, l.baseline - l.ascent, l.x + l.width, l.baseline + l.descent);
    (line.glyphs[0].x, line.glyphs[0].y) = (b.x0 + b.width() * x, b.y0 + b.height() * y);
    let bent = warped(&line, "AAAA", w);
    let g = &bent.glyphs[0];
    Point::new((g.x - b.x0) / b.width(), (g.y - b.y0) / b.height())
}

#[test]
fn styles_do_what_they_are_known_for() {
    let at = |style, k, x, y| moved(&warp(WarpForm::Style(style), k), x, y);
    let near = |p: Point, x: f64, y: f64| p.distance(Point::new(x, y)) < 1e-9;
    use WarpStyle as W;
    // Sides that stay.
    assert!(near(at(W::ArcLower, 0.7, 0.3, 0.0), 0.3, 0.0));
    assert!(near(at(W::ArcUpper, 0.7, 0.3, 1.0), 0.3, 1.0));
    assert!(near(at(W::Wave, 0.7, 0.3, 1.0), 0.3, 1.0));
    for corner in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        for style in [W::Bulge, W::Fisheye, W::Inflate, W::Squeeze, W::Twist, W::Fish] {
            assert!(near(at(style, 0.8, corner.0, corner.1), corner.0, corner.1), "{style:?}");
        }
    }
    // What rises and what sinks, for an amount above 0 and below.
    for k in [0.6, -0.6] {
        let up = |style, x, y| (y - at(style, k, x, y).y) * k.signum();
        assert!(up(W::ArcLower, 0.5, 1.0) < -0.2);
        assert!(up(W::ArcUpper, 0.5, 0.0) > 0.2);
        assert!(up(W::Arch, 0.5, 0.5) > 0.2 && up(W::Arch, 0.0, 0.5) < -0.2);
        assert!(up(W::Arc, 0.5, 0.5) > 0.1 && up(W::Arc, 0.0, 0.5) < -0.1);
        assert!(up(W::Bulge, 0.5, 0.0) > 0.1 && up(W::Bulge, 0.5, 1.0) < -0.1);
        assert!(up(W::Flag, 0.25, 0.5) > 0.2 && up(W::Flag, 0.75, 0.5) < -0.2);
        assert!(up(W::Rise, 0.0, 0.5) < -0.2 && up(W::Rise, 1.0, 0.5) > 0.2);
        assert!(up(W::Fish, 0.25, 0.0) > 0.1 && up(W::Fish, 0.75, 0.0) < -0.1);
    }
    // At 1 an arc is half a circle: both ends stand on their sides, at one height.
    let (a, b) = (at(W::Arc, 1.0, 0.0, 0.0), at(W::Arc, 1.0, 0.0, 1.0));
    assert!((a.y - b.y).abs() < 1e-9 && a.x < b.x, "{a:?} {b:?}");
    // And its middle line keeps its length.
    let points: Vec<Point> =
        (0..=2000).map(|i| at(W::Arc, 0.5, f64::from(i) / 2000.0, 0.5)).collect();
    let l = line(&font(ROBOTO), "AAAA").lines[0].clone();
    let (w, h) = (l.width, l.ascent + l.descent);
    let length: f64 = points
        .windows(2)
        .map(|p| kurbo::Vec2::new((p[1].x - p[0].x) * w, (p[1].y - p[0].y) * h).hypot())
        .sum();
    assert!((length / w - 1.0).abs() < 1e-6, "{length} of {w}");
}

#[test]
fn inside_the_box_nothing_is_turned_inside_out() {
    let styles = STYLES.map(WarpForm::Style);
    for form in styles {
        for k in [-0.95, -0.5, 0.5, 0.95] {
            let w = warp(form.clone(), k);
            for i in 1..20 {
                for j in 1..20 {
                    let (x, y, d) = (f64::from(i) / 20.0, f64::from(j) / 20.0, 1e-4);
                    let p = moved(&w, x, y);
                    let (u, v) = (moved(&w, x + d, y) - p, moved(&w, x, y + d) - p);
                    assert!(u.cross(v) > 0.0, "{form:?} {k} at {x} {y}");
                }
            }
        }
    }
}

#[test]
fn distortion_is_larger_to_the_right_and_to_the_bottom() {
    let w = |horizontal, vertical| Warp {
        horizontal,
        vertical,
        ..warp(WarpForm::Style(WarpStyle::Arc), 0.0)
    };
    let tall = |x| moved(&w(0.5, 0.0), x, 1.0).y - moved(&w(0.5, 0.0), x, 0.0).y;
    assert!((tall(0.0) - 0.5).abs() < 1e-9 && (tall(1.0) - 1.5).abs() < 1e-9);
    let wide = |y| moved(&w(0.0, 0.5), 1.0, y).x - moved(&w(0.0, 0.5), 0.0, y).x;
    assert!((wide(0.0) - 0.5).abs() < 1e-9 && (wide(1.0) - 1.5).abs() < 1e-9);
}

#[test]
fn warping_is_the_same_twice_and_of_few_segments() {
    for (name, text) in [(ROBOTO, "Wilhelmina"), (SCRIPT, "Hoffnung"), (ARABIC, "عبد الله")]
    {
        let font = font(name);
        let line = line(&font, text);
        let before: usize =
            line.glyphs.iter().filter_map(|g| line.outline(g)).map(|p| p.elements().len()).sum();
        for style in STYLES {
            let w = warp(WarpForm::Style(style), -0.7);
            let bent = warped(&line, text, &w);
            assert_eq!(bent, warped(&line, text, &w));
            let after: usize = bent
                .glyphs
                .iter()
                .filter_map(|g| bent.outline(g))
                .map(|p| p.elements().len())
                .sum();
            assert!(after < 4 * before, "{style:?}: {after} elements of {before}");
        }
    }
}
