//! What drawing a drawing costs, counted before it is drawn.

use crate::fault::Fault;
use crate::types::{Drawing, Group, Node, Outline, Paint, Part, Shape, Stroke, Transform, Verb};
use crate::{MAX_DASHES, MAX_DEPTH, MAX_NODES, MAX_OVERDRAW, MAX_SEGMENTS};

/// How much a segment counts that is stroked: it becomes some segments on each side.
const STROKED: u64 = 4;

/// Whether a drawing may be drawn. Everything counts as often as it is drawn: what clips two groups
/// counts twice.
///
/// # Errors
/// [`Fault::TooComplex`].
pub fn check(drawing: &Drawing) -> Result<(), Fault> {
    let mut count = Count { drawing, nodes: 0, segments: 0, painted: 0.0, depth: 0 };
    let [width, height] = drawing.size.map(f64::from);
    let view = View { matrix: IDENTITY, width, height, share: 1.0 };
    count.visit(&drawing.nodes, &view)
}

type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What is painted on: the picture, or the tile of a pattern.
#[derive(Clone, Copy)]
struct View {
    /// From the nodes' coordinates.
    matrix: Matrix,
    width: f64,
    height: f64,
    /// Its size as a share of the picture's.
    share: f64,
}

struct Count<'a> {
    drawing: &'a Drawing,
    nodes: u64,
    segments: u64,
    painted: f64,
    depth: usize,
}

