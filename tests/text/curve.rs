//! Text on curves: lengths, distances and shapes are kept, joins hold, nonsense stays harmless.

use std::sync::Arc;

use kurbo::{Affine, BezPath, ParamCurveArclen, Point, Shape as _, Vec2};
use liveproof::text::{
    Align, Bend, BendRequest, Curve, CurveShape, Font, GlyphCache, Layout, Shape, Side, Spacing,
    TextPath, VerticalAlign, Warp, WarpForm, WarpStyle, bend, draw_layout,
};

use crate::support::{
    ARABIC, EVERYWHERE, HEBREW, LineRequest, ROBOTO, SCRIPT, font, layout_line, request, run,
};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 80.0;

pub(crate) fn along(curve: CurveShape) -> TextPath {
    TextPath {
        curve,
        bend: Bend::Rigid,
        side: Side::Outside,
        reverse: false,
        spacing: Spacing::Baseline,
        offset: 0.0,
    }
}

/// The straight line, and the same along a path.
pub(crate) fn set(font: &Font, text: &str, path: &TextPath, align: Align) -> (Layout, Layout) {
    let curve = path.curve(WIDTH, HEIGHT);
    let room = curve.as_ref().map_or(WIDTH, |c| path.room(c, font, 10.0));
    let line = LineRequest { width: room, height: HEIGHT, align, ..request(font, text) };
    let straight = layout_line(&line);
    let request = BendRequest {
        runs: &[run(text, &[])],
        path: curve.as_ref().map(|c| (path, c)),
        warp: None,
        room,
        align,
        vertical_align: VerticalAlign::Middle,
    };
    (straight.clone(), bend(straight, &request))
}

fn svg(data: &str) -> CurveShape {
    CurveShape::Path(Arc::new(BezPath::from_svg(data).unwrap()))
}

/// One of each.
fn shapes() -> Vec<CurveShape> {
    vec![
        CurveShape::Sagitta(30.0),
        CurveShape::Sagitta(-75.0),
        CurveShape::Radius(70.0),
        CurveShape::Radius(-25.0),
        CurveShape::Circle { radius: 30.0, start: 40.0 },
        CurveShape::Spiral { radius: 12.0, pitch: 10.0, turns: 3.0, start: 90.0 },
        CurveShape::Spiral { radius: 38.0, pitch: -12.0, turns: 9.0, start: 0.0 },
        svg("M5 40C30 -20 60 90 115 20S140 80 60 70"),
        svg("M0 40L30 10L60 40L90 10L120 40"),
        svg("M60 10A30 30 0 0 1 60 70A30 30 0 0 1 60 10Z"),
    ]
}

/// How far the outlines of two layouts are apart at most, control point by control point.
fn apart(a: &Layout, b: &Layout) -> f64 {
    assert_eq!(a.glyphs.len(), b.glyphs.len());
    let points = |l: &Layout| -> Vec<Point> {
        l.glyphs
            .iter()
            .filter_map(|g| l.outline(g))
            .flat_map(|p| p.segments().collect::<Vec<_>>())
            .flat_map(|s| [0.0, 0.3, 0.6].map(|t| kurbo::ParamCurve::eval(&s, t)))
            .collect()
    };
    let (a, b) = (points(a), points(b));
    assert_eq!(a.len(), b.len());
    a.iter().zip(&b).map(|(a, b)| a.distance(*b)).fold(0.0, f64::max)
}

