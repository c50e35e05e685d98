//! What others find out about a photo: which of it is background, and where its faces are.

use super::Engine;
use crate::error::Error;
use crate::options::Selection;
use crate::options::photo::Photo;
use crate::pixels::Mask;
use crate::template::Place;

impl Engine {
    /// A small copy of the photo of an option for whoever looks at it: the largest of its halves, quarters, …
    /// whose sides are at most `side` pixels. Width, height, and straight RGBA bytes.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] when there is no such photo option, [`Error::MissingAsset`] when no photo
    /// was given for it; when it can't be decoded.
    pub fn photo_pixels(&self, option: &str, side: u32) -> Result<(u32, u32, Vec<u8>), Error> {
        let photo = self.given_photo(option)?;
        let picture = self.assets.picture(&photo.asset)?;
        let mut levels = (0..picture.len()).map(|n| picture.level(n));
        let fitting = levels.find(|level| level.width().max(level.height()) <= side.max(1));
        let level = fitting.unwrap_or_else(|| picture.level(picture.len().saturating_sub(1)));
        let mut bytes = level.data().to_vec();
        for [r, g, b, a] in bytes.as_chunks_mut::<4>().0 {
            if *a != 0 && *a != 255 {
                let half = u32::from(*a) / 2;
                for v in [r, g, b] {
                    *v = ((u32::from(*v) * 255 + half) / u32::from(*a)).min(255) as u8;
                }
            }
        }
        Ok((level.width(), level.height(), bytes))
    }

    /// Makes the photo of an option as transparent as a mask of any size, stretched to it, says; `None` makes
    /// it whole again. Another photo for the option has no mask.
    ///
    /// # Errors
    /// As [`photo_pixels`](Self::photo_pixels): then nothing is changed.
    pub fn mask_photo(&mut self, option: &str, mask: Option<Mask>) -> Result<(), Error> {
        let photo = self.given_photo(option)?.clone();
        // As another photo: what is kept by its id is that of the one without the mask.
        self.photos_given += 1;
        let asset = format!("photo:{option}:{}", self.photos_given);
        self.assets.mask_picture(&photo.asset, &asset, mask)?;
        let mut options = self.options.clone();
        let (old, now) = (photo.asset.clone(), self.selection().get(option).cloned());
        let same = Selection::from_iter(now.map(|value| (option.to_owned(), value)));
        let taken = options
            .add_photo(Photo { asset: asset.clone(), ..photo })
            .and_then(|()| options.set(&same))
            .and_then(|mut changes| {
                changes.read.push(option.to_owned());
                self.edit(options, changes, None)
            });
        self.assets.remove_picture(if taken.is_ok() { &old } else { &asset });
        taken.map(drop)
    }

    /// The places at which a point of the photo of an option, in parts of its width and height, is as near to
    /// the middle of each box that shows it as leaves no gap: those of the options that move it there.
    ///
    /// # Errors
    /// As [`photo_pixels`](Self::photo_pixels).
    pub fn centered(&self, option: &str, point: [f64; 2]) -> Result<Vec<(String, Place)>, Error> {
        let photo = self.given_photo(option)?;
        self.crops_about(&photo.asset, point)
    }

    fn given_photo(&self, option: &str) -> Result<&Photo, Error> {
        self.options.photo_option(option)?;
        let missing = || Error::MissingAsset { path: format!("selection.{option}") };
        self.options.photo(option).ok_or_else(missing)
    }
}
