//! Variable fonts at places in their design space, and what a run can ask of the shaper. Figures are
//! those of fontTools' instancer, which makes a static font of a variable one.

use kurbo::{BezPath, Shape as _};
use liveproof::text::{Feature, Font, Script, ShapeRequest, ShapedGlyph, shape};

use crate::support::{ARABIC, CFF2, ROBOTO, SCRIPT, VARIABLE, font};

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn run<'a>(font: &'a Font, text: &'a [char]) -> ShapeRequest<'a> {
    ShapeRequest {
        font,
        text,
        range: 0..text.len(),
        script: None,
        right_to_left: false,
        language: None,
        features: &[],
    }
}

fn shaped(font: &Font, text: &str) -> Vec<ShapedGlyph> {
    shape(&run(font, &chars(text)))
}

fn weight(font: &Font, value: f64) -> Font {
    font.with_variations(&[(*b"wght", value)])
}

/// Advance of a letter, its bounds and its area, in font units.
fn figures(font: &Font, c: &str) -> (i32, [f64; 4], f64) {
    let glyph = shaped(font, c)[0];
    let em = f64::from(font.metrics().units_per_em);
    let path: BezPath = font.outline(glyph.id).unwrap();
    let b = path.control_box();
    (glyph.advance, [b.x0, -b.y1, b.x1, -b.y0].map(|v| v * em), path.area().abs() * em * em)
}

#[test]
fn letters_are_those_of_the_instance() {
    let near = |a: f64, b: f64, by: f64| (a - b).abs() <= by;
    for (name, value, letter, advance, bounds, area) in [
        (VARIABLE, 300.0, "H", 693, [92.0, 0.0, 601.0, 717.0], 89433.0),
        (VARIABLE, 400.0, "H", 727, [94.0, 0.0, 633.0, 717.0], 148652.0),
        (VARIABLE, 550.0, "H", 746, [90.04, 0.0, 656.1, 717.0], 188290.7),
        (VARIABLE, 700.0, "A", 720, [5.0, 0.0, 713.0, 717.0], 264909.8),
        (CFF2, 0.0, "$", 490, [53.0, -115.0, 435.0, 762.0], 58963.2),
        (CFF2, 500.0, "$", 510, [51.0, -115.0, 474.0, 746.0], 161877.7),
    ] {
        let at = figures(&weight(&font(name), value), letter);
        let case = format!("{name} {value} {letter}: {at:?}");
        assert_eq!(at.0, advance, "{case}");
        assert!(at.1.iter().zip(bounds).all(|(a, b)| near(*a, b, 1.0)), "{case}");
        assert!(near(at.2, area, area * 0.01), "{case}");
    }
}

#[test]
fn metrics_follow_the_instance() {
    let font = font(VARIABLE);
    let caps = |font: &Font| (font.metrics().cap_height.unwrap() * 1024.0).round();
    assert_eq!(caps(&font), 717.0);
    assert_eq!(caps(&weight(&font, 550.0)), 737.0);
    assert_eq!(caps(&weight(&font, 700.0)), 777.0);
    assert!(weight(&font, 700.0).metrics().ascent > font.metrics().ascent);
}

#[test]
fn axes_are_told_and_values_clamped() {
    let font = font(VARIABLE);
    let axes = font.axes();
    assert_eq!(axes.iter().map(|a| &a.tag).collect::<Vec<_>>(), [b"wght", b"opsz"]);
    assert_eq!((axes[0].min, axes[0].default, axes[0].max), (300.0, 400.0, 700.0));
    let same = |a: &Font, b: &Font| figures(a, "H") == figures(b, "H");
    let (light, bold) = (weight(&font, 300.0), weight(&font, 700.0));
    assert!(same(&weight(&font, 1e9), &bold) && same(&weight(&font, f64::INFINITY), &bold));
    assert!(same(&weight(&font, -1e300), &light) && !same(&light, &bold));
    // The last of two holds, and the place of the font it starts from does not matter.
    assert!(same(&bold.with_variations(&[(*b"wght", 700.0), (*b"wght", 300.0)]), &light));
}

#[test]
fn what_changes_nothing_is_the_same_font() {
    let font = font(VARIABLE);
    for variations in [&[][..], &[(*b"wght", f64::NAN)], &[(*b"wdth", 80.0)], &[(*b"wght", 400.0)]]
    {
        assert_eq!(font.with_variations(variations), font);
        let back = weight(&font, 700.0).with_variations(variations);
        assert_eq!(figures(&back, "H"), figures(&font, "H"));
    }
    let bold = weight(&font, 700.0);
    assert!(bold != font && bold.id() != font.id());
    let rigid = crate::support::font(ROBOTO);
    assert_eq!(weight(&rigid, 700.0), rigid);
    assert!(rigid.axes().is_empty());
}

#[test]
fn features_are_chosen_per_run() {
    let script = font(SCRIPT);
    let text = chars("th");
    assert_eq!(shape(&run(&script, &text)).len(), 1);
    let off = [Feature { tag: *b"liga", value: 0 }];
    assert_eq!(shape(&ShapeRequest { features: &off, ..run(&script, &text) }).len(), 2);
    // And back: the plan of one is not taken for the other's.
    assert_eq!(shape(&run(&script, &text)).len(), 1);
}

#[test]
fn letters_join_across_the_edge_of_a_run() {
    let arabic = font(ARABIC);
    let text = chars("بب");
    let part = |range| {
        let request = ShapeRequest { range, right_to_left: true, ..run(&arabic, &text) };
        shape(&request).iter().map(|g| g.id).collect::<Vec<_>>()
    };
    let whole: Vec<u32> = part(0..2);
    assert_eq!(part(1..2), [whole[0]].to_vec(), "the last letter is leftmost");
    assert_ne!(part(0..1), shaped(&arabic, "ب").iter().map(|g| g.id).collect::<Vec<_>>());
    assert!(part(5..9).is_empty());
}

#[test]
fn script_and_language_are_taken_or_left() {
    let font = font(ROBOTO);
    let text = chars("123 ab");
    let plain = shape(&run(&font, &text));
    assert_eq!(plain.iter().map(|g| g.cluster).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    let long = "x".repeat(1000);
    for language in ["de", "zh-Hant-HK", "", "-", "ß", "a-b-c-d-e-f-g", "x-hbotABCD", &long] {
        let request = ShapeRequest {
            script: Some(Script::LATIN),
            language: Some(language),
            ..run(&font, &text)
        };
        assert_eq!(shape(&request), plain, "{language}");
    }
    let reversed = shape(&ShapeRequest { right_to_left: true, ..run(&font, &text) });
    assert_eq!(reversed.first().map(|g| g.cluster), Some(5));
}
