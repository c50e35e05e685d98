//! Files that are made to hurt: each is refused with its code, soon, and none panics.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use liveproof::artwork::Vector;
use liveproof::artwork::image::ImageFit;
use liveproof::geom::PixelRect;
use liveproof::scene::Recolor;

use crate::random::Random;

/// By when a hang is told from a slow machine. How long a refusal really takes, `npm run oracle -- svg
/// --hostile` measures.
const HANG: Duration = Duration::from_secs(5);

fn svg(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">{inner}</svg>")
}

/// The code that a file is refused with; `None` where it is taken, and then it is drawn.
fn code(file: &[u8]) -> Option<&'static str> {
    let start = Instant::now();
    let code = match liveproof_svg::draw(file) {
        Err(refusal) => {
            assert!(!refusal.reason().is_empty());
            Some(refusal.code())
        }
        Ok(bytes) => match Vector::read(&bytes) {
            Err(error) => Some(error.code()),
            Ok(vector) => {
                let rect = kurbo::Rect::new(0.0, 0.0, 64.0, 64.0);
                let window = PixelRect::from_size(64, 64);
                let (plain, whole) = (Recolor::default(), kurbo::Affine::IDENTITY);
                vector.draw(&plain, ImageFit::Contain, rect, whole, window).unwrap();
                None
            }
        },
    };
    assert!(start.elapsed() < HANG, "it hangs");
    code
}

const COMPLEX: Option<&str> = Some("svg-too-complex");

#[test]
fn what_grows_without_end_is_refused() {
    let mut uses = String::from("<g id=\"a0\"><path d=\"M0 0h1v1z\"/></g>");
    for n in 1..12 {
        let one = format!("<use href=\"#a{}\"/>", n - 1);
        write!(uses, "<g id=\"a{n}\">{}</g>", one.repeat(8)).unwrap();
    }
    assert_eq!(code(svg(&uses).as_bytes()), COMPLEX, "uses of uses");

    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY l0 \"ha\">");
    for n in 1..7 {
        let one = format!("&l{};", n - 1);
        write!(laughs, "<!ENTITY l{n} \"{}\">", one.repeat(20)).unwrap();
    }
    let laughs = format!("{laughs}]>{}", svg("<desc>&l6;</desc>"));
    assert_eq!(code(laughs.as_bytes()), COMPLEX, "billion laughs");

    let blowup = "<!DOCTYPE svg [<!ENTITY a \"".to_owned() + &"a".repeat(50_000) + "\">]>";
    let blowup = blowup + &svg(&format!("<desc>{}</desc>", "&a;".repeat(200)));
    assert_eq!(code(blowup.as_bytes()), COMPLEX, "quadratic blowup");

    let looped = "<!DOCTYPE svg [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>".to_owned();
    assert_eq!(code((looped + &svg("<desc>&a;</desc>")).as_bytes()), COMPLEX, "a loop of entities");

    for circle in [
        "<g id=\"a\"><use href=\"#a\"/></g>",
        "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>",
        "<pattern id=\"a\" width=\"1\" height=\"1\"><rect width=\"1\" height=\"1\" fill=\"url(#a)\"/></pattern>",
        "<mask id=\"a\"><rect width=\"1\" height=\"1\" style=\"mask: url(#a)\"/></mask>",
        "<clipPath id=\"a\" clip-path=\"url( '#a' )\"><rect width=\"1\" height=\"1\"/></clipPath>",
        "<linearGradient id=\"a\" href=\"#b\"/><linearGradient id=\"b\" href=\"#a\"/>",
    ] {
        assert_eq!(code(svg(circle).as_bytes()), COMPLEX, "{circle}");
    }
}

