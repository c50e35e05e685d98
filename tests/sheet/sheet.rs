//! Draws the shop's products: `cargo run --release --example sheet`.
//!
//! Without arguments, the contact sheet of the docs, `www/contact-sheet.jpg`: a row a product, each in
//! three colors of itself. With `PRODUCT OUT.png [--width N] [--view ID] [OPTION=VALUE …]` one picture, to
//! look at.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

use liveproof::engine::Engine;
use liveproof::image::{encode_jpeg, encode_png};
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;
use liveproof::template::Value;
use std::path::Path;
use std::process::ExitCode;

type Fault = Box<dyn std::error::Error>;

/// Side of a picture on the sheet.
const SIDE: u32 = 480;

/// JPEG quality of the sheet.
const QUALITY: u8 = 88;

/// What is chosen for a row's three pictures: (product, choices of each).
const ROWS: [(&str, [&str; 3]); 7] = [
    (
        "mug",
        ["body=white", "body=blush inside=coral ink=berry", "body=mint inside=forest ink=forest"],
    ),
    ("tshirt", ["shirt=white", "shirt=navy ink=gold frame=true", "shirt=black ink=cream icon=sun"]),
    (
        "tumbler",
        ["coat=navy", "coat=burgundy icon=leaf name=Rosalie", "coat=black icon=star name=Otto"],
    ),
    (
        "canvas",
        ["frame=oak", "frame=walnut ground=night ink=gold", "frame=black ground=blush ink=rust"],
    ),
    (
        "cushion",
        [
            "ground=oat",
            "ground=navy ink=cream pattern=dots",
            "ground=sage ink=forest pattern=plain",
        ],
    ),
    ("board", ["font=brush", "font=classic icon=coffee", "font=signature icon=none frame=false"]),
    (
        "phone",
        ["ground=blush", "ground=night ink=gold design=arch", "ground=sage ink=ink design=icon"],
    ),
];

fn main() -> Result<ExitCode, Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    match arguments.as_slice() {
        [] => sheet(&www)?,
        [product, out, rest @ ..] => one(&www, product, out, rest)?,
        [_] => return Err("PRODUCT OUT.png [--width N] [--view ID] [OPTION=VALUE …]".into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn sheet(www: &Path) -> Result<(), Fault> {
    let mut sheet = Pixmap::new(SIDE * 3, SIDE * ROWS.len() as u32)?;
    for (row, (product, choices)) in ROWS.iter().enumerate() {
        let mut engine = open(www, product)?;
        for (column, choice) in choices.iter().enumerate() {
            engine.restore(&selection(choice.split(' ')))?;
            let view = engine.views().first().ok_or("no view")?.id.clone();
            let frame = engine.frame(&view, SIDE)?.pixels;
            let (x, y) = ((column as u32 * SIDE) as i32, (row as u32 * SIDE) as i32);
            let height = frame.height().min(SIDE) as i32;
            for line in 0..height {
                let to = sheet.row_mut(y + line, x, x + SIDE as i32);
                to.copy_from_slice(frame.row(line, 0, SIDE as i32));
            }
        }
        println!("{product}");
    }
    std::fs::write(www.join("contact-sheet.jpg"), encode_jpeg(&sheet, QUALITY)?)?;
    Ok(())
}

fn one(www: &Path, product: &str, out: &str, rest: &[String]) -> Result<(), Fault> {
    let mut engine = open(www, product)?;
    let (mut width, mut view) = (1600, None);
    let mut choices = Vec::new();
    let mut rest = rest.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--width" => width = rest.next().ok_or("--width needs a number")?.parse()?,
            "--view" => view = rest.next().cloned(),
            choice => choices.push(choice),
        }
    }
    engine.restore(&selection(choices.into_iter()))?;
    let first = engine.views().first().ok_or("no view")?.id.clone();
    let frame = engine.frame(&view.unwrap_or(first), width)?.pixels;
    std::fs::write(out, encode_png(frame)?)?;
    Ok(())
}

/// A product with its assets, which lie at their URLs beside its template.
fn open(www: &Path, product: &str) -> Result<Engine, Fault> {
    let folder = www.join("products").join(product);
    let mut engine = Engine::new(&std::fs::read_to_string(folder.join("template.json"))?)?;
    for asset in engine.missing_assets() {
        let bytes = std::fs::read(folder.join(&asset.url))?;
        let svg = asset.url.ends_with(".svg") || asset.url.ends_with(".svgz");
        engine.add_asset(&asset.id, if svg { liveproof_svg::draw(&bytes)? } else { bytes })?;
    }
    Ok(engine)
}

/// `OPTION=VALUE` pairs; values that are numbers or truth values count as such.
fn selection<'a>(choices: impl Iterator<Item = &'a str>) -> Selection {
    let pairs = choices.filter_map(|choice| choice.split_once('='));
    pairs.map(|(id, value)| (id.to_owned(), scalar(value))).collect()
}

fn scalar(value: &str) -> Value {
    match value {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => value.parse().map_or_else(|_| Value::Text(value.to_owned()), Value::Number),
    }
}
