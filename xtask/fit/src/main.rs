//! `npm run fit -- …`: prints the geometry of a template's placement.

use liveproof_fit::{
    Fineness, Geometry, Kind, MOST_PATCHES, Misfit, Outline, Sample, Samples, Wish, fit,
    fit_outline,
};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: npm run fit -- [auto | quad | cylinder | mesh] SAMPLES [options]

Prints the geometry that comes nearest to SAMPLES as a placement's \"geometry\", and how far it is
from them, in pixels. SAMPLES are one of
  FILE.png            a uv map, 16-bit RGB: red is u, green is v, blue is coverage
  FILE.json           a list of points [u, v, x, y]: place on the print (0 to 1), pixel of the photo
  --point U,V=X,Y     such a point; four or more of them
  --rim X,Y X,Y X,Y   left end, front and right end of a cylinder's rim; twice, at the print's top
                      and at its bottom edge

  --limit PX          what is near enough: 99 of 100 samples within so many pixels (default: 0.25,
                      for points 2); `auto` takes the simplest geometry that is, and the coarsest net
  --net 13x13         control points of the mesh, each 3 n + 1
  --finest 49         the most control points an axis when the net is not given, up to 61
  --even              patches of one size
  --area 228.6x88.9   size of the print in millimeters, for the cylinder's lengths
  --arc FROM,TO       for rims: degrees of the print's edges, 0 at the front (default: -60,60)
  --span DEG          how far the print reaches around the cylinder
  --taper RATIO       radius at the bottom edge by radius at the top edge (1: a cylinder)
  --json              the geometry and its misfit as one object";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(out) => {
            // A closed pipe is no fault of ours.
            let _ = writeln!(std::io::stdout(), "{out}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let mut wish = Wish::default();
    let mut limit = None;
    let mut file: Option<String> = None;
    let mut points = Vec::new();
    let mut json = false;
    let mut rims = Vec::new();
    let mut arc = [-60.0, 60.0];
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        let mut value =
            || arguments.next().ok_or_else(|| format!("{argument} lacks its value\n\n{USAGE}"));
        match argument.as_str() {
            "auto" => wish.kind = Kind::Auto,
            "quad" => wish.kind = Kind::Quad,
            "cylinder" => wish.kind = Kind::Cylinder,
            "mesh" => wish.kind = Kind::Mesh,
            "--limit" => limit = Some(positive(&value()?)?),
            "--net" => {
                let [columns, rows] = numbers(&value()?, 'x')?;
                wish.fineness = Fineness::Patches(patches(columns)?, patches(rows)?);
            }
            "--finest" => wish.fineness = Fineness::UpTo(patches(positive(&value()?)?)?),
            "--even" => wish.even = true,
            "--area" => {
                let area: [f64; 2] = numbers(&value()?, 'x')?;
                if !area.iter().all(|v| *v > 0.0) {
                    return Err("--area takes millimeters above 0".to_owned());
                }
                wish.measures.area = Some(area);
            }
            "--span" => {
                let span = positive(&value()?)?;
                if span > 360.0 {
                    return Err("--span takes degrees up to 360".to_owned());
                }
                wish.measures.span = Some(span);
            }
            "--taper" => wish.measures.taper = Some(positive(&value()?)?),
            "--json" => json = true,
            "--rim" => {
                rims.push([
                    numbers(&value()?, ',')?,
                    numbers(&value()?, ',')?,
                    numbers(&value()?, ',')?,
                ]);
            }
            "--arc" => arc = numbers(&value()?, ',')?,
            "--point" => {
                let text = value()?;
                let (unit, pixel) =
                    text.split_once('=').ok_or_else(|| format!("{text}: a point is U,V=X,Y"))?;
                points.push(Sample { unit: numbers(unit, ',')?, pixel: numbers(pixel, ',')? });
            }
            other if file.is_none() && !other.starts_with('-') => file = Some(argument),
            other => return Err(format!("{other} is not understood\n\n{USAGE}")),
        }
    }
    let (geometry, misfit): (Geometry, Misfit) = if rims.is_empty() {
        let samples = read(file.as_deref(), points)?;
        wish.limit = limit.unwrap_or(if samples.is_clicked() { 2.0 } else { wish.limit });
        fit(&samples, &wish)
    } else {
        let rims = rims.try_into().map_err(|_| "give --rim twice, for the top and the bottom")?;
        fit_outline(&Outline { rims, arc }, &wish.measures)
    }
    .map_err(|fault| fault.to_string())?;
    let (mean, p99, max, count) = (misfit.mean, misfit.p99, misfit.max, misfit.samples);
    if json {
        return Ok(format!(
            "{{ \"geometry\": {geometry},\n  \"misfit\": {{ \"mean\": {mean:.4}, \"p99\": {p99:.4}, \"max\": {max:.4}, \"samples\": {count} }} }}"
        ));
    }
    eprintln!(
        "{} of {count} samples: {mean:.3} px off on average, 99 % within {p99:.3}, all within {max:.3}",
        geometry.kind()
    );
    Ok(geometry.to_string())
}

/// The samples of a file or of the command line.
fn read(file: Option<&str>, points: Vec<Sample>) -> Result<Samples, String> {
    let clicked = |points: &[Sample]| Samples::clicked(points).map_err(|fault| fault.to_string());
    let Some(file) = file else {
        return if points.is_empty() { Err(USAGE.to_owned()) } else { clicked(&points) };
    };
    if !points.is_empty() {
        return Err("give either a file or points".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|why| format!("{file}: {why}"))?;
    if !file.ends_with(".json") {
        return Samples::of_map(&bytes).map_err(|fault| format!("{file}: {fault}"));
    }
    let list: Vec<[f64; 4]> = serde_json::from_slice(&bytes)
        .map_err(|why| format!("{file}: a list of [u, v, x, y]: {why}"))?;
    let points: Vec<Sample> =
        list.iter().map(|&[u, v, x, y]| Sample { unit: [u, v], pixel: [x, y] }).collect();
    clicked(&points)
}

fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_| format!("{text:?} is not a number"))
}

fn positive(text: &str) -> Result<f64, String> {
    number(text).and_then(|v| {
        if v > 0.0 && v.is_finite() { Ok(v) } else { Err(format!("{text} is not above 0")) }
    })
}

/// Two numbers with a mark between them.
fn numbers(text: &str, mark: char) -> Result<[f64; 2], String> {
    let (a, b) = text
        .split_once(mark)
        .ok_or_else(|| format!("{text}: two numbers with {mark:?} between them"))?;
    Ok([number(a)?, number(b)?])
}

/// Patches of an axis with so many control points.
fn patches(points: f64) -> Result<usize, String> {
    (1..=MOST_PATCHES).find(|n| (3 * n + 1) as f64 == points).ok_or_else(|| {
        format!("{points} control points: an axis has 3 n + 1, from 4 to {}", 3 * MOST_PATCHES + 1)
    })
}
