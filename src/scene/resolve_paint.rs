//! Settles what letters are painted with.

use super::paint::{Background, Course, Gradient, Join, Paint, Pattern, Shadow, Stroke};
use super::resolve::{FromOption, MIN_SIDE, Resolver};
use crate::color::{Color, mul_div_255};
use crate::template::option::OptionSpec;
use crate::template::paint::{
    BackgroundSpec, GlowSpec, Many, Paint as Spec, ShadowSpec, Sides, Stop, StrokeJoin, StrokeSpec,
};
use crate::template::text::TextLayer;
use crate::template::{Bound, Value};

/// Lowest radius of a gradient, in parts of half the diagonal; a binding that gives less is drawn so.
const MIN_RADIUS: f64 = 1e-3;

impl Resolver<'_> {
    /// What the letters are filled with, when it is not one color.
    pub(super) fn fills(&self, l: &TextLayer, color: Color) -> Vec<Paint> {
        match &l.fill {
            None => vec![Paint::Solid(color)],
            Some(fills) => fills.as_slice().iter().filter_map(|fill| self.paint(fill)).collect(),
        }
    }

    pub(super) fn strokes(&self, l: &TextLayer) -> Vec<Stroke> {
        Many::of(l.stroke.as_ref()).iter().filter_map(|stroke| self.stroke(stroke)).collect()
    }

    /// Shadows, then glows.
    pub(super) fn shadows(&self, l: &TextLayer) -> Vec<Shadow> {
        let shadows = Many::of(l.shadow.as_ref()).iter().filter_map(|s| self.shadow(s));
        shadows.chain(Many::of(l.glow.as_ref()).iter().filter_map(|g| self.glow(g))).collect()
    }

    pub(super) fn background(&self, b: &BackgroundSpec) -> Background {
        let side = |side: &Bound<f64>| self.number(side, 0.0);
        Background {
            paint: self.paint(&b.color),
            padding: match &b.padding {
                Sides::One(all) => [side(all); 2],
                Sides::All(sides) => sides.each_ref().map(side),
            },
            radius: self.number(&b.radius, 0.0).max(0.0),
            border: b.stroke.as_ref().and_then(|s| {
                let width = self.number(&s.width, 0.0);
                Some((width, self.paint(&s.color)?)).filter(|_| width > 0.0)
            }),
            knock_out: b.knock_out,
        }
    }

    fn stroke(&self, s: &StrokeSpec) -> Option<Stroke> {
        let width = self.number(&s.width, 0.0);
        (width > 0.0).then_some(())?;
        let join = match s.join {
            StrokeJoin::Round => Join::Round,
            StrokeJoin::Bevel => Join::Bevel,
            StrokeJoin::Miter => Join::Miter(s.miter_limit),
        };
        Some(Stroke { width, paint: self.paint(&s.color)?, position: s.position, join })
    }

    fn shadow(&self, s: &ShadowSpec) -> Option<Shadow> {
        Some(Shadow {
            offset: s.offset.each_ref().map(|o| self.number(o, 0.0)),
            blur: self.number(&s.blur, 0.0).max(0.0),
            spread: self.number(&s.spread, 0.0),
            color: self.bound(&s.color)?,
            inner: s.inner,
        })
    }

    /// A glow is a shadow that stays where it is: grown by half the size, and blurred so that two
    /// deviations make up the other half. At the edge 98 % of it are there, at the end 2 %.
    fn glow(&self, g: &GlowSpec) -> Option<Shadow> {
        let size = self.number(&g.size, 0.0);
        (size > 0.0).then_some(())?;
        let color = self.bound(&g.color)?;
        let (blur, spread) = (size / 4.0, size / 2.0);
        Some(Shadow { offset: [0.0; 2], blur, spread, color, inner: g.inner })
    }

    /// `None` when an option gives no color or no picture.
    fn paint(&self, spec: &Spec) -> Option<Paint> {
        Some(match spec {
            Spec::Literal(color) => Paint::Solid(*color),
            Spec::Option(binding) => self.paint(&self.bound(&Bound::Option(binding.clone()))?)?,
            Spec::Solid(s) => {
                Paint::Solid(fainter(self.bound(&s.color)?, self.opacity(&s.opacity)))
            }
            Spec::Linear(g) => {
                let course = match (g.from, g.to) {
                    (Some(from), Some(to)) => Course::Line(from, to),
                    _ => Course::Angle(self.number(&g.angle, 90.0)),
                };
                self.gradient(course, &g.stops, g.over, &g.opacity)?
            }
            Spec::Radial(g) => {
                let radius = self.number(&g.radius, 1.0).max(MIN_RADIUS);
                self.gradient(Course::Radial(g.center, radius), &g.stops, g.over, &g.opacity)?
            }
            Spec::Pattern(p) => Paint::Pattern(Pattern {
                image: self.bound(&p.image)?,
                size: self.number(&p.size, MIN_SIDE).max(MIN_SIDE),
                offset: p.offset.each_ref().map(|o| self.number(o, 0.0)),
                rotate: self.number(&p.rotate, 0.0),
                over: p.over,
                opacity: self.opacity(&p.opacity),
            }),
        })
    }

    fn gradient(
        &self,
        course: Course,
        stops: &[Stop],
        over: super::paint::Over,
        opacity: &Bound<f64>,
    ) -> Option<Paint> {
        let opacity = self.opacity(opacity);
        let stops: Vec<_> = stops
            .iter()
            .filter_map(|(at, color)| Some((*at, fainter(self.bound(color)?, opacity))))
            .collect();
        (!stops.is_empty()).then_some(Paint::Gradient(Gradient { course, stops, over }))
    }
}

fn fainter(color: Color, opacity: u8) -> Color {
    Color { a: mul_div_255(color.a, opacity), ..color }
}

/// The color of a color option.
impl FromOption for Spec {
    fn from_option(spec: &OptionSpec, value: &Value) -> Option<Self> {
        Color::from_option(spec, value).map(Self::Literal)
    }
}
