//! Lists of names: one product a row.

use super::Engine;
use crate::error::Error;
use crate::options::Options;
use crate::scene::{self, Scene};

impl Engine {
    /// The row of the lists of names that is shown, from 0. It is no part of the selection; where rows
    /// go, it stays on the last.
    pub fn row(&self) -> usize {
        self.options.row()
    }

    /// How many rows there are, of the longest list; 0 without rows.
    pub fn rows(&self) -> usize {
        self.options.rows()
    }

    /// Shows another row.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] for a row that is not there (there is always the first); as
    /// [`set`](Self::set) when a picture or font that is now needed is broken.
    pub fn set_row(&mut self, row: usize) -> Result<(), Error> {
        let options = self.options_at(row)?;
        self.adopt(options, Vec::new()).map(drop)
    }

    pub(super) fn scene_of_row(&self, row: usize) -> Result<Scene, Error> {
        let options = self.options_at(row)?;
        let lists: Vec<String> = options.lists().map(str::to_owned).collect();
        let last = Some((&self.scene, lists.as_slice()));
        Ok(scene::resolve(&self.template, &options, &self.dependencies, last))
    }

    fn options_at(&self, row: usize) -> Result<Options, Error> {
        let mut options = self.options.clone();
        options.set_row(row)?;
        Ok(options)
    }
}