#[test]
fn a_straight_curve_changes_nothing() {
    for name in [ROBOTO, SCRIPT, ARABIC] {
        let font = font(name);
        let text = if name == ARABIC { "محمد عبد" } else { "AVATAR fjord Zoë" };
        for align in [Align::Left, Align::Center, Align::Right] {
            for spacing in [Spacing::Baseline, Spacing::Middle] {
                for bend in [Bend::Rigid, Bend::Warp] {
                    for curve in [
                        CurveShape::Sagitta(0.0),
                        CurveShape::Sagitta(1e-12),
                        CurveShape::Radius(0.0),
                    ] {
                        let path = TextPath { bend, spacing, ..along(curve) };
                        let (straight, bent) = set(&font, text, &path, align);
                        assert!(apart(&straight, &bent) < 1e-9, "{name} {path:?}");
                    }
                }
            }
        }
    }
    // A path that is drawn where the straight line is.
    let font = font(ROBOTO);
    let straight = layout_line(&LineRequest {
        width: WIDTH,
        height: HEIGHT,
        align: Align::Center,
        ..request(&font, "AVATAR fjord")
    });
    let y = straight.lines[0].baseline;
    for bend in [Bend::Rigid, Bend::Warp] {
        let path = TextPath { bend, ..along(svg(&format!("M0 {y}H40L{WIDTH} {y}"))) };
        let (straight, bent) = set(&font, "AVATAR fjord", &path, Align::Center);
        assert!(apart(&straight, &bent) < 1e-9);
    }
}

#[test]
fn an_arc_rises_as_told_and_its_ends_are_the_boxs() {
    for rise in [1e-7, 0.5, 30.0, 60.0, 100.0, -12.0, -100.0] {
        let curve = Curve::new(&CurveShape::Sagitta(rise), WIDTH, HEIGHT, false).unwrap();
        let (a, m, b) = (curve.at(0.0), curve.at(curve.length() / 2.0), curve.at(curve.length()));
        assert!((m.point - Point::new(WIDTH / 2.0, 0.0)).hypot() < 1e-7, "{rise}: {m:?}");
        assert!((a.point - Point::new(0.0, rise)).hypot() < 1e-7, "{rise}: {a:?}");
        assert!((b.point - Point::new(WIDTH, rise)).hypot() < 1e-7, "{rise}: {b:?}");
    }
    let curve = Curve::new(&CurveShape::Radius(100.0), WIDTH, HEIGHT, false).unwrap();
    let station = curve.at(3.0);
    assert!((station.curvature - 0.01).abs() < 1e-12);
    assert!(
        (station.raise(-100.0) - Point::new(60.0, 100.0)).hypot() < 2.1,
        "clamped near the center"
    );
    // Too small for the box: half a circle in its middle.
    let curve = Curve::new(&CurveShape::Radius(20.0), WIDTH, HEIGHT, false).unwrap();
    assert!((curve.length() - 20.0 * std::f64::consts::PI).abs() < 1e-9);
    assert!((curve.at(0.0).point - Point::new(40.0, 20.0)).hypot() < 1e-9);
}

#[test]
fn lengths_are_lengths() {
    for shape in shapes() {
        for reverse in [false, true] {
            let curve = Curve::new(&shape, WIDTH, HEIGHT, reverse).unwrap();
            // Short chords add up to the length, and run in the direction told.
            let n = 20_000;
            let (mut sum, mut last) = (0.0, curve.at(0.0));
            for i in 1..=n {
                let next = curve.at(curve.length() * f64::from(i) / f64::from(n) * (1.0 - 1e-12));
                let step = next.point - last.point;
                let stride = curve.length() / f64::from(n);
                assert!(step.hypot() < stride * (1.0 + 1e-6), "{shape:?} at {i}: {step:?}");
                if step.hypot() > stride * 0.999 {
                    let forward = step.dot(Vec2::new(next.cos, next.sin)) / step.hypot();
                    assert!(forward > 0.999, "{shape:?} at {i}: {forward}");
                }
                sum += step.hypot();
                last = next;
            }
            assert!((sum / curve.length() - 1.0).abs() < 1e-4, "{shape:?}: {sum}");
        }
    }
}

#[test]
fn a_path_is_as_long_as_kurbo_says() {
    let data = "M5 40C30 -20 60 90 115 20Q140 80 60 70L3 4";
    let expected: f64 = BezPath::from_svg(data).unwrap().segments().map(|s| s.arclen(1e-10)).sum();
    let curve = Curve::new(&svg(data), WIDTH, HEIGHT, false).unwrap();
    assert!((curve.length() - expected).abs() < 1e-5, "{} {expected}", curve.length());
    // Halves of the first segment too.
    let first = BezPath::from_svg(data).unwrap().segments().next().unwrap();
    for part in [0.1, 0.5, 0.77] {
        let t = first.inv_arclen(first.arclen(1e-10) * part, 1e-10);
        let at = curve.at(first.arclen(1e-10) * part).point;
        assert!(at.distance(kurbo::ParamCurve::eval(&first, t)) < 1e-5);
    }
}

