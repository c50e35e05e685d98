//! Holds fonts, shaping and outlines against Unicode's text rendering tests:
//! `npm run oracle -- text [DIR]`.
//!
//! Every cell of the corpus's pages names a font, a place on its axes and a text, and shows the
//! outlines that belong there. The text is shaped as one run and its glyphs' outlines are compared
//! with the expected ones as the corpus's own checker does (`check.py`, `svgutil.py` in
//! unicode-org/text-rendering-tests): the same segments, every coordinate, rounded down to whole
//! thousandths of an em as the expected ones are, within one of them, and so the glyphs' places and
//! the width of the line. Where a contour starts and which comes first does not matter.
//!
//! A case may differ only if it is listed in `exceptions.rs`, with the reason, and is shaped as
//! HarfBuzz shapes it. Any other difference fails.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

mod contour;
mod exceptions;
mod html;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contour::{contours, distance};
use exceptions::EXCEPTIONS;
use html::Case;
use kurbo::{Affine, BezPath, PathEl, Point};
use liveproof::text::{Font, ShapeRequest, ShapedGlyph, shape};

type Fault = Box<dyn std::error::Error>;

/// The corpus is drawn at this many units to the em.
const EM: f64 = 1000.0;

/// Greatest difference between coordinates that are equal.
const TOLERANCE: f64 = 1.0;

fn main() -> Result<ExitCode, Fault> {
    let dir = std::env::args_os()
        .nth(1)
        .map_or("../shared/corpora/text-rendering-tests".into(), PathBuf::from);
    let mut pages: Vec<PathBuf> = std::fs::read_dir(dir.join("testcases"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    pages.sort();
    let (mut cases, mut equal, mut excepted, mut wrong) = (0, 0, 0, 0);
    for page in pages {
        for case in html::cases(&std::fs::read_to_string(page)?)? {
            let exception = EXCEPTIONS.iter().find(|(id, ..)| *id == case.id);
            let words = match (check(&dir, &case), exception) {
                (Ok(()), None) => {
                    equal += 1;
                    "equal".to_owned()
                }
                (Ok(()), Some(_)) => {
                    wrong += 1;
                    "EQUAL, though listed as an exception".to_owned()
                }
                (Err(why), None) => {
                    wrong += 1;
                    format!("DIFFERS: {why}")
                }
                (Err(why), Some((_, reason, harfbuzz))) => {
                    let ours = placed(&font(&dir, &case)?, &case.text);
                    let same = ours == *harfbuzz;
                    excepted += usize::from(same);
                    wrong += usize::from(!same);
                    let verdict = if same { "as HarfBuzz" } else { "DIFFERS from HarfBuzz" };
                    format!("{verdict}: {reason}; {why}")
                }
            };
            cases += 1;
            println!("{:<14} {:<30} {words}", case.id, case.font);
        }
    }
    let part = f64::from(equal) * 100.0 / f64::from(cases.max(1));
    println!(
        "{cases} cases: {equal} equal ({part:.1} %), {excepted} exceptions equal to HarfBuzz, {wrong} wrong"
    );
    Ok(if cases > 0 && wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn font(dir: &Path, case: &Case) -> Result<Font, String> {
    let bytes = std::fs::read(dir.join("fonts").join(&case.font)).map_err(|e| e.to_string())?;
    Ok(Font::parse(bytes).map_err(|e| e.to_string())?.with_variations(&case.variations))
}

/// The shaped text as the exceptions are written: `id@x,y` in font units.
fn placed(font: &Font, text: &str) -> String {
    let mut pen = 0;
    let place = |glyph: &ShapedGlyph| {
        let place = format!("{}@{},{}", glyph.id, pen + glyph.dx, glyph.dy);
        pen += glyph.advance;
        place
    };
    shaped(font, text).iter().map(place).collect::<Vec<_>>().join(" ")
}

/// Draws a case and compares it with what is expected.
fn check(dir: &Path, case: &Case) -> Result<(), String> {
    let font = font(dir, case)?;
    let (glyphs, width) = draw(&font, &case.text);
    let Some((expected, expected_width)) = &case.expected else { return Ok(()) };
    if glyphs.len() != expected.len() {
        return Err(format!("{} glyphs instead of {}", glyphs.len(), expected.len()));
    }
    for (i, ((x, y, path), expected)) in glyphs.iter().zip(expected).enumerate() {
        let by = (x - expected.x).abs().max((y - expected.y).abs());
        if by > TOLERANCE {
            return Err(format!("glyph {i} stands {by:.2} units off"));
        }
        let expected = BezPath::from_svg(&expected.path).map_err(|e| e.to_string())?;
        let by = distance(&contours(path), &contours(&expected));
        if by > TOLERANCE {
            return Err(format!("the outline of glyph {i} is {by:.2} units off"));
        }
    }
    let by = (width - expected_width).abs();
    if by > TOLERANCE {
        Err(format!("the line is {by:.2} units wider or narrower"))
    } else {
        Ok(())
    }
}

/// The glyphs with ink, with their places, and the width of the line; y up.
fn draw(font: &Font, text: &str) -> (Vec<(f64, f64, BezPath)>, f64) {
    let unit = EM / f64::from(font.metrics().units_per_em);
    let mut pen = 0.0;
    let mut out = Vec::new();
    for glyph in shaped(font, text) {
        if let Some(path) = font.outline(glyph.id) {
            let (x, y) = (pen + f64::from(glyph.dx) * unit, f64::from(glyph.dy) * unit);
            out.push((x.round(), y.round(), whole(&(Affine::FLIP_Y * (Affine::scale(EM) * path)))));
        }
        pen += f64::from(glyph.advance) * unit;
    }
    (out, pen.round())
}

/// The text as one run in the script and direction of its first letter.
fn shaped(font: &Font, text: &str) -> Vec<ShapedGlyph> {
    let chars: Vec<char> = text.chars().collect();
    // All of the corpus that is read from right to left: Hebrew and Arabic.
    let right_to_left = chars.iter().any(|c| ('\u{590}'..'\u{700}').contains(c));
    shape(&ShapeRequest {
        font,
        text: &chars,
        range: 0..chars.len(),
        script: None,
        right_to_left,
        language: None,
        features: &[],
    })
}

/// Every coordinate rounded down, but for what the conversion to ems and back may add.
fn whole(path: &BezPath) -> BezPath {
    let down = |p: Point| Point::new((p.x + 1e-3).floor(), (p.y + 1e-3).floor());
    let element = |e: PathEl| match e {
        PathEl::MoveTo(p) => PathEl::MoveTo(down(p)),
        PathEl::LineTo(p) => PathEl::LineTo(down(p)),
        PathEl::QuadTo(c, p) => PathEl::QuadTo(down(c), down(p)),
        PathEl::CurveTo(c, d, p) => PathEl::CurveTo(down(c), down(d), down(p)),
        PathEl::ClosePath => PathEl::ClosePath,
    };
    path.iter().map(element).collect()
}
