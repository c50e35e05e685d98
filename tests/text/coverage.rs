//! Coverage against slow, independent answers, and the laws that caching must not break.

use crate::support::{
    ALL, ARABIC, EVERYWHERE, HEBREW, ROBOTO, SCRIPT, SERIF, at, font, layout_line, polylines,
    request,
};
use kurbo::{Affine, Point};
use liveproof::geom::PixelRect;
use liveproof::pixels::Coverage;
use liveproof::text::{Font, GlyphCache, Layout, MAX_CACHED_GLYPH, draw_layout};

/// A line whose only glyph stands at the origin of the box.
fn lone(font: &Font, letter: &str) -> Layout {
    let mut line = layout_line(&request(font, letter));
    assert_eq!(line.glyphs.len(), 1);
    (line.glyphs[0].x, line.glyphs[0].y) = (0.0, 0.0);
    line
}

fn draw(line: &Layout, transform: Affine, stroke: Option<f64>) -> Coverage {
    draw_layout(&mut GlyphCache::new(), line, transform, stroke, EVERYWHERE).unwrap().unwrap()
}

/// Whether the winding number around `p` is not zero.
fn inside(edges: &[(Point, Point)], p: Point) -> bool {
    let mut winding = 0;
    for (a, b) in edges {
        if (a.y <= p.y) != (b.y <= p.y) {
            let x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if x > p.x {
                winding += if a.y < b.y { 1 } else { -1 };
            }
        }
    }
    winding != 0
}

fn distance(edges: &[(Point, Point)], p: Point) -> f64 {
    let to = |(a, b): &(Point, Point)| {
        let (d, v) = (*b - *a, p - *a);
        let t = if d.hypot2() > 0.0 { (v.dot(d) / d.hypot2()).clamp(0.0, 1.0) } else { 0.0 };
        (v - d * t).hypot2()
    };
    edges.iter().map(to).fold(f64::INFINITY, f64::min).sqrt()
}

/// Mean and largest difference, in levels of 255, to counting samples in a grid of `n` by `n`.
fn difference(coverage: &Coverage, n: i32, hit: impl Fn(Point) -> bool) -> (f64, f64) {
    let rect = coverage.rect().inflate(2);
    let (mut sum, mut largest, mut count) = (0.0, 0.0_f64, 0.0);
    for y in rect.y0..rect.y1 {
        for x in rect.x0..rect.x1 {
            let mut hits = 0;
            for j in 0..n {
                for i in 0..n {
                    let part = |k: i32| (f64::from(k) + 0.5) / f64::from(n);
                    hits +=
                        i32::from(hit(Point::new(f64::from(x) + part(i), f64::from(y) + part(j))));
                }
            }
            let truth = f64::from(hits) / f64::from(n * n) * 255.0;
            let off = (f64::from(at(coverage, x, y)) - truth).abs();
            largest = largest.max(off);
            sum += off;
            count += 1.0;
        }
    }
    (sum / count, largest)
}

/// Ten pixels a millimeter would be 100 pixels an em; these are about 40.
const TRANSFORMS: [Affine; 4] = [
    Affine::new([4.0, 0.0, 0.0, 4.0, 0.0, 0.0]),
    Affine::new([3.1, 1.7, -1.7, 3.1, 0.25, 0.5]),
    Affine::new([-6.0, 0.0, 0.0, 2.5, 0.75, 0.0]),
    Affine::new([3.0, 0.0, 1.5, 4.0, 0.0, 0.25]),
];

#[test]
fn fills_agree_with_counted_samples() {
    let cases =
        [(ROBOTO, "R"), (ROBOTO, "@"), (SERIF, "g"), (SERIF, "&"), (SCRIPT, "Q"), (ARABIC, "ه")];
    for (name, letter) in cases {
        let font = font(name);
        let line = lone(&font, letter);
        let outline = font.outline(line.glyphs[0].id).unwrap();
        for transform in TRANSFORMS {
            let coverage = draw(&line, transform, None);
            let edges = polylines(&(transform * Affine::scale(10.0) * outline.clone()), 50);
            let (mean, largest) = difference(&coverage, 16, |p| inside(&edges, p));
            assert!(
                mean < 1.0 && largest < 16.0,
                "{name} {letter} {transform:?}: {mean} {largest}"
            );
        }
    }
}

