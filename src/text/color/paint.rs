//! Runs the steps of a color glyph on pixels.

use harfrust::font::glyph::color::CompositeMode;
use kurbo::{Affine, BezPath, Rect, Shape};

use super::composite::composite_row;
use super::gradient::{Brush, Paint};
use super::record::{Painting, Step};
use crate::blend::{BlendMode, blend_color_row, blend_row_masked};
use crate::color::{Color, mul_div_255};
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::{Mask, Pixmap};
use crate::text::{CacheRasterizer, Font, GlyphCache, Rasterizer};

/// Side of the squares that are painted one after the other, pixels: a glyph's layers take no more
/// memory than this, however large it is printed.
const TILE: i32 = 512;

/// The pixels of `window` of a color glyph of `font`. `matrix` takes ems, y down, to pixels; `text` is the color
/// of the text it stands in. No pixel depends on the window.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub(crate) fn paint(
    painting: &Painting,
    font: &Font,
    cache: &mut GlyphCache,
    matrix: Affine,
    text: Color,
    window: PixelRect,
) -> Result<Pixmap, Error> {
    let mut pixels = Pixmap::new(window.width(), window.height())?;
    for y in (window.y0..window.y1).step_by(TILE as usize) {
        for x in (window.x0..window.x1).step_by(TILE as usize) {
            let tile = PixelRect::new(x, y, x.saturating_add(TILE), y.saturating_add(TILE));
            let tile = tile.intersect(&window);
            let rasterizer = &mut cache.rasterizer;
            let mut canvas =
                Canvas { rasterizer, matrix, text, layers: Vec::new(), row: Vec::new() };
            canvas.push_layer(tile)?;
            for step in &painting.steps {
                canvas.run(font, step)?;
            }
            let Some(layer) = canvas.layers.first() else { continue };
            for y in tile.y0..tile.y1 {
                let (from, to) = (tile.x0 - window.x0, tile.x1 - window.x0);
                let out = pixels.row_mut(y - window.y0, from, to);
                out.copy_from_slice(layer.pixels.row(y - tile.y0, 0, tile.x1 - tile.x0));
            }
        }
    }
    Ok(pixels)
}

struct Canvas<'a> {
    rasterizer: &'a mut CacheRasterizer,
    matrix: Affine,
    text: Color,
    layers: Vec<Layer>,
    /// A row of a gradient.
    row: Vec<u8>,
}

/// A picture in the making.
struct Layer {
    rect: PixelRect,
    pixels: Pixmap,
    /// What is painted; the last one holds. The first is the layer itself.
    clips: Vec<Clip>,
}

struct Clip {
    rect: PixelRect,
    mask: Mask,
}

impl Clip {
    fn row(&self, y: i32, x0: i32, x1: i32) -> &[u8] {
        self.mask.row(y - self.rect.y0, x0 - self.rect.x0, x1 - self.rect.x0)
    }
}

