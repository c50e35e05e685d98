//! What shapes and groups of the tree share: gradients, patterns, clips and masks.

use std::collections::BTreeMap;

use liveproof_drawing::{
    Clip, Gradient, Line, MAX_PARTS, MAX_STOPS, Mask, Part, Pattern, Spread, Stop,
};

use crate::convert::{Converter, matrix, near, rgb};
use crate::refusal::Refusal;

/// Indices of parts by where the tree has them.
pub(crate) type Known = BTreeMap<usize, u32>;

/// Where a thing is: two references to one thing are the same.
fn place<T>(of: &T) -> usize {
    std::ptr::from_ref(of).addr()
}

impl Converter {
    fn push(&mut self, key: usize, part: Part) -> Result<u32, Refusal> {
        let count = self.drawing.parts.len() as u64 + 1;
        Refusal::above("gradients, patterns, clips and masks", count, MAX_PARTS as u64)?;
        self.drawing.parts.push(part);
        self.known.insert(key, count as u32 - 1);
        Ok(count as u32 - 1)
    }

    pub(crate) fn linear(
        &mut self,
        gradient: &usvg::LinearGradient,
    ) -> Result<Option<u32>, Refusal> {
        let line = [gradient.x1(), gradient.y1(), gradient.x2(), gradient.y2()];
        self.gradient(place(gradient), gradient, near(&line).then_some(Line::Linear(line)))
    }

    pub(crate) fn radial(
        &mut self,
        gradient: &usvg::RadialGradient,
    ) -> Result<Option<u32>, Refusal> {
        let from = [gradient.fx(), gradient.fy(), gradient.fr().get()];
        let to = [gradient.cx(), gradient.cy(), gradient.r().get()];
        let ([x0, y0, r0], [x1, y1, r1]) = (from, to);
        let line = [x0, y0, r0, x1, y1, r1];
        self.gradient(place(gradient), gradient, near(&line).then_some(Line::Radial(line)))
    }

    /// `None` for one that is too far away to be drawn.
    fn gradient(
        &mut self,
        key: usize,
        gradient: &usvg::BaseGradient,
        line: Option<Line>,
    ) -> Result<Option<u32>, Refusal> {
        if let Some(index) = self.known.get(&key) {
            return Ok(Some(*index));
        }
        let transform = matrix(gradient.transform());
        let Some(line) = line.filter(|_| near(&transform)) else { return Ok(None) };
        let stops = gradient.stops();
        Refusal::above("stops of a gradient", stops.len() as u64, MAX_STOPS as u64)?;
        let stops = stops.iter().map(|stop| Stop {
            offset: stop.offset().get(),
            color: rgb(stop.color()),
            opacity: stop.opacity().get(),
        });
        let spread = match gradient.spread_method() {
            usvg::SpreadMethod::Pad => Spread::Pad,
            usvg::SpreadMethod::Reflect => Spread::Reflect,
            usvg::SpreadMethod::Repeat => Spread::Repeat,
        };
        let part = Part::Gradient(Gradient { transform, line, spread, stops: stops.collect() });
        self.push(key, part).map(Some)
    }

    pub(crate) fn pattern(&mut self, pattern: &usvg::Pattern) -> Result<Option<u32>, Refusal> {
        let key = place(pattern);
        if let Some(index) = self.known.get(&key) {
            return Ok(Some(*index));
        }
        let (transform, rect) = (matrix(pattern.transform()), rect(pattern.rect()));
        if !near(&transform) || !near(&rect) {
            return Ok(None);
        }
        let nodes = self.nodes(pattern.root())?;
        self.push(key, Part::Pattern(Pattern { transform, rect, nodes })).map(Some)
    }

    pub(crate) fn clip(&mut self, clip: &usvg::ClipPath) -> Result<u32, Refusal> {
        let key = place(clip);
        if let Some(index) = self.known.get(&key) {
            return Ok(*index);
        }
        let outer = clip.clip_path().map(|outer| self.clip(outer)).transpose()?;
        let mut nodes = self.nodes(clip.root())?;
        let mut transform = matrix(clip.transform());
        if !near(&transform) {
            // Too far away to let anything through.
            (nodes, transform) = (Vec::new(), [0.0; 6]);
        }
        self.push(key, Part::Clip(Clip { transform, clip: outer, nodes }))
    }

    pub(crate) fn mask(&mut self, mask: &usvg::Mask) -> Result<u32, Refusal> {
        let key = place(mask);
        if let Some(index) = self.known.get(&key) {
            return Ok(*index);
        }
        let outer = mask.mask().map(|outer| self.mask(outer)).transpose()?;
        let mut nodes = self.nodes(mask.root())?;
        let mut rect = rect(mask.rect());
        if !near(&rect) {
            (nodes, rect) = (Vec::new(), [0.0, 0.0, 1.0, 1.0]);
        }
        let alpha = mask.kind() == usvg::MaskType::Alpha;
        self.push(key, Part::Mask(Mask { rect, alpha, mask: outer, nodes }))
    }
}

fn rect(rect: usvg::NonZeroRect) -> [f32; 4] {
    [rect.x(), rect.y(), rect.width(), rect.height()]
}