#[test]
fn reversed_curves_are_the_same_points_backward() {
    for shape in shapes() {
        let there = Curve::new(&shape, WIDTH, HEIGHT, false).unwrap();
        let back = Curve::new(&shape, WIDTH, HEIGHT, true).unwrap();
        assert!((there.length() - back.length()).abs() < 1e-6);
        for part in [0.01, 0.3, 0.61, 0.9] {
            let (a, b) = (there.at(there.length() * part), back.at(there.length() * (1.0 - part)));
            assert!(a.point.distance(b.point) < 1e-5, "{shape:?} {part}: {a:?} {b:?}");
            assert!((a.cos + b.cos).abs() < 1e-4 && (a.sin + b.sin).abs() < 1e-4, "{shape:?}");
        }
    }
}

#[test]
fn turning_keeps_the_shape_of_letters_and_of_clusters() {
    let font = font(SCRIPT);
    for shape in shapes() {
        for (side, reverse) in [
            (Side::Outside, false),
            (Side::Inside, false),
            (Side::Middle, true),
            (Side::Outside, true),
        ] {
            let path = TextPath { side, reverse, ..along(shape.clone()) };
            let (straight, bent) = set(&font, "x\u{301}Zo\u{308}é", &path, Align::Center);
            for (a, b) in straight.glyphs.iter().zip(&bent.glyphs) {
                let (Shape::Turned { cos, sin }, (Some(pa), Some(pb))) =
                    (&b.shape, (straight.outline(a), bent.outline(b)))
                else {
                    continue;
                };
                assert!((cos * cos + sin * sin - 1.0).abs() < 1e-9);
                let turned = Affine::new([*cos, *sin, -sin, *cos, 0.0, 0.0]);
                let moved =
                    Affine::translate((b.x, b.y)) * turned * Affine::translate((-a.x, -a.y)) * pa;
                let far = moved.segments().zip(pb.segments()).map(|(a, b)| {
                    kurbo::ParamCurve::eval(&a, 0.4).distance(kurbo::ParamCurve::eval(&b, 0.4))
                });
                assert!(far.fold(0.0, f64::max) < 1e-9);
            }
            // Marks stay with their letters.
            for i in 1..straight.glyphs.len() {
                let (a, b) = (&straight.glyphs[i - 1..=i], &bent.glyphs[i - 1..=i]);
                if a[0].cluster == a[1].cluster {
                    let d = |g: &[liveproof::text::Glyph]| {
                        Vec2::new(g[1].x - g[0].x, g[1].y - g[0].y).hypot()
                    };
                    assert!((d(a) - d(b)).abs() < 1e-9);
                    assert_eq!(b[0].shape, b[1].shape);
                }
            }
        }
    }
}