/// Looser than for fills: the samples are fewer, and the stroker keeps within 1/16 of a pixel.
#[test]
fn strokes_agree_with_the_distance_to_the_outline() {
    let cases = [(ROBOTO, "R", 1.0), (SERIF, "g", 0.4), (SCRIPT, "Q", 0.8), (ROBOTO, "W", 2.0)];
    for (name, letter, width) in cases {
        let font = font(name);
        let line = lone(&font, letter);
        let outline = font.outline(line.glyphs[0].id).unwrap();
        let edges = polylines(&(Affine::scale(10.0) * outline), 12);
        for transform in TRANSFORMS {
            let coverage = draw(&line, transform, Some(width));
            let back = transform.inverse();
            let (mean, largest) =
                difference(&coverage, 6, |p| distance(&edges, back * p) <= width / 2.0);
            assert!(
                mean < 2.0 && largest < 48.0,
                "{name} {letter} {transform:?}: {mean} {largest}"
            );
        }
    }
}

fn sample(name: &str) -> &'static str {
    match name {
        ARABIC => "محمد",
        HEBREW => "שלום",
        _ => "Zoë Quilt",
    }
}

#[test]
fn a_move_by_whole_pixels_moves_the_mask() {
    for name in ALL {
        let font = font(name);
        let line = layout_line(&request(&font, sample(name)));
        for transform in TRANSFORMS {
            for stroke in [None, Some(0.7)] {
                let still = draw(&line, transform, stroke);
                for (dx, dy) in [(1, 0), (-37, 512), (1000, -999)] {
                    let shift = Affine::translate((f64::from(dx), f64::from(dy)));
                    let moved = draw(&line, shift * transform, stroke);
                    assert_eq!((moved.x, moved.y), (still.x + dx, still.y + dy));
                    assert_eq!(moved.mask, still.mask);
                }
            }
        }
    }
}

#[test]
fn a_cache_changes_no_byte() {
    let mut warm = GlyphCache::new();
    for round in 0..3 {
        for name in ALL {
            let font = font(name);
            let line = layout_line(&request(&font, sample(name)));
            for transform in TRANSFORMS {
                for stroke in [None, Some(0.7), Some(0.71)] {
                    let cold = draw(&line, transform, stroke);
                    for _ in 0..2 {
                        let hot = draw_layout(&mut warm, &line, transform, stroke, EVERYWHERE);
                        assert_eq!(hot.unwrap().unwrap(), cold, "{name}, round {round}");
                    }
                }
            }
        }
        if round == 1 {
            warm.clear();
        }
    }
}

