//! Layout: width, spacing, fit, place in the box. All in millimeters.

use crate::support::{
    ALL, ARABIC, HEBREW, LineRequest, ROBOTO, SCRIPT, SERIF, font, layout_line, request,
};
use liveproof::text::{Align, Fit, Layout, VerticalAlign};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * (1.0 + a.abs())
}

#[test]
fn spacing_adds_one_measure_per_gap_and_parts_ligatures() {
    let font = font(SERIF);
    let set = |text: &str, letter_spacing: f64| {
        layout_line(&LineRequest { letter_spacing, ..request(&font, text) })
    };
    let plain = set("Hamburg", 0.0);
    for spacing in [0.5, 3.0, -0.25] {
        let spaced = set("Hamburg", spacing);
        assert!(
            near(spaced.lines[0].width - plain.lines[0].width, 6.0 * spacing),
            "{}",
            spaced.lines[0].width - plain.lines[0].width
        );
        for (i, (a, b)) in plain.glyphs.iter().zip(&spaced.glyphs).enumerate() {
            assert!(near(b.x - a.x, i as f64 * spacing));
        }
    }
    assert_eq!(set("fi", 0.0).glyphs.len(), 1);
    assert_eq!(set("fi", 0.5).glyphs.len(), 2);
    // A letter and its mark are one.
    let mark = set("x\u{301}y", 2.0).lines[0].width - set("x\u{301}y", 0.0).lines[0].width;
    assert!(near(mark, 2.0), "{mark}");
}

#[test]
fn joined_scripts_are_not_torn_apart() {
    let font = font(ARABIC);
    let plain = request(&font, "محمد");
    let spaced = LineRequest { letter_spacing: 3.0, ..plain.clone() };
    assert_eq!(layout_line(&plain), layout_line(&spaced));
    let hebrew = crate::support::font(HEBREW);
    let plain = request(&hebrew, "שלום");
    let spaced = LineRequest { letter_spacing: 3.0, ..plain.clone() };
    assert!(near(layout_line(&spaced).lines[0].width, layout_line(&plain).lines[0].width + 9.0));
}

#[test]
fn everything_grows_with_the_em() {
    for name in ALL {
        let font = font(name);
        let text = if name == ARABIC {
            "سلام"
        } else if name == HEBREW {
            "שלום"
        } else {
            "Zoë fjord"
        };
        let small = request(&font, text);
        let large = LineRequest { size: 70.0, height: 140.0, ..small.clone() };
        let (a, b) = (layout_line(&small), layout_line(&large));
        assert_eq!(a.glyphs.len(), b.glyphs.len());
        assert!(
            near(a.lines[0].width * 7.0, b.lines[0].width)
                && near(a.lines[0].baseline * 7.0, b.lines[0].baseline),
            "{name}"
        );
        for (a, b) in a.glyphs.iter().zip(&b.glyphs) {
            assert!(a.id == b.id && near(a.x * 7.0, b.x) && near(a.y * 7.0, b.y), "{name}");
        }
    }
}

#[test]
fn a_line_that_fits_keeps_its_size() {
    let font = font(ROBOTO);
    let wide = layout_line(&LineRequest { fit: Fit::Shrink, ..request(&font, "Anna") });
    assert_eq!(wide.size, 10.0);
    assert_eq!(wide.overflow, None);
    let exact =
        LineRequest { fit: Fit::Shrink, width: wide.lines[0].width, ..request(&font, "Anna") };
    assert_eq!(layout_line(&exact).size, 10.0);
}

#[test]
fn shrinking_keeps_ink_and_stroke_inside() {
    for name in ALL {
        let font = font(name);
        let texts: &[&str] = match name {
            ARABIC => &["محمد عبد الله"],
            HEBREW => &["שלום עולם"],
            _ => &["Wilhelmina", "jeff", "fjfjfj", "Q", "AVAVA", "f"],
        };
        for text in texts {
            for align in [Align::Left, Align::Center, Align::Right, Align::Start, Align::End] {
                for (width, extra) in [(20.0, 0.0), (20.0, 1.5), (3.0, 0.5), (7.77, 0.1)] {
                    for letter_spacing in [0.0, 1.0] {
                        let line = layout_line(&LineRequest {
                            fit: Fit::Shrink,
                            size: 30.0,
                            min_size: 0.1,
                            width,
                            extra,
                            align,
                            letter_spacing,
                            ..request(&font, text)
                        });
                        let ink = line.ink.unwrap();
                        let case = format!("{name} {text} {align:?} {width} {extra}: {ink:?}");
                        assert_eq!(line.overflow, None, "{case}");
                        assert!(ink.x0 - extra > -1e-9, "{case}");
                        assert!(ink.x1 + extra < width + 1e-9, "{case}");
                        assert!(line.size <= 30.0 && line.size > 0.1, "{case}");
                    }
                }
            }
        }
    }
}

