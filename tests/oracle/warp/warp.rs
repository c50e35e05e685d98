//! Holds warps against a slow reference: `npm run oracle -- warp`.
//!
//! The reference is what a camera would see: every pixel the mean of 12 × 12 rays in f64, through an
//! inverse of its own, of the artwork drawn with twice the live preview's texels across. Ink is averaged
//! in linear light, as the placement's `ink` says; `normal` in encoded values, as designers' files
//! assume. Printed: decibels over the pixels that see any print, for the live preview, which draws the
//! artwork at its own size, and for the final one. What the live preview loses is mostly that its
//! artwork is drawn with half as many texels, each flattened over white in encoded values.
//!
//! Fails below [`LIVE`] or [`FINAL`] decibels, and where an upright print at whole pixels is not copied
//! byte for byte.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

mod artwork;
mod exact;
mod reference;
#[path = "../../support/srgb.rs"]
mod srgb;
mod surface;

use artwork::ARTWORKS;
use liveproof::blend::BlendMode;
use liveproof::mockup::{Blend, PlacementMap, Quality, Raster, Surface as Lit, Texture, place};
use liveproof::pixels::Pixmap;
use reference::{Light, Reference};
use std::process::ExitCode;
use surface::Surface;

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Side of the view the surfaces are authored in, in pixels.
const SIDE: u32 = 240;

/// Render pixels per authored pixel.
const SCALES: [f64; 2] = [0.8, 1.5];

/// Least decibels.
const LIVE: f64 = 34.0;
const FINAL: f64 = 40.0;

fn main() -> Result<ExitCode, Fault> {
    println!("surface         scale  artwork   ink: live  final   normal: live  final");
    let surfaces = surface::surfaces()?;
    let measured: Vec<Result<Measured, Fault>> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            surfaces.iter().map(|surface| scope.spawn(|| measure(surface))).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Err("a panic".into()))).collect()
    });
    let mut low = 0;
    for measured in measured {
        let (lines, count) = measured?;
        lines.iter().for_each(|line| println!("{line}"));
        low += count;
    }
    let inexact = exact::check()?;
    println!(
        "{low} figures below {LIVE} live or {FINAL} final, {inexact} upright prints not exact"
    );
    Ok(if low + inexact == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The lines of a table, and how many of their figures are too low.
type Measured = (Vec<String>, usize);

/// One surface at all sizes.
fn measure(surface: &Surface) -> Result<Measured, Fault> {
    let mut all = (Vec::new(), 0);
    for scale in SCALES {
        let (lines, low) = measure_at(surface, scale)?;
        all.0.extend(lines);
        all.1 += low;
    }
    Ok(all)
}

fn measure_at(surface: &Surface, scale: f64) -> Result<Measured, Fault> {
    let side = (f64::from(SIDE) * scale) as u32;
    let map = |quality| {
        PlacementMap::with_quality(&surface.geometry, [scale; 2], side, side, None, quality)
    };
    let (live, last) = (map(Quality::Live)?, map(Quality::Final)?);
    let raster = live.raster();
    let print = Raster {
        width: raster.width * 2,
        height: raster.height * 2,
        to_raster: raster.to_raster.map(|v| v * 2.0),
    };
    let prints: Vec<Pixmap> = ARTWORKS
        .iter()
        .map(|(_, paint)| artwork::draw(*paint, &print))
        .collect::<Result<_, _>>()?;
    let base = photo(side)?;
    let reference = Reference::new(surface, scale, &base, &print, &prints);
    let mut lines = Vec::new();
    let mut low = 0;
    for (i, (name, paint)) in ARTWORKS.iter().enumerate() {
        let mut figures = Vec::new();
        let [drawn, drawn_last] = [&live, &last].map(|map| artwork::draw(*paint, &map.raster()));
        let (drawn, drawn_last) = (drawn?, drawn_last?);
        for light in [Light::Ink, Light::Normal] {
            for (map, drawn, least) in [(&live, &drawn, LIVE), (&last, &drawn_last, FINAL)] {
                let frame = frame(map, drawn, &base, light)?;
                let db = reference.decibels(i, light, &frame);
                low += usize::from(db < least);
                figures.push(format!("{db:6.2}{}", if db < least { '!' } else { ' ' }));
            }
        }
        let [a, b, c, d] = figures.as_slice() else { continue };
        let surface = surface.name;
        lines.push(format!("{surface:15} {scale:5}  {name:8} {a:>11} {b:>7} {c:>14} {d:>7}"));
    }
    Ok((lines, low))
}

/// The photo with an artwork placed on it.
fn frame(
    map: &PlacementMap,
    artwork: &Pixmap,
    base: &Pixmap,
    light: Light,
) -> Result<Pixmap, Fault> {
    let blend = match light {
        Light::Ink => Blend::Ink,
        Light::Normal => Blend::Mode(BlendMode::Normal),
    };
    let mut texture = Texture::new(map, blend, 255)?;
    texture.update(artwork, artwork.rect());
    let mut frame = base.clone();
    place(&mut frame, base.rect(), map, artwork, &texture, &Lit::default());
    Ok(frame)
}

/// Soft shades, as of a white product.
fn photo(side: u32) -> Result<Pixmap, Fault> {
    let mut out = Pixmap::new(side, side)?;
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = (i as u32 % side * SIDE / side, i as u32 / side * SIDE / side);
        *pixel = [(250 - x / 4) as u8, (240 - y / 5) as u8, (245 - (x + y) / 8) as u8, 255];
    }
    Ok(out)
}
