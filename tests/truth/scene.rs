//! Reads a scene's files, writes pictures.

use crate::{Fault, Named};
use kurbo::Point;
use liveproof::color::mul_div_255;
use liveproof::mockup::{Cylinder, Geometry, Quad, UvMap};
use liveproof::pixels::{Mask, Pixmap};
use serde_json::Value;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::sync::Arc;

/// The uv map, and the fitted geometry where it is one of ours.
pub(crate) fn geometries(folder: &Path) -> Result<Vec<Named>, Fault> {
    let (width, height, samples) = rgb16(&folder.join("uv.png"))?;
    let uv = UvMap::from_rgb16(width, height, &samples)?;
    let mut out: Vec<Named> = vec![("uvmap", Geometry::UvMap(Arc::new(uv)))];
    let scene: Value =
        serde_json::from_reader(BufReader::new(File::open(folder.join("scene.json"))?))?;
    let fit = &scene["geometry"];
    let number = |v: &Value| v.as_f64().ok_or("a number is missing in scene.json");
    match fit["model"].as_str() {
        Some("quad") => {
            let mut corners = [Point::ZERO; 4];
            for (corner, name) in corners.iter_mut().zip(["TL", "TR", "BR", "BL"]) {
                let p = &fit["corners"][name];
                *corner = Point::new(number(&p[0])?, number(&p[1])?);
            }
            out.push(("quad", Geometry::Quad(Quad::new(corners)?)));
        }
        Some("cone") => {
            let mut matrix = [[0.0; 4]; 3];
            for (r, row) in matrix.iter_mut().enumerate() {
                for (c, v) in row.iter_mut().enumerate() {
                    *v = number(&fit["matrix"][r][c])?;
                }
            }
            let cylinder = Cylinder::new(
                number(&fit["r_top_mm"])?,
                number(&fit["r_bottom_mm"])?,
                number(&fit["height_mm"])?,
                number(&fit["span_rad"])?.to_degrees(),
                matrix,
            )?;
            out.push(("cylinder", Geometry::Cylinder(cylinder)));
        }
        _ => {}
    }
    Ok(out)
}

/// The sRGB color of the product's white, for layers.
pub(crate) fn reference_white(folder: &Path) -> Result<[u8; 3], Fault> {
    let scene: Value =
        serde_json::from_reader(BufReader::new(File::open(folder.join("scene.json"))?))?;
    let mut white = [0; 3];
    for (c, to) in white.iter_mut().enumerate() {
        let value = &scene["reference_white"]["srgb"];
        let value = value.get(c).unwrap_or(value).as_f64().ok_or("no reference white")?;
        *to = (if value <= 1.0 { value * 255.0 } else { value }).round() as u8;
    }
    Ok(white)
}

fn decode(path: &Path, expand: bool) -> Result<(png::OutputInfo, Vec<u8>), Fault> {
    let mut decoder = png::Decoder::new(BufReader::new(File::open(path)?));
    if expand {
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    }
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut bytes)?;
    bytes.truncate(info.buffer_size());
    Ok((info, bytes))
}

/// An 8-bit picture, premultiplied.
pub(crate) fn pixmap(path: &Path) -> Result<Pixmap, Fault> {
    let (info, bytes) = decode(path, true)?;
    let rgba: Vec<u8> = match info.color_type {
        png::ColorType::Rgba => bytes
            .as_chunks::<4>()
            .0
            .iter()
            .flat_map(|&[r, g, b, a]| [mul_div_255(r, a), mul_div_255(g, a), mul_div_255(b, a), a])
            .collect(),
        png::ColorType::Rgb => {
            bytes.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]).collect()
        }
        png::ColorType::Grayscale => bytes.iter().flat_map(|&g| [g, g, g, 255]).collect(),
        other => return Err(format!("{}: {other:?} is not read", path.display()).into()),
    };
    Ok(Pixmap::from_vec(info.width, info.height, rgba).ok_or("pixels")?)
}

/// An 8-bit grey picture.
pub(crate) fn mask(path: &Path) -> Result<Mask, Fault> {
    let (info, bytes) = decode(path, true)?;
    let step = info.color_type.samples();
    let grey = bytes.iter().step_by(step).copied().collect();
    Ok(Mask::from_vec(info.width, info.height, grey).ok_or("pixels")?)
}

/// A 16-bit RGB picture.
fn rgb16(path: &Path) -> Result<(u32, u32, Vec<u16>), Fault> {
    let (info, bytes) = decode(path, false)?;
    if (info.color_type, info.bit_depth) != (png::ColorType::Rgb, png::BitDepth::Sixteen) {
        return Err(format!("{} is not 16-bit RGB", path.display()).into());
    }
    let samples = bytes.as_chunks::<2>().0.iter().map(|b| u16::from_be_bytes(*b)).collect();
    Ok((info.width, info.height, samples))
}

/// Writes an opaque picture.
pub(crate) fn write(path: &Path, picture: &Pixmap) -> Result<(), Fault> {
    let file = BufWriter::new(File::create(path)?);
    let mut encoder = png::Encoder::new(file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(picture.data())?;
    Ok(())
}
