//! Edits, and the way back: what changes the selection.

use serde_json::Value as Json;

use super::Engine;
use crate::error::Error;
use crate::options::condition::holds;
use crate::options::history::Step;
use crate::options::saved::{self, Given, Note, Saved};
use crate::options::{Changes, Options, Selection};

impl Engine {
    /// Takes a patch of the selection whole, or nothing of it. Returns the ids of the options that it
    /// moved beside its own: those whose choice is no longer offered, and those that follow another.
    ///
    /// # Errors
    /// [`Error::UnknownReference`], [`Error::InvalidValue`] or [`Error::TooLarge`] with the path
    /// `selection.<id>`; [`Error::CorruptAsset`] when a picture that is now needed can't be decoded, and
    /// [`Error::TooComplexFont`] when a font that is now needed costs too much.
    pub fn set(&mut self, patch: &Selection) -> Result<Vec<String>, Error> {
        let mut options = self.options.clone();
        let changes = options.set(patch)?;
        let typed = self.options.typed(patch);
        self.edit(options, changes, typed)
    }

    /// Takes the values of a preset. Choices that are not offered move to one that is. Returns the ids
    /// of the options that moved.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] for an unknown preset, [`Error::InvalidValue`] for one that can't be
    /// applied now, both with the path `preset`; else as [`set`](Self::set).
    pub fn apply(&mut self, preset: &str) -> Result<Vec<String>, Error> {
        let presets = &self.template.presets;
        let Some(found) = presets.iter().find(|p| p.id == preset) else {
            return Err(Error::UnknownReference {
                path: "preset".to_owned(),
                what: "preset",
                id: preset.to_owned(),
                allowed: presets.iter().map(|p| p.id.clone()).collect(),
            });
        };
        if found.when.as_ref().is_some_and(|when| !holds(when, &self.options)) {
            return Err(Error::InvalidValue {
                path: "preset".to_owned(),
                value: format!("\"{preset}\""),
                allowed: "a preset that is enabled now".to_owned(),
                nearest: None,
            });
        }
        let mut options = self.options.clone();
        let changes = options.apply(&found.values)?;
        self.edit(options, changes, None)
    }

    /// Takes a whole selection: options that it does not name go back to their defaults. Old ids are
    /// followed, and what can't be taken goes to its default: the notes tell. It can be undone, unless
    /// it is the first that happens.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::CorruptAsset`] and [`Error::TooComplexFont`], as [`set`](Self::set).
    pub fn restore(&mut self, selection: &Selection) -> Result<Vec<Note>, Error> {
        let mut given = Given::new();
        given.extend(selection.iter().map(|(id, value)| (id.clone(), Some(value.clone()))));
        self.restore_given(&given)
    }

    /// Takes what was saved: [`saved`](Self::saved), a plain selection, or a [`link`](Self::link).
    ///
    /// # Errors
    /// As [`restore`](Self::restore); [`Error::WrongTemplate`], [`Error::NewerVersion`], and
    /// [`Error::InvalidValue`] for what is none of these.
    pub fn restore_saved(&mut self, json: &Json) -> Result<Vec<Note>, Error> {
        let given = match json {
            Json::String(link) => self.options.read_link(link)?,
            _ => saved::read(json, &self.template.id)?,
        };
        self.restore_given(&given)
    }

    fn restore_given(&mut self, given: &Given) -> Result<Vec<Note>, Error> {
        let mut options = self.options.clone();
        let (changes, notes) = options.take(given);
        if self.can_undo() || self.can_redo() {
            self.edit(options, changes, None)?;
        } else {
            // What was there before was nobody's work.
            self.adopt(options, changes.read)?;
        }
        Ok(notes)
    }

    /// All options go back to their defaults, as if nobody had touched them. It can be undone.
    ///
    /// # Errors
    /// As [`restore`](Self::restore).
    pub fn reset(&mut self) -> Result<(), Error> {
        let mut options = self.options.clone();
        let changes = options.reset();
        self.edit(options, changes, None).map(drop)
    }

    /// Takes the last edit back; returns whether there was one.
    ///
    /// # Errors
    /// As [`restore`](Self::restore): then nothing is changed.
    pub fn undo(&mut self) -> Result<bool, Error> {
        let Some(step) = self.history.to_undo().cloned() else { return Ok(false) };
        let back = self.go(&step)?;
        self.history.undone(back);
        Ok(true)
    }

    /// Takes the last undo back; returns whether there was one.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn redo(&mut self) -> Result<bool, Error> {
        let Some(step) = self.history.to_redo().cloned() else { return Ok(false) };
        let back = self.go(&step)?;
        self.history.redone(back);
        Ok(true)
    }

    /// What is typed next is a step of its own.
    pub fn commit(&mut self) {
        self.history.commit();
    }

    /// Whether there is an edit to take back.
    pub fn can_undo(&self) -> bool {
        self.history.steps() > 0
    }

    /// How many steps can be taken back.
    pub fn history_len(&self) -> usize {
        self.history.steps()
    }

    /// Whether there is an undo to take back.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The selection as it goes into a cart.
    pub fn saved(&self) -> Saved<'_> {
        Saved {
            liveproof: saved::VERSION,
            template: &self.template.id,
            hash: format!("{:016x}", self.template.fingerprint),
            selection: self.selection(),
        }
    }

    /// What differs from the defaults, as a short text for an address.
    pub fn link(&self) -> String {
        self.options.link()
    }

    fn go(&mut self, step: &Step) -> Result<Step, Error> {
        let mut options = self.options.clone();
        let (changes, back) = options.step(step);
        self.adopt(options, changes.read)?;
        Ok(back)
    }

    /// Adopts the options of an edit and takes it down; returns the ids of what it moved.
    pub(super) fn edit(
        &mut self,
        options: Options,
        changes: Changes,
        typed: Option<&str>,
    ) -> Result<Vec<String>, Error> {
        let before = self.adopt(options, changes.read)?;
        self.history.record(&before, &self.options, typed);
        Ok(changes.moved)
    }
}
