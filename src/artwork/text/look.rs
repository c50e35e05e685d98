//! What a text is painted with, in pixels.

use std::rc::Rc;

use kurbo::{Affine, BezPath, Rect};

use super::super::fill::{Shape, shape_coverage};
use super::super::shader::{Extent, Shader};
use super::super::{Assets, Raster, pixels_per_millimeter};
use super::paint::Ink;
use super::text_box;
use crate::blur::blur_reach;
use crate::color::Color;
use crate::error::Error;
use crate::geom::PixelRect;
use crate::pixels::Coverage;
use crate::scene::Text;
use crate::scene::paint::{self as spec, StrokePosition};
use crate::text::{self, Layout, Stroke};

/// Farthest in pixels that a shadow falls; one thrown farther is not drawn.
const MAX_OFFSET: f64 = 4096.0;

/// Paints, outlines and shadows of a text.
pub(in crate::artwork) struct Look {
    pub(super) background: Option<Plate>,
    /// Bottom to top.
    pub(super) shadows: Vec<Shadow>,
    pub(super) strokes: Vec<Outline>,
    pub(super) fills: Vec<Shader>,
    /// Colors that runs of the text have of their own.
    pub(super) runs: Vec<(Color, Shader)>,
}

/// An outline.
pub(super) struct Outline {
    /// Centered on the edge of the letters; of one inside or outside, the other half does not show.
    pub(super) pen: Stroke,
    pub(super) position: StrokePosition,
    pub(super) shader: Shader,
}

/// A shadow or a glow.
pub(super) struct Shadow {
    pub(super) color: Shader,
    /// Pixels to the right and down.
    pub(super) offset: (f64, f64),
    /// Standard deviation of the blur, pixels.
    pub(super) sigma: f64,
    /// By how many millimeters what throws it is larger than the letters.
    pub(super) grown: f64,
    pub(super) join: text::Join,
    pub(super) inner: bool,
}

/// The box behind a text.
pub(super) struct Plate {
    rect: Rect,
    radius: f64,
    shader: Option<Shader>,
    border: Option<(f64, Shader)>,
    pub(super) knock_out: bool,
}

impl Look {
    /// The look of a text laid out.
    ///
    /// # Errors
    /// When a pattern's picture is missing or can't be read.
    pub(in crate::artwork) fn new(
        text: &Text,
        layout: &Layout,
        transform: Affine,
        raster: &Raster,
        assets: &Assets,
    ) -> Result<Self, Error> {
        let frame = Rect::new(0.0, 0.0, text.frame.width, text.frame.height);
        let extent = Extent { text: text_box(layout), frame };
        let shader = |paint: &spec::Paint| Shader::new(paint, &extent, transform, assets);
        let mut runs: Vec<(Color, Shader)> = Vec::new();
        for color in layout.styles.iter().filter_map(|style| style.color) {
            if runs.iter().all(|(known, _)| *known != color) {
                runs.push((color, Shader::Solid(color.premultiply())));
            }
        }
        let background = match &text.background {
            Some(background) => Some(Plate::new(background, extent.text, shader)?),
            None => None,
        };
        let outline = |stroke: &spec::Stroke| {
            let width = match stroke.position {
                StrokePosition::Center => stroke.width,
                StrokePosition::Outside | StrokePosition::Inside => stroke.width * 2.0,
            };
            let pen = Stroke { width, join: join(stroke.join) };
            Ok(Outline { pen, position: stroke.position, shader: shader(&stroke.paint)? })
        };
        Ok(Self {
            background,
            shadows: text
                .shadows
                .iter()
                .map(|s| Shadow::new(s, text, transform, raster))
                .filter(|s| s.offset.0.abs() <= MAX_OFFSET && s.offset.1.abs() <= MAX_OFFSET)
                .collect(),
            strokes: text.strokes.iter().map(outline).collect::<Result<_, Error>>()?,
            fills: text.fills.iter().map(shader).collect::<Result<_, Error>>()?,
            runs,
        })
    }

    /// Where everything lies that is measured by the text as a whole, as numbers: when they are what
    /// they were, a letter more or less changes nothing far from it.
    pub(in crate::artwork) fn places(&self) -> Vec<[f64; 6]> {
        let strokes = self.strokes.iter().map(|s| &s.shader);
        let plates = self.background.iter();
        let boxes = plates.clone().map(|p| [p.rect.x0, p.rect.y0, p.rect.x1, p.rect.y1, 0.0, 0.0]);
        let papers = plates.flat_map(|p| p.shader.iter().chain(p.border.iter().map(|(_, s)| s)));
        self.fills.iter().chain(strokes).chain(papers).map(Shader::place).chain(boxes).collect()
    }

    /// How far from a pixel the letters may be that it shows a shadow of, in pixels.
    pub(super) fn gathers(&self) -> i32 {
        let reach = |s: &Shadow| {
            let offset = s.offset.0.abs().max(s.offset.1.abs());
            blur_reach(s.sigma) + offset as i32 + 1
        };
        self.shadows.iter().map(reach).max().unwrap_or(0)
    }

