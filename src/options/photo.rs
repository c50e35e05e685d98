//! Photos that the shopper gave, as far as options know them.

use super::Options;
use crate::error::Error;
use crate::template::option::OptionSpec;

/// A photo that was given for an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// The option.
    pub option: String,
    /// Its name: the value that stands for it in the selection.
    pub name: String,
    /// Id of the asset, such as no asset of a template has.
    pub asset: String,
    /// Width and height in pixels, as it is shown.
    pub pixels: [u32; 2],
}

impl Options {
    /// The photo that was given last for the option `id`.
    pub fn photo(&self, id: &str) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.option == id)
    }

    /// All photos, one an option at most.
    pub fn photos(&self) -> &[Photo] {
        &self.photos
    }

    /// Knows a photo from now on, in place of the one before for the same option.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] when there is no such photo option.
    pub fn add_photo(&mut self, photo: Photo) -> Result<(), Error> {
        self.photo_option(&photo.option)?;
        self.photos.retain(|other| other.option != photo.option);
        self.photos.push(photo);
        Ok(())
    }

    /// Takes the photos of other options, as far as there are options for them.
    pub fn keep_photos(&mut self, of: &Self) {
        for photo in &of.photos {
            let _ = self.add_photo(photo.clone());
        }
    }

    /// Whether there is a photo option `id`.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] if not.
    pub fn photo_option(&self, id: &str) -> Result<(), Error> {
        let photos = || {
            let is_photo = |spec: &&OptionSpec| matches!(spec, OptionSpec::Photo(_));
            self.specs().iter().filter(is_photo).map(OptionSpec::id)
        };
        if photos().any(|known| known == id) {
            return Ok(());
        }
        Err(Error::UnknownReference {
            path: format!("selection.{id}"),
            what: "photo option",
            id: id.to_owned(),
            allowed: photos().map(str::to_owned).collect(),
        })
    }
}
