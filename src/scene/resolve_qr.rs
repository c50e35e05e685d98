//! Settles a QR layer: encodes its text.

use std::sync::Arc;

use qrcodegen::{QrCode as Encoded, QrCodeEcc};

use super::qr::{Modules, Qr, QrCode};
use super::resolve::Resolver;
use crate::color::Color;
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::qr::{QrLayer, QrLevel};

impl Resolver<'_> {
    pub(super) fn qr(&self, l: &QrLayer) -> Option<Qr> {
        Some(Qr {
            code: encode(&self.plain(&l.text), l.level),
            quiet: l.quiet,
            color: self.bound(&l.color)?,
            background: self.bound(&l.background).unwrap_or(Color::WHITE),
            frame: self.frame(&l.frame, &l.rotate),
        })
    }

    /// The text with its placeholders filled in: values as they are, no prompts, no marks of direction.
    fn plain(&self, text: &str) -> String {
        let mut filled = String::new();
        for piece in parse_placeholders(text).unwrap_or_default() {
            match &piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Option(id) | Piece::Row(id, _) => {
                    let Some((spec, value)) = self.options.get(id) else { continue };
                    filled.extend(self.row(spec, value, &piece));
                }
            }
        }
        filled
    }
}

fn encode(text: &str, level: QrLevel) -> QrCode {
    if text.is_empty() {
        return QrCode::Empty;
    }
    let level = match level {
        QrLevel::L => QrCodeEcc::Low,
        QrLevel::M => QrCodeEcc::Medium,
        QrLevel::Q => QrCodeEcc::Quartile,
        QrLevel::H => QrCodeEcc::High,
    };
    let Ok(encoded) = Encoded::encode_text(text, level) else { return QrCode::TooLong(text.len()) };
    let size = encoded.size();
    let places = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
    let dark = places.map(|(x, y)| encoded.get_module(x, y)).collect();
    QrCode::Modules(Arc::new(Modules { size: size.unsigned_abs(), dark }))
}
