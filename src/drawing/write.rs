//! A drawing to bytes.
//!
//! Whole numbers are LEB128, floats are little-endian, lists begin with their length.

use crate::types::{
    Clip, Drawing, Fill, Gradient, Group, Line, Mask, Node, Outline, Paint, Part, Pattern, Shape,
    Stroke,
};
use crate::{MAGIC, VERSION};

impl Drawing {
    /// The bytes that [`Drawing::read`] makes this drawing of again.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Out(MAGIC.to_vec());
        out.0.push(VERSION);
        out.floats(&self.size);
        for texts in [&self.names, &self.left_out] {
            out.count(texts.len());
            texts.iter().for_each(|text| out.bytes(text.as_bytes()));
        }
        out.count(self.pictures.len());
        self.pictures.iter().for_each(|file| out.bytes(file));
        out.count(self.parts.len());
        self.parts.iter().for_each(|part| out.part(part));
        out.nodes(&self.nodes);
        out.0
    }
}

struct Out(Vec<u8>);

impl Out {
    fn count(&mut self, mut value: usize) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn floats(&mut self, values: &[f32]) {
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    fn indices(&mut self, indices: &[u32]) {
        self.count(indices.len());
        indices.iter().for_each(|&index| self.count(index as usize));
    }

    /// 0 for none, else one more than the index.
    fn reference(&mut self, index: Option<u32>) {
        self.count(index.map_or(0, |index| index as usize + 1));
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(u8::from(flag));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Gradient(Gradient { transform, line, spread, stops }) => {
                self.0.push(0);
                self.floats(transform);
                match line {
                    Line::Linear(ends) => {
                        self.0.push(0);
                        self.floats(ends);
                    }
                    Line::Radial(circles) => {
                        self.0.push(1);
                        self.floats(circles);
                    }
                }
                self.0.push(*spread as u8);
                self.count(stops.len());
                for stop in stops {
                    self.floats(&[stop.offset, stop.opacity]);
                    self.0.extend_from_slice(&stop.color);
                }
            }
            Part::Pattern(Pattern { transform, rect, nodes }) => {
                self.0.push(1);
                self.floats(transform);
                self.floats(rect);
                self.nodes(nodes);
            }
            Part::Clip(Clip { transform, clip, nodes }) => {
                self.0.push(2);
                self.floats(transform);
                self.reference(*clip);
                self.nodes(nodes);
            }
            Part::Mask(Mask { rect, alpha, mask, nodes }) => {
                self.0.push(3);
                self.floats(rect);
                self.flag(*alpha);
                self.reference(*mask);
                self.nodes(nodes);
            }
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        self.count(nodes.len());
        for node in nodes {
            match node {
                Node::Group(group) => {
                    self.0.push(0);
                    self.group(group);
                }
                Node::Shape(shape) => {
                    self.0.push(1);
                    self.shape(shape);
                }
                Node::Picture(picture) => {
                    self.0.push(2);
                    self.count(picture.picture as usize);
                    self.floats(&picture.size);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        self.indices(&group.names);
        self.floats(&group.transform);
        self.floats(&[group.opacity]);
        self.0.push(group.blend as u8);
        self.flag(group.isolate);
        self.count(group.filters.len());
        for filter in &group.filters {
            self.floats(&filter.rect);
            self.flag(filter.linear);
            self.floats(&filter.values);
        }
        self.reference(group.clip);
        self.reference(group.mask);
        self.floats(&group.bounds);
        self.nodes(&group.nodes);
    }

    fn shape(&mut self, shape: &Shape) {
        self.indices(&shape.names);
        self.flag(shape.stroke_first);
        self.flag(shape.crisp);
        self.flag(shape.fill.is_some());
        if let Some(Fill { paint, opacity, even_odd }) = &shape.fill {
            self.paint(paint);
            self.floats(&[*opacity]);
            self.flag(*even_odd);
        }
        self.flag(shape.stroke.is_some());
        if let Some(stroke) = &shape.stroke {
            self.stroke(stroke);
        }
        self.outline(&shape.outline);
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.paint(&stroke.paint);
        self.floats(&[stroke.opacity, stroke.width, stroke.miter, stroke.dash_offset]);
        self.0.extend_from_slice(&[stroke.cap as u8, stroke.join as u8]);
        self.count(stroke.dash.len());
        self.floats(&stroke.dash);
    }

    fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Color(color) => {
                self.0.push(0);
                self.0.extend_from_slice(color);
            }
            Paint::Part(index) => {
                self.0.push(1);
                self.count(*index as usize);
            }
        }
    }

    fn outline(&mut self, outline: &Outline) {
        self.count(outline.verbs.len());
        self.0.extend(outline.verbs.iter().map(|verb| *verb as u8));
        self.floats(outline.points.as_flattened());
    }
}
