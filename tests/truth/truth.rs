//! Measures placements against ground truth: `npm run truth -- [DIR] [--out DIR]
//! [--light true|estimate|none|layers]`.
//!
//! Every folder of DIR with a `scene.json` holds a product rendered blank and with artworks really
//! printed on it: any `truth-NAME.png` whose `NAME.png` lies beside it. Each artwork is drawn at the
//! size its map asks for and placed as ink, by the scene's uv map, by its fitted geometries and by the
//! mesh of the shop's product of the same name, if it has one.
//! Printed: PSNR and SSIM where the print mask is at least half, beside what an ideal compositor
//! reaches with the same files (`ideal.rs`). A picture of ours, the truth and eight times their
//! difference goes to the out folder. Fails when the uv map, or the best of the fitted geometries, is
//! further below the ideal than [`SLACK`].
#![expect(clippy::print_stdout, reason = "a command-line tool")]

mod draw;
mod ideal;
mod measure;
mod scene;
#[path = "../support/srgb.rs"]
mod srgb;

use draw::draw;
use liveproof::blend::BlendMode;
use liveproof::color::{Color, mul_div_255};
use liveproof::mockup::{Blend, Geometry, PlacementMap, Shade, Surface, Texture, place};
use liveproof::pixels::Pixmap;
use scene::{Light, Print, Scene};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

type Fault = Box<dyn std::error::Error>;

/// A placement's geometry by name.
type Named = (String, Geometry);

/// Decibels that a scene's uv map and its best fitted geometry may stay below the ideal.
const SLACK: f64 = 1.0;

fn main() -> Result<ExitCode, Fault> {
    let mut dir = PathBuf::from("../shared/mockups");
    let mut out = PathBuf::from("tests/output/truth");
    let mut light = Light::True;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().ok_or("--out needs a folder")?.into();
        } else if argument == "--light" {
            let word = arguments.next().ok_or("--light needs a word")?;
            light = match word.to_str() {
                Some("true") => Light::True,
                Some("estimate") => Light::Estimate,
                Some("none") => Light::None,
                Some("layers") => Light::Layers,
                _ => return Err("--light is true, estimate, none or layers".into()),
            };
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
    let (mut prints, mut low) = (0, 0);
    println!(
        "scene    artwork  geometry     PSNR  ideal   less    SSIM   ideal  map ms  B/px  place ms  raster"
    );
    for folder in folders {
        let scene = scene::read(&folder, light)?;
        let maps = scene.geometries.iter().map(|named| Placed::new(&scene, named));
        let maps = maps.collect::<Result<Vec<_>, Fault>>()?;
        for print in &scene.prints {
            prints += 1;
            low += usize::from(!measure(&scene, &maps, print, &out)?);
        }
    }
    if prints == 0 {
        return Err(format!("no scene with a truth in {}", dir.display()).into());
    }
    println!("{prints} prints, {low} more than {SLACK} dB below the ideal");
    // The goal is that of the true light.
    Ok(if low == 0 || light != Light::True { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A geometry made ready for its scene.
struct Placed<'a> {
    name: &'a str,
    map: PlacementMap,
    map_ms: f64,
    bytes_per_pixel: f64,
}

impl<'a> Placed<'a> {
    fn new(scene: &Scene, (name, geometry): &'a Named) -> Result<Self, Fault> {
        let (width, height) = (scene.base.width(), scene.base.height());
        let started = Instant::now();
        let map = PlacementMap::new(geometry, [1.0, 1.0], width, height, Some(&scene.print))?;
        let map_ms = started.elapsed().as_secs_f64() * 1e3;
        let bytes_per_pixel = map.bytes() as f64 / map.covered().max(1) as f64;
        Ok(Self { name, map, map_ms, bytes_per_pixel })
    }
}

/// Measures one artwork by every geometry; false when the uv map or the best of the others is too far
/// below the ideal.
fn measure(scene: &Scene, maps: &[Placed], print: &Print, out: &Path) -> Result<bool, Fault> {
    let truth = scene::pixmap(&print.truth)?;
    let source = scene::pixmap(&print.artwork)?;
    if truth.rect() != scene.base.rect() {
        return Err(format!("{} has another size than its base", print.truth.display()).into());
    }
    let ideal = ideal::compose(scene, &source)?;
    let ideal_psnr = measure::psnr(&ideal, &truth, &scene.print);
    let ideal_ssim = measure::ssim(&ideal, &truth, &scene.print);
    let [mut mapped, mut fitted] = [f64::NEG_INFINITY; 2];
    for Placed { name, map, map_ms, bytes_per_pixel } in maps {
        let (frame, place_ms) = compose(scene, map, &source)?;
        let psnr = measure::psnr(&frame, &truth, &scene.print);
        let ssim = measure::ssim(&frame, &truth, &scene.print);
        let less = ideal_psnr - psnr;
        let best = if *name == scene::UV_MAP { &mut mapped } else { &mut fitted };
        *best = best.max(psnr);
        let raster = map.raster();
        println!(
            "{:8} {:8} {name:10} {psnr:6.2} {ideal_psnr:6.2} {less:6.2}  {ssim:.4}  {ideal_ssim:.4}  {map_ms:6.1}  {bytes_per_pixel:4.2}  {place_ms:8.2}  {}x{}{}",
            scene.name,
            print.name,
            raster.width,
            raster.height,
            if less > SLACK { "  low" } else { "" },
        );
        let picture = measure::triptych(&frame, &truth, map.rect());
        scene::write(&out.join(format!("{}-{}-{name}.png", scene.name, print.name)), &picture?)?;
    }
    Ok(mapped.min(fitted) >= ideal_psnr - SLACK)
}

/// The product with the artwork on it, and the milliseconds of a placement (the middle of five).
fn compose(scene: &Scene, map: &PlacementMap, source: &Pixmap) -> Result<(Pixmap, f64), Fault> {
    let layers = scene.layers.as_ref();
    let white = layers.map_or([255; 3], |(_, white)| *white);
    let blend = if layers.is_some() { Blend::Mode(BlendMode::Normal) } else { Blend::Ink };
    let drawn = draw(&on_white(source, white), &map.raster())?;
    let mut texture = Texture::new(map, blend, 255)?;
    texture.update(&drawn, drawn.rect());
    let mut frame = scene.base.clone();
    let surface = Surface {
        gloss: scene.gloss.as_ref(),
        shade: layers.map(|(shade, _)| Shade::new(shade, None, Color::WHITE)),
        ..Surface::default()
    };
    let mut times = Vec::new();
    for _ in 0..5 {
        frame = scene.base.clone();
        let started = Instant::now();
        place(&mut frame, scene.base.rect(), map, &drawn, &texture, &surface);
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok((frame, times[2]))
}

/// The artwork times a white; what is transparent becomes that white.
fn on_white(artwork: &Pixmap, white: [u8; 3]) -> Pixmap {
    let mut out = artwork.clone();
    if white != [255; 3] {
        for p in out.data_mut().as_chunks_mut::<4>().0 {
            let rest = 255 - p[3];
            let [r, g, b] = [0, 1, 2].map(|c| mul_div_255(p[c].saturating_add(rest), white[c]));
            *p = [r, g, b, 255];
        }
    }
    out
}
