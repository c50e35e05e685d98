//! What the text tests share: fonts, a request to start from, a picture of a mask for failures.

use kurbo::{BezPath, PathEl, Point};
use liveproof::geom::PixelRect;
use liveproof::pixels::Coverage;
use liveproof::text::{Align, Fit, Font, Layout, Run, TextRequest, VerticalAlign, layout_text};

pub(crate) const ROBOTO: &str = "Roboto-Bold.ttf";
pub(crate) const SCRIPT: &str = "DancingScript-Regular.otf";
pub(crate) const SERIF: &str = "SerifTestSubset-Regular.otf";
pub(crate) const ARABIC: &str = "NotoNaskhArabic-Regular.ttf";
pub(crate) const HEBREW: &str = "NotoSansHebrew-Regular.ttf";
pub(crate) const VARIABLE: &str = "VariableTestSubset.ttf";
pub(crate) const CFF2: &str = "AdobeVFPrototype-Subset.otf";
pub(crate) const ALL: [&str; 5] = [ROBOTO, SCRIPT, SERIF, ARABIC, HEBREW];

/// A clip that cuts nothing off.
pub(crate) const EVERYWHERE: PixelRect = PixelRect::new(-10_000, -10_000, 10_000, 10_000);

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fonts/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub(crate) fn font(name: &str) -> Font {
    Font::parse(bytes(name)).unwrap()
}

/// A text of one run in one font, in short.
#[derive(Clone, Debug)]
pub(crate) struct LineRequest<'a> {
    pub(crate) text: &'a str,
    pub(crate) font: &'a Font,
    pub(crate) size: f64,
    pub(crate) min_size: f64,
    pub(crate) fit: Fit,
    pub(crate) align: Align,
    pub(crate) vertical_align: VerticalAlign,
    pub(crate) letter_spacing: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) extra: f64,
}

/// Ten millimeters of em, from the left, in a box too wide to matter.
pub(crate) fn request<'a>(font: &'a Font, text: &'a str) -> LineRequest<'a> {
    LineRequest {
        text,
        font,
        size: 10.0,
        min_size: 1.0,
        fit: Fit::None,
        align: Align::Left,
        vertical_align: VerticalAlign::Middle,
        letter_spacing: 0.0,
        width: 1000.0,
        height: 20.0,
        extra: 0.0,
    }
}

/// A run of letters as the font has them.
pub(crate) fn run<'a>(text: &'a str, fonts: &'a [Font]) -> Run<'a> {
    Run::new(text, fonts)
}

/// Ten millimeters of em, from the left, in a box of 1000 by 20 millimeters.
pub(crate) fn whole<'a>(runs: &'a [Run<'a>]) -> TextRequest<'a> {
    TextRequest { min_size: 1.0, ..TextRequest::new(runs, 10.0, 1000.0, 20.0) }
}

/// Lays out a text of one run and at most one line.
pub(crate) fn layout_line(request: &LineRequest<'_>) -> Layout {
    let fonts = [request.font.clone()];
    layout_text(&TextRequest {
        size: request.size,
        min_size: request.min_size,
        fit: request.fit,
        max_lines: 1,
        align: request.align,
        vertical_align: request.vertical_align,
        letter_spacing: request.letter_spacing,
        width: request.width,
        height: request.height,
        extra: request.extra,
        ..whole(&[run(request.text, &fonts)])
    })
}

/// The value at a pixel of the raster, 0 outside the mask.
pub(crate) fn at(coverage: &Coverage, x: i32, y: i32) -> u8 {
    let (x, y) = (x - coverage.x, y - coverage.y);
    coverage.mask.row(y, x, x + 1).first().copied().unwrap_or(0)
}

/// Every curve as so many lines.
pub(crate) fn polylines(path: &BezPath, steps: i32) -> Vec<(Point, Point)> {
    let mut edges = Vec::new();
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        let from = last;
        let mut curve = |f: &dyn Fn(f64) -> Point| {
            for i in 0..steps {
                let t = |k: i32| f64::from(k) / f64::from(steps);
                edges.push((f(t(i)), f(t(i + 1))));
            }
        };
        match *element {
            PathEl::MoveTo(p) => (start, last) = (p, p),
            PathEl::LineTo(p) => {
                edges.push((from, p));
                last = p;
            }
            PathEl::QuadTo(c, p) => {
                curve(&|t| from.lerp(c, t).lerp(c.lerp(p, t), t));
                last = p;
            }
            PathEl::CurveTo(c, d, p) => {
                curve(&|t| {
                    let (x, y, z) = (from.lerp(c, t), c.lerp(d, t), d.lerp(p, t));
                    x.lerp(y, t).lerp(y.lerp(z, t), t)
                });
                last = p;
            }
            PathEl::ClosePath => {
                edges.push((from, start));
                last = start;
            }
        }
    }
    edges
}

/// The fonts of the tests and of the demo shop.
pub(crate) fn font_files() -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = ["tests/fonts", "www/fonts"]
        .iter()
        .flat_map(|folder| {
            std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        })
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "ttf" || e == "otf"))
        .collect();
    files.sort();
    assert!(files.len() >= 11);
    files
}

/// Offset and length of each table, from the font's own list.
pub(crate) fn tables(font: &[u8]) -> Vec<(String, usize, usize)> {
    let word = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    (0..usize::from(font[5]))
        .map(|i| {
            let at = 12 + i * 16;
            (String::from_utf8_lossy(&font[at..at + 4]).into_owned(), word(at + 8), word(at + 12))
        })
        .collect()
}

/// The font with other bytes for a table, put at its end.
pub(crate) fn with_table(mut font: Vec<u8>, tag: &str, table: &[u8]) -> Vec<u8> {
    let index = tables(&font).iter().position(|(t, ..)| t == tag).unwrap();
    font.resize(font.len().next_multiple_of(4), 0);
    let place = [(font.len() as u32).to_be_bytes(), (table.len() as u32).to_be_bytes()].concat();
    let record = 12 + index * 16 + 8;
    font[record..record + 8].copy_from_slice(&place);
    font.extend_from_slice(table);
    font
}

/// Knuth's MMIX generator: the same fonts are broken in the same way at every run.
pub(crate) struct Lcg(pub(crate) u64);

impl Lcg {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// Numbers as fonts write them.
pub(crate) fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}
