//! Paragraphs: line breaks, fit, alignment, runs, direction, writing downward.

use crate::support::{ARABIC, HEBREW, ROBOTO, SCRIPT, SERIF, font, run, whole};
use liveproof::text::{
    Align, Bounds, Case, Direction, Feature, Fit, Font, Layout, Run, Shape, TextRequest,
    VerticalAlign, Writing, layout_text,
};

const SENTENCE: &str = "The quick brown fox jumps over the lazy dog, again and again.";

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * (1.0 + a.abs())
}

/// What each line shows of `text`, by clusters in the order of the text.
fn shown(layout: &Layout, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in &layout.lines {
        let mut clusters: Vec<u32> =
            layout.glyphs[line.glyphs.0..line.glyphs.1].iter().map(|g| g.cluster).collect();
        clusters.sort_unstable();
        clusters.dedup();
        let char_at = |at: &u32| text.get(*at as usize..)?.chars().next();
        lines.push(clusters.iter().filter_map(char_at).collect::<String>().trim().to_owned());
    }
    lines
}

fn wrapped<'a>(runs: &'a [Run<'a>], width: f64) -> TextRequest<'a> {
    TextRequest { fit: Fit::Wrap, width, height: 500.0, ..whole(runs) }
}

#[test]
fn lines_hold_as_many_words_as_fit() {
    let fonts = [font(ROBOTO)];
    let runs = [run(SENTENCE, &fonts)];
    for width in [32.0, 45.0, 60.0, 111.0, 400.0] {
        let layout = layout_text(&wrapped(&runs, width));
        let lines = shown(&layout, SENTENCE);
        assert_eq!(lines.join(" "), SENTENCE, "nothing is lost at {width}");
        assert_eq!(layout.size, 10.0);
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            let set = |text: &str| layout_text(&whole(&[run(text, &fonts)])).lines[0].width;
            assert!(set(line) <= width + 1e-6, "{line:?} is wider than {width}");
            let more = format!("{line} {}", next.split(' ').next().unwrap());
            assert!(set(&more) > width, "{more:?} would have fitted {width}");
        }
        assert_eq!(layout.overflow, None);
    }
}

#[test]
fn line_breaks_follow_unicode() {
    let fonts = [font(ROBOTO)];
    let lines =
        |text: &str, width| shown(&layout_text(&wrapped(&[run(text, &fonts)], width)), text);
    assert_eq!(lines("one-two three", 45.0), ["one-two", "three"]);
    assert_eq!(lines("one-two three", 27.0), ["one-", "two", "three"]);
    assert_eq!(lines("10\u{a0}kg of it", 28.0), ["10\u{a0}kg", "of it"], "a hard space holds");
    assert_eq!(lines("a\nb", 100.0), ["a", "b"]);
    assert_eq!(lines("a\n\nb", 100.0), ["a", "", "b"]);
}

#[test]
fn wrapped_text_shrinks_to_its_box_and_lines() {
    let fonts = [font(ROBOTO)];
    let runs = [run(SENTENCE, &fonts)];
    let tall = layout_text(&TextRequest { height: 60.0, ..wrapped(&runs, 40.0) });
    assert!(tall.size < 10.0 && tall.overflow.is_none(), "{}", tall.size);
    let bottom = tall.lines.last().unwrap();
    assert!(bottom.baseline + bottom.descent <= 60.0 + 1e-6);
    // It could hardly have been larger.
    let larger = TextRequest {
        size: tall.size * 1.001,
        min_size: tall.size * 1.001,
        height: 60.0,
        ..wrapped(&runs, 40.0)
    };
    assert!(layout_text(&larger).overflow.is_some());
    let two = layout_text(&TextRequest { max_lines: 2, ..wrapped(&runs, 60.0) });
    assert_eq!(two.lines.len(), 2);
    assert!(two.size < 10.0 && two.overflow.is_none());
    // A word is not broken while a smaller size keeps it whole, but in the end rather than cut off.
    let word = [run("Unwahrscheinlichkeit", &fonts)];
    let small = layout_text(&TextRequest { min_size: 2.0, ..wrapped(&word, 40.0) });
    assert_eq!(small.lines.len(), 1);
    let stuck = layout_text(&TextRequest { min_size: 8.0, ..wrapped(&word, 40.0) });
    assert!(stuck.lines.len() > 1 && stuck.size == 8.0);
    assert!(stuck.lines.iter().all(|l| l.width <= 40.0 + 1e-6));
}

