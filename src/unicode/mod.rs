//! What characters are: their script and class, and texts in the normal forms that make equal what
//! looks equal.
//!
//! Scripts, decompositions and combining classes are the shaper's own data, alphabetic characters the
//! standard library's; only [`ranges`] adds tables. [`class`] asks about one character, [`normal`]
//! rewrites texts.

mod class;
mod normal;
mod ranges;

pub(crate) use class::{
    is_blank, is_digit, is_emoji, is_ignorable, is_letter, is_mark, is_punctuation, is_symbol,
    is_visible, script,
};
pub(crate) use normal::{fold, nfc};
