//! The axes of a variable font and its instances.

use harfrust::Tag;
use harfrust::font::variation::Variation;

use super::font::Font;

/// An axis along which a variable font changes, `wght` for example. Values are in the axis's own
/// unit, as CSS `font-variation-settings` takes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Its four letters.
    pub tag: [u8; 4],
    /// The least value.
    pub min: f64,
    /// The value of the font as it is parsed.
    pub default: f64,
    /// The greatest value.
    pub max: f64,
    /// Whether the designer asks not to show it to people.
    pub hidden: bool,
}

impl Font {
    /// The axes of a variable font, in its own order; none of a static one.
    pub fn axes(&self) -> Vec<Axis> {
        let axis = |a: harfrust::font::variation::Axis| Axis {
            tag: a.tag().to_be_bytes(),
            min: f64::from(a.min_value()),
            default: f64::from(a.default_value()),
            max: f64::from(a.max_value()),
            hidden: a.is_hidden(),
        };
        self.face().axes().iter().map(axis).collect()
    }

    /// The font at another place in its design space: outlines, advances, metrics and rules alike.
    /// Shares the bytes of this one, and of an earlier call nothing else, so keep what it returns.
    ///
    /// Values are clamped to their axis; an axis that is not named, or given NaN, stands at its
    /// default, wherever this font stands; axes the font lacks are ignored; of an axis named twice
    /// the last value holds. A clone of this font if nothing differs.
    #[must_use]
    pub fn with_variations(&self, variations: &[([u8; 4], f64)]) -> Self {
        let variations = variations
            .iter()
            .filter(|(_, value)| !value.is_nan())
            .map(|(tag, value)| Variation::new(Tag::new(tag), *value as f32));
        let face = self.face().instance_builder().variations(variations).build();
        if face.normalized_coords() == self.face().normalized_coords() {
            return self.clone();
        }
        Self::new(face)
    }
}