#[test]
fn balanced_lines_are_as_few_and_shorter() {
    let fonts = [font(ROBOTO)];
    let runs = [run(SENTENCE, &fonts)];
    for width in [40.0, 65.0, 90.0, 170.0] {
        let plain = layout_text(&wrapped(&runs, width));
        let even = layout_text(&TextRequest { balance: true, ..wrapped(&runs, width) });
        assert_eq!(plain.lines.len(), even.lines.len());
        let longest = |l: &Layout| l.lines.iter().map(|l| l.width).fold(0.0, f64::max);
        let shortest = |l: &Layout| l.lines.iter().map(|l| l.width).fold(1e9, f64::min);
        assert!(longest(&even) <= longest(&plain) + 1e-9);
        assert!(longest(&even) - shortest(&even) <= longest(&plain) - shortest(&plain) + 1e-9);
    }
}

#[test]
fn justified_lines_fill_the_width_but_the_last() {
    for (name, text) in [(ROBOTO, SENTENCE), (HEBREW, "שלום עולם שלום לכולם וגם לך שלום רב")]
    {
        let fonts = [font(name)];
        let runs = [run(text, &fonts)];
        let request = TextRequest { align: Align::Justify, extra: 1.0, ..wrapped(&runs, 72.0) };
        let layout = layout_text(&request);
        let count = layout.lines.len();
        assert!(count > 2);
        for line in &layout.lines[..count - 1] {
            assert!(near(line.x, 1.0) && near(line.width, 70.0), "{line:?}");
        }
        let last = &layout.lines[count - 1];
        assert!(last.width < 70.0);
        // Reading starts at the right in Hebrew.
        let flush = if name == HEBREW { last.x + last.width - 70.0 } else { last.x };
        assert!(near(flush, 1.0), "{last:?}");
    }
}

#[test]
fn each_fit_does_what_it_says() {
    let fonts = [font(ROBOTO)];
    let (short, long) = ([run("Al", &fonts)], [run("Maximiliana", &fonts)]);
    let set = |runs: &[Run<'_>], fit| {
        let request = TextRequest { fit, width: 50.0, height: 30.0, min_size: 2.0, ..whole(runs) };
        layout_text(&request)
    };
    assert_eq!(set(&short, Fit::Shrink).size, 10.0);
    assert_eq!(set(&long, Fit::Grow).size, 10.0);
    assert!(set(&long, Fit::Grow).overflow.is_some());
    let grown = set(&short, Fit::Grow);
    let height = grown.lines[0].ascent + grown.lines[0].descent;
    assert!(grown.size > 10.0 && near(height, 30.0), "{height}");
    assert_eq!(set(&short, Fit::Fit).size, grown.size);
    assert_eq!(set(&long, Fit::Fit).size, set(&long, Fit::Shrink).size);
    let squeezed = set(&long, Fit::Squeeze);
    assert_eq!(squeezed.size, 10.0);
    assert!(squeezed.styles[0].stretch < 1.0 && near(squeezed.lines[0].width, 50.0));
    let limited = layout_text(&TextRequest {
        fit: Fit::Squeeze,
        width: 20.0,
        min_stretch: 0.8,
        ..whole(&long)
    });
    assert_eq!(limited.styles[0].stretch, 0.8);
    assert!(near(limited.overflow.unwrap(), limited.lines[0].width - 20.0));
    let capped = TextRequest {
        fit: Fit::Grow,
        max_size: 12.0,
        width: 500.0,
        height: 500.0,
        ..whole(&short)
    };
    assert_eq!(layout_text(&capped).size, 12.0);
}

