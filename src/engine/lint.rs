//! What those who write a template should know.

use super::Engine;
use crate::lint::{self, Finding};

impl Engine {
    /// What is valid in the template and yet can't be meant, with the assets as they were given; see
    /// [`lint`](crate::lint::lint). The selection does not matter. With `decode` every image is decoded once,
    /// to find those that can't be.
    pub fn lint(&self, decode: bool) -> Vec<Finding> {
        let mut found = lint::lint(&self.template, Some(&self.assets));
        if decode {
            found.extend(lint::pictures(&self.template, &self.assets));
        }
        found
    }
}
