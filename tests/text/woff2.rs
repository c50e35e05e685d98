//! WOFF2, unpacked by the crate that is compiled to a WebAssembly of its own.

use liveproof::text::{Font, MAX_FONT_BYTES};
use liveproof_woff2::unpack;

use crate::support::{Lcg, ROBOTO, bytes, font, layout_line, request};

#[test]
fn a_woff2_is_the_font_it_holds() {
    assert_eq!(liveproof_woff2::MAX_FONT_BYTES, MAX_FONT_BYTES);
    let unpacked = Font::parse(unpack(&bytes("Roboto-Bold-subset.woff2")).unwrap()).unwrap();
    let ink = |font: &Font| {
        let line = layout_line(&request(font, "AVHamburge"));
        let ink: Vec<_> = line.glyphs.iter().map(|g| line.outline(g)).collect();
        (ink, line.lines[0].width)
    };
    assert_eq!(ink(&unpacked), ink(&font(ROBOTO)));
}

#[test]
fn a_damaged_woff2_is_none_or_a_font_like_any_other() {
    let whole = bytes("Roboto-Bold-subset.woff2");
    let mut lcg = Lcg(3);
    for case in 0..3000 {
        let mut broken = whole.clone();
        if case % 3 == 0 {
            broken.truncate(lcg.below(whole.len()));
        } else {
            // The header and the list of tables hold the counts; the rest is one Brotli stream.
            let reach = if case % 3 == 1 { 120 } else { whole.len() };
            for _ in 0..=case % 4 {
                let at = lcg.below(reach);
                broken[at] = lcg.below(256) as u8;
            }
        }
        let font = std::panic::catch_unwind(|| unpack(&broken))
            .unwrap_or_else(|_| panic!("panicked on case {case}"));
        assert!(font.is_none_or(|font| font.len() <= MAX_FONT_BYTES));
    }
}