impl Canvas<'_> {
    fn run(&mut self, font: &Font, step: &Step) -> Result<(), Error> {
        match step {
            Step::ClipGlyph(glyph, place) => {
                let outline = font.shared_outline(*glyph);
                let bounds = outline.bounds.unwrap_or(Rect::ZERO);
                let place = self.matrix * *place;
                self.push_clip(place.transform_rect_bbox(bounds), || place * &outline.path)
            }
            Step::ClipBox(rect, place) => {
                let place = self.matrix * *place;
                self.push_clip(place.transform_rect_bbox(*rect), || place * rect.to_path(0.0))
            }
            Step::PopClip => {
                if let Some(layer) = self.layers.last_mut() {
                    layer.clips.pop();
                }
                Ok(())
            }
            Step::Fill(brush, place) => {
                self.fill(brush, self.matrix * *place);
                Ok(())
            }
            Step::PushLayer => {
                let clip = self.layers.last().and_then(|layer| layer.clips.last());
                self.push_layer(clip.map_or(PixelRect::EMPTY, |clip| clip.rect))
            }
            Step::PopLayer(mode) => {
                self.pop_layer(*mode);
                Ok(())
            }
        }
    }

    fn push_clip(&mut self, bounds: Rect, path: impl FnOnce() -> BezPath) -> Result<(), Error> {
        let Some(layer) = self.layers.last_mut() else { return Ok(()) };
        let Some(outer) = layer.clips.last() else { return Ok(()) };
        let rect = PixelRect::around(bounds).intersect(&outer.rect);
        let mut mask = Mask::default();
        if !rect.is_empty() {
            mask = self.rasterizer.fill(&path(), rect)?;
            for y in rect.y0..rect.y1 {
                let own = mask.row_mut(y - rect.y0, 0, rect.x1 - rect.x0);
                for (own, outer) in own.iter_mut().zip(outer.row(y, rect.x0, rect.x1)) {
                    *own = mul_div_255(*own, *outer);
                }
            }
        }
        layer.clips.push(Clip { rect, mask });
        Ok(())
    }

    /// Begins a picture of the pixels of `rect`, on which nothing is clipped away.
    fn push_layer(&mut self, rect: PixelRect) -> Result<(), Error> {
        let mut mask = Mask::new(rect.width(), rect.height())?;
        mask.data_mut().fill(255);
        let pixels = Pixmap::new(rect.width(), rect.height())?;
        self.layers.push(Layer { rect, pixels, clips: vec![Clip { rect, mask }] });
        Ok(())
    }

    /// Composites the last picture onto the one before, where that is not clipped away.
    fn pop_layer(&mut self, mode: CompositeMode) {
        if self.layers.len() < 2 {
            return;
        }
        let (Some(top), Some(below)) = (self.layers.pop(), self.layers.last_mut()) else { return };
        let Some(clip) = below.clips.last() else { return };
        let r = top.rect;
        for y in r.y0..r.y1 {
            let (x0, x1) = (r.x0 - below.rect.x0, r.x1 - below.rect.x0);
            let backdrop = below.pixels.row_mut(y - below.rect.y0, x0, x1);
            let source = top.pixels.row(y - r.y0, 0, r.x1 - r.x0);
            composite_row(mode, backdrop, source, clip.row(y, r.x0, r.x1));
        }
    }

    fn fill(&mut self, brush: &Brush, matrix: Affine) {
        let Some(layer) = self.layers.last_mut() else { return };
        let Some(clip) = layer.clips.last() else { return };
        let r = clip.rect;
        if r.is_empty() {
            return;
        }
        let Some(paint) = Paint::new(brush, matrix, self.text) else { return };
        let plain = paint.plain();
        self.row.resize(r.width() as usize * 4, 0);
        for y in r.y0..r.y1 {
            let (x0, x1) = (r.x0 - layer.rect.x0, r.x1 - layer.rect.x0);
            let backdrop = layer.pixels.row_mut(y - layer.rect.y0, x0, x1);
            let coverage = clip.row(y, r.x0, r.x1);
            match plain {
                Some(color) => blend_color_row(BlendMode::Normal, backdrop, color, coverage),
                None => {
                    paint.row(r.x0, y, &mut self.row);
                    blend_row_masked(BlendMode::Normal, backdrop, &self.row, coverage);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, GlyphCache, PixelRect, paint};
    use crate::text::Font;
    use crate::text::color::Art;
    use kurbo::Affine;

    #[test]
    fn no_pixel_depends_on_the_window() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/ColorPaints.ttf");
        let font = Font::parse(std::fs::read(file).unwrap()).unwrap();
        let matrix = Affine::new([690.0, 40.0, -30.0, 700.0, 3.25, 600.5]);
        let whole = PixelRect::new(-40, 0, 730, 740);
        let part = PixelRect::new(300, 250, 560, 530);
        let mut cache = GlyphCache::new();
        let mut painted = 0;
        for id in 0..font.glyph_count() {
            let Some(glyph) = font.color_glyph(id) else { continue };
            let Art::Painting(painting) = &glyph.art else { continue };
            let mut draw =
                |window| paint(painting, &font, &mut cache, matrix, Color::BLACK, window).unwrap();
            let (all, some) = (draw(whole), draw(part));
            for y in part.y0..part.y1 {
                let same = all.row(y - whole.y0, part.x0 - whole.x0, part.x1 - whole.x0);
                assert_eq!(same, some.row(y - part.y0, 0, part.x1 - part.x0), "glyph {id} row {y}");
            }
            painted += usize::from(some.data().iter().any(|&v| v != 0));
        }
        assert!(painted > 40, "{painted} glyphs were painted");
    }
}
