//! Times what bent geometries cost beside a cylinder: the map of a view of 1600 × 1600 pixels, made once,
//! and a keystroke, one letter of twelve that changes in a view of 1000 × 1000.
//!
//! `cargo run --release --example bent`

#![expect(clippy::print_stdout, reason = "a report")]

use kurbo::Point;
use liveproof::error::Error;
use liveproof::geom::PixelRect;
use liveproof::mockup::{
    Blend, Cylinder, Displaced, Displacement, Geometry, Mesh, PlacementMap, Surface, Texture, place,
};
use liveproof::pixels::Pixmap;
use std::time::Instant;

/// Side of the geometries' own view.
const VIEW: u32 = 1600;

/// Times are medians of this many.
const ROUNDS: usize = 9;

fn main() -> Result<(), Error> {
    let cylinder = || {
        let axis = [Point::new(800.0, 350.0), Point::new(800.0, 1220.0)];
        Cylinder::from_sketch(axis, [470.0, 450.0], [60.0, 90.0], [-80.0, 80.0])
            .map(Geometry::Cylinder)
    };
    let folds = folds()?;
    let draped = |side| -> Result<Geometry, Error> {
        let map = Displacement::from_photo(&folds, None)?;
        Ok(Displaced::new(mesh(side)?, map, 6.0, VIEW, VIEW))
    };
    let all = [
        ("cylinder", cylinder()?),
        ("mesh 4x4", mesh(4)?),
        ("mesh 7x7", mesh(7)?),
        ("mesh 13x13", mesh(13)?),
        ("mesh 7x7, displaced", draped(7)?),
    ];
    println!(
        "                      covered px   net ms   map ms   bytes/px   keystroke us   of cylinder's"
    );
    let mut first = None;
    for (name, geometry) in &all {
        let net = match *name {
            "mesh 7x7, displaced" => time(|| draped(7).map(drop))?,
            "cylinder" => time(|| cylinder().map(drop))?,
            _ => {
                let side = if name.contains("13") {
                    13
                } else if name.contains('7') {
                    7
                } else {
                    4
                };
                time(|| mesh(side).map(drop))?
            }
        };
        let map = time(|| PlacementMap::new(geometry, [1.0; 2], VIEW, VIEW, None).map(drop))?;
        let (key, covered, bytes) = keystroke(geometry)?;
        let ratio = key / *first.get_or_insert(key);
        println!(
            "{name:20} {covered:>11} {net:>8.2} {map:>8.1} {:>10.2} {:>14.0} {ratio:>15.2}",
            bytes as f64 / covered as f64,
            key * 1000.0,
        );
    }
    Ok(())
}

/// A bulging net over about the room that the cylinder has.
fn mesh(side: usize) -> Result<Geometry, Error> {
    let points: Vec<Point> = (0..side * side)
        .map(|i| {
            let share = |i: usize| i as f64 / (side - 1) as f64;
            let (u, v) = (share(i % side), share(i / side));
            let wave = libm::sin(7.0 * u + 3.0 * v);
            Point::new(
                340.0 + 920.0 * u + 30.0 * wave * v,
                370.0 + 880.0 * v + 40.0 * u * (1.0 - u),
            )
        })
        .collect();
    Mesh::new(side, side, &points, [&[], &[]], None)
}

fn folds() -> Result<Pixmap, Error> {
    let mut out = Pixmap::new(VIEW, VIEW)?;
    for (i, pixel) in out.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = ((i % VIEW as usize) as f64, (i / VIEW as usize) as f64);
        let light = (170.0 + 40.0 * libm::sin(x / 40.0 + libm::sin(y / 90.0))) as u8;
        *pixel = [light, light, light, 255];
    }
    Ok(out)
}

/// The median in milliseconds.
fn time(mut run: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or(f64::NAN))
}

/// Milliseconds of a keystroke, the pixels that the print covers, and the bytes of its map.
fn keystroke(geometry: &Geometry) -> Result<(f64, usize, usize), Error> {
    let scale = 1000.0 / f64::from(VIEW);
    let map = PlacementMap::new(geometry, [scale; 2], 1000, 1000, None)?;
    let raster = map.raster();
    let mut texture = Texture::new(&map, Blend::Ink, 255)?;
    let mut artwork = Pixmap::new(raster.width, raster.height)?;
    artwork.data_mut().as_chunks_mut::<4>().0.fill([20, 30, 90, 255]);
    texture.update(&artwork, artwork.rect());
    let mut base = Pixmap::new(1000, 1000)?;
    base.data_mut().fill(200);
    base.data_mut().as_chunks_mut::<4>().0.iter_mut().for_each(|p| p[3] = 255);
    let mut frame = base.clone();
    place(&mut frame, base.rect(), &map, &artwork, &texture, &Surface::default());
    let changed = frame.data().as_chunks::<4>().0.iter().zip(base.data().as_chunks::<4>().0);
    let covered = changed.filter(|(a, b)| a != b).count();
    let (w, h) = (raster.width as i32, raster.height as i32);
    let letter = PixelRect::new(w / 2, h / 3, w / 2 + w / 12, h * 2 / 3);
    let key = time(|| {
        for _ in 0..20 {
            texture.update(&artwork, letter);
            let dirty = map.view_rect(letter);
            frame.copy_rect(&base, dirty);
            place(&mut frame, dirty, &map, &artwork, &texture, &Surface::default());
        }
        Ok(())
    })? / 20.0;
    Ok((key, covered, map.bytes()))
}
