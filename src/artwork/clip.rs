//! Layers that are clipped to another: blended onto its colors alone, then with it as one.

use crate::blend::{Mixing, lanes};

/// Pixels worked on at a time.
const BLOCK: usize = 128;

/// A row of a layer that is clipped.
#[derive(Clone, Copy)]
pub(super) struct ClippedRow<'a> {
    /// Pixels from the start of the base's row to that of this one.
    pub(super) offset: usize,
    pub(super) source: &'a [u8],
    pub(super) mixing: &'a Mixing,
}

/// Blends a row of a base with what is clipped to it, bottom to top. They are blended as if the base
/// were opaque, and take its alpha after that, as Photoshop does with "Blend Clipped Layers as Group".
/// Rows are premultiplied and of equal length.
pub(super) fn blend_clipped<'a>(
    backdrop: &mut [u8],
    base: &[u8],
    mixing: &Mixing,
    clipped: &(impl Iterator<Item = ClippedRow<'a>> + Clone),
) {
    let mut group = [0; BLOCK * 4];
    let blocks = backdrop.chunks_mut(BLOCK * 4).zip(base.chunks(BLOCK * 4));
    for (i, (backdrop, base)) in blocks.enumerate() {
        let group = &mut group[..base.len().min(backdrop.len()) & !3];
        for (to, from) in group.as_chunks_mut::<4>().0.iter_mut().zip(base.as_chunks::<4>().0) {
            *to = straight(*from);
        }
        let start = i * BLOCK;
        for row in clipped.clone() {
            // Where the block and the row overlap, in pixels of each.
            let (into, from) = (row.offset.saturating_sub(start), start.saturating_sub(row.offset));
            if let (Some(to), Some(source)) =
                (group.get_mut(into * 4..), row.source.get(from * 4..))
            {
                let length = to.len().min(source.len());
                row.mixing.blend(&mut to[..length], &source[..length], None);
            }
        }
        for (to, from) in group.as_chunks_mut::<4>().0.iter_mut().zip(base.as_chunks::<4>().0) {
            *to = lanes::scale_pixel(u32::from_le_bytes(*to), u32::from(from[3])).to_le_bytes();
        }
        mixing.blend(backdrop, group, None);
    }
}

/// A pixel's own color, opaque. Made fainter by its alpha again, it has the bytes it had: the rounding
/// here is worth less than half a level there.
fn straight(pixel: [u8; 4]) -> [u8; 4] {
    let alpha = u32::from(pixel[3]).max(1);
    let mut out = pixel.map(|c| ((u32::from(c) * 255 + alpha / 2) / alpha).min(255) as u8);
    out[3] = 255;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blend::BlendMode;

    #[test]
    fn a_base_keeps_its_bytes_where_nothing_is_clipped_to_it() {
        for alpha in 0..=255u8 {
            let base: Vec<u8> = (0..=alpha).flat_map(|c| [c, alpha - c, 0, alpha]).collect();
            let mut row = vec![0; base.len()];
            blend_clipped(&mut row, &base, &Mixing::NORMAL, &std::iter::empty());
            assert_eq!(row, base);
        }
    }

    #[test]
    fn a_clipped_row_leaves_the_alpha_and_is_blended_onto_colors() {
        // A translucent red base over white; half a green above it, from the third pixel on.
        let base: Vec<u8> = [128, 0, 0, 128].repeat(300);
        let green: Vec<u8> = [0, 128, 0, 128].repeat(298);
        let normal = Mixing::NORMAL;
        let row = ClippedRow { offset: 2, source: &green, mixing: &normal };
        let mut out = vec![0; 1200];
        blend_clipped(&mut out, &base, &normal, &[row].into_iter());
        assert_eq!(out[..8], base[..8]);
        assert!(
            out[8..].as_chunks::<4>().0.iter().all(|p| *p == [64, 64, 0, 128]),
            "{:?}",
            &out[8..12]
        );
        // The base's mode is the group's.
        let multiply = Mixing::of(BlendMode::Multiply);
        let mut out = [255; 1200];
        blend_clipped(&mut out, &base, &multiply, &[row].into_iter());
        assert_eq!(out[..4], [255, 127, 127, 255]);
        assert_eq!(out[8..12], [191, 191, 127, 255]);
    }
}