#[test]
fn letters_are_as_far_apart_as_their_advances() {
    let font = font(ROBOTO);
    // Letters of one width: their middles are as far apart as their origins.
    let circle = CurveShape::Circle { radius: 30.0, start: 0.0 };
    let (straight, bent) = set(&font, "nnnnnnnn", &along(circle), Align::Center);
    let center = Point::new(WIDTH / 2.0, HEIGHT / 2.0);
    let angle = |g: &liveproof::text::Glyph| {
        let d = Point::new(g.x, g.y) - center;
        libm::atan2(d.x, -d.y)
    };
    for i in 1..straight.glyphs.len() {
        let along = (angle(&bent.glyphs[i]) - angle(&bent.glyphs[i - 1])) * 30.0;
        let advance = straight.glyphs[i].x - straight.glyphs[i - 1].x;
        assert!((along - advance).abs() < 1e-9, "{along} {advance}");
    }
    // Measured at half the x height, they are that far apart there.
    let path = TextPath {
        spacing: Spacing::Middle,
        ..along(CurveShape::Circle { radius: 30.0, start: 0.0 })
    };
    let (_, bent) = set(&font, "nnnnnnnn", &path, Align::Center);
    let height = font.metrics().x_height.unwrap() * 10.0 / 2.0;
    let beside = (angle(&bent.glyphs[1]) - angle(&bent.glyphs[0])) * (30.0 + height);
    let advance = straight.glyphs[1].x - straight.glyphs[0].x;
    assert!((beside - advance).abs() < 1e-9, "{beside} {advance}");
    // The same on a circle drawn as a path, by the table.
    let round = kurbo::Arc::new(center, (30.0, 30.0), -1.5, 3.0, 0.0).to_path(1e-9);
    let path = TextPath { spacing: Spacing::Middle, ..along(CurveShape::Path(Arc::new(round))) };
    let (_, bent) = set(&font, "nnnnnnnn", &path, Align::Center);
    let beside = (angle(&bent.glyphs[1]) - angle(&bent.glyphs[0])) * (30.0 + height);
    assert!((beside - advance).abs() < 1e-6, "{beside} {advance}");
}

#[test]
fn readable_at_the_bottom_and_outside() {
    let font = font(ROBOTO);
    let circle = CurveShape::Circle { radius: 30.0, start: 180.0 };
    let path = TextPath { reverse: true, ..along(circle) };
    let (_, bent) = set(&font, "HHH", &path, Align::Center);
    assert!(bent.glyphs[0].x < bent.glyphs[1].x && bent.glyphs[1].x < bent.glyphs[2].x);
    let Shape::Turned { cos, .. } = bent.glyphs[1].shape else {
        // The middle letter stands upright.
        assert_eq!(bent.glyphs[1].shape, Shape::Upright);
        return;
    };
    assert!(cos > 0.999, "upright: {cos}");
    let middle = bent.glyph_bounds(&bent.glyphs[1]).unwrap();
    assert!((middle.y0 - (HEIGHT / 2.0 + 30.0)).abs() < 0.1, "hangs from the circle: {middle:?}");
}

#[test]
fn sides_and_offset_move_as_told() {
    let font = font(ROBOTO);
    let cap = font.metrics().cap_height.unwrap() * 10.0;
    let circle = || along(CurveShape::Circle { radius: 30.0, start: 0.0 });
    let center = Point::new(WIDTH / 2.0, HEIGHT / 2.0);
    let radius = |path: &TextPath| {
        let (_, bent) = set(&font, "o", path, Align::Center);
        let outline = bent.outline(&bent.glyphs[0]).unwrap();
        let b = outline.bounding_box();
        (center.y - b.y0, center.y - b.y1)
    };
    let (top, foot) = radius(&circle());
    for (side, down) in [(Side::Middle, cap / 2.0), (Side::Inside, cap)] {
        let (t, f) = radius(&TextPath { side, ..circle() });
        assert!((top - t - down).abs() < 1e-9 && (foot - f - down).abs() < 1e-9, "{side:?}");
    }
    // A quarter of the way around.
    let offset = 30.0 * std::f64::consts::FRAC_PI_2;
    let (_, bent) = set(&font, "o", &TextPath { offset, ..circle() }, Align::Center);
    let b = bent.ink.unwrap();
    assert!((b.center().y - center.y).abs() < 0.1 && b.x0 > center.x + 29.0, "{b:?}");
}