#[test]
fn a_clip_only_cuts() {
    for (scale, name) in [(3.0, SCRIPT), (90.0, SERIF), (90.0, ROBOTO)] {
        let font = font(name);
        let line = layout_line(&request(&font, "gB"));
        let transform = Affine::new([scale, scale * 0.1, 0.0, scale, 3.3, 7.7]);
        for stroke in [None, Some(0.6)] {
            let whole = draw(&line, transform, stroke);
            if scale > 50.0 {
                assert!(whole.mask.height() > MAX_CACHED_GLYPH, "large enough not to be cached");
            }
            let r = whole.rect();
            let (w, h) = (r.width() as i32, r.height() as i32);
            for clip in [
                PixelRect::new(r.x0 + w / 3, r.y0 + h / 4, r.x0 + w / 2, r.y0 + h / 2),
                PixelRect::new(r.x0 - 5, r.y0 + h / 2, r.x0 + w / 5, r.y1 + 9),
                PixelRect::new(r.x1 - w / 4, r.y0 - 9, r.x1 + 50, r.y1),
            ] {
                let cut = draw_layout(&mut GlyphCache::new(), &line, transform, stroke, clip);
                let cut = cut.unwrap().unwrap();
                assert!(clip.contains(&cut.rect()));
                for y in clip.y0..clip.y1 {
                    for x in clip.x0..clip.x1 {
                        assert_eq!(at(&cut, x, y), at(&whole, x, y), "{name} {x} {y} {stroke:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_to_draw_draws_nothing() {
    let font = font(ROBOTO);
    let line = layout_line(&request(&font, "Anna"));
    let mut cache = GlyphCache::new();
    let mut none = |line: &Layout, transform, stroke, clip| {
        assert_eq!(draw_layout(&mut cache, line, transform, stroke, clip).unwrap(), None);
    };
    let plain = Affine::scale(4.0);
    none(&line, plain, None, PixelRect::EMPTY);
    none(&line, plain, None, PixelRect::new(-90, -90, -1, -1));
    none(&layout_line(&request(&font, " ")), plain, None, EVERYWHERE);
    none(&layout_line(&request(&font, "漢")), plain, None, EVERYWHERE);
    none(&line, Affine::scale(0.0), None, EVERYWHERE);
    none(&line, Affine::scale(f64::NAN), None, EVERYWHERE);
    none(&line, Affine::translate((f64::INFINITY, 0.0)), None, EVERYWHERE);
    for width in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        none(&line, plain, Some(width), EVERYWHERE);
    }
}

#[test]
fn overlapping_glyphs_take_the_larger_coverage() {
    let font = font(SCRIPT);
    let line = layout_line(&request(&font, "nnn"));
    let transform = Affine::scale(4.0);
    let together = draw(&line, transform, None);
    let mut reversed = line.clone();
    reversed.glyphs.reverse();
    assert_eq!(draw(&reversed, transform, None), together);
    let apart: Vec<Coverage> = (0..3)
        .map(|i| {
            let mut one = line.clone();
            one.glyphs = vec![line.glyphs[i].clone()];
            draw(&one, transform, None)
        })
        .collect();
    let r = together.rect();
    for y in r.y0..r.y1 {
        for x in r.x0..r.x1 {
            let most = apart.iter().map(|c| at(c, x, y)).max().unwrap();
            assert_eq!(at(&together, x, y), most);
        }
    }
}

#[test]
fn ink_of_the_layout_holds_every_covered_pixel() {
    for name in ALL {
        let font = font(name);
        let line = layout_line(&request(&font, sample(name)));
        let ink = line.ink.unwrap();
        let scale = 8.0;
        for stroke in [None, Some(1.0)] {
            let reach = stroke.unwrap_or(0.0) / 2.0;
            let bound = PixelRect::around(
                Affine::scale(scale)
                    .transform_rect_bbox(ink.inflate(reach, reach))
                    .inflate(0.25, 0.25),
            );
            let coverage = draw(&line, Affine::scale(scale), stroke);
            let r = coverage.rect();
            for y in r.y0..r.y1 {
                for x in r.x0..r.x1 {
                    let held = bound.contains(&PixelRect::new(x, y, x + 1, y + 1));
                    assert!(at(&coverage, x, y) == 0 || held, "{name} {x} {y} outside {bound:?}");
                }
            }
        }
    }
}

/// The bytes themselves, so that a change of any kind is noticed, and another target can be held to
/// the same numbers.
#[test]
fn coverage_has_not_drifted() {
    let found: Vec<(&str, [u64; 2])> = ALL
        .iter()
        .map(|name| {
            let font = font(name);
            let line = layout_line(&request(&font, sample(name)));
            let [a, b] =
                [None, Some(0.7)].map(|stroke| fnv(draw(&line, TRANSFORMS[1], stroke).mask.data()));
            (*name, [a, b])
        })
        .collect();
    let expected = [
        (ROBOTO, [4262686718736958698, 5590834795284620943]),
        (SCRIPT, [14365268948998397192, 15836785455668320767]),
        (SERIF, [5923174624270177942, 15050216928992525666]),
        (ARABIC, [7808436465807368399, 6209812511456031779]),
        (HEBREW, [2344350737638122090, 6028484793930239943]),
    ];
    assert_eq!(found, expected, "if the change is meant, these are the new numbers");
}

/// Fowler, Noll and Vo's hash, 1a, 64 bits.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