    /// Where pixels may change when letters inside `bounds`, in millimeters of the text's box, do.
    pub(in crate::artwork) fn reach(&self, bounds: Rect, transform: Affine) -> PixelRect {
        /// How far coverage may reach beyond an outline's box: a quarter of a pixel for the glyph's
        /// place, one for the soft edge.
        const SOFT: i32 = 2;
        let around = |by: f64| {
            let rect = transform.transform_rect_bbox(bounds.inflate(by, by));
            PixelRect::around(rect).inflate(SOFT)
        };
        let strokes = self.strokes.iter().map(|s| around(s.pen.reach()));
        let shadows = self.shadows.iter().map(|s| {
            let grown = Stroke { width: 2.0 * s.grown.abs(), join: s.join }.reach();
            let (dx, dy) = s.offset;
            let moved =
                around(grown).translate((dx + 0.5).floor() as i32, (dy + 0.5).floor() as i32);
            moved.inflate(blur_reach(s.sigma))
        });
        strokes.chain(shadows).fold(around(0.0), |all, one| all.union(&one))
    }
}

impl Shadow {
    fn new(spec: &spec::Shadow, text: &Text, transform: Affine, raster: &Raster) -> Self {
        // The shadow falls to the area's right and down, however the layer is turned.
        let [sx, _, _, sy, ..] = raster.transform.as_coeffs().map(|c| c * text.frame.scale);
        let outermost = text.strokes.iter().max_by(|a, b| a.reach().total_cmp(&b.reach()));
        Self {
            color: Shader::Solid(spec.color.premultiply()),
            offset: (spec.offset[0] * sx, spec.offset[1] * sy),
            sigma: spec.blur * pixels_per_millimeter(transform),
            grown: if spec.inner { -spec.spread } else { text.reach() + spec.spread },
            join: outermost.map_or(text::Join::Round, |stroke| join(stroke.join)),
            inner: spec.inner,
        }
    }
}

impl Plate {
    fn new(
        spec: &spec::Background,
        text: Rect,
        shader: impl Fn(&spec::Paint) -> Result<Shader, Error>,
    ) -> Result<Self, Error> {
        let [vertical, horizontal] = spec.padding;
        Ok(Self {
            rect: text.inflate(horizontal, vertical),
            radius: spec.radius,
            shader: spec.paint.as_ref().map(&shader).transpose()?,
            border: match &spec.border {
                Some((width, paint)) => Some((*width, shader(paint)?)),
                None => None,
            },
            knock_out: spec.knock_out,
        })
    }

    /// The box and its edge, as far as `window` shows them.
    pub(super) fn inks(&self, transform: Affine, window: PixelRect) -> Result<Vec<Ink<'_>>, Error> {
        let cover = |by: f64| {
            let rect = self.rect.inflate(by, by);
            if !(rect.width() > 0.0 && rect.height() > 0.0) {
                return Ok(None);
            }
            // A corner that is not round stays so.
            let radius = if self.radius > 0.0 { self.radius + by } else { 0.0 };
            shape_coverage(&rounded(rect, radius), rect, transform, window)
        };
        let mut inks = Vec::new();
        if let Some(shader) = &self.shader {
            inks.extend(Ink::of(cover(0.0)?.map(Rc::new), shader));
        }
        if let Some((width, shader)) = &self.border
            && let Some(mut edge) = cover(width / 2.0)?
        {
            if let Some(hole) = cover(-width / 2.0)? {
                cut(&mut edge, &hole);
            }
            inks.extend(Ink::of(Some(Rc::new(edge)), shader));
        }
        Ok(inks)
    }
}

fn join(join: spec::Join) -> text::Join {
    match join {
        spec::Join::Round => text::Join::Round,
        spec::Join::Bevel => text::Join::Bevel,
        spec::Join::Miter(limit) => text::Join::Miter(limit),
    }
}

/// A rectangle with rounded corners, as a path from its own corner.
fn rounded(rect: Rect, radius: f64) -> Shape {
    /// A quarter circle as a cubic: within 0.03 % of the radius.
    const KAPPA: f64 = 0.552_284_749_830_793_4;
    let (w, h) = (rect.width(), rect.height());
    let r = radius.min(w / 2.0).min(h / 2.0);
    // A comparison with NaN is false.
    let round = r > 0.0;
    if !round {
        return Shape::Rectangle;
    }
    let c = r * (1.0 - KAPPA);
    let mut path = BezPath::new();
    path.move_to((r, 0.0));
    path.line_to((w - r, 0.0));
    path.curve_to((w - c, 0.0), (w, c), (w, r));
    path.line_to((w, h - r));
    path.curve_to((w, h - c), (w - c, h), (w - r, h));
    path.line_to((r, h));
    path.curve_to((c, h), (0.0, h - c), (0.0, h - r));
    path.line_to((0.0, r));
    path.curve_to((0.0, c), (c, 0.0), (r, 0.0));
    path.close_path();
    Shape::Path(path)
}

/// Takes a coverage that lies inside another out of it.
fn cut(from: &mut Coverage, hole: &Coverage) {
    let all = from.rect();
    let rect = hole.rect().intersect(&all);
    for y in rect.y0..rect.y1 {
        let hole = hole.mask.row(y - hole.y, rect.x0 - hole.x, rect.x1 - hole.x);
        let row = from.mask.row_mut(y - all.y0, rect.x0 - all.x0, rect.x1 - all.x0);
        for (m, hole) in row.iter_mut().zip(hole) {
            *m = m.saturating_sub(*hole);
        }
    }
}
