//! What layers draw with: parsed fonts and decoded images, by asset id.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Vector;
use super::typeset::Layouts;
use crate::error::Error;
use crate::image::{CutOut, Mipmaps, apply_mask, cut_out, decode, decode_mipmaps};
use crate::pixels::{Mask, Pixmap};
use crate::scene::FontChoice;
use crate::text::Font;

/// Most bytes of decoded pictures that are kept for the next drawing.
const MAX_DECODED_BYTES: usize = 48 << 20;

/// Instances of variable fonts that are kept with the outlines read from them.
const MAX_INSTANCES: usize = 32;

/// Fonts and images of a template. Fonts are parsed and image headers checked when they are added;
/// pictures are decoded when a layer draws them and may be dropped again at any time.
#[derive(Default)]
pub struct Assets {
    fonts: BTreeMap<String, Font>,
    images: BTreeMap<String, Rc<[u8]>>,
    drawings: BTreeMap<String, Rc<Vector>>,
    given: BTreeMap<String, Given>,
    /// Pictures that can be made again.
    decoded: RefCell<Vec<(String, Rc<Mipmaps>)>>,
    /// Pictures without their background.
    cuts: RefCell<Vec<(String, CutOut, Rc<Mipmaps>)>>,
    instances: RefCell<Vec<(FontChoice, Font)>>,
    pub(super) layouts: Layouts,
}

/// A picture of which there are no bytes to decode it from again.
struct Given {
    whole: Rc<Mipmaps>,
    /// Width and height of the file that it was.
    size: [u32; 2],
    /// What of it is there.
    mask: Option<Mask>,
}

impl Assets {
    /// Adds a font, or of a collection the face with this index.
    ///
    /// # Errors
    /// When the font can't be read, with the path `assets.<id>`.
    pub fn add_font(&mut self, id: &str, bytes: Vec<u8>, face: u32) -> Result<(), Error> {
        let font = Font::parse_face(bytes, face).map_err(|e| e.at(&path(id)))?;
        #[cfg(feature = "fontdue")]
        let font = font.trusted();
        self.layouts.clear();
        self.instances.borrow_mut().clear();
        self.fonts.insert(id.to_owned(), font);
        Ok(())
    }

    /// Adds an image, or the drawing that was made of an SVG.
    ///
    /// # Errors
    /// When its header can't be read or is above the limits, or it is a drawing that can't be drawn, with
    /// the path `assets.<id>`.
    pub fn add_image(&mut self, id: &str, bytes: Vec<u8>) -> Result<(), Error> {
        if liveproof_drawing::is_drawing(&bytes) {
            let drawing = Vector::read(&bytes).map_err(|e| e.at(&path(id)))?;
            self.remove_picture(id);
            self.drawings.insert(id.to_owned(), Rc::new(drawing));
            return Ok(());
        }
        crate::image::size(&bytes).map_err(|e| e.at(&path(id)))?;
        self.remove_picture(id);
        self.images.insert(id.to_owned(), bytes.into());
        Ok(())
    }

    /// Adds an image that is decoded already now, and of which only that is kept. Returns width and height of the file.
    ///
    /// # Errors
    /// When it can't be decoded, with an empty path; then it is not added.
    pub fn add_picture(&mut self, id: &str, bytes: Vec<u8>) -> Result<[u32; 2], Error> {
        let (whole, size) = decode_mipmaps(bytes)?;
        self.remove_picture(id);
        self.given.insert(id.to_owned(), Given { whole: Rc::new(whole), size, mask: None });
        Ok(size)
    }

    /// Forgets an image.
    pub fn remove_picture(&mut self, id: &str) {
        self.cuts.borrow_mut().retain(|(other, ..)| other != id);
        self.decoded.borrow_mut().retain(|(other, _)| other != id);
        self.images.remove(id);
        self.given.remove(id);
        self.drawings.remove(id);
    }

