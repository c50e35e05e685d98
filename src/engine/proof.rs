//! Pictures of views as files.

use super::view::ViewRenderer;
use super::{Engine, check_width};
use crate::error::Error;
use crate::image::encode_png;
#[cfg(feature = "photo")]
use crate::image::{encode_jpeg, encode_webp};
use crate::mockup::Quality;
use crate::scene::Scene;

/// The file format of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofFormat {
    /// Lossless.
    Png,
    /// Lossy, small.
    #[cfg(feature = "photo")]
    Jpeg,
    /// Lossless, smaller than PNG.
    #[cfg(feature = "photo")]
    Webp,
    /// No file yet: opaque RGBA, row by row from the top.
    Pixels,
}

impl Engine {
    /// A view's picture as a file, `width` pixels wide, sampled more finely than a frame. `quality` is 1 to 100, for JPEG.
    ///
    /// # Errors
    /// As [`frame`](Self::frame).
    pub fn proof(
        &mut self,
        view: &str,
        width: u32,
        format: ProofFormat,
        quality: u8,
    ) -> Result<Vec<u8>, Error> {
        let scene = self.scene.clone();
        self.draw_proof(&scene, view, width, format, quality)
    }

    /// As [`proof`](Self::proof), of any row; the one that is shown stays.
    ///
    /// # Errors
    /// As [`proof`](Self::proof) and [`set_row`](Self::set_row).
    pub fn proof_of_row(
        &mut self,
        row: usize,
        view: &str,
        width: u32,
        format: ProofFormat,
        quality: u8,
    ) -> Result<Vec<u8>, Error> {
        let scene = self.scene_of_row(row)?;
        self.draw_proof(&scene, view, width, format, quality)
    }

    fn draw_proof(
        &mut self,
        scene: &Scene,
        view: &str,
        width: u32,
        format: ProofFormat,
        quality: u8,
    ) -> Result<Vec<u8>, Error> {
        let index = self.view_index(view)?;
        check_width(width)?;
        // What arrives, without what only stands in for it.
        let scene = &scene.for_print();
        self.wait_for_assets(scene, index)?;
        let less = self.without_failed(scene);
        let scene = less.as_ref().unwrap_or(scene);
        // A renderer of its own: the frame on the canvas keeps its caches.
        let view = &scene.views[index];
        let mut renderer = ViewRenderer::new(index, view, width, Quality::Final)?;
        renderer.update(scene, &self.assets, &mut self.glyphs)?;
        #[cfg(not(feature = "photo"))]
        let _ = quality;
        match format {
            ProofFormat::Png => encode_png(renderer.frame()),
            #[cfg(feature = "photo")]
            ProofFormat::Jpeg => encode_jpeg(renderer.frame(), quality.clamp(1, 100)),
            #[cfg(feature = "photo")]
            ProofFormat::Webp => encode_webp(renderer.frame()),
            ProofFormat::Pixels => Ok(renderer.frame().data().to_vec()),
        }
    }
}
