//! What layers draw with: parsed fonts and decoded images, by asset id.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::typeset::Layouts;
use crate::error::Error;
use crate::image::{Mipmaps, decode};
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
    decoded: RefCell<Vec<(String, Rc<Mipmaps>)>>,
    instances: RefCell<Vec<(FontChoice, Font)>>,
    pub(super) layouts: Layouts,
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

    /// Adds an image.
    ///
    /// # Errors
    /// When its header can't be read or is above the limits, with the path `assets.<id>`.
    pub fn add_image(&mut self, id: &str, bytes: Vec<u8>) -> Result<(), Error> {
        crate::image::size(&bytes).map_err(|e| e.at(&path(id)))?;
        self.decoded.borrow_mut().retain(|(other, _)| other != id);
        self.images.insert(id.to_owned(), bytes.into());
        Ok(())
    }

    /// Adds an image that is decoded already now. Returns its width and height in pixels.
    ///
    /// # Errors
    /// When it can't be decoded, with an empty path; then it is not added.
    pub fn add_picture(&mut self, id: &str, bytes: Vec<u8>) -> Result<[u32; 2], Error> {
        let picture = Rc::new(decode(&bytes).and_then(Mipmaps::new)?);
        let size = crate::image::size(&bytes).map(|(w, h)| [w, h])?;
        self.remove_picture(id);
        self.decoded.borrow_mut().push((id.to_owned(), picture));
        self.images.insert(id.to_owned(), bytes.into());
        Ok(size)
    }

    /// Forgets an image.
    pub fn remove_picture(&mut self, id: &str) {
        self.decoded.borrow_mut().retain(|(other, _)| other != id);
        self.images.remove(id);
    }

    /// How many assets were added.
    pub fn len(&self) -> usize {
        self.fonts.len() + self.images.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the asset `id` was added.
    pub fn contains(&self, id: &str) -> bool {
        self.fonts.contains_key(id) || self.images.contains_key(id)
    }

    /// Forgets the assets whose id does not pass.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.fonts.retain(|id, _| keep(id));
        self.images.retain(|id, _| keep(id));
        self.decoded.borrow_mut().retain(|(id, _)| keep(id));
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

    /// The bytes of the image `id`, as they were given.
    ///
    /// # Errors
    /// [`Error::MissingAsset`].
    pub fn image(&self, id: &str) -> Result<&Rc<[u8]>, Error> {
        self.images.get(id).ok_or_else(|| Error::MissingAsset { path: path(id) })
    }

    /// The picture of the image `id` with its mip levels, decoded now or still kept.
    ///
    /// # Errors
    /// [`Error::MissingAsset`], or when it can't be decoded, with the path `assets.<id>`.
    pub fn picture(&self, id: &str) -> Result<Rc<Mipmaps>, Error> {
        let mut decoded = self.decoded.borrow_mut();
        if let Some(at) = decoded.iter().position(|(other, _)| other == id) {
            // The most recently used one stays longest.
            let entry = decoded.remove(at);
            let picture = entry.1.clone();
            decoded.push(entry);
            return Ok(picture);
        }
        let picture =
            decode(self.image(id)?).and_then(Mipmaps::new).map_err(|e| e.at(&path(id)))?;
        let picture = Rc::new(picture);
        decoded.push((id.to_owned(), picture.clone()));
        let mut bytes: usize = decoded.iter().map(|(_, p)| p.bytes()).sum();
        while bytes > MAX_DECODED_BYTES && decoded.len() > 1 {
            bytes -= decoded.remove(0).1.bytes();
        }
        Ok(picture)
    }

    /// Bytes of the pictures that are kept decoded.
    pub fn cache_bytes(&self) -> usize {
        self.decoded.borrow().iter().map(|(_, p)| p.bytes()).sum()
    }

    /// Drops what can be decoded again.
    pub fn drop_caches(&self) {
        self.decoded.borrow_mut().clear();
        self.layouts.clear();
        self.instances.borrow_mut().clear();
    }
}

pub(super) fn path(id: &str) -> String {
    format!("assets.{id}")
}
