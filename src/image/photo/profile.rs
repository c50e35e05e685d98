//! Color profiles to sRGB, by moxcms: scalar code without fused multiplication, the same on every target.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

use super::Channels;

/// Colors of a profile that differ from sRGB by no more are sRGB: another table for the same curve.
const SAME: u8 = 1;

/// A way from a picture's colors to sRGB.
pub(super) struct Profile {
    transform: Arc<dyn TransformExecutor<u8> + Send + Sync>,
    channels: Channels,
    from: Vec<u8>,
    to: Vec<u8>,
}

impl Profile {
    /// Reads a profile. `None` for one that is sRGB, that can't be read, or is of other channels than the picture:
    /// other programs then take the values as sRGB, too.
    pub(super) fn read(bytes: &[u8], channels: Channels) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(bytes).ok()?;
        let (space, layout) = match channels {
            Channels::Gray => (DataColorSpace::Gray, Layout::Gray),
            Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb),
            // Four channels, whatever they are called.
            Channels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba),
        };
        if profile.color_space != space {
            return None;
        }
        let transform = profile
            .create_transform_8bit(
                layout,
                &ColorProfile::new_srgb(),
                Layout::Rgb,
                TransformOptions::default(),
            )
            .ok()?;
        let mut made = Self { transform, channels, from: Vec::new(), to: Vec::new() };
        if channels != Channels::Cmyk && made.is_srgb() {
            return None;
        }
        Some(made)
    }

    fn is_srgb(&mut self) -> bool {
        let steps = || (0..=255_u8).step_by(15);
        let mut row = Vec::new();
        for r in steps() {
            if self.channels == Channels::Gray {
                row.extend([r, r, r, 255]);
                continue;
            }
            row.extend(steps().flat_map(|g| steps().flat_map(move |b| [r, g, b, 255])));
        }
        let before = row.clone();
        self.apply(&mut row);
        row.iter().zip(before).all(|(a, b)| a.abs_diff(b) <= SAME)
    }

    /// Converts pixels of four bytes; alpha stays, and four inks become opaque.
    pub(super) fn apply(&mut self, row: &mut [u8]) {
        let (pixels, _) = row.as_chunks_mut::<4>();
        self.from.clear();
        match self.channels {
            Channels::Gray => self.from.extend(pixels.iter().map(|p| p[0])),
            Channels::Rgb => self.from.extend(pixels.iter().flat_map(|&[r, g, b, _]| [r, g, b])),
            // A profile speaks of ink, not of light.
            Channels::Cmyk => {
                self.from.extend(pixels.iter().flat_map(|p| p.map(|v| 255 - v)));
            }
        }
        self.to.resize(pixels.len() * 3, 0);
        if self.transform.transform(&self.from, &mut self.to).is_err() {
            return;
        }
        for (p, &[r, g, b]) in pixels.iter_mut().zip(self.to.as_chunks::<3>().0) {
            let a = if self.channels == Channels::Cmyk { 255 } else { p[3] };
            *p = [r, g, b, a];
        }
    }
}