impl Count<'_> {
    fn visit(&mut self, nodes: &[Node], view: &View) -> Result<(), Fault> {
        self.depth += 1;
        Fault::above("groups in one another", self.depth as u64, MAX_DEPTH as u64)?;
        for node in nodes {
            self.nodes += 1;
            Fault::above("elements", self.nodes, MAX_NODES)?;
            match node {
                Node::Group(group) => self.group(group, view)?,
                Node::Shape(shape) => self.shape(shape, view)?,
                Node::Picture(picture) => {
                    let [width, height] = picture.size;
                    self.paint([0.0, 0.0, width, height].map(f64::from), view)?;
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn group(&mut self, group: &Group, outer: &View) -> Result<(), Fault> {
        let view = within(outer, &group.transform);
        if group.is_layer() {
            let [x, y, width, height] = group.bounds.map(f64::from);
            for _ in 0..=group.filters.len() {
                self.paint([x, y, x + width, y + height], &view)?;
            }
        }
        self.visit(&group.nodes, &view)?;
        self.part(group.clip, &view)?;
        self.part(group.mask, &view)
    }

    /// What a part draws each time that it is used.
    fn part(&mut self, index: Option<u32>, view: &View) -> Result<(), Fault> {
        let Some(part) = index.and_then(|index| self.drawing.parts.get(index as usize)) else {
            return Ok(());
        };
        self.depth += 1;
        Fault::above("groups in one another", self.depth as u64, MAX_DEPTH as u64)?;
        match part {
            Part::Gradient(_) => {}
            Part::Pattern(pattern) => {
                let [_, _, width, height] = pattern.rect.map(f64::from);
                let [a, b, c, d, ..] = within(view, &pattern.transform).matrix;
                let tile = width * height * (a * d - b * c).abs() / (view.width * view.height);
                let share = view.share * tile.min(1.0);
                let view = View { matrix: IDENTITY, width, height, share };
                self.visit(&pattern.nodes, &view)?;
            }
            Part::Clip(clip) => {
                self.visit(&clip.nodes, &within(view, &clip.transform))?;
                self.part(clip.clip, view)?;
            }
            Part::Mask(mask) => {
                let [x, y, width, height] = mask.rect.map(f64::from);
                self.paint([x, y, x + width, y + height], view)?;
                self.visit(&mask.nodes, view)?;
                self.part(mask.mask, view)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn shape(&mut self, shape: &Shape, view: &View) -> Result<(), Fault> {
        let segments = shape.outline.verbs.len() as u64;
        let bounds = bounds(&shape.outline);
        if let Some(fill) = &shape.fill {
            self.segments(segments)?;
            self.paint(bounds, view)?;
            self.paint_of(fill.paint, view)?;
        }
        if let Some(stroke) = &shape.stroke {
            let dashes = dashes(&shape.outline, stroke);
            Fault::above("dashes of a line", dashes, MAX_DASHES)?;
            self.segments((segments + dashes) * STROKED)?;
            let reach = f64::from(stroke.width) / 2.0;
            let [x0, y0, x1, y1] = bounds;
            self.paint([x0 - reach, y0 - reach, x1 + reach, y1 + reach], view)?;
            self.paint_of(stroke.paint, view)?;
        }
        Ok(())
    }

    fn paint_of(&mut self, paint: Paint, view: &View) -> Result<(), Fault> {
        match paint {
            Paint::Color(_) => Ok(()),
            Paint::Part(index) => self.part(Some(index), view),
        }
    }

    fn segments(&mut self, more: u64) -> Result<(), Fault> {
        self.segments = self.segments.saturating_add(more);
        Fault::above("path segments", self.segments, MAX_SEGMENTS)
    }

    /// Counts the part of a rectangle that is seen.
    fn paint(&mut self, rect: [f64; 4], view: &View) -> Result<(), Fault> {
        let [x0, y0, x1, y1] = transformed(&view.matrix, rect);
        let width = x1.min(view.width) - x0.max(0.0);
        let height = y1.min(view.height) - y0.max(0.0);
        if width > 0.0 && height > 0.0 {
            self.painted += view.share * (width * height) / (view.width * view.height);
        }
        let times = self.painted.ceil() as u64;
        Fault::above("times the whole picture is painted", times, MAX_OVERDRAW as u64)
    }
}

fn within(view: &View, transform: &Transform) -> View {
    let [a, b, c, d, e, f] = view.matrix;
    let [u, v, w, x, y, z] = transform.map(f64::from);
    let matrix = [
        a * u + c * v,
        b * u + d * v,
        a * w + c * x,
        b * w + d * x,
        a * y + c * z + e,
        b * y + d * z + f,
    ];
    View { matrix, ..*view }
}

/// The upright rectangle around a rectangle, both as left, top, right, bottom.
fn transformed(&[a, b, c, d, e, f]: &Matrix, [x0, y0, x1, y1]: [f64; 4]) -> [f64; 4] {
    let middle = [(x0 + x1) / 2.0, (y0 + y1) / 2.0];
    let half = [(x1 - x0) / 2.0, (y1 - y0) / 2.0];
    let x = a * middle[0] + c * middle[1] + e;
    let y = b * middle[0] + d * middle[1] + f;
    let across = (a * half[0]).abs() + (c * half[1]).abs();
    let down = (b * half[0]).abs() + (d * half[1]).abs();
    [x - across, y - down, x + across, y + down]
}

/// Left, top, right and bottom of an outline's points.
fn bounds(outline: &Outline) -> [f64; 4] {
    let mut points = outline.points.iter().map(|point| point.map(f64::from));
    let Some([x, y]) = points.next() else { return [0.0; 4] };
    points
        .fold([x, y, x, y], |[x0, y0, x1, y1], [x, y]| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)])
}

/// Into how many dashes and gaps a line is cut, at most: by the length of its control polygon, which
/// no curve exceeds.
fn dashes(outline: &Outline, stroke: &Stroke) -> u64 {
    let period: f64 = stroke.dash.iter().map(|length| f64::from(*length)).sum();
    if stroke.dash.is_empty() {
        return 0;
    }
    if period <= 0.0 {
        return u64::MAX;
    }
    let mut length = 0.0;
    let mut points = outline.points.iter().map(|point| point.map(f64::from));
    let (mut at, mut start) = ([0.0; 2], [0.0; 2]);
    for verb in &outline.verbs {
        if *verb == Verb::Close {
            length += distance(at, start);
            at = start;
        }
        for _ in 0..verb.points() {
            let Some(to) = points.next() else { break };
            if *verb == Verb::Move {
                start = to;
            } else {
                length += distance(at, to);
            }
            at = to;
        }
    }
    // As saturates.
    ((length / period).ceil() as u64).saturating_mul(stroke.dash.len() as u64)
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    (x * x + y * y).sqrt()
}