/// Parts of ink that hang together, of eight neighbors.
fn parts(layout: &Layout) -> usize {
    let coverage =
        draw_layout(&mut GlyphCache::new(), layout, Affine::scale(24.0), None, EVERYWHERE)
            .unwrap()
            .unwrap();
    let (w, h) = (coverage.mask.width() as usize, coverage.mask.height() as usize);
    let mut open: Vec<bool> = coverage.mask.data().iter().map(|v| *v > 100).collect();
    let mut count = 0;
    for start in 0..open.len() {
        if !open[start] {
            continue;
        }
        count += 1;
        let mut todo = vec![start];
        open[start] = false;
        while let Some(i) = todo.pop() {
            let (x, y) = ((i % w) as isize, (i / w) as isize);
            for (dx, dy) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
                let (x, y) = (x + dx, y + dy);
                if x < 0 || y < 0 || x >= w as isize || y >= h as isize {
                    continue;
                }
                let j = y as usize * w + x as usize;
                if open[j] {
                    open[j] = false;
                    todo.push(j);
                }
            }
        }
    }
    count
}

#[test]
fn joined_letters_stay_joined() {
    let font = font(ARABIC);
    for text in ["محمد", "عليكم", "السلام"] {
        let expected = parts(&layout_line(&request(&font, text)));
        for shape in [
            CurveShape::Sagitta(30.0),
            CurveShape::Radius(-30.0),
            CurveShape::Circle { radius: 12.0, start: 0.0 },
            CurveShape::Spiral { radius: 10.0, pitch: 14.0, turns: 2.0, start: 0.0 },
        ] {
            for bend in [Bend::Rigid, Bend::Warp] {
                for spacing in [Spacing::Middle, Spacing::Baseline] {
                    let path = TextPath { bend, spacing, ..along(shape.clone()) };
                    let (_, bent) = set(&font, text, &path, Align::Center);
                    assert_eq!(parts(&bent), expected, "{text} {path:?}");
                }
            }
        }
    }
}

#[test]
fn a_connected_script_face_stays_connected() {
    let font = font(SCRIPT);
    // No i or j: their dots are parts of their own.
    let text = "hummum";
    let expected = parts(&layout_line(&request(&font, text)));
    for radius in [30.0, 60.0, -30.0] {
        let path = TextPath { spacing: Spacing::Middle, ..along(CurveShape::Radius(radius)) };
        let (_, bent) = set(&font, text, &path, Align::Center);
        assert_eq!(parts(&bent), expected, "{radius}");
    }
}

#[test]
fn bent_outlines_are_as_exact_as_told() {
    for name in [ROBOTO, SCRIPT] {
        let font = font(name);
        for shape in shapes().into_iter().take(8) {
            let path = TextPath { bend: Bend::Warp, ..along(shape.clone()) };
            let (straight, bent) = set(&font, "Hogfl", &path, Align::Left);
            let curve = path.curve(WIDTH, HEIGHT).unwrap();
            let base = straight.lines[0].baseline;
            let down = curve.extent().map_or(0.0, |(top, bottom)| base - (top + bottom) / 2.0);
            for (a, b) in straight.glyphs.iter().zip(&bent.glyphs) {
                let (Some(pa), Some(pb)) = (straight.outline(a), bent.outline(b)) else { continue };
                // What is drawn, finely; every true point must lie on it.
                let drawn: Vec<Point> = pb
                    .segments()
                    .flat_map(|s| {
                        (0..64).map(move |i| kurbo::ParamCurve::eval(&s, f64::from(i) / 64.0))
                    })
                    .collect();
                for segment in pa.segments() {
                    for i in 0..16 {
                        let p = kurbo::ParamCurve::eval(&segment, f64::from(i) / 16.0);
                        let mut truth = curve.at(p.x).raise(base - p.y);
                        truth.y += down;
                        let near = drawn
                            .windows(2)
                            .map(|w| {
                                kurbo::ParamCurveNearest::nearest(
                                    &kurbo::Line::new(w[0], w[1]),
                                    truth,
                                    1e-9,
                                )
                                .distance_sq
                            })
                            .fold(f64::INFINITY, f64::min)
                            .sqrt();
                        assert!(near < 0.005, "{name} {shape:?}: {near} mm off");
                    }
                }
            }
        }
    }
}

