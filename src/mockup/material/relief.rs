//! What engravings share: the burn that artwork asks for, softened walls, a halo, and how the walls of
//! what is taken away lie to the light.

use super::blur::{Box1, blur};
use super::noise::Noise;
use super::{Job, Millimeters, Scratch, bands, share, straight, texels};
use crate::geom::PixelRect;
use crate::pixels::Pixmap;

/// Texels painted at a time: most pieces of most artworks are empty.
const PIECE: usize = 32;

/// The shape of an engraving's edges, in texels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Relief {
    wall: [Box1; 2],
    halo: [Box1; 2],
    /// From a difference of two neighbors to how a wall is lit, in 256ths.
    slope: [i32; 2],
    reach: [i32; 2],
    uneven: [Noise; 3],
}

/// One texel of an engraving: 12 bits each.
pub(super) struct Spot {
    /// What is burnt.
    pub(super) burn: i32,
    /// The same with walls that are not upright.
    pub(super) soft: i32,
    /// The same with a wide edge.
    pub(super) halo: i32,
    /// Above 0 where a wall faces the light, below 0 where it is turned away.
    pub(super) lit: i32,
    /// How uneven the material is here, -4096 to 4096.
    pub(super) noise: i32,
}

impl Relief {
    /// `wall` and `halo` are half the width of an edge in millimeters; the light comes from `light`
    /// degrees, clockwise from the top of the area.
    pub(super) fn new(
        [wall, halo]: [f64; 2],
        light: f64,
        uneven: [Noise; 3],
        mm: &Millimeters,
    ) -> Self {
        let boxes = |half: f64| mm.scale.map(|scale| Box1::new(half * scale));
        let (sin, cos) = libm::sincos(light.to_radians());
        let towards = [sin, -cos];
        let slope = [0, 1].map(|i| {
            // Where walls are wider than what is blurred at most, they only get brighter up to there.
            let most = (wall * mm.scale[i]).clamp(0.0, 40.0);
            (most * towards[i] * 256.0) as i32
        });
        let (wall, halo) = (boxes(wall), boxes(halo));
        let reach = [0, 1].map(|i| wall[i].reach() + halo[i].reach() + 1);
        Self { wall, halo, slope, reach, uneven }
    }

    pub(super) fn reach(&self) -> [i32; 2] {
        self.reach
    }

    /// Paints the texels of `rect`, each by `lanes`; where nothing is burnt near, there is nothing.
    /// `tone` is the burn of each darkness, 12 bits.
    pub(super) fn paint(&self, job: Job<'_>, tone: &[u16; 256], lanes: impl Fn(&Spot) -> u64) {
        let Job { artwork, opacity, rect, plane, scratch } = job;
        for (band, field) in bands(rect, self.reach) {
            let (width, height) = (field.width() as usize, field.height() as usize);
            scratch.start(width, height);
            let Scratch { fields: [burn, soft, halo, between], sums } = &mut *scratch;
            let any = take_burn(artwork, opacity, tone, field, burn);
            if any {
                blur(&self.wall, burn, soft, between, sums);
                blur(&self.halo, soft, halo, between, sums);
            }
            for y in band.y0..band.y1 {
                let out = texels(plane, y, band.x0, band.x1);
                if !any {
                    out.fill(0);
                    continue;
                }
                let start = (y - field.y0) as usize * width + self.reach[0] as usize;
                for (i, out) in out.chunks_mut(PIECE).enumerate() {
                    let at = start + i * PIECE;
                    let len = out.len();
                    let burn = burn.get(at..at + len).unwrap_or(&[]);
                    let halo = halo.get(at..at + len).unwrap_or(&[]);
                    if halo.iter().chain(burn).fold(0, |any, &v| any | v) == 0 {
                        out.fill(0);
                        continue;
                    }
                    let x = band.x0 + (i * PIECE) as i32;
                    let mut noise = [0; PIECE];
                    for octave in &self.uneven {
                        octave.add(x, y, noise.get_mut(..len).unwrap_or(&mut []));
                    }
                    let lit = self.lit(soft, at, width);
                    let soft = soft.get(at..at + len).unwrap_or(&[]);
                    let values = burn.iter().zip(soft).zip(halo).zip(lit.iter().zip(&noise));
                    for (out, (((&burn, &soft), &halo), (&lit, &noise))) in
                        out.iter_mut().zip(values)
                    {
                        let (burn, soft, halo) =
                            (i32::from(burn), i32::from(soft), i32::from(halo));
                        *out = match burn | halo {
                            0 => 0,
                            _ => lanes(&Spot { burn, soft, halo, lit, noise }),
                        };
                    }
                }
            }
            scratch.end();
        }
    }

    /// How the walls of a piece from `at` on are lit. A field reaches at least one texel beyond its band,
    /// so there are neighbors.
    #[inline(always)]
    fn lit(&self, soft: &[u16], at: usize, width: usize) -> [i32; PIECE] {
        let from = |at: usize| soft.get(at..).unwrap_or(&[]);
        let beside = from(at.wrapping_sub(1)).iter().zip(from(at + 1));
        let stacked = from(at.wrapping_sub(width)).iter().zip(from(at + width));
        let mut out = [0; PIECE];
        for (lit, ((&l, &r), (&t, &b))) in out.iter_mut().zip(beside.zip(stacked)) {
            let wall = (i32::from(r) - i32::from(l)) * self.slope[0];
            *lit = (wall + (i32::from(b) - i32::from(t)) * self.slope[1]) >> 8;
        }
        out
    }
}

/// Fills a field with the burn that artwork asks for, nothing where there is none; says whether there is
/// any. What is darker burns deeper, white does not.
fn take_burn(
    artwork: &Pixmap,
    opacity: u8,
    tone: &[u16; 256],
    field: PixelRect,
    burn: &mut [u16],
) -> bool {
    let inside = field.intersect(&artwork.rect());
    let width = field.width() as usize;
    let skipped = (inside.x0 - field.x0).max(0) as usize;
    let rows = burn.chunks_exact_mut(width.max(1)).skip((inside.y0 - field.y0).max(0) as usize);
    let mut any = 0;
    for (y, row) in (inside.y0..inside.y1).zip(rows) {
        let pixels = artwork.row(y, inside.x0, inside.x1).as_chunks::<4>().0;
        for (out, &[r, g, b, a]) in row.iter_mut().skip(skipped).zip(pixels) {
            if a == 0 {
                continue;
            }
            // Luma of encoded values (Rec. 709), as engraving software grays pictures.
            let luma = (54 * u32::from(r) + 183 * u32::from(g) + 19 * u32::from(b) + 128) >> 8;
            let dark = 255 - straight(luma as u8, a);
            let deep = share(share(u32::from(tone[usize::from(dark)]), a), opacity);
            *out = deep as u16;
            any |= deep;
        }
    }
    any != 0
}
