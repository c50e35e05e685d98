//! Reads a scene's files, writes pictures.

use crate::{Fault, Named};
use kurbo::Point;
use liveproof::color::mul_div_255;
use liveproof::mockup::{Cylinder, Geometry, Mesh, Quad, UvMap, estimate_gloss};
use liveproof::pixels::{Mask, Pixmap};
use serde_json::Value;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the geometry of `uv.png` is called.
pub(crate) const UV_MAP: &str = "uvmap";

/// Where the light of a print comes from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Light {
    /// The photo and the scene's own gloss map.
    True,
    /// The photo, and a gloss map estimated from it.
    Estimate,
    /// The photo alone.
    None,
    /// Layers, as designers have them: hard light by a shade map, screen by the gloss map.
    Layers,
}

/// A product: its photo and what is known of it.
pub(crate) struct Scene {
    pub(crate) name: String,
    pub(crate) base: Pixmap,
    pub(crate) gloss: Option<Mask>,
    /// A shade map and the color of the product's white, to go by instead of the photo's light.
    pub(crate) layers: Option<(Mask, [u8; 3])>,
    /// Coverage of the visible print.
    pub(crate) print: Mask,
    pub(crate) uv: UvFile,
    pub(crate) geometries: Vec<Named>,
    /// Artworks that were also printed in the renderer.
    pub(crate) prints: Vec<Print>,
}

/// An artwork, and the product really printed with it.
pub(crate) struct Print {
    pub(crate) name: String,
    pub(crate) artwork: PathBuf,
    pub(crate) truth: PathBuf,
}

/// The samples of `uv.png`.
pub(crate) struct UvFile {
    width: u32,
    height: u32,
    samples: Vec<u16>,
}

impl UvFile {
    /// The artwork point at a pixel's center, where the pixel is covered.
    pub(crate) fn at(&self, x: i64, y: i64) -> Option<[f64; 2]> {
        let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
        if x >= self.width || y >= self.height {
            return None;
        }
        let i = y as usize * self.width as usize + x as usize;
        let &[u, v, coverage] = self.samples.as_chunks::<3>().0.get(i)?;
        (coverage > 0).then(|| [u, v].map(|c| f64::from(c) / 65535.0))
    }
}

/// Reads all of a scene but its artworks.
pub(crate) fn read(folder: &Path, light: Light) -> Result<Scene, Fault> {
    let name = folder.file_name().ok_or("no folder name")?.to_string_lossy().into_owned();
    let base = pixmap(&folder.join("base.png"))?;
    let print = mask(&folder.join("print-mask.png"))?;
    let file = folder.join("gloss.png");
    let gloss = match light {
        Light::True | Light::Layers if file.is_file() => Some(mask(&file)?),
        Light::Estimate => Some(estimate_gloss(&base, &print)?),
        _ => None,
    };
    let uv = rgb16(&folder.join("uv.png"))?;
    Ok(Scene {
        name,
        base,
        gloss,
        layers: if light == Light::Layers { Some(layers(folder)?) } else { None },
        print,
        geometries: geometries(folder, &uv)?,
        uv,
        prints: prints(folder)?,
    })
}

/// Every `truth-NAME.png` that has its `NAME.png` beside it.
fn prints(folder: &Path) -> Result<Vec<Print>, Fault> {
    let mut prints = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let truth = entry?.path();
        let file = truth.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = file.strip_prefix("truth-").and_then(|n| n.strip_suffix(".png")) else {
            continue;
        };
        let artwork = folder.join(format!("{name}.png"));
        if artwork.is_file() {
            prints.push(Print { name: name.to_owned(), artwork, truth });
        }
    }
    prints.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(prints)
}

