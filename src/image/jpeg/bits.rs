//! Bits of entropy-coded data, and the Huffman codes in them (ITU-T T.81, C and F.2.2).

use super::Damage;

/// Codes up to this length are found at one look.
const LOOK: u32 = 9;

/// A Huffman table.
#[derive(Clone)]
pub(super) struct Table {
    /// By the next [`LOOK`] bits: length of the code and its value; length 0 for longer codes.
    look: Vec<[u8; 2]>,
    /// By length: one more than the greatest code, its bits on the left of 16; then the first code's place.
    limits: [(u32, i32); 17],
    values: Vec<u8>,
}

impl Table {
    /// A table from how many codes there are of each length, 1 to 16, and their values.
    pub(super) fn new(counts: &[u8; 16], values: &[u8]) -> Result<Self, Damage> {
        let mut look = vec![[0; 2]; 1 << LOOK];
        let mut limits = [(0, 0); 17];
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, &count) in (1_u32..).zip(counts) {
            let count = usize::from(count);
            let first = code;
            for &value in values.get(place..place + count).ok_or(Damage::TABLE)? {
                if length <= LOOK {
                    let (start, span) = ((code << (LOOK - length)) as usize, 1 << (LOOK - length));
                    look.get_mut(start..start + span)
                        .ok_or(Damage::TABLE)?
                        .fill([length as u8, value]);
                }
                code += 1;
            }
            // The code of ones alone stands for nothing, so that padding is no code (C.2).
            if code >= 1 << length {
                return Err(Damage::TABLE);
            }
            if let Some(limit) = limits.get_mut(length as usize) {
                *limit = (code << (16 - length), place as i32 - first as i32);
            }
            place += count;
            code <<= 1;
        }
        Ok(Self { look, limits, values: values.to_vec() })
    }
}

/// Reads bits up to the next marker.
#[derive(Clone, Copy, Default)]
pub(super) struct Bits {
    /// Where the next byte is read.
    pub(super) at: usize,
    /// The bits that were read, from the left.
    held: u64,
    count: u32,
}

impl Bits {
    pub(super) fn new(at: usize) -> Self {
        Self { at, held: 0, count: 0 }
    }

    /// How many whole bytes were read and not used.
    pub(super) fn spare(&self) -> usize {
        self.count as usize / 8
    }

    /// Reads on until 32 bits are held, or the data ends.
    #[inline(always)]
    fn fill(&mut self, bytes: &[u8]) {
        if self.count >= 32 {
            return;
        }
        if let Some(&four) = bytes.get(self.at..).and_then(|b| b.first_chunk()) {
            let word = u32::from_be_bytes(four);
            // No byte of them is 0xff: none of the inverse is zero.
            if (!word).wrapping_sub(0x0101_0101) & word & 0x8080_8080 == 0 {
                self.held |= u64::from(word) << (32 - self.count);
                self.count += 32;
                self.at += 4;
                return;
            }
        }
        self.fill_slowly(bytes);
    }

    #[inline(never)]
    fn fill_slowly(&mut self, bytes: &[u8]) {
        while self.count <= 48 {
            let Some(&byte) = bytes.get(self.at) else { return };
            if byte == 0xff {
                // A marker ends the data; a zero marks a byte that is none.
                if bytes.get(self.at + 1) != Some(&0) {
                    return;
                }
                self.at += 1;
            }
            self.at += 1;
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    #[inline(always)]
    fn take(&mut self, length: u32) -> Result<(), Damage> {
        if length > self.count {
            return Err(Damage::SHORT);
        }
        self.held <<= length;
        self.count -= length;
        Ok(())
    }

    /// The value of the next code.
    #[inline(always)]
    pub(super) fn code(&mut self, bytes: &[u8], table: &Table) -> Result<u8, Damage> {
        self.fill(bytes);
        let [length, value] =
            table.look.get((self.held >> (64 - LOOK)) as usize).copied().unwrap_or_default();
        if length != 0 {
            self.take(u32::from(length))?;
            return Ok(value);
        }
        self.long_code(table)
    }

    #[inline(never)]
    fn long_code(&mut self, table: &Table) -> Result<u8, Damage> {
        let code = (self.held >> 48) as u32;
        for (length, &(limit, place)) in (0_u32..).zip(&table.limits).skip(LOOK as usize + 1) {
            if code < limit {
                self.take(length)?;
                let at = (code >> (16 - length)) as i32 + place;
                let value = usize::try_from(at).ok().and_then(|at| table.values.get(at));
                return value.copied().ok_or(Damage::CODE);
            }
        }
        // What is missing at the end reads as zeros, which are codes most of the time.
        Err(if self.count < 16 { Damage::SHORT } else { Damage::CODE })
    }

    /// The next `length` bits, up to 16.
    #[inline(always)]
    pub(super) fn raw(&mut self, bytes: &[u8], length: u32) -> Result<u32, Damage> {
        if length == 0 {
            return Ok(0);
        }
        self.fill(bytes);
        let value = (self.held >> (64 - length.min(16))) as u32;
        self.take(length)?;
        Ok(value)
    }

    /// The signed number that is written in `length` bits, up to 16 (figure F.12).
    #[inline(always)]
    pub(super) fn signed(&mut self, bytes: &[u8], length: u32) -> Result<i32, Damage> {
        let value = self.raw(bytes, length)? as i32;
        let half = (1 << length) >> 1;
        Ok(if value < half { value - (1 << length) + 1 } else { value })
    }
}
