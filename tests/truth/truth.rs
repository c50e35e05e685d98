//! Measures placements against ground truth: `cargo run --release --example truth -- [DIR] [--out DIR]`.
//!
//! Every folder of DIR with a `scene.json` holds a product rendered blank and with known artworks
//! really printed on it. Each artwork is drawn at the size its map asks for and placed as ink, once
//! by the scene's uv map and once by its fitted geometry where that is a cone or a quad. Printed:
//! PSNR and SSIM where the print mask is at least half, beside what an ideal compositor reaches with
//! the same inputs (exact uv, area filter in f64). A picture of ours, the truth and eight times
//! their difference goes to the out folder. Fails when the mug or the T-shirt is more than 2 dB
//! below the ideal.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

mod measure;
mod scene;

use liveproof::geom::PixelRect;
use liveproof::mockup::{
    Blend, Geometry, PlacementMap, Raster, Surface, Texture, place, scale_mask, scale_photo,
};
use liveproof::pixels::{Mask, Pixmap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

type Fault = Box<dyn std::error::Error>;

/// (scene, artwork, PSNR, SSIM) of the ideal compositor; 0 where it was not measured.
const IDEAL: [(&str, &str, f64, f64); 14] = [
    ("mug", "grid", 35.5, 0.987),
    ("mug", "art", 43.8, 0.993),
    ("tumbler", "grid", 31.2, 0.974),
    ("tumbler", "art", 38.2, 0.989),
    ("canvas", "grid", 31.8, 0.970),
    ("canvas", "art", 39.6, 0.982),
    ("tshirt", "grid", 30.8, 0.977),
    ("tshirt", "art", 38.9, 0.991),
    ("cushion", "grid", 32.4, 0.979),
    ("cushion", "art", 40.7, 0.986),
    ("board", "grid", 29.8, 0.969),
    ("board", "art", 40.8, 0.993),
    ("phone", "grid", 33.7, 0.974),
    ("phone", "art", 39.7, 0.987),
];

/// Scenes that must not fall further below the ideal than this.
const GATED: [&str; 2] = ["mug", "tshirt"];
const SLACK: f64 = 2.0;

fn main() -> Result<ExitCode, Fault> {
    let mut dir = PathBuf::from("../shared/mockups");
    let mut out = PathBuf::from("tests/output/truth");
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().ok_or("--out needs a folder")?.into();
        } else {
            dir = argument.into();
        }
    }
    std::fs::create_dir_all(&out)?;
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&dir)?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.join("scene.json").is_file())
        .collect();
    folders.sort();
    if folders.is_empty() {
        return Err(format!("no scene in {}", dir.display()).into());
    }
    println!("scene    artwork geometry   PSNR (ideal)   SSIM (ideal)   map ms  place ms  raster");
    let mut worst = true;
    for folder in folders {
        worst &= run(&folder, &out)?;
    }
    Ok(if worst { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures one scene; false when a gated figure is too low.
fn run(folder: &Path, out: &Path) -> Result<bool, Fault> {
    let name = folder.file_name().ok_or("no folder name")?.to_string_lossy().into_owned();
    let base = scene::pixmap(&folder.join("base.png"))?;
    let gloss = scene::mask(&folder.join("gloss.png"))?;
    let print = scene::mask(&folder.join("print-mask.png"))?;
    let mut good = true;
    for (kind, geometry) in scene::geometries(folder)? {
        let started = Instant::now();
        let map =
            PlacementMap::new(&geometry, [1.0, 1.0], base.width(), base.height(), Some(&print))?;
        let map_ms = started.elapsed().as_secs_f64() * 1e3;
        for artwork in ["grid", "art"] {
            let truth_file = folder.join(format!("truth-{artwork}.png"));
            if !truth_file.is_file() {
                continue;
            }
            let truth = scene::pixmap(&truth_file)?;
            let source = scene::pixmap(&folder.join(format!("{artwork}.png")))?;
            let drawn = draw(&source, &map.raster())?;
            let mut texture = Texture::new(&map, Blend::Ink, 255)?;
            texture.update(&drawn, drawn.rect());
            let mut frame = base.clone();
            place(
                &mut frame,
                base.rect(),
                &map,
                &drawn,
                &texture,
                &Surface { gloss: Some(&gloss) },
            );
            let mut times: Vec<f64> = (0..5)
                .map(|_| {
                    let mut again = base.clone();
                    let started = Instant::now();
                    place(
                        &mut again,
                        base.rect(),
                        &map,
                        &drawn,
                        &texture,
                        &Surface { gloss: Some(&gloss) },
                    );
                    started.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);

            let psnr = measure::psnr(&frame, &truth, &print);
            let ssim = measure::ssim(&frame, &truth, &print);
            let ideal = IDEAL.iter().find(|i| i.0 == name && i.1 == artwork);
            let (ideal_psnr, ideal_ssim) = ideal.map_or((0.0, 0.0), |i| (i.2, i.3));
            let low = GATED.contains(&name.as_str()) && psnr < ideal_psnr - SLACK;
            good &= !low;
            let raster = map.raster();
            println!(
                "{name:8} {artwork:7} {kind:8} {psnr:6.2} ({ideal_psnr:4.1})  {ssim:7.4} ({ideal_ssim:5.3})  {map_ms:7.1}  {:7.2}  {}x{}, {} KB map{}",
                times[2],
                raster.width,
                raster.height,
                map.bytes() / 1024,
                if low { "  TOO LOW" } else { "" },
            );
            let picture = measure::triptych(&frame, &truth, map.rect());
            scene::write(&out.join(format!("{name}-{artwork}-{kind}.png")), &picture?)?;
        }
    }
    Ok(good)
}

/// The artwork image at the size and place a map asks for, as a renderer with an area filter would
/// draw it.
fn draw(source: &Pixmap, raster: &Raster) -> Result<Pixmap, Fault> {
    let [sx, sy, tx, ty] = raster.to_raster;
    let (width, height) = (sx.round() as u32, sy.round() as u32);
    let whole = if width <= source.width() && height <= source.height() {
        area(source, width, height)?
    } else {
        scale_photo(source, width, height)?
    };
    let mut part = Pixmap::new(raster.width, raster.height)?;
    let from = PixelRect::from_size(raster.width, raster.height).translate(-tx as i32, -ty as i32);
    for y in from.y0..from.y1 {
        let row = whole.row(y, from.x0, from.x1);
        let to = part.row_mut(y - from.y0, 0, from.x1 - from.x0);
        if row.len() != to.len() {
            return Err("the raster reaches beyond the artwork".into());
        }
        to.copy_from_slice(row);
    }
    Ok(part)
}

fn area(source: &Pixmap, width: u32, height: u32) -> Result<Pixmap, Fault> {
    let mut out = Pixmap::new(width, height)?;
    for c in 0..4 {
        let plane = source.data().iter().skip(c).step_by(4).copied().collect();
        let plane = Mask::from_vec(source.width(), source.height(), plane).ok_or("plane")?;
        let plane = scale_mask(&plane, width, height)?;
        for (to, &v) in out.data_mut().iter_mut().skip(c).step_by(4).zip(plane.data()) {
            *to = v;
        }
    }
    Ok(out)
}

/// A placement's geometry by name.
type Named = (&'static str, Geometry);
