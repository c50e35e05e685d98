//! Monograms: which letters, where, how large.

use kurbo::Shape as _;
use liveproof::text::{Align, Font, Layout, Monogram, TextRequest, VerticalAlign, layout_monogram};

use crate::support::{ARABIC, ROBOTO, SCRIPT, SERIF, font, run};

const ALL: [Monogram; 4] =
    [Monogram::Classic, Monogram::Stacked, Monogram::Circle, Monogram::Split];

fn set(text: &str, fonts: &[Font], monogram: Monogram, width: f64, height: f64) -> Layout {
    let runs = [run(text, fonts)];
    let request =
        TextRequest { align: Align::Center, ..TextRequest::new(&runs, 10.0, width, height) };
    layout_monogram(&request, monogram)
}

fn clusters(layout: &Layout) -> Vec<u32> {
    let mut clusters: Vec<u32> = layout.glyphs.iter().map(|g| g.cluster).collect();
    clusters.dedup();
    clusters
}

#[test]
fn initials_are_of_words_or_of_one_word() {
    let fonts = [font(ROBOTO)];
    let of = |text: &str| {
        let layout = set(text, &fonts, Monogram::Classic, 50.0, 40.0);
        (clusters(&layout), layout.truncated)
    };
    assert_eq!(of("ALS"), (vec![0, 1, 2], false));
    assert_eq!(of("ALSX"), (vec![0, 1, 2], true));
    assert_eq!(of("Anna Lena Smith"), (vec![0, 5, 10], false));
    assert_eq!(of("Anna Smith"), (vec![0, 5], false));
    assert_eq!(of(" é x"), (vec![1, 4], false), "blanks and accents count as people count");
    assert!(of("A B C D").1);
    assert_eq!(of(""), (vec![], false));
    assert_eq!(of("Anna 漢 B").0, [0, 9], "what the font lacks is left out");
}

#[test]
fn every_figure_fills_its_box_and_stays_inside() {
    for name in [ROBOTO, SCRIPT, SERIF, ARABIC] {
        let fonts = [font(name)];
        let text = if name == ARABIC { "محمد علي حسن" } else { "Quinn Jo Lamb" };
        for monogram in ALL {
            for (width, height) in [(60.0, 20.0), (20.0, 60.0), (33.0, 33.0)] {
                for vertical_align in
                    [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom]
                {
                    let runs = [run(text, &fonts)];
                    let request = TextRequest {
                        align: Align::Center,
                        vertical_align,
                        extra: 0.5,
                        ..TextRequest::new(&runs, 10.0, width, height)
                    };
                    let layout = layout_monogram(&request, monogram);
                    let case = format!("{name} {monogram:?} {width}×{height}: {:?}", layout.ink);
                    let ink = layout.ink.unwrap();
                    assert!(ink.x0 > 0.49 && ink.y0 > 0.49, "{case}");
                    assert!(ink.x1 < width - 0.49 && ink.y1 < height - 0.49, "{case}");
                    let fills = (ink.width() - (width - 1.0)).abs() < 0.02
                        || (ink.height() - (height - 1.0)).abs() < 0.02;
                    assert!(fills, "{case}");
                }
            }
        }
    }
}

#[test]
fn the_middle_of_three_is_larger() {
    let fonts = [font(SERIF)];
    let layout = set("ALS", &fonts, Monogram::Classic, 60.0, 30.0);
    let sizes: Vec<f64> = layout.styles.iter().map(|s| s.size).collect();
    assert!(sizes[1] > sizes[0] && sizes[0] == sizes[2], "{sizes:?}");
    let two = set("AL", &fonts, Monogram::Classic, 60.0, 30.0);
    assert_eq!(two.styles[0].size, two.styles[1].size);
    let stacked = set("ALS", &fonts, Monogram::Stacked, 60.0, 30.0);
    let [a, l, s] = &stacked.glyphs[..] else { panic!("{stacked:?}") };
    assert!(a.y < l.y && l.y == s.y && s.x > a.x.max(l.x));
}

