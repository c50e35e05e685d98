//! The row of lists of names that is shown.

use super::Options;
use crate::error::Error;
use crate::template::Value;
use crate::template::option::OptionSpec;

impl Options {
    /// The row that is shown, from 0. It is no part of the selection; where rows go, it stays on the last.
    pub fn row(&self) -> usize {
        self.row.min(self.rows().saturating_sub(1))
    }

    /// How many rows there are, of the longest list.
    pub fn rows(&self) -> usize {
        let length = |id| match self.get(id) {
            Some((_, Value::List(list))) => list.len(),
            _ => 0,
        };
        self.lists().map(length).max().unwrap_or(0)
    }

    /// Shows another row.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] for a row that is not there; there is always the first.
    pub fn set_row(&mut self, row: usize) -> Result<(), Error> {
        let last = self.rows().saturating_sub(1);
        if row > last {
            return Err(Error::InvalidValue {
                path: "row".to_owned(),
                value: row.to_string(),
                allowed: format!("a whole number from 0 to {last}"),
                nearest: None,
            });
        }
        self.row = row;
        Ok(())
    }

    /// Ids of the options that have rows.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.specs().iter().filter(|s| matches!(s, OptionSpec::Names(_))).map(OptionSpec::id)
    }
}
