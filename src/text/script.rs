//! What scripts have in common that bending must respect.

/// Whether the letter joins its neighbors: turned apart, the word would break.
///
/// The blocks of the scripts that CSS Text 3, appendix D calls cursive: Arabic, Syriac, N'Ko, Mandaic,
/// Mongolian, Phags-pa, Manichaean, Hanifi Rohingya and Adlam. Source: Unicode's `Blocks.txt`.
pub(super) fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{77f}' | '\u{7c0}'..='\u{7ff}' | '\u{840}'..='\u{8ff}'
        | '\u{1800}'..='\u{18af}' | '\u{a840}'..='\u{a87f}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10ac0}'..='\u{10aff}' | '\u{10d00}'..='\u{10d3f}'
        | '\u{1e900}'..='\u{1e95f}')
}
