//! Files for JavaScript: photos in, JPEG and WebP out. A crate of its own, because what only they need (GIF, color
//! profiles, scaling, encoders) would weigh on every page. It is compiled to a WebAssembly that the JavaScript API
//! fetches with the first photo, into a worker that is thrown away afterwards with all its memory.
#![cfg(target_arch = "wasm32")]

use liveproof::Error;
use liveproof::image::{Intake, Photo, encode_jpeg, encode_webp};
use liveproof::pixels::Pixmap;
use wasm_bindgen::prelude::wasm_bindgen;

/// A photo that is being taken in: see `liveproof::image::Intake`.
#[wasm_bindgen(js_name = Intake)]
pub struct Binding {
    intake: Option<Intake>,
    photo: Option<Photo>,
    fault: Option<Error>,
}

#[wasm_bindgen(js_class = Intake)]
impl Binding {
    /// Reads a file's header. `most` is how many pixels the copy may have; with 0, as many as the file. A file that is
    /// refused has a `code` at once.
    #[wasm_bindgen(constructor)]
    pub fn new(file: Vec<u8>, most: u32) -> Self {
        let most = if most == 0 { u64::MAX } else { u64::from(most) };
        Self::of(Intake::open(file, most))
    }

    /// Pixels that another decoder made: straight RGBA, `width` × `height` as stored, to be turned by EXIF's number.
    pub fn pixels(data: Vec<u8>, width: u32, height: u32, orientation: u8, most: u32) -> Self {
        let most = if most == 0 { u64::MAX } else { u64::from(most) };
        Self::of(Intake::of_pixels(data, [width, height], orientation, most))
    }

    fn of(opened: Result<Intake, Error>) -> Self {
        match opened {
            Ok(intake) => Self { intake: Some(intake), photo: None, fault: None },
            Err(fault) => Self { intake: None, photo: None, fault: Some(fault) },
        }
    }

    /// Goes a step on. Returns how much is done: 1 when all is, or when `code` tells why nothing comes.
    pub fn step(&mut self) -> f32 {
        let Some(intake) = &mut self.intake else { return 1.0 };
        let done = intake.step();
        match done {
            Ok(part) if part < 1.0 => part,
            Ok(_) => {
                match self.intake.take().map(Intake::finish) {
                    Some(Ok(photo)) => self.photo = Some(photo),
                    Some(Err(fault)) => self.fault = Some(fault),
                    None => {}
                }
                1.0
            }
            Err(fault) => {
                self.intake = None;
                self.fault = Some(fault);
                1.0
            }
        }
    }

    /// Why the photo was refused: a stable code; empty when it was not.
    #[wasm_bindgen(getter)]
    pub fn code(&self) -> String {
        self.fault.as_ref().map_or_else(String::new, |e| e.code().to_owned())
    }

    /// The same in words.
    #[wasm_bindgen(getter)]
    pub fn message(&self) -> String {
        self.fault.as_ref().map_or_else(String::new, Error::to_string)
    }

    /// What was refused, where that can be said in a word.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> Option<String> {
        self.fault.as_ref().and_then(Error::value)
    }

    /// Most bytes that are held beside the file and the copy.
    #[wasm_bindgen(getter)]
    pub fn peak(&self) -> f64 {
        self.intake.as_ref().map_or(0.0, |intake| intake.peak_bytes() as f64)
    }

    /// Width and height of the copy, then those of the file, upright.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<u32> {
        self.photo.as_ref().map_or_else(Vec::new, |photo| {
            vec![photo.pixels.width(), photo.pixels.height(), photo.size[0], photo.size[1]]
        })
    }

    /// The copy as bytes that the engine takes for a file's. Once; empty when memory is short.
    pub fn take(&mut self) -> Vec<u8> {
        self.photo.take().and_then(|photo| photo.into_bytes().ok()).unwrap_or_default()
    }
}

/// Makes a file of opaque RGBA: a JPEG of `quality` 1 to 100, or with 0 a lossless WebP. `None` when memory is short, or
/// there are not `width * height * 4` bytes.
#[wasm_bindgen]
pub fn encode(data: Vec<u8>, width: u32, height: u32, quality: u8) -> Option<Vec<u8>> {
    let pixels = Pixmap::from_vec(width, height, data)?;
    if quality == 0 { encode_webp(&pixels).ok() } else { encode_jpeg(&pixels, quality).ok() }
}
