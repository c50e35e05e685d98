//! Corners of strokes against plane geometry.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Rect, Shape as _};
use liveproof::geom::PixelRect;
use liveproof::text::{Font, Glyph, GlyphCache, Join, Layout, Shape, Stroke, Style, draw_glyphs};

use crate::support::{ROBOTO, bytes};

/// Square millimeters that a stroke of 2 mm along this path covers.
fn area(path: BezPath, join: Join) -> f64 {
    let font = Font::parse(bytes(ROBOTO)).unwrap();
    let style = Style { font, size: 10.0, stretch: 1.0, color: None };
    let glyph =
        Glyph { style: 0, id: 1, x: 0.0, y: 0.0, cluster: 0, shape: Shape::Bent(Arc::new(path)) };
    let layout = Layout { styles: vec![style], glyphs: vec![glyph], ..Layout::default() };
    let pen = Stroke { width: 2.0, join };
    let clip = PixelRect::new(-1000, -1000, 1000, 1000);
    let scale = 12.7;
    let drawn = draw_glyphs(
        &mut GlyphCache::new(),
        &layout,
        &layout.glyphs,
        Affine::scale(scale),
        Some(pen),
        clip,
    );
    let ink: u64 = drawn.unwrap().unwrap().mask.data().iter().map(|v| u64::from(*v)).sum();
    ink as f64 / 255.0 / (scale * scale)
}

#[test]
fn corners_are_round_pointed_or_cut_off() {
    let square = || Rect::new(0.0, 0.0, 10.0, 10.0).to_path(0.0);
    let pointed = 12.0 * 12.0 - 8.0 * 8.0;
    // Each outer corner lacks half a square millimeter, or what a quarter circle leaves of one.
    for (join, wanted) in [
        (Join::Miter(1.5), pointed),
        (Join::Miter(20.0), pointed),
        // A right angle sticks out √2 widths.
        (Join::Miter(1.4), pointed - 4.0 * 0.5),
        (Join::Miter(f64::NAN), pointed - 4.0 * 0.5),
        (Join::Bevel, pointed - 4.0 * 0.5),
        (Join::Round, pointed - (4.0 - std::f64::consts::PI)),
    ] {
        let found = area(square(), join);
        assert!((found / wanted - 1.0).abs() < 1e-3, "{join:?}: {found}, not {wanted}");
    }
}

#[test]
fn a_sharp_miter_is_not_cut_by_its_window() {
    // A needle of 10°: its point sticks out 1 / sin 5° half widths.
    let half = 5.0 * std::f64::consts::PI / 180.0;
    let (sin, cos) = libm::sincos(half);
    let needle = |join: Join| {
        let mut path = BezPath::new();
        let (x, y) = (20.0 * cos, 20.0 * sin);
        path.move_to((x, -y));
        path.line_to((0.0, 0.0));
        path.line_to((x, y));
        path.close_path();
        area(path, join)
    };
    // The miter adds two right triangles with legs 1 and 1 / tan 5°, the bevel the one between the edges.
    let added = cos / sin - cos * sin;
    let found = needle(Join::Miter(12.0)) - needle(Join::Miter(5.8));
    // At the two other corners, of 85°, both limits allow a miter.
    assert!((found / added - 1.0).abs() < 0.01, "{found}, not {added}");
}
