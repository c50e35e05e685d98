//! QR layers.

use super::binding;
use super::known::Known;
use super::layer::check_box;
use super::rule::{At, Checked, Range};
use super::text::check_placeholders;
use super::text_option::whole;
use crate::template::limits::MAX_QUIET;
use crate::template::qr::QrLayer;

pub(super) fn check_qr(layer: &QrLayer, known: &Known<'_>) -> Checked {
    check_placeholders(&layer.text, known).at("text")?;
    if layer.quiet > 0 {
        whole(Some(layer.quiet), MAX_QUIET).at("quiet")?;
    }
    binding::color(&layer.color, known).at("color")?;
    binding::color(&layer.background, known).at("background")?;
    check_box(&layer.frame, known)?;
    binding::number(&layer.rotate, Range::ANY, known).at("rotate")
}
