//! Bytes to a drawing: whoever wrote them, what comes out can be drawn.

use crate::cost;
use crate::fault::Fault;
use crate::types::{
    Blend, Cap, Clip, ColorMatrix, Drawing, Fill, Gradient, Group, Join, Line, Mask, Node, Outline,
    Paint, Part, Pattern, Picture, Shape, Spread, Stop, Stroke, Verb,
};
use crate::{
    MAGIC, MAX_BYTES, MAX_DASH_ARRAY, MAX_DEPTH, MAX_FILTERS, MAX_NAME_BYTES, MAX_NAMES, MAX_NODES,
    MAX_NUMBER, MAX_PARTS, MAX_PICTURES, MAX_SEGMENTS, MAX_STOPS, VERSION,
};

impl Drawing {
    /// Reads what [`Drawing::write`] wrote.
    ///
    /// # Errors
    /// [`Fault::Newer`] for a newer version, [`Fault::TooComplex`] above a limit of this crate,
    /// [`Fault::Corrupt`] for anything else.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        Fault::above("bytes", bytes.len() as u64, MAX_BYTES as u64)?;
        let Some([version, rest @ ..]) = bytes.strip_prefix(&MAGIC) else {
            return Err(Fault::Corrupt("it does not begin as a drawing does"));
        };
        if *version > VERSION {
            return Err(Fault::Newer(*version));
        }
        let mut input = In { rest, drawing: Self::default(), depth: 0 };
        let size = input.floats()?;
        if !size.iter().all(|side| *side > 0.0) {
            return Err(Fault::Corrupt("it has no size"));
        }
        input.drawing.size = size;
        input.drawing.names = input.texts()?;
        input.drawing.left_out = input.texts()?;
        let pictures = input.count("pictures", MAX_PICTURES)?;
        for _ in 0..pictures {
            let length = input.count("bytes", MAX_BYTES)?;
            let file = input.take(length)?.to_vec();
            input.drawing.pictures.push(file);
        }
        let parts = input.count("gradients, patterns, clips and masks", MAX_PARTS)?;
        for _ in 0..parts {
            let part = input.part()?;
            input.drawing.parts.push(part);
        }
        input.drawing.nodes = input.nodes()?;
        if !input.rest.is_empty() {
            return Err(Fault::Corrupt("it goes on beyond its end"));
        }
        cost::check(&input.drawing)?;
        Ok(input.drawing)
    }
}

struct In<'a> {
    rest: &'a [u8],
    /// What was read so far: what comes next may refer to it.
    drawing: Drawing,
    depth: usize,
}

const SHORT: Fault = Fault::Corrupt("it is cut short");
const RANGE: Fault = Fault::Corrupt("a number is out of range");
const REFERENCE: Fault = Fault::Corrupt("it refers to what is not there");