#[test]
fn shrinking_takes_no_more_than_it_must() {
    let font = font(ROBOTO);
    let line = layout_line(&LineRequest {
        fit: Fit::Shrink,
        size: 30.0,
        width: 25.0,
        extra: 1.0,
        ..request(&font, "Hanna")
    });
    assert!(near(line.lines[0].width, 23.0), "{}", line.lines[0].width);
}

#[test]
fn below_the_smallest_size_the_overflow_is_told() {
    let font = font(ROBOTO);
    let base = LineRequest {
        fit: Fit::Shrink,
        min_size: 8.0,
        width: 30.0,
        extra: 0.5,
        align: Align::Center,
        ..request(&font, "Maximiliana Wilhelmina")
    };
    let line = layout_line(&base);
    assert_eq!(line.size, 8.0);
    let over = line.overflow.unwrap();
    assert!(
        (over - (line.lines[0].width + 1.0 - 30.0)).abs() < 0.5,
        "{over} of {}",
        line.lines[0].width
    );
    // Told the same whether shrinking was tried or not; and gone once the box is as much wider.
    let fixed = layout_line(&LineRequest { fit: Fit::None, size: 8.0, ..base.clone() });
    assert!(near(fixed.overflow.unwrap(), over));
    let wider = LineRequest { width: 30.0 + over + 1e-6, ..base.clone() };
    assert_eq!(layout_line(&wider).overflow, None);
    // A smallest size above the size is the size.
    let odd = layout_line(&LineRequest { min_size: 50.0, ..base });
    assert_eq!(odd.size, 10.0);
}

#[test]
fn alignment_places_the_advance() {
    let font = font(ROBOTO);
    let place = |align, text| {
        let line =
            layout_line(&LineRequest { align, width: 100.0, extra: 2.0, ..request(&font, text) });
        (line.lines[0].x, line.lines[0].width)
    };
    let (left, width) = place(Align::Left, "Hub");
    assert!(near(left, 2.0));
    assert!(near(place(Align::Right, "Hub").0, 98.0 - width));
    assert!(near(place(Align::Center, "Hub").0, 50.0 - width / 2.0));
    assert_eq!(place(Align::Start, "Hub"), place(Align::Left, "Hub"));
    assert_eq!(place(Align::End, "Hub"), place(Align::Right, "Hub"));
    let hebrew = crate::support::font(HEBREW);
    let start =
        layout_line(&LineRequest {
            align: Align::Start, width: 100.0, ..request(&hebrew, "שלום")
        });
    assert!(
        near(start.lines[0].x + start.lines[0].width, 100.0),
        "right-to-left text starts at the right"
    );
}

#[test]
fn vertical_alignment_places_ascent_and_descent() {
    for name in ALL {
        let font = font(name);
        let set = |vertical_align| -> Layout {
            layout_line(&LineRequest { vertical_align, height: 50.0, ..request(&font, "x") })
        };
        let m = font.metrics();
        let top = set(VerticalAlign::Top);
        assert!(
            near(top.lines[0].ascent, m.ascent * 10.0)
                && near(top.lines[0].descent, m.descent * 10.0)
        );
        assert!(near(top.lines[0].baseline, top.lines[0].ascent));
        let middle = set(VerticalAlign::Middle);
        assert!(near(
            middle.lines[0].baseline - middle.lines[0].ascent,
            50.0 - middle.lines[0].baseline - middle.lines[0].descent
        ));
        assert!(near(set(VerticalAlign::Baseline).lines[0].baseline, 50.0));
        let bottom = set(VerticalAlign::Bottom);
        assert!(near(bottom.lines[0].baseline + bottom.lines[0].descent, 50.0));
    }
}

#[test]
fn nonsense_numbers_give_a_line_of_finite_numbers() {
    let font = font(SCRIPT);
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -5.0, 0.0, 1e300, 1e-300, 5.0];
    let mut seed = 1_u64;
    let mut pick = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        odd[(seed >> 33) as usize % odd.len()]
    };
    for _ in 0..2000 {
        let request = LineRequest {
            size: pick(),
            min_size: pick(),
            letter_spacing: pick(),
            width: pick(),
            height: pick(),
            extra: pick(),
            fit: if pick() > 0.0 { Fit::Shrink } else { Fit::None },
            align: Align::Center,
            ..request(&font, "Zoë")
        };
        let line = layout_line(&request);
        let numbers = [
            line.size,
            line.lines[0].x,
            line.lines[0].width,
            line.lines[0].baseline,
            line.overflow.unwrap_or(0.0),
        ];
        let glyphs = line.glyphs.iter().flat_map(|g| [g.x, g.y]);
        assert!(numbers.into_iter().chain(glyphs).all(f64::is_finite), "{request:?} gave {line:?}");
    }
    assert_eq!(layout_line(&request(&font, "")).glyphs, []);
}

#[test]
fn the_same_request_gives_the_same_line() {
    for name in ALL {
        let (a, b) = (font(name), font(name));
        let text = "Fjord 12½ AVATAR";
        layout_line(&request(&b, "something first"));
        let (a, b) = (layout_line(&request(&a, text)), layout_line(&request(&b, text)));
        assert_eq!((a.glyphs, a.lines), (b.glyphs, b.lines));
    }
}