#[test]
fn ink_bounds_touch_the_box() {
    for (name, text) in [(ROBOTO, "Ago"), (SCRIPT, "fjord"), (SERIF, "Quay"), (ARABIC, "محمد")]
    {
        let fonts = [font(name)];
        let runs = [run(text, &fonts)];
        for (width, height) in [(60.0, 20.0), (20.0, 60.0), (33.0, 33.0)] {
            for align in [Align::Left, Align::Center, Align::Right] {
                for vertical_align in
                    [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom]
                {
                    let layout = layout_text(&TextRequest {
                        fit: Fit::Fit,
                        bounds: Bounds::Ink,
                        min_size: 0.1,
                        width,
                        height,
                        extra: 0.5,
                        align,
                        vertical_align,
                        ..whole(&runs)
                    });
                    let ink = layout.ink.unwrap();
                    let case = format!("{name} {width} {align:?} {vertical_align:?}: {ink:?}");
                    let inside = ink.x0 >= 0.5 - 1e-9 && ink.y0 >= 0.5 - 1e-9;
                    assert!(inside, "{case}");
                    assert!(
                        ink.x1 <= width - 0.5 + 1e-9 && ink.y1 <= height - 0.5 + 1e-9,
                        "{case}"
                    );
                    let full = near(ink.width(), width - 1.0) || near(ink.height(), height - 1.0);
                    assert!(full, "{case}");
                    let (x, y) = ((ink.x0 + ink.x1) / 2.0, (ink.y0 + ink.y1) / 2.0);
                    match align {
                        Align::Left => assert!(near(ink.x0, 0.5), "{case}"),
                        Align::Right => assert!(near(ink.x1, width - 0.5), "{case}"),
                        _ => assert!(near(x, width / 2.0), "{case}"),
                    }
                    if vertical_align == VerticalAlign::Middle {
                        assert!(near(y, height / 2.0), "{case}");
                    }
                }
            }
        }
    }
}

/// The letters of a line from left to right.
fn visual(layout: &Layout, text: &str) -> String {
    let mut glyphs: Vec<_> = layout.glyphs.iter().collect();
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    glyphs.iter().filter_map(|g| text[g.cluster as usize..].chars().next()).collect()
}

#[test]
fn mixed_directions_stand_in_visual_order() {
    let fonts = [font(HEBREW), font(ROBOTO)];
    // The expected orders are those of the Unicode Bidirectional Algorithm's own reference.
    for (text, direction, expected) in [
        ("abc אבג def", Direction::Auto, "abc גבא def"),
        ("אבג abc דהו", Direction::Auto, "והד abc גבא"),
        ("אבג 123 דהו", Direction::Auto, "והד 123 גבא"),
        ("abc (אבג) def", Direction::Auto, "abc (גבא) def"),
        ("abc (אבג)", Direction::RightToLeft, "(גבא) abc"),
        ("אבג!", Direction::LeftToRight, "גבא!"),
        ("אבג!", Direction::Auto, "!גבא"),
        ("abc!", Direction::RightToLeft, "!abc"),
    ] {
        let runs = [run(text, &fonts)];
        let layout = layout_text(&TextRequest { direction, ..whole(&runs) });
        // Brackets turn with the text, so compare without their direction.
        let plain = |s: &str| s.replace([' ', '(', ')'], "|");
        assert_eq!(
            plain(&visual(&layout, text)).replace('|', ""),
            plain(expected).replace('|', "")
        );
        assert_eq!(layout.missing, []);
    }
}

#[test]
fn letters_a_font_lacks_come_from_the_next() {
    let fonts = [font(ARABIC), font(ROBOTO)];
    let text = "مرحبا Anna 漢";
    let layout = layout_text(&whole(&[run(text, &fonts)]));
    assert_eq!(layout.missing, ['漢'], "no font has this");
    assert_eq!(layout.styles.len(), 2);
    let latin = layout.glyphs.iter().filter(|g| layout.style(g).unwrap().font == fonts[1]).count();
    assert_eq!(latin, 5, "the blanks stay with the letters before them");
    // The line's height is its own font's, whatever is typed.
    let alone = layout_text(&whole(&[run("مرحبا", &fonts)]));
    assert_eq!(alone.lines[0].baseline, layout.lines[0].baseline);
}