/// The uv map and what was fitted to it.
fn geometries(folder: &Path, uv: &UvFile) -> Result<Vec<Named>, Fault> {
    let map = UvMap::from_rgb16(uv.width, uv.height, &uv.samples)?;
    let mut out: Vec<Named> = vec![(UV_MAP.to_owned(), Geometry::UvMap(Arc::new(map)))];
    let scene: Value =
        serde_json::from_reader(BufReader::new(File::open(folder.join("scene.json"))?))?;
    let fit = &scene["geometry"];
    match fit["model"].as_str() {
        Some("quad") => {
            let mut corners = [Point::ZERO; 4];
            for (corner, name) in corners.iter_mut().zip(["TL", "TR", "BR", "BL"]) {
                *corner = point(&fit["corners"][name])?;
            }
            out.push(("quad".to_owned(), Geometry::Quad(Quad::new(corners)?)));
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
            out.push(("cylinder".to_owned(), Geometry::Cylinder(cylinder)));
        }
        Some("bezier") => {
            for (key, net) in fit.as_object().into_iter().flatten() {
                if net["model"] == "bezier" {
                    out.push((mesh_name(key, net), mesh(net)?));
                }
            }
        }
        _ => {}
    }
    out.extend(shop_geometry(folder)?);
    Ok(out)
}

/// The mesh that the shop's product of the same name has, which `npm run fit` found.
fn shop_geometry(folder: &Path) -> Result<Option<Named>, Fault> {
    let products = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/products");
    let file = products.join(folder.file_name().unwrap_or_default()).join("template.json");
    if !file.is_file() {
        return Ok(None);
    }
    let template: Value = serde_json::from_reader(BufReader::new(File::open(file)?))?;
    let items = template["views"][0]["items"].as_array().ok_or("a view has no items")?;
    let Some(net) = items.iter().find_map(|item| item["geometry"].get("mesh")) else {
        return Ok(None);
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let slices = |key: &str| list(&net[key]).iter().map(number).collect::<Result<Vec<_>, _>>();
    let points = list(&net["points"]).iter().map(point).collect::<Result<Vec<_>, _>>()?;
    let side = |key: &str| net[key].as_u64().ok_or("a mesh has no size");
    let (columns, rows) = (side("columns")? as usize, side("rows")? as usize);
    let slices = [slices("slicesX")?, slices("slicesY")?];
    let mesh = Mesh::new(columns, rows, &points, [&slices[0], &slices[1]], None)?;
    Ok(Some((format!("fit {columns}x{rows}"), mesh)))
}

/// A net by its control points along u and v.
fn mesh_name(key: &str, net: &Value) -> String {
    match (net["patches"][0].as_u64(), net["patches"][1].as_u64()) {
        (Some(across), Some(down)) => format!("mesh {}x{}", 3 * across + 1, 3 * down + 1),
        _ => key.to_owned(),
    }
}

/// A net of bicubic patches, rows along v.
fn mesh(net: &Value) -> Result<Geometry, Fault> {
    let rows = net["control_points"].as_array().ok_or("a net has no points")?;
    let columns = rows.first().and_then(Value::as_array).map_or(0, Vec::len);
    let points = rows.iter().flat_map(|row| row.as_array().into_iter().flatten());
    let points = points.map(point).collect::<Result<Vec<_>, _>>()?;
    Ok(Mesh::new(columns, rows.len(), &points, [&[], &[]], None)?)
}

fn number(value: &Value) -> Result<f64, Fault> {
    Ok(value.as_f64().ok_or("a number is missing in scene.json")?)
}

fn point(value: &Value) -> Result<Point, Fault> {
    Ok(Point::new(number(&value[0])?, number(&value[1])?))
}

/// What designers' layered files have: a shade map, and the sRGB color of the product's white.
fn layers(folder: &Path) -> Result<(Mask, [u8; 3]), Fault> {
    let scene: Value =
        serde_json::from_reader(BufReader::new(File::open(folder.join("scene.json"))?))?;
    let mut white = [0; 3];
    for (c, to) in white.iter_mut().enumerate() {
        let value = &scene["reference_white"]["srgb"];
        let value = value.get(c).unwrap_or(value).as_f64().ok_or("no reference white")?;
        *to = (if value <= 1.0 { value * 255.0 } else { value }).round() as u8;
    }
    Ok((mask(&folder.join("shade.png"))?, white))
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
fn rgb16(path: &Path) -> Result<UvFile, Fault> {
    let (info, bytes) = decode(path, false)?;
    if (info.color_type, info.bit_depth) != (png::ColorType::Rgb, png::BitDepth::Sixteen) {
        return Err(format!("{} is not 16-bit RGB", path.display()).into());
    }
    let samples = bytes.as_chunks::<2>().0.iter().map(|b| u16::from_be_bytes(*b)).collect();
    Ok(UvFile { width: info.width, height: info.height, samples })
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
