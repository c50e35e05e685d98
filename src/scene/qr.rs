//! A resolved QR code.

use std::sync::Arc;

use super::Frame;
use crate::color::Color;

/// A resolved QR code.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr {
    /// What it says.
    pub code: QrCode,
    /// Width of the empty border, in modules.
    pub quiet: u32,
    /// Color of the dark modules.
    pub color: Color,
    /// Color behind them and of the border.
    pub background: Color,
    /// Where it lies.
    pub frame: Frame,
}

/// What a QR code says.
#[derive(Clone, Debug, PartialEq)]
pub enum QrCode {
    /// Nothing: there is no text.
    Empty,
    /// The text has more bytes than any QR code of its level holds.
    TooLong(usize),
    /// The modules.
    Modules(Arc<Modules>),
}

/// The squares of a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// How many there are in a row.
    pub size: u32,
    /// Whether each is dark, row by row from the top.
    pub dark: Vec<bool>,
}