#[test]
fn what_costs_much_is_refused_by_what_it_costs() {
    let deep = "<g>".repeat(500) + &"</g>".repeat(500);
    let many = "<path d=\"M0 0h1v1z\"/>".repeat(30_000);
    let wide =
        format!("<path {}/>", (0..5000).fold(String::new(), |s, n| s + &format!("a{n}='' ")));
    let long = format!("<path id=\"{}\"/>", "x".repeat(3 << 20));
    let segments = format!("<path d=\"M0 0{}\"/>", "l1 1".repeat(400_000));
    let dashes = "<path d=\"M0 0H1000000\" stroke=\"red\" stroke-dasharray=\"0.01\"/>".to_owned();
    let array = "1 ".repeat(100_000);
    let giant = format!("<path d=\"M0 0H100000\" stroke=\"red\" stroke-dasharray=\"{array}\"/>");
    let styled = "<style>.a { stroke: red; stroke-dasharray: 0.001 }</style>\
         <circle class=\"a\" r=\"5000\"/>"
        .to_owned();
    let markers = format!(
        "<marker id=\"m\">{}</marker><path d=\"M0 0{}\" marker-mid=\"url(#m)\"/>",
        "<rect width=\"1\" height=\"1\"/>".repeat(100),
        "l1 1".repeat(1000)
    );
    let inherited = format!(
        "<pattern id=\"p\" width=\"1\" height=\"1\">{}</pattern><g fill=\"url(#p)\">{}</g>",
        "<rect width=\"1\" height=\"1\"/>".repeat(200),
        "<rect width=\"50\" height=\"50\"/>".repeat(200)
    );
    let rules = format!(
        "<style>{}</style>{}",
        "a b{c:d}".repeat(5000),
        "<path d=\"M0 0h1v1z\"/>".repeat(5000)
    );
    let layers = "<rect width=\"100\" height=\"100\" opacity=\"0.5\"/>".repeat(3000);
    for (what, inner) in [
        ("depth", deep),
        ("elements", many),
        ("attributes", wide),
        ("a long attribute", long),
        ("segments", segments),
        ("dashes", dashes),
        ("an array of dashes", giant),
        ("dashes by style", styled),
        ("markers", markers),
        ("patterns by inheritance", inherited),
        ("rules", rules),
        ("painting over and over", layers),
    ] {
        assert_eq!(code(svg(&inner).as_bytes()), COMPLEX, "{what}");
    }
    let large = svg(&format!("<!--{}-->", " ".repeat(5 << 20)));
    assert_eq!(code(large.as_bytes()), COMPLEX, "bytes");
}

#[test]
fn an_svgz_is_inflated_up_to_a_cap() {
    let small = svg("<rect width=\"100\" height=\"100\"/>");
    assert_eq!(code(&gzip(small.as_bytes())), None);
    let bomb = gzip(&vec![b' '; 100 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code(&bomb), COMPLEX);
    let whole = gzip(small.as_bytes());
    for end in 0..whole.len() - 8 {
        assert_eq!(code(&whole[..end]), Some("image-corrupt"), "{end} bytes");
    }
}

/// A gzip file, without a checksum that anybody reads.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    file.extend(miniz_oxide::deflate::compress_to_vec(bytes, 6));
    file.extend([0; 8]);
    file
}

#[test]
fn numbers_beyond_all_reason_draw_nothing_and_break_nothing() {
    for inner in [
        "<rect width=\"1e38\" height=\"1e38\"/>",
        "<rect width=\"10\" height=\"10\" transform=\"scale(1e30)\"/>",
        "<rect width=\"10\" height=\"10\" transform=\"matrix(1e-30 0 0 1e-30 0 0)\"/>",
        "<rect width=\"10\" height=\"10\" transform=\"matrix(nan 0 0 inf 0 0)\"/>",
        "<g transform=\"translate(1e20)\"><g transform=\"translate(-1e20)\"><circle r=\"9\"/></g></g>",
        "<path d=\"M1e37 1e37L-1e37 0Q1e38 1e38 0 0C1e38 0 0 1e38 5 5Z\" stroke=\"red\"/>",
        "<path d=\"M0 0L100 100\" stroke=\"red\" stroke-width=\"1e30\"/>",
        "<path d=\"M0 0L100 100\" stroke=\"red\" stroke-width=\"1e-30\"/>",
        "<path d=\"M0 0L100 0\" stroke=\"red\" stroke-dasharray=\"1e30 1e-30\"/>",
        "<path d=\"M0 0L100 0\" stroke=\"red\" stroke-dasharray=\"5\" stroke-dashoffset=\"1e30\"/>",
        "<radialGradient id=\"g\" r=\"1e30\" fx=\"-1e30\"><stop/><stop offset=\"1\"/></radialGradient>\
         <circle r=\"50\" fill=\"url(#g)\"/>",
        "<pattern id=\"p\" width=\"1e-9\" height=\"1e9\"><circle r=\"9\"/></pattern>\
         <circle r=\"50\" fill=\"url(#p)\"/>",
        "<mask id=\"m\" x=\"-1e30\" width=\"1e38\"><circle r=\"9\" fill=\"white\"/></mask>\
         <circle r=\"50\" mask=\"url(#m)\"/>",
    ] {
        let code = code(svg(inner).as_bytes());
        assert!(code.is_none() || code == COMPLEX, "{inner}: {code:?}");
    }
    for size in ["0", "-5", "1e40", "nan", "1e-40", "100%"] {
        code(format!("<svg xmlns='http://www.w3.org/2000/svg' width='{size}'/>").as_bytes());
    }
}

