//! The plain rules: numbers in range, texts not too long, ids well formed and unique.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use crate::error::Error;
use crate::template::fault::{Fault, quote};
use crate::template::limits::{MAX_ID, MAX_LENGTH, MAX_NUMBER, MAX_TEXT};

/// Nothing, or the fault with its path from here on: a pointer, since it passes many hands.
pub(super) type Checked<T = ()> = Result<T, Fault>;

/// Puts a fault's path under a key or index.
pub(super) trait At {
    /// Under `key`.
    fn at(self, key: &str) -> Self;
    /// Under element `index` of `key`.
    fn at_index(self, key: &str, index: usize) -> Self;
}

impl<T> At for Checked<T> {
    fn at(self, key: &str) -> Self {
        self.map_err(|fault| fault.under(key))
    }

    fn at_index(self, key: &str, index: usize) -> Self {
        self.map_err(|fault| fault.under_element(key, index))
    }
}

/// A value (as JSON) that isn't taken; `allowed` follows the word "expected".
pub(super) fn invalid(value: impl Into<String>, allowed: impl Into<String>) -> Fault {
    Error::InvalidValue {
        path: String::new(),
        value: value.into(),
        allowed: allowed.into(),
        nearest: None,
    }
    .into()
}

/// A text that isn't taken.
pub(super) fn invalid_text(text: &str, allowed: impl Into<String>) -> Fault {
    invalid(quote(&Value::from(text)), allowed)
}

pub(super) fn at_most(count: usize, limit: usize, what: &'static str) -> Checked {
    if count <= limit {
        return Ok(());
    }
    let (value, limit) = (count as u64, limit as u64);
    Err(Error::TooLarge { path: String::new(), what, value, limit }.into())
}

/// A text of the template, shown or not.
pub(super) fn text(text: &str) -> Checked {
    // Bytes first: they are counted already, and no text has more characters than bytes.
    if text.len() <= MAX_TEXT {
        return Ok(());
    }
    at_most(text.chars().count(), MAX_TEXT, "characters")
}

/// An id: it goes into paths, URLs and HTML as it is.
pub(super) fn id(id: &str) -> Checked {
    let tail = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.len() <= MAX_ID
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.chars().all(tail)
    {
        return Ok(());
    }
    let allowed = format!(
        "an id: letters, digits, \"-\" and \"_\", a letter or digit first, at most {MAX_ID} in all"
    );
    Err(invalid_text(id, allowed))
}

/// Ids that must differ from each other.
#[derive(Default)]
pub(super) struct Ids<'t>(BTreeSet<&'t str>);

impl<'t> Ids<'t> {
    pub(super) fn add(&mut self, new: &'t str) -> Checked {
        id(new)?;
        if self.0.insert(new) {
            return Ok(());
        }
        Err(Error::DuplicateId { path: String::new(), id: new.to_owned() }.into())
    }

    /// Whether `id` was added.
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }
}

/// The numbers that are taken.
#[derive(Clone, Copy)]
pub(super) struct Range {
    min: f64,
    max: f64,
    /// Whether `min` itself is taken.
    with_min: bool,
}

impl Range {
    /// Sides and sizes in millimeters.
    pub(super) const SIZE: Self = Self { min: 0.0, max: MAX_LENGTH, with_min: false };
    /// Distances from 0 in millimeters.
    pub(super) const DISTANCE: Self = Self::from_to(0.0, MAX_LENGTH);
    /// Positions in millimeters or pixels.
    pub(super) const POSITION: Self = Self::from_to(-10.0 * MAX_LENGTH, 10.0 * MAX_LENGTH);
    /// Shares of one.
    pub(super) const OPACITY: Self = Self::from_to(0.0, 1.0);
    /// Whatever is no slip.
    pub(super) const ANY: Self = Self::from_to(-MAX_NUMBER, MAX_NUMBER);

    pub(super) const fn from_to(min: f64, max: f64) -> Self {
        Self { min, max, with_min: true }
    }

    pub(super) const fn above(min: f64, max: f64) -> Self {
        Self { min, max, with_min: false }
    }

    /// Whether `number` is taken; NaN is not.
    pub(super) fn holds(&self, number: f64) -> bool {
        number <= self.max && (number > self.min || (self.with_min && number == self.min))
    }

    pub(super) fn check(&self, number: f64) -> Checked {
        if self.holds(number) {
            return Ok(());
        }
        Err(invalid(number.to_string(), format!("a number {self}")))
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.with_min {
            write!(f, "from {} to {}", self.min, self.max)
        } else {
            write!(f, "above {} and up to {}", self.min, self.max)
        }
    }
}
