//! Draws an artwork image at the size and place a map asks for, as a renderer with an area filter
//! would.

use crate::Fault;
use liveproof::geom::PixelRect;
use liveproof::mockup::{Raster, scale_mask, scale_photo};
use liveproof::pixels::{Mask, Pixmap};

pub(crate) fn draw(source: &Pixmap, raster: &Raster) -> Result<Pixmap, Fault> {
    let [sx, sy, tx, ty] = raster.to_raster;
    let (width, height) = (sx.round() as u32, sy.round() as u32);
    let whole = if width <= source.width() && height <= source.height() {
        area(source, width, height)?
    } else {
        scale_photo(source, width, height)?
    };
    let mut part = Pixmap::new(raster.width, raster.height)?;
    let from = PixelRect::from_size(raster.width, raster.height).translate(-tx as i32, -ty as i32);
    for y in from.y0..from.y1 {
        let row = whole.row(y, from.x0, from.x1);
        let to = part.row_mut(y - from.y0, 0, from.x1 - from.x0);
        if row.len() != to.len() {
            return Err("the raster reaches beyond the artwork".into());
        }
        to.copy_from_slice(row);
    }
    Ok(part)
}

fn area(source: &Pixmap, width: u32, height: u32) -> Result<Pixmap, Fault> {
    let mut out = Pixmap::new(width, height)?;
    for c in 0..4 {
        let plane = source.data().iter().skip(c).step_by(4).copied().collect();
        let plane = Mask::from_vec(source.width(), source.height(), plane).ok_or("plane")?;
        let plane = scale_mask(&plane, width, height)?;
        for (to, &v) in out.data_mut().iter_mut().skip(c).step_by(4).zip(plane.data()) {
            *to = v;
        }
    }
    Ok(out)
}