/// An SVG with a bit of everything.
const ALL: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>\
    <style>.a { fill: url(#g) } #b { stroke-dasharray: 3 1 }</style>\
    <defs><linearGradient id='g' x2='1'><stop stop-color='red'/><stop offset='1' stop-opacity='.5'/>\
    </linearGradient><clipPath id='c'><circle cx='50' cy='50' r='40'/></clipPath>\
    <mask id='m'><rect width='100' height='60' fill='white'/></mask>\
    <pattern id='p' width='.2' height='.2'><path d='M0 0h5v5z'/></pattern>\
    <marker id='k' markerWidth='4' markerHeight='4'><circle r='2'/></marker></defs>\
    <g clip-path='url(#c)' opacity='.8'><rect class='a' width='100' height='100'/>\
    <path id='b' d='M10 10C20 90 80 0 90 90A9 9 0 0 1 5 5z' fill='none' stroke='blue' stroke-width='3' \
    marker-mid='url(#k)'/></g><use href='#b' x='5' mask='url(#m)'/>\
    <ellipse cx='50' cy='50' rx='30' ry='20' fill='url(#p)' fill-rule='evenodd' \
    style='mix-blend-mode: multiply'/></svg>";

#[test]
fn a_file_cut_anywhere_is_refused_or_drawn() {
    assert_eq!(code(ALL.as_bytes()), None);
    for end in (0..ALL.len()).step_by(3) {
        assert_eq!(code(ALL.as_bytes().get(..end).unwrap()), Some("image-corrupt"), "{end} bytes");
    }
}

#[test]
fn changed_files_and_drawings_never_panic() {
    let mut random = Random::new(6);
    let words = ["1e39", "-1", "url(#p)", "<g>", "\"", "'", "%", "0", "&a;", "nan", "/>", "id='b'"];
    for _ in 0..1500 {
        let mut file = ALL.as_bytes().to_vec();
        for _ in 0..1 + random.below(4) {
            let at = random.below(file.len() as u32) as usize;
            if random.below(2) == 0 {
                file[at] = random.below(256) as u8;
            } else {
                let word = random.pick(&words).bytes();
                file.splice(at..(at + 2).min(file.len()), word);
            }
        }
        code(&file);
    }
    let drawing = liveproof_svg::draw(ALL.as_bytes()).unwrap();
    assert_eq!(Vector::read(&drawing).map(|_| ()), Ok(()));
    for end in 0..drawing.len() {
        let error = Vector::read(&drawing[..end]).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), "image-corrupt");
    }
    for _ in 0..4000 {
        let mut bytes = drawing.clone();
        for _ in 0..1 + random.below(3) {
            let at = 4 + random.below(bytes.len() as u32 - 4) as usize;
            bytes[at] = random.below(256) as u8;
        }
        let start = Instant::now();
        if let Ok(vector) = Vector::read(&bytes) {
            let rect = kurbo::Rect::new(0.0, 0.0, 48.0, 48.0);
            let (plain, window) = (Recolor::default(), PixelRect::from_size(48, 48));
            let turned = kurbo::Affine::rotate(0.3);
            vector.draw(&plain, ImageFit::Cover, rect, turned, window).unwrap();
        }
        assert!(start.elapsed() < HANG, "it hangs");
    }
}
