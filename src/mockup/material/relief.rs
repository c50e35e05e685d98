//! What engravings share: the burn that artwork asks for, softened walls, a halo, and how the walls of
//! what is taken away lie to the light.

use super::blur::{Box1, blur};
use super::noise::Noise;
use super::{Millimeters, Scratch, bands, share, straight, texels};
use crate::geom::PixelRect;
use crate::mockup::sample::Plane;
use crate::pixels::Pixmap;

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
    pub(super) fn paint(
        &self,
        artwork: &Pixmap,
        opacity: u8,
        tone: &[u16; 256],
        rect: PixelRect,
        plane: &mut Plane,
        scratch: &mut Scratch,
        lanes: impl Fn(&Spot) -> u64,
    ) {
        for (band, field) in bands(rect, self.reach) {
            let (width, height) = (field.width() as usize, field.height() as usize);
            let across = band.width() as usize;
            scratch.start(width, height);
            let Scratch { fields: [burn, soft, halo, between], sums, lit, noise } = &mut *scratch;
            let any = take_burn(artwork, opacity, tone, field, burn);
            if any {
                blur(&self.wall, burn, soft, between, sums);
                blur(&self.halo, soft, halo, between, sums);
            }
            for y in band.y0..band.y1 {
                let out = texels(plane, y, band.x0, band.x1);
                let here = (y - field.y0) as usize * width + self.reach[0] as usize;
                let burn = burn.get(here..here + across).unwrap_or(&[]);
                let halo = halo.get(here..here + across).unwrap_or(&[]);
                if !any || halo.iter().chain(burn).all(|&v| v == 0) {
                    out.fill(0);
                    continue;
                }
                // A field reaches at least one texel beyond its band, so there are neighbors.
                let beside = |offset: isize| {
                    let at = here.wrapping_add_signed(offset);
                    soft.get(at..at + across).unwrap_or(&[])
                };
                let (left, right) = (beside(-1), beside(1));
                let (above, below) = (beside(-(width as isize)), beside(width as isize));
                let [sx, sy] = self.slope;
                let sides = left.iter().zip(right).zip(above.iter().zip(below));
                for (lit, ((&l, &r), (&t, &b))) in lit.iter_mut().zip(sides) {
                    let wall = (i32::from(r) - i32::from(l)) * sx;
                    *lit = (wall + (i32::from(b) - i32::from(t)) * sy) >> 8;
                }
                let noise = noise.get_mut(..across).unwrap_or(&mut []);
                noise.fill(0);
                self.uneven.iter().for_each(|octave| octave.add(band.x0, y, noise));
                let values = burn.iter().zip(beside(0)).zip(halo.iter().zip(&*lit)).zip(&*noise);
                for (out, (((&burn, &soft), (&halo, &lit)), &noise)) in out.iter_mut().zip(values) {
                    let (burn, soft, halo) = (i32::from(burn), i32::from(soft), i32::from(halo));
                    *out = match burn | halo {
                        0 => 0,
                        _ => lanes(&Spot { burn, soft, halo, lit, noise }),
                    };
                }
            }
            scratch.end();
        }
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
