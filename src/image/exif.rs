//! The one thing we read from EXIF: which way up a photo is.

use super::samples;
use crate::error::Error;

/// How the stored rows and columns lie in the upright picture (EXIF 2.32, tag 0x0112).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// As stored.
    pub(super) const UPRIGHT: Self = Self(1);

    /// By its number; upright for one that there is not.
    #[cfg(feature = "photo")]
    pub(super) fn of(number: u8) -> Self {
        if (1..=8).contains(&number) { Self(number) } else { Self::UPRIGHT }
    }

    /// Reads the tag from EXIF data, beginning with its TIFF header; upright when it can't be read.
    pub(super) fn read(exif: &[u8]) -> Self {
        Self::find(exif).filter(|o| (1..=8).contains(&o.0)).unwrap_or(Self::UPRIGHT)
    }

    fn find(exif: &[u8]) -> Option<Self> {
        let little = match exif.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let u16_at = |at: usize| {
            let b = *exif.get(at..)?.first_chunk()?;
            Some(if little { u16::from_le_bytes(b) } else { u16::from_be_bytes(b) })
        };
        let b = *exif.get(4..)?.first_chunk()?;
        let ifd = if little { u32::from_le_bytes(b) } else { u32::from_be_bytes(b) } as usize;
        for entry in 0..usize::from(u16_at(ifd)?) {
            let at = ifd.checked_add(2 + entry * 12)?;
            if u16_at(at)? == 0x0112 {
                return u16_at(at.checked_add(8)?).and_then(|v| u8::try_from(v).ok()).map(Self);
            }
        }
        None
    }

    /// Whether width and height change places.
    pub(super) fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// The upright pixels of `width` × `height` stored ones of `N` bytes each, row by row.
    pub(super) fn apply<const N: usize>(
        self,
        data: Vec<u8>,
        width: u32,
        height: u32,
    ) -> Result<Vec<u8>, Error> {
        if self == Self::UPRIGHT {
            return Ok(data);
        }
        let mut out = samples::<u8>(width, height, N)?;
        let (w, h) = (width as usize, height as usize);
        let (from, _) = data.as_chunks::<N>();
        let (to, _) = out.as_chunks_mut::<N>();
        let columns = if self.swaps() { h } else { w };
        for (y, row) in to.chunks_mut(columns.max(1)).enumerate() {
            for (x, p) in row.iter_mut().enumerate() {
                let (sx, sy) = match self.0 {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                if let Some(&s) = from.get(sy * w + sx) {
                    *p = s;
                }
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The eight ways to store the letter F, from the EXIF specification, all of one upright picture.
    #[test]
    fn every_orientation_stands_upright() {
        let upright = (3, 2, vec![1, 2, 3, 4, 5, 6]);
        let stored: [(u32, u32, Vec<u8>); 8] = [
            (3, 2, vec![1, 2, 3, 4, 5, 6]),
            (3, 2, vec![3, 2, 1, 6, 5, 4]),
            (3, 2, vec![6, 5, 4, 3, 2, 1]),
            (3, 2, vec![4, 5, 6, 1, 2, 3]),
            (2, 3, vec![1, 4, 2, 5, 3, 6]),
            (2, 3, vec![3, 6, 2, 5, 1, 4]),
            (2, 3, vec![6, 3, 5, 2, 4, 1]),
            (2, 3, vec![4, 1, 5, 2, 6, 3]),
        ];
        for (i, (w, h, data)) in stored.into_iter().enumerate() {
            let o = Orientation(i as u8 + 1);
            let out = o.apply::<1>(data, w, h).unwrap();
            let size = if o.swaps() { (h, w) } else { (w, h) };
            assert_eq!((size.0, size.1, out), upright, "{o:?}");
        }
    }

    #[test]
    fn reads_both_byte_orders_and_survives_nonsense() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        for exif in [little, big] {
            assert_eq!(Orientation::read(exif), Orientation(6));
            for cut in 0..20 {
                assert_eq!(Orientation::read(&exif[..cut.min(18)]), Orientation::UPRIGHT);
            }
        }
        assert_eq!(Orientation::read(b"II*\0\xff\xff\xff\xff"), Orientation::UPRIGHT);
        assert_eq!(Orientation::read(b""), Orientation::UPRIGHT);
    }
}
