//! Draws the shop's products: `cargo run --release --example sheet`.
//!
//! Without arguments, the contact sheet of the docs, `www/contact-sheet.jpg`: a row a product, each in
//! three designs. With `PRODUCT OUT.png [--width N] [--view ID] [@PRESET] [OPTION=VALUE …]` one
//! picture, to look at. The value of a photo is a file of `tests/images/photos`.
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
const SIDE: u32 = 400;

/// JPEG quality of the sheet.
const QUALITY: u8 = 88;

/// What is chosen for a row's three pictures: (product, choices of each).
const ROWS: [(&str, [&str; 3]); 11] = [
    ("mug", ["body=white", "@grandma", "@arabic"]),
    ("tshirt", ["@camp", "@road-trip", "shirt=black ink=gold icon=pine frame=true"]),
    ("tumbler", ["@trail", "@bridal", "@office"]),
    ("canvas", ["frame=oak", "@nursery", "@road"]),
    ("cushion", ["@nap", "@harbor", "@guest"]),
    ("board", ["@kitchen", "@silver", "@new-home"]),
    ("phone", ["@beach", "@midnight", "@initials"]),
    ("photo-mug", ["@love photo=portrait.jpg", "@paws photo=dog.jpg", "@star photo=portrait.jpg"]),
    (
        "photo-canvas",
        [
            "@holiday photo-1=lake.jpg photo-2=dog.jpg photo-3=portrait.jpg",
            "@classic photo-1=portrait.jpg photo-2=lake.jpg photo-3=dog.jpg photo-4=portrait.jpg",
            "@little photo-1=portrait.jpg photo-2=dog.jpg photo-3=lake.jpg",
        ],
    ),
    (
        "photo-board",
        [
            "@portrait photo=portrait.jpg",
            "@print photo=portrait.jpg",
            "@drawing photo=portrait.jpg",
        ],
    ),
    ("character-shirt", ["@pancake", "@garden", "@grandpa"]),
];

fn main() -> Result<ExitCode, Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    match arguments.as_slice() {
        [] => sheet(&www)?,
        [product, out, rest @ ..] => one(&www, product, out, rest)?,
        [_] => {
            return Err("PRODUCT OUT.png [--width N] [--view ID] [@PRESET] [OPTION=VALUE …]".into());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn sheet(www: &Path) -> Result<(), Fault> {
    let mut sheet = Pixmap::new(SIDE * 3, SIDE * ROWS.len() as u32)?;
    for (row, (product, choices)) in ROWS.iter().enumerate() {
        let mut engine = open(www, product)?;
        for (column, choice) in choices.iter().enumerate() {
            choose(&mut engine, choice.split(' '))?;
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
    choose(&mut engine, choices.into_iter())?;
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

/// Takes `@PRESET` and `OPTION=VALUE` one after the other, on the product as it comes.
fn choose<'a>(engine: &mut Engine, choices: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    engine.reset()?;
    for choice in choices {
        if let Some(preset) = choice.strip_prefix('@') {
            engine.apply(preset)?;
        } else {
            let (id, value) = choice.split_once('=').ok_or("OPTION=VALUE")?;
            let options = engine.options();
            let now = options.iter().find(|option| option.id == id).ok_or(id)?;
            if now.kind == "photo" {
                let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images/photos");
                engine.set_photo(id, value, std::fs::read(photos.join(value))?)?;
                continue;
            }
            engine.set(&Selection::from([(id.to_owned(), read(value, &now.value)?)]))?;
        }
    }
    Ok(())
}

/// A value like the one that the option has: lists and places are JSON.
fn read(value: &str, now: &Value) -> Result<Value, Fault> {
    Ok(match now {
        Value::Text(_) => Value::Text(value.to_owned()),
        Value::Number(_) => Value::Number(value.parse()?),
        Value::Bool(_) => Value::Bool(value.parse()?),
        Value::List(_) | Value::Place(_) => serde_json::from_str(value)?,
    })
}
