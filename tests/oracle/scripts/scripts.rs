//! Draws the lines that `npm run oracle -- scripts` holds against Chromium: `oracle-scripts DIR`.
//!
//! `DIR/lines.json` lists them. Each is laid out to be measured, and drawn by an engine on paper
//! that is shown as it is, a millimeter a pixel. `DIR/<number>.gray` gets the picture, its red
//! channel alone; a line of JSON on the standard output says how large it is and where the text
//! stands.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use liveproof::Engine;
use liveproof::image::encode_png;
use liveproof::pixels::Pixmap;
use liveproof::text::{Font, Layout, Run, TextRequest, layout_text};
use serde::Deserialize;
use serde_json::{Value, json};

type Fault = Box<dyn std::error::Error>;

/// White around the advance and above and below it: marks and swashes stick out. Pixels.
const MARGIN: f64 = 40.0;

/// Height of a picture, in ems: room for Nastaliq's falling lines.
const HEIGHT: f64 = 4.0;

#[derive(Deserialize)]
struct Line {
    text: String,
    fonts: Vec<FontFile>,
    /// The em in pixels.
    size: f64,
}

#[derive(Deserialize)]
struct FontFile {
    file: String,
    face: u32,
}

fn main() -> Result<(), Fault> {
    let dir = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    let lines: Vec<Line> = serde_json::from_slice(&std::fs::read(dir.join("lines.json"))?)?;
    // Reading a font of 20 MB takes longer than drawing with it.
    let mut files = BTreeMap::new();
    for file in lines.iter().flat_map(|line| &line.fonts).map(|font| &font.file) {
        if !files.contains_key(file) {
            files.insert(file.clone(), std::fs::read(file)?);
        }
    }
    for (i, line) in lines.iter().enumerate() {
        let layout = layout(line, &files)?;
        let [placed] = layout.lines.as_slice() else {
            return Err(format!("{:?} is not one line", line.text).into());
        };
        let size = ((placed.width + 2.0 * MARGIN).ceil(), HEIGHT * line.size);
        // A baseline between pixels would be drawn on the nearest quarter.
        let top = placed.baseline.round() - placed.baseline;
        let picture = draw(line, &files, size, top)?;
        let gray: Vec<u8> = picture.data().chunks_exact(4).map(|pixel| pixel[0]).collect();
        std::fs::write(dir.join(format!("{i}.gray")), gray)?;
        let missing: String = layout.missing.iter().collect();
        let (x, baseline, advance) = (MARGIN + placed.x, placed.baseline + top, placed.width);
        let (width, height) = (picture.width(), picture.height());
        println!(
            "{}",
            json!({ "width": width, "height": height, "x": x, "baseline": baseline,
                "advance": advance, "missing": missing })
        );
    }
    Ok(())
}

/// The line as its layer lays it out.
fn layout(line: &Line, files: &BTreeMap<String, Vec<u8>>) -> Result<Layout, Fault> {
    let fonts = line
        .fonts
        .iter()
        .map(|font| Ok(Font::parse_face(files[&font.file].clone(), font.face)?))
        .collect::<Result<Vec<_>, Fault>>()?;
    let run = [Run::new(&line.text, &fonts)];
    Ok(layout_text(&TextRequest::new(&run, line.size, 1.0, HEIGHT * line.size)))
}

/// The picture of the line, black on white, so many pixels wide and high; the layer's box begins at
/// `top`.
fn draw(
    line: &Line,
    files: &BTreeMap<String, Vec<u8>>,
    (width, height): (f64, f64),
    top: f64,
) -> Result<Pixmap, Fault> {
    let mut assets = json!({ "paper": { "image": "paper.png" } });
    for (i, font) in line.fonts.iter().enumerate() {
        assets[i.to_string()] = json!({ "font": format!("font.ttc#{}", font.face) });
    }
    let fallback: Vec<Value> = (1..line.fonts.len()).map(|i| json!(i.to_string())).collect();
    let quad = [[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
    let layer = json!({
        "kind": "text", "text": braced(&line.text), "font": "0", "fallback": fallback,
        "box": [MARGIN, top, 1.0, height], "size": line.size, "fit": "none", "align": "left",
    });
    let template = json!({
        "liveproof": 1, "id": "line", "assets": assets,
        "areas": [{ "id": "area", "width": width, "height": height, "layers": [layer] }],
        "views": [{
            "id": "view", "width": width, "height": height,
            "items": [
                { "kind": "photo", "image": "paper" },
                { "kind": "placement", "area": "area", "blend": "normal",
                    "geometry": { "quad": quad } },
            ],
        }],
    });
    let mut engine = Engine::new(&template.to_string())?;
    let mut paper = Pixmap::new(1, 1)?;
    paper.row_mut(0, 0, 1).fill(255);
    engine.add_asset("paper", encode_png(&paper)?)?;
    for (i, font) in line.fonts.iter().enumerate() {
        engine.add_asset(&i.to_string(), files[&font.file].clone())?;
    }
    Ok(engine.frame("view", width as u32)?.pixels.clone())
}

/// The text as a template writes it, where braces hold placeholders.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