#[test]
fn a_text_cut_in_runs_is_set_as_one() {
    for (name, text, cut) in [(ROBOTO, "Hamburg", 3), (ARABIC, "محمد", 4), (HEBREW, "שלום", 4)]
    {
        let fonts = [font(name)];
        let one = layout_text(&whole(&[run(text, &fonts)]));
        let halves = [run(&text[..cut], &fonts), run(&text[cut..], &fonts)];
        let two = layout_text(&whole(&halves));
        let ids = |l: &Layout| l.glyphs.iter().map(|g| (g.id, g.cluster)).collect::<Vec<_>>();
        assert_eq!(ids(&one), ids(&two), "letters of {text} join across the cut");
        assert!((one.lines[0].width - two.lines[0].width).abs() < 0.5);
    }
}

#[test]
fn runs_have_their_own_size_and_share_the_fit() {
    let (roman, script) = ([font(ROBOTO)], [font(SCRIPT)]);
    let runs = [run("For ", &roman), Run { scale: 2.0, ..run("Anna", &script) }];
    let layout = layout_text(&TextRequest { fit: Fit::Shrink, width: 30.0, ..whole(&runs) });
    assert!(layout.size < 10.0);
    assert_eq!(layout.styles[1].size, layout.styles[0].size * 2.0);
    let tallest = script[0].metrics().ascent * 2.0;
    assert!(near(layout.lines[0].ascent, tallest.max(roman[0].metrics().ascent) * layout.size));
    assert!(layout.glyphs.windows(2).all(|w| w[0].x < w[1].x));
}

#[test]
fn features_and_case_reach_the_letters() {
    let fonts = [font(SERIF)];
    let count = |features: &[Feature], text| {
        layout_text(&whole(&[Run { features, ..run(text, &fonts) }])).glyphs.len()
    };
    assert_eq!(count(&[], "fi"), 1);
    assert_eq!(count(&[Feature { tag: *b"liga", value: 0 }], "fi"), 2);
    let roman = [font(ROBOTO)];
    let upper = [Run { case: Case::Upper, ..run("straße i", &roman) }];
    let ids = |l: Layout| l.glyphs.iter().map(|g| g.id).collect::<Vec<_>>();
    let plain = |text| ids(layout_text(&whole(&[run(text, &roman)])));
    assert_eq!(ids(layout_text(&whole(&upper))), plain("STRASSE I"));
    let turkish = TextRequest { language: Some("tr"), ..whole(&upper) };
    assert_eq!(ids(layout_text(&turkish)), plain("STRASSE İ"));
}

#[test]
fn a_line_down_is_a_line_across_turned() {
    let fonts = [font(ROBOTO)];
    let runs = [run("Anna 26", &fonts)];
    let across = layout_text(&whole(&runs));
    let down = layout_text(&TextRequest {
        writing: Writing::Vertical,
        height: 1000.0,
        vertical_align: VerticalAlign::Top,
        ..whole(&runs)
    });
    assert_eq!(across.glyphs.len(), down.glyphs.len());
    for (a, d) in across.glyphs.iter().zip(&down.glyphs) {
        assert!(near(a.x, d.y) && a.id == d.id, "{a:?} {d:?}");
        assert_eq!(d.shape, Shape::Turned { cos: 0.0, sin: 1.0 });
    }
    let stacked = layout_text(&TextRequest { writing: Writing::Stacked, ..whole(&runs) });
    let cells: Vec<f64> = stacked.glyphs.windows(2).map(|w| w[1].y - w[0].y).collect();
    assert!(cells.iter().all(|c| near(*c, cells[0])), "one letter an em: {cells:?}");
    assert!(near(cells[0], 10.0));
}

#[test]
fn more_lines_than_allowed_become_one() {
    let fonts = [font(ROBOTO)];
    let runs = [run("a\nb\nc\nd", &fonts)];
    let count = |max_lines| layout_text(&TextRequest { max_lines, ..whole(&runs) }).lines.len();
    assert_eq!([count(1), count(2), count(4), count(9), count(0)], [1, 2, 4, 4, 1]);
}

