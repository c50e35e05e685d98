//! Settles the colors and parts of a drawing.

use super::Recolor;
use super::resolve::Resolver;
use crate::template::layer::ImageLayer;
use crate::template::recolor::PartKey;

impl Resolver<'_> {
    /// What is different in a layer's drawing. A color that can't be told leaves what it is.
    pub(super) fn recolor(&self, layer: &ImageLayer) -> Recolor {
        let mut recolor = Recolor::default();
        for (key, color) in &layer.recolor {
            let Some(color) = self.bound(color) else { continue };
            match PartKey::parse(key) {
                Some(PartKey::Color(from)) => recolor.colors.push((from, color)),
                Some(PartKey::Name(name)) => recolor.names.push((name.to_owned(), color)),
                None => {}
            }
        }
        let hidden = layer.parts.iter().filter(|(_, shown)| !self.holds(Some(shown)));
        recolor.hidden = hidden.map(|(name, _)| name.clone()).collect();
        recolor
    }
}