    /// Adds the picture `from`, which [`add_picture`](Self::add_picture) added, once more as `to`, as transparent as a
    /// mask of any size says, or as it is.
    ///
    /// # Errors
    /// [`Error::MissingAsset`], [`Error::TooLarge`] when memory is short: then it is not added.
    pub fn mask_picture(&mut self, from: &str, to: &str, mask: Option<Mask>) -> Result<(), Error> {
        let given = self.given.get(from).ok_or_else(|| Error::MissingAsset { path: path(from) })?;
        let given = Given { whole: given.whole.clone(), size: given.size, mask };
        let masked = given.mask.as_ref().map(|_| given.picture()).transpose()?;
        self.remove_picture(to);
        self.decoded.borrow_mut().extend(masked.map(|picture| (to.to_owned(), picture)));
        self.given.insert(to.to_owned(), given);
        Ok(())
    }

    /// How many assets were added.
    pub fn len(&self) -> usize {
        self.fonts.len() + self.images.len() + self.given.len() + self.drawings.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the asset `id` was added.
    pub fn contains(&self, id: &str) -> bool {
        self.fonts.contains_key(id)
            || self.images.contains_key(id)
            || self.given.contains_key(id)
            || self.drawings.contains_key(id)
    }

    /// Forgets the assets whose id does not pass.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.fonts.retain(|id, _| keep(id));
        self.images.retain(|id, _| keep(id));
        self.given.retain(|id, _| keep(id));
        self.drawings.retain(|id, _| keep(id));
        self.decoded.borrow_mut().retain(|(id, _)| keep(id));
        self.cuts.borrow_mut().retain(|(id, ..)| keep(id));
        self.layouts.clear();
        self.instances.borrow_mut().retain(|(choice, _)| keep(&choice.id));
    }

    /// The font `id`.
    ///
    /// # Errors
    /// [`Error::MissingAsset`].
    pub fn font(&self, id: &str) -> Result<&Font, Error> {
        self.fonts.get(id).ok_or_else(|| Error::MissingAsset { path: path(id) })
    }

    /// A font at an instance of its variations.
    ///
    /// # Errors
    /// [`Error::MissingAsset`].
    pub fn instance(&self, choice: &FontChoice) -> Result<Font, Error> {
        let font = self.font(&choice.id)?;
        if choice.variations.is_empty() {
            return Ok(font.clone());
        }
        let mut instances = self.instances.borrow_mut();
        if let Some((_, instance)) = instances.iter().find(|(other, _)| other == choice) {
            return Ok(instance.clone());
        }
        let instance = font.with_variations(&choice.variations);
        if instances.len() >= MAX_INSTANCES {
            instances.remove(0);
        }
        instances.push((choice.clone(), instance.clone()));
        Ok(instance)
    }

    /// The drawing `id`, if that is what this asset is.
    pub fn drawing(&self, id: &str) -> Option<&Rc<Vector>> {
        self.drawings.get(id)
    }

    /// Width and height of an image or drawing, in pixels or units of its own.
    ///
    /// # Errors
    /// [`Error::MissingAsset`], or when its header can't be read.
    pub fn image_size(&self, id: &str) -> Result<[f64; 2], Error> {
        if let Some(drawing) = self.drawing(id) {
            return Ok(drawing.size());
        }
        if let Some(given) = self.given.get(id) {
            return Ok(given.size.map(f64::from));
        }
        let (width, height) = crate::image::size(self.image(id)?)?;
        Ok([f64::from(width.max(1)), f64::from(height.max(1))])
    }

    /// The bytes of the image `id`, as they were given.
    ///
    /// # Errors
    /// [`Error::MissingAsset`]; [`Error::UnsupportedAsset`] for a drawing, which has no pixels of its own.
    pub fn image(&self, id: &str) -> Result<&Rc<[u8]>, Error> {
        if self.drawings.contains_key(id) {
            return Err(Error::UnsupportedAsset {
                path: path(id),
                kind: "image",
                found: "SVG".to_owned(),
                allowed: "PNG, JPEG or WebP here; an SVG can be shown by image layers",
            });
        }
        self.images.get(id).ok_or_else(|| Error::MissingAsset { path: path(id) })
    }

