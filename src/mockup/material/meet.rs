//! How paint meets the photo: the kernels beside ink's own, in linear light.

use crate::color::{Color, SRGB_TO_LINEAR};
use crate::mockup::light::{BLOCK, Ink};

/// How a material's paint meets the photo. Lanes are red, green, blue and a fourth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::mockup) enum Meeting {
    /// Takes its lanes' share of the diffuse light away; gloss stays: `D · (1 − lane) + G`.
    #[default]
    Dye,
    /// As a dye, and the fourth lane takes gloss away: `D · (1 − lane) + G · (1 − fourth)`.
    Burn,
    /// Covers by the fourth lane and gives back its lanes' share of white light.
    Coat(Coat),
}

/// What lies on the product and has a light of its own:
/// `D · (1 − fourth) + D white · lane + G · (1 + shine · fourth)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mockup) struct Coat {
    /// From the light of a product that is not white, by its luminance, to that of a white one, in
    /// 256ths; `None` where the photo's product is white.
    white: Option<u32>,
    /// Gloss beyond the product's own, in 256ths.
    shine: u32,
}

/// Below a 128th, what is left of the light in a photo is mostly noise.
const DARKEST: u32 = 65535 / 128;

impl Coat {
    /// `product` is the color of what the photo shows, before tints. A colored product shows no more than
    /// how bright its light is: what color the light has is lost in its darker channels.
    pub(super) fn new(product: Color, shine: f64) -> Self {
        let linear = [product.r, product.g, product.b]
            .map(|c| SRGB_TO_LINEAR.get(usize::from(c)).map_or(0, |&l| u32::from(l)));
        let white = 65535 * 256 / luminance(linear).max(DARKEST);
        let is_white = (product.r, product.g, product.b) == (255, 255, 255);
        Self { white: (!is_white).then_some(white), shine: (shine * 256.0) as u32 }
    }

    /// The diffuse light of a white product, from that of the photo's.
    #[inline(always)]
    fn light(&self, diffuse: [u32; 3]) -> [u32; 3] {
        match self.white {
            None => diffuse,
            Some(white) => [((luminance(diffuse) * white) >> 8).min(65535); 3],
        }
    }
}

/// Luminance of linear light (Rec. 709).
#[inline(always)]
fn luminance([r, g, b]: [u32; 3]) -> u32 {
    (54 * r + 183 * g + 19 * b) >> 8
}

/// One block of the view: where paint is put.
pub(in crate::mockup) struct Block<'a> {
    /// The frame's pixels, changed.
    pub(in crate::mockup) frame: &'a mut [u8],
    /// Paint, 12 bits a lane.
    pub(in crate::mockup) lanes: &'a [u64],
    /// Empty for none.
    pub(in crate::mockup) gloss: &'a [u8],
    /// The photo's own pixels, before tints; empty for a white one.
    pub(in crate::mockup) photo: &'a [u8],
}

/// `a · b / 65535` to the nearest.
#[inline(always)]
fn mul(a: u32, b: u32) -> u32 {
    let t = a * b + 32768;
    (t + (t >> 16)) >> 16
}

/// One lane: 4095 becomes 65535.
#[inline(always)]
fn lane(lanes: u64, i: usize) -> u32 {
    let v = (lanes >> (16 * i)) as u32 & 0xfff;
    v << 4 | v >> 8
}

/// Burns one block.
pub(in crate::mockup) fn burn_block(ink: &Ink, block: &mut Block<'_>) {
    let gloss = if block.gloss.is_empty() { &[0; BLOCK] } else { block.gloss };
    let pixels = block.frame.as_chunks_mut::<4>().0.iter_mut().zip(block.lanes);
    for ((f, &lanes), &g) in pixels.zip(gloss) {
        if lanes == 0 {
            continue;
        }
        let (g, kept) = (ink.linear(g), 65535 - lane(lanes, 3));
        for (i, f) in f.iter_mut().take(3).enumerate() {
            let p = ink.linear(*f);
            let g = g.min(p);
            *f = ink.encode(mul(p - g, 65535 - lane(lanes, i)) + mul(g, kept));
        }
    }
}

/// Coats one block.
pub(in crate::mockup) fn coat_block(ink: &Ink, coat: &Coat, block: &mut Block<'_>) {
    let gloss = if block.gloss.is_empty() { &[0; BLOCK] } else { block.gloss };
    let photo = if block.photo.is_empty() { &[255; BLOCK * 4] } else { block.photo };
    let photo = photo.as_chunks::<4>().0;
    let pixels = block.frame.as_chunks_mut::<4>().0.iter_mut().zip(photo).zip(block.lanes);
    for (((f, photo), &lanes), &g) in pixels.zip(gloss) {
        if lanes == 0 {
            continue;
        }
        let (g, cover) = (ink.linear(g), lane(lanes, 3));
        let shown = [0, 1, 2].map(|i| ink.linear(photo[i]));
        let light = coat.light(shown.map(|white| white - g.min(white)));
        for (i, (f, (&white, &light))) in f.iter_mut().zip(shown.iter().zip(&light)).enumerate() {
            let p = ink.linear(*f);
            let own = g.min(p);
            let shine = (mul(g.min(white), cover) * coat.shine) >> 8;
            let sum = mul(p - own, 65535 - cover) + own + mul(light, lane(lanes, i)) + shine;
            *f = ink.encode(sum.min(65535));
        }
    }
}
