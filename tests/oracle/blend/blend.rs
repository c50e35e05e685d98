//! Blends what `npm run oracle -- blend` holds against Chromium and the formulas: `blend.rs DIR`.
//!
//! `DIR` has `backdrop.rgba` and `source.rgba`, premultiplied pixels. For every mode the result is
//! written beside them as `<mode>.rgba`, for the eight modes in which a fill differs from an opacity
//! as `<mode>-fill.rgba` too; the names are printed.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

use std::path::PathBuf;

use liveproof::blend::{BlendMode, blend_row, blend_row_filled};

/// The fill that `run.js` expects.
const FILL: u8 = 102;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: oracle-blend DIR")?);
    let backdrop = std::fs::read(dir.join("backdrop.rgba"))?;
    let source = std::fs::read(dir.join("source.rgba"))?;
    let write = |name: &str, blend: &dyn Fn(&mut [u8])| {
        let mut pixels = backdrop.clone();
        blend(&mut pixels);
        println!("{name}");
        std::fs::write(dir.join(format!("{name}.rgba")), pixels)
    };
    for mode in BlendMode::ALL {
        let name = kebab(mode);
        write(&name, &|pixels| blend_row(mode, pixels, &source))?;
        if mode.has_fill() {
            write(&format!("{name}-fill"), &|pixels| {
                blend_row_filled(mode, pixels, &source, FILL);
            })?;
        }
    }
    Ok(())
}

/// The word that templates have for a mode.
fn kebab(mode: BlendMode) -> String {
    let mut word = String::new();
    for letter in format!("{mode:?}").chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}