#[test]
fn overflow_is_told() {
    let font = font(ROBOTO);
    let short = along(svg("M0 40H30"));
    let (straight, bent) = set(&font, "Maximiliana", &short, Align::Left);
    let over = straight.lines[0].width - 30.0;
    assert!((bent.overflow.unwrap() - over).abs() < 0.7, "{:?} {over}", bent.overflow);
    // Moved off the end.
    let path = TextPath { offset: 25.0, ..along(svg("M0 40H30")) };
    assert!(set(&font, "HH", &path, Align::Left).1.overflow.unwrap() > 5.0);
    // Around a circle there is no end, but a length.
    let circle = |radius| along(CurveShape::Circle { radius, start: 0.0 });
    assert_eq!(set(&font, "Maximiliana", &circle(10.0), Align::Center).1.overflow, None);
    assert!(set(&font, "Maximiliana", &circle(5.0), Align::Center).1.overflow.unwrap() > 10.0);
}

#[test]
fn hebrew_runs_from_right_to_left_along_the_curve() {
    let font = font(HEBREW);
    let (straight, bent) = set(&font, "שלום", &along(CurveShape::Sagitta(20.0)), Align::Center);
    assert!(straight.lines[0].right_to_left);
    assert!(bent.glyphs.windows(2).all(|g| g[0].x < g[1].x));
}

#[test]
fn nonsense_is_harmless() {
    let odd = [f64::NAN, f64::INFINITY, -1e300, -5.0, 0.0, 1e-300, 1e-6, 0.5, 7.0, 1e7, 1e300];
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let paths = [
        "M0 0",
        "M5 5L5 5",
        "M0 0C0 0 0 0 0 0Z",
        "M0 0C10 10 10 10 0 0",
        "M0 0L10 0L0 0L10 0",
        "M0 0C40 0 -30 0 10 0",
        "M1 1Z",
        "M0 0H1e-9",
    ];
    let (latin, arabic) = (font(ROBOTO), font(ARABIC));
    for _ in 0..3000 {
        let pick = |n: usize| odd[n % odd.len()];
        let curve = match next() % 5 {
            0 => CurveShape::Sagitta(pick(next())),
            1 => CurveShape::Radius(pick(next())),
            2 => CurveShape::Circle { radius: pick(next()), start: pick(next()) },
            3 => CurveShape::Spiral {
                radius: pick(next()),
                pitch: pick(next()),
                turns: pick(next()),
                start: pick(next()),
            },
            _ => svg(paths[next() % paths.len()]),
        };
        let path = TextPath {
            curve,
            bend: if next() % 2 == 0 { Bend::Rigid } else { Bend::Warp },
            side: [Side::Outside, Side::Middle, Side::Inside][next() % 3],
            reverse: next() % 2 == 0,
            spacing: [Spacing::Middle, Spacing::Baseline][next() % 2],
            offset: pick(next()),
        };
        let warp = Warp {
            form: WarpForm::Style(WarpStyle::Arc),
            amount: pick(next()),
            horizontal: pick(next()),
            vertical: pick(next()),
        };
        let (width, height) = (pick(next()), pick(next()));
        let curve = path.curve(width, height);
        let (font, text) = if next() % 2 == 0 { (&latin, "Añ") } else { (&arabic, "لا") };
        let room = curve.as_ref().map_or(width, |c| path.room(c, font, 10.0));
        let straight =
            layout_line(&LineRequest { width: room, height, size: 10.0, ..request(font, text) });
        let bent = bend(
            straight,
            &BendRequest {
                runs: &[run(text, &[])],
                path: curve.as_ref().map(|c| (&path, c)),
                warp: (next() % 2 == 0).then_some(&warp),
                room,
                align: Align::Center,
                vertical_align: VerticalAlign::Middle,
            },
        );
        let numbers = bent.glyphs.iter().flat_map(|g| [g.x, g.y]).chain(bent.overflow);
        assert!(numbers.into_iter().all(f64::is_finite), "{path:?} {width} {height}: {bent:?}");
        assert!(bent.ink.is_none_or(|r| r.is_finite()), "{path:?}");
        let count: usize =
            bent.glyphs.iter().filter_map(|g| bent.outline(g)).map(|p| p.elements().len()).sum();
        assert!(count < 20_000, "{count} elements: {path:?}");
    }
}