/// Letters follow one another as they are read.
#[test]
fn arabic_initials_run_from_the_right() {
    let fonts = [font(ARABIC)];
    for monogram in [Monogram::Classic, Monogram::Circle, Monogram::Stacked] {
        let layout = set("محمد علي حسن", &fonts, monogram, 60.0, 30.0);
        let middle = |cluster: u32| {
            let boxes = layout.glyphs.iter().filter(|g| g.cluster == cluster);
            let bounds: Vec<_> = boxes.filter_map(|g| layout.glyph_bounds(g)).collect();
            bounds[0].center().x
        };
        assert!(middle(0) > middle(16), "{monogram:?}");
    }
}

#[test]
fn letters_of_a_circle_are_in_its_ring() {
    let fonts = [font(ROBOTO)];
    for text in ["A", "AL", "ALS"] {
        let layout = set(text, &fonts, Monogram::Circle, 50.0, 40.0);
        let (ring, letters) = layout.glyphs.split_last().unwrap();
        let ring = layout.outline(ring).unwrap();
        let bounds = ring.bounding_box();
        assert!((bounds.width() - 40.0).abs() < 0.02, "{bounds:?}");
        // A band of this thickness: area over middle circumference.
        let thickness = ring.area().abs() / (std::f64::consts::PI * 40.0 * (1.0 - 0.0225));
        assert!((thickness - 0.9).abs() < 0.02, "{thickness}");
        for letter in letters {
            for element in layout.outline(letter).unwrap().flatten_points() {
                let away = (element - bounds.center()).hypot();
                assert!(away < 20.0 * 0.87, "{text}: {away}");
            }
        }
    }
}

#[test]
fn a_split_letter_leaves_room_for_the_text() {
    let fonts = [font(ROBOTO)];
    let layout = set("Hanna", &fonts, Monogram::Split, 60.0, 50.0);
    let (letter, name) = layout.glyphs.split_first().unwrap();
    assert_eq!(name.len(), 5);
    let (top, bottom) = name.iter().fold((f64::MAX, f64::MIN), |(top, bottom), glyph| {
        let b = layout.glyph_bounds(glyph).unwrap();
        (top.min(b.y0), bottom.max(b.y1))
    });
    let outline = layout.outline(letter).unwrap();
    for p in outline.flatten_points() {
        assert!(p.y < top || p.y > bottom, "{p:?} is in the text from {top} to {bottom}");
    }
    // What is left of an upright stem is what the gap leaves of its height.
    let whole = set("H", &[font(ROBOTO)], Monogram::Classic, 60.0, 50.0);
    let all = whole.outline(&whole.glyphs[0]).unwrap();
    let part = outline.area().abs() / all.area().abs();
    assert!((0.55..0.75).contains(&part), "{part}");
}

#[test]
fn nonsense_is_a_figure_or_nothing() {
    let fonts = [font(ROBOTO)];
    let long = "word ".repeat(5000);
    for text in ["", " ", "\u{0}", "A", "a\u{301}\u{302}", "👩\u{200d}👧", long.as_str()] {
        for monogram in ALL {
            for side in [0.0, f64::NAN, f64::INFINITY, -3.0, 1e-300, 1e300, 20.0] {
                for fonts in [&fonts[..], &[]] {
                    let layout = set(text, fonts, monogram, side, 30.0);
                    let finite = |g: &liveproof::text::Glyph| g.x.is_finite() && g.y.is_finite();
                    assert!(layout.glyphs.iter().all(finite), "{text:?} {monogram:?} {side}");
                    assert!(layout.size.is_finite());
                }
            }
        }
    }
}

/// The points of a path's flattened outline.
trait Points {
    fn flatten_points(&self) -> Vec<kurbo::Point>;
}

impl Points for kurbo::BezPath {
    fn flatten_points(&self) -> Vec<kurbo::Point> {
        let mut points = Vec::new();
        kurbo::flatten(self, 0.01, |element| points.extend(element.end_point()));
        points
    }
}
