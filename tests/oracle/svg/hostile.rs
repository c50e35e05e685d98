//! What comes of files that are made to hurt.

use std::process::{Command, ExitCode};
use std::time::Instant;

use kurbo::{Affine, Rect};
use liveproof::artwork::Vector;
use liveproof::artwork::image::ImageFit;
use liveproof::geom::PixelRect;
use liveproof::scene::Recolor;

use crate::Fault;

/// Most milliseconds until a file is taken or refused.
const MAX_MILLISECONDS: f64 = 100.0;

/// Side of the picture that is drawn of a file that is taken, pixels.
const SIDE: u32 = 1000;

/// Most milliseconds for drawing that.
const MAX_DRAWING: f64 = 5000.0;

/// Prints `code`, milliseconds, KiB and, of a file that is taken, milliseconds of drawing it, for each file.
/// Each has a process of its own: one that dies is a `trap`, and none inherits the memory of another.
pub(crate) fn run(files: &[String]) -> Result<ExitCode, Fault> {
    let mut bad = 0;
    println!("code             ms      KiB   drawn in ms  file");
    for file in files {
        let output = Command::new(std::env::current_exe()?).args(["--one", file]).output()?;
        let line = String::from_utf8_lossy(&output.stdout);
        let fine = output.status.success();
        bad += usize::from(!fine);
        let line = line.trim_end();
        match (fine, line.is_empty()) {
            (true, _) => println!("{line}  {file}"),
            (false, false) => println!("{line}  {file}  TOO LATE"),
            (false, true) => println!("trap                                          {file}"),
        }
    }
    println!("{bad} of {} files trapped or took too long", files.len());
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What comes of one file.
pub(crate) fn one(file: &str) -> Result<ExitCode, Fault> {
    let bytes = std::fs::read(file)?;
    reset_peak();
    let before = peak();
    let start = Instant::now();
    let drawn = liveproof_svg::draw(&bytes);
    let result = match &drawn {
        Ok(drawing) => Vector::read(drawing).map_err(|error| error.code()),
        Err(refusal) => Err(refusal.code()),
    };
    let took = start.elapsed().as_secs_f64() * 1e3;
    let grown = peak().saturating_sub(before);
    let (code, drawing) = match result {
        Ok(vector) => {
            let side = f64::from(SIDE);
            let (rect, window) =
                (Rect::new(0.0, 0.0, side, side), PixelRect::from_size(SIDE, SIDE));
            let start = Instant::now();
            let plain = Recolor::default();
            vector.draw(&plain, ImageFit::Contain, rect, Affine::IDENTITY, window)?;
            ("taken", start.elapsed().as_secs_f64() * 1e3)
        }
        Err(code) => (code, 0.0),
    };
    println!("{code:15}  {took:6.1}  {grown:6}  {drawing:11.1}");
    let late = took > MAX_MILLISECONDS || drawing > MAX_DRAWING;
    Ok(if late { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Forgets how large the process was; where that can't be done, it only grows.
fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most that the process had, in KiB; 0 where that can't be told.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}