/// Everything is in millimeters, so a box and text twice as large break and stand alike.
#[test]
fn layout_does_not_know_the_scale() {
    let fonts: Vec<Font> = [ROBOTO, ARABIC].map(font).into();
    let text = format!("{SENTENCE} مرحبا بالعالم");
    let runs = [run(&text, &fonts)];
    for fit in [Fit::None, Fit::Shrink, Fit::Grow, Fit::Fit, Fit::Squeeze, Fit::Wrap] {
        for writing in [Writing::Horizontal, Writing::Vertical, Writing::Stacked] {
            let small = TextRequest { fit, writing, width: 60.0, height: 44.0, ..whole(&runs) };
            let large = TextRequest {
                size: small.size * 8.0,
                min_size: small.min_size * 8.0,
                width: 480.0,
                height: 352.0,
                ..small.clone()
            };
            let (a, b) = (layout_text(&small), layout_text(&large));
            assert_eq!(a.lines.len(), b.lines.len(), "{fit:?} {writing:?}");
            for (a, b) in a.glyphs.iter().zip(&b.glyphs) {
                let far = (a.x * 8.0 - b.x).abs().max((a.y * 8.0 - b.y).abs());
                assert!(far < 0.01, "{fit:?} {writing:?}: {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn nonsense_numbers_give_finite_layouts() {
    let fonts = [font(ROBOTO), font(HEBREW)];
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -5.0, 0.0, 1e300, 1e-300, 5.0, 50.0];
    let mut seed = 7_u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    for round in 0..3000 {
        let mut pick = || odd[next(odd.len())];
        let numbers: Vec<f64> = (0..12).map(|_| pick()).collect();
        let runs =
            [Run { scale: numbers[0], ..run("Zoë ", &fonts) }, run("שלום\n\nfi fa fo fum", &fonts)];
        let fits = [Fit::None, Fit::Shrink, Fit::Grow, Fit::Fit, Fit::Squeeze, Fit::Wrap];
        let request = TextRequest {
            size: numbers[1],
            min_size: numbers[2],
            max_size: numbers[3],
            min_stretch: numbers[4],
            line_height: Some(numbers[5]).filter(|v| *v < 1e3),
            letter_spacing: numbers[6],
            word_spacing: numbers[7],
            width: numbers[8],
            height: numbers[9],
            extra: numbers[10],
            fit: fits[next(6)],
            bounds: [Bounds::Metrics, Bounds::Ink][next(2)],
            writing: [Writing::Horizontal, Writing::Vertical, Writing::Stacked][next(3)],
            align: [Align::Left, Align::Center, Align::Justify, Align::End][next(4)],
            balance: next(2) == 0,
            max_lines: next(4),
            ..whole(&runs)
        };
        let layout = layout_text(&request);
        let numbers = layout.glyphs.iter().flat_map(|g| [g.x, g.y]);
        let lines = layout.lines.iter().flat_map(|l| [l.x, l.width, l.baseline, l.ascent]);
        let all = numbers.chain(lines).chain([layout.size, layout.overflow.unwrap_or(0.0)]);
        assert!(all.into_iter().all(f64::is_finite), "{round}: {request:?} gave {layout:?}");
    }
}

/// A heart is in many fonts; with the selector that asks for its emoji form, colors come first.
#[test]
fn symbols_in_emoji_style_come_from_the_font_with_colors() {
    let fonts = [font(ROBOTO), font("ColorPaints.ttf"), font("NotoColorEmoji-subset.ttf")];
    let of = |text: &str| {
        let layout = layout_text(&whole(&[run(text, &fonts)]));
        assert_eq!(layout.missing, []);
        let glyph = &layout.glyphs[0];
        fonts.iter().position(|f| *f == layout.style(glyph).unwrap().font).unwrap()
    };
    assert_eq!(of("A"), 0, "a letter is its own font's");
    assert_eq!(
        of("A\u{fe0f}"),
        1,
        "asked for in colors, it is those of the first font that has any"
    );
    assert_eq!(of("\u{2764}\u{fe0f}"), 2);
}
