//! One SVG against the picture that resvg made of it.

use std::path::Path;

use kurbo::{Affine, Rect};
use liveproof::artwork::Vector;
use liveproof::artwork::image::ImageFit;
use liveproof::geom::PixelRect;
use liveproof::image::{decode, encode_png};
use liveproof::pixels::Pixmap;
use liveproof::scene::Recolor;

use crate::Fault;

/// By how many levels of 255 a channel, premultiplied, may be off before the pixel counts as different.
/// resvg covers pixels by 4 rows of 16 steps, which is off by up to a quarter of a pixel along edges that
/// are nearly level; a shape that is missing, misplaced or of another color is off by more, in many pixels.
pub(crate) const MAX_LEVEL: u8 = 48;

/// The share of a picture's pixels that may be different before the picture is.
pub(crate) const MAX_SHARE: f64 = 0.005;

/// What came of a test.
pub(crate) enum Outcome {
    /// Out of scope, and why.
    LeftOut(String),
    /// The share of pixels that differ.
    Same(f64),
}

/// Compares `file` with the PNG beside it; with a name, pictures that differ are written.
pub(crate) fn compare(file: &Path, name: Option<&str>) -> Result<Outcome, Fault> {
    let theirs = decode(&std::fs::read(file.with_extension("png"))?)?;
    let bytes = match liveproof_svg::draw(&std::fs::read(file)?) {
        Ok(bytes) => bytes,
        Err(refusal) => return Ok(Outcome::LeftOut(general(&refusal.to_string()))),
    };
    let vector = match Vector::read(&bytes) {
        Ok(vector) => vector,
        Err(error) => return Ok(Outcome::LeftOut(general(&format!("{}: {error}", error.code())))),
    };
    if !vector.left_out().is_empty() {
        return Ok(Outcome::LeftOut(vector.left_out().join(", ")));
    }
    let (width, height) = (theirs.width(), theirs.height());
    let rect = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let window = PixelRect::from_size(width, height);
    let plain = Recolor::default();
    let drawn = vector.draw(&plain, ImageFit::Stretch, rect, Affine::IDENTITY, window)?;
    let mut ours = Pixmap::new(width, height)?;
    if let Some(sprite) = drawn {
        for y in 0..sprite.pixels.height() as i32 {
            let (x, width) = (sprite.x, sprite.pixels.width() as i32);
            let row = sprite.pixels.row(y, 0, width);
            ours.row_mut(y + sprite.y, x, x + width).copy_from_slice(row);
        }
    }
    let pixels = ours.data().as_chunks::<4>().0.iter().zip(theirs.data().as_chunks::<4>().0);
    let differ =
        |(a, b): (&[u8; 4], &[u8; 4])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > MAX_LEVEL);
    let count = pixels.filter(|(a, b)| differ((a, b))).count();
    let share = count as f64 / f64::from(width * height);
    if let Some(name) = name.filter(|_| share > MAX_SHARE) {
        write(name, &theirs, &ours)?;
    }
    Ok(Outcome::Same(share))
}

/// A reason without what is special to one file.
fn general(reason: &str) -> String {
    let words = reason.split(' ').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    let reason: Vec<&str> = words.collect();
    reason.join(" ").chars().take(120).collect()
}

/// Theirs, the difference and ours, beside each other on white.
fn write(name: &str, theirs: &Pixmap, ours: &Pixmap) -> Result<(), Fault> {
    let (width, height) = (theirs.width(), theirs.height());
    let mut all = Pixmap::new(width * 3, height)?;
    for y in 0..height as i32 {
        let row = |pixmap: &Pixmap| -> Vec<[u8; 4]> {
            let on_white = |p: &[u8; 4]| {
                let [r, g, b, a] = *p;
                [r, g, b].map(|c| c.saturating_add(255 - a))
            };
            let pixels = pixmap.row(y, 0, width as i32).as_chunks::<4>().0;
            pixels
                .iter()
                .map(|p| {
                    let [r, g, b] = on_white(p);
                    [r, g, b, 255]
                })
                .collect()
        };
        let (a, b) = (row(theirs), row(ours));
        let middle = a.iter().zip(&b).map(|(a, b)| {
            let d = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
            [255 - d, 255 - d, 255 - d, 255]
        });
        let pixels: Vec<u8> =
            a.iter().copied().chain(middle).chain(b.iter().copied()).flatten().collect();
        all.row_mut(y, 0, width as i32 * 3).copy_from_slice(&pixels);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/output/oracle/svg");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{name}.png")), encode_png(&all)?)?;
    Ok(())
}
