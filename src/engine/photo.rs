//! Pictures that the shopper gives.

use super::Engine;
use crate::error::Error;
use crate::options::Selection;
use crate::options::photo::Photo;
use crate::template::Value;

impl Engine {
    /// Gives the bytes of a picture for the photo option `id`, in place of the one before, and sets the
    /// option to its name. All of it or nothing.
    ///
    /// It is any file that [`Intake`](crate::image::Intake) reads, at its full size; or what that made of one, which
    /// is all that a wasm without the feature `photo` is given.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] when there is no such photo option, [`Error::InvalidValue`] for an
    /// empty name; when the bytes are no picture that can be decoded, with the path `selection.<id>`.
    pub fn set_photo(&mut self, id: &str, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.options.photo_option(id)?;
        let path = format!("selection.{id}");
        if name.is_empty() {
            return Err(Error::InvalidValue {
                path,
                value: "\"\"".to_owned(),
                allowed: "the name of a photo".to_owned(),
                nearest: None,
            });
        }
        #[cfg(feature = "photo")]
        let bytes = crate::image::take_photo(bytes).map_err(|e| e.at(&path))?;
        let old = self.options.photo(id).map(|photo| photo.asset.clone());
        // Ids of assets have no colon. The number makes it another picture for all that is kept by id.
        self.photos_given += 1;
        let asset = format!("photo:{id}:{}", self.photos_given);
        let pixels = self.assets.add_picture(&asset, bytes).map_err(|e| e.at(&path))?;
        let mut options = self.options.clone();
        let (option, name) = (id.to_owned(), name.to_owned());
        let value = Value::Text(name.clone());
        let taken = options
            .add_photo(Photo { option, name, asset: asset.clone(), pixels })
            .and_then(|()| options.set(&Selection::from([(id.to_owned(), value)])))
            // The name may be that of the picture before.
            .and_then(|mut changes| {
                changes.read.push(id.to_owned());
                self.edit(options, changes, None)
            });
        let gone = if taken.is_ok() { old } else { Some(asset) };
        if let Some(gone) = gone {
            self.assets.remove_picture(&gone);
        }
        taken.map(drop)
    }
}
