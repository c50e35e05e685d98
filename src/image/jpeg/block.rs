//! Blocks of coefficients out of entropy-coded data: sequential (ITU-T T.81, F.2) and progressive (G.2).

use super::Damage;
use super::bits::{Bits, Table};

/// From the order in the file to rows.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Greatest category of a difference of 8-bit samples.
const MAX_CATEGORY: u8 = 11;

#[inline(always)]
fn first(bits: &mut Bits, bytes: &[u8], table: &Table, before: &mut i32) -> Result<i32, Damage> {
    let category = bits.code(bytes, table)?;
    if category > MAX_CATEGORY {
        return Err(Damage::CODE);
    }
    *before = before.wrapping_add(bits.signed(bytes, u32::from(category))?);
    Ok(*before)
}

/// A sequential block, `put` into place by its index in the file. Returns whether it has nothing but its first
/// coefficient.
#[inline(always)]
pub(super) fn sequential(
    bits: &mut Bits,
    bytes: &[u8],
    (dc, ac): (&Table, &Table),
    before: &mut i32,
    mut put: impl FnMut(usize, i32),
) -> Result<bool, Damage> {
    put(0, first(bits, bytes, dc, before)?);
    let (mut at, mut flat) = (1, true);
    while at < 64 {
        let symbol = bits.code(bytes, ac)?;
        let (run, category) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        if category == 0 {
            if run != 15 {
                break;
            }
            at += 16;
            continue;
        }
        at += run;
        if at > 63 {
            return Err(Damage::CODE);
        }
        put(at, bits.signed(bytes, category)?);
        flat = false;
        at += 1;
    }
    Ok(flat)
}

/// What a progressive scan says of each block.
#[derive(Clone, Copy)]
pub(super) struct Pass {
    /// First coefficient, and last.
    pub(super) band: (usize, usize),
    /// Which bit the scan gives, from 0.
    pub(super) low: u32,
    /// Whether other bits were given before.
    pub(super) refines: bool,
}

/// One block of a progressive scan. `run` is how many more blocks have nothing in this band.
pub(super) fn progressive(
    bits: &mut Bits,
    bytes: &[u8],
    pass: Pass,
    table: Option<&Table>,
    (before, run): (&mut i32, &mut u32),
    block: &mut [i16; 64],
) -> Result<(), Damage> {
    let Pass { band: (start, end), low, refines } = pass;
    if start == 0 {
        if refines {
            block[0] |= (bits.raw(bytes, 1)? << low) as i16;
        } else {
            let value = first(bits, bytes, table.ok_or(Damage::TABLE)?, before)?;
            block[0] = value.wrapping_shl(low) as i16;
        }
        return Ok(());
    }
    let table = table.ok_or(Damage::TABLE)?;
    if refines {
        return refine(bits, bytes, pass, table, run, block);
    }
    if *run > 0 {
        *run -= 1;
        return Ok(());
    }
    let mut at = start;
    while at <= end {
        let symbol = bits.code(bytes, table)?;
        let (zeros, category) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        if category == 0 {
            if zeros < 15 {
                *run = (1 << zeros) - 1 + bits.raw(bytes, zeros as u32)?;
                break;
            }
            at += 16;
            continue;
        }
        at += zeros;
        if at > end {
            return Err(Damage::CODE);
        }
        let value = bits.signed(bytes, category)?;
        if let Some(to) = place(block, at) {
            *to = value.wrapping_shl(low) as i16;
        }
        at += 1;
    }
    Ok(())
}

/// G.1.2.3: one more bit of those that are not zero, and those that become so.
fn refine(
    bits: &mut Bits,
    bytes: &[u8],
    Pass { band: (start, end), low, .. }: Pass,
    table: &Table,
    run: &mut u32,
    block: &mut [i16; 64],
) -> Result<(), Damage> {
    let one = 1_i16.wrapping_shl(low);
    let mut at = start;
    if *run == 0 {
        while at <= end {
            let symbol = bits.code(bytes, table)?;
            let (mut zeros, category) = (symbol >> 4, symbol & 15);
            let mut value = 0;
            match category {
                0 if zeros < 15 => {
                    *run = (1 << zeros) + bits.raw(bytes, u32::from(zeros))?;
                    break;
                }
                0 => {}
                1 => value = if bits.raw(bytes, 1)? == 1 { one } else { -one },
                _ => return Err(Damage::CODE),
            }
            while at <= end {
                let Some(to) = place(block, at) else { break };
                if *to != 0 {
                    correct(bits, bytes, to, one)?;
                } else if zeros == 0 {
                    *to = value;
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if at > end && value != 0 {
                return Err(Damage::CODE);
            }
            at += 1;
        }
    }
    if *run > 0 {
        for at in at..=end {
            if let Some(to) = place(block, at).filter(|to| **to != 0) {
                correct(bits, bytes, to, one)?;
            }
        }
        *run -= 1;
    }
    Ok(())
}

/// One more bit of what is not zero.
#[inline(always)]
fn correct(bits: &mut Bits, bytes: &[u8], to: &mut i16, one: i16) -> Result<(), Damage> {
    if bits.raw(bytes, 1)? == 1 && *to & one == 0 {
        *to = if *to > 0 { to.wrapping_add(one) } else { to.wrapping_sub(one) };
    }
    Ok(())
}

#[inline(always)]
fn place(block: &mut [i16; 64], at: usize) -> Option<&mut i16> {
    block.get_mut(usize::from(*ZIGZAG.get(at)?))
}