    /// Makes ready what an image layer draws: decodes a picture. A drawing was read when it was added.
    ///
    /// # Errors
    /// As [`picture`](Self::picture).
    pub fn prepare(&self, id: &str) -> Result<(), Error> {
        if self.drawings.contains_key(id) { Ok(()) } else { self.picture(id).map(|_| ()) }
    }

    /// The picture of the image `id` with its mip levels, decoded now or still kept.
    ///
    /// # Errors
    /// [`Error::MissingAsset`], or when it can't be decoded, with the path `assets.<id>`.
    pub fn picture(&self, id: &str) -> Result<Rc<Mipmaps>, Error> {
        let given = self.given.get(id);
        if let Some(Given { whole, mask: None, .. }) = given {
            return Ok(whole.clone());
        }
        let mut decoded = self.decoded.borrow_mut();
        if let Some(at) = decoded.iter().position(|(other, _)| other == id) {
            // The most recently used one stays longest.
            let entry = decoded.remove(at);
            let picture = entry.1.clone();
            decoded.push(entry);
            return Ok(picture);
        }
        let picture = match given {
            Some(given) => given.picture(),
            None => decode(self.image(id)?).and_then(Mipmaps::new).map(Rc::new),
        };
        let picture = picture.map_err(|e| e.at(&path(id)))?;
        decoded.push((id.to_owned(), picture.clone()));
        let mut bytes: usize = decoded.iter().map(|(_, p)| p.bytes()).sum();
        while bytes > MAX_DECODED_BYTES && decoded.len() > 1 {
            bytes -= decoded.remove(0).1.bytes();
        }
        Ok(picture)
    }

    /// The picture of the image `id`, as it is or without its background.
    ///
    /// # Errors
    /// As [`picture`](Self::picture); [`Error::TooLarge`] when memory is short.
    pub fn cut_out(&self, id: &str, how: Option<&CutOut>) -> Result<Rc<Mipmaps>, Error> {
        let Some(how) = how else { return self.picture(id) };
        let is_it = |(other, cut, _): &(String, CutOut, _)| other == id && cut == how;
        if let Some((.., picture)) = self.cuts.borrow().iter().find(|entry| is_it(entry)) {
            return Ok(picture.clone());
        }
        let cut = cut_out(self.picture(id)?.full(), how).and_then(Mipmaps::new)?;
        let cut = Rc::new(cut);
        let mut cuts = self.cuts.borrow_mut();
        // Another tolerance of the same picture: the one before is of no more use.
        cuts.retain(|(other, ..)| other != id);
        cuts.push((id.to_owned(), *how, cut.clone()));
        let mut bytes: usize = cuts.iter().map(|(.., p)| p.bytes()).sum();
        while bytes > MAX_DECODED_BYTES && cuts.len() > 1 {
            bytes -= cuts.remove(0).2.bytes();
        }
        Ok(cut)
    }

    /// Bytes of the pictures that are kept decoded.
    pub fn cache_bytes(&self) -> usize {
        let cuts: usize = self.cuts.borrow().iter().map(|(.., p)| p.bytes()).sum();
        cuts + self.decoded.borrow().iter().map(|(_, p)| p.bytes()).sum::<usize>()
    }

    /// Drops what can be decoded again.
    pub fn drop_caches(&self) {
        self.decoded.borrow_mut().clear();
        self.cuts.borrow_mut().clear();
        self.layouts.clear();
        self.instances.borrow_mut().clear();
    }
}

impl Given {
    /// What of it is there.
    fn picture(&self) -> Result<Rc<Mipmaps>, Error> {
        let Some(mask) = &self.mask else { return Ok(self.whole.clone()) };
        let full = self.whole.full();
        let mut picture = Pixmap::new(full.width(), full.height())?;
        picture.data_mut().copy_from_slice(full.data());
        apply_mask(&mut picture, mask);
        Mipmaps::new(picture).map(Rc::new)
    }
}

pub(super) fn path(id: &str) -> String {
    format!("assets.{id}")
}
