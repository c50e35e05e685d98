//! Drawings as files: what is written is read again, and what a file holds comes through.

use liveproof_drawing::{Drawing, Node};

#[test]
fn a_drawing_that_is_read_is_the_one_that_was_written() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/svg/resvg");
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|e| e == "svg") {
            let drawing = liveproof_svg::drawing(&std::fs::read(&file).unwrap()).unwrap();
            assert_eq!(Drawing::read(&drawing.write()), Ok(drawing), "{}", file.display());
        }
    }
}

#[test]
fn a_newer_drawing_is_refused_as_such() {
    let file = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";
    let mut bytes = liveproof_svg::draw(file.as_bytes()).unwrap();
    bytes[4] = 9;
    let error = Drawing::read(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "drawing version 9 is newer than this Liveproof reads");
}

#[test]
fn ids_classes_and_colors_come_through() {
    let file = "\u{feff}<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY c '#123456'>]>\
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\
        <path class='a b' d='M0 0h9v9z' fill='&c;'/><g id='g' class='c'><circle r='4'/></g>\
        <use id='u' href='#g'/></svg>";
    let drawing = liveproof_svg::drawing(file.as_bytes()).unwrap();
    let mut names = drawing.names.clone();
    names.sort();
    assert_eq!(names, ["class:a", "class:b", "class:c", "id:g", "id:u"]);
    let Some(Node::Shape(shape)) = drawing.nodes.first() else { panic!("{:?}", drawing.nodes) };
    let paint = shape.fill.as_ref().unwrap().paint;
    assert_eq!(paint, liveproof_drawing::Paint::Color([0x12, 0x34, 0x56]));
}

#[test]
fn what_is_no_svg_is_corrupt() {
    for file in ["", "<", "<html/>", "<svg>", "{}", "<a><svg/></a>", "\u{0}"] {
        let refusal = liveproof_svg::draw(file.as_bytes()).unwrap_err();
        assert_eq!(refusal.code(), "image-corrupt", "{file}");
        assert!(refusal.to_string().starts_with("image-corrupt: the image can't be read: "));
    }
    assert_eq!(liveproof_svg::draw(b"<svg\xff/>").unwrap_err().code(), "image-corrupt");
}
