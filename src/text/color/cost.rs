//! How much a paint graph costs to follow, found before it is followed.
//!
//! A graph shares its nodes: a few bytes can name the same long list of color stops thousands of
//! times, or lead back to themselves. This counts nodes and stops without looking at what they say.
//! Source: https://learn.microsoft.com/typography/opentype/spec/colr

/// Most nodes of one glyph's graph, each counted as often as it is painted. The most intricate flags
/// of Noto Color Emoji have 6,700.
pub(super) const MAX_NODES: usize = 1 << 14;

/// Most color stops of all its gradients together.
const MAX_STOPS: usize = 1 << 15;

/// Whether the glyph's graph in the table `colr` ends within the limits. True where the table has
/// none; what is malformed costs nothing, as it paints nothing.
pub(super) fn affordable(colr: &[u8], glyph: u32) -> bool {
    let table = Table(colr);
    let (mut nodes, mut stops) = (MAX_NODES, MAX_STOPS);
    let mut ahead: Vec<usize> = table.root(glyph).into_iter().collect();
    while let Some(at) = ahead.pop() {
        let offset = |field: usize| at.checked_add(table.u24(at + field)?);
        match table.u8(at) {
            // Layers: how many, and the first.
            Some(1) => {
                let (count, first) = (table.u8(at + 1), table.u32(at + 2));
                let layers = (0..count.unwrap_or(0)).map_while(|i| table.layer(first? + i));
                ahead.extend(layers);
            }
            // Gradients.
            Some(4..=9) => {
                let count = offset(1).and_then(|line| table.u16(line + 1)).unwrap_or(0);
                match stops.checked_sub(count) {
                    Some(left) => stops = left,
                    None => return false,
                }
            }
            // Another color glyph.
            Some(11) => {
                ahead.extend(table.u16(at + 1).and_then(|id| table.root(id as u32)));
            }
            // Two paints composited.
            Some(32) => ahead.extend([offset(1), offset(5)].into_iter().flatten()),
            // A glyph's outline, or a transform, and the paint within.
            Some(10 | 12..=31 | 33) => ahead.extend(offset(1)),
            _ => {}
        }
        match nodes.checked_sub(1) {
            Some(left) if ahead.len() <= left => nodes = left,
            _ => return false,
        }
    }
    true
}

/// The table's bytes; whatever lies outside is `None`.
struct Table<'a>(&'a [u8]);

impl Table<'_> {
    fn read(&self, at: usize, bytes: usize) -> Option<usize> {
        let field = self.0.get(at..at.checked_add(bytes)?)?;
        Some(field.iter().fold(0, |value, &byte| value << 8 | usize::from(byte)))
    }

    fn u8(&self, at: usize) -> Option<usize> {
        self.read(at, 1)
    }

    fn u16(&self, at: usize) -> Option<usize> {
        self.read(at, 2)
    }

    fn u24(&self, at: usize) -> Option<usize> {
        self.read(at, 3)
    }

    fn u32(&self, at: usize) -> Option<usize> {
        self.read(at, 4)
    }

    /// Where the list begins whose offset stands in the header at `field`.
    fn list(&self, field: usize) -> Option<usize> {
        let at = self.u32(field)?;
        (self.u16(0)? >= 1 && at != 0).then_some(at)
    }

    /// The paint of a base glyph.
    fn root(&self, glyph: u32) -> Option<usize> {
        let list = self.list(14)?;
        let record = |i: usize| list.checked_add(4)?.checked_add(i.checked_mul(6)?);
        let (mut low, mut high) = (0, self.u32(list)?);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = record(middle)?;
            match (self.u16(at)? as u32).cmp(&glyph) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return list.checked_add(self.u32(at + 2)?),
            }
        }
        None
    }

    /// The paint of a layer.
    fn layer(&self, index: usize) -> Option<usize> {
        let list = self.list(18)?;
        if index >= self.u32(list)? {
            return None;
        }
        list.checked_add(self.u32(list.checked_add(4)?.checked_add(index.checked_mul(4)?)?)?)
    }
}