impl<'a> In<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(SHORT)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(SHORT)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        self.array().map(|[byte]| byte)
    }

    fn flag(&mut self) -> Result<bool, Fault> {
        Ok(self.byte()? != 0)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Result<T, Fault> {
        let byte = self.byte()?;
        all.get(usize::from(byte)).copied().ok_or(RANGE)
    }

    fn whole(&mut self) -> Result<u32, Fault> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(RANGE)
    }

    /// A length. Each thing takes a byte at least, so what is longer than the rest is never allocated.
    fn count(&mut self, what: &'static str, limit: usize) -> Result<usize, Fault> {
        let count = self.whole()? as usize;
        Fault::above(what, count as u64, limit as u64)?;
        if count > self.rest.len() { Err(SHORT) } else { Ok(count) }
    }

    fn float(&mut self) -> Result<f32, Fault> {
        let value = f32::from_le_bytes(self.array()?);
        // A comparison with NaN is false, so this refuses it too.
        if value.abs() <= MAX_NUMBER { Ok(value) } else { Err(RANGE) }
    }

    fn floats<const N: usize>(&mut self) -> Result<[f32; N], Fault> {
        let mut out = [0.0; N];
        for value in &mut out {
            *value = self.float()?;
        }
        Ok(out)
    }

    /// 0 to 1.
    fn share(&mut self) -> Result<f32, Fault> {
        self.float().map(|value| value.clamp(0.0, 1.0))
    }

    fn texts(&mut self) -> Result<Vec<String>, Fault> {
        let count = self.count("names", MAX_NAMES)?;
        let mut texts = Vec::with_capacity(count);
        for _ in 0..count {
            let length = self.count("bytes of a name", MAX_NAME_BYTES)?;
            let text = std::str::from_utf8(self.take(length)?);
            texts.push(text.map_err(|_| Fault::Corrupt("a name is no text"))?.to_owned());
        }
        Ok(texts)
    }

    fn names(&mut self) -> Result<Vec<u32>, Fault> {
        let count = self.count("names", MAX_NAMES)?;
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            let name = self.whole()?;
            if name as usize >= self.drawing.names.len() {
                return Err(REFERENCE);
            }
            names.push(name);
        }
        Ok(names)
    }

    /// A part that was read before and passes.
    fn reference(&mut self, fits: impl Fn(&Part) -> bool) -> Result<Option<u32>, Fault> {
        let Some(index) = self.whole()?.checked_sub(1) else { return Ok(None) };
        match self.drawing.parts.get(index as usize) {
            Some(part) if fits(part) => Ok(Some(index)),
            _ => Err(REFERENCE),
        }
    }

    fn part(&mut self) -> Result<Part, Fault> {
        Ok(match self.byte()? {
            0 => Part::Gradient(self.gradient()?),
            1 => Part::Pattern(Pattern {
                transform: self.floats()?,
                rect: self.rect()?,
                nodes: self.nodes()?,
            }),
            2 => Part::Clip(Clip {
                transform: self.floats()?,
                clip: self.reference(|part| matches!(part, Part::Clip(_)))?,
                nodes: self.nodes()?,
            }),
            3 => Part::Mask(Mask {
                rect: self.rect()?,
                alpha: self.flag()?,
                mask: self.reference(|part| matches!(part, Part::Mask(_)))?,
                nodes: self.nodes()?,
            }),
            _ => return Err(RANGE),
        })
    }

    /// Left, top, width and height, the last two above 0.
    fn rect(&mut self) -> Result<[f32; 4], Fault> {
        let rect @ [_, _, width, height] = self.floats()?;
        if width > 0.0 && height > 0.0 { Ok(rect) } else { Err(RANGE) }
    }

    fn gradient(&mut self) -> Result<Gradient, Fault> {
        let transform = self.floats()?;
        let line = match self.byte()? {
            0 => Line::Linear(self.floats()?),
            1 => Line::Radial(self.floats()?),
            _ => return Err(RANGE),
        };
        let spread = self.of(Spread::ALL)?;
        let count = self.count("stops of a gradient", MAX_STOPS)?;
        let mut stops = Vec::with_capacity(count);
        let mut last = 0.0;
        for _ in 0..count {
            let (offset, opacity, color) = (self.share()?, self.share()?, self.array()?);
            last = offset.max(last);
            stops.push(Stop { offset: last, color, opacity });
        }
        Ok(Gradient { transform, line, spread, stops })
    }

    fn nodes(&mut self) -> Result<Vec<Node>, Fault> {
        self.depth += 1;
        Fault::above("groups in one another", self.depth as u64, MAX_DEPTH as u64)?;
        let count = self.count("elements", MAX_NODES as usize)?;
        let mut nodes = Vec::new();
        for _ in 0..count {
            nodes.push(match self.byte()? {
                0 => Node::Group(self.group()?),
                1 => Node::Shape(Box::new(self.shape()?)),
                2 => {
                    let (picture, size) = (self.whole()?, self.floats()?);
                    if picture as usize >= self.drawing.pictures.len() {
                        return Err(REFERENCE);
                    }
                    Node::Picture(Picture { picture, size })
                }
                _ => return Err(RANGE),
            });
        }
        self.depth -= 1;
        Ok(nodes)
    }

    fn group(&mut self) -> Result<Group, Fault> {
        Ok(Group {
            names: self.names()?,
            transform: self.floats()?,
            opacity: self.share()?,
            blend: self.of(Blend::ALL)?,
            isolate: self.flag()?,
            filters: self.filters()?,
            clip: self.reference(|part| matches!(part, Part::Clip(_)))?,
            mask: self.reference(|part| matches!(part, Part::Mask(_)))?,
            bounds: self.floats()?,
            nodes: self.nodes()?,
        })
    }

    fn filters(&mut self) -> Result<Vec<ColorMatrix>, Fault> {
        let count = self.count("filters of a group", MAX_FILTERS)?;
        let mut filters = Vec::with_capacity(count);
        for _ in 0..count {
            let (rect, linear, values) = (self.rect()?, self.flag()?, self.floats()?);
            filters.push(ColorMatrix { rect, linear, values });
        }
        Ok(filters)
    }

    fn shape(&mut self) -> Result<Shape, Fault> {
        let names = self.names()?;
        let (stroke_first, crisp) = (self.flag()?, self.flag()?);
        let fill = match self.flag()? {
            true => {
                Some(Fill { paint: self.paint()?, opacity: self.share()?, even_odd: self.flag()? })
            }
            false => None,
        };
        let stroke = if self.flag()? { Some(self.stroke()?) } else { None };
        let outline = self.outline()?;
        Ok(Shape { names, fill, stroke, stroke_first, crisp, outline })
    }

    fn stroke(&mut self) -> Result<Stroke, Fault> {
        let paint = self.paint()?;
        let opacity = self.share()?;
        let [width, miter, dash_offset] = self.floats()?;
        let (cap, join) = (self.of(Cap::ALL)?, self.of(Join::ALL)?);
        let count = self.count("numbers of dashes", MAX_DASH_ARRAY)?;
        let mut dash = Vec::with_capacity(count);
        for _ in 0..count {
            dash.push(self.float()?);
        }
        if !(width > 0.0 && miter >= 1.0 && dash.iter().all(|length| *length >= 0.0)) {
            return Err(RANGE);
        }
        Ok(Stroke { paint, opacity, width, cap, join, miter, dash, dash_offset })
    }

    fn paint(&mut self) -> Result<Paint, Fault> {
        match self.byte()? {
            0 => Ok(Paint::Color(self.array()?)),
            1 => {
                let index = self.whole()?;
                match self.drawing.parts.get(index as usize) {
                    Some(Part::Gradient(_) | Part::Pattern(_)) => Ok(Paint::Part(index)),
                    _ => Err(REFERENCE),
                }
            }
            _ => Err(RANGE),
        }
    }

    fn outline(&mut self) -> Result<Outline, Fault> {
        let count = self.count("path segments", MAX_SEGMENTS as usize)?;
        let bytes = self.take(count)?;
        let mut verbs = Vec::with_capacity(count);
        let mut length = 0;
        for &byte in bytes {
            let verb = *Verb::ALL.get(usize::from(byte)).ok_or(RANGE)?;
            length += verb.points();
            verbs.push(verb);
        }
        if verbs.first().is_some_and(|verb| *verb != Verb::Move) {
            return Err(Fault::Corrupt("a path does not begin with a move"));
        }
        if length > self.rest.len() / 8 {
            return Err(SHORT);
        }
        let mut points = Vec::with_capacity(length);
        for _ in 0..length {
            points.push(self.floats()?);
        }
        Ok(Outline { verbs, points })
    }
}
