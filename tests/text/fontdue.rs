//! Letters of trusted fonts, with the cargo feature `fontdue`.

use kurbo::Affine;
use liveproof::pixels::Coverage;
use liveproof::text::{Font, GlyphCache, Layout, draw_layout};

use crate::support::{
    ARABIC, EVERYWHERE, ROBOTO, SCRIPT, SERIF, VARIABLE, at, font, layout_line, request,
};

/// Letters that stand on whole pixels at four pixels a millimeter.
fn letters(font: &Font, text: &str) -> Layout {
    let mut line = layout_line(&request(font, text));
    for (i, glyph) in (0_u32..).zip(&mut line.glyphs) {
        (glyph.x, glyph.y) = (f64::from(i) * 12.0, 10.0);
    }
    line
}

fn draw(line: &Layout, transform: Affine, stroke: Option<f64>) -> Coverage {
    draw_layout(&mut GlyphCache::new(), line, transform, stroke, EVERYWHERE).unwrap().unwrap()
}

/// How many pixels differ at all, and how many by more than 8 levels of 255, of those either covers.
fn apart(a: &Coverage, b: &Coverage) -> (usize, usize, usize) {
    let all = a.rect().union(&b.rect());
    let (mut any, mut far, mut inked) = (0, 0, 0);
    for y in all.y0..all.y1 {
        for x in all.x0..all.x1 {
            let within = |c: &Coverage| {
                if c.rect().intersect(&pixel(x, y)).is_empty() { 0 } else { at(c, x, y) }
            };
            let (a, b) = (within(a), within(b));
            any += usize::from(a != b);
            far += usize::from(a.abs_diff(b) > 8);
            inked += usize::from(a.max(b) > 0);
        }
    }
    (any, far, inked)
}

const fn pixel(x: i32, y: i32) -> liveproof::geom::PixelRect {
    liveproof::geom::PixelRect::new(x, y, x + 1, y + 1)
}

#[test]
fn letters_on_whole_pixels_are_fontdues_and_look_like_ours() {
    let mut differ = 0;
    for (name, text) in [(ROBOTO, "Hamburge"), (SERIF, "ag&"), (SCRIPT, "Quilt"), (ARABIC, "محمد")]
    {
        let plain = font(name);
        for scale in [2.0, 4.0, 12.0] {
            let draw = |font: &Font| draw(&letters(font, text), Affine::scale(scale), None);
            let (any, far, inked) = apart(&draw(&plain), &draw(&plain.trusted()));
            assert!(far * 100 < inked, "{name} at {scale}: {far} of {inked} pixels are apart");
            differ += any;
        }
    }
    assert!(differ > 100, "{differ} pixels tell that another rasterizer drew them");
}

#[test]
fn what_fontdue_can_not_do_is_drawn_as_ever() {
    let plain = font(ROBOTO);
    let trusted = plain.trusted();
    let (ours, theirs) = (letters(&plain, "Rate@"), letters(&trusted, "Rate@"));
    for (what, transform, stroke) in [
        ("between pixels", Affine::translate((0.25, 0.5)) * Affine::scale(4.0), None),
        ("turned", Affine::scale(4.0) * Affine::rotate(0.3), None),
        ("mirrored", Affine::scale_non_uniform(-4.0, 4.0), None),
        ("squeezed", Affine::scale_non_uniform(3.0, 4.0), None),
        ("stroked", Affine::scale(4.0), Some(0.5)),
        ("large", Affine::scale(110.0), None),
    ] {
        let (a, b) = (draw(&ours, transform, stroke), draw(&theirs, transform, stroke));
        assert!(a.rect() == b.rect() && a.mask.data() == b.mask.data(), "{what}");
    }
    let heavy = |font: &Font| {
        let instance = font.with_variations(&[(*b"wght", 900.0)]);
        draw(&letters(&instance, "ab"), Affine::scale(4.0), None)
    };
    let variable = font(VARIABLE);
    let (a, b) = (heavy(&variable), heavy(&variable.trusted()));
    assert!(a.mask.data() == b.mask.data(), "an instance");
}
